package web

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
)

// Web is a chat in the browser. It is a bot.Platform; Handler serves it.
type Web struct {
	world *world
	chat  *chat
	read  marks
	pages *pages

	before  int64         // the last event an earlier process took
	ready   chan struct{} // closed when Run has handed on what was left over
	stopped chan struct{} // closed when Run ends, or Close was called
	do      bot.Dispatch  // set before ready is closed
	running context.Context

	mu       sync.Mutex
	ran      bool
	closed   bool
	underWay sync.WaitGroup // what Run and Close wait for
	unsettle func() bool    // stops the timer that settles events; nil when there is none
	waiting  []string       // events that were kept and could not be handed on any more
}

var (
	_ bot.Platform = (*Web)(nil)
	_ bot.Reader   = (*Web)(nil)
)

// New opens the chat. An error says what is wrong with the options or with the
// file, and what to do about it.
func New(opt Options) (*Web, error) {
	wd, err := newWorld(opt)
	if err != nil {
		return nil, err
	}
	pages, err := newPages()
	if err != nil {
		return nil, err
	}
	c, err := openChat(opt.Dir)
	if err != nil {
		return nil, err
	}
	w := &Web{world: wd, chat: c, pages: pages, ready: make(chan struct{}), stopped: make(chan struct{})}
	if w.before, err = c.lastEvent(); err == nil {
		w.read.floor, err = c.last(context.Background())
	}
	if err == nil {
		err = c.remember(wd.people)
	}
	if err != nil {
		return nil, errors.Join(err, c.close())
	}
	return w, nil
}

// Close closes the file of the chat. It is called after Run has returned and
// the server has stopped.
func (w *Web) Close() error {
	w.end()
	return w.chat.close()
}

// Settle forgets the events that were handed on. It may be called after Run
// has returned and the router has finished everything it took: then no event
// comes again at the next start, except what came too late to be handed on.
func (w *Web) Settle() error {
	w.mu.Lock()
	except := append([]string{}, w.waiting...)
	w.mu.Unlock()
	if err := w.chat.settleAll(except); err != nil {
		return fmt.Errorf("web: forget what is handled: %w", err)
	}
	return nil
}

// Name is "web".
func (w *Web) Name() bot.PlatformName { return platform }

// Run hands on what an earlier process took and perhaps did not handle, and
// from then on what people do, until ctx ends. It can be called once.
func (w *Web) Run(ctx context.Context, do bot.Dispatch) error {
	w.mu.Lock()
	again := w.ran
	w.ran = true
	w.mu.Unlock()
	if again {
		return errors.New("web: Run was called twice")
	}
	defer w.end()
	now := w.world.Clock.Now()
	left, old, err := w.chat.leftOver(ctx, w.before, now.Add(-tooLate), now)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	if old > 0 {
		w.world.Log.Warn().Int64("events", old).Msg("what people did before the program stopped is too long ago to be handled now")
	}
	for _, k := range left {
		if ctx.Err() != nil {
			return nil
		}
		if _, err := w.outcome(k.event, do, ctx, k.at); err != nil {
			w.world.Log.Error().Err(err).Str("kind", string(k.event.Kind)).Msg("what somebody did before the program stopped could not be handed on")
		}
	}
	if len(left) > 0 {
		w.settleSoon()
	}
	w.do, w.running = do, ctx
	close(w.ready)
	<-ctx.Done()
	return nil
}

// end takes nothing more, ends everything that watches, and waits for what is
// under way.
func (w *Web) end() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.stopped)
		if w.unsettle != nil {
			w.unsettle()
			w.unsettle = nil
		}
	}
	w.mu.Unlock()
	w.underWay.Wait()
}

// enter announces something that end must wait for.
func (w *Web) enter() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	w.underWay.Add(1)
	return true
}

// hand gives an event that was kept to the router. When the program is about
// to stop, the event waits for the next start and the answer is late.
func (w *Web) hand(e event, at time.Time) (bot.Ack, error) {
	select {
	case <-w.ready:
	case <-w.stopped:
		return w.later(e), nil
	}
	if !w.enter() {
		return w.later(e), nil
	}
	defer w.underWay.Done()
	w.settleSoon()
	return w.outcome(e, w.do, w.running, at)
}

// later leaves an event to the next start.
func (w *Web) later(e event) bot.Ack {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting = append(w.waiting, e.ID)
	return bot.Ack{Late: true}
}

// outcome dispatches an event and keeps what its acknowledgement says.
func (w *Web) outcome(e event, do bot.Dispatch, ctx context.Context, at time.Time) (bot.Ack, error) {
	ack, err := do(ctx, w.toBot(e, at))
	if err != nil {
		if ctx.Err() != nil || errors.Is(err, bot.ErrClosed) {
			return w.later(e), nil
		}
		return ack, errors.Join(err, w.chat.drop(e.ID))
	}
	if e.Kind != submit {
		return ack, nil
	}
	if len(ack.Errors) > 0 {
		return ack, w.chat.refuse(e, ack)
	}
	if !ack.Late || ctx.Err() == nil {
		return ack, w.chat.shut(e.Who, e.Form)
	}
	return ack, nil
}

// settleSoon sees to it that events are forgotten once they are settled.
func (w *Web) settleSoon() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || w.unsettle != nil {
		return
	}
	w.unsettle = w.world.Clock.AfterFunc(settledAfter, func() {
		if !w.enter() {
			return
		}
		defer w.underWay.Done()
		w.mu.Lock()
		w.unsettle = nil
		w.mu.Unlock()
		left, err := w.chat.settle(w.world.Clock.Now().Add(-settledAfter))
		if err != nil {
			w.world.Log.Error().Err(err).Msg("settled events could not be forgotten")
		}
		if left {
			w.settleSoon()
		}
	})
}

// User returns somebody who lives here; who lived here before is inactive.
func (w *Web) User(ctx context.Context, id bot.UserID) (bot.User, error) {
	if err := ctx.Err(); err != nil {
		return bot.User{}, err
	}
	if p, ok := w.world.people[id]; ok {
		return w.world.user(p), nil
	}
	if id == botHandle {
		return bot.User{ID: id, Name: plain(text("bot"), bot.NL), Handle: botHandle, Zone: w.world.Zone, Bot: true}, nil
	}
	name, ok, err := w.chat.name(ctx, id)
	switch {
	case err != nil:
		return bot.User{}, failed(ctx, "read a person", err)
	case !ok:
		return bot.User{}, refusal(bot.NotFound, "nobody here has this id")
	}
	return bot.User{ID: id, Name: name, Handle: string(id), Zone: w.world.Zone, Inactive: true}, nil
}

// Members returns who is in a channel or direct conversation.
func (w *Web) Members(ctx context.Context, channel bot.ChannelID) (bot.Members, error) {
	if err := ctx.Err(); err != nil {
		return bot.Members{}, err
	}
	ids := w.world.members(channel)
	if ids == nil {
		return bot.Members{}, refusal(bot.NotFound, "there is no such channel")
	}
	m := bot.Members{Users: ids}
	for _, id := range ids {
		if w.world.people[id].Guest {
			m.Guests++
		}
	}
	return m, nil
}

func refusal(why bot.Reason, what string) error {
	return &bot.SendError{Reason: why, Err: errors.New("web: " + what)}
}

// failed is an error of the file. It may mend by itself: a full disk is emptied.
func failed(ctx context.Context, what string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &bot.SendError{Reason: bot.Temporary, Err: fmt.Errorf("web: %s: %w", what, err)}
}

// Find returns somebody by id, name in the address bar, or e-mail address; see
// bot.Finder.
func (w *Web) Find(ctx context.Context, name string) (bot.User, error) {
	name = strings.TrimSpace(name)
	for id, p := range w.world.people {
		u := w.world.user(p)
		if strings.EqualFold(name, string(id)) || strings.EqualFold(name, u.Handle) || u.Email != "" && strings.EqualFold(name, u.Email) {
			return w.User(ctx, id)
		}
	}
	if err := ctx.Err(); err != nil {
		return bot.User{}, err
	}
	return bot.User{}, refusal(bot.NotFound, "nobody here has this name")
}
