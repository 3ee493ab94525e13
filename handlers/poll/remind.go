package poll

import (
	"context"
	"time"

	"wegwijs/bot"
	"wegwijs/store"
)

func (p *Poll) registerRemind(f *bot.Feature) { f.OnDue("poll.remind", p.remind) }

// remindFrom is the shortest poll that has a reminder; it comes at most
// remindBefore the end, and never before half of the time has passed.
const (
	remindFrom   = 8 * time.Hour
	remindBefore = 24 * time.Hour
)

// scheduleReminder schedules the one reminder of a poll in its channels: never
// to a person, so nobody can tell from it who did not answer.
func (p *Poll) scheduleReminder(tx *store.Tx, x *poll) error {
	lasts := x.Closes.Sub(x.Opened)
	if !x.spec.Remind || x.extra.Reminded || lasts < remindFrom {
		return nil
	}
	at := x.Closes.Add(-min(remindBefore, lasts/2))
	for _, where := range x.places {
		if where.Gone {
			continue
		}
		if err := tx.Schedule(x.jobIn("poll.remind", at, where)); err != nil {
			return err
		}
	}
	return nil
}

// remind posts the reminder in one channel.
func (p *Poll) remind(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	id, _, _ := cutKey("poll/" + d.Key)
	x, err := p.read(ctx, id)
	if noPoll(err) || err == nil && x.State != store.PollOpen {
		return bot.Reply{}, nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	if !x.extra.Reminded {
		if _, err := p.change(ctx, id, func(_ *store.Tx, x *poll) error { x.extra.Reminded = true; return nil }); err != nil {
			return bot.Reply{}, err
		}
	}
	return p.post(ctx, d, remindSuffix)
}

// reminder is what it says.
func (p *Poll) reminder(x *poll) []bot.Block {
	return []bot.Block{
		bot.Para{Text: textReminder.With(bot.Args{"question": bot.Plain(x.title()), "when": bot.Moment(x.Closes.In(p.opt.Zone))})},
		bot.Buttons{x.askButton("poll.give")},
	}
}
