package agenda

import (
	"context"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/store"
)

// pressPoint shows one item to the secretary, with what they can do with it at
// this meeting.
func (a *Agenda) pressPoint(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, x, err := a.pointAt(ctx, &e.Origin, e.Value+" "+e.Choice)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: &bot.Message{Blocks: append(a.card(x, item.Everything, e.Lang), a.pointButtons(m, x)...)}}, nil
}

// pointAt reads the meeting and the item that a value names: "aic/2027-01-12 17".
func (a *Agenda) pointAt(ctx context.Context, o *bot.Origin, value string) (c committee.Committee, m *meeting, x *item.Item, err error) {
	part := strings.Fields(value)
	if len(part) < 2 {
		return c, nil, nil, errNoItem
	}
	if c, m, err = a.secretaryAt(ctx, o, part[0]); err != nil {
		return c, nil, nil, err
	}
	if x, err = a.itemOf(ctx, idOf(part[1])); err != nil {
		return c, nil, nil, err
	}
	if x.Committee != c.ID || x.State == item.Draft {
		return c, nil, nil, errNoItem
	}
	return c, m, x, nil
}

func (a *Agenda) pointButtons(m *meeting, x *item.Item) []bot.Block {
	value := m.ID + " " + idText(x.ID)
	var row, more bot.Buttons
	on := slices.ContainsFunc(m.plan.Points, func(p outline.Point) bool { return p.Ref == x.Number })
	switch {
	case on:
		row = append(row, bot.Button{Label: textTakeOff, Action: "agenda.off", Value: value})
	case item.Can(x.State, item.Schedule):
		row = append(row, bot.Button{Label: textPutOn, Action: "agenda.add", Value: value})
	}
	if item.Can(x.State, item.Hold) {
		row = append(row, bot.Button{Label: textHoldOver, Action: "agenda.hold", Value: value})
	}
	if item.Can(x.State, item.Merge) {
		row = append(row, bot.Button{Label: textMerge, Action: "agenda.merge", Value: value})
	}
	if item.Can(x.State, item.Circulate) {
		row = append(row, bot.Button{Label: textCirculate, Action: "agenda.circulate", Value: value})
	}
	more = append(more, bot.Button{Label: textAnnotate, Action: "agenda.annotate", Value: value})
	if item.Can(x.State, item.Complete) {
		more = append(more, bot.Button{Label: textEditItem, Action: "agenda.complete", Value: idText(x.ID)})
	}
	if item.Can(x.State, item.Decline) {
		more = append(more, bot.Button{Label: textDeclineItem, Action: "agenda.decline", Value: idText(x.ID)})
	}
	more = append(more, bot.Button{Label: textBackToAgenda, Action: "agenda.compose", Value: m.ID})
	blocks := []bot.Block{}
	if len(row) > 0 {
		blocks = append(blocks, row)
	}
	return append(blocks, more)
}

// changePoint changes an item and the agenda of a meeting in one write: both as
// they are now, whatever they were when somebody looked. It stores the meeting.
func (a *Agenda) changePoint(ctx context.Context, mark string, m *meeting, x *item.Item, do func(*store.Tx) error) error {
	return a.opt.Store.Write(ctx, mark, func(tx *store.Tx) error {
		agenda, err := editable(tx, m.ID)
		if err != nil {
			return err
		}
		now, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		*m, *x = *agenda, *now
		if err := do(tx); err != nil {
			return err
		}
		return saveMeeting(tx, m)
	})
}

// pressAdd puts an item on the agenda, before the points that end it.
func (a *Agenda) pressAdd(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, x, err := a.pointAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.changePoint(ctx, e.Mark, m, x, func(tx *store.Tx) error {
		if !item.Can(x.State, item.Schedule) {
			return a.tooLate(tx, x)
		}
		if len(m.plan.Points) == 0 {
			t, err := a.tableOf(tx, c, m)
			if err != nil {
				return err
			}
			t.rest = nil
			m.plan.Points = a.proposal(c, m, t, a.opt.Lang)
		}
		m.drop(x)
		m.plan.Points = insertBefore(m.plan.Points, c, pointOf(x))
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.composeReply(ctx, &e.Origin, m.ID, textPutOnDone)
}

// takeOff takes an item off the agenda of a meeting: it waits again on the long
// list.
func (a *Agenda) takeOff(tx *store.Tx, m *meeting, x *item.Item, d doing) error {
	if x.State != item.Scheduled || x.Meeting != m.ID {
		return nil
	}
	_, err := a.act(tx, x, d, item.Unschedule, "")
	return err
}

// drop takes an item off the agenda, and settles what was asked about it.
func (m *meeting) drop(x *item.Item) {
	m.plan.Points = offAgenda(m.plan.Points, x.Number)
	m.plan.Missing = slices.DeleteFunc(m.plan.Missing, func(id int64) bool { return id == x.ID })
}

// offAgenda is an agenda without an item.
func offAgenda(points []outline.Point, number string) []outline.Point {
	return pointsWithout(points, func(p outline.Point) bool { return p.Ref == number })
}

// pointsWithout is an agenda without some points. What stood under one of them stands
// on its own then, not under the point before it.
func pointsWithout(points []outline.Point, gone func(outline.Point) bool) (left []outline.Point) {
	orphans := false
	for _, p := range points {
		if !p.Sub {
			orphans = false
		}
		if gone(p) {
			orphans = orphans || !p.Sub
			continue
		}
		if orphans {
			p.Sub = false
		}
		left = append(left, p)
	}
	return left
}

func (a *Agenda) pressOff(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, x, err := a.pointAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.changePoint(ctx, e.Mark, m, x, func(tx *store.Tx) error {
		if err := a.takeOff(tx, m, x, by(&e.Origin)); err != nil {
			return err
		}
		m.drop(x)
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.composeReply(ctx, &e.Origin, m.ID, textTakenOff)
}

// holdOver keeps an item for a later meeting, and has who brought it hear so.
// It takes it off the agenda of m, which the caller saves.
func (a *Agenda) holdOver(tx *store.Tx, c committee.Committee, m *meeting, x *item.Item, d doing, reason string) error {
	x.Postponed++
	x.Reason = reason
	move, err := a.act(tx, x, d, item.Hold, reason)
	if err != nil {
		return err
	}
	m.drop(x)
	return a.tellRequesters(tx, x, notice{What: noticeHeld, Move: move.ID, Meeting: m.ID}, d.at)
}

// follow has the agendas that are being made say what an item says now, where the
// secretary did not put it in other words or give it other minutes.
func (a *Agenda) follow(tx *store.Tx, c committee.Committee, was, x *item.Item, at time.Time) error {
	if x.Number == "" || was.Topic == x.Topic && was.Minutes == x.Minutes {
		return nil
	}
	all, err := a.upcoming(tx, c, at)
	if err != nil {
		return err
	}
	for _, m := range all {
		i := slices.IndexFunc(m.plan.Points, func(p outline.Point) bool { return p.Ref == x.Number })
		if i < 0 {
			continue
		}
		p := &m.plan.Points[i]
		if p.Title == was.Topic {
			p.Title = x.Topic
		}
		if p.Minutes == was.Minutes || was.Minutes == 0 {
			p.Minutes = x.Minutes
		}
		if err := saveMeeting(tx, m); err != nil {
			return err
		}
	}
	return nil
}

func (a *Agenda) pressHold(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, x, err := a.pointAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	if !item.Can(x.State, item.Hold) {
		return bot.Reply{}, a.opt.Store.Read(ctx, func(r *store.Reader) error { return a.tooLate(r, x) })
	}
	return bot.Reply{Form: &bot.Form{
		Action: "agenda.hold", State: m.ID + " " + idText(x.ID), Title: textHoldTitle, Submit: textHoldOver,
		Intro:  textHoldIntro.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))}),
		Fields: []bot.Field{{Name: "reason", Label: textReason, Help: textHoldHelp, Kind: bot.LongText, Optional: true, Max: item.MostReason}},
	}}, nil
}

func (a *Agenda) submitHold(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, m, x, err := a.pointAt(ctx, &s.Origin, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.changePoint(ctx, s.Mark, m, x, func(tx *store.Tx) error {
		return a.holdOver(tx, c, m, x, by(&s.Origin), s.Values.Text("reason"))
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.composeReply(ctx, &s.Origin, m.ID, textHeldDone.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))}))
}

// pressCirculate sends an item round for information, without a meeting.
func (a *Agenda) pressCirculate(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, x, err := a.pointAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	n := 0
	err = a.changePoint(ctx, e.Mark, m, x, func(tx *store.Tx) error {
		move, err := a.act(tx, x, by(&e.Origin), item.Circulate, "")
		if err != nil {
			return err
		}
		people, err := a.seated(tx, c, a.today(e.At))
		if err != nil {
			return err
		}
		if n = len(people); n == 0 {
			return &bot.Problem{Say: textCirculateNobody}
		}
		for _, w := range people {
			if err := a.notify(tx, e.At, notice{What: noticeCirculated, Committee: c.ID, Item: x.ID, Move: move.ID, Who: w}); err != nil {
				return err
			}
		}
		if err := a.tellRequesters(tx, x, notice{What: noticeCirculatedOwn, Move: move.ID}, e.At); err != nil {
			return err
		}
		m.drop(x)
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.composeReply(ctx, &e.Origin, m.ID, textCirculatedDone.Count(n, bot.Args{"topic": bot.Plain(clip(x.Topic, 60))}))
}
