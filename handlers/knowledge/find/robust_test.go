package find

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// oddQuestions are what people and programs also send.
func oddQuestions() map[string]string {
	return map[string]string{
		"empty": "", "one letter": "x", "spaces": " \t\n\r ", "emoji": "😀🎉👩‍👩‍👧‍👦", "stopwords": "wat is de het een en of",
		"10,000 letters": strings.Repeat("a", 10_000), "10,000 words": strings.Repeat("waar is het kanaal ", 2_500),
		"one word 1,000 times": strings.Repeat("communicatie ", 1_000), "different unknown words": unknownWords(400),
		"Greek": "πού είναι το δίκτυο", "Arabic": "أين أجد الشبكة", "Chinese": strings.Repeat("内部沟通在哪里", 100), "Cyrillic": "где найти сеть",
		"control characters": "\x00\x01\x1b[31mrood\x7f\u202e", "invalid UTF-8": "\xff\xfe waar \xc3", "combining": strings.Repeat("e\u0301", 3_000),
		"HTML": "<script>alert('x')</script><b>aic</b>", "Markdown": "[klik](javascript:alert(1)) **aic**", "mentions": "@channel <!channel> @here",
		"regular expression": `(a+)+$ ^.*(?:x|y){1,9}\w`, "SQL": "'; DROP TABLE entries; -- ' OR 1=1", "hyphens": strings.Repeat("a-", 5_000),
		"apostrophes": strings.Repeat("'s ", 500), "digits": strings.Repeat("1234567890 ", 200), "one long compound": strings.Repeat("communicatie", 100),
		"mixed languages": "waar vind ik help with my communicatieplan please", "four languages": "waar vind ik help with my communicatieplan para meus colegas und das Netzwerk", "only stopwords in two": "wat is the van of the en and",
		"one word 1,000 times, unknown": strings.Repeat("flubberdewub ", 1_000), "SQL with a word of ours": "SELECT * FROM aic WHERE lid = 1; --", "nested expression": strings.Repeat("(", 500) + "aic" + strings.Repeat(")+", 500),
		"many compounds": strings.Repeat("communicatiemedewerkersplan ", 70), "shouting": "WAAR VIND IK DE AIC???",
	}
}

func unknownWords(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("qx")
		for j := i; ; j /= 26 {
			b.WriteByte(byte('a' + j%26))
			if j < 26 {
				break
			}
		}
		b.WriteString("rtzpw ")
	}
	return b.String()
}

func TestOddQuestions(t *testing.T) {
	for _, x := range []*Index{builtin(), NewIndex(nil), NewIndex([]Entry{{}}), NewIndex(synthetic(2000))} {
		for name, q := range oddQuestions() {
			for _, top := range []int{0, -1, 1, 1000} {
				a := x.Find(q, Options{Top: top})
				if a.Lang != NL && a.Lang != EN {
					t.Errorf("%s: language %q", name, a.Lang)
				}
				if a.Confidence < 0 || a.Confidence > 1 || len(a.Hits) > maxTop || top == 1 && len(a.Hits) > 1 {
					t.Errorf("%s: confidence %v, %d hits", name, a.Confidence, len(a.Hits))
				}
			}
		}
	}
	for _, name := range []string{"10,000 letters", "emoji", "Arabic", "Greek", "Chinese", "Cyrillic", "stopwords", "only stopwords in two", "regular expression", "one word 1,000 times, unknown", "SQL", "different unknown words", "mentions"} {
		if a := builtin().Find(oddQuestions()[name], Options{}); a.Band != BandNone {
			t.Errorf("%s: band %s by %v", name, a.Band, ids(a))
		}
	}
	for name, want := range map[string]string{"mixed languages": "communicatieplan", "nested expression": "aic"} {
		if a := builtin().Find(oddQuestions()[name], Options{}); a.Band == BandNone || a.Hits[0].Entry.ID != want {
			t.Errorf("%s: band %s by %v, want %s", name, a.Band, ids(a), want)
		}
	}
	if a := builtin().Find(oddQuestions()["one word 1,000 times"], Options{}); a.Band == BandAnswer {
		t.Errorf("one word that says little is answered by %v", ids(a))
	}
	if a := builtin().Find(oddQuestions()["shouting"], Options{}); len(a.Hits) == 0 || a.Hits[0].Entry.ID != "aic" {
		t.Errorf("shouting finds %v", ids(a))
	}
}

// A question must not hold up the others, whatever it is. The race detector
// and a busy machine slow everything down, so the fastest of three counts.
func TestOddQuestionsAreQuick(t *testing.T) {
	x := NewIndex(synthetic(2000))
	for name, q := range oddQuestions() {
		best := time.Hour
		for range 3 {
			start := time.Now()
			x.Find(q, Options{})
			best = min(best, time.Since(start))
		}
		if limit := 50 * time.Millisecond; best > limit {
			t.Errorf("%s takes %v, want at most %v", name, best, limit)
		}
	}
}

func TestFindIsSafeForConcurrentUse(t *testing.T) {
	x := NewIndex(builtin().Entries())
	set := goldenSet(t)
	want := make([]Answer, len(set))
	for i, g := range set {
		want[i] = x.Find(g.Text, Options{Now: today})
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i, g := range set {
				got := x.Find(g.Text, Options{Now: today})
				if got.Confidence != want[i].Confidence || len(got.Hits) != len(want[i].Hits) || len(got.Hits) > 0 && got.Hits[0].Entry != want[i].Hits[0].Entry {
					t.Errorf("%q: %v and %v", g.Text, ids(got), ids(want[i]))
				}
			}
		})
	}
	all.Wait()
}

func FuzzFind(f *testing.F) {
	for _, q := range oddQuestions() {
		f.Add(q[:min(len(q), 300)])
	}
	f.Fuzz(func(t *testing.T, q string) {
		a := builtin().Find(q, Options{Top: 5, Now: today})
		for i, h := range a.Hits {
			if h.Entry == nil || h.Score < 0 || h.Score > a.Confidence || i > 0 && h.Score > a.Hits[i-1].Score {
				t.Errorf("%q: hit %d is %+v", q, i, h)
			}
		}
		if a.Band != BandNone && len(a.Hits) == 0 {
			t.Errorf("%q: band %s without a hit", q, a.Band)
		}
		b := builtin().Find(q, Options{Top: 5, Now: today})
		if b.Band != a.Band || len(b.Hits) != len(a.Hits) || b.Confidence != a.Confidence {
			t.Errorf("%q: two answers", q)
		}
	})
}
