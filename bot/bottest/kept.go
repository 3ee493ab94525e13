package bottest

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"wegwijs/bot"
)

// Kept is what an adapter keeps, for as long as a test runs: it outlives the
// adapter, as a database does. It can be made to fail.
type Kept struct {
	clock bot.Clock
	mu    sync.Mutex
	all   map[[2]string]kept
	fail  int
}

type kept struct {
	data    []byte
	expires time.Time
}

// NewKept returns an empty memory. A nil clock is this machine's.
func NewKept(clock bot.Clock) *Kept {
	if clock == nil {
		clock = bot.WallClock{}
	}
	return &Kept{clock: clock, all: map[[2]string]kept{}}
}

// Fail makes the next n calls fail.
func (m *Kept) Fail(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = n
}

// ready is called first by each method; m.mu is held.
func (m *Kept) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.fail > 0 {
		m.fail--
		return errors.New("the test asked for it")
	}
	return nil
}

func (m *Kept) alive(k kept) bool { return k.expires.IsZero() || m.clock.Now().Before(k.expires) }

// Kept returns what is kept under a key, unless it has expired.
func (m *Kept) Kept(ctx context.Context, area, key string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return nil, false, err
	}
	k, ok := m.all[[2]string{area, key}]
	if !ok || !m.alive(k) {
		return nil, false, nil
	}
	return bytes.Clone(k.data), true, nil
}

// KeptAll returns everything of an area that has not expired.
func (m *Kept) KeptAll(ctx context.Context, area string) (map[string][]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for at, k := range m.all {
		if at[0] == area && m.alive(k) {
			out[at[1]] = bytes.Clone(k.data)
		}
	}
	return out, nil
}

// Keep keeps or replaces one thing.
func (m *Kept) Keep(ctx context.Context, area, key string, data []byte, expires time.Time) error {
	return m.KeepAll(ctx, area, map[string][]byte{key: data}, expires)
}

// KeepAll keeps or replaces several things.
func (m *Kept) KeepAll(ctx context.Context, area string, all map[string][]byte, expires time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return err
	}
	for key, data := range all {
		if data == nil {
			data = []byte{}
		}
		m.all[[2]string{area, key}] = kept{bytes.Clone(data), expires}
	}
	return nil
}

// Unkeep forgets one thing, and tells whether it was there.
func (m *Kept) Unkeep(ctx context.Context, area, key string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return false, err
	}
	at := [2]string{area, key}
	k, ok := m.all[at]
	delete(m.all, at)
	return ok && m.alive(k), nil
}

// Len is how many things are kept in an area, expired or not.
func (m *Kept) Len(area string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for at := range maps.Keys(m.all) {
		if at[0] == area {
			n++
		}
	}
	return n
}
