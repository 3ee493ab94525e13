package agenda

import (
	"context"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// What somebody is in a seat, in the notice that tells them.
const (
	seatMember = "member"
	seatDeputy = "deputy"
)

// fill gives what went to the secretary because a seat was vacant to who sits
// there now.
func (a *Agenda) fill(tx *store.Tx, c committee.Committee, at time.Time) error {
	all, err := itemsIn(tx, c, item.Waiting)
	if err != nil {
		return err
	}
	seats, err := a.seats(tx)
	if err != nil {
		return err
	}
	for _, x := range all {
		if x.Holder != item.Secretary || x.Department == "" {
			continue
		}
		seat, ok := committee.Active(seats, a.opt.Directory, c.ID, a.current(x), a.today(at))
		if !ok || seat.Member.Ref == "" {
			continue // who has no account here is reached through the secretary anyway
		}
		vacant, err := a.wasVacant(tx, x)
		if err != nil {
			return err
		}
		if !vacant {
			continue
		}
		why := whyFilled.With(bot.Args{"department": a.departmentName(a.current(x)), "name": bot.Plain(nameOf(seat.Member))})
		if err := a.handOn(tx, c, x, item.Member, doing{at: at}, why.In(a.opt.Lang, bot.Literal)); err != nil {
			return err
		}
	}
	return nil
}

// wasVacant tells whether an item is with the secretary because nobody sat for
// its department, and not because who sits there did not decide.
func (a *Agenda) wasVacant(q store.Querier, x *item.Item) (bool, error) {
	moves, err := store.AgendaMoves(q, x.ID)
	if err != nil {
		return false, err
	}
	why := whyVacant.With(bot.Args{"department": a.departmentName(a.current(x))}).In(a.opt.Lang, bot.Literal)
	for _, m := range slices.Backward(moves) {
		switch item.Action(m.Action) {
		case item.HandOn:
			return m.Reason == why, nil
		case item.Submit:
			return true, nil
		}
	}
	return false, nil
}

// dayOfFilled gives what waits for a seat to who begins in it today.
func (a *Agenda) dayOfFilled(ctx context.Context, c committee.Committee, d *bot.Due) error {
	return a.once(ctx, d, func(tx *store.Tx) error { return a.fill(tx, c, d.At) })
}

// dayOfVacancies tells the secretary which seats are empty, or soon will be: when
// that changes, and once a month as long as it lasts.
func (a *Agenda) dayOfVacancies(ctx context.Context, c committee.Committee, d *bot.Due) error {
	today := a.today(d.At)
	if !a.opt.Calendar.Working(today) || c.Secretary.Zero() {
		return nil
	}
	return a.once(ctx, d, func(tx *store.Tx) error {
		seats, err := a.seats(tx)
		if err != nil {
			return err
		}
		list := ""
		for _, dep := range committee.Vacant(seats, a.opt.Directory, c, today) {
			list += dep.Code + " "
		}
		list = strings.TrimSpace(list)
		now := string(today)[:7] + " " + list
		if list == "" {
			now = ""
		}
		was, err := store.AgendaKnown(tx, "committee", c.ID, "vacant")
		if err != nil || was == now {
			return err
		}
		if err := tx.SetAgendaKnown("committee", c.ID, "vacant", now); err != nil || list == "" {
			return err
		}
		return a.notify(tx, d.At, notice{What: noticeVacant, Committee: c.ID, Extra: string(today), Who: c.Secretary})
	})
}

func (a *Agenda) tellVacant(ctx context.Context, n notice, at time.Time) (*letter, error) {
	c, err := a.committee(n.Committee)
	if err != nil {
		return nil, err
	}
	var seats []committee.Seat
	if err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { seats, err = a.seats(r); return err }); err != nil {
		return nil, err
	}
	today := a.today(at)
	var lines []bot.Text
	for _, d := range committee.Vacant(seats, a.opt.Directory, c, today) {
		name := bot.PerLang{NL: d.Name, EN: d.EN}
		if s, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, today); ok && !s.Member.Zero() {
			lines = append(lines, textEndsOn.With(bot.Args{"department": name, "name": bot.Plain(nameOf(s.Member)), "day": s.Until.Text()}))
			continue
		}
		lines = append(lines, textIsVacant.With(bot.Args{"department": name}))
	}
	if len(lines) == 0 {
		return nil, nil
	}
	args := bot.Args{"committee": bot.Plain(c.Name), "command": command(c, "leden wijzig")}
	return &letter{Subject: textSubjectVacant.With(args), Message: bot.Say(bot.Para{Text: textVacancies.With(args), Items: lines}, bot.Note{Text: textVacancyMeans.With(args)})}, nil
}

// tellSeated welcomes somebody to a seat, with what waits there.
func (a *Agenda) tellSeated(ctx context.Context, n notice, at time.Time) (*letter, error) {
	c, err := a.committee(n.Committee)
	if err != nil {
		return nil, err
	}
	part := strings.Split(n.Extra, "/")
	if len(part) < 3 {
		return nil, nil
	}
	d, ok := a.opt.Directory.ByCode(part[1])
	if !ok {
		return nil, nil
	}
	say, mine, from := textSeated, item.Member, committee.Day(part[2])
	if part[0] == seatDeputy {
		say, mine = textSeatedDeputy, item.Deputy
	}
	var waiting []*item.Item
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := itemsIn(r, c, item.Waiting)
		for _, x := range all {
			if a.current(x) == d.Code && x.Holder == mine && from <= a.today(at) {
				waiting = append(waiting, x)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	args := bot.Args{"committee": bot.Plain(c.Name), "department": bot.PerLang{NL: d.Name, EN: d.EN}, "from": from.Text(), "todo": command(c, "te-doen"), "away": command(c, "afwezig")}
	blocks := []bot.Block{bot.Para{Text: say.With(args)}}
	if len(waiting) > 0 {
		blocks = append(blocks, bot.Para{Text: textWaitsForYou.Count(len(waiting), nil), Items: a.lines(waiting)})
	}
	return &letter{Subject: textSubjectSeated.With(args), Message: bot.Say(append(blocks, bot.Note{Text: textSeatedHow.With(args)})...)}, nil
}
