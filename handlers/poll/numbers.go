package poll

import (
	"cmp"
	"slices"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// An entry is one line of a list of numbers.
type entry struct {
	choice int // -1: a group of choices
	label  bot.Text
	n      int
}

// linesOf are the numbers of a question, without names: what was chosen most
// stands first, where the choices have no order of their own.
func linesOf(q survey.Question, out survey.QuestionOutcome, d detail) []bot.Text {
	if q.Kind == survey.Rank {
		return rankLines(q, out, d)
	}
	var lines []bot.Text
	for _, e := range entriesOf(q, out) {
		label := e.label
		if d.label > 0 {
			label = shortLabel(label, d.label)
		}
		say := textResultLine
		if !d.list {
			say = textResultShort
		}
		lines = append(lines, say.With(bot.Args{"choice": label, "n": bot.Number(e.n), "all": bot.Number(out.N), "rate": percent(e.n, out.N)}))
	}
	if out.ENPS != nil && len(out.By) > 0 {
		var marks []bot.Text
		for i, n := range out.By {
			marks = append(marks, textResultMark.Count(n, bot.Args{"mark": bot.Number(i)}))
		}
		lines = append(lines, textResultPerMark.With(bot.Args{"marks": joinWith(comma, marks...)}))
	}
	return lines
}

// entriesOf are what there is to count of a question, in the order of the lines.
func entriesOf(q survey.Question, out survey.QuestionOutcome) []entry {
	if e := out.ENPS; e != nil {
		return []entry{
			{-1, textResultPromoters, e.Promoters},
			{-1, textResultPassives, e.Passives},
			{-1, textResultDetractors, e.Detractors},
		}
	}
	labels := labelsOf(q)
	var all []entry
	for i := range min(len(labels), len(out.By)) {
		all = append(all, entry{i, labels[i], out.By[i]})
	}
	if q.Kind == survey.One || q.Kind == survey.Several {
		slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(b.n, a.n) })
	}
	return all
}

func rankLines(q survey.Question, out survey.QuestionOutcome, d detail) []bot.Text {
	labels := labelsOf(q)
	var lines []bot.Text
	for _, at := range out.Ranking {
		if at.Choice < 0 || at.Choice >= len(labels) {
			continue
		}
		label := labels[at.Choice]
		if d.label > 0 {
			label = shortLabel(label, d.label)
		}
		say := textResultRank
		if !d.list {
			say = textResultRanked
		}
		lines = append(lines, say.With(bot.Args{"choice": label, "mean": decimal{at.Mean, 1}, "n": bot.Number(at.First), "all": bot.Number(out.N)}))
	}
	return lines
}

// shortLabel cuts what a person typed; words of our own are short.
func shortLabel(label bot.Text, most int) bot.Text {
	if typed, ok := label.(bot.Plain); ok {
		return short(string(typed), most)
	}
	return label
}

// names are who chose what, per line of linesOf; of a ranking, who put it first.
func (r *result) names(i int, q survey.Question, out survey.QuestionOutcome) [][]string {
	if len(r.rep.Named) == 0 || q.Kind == survey.Open {
		return nil
	}
	by := make([][]string, q.Choices())
	for _, who := range r.rep.Named {
		if i >= len(who.Answers) || who.Answers[i] == nil {
			continue
		}
		for place, c := range who.Answers[i].Choices {
			if c >= 0 && c < len(by) && (q.Kind != survey.Rank || place == 0) {
				by[c] = append(by[c], who.Name)
			}
		}
	}
	var all [][]string
	switch {
	case out.ENPS != nil && len(by) == 11:
		return [][]string{slices.Concat(by[9:]...), slices.Concat(by[7:9]...), slices.Concat(by[:7]...)}
	case q.Kind == survey.Rank:
		for _, at := range out.Ranking {
			all = append(all, by[at.Choice])
		}
		return all
	}
	for _, e := range entriesOf(q, out) {
		all = append(all, by[e.choice])
	}
	return all
}

// namesOf is a list of names of at most so many.
func namesOf(names []string, most int) bot.Text {
	var all []bot.Text
	for _, n := range names[:min(len(names), most)] {
		all = append(all, bot.Plain(n))
	}
	if len(names) > most {
		return bot.Join(joinWith(comma, all...), space, textMoreNames.With(bot.Args{"n": bot.Number(len(names) - most)}))
	}
	return bot.List(all...)
}

// openAnswers are what people wrote themselves, after the look of a colleague.
func (r *result) openAnswers(i int, d detail) []bot.Block {
	q, out := r.x.spec.Questions[i], r.out.Questions[i]
	if q.Kind != survey.Open || out.Withheld != "" || out.N == 0 {
		return nil
	}
	var all []bot.Text
	cut := false
	add := func(name, words string) {
		if len(all) == d.texts {
			return
		}
		text := short(words, d.cut)
		cut = cut || text.In(r.lang, bot.Literal) != strings.Join(strings.Fields(words), " ")
		if name != "" {
			text = textOpenOf.With(bot.Args{"name": bot.Plain(name), "words": text})
		}
		all = append(all, text)
	}
	total, intro := 0, textOpenAnswers
	if r.x.spec.Mode == survey.Named {
		intro = textOpenNamed
		for _, who := range r.rep.Named {
			if i < len(who.Answers) && who.Answers[i] != nil {
				total++
				add(who.Name, who.Answers[i].Text)
			}
		}
		if total == 0 {
			return nil // the receipt says that they were erased
		}
	} else {
		switch {
		case !out.Texts:
			return []bot.Block{bot.Para{Text: textOpenFew.With(bot.Args{"n": bot.Number(r.p.opt.Rules.MinTexts())})}}
		case !r.x.extra.Reviewed:
			return []bot.Block{bot.Para{Text: textOpenWaiting}}
		}
		if i < len(r.rep.Texts) {
			total = len(r.rep.Texts[i])
			for _, words := range r.rep.Texts[i] {
				add("", words)
			}
		}
		if total == 0 {
			return []bot.Block{bot.Para{Text: textOpenNone}}
		}
	}
	var blocks []bot.Block
	if len(all) > 0 {
		blocks = append(blocks, bot.Para{Text: intro, Items: all})
	}
	command := bot.Args{"command": r.p.exportCommand(r.x)}
	switch {
	case total > len(all):
		blocks = append(blocks, bot.Note{Text: textOpenMore.Count(total-len(all), command)})
	case cut:
		blocks = append(blocks, bot.Note{Text: textOpenCut.With(command)})
	}
	return blocks
}

// parts are the result per channel, where it was asked for and is safe.
func (r *result) parts(d detail) []bot.Block {
	var blocks []bot.Block
	if !d.parts && len(r.out.Parts) > 0 {
		blocks = append(blocks, bot.Note{Text: textPartsElsewhere.Count(len(r.out.Parts), bot.Args{"command": r.p.exportCommand(r.x)})})
	}
	if d.parts {
		for _, part := range r.out.Parts {
			blocks = append(blocks, r.part(part, d))
		}
	}
	if r.out.Hidden > 0 {
		blocks = append(blocks, bot.Note{Text: textPartsSmall.Count(r.out.Hidden, nil)})
	}
	return blocks
}

func (r *result) part(part survey.PartOutcome, d detail) bot.Block {
	para := bot.Para{Text: bot.Join(bot.Bold(textPart.With(bot.Args{"channel": channelText(part.Place.Name)})), space,
		participation(survey.Outcome{Asked: part.Asked, Answered: part.Answered}))}
	several := len(r.x.spec.Questions) > 1
	for i := range min(len(r.x.spec.Questions), len(part.Questions)) {
		q, out := r.x.spec.Questions[i], part.Questions[i]
		number := estimate(q, out, part.Asked, out.N != part.Answered)
		if out.Withheld != "" || out.Unanimous || out.N == 0 {
			number = finding(q, out, r.p.opt.Rules, false)
		}
		lines := linesOf(q, out, detail{list: d.list && !several, label: d.label})
		if out.Withheld != "" || out.Unanimous || out.N == 0 {
			lines = nil
		}
		if several || !d.list {
			var all bot.Text
			if len(lines) > 0 {
				all = bot.Join(joinWith(comma, lines...), period)
			}
			if said := spoken(number, all); said != nil {
				if several {
					said = textResultQuestion.With(bot.Args{"n": bot.Number(i + 1), "question": said})
				}
				para.Items = append(para.Items, said)
			}
			continue
		}
		if number != nil {
			para.Text = spoken(para.Text, number)
		}
		para.Items = append(para.Items, lines...)
	}
	return para
}
