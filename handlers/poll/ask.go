package poll

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// maxButton is how many characters the label of a button has; see bot.Button.
const maxButton = 40

// byMenu tells whether choosing is answering: one question that takes one
// choice, and an answer that can be changed. A menu fires on choosing, so what
// is final is answered in a form.
func (x *poll) byMenu() bool {
	return x.spec.Mode != survey.Final && len(x.spec.Questions) == 1 && one(x.spec.Questions[0].Kind)
}

// one tells whether a question takes one choice.
func one(k survey.Kind) bool {
	switch k {
	case survey.YesNo, survey.One, survey.Scale, survey.ENPS, survey.Mood:
		return true
	}
	return false
}

// byButtons tells whether every choice has a button of its own: few and short
// ones, of a poll with names.
func (x *poll) byButtons() bool {
	if !x.byMenu() || x.spec.Mode != survey.Named {
		return false
	}
	labels := x.spec.Questions[0].Labels()
	if len(labels) > bot.MaxButtons {
		return false
	}
	for _, l := range labels {
		for _, lang := range []bot.Lang{bot.NL, bot.EN} {
			if utf8.RuneCountInString(l.In(lang, bot.Literal)) > maxButton {
				return false
			}
		}
	}
	return true
}

// answerBlock is what an open poll is answered with.
func (x *poll) answerBlock() bot.Block {
	switch {
	case x.byButtons():
		var row bot.Buttons
		for i, l := range x.spec.Questions[0].Labels() {
			row = append(row, bot.Button{Label: l, Hint: textGiveHint.With(bot.Args{"answer": l, "question": bot.Plain(x.title())}),
				Action: "poll.named", Value: x.ID + " " + strconv.Itoa(i)})
		}
		return row
	case x.byMenu():
		return x.menu()
	}
	return bot.Buttons{x.askButton("poll.ask")}
}

// menu is the choices of a poll with one question.
func (x *poll) menu() bot.Menu {
	m := bot.Menu{Label: textPick.With(bot.Args{"question": short(x.title(), 60)}), Action: "poll.pick", Value: x.ID}
	for i, l := range x.spec.Questions[0].Labels() {
		m.Options = append(m.Options, bot.Option{Label: l, Value: strconv.Itoa(i)})
	}
	return m
}

// askButton opens the form. Its label says which poll: a screen reader can
// list the buttons of a channel.
func (x *poll) askButton(action string) bot.Button {
	const before = len("Beantwoord: ")
	b := bot.Button{
		Label:  textAnswer.With(bot.Args{"question": short(x.title(), maxButton-before)}),
		Action: action, Value: x.ID, Style: bot.Primary,
	}
	if utf8.RuneCountInString(x.title()) > maxButton-before {
		b.Hint = textAnswer.With(bot.Args{"question": bot.Plain(x.title())})
	}
	return b
}

// short is the beginning of what somebody typed, in at most n characters.
func short(s string, n int) bot.Text {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return bot.Plain(s)
	}
	cut := string([]rune(s)[:n-1])
	if space := strings.LastIndexByte(cut, ' '); space > n/2 {
		cut = cut[:space]
	}
	return bot.Plain(strings.TrimRight(cut, " ,.;:") + "…")
}

// form asks everything at once. Where answers can be changed it is filled with
// what was answered before.
func (x *poll) form(before map[int]survey.Answer) *bot.Form {
	f := &bot.Form{Action: "poll.answer", State: x.ID, Title: textFormTitle, Submit: textFormSubmit}
	several := len(x.spec.Questions) > 1
	first := bot.Text(bot.Plain(x.title()))
	if several {
		first = textSeriesForm.With(bot.Args{"n": bot.Number(len(x.spec.Questions))})
	}
	f.Intro = bot.Join(first, bot.Phrase{NL: " ", EN: " "}, modeShort(x.spec.Mode))
	for i, q := range x.spec.Questions {
		label := bot.Text(textFieldOne)
		if several {
			label = textFieldOf.With(bot.Args{"n": bot.Number(i + 1)})
		}
		f.Fields = append(f.Fields, fields(q, i, label, before[i], several)...)
	}
	return f
}

func joinWith(sep bot.Text, parts ...bot.Text) bot.Text {
	var all []bot.Text
	for i, t := range parts {
		if i > 0 {
			all = append(all, sep)
		}
		all = append(all, t)
	}
	return bot.Join(all...)
}

func fieldName(question, place int) string { return fmt.Sprintf("q%dp%d", question, place) }

// fields are how one question is asked in a form; a ranking takes one per place.
func fields(q survey.Question, i int, label bot.Text, a survey.Answer, several bool) []bot.Field {
	var help bot.Text
	if several {
		help = short(q.Text, 150)
	}
	options := func() (all []bot.Option) {
		for n, l := range q.Labels() {
			all = append(all, bot.Option{Label: l, Value: strconv.Itoa(n)})
		}
		return all
	}
	values := func(choices []int) (all []string) {
		for _, n := range choices {
			all = append(all, strconv.Itoa(n))
		}
		return all
	}
	switch q.Kind {
	case survey.Open:
		f := bot.Field{Name: fieldName(i, 0), Label: label, Help: help, Kind: bot.LongText, Max: survey.MaxOpenAnswer, Optional: several}
		if a.Text != "" {
			f.Value = []string{a.Text}
		}
		return []bot.Field{f}
	case survey.Several:
		most := q.Max
		if most == 0 || most > len(q.Options) {
			most = len(q.Options)
		}
		if help == nil {
			help = textAtMost.With(bot.Args{"max": bot.Number(most)})
		}
		return []bot.Field{{Name: fieldName(i, 0), Label: label, Help: help, Kind: bot.Choices, Options: options(), Value: values(a.Choices), Min: 1, Max: most}}
	case survey.Rank:
		var all []bot.Field
		for place := range q.Options {
			f := bot.Field{Name: fieldName(i, place), Label: textPlace.With(bot.Args{"n": bot.Number(place + 1)}), Help: help, Kind: bot.Choice, Options: options()}
			if several {
				f.Label = textPlaceOf.With(bot.Args{"q": bot.Number(i + 1), "n": bot.Number(place + 1)})
			}
			if place < len(a.Choices) {
				f.Value = []string{strconv.Itoa(a.Choices[place])}
			}
			all = append(all, f)
		}
		return all
	}
	return []bot.Field{{Name: fieldName(i, 0), Label: label, Help: help, Kind: bot.Choice, Options: options(), Value: values(a.Choices)}}
}

// read reads a form; wrong says per field what to change.
func (x *poll) read(v bot.Values) (answers map[int]survey.Answer, wrong bot.FieldErrors) {
	f := x.form(nil)
	if wrong = f.Check(v); len(wrong) > 0 {
		return nil, wrong
	}
	wrong = bot.FieldErrors{}
	answers = map[int]survey.Answer{}
	for i, q := range x.spec.Questions {
		var a survey.Answer
		switch q.Kind {
		case survey.Open:
			a.Text = strings.TrimSpace(v.Text(fieldName(i, 0)))
			if a.Text == "" {
				continue
			}
		case survey.Rank:
			taken := map[int]int{}
			for place := range q.Options {
				n, _ := strconv.Atoi(v.Text(fieldName(i, place)))
				if first, twice := taken[n]; twice {
					wrong[fieldName(i, place)] = textTwice.With(bot.Args{"n": bot.Number(first + 1)})
				}
				taken[n] = place
				a.Choices = append(a.Choices, n)
			}
		default:
			for _, s := range v.All(fieldName(i, 0)) {
				n, err := strconv.Atoi(s)
				if err != nil {
					wrong[fieldName(i, 0)] = textChoiceGone
				}
				a.Choices = append(a.Choices, n)
			}
		}
		if len(wrong) > 0 {
			continue
		}
		if t := q.Wrong(a); t != nil {
			wrong[fieldName(i, 0)] = t
			continue
		}
		answers[i] = a
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return answers, nil
}

// sayAnswer is an answer in words.
func sayAnswer(q survey.Question, a survey.Answer) bot.Text {
	if q.Kind == survey.Open {
		return bot.Plain(a.Text)
	}
	labels := q.Labels()
	var said []bot.Text
	for _, n := range a.Choices {
		if n >= 0 && n < len(labels) {
			said = append(said, labels[n])
		}
	}
	if q.Kind == survey.Rank {
		for i := range said {
			said[i] = bot.Join(bot.Number(i+1), bot.Phrase{NL: ". ", EN: ". "}, said[i])
		}
		return joinWith(bot.Phrase{NL: ", ", EN: ", "}, said...)
	}
	return bot.List(said...)
}

// until says until when an answer can be changed, as somebody would: a time
// for today, else the day as well.
func (p *Poll) until(x *poll, o *bot.Origin) bot.Text {
	return untilWords(x.Closes.In(p.opt.Zone), o.At)
}

func untilWords(end, now time.Time) bot.Text {
	now = now.In(end.Location())
	if end.Year() == now.Year() && end.YearDay() == now.YearDay() {
		return clock{end}
	}
	return bot.Moment(end)
}

// clock is a time of day: "17.00 uur", "17:00".
type clock struct{ time.Time }

func (c clock) In(l bot.Lang, e bot.Escaper) string {
	if l == bot.EN {
		return e.Ours(c.Format("15:04"))
	}
	return e.Ours(strconv.Itoa(c.Hour()) + c.Format(".04") + " uur")
}

// channelText is the name of a channel as people write it.
func channelText(name string) bot.Text { return bot.Plain("#" + name) }
