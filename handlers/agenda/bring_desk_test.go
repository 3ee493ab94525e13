package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// A desk is the feature with a store and no platform: what handlers say and
// write, without a world.
type desk struct {
	*testing.T
	*Agenda
	now   time.Time
	marks int
}

func newDesk(t *testing.T, committees ...string) *desk {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "agenda.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Store: st, Zone: zone, Directory: committee.Builtin(), Calendar: committee.Calendar{Zone: zone}}
	if len(committees) == 0 {
		committees = []string{"aic"}
	}
	for _, id := range committees {
		opt.Committees = append(opt.Committees, committee.Committee{ID: id, Name: "Overleg " + id, Command: id, Submit: committee.Everyone,
			Secretary: committee.Who{Ref: "plain:sien", Name: "Sien Visser"}, Deadlines: committee.DefaultDeadlines()})
		opt.Seats = append(opt.Seats, committee.Seat{Committee: id, Department: "FIN", Member: committee.Who{Ref: "plain:max", Name: "Max de Vries"}, From: "2026-01-01"})
	}
	return &desk{T: t, Agenda: New(opt), now: time.Date(2026, 11, 23, 9, 0, 0, 0, zone)}
}

// by is an event of somebody of Finance.
func (d *desk) by(who string) bot.Origin {
	d.marks++
	return bot.Origin{ID: strconv.Itoa(d.marks), Platform: "plain", At: d.now, Lang: bot.NL, Mark: d.opt.Store.Mark("plain", strconv.Itoa(d.marks)),
		From: bot.User{ID: bot.UserID(who), Handle: who, Name: who, Email: who + "@minfin.nl"}}
}

func (d *desk) press(h bot.PressHandler, who, value string) (bot.Reply, error) {
	d.Helper()
	return h(d.Context(), &bot.Press{Origin: d.by(who), Value: value})
}

// sent brings something complete and returns it.
func (d *desk) sent(who, topic, ask string) *item.Item {
	d.Helper()
	c := d.opt.Committees[0]
	before := d.all()
	if _, err := d.submitDraft(d.Context(), &bot.Submit{Origin: d.by(who), State: c.ID + "/topic/0/0", Values: bot.Values{"topic": {topic}, "ask": {ask}}}); err != nil {
		d.Fatal(err)
	}
	after := d.all()
	if len(after) != len(before)+1 {
		d.Fatalf("%d items after %d", len(after), len(before))
	}
	return after[len(after)-1]
}

// all are the items that are no drafts.
func (d *desk) all() (all []*item.Item) {
	d.Helper()
	err := d.opt.Store.Read(d.Context(), func(r *store.Reader) (err error) {
		all, err = itemsIn(r, d.opt.Committees[0], item.Waiting, item.Asked, item.Passed, item.Scheduled, item.Held, item.Handled, item.Circulated, item.Answered, item.Declined, item.Withdrawn, item.Merged)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// change stores a change of an item.
func (d *desk) write(f func(tx *store.Tx) error) {
	d.Helper()
	if err := d.opt.Store.Write(d.Context(), "", f); err != nil {
		d.Fatal(err)
	}
}

// jobs are the notices that wait to be said.
func (d *desk) jobs() (all []notice) {
	d.Helper()
	_, err := d.opt.Store.RunDue(d.Context(), d.now.Add(time.Minute), func(_ context.Context, j store.Job) error {
		var n notice
		if err := json.Unmarshal(j.Payload, &n); err == nil && strings.HasPrefix(j.Kind, "agenda.") {
			all = append(all, n)
		}
		return nil
	})
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// said is all that a message says, in Dutch.
func said(m *bot.Message) string {
	if m == nil {
		return ""
	}
	var all []string
	add := func(t bot.Text) {
		if t != nil {
			all = append(all, t.In(bot.NL, bot.Literal))
		}
	}
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case bot.Para:
			add(b.Text)
			for _, t := range b.Items {
				add(t)
			}
		case bot.Note:
			add(b.Text)
		case bot.Buttons:
			for _, x := range b {
				add(x.Label)
			}
		case bot.Menu:
			for _, x := range b.Options {
				add(x.Label)
			}
		}
	}
	return strings.Join(all, "\n")
}

func problem(t *testing.T, err error) string {
	t.Helper()
	var p *bot.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%v is no problem", err)
	}
	return p.Say.In(bot.NL, bot.Literal)
}
