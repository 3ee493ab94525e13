package find

import (
	"slices"
	"testing"
)

// bandsKept asks questions of two indexes and returns which share keeps its
// band, and which share of the declined is not answered.
func bandsKept(t *testing.T, before, after *Index, questions []string) (kept, declined float64) {
	t.Helper()
	same, none, still := 0, 0, 0
	for _, q := range questions {
		a, b := before.Find(q, Options{Now: today}), after.Find(q, Options{Now: today})
		if a.Band == b.Band {
			same++
		}
		if a.Band == BandNone {
			if none++; b.Band != BandAnswer {
				still++
			}
		}
	}
	t.Logf("%d questions keep their band in %.3f, %d of %d declined stay without an answer", len(questions), share(same, len(questions)), still, none)
	return share(same, len(questions)), share(still, none)
}

// How sure an answer is must not depend on how many entries about other things
// stand beside the one that gives it.
func TestBandsDoNotDependOnTheSizeOfTheSet(t *testing.T) {
	entries := builtin().Entries()
	var questions []string
	for _, g := range goldenSet(t) {
		if g.Split == "tune" {
			questions = append(questions, g.Text)
		}
	}
	for _, e := range entries {
		questions = append(questions, e.Questions.NL[0], e.Questions.EN[0])
	}
	beside := synthetic(10_000)
	kept, declined := bandsKept(t, builtin(), NewIndex(slices.Concat(entries, beside)), questions)
	if kept < 0.95 || declined < 1 {
		t.Errorf("beside 10,000 others: kept %.3f, declined %.3f", kept, declined)
	}
	half := make([]Entry, 0, 32)
	var own []string
	for i := 0; i < len(entries); i += 2 {
		half = append(half, entries[i])
		own = append(own, entries[i].Questions.NL...)
		own = append(own, entries[i].Questions.EN...)
	}
	for _, g := range goldenSet(t) {
		if g.Split == "tune" && len(g.Expect) == 0 {
			own = append(own, g.Text)
		}
	}
	kept, declined = bandsKept(t, builtin(), NewIndex(half), own)
	if kept < 0.95 || declined < 1 {
		t.Errorf("with half of the entries: kept %.3f, declined %.3f", kept, declined)
	}
}
