package agenda

import (
	"context"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// pressAnswer asks a holder for the answer to a knowledge question.
func (a *Agenda) pressAnswer(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, x, err := a.reading(ctx, &e.Origin, idOf(e.Value))
	if err != nil {
		return bot.Reply{}, err
	}
	if x.Kind != item.Question {
		return bot.Reply{}, errNoItem
	}
	if err := a.canStill(ctx, x, item.GiveAnswer); err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: answerForm(x)}, nil
}

func answerForm(x *item.Item) *bot.Form {
	return &bot.Form{Action: "agenda.answer", State: whereState(x), Title: textAnswerTitle, Submit: textAnswerSubmit,
		Intro:  textAnswerIntro.With(bot.Args{"who": bot.Plain(clip(x.By.Name, 60)), "ask": bot.Plain(clip(firstOf(x.Ask, x.Topic), 300))}),
		Fields: []bot.Field{{Name: "answer", Label: textAnswerLabel, Help: textAnswerHelp, Kind: bot.LongText, Max: item.MostAnswer}}}
}

// submitAnswer gives the answer to everybody who asked, and offers to keep it
// as knowledge.
func (a *Agenda) submitAnswer(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	answer, wrong := needed(answerForm(&item.Item{}), s.Values, "answer")
	if wrong != nil {
		return reply, wrong
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		c, x, err := a.decidingForm(tx, o, s.State, answer)
		if err != nil {
			return err
		}
		if x.Kind != item.Question {
			return errNoItem
		}
		x.Answer = answer
		d := by(o)
		m, err := a.act(tx, x, d, item.GiveAnswer, "")
		if err != nil {
			return withTyped(err, answer)
		}
		if err := a.tellRequesters(tx, x, notice{What: noticeAnswered, Move: m.ID}, d.at, d.who); err != nil {
			return err
		}
		args := bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic), "who": bot.Plain(x.By.Name)}
		reply.Private, err = a.done(tx, c, o, bot.Para{Text: textAnsweredDone.With(args)},
			bot.Buttons{{Label: buttonPromote, Hint: buttonAbout.With(bot.Args{"what": buttonPromote, "topic": bot.Plain(clip(x.Topic, 45))}), Action: "agenda.promote", Value: idText(x.ID)}})
		return err
	})
	return reply, err
}

// sayAnswered gives an answer to who asked or joined the question.
func (a *Agenda) sayAnswered(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State != item.Answered {
			return err
		}
		m, _, err := lastMove(r, x.ID, item.GiveAnswer)
		if err != nil {
			return err
		}
		args := bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic), "who": doerOf(m)}
		about := func(label bot.Phrase) bot.Text {
			return buttonAbout.With(bot.Args{"what": label, "topic": bot.Plain(clip(x.Topic, 45))})
		}
		l = &letter{Subject: textAnsweredSubject.With(args), Message: bot.Say(
			bot.Para{Text: textAnswered.With(args)}, bot.Para{Text: bot.Plain(x.Answer)},
			bot.Buttons{
				{Label: buttonHelps, Hint: about(buttonHelps), Action: "agenda.helps", Value: idText(x.ID)},
				{Label: buttonAgain, Hint: about(buttonAgain), Action: "agenda.again", Value: idText(x.ID)},
			})}
		return nil
	})
	return l, err
}

// pressHelps thanks somebody who says that an answer helps.
func (a *Agenda) pressHelps(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error { _, err := a.brought(r, &e.Origin, idOf(e.Value)); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textHelps})}, nil
}

// pressAgain asks what somebody still wants to know after an answer.
func (a *Agenda) pressAgain(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := a.brought(r, &e.Origin, idOf(e.Value))
		if err == nil {
			reply.Form = againForm(x)
		}
		return err
	})
	return reply, err
}

func againForm(x *item.Item) *bot.Form {
	return &bot.Form{Action: "agenda.again", State: idText(x.ID), Title: textAgainTitle, Submit: textAgainSubmit,
		Fields: []bot.Field{{Name: "question", Label: textAgainLabel, Kind: bot.LongText, Max: item.MostAsk}}}
}

// submitAgain brings a new question that says which one it follows.
func (a *Agenda) submitAgain(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	question, wrong := needed(againForm(&item.Item{}), s.Values, "question")
	if wrong != nil {
		return reply, wrong
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		was, err := a.brought(tx, o, idOf(s.State))
		if err != nil {
			return err
		}
		c, err := a.committee(was.Committee)
		if err != nil {
			return err
		}
		x := &item.Item{Committee: c.ID, Kind: item.Question, State: item.Draft, Department: was.Department, Agency: was.Agency,
			By: item.PersonOf(o), Topic: was.Topic, Ask: question, MembersOnly: was.MembersOnly,
			Quote: textAgainQuote.With(bot.Args{"number": bot.Plain(was.Number), "ask": bot.Plain(firstOf(was.Ask, was.Topic)), "answer": bot.Plain(was.Answer)}).In(a.opt.Lang, bot.Literal)}
		twin, err := a.twin(tx, o, x)
		if err != nil {
			return err
		}
		if twin != nil {
			reply.Private = a.twinMessage(c, twin)
			return nil
		}
		if err := a.submit(tx, c, x, by(o)); err != nil {
			return err
		}
		who, err := a.holds(tx, c, x, s.At)
		if err != nil {
			return err
		}
		reply.Private = bot.Say(bot.Para{Text: textAgainSent.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "who": holderName(c, who)})})
		return nil
	})
	return reply, err
}
