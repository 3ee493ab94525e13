package poll

import (
	"context"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerManage(f *bot.Feature) {
	f.OnWords(bot.Words{Command: p.opt.Command, Word: "sluit", Also: []string{"close", "sluiten"}, Usage: usageClose, Help: helpClose}, p.typedClose)
	f.OnWords(bot.Words{Command: p.opt.Command, Word: "verleng", Also: []string{"extend", "verlengen"}, Usage: usageExtend, Help: helpExtend}, p.typedExtend)
	f.OnWords(bot.Words{Command: p.opt.Command, Word: "verwijder", Also: []string{"delete", "verwijderen"}, Usage: usageDelete, Help: helpDelete}, p.typedDelete)
	f.OnPress("poll.manage", p.pressManage)
	f.OnPress("poll.close", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		return p.closeByHand(ctx, e.Value, &e.Origin)
	})
	f.OnPress("poll.extend", p.pressExtend)
	f.OnSubmit("poll.extend", p.submitExtend)
	f.OnPress("poll.mend", p.pressMend)
	f.OnSubmit("poll.mend", p.submitMend)
	f.OnPress("poll.delete", p.pressDelete)
	f.OnPress("poll.erase", func(ctx context.Context, e *bot.Press) (bot.Reply, error) { return p.deleteIt(ctx, e.Value, &e.Origin) })
	f.OnPress("poll.stop", p.pressStop)
	f.OnDue("poll.fixed", p.showFix)
	f.OnPress("poll.add", p.pressAdd)
	f.OnSubmit("poll.add", p.submitAdd)
}

// opened tells the maker that a poll is open, and what can be done with it.
func (p *Poll) opened(x *poll, now time.Time) *bot.Message {
	var where []bot.Text
	for _, at := range x.places {
		if !at.Gone {
			where = append(where, textAskedIn.With(bot.Args{"channel": channelText(at.Name), "n": bot.Number(at.Asked)}))
		}
	}
	blocks := []bot.Block{
		bot.Para{Text: textOpened.With(bot.Args{"question": bot.Plain(x.title()), "when": bot.Moment(x.Closes.In(p.opt.Zone))}), Items: where},
	}
	if lost := x.goneNames(); len(lost) > 0 {
		blocks = append(blocks, bot.Para{Text: textNotThere, Items: lost})
	}
	return &bot.Message{Blocks: append(blocks, p.manageBlocks(x, now)...)}
}

// goneNames are the channels where a poll is not, or not any more.
func (x *poll) goneNames() (all []bot.Text) {
	for _, at := range x.places {
		if at.Gone {
			all = append(all, channelText(at.Name))
		}
	}
	return all
}

// manageBlocks are what the maker of a poll can do with it now: close, extend,
// mend a typing error, delete.
func (p *Poll) manageBlocks(x *poll, now time.Time) []bot.Block {
	var row bot.Buttons
	add := func(label bot.Phrase, action string, style bot.Style) {
		row = append(row, bot.Button{Label: label, Hint: textAbout.With(bot.Args{"what": label, "question": bot.Plain(x.title())}), Action: action, Value: x.ID, Style: style})
	}
	switch x.State {
	case store.PollOpen:
		add(textCloseNow, "poll.close", bot.Normal)
		add(textExtend, "poll.extend", bot.Normal)
		// Without names a button that goes away would tell when the fifth answer came.
		if x.mendable(now) || x.spec.Mode != survey.Named && now.Before(x.Opened.Add(mendWithin)) {
			add(textMend, "poll.mend", bot.Normal)
		}
		if x.repeats() {
			add(textStopWaves, "poll.stop", bot.Normal)
		}
	case store.PollClosed, store.PollWaiting:
		if x.State == store.PollClosed {
			row = append(row, x.resultButtons()...)
		}
		if x.repeats() {
			add(textStopWaves, "poll.stop", bot.Normal)
		}
	}
	if x.State != store.PollDeleted {
		add(textDelete, "poll.delete", bot.Danger)
	}
	if len(row) == 0 {
		return nil
	}
	return []bot.Block{row}
}

// pressManage shows how a poll stands and what can be done with it.
func (p *Poll) pressManage(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.mine(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if x.State == store.PollDraft {
		return p.continueDraft(ctx, x, &e.Origin)
	}
	blocks := []bot.Block{bot.Para{Text: bot.Bold(bot.Plain(x.title()))}, bot.Para{Text: p.standing(x)}}
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, p.manageBlocks(x, e.At)...)}}, nil
}

// standing is where a poll is in its life.
func (p *Poll) standing(x *poll) bot.Text {
	switch x.State {
	case store.PollOpen:
		closes := textCloses.With(bot.Args{"when": bot.Moment(x.Closes.In(p.opt.Zone))})
		if x.spec.Mode != survey.Named {
			return closes // how many take part is in the channel, at its pace
		}
		return bot.Join(closes, bot.Phrase{NL: " ", EN: " "}, x.participation())
	case store.PollWaiting:
		return textOpens.With(bot.Args{"when": bot.Moment(x.spec.Opens.In(p.opt.Zone))})
	case store.PollClosed:
		return textClosedAt.With(bot.Args{"when": bot.Moment(x.Closed.In(p.opt.Zone))})
	}
	return textIsDraft
}

// mine returns a poll that this person may manage; others hear that there is none.
func (p *Poll) mine(ctx context.Context, id string, o *bot.Origin) (*poll, error) {
	x, err := p.read(ctx, strings.ToLower(strings.TrimSpace(id)))
	if err != nil {
		return nil, err
	}
	if err := p.may(ctx, o, x); err != nil {
		return nil, err
	}
	return x, nil
}

// typed finds the poll that a command is about: the one that is named, or the
// only one of this person in such a state.
func (p *Poll) typed(ctx context.Context, o *bot.Origin, id string, states ...store.PollState) (*poll, error) {
	if id != "" {
		return p.mine(ctx, id, o)
	}
	var own []store.Poll
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := store.PollsOf(r, string(o.Platform), string(o.From.ID), 100)
		for _, x := range all {
			for _, s := range states {
				if x.State == s {
					own = append(own, x)
				}
			}
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case len(own) == 1:
		return p.mine(ctx, own[0].ID, o)
	}
	return nil, &bot.Problem{Say: textWhich.With(bot.Args{"list": bot.Plain("/" + p.opt.Command + " lijst")})}
}

func (p *Poll) typedClose(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	x, err := p.typed(ctx, &c.Origin, c.Text, store.PollOpen)
	if err != nil {
		return bot.Reply{}, err
	}
	return p.closeByHand(ctx, x.ID, &c.Origin)
}

// closeByHand closes a poll before its time.
func (p *Poll) closeByHand(ctx context.Context, id string, o *bot.Origin) (bot.Reply, error) {
	if _, err := p.mine(ctx, id, o); err != nil {
		return bot.Reply{}, err
	}
	err := p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		x, err := load(tx, id)
		if err != nil {
			return err
		}
		if x.State != store.PollOpen {
			return &bot.Problem{Say: textNotOpen}
		}
		x.extra.ByHand = true
		return p.closeNow(tx, x, o.At)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textClosing})}, nil
}

func (p *Poll) typedExtend(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	id, until, _ := strings.Cut(c.Text, " ")
	x, err := p.typed(ctx, &c.Origin, id, store.PollOpen)
	if err != nil {
		return bot.Reply{}, err
	}
	if strings.TrimSpace(until) == "" {
		return bot.Reply{Form: p.extendForm(x, "")}, nil
	}
	return p.extend(ctx, x, until, &c.Origin)
}

func (p *Poll) pressExtend(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.mine(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if x.State != store.PollOpen {
		return bot.Reply{}, &bot.Problem{Say: textNotOpen}
	}
	return bot.Reply{Form: p.extendForm(x, "")}, nil
}

func (p *Poll) extendForm(x *poll, typed string) *bot.Form {
	f := bot.Field{Name: "until", Label: textUntil, Help: textUntilHelp, Kind: bot.ShortText}
	if typed != "" {
		f.Value = []string{typed}
	}
	return &bot.Form{Action: "poll.extend", State: x.ID, Title: textExtendTitle, Submit: textExtend,
		Intro: textCloses.With(bot.Args{"when": bot.Moment(x.Closes.In(p.opt.Zone))}), Fields: []bot.Field{f}}
}

func (p *Poll) submitExtend(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	x, err := p.mine(ctx, s.State, &s.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if wrong := p.extendForm(x, "").Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	r, err := p.extend(ctx, x, s.Values.Text("until"), &s.Origin)
	if problem, ok := err.(*bot.Problem); ok && problem.Err == nil { //nolint:errorlint // it is returned as it is
		return bot.Reply{}, bot.FieldErrors{"until": problem.Say}
	}
	return r, err
}

// extend moves the end of an open poll, forward only: people were told until
// when they can change their answer.
func (p *Poll) extend(ctx context.Context, x *poll, typed string, o *bot.Origin) (bot.Reply, error) {
	until, wrong := survey.ParseMoment(typed, o.At.In(p.opt.Zone))
	if wrong != nil {
		return bot.Reply{}, &bot.Problem{Say: wrong}
	}
	var refresh []string
	err := p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		now, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		if now.State != store.PollOpen || !now.Closes.After(o.At) {
			return &bot.Problem{Say: textNotOpen}
		}
		if wrong, err := p.cannotExtend(now, until); err != nil {
			return err
		} else if wrong != nil {
			return &bot.Problem{Say: wrong}
		}
		now.Closes, now.extra.Extended = until, true
		refresh = now.keys()
		if err := now.save(tx); err != nil {
			return err
		}
		if err := tx.Schedule(now.job("poll.close", until)); err != nil {
			return err
		}
		return p.scheduleReminder(tx, now)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	// Not at once: who extends by a minute again and again would see participation move.
	return bot.Reply{Private: bot.Say(bot.Para{Text: textExtended.With(bot.Args{"when": bot.Moment(until.In(p.opt.Zone))})}), Refresh: refresh}, nil
}

// cannotExtend says why a poll cannot stay open until a time; nil when it can.
func (p *Poll) cannotExtend(x *poll, until time.Time) (bot.Text, error) {
	if !until.After(x.Closes) {
		return textOnlyLater.With(bot.Args{"when": bot.Moment(x.Closes.In(p.opt.Zone))}), nil
	}
	if until.Sub(x.Opened) > survey.MaxOpen {
		return textTooLong.With(bot.Args{"when": bot.Moment(x.Opened.Add(survey.MaxOpen).In(p.opt.Zone))}), nil
	}
	next, more, err := p.next(x)
	if err != nil || !more || !until.After(next) {
		return nil, err
	}
	return textNextWave.With(bot.Args{"when": bot.Moment(next.In(p.opt.Zone))}), nil
}

func (p *Poll) typedDelete(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	if c.Text == "" {
		return bot.Reply{}, &bot.Problem{Say: textWhich.With(bot.Args{"list": bot.Plain("/" + p.opt.Command + " lijst")})}
	}
	x, err := p.mine(ctx, c.Text, &c.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return p.reallyDelete(ctx, x)
}

func (p *Poll) pressDelete(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.mine(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return p.reallyDelete(ctx, x)
}

func (p *Poll) reallyDelete(ctx context.Context, x *poll) (bot.Reply, error) {
	follows := false
	err := p.opt.Store.Read(ctx, func(r *store.Reader) (err error) { follows, err = waveFollows(r, x); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	really := textReallyDelete
	if x.State == store.PollClosed {
		really = textReallyDeleteResult
	}
	say := really.With(bot.Args{"question": bot.Plain(x.title())})
	if follows {
		say = bot.Join(say, bot.Phrase{NL: " ", EN: " "}, textDeleteWaves)
	}
	return bot.Reply{Private: bot.Say(
		bot.Para{Text: say},
		bot.Buttons{{Label: textDeleteYes, Hint: textAbout.With(bot.Args{"what": textDeleteYes, "question": bot.Plain(x.title())}),
			Action: "poll.erase", Value: x.ID, Style: bot.Danger}})}, nil
}

// deleteIt deletes a poll with everything that was answered. That it was there
// stays, without its words.
func (p *Poll) deleteIt(ctx context.Context, id string, o *bot.Origin) (bot.Reply, error) {
	if _, err := p.mine(ctx, id, o); err != nil {
		return bot.Reply{}, err
	}
	var refresh []string
	gone := textDeletedYours
	err := p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		x, err := load(tx, id)
		if err != nil {
			return err
		}
		refresh = append(x.keys(), x.besideKeys()...)
		if x.State == store.PollClosed {
			gone = textDeletedResult
		}
		if err := p.unscheduleAll(tx, x); err != nil {
			return err
		}
		for _, kind := range []string{"poll.open", "poll.wave", "poll.report", "poll.names"} {
			if err := tx.Unschedule(kind, x.ID); err != nil {
				return err
			}
		}
		if err := tx.EraseAnswers(x.ID); err != nil {
			return err
		}
		if err := tx.DeleteAllPollTexts(x.ID); err != nil {
			return err
		}
		sizes, err := sizesOf(x.Result)
		if err != nil {
			return err
		}
		x.State, x.Result, x.FollowUp, x.MakerName = store.PollDeleted, sizes, "", ""
		if sizes == nil {
			x.Same = ""
		} else if err := tx.Schedule(x.job("poll.groups", x.Closed.Add(sameWithin))); err != nil {
			return err
		}
		x.spec = survey.Spec{Mode: x.spec.Mode}
		x.extra = extra{}
		if err := x.save(tx); err != nil {
			return err
		}
		return tx.Schedule(x.job("poll.forget", o.At))
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: gone}), RefreshNow: refresh}, nil
}

// pressStop ends the repetition of a poll; the wave that is open goes on.
func (p *Poll) pressStop(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.mine(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	err = p.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error { return p.stopWaves(tx, x) })
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textStopped})}, nil
}
