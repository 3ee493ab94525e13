package slack

import (
	"strings"
	"sync"

	"wegwijs/bot"
)

// A ts is unique within its channel only, and the router needs ids that are
// unique in the platform. So a message is named by both.

// messageID names a message; it is empty when there is no ts.
func messageID(channel, ts string) bot.MessageID {
	if ts == "" {
		return ""
	}
	return bot.MessageID(channel + "/" + ts)
}

// splitID is the channel and the ts of a message.
func splitID(id bot.MessageID) (channel, ts string, ok bool) {
	channel, ts, ok = strings.Cut(string(id), "/")
	return channel, ts, ok && channel != "" && ts != ""
}

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
