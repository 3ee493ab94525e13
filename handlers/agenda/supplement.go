package agenda

import (
	"context"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// Who says a turn of the conversation about an item.
const fromHolder = "holder"

// reminderAfter is how many working days somebody has to answer before they are
// reminded, once.
const reminderAfter = 5

// pressAskMore asks a holder what they want to know.
func (a *Agenda) pressAskMore(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, x, err := a.reading(ctx, &e.Origin, idOf(e.Value))
	if err != nil {
		return bot.Reply{}, err
	}
	if err := a.canStill(ctx, x, item.AskMore); err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: askMoreForm(x)}, nil
}

func askMoreForm(x *item.Item) *bot.Form {
	return &bot.Form{Action: "agenda.askmore", State: whereState(x), Title: textAskTitle, Submit: textAskSubmit,
		Intro:  textAskIntro.With(bot.Args{"who": bot.Plain(clip(x.By.Name, 60)), "topic": bot.Plain(clip(x.Topic, 60))}),
		Fields: []bot.Field{{Name: "question", Label: textAskQuestion, Help: textAskHelp, Kind: bot.LongText, Max: item.MostAsk}}}
}

// submitAskMore puts an item aside until who brought it answers. Who does not is
// reminded once.
func (a *Agenda) submitAskMore(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	question, wrong := needed(askMoreForm(&item.Item{}), s.Values, "question")
	if wrong != nil {
		return reply, wrong
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		c, x, err := a.decidingForm(tx, o, s.State, question)
		if err != nil {
			return err
		}
		d := by(o)
		x.Talk = append(x.Talk, item.Remark{At: s.At, By: d.who, From: fromHolder, Text: question})
		m, err := a.act(tx, x, d, item.AskMore, question)
		if err != nil {
			return withTyped(err, question)
		}
		n := notice{What: noticeMore, Committee: c.ID, Item: x.ID, Move: m.ID, To: x.By}
		if err := a.notify(tx, s.At, n); err != nil {
			return err
		}
		again, err := a.opt.Calendar.Shift(a.today(s.At), reminderAfter).At(morning, a.opt.Zone)
		if err != nil {
			return err
		}
		n.What = noticeMoreAgain
		if err := a.notify(tx, again, n); err != nil {
			return err
		}
		args := bot.Args{"who": bot.Plain(x.By.Name), "number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic)}
		reply.Private, err = a.done(tx, c, o, bot.Para{Text: textAskedDone.With(args)})
		return err
	})
	return reply, err
}

// sayMore asks who brought an item for more, and later reminds them. There is
// nothing to say once they answered, or once it was decided without.
func (a *Agenda) sayMore(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State.Over() || len(x.Talk) == 0 {
			return err
		}
		moves, err := store.AgendaMoves(r, x.ID)
		if err != nil {
			return err
		}
		var asked store.AgendaMove
		for _, m := range moves {
			switch {
			case m.ID == n.Move:
				asked = m
			case m.ID > n.Move && (m.Action == string(item.Reply) || m.Action == string(item.AskMore)):
				return nil // it was answered, or there is a newer question
			case m.ID > n.Move && m.Action == string(item.Pass) && n.What == noticeMoreAgain:
				return nil // its member went on without
			}
		}
		args := bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic), "who": doerOf(asked)}
		say := textMore
		switch {
		case n.What == noticeMoreAgain && x.State == item.Asked:
			say = textMoreAgain
		case n.What == noticeMoreAgain:
			say = textMoreOpen
		case x.State != item.Asked:
			say = textMoreGoesOn
		}
		l = &letter{Subject: textMoreSubject.With(args), Message: bot.Say(
			bot.Para{Text: say.With(args)}, bot.Para{Text: bot.Plain(asked.Reason)},
			bot.Buttons{{Label: buttonReply, Hint: buttonAbout.With(bot.Args{"what": buttonReply, "topic": bot.Plain(clip(x.Topic, 45))}),
				Action: "agenda.reply", Value: idText(x.ID), Style: bot.Primary}})}
		return nil
	})
	return l, err
}
