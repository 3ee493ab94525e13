package bench

import (
	"strings"
	"testing"
)

// distance is the number of letters to leave out, add, replace or swap with the
// next one (https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance, optimal
// string alignment).
func distance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestTypoMakesOneErrorInOneLongWord(t *testing.T) {
	questions, err := Golden(GoldenFolder)
	if err != nil {
		t.Fatal(err)
	}
	questions = append(questions, Question{ID: "x", Text: "aaaaaa éééééé"}, Question{ID: "y", Text: "coördinatie"})
	for _, q := range questions {
		wrong, ok := Typo(q)
		if !ok {
			for _, w := range strings.Fields(q.Text) {
				if letters(w) && len([]rune(w)) >= minTypoWord {
					t.Errorf("%q has a word that is long enough", q.Text)
				}
			}
			continue
		}
		before, after := strings.Fields(q.Text), strings.Fields(wrong.Text)
		if len(before) != len(after) {
			t.Fatalf("%q became %q", q.Text, wrong.Text)
		}
		changed := 0
		for i := range before {
			if before[i] == after[i] {
				continue
			}
			changed++
			if n := distance([]rune(before[i]), []rune(after[i])); n != 1 || []rune(before[i])[0] != []rune(after[i])[0] {
				t.Errorf("%q became %q, which is %d errors", before[i], after[i], n)
			}
		}
		if changed != 1 {
			t.Errorf("%q became %q: %d words changed", q.Text, wrong.Text, changed)
		}
		if again, _ := Typo(q); again.Text != wrong.Text {
			t.Errorf("%q became %q and %q", q.Text, wrong.Text, again.Text)
		}
	}
}
