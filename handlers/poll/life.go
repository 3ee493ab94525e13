package poll

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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

// noPoll tells whether there is no such poll (any more).
func noPoll(err error) bool {
	var p *bot.Problem
	return errors.As(err, &p)
}

// countAsked counts who is asked, per channel and each person once: employees only, so
// no guests. A channel that is not there, or where we may not look, is gone.
func (p *Poll) countAsked(ctx context.Context, x *poll) (everybody map[string]bool, err error) {
	everybody = map[string]bool{}
	for i := range x.places {
		where := &x.places[i]
		platform, channel := bot.PlatformName(where.Platform), bot.ChannelID(where.Channel)
		members, err := p.opt.Router.Members(ctx, platform, channel)
		if err != nil {
			if bot.Retryable(err) {
				return nil, fmt.Errorf("count who is asked: %w", err)
			}
			where.Gone = true
			continue
		}
		where.Asked = 0
		for _, id := range members.Users {
			u := bot.User{ID: id}
			if members.Guests > 0 || x.several() {
				u, err = p.opt.Router.Person(ctx, bot.PersonID{Platform: platform, User: id})
				if notThere(err) {
					continue // they left a moment ago, and are asked nothing
				}
				if err != nil {
					return nil, fmt.Errorf("count who is asked: %w", err)
				}
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

// close closes a poll at its deadline.
func (p *Poll) close(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		x, err := load(tx, d.Key)
		if noPoll(err) || err == nil && x.State != store.PollOpen {
			return nil
		}
		if err != nil {
			return err
		}
		if x.Closes.After(d.At) { // it was extended while this ran
			return tx.Schedule(x.job("poll.close", x.Closes))
		}
		return p.closeNow(tx, x, d.At)
	})
	return bot.Reply{}, err
}

// closeNow counts, keeps what may be published, and erases the rest, in the one
// transaction that also closes the poll: every answer that was stored before
// it counts, and none after it is stored.
func (p *Poll) closeNow(tx *store.Tx, x *poll, at time.Time) error {
	counts, err := store.CountAnswers(tx, x.ID)
	if err != nil {
		return err
	}
	outcome, texts, err := p.outcome(tx, x, counts, at)
	if err != nil {
		return err
	}
	if x.Result, err = json.Marshal(outcome); err != nil {
		return fmt.Errorf("poll %s: %w", x.ID, err)
	}
	x.State, x.Closed = store.PollClosed, at
	if err := x.save(tx); err != nil {
		return err
	}
	for _, t := range texts {
		if err := tx.AddPollText(x.ID, t.Question, t.Choice); err != nil {
			return err
		}
	}
	if x.spec.Mode != survey.Named {
		if err := tx.EraseAnswers(x.ID); err != nil {
			return err
		}
		if outcome.Withheld != "" { // the number that may not be told is not kept either
			if err := tx.EraseCounters(x.ID); err != nil {
				return err
			}
		}
	} else if err := tx.Schedule(x.job("poll.names", at.Add(p.opt.NamesFor))); err != nil {
		return err
	}
	if err := p.unscheduleAll(tx, x); err != nil {
		return err
	}
	return tx.Schedule(x.job("poll.forget", at))
}

// unscheduleAll forgets what would happen to an open poll.
func (p *Poll) unscheduleAll(tx *store.Tx, x *poll) error {
	if err := tx.Unschedule("poll.close", x.ID); err != nil {
		return err
	}
	for _, where := range x.places {
		if err := tx.Unschedule("poll.remind", x.ID+"/"+where.Platform+"/"+where.Channel); err != nil {
			return err
		}
	}
	return nil
}

// outcome is what may be told of the answers, and the open answers that wait
// for the look of a colleague. Without names those of too few people are dropped.
func (p *Poll) outcome(q store.Querier, x *poll, counts []store.PollCount, at time.Time) (survey.Outcome, []store.PollCount, error) {
	var answers []survey.AnswerCount
	var texts []store.PollCount
	for _, c := range counts {
		if c.Question < 0 || c.Question >= len(x.spec.Questions) {
			continue
		}
		question := x.spec.Questions[c.Question]
		a, err := question.Decode(c.Choice)
		if err != nil {
			// A poll that could not be counted would never close, and keep its key.
			p.opt.Log.Error().Str("poll", x.ID).Int("question", c.Question+1).Msg("an answer could not be read at closing, and does not count")
			continue
		}
		answers = append(answers, survey.AnswerCount{Question: c.Question, Part: c.Part, Answer: a, N: c.N})
		if question.Kind == survey.Open {
			for range c.N {
				texts = append(texts, store.PollCount{Question: c.Question, Choice: a.Text})
			}
		}
	}
	var parts []survey.Part
	if x.spec.Split && len(x.places) > 1 {
		for _, where := range x.places {
			parts = append(parts, survey.Part{Place: placeOf(where), Asked: where.Asked, Answered: where.Answered})
		}
	}
	earlier, err := p.earlier(q, x, at)
	if err != nil {
		return survey.Outcome{}, nil, err
	}
	x.spec.Places = nil
	for _, where := range x.places {
		x.spec.Places = append(x.spec.Places, placeOf(where))
	}
	out := survey.Publish(x.spec, survey.Count(x.spec, x.Asked, x.Answered, answers, parts), p.opt.Rules, earlier, at)
	kept := texts[:0]
	for _, t := range texts {
		if x.spec.Mode != survey.Named && t.Question < len(out.Questions) && out.Questions[t.Question].Texts {
			kept = append(kept, t)
		}
	}
	return out, kept, nil
}

func placeOf(at store.PollPlace) survey.Place {
	return survey.Place{Platform: bot.PlatformName(at.Platform), Channel: bot.ChannelID(at.Channel), Name: at.Name}
}

// sameWithin is how long a result of the same question in overlapping channels
// counts: people who answer both may have answered the same.
const sameWithin = 28 * 24 * time.Hour

// earlier are the published results that this one could be compared with.
func (p *Poll) earlier(q store.Querier, x *poll, at time.Time) ([]survey.Earlier, error) {
	asking, err := store.PollsAsking(q, x.Same, 500)
	if err != nil {
		return nil, err
	}
	var all []survey.Earlier
	for _, other := range asking {
		// Also of one that was deleted since: its result was read.
		over := other.State == store.PollClosed || other.State == store.PollDeleted
		if other.ID == x.ID || !over || at.Sub(other.Closed) > sameWithin || len(other.Result) == 0 {
			continue
		}
		o, err := decode(q, other)
		if err != nil {
			return nil, err
		}
		var out survey.Outcome
		if err := json.Unmarshal(o.Result, &out); err != nil {
			return nil, fmt.Errorf("poll %s: %w", o.ID, err)
		}
		if out.Withheld != "" {
			continue
		}
		var places []survey.Place
		for _, where := range o.places {
			places = append(places, placeOf(where))
		}
		e := survey.EarlierOf(out, places, x.Series != "" && o.Series == x.Series)
		e.People = slices.Contains(x.extra.Alike, o.ID) || slices.Contains(o.extra.Alike, x.ID)
		all = append(all, e)
	}
	return all, nil
}

// sizesOf is what stays of a result when its poll is deleted: how many people are
// in each group whose answers were told. Without it a poll could be deleted once
// its result was read, and asked again of a few people less.
func sizesOf(result []byte) ([]byte, error) {
	if len(result) == 0 {
		return nil, nil
	}
	var out, sizes survey.Outcome
	if err := json.Unmarshal(result, &out); err != nil {
		return nil, fmt.Errorf("the result of a poll: %w", err)
	}
	if out.Withheld != "" {
		return nil, nil
	}
	sizes.Answered, sizes.At = out.Answered, out.At
	for _, q := range out.Questions {
		sizes.Questions = append(sizes.Questions, survey.QuestionOutcome{N: q.N, Withheld: q.Withheld})
	}
	for _, part := range out.Parts {
		of := survey.PartOutcome{Place: part.Place, Answered: part.Answered}
		for _, q := range part.Questions {
			of.Questions = append(of.Questions, survey.QuestionOutcome{N: q.N, Withheld: q.Withheld})
		}
		sizes.Parts = append(sizes.Parts, of)
	}
	return json.Marshal(sizes)
}

// eraseGroups erases what sizesOf kept, when it is not needed any more.
func (p *Poll) eraseGroups(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		x, err := store.PollByID(tx, d.Key)
		if errors.Is(err, store.ErrNoRows) || err == nil && x.State != store.PollDeleted {
			return nil
		}
		if err != nil {
			return err
		}
		x.Same, x.Result = "", nil
		return tx.SetPoll(x)
	})
	return bot.Reply{}, err
}

// forget erases the key of a closed or deleted poll. What people see of the
// closing follows from here, so that the receipt they read is true.
func (p *Poll) forget(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	failed := p.opt.Keys.Forget(d.Key)
	if failed != nil {
		p.opt.Log.Error().Str("poll", d.Key).Str("error", failed.Error()).Msg("the key of a closed poll could not be deleted: it is tried again; delete the file by hand when this stays")
	}
	var refresh []string
	err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		raw, err := store.PollByID(tx, d.Key)
		if errors.Is(err, store.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		x, err := decode(tx, raw)
		if err != nil {
			return err
		}
		refresh = x.keys()
		if failed != nil {
			again := x.job("poll.forget", d.At.Add(10*time.Minute))
			if err := tx.Schedule(again); err != nil {
				return err
			}
		} else if x.extra.Forgot.IsZero() && x.spec.Mode != survey.Named {
			x.extra.Forgot = d.At
		}
		if !x.extra.Told && x.State == store.PollClosed {
			x.extra.Told = true
			if err := p.scheduleWord(tx, x, d.At); err != nil {
				return err
			}
		}
		return x.save(tx)
	})
	return bot.Reply{RefreshNow: refresh}, err
}

// announceAfter is how long after closing a channel is told: by then the poll
// itself shows its result, where the announcement sends people.
const announceAfter = bot.DefaultPace + time.Second

// scheduleWord schedules what is said about a poll that closed.
func (p *Poll) scheduleWord(tx *store.Tx, x *poll, at time.Time) error {
	for _, where := range x.places {
		if where.Gone {
			continue
		}
		if err := tx.Schedule(x.jobIn("poll.announce", at.Add(announceAfter), where)); err != nil {
			return err
		}
	}
	if err := tx.Schedule(x.job("poll.report", at)); err != nil {
		return err
	}
	return tx.Schedule(x.job("poll.settle", at.Add(max(settleAfter, p.opt.NamesFor)+time.Hour)))
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
