package poll

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"wegwijs/bot"
	"wegwijs/store"
)

// members remembers for a while who is in which channel. It is asked only when
// somebody answers from elsewhere than the channel: there the platform itself
// sees to it that who presses is in it.
type members struct {
	mu sync.Mutex
	in map[store.PollPlace]membership
}

type membership struct {
	users map[bot.UserID]bool
	until time.Time
}

const (
	membersFor  = 5 * time.Minute
	mostMembers = 100 // channels
)

// isIn tells whether somebody is in a channel. A channel that is not there, or
// that we may not look into, has nobody in it.
func (p *Poll) isIn(ctx context.Context, now time.Time, at store.PollPlace, who bot.UserID) (bool, error) {
	key := store.PollPlace{Platform: at.Platform, Channel: at.Channel}
	p.members.mu.Lock()
	known, ok := p.members.in[key]
	p.members.mu.Unlock()
	if ok && now.Before(known.until) && known.users[who] {
		return true, nil
	}
	// Somebody who is not in it may have joined a moment ago.
	if !ok || !now.Before(known.until.Add(-membersFor+10*time.Second)) {
		all, err := p.opt.Router.Members(ctx, bot.PlatformName(at.Platform), bot.ChannelID(at.Channel))
		if err != nil && bot.Retryable(err) {
			return false, fmt.Errorf("who is in a channel: %w", err)
		}
		known = membership{users: make(map[bot.UserID]bool, len(all.Users)), until: now.Add(membersFor)}
		for _, id := range all.Users {
			known.users[id] = true
		}
		p.members.mu.Lock()
		if p.members.in == nil || len(p.members.in) >= mostMembers {
			p.members.in = map[store.PollPlace]membership{}
		}
		p.members.in[key] = known
		p.members.mu.Unlock()
	}
	return known.users[who], nil
}

// askedAt is the channel through which somebody is asked: where they are, or
// the first channel of the poll they are in. It is a problem for the person
// when there is none.
func (p *Poll) askedAt(ctx context.Context, x *poll, o *bot.Origin) (store.PollPlace, error) {
	i := slices.IndexFunc(x.places, func(at store.PollPlace) bool {
		return !o.Direct && at.Platform == string(o.Platform) && at.Channel == string(o.Channel)
	})
	if i >= 0 {
		return x.places[i], nil
	}
	for _, at := range x.places {
		if at.Platform != string(o.Platform) || at.Gone {
			continue
		}
		in, err := p.isIn(ctx, o.At, at, o.From.ID)
		if err != nil {
			return store.PollPlace{}, err
		}
		if in {
			return at, nil
		}
	}
	// Not there and not for them look the same.
	return store.PollPlace{}, &bot.Problem{Say: textNoPoll}
}
