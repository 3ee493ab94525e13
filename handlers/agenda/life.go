package agenda

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// A doing is who does something, when, and in whose name.
type doing struct {
	who    item.Person // zero: the bot itself
	behalf string      // "Olga Smit", when who does it for somebody without an account here
	at     time.Time
}

// by is what somebody does with an event.
func by(o *bot.Origin) doing { return doing{who: item.PersonOf(o), at: o.At} }

// act moves an item, stores it, and writes the record: who, when, why. What
// cannot be done any more is a Problem that says where the item is now. Changes
// to x that belong to the action are made before.
func (a *Agenda) act(tx *store.Tx, x *item.Item, d doing, action item.Action, reason string) (store.AgendaMove, error) {
	next, err := item.Next(x.State, action)
	if err != nil {
		var wrong *item.WrongState
		if errors.As(err, &wrong) {
			return store.AgendaMove{}, a.tooLate(tx, x)
		}
		return store.AgendaMove{}, err
	}
	if d.behalf, err = a.inWhoseName(tx, x, d, action); err != nil {
		return store.AgendaMove{}, err
	}
	m := store.AgendaMove{
		At: d.at, Platform: string(d.who.Platform), Person: string(d.who.ID), Name: d.who.Name, Behalf: d.behalf,
		Action: string(action), Was: string(x.State), Reason: reason,
	}
	x.State = next
	if next != item.Waiting && next != item.Asked {
		x.Holder = ""
	}
	m.Became, m.Holder = string(next), string(x.Holder)
	if err := save(tx, x, d.at); err != nil {
		return m, err
	}
	m.Item = x.ID
	return m, tx.AddAgendaMove(&m)
}

// tooLate says what happened to an item meanwhile: by whom, and when.
func (a *Agenda) tooLate(q store.Querier, x *item.Item) error {
	moves, err := store.AgendaMoves(q, x.ID)
	if err != nil || len(moves) == 0 {
		return &bot.Problem{Say: textNotNow.With(bot.Args{"state": stateText(x)})}
	}
	last := moves[len(moves)-1]
	who := bot.Text(textBotItself)
	if last.Name != "" {
		who = bot.Plain(last.Name)
	}
	return &bot.Problem{Say: textNotAnyMore.With(bot.Args{"state": stateText(x), "who": who, "when": bot.Moment(last.At.In(a.opt.Zone))})}
}

// number gives an item that is sent its number: "AIC-2027-014".
func (a *Agenda) number(tx *store.Tx, x *item.Item, at time.Time) error {
	year := at.In(a.opt.Zone).Year()
	n, err := tx.NextAgendaNumber(x.Committee, fmt.Sprintf("item/%d", year))
	if err != nil {
		return err
	}
	x.Number = fmt.Sprintf("%s-%d-%03d", strings.ToUpper(x.Committee), year, n)
	return nil
}

// submit sends an item: it gets its number, goes to the member of its
// department, or to whoever is there for them, and close to the deadline they
// hear of it at once. An item without a department, or whose seat is vacant,
// goes to the secretary.
func (a *Agenda) submit(tx *store.Tx, c committee.Committee, x *item.Item, d doing) error {
	m, who, err := a.comeIn(tx, c, x, d)
	if err != nil {
		return err
	}
	if a.urgent(tx, c, d.at) && !isPerson(who, x.By) {
		return a.notify(tx, d.at, notice{What: noticeWaits, Committee: c.ID, Item: x.ID, Move: m.ID, Who: who})
	}
	return nil
}

// comeIn is submit that tells nobody; it returns the move, and who has the item now.
func (a *Agenda) comeIn(tx *store.Tx, c committee.Committee, x *item.Item, d doing) (m store.AgendaMove, who committee.Who, err error) {
	if x.Created.IsZero() {
		x.Created = d.at
	}
	if x.State == "" {
		x.State = item.Draft
	}
	if err := a.number(tx, x, d.at); err != nil {
		return m, who, err
	}
	holder, who, err := a.holderOf(tx, c, x, d.at)
	if err != nil {
		return m, who, err
	}
	x.Holder, x.Waits = holder, d.at
	m, err = a.act(tx, x, d, item.Submit, "")
	return m, who, err
}

// handOn gives an item that waits to somebody else.
func (a *Agenda) handOn(tx *store.Tx, c committee.Committee, x *item.Item, to item.Holder, d doing, reason string) error {
	x.Holder, x.Waits = to, d.at
	_, err := a.act(tx, x, d, item.HandOn, reason)
	return err
}

// isPerson tells whether a seat's name means a person.
func isPerson(w committee.Who, p item.Person) bool {
	u := bot.User{ID: p.ID, Handle: p.Handle, Email: p.Email}
	return p.Here() && bot.Names(w.Ref, p.Platform, u) || w.Email != "" && strings.EqualFold(w.Email, p.Email)
}
