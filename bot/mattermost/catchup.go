package mattermost

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Bounds of one catch-up.
const (
	perPage      = 200 // the server gives no more at once
	mostPages    = 50  // of one channel: 10,000 posts
	readAtOnce   = 4   // channels that are read at the same time
	limitedTries = 5
)

// catchUpOr reads what was missed. When that fails it returns when to try
// again; meanwhile what comes in now is answered.
func (in *inbound) catchUpOr(ctx context.Context) <-chan time.Time {
	err := in.catchUp(ctx)
	if err == nil || ctx.Err() != nil {
		return nil
	}
	in.log.Warn().Err(err).Msg("what people said while we were away cannot be read yet; trying again")
	return time.After(in.tempo.again)
}

// catchUp hands on what people said since the mark, as it is now: what was
// deleted since is not answered, and what was edited is answered as it reads now.
// What comes in waits for it, so it does not take long: on a slow server it ends
// early, and the next try goes on with the channels that were not read yet.
func (in *inbound) catchUp(ctx context.Context) error {
	from, missing := in.marks.from()
	if !missing {
		return nil
	}
	now := in.m.serverNow()
	since := from.Add(-overlap)
	if back := from.Sub(now); back > 0 {
		since = since.Add(-2 * back) // the server's clock was set back
	}
	if limit := now.Add(-in.m.opt.CatchUp); since.Before(limit) {
		since = limit
	}
	var channels []*model.Channel
	listing, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	if err := in.patiently(listing, func() error { return in.m.rest.get(listing, "/users/me/channels", &channels) }); err != nil {
		return err
	}
	reading, cancel := context.WithTimeout(ctx, in.tempo.read)
	defer cancel()
	var (
		mu    sync.Mutex
		found []*said
		errs  []error
		read  []string
		wait  sync.WaitGroup
		at    = make(chan struct{}, readAtOnce)
	)
	for _, c := range channels {
		if c == nil || c.DeleteAt != 0 || c.LastPostAt < since.UnixMilli() || in.upToDate[c.Id] {
			continue
		}
		at <- struct{}{}
		wait.Go(func() {
			defer func() { <-at }()
			posts, err := in.readSince(reading, c, since)
			mu.Lock()
			defer mu.Unlock()
			slices.Reverse(posts)
			found = append(found, posts...)
			if err != nil {
				errs = append(errs, err)
				return
			}
			read = append(read, c.Id)
		})
	}
	wait.Wait()
	slices.SortStableFunc(found, func(a, b *said) int { return cmp.Compare(a.CreateAt, b.CreateAt) })
	n := 0
	for _, s := range found {
		if !in.marks.was(s.ID) {
			in.hear(ctx, s, true)
			n++
		}
	}
	if n > 0 {
		in.log.Info().Int("messages", n).Msg("read what people said while we were away")
	}
	if len(errs) > 0 {
		for _, id := range read {
			in.upToDate[id] = true
		}
		return fmt.Errorf("%d channels: %w", len(errs), errs[0])
	}
	clear(in.upToDate)
	in.marks.complete(from)
	return nil
}

// readSince returns what people said to us in a channel, newest first. It goes
// back page by page: "since" of the server also gives what was edited or
// deleted, and of more than a thousand posts any thousand.
func (in *inbound) readSince(ctx context.Context, c *model.Channel, since time.Time) ([]*said, error) {
	self := in.m.known()
	query := url.Values{"per_page": {strconv.Itoa(perPage)}}
	var all []*said
	for range mostPages {
		var page struct {
			Order []string         `json:"order"`
			Posts map[string]*said `json:"posts"`
		}
		err := in.patiently(ctx, func() error {
			return in.m.rest.get(ctx, pathTo("channels", c.Id, "posts")+"?"+query.Encode(), &page)
		})
		var refused *bot.SendError
		if errors.As(err, &refused) && (refused.Reason == bot.Forbidden || refused.Reason == bot.NotFound) {
			return all, nil // removed from the channel just now
		}
		if err != nil {
			return all, err
		}
		var last *said
		for _, id := range page.Order {
			s := page.Posts[id]
			if s == nil {
				continue
			}
			last = s
			if s.CreateAt < since.UnixMilli() {
				return all, nil
			}
			s.direct = c.Type == model.ChannelTypeDirect
			if _, ok := in.m.mention(s, self); ok {
				all = append(all, s)
			}
		}
		if last == nil || len(page.Order) < perPage {
			return all, nil
		}
		query.Set("before", last.ID)
	}
	in.log.Warn().Int("posts", mostPages*perPage).Msg("more was said in a channel while we were away than is read; what is older is not answered")
	return all, nil
}

// patiently calls until the server stops asking us to wait.
func (in *inbound) patiently(ctx context.Context, call func() error) error {
	for try := 1; ; try++ {
		err := call()
		var refused *bot.SendError
		if !errors.As(err, &refused) || refused.Reason != bot.RateLimited || try == limitedTries {
			return err
		}
		select {
		case <-time.After(max(refused.RetryAfter, 100*time.Millisecond)):
		case <-ctx.Done():
			return fmt.Errorf("waiting because the server limits us: %w", ctx.Err())
		}
	}
}
