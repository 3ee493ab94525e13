package mattermost

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"wegwijs/bot"
)

// areaOnce holds the posts of keyed messages by their Address.Once: the server
// itself knows for 30 seconds only that a post was sent before.
const areaOnce = "mattermost/once"

// How long and how much is remembered of posts. What is forgotten is found in
// Memory, asked of the server, or sent once more without harm.
const (
	onceLives   = 24 * time.Hour
	shownLives  = 24 * time.Hour
	postsKnown  = 20_000
	nonceWithin = 2 * time.Second // a press may come before we know the post it is on
)

// posts remember what is known of posts of ours.
type posts struct {
	memory Memory
	clock  bot.Clock
	nonces *bot.Recent[string, postAt]     // by the nonce in the tokens of their buttons
	once   *bot.Recent[string, string]     // id by Address.Once and part
	shown  *bot.Recent[string, shownState] // by id: what they show, so that the same edit is not sent

	edits bot.Locks // one edit of one post at a time

	mu       sync.Mutex
	underWay map[string]chan struct{} // nonces of posts that are being sent
}

// postAt is where a post is.
type postAt struct {
	Post    string `json:"p"`
	Channel string `json:"c"`
}

// shownState is what a post shows.
type shownState struct{ all, files [32]byte }

func newPosts(memory Memory, clock bot.Clock) *posts {
	return &posts{
		memory: memory, clock: clock,
		nonces:   bot.NewRecent[string, postAt](clock, tokenLives, postsKnown),
		once:     bot.NewRecent[string, string](clock, onceLives, postsKnown),
		shown:    bot.NewRecent[string, shownState](clock, shownLives, postsKnown),
		underWay: map[string]chan struct{}{},
	}
}

// sending announces a post whose buttons hold a nonce. The function it returns
// is called when the post was sent, or was not.
func (p *posts) sending(nonce string) (over func()) {
	done := make(chan struct{})
	p.mu.Lock()
	p.underWay[nonce] = done
	p.mu.Unlock()
	return func() {
		p.mu.Lock()
		delete(p.underWay, nonce)
		p.mu.Unlock()
		close(done)
	}
}

// keep remembers which post has a nonce, also after a restart. Only who presses
// a button of that post brings the nonce: without it nobody can read in the
// database to whose direct conversation we wrote.
func (p *posts) keep(ctx context.Context, nonce string, at postAt) error {
	p.nonces.Set(nonce, at)
	slip := bot.Slip(nonce)
	data, err := json.Marshal(at)
	if err == nil {
		data, err = slip.Lock(data)
	}
	if err == nil {
		err = p.memory.Keep(ctx, areaPost, slip.Key(), data, p.clock.Now().Add(tokenLives))
	}
	if err != nil {
		return fmt.Errorf("mattermost: remember a post: %w", err)
	}
	return nil
}

// find returns the post with a nonce. It waits a moment for one that is on its
// way; false means that we do not know it.
func (p *posts) find(ctx context.Context, nonce string) (postAt, bool, error) {
	if at, ok := p.nonces.Get(nonce); ok {
		return at, true, nil
	}
	p.mu.Lock()
	done := p.underWay[nonce]
	p.mu.Unlock()
	if done != nil {
		late := time.NewTimer(nonceWithin)
		defer late.Stop()
		select {
		case <-done:
		case <-late.C:
		case <-ctx.Done():
			return postAt{}, false, ctx.Err()
		}
		if at, ok := p.nonces.Get(nonce); ok {
			return at, true, nil
		}
	}
	slip := bot.Slip(nonce)
	data, ok, err := p.memory.Kept(ctx, areaPost, slip.Key())
	if err == nil && ok {
		if data, err = slip.Unlock(data); err != nil {
			return postAt{}, false, nil // not of ours
		}
	} else if err == nil { // from before it was locked
		data, ok, err = p.memory.Kept(ctx, areaPost, nonce)
	}
	if err != nil {
		return postAt{}, false, fmt.Errorf("mattermost: look up a post: %w", err)
	}
	var at postAt
	if !ok || json.Unmarshal(data, &at) != nil {
		return postAt{}, false, nil
	}
	p.nonces.Set(nonce, at)
	return at, true, nil
}

// before returns the post that was sent with a Once. Only keyed messages are
// remembered across a restart: everything else is sent again within seconds or
// not at all, and then the server knows.
func (p *posts) before(ctx context.Context, once string, keyed bool) (id string, ok bool, err error) {
	if once == "" {
		return "", false, nil
	}
	if id, ok = p.once.Get(once); ok || !keyed {
		return id, ok, nil
	}
	data, ok, err := p.memory.Kept(ctx, areaOnce, once)
	if err != nil {
		return "", false, fmt.Errorf("mattermost: look up what was sent: %w", err)
	}
	return string(data), ok, nil
}

func (p *posts) sent(ctx context.Context, once, id string, keyed bool) error {
	if once == "" {
		return nil
	}
	p.once.Set(once, id)
	if !keyed {
		return nil
	}
	if err := p.memory.Keep(ctx, areaOnce, once, []byte(id), p.clock.Now().Add(onceLives)); err != nil {
		return fmt.Errorf("mattermost: remember what was sent: %w", err)
	}
	return nil
}

// gone forgets what a post shows: it was deleted.
func (p *posts) gone(id string) { p.shown.Drop(id) }
