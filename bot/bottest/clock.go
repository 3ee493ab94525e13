package bottest

import (
	"sort"
	"sync"
	"time"

	"wegwijs/bot"
)

// A Clock is a bot.Clock that moves only when it is told to. It is safe for
// concurrent use; one goroutine at a time moves it.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	timers []*timer
	made   int
	atWork int
	idle   chan struct{} // closed when atWork becomes 0; nil when it is 0
}

var _ bot.Clock = (*Clock)(nil)

type timer struct {
	at   time.Time
	made int // timers for the same moment run in the order they were made
	do   func()
}

// grace is how long the clock waits for a function it called. One that takes
// longer waits for something else, perhaps for the clock itself, so time goes on.
const grace = 250 * time.Millisecond

// NewClock makes a clock that stands still at now.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now returns what the clock was set to.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// AfterFunc calls f when the clock has been moved d forward; at once when d is
// not positive. See bot.Clock.
func (c *Clock) AfterFunc(d time.Duration, f func()) func() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d <= 0 {
		c.start(f)
		return func() bool { return false }
	}
	c.made++
	t := &timer{c.now.Add(d), c.made, f}
	c.timers = append(c.timers, t)
	return func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		for i, other := range c.timers {
			if other == t {
				c.timers = append(c.timers[:i], c.timers[i+1:]...)
				return true
			}
		}
		return false
	}
}

// start runs f in its own goroutine; c.mu is held.
func (c *Clock) start(f func()) <-chan struct{} {
	if c.atWork == 0 {
		c.idle = make(chan struct{})
	}
	c.atWork++
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.atWork--; c.atWork == 0 {
				close(c.idle)
				c.idle = nil
			}
		}()
		f()
	}()
	return done
}

// Next returns when the next function will be called; false when none waits.
func (c *Clock) Next() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.timers) == 0 {
		return time.Time{}, false
	}
	c.sort()
	return c.timers[0].at, true
}

func (c *Clock) sort() {
	sort.Slice(c.timers, func(i, j int) bool {
		a, b := c.timers[i], c.timers[j]
		if a.at.Equal(b.at) {
			return a.made < b.made
		}
		return a.at.Before(b.at)
	})
}

// Set moves the clock to t and calls, in order, what was to happen until then.
// Each function sees its own moment as Now and has returned before the next
// one is called, unless it waits for something else. A clock does not go
// back: an earlier t changes nothing.
func (c *Clock) Set(t time.Time) {
	for {
		c.mu.Lock()
		c.sort()
		if len(c.timers) == 0 || c.timers[0].at.After(t) {
			if t.After(c.now) {
				c.now = t
			}
			c.mu.Unlock()
			return
		}
		next := c.timers[0]
		c.timers = c.timers[1:]
		if next.at.After(c.now) {
			c.now = next.at
		}
		done := c.start(next.do)
		c.mu.Unlock()
		select {
		case <-done:
		case <-time.After(grace):
		}
	}
}

// Advance moves the clock d forward, as Set does.
func (c *Clock) Advance(d time.Duration) { c.Set(c.Now().Add(d)) }

// Wait waits for functions that are being called, a moment at most, and tells
// whether there were any.
func (c *Clock) Wait() bool {
	c.mu.Lock()
	idle := c.idle
	c.mu.Unlock()
	if idle == nil {
		return false
	}
	select {
	case <-idle:
		return true
	case <-time.After(grace):
		return false
	}
}

// Forget drops everything that waits, as the end of a program does.
func (c *Clock) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timers = nil
}
