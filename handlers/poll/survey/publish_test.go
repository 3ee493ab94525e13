package survey

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

func counted(kind Kind, by ...int) (Spec, Tally) {
	q := Question{Text: "v", Kind: kind}
	switch kind {
	case Scale:
		q.High = len(by)
	case One, Several, Rank:
		for i := range by {
			q.Options = append(q.Options, fmt.Sprint(i))
		}
	}
	spec := Spec{Mode: Unnamed, Questions: []Question{q}}
	n := 0
	var counts []AnswerCount
	for c, people := range by {
		n += people
		counts = append(counts, AnswerCount{0, "", Answer{Choices: []int{c}}, people})
	}
	return spec, Count(spec, 2*n+20, n, counts, nil)
}

func TestWhatIsPublished(t *testing.T) {
	for _, c := range []struct {
		name  string
		asked int
		by    []int
		rules Rules
		want  Outcome
	}{
		{"four answers", 20, []int{2, 2}, Rules{}, Outcome{Asked: 20, Withheld: FewAnswers}},
		{"nobody", 20, []int{0, 0}, Rules{}, Outcome{Asked: 20, Withheld: FewAnswers}},
		{"nine people", 9, []int{4, 4}, Rules{}, Outcome{Asked: 9, Withheld: SmallGroup}},
		{"five answers", 10, []int{3, 2}, Rules{}, Outcome{Asked: 10, Answered: 5, Questions: []QuestionOutcome{{N: 5, By: []int{3, 2}}}}},
		{"rules cannot ask for less", 9, []int{1, 0}, Rules{1, 1}, Outcome{Asked: 9, Withheld: SmallGroup}},
		{"rules can ask for more", 30, []int{5, 4}, Rules{10, 10}, Outcome{Asked: 30, Withheld: FewAnswers}},
		{"few of many", 30, []int{6, 5}, Rules{}, Outcome{Asked: 30, Answered: 11, Low: true, Questions: []QuestionOutcome{{N: 11, By: []int{6, 5}}}}},
		{"exactly 40 percent", 30, []int{6, 6}, Rules{}, Outcome{Asked: 30, Answered: 12, Questions: []QuestionOutcome{{N: 12, By: []int{6, 6}}}}},
		{"nine of one mind", 20, []int{0, 9}, Rules{}, Outcome{Asked: 20, Answered: 9, Questions: []QuestionOutcome{{N: 9, Unanimous: true, Choice: 1}}}},
		{"nine, but for one", 20, []int{1, 8}, Rules{}, Outcome{Asked: 20, Answered: 9, Questions: []QuestionOutcome{{N: 9, Unanimous: true, Choice: 1}}}},
		{"nine, but for two", 20, []int{2, 7}, Rules{}, Outcome{Asked: 20, Answered: 9, Questions: []QuestionOutcome{{N: 9, By: []int{2, 7}}}}},
		{"ten of one mind", 20, []int{0, 10}, Rules{}, Outcome{Asked: 20, Answered: 10, Questions: []QuestionOutcome{{N: 10, By: []int{0, 10}}}}},
	} {
		spec, tally := counted(YesNo, c.by...)
		tally.Asked = c.asked
		got := Publish(spec, tally, c.rules, nil, time.Time{})
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%+v\nwant\n%+v", c.name, got, c.want)
		}
		data, err := json.Marshal(got)
		var again Outcome
		if err != nil || json.Unmarshal(data, &again) != nil || !reflect.DeepEqual(got, again) {
			t.Errorf("%s does not survive JSON: %s, %v", c.name, data, err)
		}
	}
}

// The half-widths of an eNPS with 30 % promoters and 25 % detractors.
func TestENPSInterval(t *testing.T) {
	for n, want := range map[float64]float64{5: 65, 10: 46, 25: 29, 50: 21, 100: 15, 400: 7} {
		p, d := 0.30, 0.25
		half := 100 * z95 * math.Sqrt((p+d-(p-d)*(p-d))/n)
		if math.Round(half) != want {
			t.Errorf("n = %v: %.1f, want %v", n, half, want)
		}
	}
	by := make([]int, 11)
	by[9], by[10], by[8], by[0], by[6] = 15, 15, 45, 5, 20
	s := enps(by)
	if s.Promoters != 30 || s.Passives != 45 || s.Detractors != 25 || math.Abs(s.Score.Value-5) > 1e-9 || math.Round(s.Score.High-s.Score.Value) != 15 {
		t.Errorf("%+v", s)
	}
	if all := enps([]int{10: 12}); all.Score.Value != 100 || math.Abs(all.Score.Low-50) > 1e-9 || all.Score.High != 100 {
		t.Errorf("everybody is a promoter: %+v", all)
	}
	if zero := enps([]int{0: 12, 10: 0}); zero.Detractors != 12 || zero.Score.Value != -100 {
		t.Errorf("a nought is no detractor: %+v", zero)
	}
}

// 1, 2, 3, 4, 5: mean 3, s = √2.5, t(4) = 2.776, half-width 1.963.
func TestMeanInterval(t *testing.T) {
	q := Question{Kind: Scale, High: 5}
	e := mean(q, []int{1, 1, 1, 1, 1})
	if e.Value != 3 || math.Abs(e.High-4.963) > 0.001 || math.Abs(e.Low-1.037) > 0.001 {
		t.Errorf("%+v", e)
	}
	if e := mean(q, []int{0, 0, 0, 12, 0}); e.Value != 4 || e.Low != 3 || e.High != 5 {
		t.Errorf("twelve of one mind are not certain: %+v", e)
	}
	if e := mean(Question{Kind: Mood}, []int{0, 0, 0, 0, 6}); e.High != 5 || e.Low != 3 {
		t.Errorf("beyond the end of the scale: %+v", e)
	}
}

func TestRankingAndSeveral(t *testing.T) {
	spec := Spec{Mode: Unnamed, Questions: []Question{{Kind: Rank, Options: []string{"a", "b", "c"}}, {Kind: Several, Options: []string{"x", "y"}}, {Kind: Open}}}
	counts := []AnswerCount{
		{0, "", Answer{Choices: []int{1, 0, 2}}, 3}, {0, "", Answer{Choices: []int{0, 1, 2}}, 2}, {0, "", Answer{Choices: []int{2, 1, 0}}, 1},
		{1, "", Answer{Choices: []int{0, 1}}, 2}, {1, "", Answer{Choices: []int{1}}, 2}, {1, "", Answer{Choices: []int{0}}, 2},
		{2, "", Answer{Text: "meer"}, 6},
		{0, "", Answer{Choices: []int{0}}, 9}, {1, "", Answer{Choices: []int{7}}, 9}, {5, "", Answer{}, 9}, // do not fit
	}
	out := Publish(spec, Count(spec, 20, 6, counts, nil), Rules{}, nil, time.Time{})
	rank := out.Questions[0].Ranking
	if len(rank) != 3 || rank[0] != (RankPlace{Choice: 1, Mean: 1.5, First: 3, Place: 1}) || rank[1].Choice != 0 || rank[2].Choice != 2 {
		t.Errorf("%+v", rank)
	}
	if q := out.Questions[1]; q.N != 6 || !reflect.DeepEqual(q.By, []int{4, 4}) || q.Percent(0) != 67 {
		t.Errorf("%+v", q)
	}
	if q := out.Questions[2]; q.N != 6 || q.Texts {
		t.Errorf("six open answers are shown: %+v", q)
	}
}

func TestSameQuestionAgain(t *testing.T) {
	spec, tally := counted(YesNo, 10, 10)
	spec.Places = []Place{{Platform: "x", Channel: "a"}}
	at := []Place{{Platform: "x", Channel: "a"}, {Platform: "x", Channel: "b"}}
	elsewhere := []Place{{Platform: "y", Channel: "a"}}
	for _, c := range []struct {
		name    string
		earlier Earlier
		want    Reason
	}{
		{"as many", Earlier{Answered: 20, Places: at}, AlmostSame},
		{"four more", Earlier{Answered: 24, Places: at}, AlmostSame},
		{"five more", Earlier{Answered: 25, Places: at}, ""},
		{"elsewhere", Earlier{Answered: 20, Places: elsewhere}, ""},
		{"elsewhere, of the same people", Earlier{Answered: 20, Places: elsewhere, People: true}, AlmostSame},
		{"an earlier wave", Earlier{Answered: 21, Places: at, Series: true}, ""},
		{"a part of it", Earlier{Answered: 40, Places: at, Groups: []int{18, 22}}, AlmostSame},
		{"parts together", Earlier{Answered: 60, Places: at, Groups: []int{9, 10, 41}}, AlmostSame},
		{"many parts", Earlier{Answered: 264, Places: at, Groups: []int{22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22}}, AlmostSame},
		{"many parts, all larger", Earlier{Answered: 360, Places: at, Groups: []int{30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30}}, ""},
	} {
		if out := Publish(spec, tally, Rules{}, []Earlier{c.earlier}, time.Time{}); out.Withheld != c.want || c.want != "" && len(out.Questions) > 0 {
			t.Errorf("%s: %+v", c.name, out)
		}
	}
}

func TestTrend(t *testing.T) {
	q := Question{Kind: Mood}
	wave := func(n, asked int, by ...int) Wave {
		spec, tally := counted(Mood, by...)
		tally.Asked = asked
		return Wave{n, Publish(spec, tally, Rules{}, nil, time.Time{})}
	}
	got := Trend(q, 0, []Wave{
		wave(1, 40, 0, 0, 5, 5, 0),
		wave(2, 40, 0, 0, 0, 10, 0),  // the same group
		wave(3, 42, 0, 0, 10, 10, 0), // two people came: with the one before
		wave(4, 42, 1, 1, 0, 0, 0),   // too few
		wave(5, 60, 0, 0, 0, 0, 20),
	}, Rules{})
	if len(got) != 3 || got[0].Mean != 3.5 || !reflect.DeepEqual(got[1].Waves, []int{2, 3}) || math.Abs(got[1].Mean-(4*10+3.5*20)/30) > 1e-9 || got[2].Mean != 5 {
		t.Errorf("%+v", got)
	}
}

func FuzzPublish(f *testing.F) {
	f.Add(uint64(1), 20, 8)
	f.Fuzz(func(t *testing.T, seed uint64, asked, people int) {
		r := rand.New(rand.NewPCG(seed, 1))
		if people < 0 || people > 300 {
			return
		}
		kinds := []Kind{YesNo, One, Several, Scale, ENPS, Mood, Rank, Open}
		spec := Spec{Mode: Unnamed}
		for range 1 + r.IntN(3) {
			spec.Questions = append(spec.Questions, Question{Kind: kinds[r.IntN(len(kinds))], Options: []string{"a", "b", "c"}, High: 5})
		}
		var counts []AnswerCount
		for range people {
			for i, q := range spec.Questions {
				a := Answer{Text: "x"}
				if n := q.Choices(); n > 0 {
					a = Answer{Choices: r.Perm(n)}
					if q.Kind != Rank {
						a.Choices = a.Choices[:1]
					}
				}
				counts = append(counts, AnswerCount{i, "", a, 1})
			}
		}
		var parts []Part
		for n := range r.IntN(5) {
			parts = append(parts, Part{Place: place(n), Asked: r.IntN(40)})
			spec.Places = append(spec.Places, place(n))
		}
		for i := range counts {
			if len(parts) > 0 {
				counts[i].Part = PartName(place(r.IntN(len(parts))))
			}
			if r.IntN(10) == 0 {
				counts[i].N = r.IntN(3)
			}
		}
		earlier := []Earlier{{Answered: r.IntN(300), People: r.IntN(2) == 0, Places: spec.Places}, {Answered: r.IntN(300), Groups: []int{r.IntN(50), r.IntN(50)}}}
		out := Publish(spec, Count(spec, asked, people, counts, parts), Rules{}, earlier[:r.IntN(3)], time.Time{})
		if data, err := json.Marshal(out); err != nil {
			t.Errorf("%v: %s", err, data)
		}
		if len(out.Parts)+out.Hidden > len(parts) {
			t.Errorf("%d parts are told and %d hidden, of %d", len(out.Parts), out.Hidden, len(parts))
		}
		every := append([]QuestionOutcome(nil), out.Questions...)
		for _, p := range out.Parts {
			if p.Asked < 10 || p.Answered < 5 {
				t.Errorf("a part of %d of %d is told", p.Answered, p.Asked)
			}
			every = append(every, p.Questions...)
		}
		for i, q := range every {
			numbers := q.By != nil || q.Mean != nil || q.ENPS != nil || q.Ranking != nil || q.Texts || q.N != 0
			if q.Withheld != "" && numbers || q.Withheld == "" && q.N < 5 || q.Texts && q.N < 10 || q.Unanimous && (q.By != nil || q.N >= 10) {
				t.Errorf("%d: %+v", i, q)
			}
		}
		if (asked < 10 || people < 5) && (out.Withheld == "" || out.Answered != 0 || len(out.Questions) > 0) {
			t.Errorf("%d of %d: %+v", people, asked, out)
		}
		for i, q := range out.Questions {
			if e := q.Mean; e != nil && !(e.Low <= e.Value && e.Value <= e.High && e.Low < e.High) {
				t.Errorf("%+v", e)
			}
			for choice := range q.By {
				if p := q.Percent(choice); p < 0 || p > 100 {
					t.Errorf("question %d: %d %%", i, p)
				}
			}
		}
	})
}
