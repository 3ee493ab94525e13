package poll

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// waves stores the waves of a series, one a month, and returns what the last one shows.
func (o *office) waves(series string, spec survey.Spec, outs ...survey.Outcome) string {
	o.t.Helper()
	var last *poll
	for i, out := range outs {
		last = o.closedPoll(fmt.Sprint(series, i), spec, out, func(x *poll) {
			x.Series, x.Wave = series, i+1
			x.Closed = closed.AddDate(0, i, 0)
		})
	}
	blocks, err := o.poll.resultBlocks(o.t.Context(), last, bot.NL)
	if err != nil {
		o.t.Fatal(err)
	}
	words := blocksText(blocks, bot.NL)
	if want := fmt.Sprintf("Dit was keer %d van een reeks.", len(outs)); !strings.Contains(words, want) {
		o.t.Errorf("%q is not there:\n%s", want, words)
	}
	_, words, _ = strings.Cut(words, "Zo ging het tot nu toe:\n")
	words, _, _ = strings.Cut(words, "~ ")
	return words
}

func TestTrend(t *testing.T) {
	o := newOffice(t, 3)
	scale := oneQuestion(survey.Question{Text: "Hoe gaat het?", Kind: survey.Scale, High: 5})
	mean := func(asked, n int, value, margin float64) survey.Outcome {
		return survey.Outcome{Asked: asked, Answered: n, Questions: []survey.QuestionOutcome{{N: n, By: []int{0, 0, n, 0, 0},
			Mean: &survey.Estimate{Value: value, Low: value - margin, High: value + margin}}}}
	}
	one := func(asked, n, a, b, c int) survey.Outcome {
		return survey.Outcome{Asked: asked, Answered: n, Questions: []survey.QuestionOutcome{{N: n, By: []int{a, b, c}}}}
	}
	named := oneQuestion(soms)
	named.Mode = survey.Named
	for _, c := range []struct {
		name string
		spec survey.Spec
		outs []survey.Outcome
		want string
	}{
		{"first", scale, []survey.Outcome{mean(50, 40, 3.5, 0.2)}, ""},
		{"samesize", scale, []survey.Outcome{mean(50, 40, 3.5, 0.2), mean(50, 38, 3.6, 0.2)},
			"- 12 januari 2027: Gemiddeld 3,5 op een schaal van 1 tot 5, met 95 % zekerheid tussen 3,3 en 3,7; 40 antwoorden, 80 % van 50.\n" +
				"- 12 februari 2027: Gemiddeld 3,6 op een schaal van 1 tot 5, met 95 % zekerheid tussen 3,4 en 3,8; 38 antwoorden, 76 % van 50.\n" +
				"Het verschil met de vorige keer valt binnen de marges: het kan toeval zijn.\n"},
		{"bigger", scale, []survey.Outcome{mean(50, 40, 3.0, 0.2), mean(55, 38, 4.0, 0.2)},
			"- 12 januari 2027: Gemiddeld 3,0 op een schaal van 1 tot 5, met 95 % zekerheid tussen 2,8 en 3,2; 40 antwoorden, 80 % van 50.\n" +
				"- 12 februari 2027: Gemiddeld 4,0 op een schaal van 1 tot 5, met 95 % zekerheid tussen 3,8 en 4,2; 38 antwoorden, 69 % van 55.\n" +
				"Het verschil met de vorige keer is groter dan de marges.\n"},
		{"onemore", scale, []survey.Outcome{mean(50, 40, 3.0, 0.2), mean(51, 40, 4.0, 0.2)}, ""}, // one point is no trend
		{"onemorein3", scale, []survey.Outcome{mean(50, 40, 3.0, 0.2), mean(51, 40, 4.0, 0.4), mean(60, 40, 4.5, 0.2)},
			"- 12 januari 2027 tot en met 12 februari 2027 samen: Gemiddeld 3,5 op een schaal van 1 tot 5, met 95 % zekerheid tussen 3,2 en 3,8; 80 antwoorden, 79 % van 101.\n" +
				"- 12 maart 2027: Gemiddeld 4,5 op een schaal van 1 tot 5, met 95 % zekerheid tussen 4,3 en 4,7; 40 antwoorden, 67 % van 60.\n" +
				"Het verschil met de vorige keer is groter dan de marges.\n"},
		{"withheld", scale, []survey.Outcome{mean(50, 40, 3.0, 0.2), {Asked: 50, Withheld: survey.FewAnswers}, mean(50, 40, 3.0, 0.2)},
			"- 12 januari 2027: Gemiddeld 3,0 op een schaal van 1 tot 5, met 95 % zekerheid tussen 2,8 en 3,2; 40 antwoorden, 80 % van 50.\n" +
				"- 12 maart 2027: Gemiddeld 3,0 op een schaal van 1 tot 5, met 95 % zekerheid tussen 2,8 en 3,2; 40 antwoorden, 80 % van 50.\n" +
				"Het verschil met de vorige keer valt binnen de marges: het kan toeval zijn.\n"},
		{"nownothing", scale, []survey.Outcome{mean(50, 40, 3.0, 0.2), mean(50, 40, 3.0, 0.2), {Asked: 50, Withheld: survey.FewAnswers}}, ""},
		{"choice", oneQuestion(soms), []survey.Outcome{one(50, 40, 20, 15, 5), one(50, 30, 5, 20, 5)},
			"- 12 januari 2027: Soms: 15 van 40 (38 %).\n- 12 februari 2027: Soms: 20 van 30 (67 %).\n"},
		{"choiceone", oneQuestion(soms), []survey.Outcome{one(50, 40, 20, 15, 5), one(49, 30, 5, 20, 5), one(60, 30, 5, 20, 5)},
			"- 12 januari 2027 tot en met 12 februari 2027 samen: Soms: 35 van 70 (50 %).\n- 12 maart 2027: Soms: 20 van 30 (67 %).\n"},
		{"named", named, []survey.Outcome{one(50, 40, 20, 15, 5), one(51, 30, 5, 20, 5)},
			"- 12 januari 2027: Soms: 15 van 40 (38 %).\n- 12 februari 2027: Soms: 20 van 30 (67 %).\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := o.waves(c.name, c.spec, c.outs...); got != c.want {
				t.Errorf("shown:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestTrendDiffers makes every series of four waves of at most seven people more
// or less each, and looks for two neighbouring points whose groups differ by one
// to four people.
func TestTrendDiffers(t *testing.T) {
	rules := survey.Rules{MinAnswers: 5, MinGroup: 10}
	series := 0
	for code := range 15 * 15 * 15 {
		sizes := []int{40}
		for n := code; len(sizes) < 4; n /= 15 {
			sizes = append(sizes, sizes[len(sizes)-1]+n%15-7)
		}
		var waves []wave
		for i, n := range sizes {
			waves = append(waves, wave{closed.AddDate(0, i, 0), survey.Outcome{Asked: n, Questions: []survey.QuestionOutcome{{N: n, By: []int{n}, Mean: &survey.Estimate{Value: float64(i), Low: float64(i), High: float64(i)}}}}})
		}
		points := trendOf(waves, survey.Question{Kind: survey.Scale, High: 5}, 0, 0, false, rules)
		series++
		first := 0
		total := 0.0
		for _, at := range points {
			last := first
			for !waves[last].closed.Equal(at.to) {
				last++
			}
			if first > 0 {
				if d := sizes[first] - sizes[first-1]; d != 0 && max(d, -d) < rules.MinAnswers {
					t.Fatalf("sizes %v: waves %d and %d are told apart", sizes, first, first+1)
				}
			}
			sum, people := 0.0, 0.0
			for i := first; i <= last; i++ {
				sum += float64(i * sizes[i])
				people += float64(sizes[i])
			}
			if average := sum / people; math.Abs(average-at.mean.Value) > 1e-9 {
				t.Fatalf("sizes %v: waves %d to %d have the average %v, want %v", sizes, first+1, last+1, at.mean.Value, average)
			}
			total += people
			first = last + 1
		}
		if first != len(sizes) || total != float64(sizes[0]+sizes[1]+sizes[2]+sizes[3]) {
			t.Fatalf("sizes %v: waves are missing or told twice", sizes)
		}
	}
	if series != 3375 {
		t.Errorf("%d series were looked at", series)
	}
}
