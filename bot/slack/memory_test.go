package slack

import (
	"context"
	"maps"
	"sync"
	"time"
)

// memory is a Memory for as long as a test runs. Nothing in it expires.
type memory struct {
	mu  sync.Mutex
	all map[string]map[string][]byte
}

func newMemory() *memory { return &memory{all: map[string]map[string][]byte{}} }

func (m *memory) Kept(_ context.Context, area, key string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.all[area][key]
	return data, ok, nil
}

func (m *memory) KeptAll(_ context.Context, area string) (map[string][]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.all[area]), nil
}

func (m *memory) Keep(ctx context.Context, area, key string, data []byte, expires time.Time) error {
	return m.KeepAll(ctx, area, map[string][]byte{key: data}, expires)
}

func (m *memory) KeepAll(_ context.Context, area string, all map[string][]byte, _ time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.all[area] == nil {
		m.all[area] = map[string][]byte{}
	}
	maps.Copy(m.all[area], all)
	return nil
}

func (m *memory) Unkeep(_ context.Context, area, key string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, was := m.all[area][key]
	delete(m.all[area], key)
	return was, nil
}
