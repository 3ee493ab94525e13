package knowledge

import (
	"os"
	"path/filepath"
	"testing"
)

// Reading again without a change gives the very entries there are, and not
// others beside them.
func TestEntriesThatDidNotChangeAreTheSame(t *testing.T) {
	dir := t.TempDir()
	write := func(id, title string) {
		if err := os.WriteFile(filepath.Join(dir, id+".md"), entryFile(id, title), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("een", "Een")
	l := OpenLibrary([]string{dir}, true, "")
	first, _ := l.Read()
	if again, _ := l.Read(); len(again) != len(first) || &again[0] != &first[0] {
		t.Error("entries that did not change were copied")
	}
	write("twee", "Twee twee")
	next, _ := l.Read()
	if len(next) != len(first)+1 || &next[0] == &first[0] || first[0].ID != next[0].ID {
		t.Errorf("%d entries became %d", len(first), len(next))
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	gone, flaws := l.Read()
	if len(gone) != len(next) || gone[1].Title.NL != "Twee twee" || len(flaws) == 0 {
		t.Errorf("without the folder: %d entries, flaws %v", len(gone), flaws)
	}
}
