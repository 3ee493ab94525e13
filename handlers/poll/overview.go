package poll

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerOverview(f *bot.Feature) {
	f.OnWords(bot.Words{Command: p.opt.Command, Word: "lijst", Also: []string{"list", "overzicht", "overview", "mijn peilingen", "my polls"},
		Accept: bot.Alone, Usage: usageList, Help: helpList}, p.list)
	// From a menu, which is there when there are more than fit in a row of buttons.
	f.OnPress("poll.give.one", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		e.Value = e.Choice
		return p.give(ctx, e)
	})
	f.OnPress("poll.manage.one", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		e.Value = e.Choice
		return p.pressManage(ctx, e)
	})
}

// Bounds of an overview.
const (
	mostOpen    = 500             // open polls that are looked through
	mostListed  = 10              // that are named in a list
	mostLookups = 10              // channels that are looked up for one overview
	lookWithin  = 3 * time.Second // and how long all of that may take
	ownFor      = 14 * 24 * time.Hour
)

// Section is the part of the menu about polls: those that somebody has not
// answered yet, and those they made.
func (p *Poll) Section(ctx context.Context, o *bot.Origin) ([]bot.Block, error) {
	waiting, err := p.unanswered(ctx, o)
	if err != nil {
		return nil, err
	}
	own, err := p.own(ctx, o)
	if err != nil {
		return nil, err
	}
	return append(p.waitingBlocks(waiting, o), p.ownBlocks(own, textYours)...), nil
}

// list is the same in an answer of its own, with what colleagues have to look
// after. Only the person sees it.
func (p *Poll) list(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	o := &c.Origin
	waiting, err := p.unanswered(ctx, o)
	if err != nil {
		return bot.Reply{}, err
	}
	own, err := p.own(ctx, o)
	if err != nil {
		return bot.Reply{}, err
	}
	blocks := append(p.waitingBlocks(waiting, o), p.ownBlocks(own, textYours)...)
	if makesAny(o) {
		review, err := p.toReview(ctx, o)
		if err != nil {
			return bot.Reply{}, err
		}
		blocks = append(blocks, p.reviewBlocks(review)...)
	}
	if slices.Contains(o.Roles, bot.Admin) {
		others, err := p.others(ctx, o)
		if err != nil {
			return bot.Reply{}, err
		}
		blocks = append(blocks, p.ownBlocks(others, textOthers)...)
	}
	if len(waiting) == 0 {
		blocks = append([]bot.Block{bot.Para{Text: textNoneWaiting}}, blocks...)
	}
	return bot.Reply{Private: &bot.Message{Blocks: blocks}}, nil
}

// unanswered are the open polls that somebody is asked and has not answered,
// the one that closes first in front. Guests are not asked. A channel that
// cannot be looked into now has no polls for anybody this time.
func (p *Poll) unanswered(ctx context.Context, o *bot.Origin) ([]*poll, error) {
	if o.From.Guest {
		return nil, nil
	}
	var open []*poll
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := store.PollsIn(r, mostOpen, store.PollOpen)
		if err != nil {
			return err
		}
		for _, one := range raw {
			if !one.Closes.After(o.At) {
				continue
			}
			t := trace{}
			if t.poll, err = decode(r, one); err != nil {
				return err
			}
			if len(t.asks(o.Platform)) == 0 {
				continue
			}
			if err := p.answeredBy(r, &t, o); err != nil {
				return err
			}
			if !t.voted && !t.unknown && t.voter != nil {
				open = append(open, t.poll)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("polls that wait for an answer: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	lookups := mostLookups
	open = slices.DeleteFunc(open, func(x *poll) bool {
		return !slices.ContainsFunc(x.asks(o.Platform), func(at store.PollPlace) bool { return p.seemsIn(ctx, o, at, &lookups) })
	})
	if len(open) == 0 {
		return nil, nil
	}
	if guest, err := p.isGuest(ctx, o); err != nil || guest {
		return nil, err
	}
	slices.SortStableFunc(open, func(a, b *poll) int { return a.Closes.Compare(b.Closes) })
	return open, nil
}

// asks are the channels of a platform that a poll is in.
func (x *poll) asks(platform bot.PlatformName) (all []store.PollPlace) {
	for _, at := range x.places {
		if at.Platform == string(platform) && !at.Gone {
			all = append(all, at)
		}
	}
	return all
}

// seemsIn tells whether somebody is in a channel, from what was looked up some
// minutes ago where that is known: an overview is opened far more often than
// people join.
func (p *Poll) seemsIn(ctx context.Context, o *bot.Origin, at store.PollPlace, lookups *int) bool {
	if !o.Direct && at.Channel == string(o.Channel) {
		return true
	}
	p.members.mu.Lock()
	known, ok := p.members.in[store.PollPlace{Platform: at.Platform, Channel: at.Channel}]
	p.members.mu.Unlock()
	if ok && o.At.Before(known.until) {
		return known.users[o.From.ID]
	}
	if *lookups == 0 {
		return false
	}
	*lookups--
	in, err := p.isIn(ctx, o.At, at, o.From.ID)
	if err != nil {
		p.opt.Log.Warn().Str("platform", at.Platform).Str("error", err.Error()).Msg("an overview leaves out the polls of a channel: who is in it cannot be looked up now")
		return false
	}
	return in
}

// own are the polls somebody made: what runs or waits, and what closed lately.
func (p *Poll) own(ctx context.Context, o *bot.Origin) (all []*poll, err error) {
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := store.PollsOf(r, string(o.Platform), string(o.From.ID), 100)
		if err != nil {
			return err
		}
		for _, one := range raw {
			if one.State == store.PollClosed && o.At.Sub(one.Closed) > ownFor {
				continue
			}
			x, err := decode(r, one)
			if err != nil {
				return err
			}
			all = append(all, x)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("polls of somebody: %w", err)
	}
	// What people can answer now is looked after first.
	rank := map[store.PollState]int{store.PollOpen: 0, store.PollWaiting: 1, store.PollDraft: 2, store.PollClosed: 3}
	slices.SortStableFunc(all, func(a, b *poll) int {
		return cmp.Or(rank[a.State]-rank[b.State], b.Closed.Compare(a.Closed), a.Closes.Compare(b.Closes))
	})
	return all, nil
}

// others are the open polls of others, for who looks after the bot.
func (p *Poll) others(ctx context.Context, o *bot.Origin) ([]*poll, error) {
	all, err := p.selected(ctx, store.PollOpen, func(q store.Querier, x *poll) (bool, error) { return !mine(o, x), nil })
	slices.SortStableFunc(all, func(a, b *poll) int { return a.Closes.Compare(b.Closes) })
	return all, err
}

// toReview are the closed polls whose open answers wait for the look of a
// colleague of their maker.
func (p *Poll) toReview(ctx context.Context, o *bot.Origin) ([]*poll, error) {
	return p.selected(ctx, store.PollClosed, func(q store.Querier, x *poll) (bool, error) {
		open := slices.ContainsFunc(x.spec.Questions, func(q survey.Question) bool { return q.Kind == survey.Open })
		if !open || mine(o, x) {
			return false, nil
		}
		return waitsForReview(q, x)
	})
}

// selected returns the newest polls in a state that are wanted.
func (p *Poll) selected(ctx context.Context, state store.PollState, want func(store.Querier, *poll) (bool, error)) (all []*poll, err error) {
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := store.PollsIn(r, mostOpen, state)
		if err != nil {
			return err
		}
		for _, one := range raw {
			x, err := decode(r, one)
			if err != nil {
				return err
			}
			if yes, err := want(r, x); err != nil {
				return err
			} else if yes {
				all = append(all, x)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("polls for an overview: %w", err)
	}
	return all, nil
}

func (p *Poll) waitingBlocks(all []*poll, o *bot.Origin) []bot.Block {
	if len(all) == 0 {
		return nil
	}
	para := bot.Para{Text: bot.Bold(textWaiting)}
	for _, x := range all[:min(len(all), mostListed)] {
		para.Items = append(para.Items, textWaitingOne.With(bot.Args{"question": x.called(), "mode": modeInList(x.spec.Mode), "until": p.until(x, o)}))
	}
	if more := len(all) - mostListed; more > 0 {
		para.Items = append(para.Items, textAndMore.Count(more, nil))
	}
	return []bot.Block{para, choose(all, textGiveLabel, textGiveThis, textGiveMenu, "poll.give")}
}

func (p *Poll) ownBlocks(all []*poll, head bot.Phrase) []bot.Block {
	if len(all) == 0 {
		return nil
	}
	para := bot.Para{Text: bot.Bold(head)}
	for _, x := range all[:min(len(all), mostListed)] {
		para.Items = append(para.Items, textOwnOne.With(bot.Args{"question": x.called(), "id": bot.Plain(x.ID), "standing": p.standing(x)}))
	}
	if more := len(all) - mostListed; more > 0 {
		para.Items = append(para.Items, textAndMore.Count(more, nil))
	}
	return []bot.Block{para, choose(all, textManageLabel, textManageThis, textManageMenu, "poll.manage")}
}

// reviewBlocks have a button for as many as fit; the others are named with what
// to type.
func (p *Poll) reviewBlocks(all []*poll) []bot.Block {
	if len(all) == 0 {
		return nil
	}
	para := bot.Para{Text: bot.Bold(textToReview)}
	for _, x := range all[:min(len(all), mostListed)] {
		para.Items = append(para.Items, textReviewOne.With(bot.Args{"question": x.called(),
			"typed": bot.Join(bot.Plain("/"+p.opt.Command), bot.Phrase{NL: " nakijken ", EN: " review "}, bot.Plain(x.ID))}))
	}
	if more := len(all) - mostListed; more > 0 {
		para.Items = append(para.Items, textAndMore.Count(more, nil))
	}
	return []bot.Block{para, row(all[:min(len(all), bot.MaxButtons)], textReviewLabel, textReviewThis, "poll.review")}
}

// choose lets somebody choose one of several polls: with buttons that each say
// which, or with a menu when there are more than fit.
func choose(all []*poll, label, this, menu bot.Phrase, action string) bot.Block {
	if len(all) <= bot.MaxButtons {
		return row(all, label, this, action)
	}
	m := bot.Menu{Label: menu, Action: action + ".one"}
	for _, x := range all[:min(len(all), bot.MaxOptions)] {
		option := bot.Option{Label: short(x.title(), maxOptionLabel), Value: x.ID}
		if x.title() == "" {
			option.Label = shortened{x.called(), maxOptionLabel}
		}
		m.Options = append(m.Options, option)
	}
	return m
}

// maxOptionLabel is how many characters the label of an option has; see bot.Option.
const maxOptionLabel = 75

func row(all []*poll, label, this bot.Phrase, action string) bot.Buttons {
	var buttons bot.Buttons
	for _, x := range all {
		b := bot.Button{Label: this, Action: action, Value: x.ID}
		whole := label.With(bot.Args{"question": x.called()})
		left := maxButton - max(utf8.RuneCountInString(label.NL), utf8.RuneCountInString(label.EN)) + utf8.RuneCountInString("{question}")
		switch title := x.title(); {
		case title == "":
			b.Hint = whole
		case utf8.RuneCountInString(title) > left:
			b.Label, b.Hint = label.With(bot.Args{"question": short(title, left)}), whole
		default:
			b.Label = whole
		}
		buttons = append(buttons, b)
	}
	return buttons
}

// shortened is a text of ours in at most so many characters.
type shortened struct {
	text bot.Text
	most int
}

func (s shortened) In(l bot.Lang, e bot.Escaper) string {
	return short(s.text.In(l, bot.Literal), s.most).In(l, e)
}

// modeInList is a mode in a list.
func modeInList(m survey.Mode) bot.Text {
	switch m {
	case survey.Named:
		return wordNamed
	case survey.Final:
		return wordFinal
	}
	return wordUnnamed
}
