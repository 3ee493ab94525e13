package poll

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/teambition/rrule-go"

	"wegwijs/bot"
	"wegwijs/store"
)

func (p *Poll) registerRepeat(f *bot.Feature) { f.OnDue("poll.wave", p.wave) }

// repeats tells whether more waves of a poll come.
func (x *poll) repeats() bool { return x.spec.Repeat != "" && !x.extra.Stopped }

// next is when the wave after a poll opens; false when that was the last. It
// keeps the time of day, also when the clock changes.
func (p *Poll) next(x *poll) (time.Time, bool, error) { return p.nextAfter(x, x.Opened) }

// nextAfter is when the first wave after a time opens.
func (p *Poll) nextAfter(x *poll, after time.Time) (time.Time, bool, error) {
	if !x.repeats() {
		return time.Time{}, false, nil
	}
	opt, err := rrule.StrToROptionInLocation(x.spec.Repeat, p.opt.Zone)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("poll %s: repetition: %w", x.ID, err)
	}
	from := x.planned().In(p.opt.Zone).Truncate(time.Minute)
	opt.Dtstart = from
	rule, err := rrule.NewRRule(*opt)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("poll %s: repetition: %w", x.ID, err)
	}
	if after.Before(from) {
		after = from
	}
	at := rule.After(after, false)
	return at, !at.IsZero(), nil
}

// planned is when a poll was to open. It may have opened later, because the
// program did not run: the waves after it are not late for that.
func (x *poll) planned() time.Time {
	switch {
	case !x.extra.Planned.IsZero():
		return x.extra.Planned
	case !x.spec.Opens.IsZero() && x.spec.Opens.Before(x.Opened):
		return x.spec.Opens
	}
	return x.Opened
}

// asLong is when a wave closes that is planned at a time, so that by the clock on
// the wall it is open as long as the one before it, whatever happens to the clock.
func (p *Poll) asLong(x *poll, planned time.Time) time.Time {
	wall := func(t time.Time) time.Time {
		t = t.In(p.opt.Zone)
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	}
	end := wall(planned).Add(wall(x.Closes).Sub(wall(x.planned())))
	return time.Date(end.Year(), end.Month(), end.Day(), end.Hour(), end.Minute(), end.Second(), 0, p.opt.Zone)
}

// scheduleWave schedules the next wave. It is the last thing about which a
// wave that is open already knows: each one schedules its own successor.
func (p *Poll) scheduleWave(tx *store.Tx, x *poll) error {
	at, more, err := p.next(x)
	if err != nil || !more {
		return err
	}
	return tx.Schedule(x.job("poll.wave", at))
}

// wave makes the next wave of a poll: the same questions in the same channels.
func (p *Poll) wave(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	id, err := newID()
	if err != nil {
		return bot.Reply{}, err
	}
	err = p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		x, err := load(tx, d.Key)
		if noPoll(err) || err == nil && !x.repeats() {
			return nil
		}
		if err != nil {
			return err
		}
		waves, err := store.PollsOfSeries(tx, x.Series)
		if err != nil {
			return err
		}
		for _, w := range waves {
			if w.Wave > x.Wave {
				return nil // made already
			}
		}
		planned, more, err := p.next(x)
		if err != nil || !more {
			return err
		}
		for {
			next, more, err := p.nextAfter(x, planned)
			if err != nil {
				return err
			}
			if more && !next.After(d.At) {
				planned = next // the program did not run: what was missed is not caught up
				continue
			}
			if p.asLong(x, planned).After(d.At) {
				break
			}
			if !more {
				return nil
			}
			return tx.Schedule(x.job("poll.wave", next))
		}
		now := &poll{Poll: store.Poll{ID: id, Platform: x.Platform, Maker: x.Maker, MakerName: x.MakerName,
			Series: x.Series, Wave: x.Wave + 1, Created: d.At}, spec: x.spec}
		now.extra.Planned = planned
		now.spec.Opens, now.spec.Closes = time.Time{}, p.asLong(x, planned)
		now.spec.Repeat, err = remaining(x.spec.Repeat)
		if err != nil {
			return err
		}
		now.spec.Places = nil
		for _, at := range x.places {
			if !at.Gone {
				now.spec.Places = append(now.spec.Places, placeOf(at))
			}
		}
		if len(now.spec.Places) == 0 {
			return nil
		}
		return p.place(tx, now, d.At)
	})
	return bot.Reply{}, err
}

// remaining is the rule of the next wave: one time less, when it counts. The
// count of a rule includes its first time, which is the wave that just opened.
func remaining(rule string) (string, error) {
	opt, err := rrule.StrToROption(rule)
	if err != nil {
		return "", fmt.Errorf("repetition: %w", err)
	}
	if opt.Count > 0 {
		if opt.Count == 1 {
			return "", nil
		}
		opt.Count--
	}
	opt.Dtstart = time.Time{}
	return opt.RRuleString(), nil
}

// stopWaves ends a series.
func (p *Poll) stopWaves(tx *store.Tx, x *poll) error {
	waves, err := store.PollsOfSeries(tx, x.Series)
	if err != nil {
		return err
	}
	for _, raw := range waves {
		w, err := decode(tx, raw)
		if err != nil {
			return err
		}
		w.extra.Stopped = true
		if err := tx.Unschedule("poll.wave", w.ID); err != nil {
			return err
		}
		if err := w.save(tx); err != nil {
			return err
		}
	}
	return nil
}

// waveName is what a wave is called: "3e keer".
func (x *poll) waveName() bot.Text {
	return textWave.With(bot.Args{"n": bot.Plain(strconv.Itoa(x.Wave))})
}
