package bot

import (
	"sync"
	"time"
)

// lanes run work in order within a lane and many lanes side by side. A lane
// exists only while it has work.
type lanes struct {
	mu      sync.Mutex
	lanes   map[PersonID]*lane
	slots   chan struct{} // bounds how much runs at once
	clock   Clock
	running int           // lanes at work; a lane that waits for a retry is not
	idle    chan struct{} // closed when running becomes 0; nil while idle
	hurry   bool          // no more waiting for retries: the program ends
	broken  func(any)     // told of a panic that work itself did not catch
}

type lane struct {
	queue []work
	wake  func() bool // stops the timer of a lane that waits
}

// work does one thing. When it wants another try it says after how long;
// everything behind it in the lane waits too, because order is promised.
// hurry means that there will be no other try.
type work func(hurry bool) (again bool, after time.Duration)

func newLanes(atOnce int, clock Clock, broken func(any)) *lanes {
	return &lanes{lanes: map[PersonID]*lane{}, slots: make(chan struct{}, atOnce), clock: clock, broken: broken}
}

// safely does work; a panic ends the work and not the program.
func (ls *lanes) safely(w work, hurry bool) (again bool, after time.Duration) {
	defer func() {
		if p := recover(); p != nil {
			ls.broken(p)
			again = false
		}
	}()
	return w(hurry)
}

// add puts work at the end of a lane and returns how much was there already,
// or false without adding when that is limit or more.
func (ls *lanes) add(who PersonID, limit int, w work) bool {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	l := ls.lanes[who]
	if l == nil {
		l = &lane{}
		ls.lanes[who] = l
		ls.start(who, l)
	}
	if len(l.queue) >= limit {
		return false
	}
	l.queue = append(l.queue, w)
	return true
}

// start runs a lane; the caller holds the lock.
func (ls *lanes) start(who PersonID, l *lane) {
	if ls.running == 0 {
		ls.idle = make(chan struct{})
	}
	ls.running++
	go ls.run(who, l)
}

func (ls *lanes) run(who PersonID, l *lane) {
	ls.slots <- struct{}{}
	defer func() { <-ls.slots }()
	ls.mu.Lock()
	for len(l.queue) > 0 {
		w, hurry := l.queue[0], ls.hurry
		ls.mu.Unlock()
		again, after := ls.safely(w, hurry)
		ls.mu.Lock()
		if again && !hurry {
			if !ls.hurry {
				l.wake = ls.clock.AfterFunc(after, func() { ls.resume(who, l) })
				ls.stopped()
				ls.mu.Unlock()
				return
			}
			continue
		}
		l.queue[0] = nil
		l.queue = l.queue[1:]
	}
	delete(ls.lanes, who)
	ls.stopped()
	ls.mu.Unlock()
}

func (ls *lanes) stopped() {
	ls.running--
	if ls.running == 0 {
		close(ls.idle)
		ls.idle = nil
	}
}

func (ls *lanes) resume(who PersonID, l *lane) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if l.wake == nil {
		return // finish was faster
	}
	l.wake = nil
	ls.start(who, l)
}

// busy returns a channel that closes when nothing runs, nil when nothing does.
func (ls *lanes) busy() <-chan struct{} {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	return ls.idle
}

// finish lets everything that waits for a retry try once more, now.
func (ls *lanes) finish() {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.hurry = true
	for who, l := range ls.lanes {
		if l.wake != nil {
			l.wake()
			l.wake = nil
			ls.start(who, l)
		}
	}
}
