package agenda

import (
	"context"
	"fmt"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

// A dayStep is something that is looked at every day, for every committee.
type dayStep struct {
	name string
	do   dayFunc
}

// A dayFunc does what a day asks for in at most one write, through once, so that
// a step that is done twice is done once.
type dayFunc func(ctx context.Context, c committee.Committee, d *bot.Due) error

// onDay registers a step of the day. Steps of one day may run in any order.
func (a *Agenda) onDay(name string, do dayFunc) { a.days = append(a.days, dayStep{name, do}) }

// morning is when a day's work is done.
const morning = "08:30"

// Start plans the days of every committee, when the program has started.
func (a *Agenda) Start(ctx context.Context, now time.Time) error {
	return a.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		for _, c := range a.opt.Committees {
			if err := a.planDay(tx, c, now); err != nil {
				return err
			}
			if err := a.planMeetings(tx, c, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// planDay schedules the next morning of a committee.
func (a *Agenda) planDay(tx *store.Tx, c committee.Committee, now time.Time) error {
	day := a.today(now)
	at, err := day.At(morning, a.opt.Zone)
	if err != nil {
		return err
	}
	if !at.After(now) {
		if at, err = day.Add(1).At(morning, a.opt.Zone); err != nil {
			return err
		}
	}
	return tx.Schedule(store.Job{At: at, Kind: "agenda.daily", Key: c.ID})
}

// daily plans what a day asks for, and the next day.
func (a *Agenda) daily(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	c, err := a.committee(d.Key)
	if err != nil {
		return bot.Reply{}, nil // not configured any more
	}
	return bot.Reply{}, a.once(ctx, d, func(tx *store.Tx) error {
		if err := a.planMeetings(tx, c, d.At); err != nil {
			return err
		}
		for _, s := range a.days {
			j := store.Job{At: d.At, Kind: "agenda.step", Key: fmt.Sprintf("%s/%s/%s", s.name, c.ID, a.today(d.At))}
			if err := tx.Schedule(j); err != nil {
				return err
			}
		}
		return a.planDay(tx, c, d.At)
	})
}

// step does one step of a day.
func (a *Agenda) step(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	name, rest, _ := strings.Cut(d.Key, "/")
	id, _, _ := strings.Cut(rest, "/")
	c, err := a.committee(id)
	if err != nil {
		return bot.Reply{}, nil
	}
	for _, s := range a.days {
		if s.name == name {
			return bot.Reply{}, s.do(ctx, c, d)
		}
	}
	return bot.Reply{}, nil // a step of an older program
}
