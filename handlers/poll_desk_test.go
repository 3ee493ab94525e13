package handlers_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A desk is a bot with its real store, and a platform that remembers what it was
// told to show: for what no wire is needed. Everybody is in #algemeen.
type desk struct {
	testing.TB
	bot    *handlers.Bot
	clock  bot.Clock
	events atomic.Int64

	mu     sync.Mutex
	people int
	told   map[bot.UserID]string // the last words to each person
	edits  []edit
}

// An edit is one edit of a message in the channel.
type edit struct {
	at    time.Time
	words string
}

func newDesk(t testing.TB, people int, clock bot.Clock) *desk {
	t.Helper()
	d := &desk{TB: t, clock: clock, people: people, told: map[bot.UserID]string{}}
	dir := t.TempDir()
	log := &journal{}
	var err error
	d.bot, err = handlers.New(t.Context(), handlers.Options{
		Database: filepath.Join(dir, "wegwijs.db"), Clock: clock, Log: zerolog.New(log).Level(zerolog.WarnLevel), Lang: bot.NL, Zone: bottest.Zone, Command: "wegwijs",
		Roster:    bot.Roster{bot.Adviser: {"bram.bakker@minfin.nl"}},
		Knowledge: handlers.Knowledge{Builtin: true},
		Polls: &handlers.Polls{Command: "peiling", Keys: filepath.Join(dir, "keys"), Purpose: "weten hoe het gaat", LegalBasis: "gerechtvaardigd belang",
			Rules: survey.Rules{MinAnswers: 5, MinGroup: 10}},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.bot.Router.AddPlatform(d)
	if err := d.bot.Router.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := d.bot.Stop(ctx); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Log(log)
		}
	})
	return d
}

func (d *desk) Name() bot.PlatformName                  { return "bureau" }
func (d *desk) Run(context.Context, bot.Dispatch) error { return nil }

func (d *desk) Send(_ context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	if to.User != "" {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.told[to.User] = wordsOf(m)
	}
	return bot.MessageID("m" + m.Key), nil
}

func (d *desk) Edit(_ context.Context, _ bot.Address, _ bot.MessageID, m *bot.Message) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.edits = append(d.edits, edit{d.clock.Now(), wordsOf(m)})
	return nil
}

func (d *desk) OpenForm(context.Context, *bot.Origin, *bot.Form, bot.Lang) error { return nil }

func (d *desk) User(_ context.Context, id bot.UserID) (bot.User, error) { return d.person(id), nil }

func (d *desk) person(id bot.UserID) bot.User {
	u := bot.User{ID: id, Name: string(id), Handle: string(id), Lang: bot.NL, Email: string(id) + "@example.nl"}
	if id == "bram" {
		u.Name, u.Email = "Bram Bakker", "bram.bakker@minfin.nl"
	}
	return u
}

func (d *desk) Members(context.Context, bot.ChannelID) (m bot.Members, err error) {
	for i := range d.people {
		m.Users = append(m.Users, voter(i))
	}
	return m, nil
}

func (d *desk) Channel(_ context.Context, name string, _ bot.UserID) (bot.Channel, error) {
	return bot.Channel{ID: "algemeen", Name: name, Joined: true, Member: true}, nil
}

func voter(i int) bot.UserID { return bot.UserID(fmt.Sprint("p", i)) }

// wordsOf are the texts of paragraphs and small lines, one a line.
func wordsOf(m *bot.Message) string {
	var all []string
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case bot.Para:
			if b.Text != nil {
				all = append(all, b.Text.In(bot.NL, bot.Literal))
			}
			for _, x := range b.Items {
				all = append(all, "- "+x.In(bot.NL, bot.Literal))
			}
		case bot.Note:
			all = append(all, b.Text.In(bot.NL, bot.Literal))
		}
	}
	return strings.Join(all, "\n")
}

func (d *desk) origin(who bot.UserID) bot.Origin {
	return bot.Origin{ID: fmt.Sprint("e", d.events.Add(1)), Platform: d.Name(), From: d.person(who), Channel: "algemeen", Message: "m1"}
}

func (d *desk) do(e bot.Event) {
	d.Helper()
	if _, err := d.bot.Dispatch(context.Background(), e); err != nil {
		d.Error(err)
	}
}

// run does what is due now.
func (d *desk) run() {
	d.Helper()
	for range 20 {
		if err := d.bot.RunDue(context.Background(), d.clock.Now()); err != nil {
			d.Fatal(err)
		}
		d.idle()
		if at, ok, err := d.bot.NextDue(context.Background()); err != nil || !ok || at.After(d.clock.Now()) {
			return
		}
	}
	d.Fatal("there is always something due")
}

func (d *desk) idle() {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := d.bot.Idle(ctx); err != nil {
		d.Fatal(err)
	}
}

// open opens a poll of bram, and returns its id.
func (d *desk) open(line string) (id string) {
	d.Helper()
	known := map[string]bool{}
	for _, p := range d.polls() {
		known[p.ID] = true
	}
	d.do(&bot.Command{Origin: d.origin("bram"), Name: "peiling", Slash: true, Text: line})
	d.idle()
	for range 10 {
		d.run()
		for _, p := range d.polls() {
			if !known[p.ID] {
				return p.ID
			}
		}
		time.Sleep(time.Millisecond) // a job is due in whole milliseconds
	}
	d.Fatalf("no poll came of %q; bram read %q", line, d.said("bram"))
	return ""
}

func (d *desk) polls() (all []store.Poll) {
	d.Helper()
	err := d.bot.Store.Read(context.Background(), func(r *store.Reader) (err error) {
		all, err = store.PollsIn(r, 10_000, store.PollOpen, store.PollClosed)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return all
}

func (d *desk) poll(id string) (p store.Poll) {
	d.Helper()
	err := d.bot.Store.Read(context.Background(), func(r *store.Reader) (err error) {
		p, err = store.PollByID(r, id)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return p
}

func (d *desk) said(who bot.UserID) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.told[who]
}

// pick answers from the menu of a poll without names.
func (d *desk) pick(id string, who bot.UserID, choice int) {
	d.Helper()
	d.do(&bot.Press{Origin: d.origin(who), Action: "poll.pick", Value: id, Choice: fmt.Sprint(choice)})
}

// name presses a button of a poll with names.
func (d *desk) name(id string, who bot.UserID, choice int) {
	d.Helper()
	d.do(&bot.Press{Origin: d.origin(who), Action: "poll.named", Value: fmt.Sprint(id, " ", choice)})
}

// fill sends the form of a poll whose answers are final.
func (d *desk) fill(id string, who bot.UserID, choice int) {
	d.Helper()
	d.do(&bot.Submit{Origin: d.origin(who), Action: "poll.answer", State: id, Values: bot.Values{"q0p0": {fmt.Sprint(choice)}}})
}
