package slack

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// How long and of how many channels is known that nobody else is in them.
const (
	ownLives = time.Hour
	mostOwn  = 5_000
)

// shared are the channels that we know people of other organisations to be in,
// and those that we know to be ours alone.
type shared struct {
	mu  sync.Mutex
	all map[string]bool
	own map[string]time.Time // when that was found out
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

// isOwn tells whether a channel was ours alone, lately.
func (s *shared) isOwn(channel string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.own[channel]
	return ok && now.Sub(at) < ownLives
}

func (s *shared) markOwn(channel string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.own == nil || len(s.own) >= mostOwn {
		s.own = map[string]time.Time{}
	}
	s.own[channel] = now
}

// isShared tells whether people of other organisations are in a channel. What
// is for one person is not said in such a channel, not even so that only they
// see it: it goes to them directly. So it does while Slack cannot be asked.
// Where Slack does not tell, as of a channel that we are not in, it is taken to
// be ours alone.
func (s *Slack) isShared(ctx context.Context, channel string) bool {
	known := func() (is, ok bool) {
		is = s.shared.is(channel)
		return is, is || s.shared.isOwn(channel, s.opt.Clock.Now())
	}
	if channel == "" || isDirect(channel) {
		return false
	}
	if is, ok := known(); ok {
		return is
	}
	defer s.people.asking.Lock("shared " + channel)() // many ask at once, and Slack takes few questions
	if is, ok := known(); ok {
		return is
	}
	c, err := s.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	err = callError(ctx, "conversations.info", err)
	switch {
	case err == nil && c.IsExtShared:
		s.shared.mark(channel)
		return true
	case err == nil, refusedWith(err, "channel_not_found", "missing_scope"):
		s.shared.markOwn(channel, s.opt.Clock.Now())
		return false
	}
	return true // not remembered: the next time it may tell
}
