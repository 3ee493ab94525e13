package bottest

import (
	"context"
	"slices"
	"sync"
	"time"

	"wegwijs/bot"
)

var _ bot.Memory = (*Memory)(nil)

// Memory is what a router remembers, for as long as a test runs. It is for
// tests of the router and of adapters, which have no store.
type Memory struct {
	mu      sync.Mutex
	handled map[string]bool
	posted  map[string]remembered
	notes   map[string][]byte
}

type remembered struct {
	place string
	data  []byte
	final bool
}

// NewMemory returns a memory that remembers nothing yet.
func NewMemory() *Memory {
	return &Memory{handled: map[string]bool{}, posted: map[string]remembered{}, notes: map[string][]byte{}}
}

func (m *Memory) Mark(platform, id string) string { return platform + " " + id }

func (m *Memory) Handled(_ context.Context, mark string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.handled[mark], nil
}

func (m *Memory) SetHandled(_ context.Context, mark string, _ time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handled[mark] = true
	return nil
}

func (m *Memory) Posted(_ context.Context, key string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.posted[key]
	return r.data, ok, nil
}

func (m *Memory) SetPosted(_ context.Context, key, place string, data []byte, final bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.posted[key] = remembered{place, data, final}
	return nil
}

func (m *Memory) DropPosted(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.posted, key)
	return nil
}

func (m *Memory) KeyAt(_ context.Context, place string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, r := range m.posted {
		if r.place == place {
			return k, true, nil
		}
	}
	return "", false, nil
}

func (m *Memory) Unfinished(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var keys []string
	for k, r := range m.posted {
		if !r.final {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys, nil
}

func (m *Memory) Note(_ context.Context, kind, platform, user string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.notes[kind+" "+platform+" "+user], nil
}

func (m *Memory) SetNote(_ context.Context, kind, platform, user string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.notes[kind+" "+platform+" "+user] = data
	return nil
}

// SetNoteUntil is SetNote: no test of this memory lasts that long.
func (m *Memory) SetNoteUntil(ctx context.Context, kind, platform, user string, data []byte, _ time.Time) error {
	return m.SetNote(ctx, kind, platform, user, data)
}

func (m *Memory) Outside(string) {}

// Marks is how many events are remembered as handled.
func (m *Memory) Marks() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.handled)
}
