package poll

import (
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
