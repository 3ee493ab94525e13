// Package world is a world of people in a Slack workspace: what they do reaches
// the adapter in Slack's own wire format, and what it says is read back from
// what Slack would store and show. The workspace is slacktest's.
package world

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack"
	"wegwijs/bot/slack/slacktest"
)

// World is a workspace with bottest's people in it, and the adapter.
type World struct {
	server *slacktest.Server
	opt    Options
	clock  clock
	memory *bottest.Kept
	hook   *httptest.Server // where Slack calls the adapter, when it does
	faults *faults
	hears  bool // of messages that are deleted in channels

	interviews bottest.Interviews // of forms that were asked for by words

	mu      sync.Mutex
	adapter *slack.Slack
	running int // how many Runs there are
	fail    struct {
		times  int
		reason bot.Reason
		after  time.Duration
	}
	known  map[string]string // what was seen of each message, by place and time
	seen   []bottest.Seen
	broken []error
}

var (
	_ bottest.World   = (*World)(nil)
	_ bottest.Clocked = (*World)(nil)
	_ bottest.Settler = (*World)(nil)
	_ bottest.Lossy   = (*World)(nil)
	_ bottest.Waiting = (*World)(nil)
	_ bottest.Chooser = (*World)(nil)
)

// Options say which world.
type Options struct {
	HTTP    bool // Slack calls the adapter; else there are sockets
	Sockets int  // how many; 0 is 1
	// History has an app that also hears what is said in channels: then it is
	// told when somebody deletes a message of ours there.
	History bool
	// Actions are the message shortcuts of the app; nil is one for /aic onderwerp.
	Actions []slack.MessageAction
	Grid    bool // the workspace is one of an Enterprise Grid
	Log     zerolog.Logger
	// Keeps is where the adapter keeps things; nil is a memory of the world.
	Keeps slack.Memory
	// Watch is told of every call of a method and of everything that is
	// delivered, with its kind for an address; nil is nobody.
	Watch func(method, url string, body []byte)
}

// New makes a world in a workspace of its own.
func New(opt Options) (*World, error) {
	w := &World{opt: opt, clock: clock{now: bot.WallClock{}}, known: map[string]string{}, hears: opt.History}
	w.memory = bottest.NewKept(&w.clock)
	w.faults = newFaults()
	if w.opt.Actions == nil {
		w.opt.Actions = []slack.MessageAction{{Command: "aic", Word: "onderwerp"}}
	}
	so := slacktest.Options{Clock: &w.clock, Watch: opt.Watch}
	for _, a := range w.opt.Actions {
		so.Actions = append(so.Actions, a.ID())
	}
	if opt.History {
		so.Scopes = append(append([]string{}, slacktest.Scopes...), "channels:history", "groups:history")
		so.Events = append(append([]string{}, slacktest.Events...), "message.channels", "message.groups")
	}
	if opt.Grid {
		so.Enterprise = "E012ABCDEF"
	}
	w.server = slacktest.NewServer(so)
	if opt.HTTP {
		w.hook = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			w.adapterNow().Handler().ServeHTTP(rw, r)
		}))
		w.server.SetEndpoint(w.hook.URL + "/slack")
	}
	if err := w.open(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// commands are the slash commands of every world; which of them mean something
// is for the bot to say.
func commands() []slack.SlashCommand {
	hint := bot.Phrase{NL: "[vraag]", EN: "[question]"}
	return []slack.SlashCommand{
		{Name: "wegwijs", Description: bot.Phrase{NL: "Vraag het Wegwijs", EN: "Ask Wegwijs"}, Hint: hint},
		{Name: "peiling", Description: bot.Phrase{NL: "Peil je kanaal", EN: "Poll your channel"}, Hint: hint},
		{Name: "aic", Description: bot.Phrase{NL: "Breng iets in", EN: "Bring something in"}, Hint: hint},
	}
}

func (w *World) open() error {
	opt := slack.Options{
		BotToken: w.server.BotToken, AppToken: w.server.AppToken, APIURL: w.server.URL, Sockets: w.opt.Sockets, Commands: commands(), Actions: w.opt.Actions,
		Lang: bot.NL, Zone: bottest.Zone, Memory: w.memory, Clock: &w.clock, Log: w.opt.Log, Transport: w.faults,
	}
	if w.opt.HTTP {
		opt.AppToken, opt.SigningSecret = "", w.server.SigningSecret
	}
	if w.opt.Keeps != nil {
		opt.Memory = w.opt.Keeps
	}
	s, err := slack.New(opt)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.adapter = s
	return nil
}

// Server returns the workspace.
func (w *World) Server() *slacktest.Server { return w.server }

// Adapter returns the adapter as it is.
func (w *World) Adapter() *slack.Slack { return w.adapterNow() }

// Memory returns what the adapter keeps.
func (w *World) Memory() *bottest.Kept { return w.memory }

// SetClock sets the clock of the adapter and of Slack.
func (w *World) SetClock(c bot.Clock) { w.clock.set(c) }

// SetIdle sets how to wait for the bot between two answers of an interview.
func (w *World) SetIdle(idle func(context.Context) error) { w.interviews.SetIdle(idle) }

// Degrades tells what Slack cannot show.
func (w *World) Degrades() bottest.Degraded {
	return bottest.Degraded{PrivateFilesDirect: true, NoFormsTyped: true, NoGone: !w.hears, NoSaid: !w.hears}
}

// Platform returns the adapter, with the faults that Fail asks for.
func (w *World) Platform() bot.Platform { return &watched{w.adapterNow(), w} }

// Fail makes the next n sends and edits fail.
func (w *World) Fail(n int, reason bot.Reason, retryAfter time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fail.times, w.fail.reason, w.fail.after = n, reason, retryAfter
}

// Secrets returns the tokens and the signing secret.
func (w *World) Secrets() []string {
	return []string{w.server.BotToken, w.server.AppToken, w.server.SigningSecret}
}

// Pinged returns whom the bot notified by name.
func (w *World) Pinged() []string { return w.server.Pinged() }

// Settle waits until the adapter has handed on what was delivered.
func (w *World) Settle(ctx context.Context) error {
	w.mu.Lock()
	running := w.running > 0
	w.mu.Unlock()
	if !running {
		return nil
	}
	if err := w.server.Settle(ctx); err != nil {
		return err
	}
	return w.adapterNow().Settle(ctx) // a busy one acknowledges before it hands on
}

// connected waits until the adapter is.
func (w *World) connected(ctx context.Context) error {
	for {
		err := w.adapterNow().Ready()
		if err == nil {
			return nil
		}
		select {
		case <-time.After(2 * time.Millisecond):
		case <-ctx.Done():
			return fmt.Errorf("the adapter does not connect: %w", errors.Join(err, ctx.Err()))
		}
	}
}

func (w *World) adapterNow() *slack.Slack {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.adapter
}

// Restart makes a new adapter with what the old one kept.
func (w *World) Restart(ctx context.Context) error {
	if err := w.server.Settle(ctx); err != nil {
		return err
	}
	return w.open()
}

// Close ends the world.
func (w *World) Close() error {
	w.server.Close()
	if w.hook != nil {
		w.hook.Close()
	}
	w.faults.Close()
	return errors.Join(w.server.Broken()...)
}

// watched is the adapter as the bot has it: it fails when it should.
type watched struct {
	*slack.Slack
	world *World
}

func (p *watched) Run(ctx context.Context, do bot.Dispatch) error {
	w := p.world
	w.mu.Lock()
	w.running++
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.running--
	}()
	return p.Slack.Run(ctx, do)
}

// IDOf returns the id of somebody by the name people know them.
func (p *watched) IDOf(name string) bot.UserID { return bot.UserID(p.world.server.UserID(name)) }

// OpenForm also tells whether the person is asked field by field from now on:
// only a slash command, a button or a form has what opens one.
func (p *watched) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, lang bot.Lang) error {
	err := p.Slack.OpenForm(ctx, from, f, lang)
	who := p.world.server.NameOf(string(from.From.ID))
	if err == nil {
		p.world.interviews.Stop(who)
	}
	if errors.Is(err, bot.ErrNoForms) {
		if err := p.world.interviews.Begin(who, f, lang); err != nil {
			return &bot.SendError{Reason: bot.Invalid, Err: err}
		}
	}
	return err
}

func (p *watched) Send(ctx context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	return p.Slack.Send(p.world.fault(ctx), to, m)
}

func (p *watched) Edit(ctx context.Context, to bot.Address, id bot.MessageID, m *bot.Message) error {
	return p.Slack.Edit(p.world.fault(ctx), to, id, m)
}

// fault marks a context so that what is written with it fails, when it is time.
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
