package agenda

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// mostInField is the most of a text that fits in a field: more than may be sent,
// so that who typed too much can shorten it there.
const mostInField = 3000

// mostShort is the most that fits in a field of one line.
const mostShort = 150

// draftForm is the form of a draft, filled with what it holds. doubts are what
// was not understood of what somebody typed.
func (a *Agenda) draftForm(c committee.Committee, x *item.Item, doubts []bot.Text) *bot.Form {
	f := &bot.Form{Action: "agenda.draft", State: stateOf(x), Submit: formSend}
	topic := bot.Field{Name: "topic", Label: formTopic, Help: formTopicHelp, Max: mostShort}
	ask := bot.Field{Name: "ask", Label: short(formAsk.With(bot.Args{"c": abbr(c)}), formAskShort), Help: formAskHelp, Kind: bot.LongText, Max: mostInField}
	if f.Title = short(formTitleTopic.With(bot.Args{"c": abbr(c)}), formTitleTopicShort); x.Kind == item.Question {
		f.Title = short(formTitleQuestion.With(bot.Args{"c": abbr(c)}), formTitleQuestionShort)
		topic.Optional, topic.Help = true, formTopicOfQuestion
	}
	if len(doubts) > 0 {
		var parts []bot.Text
		for i, d := range doubts {
			if i > 0 {
				parts = append(parts, space)
			}
			parts = append(parts, d)
		}
		f.Intro = bot.Join(parts...)
	}
	typed := withMinutes(x)
	if x.Kind == item.Question && x.Topic == x.Ask {
		typed = "" // it is said once
	}
	if utf8.RuneCountInString(typed) > mostShort {
		topic.Kind, topic.Max = bot.LongText, mostInField
	}
	topic.Value, ask.Value = filled(typed), filled(x.Ask)
	f.Fields = []bot.Field{topic, ask,
		{Name: "explain", Label: formExplain, Help: formExplainHelp, Kind: bot.LongText, Optional: true, Max: mostInField, Value: filled(x.Explain)}}
	return f
}

// short is a label, or another one where the first is too long for a form.
func short(t bot.Text, other bot.Phrase) bot.Text {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		if utf8.RuneCountInString(t.In(l, bot.Literal)) > 24 {
			return other
		}
	}
	return t
}

var space = bot.Phrase{NL: " ", EN: " "}

func filled(s string) []string {
	if s == "" {
		return nil
	}
	return []string{firstRunes(s, mostInField)}
}

// firstRunes is the beginning of a text, at most so many characters of it.
func firstRunes(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// brief is a text as it is shown in a list: one line, the first 60 characters.
func brief(s string) bot.Text {
	return bot.Plain(clip(s, 60))
}

// readDraft takes what was filled in for a draft, and says what is wrong with it.
func (a *Agenda) readDraft(c committee.Committee, v bot.Values, x *item.Item) bot.FieldErrors {
	errs := a.draftForm(c, x, nil).Check(v)
	x.Topic, x.Minutes = strings.Join(strings.Fields(v.Text("topic")), " "), 0
	if x.Kind == item.Topic {
		x.Topic, x.Minutes = cutMinutes(x.Topic)
	}
	x.Ask, x.Explain = strings.TrimSpace(v.Text("ask")), strings.TrimSpace(v.Text("explain"))
	if x.Kind == item.Question && x.Topic == "" && utf8.RuneCountInString(x.Ask) <= item.MostTopic {
		x.Topic = strings.Join(strings.Fields(x.Ask), " ")
	}
	wrong := draftFaults(x)
	for field, t := range errs {
		if wrong[field] == nil || strings.TrimSpace(v.Text(field)) == "" {
			wrong[field] = t // what is empty is said as everywhere
		}
	}
	return wrong
}

// draftFaults says what is wrong with a draft, by the field of its form.
func draftFaults(x *item.Item) bot.FieldErrors {
	errs := bot.FieldErrors{}
	long := func(field, s string, most int) {
		if n := utf8.RuneCountInString(s); n > most {
			errs[field] = formTooLong.With(bot.Args{"n": bot.Number(n), "max": bot.Number(most)})
		}
	}
	switch {
	case x.Topic == "" && x.Kind == item.Question && x.Ask != "":
		errs["topic"] = formSumUp.With(bot.Args{"max": bot.Number(item.MostTopic)})
	case x.Topic == "" && x.Kind != item.Question:
		errs["topic"] = formNeedTopic
	case x.Topic != "" && !hasWords(x.Topic):
		errs["topic"] = formNoWords
	}
	switch {
	case x.Ask == "":
		errs["ask"] = formNeedAsk
	case !hasWords(x.Ask):
		errs["ask"] = formNoWords
	}
	if _, n, typed := findMinutes(x.Topic); typed != "" && n == 0 && x.Kind == item.Topic {
		errs["topic"] = lineMinutes.With(bot.Args{"typed": bot.Plain(typed), "max": bot.Number(item.MostMinutes)})
	}
	long("topic", x.Topic, item.MostTopic)
	long("ask", x.Ask, item.MostAsk)
	long("explain", x.Explain, item.MostExplain)
	return errs
}

// hasWords tells whether a text has a letter or a digit: only signs or emoji say
// nothing on an agenda.
func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// submitDraft takes the form: what is wrong with it keeps it open, and else it
// is sent, or asked what is still needed.
func (a *Agenda) submitDraft(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	o := &s.Origin
	state, ok := parseDraftState(s.State)
	if !ok {
		return bot.Reply{}, errNoItem
	}
	c, err := a.committee(state.committee)
	if err != nil {
		return bot.Reply{}, err
	}
	if err := a.mayBring(ctx, c, o, s.Values.Text("topic")+"\n"+s.Values.Text("ask")+"\n"+s.Values.Text("explain")); err != nil {
		return bot.Reply{}, err
	}
	x := newDraft(c, o, state.kind)
	if state.id > 0 {
		var was *item.Item
		err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { was, err = a.own(r, o, state.id); return err })
		var gone *bot.Problem
		switch {
		case errors.As(err, &gone):
			// It was thrown away: what is in the form is a draft of its own.
		case err != nil:
			return bot.Reply{}, err
		case was.Committee != c.ID:
			return bot.Reply{}, errNoItem
		default:
			x = was
		}
	}
	was := *x
	wrong := a.readDraft(c, s.Values, x)
	same := was.Topic == x.Topic && was.Ask == x.Ask && was.Explain == x.Explain
	switch {
	case x.State != item.Draft && same:
		return bot.Reply{Private: a.twinMessage(c, &was)}, nil
	case x.State != item.Draft:
		return bot.Reply{Private: bot.Say(append([]bot.Block{bot.Para{Text: bringSentOther.With(bot.Args{"number": bot.Plain(was.Number)})}}, a.words(c, x)...)...)}, nil
	case x.ID > 0 && x.Rev != state.rev && !same:
		blocks := append([]bot.Block{bot.Para{Text: bringElsewhere}}, a.words(c, &was)...)
		blocks = append(append(blocks, bot.Para{Text: bringFilledIn}), a.words(c, x)...)
		return bot.Reply{Private: bot.Say(append(blocks, draftButtons(&was, bringSend))...)}, nil
	case len(wrong) > 0:
		return bot.Reply{}, wrong
	}
	return a.sendOrAsk(ctx, c, o, x, false)
}
