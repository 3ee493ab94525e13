package slack

import "sync"

// turns keep what one person does in the order in which it came, although each
// thing is handled in a goroutine of its own.
type turns struct {
	mu   sync.Mutex
	last map[string]chan struct{} // closed when the turn of whoever came last ends
	idle chan struct{}            // closed when nobody waits or has a turn; nil while so
}

// take queues up. wait returns when it is our turn; end, which may be called
// more than once, lets the next go on.
func (t *turns) take(who string) (wait, end func()) {
	mine := make(chan struct{})
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.last[who]
	if t.last == nil {
		t.last = map[string]chan struct{}{}
	}
	if len(t.last) == 0 {
		t.idle = make(chan struct{})
	}
	t.last[who] = mine
	wait = func() {
		if before != nil {
			<-before
		}
	}
	return wait, sync.OnceFunc(func() {
		wait() // nobody goes before somebody else
		t.mu.Lock()
		defer t.mu.Unlock()
		close(mine)
		if t.last[who] == mine {
			delete(t.last, who)
		}
		if len(t.last) == 0 {
			close(t.idle)
			t.idle = nil
		}
	})
}

// busy returns a channel that is closed when all turns have ended; nil when
// there are none.
func (t *turns) busy() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.idle
}
