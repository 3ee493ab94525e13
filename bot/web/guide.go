package web

import (
	"context"
	"slices"
	"strings"

	"wegwijs/bot"
)

// Channel finds a channel by its id or its name; see bot.Guide.
func (w *Web) Channel(ctx context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	if err := ctx.Err(); err != nil {
		return bot.Channel{}, err
	}
	who, known := w.world.people[as]
	name := strings.TrimPrefix(nameOrID, "#")
	for _, c := range w.world.channels {
		if !known && as != "" || string(c.ID) != name && !strings.EqualFold(c.Name, name) {
			continue
		}
		in := w.world.sees(as, c.ID)
		if !in && as != "" && (c.Private || who.Guest) {
			break
		}
		return bot.Channel{ID: c.ID, Name: c.Name, Joined: !c.NoBot, Member: in, Keeper: in && slices.Contains(c.Keepers, as)}, nil
	}
	return bot.Channel{}, refusal(bot.NotFound, "there is no such channel")
}
