package mattermosttest_test

import (
	"strconv"
	"sync"
	"time"

	"wegwijs/bot"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// clock stands still until it is moved.
type clock struct {
	bot.WallClock
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
