package slack

import (
	"sync"
	"time"

	"wegwijs/bot"
)

// How long and of how many deliveries the acknowledgement is remembered.
const (
	answerLives = 10 * time.Minute // twice as long as a signed request may be old
	mostAnswers = 20_000
)

// answers see to it that what was delivered twice is done once and
// acknowledged twice, with the same words: the copy may arrive first at the
// person, and an empty acknowledgement closes a form.
type answers struct {
	clock bot.Clock
	mu    sync.Mutex
	all   map[string]*answer
	queue []*answer // oldest first
}

// An answer is what the acknowledgement of one delivery says.
type answer struct {
	key   string
	until time.Time
	given chan struct{} // closed when it is known
	what  any
	taken bool // false: Slack must deliver it again
}

func newAnswers(clock bot.Clock) *answers { return &answers{clock: clock, all: map[string]*answer{}} }

// first tells whether a delivery came for the first time. Whoever hears so
// calls give; everybody else waits for what was given.
func (a *answers) first(key string) (*answer, bool) {
	now := a.clock.Now()
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for n < len(a.queue) && (len(a.queue)-n >= mostAnswers || !now.Before(a.queue[n].until)) {
		if old := a.queue[n]; a.all[old.key] == old {
			delete(a.all, old.key)
		}
		a.queue[n] = nil
		n++
	}
	a.queue = a.queue[n:]
	if known := a.all[key]; known != nil {
		return known, false
	}
	added := &answer{key: key, until: now.Add(answerLives), given: make(chan struct{})}
	a.all[key] = added
	a.queue = append(a.queue, added)
	return added, true
}

// give says what the acknowledgement is. What was not taken is forgotten: when
// it comes again, it comes for the first time.
func (a *answers) give(x *answer, what any, taken bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	x.what, x.taken = what, taken
	close(x.given)
	if !taken && a.all[x.key] == x {
		delete(a.all, x.key)
	}
}
