package web_test

import (
	"context"
	"slices"
	"sync"
	"time"
)

// memory is what a router remembers, for as long as the test runs.
type memory struct {
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

func newMemory() *memory {
	return &memory{handled: map[string]bool{}, posted: map[string]remembered{}, notes: map[string][]byte{}}
}

func (m *memory) Mark(platform, id string) string { return platform + " " + id }

func (m *memory) Handled(_ context.Context, mark string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.handled[mark], nil
}

func (m *memory) SetHandled(_ context.Context, mark string, _ time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handled[mark] = true
	return nil
}

func (m *memory) Posted(_ context.Context, key string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.posted[key]
	return r.data, ok, nil
}

func (m *memory) SetPosted(_ context.Context, key, place string, data []byte, final bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.posted[key] = remembered{place, data, final}
	return nil
}

func (m *memory) DropPosted(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.posted, key)
	return nil
}

func (m *memory) KeyAt(_ context.Context, place string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, r := range m.posted {
		if r.place == place {
			return k, true, nil
		}
	}
	return "", false, nil
}

func (m *memory) Unfinished(context.Context) ([]string, error) {
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

func (m *memory) Note(_ context.Context, kind, platform, user string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.notes[kind+" "+platform+" "+user], nil
}

func (m *memory) SetNote(_ context.Context, kind, platform, user string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.notes[kind+" "+platform+" "+user] = data
	return nil
}

func (m *memory) Outside(string) {}
