package survey

import (
	"slices"
	"sort"
	"time"
)

// The least numbers there are; rules can only ask for more. Five answers and ten
// people is what research bureaus for the public sector use: InternetSpiegel
// (https://www.effectory.com/nl/kennis/het-vertrouwelijk-behandelen-van-onderzoeksresultaten/)
// and Microsoft Viva Glint, whose ten for comments is leastTexts
// (https://learn.microsoft.com/en-us/training/modules/viva-glint-navigate-share-viva-glint-results/1-describe-confidentiality-navigate-viva-glint).
const (
	leastAnswers = 5
	leastGroup   = 10
	leastTexts   = 10
	fewUnanimous = 10 // below it, that everybody answered the same is not told in numbers
	lowRate      = 40 // percent; below it there is no picture of the whole group
)

// Rules say what may be published of a poll without names.
type Rules struct {
	MinAnswers int // n: people who answered; at least 5
	MinGroup   int // N: people who were asked; at least 10
}

// Normal returns the rules with nothing below the least numbers there are.
func (r Rules) Normal() Rules {
	return Rules{max(r.MinAnswers, leastAnswers), max(r.MinGroup, leastGroup)}
}

// MinTexts is how many people must answer an open question before any of its
// answers is shown.
func (r Rules) MinTexts() int { return max(r.Normal().MinAnswers, leastTexts) }

// Publish returns what may be told of a tally that was closed at a time, and so
// all that is kept of it. A poll with names is told as a whole. Without names:
//
//   - nothing below the numbers of rules, per poll and per question;
//   - no numbers where fewer than ten people all gave the same answer, or the same
//     kind of answer; that nobody gave some answer is told, as nought;
//   - a part of a split only when it, and everybody who is in no shown part, are
//     large enough or nobody;
//   - a poll that asks the same as earlier ones in overlapping channels only when
//     it differs from all of them, and from every group of people that can be
//     derived from them, by at least MinAnswers people. Who answered is not kept,
//     so the difference that is sure is that of the numbers. Waves of one series
//     are exempt: they ask the same people at another time on purpose.
//
// Answers to different questions of one poll cannot be subtracted from each
// other, so questions that not everybody answered are judged one by one.
func Publish(spec Spec, t Tally, rules Rules, earlier []Earlier, at time.Time) Outcome {
	rules = rules.Normal()
	t.Questions = fitted(spec, t.Questions)
	t.Parts = slices.Clone(t.Parts)
	for i := range t.Parts {
		t.Parts[i].Questions = fitted(spec, t.Parts[i].Questions)
	}
	out := Outcome{Asked: t.Asked, At: at.UTC().Round(0)} // as it comes back from JSON
	if spec.Mode == Named {
		out.Answered = t.Answered
		if t.Answered == 0 {
			out.Withheld = NoAnswers
			return out
		}
		out.Low = t.Answered*100 < lowRate*t.Asked
		for i, q := range spec.Questions {
			out.Questions = append(out.Questions, tell(q, t.Questions[i]))
		}
		for _, p := range t.Parts {
			part := PartOutcome{Place: p.Place, Asked: p.Asked, Answered: p.Answered}
			for i, q := range spec.Questions {
				part.Questions = append(part.Questions, tell(q, p.Questions[i]))
			}
			out.Parts = append(out.Parts, part)
		}
		return out
	}
	switch {
	case t.Asked < rules.MinGroup:
		out.Withheld = SmallGroup
	case t.Answered < rules.MinAnswers:
		out.Withheld = FewAnswers
	case tooAlike(spec.Places, t.Answered, -1, earlier, rules):
		out.Withheld = AlmostSame
	}
	if out.Withheld != "" {
		return out
	}
	out.Answered = t.Answered
	out.Low = t.Answered*100 < lowRate*t.Asked
	for i, q := range spec.Questions {
		out.Questions = append(out.Questions, publish(q, t.Questions[i], rules))
		// Questions may be optional: each has its own number of people.
		if out.Questions[i].Withheld == "" && tooAlike(spec.Places, t.Questions[i].N, i, earlier, rules) {
			out.Questions[i] = QuestionOutcome{Withheld: AlmostSame}
		}
	}
	splitUp(spec, t, rules, earlier, &out)
	return out
}

// publish is what may be told of one question in one group of people.
func publish(q Question, c Counts, rules Rules) QuestionOutcome {
	if c.N < rules.MinAnswers {
		return QuestionOutcome{Withheld: FewAnswers}
	}
	if q.Kind == Open {
		return QuestionOutcome{N: c.N, Texts: c.N >= rules.MinTexts()}
	}
	if told, yes := alike(q, c); yes {
		return told
	}
	return tell(q, c)
}

// alike tells whether few people answered in the same way, so that numbers would
// say of each of them how: all of them, or all but one, gave one choice, which may
// be told in words ("a large majority"); or all are promoters, passives or
// detractors, or put one option in the same place. Those are not told at all:
// there is no choice that they all gave. All but one counts too, because words
// that appear only when everybody agrees say that everybody agrees.
func alike(q Question, c Counts) (told QuestionOutcome, yes bool) {
	if c.N >= fewUnanimous || c.N <= 0 {
		return QuestionOutcome{}, false
	}
	for i, n := range c.By {
		if n >= c.N-1 {
			return QuestionOutcome{N: c.N, Unanimous: true, Choice: i}, true
		}
	}
	told = QuestionOutcome{Withheld: Alike}
	switch q.Kind {
	case ENPS:
		if s := enps(c.By); s != nil {
			yes = max(s.Promoters, s.Passives, s.Detractors) == c.N
		}
	case Rank:
		for _, places := range c.Places {
			for _, n := range places {
				yes = yes || n == c.N
			}
		}
	}
	return told, yes
}

// tell is everything about one question.
func tell(q Question, c Counts) QuestionOutcome {
	out := QuestionOutcome{N: c.N, By: c.By}
	switch q.Kind {
	case Open:
		out.Texts = c.N > 0
	case Scale, Mood:
		out.Mean = mean(q, c.By)
	case ENPS:
		out.ENPS = enps(c.By)
	case Rank:
		out.Ranking = ranking(c)
	}
	if c.N == 0 {
		return QuestionOutcome{Withheld: NoAnswers}
	}
	return out
}

// splitUp adds the parts that may be told. Where an earlier poll asked the same in
// one of the channels there are none: parts of two polls together tell too much.
func splitUp(spec Spec, t Tally, rules Rules, earlier []Earlier, out *Outcome) {
	if len(t.Parts) < 2 {
		return
	}
	for _, e := range earlier {
		if comparable(spec.Places, e) {
			out.Hidden = len(t.Parts)
			return
		}
	}
	parts := make([]PartOutcome, len(t.Parts))
	for p, part := range t.Parts {
		parts[p] = PartOutcome{Place: part.Place, Asked: part.Asked, Answered: part.Answered, Questions: make([]QuestionOutcome, len(spec.Questions))}
	}
	for i, q := range spec.Questions {
		shown := map[int]bool{}
		if out.Questions[i].Withheld == "" && !out.Questions[i].Unanimous {
			shown = tellable(q, i, t, rules)
		}
		for p := range parts {
			if shown[p] {
				parts[p].Questions[i] = publish(q, t.Parts[p].Questions[i], rules)
			} else {
				parts[p].Questions[i] = QuestionOutcome{Withheld: untold(out.Questions[i], t.Parts[p].Questions[i], rules)}
			}
		}
	}
	for p, part := range parts {
		some := false
		for _, q := range part.Questions {
			some = some || q.Withheld == ""
		}
		if some {
			out.Parts = append(out.Parts, parts[p])
		} else {
			out.Hidden++
		}
	}
}

// untold says why a question is not told of a part of which other questions
// are. That a part is alike is not a reason: from the total one could see how.
func untold(whole QuestionOutcome, c Counts, rules Rules) Reason {
	switch {
	case whole.Withheld != "":
		return whole.Withheld
	case c.N < rules.MinAnswers:
		return FewAnswers
	}
	return HidesOther
}

// tellable are the parts whose answers to one question may be told: each is large
// enough and not unanimous, and so is everybody who is in none of them, because
// their answers are what is left when the parts are taken from the total. As long
// as that is not so, the smallest part is left out too.
func tellable(q Question, i int, t Tally, rules Rules) map[int]bool {
	shown := map[int]bool{}
	var order []int
	for p, part := range t.Parts {
		c := part.Questions[i]
		if part.Asked >= rules.MinGroup && c.N >= rules.MinAnswers && !numbersTell(q, c) {
			shown[p] = true
			order = append(order, p)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return t.Parts[order[a]].Questions[i].N < t.Parts[order[b]].Questions[i].N })
	for len(order) > 0 {
		rest, asked := left(t, i, shown)
		nobody := rest.N == 0
		if nobody && len(order) == 1 {
			break // one part is everybody: it is the total
		}
		if nobody || rest.N >= rules.MinAnswers && asked >= rules.MinGroup && !numbersTell(q, rest) {
			break
		}
		delete(shown, order[0])
		order = order[1:]
	}
	return shown
}

func numbersTell(q Question, c Counts) bool {
	_, yes := alike(q, c)
	return yes
}

// left is everybody who is in no shown part: how they answered, and how many of
// them were asked at the least. Channels share people, so that is the largest
// channel of theirs, or all who are in no other channel.
func left(t Tally, i int, shown map[int]bool) (rest Counts, asked int) {
	total := t.Questions[i]
	rest = Counts{N: total.N, By: append([]int(nil), total.By...)}
	for _, places := range total.Places {
		rest.Places = append(rest.Places, append([]int(nil), places...))
	}
	most, elsewhere := 0, t.Asked
	for p, part := range t.Parts {
		c := part.Questions[i]
		if !shown[p] && c.N > 0 {
			most = max(most, part.Asked)
			continue
		}
		elsewhere -= part.Asked
		rest.N -= c.N
		for n := range c.By {
			rest.By[n] -= c.By[n]
		}
		for n := range c.Places {
			for place := range c.Places[n] {
				rest.Places[n][place] -= c.Places[n][place]
			}
		}
	}
	return rest, max(most, elsewhere)
}

// tooAlike tells whether n people in some channels could differ by too few from a
// group of people whose answers to the same question are known. A question of -1
// is the poll as a whole.
func tooAlike(places []Place, n, question int, earlier []Earlier, rules Rules) bool {
	for _, e := range earlier {
		if !comparable(places, e) {
			continue
		}
		for _, sum := range sums(e.groups(question)) {
			if abs(sum-n) < rules.MinAnswers {
				return true
			}
		}
	}
	return nested(places, n, question, earlier, rules)
}

// groups are the people whose answers are known, divided so that nobody is in two.
func (e Earlier) groups(question int) []int {
	switch {
	case question >= 0 && question < len(e.Questions):
		return e.Questions[question]
	case len(e.Groups) > 0:
		return e.Groups
	}
	return []int{e.Answered}
}

// sums are how many people one or more of these groups are together, in every
// combination: whoever knows the parts knows them.
func sums(groups []int) (all []int) {
	total := 0
	for _, n := range groups {
		total += max(n, 0)
	}
	made := make([]bool, total+1)
	made[0] = true
	for _, n := range groups {
		for sum := total - max(n, 0); sum >= 0 && n > 0; sum-- {
			made[sum+n] = made[sum+n] || made[sum]
		}
	}
	for sum := 1; sum <= total; sum++ {
		if made[sum] {
			all = append(all, sum)
		}
	}
	return all
}

// comparable tells whether the same people may have answered both.
func comparable(places []Place, e Earlier) bool {
	return !e.Series && (e.People || overlap(places, e.Places))
}

func abs(n int) int { return max(n, -n) }

func overlap(a, b []Place) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Platform == y.Platform && x.Channel == y.Channel {
				return true
			}
		}
	}
	return false
}

// EarlierOf is what a published result tells to who compares it with another: the
// groups of people whose answers are known.
func EarlierOf(out Outcome, places []Place, series bool) Earlier {
	e := Earlier{Closed: out.At, Answered: out.Answered, Places: places, Series: series}
	rest := out.Answered
	for _, p := range out.Parts {
		e.Groups = append(e.Groups, p.Answered)
		rest -= p.Answered
	}
	if len(e.Groups) > 0 && rest > 0 {
		e.Groups = append(e.Groups, rest)
	}
	for i, q := range out.Questions {
		groups := []int{}
		if rest := q.N; q.Withheld == "" {
			for _, p := range out.Parts {
				if i < len(p.Questions) && p.Questions[i].Withheld == "" {
					groups = append(groups, p.Questions[i].N)
					rest -= p.Questions[i].N
				}
			}
			if rest > 0 {
				groups = append(groups, rest)
			}
		}
		e.Questions = append(e.Questions, groups)
	}
	return e
}
