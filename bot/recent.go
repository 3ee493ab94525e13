package bot

import (
	"sync"
	"time"
)

// Recent remembers things for a while, and not more than most of them, for those
// who would otherwise ask a server or a store again. It may be used by many at once.
type Recent[K comparable, V any] struct {
	clock Clock
	lives time.Duration
	most  int

	mu  sync.Mutex
	all map[K]remembered[V]
}

type remembered[V any] struct {
	value V
	until time.Time
}

// NewRecent remembers each thing for lives, and most things at once.
func NewRecent[K comparable, V any](clock Clock, lives time.Duration, most int) *Recent[K, V] {
	return &Recent[K, V]{clock: clock, lives: lives, most: most, all: map[K]remembered[V]{}}
}

// Get returns what is remembered; false when it is not, or not any more.
func (r *Recent[K, V]) Get(key K) (value V, ok bool) {
	now := r.clock.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.all[key]
	if !ok || !now.Before(e.until) {
		return value, false
	}
	return e.value, true
}

// Set remembers or replaces something, from now on.
func (r *Recent[K, V]) Set(key K, value V) {
	now := r.clock.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, there := r.all[key]; !there && len(r.all) >= r.most {
		r.makeRoom(now)
	}
	r.all[key] = remembered[V]{value, now.Add(r.lives)}
}

// Drop forgets something.
func (r *Recent[K, V]) Drop(key K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.all, key)
}

// makeRoom forgets what has expired, or else a quarter of everything: what is
// forgotten costs a question to the server or the store, and no more.
func (r *Recent[K, V]) makeRoom(now time.Time) {
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
