package find

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// missing is a file system without a root.
type missing struct{}

func (missing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func TestLoadRealFolders(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", good)
	for link, target := range map[string]string{"self": ".", "gone.md": "nowhere.md", "linked.md": "real", "device.md": os.DevNull} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	write("real", strings.Replace(good, "id: leernetwerk", "id: linked", 1))
	entries, flaws := Load(os.DirFS(dir), dir)
	if len(entries) != 2 || entries[1].ID != "linked" {
		t.Errorf("entries %v", entries)
	}
	if len(flaws) != 2 || !strings.Contains(flaws[0].String(), "device.md: it cannot be read") || !strings.Contains(flaws[1].String(), "gone.md: the file it links to does not exist") {
		t.Errorf("flaws %v", flaws)
	}
}

func TestCheckSeesTheWholeSet(t *testing.T) {
	title := Localized{NL: "Leernetwerk", EN: "Learning network"}
	lines := Lines{Title: 4, Related: 15, VerifiedOn: 13, ValidUntil: 14}
	entries := []Entry{
		{ID: "a", File: "a.md", Line: 2, Title: title, Related: []string{"a", "gone", "b"}, VerifiedOn: Date{2025, 1, 1}, Lines: lines},
		{ID: "b", File: "b.md", Title: title, VerifiedOn: Date{2027, 1, 1}, Lines: lines},
		{ID: "c", File: "c.md", Title: Localized{NL: "Iets"}, VerifiedOn: Date{2026, 11, 1}, ValidUntil: Date{2026, 11, 22}, Lines: lines},
		{ID: "d", File: "d.md", Title: Localized{NL: "Anders"}, VerifiedOn: Date{2026, 11, 1}, ValidUntil: Date{2026, 11, 23}},
	}
	var all []string
	for _, f := range Check(entries, today) {
		if f.Fatal {
			t.Errorf("%v is fatal", f)
		}
		all = append(all, f.String())
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{
		`a.md:15: the entry is related to itself`, `a.md:15: the related entry "gone" does not exist`,
		"a.md:13: the entry was last checked on 2025-01-01", "b.md:13: verified_on 2027-01-01 lies in the future",
		`b.md:4: the title "Leernetwerk" is also that of a.md:2`, "c.md:14: the entry expired on 2026-11-22",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no flaw %q in:\n%s", want, text)
		}
	}
	if strings.Contains(text, "d.md") {
		t.Errorf("an entry that is valid today is reported:\n%s", text)
	}
}

func TestBuiltInSetIsSound(t *testing.T) {
	entries, flaws := Load(os.DirFS("../base"), "base")
	if len(entries) < 60 {
		t.Errorf("%d entries", len(entries))
	}
	for _, f := range flaws {
		if f.Fatal {
			t.Error(f)
		}
	}
	for _, f := range Check(entries, today) {
		if strings.Contains(f.Message, "related") || strings.Contains(f.Message, "title") {
			t.Error(f)
		}
	}
}

func TestDates(t *testing.T) {
	amsterdam := time.FixedZone("CET", 3600)
	d := Date{2026, 11, 23}
	if d.PassedAt(time.Date(2026, 11, 23, 23, 59, 0, 0, amsterdam)) || !d.PassedAt(time.Date(2026, 11, 24, 0, 0, 0, 0, amsterdam)) || (Date{}).PassedAt(today) {
		t.Error("a day passes at its end in the zone of the reader, and no day never passes")
	}
}
