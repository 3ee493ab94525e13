package poll

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// place makes a draft open at its time, or at once: it stores the poll as
// waiting, with its places, and schedules its opening. Everything else about
// the life of a poll follows from that.
func (p *Poll) place(tx *store.Tx, x *poll, at time.Time) error {
	x.State = store.PollWaiting
	x.Same = x.spec.Same()
	opens := at
	if x.spec.Opens.After(at) {
		opens = x.spec.Opens
	}
	x.Closes = cmp.Or(x.spec.Closes, opens.Add(survey.DefaultOpen))
	if x.Series == "" && x.spec.Repeat != "" {
		x.Series, x.Wave = x.ID, 1
	}
	if err := x.save(tx); err != nil {
		return err
	}
	// It may have been placed before, when it could be asked nowhere.
	if err := tx.DropPollPlaces(x.ID); err != nil {
		return err
	}
	for _, at := range x.spec.Places {
		if err := tx.SetPollPlace(x.ID, store.PollPlace{Platform: string(at.Platform), Channel: string(at.Channel), Name: at.Name}); err != nil {
			return err
		}
	}
	return tx.Schedule(x.job("poll.open", opens))
}

// open opens a poll: it counts who is asked, makes the key, and only then says
// so. A channel that cannot be asked drops out, and the maker hears of it.
func (p *Poll) open(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	x, err := p.read(ctx, d.Key)
	if noPoll(err) {
		return bot.Reply{}, nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	if x.State == store.PollOpen {
		return bot.Reply{Private: p.opened(x, d.At)}, nil // once more: the first time was not delivered
	}
	if x.State != store.PollWaiting {
		return bot.Reply{}, nil
	}
	everybody, err := p.countAsked(ctx, x)
	if err != nil {
		return bot.Reply{}, err
	}
	asked := len(everybody)
	if x.extra.Alike, err = p.alike(ctx, x, everybody, d.At); err != nil {
		return bot.Reply{}, err
	}
	if x.spec.Mode != survey.Named {
		if err := p.opt.Keys.Make(x.ID); err != nil {
			return bot.Reply{}, err
		}
	}
	err = p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		now, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		if now.State != store.PollWaiting {
			x = now
			return nil
		}
		return p.openNow(tx, x, asked, d.At)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	switch x.State {
	case store.PollOpen:
		return bot.Reply{Private: p.opened(x, d.At)}, nil
	case store.PollDraft:
		return bot.Reply{Private: bot.Say(bot.Para{Text: textNowhere, Items: x.goneNames()},
			bot.Buttons{{Label: textAgain, Hint: textAgain, Action: "poll.place", Value: x.ID}})}, nil
	}
	return bot.Reply{}, nil
}

// openNow stores that a poll is open and schedules what follows.
func (p *Poll) openNow(tx *store.Tx, x *poll, asked int, at time.Time) error {
	all := true
	for _, where := range x.places {
		all = all && where.Gone
	}
	if all {
		// Nothing was posted and nobody answered: the maker can mend it and try again.
		x.State = store.PollDraft
		if err := tx.Schedule(store.Job{At: at.Add(draftFor), Kind: "poll.stale", Key: x.ID}); err != nil {
			return err
		}
		return x.save(tx)
	}
	lasts := x.Closes.Sub(at)
	if x.spec.Closes.IsZero() {
		lasts = survey.DefaultOpen
	}
	if lasts <= 0 {
		lasts = time.Hour // it could not open in time: the program did not run
	}
	x.State, x.Opened, x.Closes, x.Asked = store.PollOpen, at, at.Add(lasts), asked
	// One wave at a time: who is asked twice at once does not know which is which.
	if next, more, err := p.next(x); err != nil {
		return err
	} else if more && next.Before(x.Closes) {
		x.Closes = next
	}
	if err := x.save(tx); err != nil {
		return err
	}
	for _, where := range x.places {
		if err := tx.SetPollPlace(x.ID, where); err != nil {
			return err
		}
		if where.Gone {
			continue
		}
		if err := tx.Schedule(x.jobIn("poll.show", at, where)); err != nil {
			return err
		}
	}
	if err := tx.Schedule(x.job("poll.close", x.Closes)); err != nil {
		return err
	}
	if err := p.scheduleReminder(tx, x); err != nil {
		return err
	}
	return p.scheduleWave(tx, x)
}

// countAsked counts who is asked, per channel and each person once: employees only, so
// no guests. A channel that is not there, or where we may not look, is gone.
func (p *Poll) countAsked(ctx context.Context, x *poll) (everybody map[string]bool, err error) {
	lists := make([]bot.Members, len(x.places))
	var closer []survey.Place // where somebody may be a guest, or is told by their address
	var inThem []bot.Members
	for i := range x.places {
		where := &x.places[i]
		lists[i], err = p.opt.Router.Members(ctx, bot.PlatformName(where.Platform), bot.ChannelID(where.Channel))
		switch {
		case err != nil && bot.Retryable(err):
			return nil, fmt.Errorf("count who is asked: %w", err)
		case err != nil:
			where.Gone, lists[i] = true, bot.Members{}
		default:
			where.Asked = 0
		}
		if lists[i].Guests > 0 || x.several() {
			closer, inThem = append(closer, placeOf(*where)), append(inThem, lists[i])
		}
	}
	known, err := p.lookUp(ctx, closer, inThem)
	if err != nil {
		return nil, fmt.Errorf("count who is asked: %w", err)
	}
	everybody = map[string]bool{}
	for i := range x.places {
		where := &x.places[i]
		platform := bot.PlatformName(where.Platform)
		for _, id := range lists[i].Users {
			u, ok := known[bot.PersonID{Platform: platform, User: id}]
			if !ok {
				u = bot.User{ID: id}
			}
			if u.Guest {
				continue
			}
			where.Asked++
			who, err := x.identity(u, platform)
			if err != nil {
				who = where.Platform + "|" + string(id) // cannot answer, but is asked
			}
			everybody[who] = true
		}
	}
	return everybody, nil
}

// alike are the other polls that ask the same of some of the same people, now or
// shortly before: their results could be compared. Channels can share people
// without being the same.
func (p *Poll) alike(ctx context.Context, x *poll, everybody map[string]bool, now time.Time) (ids []string, err error) {
	var others []*poll
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		asking, err := store.PollsAsking(r, x.Same, 100)
		if err != nil {
			return err
		}
		for _, raw := range asking {
			recent := raw.State == store.PollOpen || !raw.Closed.IsZero() && now.Sub(raw.Closed) <= sameWithin
			if raw.ID == x.ID || !recent || x.Series != "" && raw.Series == x.Series {
				continue
			}
			o, err := decode(r, raw)
			if err != nil {
				return err
			}
			others = append(others, o)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		theirs, err := p.countAsked(ctx, o)
		if err != nil {
			return nil, err
		}
		for who := range theirs {
			if everybody[who] {
				ids = append(ids, o.ID)
				break
			}
		}
	}
	return ids, nil
}

// show posts a poll in one channel.
func (p *Poll) show(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	return p.post(ctx, d, "")
}
