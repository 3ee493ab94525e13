package agenda

import (
	"context"
	"fmt"
	"time"

	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// An Example is something that somebody brought before anybody looks, and what
// was done with it since: for a chat to try things in.
type Example struct {
	Committee string
	// Item is what they brought, with what its member filled in.
	Item item.Item
	// Ago is how long ago they sent it.
	Ago   time.Duration
	Steps []Step // in order
}

// A Step is one thing that was done with an Example.
type Step struct {
	Who    item.Person
	Action item.Action // whatever may be done with it then
	Reason string
	Ago    time.Duration
}

// Examples has examples come in and be handled as real requests are: they get
// numbers, and every step is a record. Only nobody is told anything. All of them
// are there or, with an error, none.
func (a *Agenda) Examples(ctx context.Context, now time.Time, all []Example) error {
	return a.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		for _, e := range all {
			if err := a.example(tx, now, e); err != nil {
				return fmt.Errorf("example %q: %w", e.Item.Topic, err)
			}
		}
		return nil
	})
}

func (a *Agenda) example(tx *store.Tx, now time.Time, e Example) error {
	c, err := a.committee(e.Committee)
	if err != nil {
		return fmt.Errorf("there is no committee %q", e.Committee)
	}
	x := e.Item
	x.Committee = c.ID
	d := doing{who: x.By, at: now.Add(-e.Ago)}
	if x.Typist.Here() {
		d.who, d.behalf = x.Typist, x.By.Name
	}
	if _, _, err := a.comeIn(tx, c, &x, d); err != nil {
		return err
	}
	for _, s := range e.Steps {
		switch s.Action {
		case item.Pass:
			a.usual(&x)
		case item.Hold:
			x.Postponed++
		}
		x.Reason = s.Reason
		if _, err := a.act(tx, &x, doing{who: s.Who, at: now.Add(-s.Ago)}, s.Action, s.Reason); err != nil {
			return err
		}
	}
	return nil
}
