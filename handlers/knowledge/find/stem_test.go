package find

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
)

// wordGroups reads groups of words, one per line.
func wordGroups(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.SplitSeq(string(data), "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Fields(line))
		}
	}
	return out
}

// formStems returns the stem of every word in a form.
func formStems(form string) []string { return formStemsBy(stemNL, form) }

func formStemsBy(stem func(string) string, form string) []string {
	var out []string
	for _, w := range words(form) {
		out = append(out, stem(w.text))
	}
	return out
}

// mergedGroups counts the groups whose forms all get one stem, and those that
// share a stem with another group.
func mergedGroups(t *testing.T, stem func(string) string, groups [][]string, logf func(string, ...any)) (merged, wrong int) {
	t.Helper()
	owner := map[string]int{}
	for i, g := range groups {
		stems, shared := map[string]bool{}, false
		for _, form := range g {
			for _, s := range formStemsBy(stem, form) {
				stems[s] = true
			}
		}
		if len(stems) == 1 {
			merged++
		} else {
			logf("not merged: %v gives %v", g, stems)
		}
		for s := range stems {
			if other, ok := owner[s]; ok && other != i {
				shared = true
				logf("merged wrongly as %q: %v and %v", s, groups[other], g)
			}
			owner[s] = i
		}
		if shared {
			wrong++
		}
	}
	return merged, wrong
}

// checkGroups asks for what the finder promises of groups of Dutch words.
func checkGroups(t *testing.T, what string, groups [][]string) {
	t.Helper()
	merged, wrong := mergedGroups(t, stemNL, groups, t.Logf)
	t.Logf("%s: %d groups, %.3f merged, %.3f merged wrongly", what, len(groups), share(merged, len(groups)), share(wrong, len(groups)))
	if share(merged, len(groups)) < 0.95 || share(wrong, len(groups)) > 0.01 {
		t.Errorf("merged %.3f, want 0.95; merged wrongly %.3f, want at most 0.01", share(merged, len(groups)), share(wrong, len(groups)))
	}
}

func TestDutchWordGroups(t *testing.T) {
	checkGroups(t, "tune", wordGroups(t, "stem_nl.txt"))
}

// The groups that were written without the stemmer at hand.
func TestDutchWordGroupsToReport(t *testing.T) {
	groups := wordGroups(t, "stem_nl_report.txt")
	if len(groups) < 300 {
		t.Errorf("%d groups, want at least 300", len(groups))
	}
	seen := map[string]bool{}
	for _, g := range wordGroups(t, "stem_nl.txt") {
		for _, form := range g {
			seen[form] = true
		}
	}
	for _, g := range groups {
		if len(g) < 2 || len(g) > 6 {
			t.Errorf("%v has %d forms, want 2 to 6", g, len(g))
		}
		for _, form := range g {
			if seen[form] {
				t.Errorf("%q of %v stands twice, or among the groups to tune on", form, g)
			}
			seen[form] = true
		}
	}
	checkGroups(t, "report", groups)
}

// Different words must keep different stems.
func TestDutchWordsThatStayApart(t *testing.T) {
	pairs := wordGroups(t, "stem_nl_apart.txt")
	if len(pairs) < 150 {
		t.Errorf("%d pairs, want at least 150", len(pairs))
	}
	wrong := 0
	for _, p := range pairs {
		if len(p) != 2 || p[0] == p[1] {
			t.Errorf("%v is not a pair of different words", p)
			continue
		}
		if strings.Join(formStems(p[0]), " ") == strings.Join(formStems(p[1]), " ") {
			wrong++
			t.Logf("merged wrongly: %v as %v", p, formStems(p[0]))
		}
	}
	t.Logf("apart: %d pairs, %.3f merged wrongly", len(pairs), share(wrong, len(pairs)))
	if share(wrong, len(pairs)) > 0.01 {
		t.Errorf("%.3f of the pairs merged wrongly, want at most 0.01", share(wrong, len(pairs)))
	}
}

// The stemmer of Snowball is what one would take otherwise: it must do worse,
// as it comes and with its known gaps repaired.
func TestDutchStemmersCompared(t *testing.T) {
	stemmers := []struct {
		name string
		stem func(string) string
	}{{"Snowball", snowballNL}, {"Snowball, repaired", repairedSnowballNL}, {"ours", stemNL}}
	pairs := wordGroups(t, "stem_nl_apart.txt")
	for _, set := range []string{"stem_nl.txt", "stem_nl_report.txt"} {
		groups := wordGroups(t, set)
		best := 0
		for _, s := range stemmers {
			merged, wrong := mergedGroups(t, s.stem, groups, func(string, ...any) {})
			apart := 0
			for _, p := range pairs {
				if strings.Join(formStemsBy(s.stem, p[0]), " ") == strings.Join(formStemsBy(s.stem, p[1]), " ") {
					apart++
				}
			}
			t.Logf("%s, %s: %.3f merged, %.3f merged wrongly; %.3f of the pairs merged wrongly", set, s.name,
				share(merged, len(groups)), share(wrong, len(groups)), share(apart, len(pairs)))
			if s.name == "ours" && merged <= best {
				t.Errorf("%s: %d groups merged, another stemmer merges %d", set, merged, best)
			}
			best = max(best, merged)
		}
	}
}

func snowballNL(w string) string {
	env := snowballstem.NewEnv(w)
	dutch.Stem(env)
	return env.Current()
}

// repairedSnowballNL mends what Snowball's Dutch stemmer is known to miss: the
// plurals of words on -ie and -e, a last v or z, and words that follow no rule.
func repairedSnowballNL(w string) string {
	if s, ok := repairsNL()[w]; ok {
		return s
	}
	switch {
	case strings.HasSuffix(w, "ieen"):
		w = w[:len(w)-2]
	case hasAny(w, "ies", "as", "os", "es") && len(w) > 5:
		w = w[:len(w)-1]
	}
	s := snowballNL(w)
	if n := len(s); n > 2 {
		switch s[n-1] {
		case 'v':
			s = s[:n-1] + "f"
		case 'z':
			s = s[:n-1] + "s"
		}
	}
	return s
}

// repairsNL are our own lists of irregular words and of strong verbs, with
// Snowball's stems.
var repairsNL = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(irregularNL+shortPluralsNL+verbsNL+moreVerbsNL+strongVerbsNL, "\n") {
		fields := strings.Fields(line)
		for i, form := range fields {
			if i == 0 || out[form] == "" {
				out[form] = snowballNL(fields[0])
			}
		}
	}
	return out
})

func BenchmarkStemNL(b *testing.B) {
	data, err := os.ReadFile("testdata/stem_nl.txt")
	if err != nil {
		b.Fatal(err)
	}
	var forms []string
	for _, w := range words(string(data)) {
		forms = append(forms, w.text)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		stemNL(forms[i%len(forms)])
	}
}
