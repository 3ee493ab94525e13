package slack

import (
	"sync"
	"time"

	"wegwijs/bot"
)

// recent remembers things for a while, and not more than most of them.
type recent[K comparable, V any] struct {
	clock bot.Clock
	lives time.Duration
	most  int

	mu  sync.Mutex
	all map[K]entry[V]
}

type entry[V any] struct {
	value V
	until time.Time
}

func newRecent[K comparable, V any](clock bot.Clock, lives time.Duration, most int) *recent[K, V] {
	return &recent[K, V]{clock: clock, lives: lives, most: most, all: map[K]entry[V]{}}
}

func (r *recent[K, V]) get(key K) (value V, ok bool) {
	now := r.clock.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.all[key]
	if !ok || !now.Before(e.until) {
		return value, false
	}
	return e.value, true
}

func (r *recent[K, V]) set(key K, value V) {
	now := r.clock.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, there := r.all[key]; !there && len(r.all) >= r.most {
		r.makeRoom(now)
	}
	r.all[key] = entry[V]{value, now.Add(r.lives)}
}

func (r *recent[K, V]) drop(key K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.all, key)
}

// makeRoom forgets what has expired, or else a quarter of everything: what is
// forgotten costs a question to the server or the store, and no more.
func (r *recent[K, V]) makeRoom(now time.Time) {
	for key, e := range r.all {
		if !now.Before(e.until) {
			delete(r.all, key)
		}
	}
	for key := range r.all {
		if len(r.all) <= r.most*3/4 {
			return
		}
		delete(r.all, key)
	}
}
