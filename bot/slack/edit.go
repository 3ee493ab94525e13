package slack

import (
	"context"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Edit makes a message of ours show msg. What it shows already is not sent, and
// more edits in a minute than Slack takes are put off. A message longer than
// fits shows its beginning, and has the whole text beside it.
func (s *Slack) Edit(ctx context.Context, to bot.Address, id bot.MessageID, msg *bot.Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.edit(ctx, to, id, msg)
	if s.posts.noTables(msg, err) {
		err = s.edit(ctx, to, id, msg)
	}
	return sendError(ctx, err)
}

func (s *Slack) edit(ctx context.Context, to bot.Address, id bot.MessageID, msg *bot.Message) error {
	if channel, ts := channelAndTS(id); !isID(channel) || !isTS(ts) {
		return nobody("there is no such message")
	}
	parts, err := s.render(msg, to, oneMessage)
	if err != nil {
		return err
	}
	p := &parts[0]
	want := p.state()
	defer s.posts.edits.Lock(string(id))() // what is shown last is what was sent last
	if err := ctx.Err(); err != nil {
		return err
	}
	shown, known := s.posts.shown.Get(string(id))
	if known && shown == want {
		return nil
	}
	if wait, ok := s.budget.take(); !ok {
		return &bot.SendError{Reason: bot.RateLimited, RetryAfter: wait, Err: &refusal{Method: "chat.update", Code: "ratelimited"}}
	}
	sums := besides(p)
	upload := p
	if had, ok := s.posts.beside.Get(string(id)); ok && had == sums || !ok && sums == "" {
		upload = &part{Files: pictures(p)} // the same files stay beside it
	}
	beside, err := s.upload(ctx, upload)
	if err != nil {
		return err
	}
	// Until Slack says that it is done, anything may be shown.
	s.posts.shown.Drop(string(id))
	if err := s.update(ctx, id, p, beside); err != nil {
		return err
	}
	s.posts.shown.Set(string(id), want)
	s.posts.beside.Set(string(id), sums)
	return nil
}

// besides names the files beside a message by what is in them.
func besides(p *part) string {
	sums := ""
	for _, f := range p.Files {
		if f.picture == nil {
			sums += f.Sum + " "
		}
	}
	return sums
}

// update makes a message show a part, with these files beside it; without any,
// those that are there stay.
func (s *Slack) update(ctx context.Context, id bot.MessageID, p *part, beside []string) error {
	channel, ts := channelAndTS(id)
	options := append(p.options(), slack.MsgOptionFileIDs(beside))
	_, _, _, err := s.api.UpdateMessageContext(ctx, channel, ts, options...)
	return callError(ctx, "chat.update", err)
}

// isTS tells whether s may be the time that names a message.
func isTS(s string) bool {
	digits, dots := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.':
			dots++
		default:
			return false
		}
	}
	return digits > 0 && dots == 1 && len(s) <= 40
}
