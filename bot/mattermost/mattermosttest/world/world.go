// Package world is a world of people on a Mattermost server: they use its REST
// interface and websocket as their clients do, and the adapter is a bot there.
// What it sees is what their clients were sent, so what really got through, and
// to whom. The server is mattermosttest's, or a real one.
package world

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost"
	"wegwijs/bot/mattermost/mattermosttest"
)

// World is a server with bottest's people on it, and the adapter.
type World struct {
	site     *mattermosttest.Site
	bare     bool
	patience time.Duration               // with a server that does not tell when all has come
	again    func(context.Context) error // does the last thing somebody did once more, where such a server cannot
	clock    clock
	memory   mattermost.Memory
	hook     *httptest.Server // where the server calls the adapter
	faults   *faults
	log      zerolog.Logger

	interviews bottest.Interviews // of forms that were asked for by words

	mu      sync.Mutex
	adapter *mattermost.Mattermost
	running int  // how many Runs there are
	starts  bool // one more is about to be
	fail    struct {
		times  int
		reason bot.Reason
		after  time.Duration
	}
	known  map[string]string // what was seen of each post, by its id
	drafts map[string]*draft // the form each person has open
	seen   []bottest.Seen
	broken []error
}

var (
	_ bottest.World    = (*World)(nil)
	_ bottest.Clocked  = (*World)(nil)
	_ bottest.Settler  = (*World)(nil)
	_ bottest.Lossy    = (*World)(nil)
	_ bottest.Waiting  = (*World)(nil)
	_ bottest.Starting = (*World)(nil)
)

// Options say which world.
type Options struct {
	// Bare has a bot without any right but to post where it is a member: what
	// only one person may see reaches them some other way, and an administrator
	// made the slash command by hand.
	Bare bool
	Log  zerolog.Logger // of the adapter
	// Memory is where the adapter keeps things; nil is a memory of the world.
	Memory mattermost.Memory
	// Watch is told of every request to the server and of every one it makes; nil is nobody.
	Watch func(method, url string, body []byte)
}

// New makes a world on a server of its own, below a sub-path.
func New(opt Options) (*World, error) {
	w := &World{bare: opt.Bare, clock: clock{now: bot.WallClock{}}, log: opt.Log, memory: opt.Memory}
	server := mattermosttest.NewServer(mattermosttest.Options{SubPath: "/chat", Clock: &w.clock, Bare: opt.Bare, Watch: opt.Watch})
	return w.furnish(server.Site())
}

// On makes a world on a server that is furnished. patience is how long that
// server may take to bring an event to clients.
func On(site *mattermosttest.Site, patience time.Duration, log zerolog.Logger) (*World, error) {
	w := &World{patience: patience, clock: clock{now: bot.WallClock{}}, log: log}
	return w.furnish(site)
}

func (w *World) furnish(site *mattermosttest.Site) (*World, error) {
	w.site, w.known, w.drafts = site, map[string]string{}, map[string]*draft{}
	if w.memory == nil {
		w.memory = bottest.NewKept(&w.clock)
	}
	w.faults = newFaults()
	w.hook = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		m := w.adapter
		w.mu.Unlock()
		if w.site.Fake == nil {
			w.remember(r)
		}
		m.Handler().ServeHTTP(rw, r)
	}))
	if err := w.open(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// commands are the slash commands of every world; which of them mean something
// is for the bot to say.
func commands() []mattermost.SlashCommand {
	hint := bot.Phrase{NL: "[vraag]", EN: "[question]"}
	return []mattermost.SlashCommand{
		{Name: "wegwijs", Description: bot.Phrase{NL: "Vraag het Wegwijs", EN: "Ask Wegwijs"}, Hint: hint},
		{Name: "peiling", Description: bot.Phrase{NL: "Peil je kanaal", EN: "Poll your channel"}, Hint: hint},
		{Name: "aic", Description: bot.Phrase{NL: "Breng iets in", EN: "Bring something in"}, Hint: hint},
	}
}

func (w *World) open() error {
	m, err := mattermost.New(mattermost.Options{
		URL: w.site.URL, Token: w.site.BotToken, Teams: []string{w.site.TeamName}, PublicURL: w.hook.URL,
		Commands: commands(),
		Lang:     bot.NL, Zone: bottest.Zone, Memory: w.memory, Clock: &w.clock, Log: w.log, Transport: w.faults,
	})
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.adapter = m
	return nil
}

// Server returns the server of a world that has one of its own.
func (w *World) Server() *mattermosttest.Server { return w.site.Fake }

// Site returns who and what is on the server.
func (w *World) Site() *mattermosttest.Site { return w.site }

// SetClock sets the clock of the adapter and of the server.
func (w *World) SetClock(c bot.Clock) { w.clock.set(c) }

// SetIdle sets how to wait for the bot between two answers of an interview.
func (w *World) SetIdle(idle func(context.Context) error) { w.interviews.SetIdle(idle) }

// Starts says that the adapter is about to run.
func (w *World) Starts() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.starts = true
}

// Degrades tells what Mattermost cannot show.
func (w *World) Degrades() bottest.Degraded {
	return bottest.Degraded{PrivateDirect: w.bare, PrivateFilesDirect: true, NoFormsTyped: true, NoGuests: w.site.NoGuests}
}

// Platform returns the adapter, with the faults that Fail asks for.
func (w *World) Platform() bot.Platform {
	w.mu.Lock()
	defer w.mu.Unlock()
	return &watched{w.adapter, w}
}

// Fail makes the next n sends and edits fail.
func (w *World) Fail(n int, reason bot.Reason, retryAfter time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fail.times, w.fail.reason, w.fail.after = n, reason, retryAfter
}

// Secrets returns the bot's token, and those of its slash commands.
func (w *World) Secrets() []string {
	all := []string{w.site.BotToken}
	if w.site.Fake != nil {
		for _, c := range w.site.Fake.Commands(w.site.TeamName) {
			all = append(all, c.Token)
		}
	}
	return all
}

// Pinged returns whom the bot notified by name. A real server tells nobody.
func (w *World) Pinged() []string {
	if w.site.Fake == nil {
		return nil
	}
	var who []string
	for _, p := range w.site.Fake.Pinged() {
		if p.By != w.site.BotName {
			continue
		}
		if who = append(who, p.Names...); p.Everybody {
			who = append(who, "everybody")
		}
	}
	return who
}

// Settle waits until the adapter has handed on what its socket brought: it
// answers a ping when it has done so with everything before.
func (w *World) Settle(ctx context.Context) error {
	w.mu.Lock()
	running := w.running > 0 || w.starts
	w.mu.Unlock()
	if !running {
		return nil
	}
	if w.site.Fake == nil {
		return pause(ctx, w.patience)
	}
	if err := w.connected(ctx); err != nil {
		return err
	}
	return w.site.Fake.Settle(ctx, w.site.BotName)
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// connected waits until the adapter is.
func (w *World) connected(ctx context.Context) error {
	return w.until(ctx, "the adapter does not connect", func() bool { return w.adapterNow().Ready() == nil })
}

func (w *World) adapterNow() *mattermost.Mattermost {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.adapter
}

func (w *World) until(ctx context.Context, what string, is func() bool) error {
	for !is() {
		if err := pause(ctx, 2*time.Millisecond); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return nil
}

// Restart makes a new adapter with what the old one kept. The bot has finished
// what was under way; Kill leaves that out.
func (w *World) Restart(ctx context.Context) error {
	if err := w.adapterNow().Settle(); err != nil {
		return err
	}
	return w.Kill()
}

// Kill makes a new adapter as after the sudden end of the process.
func (w *World) Kill() error { return w.open() }

// Close ends the world.
func (w *World) Close() error {
	w.hook.Close()
	w.faults.Close()
	if w.site.Fake == nil {
		return nil // whoever furnished it
	}
	err := errors.Join(w.site.Fake.Broken()...)
	w.site.Fake.Close()
	return err
}

// watched is the adapter as the bot has it: it fails when it should.
type watched struct {
	*mattermost.Mattermost
	world *World
}

func (p *watched) Run(ctx context.Context, do bot.Dispatch) error {
	w := p.world
	w.mu.Lock()
	w.running++
	w.starts = false
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.running--
	}()
	return p.Mattermost.Run(ctx, func(ctx context.Context, e bot.Event) (bot.Ack, error) {
		if said, ok := e.(*bot.Mention); ok {
			again := *said
			w.mu.Lock()
			w.again = func(ctx context.Context) error {
				_, err := do(ctx, &again)
				return err
			}
			w.mu.Unlock()
		}
		return do(ctx, e)
	})
}

// User is somebody by the name and address people know, without what makes
// them the only one on a server.
func (p *watched) User(ctx context.Context, id bot.UserID) (bot.User, error) {
	u, err := p.Mattermost.User(ctx, id)
	if end := p.world.site.Suffix; end != "" {
		u.Handle = strings.TrimSuffix(u.Handle, "-"+end)
		u.Email = strings.Replace(u.Email, "+"+end+"@", "@", 1)
	}
	return u, err
}

// remember keeps a callback, to deliver it again.
func (w *World) remember(r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	again := r.Clone(context.Background())
	w.mu.Lock()
	defer w.mu.Unlock()
	w.again = func(context.Context) error {
		again.Body = io.NopCloser(bytes.NewReader(data))
		w.adapterNow().Handler().ServeHTTP(httptest.NewRecorder(), again)
		return nil
	}
}

// IDOf returns the id of somebody by the name people know them.
func (p *watched) IDOf(name string) bot.UserID {
	if person := p.world.site.People[name]; person != nil {
		return bot.UserID(person.ID)
	}
	return ""
}

// OpenForm also tells whether the person is asked field by field from now on:
// only a slash command, a button or a form has what opens one.
func (p *watched) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, lang bot.Lang) error {
	err := p.Mattermost.OpenForm(ctx, from, f, lang)
	for who, person := range p.world.site.People {
		if bot.UserID(person.ID) != from.From.ID {
			continue
		}
		if err == nil {
			p.world.interviews.Stop(who)
		}
		if errors.Is(err, bot.ErrNoForms) {
			if err := p.world.interviews.Begin(who, f, lang); err != nil {
				return &bot.SendError{Reason: bot.Invalid, Err: err}
			}
		}
	}
	return err
}

func (p *watched) Send(ctx context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	return p.Mattermost.Send(p.world.fault(ctx), to, m)
}

func (p *watched) Edit(ctx context.Context, to bot.Address, id bot.MessageID, m *bot.Message) error {
	return p.Mattermost.Edit(p.world.fault(ctx), to, id, m)
}

// fault marks a context so that the calls made with it fail, when it is time.
func (w *World) fault(ctx context.Context) context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fail.times <= 0 {
		return ctx
	}
	w.fail.times--
	return w.faults.mark(ctx, w.fail.reason, w.fail.after)
}

// clock is a clock that can be exchanged.
type clock struct {
	mu  sync.Mutex
	now bot.Clock
}

func (c *clock) set(to bot.Clock) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = to
}

func (c *clock) get() bot.Clock {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Now() time.Time { return c.get().Now() }

func (c *clock) AfterFunc(d time.Duration, f func()) func() bool { return c.get().AfterFunc(d, f) }
