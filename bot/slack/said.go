package slack

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Said returns what a message in a channel says; see bot.Reader. It needs the
// optional scopes channels:history and groups:history; without them no message
// is read, and people use an action at the message.
func (s *Slack) Said(ctx context.Context, channel bot.ChannelID, id bot.MessageID) (string, bot.UserID, error) {
	text, by, err := s.said(ctx, channel, id)
	return text, by, sendError(ctx, err)
}

func (s *Slack) said(ctx context.Context, in bot.ChannelID, id bot.MessageID) (string, bot.UserID, error) {
	channel, ts := channelAndTS(id)
	if channel == "" || channel != string(in) || isDirect(channel) || !isID(channel) {
		return "", "", nobody("there is no such message in this channel")
	}
	me, err := s.me(ctx)
	if err != nil {
		return "", "", err
	}
	found, _, _, err := s.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: ts, Latest: ts, Inclusive: true, Limit: 1})
	if err = callError(ctx, "conversations.replies", err); err != nil {
		return "", "", err
	}
	for _, m := range found {
		if m.Timestamp != ts || m.User == me.User || m.BotID != "" && m.BotID == me.Bot {
			continue
		}
		blocks, err := json.Marshal(m.Blocks)
		if err != nil {
			blocks = nil // then emoji stay names
		}
		text := withEmoji(m.Text, blocks)
		return strings.TrimSpace(typed(text, s.in.namesIn(text))), bot.UserID(m.User), nil
	}
	return "", "", nobody("there is no such message in this channel")
}
