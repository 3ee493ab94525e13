package web

import (
	"context"
	"strings"

	"wegwijs/bot"
)

// Said returns what a message in a channel says; see bot.Reader. What only one
// person sees, such as the slash command they typed, is not read.
func (w *Web) Said(ctx context.Context, channel bot.ChannelID, id bot.MessageID) (string, bot.UserID, error) {
	if err := ctx.Err(); err != nil {
		return "", "", err
	}
	in, known := w.world.channels[channel]
	if !known || in.NoBot {
		return "", "", refusal(bot.NotFound, "there is no such message in this channel")
	}
	all, err := w.chat.messages(ctx, "", `id = $1 AND channel = $2 AND author <> '' AND gone = 0`, `id`, 1, number(id), string(channel))
	switch {
	case err != nil && ctx.Err() != nil:
		return "", "", ctx.Err()
	case err != nil:
		return "", "", &bot.SendError{Reason: bot.Temporary, Err: err}
	case len(all) == 0:
		return "", "", refusal(bot.NotFound, "there is no such message in this channel")
	}
	return strings.TrimSpace(all[0].text), all[0].author, nil
}
