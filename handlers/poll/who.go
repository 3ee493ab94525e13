package poll

import (
	"context"
	"errors"
	"slices"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// may tells whether somebody may manage a poll: its maker, or an administrator
// of the bot. A draft is its maker's alone. A poll that is not there and one
// that is not theirs look the same.
func (p *Poll) may(_ context.Context, o *bot.Origin, x *poll) error {
	if mine(o, x) || x.State != store.PollDraft && slices.Contains(o.Roles, bot.Admin) {
		return nil
	}
	return &bot.Problem{Say: textNoPoll}
}

// mine tells whether somebody made a poll.
func mine(o *bot.Origin, x *poll) bool {
	return x.Platform == string(o.Platform) && x.Maker == string(o.From.ID) && x.Maker != ""
}

// makesAny tells whether somebody makes polls for any channel they are in.
func makesAny(o *bot.Origin) bool {
	return slices.Contains(o.Roles, bot.Adviser) || slices.Contains(o.Roles, bot.Admin)
}

// mayMake tells whether somebody may start a poll where they are. Who only looks
// after a channel may do so there; for which channels the poll may be is seen
// when it is looked at. Whoever may not reads who can, with what they typed, so
// that they can pass it on.
func (p *Poll) mayMake(ctx context.Context, o *bot.Origin, typed string) error {
	if makesAny(o) {
		return nil
	}
	say, err := p.cannotMake(ctx, o)
	switch {
	case err != nil:
		return err
	case say != nil:
	case o.Direct:
		return nil // they name a channel, and that is looked at
	default:
		ch, err := p.opt.Router.Channel(ctx, o.Platform, string(o.Channel), o.From.ID)
		if err != nil && bot.Retryable(err) {
			return err
		}
		if err == nil && ch.Keeper {
			return nil
		}
		say = whoKeepers
	}
	if typed = strings.TrimSpace(typed); typed != "" {
		return &bot.Problem{Say: bot.Join(say, whoYouTyped, bot.Plain(typed))}
	}
	return &bot.Problem{Say: say}
}

// cannotMake says why somebody makes no polls in any channel; nil when they do in
// some.
func (p *Poll) cannotMake(ctx context.Context, o *bot.Origin) (bot.Text, error) {
	if makesAny(o) {
		return nil, nil
	}
	guest, err := p.isGuest(ctx, o)
	switch {
	case err != nil:
		return nil, err
	case guest:
		return whoNoGuests, nil
	case !p.opt.KeepersCreate:
		return whoAdvisers, nil
	}
	return nil, nil
}

// isGuest tells whether somebody is not an employee. What an adapter knows of
// somebody may be little, so their profile counts as well.
func (p *Poll) isGuest(ctx context.Context, o *bot.Origin) (bool, error) {
	if o.From.Guest {
		return true, nil
	}
	u, err := p.opt.Router.Person(ctx, o.Person())
	var s *bot.SendError
	if errors.As(err, &s) && s.Reason == bot.NotFound {
		return true, nil // nobody we know of makes no polls
	}
	return u.Guest, err
}

// onlyAdvisers says why this poll is for advisers; nil when who looks after a
// channel may ask it there. A score of the organisation, a mood, and open
// answers with names are where people are hurt when it goes wrong.
func onlyAdvisers(s survey.Spec) bot.Text {
	for _, q := range s.Questions {
		switch {
		case q.Kind == survey.ENPS:
			return whoNoENPS
		case q.Kind == survey.Mood:
			return whoNoMood
		case q.Kind == survey.Open && s.Mode == survey.Named:
			return whoNoOpen
		}
	}
	return nil
}

// switchers are who can switch polls on, in words a person can use.
func (p *Poll) switchers(ctx context.Context, on bot.PlatformName) bot.Text {
	var all []bot.Text
	for _, who := range p.opt.Admins {
		if where, id, ok := strings.Cut(who, ":"); ok {
			who = id
			// An id says nothing to people; a handle does.
			u, err := p.opt.Router.Person(ctx, bot.PersonID{Platform: bot.PlatformName(where), User: bot.UserID(id)})
			if err == nil && u.Name != "" && bot.PlatformName(where) == on {
				who = u.Name
			}
		}
		all = append(all, bot.Plain(who))
	}
	if len(all) == 0 {
		return whoOperator
	}
	return bot.List(all...)
}

// off says that polls are switched off, what is missing, and who can see to it.
func (p *Poll) off(ctx context.Context, o *bot.Origin) bot.Text {
	var missing []bot.Text
	if strings.TrimSpace(p.opt.Purpose) == "" {
		missing = append(missing, whoPurpose)
	}
	if strings.TrimSpace(p.opt.LegalBasis) == "" {
		missing = append(missing, whoBasis)
	}
	return whoOff.With(bot.Args{"missing": bot.List(missing...), "who": p.switchers(ctx, o.Platform)})
}
