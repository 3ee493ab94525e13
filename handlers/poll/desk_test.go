package poll

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A desk is where polls are made in tests: two platforms that only remember what
// they were told, and everything else as it is.
type desk struct {
	t      *testing.T
	polls  *Poll
	router *bot.Router
	store  *store.Store
	clock  *bottest.Clock
	chat   *floor
	slack  *floor
	events int
}

// A floor is a platform with people and channels.
type floor struct {
	name bot.PlatformName

	mu       sync.Mutex
	people   map[bot.UserID]bot.User
	channels map[string]*room // by name
	said     []string
	form     *bot.Form
	broken   error // of every look at a channel or its people
}

type room struct {
	members  []bot.UserID
	keepers  []bot.UserID
	absent   bool // the bot is not in it
	archived bool
}

func (o *floor) Name() bot.PlatformName                        { return o.name }
func (o *floor) Run(ctx context.Context, _ bot.Dispatch) error { <-ctx.Done(); return nil }

func (o *floor) Send(_ context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	where := "to " + string(to.User)
	if to.User == "" {
		where = "in " + string(to.Channel)
	}
	o.said = append(o.said, where+"\n"+words(m, to.Lang))
	return bot.MessageID(fmt.Sprint(len(o.said))), nil
}

func (o *floor) Edit(context.Context, bot.Address, bot.MessageID, *bot.Message) error { return nil }

func (o *floor) OpenForm(_ context.Context, _ *bot.Origin, f *bot.Form, _ bot.Lang) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.form = f
	return nil
}

func (o *floor) User(_ context.Context, id bot.UserID) (bot.User, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if u, ok := o.people[id]; ok {
		return u, nil
	}
	return bot.User{}, &bot.SendError{Reason: bot.NotFound}
}

func (o *floor) Members(_ context.Context, id bot.ChannelID) (bot.Members, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	r := o.channels[strings.TrimPrefix(string(id), "id-")]
	switch {
	case o.broken != nil:
		return bot.Members{}, o.broken
	case r == nil:
		return bot.Members{}, &bot.SendError{Reason: bot.NotFound}
	}
	all := bot.Members{Users: slices.Clone(r.members)}
	for _, id := range r.members {
		if o.people[id].Guest {
			all.Guests++
		}
	}
	return all, nil
}

func (o *floor) Channel(_ context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	name := strings.TrimPrefix(nameOrID, "id-")
	r := o.channels[name]
	switch {
	case o.broken != nil:
		return bot.Channel{}, o.broken
	case r == nil:
		return bot.Channel{}, &bot.SendError{Reason: bot.NotFound}
	}
	return bot.Channel{
		ID: bot.ChannelID("id-" + name), Name: name, Joined: !r.absent, Archived: r.archived,
		Member: slices.Contains(r.members, as), Keeper: slices.Contains(r.keepers, as),
	}, nil
}

// words are a message as somebody reads it.
func words(m *bot.Message, l bot.Lang) string {
	var lines []string
	say := func(mark string, t bot.Text) { lines = append(lines, mark+t.In(l, bot.Literal)) }
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case bot.Para:
			if b.Text != nil {
				say("", b.Text)
			}
			for _, item := range b.Items {
				say("- ", item)
			}
		case bot.Fields:
			for _, pair := range b {
				lines = append(lines, "= "+pair.Label.In(l, bot.Literal)+": "+pair.Value.In(l, bot.Literal))
			}
		case bot.Buttons:
			for _, x := range b {
				lines = append(lines, "["+x.Label.In(l, bot.Literal)+"] "+x.Action+" "+x.Value)
			}
		case bot.Menu:
			say("{} ", b.Label)
		case bot.Note:
			say("~ ", b.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// people makes a number of people with e-mail addresses, beside named ones.
func people(o *floor, channel string, n int) {
	r := &room{}
	for i := range n {
		id := bot.UserID(fmt.Sprintf("%s-%s-%d", o.name, channel, i))
		o.people[id] = bot.User{ID: id, Name: "Iemand", Handle: string(id), Lang: bot.NL, Email: string(id) + "@example.nl"}
		r.members = append(r.members, id)
	}
	o.channels[channel] = r
}

func newFloor(name bot.PlatformName) *floor {
	o := &floor{name: name, people: map[bot.UserID]bot.User{}, channels: map[string]*room{}}
	for _, who := range []string{"bram", "sien", "alice", "kees"} {
		o.people[bot.UserID(who)] = bot.User{ID: bot.UserID(who), Name: strings.ToUpper(who[:1]) + who[1:], Handle: who, Lang: bot.NL, Email: who + "@example.nl"}
	}
	o.people["gast"] = bot.User{ID: "gast", Name: "Gast", Handle: "gast", Lang: bot.NL, Guest: true}
	people(o, "algemeen", 20)
	people(o, "beheer", 12)
	people(o, "klein", 4)
	people(o, "stil", 15)
	for _, r := range o.channels {
		r.members = append(r.members, "bram", "sien", "alice", "kees")
	}
	o.channels["stil"].absent = true
	people(o, "besloten", 12)
	people(o, "oud", 12)
	o.channels["oud"].members = append(o.channels["oud"].members, "bram")
	o.channels["oud"].archived = true
	return o
}

func newDesk(t *testing.T, change func(*Options)) *desk {
	t.Helper()
	dir := t.TempDir()
	d := &desk{t: t, clock: bottest.NewClock(bottest.Start), chat: newFloor("chat"), slack: newFloor("slack")}
	var err error
	d.store, err = store.Open(t.Context(), filepath.Join(dir, "x.db"), store.Options{Log: zerolog.Nop(), Clock: d.clock})
	if err != nil {
		t.Fatal(err)
	}
	d.router = bot.NewRouter(bot.Options{
		Memory: d.store, Clock: d.clock, Log: zerolog.Nop(), Home: "wegwijs", Zone: bottest.Zone,
		Roster: bot.Roster{bot.Adviser: {"chat:bram", "chat:sien"}, bot.Admin: {"chat:max"}},
	})
	keys, err := store.OpenKeys(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{
		Command: "peiling", Router: d.router, Store: d.store, Keys: keys, Zone: bottest.Zone,
		Rules: survey.Rules{MinAnswers: 5, MinGroup: 10}, Purpose: "weten hoe het gaat", LegalBasis: "gerechtvaardigd belang",
		Admins: []string{"chat:max", "beheer@example.nl"}, NamesFor: 90 * 24 * time.Hour,
		Lang: func(bot.PlatformName, bot.ChannelID) bot.Lang { return bot.NL },
	}
	if change != nil {
		change(&opt)
	}
	d.polls = New(opt)
	d.polls.Register(d.router.Feature("poll"))
	d.router.AddPlatform(d.chat)
	d.router.AddPlatform(d.slack)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := d.router.Close(ctx); err != nil {
			t.Error(err)
		}
		d.store.Close()
	})
	return d
}

func (d *desk) origin(who, channel string) bot.Origin {
	d.events++
	o := bot.Origin{ID: fmt.Sprint("e", d.events), Platform: "chat", From: d.chat.people[bot.UserID(who)], Reply: "trigger", Channel: bot.ChannelID("id-" + channel)}
	o.Direct = channel == ""
	return o
}

// do hands over an event and returns what was said because of it.
func (d *desk) do(e bot.Event) (said string, ack bot.Ack) {
	d.t.Helper()
	ack, err := d.router.Dispatch(d.t.Context(), e)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.router.Idle(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	d.chat.mu.Lock()
	defer d.chat.mu.Unlock()
	said, d.chat.said = strings.Join(d.chat.said, "\n\n"), nil
	return said, ack
}

// types lets somebody type a slash command of polls in a channel.
func (d *desk) types(who, channel, text string) string {
	d.t.Helper()
	said, _ := d.do(&bot.Command{Origin: d.origin(who, channel), Name: "peiling", Text: text, Slash: true})
	return said
}

func (d *desk) presses(who, action, value string) string {
	d.t.Helper()
	said, _ := d.do(&bot.Press{Origin: d.origin(who, "algemeen"), Action: action, Value: value})
	return said
}

// fills sends the form that is open, with some of its fields changed.
func (d *desk) fills(who string, change map[string]string) (said string, wrong map[string]string) {
	d.t.Helper()
	if d.chat.form == nil {
		d.t.Fatal("no form is open")
	}
	f, v := d.chat.form, bot.Values{}
	for _, field := range f.Fields {
		if len(field.Value) > 0 {
			v[field.Name] = field.Value
		}
	}
	for name, value := range change {
		if !slices.ContainsFunc(f.Fields, func(x bot.Field) bool { return x.Name == name }) {
			d.t.Fatalf("the form has no field %s", name)
		}
		delete(v, name)
		if value != "" {
			v[name] = []string{value}
		}
	}
	said, ack := d.do(&bot.Submit{Origin: d.origin(who, "algemeen"), Action: f.Action, State: f.State, Values: v})
	wrong = map[string]string{}
	for name, t := range ack.Errors {
		wrong[name] = t.In(bot.NL, bot.Literal)
	}
	if len(wrong) == 0 {
		d.chat.form = nil
	}
	return said, wrong
}

// stored are all polls, the newest first.
func (d *desk) stored() (all []*poll) {
	d.t.Helper()
	err := d.store.Read(d.t.Context(), func(r *store.Reader) error {
		raw, err := store.PollsIn(r, 100, store.PollDraft, store.PollWaiting, store.PollOpen, store.PollClosed, store.PollDeleted)
		for _, one := range raw {
			x, err := decode(r, one)
			if err != nil {
				return err
			}
			all = append(all, x)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// only is the one poll there is.
func (d *desk) only() *poll {
	d.t.Helper()
	all := d.stored()
	if len(all) != 1 {
		d.t.Fatalf("there are %d polls, want 1", len(all))
	}
	return all[0]
}

// onlyDraft is the one draft there is.
func (d *desk) onlyDraft() *poll {
	d.t.Helper()
	all := slices.DeleteFunc(d.stored(), func(x *poll) bool { return x.State != store.PollDraft })
	if len(all) != 1 {
		d.t.Fatalf("there are %d drafts, want 1", len(all))
	}
	return all[0]
}

// has fails unless all of these words were said.
func has(t *testing.T, said string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("%.200q is not in:\n%.1500s", w, said)
		}
	}
}

// hasNot fails when one of these words was said.
func hasNot(t *testing.T, said string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(said, w) {
			t.Errorf("%.200q is in:\n%.1500s", w, said)
		}
	}
}
