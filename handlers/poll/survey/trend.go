package survey

// A Wave is one time that a repeated poll was held.
type Wave struct {
	Number  int
	Outcome Outcome
}

// A TrendPoint is one point of a trend. Several waves are one point where the
// people who were asked changed by so few that two points would tell about those.
type TrendPoint struct {
	Waves []int     // numbers
	N     int       // answers
	Mean  float64   // of Scale and Mood; of ENPS the score
	Share []float64 // of the other kinds: per choice, in percents
}

// Trend follows one question through its waves, the first first. A wave counts
// only when its own numbers may be told. Neighbours whose group changed by 1 up
// to one less than MinAnswers people are shown as their average, weighed by
// their answers.
func Trend(q Question, i int, waves []Wave, rules Rules) []TrendPoint {
	rules = rules.Normal()
	var all []TrendPoint
	asked := 0
	for _, w := range waves {
		if w.Outcome.Withheld != "" || i >= len(w.Outcome.Questions) {
			continue
		}
		out := w.Outcome.Questions[i]
		if out.Withheld != "" || out.Unanimous || out.N == 0 || len(out.By) == 0 {
			continue
		}
		now := TrendPoint{Waves: []int{w.Number}, N: out.N}
		switch {
		case out.Mean != nil:
			now.Mean = out.Mean.Value
		case out.ENPS != nil:
			now.Mean = out.ENPS.Score.Value
		default:
			for _, people := range out.By {
				now.Share = append(now.Share, 100*float64(people)/float64(out.N))
			}
		}
		change := abs(w.Outcome.Asked - asked)
		asked = w.Outcome.Asked
		if len(all) > 0 && change > 0 && change < rules.MinAnswers && len(all[len(all)-1].Share) == len(now.Share) {
			all[len(all)-1].join(now)
			continue
		}
		all = append(all, now)
	}
	return all
}

func (p *TrendPoint) join(other TrendPoint) {
	a, b := float64(p.N), float64(other.N)
	p.Mean = (p.Mean*a + other.Mean*b) / (a + b)
	for i := range p.Share {
		p.Share[i] = (p.Share[i]*a + other.Share[i]*b) / (a + b)
	}
	p.N += other.N
	p.Waves = append(p.Waves, other.Waves...)
}
