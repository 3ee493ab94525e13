package mattermost

import (
	"context"
	"errors"
	"sync"

	"wegwijs/bot"
)

// sendsWithin bounds one send that nobody waits for any more: it is a few calls.
const sendsWithin = 2 * callWithin

// sends are messages under way, by their Address.Once. A server may need longer
// than whoever sends waits, and knows for half a minute only that a second try
// is one: so a call that is given up on goes on, and the next try waits for it
// instead of making another post.
type sends struct {
	mu  sync.Mutex
	all map[string]*underWaySend
}

type underWaySend struct {
	done chan struct{}
	id   string
	err  error
}

// together sends what has a name, or waits for who does so already. What runs
// out of time goes on; what is cancelled, because the program ends, does not.
func (s *sends) together(ctx context.Context, once string, send func(context.Context) (string, error)) (string, error) {
	if once == "" {
		return send(ctx)
	}
	for {
		s.mu.Lock()
		x := s.all[once]
		if x == nil {
			x = &underWaySend{done: make(chan struct{})}
			if s.all == nil {
				s.all = map[string]*underWaySend{}
			}
			s.all[once] = x
			go s.run(ctx, once, x, send)
		}
		s.mu.Unlock()
		select {
		case <-x.done:
		case <-ctx.Done():
			return "", ctx.Err()
		}
		if errors.Is(x.err, context.Canceled) && ctx.Err() == nil {
			continue // that was the end of somebody else
		}
		return x.id, x.err
	}
}

func (s *sends) run(waits context.Context, once string, x *underWaySend, send func(context.Context) (string, error)) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(waits), sendsWithin)
	defer cancel()
	defer context.AfterFunc(waits, func() {
		if errors.Is(waits.Err(), context.Canceled) {
			cancel()
		}
	})()
	defer func() {
		if p := recover(); p != nil {
			x.id, x.err = "", &bot.SendError{Reason: bot.Invalid, Err: errors.New("mattermost: a message could not be sent: " + panicText(p))}
		}
		s.mu.Lock()
		delete(s.all, once)
		s.mu.Unlock()
		close(x.done)
	}()
	x.id, x.err = send(ctx)
}
