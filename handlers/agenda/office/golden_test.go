package office_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegwijs/handlers/agenda/office"
	"wegwijs/handlers/agenda/office/officetest"
)

var update = flag.Bool("update", false, "write the golden files")

// small is a document with one of everything, for the golden files.
func small() *office.Document {
	return &office.Document{
		Title: "Agenda AIC", Subject: "12 januari 2027", Author: "Sien Jansen", Lang: "nl-NL", Created: created, Header: "AIC", Footer: "Versie 1",
		Body: []office.Block{
			office.Para{Style: office.Lead, Runs: plain("dinsdag 12 januari 2027, 9.00 uur")},
			office.Table{Plain: true, Widths: []int{1, 3}, Rows: [][]office.Cell{label("Plaats", "Den Haag")}},
			office.Contents{Title: "Inhoud"},
			office.Heading{Level: 1, Runs: plain("Punten")},
			office.Heading{Level: 2, Runs: plain("5. Nieuw intranet")},
			office.Para{Runs: []office.Run{{Text: "Ter besluitvorming", Bold: true}, {Text: ", zie "}, {Text: "de notitie", Link: "https://example.nl/5.1"}, {Text: " van\nFIN.", Italic: true}}},
			office.List{Numbered: true, Items: [][]office.Run{plain("een"), plain("twee")}},
			office.List{Items: [][]office.Run{plain("los")}},
			office.Para{Style: office.Indent, Runs: plain("Eerder  behandeld")},
			office.PageBreak{},
			office.Heading{Level: 3, Runs: plain("Acties")},
			office.Table{Caption: "Open acties", Head: []string{"Nr.", "Keer"}, Rows: [][]office.Cell{{{Runs: plain("A-1"), Head: true}, {Runs: plain("2"), Right: true}}}},
			office.Heading{Level: 4, Runs: plain("Noot")},
			office.Para{Style: office.Small, Runs: plain("Tot zover <b>&</b>.")},
		},
	}
}

// TestGolden shows in a review what changes in a file. A change here is one to look
// at: PICTURES=folder go test -tags office makes PDFs of it.
func TestGolden(t *testing.T) {
	d, b := small(), book()
	for format, write := range map[string]func(io.Writer) error{"odt": d.ODT, "docx": d.DOCX, "ods": b.ODS} {
		parts, err := officetest.Parts(written(t, write))
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range parts {
			if name == "mimetype" {
				continue
			}
			got = append(bytes.ReplaceAll(got, []byte("><"), []byte(">\n<")), '\n') // one element a line, to read differences by
			file := filepath.Join("testdata", format, strings.NewReplacer("/", "-", "[", "", "]", "").Replace(name))
			if !strings.HasSuffix(file, ".xml") {
				file += ".xml"
			}
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Errorf("%s: %v (go test -update writes it)", name, err)
				continue
			}
			if !bytes.Equal(got, want) {
				a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
				for i := range a {
					if i >= len(b) || a[i] != b[i] {
						t.Errorf("%s: line %d is now\n%s", file, i+1, a[i])
						break
					}
				}
			}
		}
	}
}
