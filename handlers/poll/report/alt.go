package report

import (
	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// alt says what the picture shows, with all numbers, also of choices the
// picture leaves out.
func (p Poll) alt() bot.Text {
	var all []bot.Text
	add := func(t bot.Text) { all = append(all, t) }
	stop := bot.Phrase{NL: ". ", EN: ". "}
	if p.several() {
		add(textAltMany.With(bot.Args{"n": bot.Number(len(p.Spec.Questions))}))
	}
	for i, q := range p.Spec.Questions {
		o := p.outcome(i)
		if p.several() {
			add(textAltQuestion.With(bot.Args{"n": bot.Number(i + 1), "question": q.Title()}))
		} else {
			add(textAltOne.With(bot.Args{"question": q.Title()}))
		}
		labels := choicesOf(q, o)
		switch {
		case o.Withheld != "":
			add(textChartWhy.With(bot.Args{"why": p.why(o.Withheld)}))
			add(stop)
			continue
		case q.Kind == survey.Open:
			add(textChartTexts)
			add(bot.Plain(" "))
			continue
		case o.Unanimous:
			add(majority(q).With(bot.Args{"choice": choice(labels, o.Choice)}))
			add(stop)
			continue
		}
		add(p.altChoices(o, labels))
		add(stop)
		if m := o.Mean; m != nil {
			add(textChartMean.With(bot.Args{"value": decimal(m.Value), "low": decimal(m.Low), "high": decimal(m.High)}))
			add(stop)
		}
		if s := o.ENPS; s != nil {
			add(textAltENPS.With(bot.Args{
				"value": score(s.Score.Value), "low": score(s.Score.Low), "high": score(s.Score.High),
				"promoters": bot.Number(s.Promoters), "passives": bot.Number(s.Passives), "detractors": bot.Number(s.Detractors),
			}))
		}
		if q.Kind == survey.Several {
			add(textChartMany)
			add(bot.Plain(" "))
		}
		if p.several() {
			add(textAltN.Count(o.N, nil))
		}
	}
	o := p.Outcome
	add(whoAnswered(o))
	add(bot.Phrase{NL: ".", EN: "."})
	if o.Low {
		add(bot.Plain(" "))
		add(textChartLow)
	}
	return bot.Join(all...)
}

// altChoices lists the choices with their numbers.
func (p Poll) altChoices(o survey.QuestionOutcome, labels []bot.Text) bot.Text {
	var all []bot.Text
	for i, r := range o.Ranking {
		all = append(all, textAltRank.With(bot.Args{"place": bot.Number(i + 1), "choice": choice(labels, r.Choice), "mean": decimal(r.Mean), "n": bot.Number(r.First)}))
	}
	if len(o.Ranking) == 0 {
		for i, label := range labels {
			n := 0
			if i < len(o.By) {
				n = o.By[i]
			}
			all = append(all, textAltChoice.With(bot.Args{"choice": label, "n": bot.Number(n), "rate": share{n, o.N}}))
		}
	}
	var joined []bot.Text
	for i, t := range all {
		if i > 0 {
			joined = append(joined, bot.Phrase{NL: "; ", EN: "; "})
		}
		joined = append(joined, t)
	}
	return bot.Join(joined...)
}

// whoAnswered is how many people answered. It can be more than were asked: who
// came into a channel later may answer too.
func whoAnswered(o survey.Outcome) bot.Text {
	args := bot.Args{"answered": bot.Number(o.Answered), "asked": bot.Number(o.Asked), "rate": share{o.Answered, o.Asked}}
	if o.Answered > o.Asked {
		return textChartMore.With(args)
	}
	return textChartOf.Count(o.Answered, args)
}
