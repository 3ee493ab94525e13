package poll

import (
	"context"
	"errors"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerLife(f *bot.Feature) {
	f.OnDue("poll.open", p.open)
	f.OnDue("poll.show", p.show)
	f.OnDue("poll.close", p.close)
	f.OnDue("poll.forget", p.forget)
	f.OnDue("poll.announce", p.announce)
	f.OnDue("poll.names", p.eraseNames)
	f.OnDue("poll.settle", p.settle)
	f.OnDue("poll.lost", p.lost)
	f.OnDue("poll.groups", p.eraseGroups)
	p.registerRemind(f)
	p.registerRepeat(f)
	p.registerManage(f)
}

// job is a job about this poll whose word goes to its maker.
func (x *poll) job(kind string, at time.Time) store.Job {
	return store.Job{At: at, Kind: kind, Key: x.ID, Platform: x.Platform, User: x.Maker}
}

// jobIn is a job about this poll in one of its channels. What goes wrong there
// is told to its maker.
func (x *poll) jobIn(kind string, at time.Time, where store.PollPlace) store.Job {
	return store.Job{At: at, Kind: kind, Key: x.ID + "/" + where.Platform + "/" + where.Channel,
		Platform: where.Platform, Channel: where.Channel, User: x.makerOn(where.Platform)}
}

// makerOn is the maker, when they are on this platform.
func (x *poll) makerOn(platform string) string {
	if x.Platform == platform {
		return x.Maker
	}
	return ""
}

// noPoll tells whether there is no such poll (any more).
func noPoll(err error) bool {
	var p *bot.Problem
	return errors.As(err, &p)
}

// post posts a message of a poll, or one that stands beside it, in the channel of
// a job. A poll that was deleted meanwhile has nothing to say.
func (p *Poll) post(ctx context.Context, d *bot.Due, suffix string) (bot.Reply, error) {
	id, platform, channel := cutKey("poll/" + d.Key)
	if _, err := p.read(ctx, id); noPoll(err) {
		return bot.Reply{}, nil
	}
	m, err := p.view(ctx, keyFor(id+suffix, platform, channel))
	if err != nil || m == nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Public: m}, nil
}

func placeOf(at store.PollPlace) survey.Place {
	return survey.Place{Platform: bot.PlatformName(at.Platform), Channel: bot.ChannelID(at.Channel), Name: at.Name}
}

// settleAfter is how long after closing the maker can still tell what will be
// done with a result.
const settleAfter = 60 * 24 * time.Hour

// settle makes the messages of a poll stay as they are from now on.
func (p *Poll) settle(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	var beside []string
	reply, err := p.change(ctx, d.Key, func(tx *store.Tx, x *poll) error {
		x.extra.Settled = true
		beside = x.besideKeys()
		return nil
	})
	reply.Refresh = append(reply.Refresh, beside...)
	return reply, err
}

// change stores a change of a poll and shows it.
func (p *Poll) change(ctx context.Context, id string, do func(*store.Tx, *poll) error) (bot.Reply, error) {
	var refresh []string
	err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		x, err := load(tx, id)
		if noPoll(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(tx, x); err != nil {
			return err
		}
		refresh = x.keys()
		return x.save(tx)
	})
	return bot.Reply{Refresh: refresh}, err
}

// eraseNames erases who answered what of a poll with names, at its time.
func (p *Poll) eraseNames(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	return p.change(ctx, d.Key, func(tx *store.Tx, x *poll) error {
		x.extra.Nameless = d.At
		return tx.EraseNames(x.ID)
	})
}

// announce tells one channel that a poll closed.
func (p *Poll) announce(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	return p.post(ctx, d, closedSuffix)
}

// lostAfter is how long it takes until the maker hears that a message was
// deleted: who deletes one often deletes the others too.
const lostAfter = time.Minute

// gone takes note that the message of a poll was deleted by hand: it is not
// asked there any more, and when it is asked nowhere it closes.
func (p *Poll) gone(ctx context.Context, g *bot.Gone) error {
	id, platform, channel := cutKey(g.Key)
	err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		x, err := load(tx, id)
		if noPoll(err) {
			return nil
		}
		if err != nil {
			return err
		}
		left := 0
		for i := range x.places {
			where := &x.places[i]
			if where.Platform == platform && where.Channel == channel && !where.Gone {
				where.Gone = true
				if err := tx.SetPollPlace(x.ID, *where); err != nil {
					return err
				}
				if err := tx.Unschedule("poll.remind", x.ID+"/"+where.Platform+"/"+where.Channel); err != nil {
					return err
				}
			}
			if !where.Gone {
				left++
			}
		}
		if x.State != store.PollOpen {
			return nil
		}
		lost := x.job("poll.lost", g.At.Add(lostAfter))
		lost.Key += "/" + platform + "/" + channel
		if err := tx.Schedule(lost); err != nil {
			return err
		}
		if left == 0 {
			return p.closeNow(tx, x, g.At)
		}
		return nil
	})
	return err
}

// lost tells the maker that a message was deleted by hand.
func (p *Poll) lost(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	id, platform, channel := cutKey("poll/" + d.Key)
	x, err := p.read(ctx, id)
	if noPoll(err) {
		return bot.Reply{}, nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	say := textLostOne
	if x.State != store.PollOpen {
		say = textLostLast
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: say.With(bot.Args{"channel": channelText(x.nameOf(platform, channel)), "question": bot.Plain(x.title())})})}, nil
}
