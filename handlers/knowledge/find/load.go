package find

import (
	"fmt"
	"io/fs"
	"strconv"
)

// Load reads a folder once, as Set.Reload describes it. A root that cannot be
// read is a flaw.
func Load(fsys fs.FS, label string) ([]Entry, []Flaw) {
	var s Set
	entries, flaws, _, _ := s.Reload(fsys, label) // the error is among the flaws
	return entries, flaws
}

// Merge joins sets of entries. Of entries with one id the first counts; each
// other one is reported and left out.
func Merge(sets ...[]Entry) ([]Entry, []Flaw) {
	n := 0
	for _, set := range sets {
		n += len(set)
	}
	out := make([]Entry, 0, n)
	first := make(map[string]int, n) // place in out
	var flaws []Flaw
	for _, set := range sets {
		for _, e := range set {
			if at, ok := first[e.ID]; ok {
				flaws = append(flaws, Flaw{e.File, e.Line, fmt.Sprintf("the id %q is already used by %s; give one of them another id, or remove it", e.ID, out[at].place()), true})
				continue
			}
			first[e.ID] = len(out)
			out = append(out, e)
		}
	}
	return out, flaws
}

// place is where an entry stands, as file:line.
func (e *Entry) place() string {
	if e.Line == 0 {
		return e.File
	}
	return e.File + ":" + strconv.Itoa(e.Line)
}
