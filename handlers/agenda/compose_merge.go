package agenda

import (
	"context"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/store"
)

// pressMerge asks into which other item one goes.
func (a *Agenda) pressMerge(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, x, err := a.pointAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	menu := bot.Menu{Label: textMergeWith, Action: "agenda.mergeinto", Value: e.Value}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if !item.Can(x.State, item.Merge) {
			return a.tooLate(r, x)
		}
		all, err := itemsIn(r, c, item.Passed, item.Held, item.Scheduled) // what a member has not decided on may still be declined
		for _, y := range all {
			if y.ID != x.ID && y.Kind == x.Kind && len(menu.Options) < bot.MaxOptions {
				menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(clip(y.Number+" "+y.Topic, 75)), Value: idText(y.ID)})
			}
		}
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if len(menu.Options) == 0 {
		return bot.Reply{}, &bot.Problem{Say: textNothingToMerge}
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textMergeIntro.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))})}, menu,
		bot.Buttons{{Label: textBackToAgenda, Action: "agenda.compose", Value: m.ID}})}, nil
}

// pressMergeInto merges an item into another one: what it says goes with it, and
// everybody who brought either hears what becomes of it.
func (a *Agenda) pressMergeInto(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, x, err := a.pointAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	var y *item.Item
	err = a.changePoint(ctx, e.Mark, m, x, func(tx *store.Tx) error {
		if y, err = load(tx, idOf(e.Choice)); err != nil {
			return err
		}
		if y.Committee != c.ID || y.ID == x.ID || y.Kind != x.Kind || y.State == item.Draft {
			return errNoItem
		}
		if !item.Can(y.State, item.Schedule) {
			return a.tooLate(tx, y)
		}
		d := by(&e.Origin)
		x.Into = y.ID
		move, err := a.act(tx, x, d, item.Merge, "")
		if err != nil {
			return err
		}
		if err := a.tellRequesters(tx, x, notice{What: noticeMerged, Move: move.ID}, e.At); err != nil {
			return err
		}
		if err := a.tellRequesters(tx, y, notice{What: noticeMergedIn, Move: move.ID}, e.At); err != nil {
			return err
		}
		y.From = append(y.From, x.ID)
		for _, p := range append([]item.Person{x.By}, x.Also...) {
			if p != (item.Person{}) && !p.Is(y.By) && !slices.ContainsFunc(y.Also, p.Is) {
				y.Also = append(y.Also, p)
			}
		}
		y.MembersOnly = y.MembersOnly || x.MembersOnly // what was for members only stays so
		y.Documents = append(y.Documents, x.Documents...)
		if err := save(tx, y, e.At); err != nil {
			return err
		}
		if y.State != item.Scheduled || y.Meeting == m.ID {
			m.replace(x, y)
		}
		m.drop(x)
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.composeReply(ctx, &e.Origin, m.ID, textMergedDone.With(bot.Args{"one": bot.Plain(clip(x.Topic, 60)), "other": bot.Plain(clip(y.Topic, 60)), "number": bot.Plain(y.Number)}))
}

// replace gives an item the place of another one, when it has none itself.
func (m *meeting) replace(x, y *item.Item) {
	at := slices.IndexFunc(m.plan.Points, func(p outline.Point) bool { return p.Ref == x.Number })
	if at < 0 || slices.ContainsFunc(m.plan.Points, func(p outline.Point) bool { return p.Ref == y.Number }) {
		return
	}
	sub := m.plan.Points[at].Sub
	m.drop(y)
	m.plan.Points = slices.Clone(m.plan.Points)
	m.plan.Points[at] = pointOf(y)
	m.plan.Points[at].Sub = sub
}

func (a *Agenda) tellMerged(ctx context.Context, n notice, at time.Time) (*letter, error) {
	x, err := a.itemOf(ctx, n.Item)
	if err != nil {
		return nil, err
	}
	other, err := a.itemOf(ctx, x.Into)
	if err != nil {
		return nil, err
	}
	return a.about(ctx, n, textSubjectMerged, func(x *item.Item, args bot.Args) []bot.Block {
		// The other one may be for members only: of it only the number is told.
		args["other"] = bot.Plain(other.Number)
		return []bot.Block{bot.Para{Text: textIsMerged.With(args)}, bot.Note{Text: textYouWillHear}}
	})
}

func (a *Agenda) tellMergedIn(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.about(ctx, n, textSubjectMerged, func(x *item.Item, args bot.Args) []bot.Block {
		return []bot.Block{bot.Para{Text: textIsMergedIn.With(args)}, bot.Note{Text: textYouWillHear}}
	})
}
