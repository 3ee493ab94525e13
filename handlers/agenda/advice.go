package agenda

import (
	"context"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

func (a *Agenda) registerAdvice(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "advies", Also: []string{"adviezen", "advice"}, Aside: true, Usage: usageAdvice, Help: helpAdvice}, on(c, a.typedAdvice))
	})
	f.OnPress("agenda.advice", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, err := a.committee(e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		if !a.isSecretary(c, &e.Origin) {
			return bot.Reply{}, errNoItem
		}
		return bot.Reply{Form: adviceForm(c)}, nil
	})
	f.OnSubmit("agenda.advice", a.submitAdvice)
}

func adviceForm(c committee.Committee) *bot.Form {
	return &bot.Form{Action: "agenda.advice", State: c.ID, Title: textAdviceTitle, Submit: textSave, Fields: []bot.Field{
		{Name: "to", Label: textAdviceTo, Help: textAdviceToHelp, Kind: bot.ShortText, Max: 60},
		{Name: "asked", Label: textAskedField, Kind: bot.Choice, Options: []bot.Option{{Label: textAsked, Value: "asked"}, {Label: textUnasked, Value: "unasked"}}, Value: []string{"unasked"}},
		{Name: "text", Label: textAdviceText, Kind: bot.LongText, Max: 1000},
	}}
}

// typedAdvice lists the advice that was given, for who sits in the committee.
func (a *Agenda) typedAdvice(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	m, err := a.adviceList(ctx, c, &cmd.Origin, nil)
	return bot.Reply{Private: m}, err
}

func (a *Agenda) adviceList(ctx context.Context, c committee.Committee, o *bot.Origin, first bot.Text) (*bot.Message, error) {
	var l paper.List
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		v, err := a.viewer(r, c, o)
		if err != nil {
			return err
		}
		if !sits(v) {
			return &bot.Problem{Say: textForMembers.With(bot.Args{"leden": command(c, "leden")})}
		}
		l, err = a.outcomeList(r, c, paper.Advices, o.At)
		return err
	})
	if err != nil {
		return nil, err
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	if len(l.Outcomes) == 0 {
		blocks = append(blocks, bot.Para{Text: textNoAdvice})
	} else {
		t := bot.Table{Caption: textAdviceCaption, Head: []bot.Text{textNr, textKind, textAdviceTo, textWhat, textGivenOn}}
		for _, x := range l.Outcomes[max(0, len(l.Outcomes)-mostLines):] {
			t.Rows = append(t.Rows, []bot.Text{bot.Plain(x.Number), outcomeKind(x), cell(x.To), bot.Plain(clip(x.Text, 120)), bot.Date(x.Meeting)})
		}
		blocks = append(blocks, t)
		if n := len(l.Outcomes) - mostLines; n > 0 {
			blocks = append(blocks, bot.Note{Text: textMoreLines.Count(n, nil)})
		}
	}
	if a.isSecretary(c, o) {
		blocks = append(blocks, bot.Buttons{{Label: textAddAdvice, Action: "agenda.advice", Value: c.ID}})
	}
	return &bot.Message{Blocks: blocks}, nil
}

// submitAdvice records advice that was given outside a meeting.
func (a *Agenda) submitAdvice(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, err := a.committee(s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	if !a.isSecretary(c, &s.Origin) {
		return bot.Reply{}, errNoItem
	}
	o := outcome{Text: strings.TrimSpace(s.Values.Text("text")), To: oneLine(s.Values.Text("to")), Asked: s.Values.Text("asked") == "asked"}
	if wrong := adviceForm(c).Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	var raw store.AgendaOutcome
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) (err error) {
		raw, err = a.addOutcome(tx, c, kindAdvice, o, "", 0, "", s.At)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	m, err := a.adviceList(ctx, c, &s.Origin, textAdviceKept.With(bot.Args{"number": bot.Plain(raw.Number)}))
	return bot.Reply{Private: m}, err
}
