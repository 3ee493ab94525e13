package mattermost

import (
	"context"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Said returns what a post in a channel says; see bot.Reader. Only what a person
// typed is read, and only where the bot is a member: on Mattermost who is in a
// channel may read it.
func (m *Mattermost) Said(ctx context.Context, channel bot.ChannelID, id bot.MessageID) (string, bot.UserID, error) {
	text, by, err := m.saidIn(ctx, string(channel), string(id))
	return text, by, sendError(ctx, err)
}

func (m *Mattermost) saidIn(ctx context.Context, channel, id string) (string, bot.UserID, error) {
	if !model.IsValidId(channel) || !model.IsValidId(id) {
		return "", "", nobody("there is no such post in this channel")
	}
	self, err := m.me(ctx)
	if err != nil {
		return "", "", err
	}
	in, err := m.people.channel(ctx, channel)
	if err != nil {
		return "", "", err
	}
	if in.Type == model.ChannelTypeDirect {
		return "", "", nobody("a direct conversation is not read")
	}
	// The server would also show a post of a public channel that we are not in.
	us, err := m.memberOf(ctx, channel, self.Id)
	if err != nil {
		return "", "", err
	}
	if us == nil {
		return "", "", nobody("the bot is not in this channel")
	}
	var s said
	if err := m.rest.get(ctx, pathTo("posts", id), &s); err != nil {
		return "", "", err
	}
	if s.ChannelID != channel || !s.byPerson(self) {
		return "", "", nobody("there is no such post in this channel")
	}
	return strings.TrimSpace(s.Message), bot.UserID(s.UserID), nil
}
