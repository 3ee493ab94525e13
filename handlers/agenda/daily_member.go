package agenda

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// Names of notices of the day.
const (
	noticeTodo   = "todo"   // all that waits for one person, once a working day
	noticeSilent = "silent" // who brought an item does not answer
	noticeGone   = "gone"   // the account of somebody of a seat is not there any more
)

// knownGone is kept under a seat's own name for somebody, so that the secretary
// hears once that their account is gone; with the id of the committee.
const knownGone = "gone/"

// patience is how many working days something waits where the configuration
// does not say.
const patience = 2

func (a *Agenda) registerDaily(*bot.Feature) {
	a.onDay("todo", a.dayOfTodo)
	a.onNotice(noticeTodo, a.tellTodo)
	a.onNotice(noticeSilent, a.tellSilence)
	a.onNotice(noticeGone, a.tellGone)
}

// dayOfTodo sees on working days that what waits does so with somebody who can
// decide, and then has everybody hear, in one list, what waits for them.
func (a *Agenda) dayOfTodo(ctx context.Context, c committee.Committee, d *bot.Due) error {
	today := a.today(d.At)
	if !a.opt.Calendar.Working(today) {
		return nil
	}
	gone, back, err := a.accounts(ctx, c, d.At)
	if err != nil {
		return err
	}
	return a.once(ctx, d, func(tx *store.Tx) error {
		for _, w := range back {
			if err := tx.SetAgendaKnown("seat", refOf(w), knownGone+c.ID, ""); err != nil {
				return err
			}
		}
		for _, w := range gone {
			if err := a.noteGone(tx, c, w, d.At); err != nil {
				return err
			}
		}
		if err := a.forgetAbsences(tx, c, today); err != nil {
			return err
		}
		all, err := itemsIn(tx, c, item.Waiting, item.Asked)
		if err != nil {
			return err
		}
		k, err := a.keeping(tx, c, d.At)
		if err != nil {
			return err
		}
		var told []committee.Who
		for _, x := range all {
			if _, err := a.keepMoving(tx, c, x, doing{at: d.At}, true, gone); err != nil {
				return err
			}
			if x.State == item.Asked {
				if err := a.noteSilence(tx, c, x, d.At); err != nil {
					return err
				}
			}
			if x.State != item.Waiting || a.toldToday(tx, c, x, d.At) {
				continue
			}
			who := k.who(x)
			if who.Zero() || slices.ContainsFunc(told, func(w committee.Who) bool { return refOf(w) == refOf(who) }) {
				continue
			}
			told = append(told, who)
			if err := a.notify(tx, d.At, notice{What: noticeTodo, Committee: c.ID, Extra: string(today), Who: who}); err != nil {
				return err
			}
		}
		return nil
	})
}

// noteSilence has the holder hear that who brought an item does not answer: on
// the working day after they were reminded, and every so many days from then on.
// It would wait for ever otherwise.
func (a *Agenda) noteSilence(tx *store.Tx, c committee.Committee, x *item.Item, at time.Time) error {
	days := a.opt.Calendar.Between(a.today(a.askedAt(x)), a.today(at)) - 1
	if days < reminderAfter || days%reminderAfter != 0 {
		return nil
	}
	who, err := a.holds(tx, c, x, at)
	if err != nil || who.Zero() {
		return err
	}
	return a.notify(tx, at, notice{What: noticeSilent, Committee: c.ID, Item: x.ID, Extra: string(a.today(at)), Who: who})
}

// tellSilence gives the item back to its holder, to decide without an answer.
func (a *Agenda) tellSilence(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State != item.Asked {
			return err
		}
		args := bot.Args{"who": bot.Plain(x.By.Name), "number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic), "since": bot.Day(a.askedAt(x).In(a.opt.Zone))}
		blocks := append([]bot.Block{bot.Para{Text: textSilent.With(args)}}, a.card(x, item.Department, n.To.Lang)...)
		l = &letter{Subject: textSilentSubject.With(args), Message: bot.Say(append(blocks, a.decideButtons(x)...)...)}
		return nil
	})
	return l, err
}

// toldToday tells whether who holds an item heard of it this very day already:
// it came to them this morning, so close to the deadline that it could not wait.
func (a *Agenda) toldToday(q store.Querier, c committee.Committee, x *item.Item, at time.Time) bool {
	return x.Waits.Before(at) && a.today(x.Waits) == a.today(at) && a.pressing(q, c, x, x.Waits)
}

// accounts looks up who holds something and should have an account here: gone
// are those whose account is not there or not used any more, back those who
// were gone before. When a platform cannot say, nothing is concluded.
func (a *Agenda) accounts(ctx context.Context, c committee.Committee, at time.Time) (gone, back []committee.Who, err error) {
	var holders []committee.Who
	was := map[string]string{}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := itemsIn(r, c, item.Waiting, item.Asked)
		if err != nil {
			return err
		}
		k, err := a.keeping(r, c, at)
		if err != nil {
			return err
		}
		for _, x := range all {
			if x.Holder == item.Secretary {
				continue
			}
			who := k.who(x)
			if who.Ref != "" && refOf(who) != refOf(c.Secretary) && !slices.Contains(holders, who) {
				holders = append(holders, who)
			}
		}
		if was, err = store.AgendaKnownAll(r, knownGone+c.ID); err != nil {
			return err
		}
		for _, s := range k.seats {
			if s.Committee != c.ID {
				continue
			}
			// Who would get it next must be able to take it.
			if slices.Contains(holders, s.Member) && s.Deputy.Ref != "" && !slices.Contains(holders, s.Deputy) {
				holders = append(holders, s.Deputy)
			}
			// Who gets nothing because their account was gone may be back.
			for _, w := range []committee.Who{s.Member, s.Deputy} {
				if was["seat/"+refOf(w)] != "" && w.Ref != "" && !slices.Contains(holders, w) {
					holders = append(holders, w)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, w := range holders {
		p, err := a.whereIs(ctx, w, item.Person{})
		var no *bot.SendError
		switch {
		case errors.As(err, &no):
			continue
		case err != nil:
			return nil, nil, err
		case !p.Here():
			if strings.Contains(w.Ref, ":") || a.closedAccount(ctx, w.Ref) {
				gone = append(gone, w)
			}
		case was["seat/"+refOf(w)] != "":
			back = append(back, w)
		}
	}
	return gone, back, nil
}

// closedAccount tells whether an address has an account that is not used any
// more. An address without any is of somebody elsewhere, who gets mail.
func (a *Agenda) closedAccount(ctx context.Context, address string) bool {
	_, u, err := a.opt.Router.Find(ctx, address)
	return err == nil && u.Inactive
}

// noteGone has the secretary hear once that an account is gone.
func (a *Agenda) noteGone(tx *store.Tx, c committee.Committee, w committee.Who, at time.Time) error {
	value, err := store.AgendaKnown(tx, "seat", refOf(w), knownGone+c.ID)
	if err != nil || value != "" {
		return err
	}
	if err := tx.SetAgendaKnown("seat", refOf(w), knownGone+c.ID, string(a.today(at))); err != nil {
		return err
	}
	if c.Secretary.Zero() || refOf(w) == refOf(c.Secretary) {
		return nil
	}
	return a.notify(tx, at, notice{What: noticeGone, Committee: c.ID, Extra: nameOf(w), Who: c.Secretary})
}

// keepMoving hands an item on when who holds it does not decide: nobody sits
// there any more, they are away, their account is gone, or, where waited says
// so, it waited longer with them than the committee has patience. From the
// member it goes to the deputy, and else to the secretary.
func (a *Agenda) keepMoving(tx *store.Tx, c committee.Committee, x *item.Item, d doing, waited bool, gone []committee.Who) (bool, error) {
	if x.Holder == item.Secretary || x.Holder == "" {
		return false, nil
	}
	today := a.today(d.at)
	seats, err := a.seats(tx)
	if err != nil {
		return false, err
	}
	seat, ok := committee.Active(seats, a.opt.Directory, c.ID, a.current(x), today)
	if !ok || x.Department == "" {
		why := whyVacant.With(bot.Args{"department": a.departmentName(a.current(x))})
		return true, a.handOn(tx, c, x, item.Secretary, d, why.In(a.opt.Lang, bot.Literal))
	}
	who := seat.Member
	if x.Holder == item.Deputy {
		who = seat.Deputy
	}
	why, err := a.whyNot(tx, c, x, who, d.at, waited, gone)
	if err != nil || why == nil {
		return false, err
	}
	to := item.Secretary
	if x.Holder == item.Member && !seat.Deputy.Zero() {
		no, err := a.whyNot(tx, c, x, seat.Deputy, d.at, false, gone)
		if err != nil {
			return false, err
		}
		if no == nil {
			to = item.Deputy
		}
	}
	return true, a.handOn(tx, c, x, to, d, why.In(a.opt.Lang, bot.Literal))
}

// whyNot tells why somebody of a seat does not decide on an item now; nil when
// they can.
func (a *Agenda) whyNot(q store.Querier, c committee.Committee, x *item.Item, who committee.Who, at time.Time, waited bool, gone []committee.Who) (bot.Text, error) {
	args := bot.Args{"member": bot.Plain(nameOf(who)), "department": a.departmentName(a.current(x))}
	if who.Zero() {
		return whyVacant.With(args), nil
	}
	if slices.ContainsFunc(gone, func(w committee.Who) bool { return refOf(w) == refOf(who) }) {
		return whyGone.With(args), nil
	}
	today := a.today(at)
	until, err := a.away(q, c, who, today)
	if err != nil {
		return nil, err
	}
	if until != "" {
		args["day"] = until.Text()
		return whyAwayUntil.With(args), nil
	}
	most := c.Patience
	if most <= 0 {
		most = patience
	}
	if n := a.opt.Calendar.Between(a.today(x.Waits), today); waited && x.State == item.Waiting && n > most {
		return whyWaited.Count(most, args), nil
	}
	return nil, nil
}

// dueOf is the day on which a member decides at the latest: for the first
// meeting to come that still took requests when it was brought. "" when no such
// meeting is planned.
func (a *Agenda) dueOf(c committee.Committee, x *item.Item, meetings []*meeting) committee.Day {
	for _, m := range meetings {
		if dates := c.Dates(m.day(), a.opt.Calendar); dates.Open(a.today(x.Created)) {
			return dates.Decide
		}
	}
	return ""
}

// waitingFor returns what waits for somebody of a committee, the nearest
// deadline first, and the deadlines.
func (a *Agenda) waitingFor(q store.Querier, c committee.Committee, who committee.Who, at time.Time) (all []*item.Item, due map[int64]committee.Day, err error) {
	items, err := itemsIn(q, c, item.Waiting)
	if err != nil {
		return nil, nil, err
	}
	meetings, err := a.upcoming(q, c, at)
	if err != nil {
		return nil, nil, err
	}
	due = map[int64]committee.Day{}
	k, err := a.keeping(q, c, at)
	if err != nil {
		return nil, nil, err
	}
	for _, x := range items {
		if refOf(k.who(x)) == refOf(who) {
			all = append(all, x)
			due[x.ID] = a.dueOf(c, x, meetings)
		}
	}
	slices.SortStableFunc(all, func(x, y *item.Item) int {
		last := func(d committee.Day) string { return cmp.Or(string(d), "9999") }
		return strings.Compare(last(due[x.ID]), last(due[y.ID]))
	})
	return all, due, nil
}

// tellTodo is the list of one day of one person.
func (a *Agenda) tellTodo(ctx context.Context, n notice, at time.Time) (l *letter, err error) {
	c, err := a.committee(n.Committee)
	if err != nil {
		return nil, err
	}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, due, err := a.waitingFor(r, c, n.Who, at)
		if err != nil || len(all) == 0 {
			return err
		}
		if n.Mail {
			if fresh, err := anyNotMailed(r, all, firstOf(n.Who.Email, nameOf(n.Who))); err != nil || !fresh {
				return err
			}
		}
		args := bot.Args{"c": abbr(c), "n": bot.Number(len(all)), "todo": command(c, "te-doen")}
		l = &letter{Subject: textTodoSubject.With(args), Message: bot.Say(bot.Para{Text: bot.Bold(textDailyTitle.With(args))})}
		if n.Mail {
			return a.todoByMail(r, c, l, all, due, at)
		}
		list := bot.Para{}
		for i, x := range all {
			if i == mostRest {
				list.Items = append(list.Items, textAndMore.Count(len(all)-mostRest, nil))
				break
			}
			line, err := a.todoLine(r, x, due[x.ID], a.today(at))
			if err != nil {
				return err
			}
			list.Items = append(list.Items, line)
		}
		l.Message.Blocks = append(l.Message.Blocks, list,
			bot.Buttons{{Label: textTodoOpen, Action: "agenda.todo", Value: c.ID, Style: bot.Primary}},
			bot.Note{Text: textTodoNote.With(args)})
		return nil
	})
	return l, err
}

// todoLine is one thing that waits: what, from whom, until when, and why it is
// with this person when it was with somebody else before.
func (a *Agenda) todoLine(q store.Querier, x *item.Item, due, today committee.Day) (bot.Text, error) {
	args := bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(clip(x.Topic, 60)), "department": departmentText(a.current(x)), "name": bot.Plain(x.By.Name)}
	line := bot.Text(textDailyLine.With(args))
	switch {
	case due == "":
	case due < today:
		line = bot.Join(line, textTodoLate.With(bot.Args{"day": due.Text()}))
	default:
		line = bot.Join(line, textDailyDue.With(bot.Args{"day": due.Text()}))
	}
	moves, err := store.AgendaMoves(q, x.ID)
	if err != nil {
		return nil, err
	}
	for _, m := range slices.Backward(moves) {
		if m.Action == string(item.HandOn) && m.Holder == string(x.Holder) && m.Reason != "" {
			return bot.Join(line, bot.Phrase{NL: ". ", EN: ". "}, bot.Plain(m.Reason)), nil
		}
	}
	return line, nil
}

// anyNotMailed tells whether something waits that was not mailed to them since it
// does. Mail is not sent again every day: that the secretary did not note that
// it was sent is what brings it back.
func anyNotMailed(q store.Querier, all []*item.Item, to string) (bool, error) {
	for _, x := range all {
		moves, err := store.AgendaMoves(q, x.ID)
		if err != nil {
			return false, err
		}
		if !slices.ContainsFunc(moves, func(m store.AgendaMove) bool {
			return m.Action == actionMail && m.Reason == firstBytes(to, mostTo) && !m.At.Before(x.Waits)
		}) {
			return true, nil
		}
	}
	return false, nil
}

// mostMailed is how many items are written out in one mail.
const mostMailed = 8

// todoByMail writes out what waits, so that it can be decided on from the mail
// alone, and lets the secretary record what was decided.
func (a *Agenda) todoByMail(q store.Querier, c committee.Committee, l *letter, all []*item.Item, due map[int64]committee.Day, at time.Time) error {
	menu := bot.Menu{Label: textDecideFor, Action: "agenda.mandate"}
	for i, x := range all {
		if i == mostMailed {
			l.Message.Blocks = append(l.Message.Blocks, bot.Para{Text: textAndMore.Count(len(all)-mostMailed, nil)})
			break
		}
		line, err := a.todoLine(q, x, due[x.ID], a.today(at))
		if err != nil {
			return err
		}
		l.Message.Blocks = append(append(l.Message.Blocks, bot.Para{Text: line}), a.words(c, x)...)
		menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(firstRunes(x.Number+": "+oneLine(x.Topic), 75)), Value: idText(x.ID)})
	}
	l.Message.Blocks = append(l.Message.Blocks, menu)
	return nil
}

// tellGone tells the secretary that somebody of a seat has no account any more.
func (a *Agenda) tellGone(_ context.Context, n notice, _ time.Time) (*letter, error) {
	c, err := a.committee(n.Committee)
	if err != nil {
		return nil, err
	}
	args := bot.Args{"name": bot.Plain(n.Extra), "c": abbr(c), "seats": command(c, "leden"), "change": command(c, "leden wijzig")}
	return &letter{Subject: textGoneSubject.With(args), Message: bot.Say(bot.Para{Text: textGone.With(args)}, bot.Note{Text: textGoneNote.With(args)})}, nil
}
