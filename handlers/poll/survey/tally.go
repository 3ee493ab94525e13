package survey

// An AnswerCount says how many people of one part gave one answer.
type AnswerCount struct {
	Question int
	Part     string // as it was stored with the answers: PartName of the channel; empty without a split
	Answer   Answer
	N        int
}

// PartName names the part of a split result that a channel is.
func PartName(p Place) string { return string(p.Platform) + "/" + string(p.Channel) }

// Count makes a tally. parts are the channels of a split poll, with how many were
// asked and answered; where that is not known, it is as many as answered one question.
// Answers that do not fit their question are left out.
func Count(spec Spec, asked, answered int, counts []AnswerCount, parts []Part) Tally {
	t := Tally{Asked: asked, Answered: answered, Questions: empty(spec)}
	byName := map[string]int{}
	for i, p := range parts {
		p.Questions = empty(spec)
		byName[PartName(p.Place)] = i
		t.Parts = append(t.Parts, p)
	}
	for _, c := range counts {
		if c.Question < 0 || c.Question >= len(spec.Questions) || c.N <= 0 || spec.Questions[c.Question].Wrong(c.Answer) != nil {
			continue
		}
		t.Questions[c.Question].add(spec.Questions[c.Question].Kind, c)
		if i, ok := byName[c.Part]; ok {
			t.Parts[i].Questions[c.Question].add(spec.Questions[c.Question].Kind, c)
		}
	}
	for i := range t.Parts {
		for _, q := range t.Parts[i].Questions {
			t.Parts[i].Answered = max(t.Parts[i].Answered, q.N)
		}
	}
	return t
}

// fitted are counts as the questions of a poll have them, of which nobody else
// has a copy: a number per choice and place, nought where there was none.
func fitted(spec Spec, counts []Counts) []Counts {
	all := empty(spec)
	for i := range min(len(all), len(counts)) {
		all[i].N = counts[i].N
		copy(all[i].By, counts[i].By)
		for c := range min(len(all[i].Places), len(counts[i].Places)) {
			copy(all[i].Places[c], counts[i].Places[c])
		}
	}
	return all
}

func empty(spec Spec) []Counts {
	all := make([]Counts, len(spec.Questions))
	for i, q := range spec.Questions {
		if q.Kind == Open {
			continue
		}
		all[i].By = make([]int, q.Choices())
		if q.Kind == Rank {
			all[i].Places = make([][]int, q.Choices())
			for c := range all[i].Places {
				all[i].Places[c] = make([]int, q.Choices())
			}
		}
	}
	return all
}

func (c *Counts) add(k Kind, a AnswerCount) {
	c.N += a.N
	switch k {
	case Open:
	case Rank:
		c.By[a.Answer.Choices[0]] += a.N
		for place, choice := range a.Answer.Choices {
			c.Places[choice][place] += a.N
		}
	default:
		for _, choice := range a.Answer.Choices {
			c.By[choice] += a.N
		}
	}
}
