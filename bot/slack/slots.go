package slack

import (
	"crypto/rand"
	"encoding/json"
	"sync"
	"time"

	"wegwijs/bot"
)

// Bounds of slots: how long Slack lets a command or a press be answered, how
// often it takes something on a response_url, how many are remembered, and how
// large a view may be that travels in an acknowledgement
// (https://docs.slack.dev/interactivity/handling-user-interaction).
const (
	slotLives      = 30 * time.Minute
	responseURLUse = 5
	mostSlots      = 10_000
	mostOfAckView  = 16 << 10
)

// slotKind says what people did.
type slotKind int

const (
	slotCommand slotKind = iota
	slotPress
	slotSubmit
)

// slots remember what Slack gave along with a command, a press or a submitted
// form to answer it by. A slot's handle is the Origin.Reply of its event. They
// are forgotten after half an hour, as Slack itself does, and at a restart:
// what is said then finds another way to the person.
type slots struct {
	clock bot.Clock
	mu    sync.Mutex
	all   map[string]*slot
	queue []*slot // oldest first
}

// A slot is one command, press or submitted form. Its fields are guarded by
// the mutex of slots.
type slot struct {
	handle      string
	kind        slotKind
	until       time.Time
	responseURL string
	uses        int
	trigger     string
	waits       bool // a submit that is not acknowledged yet
	view        any  // what its acknowledgement shows in place of the form
}

func newSlots(clock bot.Clock) *slots { return &slots{clock: clock, all: map[string]*slot{}} }

// add remembers what answers one thing people did. Either may be empty.
func (s *slots) add(kind slotKind, responseURL, trigger string) (handle string) {
	added := &slot{
		handle: rand.Text(), kind: kind, until: s.clock.Now().Add(slotLives),
		responseURL: responseURL, trigger: trigger, waits: kind == slotSubmit,
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
	s.all[added.handle] = added
	s.queue = append(s.queue, added)
	return added.handle
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

// find returns a slot that has not expired; nil when there is none. s.mu is held.
func (s *slots) find(handle string) *slot {
	found := s.all[handle]
	if found == nil || !s.clock.Now().Before(found.until) {
		return nil
	}
	return found
}

// trigger returns what opens a form for the person, once: Slack takes each
// trigger one time. Whether it has expired Slack knows best.
func (s *slots) trigger(handle string) (id string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.find(handle)
	if found == nil || found.trigger == "" {
		return "", false
	}
	id, found.trigger = found.trigger, ""
	return id, true
}

// responseURL returns where the person of a command or a press can be
// answered, as often as Slack takes it: each call counts as one use.
func (s *slots) responseURL(handle string) (url string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.find(handle)
	if found == nil || found.responseURL == "" || found.uses >= responseURLUse {
		return "", false
	}
	found.uses++
	return found.responseURL, true
}

// offerView has the acknowledgement of a submitted form show another form in
// its place. It tells whether it will: not when the submit was acknowledged
// already, and not when the view is too large to travel along.
func (s *slots) offerView(handle string, view any) bool {
	data, err := json.Marshal(view)
	if err != nil || len(data) > mostOfAckView {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.find(handle)
	if found == nil || !found.waits || found.view != nil {
		return false
	}
	found.view, found.trigger = json.RawMessage(data), ""
	return true
}

// acknowledge says that a submitted form is acknowledged now, and returns the
// view that must be shown in its place; nil when there is none.
func (s *slots) acknowledge(handle string) (view any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.all[handle]
	if found == nil {
		return nil
	}
	view, found.view, found.waits = found.view, nil, false
	return view
}
