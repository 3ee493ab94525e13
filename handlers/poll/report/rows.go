package report

import (
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// What is in a cell of a table.
type (
	text    string    // words: ours, or what a person typed
	whole   int       // people, numbers of questions
	fine    float64   // a mean, a score
	percent float64   // 0.25 is a quarter
	day     time.Time // a date
)

// A cell is one of the types above; nil is an empty cell.
type cell any

// A table is the long form of a result: one row per choice, mean or reach, with
// everything needed to read that row alone, so that it can be filtered and
// counted. Every row has a cell for every column, and columns are always the
// same; only a poll with names has one for the name.
type table struct {
	lang  bot.Lang
	named bool
	rows  []row
}

// A row is one line of the table, before it is put in columns.
type row struct {
	channel              cell // one of a split result or of the reach, or all of them
	number, question     cell
	kind, name, what     cell // name only with names: whose answer it is
	choiceNo, choice     cell
	value, low, high     cell // what the choice stands for; or a mean or score with its 95 % interval
	people, percent, n   cell // who gave it, of those who answered this question, who are n
	answered, asked, all cell // of the poll, or of the channel; all is the response
	note                 cell
}

// A column of the table; its width is for a sheet, in characters.
type column struct {
	head  bot.Phrase
	width float64
	of    func(row) cell
}

// columns of the table. The first three say the same in every row, for files
// that are put together with others.
func (p Poll) columns() []column {
	opened, closed := date(p.Opened), date(p.Closed)
	all := []column{
		{textColPoll, 10, func(row) cell { return text(p.ID) }},
		{textColOpened, 11, func(row) cell { return opened }},
		{textColClosed, 11, func(row) cell { return closed }},
		{textColChannel, 18, func(r row) cell { return r.channel }},
		{textColNumber, 9, func(r row) cell { return r.number }},
		{textColQuestion, 44, func(r row) cell { return r.question }},
		{textColKind, 13, func(r row) cell { return r.kind }},
	}
	if p.withNames() {
		all = append(all, column{textColName, 24, func(r row) cell { return r.name }})
	}
	return append(all,
		column{textColRow, 22, func(r row) cell { return r.what }},
		column{textColChoiceNo, 9, func(r row) cell { return r.choiceNo }},
		column{textColChoice, 40, func(r row) cell { return r.choice }},
		column{textColValue, 9, func(r row) cell { return r.value }},
		column{textColLow, 9, func(r row) cell { return r.low }},
		column{textColHigh, 9, func(r row) cell { return r.high }},
		column{textColPeople, 12, func(r row) cell { return r.people }},
		column{textColPercent, 10, func(r row) cell { return r.percent }},
		column{textColN, 14, func(r row) cell { return r.n }},
		column{textColAnswered, 12, func(r row) cell { return r.answered }},
		column{textColAsked, 10, func(r row) cell { return r.asked }},
		column{textColRate, 11, func(r row) cell { return r.all }},
		column{textColNote, 44, func(r row) cell { return r.note }},
	)
}

func (t *table) say(x bot.Text) cell { return text(words(x, t.lang)) }

func (t *table) add(r row) { t.rows = append(t.rows, r) }

// tableOf makes the whole table of a poll.
func (p Poll) tableOf(l bot.Lang) *table {
	t := &table{lang: l, named: p.withNames()}
	p.addResults(t)
	p.addReach(t)
	p.addPeople(t)
	return t
}

func (p Poll) addResults(t *table) {
	all := row{channel: t.say(textAllChannels), asked: whole(p.Outcome.Asked)}
	all.answered, all.all = p.took(t)
	if p.Outcome.Low {
		all.note = t.say(textLow)
	}
	p.addQuestions(t, all, p.Outcome.Questions, p.Outcome.Withheld, p.Texts)
	for _, part := range p.Outcome.Parts {
		p.addQuestions(t, row{
			channel:  text("#" + part.Place.Name),
			answered: whole(part.Answered), asked: whole(part.Asked), all: rate(part.Answered, part.Asked),
		}, part.Questions, "", nil)
	}
	if n := p.Outcome.Hidden; n > 0 {
		t.add(row{what: t.say(textRowWithheld), note: t.say(textHidden.Count(n, nil))})
	}
}

func (p Poll) addReach(t *table) {
	for _, r := range p.Reach {
		x := row{channel: text("#" + r.Place.Name), what: t.say(textRowReach), asked: whole(r.Asked)}
		x.answered, x.all = whole(r.Answered), rate(r.Answered, r.Asked)
		if r.Hidden {
			x.answered, x.all = t.say(textHiddenHere), t.say(textHiddenHere)
		}
		t.add(x)
	}
}

// took is how many people answered, and how large a part; words where that is
// not told.
func (p Poll) took(t *table) (answered, part cell) {
	switch why := p.Outcome.Withheld; why {
	case "", survey.NoAnswers:
		return whole(p.Outcome.Answered), rate(p.Outcome.Answered, p.Outcome.Asked)
	default:
		return t.say(p.why(why)), t.say(p.why(why))
	}
}

func rate(n, of int) cell {
	if of <= 0 {
		return nil
	}
	return percent(float64(n) / float64(of))
}

func date(t time.Time) cell {
	if t.IsZero() {
		return nil
	}
	return day(t)
}

// addQuestions adds the rows of all questions, of everybody or of one part.
func (p Poll) addQuestions(t *table, of row, outcomes []survey.QuestionOutcome, why survey.Reason, texts [][]string) {
	for i, q := range p.Spec.Questions {
		r := of
		r.number, r.question, r.kind = whole(i+1), t.say(q.Title()), t.say(kindText(q.Kind))
		o := questionOf(outcomes, i, why)
		if o.Withheld != "" {
			word := t.say(p.why(o.Withheld))
			r.what, r.people, r.percent, r.n = t.say(textRowWithheld), word, word, word
			if o.Withheld == survey.NoAnswers {
				r.n = whole(0)
			}
			t.add(r)
			continue
		}
		r.n = whole(o.N)
		p.addOutcome(t, r, q, o)
		if q.Kind != survey.Open {
			continue
		}
		shown := 0
		if i < len(texts) {
			for _, answer := range texts[i] {
				x := r
				x.what, x.choice = t.say(textRowText), text(answer)
				t.add(x)
				shown++
			}
		}
		if shown == 0 && !t.named {
			r.what, r.choice = t.say(textRowText), t.say(textOpenNote)
			if !o.Texts {
				r.choice = t.say(p.fewTexts())
			}
			t.add(r)
		}
	}
}

func (p Poll) addOutcome(t *table, r row, q survey.Question, o survey.QuestionOutcome) {
	all := choicesOf(q, o)
	for _, place := range o.Ranking {
		x := r
		x.what, x.choiceNo, x.choice = t.say(textRowRank), whole(place.Choice+1), t.say(choice(all, place.Choice))
		x.value, x.people, x.percent, x.note = fine(place.Mean), whole(place.First), rate(place.First, o.N), t.say(textRankNote)
		t.add(x)
	}
	if len(o.Ranking) > 0 {
		return
	}
	for i, label := range all {
		x := r
		x.what, x.choiceNo, x.choice = t.say(textRowChoice), whole(i+1), t.say(label)
		if v, ok := q.Value(i); ok {
			x.value = whole(v)
		}
		switch {
		case o.Unanimous && i == o.Choice:
			x.people, x.percent = t.say(textMajority), t.say(textMajority)
		case o.Unanimous:
			x.people, x.percent = t.say(textOthers), t.say(textOthers)
		case i < len(o.By):
			x.people, x.percent = whole(o.By[i]), rate(o.By[i], o.N)
		default:
			x.people, x.percent = t.say(textNotShown), t.say(textNotShown)
		}
		t.add(x)
	}
	if m := o.Mean; m != nil {
		r.what, r.value, r.low, r.high = t.say(textRowMean), fine(m.Value), fine(m.Low), fine(m.High)
		t.add(r)
	}
	if s := o.ENPS; s != nil {
		x := r
		x.what, x.value, x.low, x.high = t.say(textRowENPS), fine(s.Score.Value), fine(s.Score.Low), fine(s.Score.High)
		t.add(x)
		for _, group := range []struct {
			what bot.Text
			n    int
		}{{textRowPromoters, s.Promoters}, {textRowPassives, s.Passives}, {textRowDetractors, s.Detractors}} {
			x := r
			x.what, x.people, x.percent = t.say(group.what), whole(group.n), rate(group.n, o.N)
			t.add(x)
		}
	}
}

// addPeople adds who answered what. A question somebody did not answer is a row
// with an empty choice; several choices are several rows.
func (p Poll) addPeople(t *table) {
	if !t.named {
		return
	}
	kinds, choices, whats := make([]cell, len(p.Spec.Questions)), make([][]cell, len(p.Spec.Questions)), t.say(textRowPerson)
	for i, q := range p.Spec.Questions {
		kinds[i] = t.say(kindText(q.Kind))
		for _, label := range choicesOf(q, p.outcome(i)) {
			choices[i] = append(choices[i], t.say(label))
		}
	}
	note := t.say(textPlaceNote)
	for _, who := range p.Named {
		for i, q := range p.Spec.Questions {
			r := row{number: whole(i + 1), question: t.say(q.Title()), kind: kinds[i], name: text(who.Name), what: whats}
			a := who.answer(i)
			switch {
			case a == nil:
				t.add(r)
			case q.Kind == survey.Open:
				r.choice = text(a.Text)
				t.add(r)
			default:
				for place, c := range a.Choices {
					x := r
					x.choiceNo = whole(c + 1)
					if c < len(choices[i]) {
						x.choice = choices[i][c]
					}
					if v, ok := q.Value(c); ok {
						x.value = whole(v)
					}
					if q.Kind == survey.Rank {
						x.value, x.note = whole(place+1), note
					}
					t.add(x)
				}
			}
		}
	}
}

func (n Named) answer(i int) *survey.Answer {
	if i < len(n.Answers) {
		return n.Answers[i]
	}
	return nil
}
