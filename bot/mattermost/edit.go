package mattermost

import (
	"context"
	"errors"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Edit makes a post of ours show msg. It writes everything anew: the server
// gives back posts without what makes their buttons work, so nothing is taken
// over from what is there. What it shows already is not sent. A message longer
// than a post shows its beginning, and has the whole text attached.
func (m *Mattermost) Edit(ctx context.Context, to bot.Address, id bot.MessageID, msg *bot.Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return sendError(ctx, m.edit(ctx, to, string(id), msg))
}

// patch is what changes of a post. Props are replaced as a whole.
type patch struct {
	Message string         `json:"message"`
	Props   map[string]any `json:"props"`
	Files   *[]string      `json:"file_ids,omitempty"`
}

func (m *Mattermost) edit(ctx context.Context, to bot.Address, id string, msg *bot.Message) error {
	if !model.IsValidId(id) {
		return nobody("there is no such message")
	}
	at, err := m.placeOf(ctx, to)
	if err != nil {
		return err
	}
	parts, err := m.render(ctx, msg, m.langOf(to), true)
	if err != nil {
		return err
	}
	p := parts[0]
	want := stateOf(p)
	defer m.posts.edits.Lock(id)() // what is shown last is what was sent last
	shown, known := m.posts.shown.Get(id)
	if known && shown.all == want.all {
		return nil
	}
	boxes, err := m.attachments(ctx, p, bound{channel: at.channel, root: at.root, user: at.user, post: id})
	if err != nil {
		return err
	}
	change := patch{Message: p.Text, Props: propsOf(boxes, "")}
	change.Props[model.PostPropsFromBot] = "true"
	if !known || shown.files != want.files {
		files, err := m.upload(ctx, at.channel, p.Files)
		if err != nil {
			return err
		}
		if files == nil {
			files = []string{}
		}
		change.Files = &files
	}
	// Until the server says that it is done, anything may be shown.
	m.posts.shown.Drop(id)
	if err := m.rest.put(ctx, pathTo("posts", id, "patch"), change, nil); err != nil {
		return m.whyNot(ctx, id, err)
	}
	m.posts.shown.Set(id, want)
	return nil
}

// whyNot tells a post that is gone from one that we may not edit: the server
// calls both forbidden.
func (m *Mattermost) whyNot(ctx context.Context, id string, err error) error {
	var no *bot.SendError
	if !errors.As(err, &no) || no.Reason != bot.Forbidden {
		return err
	}
	var p model.Post
	asked := m.rest.get(ctx, pathTo("posts", id), &p)
	var gone *bot.SendError
	if errors.As(asked, &gone) && gone.Reason == bot.NotFound || asked == nil && p.DeleteAt > 0 {
		return &bot.SendError{Reason: bot.NotFound, Err: no.Err}
	}
	return err
}
