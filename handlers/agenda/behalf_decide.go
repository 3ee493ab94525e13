package agenda

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// A member without an account here decides by mail, and the secretary records
// it. Before that they say so with one press: what they then decide on that item
// that day is recorded in the name of the member, once. Without that press it is
// a decision of the secretary.

// mandated are the actions that a holder decides on, and that can so be done in
// their name.
var mandated = []item.Action{item.Complete, item.Pass, item.AskMore, item.GiveAnswer, item.Decline}

// mandateOf is the kind of what is known of a secretary: that they decide on an
// item in somebody's name. Its value is a day and a name.
func mandateOf(x *item.Item) string { return "mandate/" + idText(x.ID) }

// giveMandate notes that the secretary decides on an item in the name of its
// holder.
func (a *Agenda) giveMandate(tx *store.Tx, o *bot.Origin, x *item.Item, name string) error {
	return tx.SetAgendaKnown(string(o.Platform), string(o.From.ID), mandateOf(x), string(a.today(o.At))+"/"+name)
}

// inWhoseName is in whose name something is done: what the doing says, else what
// the secretary said before. To fill in the rest comes before deciding, and
// leaves it as it is; a decision ends it.
func (a *Agenda) inWhoseName(tx *store.Tx, x *item.Item, d doing, action item.Action) (string, error) {
	if d.behalf != "" || !d.who.Here() || !slices.Contains(mandated, action) {
		return d.behalf, nil
	}
	platform, person := string(d.who.Platform), string(d.who.ID)
	value, err := store.AgendaKnown(tx, platform, person, mandateOf(x))
	if err != nil || value == "" {
		return "", err
	}
	day, name, _ := strings.Cut(value, "/")
	if committee.Day(day) != a.today(d.at) {
		name = ""
	}
	if action != item.Complete || name == "" {
		err = tx.SetAgendaKnown(platform, person, mandateOf(x), "")
	}
	return name, err
}

// pressMandate shows an item to the secretary, to decide on in the name of its
// holder.
func (a *Agenda) pressMandate(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	value := firstOf(e.Choice, e.Value) // chosen from a list, or a button of one
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		c, x, err := a.behalfItem(tx, &e.Origin, value)
		if err != nil {
			return err
		}
		reply.Private, err = a.decideFor(tx, c, &e.Origin, x)
		return err
	})
	return reply, err
}

// decideFor is the card of an item that the secretary decides on in the name of
// its holder.
func (a *Agenda) decideFor(tx *store.Tx, c committee.Committee, o *bot.Origin, x *item.Item) (*bot.Message, error) {
	if x.State != item.Waiting && x.State != item.Asked {
		return nil, a.tooLate(tx, x)
	}
	who, err := a.holds(tx, c, x, o.At)
	if err != nil {
		return nil, err
	}
	say := textDecidesSelf
	if !is(who, o) && !who.Zero() && x.Holder != item.Secretary {
		if err := a.giveMandate(tx, o, x, nameOf(who)); err != nil {
			return nil, err
		}
		say = textDecidesFor
	}
	m := bot.Say(bot.Para{Text: say.With(bot.Args{"name": bot.Bold(bot.Plain(nameOf(who))), "number": bot.Plain(x.Number)})})
	m.Blocks = append(m.Blocks, a.card(x, item.Everything, o.Lang)...)
	return bot.Say(append(m.Blocks, a.decideButtons(x)...)...), nil
}

// decideNumber shows the item that the secretary named, to decide on in the name
// of its holder.
func (a *Agenda) decideNumber(ctx context.Context, c committee.Committee, cmd *bot.Command, number string) (reply bot.Reply, err error) {
	err = a.opt.Store.Write(ctx, cmd.Mark, func(tx *store.Tx) error {
		x, _, err := a.byNumber(tx, c, &cmd.Origin, number)
		if err != nil {
			return err
		}
		if x, err = load(tx, x.ID); err != nil {
			return err
		}
		reply.Private, err = a.decideFor(tx, c, &cmd.Origin, x)
		return err
	})
	return reply, err
}

// numberIn reads the number of an item as people type it: "AIC-2026-014",
// "aic 2026 14", "2026-14".
func numberIn(c committee.Committee, typed string) (string, bool) {
	m := numberTyped.FindStringSubmatch(strings.TrimSpace(typed))
	if m == nil || m[1] != "" && !strings.EqualFold(m[1], c.ID) {
		return "", false
	}
	n, err := strconv.Atoi(m[3])
	if err != nil {
		return "", false
	}
	return fmt.Sprintf("%s-%s-%03d", strings.ToUpper(c.ID), m[2], n), true
}

var numberTyped = lazily(`^(?:([A-Za-z]+)[- ])?(\d{4})[- ](\d{1,6})$`)

// byNumber returns the item with this number, as this person may see it.
func (a *Agenda) byNumber(q store.Querier, c committee.Committee, o *bot.Origin, number string) (*item.Item, item.Level, error) {
	raw, err := store.AgendaItemByNumber(q, number)
	if errors.Is(err, store.ErrNoRows) {
		return nil, item.Nothing, errNoItem
	}
	if err != nil {
		return nil, item.Nothing, err
	}
	return a.see(q, c, o, raw.ID)
}

// replyForForm asks what somebody without an account answered by mail.
func replyForForm(x *item.Item) *bot.Form {
	return &bot.Form{Action: "agenda.replyfor", State: idText(x.ID), Title: textReplyForTitle, Submit: textBehalfSave,
		Intro:  textReplyForIntro.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60)), "name": bot.Plain(x.By.Name)}),
		Fields: []bot.Field{{Name: "text", Label: textReplyForLabel, Kind: bot.LongText, Max: mostInField}}}
}

func (a *Agenda) pressReplyFor(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		_, x, err := a.behalfItem(r, &e.Origin, e.Value)
		if err != nil {
			return err
		}
		if !item.Can(x.State, item.Reply) || x.By.Here() {
			return a.tooLate(r, x)
		}
		reply.Form = replyForForm(x)
		return nil
	})
	return reply, err
}

// submitReplyFor keeps what somebody answered by mail with their item, and
// brings it to its holder as if they had answered here.
func (a *Agenda) submitReplyFor(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	text := strings.TrimSpace(s.Values.Text("text"))
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		c, x, err := a.behalfItem(tx, o, s.State)
		if err != nil {
			return err
		}
		if wrong := replyForForm(x).Check(s.Values); wrong != nil {
			return wrong
		}
		if !item.Can(x.State, item.Reply) || x.By.Here() {
			late := a.tooLate(tx, x)
			if p, ok := late.(*bot.Problem); ok {
				reply.Private = bot.Say(bot.Para{Text: p.Say}, bot.Para{Text: bringFilledIn}, bot.Para{Text: bot.Plain(text)})
				return nil
			}
			return late
		}
		x.Talk = append(x.Talk, item.Remark{At: o.At, By: x.By, From: "requester", Text: text})
		if x.State == item.Asked {
			x.Waits = o.At
		}
		d := by(o)
		d.behalf = x.By.Name
		move, err := a.act(tx, x, d, item.Reply, "")
		if err != nil {
			return err
		}
		who, err := a.asker(tx, c, x, o.At)
		if err != nil {
			return err
		}
		if !is(who, o) {
			if err := a.notify(tx, o.At, notice{What: "replied", Committee: c.ID, Item: x.ID, Move: move.ID, Who: who}); err != nil {
				return err
			}
		}
		reply.Private = bot.Say(bot.Para{Text: textReplyForDone.With(bot.Args{
			"number": bot.Plain(x.Number), "name": bot.Plain(x.By.Name), "who": bot.Plain(nameOf(who))})})
		return nil
	})
	return reply, err
}
