package agenda

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// noticeReplied tells the holder of an item that who brought it answered.
const noticeReplied = "replied"

// mostIntro is how much of a question is shown above the form: the whole of it is
// in the message that asked.
const mostIntro = 1000

// clipped is the beginning of a text that is too long to show whole: at most so
// many characters, its lines as they are.
func clipped(s string, most int) string {
	if firstRunes(s, most) != s {
		return firstRunes(s, most-1) + "…"
	}
	return s
}

// mostReply is the most of one answer, in characters.
const mostReply = 3000

// pressReply opens the form in which somebody answers what was asked about their
// item.
func (a *Agenda) pressReply(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, _, err := a.readOwn(r, &e.Origin, e.Value)
		if err != nil {
			return err
		}
		if !item.Can(x.State, item.Reply) {
			return a.tooLate(r, x)
		}
		reply.Form = replyForm(x)
		return nil
	})
	return reply, err
}

func replyForm(x *item.Item) *bot.Form {
	f := &bot.Form{Action: "agenda.reply", State: strconv.FormatInt(x.ID, 10), Title: replyTitle, Submit: formSend, Fields: []bot.Field{
		{Name: "text", Label: replyLabel, Help: replyHelp, Kind: bot.LongText, Max: mostReply},
	}}
	if asked := askedLast(x); asked != "" {
		f.Intro = replyIntro.With(bot.Args{"topic": bot.Plain(x.Topic), "text": bot.Plain(clipped(asked, mostIntro))})
	}
	return f
}

// submitReply keeps the answer with the item, and brings it to its holder.
func (a *Agenda) submitReply(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	text := strings.TrimSpace(s.Values.Text("text"))
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		x, c, err := a.readOwn(tx, o, s.State)
		if err != nil {
			return err
		}
		if wrong := replyForm(x).Check(s.Values); wrong != nil {
			return wrong
		}
		if last := len(x.Talk) - 1; last >= 0 && x.Talk[last].From == talkRequester && x.Talk[last].Text == text {
			reply.Private = bot.Say(bot.Para{Text: replyTwice})
			return nil
		}
		if !item.Can(x.State, item.Reply) {
			return a.tooLate(tx, x)
		}
		x.Talk = append(x.Talk, item.Remark{At: o.At, By: item.PersonOf(o), From: talkRequester, Text: text})
		if x.State == item.Asked {
			x.Waits = o.At
		}
		move, err := a.act(tx, x, by(o), item.Reply, "")
		if err != nil {
			return err
		}
		who, err := a.asker(tx, c, x, o.At)
		if err != nil {
			return err
		}
		if !isPerson(who, x.By) {
			if err := a.notify(tx, o.At, notice{What: noticeReplied, Committee: c.ID, Item: x.ID, Move: move.ID, Who: who}); err != nil {
				return err
			}
		}
		reply.Private = bot.Say(bot.Para{Text: replyDone.With(bot.Args{"who": holderName(c, who)})})
		return nil
	})
	if isProblem(err) && text != "" {
		// What was written is not lost because it came too late.
		return bot.Reply{Private: bot.Say(bot.Para{Text: err.(*bot.Problem).Say}, bot.Para{Text: bringFilledIn}, bot.Para{Text: bot.Plain(text)})}, nil
	}
	return reply, err
}

// asker is who gets an answer to what was asked about an item: who holds it, and
// of what goes on meanwhile the secretary, unless its member asked. Then it is
// whoever sits there now.
func (a *Agenda) asker(q store.Querier, c committee.Committee, x *item.Item, at time.Time) (committee.Who, error) {
	if x.State == item.Waiting {
		return a.holds(q, c, x, at)
	}
	for _, r := range slices.Backward(x.Talk) {
		if r.From == talkHolder {
			if isPerson(c.Secretary, r.By) {
				break
			}
			_, who, err := a.holderOf(q, c, x, at)
			return who, err
		}
	}
	return c.Secretary, nil
}

// holderName is who has an item, as people read it.
func holderName(c committee.Committee, who committee.Who) bot.Text {
	if who.Name == "" || who == c.Secretary {
		return secretaryOf(c)
	}
	return bot.Plain(who.Name)
}

// sayReplied shows an item with its new answer to who holds it.
func (a *Agenda) sayReplied(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State.Over() {
			return err
		}
		var text string
		for i := len(x.Talk) - 1; i >= 0 && text == ""; i-- {
			if x.Talk[i].From == talkRequester {
				text = x.Talk[i].Text
			}
		}
		args := bot.Args{"who": bot.Plain(x.By.Name), "number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic)}
		blocks := []bot.Block{bot.Para{Text: repliedSaid.With(args)}, bot.Para{Text: bot.Plain(text)}}
		lang := n.To.Lang
		if lang == "" {
			lang = a.opt.Lang
		}
		blocks = append(blocks, a.card(x, item.Department, lang)...)
		l = &letter{Subject: repliedSubject.With(args), Message: bot.Say(append(blocks, a.decideButtons(x)...)...)}
		return nil
	})
	return l, err
}
