package find

import (
	"os"
	"strings"
	"testing"
)

// wordGroups reads groups of inflected forms, one per line.
func wordGroups(t *testing.T) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/stem_nl.txt")
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

func TestDutchWordGroups(t *testing.T) {
	groups := wordGroups(t)
	merged, wrong := 0, 0
	owner := map[string]int{}
	for i, g := range groups {
		stems := map[string]bool{}
		for _, form := range g {
			for _, w := range words(form) {
				stems[stemNL(w.text)] = true
			}
		}
		if len(stems) == 1 {
			merged++
		} else {
			t.Logf("not merged: %v gives %v", g, stems)
		}
		for s := range stems {
			if other, ok := owner[s]; ok && other != i {
				wrong++
				t.Logf("merged wrongly as %q: %v and %v", s, groups[other], g)
			}
			owner[s] = i
		}
	}
	t.Logf("%d groups, %.3f merged, %.3f merged wrongly", len(groups), share(merged, len(groups)), share(wrong, len(groups)))
	if share(merged, len(groups)) < 0.95 || share(wrong, len(groups)) > 0.01 {
		t.Errorf("merged %.3f, want 0.95; merged wrongly %.3f, want at most 0.01", share(merged, len(groups)), share(wrong, len(groups)))
	}
}
