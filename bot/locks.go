package bot

import "sync"

// Locks keep what has the same name from happening at the same time. A lock
// exists only while somebody holds it or waits for it.
type Locks struct {
	mu  sync.Mutex
	all map[string]*namedLock
}

type namedLock struct {
	mu    sync.Mutex
	users int
}

// Lock waits for its turn and returns how to end it.
func (l *Locks) Lock(name string) (unlock func()) {
	l.mu.Lock()
	if l.all == nil {
		l.all = map[string]*namedLock{}
	}
	n := l.all[name]
	if n == nil {
		n = &namedLock{}
		l.all[name] = n
	}
	n.users++
	l.mu.Unlock()
	n.mu.Lock()
	return func() {
		n.mu.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if n.users--; n.users == 0 {
			delete(l.all, name)
		}
	}
}
