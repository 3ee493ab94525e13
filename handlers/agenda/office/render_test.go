//go:build office

package office_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestOfficeOpens has LibreOffice lay out every format, and say what it reads. It
// runs with `go test -tags office ./handlers/agenda/office`, and fails where soffice
// is not installed. With the environment variable PICTURES the PDFs are kept in that
// folder, to be looked at.
func TestOfficeOpens(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is not installed: apt-get install libreoffice-writer libreoffice-calc")
	}
	dir := os.Getenv("PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	profile := "-env:UserInstallation=file://" + t.TempDir()
	convert := func(to string, files ...string) {
		args := append([]string{"--headless", profile, "--convert-to", to, "--outdir", dir}, files...)
		if out, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
	}
	d, b := sample(), book()
	kinds := map[string]struct {
		write func(io.Writer) error
		plain string   // a format to read it in
		reads []string // and what must be in it
	}{
		"odt-agenda.odt":   {d.ODT, "txt:Text (encoded):UTF8", []string{d.Title, "8. Peilingen over de werkplek", "Joke Wiersma (LVVN)", "3. De commissie adviseert daarna de CRC."}},
		"docx-agenda.docx": {d.DOCX, "txt:Text (encoded):UTF8", []string{d.Title, "8. Peilingen over de werkplek", "Joke Wiersma (LVVN)", "3. De commissie adviseert daarna de CRC."}},
		"ods-lijst.ods":    {b.ODS, "csv:Text - txt - csv (StarCalc):44,34,76", []string{"AIC-2027-015,=1+1,ter bespreking,OCW,05-01-2027,20,+31 70 123 45 67"}},
		"xlsx-lijst.xlsx":  {b.XLSX, "csv:Text - txt - csv (StarCalc):44,34,76", []string{"AIC-2027-015,=1+1,ter bespreking,OCW,05-01-2027,20,+31 70 123 45 67"}},
	}
	var files []string
	for name, kind := range kinds {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, written(t, kind.write), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	convert("pdf", files...)
	for name, kind := range kinds {
		base := filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name)))
		pdf, err := os.ReadFile(base + ".pdf")
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			t.Errorf("%s was not laid out: %v", name, err)
		}
		convert(kind.plain, filepath.Join(dir, name))
		text, err := os.ReadFile(base + "." + kind.plain[:3])
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range kind.reads {
			if !strings.Contains(string(text), s) {
				t.Errorf("%s: LibreOffice does not read %q in it:\n%.2000s", name, s, text)
			}
		}
	}
}
