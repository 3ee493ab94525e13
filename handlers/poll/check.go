package poll

import (
	"context"
	"fmt"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// checks are what was seen of a draft before it is placed.
type checks struct {
	stops   []bot.Text // why it cannot be placed now
	remarks []bot.Text // what may go wrong: its maker looks twice
	notes   []bot.Text // good to know
	about   bool       // asked is an estimate
	asked   int        // people in all channels, each once, without guests; -1 when that is not known
}

func (c *checks) stop(t bot.Text)   { c.stops = append(c.stops, t) }
func (c *checks) remark(t bot.Text) { c.remarks = append(c.remarks, t) }
func (c *checks) note(t bot.Text)   { c.notes = append(c.notes, t) }

// shortly is how short a poll is when its maker should look twice.
const shortly = 15 * time.Minute

// examine looks at a draft and at its channels as they are now.
func (p *Poll) examine(ctx context.Context, o *bot.Origin, x *poll) checks {
	found := checks{asked: -1}
	if !p.on() {
		found.stop(p.off(ctx, o))
	}
	if why, err := p.cannotMake(ctx, o); err != nil {
		found.stop(previewBusy)
	} else if why != nil {
		found.stop(why)
	}
	for _, t := range x.spec.FaultsAt(o.At) {
		found.stop(t)
	}
	p.lookAtTimes(x, o.At, &found)
	if p.lookAtPlaces(ctx, o, x, &found) {
		p.count(ctx, x, &found)
	}
	for _, t := range x.spec.Remarks() {
		found.remark(t)
	}
	p.lookAtMode(x, &found)
	if err := p.lookAtOthers(ctx, o.At, x, &found); err != nil {
		found.stop(previewBusy)
	}
	return found
}

// lookAtTimes says what is odd about when a poll opens and closes.
func (p *Poll) lookAtTimes(x *poll, now time.Time, found *checks) {
	opens := now
	if x.spec.Opens.After(now) {
		opens = x.spec.Opens
	}
	closes := closing(x.spec, now).In(p.opt.Zone)
	if !closes.After(opens) {
		return // that is impossible, and said elsewhere
	}
	if next, ok := p.nextWave(x.spec, opens, opens); ok && closes.After(next) {
		found.remark(timeWaves.With(bot.Args{"moment": bot.Moment(next.In(p.opt.Zone))}))
	}
	if x.spec.Closes.IsZero() {
		return
	}
	if lasts := closes.Sub(opens); lasts < shortly {
		found.remark(timeShort.Count(max(1, int(lasts.Round(time.Minute).Minutes())), nil))
	}
	switch {
	case closes.Weekday() == time.Saturday || closes.Weekday() == time.Sunday:
		found.note(timeWeekend.With(bot.Args{"moment": bot.Moment(closes)}))
	case closes.Hour() < 7 || closes.Hour() >= 22:
		found.note(timeNight.With(bot.Args{"moment": bot.Moment(closes)}))
	}
}

// lookAtPlaces sees whether every channel can be asked by this person, and
// tells whether it is any use to count people.
func (p *Poll) lookAtPlaces(ctx context.Context, o *bot.Origin, x *poll, found *checks) (all bool) {
	if len(x.spec.Places) == 0 {
		found.stop(previewNoChannel)
		return false
	}
	keeper := !makesAny(o)
	if keeper {
		if why := onlyAdvisers(x.spec); why != nil {
			found.stop(why)
		}
	}
	channels, errs := make([]bot.Channel, len(x.spec.Places)), make([]error, len(x.spec.Places))
	each(len(channels), func(i int) {
		errs[i] = &bot.SendError{Reason: bot.NotFound}
		if at := x.spec.Places[i]; at.Channel != "" {
			channels[i], errs[i] = p.channelOn(ctx, o, at.Platform, string(at.Channel))
		}
	})
	all = true
	var unknown []bot.Text
	for i, at := range x.spec.Places {
		name := bot.Args{"channel": bot.Plain(placeTyped(at, o.Platform))}
		switch ch, err := channels[i], errs[i]; {
		case notThere(err) || err == nil && ch.Joined && !ch.Member: // who is in a channel is known only where we are
			unknown = append(unknown, name["channel"])
		case err != nil:
			found.stop(placeBusy.With(name))
		case ch.Archived:
			found.stop(placeArchived.With(name))
		case !ch.Joined:
			found.stop(placeInvite.With(name))
		case keeper && !ch.Keeper:
			found.stop(whoNotHere.With(name))
		default:
			continue
		}
		all = false
	}
	if len(unknown) > 0 {
		found.stop(placeUnknown.With(bot.Args{"channels": bot.List(unknown...)}))
	}
	return all
}

// lookAtMode says what does not go well together with the way people answer.
func (p *Poll) lookAtMode(x *poll, found *checks) {
	if x.spec.Mode == survey.Named {
		return
	}
	if found.asked >= 0 && found.asked < p.opt.Rules.Normal().MinGroup {
		found.remark(fewPeople.Count(found.asked, bot.Args{"min": bot.Number(p.opt.Rules.Normal().MinGroup)}))
	}
	if slices.ContainsFunc(x.spec.Questions, func(q survey.Question) bool { return q.Kind == survey.Open }) {
		found.remark(fewTexts.With(bot.Args{"n": bot.Number(p.opt.Rules.MinTexts())}))
	}
}

// lookAtOthers sees which polls ask the same, and which are open in the same channels.
func (p *Poll) lookAtOthers(ctx context.Context, now time.Time, x *poll, found *checks) error {
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		same, err := store.PollsAsking(r, x.spec.Same(), 50)
		if err != nil {
			return err
		}
		told := map[string]bool{x.ID: true}
		for _, raw := range same {
			if told[raw.ID] || x.Series != "" && raw.Series == x.Series {
				continue
			}
			other, err := decode(r, raw)
			if err != nil {
				return err
			}
			shared := overlap(x.spec.Places, other.places)
			args := bot.Args{"channels": placesShown(shared, bot.PlatformName(x.Platform)), "n": bot.Number(p.opt.Rules.Normal().MinAnswers)}
			switch live := raw.State == store.PollOpen || raw.State == store.PollWaiting; {
			case len(shared) == 0:
			case live:
				told[raw.ID] = true
				found.remark(sameOpen.With(args))
			case raw.State == store.PollClosed && now.Sub(raw.Closed) < sameWithin && x.spec.Mode != survey.Named:
				args["date"] = bot.Date(raw.Closed.In(p.opt.Zone))
				found.remark(sameClosed.With(args))
			}
		}
		for _, at := range x.spec.Places {
			open, err := store.PollsOpenIn(r, string(at.Platform), string(at.Channel))
			if err != nil {
				return err
			}
			open = slices.DeleteFunc(open, func(o store.Poll) bool { return told[o.ID] })
			if len(open) > 0 {
				found.note(alsoOpen.Count(len(open), bot.Args{"channel": bot.Plain(placeTyped(at, bot.PlatformName(x.Platform)))}))
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("polls beside this one: %w", err)
	}
	return nil
}

// overlap are the channels that two polls share.
func overlap(mine []survey.Place, theirs []store.PollPlace) (shared []survey.Place) {
	for _, at := range mine {
		if slices.ContainsFunc(theirs, func(t store.PollPlace) bool {
			return t.Platform == string(at.Platform) && t.Channel == string(at.Channel)
		}) {
			shared = append(shared, at)
		}
	}
	return shared
}
