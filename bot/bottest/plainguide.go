package bottest

import (
	"context"
	"slices"
	"strings"

	"wegwijs/bot"
)

// Channel finds a channel of the plain world. Nobody keeps one.
func (p *plainPlatform) Channel(ctx context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	if err := ctx.Err(); err != nil {
		return bot.Channel{}, err
	}
	who, known := person(string(as))
	name := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(nameOrID, channelPrefix), "#"))
	if !known && as != "" || !slices.Contains(Channels(), name) {
		return bot.Channel{}, notFound("plain: no such channel")
	}
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	c := bot.Channel{
		ID: bot.ChannelID(channelPrefix + name), Name: name, Joined: BotIsIn(name),
		Member: slices.Contains(ChannelMembers(name), who.ID), Archived: p.w.archived[name],
	}
	if who.Guest && !c.Member {
		return bot.Channel{}, notFound("plain: no such channel")
	}
	return c, nil
}

// Archive archives a channel: nobody can speak there any more, and nothing in it
// can be changed.
func (w *Plain) Archive(_ context.Context, channel string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.archived[channel] = true
	return nil
}
