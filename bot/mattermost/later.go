package mattermost

import (
	"context"

	"wegwijs/bot"
)

// later is what somebody said who has too many events waiting.
type later struct {
	event  *bot.Mention
	id     string
	at     int64
	caught bool // by a catch-up
}

// postponed are they all, in the order in which they were said.
type postponed struct {
	list []later
	ids  map[string]bool
	by   map[string]int // how many of each person
}

// postpone keeps an event until its author has fewer waiting.
func (in *inbound) postpone(l later) {
	p := &in.later
	if len(p.list) >= mostLater {
		in.log.Error().Int("waiting", len(p.list)).Msg("too much is said at once; something was dropped")
		return
	}
	if p.ids == nil {
		p.ids, p.by = map[string]bool{}, map[string]int{}
	}
	p.list = append(p.list, l)
	p.ids[l.id] = true
	p.by[string(l.event.From.ID)]++
	in.marks.waits(p.oldest())
}

// retryLater hands on what was postponed, in order for each person.
func (in *inbound) retryLater(ctx context.Context) {
	p := &in.later
	if len(p.list) == 0 {
		return
	}
	still := map[bot.UserID]bool{}
	left := p.list[:0]
	for _, l := range p.list {
		who := l.event.From.ID
		if !still[who] {
			if _, err := in.do(ctx, l.event); err == nil {
				in.marks.done(l.id, l.at, l.caught)
				delete(p.ids, l.id)
				if p.by[string(who)]--; p.by[string(who)] == 0 {
					delete(p.by, string(who))
				}
				continue
			}
			still[who] = true
		}
		left = append(left, l)
	}
	clear(p.list[len(left):])
	p.list = left
	in.marks.waits(p.oldest())
}

// oldest is when the first of them was said; 0 when there are none.
func (p *postponed) oldest() int64 {
	if len(p.list) == 0 {
		return 0
	}
	return p.list[0].at
}
