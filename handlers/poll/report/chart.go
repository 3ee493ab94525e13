package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// A picture takes about 1 ms to draw and 50 bytes to send per 30 characters. With
// more than fullPicture it is crowded: questions get two lines, labels one, and
// of all questions together the crowdedBars longest bars are drawn. What is left
// out is counted in words, and is all in the alternative text.
const (
	fullPicture = 2800
	crowdedBars = 30
)

// Chart draws the results of a poll as a PNG of 800 pixels wide; alt says the
// same in words, with all numbers. It is nil when there is nothing to draw. The
// same poll gives the same bytes.
func (p Poll) Chart(l bot.Lang) (png []byte, alt bot.Text, err error) {
	if !p.hasPicture() {
		return nil, nil, nil
	}
	d := newDrawing(l)
	d.crowded = p.crowded(l)
	for i := range p.Spec.Questions {
		if i > 0 {
			d.rule()
		}
		p.drawQuestion(d, i)
	}
	p.drawFoot(d)
	png, err = d.png()
	return png, p.alt(), err
}

// hasPicture tells whether there is anything in a result that can be drawn.
func (p Poll) hasPicture() bool {
	if p.Outcome.Withheld != "" {
		return false
	}
	for i, q := range p.Spec.Questions {
		if q.Kind != survey.Open && p.outcome(i).Withheld == "" {
			return true
		}
	}
	return false
}

func (p Poll) drawQuestion(d *drawing, i int) {
	q, o := p.Spec.Questions[i], p.outcome(i)
	title := legible(d.say(q.Title()), d.lang)
	if title == "" {
		title = d.say(textNoQuestion.With(bot.Args{"n": bot.Number(i + 1)}))
	}
	if p.several() {
		title = fmt.Sprintf("%d. %s", i+1, title)
	}
	d.lines(d.atMost(2, d.wrap(title, titleSize, true, chartWidth-2*margin), titleSize, true), titleSize, true, ink)
	d.y += 12
	switch {
	case o.Withheld != "":
		d.paragraph(sentence(d.say(p.why(o.Withheld))), labelSize, false, ink)
		return
	case q.Kind == survey.Open:
		d.paragraph(d.say(textChartTexts), labelSize, false, ink)
		return
	case o.Unanimous:
		all := choicesOf(q, o)
		d.paragraph(d.say(majority(q).With(bot.Args{"choice": bot.Plain(d.label(all, o.Choice))})), labelSize, false, ink)
		return
	}
	p.drawBars(d, q, o)
	if m := o.Mean; m != nil {
		d.y += 6
		d.paragraph(d.say(textChartMean.With(bot.Args{"value": decimal(m.Value), "low": decimal(m.Low), "high": decimal(m.High)})), labelSize, true, ink)
	}
	if q.Kind == survey.Several {
		d.paragraph(d.say(textChartMany), smallSize, false, quiet)
	}
	if len(o.Ranking) > 0 {
		d.paragraph(d.say(textChartRank), smallSize, false, quiet)
	}
	if p.several() {
		d.paragraph(d.say(textChartN.With(bot.Args{"n": bot.Number(o.N)})), smallSize, false, quiet)
	}
}

// majority says what nearly everybody did; an option of a ranking can have been
// put last by all.
func majority(q survey.Question) bot.Phrase {
	if q.Kind == survey.Rank {
		return textChartSame
	}
	return textChartMajor
}

// A drawnBar is one line of a chart: its length is a part of the track.
type drawnBar struct {
	label, figure string
	part          float64
}

func (p Poll) drawBars(d *drawing, q survey.Question, o survey.QuestionOutcome) {
	var bars []drawnBar
	all := choicesOf(q, o)
	count := func(n int) string { return d.say(bot.Number(n)) + " (" + d.rate(share{n, o.N}) + ")" }
	part := func(n int) float64 { return float64(n) / float64(max(o.N, 1)) }
	switch {
	case o.ENPS != nil:
		s := o.ENPS
		d.paragraph(d.say(textChartENPS.With(bot.Args{"value": score(s.Score.Value), "low": score(s.Score.Low), "high": score(s.Score.High)})), labelSize, true, ink)
		d.interval(s.Score)
		for _, group := range []struct {
			name bot.Text
			n    int
		}{{textRowPromoters, s.Promoters}, {textRowPassives, s.Passives}, {textRowDetractors, s.Detractors}} {
			bars = append(bars, drawnBar{d.say(group.name), count(group.n), part(group.n)})
		}
	case len(o.Ranking) > 0:
		worst := float64(max(len(all), len(o.Ranking)))
		for i, r := range o.Ranking {
			length := 1.0
			if worst > 1 {
				length = (worst - r.Mean) / (worst - 1)
			}
			bars = append(bars, drawnBar{fmt.Sprintf("%d. %s", i+1, d.label(all, r.Choice)), d.say(decimal(r.Mean)) + " (" + d.say(bot.Number(r.First)) + "×)", length})
		}
	default:
		for i := range all {
			n := 0
			if i < len(o.By) {
				n = o.By[i]
			}
			bars = append(bars, drawnBar{d.label(all, i), count(n), part(n)})
		}
	}
	left := 0
	if most := max(crowdedBars/len(p.Spec.Questions), 3); d.crowded && len(bars) > most {
		left = len(bars) - most
		if len(o.Ranking) == 0 {
			bars = largest(bars, most)
		}
		bars = bars[:most]
	}
	d.bars(bars)
	if left > 0 {
		d.paragraph(d.say(textChartLimited.Count(left, nil)), smallSize, false, quiet)
	}
}

// crowded tells whether there is more to draw than a picture is for.
func (p Poll) crowded(l bot.Lang) bool {
	size := 0
	for i, q := range p.Spec.Questions {
		size += utf8.RuneCountInString(words(q.Title(), l)) + 50
		for _, label := range choicesOf(q, p.outcome(i)) {
			size += utf8.RuneCountInString(words(label, l)) + 10
		}
	}
	return size > fullPicture
}

// largest keeps the longest bars, in their own order.
func largest(bars []drawnBar, n int) []drawnBar {
	order := make([]int, len(bars))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(bars[b].part, bars[a].part) })
	order = order[:n]
	slices.Sort(order)
	var kept []drawnBar
	for _, i := range order {
		kept = append(kept, bars[i])
	}
	return kept
}

func (p Poll) drawFoot(d *drawing) {
	d.rule()
	o := p.Outcome
	d.paragraph(d.say(whoAnswered(o))+".", smallSize, false, quiet)
	if o.Low {
		d.paragraph(d.say(textChartLow), smallSize, true, ink)
	}
	if !p.Closed.IsZero() {
		d.paragraph(d.say(textChartClosed.With(bot.Args{"day": bot.Date(p.Closed)}))+".", smallSize, false, quiet)
	}
}

// sentence makes a sentence of words that are used in a cell as well.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(s[size:], ".") + "."
}
