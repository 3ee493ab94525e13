package find

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// golden is one question of the golden set. A question without expected
// entries must be declined; near says that it lies close to the subject.
type golden struct {
	ID, Lang, Text, Split string
	Expect                []string
	Near                  bool
}

func goldenSet(t testing.TB) []golden {
	t.Helper()
	files, err := filepath.Glob("testdata/golden/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	var out []golden
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		for n := 1; lines.Scan(); n++ {
			var g golden
			if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
				t.Fatalf("%s:%d: %v", name, n, err)
			}
			out = append(out, g)
		}
		f.Close()
	}
	return out
}

// quality counts how well questions were answered.
type quality struct {
	asked, first, three, declined  int // of questions with an answer
	foreign, wrong, near, nearHelp int // of questions without one
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func (q *quality) add(t *testing.T, g golden, a Answer) {
	place := slices.IndexFunc(a.Hits, func(h Hit) bool { return slices.Contains(g.Expect, h.Entry.ID) })
	if len(g.Expect) == 0 {
		q.foreign++
		if a.Band == BandAnswer {
			q.wrong++
			t.Logf("%s wrongly answered (%.2f): %q by %v", g.ID, a.Confidence, g.Text, ids(a))
		}
		if g.Near {
			q.near++
			if a.OnTopic && len(a.Near) > 0 {
				q.nearHelp++
			}
		}
		return
	}
	q.asked++
	if place == 0 {
		q.first++
	} else {
		t.Logf("%s place %d (%s %.2f): %q gives %v, want %v", g.ID, place+1, a.Band, a.Confidence, g.Text, ids(a), g.Expect)
	}
	if place >= 0 && place < 3 {
		q.three++
	}
	if a.Band == BandNone {
		q.declined++
		t.Logf("%s wrongly declined (%.2f): %q", g.ID, a.Confidence, g.Text)
	}
}

func (q *quality) print(t *testing.T, name string) {
	t.Logf("%s: %d questions, hit@1 %.3f, hit@3 %.3f, wrongly declined %.3f; %d without answer, wrongly answered %.3f, near with a way on %.3f",
		name, q.asked, share(q.first, q.asked), share(q.three, q.asked), share(q.declined, q.asked),
		q.foreign, share(q.wrong, q.foreign), share(q.nearHelp, q.near))
}

func TestGolden(t *testing.T) {
	found := map[string]*quality{"tune nl": {}, "tune en": {}, "report nl": {}, "report en": {}}
	for _, g := range goldenSet(t) {
		found[g.Split+" "+g.Lang].add(t, g, builtin().Find(g.Text, Options{Now: today}))
	}
	for _, name := range []string{"tune nl", "tune en", "report nl", "report en"} {
		found[name].print(t, name)
	}
}
