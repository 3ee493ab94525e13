package poll

import (
	"cmp"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A wave is one time that a series was held, and what was published of it.
type wave struct {
	closed time.Time
	out    survey.Outcome
}

// wavesUpTo are the waves of the series of a poll up to itself of which there is
// a result, the first one first; none when it is in no series. A wave that asked
// something else is left out.
func wavesUpTo(q store.Querier, x *poll, zone *time.Location) ([]wave, error) {
	if x.Series == "" {
		return nil, nil
	}
	all, err := store.PollsOfSeries(q, x.Series)
	if err != nil {
		return nil, err
	}
	var waves []wave
	for _, raw := range all {
		if raw.State != store.PollClosed || raw.Wave > x.Wave || len(raw.Result) == 0 {
			continue
		}
		w, err := decode(q, raw)
		if err != nil {
			return nil, err
		}
		out, err := outcomeOf(w)
		if err != nil {
			return nil, err
		}
		if out.Withheld == "" && sameChoices(w.spec, x.spec) {
			waves = append(waves, wave{raw.Closed.In(zone), out})
		}
	}
	return waves, nil
}

// sameChoices tells whether the numbers of two waves can be laid side by side:
// a typing error may have been mended in between, no more.
func sameChoices(a, b survey.Spec) bool {
	return slices.EqualFunc(a.Questions, b.Questions, func(a, b survey.Question) bool {
		return a.Kind == b.Kind && a.Choices() == b.Choices()
	})
}

// A point is one wave in a trend, or several that are only told together; see
// survey.Trend.
type point struct {
	from, to time.Time // when the first and the last wave closed
	n, asked int       // of all its waves together
	mean     *survey.Estimate
	share    int // of n, who made the choice that is followed
}

// trendOf are the points of one question. Of a poll with names every wave is
// one. The margin of waves that are told together is the average of theirs, which
// is no narrower than it should be, because mostly the same people answered.
func trendOf(waves []wave, q survey.Question, i, choice int, names bool, rules survey.Rules) (points []point) {
	var all []survey.Wave
	for n, w := range waves {
		all = append(all, survey.Wave{Number: n, Outcome: w.out})
	}
	var told []survey.TrendPoint
	if names {
		for _, one := range all {
			told = append(told, survey.Trend(q, i, []survey.Wave{one}, rules)...)
		}
	} else {
		told = survey.Trend(q, i, all, rules)
	}
	for _, t := range told {
		at := point{from: waves[t.Waves[0]].closed, to: waves[t.Waves[len(t.Waves)-1]].closed, n: t.N}
		margin := survey.Estimate{Value: t.Mean}
		for _, n := range t.Waves {
			out := waves[n].out.Questions[i]
			at.asked += waves[n].out.Asked
			e := out.Mean
			if out.ENPS != nil {
				e = &out.ENPS.Score
			}
			if e == nil {
				if choice < len(out.By) {
					at.share += out.By[choice]
				}
				continue
			}
			weight := float64(out.N) / float64(t.N)
			margin.Low, margin.High = margin.Low+weight*e.Low, margin.High+weight*e.High
			at.mean = &margin
		}
		points = append(points, at)
	}
	return points
}

// followed is the choice whose share is followed where there is no mean: yes, or
// what was chosen most this time. False where nothing can be followed.
func followed(q survey.Question, out survey.QuestionOutcome) (choice int, ok bool) {
	switch q.Kind {
	case survey.YesNo:
		return 0, true
	case survey.One, survey.Several:
		for i, n := range out.By {
			if n > out.By[choice] {
				choice = i
			}
		}
		return choice, len(out.By) > 0
	case survey.Scale, survey.ENPS, survey.Mood:
		return 0, true
	}
	return 0, false
}

// trendBlocks are how the answers changed over the waves of a series.
func (r *result) trendBlocks(d detail) []bot.Block {
	if len(r.waves) < 2 {
		return nil
	}
	var blocks []bot.Block
	for i := range min(len(r.x.spec.Questions), len(r.out.Questions)) {
		q, out := r.x.spec.Questions[i], r.out.Questions[i]
		choice, ok := followed(q, out)
		if !ok {
			continue
		}
		points := trendOf(r.waves, q, i, choice, r.x.spec.Mode == survey.Named, r.p.opt.Rules)
		if len(points) < 2 {
			continue
		}
		var lines []bot.Text
		for _, at := range points[max(0, len(points)-d.waves):] {
			lines = append(lines, at.line(q, labelsOf(q), choice))
		}
		intro := bot.Text(textTrend)
		if len(points) > d.waves {
			intro = textTrendLast.With(bot.Args{"n": bot.Number(d.waves), "all": bot.Number(len(points))})
		}
		if len(r.x.spec.Questions) > 1 {
			intro = textTrendQuestion.With(bot.Args{"n": bot.Number(i + 1), "intro": intro})
		}
		para := bot.Para{Text: intro, Items: lines}
		if !d.list {
			para = bot.Para{Text: spoken(append([]bot.Text{intro}, lines...)...)}
		}
		blocks = append(blocks, para)
		if say := differs(points); say != nil && d.list {
			blocks = append(blocks, bot.Para{Text: say})
		}
	}
	return blocks
}

// line is one point in words: when, what, of how many.
func (at point) line(q survey.Question, labels []bot.Text, choice int) bot.Text {
	when := bot.Text(bot.Date(at.to))
	if !at.from.Equal(at.to) {
		when = textTrendTogether.With(bot.Args{"from": bot.Date(at.from), "to": bot.Date(at.to)})
	}
	var what bot.Text
	if at.mean != nil {
		one := survey.QuestionOutcome{N: at.n, Mean: at.mean}
		if q.Kind == survey.ENPS {
			one = survey.QuestionOutcome{N: at.n, ENPS: &survey.ENPSScore{Score: *at.mean}}
		}
		what = estimate(q, one, at.asked, true)
	} else if choice < len(labels) {
		what = bot.Join(textResultLine.With(bot.Args{"choice": labels[choice], "n": bot.Number(at.share), "all": bot.Number(at.n), "rate": percent(at.share, at.n)}), period)
	}
	return textTrendLine.With(bot.Args{"when": when, "what": what})
}

// differs says whether the last two points of a mean differ by more than chance:
// whether their margins have nothing in common.
func differs(points []point) bot.Text {
	a, b := points[len(points)-2].mean, points[len(points)-1].mean
	switch {
	case a == nil || b == nil:
		return nil
	case cmp.Compare(a.Low, b.High) <= 0 && cmp.Compare(b.Low, a.High) <= 0:
		return textTrendChance
	}
	return textTrendMore
}
