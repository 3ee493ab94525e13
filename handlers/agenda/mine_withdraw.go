package agenda

import (
	"context"
	"strconv"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// noticeJoinedGone tells who joined a request that it was withdrawn.
const noticeJoinedGone = "joined-withdrawn"

// onSentAgenda marks the notice of an item that stood on an agenda that was
// shared: a new version is needed.
const onSentAgenda = "sent"

// pressWithdraw asks whether they are sure.
func (a *Agenda) pressWithdraw(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, _, err := a.readOwn(r, &e.Origin, e.Value)
		if err != nil {
			return err
		}
		if !item.Can(x.State, item.Withdraw) {
			return a.tooLate(r, x)
		}
		sent, _, err := a.published(r, x)
		if err != nil {
			return err
		}
		blocks := []bot.Block{bot.Para{Text: withdrawSure.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic)})}}
		if sent {
			blocks = append(blocks, bot.Para{Text: withdrawSent})
		}
		value := strconv.FormatInt(x.ID, 10)
		reply.Private = bot.Say(append(blocks, bot.Buttons{
			{Label: withdrawYes, Hint: bringAbout.With(bot.Args{"what": withdrawYes, "topic": hintTopic(x)}), Action: "agenda.withdrawn", Value: value, Style: bot.Danger},
			{Label: withdrawNo, Hint: bringAbout.With(bot.Args{"what": withdrawNo, "topic": hintTopic(x)}), Action: "agenda.own", Value: value},
		})...)
		return nil
	})
	return reply, err
}

// pressWithdrawn takes a request back. Whoever must do something about it hears
// it: the secretary once it was passed on, and those who joined it.
func (a *Agenda) pressWithdrawn(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	o := &e.Origin
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		x, c, err := a.readOwn(tx, o, e.Value)
		if err != nil {
			return err
		}
		sent, _, err := a.published(tx, x)
		if err != nil {
			return err
		}
		known := x.State != item.Waiting && x.State != item.Asked || x.Holder == item.Secretary
		move, err := a.act(tx, x, by(o), item.Withdraw, "")
		if err != nil {
			return err
		}
		n := notice{What: noticeWithdrawn, Committee: c.ID, Item: x.ID, Move: move.ID, Who: c.Secretary}
		if sent {
			n.Extra = onSentAgenda
		}
		if known && !isPerson(c.Secretary, x.By) {
			if err := a.notify(tx, o.At, n); err != nil {
				return err
			}
		}
		for _, p := range x.Also {
			if err := a.notify(tx, o.At, notice{What: noticeJoinedGone, Committee: c.ID, Item: x.ID, Move: move.ID, To: p}); err != nil {
				return err
			}
		}
		done := withdrawDone
		if sent {
			done = withdrawDoneSent
		}
		reply.Private = bot.Say(bot.Para{Text: done.With(bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic)})}, bot.Note{Text: withdrawNote.With(bot.Args{"list": mineCommand(c)})})
		return nil
	})
	return reply, err
}

// sayWithdrawn tells the secretary that a request was taken back, and what that
// asks of them.
func (a *Agenda) sayWithdrawn(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State != item.Withdrawn {
			return err
		}
		c, err := a.committee(n.Committee)
		if err != nil {
			return err
		}
		args := bot.Args{"who": bot.Plain(x.By.Name), "number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic), "table": command(c, "vergadering")}
		said := withdrawnSaid.With(args)
		if m, err := loadMeeting(r, x.Meeting); err == nil {
			args["day"] = a.localMoment(a.startOf(m))
			if said = withdrawnMeeting.With(args); n.Extra == onSentAgenda {
				said = withdrawnSent.With(args)
			}
		}
		l = &letter{Subject: withdrawnSubject.With(args), Message: bot.Say(bot.Para{Text: said})}
		return nil
	})
	return l, err
}

// sayJoinedGone tells who joined a request that it was taken back.
func (a *Agenda) sayJoinedGone(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State != item.Withdrawn {
			return err
		}
		c, err := a.committee(n.Committee)
		if err != nil {
			return err
		}
		args := bot.Args{"topic": bot.Plain(x.Topic), "command": bot.Join(command(c, ""), space, wordTopic)}
		if x.MembersOnly {
			args["topic"] = joinedUnnamed
		}
		l = &letter{Subject: joinedSubject, Message: bot.Say(bot.Para{Text: joinedGone.With(args)})}
		return nil
	})
	return l, err
}
