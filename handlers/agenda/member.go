package agenda

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// Names of notices about what a member does.
const (
	noticeMore      = "more"      // who brought something is asked for more
	noticeMoreAgain = "moreagain" // and is reminded of that, once
	noticeAnswered  = "answered"  // a question got its answer
	noticeDeclined  = "declined"  // it does not come on the agenda
)

func (a *Agenda) registerMember(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "te-doen", Also: []string{"te doen", "tedoen", "todo", "to do", "to-do", "wachtrij", "waiting"},
			Usage: usageTodo, Help: helpTodo}, on(c, a.typedTodo))
	})
	f.OnPress("agenda.pick", a.pressPick)
	f.OnPress("agenda.pass", a.pressPass)
	f.OnPress("agenda.place", a.pressPlace)
	f.OnPress("agenda.complete", a.pressComplete)
	f.OnSubmit("agenda.complete", a.submitComplete)
	f.OnPress("agenda.extra", a.pressExtra)
	f.OnSubmit("agenda.extra", a.submitExtra)
	f.OnPress("agenda.askmore", a.pressAskMore)
	f.OnSubmit("agenda.askmore", a.submitAskMore)
	f.OnPress("agenda.answer", a.pressAnswer)
	f.OnSubmit("agenda.answer", a.submitAnswer)
	f.OnPress("agenda.helps", a.pressHelps)
	f.OnPress("agenda.again", a.pressAgain)
	f.OnSubmit("agenda.again", a.submitAgain)
	f.OnPress("agenda.decline", a.pressDecline)
	f.OnSubmit("agenda.decline", a.submitDecline)
	a.onNotice(noticeWaits, a.sayWaits)
	a.onNotice(noticeMore, a.sayMore)
	a.onNotice(noticeMoreAgain, a.sayMore)
	a.onNotice(noticeAnswered, a.sayAnswered)
	a.onNotice(noticeDeclined, a.sayDeclined)
}

// deciding reads an item that a value names, for who decides on it, whole.
func (a *Agenda) deciding(q store.Querier, o *bot.Origin, id int64) (committee.Committee, *item.Item, error) {
	raw, err := load(q, id)
	if err != nil {
		return committee.Committee{}, nil, err
	}
	c, err := a.committee(raw.Committee)
	if err != nil {
		return c, nil, errNoItem
	}
	x, err := a.decides(q, c, o, id)
	return c, x, err
}

// whereState is which item a form is of, and where that was when it was opened.
func whereState(x *item.Item) string { return idText(x.ID) + "/" + string(x.State) }

// decidingForm is deciding for what somebody filled in. When the item went on
// while they did, they hear who did what, and what they typed is shown.
func (a *Agenda) decidingForm(q store.Querier, o *bot.Origin, state, typed string) (committee.Committee, *item.Item, error) {
	id, was, _ := strings.Cut(state, "/")
	c, x, err := a.deciding(q, o, idOf(id))
	if err == nil && string(x.State) != was {
		err = a.tooLate(q, x)
	}
	return c, x, withTyped(err, typed)
}

// reading is deciding where nothing is written.
func (a *Agenda) reading(ctx context.Context, o *bot.Origin, id int64) (c committee.Committee, x *item.Item, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error { c, x, err = a.deciding(r, o, id); return err })
	return c, x, err
}

// canStill refuses what cannot be done any more before somebody fills in a form
// for it: it says who did what, and when.
func (a *Agenda) canStill(ctx context.Context, x *item.Item, action item.Action) error {
	if item.Can(x.State, action) {
		return nil
	}
	return a.opt.Store.Read(ctx, func(r *store.Reader) error { return a.tooLate(r, x) })
}

// samePerson tells whether two have one account here.
func samePerson(p, other item.Person) bool {
	return p.Here() && p.Platform == other.Platform && p.ID == other.ID
}

// brought reads an item for somebody who brought it or joined it; to others
// there is none.
func (a *Agenda) brought(q store.Querier, o *bot.Origin, id int64) (*item.Item, error) {
	x, err := load(q, id)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(append([]item.Person{x.By}, x.Also...), func(p item.Person) bool { return samePerson(p, item.PersonOf(o)) }) {
		return nil, errNoItem
	}
	closed, err := a.closedTo(q, x, item.PersonOf(o), o.At)
	if err != nil || closed {
		return nil, cmp.Or(err, error(errNoItem))
	}
	return x, nil
}

// closedTo tells whether an item is for members only, and this person, who
// joined it before it was, is none of them. Who brought it, or what was merged
// into it, is told what came of it.
func (a *Agenda) closedTo(q store.Querier, x *item.Item, p item.Person, at time.Time) (bool, error) {
	if !x.MembersOnly || p.Is(x.By) || !slices.ContainsFunc(x.Also, p.Is) {
		return false, nil
	}
	for _, id := range x.From {
		if y, err := load(q, id); err != nil || p.Is(y.By) {
			return false, err
		}
	}
	c, err := a.committee(x.Committee)
	if err != nil {
		return true, nil
	}
	sitting := []committee.Who{c.Secretary, c.Chair}
	seats, err := a.seats(q)
	for _, s := range seats {
		if today := a.today(at); s.Committee == c.ID && s.From <= today && (s.Until == "" || today <= s.Until) {
			sitting = append(sitting, s.Member, s.Deputy)
		}
	}
	return !slices.ContainsFunc(sitting, func(w committee.Who) bool { return isPerson(w, p) }), err
}

// lastMove is who did an action with an item last; false when nobody did.
func lastMove(q store.Querier, id int64, action item.Action) (store.AgendaMove, bool, error) {
	all, err := store.AgendaMoves(q, id)
	if err != nil {
		return store.AgendaMove{}, false, err
	}
	for _, m := range slices.Backward(all) {
		if m.Action == string(action) {
			return m, true, nil
		}
	}
	return store.AgendaMove{}, false, nil
}

// doerOf is who did it, as the person it is about reads it.
func doerOf(m store.AgendaMove) bot.Text {
	switch {
	case m.Behalf != "":
		return bot.Plain(m.Behalf)
	case m.Name != "":
		return bot.Plain(m.Name)
	}
	return textBotItself
}

// sayWaits tells a holder at once what cannot wait for the list of the morning.
func (a *Agenda) sayWaits(ctx context.Context, n notice, at time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State != item.Waiting {
			return err
		}
		c, err := a.committee(x.Committee)
		if err != nil {
			return err
		}
		due, err := a.deadlines(r, c, at)
		if err != nil {
			return err
		}
		args := bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic), "c": abbr(c)}
		say := textWaitsNow.With(args)
		if day := due.of(a, x); day != "" {
			args["due"] = day.Text()
			say = textWaitsUntil.With(args)
			switch {
			case day < a.today(at):
				say = textWaitsLate.With(args)
			case !a.urgent(r, c, at):
				say = textWaitsClosed.With(args)
			}
		}
		level := item.Department
		if x.Holder == item.Secretary {
			level = item.Everything
		}
		blocks := append([]bot.Block{bot.Para{Text: say}}, a.card(x, level, n.To.Lang)...)
		blocks = append(blocks, a.decideButtons(x)...)
		if x.Holder == item.Secretary {
			blocks = append(blocks, a.placeMenu(c, x)...)
		}
		l = &letter{Subject: textWaitsSubject.With(args), Message: bot.Say(blocks...)}
		return nil
	})
	return l, err
}
