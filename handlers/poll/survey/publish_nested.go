package survey

// A result is how many people of some channels answered a question.
type result struct {
	places []Place
	people int
}

// nested tells whether three or more results of the same question make a group
// that is too small: some of them in channels of their own, and one in all those
// channels. The names of the channels say so to anybody. Parts of a split
// result are not combined with other polls.
func nested(places []Place, n, question int, earlier []Earlier, rules Rules) bool {
	var others []result
	for _, e := range earlier {
		people := 0
		for _, g := range e.groups(question) {
			people += g
		}
		if !e.Series && people > 0 {
			others = append(others, result{e.Places, people})
		}
	}
	s := search{least: rules.MinAnswers, steps: mostSteps}
	if s.makes(n, nil, inside(others, places, nil)) {
		return true
	}
	for _, whole := range others {
		if within(places, whole.places) && s.makes(whole.people-n, nil, inside(others, whole.places, places)) {
			return true
		}
	}
	return false
}

// inside are the results of which all channels are among those, and none is
// among the ones to avoid.
func inside(all []result, places, avoid []Place) (in []result) {
	for _, r := range all {
		if within(r.places, places) && !overlap(r.places, avoid) {
			in = append(in, r)
		}
	}
	return in
}

func within(inner, outer []Place) bool {
	for _, p := range inner {
		if !overlap([]Place{p}, outer) {
			return false
		}
	}
	return len(inner) > 0
}

// mostSteps is how many combinations of results are tried. Where there are more,
// nearly every number of people can be made, so a new one counts as made.
const mostSteps = 1 << 16

type search struct{ least, steps int }

// makes tells whether results that share no channel are together about as many
// people as is wanted; taken are the channels of those that are in.
func (s *search) makes(want int, taken []Place, from []result) bool {
	if len(taken) > 0 && abs(want) < s.least {
		return true
	}
	for i, r := range from {
		if s.steps--; s.steps < 0 {
			return true
		}
		if want-r.people > -s.least && !overlap(r.places, taken) &&
			s.makes(want-r.people, append(taken[:len(taken):len(taken)], r.places...), from[i+1:]) {
			return true
		}
	}
	return false
}
