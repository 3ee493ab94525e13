package survey

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"
)

// ranked is a poll without names that asks to put options in order.
func ranked(options int, orders ...[]int) (Spec, Tally) {
	q := Question{Text: "v", Kind: Rank}
	for i := range options {
		q.Options = append(q.Options, fmt.Sprint(i))
	}
	spec := Spec{Mode: Unnamed, Questions: []Question{q}}
	var counts []AnswerCount
	for _, o := range orders {
		counts = append(counts, AnswerCount{0, "", Answer{Choices: o}, 1})
	}
	return spec, Count(spec, 20, len(orders), counts, nil)
}

// What few people all have in common is not told, also where it is a kind of
// answer, or a place, instead of one choice.
func TestFewWhoAreAlike(t *testing.T) {
	enps := func(by map[int]int) (Spec, Tally) {
		all := make([]int, 11)
		for v, n := range by {
			all[v] = n
		}
		return counted(ENPS, all...)
	}
	last, lastTally := ranked(3, []int{0, 1, 2}, []int{1, 0, 2}, []int{0, 1, 2}, []int{1, 0, 2}, []int{0, 1, 2})
	first, firstTally := ranked(3, []int{2, 1, 0}, []int{2, 0, 1}, []int{2, 1, 0}, []int{2, 0, 1}, []int{2, 1, 0})
	mixed, mixedTally := ranked(3, []int{0, 1, 2}, []int{1, 2, 0}, []int{2, 0, 1}, []int{0, 2, 1}, []int{1, 0, 2})
	for _, c := range []struct {
		name string
		poll func() (Spec, Tally)
		want QuestionOutcome // without numbers
	}{
		{"six detractors", func() (Spec, Tally) { return enps(map[int]int{0: 1, 3: 2, 5: 3}) }, QuestionOutcome{Withheld: Alike}},
		{"six promoters", func() (Spec, Tally) { return enps(map[int]int{9: 3, 10: 3}) }, QuestionOutcome{Withheld: Alike}},
		{"six passives", func() (Spec, Tally) { return enps(map[int]int{7: 3, 8: 3}) }, QuestionOutcome{Withheld: Alike}},
		{"six noughts", func() (Spec, Tally) { return enps(map[int]int{0: 6}) }, QuestionOutcome{N: 6, Unanimous: true}},
		{"ten detractors", func() (Spec, Tally) { return enps(map[int]int{0: 5, 3: 5}) }, QuestionOutcome{N: 10}},
		{"of both kinds", func() (Spec, Tally) { return enps(map[int]int{0: 3, 9: 3}) }, QuestionOutcome{N: 6}},
		{"all put the same option last", func() (Spec, Tally) { return last, lastTally }, QuestionOutcome{Withheld: Alike}},
		{"all put the same option first", func() (Spec, Tally) { return first, firstTally }, QuestionOutcome{N: 5, Unanimous: true, Choice: 2}},
		{"every order", func() (Spec, Tally) { return mixed, mixedTally }, QuestionOutcome{N: 5}},
	} {
		spec, tally := c.poll()
		got := Publish(spec, tally, Rules{}, nil, time.Time{}).Questions[0]
		numbers := got.By != nil || got.ENPS != nil || got.Ranking != nil || got.Mean != nil
		if numbers == (c.want.Unanimous || c.want.Withheld != "") {
			t.Errorf("%s: numbers are told: %v", c.name, numbers)
		}
		got.By, got.ENPS, got.Ranking, got.Mean = nil, nil, nil, nil
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// A splitPoll is a yes/no poll of channels: per channel how many were asked, and
// how many said yes and no to each question.
type splitPart struct {
	asked int
	yesNo [][2]int
}

func splitPoll(asked int, parts ...splitPart) (Spec, Tally) {
	spec := Spec{Mode: Unnamed, Split: true}
	var counts []AnswerCount
	var of []Part
	answered := 0
	for n, p := range parts {
		spec.Places = append(spec.Places, place(n))
		most := 0
		for q, by := range p.yesNo {
			for len(spec.Questions) <= q {
				spec.Questions = append(spec.Questions, Question{Text: fmt.Sprint(q), Kind: YesNo})
			}
			for choice, people := range by {
				counts = append(counts, AnswerCount{q, PartName(place(n)), Answer{Choices: []int{choice}}, people})
			}
			most = max(most, by[0]+by[1])
		}
		of = append(of, Part{Place: place(n), Asked: p.asked, Answered: most})
		answered += most
	}
	return spec, Count(spec, asked, answered, counts, of)
}

// Which parts of the first question are told, by their numbers.
func toldParts(o Outcome) (all []string) {
	for _, p := range o.Parts {
		if len(p.Questions[0].By) > 0 {
			all = append(all, string(p.Place.Channel))
		}
	}
	return all
}

func TestPartsAndTheirRest(t *testing.T) {
	one := func(asked, yes, no int) splitPart { return splitPart{asked, [][2]int{{yes, no}}} }
	for _, c := range []struct {
		name  string
		asked int
		parts []splitPart
		want  []string
	}{
		{"two large ones", 60, []splitPart{one(30, 6, 6), one(30, 8, 4)}, []string{"c0", "c1"}},
		{"one is too small, so none", 60, []splitPart{one(30, 6, 6), one(30, 2, 1)}, nil},
		{"one is too small, and the smallest of the others with it", 90, []splitPart{one(30, 9, 6), one(30, 2, 1), one(30, 4, 3)}, []string{"c0"}},
		{"two small ones together are large enough", 90, []splitPart{one(30, 9, 6), one(30, 2, 1), one(30, 2, 1)}, []string{"c0"}},
		{"nobody answered in the other", 60, []splitPart{one(30, 9, 6), one(30, 0, 0)}, []string{"c0"}},
		{"few were asked in the other", 38, []splitPart{one(30, 9, 6), one(8, 3, 3)}, nil},
		{"few were asked in the other, and many where nobody answered", 88, []splitPart{one(30, 9, 6), one(8, 3, 3), one(50, 0, 0)}, nil},
		{"the same few were asked in two others", 38, []splitPart{one(30, 9, 6), one(8, 2, 1), one(8, 1, 2)}, nil},
		{"other few were asked in two others", 46, []splitPart{one(30, 9, 6), one(8, 2, 1), one(8, 1, 2)}, []string{"c0"}},
		{"the other is of one mind", 60, []splitPart{one(30, 9, 6), one(30, 6, 0)}, nil},
	} {
		spec, tally := splitPoll(c.asked, c.parts...)
		if got := toldParts(Publish(spec, tally, Rules{}, nil, time.Time{})); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Two questions of one poll can be skipped by different people. What was told of
// a part of the one earlier is compared with what is told of that one now.
func TestSameQuestionAgainInAPart(t *testing.T) {
	spec, tally := splitPoll(200, splitPart{100, [][2]int{{30, 30}, {11, 11}}}, splitPart{100, [][2]int{{20, 20}, {20, 20}}})
	first := Publish(spec, tally, Rules{}, nil, time.Time{})
	if len(first.Parts) != 2 || first.Parts[0].Questions[1].N != 22 {
		t.Fatalf("%+v", first)
	}
	now := func(a, b int) Outcome {
		spec, tally := splitPoll(100, splitPart{100, [][2]int{{a / 2, a - a/2}, {b / 2, b - b/2}}})
		spec.Split, tally.Parts = false, nil
		return Publish(spec, tally, Rules{}, []Earlier{EarlierOf(first, []Place{place(0), place(1)}, false)}, time.Time{})
	}
	for _, c := range []struct {
		a, b  int
		whole Reason
		of    [2]Reason
	}{
		{70, 30, "", [2]Reason{}},
		{70, 23, "", [2]Reason{"", AlmostSame}}, // 22 in the part
		{70, 43, "", [2]Reason{"", AlmostSame}}, // 40 in the other part
		{70, 64, "", [2]Reason{"", AlmostSame}}, // 62 in all
		{70, 57, "", [2]Reason{}},               // near 60, the first question's
		{63, 30, AlmostSame, [2]Reason{}},
	} {
		got := now(c.a, c.b)
		if got.Withheld != c.whole || c.whole == "" && (got.Questions[0].Withheld != c.of[0] || got.Questions[1].Withheld != c.of[1]) {
			t.Errorf("%d and %d: %+v", c.a, c.b, got)
		}
	}
}

// Three results together tell as much as two: those of two channels apart and
// of both together, in whatever order they come.
func TestSameQuestionAgainInThreePolls(t *testing.T) {
	a, b, c := place(0), place(1), place(2)
	was := func(n int, people bool, at ...Place) Earlier { return Earlier{Answered: n, Places: at, People: people} }
	for _, x := range []struct {
		name    string
		at      []Place
		n       int
		earlier []Earlier
		want    Reason
	}{
		{"two and then both, one more", []Place{a, b}, 51, []Earlier{was(30, true, a), was(20, true, b)}, AlmostSame},
		{"two and then both, as many", []Place{a, b}, 50, []Earlier{was(30, true, a), was(20, true, b)}, AlmostSame},
		{"two and then both, five more", []Place{a, b}, 55, []Earlier{was(30, true, a), was(20, true, b)}, ""},
		{"both, one, and then the other", []Place{b}, 20, []Earlier{was(51, true, a, b), was(30, false, a)}, AlmostSame},
		{"both, one, and then a smaller other", []Place{b}, 16, []Earlier{was(51, true, a, b), was(30, false, a)}, ""},
		{"three apart and then together", []Place{a, b, c}, 61, []Earlier{was(30, true, a), was(20, true, b), was(10, true, c)}, AlmostSame},
		{"the same channel twice is not two groups", []Place{a, b}, 60, []Earlier{was(30, true, a), was(30, true, a)}, ""},
		{"another channel does not make up a part of it", []Place{a}, 50, []Earlier{was(30, true, a), was(20, false, b)}, ""},
		{"waves do not count", []Place{a, b}, 51, []Earlier{was(30, true, a), {Answered: 20, Places: []Place{b}, Series: true}}, ""},
	} {
		spec, tally := counted(YesNo, x.n/2, x.n-x.n/2)
		spec.Places, tally.Asked = x.at, 100
		if got := Publish(spec, tally, Rules{}, x.earlier, time.Time{}); got.Withheld != x.want {
			t.Errorf("%s: %q, want %q", x.name, got.Withheld, x.want)
		}
	}
}

// An outcome comes back from JSON as it was, whatever the clock of the caller,
// and one that was stored before a field was added can still be read.
func TestOutcomeInJSON(t *testing.T) {
	amsterdam := time.FixedZone("Amsterdam", 3600)
	for _, at := range []time.Time{{}, time.Now(), time.Date(2027, 1, 12, 17, 0, 0, 5, amsterdam)} {
		for _, mode := range []Mode{Unnamed, Named} {
			spec, tally := splitPoll(90, splitPart{30, [][2]int{{9, 6}, {1, 0}}}, splitPart{30, [][2]int{{2, 1}, {0, 0}}}, splitPart{30, [][2]int{{4, 3}, {3, 4}}})
			for _, kind := range []Kind{Mood, ENPS, Rank, Several, Open} {
				q := Question{Text: "v", Kind: kind, Options: []string{"a", "b"}}
				spec.Questions = append(spec.Questions, q)
				c := Counts{N: 12, By: make([]int, q.Choices()), Places: [][]int{{7, 5}, {5, 7}}}
				for i := range c.By {
					c.By[i] = 12 / len(c.By)
				}
				tally.Questions = append(tally.Questions, c)
			}
			spec.Mode = mode
			out := Publish(spec, tally, Rules{}, nil, at)
			data, err := json.Marshal(out)
			if err != nil {
				t.Fatal(err)
			}
			var again Outcome
			if err := json.Unmarshal(data, &again); err != nil || !reflect.DeepEqual(out, again) {
				t.Errorf("%s, %v: %v\n%+v\n%+v", mode, at, err, out, again)
			}
			if !out.At.Equal(at) {
				t.Errorf("%v became %v", at, out.At)
			}
		}
	}
	old := `{"asked":40,"answered":20,"questions":[{"n":20,"by":[12,8]},{"n":0,"withheld":"few-answers"},{"n":6,"ranking":[{"choice":1,"mean":1.5,"first":3}]}],"at":"2027-01-12T17:00:00+01:00","gone":1}`
	var o Outcome
	if err := json.Unmarshal([]byte(old), &o); err != nil || o.Rate() != 50 || o.Questions[0].Percent(0) != 60 || o.Questions[2].Ranking[0].Mean != 1.5 {
		t.Errorf("%v, %+v", err, o)
	}
}

// A tally that does not fit its poll is no reason to fall over while closing.
func TestPublishOfATallyThatDoesNotFit(t *testing.T) {
	for _, mode := range []Mode{Named, Unnamed, Final} {
		for _, kind := range []Kind{YesNo, One, Several, Scale, ENPS, Mood, Rank, Open} {
			q := Question{Text: "v", Kind: kind, Options: []string{"a", "b"}, High: 5}
			spec := Spec{Mode: mode, Questions: []Question{q, q}}
			for _, counts := range [][]Counts{nil, {{}}, {{N: 12}}, {{N: 12, By: []int{6}}}, {{N: 12, By: []int{6, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}, Places: [][]int{{6}, {}, nil}}}} {
				out := Publish(spec, Tally{Asked: 40, Answered: 12, Questions: counts, Parts: []Part{{Asked: 20, Answered: 6, Questions: counts}, {Asked: 20, Answered: 6}}}, Rules{}, nil, time.Time{})
				if _, err := json.Marshal(out); err != nil || len(out.Questions) != 2 {
					t.Errorf("%s %s %+v: %v, %+v", mode, kind, counts, err, out)
				}
			}
		}
	}
}

// What is told does not change when the tally does.
func TestOutcomeIsItsOwn(t *testing.T) {
	for _, mode := range []Mode{Named, Unnamed} {
		spec, tally := splitPoll(60, splitPart{30, [][2]int{{6, 6}}}, splitPart{30, [][2]int{{8, 4}}})
		spec.Mode = mode
		out := Publish(spec, tally, Rules{}, nil, time.Time{})
		tally.Questions[0].By[0], tally.Parts[0].Questions[0].By[0] = 99, 99
		if out.Questions[0].By[0] != 14 || out.Parts[0].Questions[0].By[0] != 6 {
			t.Errorf("%s: %+v", mode, out)
		}
	}
}

// Somebody who skipped a question answered the poll, and nobody counts twice.
func TestCountIsOfPeople(t *testing.T) {
	spec := Spec{Mode: Unnamed, Split: true, Questions: []Question{{Text: "a", Kind: YesNo}, {Text: "b", Kind: Several, Options: []string{"x", "y"}}}}
	part := PartName(place(0))
	got := Count(spec, 30, 9, []AnswerCount{
		{0, part, Answer{Choices: []int{1}}, 6},
		{1, part, Answer{Choices: []int{0, 1}}, 4}, {1, part, Answer{Choices: []int{1}}, 3},
		{0, part, Answer{Choices: []int{0, 1}}, 1}, {1, part, Answer{Choices: []int{0, 0}}, 1}, // are no answers
		{0, "x/elsewhere", Answer{Choices: []int{0}}, 1}, // in no part
	}, []Part{{Place: place(0), Asked: 20, Answered: 8}})
	want := []Counts{{N: 6, By: []int{0, 6}}, {N: 7, By: []int{4, 7}}}
	if got.Parts[0].Answered != 8 || !reflect.DeepEqual(got.Parts[0].Questions, want) || got.Questions[0].N != 7 || got.Answered != 9 {
		t.Errorf("%+v", got)
	}
}

func TestRateAndPercent(t *testing.T) {
	for _, c := range []struct{ answered, asked, rate int }{
		{0, 40, 0}, {1, 400, 1}, {39, 98, 39}, {40, 100, 40}, {199, 200, 99}, {40, 40, 100}, {42, 40, 100}, {5, 0, 0},
	} {
		o := Outcome{Asked: c.asked, Answered: c.answered}
		if o.Rate() != c.rate {
			t.Errorf("%d of %d: %d, want %d", c.answered, c.asked, o.Rate(), c.rate)
		}
	}
	if r := (Outcome{Asked: 40, Answered: 3, Withheld: FewAnswers}).Rate(); r != 0 {
		t.Errorf("a rate is told of a poll that is not: %d", r)
	}
	for _, c := range []struct{ by, n, want int }{
		{0, 300, 0}, {1, 300, 1}, {1, 8, 13}, {1, 3, 33}, {299, 300, 99}, {300, 300, 100}, {0, 0, 0},
	} {
		if got := (QuestionOutcome{N: c.n, By: []int{c.by}}).Percent(0); got != c.want {
			t.Errorf("%d of %d: %d, want %d", c.by, c.n, got, c.want)
		}
	}
	for _, q := range []QuestionOutcome{{N: 9, By: []int{9}, Unanimous: true}, {N: 9, By: []int{9}, Withheld: FewAnswers}} {
		if got := q.Percent(0); got != 0 {
			t.Errorf("%+v: %d", q, got)
		}
	}
}

// The intervals of polls.md 4.9: 30 % promoters and 25 % detractors, as far as
// whole people allow; at 5 and 10 people they are computed for 1.5 and 1.25 people.
func TestENPSOfPeople(t *testing.T) {
	for _, c := range []struct{ promoters, passives, detractors, score, half int }{
		{6, 9, 5, 5, 32},      // √(0.5475/20) = 0.1655
		{30, 45, 25, 5, 15},   // √(0.5475/100) = 0.0740
		{120, 180, 100, 5, 7}, // √(0.5475/400) = 0.0370
		{5, 0, 5, 0, 62},      // √(1/10) = 0.3162
		{0, 5, 5, -50, 31},    // √(0.25/10) = 0.1581
		{12, 0, 0, 100, 50},   // rule of three: 3/12 of 200
		{0, 30, 0, 0, 20},     // 3/30 of 200
		{1, 0, 0, 100, 200},   // one person tells nothing
		{1000, 0, 0, 100, 1},  // 3/1000 of 200 is 0.6
		{0, 0, 1000, -100, 1}, // the same
	} {
		by := make([]int, 11)
		by[10], by[8], by[3] = c.promoters, c.passives, c.detractors
		s := enps(by).Score
		low, high := max(-100, float64(c.score-c.half)), min(100, float64(c.score+c.half))
		if math.Abs(s.Value-float64(c.score)) > 1e-9 || math.Abs(s.Low-low) > 0.5 || math.Abs(s.High-high) > 0.5 {
			t.Errorf("%+v: %+v", c, s)
		}
		if s.Low < -100 || s.High > 100 || s.Low > s.Value || s.High < s.Value || s.Low == s.High {
			t.Errorf("%+v: no interval: %+v", c, s)
		}
	}
}

// With one more answer of the same kind the interval does not get wider: Student's
// t goes over into the normal distribution without a step.
func TestStudent(t *testing.T) {
	for _, c := range []struct {
		df   int
		want float64
	}{{1, 12.706}, {4, 2.776}, {29, 2.045}, {30, 2.042}, {31, 2.040}, {40, 2.021}, {60, 2.000}, {100, 1.984}, {1000, 1.962}} {
		if got := student(c.df); math.Abs(got-c.want) > 0.0006 {
			t.Errorf("%d: %.4f, want %.3f", c.df, got, c.want)
		}
	}
	for df := 2; df < 500; df++ {
		if student(df) >= student(df-1) || student(df) < z95 {
			t.Errorf("%d: %v after %v", df, student(df), student(df-1))
		}
	}
}

// Options with the same average share a place.
func TestRankingWithTies(t *testing.T) {
	spec, tally := ranked(3, []int{0, 1, 2}, []int{1, 0, 2}, []int{0, 1, 2}, []int{1, 0, 2}, []int{0, 2, 1}, []int{1, 2, 0})
	got := Publish(spec, tally, Rules{}, nil, time.Time{}).Questions[0].Ranking
	// places of 0: 1 2 1 2 1 3 = 10; of 1: 2 1 2 1 3 1 = 10; of 2: 3 3 3 3 2 2 = 16
	want := []RankPlace{{0, 10.0 / 6, 3, 1}, {1, 10.0 / 6, 3, 1}, {2, 16.0 / 6, 0, 3}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Why a question is not told of a part that is told otherwise.
func TestWhyAPartIsNotTold(t *testing.T) {
	for _, c := range []struct {
		name string
		last [][2]int // of the third channel and of the first, the second question
		want Reason   // of the first channel
	}{
		{"itself too few", [][2]int{{9, 6}, {2, 1}}, FewAnswers},
		{"nobody", [][2]int{{9, 6}, {0, 0}}, FewAnswers},
		{"itself alike, which is not told", [][2]int{{9, 6}, {6, 0}}, HidesOther},
		{"another would be known", [][2]int{{2, 1}, {7, 7}}, HidesOther},
		{"all is told", [][2]int{{9, 6}, {7, 7}}, ""},
	} {
		spec, tally := splitPoll(90,
			splitPart{30, [][2]int{{9, 6}, c.last[1]}}, splitPart{30, [][2]int{{9, 6}, {15, 15}}}, splitPart{30, [][2]int{{9, 6}, c.last[0]}})
		out := Publish(spec, tally, Rules{}, nil, time.Time{})
		if len(out.Parts) != 3 || out.Parts[0].Questions[1].Withheld != c.want || c.want != "" && out.Parts[0].Questions[1].N != 0 {
			t.Errorf("%s: %+v", c.name, out.Parts)
		}
	}
}
