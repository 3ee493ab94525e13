package slack

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// place is where a message goes.
type place struct {
	channel string
	thread  string // ts of its root; empty at top level
}

// Send posts a message and returns its id; of one that is longer than a
// message of Slack, the id of its first. With the same to.Once it is posted
// once, as far as we can know: see posts.
func (s *Slack) Send(ctx context.Context, to bot.Address, msg *bot.Message) (bot.MessageID, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	id, err := s.send(ctx, to, msg)
	if s.posts.noTables(msg, err) {
		id, err = s.send(ctx, to, msg)
	}
	return id, sendError(ctx, err)
}

func (s *Slack) send(ctx context.Context, to bot.Address, msg *bot.Message) (bot.MessageID, error) {
	keyed := msg != nil && msg.Key != ""
	switch {
	case to.Channel == "" && to.User == "":
		return "", &bot.SendError{Reason: bot.Invalid, Err: errors.New("slack: an address of nobody and nowhere")}
	case to.Channel != "" && !isID(string(to.Channel)):
		return "", nobody("there is no such channel")
	case to.User != "" && !isID(string(to.User)):
		return "", nobody("nobody has this id")
	case to.Home:
		return s.publish(ctx, to, msg)
	case to.Channel != "" && to.User != "":
		return s.sendPrivately(ctx, to, msg)
	}
	at, err := s.placeOf(ctx, to)
	if err != nil {
		return "", err
	}
	parts, err := s.render(msg, to, surfaceOf(keyed))
	if err != nil {
		return "", err
	}
	return s.create(ctx, at, parts, to.Once, keyed)
}

// surfaceOf is where a message is shown: what is edited later is one message.
func surfaceOf(keyed bool) surface {
	if keyed {
		return oneMessage
	}
	return manyMessages
}

func (s *Slack) render(msg *bot.Message, to bot.Address, on surface) ([]part, error) {
	l := to.Lang
	if l == "" {
		l = s.opt.Lang
	}
	if _, off := s.posts.refusesTables.Get(""); off {
		on.tables = false
	}
	parts, err := render(msg, l, on)
	if err != nil {
		return nil, &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	return parts, nil
}

// placeOf is where a message for everybody in a channel goes, or one for a
// person directly. A thread counts in its own channel only.
func (s *Slack) placeOf(ctx context.Context, to bot.Address) (place, error) {
	at := place{channel: string(to.Channel)}
	if to.User != "" {
		channel, err := s.people.direct(ctx, string(to.User))
		if err != nil {
			return place{}, err
		}
		at.channel = channel
	}
	if channel, ts := channelAndTS(to.Thread); channel == at.channel {
		at.thread = ts
	}
	return at, nil
}

// create posts the parts of a message one after another.
func (s *Slack) create(ctx context.Context, at place, parts []part, once string, keyed bool) (first bot.MessageID, err error) {
	for i := range parts {
		id, err := s.createOne(ctx, at, &parts[i], partOnce(once, i), keyed)
		if err != nil {
			return "", err
		}
		if i == 0 {
			first = id
		}
	}
	return first, nil
}

// partOnce is the Once of a part of a message.
func partOnce(once string, i int) string {
	if once == "" || i == 0 {
		return once
	}
	return once + "/" + strconv.Itoa(i)
}

func (s *Slack) createOne(ctx context.Context, at place, p *part, once string, keyed bool) (bot.MessageID, error) {
	was, err := s.posts.before(ctx, once, keyed)
	if err != nil {
		return "", err
	}
	if was.Doubt {
		id, found, err := s.lookFor(ctx, at.channel, at.thread, once)
		if err != nil {
			return "", err
		}
		if found {
			was.ID, was.Doubt = id, false
		}
	}
	shows := p.state()
	beside := was.Files
	if was.ID == "" {
		if beside, err = s.upload(ctx, p); err != nil {
			return "", err
		}
		if keyed { // it may be there when we are killed before we know
			if err := s.posts.set(ctx, once, keyed, sentAs{Doubt: true, Files: beside}); err != nil {
				return "", err
			}
		}
		id, err := s.post(ctx, at, p, once)
		if err != nil {
			s.posts.remember(ctx, s, once, keyed, sentAs{Doubt: ambiguous(err), Files: beside})
			return "", err
		}
		was.ID = id
	} else if len(beside) > 0 {
		if _, err := s.upload(ctx, &part{Files: pictures(p)}); err != nil {
			return "", err
		}
	}
	s.posts.remember(ctx, s, once, keyed, sentAs{ID: was.ID, Files: beside})
	if len(beside) > 0 {
		if err := s.update(ctx, was.ID, p, beside); err != nil {
			return "", err
		}
		s.posts.remember(ctx, s, once, keyed, sentAs{ID: was.ID})
	}
	s.posts.shown.Set(string(was.ID), shows)
	s.posts.beside.Set(string(was.ID), besides(p))
	return was.ID, nil
}

// pictures are the files of a part that are in its blocks.
func pictures(p *part) (out []*partFile) {
	for _, f := range p.Files {
		if f.picture != nil {
			out = append(out, f)
		}
	}
	return out
}

// remember is set for what cannot be undone: what was posted is there for all
// to see, and must not be sent again because it could not be remembered.
func (p *posts) remember(ctx context.Context, s *Slack, once string, keyed bool, as sentAs) {
	if err := p.set(context.WithoutCancel(ctx), once, keyed, as); err != nil {
		s.opt.Log.Error().Err(err).Msg("a message could not be remembered")
	}
}

// options are what all messages have: words for who cannot see the blocks, in
// which nothing acts, and no links that open by themselves.
func (p *part) options() []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(p.Text, false), slack.MsgOptionBlocks(p.Blocks...),
		slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
}

func (s *Slack) post(ctx context.Context, at place, p *part, once string) (bot.MessageID, error) {
	options := p.options()
	if at.thread != "" {
		options = append(options, slack.MsgOptionTS(at.thread))
	}
	if once != "" {
		options = append(options, slack.MsgOptionMetadata(onceMetadata(once)))
	}
	channel, ts, err := s.api.PostMessageContext(ctx, at.channel, options...)
	if err != nil {
		return "", callError(ctx, "chat.postMessage", err)
	}
	if channel == "" {
		channel = at.channel
	}
	if ts == "" {
		return "", &bot.SendError{Reason: bot.Temporary, Err: errors.New("chat.postMessage: Slack took a message and did not name it")}
	}
	return messageID(channel, ts), nil
}

// publish shows a message on somebody's Home tab.
func (s *Slack) publish(ctx context.Context, to bot.Address, msg *bot.Message) (bot.MessageID, error) {
	parts, err := s.render(msg, to, homeTab)
	if err != nil {
		return "", err
	}
	if _, err := s.upload(ctx, &parts[0]); err != nil {
		return "", err
	}
	got, err := s.api.PublishViewContext(ctx, slack.PublishViewContextRequest{
		UserID: string(to.User), View: slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: parts[0].Blocks}},
	})
	if err != nil {
		return "", callError(ctx, "views.publish", err)
	}
	if got != nil && got.ID != "" {
		return bot.MessageID("home-" + got.ID), nil
	}
	return bot.MessageID("home-" + string(to.User)), nil
}

// whispered is an id for what Slack gives none.
func whispered() bot.MessageID { return bot.MessageID("private-" + rand.Text()) }

// sendError sees to it that an error is one that Send may return. What is not
// Slack's doing (the store could not be read) may go away.
func sendError(ctx context.Context, err error) error {
	var s *bot.SendError
	switch {
	case err == nil, errors.As(err, &s), errors.Is(err, bot.ErrNoForms):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return &bot.SendError{Reason: bot.Temporary, Err: err}
}
