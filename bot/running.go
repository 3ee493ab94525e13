package bot

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// running is one event under way: what is logged about it, once.
type running struct {
	router  *Router
	event   Event
	began   time.Time
	feature string
	ref     string
	err     error
}

func (r *Router) begin(e Event) *running {
	return &running{router: r, event: e, began: time.Now()}
}

// outcome writes the one line about an event: never who, never what they typed.
func (run *running) outcome(what string) {
	o := run.event.origin()
	line := run.router.opt.Log.Info()
	if run.err != nil {
		line = run.router.opt.Log.Error().Str("error", run.err.Error())
		var p *panicked
		if errors.As(run.err, &p) {
			line = line.Str("stack", p.stack)
		}
	}
	if run.ref != "" {
		line = line.Str("reference", run.ref)
	}
	line.Str("event", o.Mark).
		Str("kind", strings.TrimSpace(kindOf(run.event))).
		Str("feature", run.feature).
		Str("platform", string(o.Platform)).
		Dur("took_ms", time.Since(run.began)).
		Str("outcome", what).
		Msg("handled")
}

// fault logs an error nobody expected and returns what the person sees of it.
func (r *Router) fault(err error, run *running) *Message {
	run.ref = newReference()
	run.err = err
	run.outcome("fault")
	return Say(Para{Text: textFault.With(Args{"reference": Plain(run.ref)})})
}

// newReference makes a number to read over the phone: no letters that look
// alike (I, L, O, U), one in thirty million to be the same as another.
func newReference() string {
	var b [3]byte
	rand.Read(b[:]) // never fails, see crypto/rand
	return base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding).EncodeToString(b[:])
}

// panicked is a panic of a handler as an error. A panic with a value that
// could hold what somebody typed is described by its type only.
type panicked struct {
	what  string
	stack string
}

func newPanic(p any) error {
	what := fmt.Sprintf("%T", p)
	if e, ok := p.(runtime.Error); ok {
		what = e.Error()
	}
	return &panicked{what, string(debug.Stack())}
}

func (p *panicked) Error() string { return "panic: " + p.what }

// underWay counts what runs and refuses more after close.
type underWay struct {
	mu     sync.Mutex
	n      int
	closed bool
	idle   chan struct{}
}

func (u *underWay) enter() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return false
	}
	if u.n == 0 {
		u.idle = make(chan struct{})
	}
	u.n++
	return true
}

func (u *underWay) leave() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.n--
	if u.n == 0 {
		close(u.idle)
		u.idle = nil
	}
}

func (u *underWay) close() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.closed = true
}

func (u *underWay) busy() <-chan struct{} {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.idle
}

// userCache remembers people for some minutes, so that a burst of presses does
// not ask the platform for the same name again and again.
type userCache struct {
	mu    sync.Mutex
	clock Clock
	users map[PersonID]cachedUser
}

type cachedUser struct {
	user  User
	until time.Time
}

const (
	rememberPeople = 5 * time.Minute
	mostPeople     = 2000
)

func (c *userCache) get(ctx context.Context, p Platform, id UserID) (User, bool) {
	key, now := PersonID{p.Name(), id}, c.clock.Now()
	c.mu.Lock()
	found, ok := c.users[key]
	c.mu.Unlock()
	if ok && now.Before(found.until) {
		return found.user, true
	}
	user, err := p.User(ctx, id)
	if err != nil {
		// A name is never worth failing for; who it is, we know.
		return User{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.users == nil || len(c.users) >= mostPeople {
		c.users = map[PersonID]cachedUser{}
	}
	c.users[key] = cachedUser{user, now.Add(rememberPeople)}
	return user, true
}

func (c *userCache) drop(p PersonID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.users, p)
}

// marks are of events that were taken and are not yet remembered as handled.
type marks struct {
	mu  sync.Mutex
	all map[string]bool
}

// take tells whether the mark was not there, and puts it there.
func (m *marks) take(mark string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.all[mark] {
		return false
	}
	if m.all == nil {
		m.all = map[string]bool{}
	}
	m.all[mark] = true
	return true
}

func (m *marks) drop(mark string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.all, mark)
}
