package bot

import "sync"

// waiting is how a platform waits for the outcome of an event.
type waiting struct {
	mu     sync.Mutex
	gaveUp bool
	told   bool
	done   chan Ack
}

// tell hands over the acknowledgement, once, and says whether somebody still
// waits for it.
func (w *waiting) tell(ack Ack) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.told || w.gaveUp {
		return false
	}
	w.told = true
	w.done <- ack
	return true
}

// giveUp stops waiting, unless the acknowledgement came just now.
func (w *waiting) giveUp() Ack {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.told {
		return <-w.done
	}
	w.gaveUp = true
	return Ack{Late: true}
}
