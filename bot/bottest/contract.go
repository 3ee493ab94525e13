package bottest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
)

// Contract is what every adapter must do, tried out on the adapter alone: the
// suite takes its events itself and calls Send, Edit and OpenForm directly. It
// needs a new world for each test.
func Contract(t *testing.T, newWorld func(t *testing.T) World) {
	for _, c := range []struct {
		name string
		test func(*bench)
	}{
		{"a mention arrives without the mention", (*bench).mentions},
		{"what is not addressed does not arrive", (*bench).unaddressed},
		{"a thread is a thread", (*bench).threads},
		{"a direct message", (*bench).directly},
		{"a slash command", (*bench).slash},
		{"what people type arrives as typed", (*bench).typedAsIs},
		{"a button", (*bench).buttons},
		{"a menu", (*bench).menus},
		{"what means the same is told apart", (*bench).twins},
		{"a form with every kind of field", (*bench).forms},
		{"field errors keep the form open", (*bench).fieldErrors},
		{"an event comes again with the same id", (*bench).redelivery},
		{"a deleted message is gone", (*bench).gone},
		{"buttons outlive a restart", (*bench).restart},
		{"every kind of block arrives", (*bench).blocks},
		{"both languages", (*bench).languages},
		{"private stays private", (*bench).private},
		{"an edit changes the message", (*bench).edits},
		{"a message gets a picture", (*bench).pictures},
		{"one Once is one message", (*bench).once},
		{"errors have a reason", (*bench).reasons},
		{"an address that does not exist", (*bench).nowhere},
		{"people and members", (*bench).people},
		{"what was said in a channel", (*bench).said},
		{"an action at a message", (*bench).actions},
		{"channels by name", (*bench).guide},
		{"people by name", (*bench).finder},
		{"what people type cannot act", (*bench).inert},
		{"a long message is not cut", (*bench).long},
		{"a call that is cancelled", (*bench).cancelled},
		{"many at once", (*bench).together},
		{"running ends when it is told to", (*bench).ends},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, newWorld(t))
			defer b.close() // also when the test ends early
			c.test(b)
		})
	}
}

// within is how long the suite waits for what must happen.
const within = 20 * time.Second

// bench is one world under test with a bot that only listens.
type bench struct {
	*testing.T
	w     World
	ctx   context.Context
	loses Degraded
	lossy map[string]bool

	events chan bot.Event
	mu     sync.Mutex
	answer func(bot.Event) bot.Ack
	errs   []error
	stop   context.CancelFunc
	ran    chan error // nil when Run is not running
}

func newBench(t *testing.T, w World) *bench {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	b := &bench{T: t, w: w, ctx: ctx, events: make(chan bot.Event, 1000), lossy: map[string]bool{}}
	if l, ok := w.(Lossy); ok {
		b.loses = l.Degrades()
	}
	for _, k := range b.loses.AsText {
		b.lossy[k] = true
	}
	if s, ok := w.(Waiting); ok {
		s.SetIdle(func(context.Context) error { return nil })
	}
	b.run()
	return b
}

func (b *bench) run() {
	ctx, cancel := context.WithCancel(b.ctx)
	ran := make(chan error, 1)
	b.stop, b.ran = cancel, ran
	p := b.w.Platform()
	go func() {
		ran <- p.Run(ctx, func(_ context.Context, e bot.Event) (bot.Ack, error) {
			b.mu.Lock()
			answer := b.answer
			b.mu.Unlock()
			b.events <- e
			if answer != nil {
				return answer(e), nil
			}
			return bot.Ack{}, nil
		})
	}()
}

// halt ends Run and waits for it, unless it has ended.
func (b *bench) halt() {
	b.Helper()
	if b.ran == nil {
		return
	}
	b.stop()
	select {
	case err := <-b.ran:
		if err != nil {
			b.Errorf("Run returned %v, not nil, after its context ended", err)
		}
	case <-time.After(within):
		b.Errorf("Run did not return within %v after its context ended", within)
	}
	b.ran = nil
}

// close ends the world and looks whether any error held a secret.
func (b *bench) close() {
	b.Helper()
	b.halt()
	for _, err := range b.errs {
		for _, secret := range b.w.Secrets() {
			if secret != "" && strings.Contains(err.Error(), secret) {
				b.Errorf("an error holds a secret: %T", err)
			}
		}
	}
	if err := b.w.Close(); err != nil {
		b.Errorf("close: %v", err)
	}
}

// did fails when a person could not do something.
func (b *bench) did(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// next waits for an event.
func (b *bench) next() bot.Event {
	b.Helper()
	select {
	case e := <-b.events:
		return e
	case <-time.After(within):
		b.Fatalf("no event within %v", within)
		return nil
	}
}

func expect[E bot.Event](b *bench) E {
	b.Helper()
	e := b.next()
	got, ok := e.(E)
	if !ok {
		b.Fatalf("got a %T, want a %T", e, got)
	}
	return got
}

// hello makes alice say something in #algemeen, to learn where that is.
func (b *bench) hello() *bot.Mention {
	b.Helper()
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, "@wegwijs hallo"))
	return expect[*bot.Mention](b)
}

func (b *bench) here(m *bot.Mention) bot.Address {
	return bot.Address{Platform: m.Platform, Channel: m.Channel, Lang: bot.NL}
}

func (b *bench) alone(m *bot.Mention) bot.Address {
	return bot.Address{Platform: m.Platform, User: m.From.ID, Lang: bot.NL}
}

func (b *bench) send(to bot.Address, blocks ...bot.Block) bot.MessageID {
	b.Helper()
	id, err := b.w.Platform().Send(b.ctx, to, bot.Say(blocks...))
	if err != nil {
		b.Fatalf("send: %v", err)
	}
	if id == "" {
		b.Fatal("send: no message id")
	}
	return id
}

// seen returns what was shown, and insists on n of it.
func (b *bench) seen(n int) []Seen {
	b.Helper()
	all, err := b.w.Seen(b.ctx)
	if err != nil {
		b.Fatalf("seen: %v", err)
	}
	if len(all) != n {
		b.Fatalf("%d things were seen, want %d:\n%s", len(all), n, transcribe(all))
	}
	return all
}

func transcribe(all []Seen) string {
	var out strings.Builder
	for _, s := range all {
		shown := Show(s, bot.NL)
		fmt.Fprintf(&out, "> %s\n", shown.Head.In(bot.NL))
		for _, l := range shown.Lines {
			fmt.Fprintf(&out, "> %s\n", l)
		}
	}
	return out.String()
}

// fails checks that err has a reason, and keeps it to look for secrets.
func (b *bench) fails(what string, err error, reasons ...bot.Reason) *bot.SendError {
	b.Helper()
	if err == nil {
		b.Fatalf("%s succeeded, want an error: %v", what, reasons)
	}
	b.failed(err)
	var s *bot.SendError
	if !errors.As(err, &s) {
		b.Fatalf("%s: got %T, want a *bot.SendError", what, err)
	}
	for _, r := range reasons {
		if s.Reason == r {
			return s
		}
	}
	b.Fatalf("%s: reason %v (%v), want one of %v", what, s.Reason, err, reasons)
	return nil
}

// failed keeps an error to look for secrets in it.
func (b *bench) failed(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.errs = append(b.errs, err)
}

// origin checks what every event of a person carries.
func (b *bench) origin(e bot.Event, who string, channel bool) *bot.Origin {
	b.Helper()
	o := bot.OriginOf(e)
	if o.ID == "" {
		b.Error("the event has no id")
	}
	if o.Platform != b.w.Platform().Name() {
		b.Errorf("the event is of platform %q, want %q", o.Platform, b.w.Platform().Name())
	}
	if since := time.Since(o.At); since < -time.Second || since > time.Minute {
		b.Errorf("the event is of %v, that is %v ago", o.At, since)
	}
	if o.Direct == channel {
		b.Errorf("Direct is %v", o.Direct)
	}
	if channel && o.Channel == "" {
		b.Error("the event has no channel")
	}
	if o.From.ID == "" {
		b.Fatal("the event is from nobody")
	}
	u, err := b.w.Platform().User(b.ctx, o.From.ID)
	if err != nil {
		b.Fatalf("who is it from: %v", err)
	}
	if p, _ := person(who); u.Name != p.Name {
		b.Errorf("the event is from %q, want %q", u.Name, p.Name)
	}
	if o.Mark != "" {
		b.Error("Mark is the router's to set")
	}
	return o
}

func para(s string) bot.Block { return bot.Para{Text: bot.Plain(s)} }

// allWords is everything a person reads of what was seen.
func allWords(all []Seen) string {
	var out []string
	for _, s := range all {
		for _, b := range s.Blocks {
			out = append(out, b.Text, b.Hint)
			out = append(out, b.Options...)
			for _, r := range b.Rows {
				out = append(out, r...)
			}
			if b.Kind == "file" {
				out = append(out, string(b.Data)) // long text may arrive as a file
			}
		}
		out = append(out, s.Title, s.Submit)
		for _, f := range s.Fields {
			out = append(out, f.Label, f.Help)
			out = append(out, f.Options...)
			out = append(out, f.Value...)
		}
		for _, e := range s.Errors {
			out = append(out, e.Label)
			out = append(out, e.Values...)
		}
	}
	return plainWords(strings.Join(out, "\n"))
}
