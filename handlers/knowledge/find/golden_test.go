package find

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
	for name, want := range map[string]struct{ first, three, declined, wrong, near float64 }{
		"tune nl":   {0.93, 0.96, 0.04, 0.09, 0.74},
		"tune en":   {0.80, 0.85, 0.03, 0.05, 0.95},
		"report nl": {0.86, 0.92, 0.03, 0.05, 0.90},
		"report en": {0.72, 0.81, 0.05, 0.05, 0.95},
	} {
		q := found[name]
		q.print(t, name)
		if share(q.first, q.asked) < want.first || share(q.three, q.asked) < want.three {
			t.Errorf("%s: hit@1 and hit@3 must be at least %.2f and %.2f", name, want.first, want.three)
		}
		if share(q.declined, q.asked) > want.declined || share(q.wrong, q.foreign) > want.wrong {
			t.Errorf("%s: at most %.2f may be wrongly declined and %.2f wrongly answered", name, want.declined, want.wrong)
		}
		if share(q.nearHelp, q.near) < want.near {
			t.Errorf("%s: %.2f of the questions near the subject must come with somebody to turn to", name, want.near)
		}
	}
}

// Questions far from the subject get no suggestions either.
func TestGoldenFarQuestionsGetNothing(t *testing.T) {
	far, some := 0, 0
	for _, g := range goldenSet(t) {
		if len(g.Expect) > 0 || g.Near {
			continue
		}
		far++
		if a := builtin().Find(g.Text, Options{Now: today}); a.Band != BandNone {
			some++
			t.Logf("%s (%.2f): %q gives %v", g.ID, a.Confidence, g.Text, ids(a))
		}
	}
	t.Logf("%d far questions, %.3f with suggestions", far, share(some, far))
	if share(some, far) > 0.08 {
		t.Errorf("%d of %d far questions get suggestions", some, far)
	}
}

// A typing error in the longest word of a question must cost little.
func TestGoldenWithTypos(t *testing.T) {
	asked, clean, broken := 0, 0, 0
	three := func(g golden, q string) int {
		a := builtin().Find(q, Options{Now: today})
		if slices.ContainsFunc(a.Hits, func(h Hit) bool { return slices.Contains(g.Expect, h.Entry.ID) }) {
			return 1
		}
		return 0
	}
	for i, g := range goldenSet(t) {
		longest := ""
		for _, w := range strings.Fields(g.Text) {
			if isLetters(w) && len(w) > len(longest) {
				longest = w
			}
		}
		if len(g.Expect) == 0 || len(longest) < 6 {
			continue
		}
		at := 2 + i%(len(longest)-3)
		typo := longest[:at] + longest[at+1:] // a letter left out
		switch i % 4 {
		case 1: // two swapped
			typo = longest[:at] + longest[at+1:at+2] + longest[at:at+1] + longest[at+2:]
		case 2: // one doubled
			typo = longest[:at] + longest[at:at+1] + longest[at:]
		case 3: // one mistyped
			typo = longest[:at] + "x" + longest[at+1:]
		}
		asked++
		c, b := three(g, g.Text), three(g, strings.Replace(g.Text, longest, typo, 1))
		if clean, broken = clean+c, broken+b; b < c {
			t.Logf("%s lost by writing %s as %s", g.ID, longest, typo)
		}
	}
	t.Logf("%d questions, hit@3 %.3f, with a typing error %.3f", asked, share(clean, asked), share(broken, asked))
	if kept := share(broken, clean); kept < 0.95 {
		t.Errorf("a typing error keeps %.3f of the answers, want 0.95", kept)
	}
}

// A question that an entry lists must find it even without that line: people
// do not use the words of the list.
func TestListedQuestionsFindTheirEntryWithoutTheLine(t *testing.T) {
	entries := builtin().Entries()
	asked, first, three := 0, 0, 0
	for k := range 8 {
		type left struct{ question, id string }
		var out []left
		without := func(list []string, id string) []string {
			if len(list) <= k {
				return list
			}
			out = append(out, left{list[k], id})
			return slices.Delete(slices.Clone(list), k, k+1)
		}
		set := slices.Clone(entries)
		for i := range set {
			set[i].Questions.NL = without(set[i].Questions.NL, set[i].ID)
			set[i].Questions.EN = without(set[i].Questions.EN, set[i].ID)
		}
		x := NewIndex(set)
		for _, l := range out {
			a := x.Find(l.question, Options{Now: today})
			asked++
			if len(a.Hits) > 0 && a.Hits[0].Entry.ID == l.id {
				first++
			}
			if slices.ContainsFunc(a.Hits, func(h Hit) bool { return h.Entry.ID == l.id }) {
				three++
			}
		}
	}
	t.Logf("%d listed questions, hit@1 %.3f, hit@3 %.3f", asked, share(first, asked), share(three, asked))
	if share(first, asked) < 0.75 || share(three, asked) < 0.87 {
		t.Errorf("hit@1 %.3f and hit@3 %.3f, want 0.75 and 0.87", share(first, asked), share(three, asked))
	}
}

// The golden questions must not be those of the entries in disguise.
func TestGoldenQuestionsUseTheirOwnWords(t *testing.T) {
	content := func(s string, lang Lang) []string {
		var out []string
		for _, w := range words(s) {
			if !isStop(w, lang) {
				out = append(out, term(w.text, lang))
			}
		}
		return out
	}
	for _, g := range goldenSet(t) {
		lang := Lang(g.Lang)
		asked := content(g.Text, lang)
		if len(asked) < 3 { // a name alone has no other words
			continue
		}
		for _, id := range g.Expect {
			e := builtin().Entry(id)
			if e == nil {
				t.Fatalf("%s expects %q, which does not exist", g.ID, id)
			}
			for _, line := range e.Questions.In(lang) {
				listed := content(line, lang)
				same := 0
				for _, w := range asked {
					if slices.Contains(listed, w) {
						same++
					}
				}
				if share(same, len(asked)) > 0.6 {
					t.Errorf("%s %q shares %d of %d words with %q of %s", g.ID, g.Text, same, len(asked), line, id)
				}
			}
		}
	}
}
