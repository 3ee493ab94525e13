package slack

import (
	"strings"

	"wegwijs/bot"
)

// messageID names a message. Slack's own name for one, its time, is only
// unique within a channel, and the router needs ids that are unique everywhere.
func messageID(channel, ts string) bot.MessageID {
	if channel == "" || ts == "" {
		return ""
	}
	return bot.MessageID(channel + "/" + ts)
}

// channelAndTS takes a message id apart; both are empty when it is none of ours.
func channelAndTS(id bot.MessageID) (channel, ts string) {
	channel, ts, ok := strings.Cut(string(id), "/")
	if !ok || channel == "" || ts == "" || strings.Contains(ts, "/") {
		return "", ""
	}
	return channel, ts
}
