package find

import (
	"bufio"
	"encoding/json"
	"maps"
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
	set                   string // the file without its extension
}

// part names what a question is counted under: the sets with a subject of
// their own by that, the others by split and language.
func (g golden) part() string {
	switch g.set {
	case "compound", "paraphrase":
		return g.Split + " " + g.set
	}
	return g.Split + " " + g.Lang
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
			g.set = strings.TrimSuffix(filepath.Base(name), ".jsonl")
			out = append(out, g)
		}
		if err := lines.Err(); err != nil {
			t.Fatalf("%s: %v", name, err)
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

// tell prints what went wrong with one question. Those of the report part stay
// unread, so that nobody mends what they show: only their totals are printed.
func tell(t *testing.T, g golden, format string, args ...any) {
	if g.Split == "tune" {
		t.Logf(format, args...)
	}
}

func (q *quality) add(t *testing.T, g golden, a Answer) {
	place := slices.IndexFunc(a.Hits, func(h Hit) bool { return slices.Contains(g.Expect, h.Entry.ID) })
	if len(g.Expect) == 0 {
		q.foreign++
		if a.Band == BandAnswer {
			q.wrong++
			tell(t, g, "%s wrongly answered (%.2f): %q by %v", g.ID, a.Confidence, g.Text, ids(a))
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
		tell(t, g, "%s place %d (%s %.2f): %q gives %v, want %v", g.ID, place+1, a.Band, a.Confidence, g.Text, ids(a), g.Expect)
	}
	if place >= 0 && place < 3 {
		q.three++
	}
	if a.Band == BandNone {
		q.declined++
		tell(t, g, "%s wrongly declined (%.2f): %q", g.ID, a.Confidence, g.Text)
	}
}

func (q *quality) print(t *testing.T, name string) {
	t.Logf("%s: %d questions, hit@1 %.3f, hit@3 %.3f, wrongly declined %.3f; %d without answer, wrongly answered %.3f, near with a way on %.3f",
		name, q.asked, share(q.first, q.asked), share(q.three, q.asked), share(q.declined, q.asked),
		q.foreign, share(q.wrong, q.foreign), share(q.nearHelp, q.near))
}

func TestGolden(t *testing.T) {
	found := map[string]*quality{}
	for _, g := range goldenSet(t) {
		if found[g.part()] == nil {
			found[g.part()] = &quality{}
		}
		found[g.part()].add(t, g, builtin().Find(g.Text, Options{Now: today}))
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		found[name].print(t, name)
	}
	// What was reached, with a little room: CI fails when it drifts away. The
	// report parts were never tuned on.
	for name, want := range map[string]struct{ first, three, declined, wrong, near float64 }{
		"tune nl":           {0.89, 0.97, 0.03, 0.03, 0.85},
		"tune en":           {0.93, 0.97, 0.02, 0.05, 0.95},
		"tune compound":     {0.93, 0.95, 0.03, 0, 0},
		"tune paraphrase":   {0.78, 0.90, 0.06, 0, 0},
		"report nl":         {0.85, 0.95, 0.03, 0.05, 0.68},
		"report en":         {0.85, 0.95, 0.03, 0.06, 0.88},
		"report compound":   {0.88, 0.95, 0.05, 0, 0},
		"report paraphrase": {0.88, 0.95, 0.06, 0, 0},
	} {
		q := found[name]
		if q == nil {
			t.Errorf("%s has no questions", name)
			continue
		}
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
	for _, split := range []string{"tune", "report"} {
		all := &quality{}
		for name, q := range found {
			if strings.HasPrefix(name, split) {
				all.asked, all.declined = all.asked+q.asked, all.declined+q.declined
				all.foreign, all.wrong = all.foreign+q.foreign, all.wrong+q.wrong
			}
		}
		t.Logf("%s in all: %d questions, wrongly declined %.3f; %d without answer, wrongly answered %.3f", split, all.asked, share(all.declined, all.asked), all.foreign, share(all.wrong, all.foreign))
		if share(all.declined, all.asked) > 0.03 || share(all.wrong, all.foreign) > 0.05 {
			t.Errorf("%s: at most .03 may be wrongly declined and .05 wrongly answered", split)
		}
	}
}

// The golden set is large enough, spread over every entry, and names only
// entries that exist.
func TestGoldenSetIsComplete(t *testing.T) {
	ids, texts := map[string]bool{}, map[string]bool{}
	size, near := map[string]int{}, 0
	asked := map[string]map[string]int{"nl": {}, "en": {}} // report questions per language and entry
	for _, g := range goldenSet(t) {
		if g.ID == "" || ids[g.ID] {
			t.Errorf("%s: the id is empty or used twice", g.ID)
		}
		ids[g.ID] = true
		if key := g.set + g.Text; strings.TrimSpace(g.Text) == "" || texts[key] {
			t.Errorf("%s: %q is empty or asked twice", g.ID, g.Text)
		} else {
			texts[key] = true
		}
		if g.Lang != "nl" && g.Lang != "en" || g.Split != "tune" && g.Split != "report" {
			t.Errorf("%s: language %q, split %q", g.ID, g.Lang, g.Split)
		}
		if declined := g.set == "decline"; declined != (len(g.Expect) == 0) || g.Near && !declined {
			t.Errorf("%s: %s.jsonl and expecting %v do not go together", g.ID, g.set, g.Expect)
		}
		for _, id := range g.Expect {
			if builtin().Entry(id) == nil {
				t.Errorf("%s expects %q, which does not exist", g.ID, id)
			}
		}
		size[g.set]++
		size[g.set+" "+g.Split]++
		if g.Near {
			near++
		}
		if len(g.Expect) > 0 && g.Split == "report" && g.set == g.Lang {
			asked[g.Lang][g.Expect[0]]++
		}
	}
	for set, want := range map[string]int{
		"nl": 400, "nl report": 240, "en": 100, "en report": 60, "decline": 150, "decline report": 80,
		"compound": 60, "paraphrase": 60,
	} {
		if size[set] < want {
			t.Errorf("%s has %d questions, want at least %d", set, size[set], want)
		}
	}
	if half := share(near, size["decline"]); half < 0.45 || half > 0.55 {
		t.Errorf("%.2f of the questions to decline lie near the subject, want about half", half)
	}
	for _, e := range builtin().Entries() {
		if nl, en := asked["nl"][e.ID], asked["en"][e.ID]; nl < 3 || en < 1 {
			t.Errorf("%s is asked for by %d Dutch and %d English report questions, want 3 and 1", e.ID, nl, en)
		}
	}
}

// Questions far from the subject get no suggestions either.
func TestGoldenFarQuestionsGetNothing(t *testing.T) {
	far, some := map[string]int{}, map[string]int{}
	for _, g := range goldenSet(t) {
		if len(g.Expect) > 0 || g.Near {
			continue
		}
		far[g.Split]++
		if a := builtin().Find(g.Text, Options{Now: today}); a.Band != BandNone {
			some[g.Split]++
			tell(t, g, "%s (%.2f): %q gives %v", g.ID, a.Confidence, g.Text, ids(a))
		}
	}
	for _, split := range []string{"tune", "report"} {
		t.Logf("%s: %d far questions, %.3f with suggestions", split, far[split], share(some[split], far[split]))
	}
	if share(some["tune"], far["tune"]) > 0.08 {
		t.Errorf("%d of %d far questions get suggestions", some["tune"], far["tune"])
	}
}

// A typing error in the longest word of a question must cost little.
func TestGoldenWithTypos(t *testing.T) {
	asked, clean, broken := map[string]int{}, map[string]int{}, map[string]int{}
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
		asked[g.part()]++
		c, b := three(g, g.Text), three(g, strings.Replace(g.Text, longest, typo, 1))
		clean[g.part()] += c
		broken[g.part()] += b
		if b < c {
			tell(t, g, "%s lost by writing %s as %s", g.ID, longest, typo)
		}
	}
	for _, part := range slices.Sorted(maps.Keys(asked)) {
		kept := share(broken[part], clean[part])
		t.Logf("%s: %d questions, hit@3 %.3f, with a typing error %.3f, kept %.3f",
			part, asked[part], share(clean[part], asked[part]), share(broken[part], asked[part]), kept)
	}
	for part := range asked {
		if kept := share(broken[part], clean[part]); kept < 0.95 {
			t.Errorf("%s: a typing error keeps %.3f of the answers, want 0.95", part, kept)
		}
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

// contentTerms returns the terms of a text without its function words.
func contentTerms(s string, lang Lang) []string {
	var out []string
	for _, w := range words(s) {
		if !isStop(w, lang) {
			out = append(out, term(w.text, lang))
		}
	}
	return out
}

// The golden questions must not be those of the entries in disguise.
func TestGoldenQuestionsUseTheirOwnWords(t *testing.T) {
	for _, g := range goldenSet(t) {
		lang := Lang(g.Lang)
		asked := contentTerms(g.Text, lang)
		if len(asked) < 3 { // a name alone has no other words
			continue
		}
		for _, id := range g.Expect {
			e := builtin().Entry(id)
			if e == nil {
				t.Fatalf("%s expects %q, which does not exist", g.ID, id)
			}
			for _, line := range e.Questions.In(lang) {
				listed := contentTerms(line, lang)
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

// A paraphrase has no content word in common with what the entry it expects
// tells people: only listed questions, keywords and synonyms can find it.
func TestParaphrasesShareNoContentWord(t *testing.T) {
	for _, g := range goldenSet(t) {
		if g.set != "paraphrase" {
			continue
		}
		asked := contentTerms(g.Text, NL)
		for _, id := range g.Expect {
			e := builtin().Entry(id)
			body, _, _ := strings.Cut(e.Body, "## In English")
			for _, w := range contentTerms(e.Title.NL+"\n"+e.Summary.NL+"\n"+body, NL) {
				if slices.Contains(asked, w) {
					t.Errorf("%s %q shares %q with %s", g.ID, g.Text, w, id)
				}
			}
		}
	}
}
