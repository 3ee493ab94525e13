package mattermost

import (
	"context"
	"errors"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// ChannelIDs returns the ids of the channels with this name, as it is in
// addresses, in the configured teams, or of the channel with this id. There may
// be one in each team. It is NotFound when there is none that we may see.
func (m *Mattermost) ChannelIDs(ctx context.Context, name string) (ids []bot.ChannelID, err error) {
	for _, team := range m.opt.Teams {
		var c model.Channel
		err := m.rest.get(ctx, pathTo("teams", "name", team, "channels", "name", name), &c)
		if err == nil {
			m.people.channels.Set(c.Id, c)
			ids = append(ids, bot.ChannelID(c.Id))
			continue
		}
		if !unseen(err) {
			return nil, err
		}
	}
	if len(ids) > 0 {
		return ids, nil
	}
	c, err := m.people.channel(ctx, name)
	if unseen(err) {
		return nil, nobody("there is no such channel that the bot may see")
	}
	if err != nil {
		return nil, err
	}
	return []bot.ChannelID{bot.ChannelID(c.Id)}, nil
}

// unseen tells whether something is not there, or not for us.
func unseen(err error) bool {
	var refused *bot.SendError
	return errors.As(err, &refused) && (refused.Reason == bot.NotFound || refused.Reason == bot.Forbidden)
}
