package poll

import (
	"bytes"
	"context"
	"errors"
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

// An office is the feature with everything it needs, and chat programs that
// remember what they were told. It is for what transcripts cannot do: a choice
// that nobody can see any more, two devices at once, a file that is missing.
type office struct {
	t      *testing.T
	dir    string
	clock  *bottest.Clock
	store  *store.Store
	keys   *store.Keys
	router *bot.Router
	poll   *Poll
	log    *bytes.Buffer
	chats  map[bot.PlatformName]*chat
	events int
}

// A chat is a platform in memory.
type chat struct {
	name     bot.PlatformName
	mu       sync.Mutex
	people   map[bot.UserID]bot.User
	channels map[bot.ChannelID][]bot.UserID
	said     []said
	refuse   map[bot.ChannelID]bot.Reason
	members  int             // how often it was asked who is in a channel
	away     bool            // it cannot say who somebody is now
	down     []bot.ChannelID // channels about which it cannot say that now
}

// said is one thing that was sent or edited.
type said struct {
	to   bot.Address
	m    *bot.Message
	edit bool
}

func (c *chat) Name() bot.PlatformName                  { return c.name }
func (c *chat) Run(context.Context, bot.Dispatch) error { return nil }

func (c *chat) Send(_ context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if reason, ok := c.refuse[to.Channel]; ok && to.Channel != "" {
		return "", &bot.SendError{Reason: reason}
	}
	c.said = append(c.said, said{to, m, false})
	return bot.MessageID(fmt.Sprint("m", len(c.said))), nil
}

func (c *chat) Edit(_ context.Context, to bot.Address, _ bot.MessageID, m *bot.Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if reason, ok := c.refuse[to.Channel]; ok && to.Channel != "" {
		return &bot.SendError{Reason: reason}
	}
	c.said = append(c.said, said{to, m, true})
	return nil
}

func (c *chat) OpenForm(context.Context, *bot.Origin, *bot.Form, bot.Lang) error { return nil }

func (c *chat) User(_ context.Context, id bot.UserID) (bot.User, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.away {
		return bot.User{}, &bot.SendError{Reason: bot.Temporary}
	}
	u, ok := c.people[id]
	if !ok {
		return bot.User{}, &bot.SendError{Reason: bot.NotFound}
	}
	return u, nil
}

func (c *chat) Members(_ context.Context, channel bot.ChannelID) (bot.Members, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var m bot.Members
	c.members++
	if slices.Contains(c.down, channel) {
		return m, &bot.SendError{Reason: bot.Temporary}
	}
	ids, ok := c.channels[channel]
	if !ok {
		return m, &bot.SendError{Reason: bot.NotFound}
	}
	for _, id := range ids {
		if c.people[id].Bot || c.people[id].Inactive {
			continue
		}
		m.Users = append(m.Users, id)
		if c.people[id].Guest {
			m.Guests++
		}
	}
	return m, nil
}

func (c *chat) Channel(_ context.Context, name string, as bot.UserID) (bot.Channel, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ids, ok := c.channels[bot.ChannelID(name)]
	if !ok {
		return bot.Channel{}, &bot.SendError{Reason: bot.NotFound}
	}
	ch := bot.Channel{ID: bot.ChannelID(name), Name: name, Joined: true}
	for _, id := range ids {
		ch.Member = ch.Member || id == as
	}
	return ch, nil
}

// newOffice has people p1 to pN, with bram the maker, in #a, and half of them in
// #b, on every platform.
func newOffice(t *testing.T, n int, platforms ...bot.PlatformName) *office {
	t.Helper()
	if len(platforms) == 0 {
		platforms = []bot.PlatformName{"test"}
	}
	o := &office{t: t, dir: t.TempDir(), clock: bottest.NewClock(bottest.Start), log: &bytes.Buffer{}, chats: map[bot.PlatformName]*chat{}}
	for _, name := range platforms {
		c := &chat{name: name, people: map[bot.UserID]bot.User{}, channels: map[bot.ChannelID][]bot.UserID{}, refuse: map[bot.ChannelID]bot.Reason{}}
		c.people["bram"] = bot.User{ID: "bram", Name: "Bram Bakker", Handle: "bram", Lang: bot.NL, Email: "bram@minfin.nl"}
		c.channels["a"], c.channels["b"] = []bot.UserID{"bram"}, []bot.UserID{"bram"}
		for i := 1; i < n; i++ {
			id := bot.UserID(fmt.Sprint("p", i))
			c.people[id] = bot.User{ID: id, Name: fmt.Sprint("Persoon ", i), Handle: string(id), Lang: bot.NL, Email: fmt.Sprint("p", i, "@minfin.nl")}
			c.channels["a"] = append(c.channels["a"], id)
			if i%2 == 0 {
				c.channels["b"] = append(c.channels["b"], id)
			}
		}
		o.chats[name] = c
	}
	o.start()
	t.Cleanup(func() { o.stop() })
	return o
}

func (o *office) start() {
	o.t.Helper()
	var err error
	if o.store, err = store.Open(o.t.Context(), filepath.Join(o.dir, "w.db"), store.Options{Clock: o.clock}); err != nil {
		o.t.Fatal(err)
	}
	if o.keys, err = store.OpenKeys(filepath.Join(o.dir, "keys")); err != nil {
		o.t.Fatal(err)
	}
	log := zerolog.New(zerolog.SyncWriter(o.log)) // two people at once write in it
	o.router = bot.NewRouter(bot.Options{Memory: o.store, Clock: o.clock, Log: log, Home: "wegwijs", Zone: bottest.Zone,
		Roster: bot.Roster{bot.Adviser: {"bram@minfin.nl", "adviseur@minfin.nl"}, bot.Admin: {"beheer@minfin.nl"}}})
	for _, c := range o.chats {
		o.router.AddPlatform(c)
	}
	o.poll = New(Options{Command: "peiling", Router: o.router, Store: o.store, Keys: o.keys, Zone: bottest.Zone, Log: log,
		Rules: survey.Rules{MinAnswers: 5, MinGroup: 10}, Purpose: "weten hoe het gaat", LegalBasis: "gerechtvaardigd belang", NamesFor: 90 * 24 * time.Hour,
		Lang: func(bot.PlatformName, bot.ChannelID) bot.Lang { return bot.NL }})
	o.poll.Register(o.router.Feature("poll"))
	if err := o.poll.Start(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	if err := o.router.Start(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) stop() {
	o.t.Helper()
	ctx := context.WithoutCancel(o.t.Context())
	if err := errors.Join(o.router.Close(ctx), o.store.Close()); err != nil {
		o.t.Error(err)
	}
}

// run does what is due now, until nothing is.
func (o *office) run() {
	o.t.Helper()
	for range 50 {
		n, err := o.store.RunDue(o.t.Context(), o.clock.Now(), func(ctx context.Context, j store.Job) error {
			_, err := o.router.Dispatch(ctx, &bot.Due{
				Origin: bot.Origin{ID: fmt.Sprint("job-", j.ID), Platform: bot.PlatformName(j.Platform), From: bot.User{ID: bot.UserID(j.User)},
					Channel: bot.ChannelID(j.Channel), At: o.clock.Now()},
				Kind: j.Kind, Key: j.Key, Payload: j.Payload, Tries: j.Tries})
			return err
		})
		if err != nil {
			o.t.Fatal(err)
		}
		if err := o.router.Idle(o.t.Context()); err != nil {
			o.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
	o.t.Fatal("there is always something due")
}

// wait lets time pass.
func (o *office) wait(d time.Duration) {
	o.t.Helper()
	o.clock.Advance(d)
	o.run()
}

// ask opens a poll by bram in these channels ("a", or "slack:a") and returns its id.
func (o *office) ask(s survey.Spec, channels ...string) string {
	o.t.Helper()
	id, err := newID()
	if err != nil {
		o.t.Fatal(err)
	}
	if s.Mode == "" {
		s.Mode = survey.Unnamed
	}
	var first bot.PlatformName
	for _, at := range channels {
		platform, channel, ok := strings.Cut(at, ":")
		if !ok {
			platform, channel = "test", at
		}
		if first == "" {
			first = bot.PlatformName(platform)
		}
		s.Places = append(s.Places, survey.Place{Platform: bot.PlatformName(platform), Channel: bot.ChannelID(channel), Name: channel})
	}
	x := &poll{Poll: store.Poll{ID: id, Platform: string(first), Maker: "bram", MakerName: "Bram Bakker", Created: o.clock.Now()}, spec: s}
	if err := o.store.Write(o.t.Context(), "", func(tx *store.Tx) error { return o.poll.place(tx, x, o.clock.Now()) }); err != nil {
		o.t.Fatal(err)
	}
	o.run()
	return id
}

func (o *office) origin(who, channel string) bot.Origin {
	platform, name, ok := strings.Cut(channel, ":")
	if !ok {
		platform, name = "test", channel
	}
	o.events++
	c := o.chats[bot.PlatformName(platform)]
	c.mu.Lock()
	defer c.mu.Unlock()
	u, ok := c.people[bot.UserID(who)]
	if !ok {
		u = bot.User{ID: bot.UserID(who), Name: who, Handle: who, Lang: bot.NL}
	}
	return bot.Origin{ID: fmt.Sprint("e", o.events), Platform: c.name, From: u, Channel: bot.ChannelID(name), Direct: name == "", At: o.clock.Now()}
}

// pick chooses from the menu of a poll, and returns what the person reads.
func (o *office) pick(id, who, channel string, choice int) string {
	o.t.Helper()
	return o.press(&bot.Press{Origin: o.origin(who, channel), Action: "poll.pick", Value: id, Choice: fmt.Sprint(choice)})
}

func (o *office) press(e *bot.Press) string {
	o.t.Helper()
	return o.said(e, func() error { _, err := o.router.Dispatch(o.t.Context(), e); return err })
}

func (o *office) submit(e *bot.Submit) (string, bot.FieldErrors) {
	o.t.Helper()
	var ack bot.Ack
	words := o.said(e, func() (err error) { ack, err = o.router.Dispatch(o.t.Context(), e); return err })
	return words, ack.Errors
}

// said does something and returns what the person of the event was told by it.
func (o *office) said(e bot.Event, do func() error) string {
	o.t.Helper()
	from := bot.OriginOf(e)
	c := o.chats[from.Platform]
	c.mu.Lock()
	before := len(c.said)
	c.mu.Unlock()
	if err := do(); err != nil {
		o.t.Fatal(err)
	}
	if err := o.router.Idle(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var words []string
	for _, s := range c.said[before:] {
		if s.to.User == from.From.ID {
			words = append(words, textOf(s.m))
		}
	}
	return strings.Join(words, "\n")
}

// shows is what the message of a poll in a channel shows now.
func (o *office) shows(id, channel string) string {
	o.t.Helper()
	platform, name, ok := strings.Cut(channel, ":")
	if !ok {
		platform, name = "test", channel
	}
	m, err := o.poll.view(o.t.Context(), keyFor(id, platform, name))
	if err != nil || m == nil {
		o.t.Fatalf("the poll shows %v, %v", m, err)
	}
	return textOf(m)
}

// stored is the poll as it is stored.
func (o *office) stored(id string) *poll {
	o.t.Helper()
	x, err := o.poll.read(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return x
}

// raw is the row of a poll, also of a deleted one.
func (o *office) raw(id string) (x store.Poll) {
	o.t.Helper()
	if err := o.store.Read(o.t.Context(), func(r *store.Reader) (err error) { x, err = store.PollByID(r, id); return err }); err != nil {
		o.t.Fatal(err)
	}
	return x
}

// textOf is a message in words, for comparing.
func textOf(m *bot.Message) string {
	var b strings.Builder
	say := func(t bot.Text) {
		if t != nil {
			b.WriteString(t.In(bot.NL, bot.Literal) + "\n")
		}
	}
	for _, block := range m.Blocks {
		switch block := block.(type) {
		case bot.Para:
			say(block.Text)
			for _, i := range block.Items {
				say(i)
			}
		case bot.Note:
			say(block.Text)
		case bot.Buttons:
			for _, x := range block {
				say(bot.Join(bot.Plain("["), x.Label, bot.Plain("]")))
			}
		case bot.Menu:
			say(block.Label)
		case bot.Picture:
			say(block.Alt)
		case bot.Table:
			for _, row := range append([][]bot.Text{block.Head}, block.Rows...) {
				say(joinWith(bot.Plain(" | "), row...))
			}
		}
	}
	return b.String()
}

// yesNo is the simplest poll there is.
func yesNo(question string) survey.Spec {
	return survey.Spec{Questions: []survey.Question{{Text: question, Kind: survey.YesNo}}}
}
