package slack

import (
	"context"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// A refused callback is one that does not do anything. Say is for the person,
// why for the log: it never holds what somebody typed or who they are.
type refused struct {
	say bot.Text
	why string
	err error // when it is our own trouble, not theirs
}

func (r *refused) Error() string {
	if r.err != nil {
		return r.why + ": " + r.err.Error()
	}
	return r.why
}

func (r *refused) Unwrap() error { return r.err }

// pressOf reads a pressed button or a choice from a menu. The error is a
// *refused. The caller gives the press its id, its time and its handle. Slack
// vouches for who pressed what on which message of ours, so nothing is sealed;
// a value that is not (any more) valid is the feature's to notice.
func (s *Slack) pressOf(_ context.Context, cb *slack.InteractionCallback) (*bot.Press, error) {
	if len(cb.ActionCallback.BlockActions) != 1 || cb.ActionCallback.BlockActions[0] == nil {
		return nil, &refused{say: textButtonForged, why: "something pressed that is no button of ours"}
	}
	action, value, choice, ok := pressed(cb.ActionCallback.BlockActions[0])
	if !ok {
		return nil, &refused{say: textButtonForged, why: "a button that does not say what it is for"}
	}
	channel := firstOf(cb.Container.ChannelID, cb.Channel.ID)
	ts := firstOf(cb.Container.MessageTs, cb.Message.Timestamp, cb.MessageTs)
	p := &bot.Press{Action: action, Value: value, Choice: choice, Origin: bot.Origin{
		Platform: platform, From: bot.User{ID: bot.UserID(cb.User.ID)}, Channel: bot.ChannelID(channel),
		Direct: isDirect(channel), Message: messageID(channel, ts),
	}}
	if root := firstOf(cb.Container.ThreadTs, cb.Message.ThreadTimestamp); root != ts {
		p.Thread = messageID(channel, root)
	}
	if p.Direct {
		s.people.knowDirect(cb.User.ID, channel)
	}
	return p, nil
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
