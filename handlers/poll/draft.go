package poll

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// newDraft is a poll that only its maker knows. It is not stored yet.
func (p *Poll) newDraft(o *bot.Origin, id string, spec survey.Spec) *poll {
	return &poll{
		Poll: store.Poll{
			ID: id, State: store.PollDraft, Platform: string(o.Platform),
			Maker: string(o.From.ID), MakerName: o.From.Name, Created: o.At,
		},
		spec: spec,
	}
}

// draft reads a draft of somebody. One that is not there and one of somebody
// else look the same; one that was placed meanwhile says so.
func (p *Poll) draft(ctx context.Context, o *bot.Origin, id string) (x *poll, err error) {
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error { x, err = draftOf(r, o, id); return err })
	return x, err
}

func draftOf(q store.Querier, o *bot.Origin, id string) (*poll, error) {
	x, err := load(q, id)
	switch {
	case err != nil:
		return nil, err
	case !mine(o, x):
		return nil, &bot.Problem{Say: textNoPoll}
	case x.State != store.PollDraft:
		return nil, &bot.Problem{Say: draftPlaced}
	}
	return x, nil
}

// started tells whether a draft with this id may be filled by somebody: it is
// theirs, or nobody used the id yet. A form may come back after its draft was
// placed or thrown away; what is in it then becomes a draft of its own.
func (p *Poll) started(ctx context.Context, o *bot.Origin, id string) (x *poll, err error) {
	if pollID.MatchString(id) {
		x, err = p.draft(ctx, o, id)
		var gone *bot.Problem
		if !errors.As(err, &gone) {
			return x, err
		}
		free := false
		err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
			_, err := store.PollByID(r, id)
			free = errors.Is(err, store.ErrNoRows)
			if free {
				return nil
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if free {
			return p.newDraft(o, id, survey.Spec{}), nil
		}
	}
	if id, err = newID(); err != nil {
		return nil, err
	}
	return p.newDraft(o, id, survey.Spec{}), nil
}

var pollID = regexp.MustCompile(`^[a-z2-7]{8}$`)

// keep stores a draft, unless it is no draft any more.
func (p *Poll) keep(ctx context.Context, o *bot.Origin, x *poll) error {
	x.spec.Mode = cmp.Or(x.spec.Mode, survey.Unnamed)
	err := p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		if _, err := store.PollByID(tx, x.ID); !errors.Is(err, store.ErrNoRows) {
			if _, err := draftOf(tx, o, x.ID); err != nil {
				return err
			}
		}
		if err := tx.Schedule(store.Job{At: o.At.Add(draftFor), Kind: "poll.stale", Key: x.ID}); err != nil {
			return err
		}
		return x.save(tx)
	})
	return wrap("keep a draft", err)
}

// draftFor is how long a draft is kept that nobody looks after: what somebody
// typed is not kept for ever.
const draftFor = 90 * 24 * time.Hour

// stale throws a draft away that was not changed for draftFor.
func (p *Poll) stale(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		raw, err := store.PollByID(tx, d.Key)
		if errors.Is(err, store.ErrNoRows) || err == nil && raw.State != store.PollDraft {
			return nil
		}
		if err != nil {
			return err
		}
		x, err := decode(tx, raw)
		if err != nil {
			return err
		}
		return x.throwAway(tx)
	})
	return bot.Reply{}, wrap("throw an old draft away", err)
}

// throwAway leaves only that a draft was there.
func (x *poll) throwAway(tx *store.Tx) error {
	if err := tx.Unschedule("poll.stale", x.ID); err != nil {
		return err
	}
	x.State, x.Maker, x.MakerName = store.PollDeleted, "", ""
	x.spec, x.extra = survey.Spec{Mode: x.spec.Mode}, extra{}
	return x.save(tx)
}

// wrap says where an error of the program came from; what a person is told stays as it is.
func wrap(where string, err error) error {
	var problem *bot.Problem
	if err == nil || errors.As(err, &problem) {
		return err
	}
	return fmt.Errorf("%s: %w", where, err)
}

// discard throws a draft away: what was in it is not kept.
func (p *Poll) discard(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	err := p.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		x, err := draftOf(tx, &e.Origin, e.Value)
		if err != nil {
			return err
		}
		return x.throwAway(tx)
	})
	if err != nil {
		return bot.Reply{}, wrap("throw a draft away", err)
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: draftThrown})}, nil
}

// mostDrafts is how many drafts of one person are offered to go on with.
const mostDrafts = 20

// concept goes on with a draft: the one that is named, or the newest.
func (p *Poll) concept(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	id := c.Text
	var others []*poll
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := store.PollsOf(r, string(c.Platform), string(c.From.ID), 10*mostDrafts)
		for _, raw := range all {
			if raw.State != store.PollDraft || len(others) == mostDrafts {
				continue
			}
			x, err := decode(r, raw)
			if err != nil {
				return err
			}
			others = append(others, x)
		}
		return err
	})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("drafts: %w", err)
	}
	if id == "" {
		if len(others) == 0 {
			return bot.Reply{}, &bot.Problem{Say: draftNone.With(bot.Args{"command": p.command("")})}
		}
		id = others[0].ID
	}
	x, err := p.draft(ctx, &c.Origin, id)
	if err != nil {
		return bot.Reply{}, err
	}
	m := p.preview(ctx, &c.Origin, x, p.examine(ctx, &c.Origin, x))
	menu := bot.Menu{Label: draftOthers, Action: "poll.draft"}
	for _, other := range others {
		if other.ID != x.ID {
			menu.Options = append(menu.Options, bot.Option{Label: draftName(other, 70), Value: other.ID})
		}
	}
	if len(menu.Options) > 0 {
		m.Blocks = append(m.Blocks, menu)
	}
	return bot.Reply{Private: m}, nil
}

// draftName is what a draft is called, in at most so many characters.
func draftName(x *poll, most int) bot.Text {
	if len(x.spec.Questions) == 0 {
		return bot.Plain(x.ID)
	}
	q := x.spec.Questions[0]
	if i := slices.IndexFunc(formKinds, func(k formKind) bool { return k.kind == q.Kind }); q.Text == "" && i >= 0 {
		return formKinds[i].label
	}
	return short(cmp.Or(strings.TrimSpace(q.Text), x.ID), most)
}

// continueDraft shows a draft to its maker as it is now.
func (p *Poll) continueDraft(ctx context.Context, x *poll, o *bot.Origin) (bot.Reply, error) {
	x, err := p.draft(ctx, o, x.ID)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: p.preview(ctx, o, x, p.examine(ctx, o, x))}, nil
}

// other goes on with a draft that was chosen from the list.
func (p *Poll) other(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	return p.continueDraft(ctx, &poll{Poll: store.Poll{ID: e.Choice}}, &e.Origin)
}
