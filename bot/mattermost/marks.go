package mattermost

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// overlap is how far before its mark a catch-up begins: servers in a cluster
// have clocks of their own, and what was handed on just before a process was
// killed may not have been handled. The router drops what it handled before.
const overlap = 2 * time.Minute

// mostSettled bounds what is written at an orderly end.
const mostSettled = 1000

// marksKey is where marks are kept in areaSeen.
const marksKey = "posts"

// marks remember up to when everything people said was handed on, in the
// server's time. One mark does for all channels: the socket brings what is
// said in all of them, so either all are up to date or none is known to be.
type marks struct {
	memory Memory
	write  sync.Mutex // one write at a time, the newest last

	mu     sync.Mutex
	upto   int64            // the newest post that came in, in ms
	gap    int64            // from when posts may be missing; 0 when none are
	busy   int64            // the oldest post that came in and is not handed on yet; 0 when none is
	held   int64            // a post that was not handed on because the bot stops; 0 when there is none
	handed map[string]int64 // when recent posts that were handed on were made, by id
	caught map[string]bool  // those of them that a catch-up found: the socket may bring them too
	keep   int              // how large handed may become before it is looked through
	saved  int64
}

type savedMarks struct {
	Upto    int64    `json:"upto"`
	Settled []string `json:"settled,omitempty"` // posts of the last minutes that need not come again
}

func newMarks(memory Memory) *marks {
	return &marks{memory: memory, handed: map[string]int64{}, caught: map[string]bool{}, keep: 4096}
}

// load reads what an earlier process left. When there is nothing, the story
// begins now.
func (k *marks) load(ctx context.Context, now time.Time) error {
	data, ok, err := k.memory.Kept(ctx, areaSeen, marksKey)
	if err != nil {
		return fmt.Errorf("mattermost: read what was handed on: %w", err)
	}
	var was savedMarks
	if ok {
		if err := json.Unmarshal(data, &was); err != nil {
			return errors.New("mattermost: what was handed on cannot be read from the database")
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.saved = was.Upto
	if k.upto = was.Upto; !ok {
		k.upto = now.UnixMilli()
	}
	for _, id := range was.Settled {
		k.handed[id] = was.Upto
	}
	return nil
}

// came notes that the socket brought a post.
func (k *marks) came(at int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.upto = max(k.upto, at)
}

// missing says that posts since the newest one may not have come in.
func (k *marks) missing() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.gap == 0 {
		k.gap = max(k.upto, 1)
	}
}

// hold keeps the mark before a post that was not handed on, until the end.
func (k *marks) hold(at int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held == 0 || at < k.held {
		k.held = at
	}
}

// from returns from when posts may be missing.
func (k *marks) from() (time.Time, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return time.UnixMilli(k.gap), k.gap != 0
}

// complete says that what was missing since from has been handed on.
func (k *marks) complete(from time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.gap == from.UnixMilli() {
		k.gap = 0
	}
}

// waits says which post is the oldest one that waits to be handed on.
func (k *marks) waits(at int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy = at
}

// done notes that a post was handed on.
func (k *marks) done(id string, at int64, caught bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.handed[id] = at
	if caught {
		k.caught[id] = true
	}
	k.upto = max(k.upto, at)
	if len(k.handed) > k.keep {
		since := k.floor() - 2*overlap.Milliseconds()
		maps.DeleteFunc(k.handed, func(_ string, at int64) bool { return at < since })
		maps.DeleteFunc(k.caught, func(id string, _ bool) bool { _, ok := k.handed[id]; return !ok })
		k.keep = max(4096, 2*len(k.handed))
	}
}

// was tells whether a post was handed on by this process, or before an
// orderly end of the one before.
func (k *marks) was(id string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, ok := k.handed[id]
	return ok
}

// again tells, once, that the socket brings what a catch-up found already.
func (k *marks) again(id string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	was := k.caught[id]
	delete(k.caught, id)
	return was
}

// floor is up to when everything is handed on; k.mu is held.
func (k *marks) floor() int64 {
	at := k.upto
	for _, limit := range []int64{k.gap, k.busy, k.held} {
		if limit != 0 {
			at = min(at, limit)
		}
	}
	return at
}

// flush keeps the mark when it has moved.
func (k *marks) flush(ctx context.Context) error {
	k.write.Lock()
	defer k.write.Unlock()
	k.mu.Lock()
	at := k.floor()
	same := at == k.saved
	k.mu.Unlock()
	if same {
		return nil
	}
	return k.store(ctx, savedMarks{Upto: at})
}

// settle keeps the mark, and that nothing up to it need come again.
func (k *marks) settle(ctx context.Context) error {
	k.write.Lock()
	defer k.write.Unlock()
	k.mu.Lock()
	s := savedMarks{Upto: k.floor()}
	for id, at := range k.handed {
		if at >= s.Upto-overlap.Milliseconds() {
			s.Settled = append(s.Settled, id)
		}
	}
	if n := len(s.Settled) - mostSettled; n > 0 {
		// The oldest may come again: the router knows what it handled.
		slices.SortFunc(s.Settled, func(a, b string) int { return cmp.Compare(k.handed[a], k.handed[b]) })
		s.Settled = s.Settled[n:]
	}
	k.mu.Unlock()
	return k.store(ctx, s)
}

// store writes; k.write is held.
func (k *marks) store(ctx context.Context, s savedMarks) error {
	data, err := json.Marshal(s)
	if err == nil {
		err = k.memory.Keep(ctx, areaSeen, marksKey, data, time.Time{})
	}
	if err != nil {
		return fmt.Errorf("mattermost: keep what was handed on: %w", err)
	}
	k.mu.Lock()
	k.saved = s.Upto
	k.mu.Unlock()
	return nil
}
