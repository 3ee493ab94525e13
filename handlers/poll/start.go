package poll

import (
	"context"
	"errors"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// Start does what is wanted once when the program has started: it erases keys
// that outlived their poll because the program was ended in between, tells the
// operator about open polls whose key is missing, and has the platforms look up
// the people who are asked, so that no answer waits for that.
func (p *Poll) Start(ctx context.Context) error {
	var running []store.Poll
	err := p.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		running, err = store.PollsIn(r, 10_000, store.PollWaiting, store.PollOpen)
		return err
	})
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, x := range running {
		wanted[x.ID] = true
		if x.State != store.PollOpen || x.Mode == string(survey.Named) {
			continue
		}
		if _, err := p.opt.Keys.Tag(x.ID, ""); errors.Is(err, store.ErrNoKey) {
			p.opt.Log.Error().Str("poll", x.ID).Msg("the key of this open poll is missing: it takes no answers; put its file back in the folder of keys, or close the poll")
		} else if err != nil {
			return err
		}
	}
	gone, err := p.opt.Keys.Sweep(func(id string) bool { return wanted[id] })
	if err != nil {
		return err
	}
	for _, id := range gone {
		p.opt.Log.Info().Str("poll", id).Msg("a key that outlived its poll was erased")
	}
	return nil
}

// warmEvery is how often people who are asked are looked up anew: before the
// platforms forget them. Mattermost's memory of people lasts ten minutes.
const warmEvery = 8 * time.Minute

// KeepWarm has the platforms look up who is asked in open polls, now and again
// and again until ctx ends: an answer must not wait for the chat program.
func (p *Poll) KeepWarm(ctx context.Context) {
	for {
		p.Warm(ctx)
		select {
		case <-ctx.Done():
			return
		case <-time.After(warmEvery):
		}
	}
}

// Warm has the platforms look up who is asked in open polls. What cannot be
// looked up now is looked up when it is needed.
func (p *Poll) Warm(ctx context.Context) {
	var at []store.PollPlace
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		open, err := store.PollsIn(r, 1000, store.PollOpen)
		if err != nil {
			return err
		}
		for _, x := range open {
			places, err := store.PollPlaces(r, x.ID)
			if err != nil {
				return err
			}
			at = append(at, places...)
		}
		return nil
	})
	if err != nil {
		return
	}
	seen := map[store.PollPlace]bool{}
	for _, where := range at {
		key := store.PollPlace{Platform: where.Platform, Channel: where.Channel}
		if where.Gone || seen[key] {
			continue
		}
		seen[key] = true
		if _, err := p.opt.Router.Members(ctx, bot.PlatformName(where.Platform), bot.ChannelID(where.Channel)); err != nil {
			p.opt.Log.Warn().Str("platform", where.Platform).Str("error", err.Error()).Msg("who is asked in an open poll could not be looked up yet")
		}
	}
}
