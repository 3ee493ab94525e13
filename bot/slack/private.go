package slack

import (
	"context"
	"errors"
	"net/http"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// sendPrivately says something to one person in a channel, in the best way
// there is: in answer to the command they typed or the button they pressed,
// which also works where we are no member; as a message that only they see; or
// else directly. What must be edited later, and what has files, is a direct
// message at once: the others can have neither. So is everything in a channel
// that other organisations are in. Nothing becomes public.
func (s *Slack) sendPrivately(ctx context.Context, to bot.Address, msg *bot.Message) (bot.MessageID, error) {
	keyed := msg != nil && msg.Key != ""
	parts, err := s.render(msg, to, surfaceOf(keyed))
	if err != nil {
		return "", err
	}
	direct := keyed || isDirect(string(to.Channel)) || s.isShared(ctx, string(to.Channel))
	for _, p := range parts {
		direct = direct || len(p.Files) > 0
	}
	at, thread := bot.MessageID(""), ""
	if channel, ts := channelAndTS(to.Thread); channel == string(to.Channel) {
		thread = ts
	}
	for i := range parts {
		once := partOnce(to.Once, i)
		var id bot.MessageID
		if !direct {
			id, direct, err = s.whisper(ctx, to, thread, &parts[i], once)
		}
		if err == nil && direct {
			id, err = s.sayDirectly(ctx, to, &parts[i], once, keyed)
		}
		if err != nil {
			return "", err
		}
		if i == 0 {
			at = id
		}
	}
	return at, nil
}

// sayDirectly sends what cannot be said in the channel.
func (s *Slack) sayDirectly(ctx context.Context, to bot.Address, p *part, once string, keyed bool) (bot.MessageID, error) {
	if !isDirect(string(to.Channel)) && !s.slots.has(to.Reply) {
		// A channel that is not there is a mistake, not a reason to say it
		// elsewhere. Where somebody did something there is one.
		if err := s.exists(ctx, string(to.Channel)); err != nil {
			return "", err
		}
	}
	at, err := s.placeOf(ctx, to)
	if err != nil {
		return "", err
	}
	return s.createOne(ctx, at, p, once, keyed)
}

// exists tells whether there is a channel, as far as we may know.
func (s *Slack) exists(ctx context.Context, channel string) error {
	if _, known := s.people.places.Get(channel); known {
		return nil
	}
	_, err := s.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	err = callError(ctx, "conversations.info", err)
	if err == nil || refusedWith(err, "missing_scope") {
		s.people.places.Set(channel, true)
		return nil
	}
	return err
}

// whisper says something in the channel that only one person sees. direct
// means that it cannot be said there.
func (s *Slack) whisper(ctx context.Context, to bot.Address, thread string, p *part, once string) (id bot.MessageID, direct bool, err error) {
	was, err := s.posts.before(ctx, once, false)
	if err != nil || was.ID != "" {
		return was.ID, false, err
	}
	if address, ok := s.slots.responseURL(to.Reply); ok {
		err := s.respond(ctx, address, response{
			Type: "ephemeral", Text: p.Text, Blocks: p.Blocks, Thread: thread,
		})
		if err == nil {
			id = whispered()
			s.posts.remember(ctx, s, once, false, sentAs{ID: id})
			return id, false, nil
		}
		if bot.Retryable(err) || !usedUp(err) {
			return "", false, err
		}
	}
	options := p.options()
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	ts, err := s.api.PostEphemeralContext(ctx, string(to.Channel), string(to.User), options...)
	err = callError(ctx, "chat.postEphemeral", err)
	switch {
	case refusedWith(err, "user_not_in_channel", "not_in_channel"):
		return "", true, nil
	case refusedWith(err, "channel_not_found") && s.slots.has(to.Reply):
		return "", true, nil // a private channel that we are not in, where somebody typed a command
	case err != nil:
		return "", false, err
	}
	if id = messageID(string(to.Channel), ts); id == "" {
		id = whispered()
	}
	s.posts.remember(ctx, s, once, false, sentAs{ID: id})
	return id, false, nil
}

// has tells whether somebody still waits for an answer by this handle.
func (s *slots) has(handle string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.find(handle) != nil
}

// usedUp tells of an answer that came too late or once too often.
func usedUp(err error) bool {
	var r *refusal
	return errors.As(err, &r) && (r.Status == http.StatusNotFound || r.Status == http.StatusGone) ||
		refusedWith(err, "used_url", "expired_url", "no_such_url", "invalid_url")
}

// response is an answer on a response_url
// (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses).
type response struct {
	Type    string        `json:"response_type"`
	Text    string        `json:"text"`
	Blocks  []slack.Block `json:"blocks"`
	Thread  string        `json:"thread_ts,omitempty"`
	Replace bool          `json:"replace_original"`
	Links   bool          `json:"unfurl_links"`
	Media   bool          `json:"unfurl_media"`
	Format  bool          `json:"mrkdwn"`
}
