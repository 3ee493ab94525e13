package mattermost

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"wegwijs/bot"
)

// Bounds of slots: how long the server lets a callback be answered, how often
// it takes something on a response_url, and how many are remembered.
const (
	slotLives      = 30 * time.Minute
	responseURLUse = 5
	mostSlots      = 10_000
)

// slots remember what the server gave along with a callback to answer it by.
// A slot's handle is the Origin.Reply of its event. They are forgotten after
// half an hour, as the server itself does, and at a restart: what is said then
// finds another way to the person.
type slots struct {
	clock bot.Clock
	mu    sync.Mutex
	all   map[string]*slot
	queue []*slot // oldest first
}

// A slot is one callback.
type slot struct {
	handle      string
	kind        hookKind
	until       time.Time
	responseURL string
	uses        int
	triggerID   string
	command     *slot // the slash command this follows from; nil when there is none

	text    chan string   // from who has something to say to the callback that waits
	written chan bool     // whether it was really said
	over    chan struct{} // closed when the callback waits no more
	end     sync.Once
}

func newSlots(clock bot.Clock) *slots {
	return &slots{clock: clock, all: map[string]*slot{}}
}

// add remembers a callback. Whoever adds it calls hold or close in the end.
func (s *slots) add(kind hookKind, responseURL, trigger string) (handle string, added *slot) {
	added = &slot{
		handle: rand.Text(), kind: kind, until: s.clock.Now().Add(slotLives), responseURL: responseURL, triggerID: trigger,
		text: make(chan string), written: make(chan bool, 1), over: make(chan struct{}),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
	s.all[added.handle] = added
	s.queue = append(s.queue, added)
	return added.handle, added
}

// follow says that a callback came from something that was said in answer to
// an earlier one: what answers the slash command where it all began serves
// here too.
func (s *slots) follow(handle, earlier string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from, to := s.find(earlier), s.find(handle)
	switch {
	case from == nil || to == nil:
	case from.command != nil:
		to.command = from.command
	case from.responseURL != "":
		to.command = from
	}
}

// release says that the callback was answered in another way and need not wait.
func (s *slots) release(handle string) {
	s.mu.Lock()
	found := s.find(handle)
	s.mu.Unlock()
	if found != nil {
		found.close()
	}
}

// drop forgets what has expired and makes room for one more; s.mu is held.
func (s *slots) drop() {
	now := s.clock.Now()
	n := 0
	for n < len(s.queue) && (len(s.queue)-n >= mostSlots || !now.Before(s.queue[n].until)) {
		delete(s.all, s.queue[n].handle)
		s.queue[n] = nil
		n++
	}
	s.queue = s.queue[n:]
}

// find returns a slot that has not expired; nil when there is none.
func (s *slots) find(handle string) *slot {
	found := s.all[handle]
	if found == nil || !s.clock.Now().Before(found.until) {
		return nil
	}
	return found
}

// trigger returns what opens a form for the person of a callback. Whether it
// has expired the server knows best.
func (s *slots) trigger(handle string) (id string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.find(handle)
	if found == nil {
		return "", false
	}
	return found.triggerID, found.triggerID != ""
}

// responseURL returns where the person of a slash command can be answered, as
// often as the server takes it: each call counts as one use.
func (s *slots) responseURL(handle string) (url string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.find(handle)
	if found != nil && found.command != nil {
		found = found.command
	}
	if found == nil || found.responseURL == "" || found.uses >= responseURLUse || !s.clock.Now().Before(found.until) {
		return "", false
	}
	found.uses++
	return found.responseURL, true
}

// ephemeralText says something in the answer to a pressed button that still
// waits, where only the person who pressed sees it. It tells whether it was
// really written there.
func (s *slots) ephemeralText(ctx context.Context, handle, text string) bool {
	s.mu.Lock()
	found := s.find(handle)
	s.mu.Unlock()
	if found == nil || found.kind != hookAction {
		return false
	}
	select {
	case found.text <- text:
		return <-found.written
	case <-found.over:
	case <-ctx.Done():
	}
	return false
}

// hold waits until somebody has something to say in the answer to the
// callback, and at most for a while. When it returns true, told must follow.
func (s *slot) hold(ctx context.Context, atMost time.Duration) (text string, ok bool) {
	defer s.close()
	wait := time.NewTimer(atMost)
	defer wait.Stop()
	select {
	case text = <-s.text:
		return text, true
	case <-s.over:
	case <-wait.C:
	case <-ctx.Done():
	}
	return "", false
}

// told says whether the text that hold returned was written.
func (s *slot) told(written bool) { s.written <- written }

// close says that the callback waits no more.
func (s *slot) close() { s.end.Do(func() { close(s.over) }) }
