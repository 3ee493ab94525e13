package find

import (
	"fmt"
	"sort"
	"time"
)

// Check reports what can only be seen over a whole set: related entries that do
// not exist, titles that two entries share, and entries that have expired or
// are due for a check at now. None of these flaws is fatal; flaws of single
// files come from Parse and Load.
func Check(entries []Entry, now time.Time) []Flaw {
	var flaws []Flaw
	add := func(e *Entry, line int, format string, args ...any) {
		flaws = append(flaws, Flaw{File: e.File, Line: line, Message: fmt.Sprintf(format, args...)})
	}
	known := map[string]bool{}
	titles := map[string]*Entry{}
	for i := range entries {
		known[entries[i].ID] = true
	}
	for i := range entries {
		e := &entries[i]
		for _, id := range e.Related {
			switch {
			case id == e.ID:
				add(e, e.Lines.Related, "the entry is related to itself; remove %q from related", id)
			case !known[id]:
				add(e, e.Lines.Related, "the related entry %q does not exist; correct the id or remove it", clip(id, 40))
			}
		}
		for _, title := range []string{e.Title.NL, e.Title.EN} {
			key := phraseKey(title)
			if key == "" {
				continue
			}
			if other, ok := titles[key]; ok && other != e {
				add(e, e.Lines.Title, "the title %q is also that of %s; people cannot tell them apart, so change one", clip(title, 60), other.place())
			}
			titles[key] = e
		}
		switch {
		case e.Expired(now):
			add(e, e.Lines.ValidUntil, "the entry expired on %s; replace it, extend valid_until, or remove it", e.ValidUntil)
		case !e.VerifiedOn.IsZero() && e.Overdue(now):
			add(e, e.Lines.VerifiedOn, "the entry was last checked on %s; check it and set verified_on", e.VerifiedOn)
		}
		if !e.VerifiedOn.IsZero() && now.AddDate(0, 0, 1).Before(time.Date(e.VerifiedOn.Year, e.VerifiedOn.Month, e.VerifiedOn.Day, 0, 0, 0, 0, now.Location())) {
			add(e, e.Lines.VerifiedOn, "verified_on %s lies in the future; set it to the day of the check", e.VerifiedOn)
		}
	}
	sort.SliceStable(flaws, func(i, j int) bool { return flaws[i].File < flaws[j].File })
	return flaws
}
