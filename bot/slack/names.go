package slack

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// How long and of how many channels the name is known.
const (
	namesLive = time.Hour
	mostNames = 5_000
)

// namesIn looks up whom and what a text names, when that text is taken apart.
// Where Slack does not say so in time, the id stands where the name would be.
func (in *inbound) namesIn(text string) nameOf {
	if !strings.Contains(text, "<@") && !strings.Contains(text, "<#") {
		return func(byte, string) string { return "" }
	}
	until := time.Now().Add(in.tempo.names)
	return func(kind byte, id string) string {
		ctx, cancel := context.WithDeadline(in.running, until)
		defer cancel()
		if kind == '#' {
			return in.channelName(ctx, id)
		}
		u, err := in.s.User(ctx, bot.UserID(id))
		if err != nil {
			return ""
		}
		return u.Handle
	}
}

// channelName is what people call a channel; empty when Slack does not tell.
func (in *inbound) channelName(ctx context.Context, id string) string {
	if name, ok := in.names.Get(id); ok {
		return name
	}
	if !isID(id) {
		return ""
	}
	c, err := in.s.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	if err != nil && ctx.Err() != nil {
		return ""
	}
	name := ""
	if err == nil {
		name = c.Name
	}
	in.names.Set(id, name)
	return name
}
