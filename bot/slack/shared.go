package slack

import "sync"

// shared are the channels that we know people of other organisations to be in.
type shared struct {
	mu  sync.Mutex
	all map[string]bool
}

// mark remembers that a channel is shared with other organisations. It is not
// forgotten when that ends: who was there may still read what was said.
func (s *shared) mark(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[string]bool{}
	}
	s.all[channel] = true
}

func (s *shared) is(channel string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[channel]
}
