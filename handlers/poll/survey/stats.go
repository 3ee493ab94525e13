package survey

import (
	"math"
	"sort"
)

// z95 is the 97.5th percentile of the normal distribution.
const z95 = 1.959964

// t95 are the 97.5th percentiles of Student's t for 1 to 30 degrees of freedom
// (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2,
// https://www.itl.nist.gov/div898/handbook/eda/section3/eda3672.htm).
var t95 = [...]float64{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
	2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
	2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042}

// student is Student's t: of more than 30 degrees of freedom by the expansion in
// Abramowitz and Stegun 26.7.5 (https://personal.math.ubc.ca/~cbm/aands/page_949.htm),
// which is right to three decimals there.
func student(df int) float64 {
	switch {
	case df < 1:
		return t95[0]
	case df <= len(t95):
		return t95[df-1]
	}
	z, v := z95, float64(df)
	return z + (math.Pow(z, 3)+z)/(4*v) + (5*math.Pow(z, 5)+16*math.Pow(z, 3)+3*z)/(96*v*v)
}

// mean is the average of numbered choices with its 95 % interval: x̄ ± t·s/√n
// (NIST e-Handbook 1.3.5.2, https://www.itl.nist.gov/div898/handbook/eda/section3/eda352.htm),
// cut at the ends of the scale. The interval is for people like those who
// answered; that a group is small and mostly answered does not narrow it. When
// everybody chose the same, the interval is that of the rule of three: up to 3
// in n others may think otherwise
// (Hanley and Lippman-Hand, JAMA 1983, https://doi.org/10.1001/jama.1983.03330370053031).
func mean(q Question, by []int) *Estimate {
	n, sum := 0, 0.0
	for c, people := range by {
		v, _ := q.Value(c)
		n += people
		sum += float64(v) * float64(people)
	}
	if n == 0 {
		return nil
	}
	first, _ := q.Value(0)
	last, _ := q.Value(len(by) - 1)
	e := Estimate{Value: sum / float64(n)}
	squares := 0.0
	for c, people := range by {
		v, _ := q.Value(c)
		d := float64(v) - e.Value
		squares += d * d * float64(people)
	}
	half := 0.0
	switch {
	case n == 1:
		half = float64(last - first)
	case squares < 1e-9:
		half = float64(last-first) * math.Min(1, 3/float64(n))
	default:
		half = student(n-1) * math.Sqrt(squares/float64(n-1)/float64(n))
	}
	return e.within(half, float64(first), float64(last))
}

func (e Estimate) within(half, lowest, highest float64) *Estimate {
	e.Low, e.High = math.Max(lowest, e.Value-half), math.Min(highest, e.Value+half)
	return &e
}

// enps is the share of promoters (9, 10) minus that of detractors (0 to 6), in
// points, with its 95 % interval by the normal approximation: variance
// (p + d − (p − d)²) / n, the variance of a number that is 1, 0 or −1. When
// everybody is on one side, the rule of three holds as in mean.
func enps(by []int) *ENPSScore {
	var s ENPSScore
	for v, people := range by {
		switch {
		case v >= 9:
			s.Promoters += people
		case v >= 7:
			s.Passives += people
		default:
			s.Detractors += people
		}
	}
	n := float64(s.Promoters + s.Passives + s.Detractors)
	if n == 0 {
		return nil
	}
	p, d := float64(s.Promoters)/n, float64(s.Detractors)/n
	variance := p + d - (p-d)*(p-d)
	half := 100 * z95 * math.Sqrt(variance/n)
	if variance < 1e-9 {
		half = 200 * math.Min(1, 3/n)
	}
	s.Score = *Estimate{Value: 100 * (p - d)}.within(half, -100, 100)
	return &s
}

// ranking orders options by their average place; those with the same average
// share a place and keep the order in which they were asked.
func ranking(c Counts) []RankPlace {
	if c.N == 0 {
		return nil
	}
	sums := make([]int, len(c.Places)) // whole numbers, so that equal is equal
	all := make([]RankPlace, len(c.Places))
	for choice, places := range c.Places {
		for place, people := range places {
			sums[choice] += (place + 1) * people
		}
		all[choice] = RankPlace{Choice: choice, Mean: float64(sums[choice]) / float64(c.N), First: c.By[choice]}
	}
	sort.SliceStable(all, func(i, j int) bool { return sums[all[i].Choice] < sums[all[j].Choice] })
	for i := range all {
		all[i].Place = i + 1
		if i > 0 && sums[all[i].Choice] == sums[all[i-1].Choice] {
			all[i].Place = all[i-1].Place
		}
	}
	return all
}

// Rate is the share of people asked who answered, in whole percents rounded
// down, so that it is below 40 whenever Low is set; 0 only when nobody answered or
// it is not told, and at most 100, also when some answered who joined later.
func (o Outcome) Rate() int {
	switch {
	case o.Withheld != "" || o.Asked <= 0 || o.Answered <= 0:
		return 0
	case o.Answered >= o.Asked:
		return 100
	}
	return max(1, o.Answered*100/o.Asked)
}

// Percent is the share of the people who answered a question that gave a
// choice, in whole percents, rounded half up; 0 only when nobody did or numbers are
// not told, and 100 only when everybody did. Rounded shares need not add up to
// 100, and those of several choices never do.
func (q QuestionOutcome) Percent(choice int) int {
	if q.Withheld != "" || q.Unanimous || q.N <= 0 || choice < 0 || choice >= len(q.By) || q.By[choice] <= 0 {
		return 0
	}
	if q.By[choice] >= q.N {
		return 100
	}
	return min(99, max(1, (q.By[choice]*200+q.N)/(2*q.N)))
}
