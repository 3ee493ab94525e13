package main

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// channelNames knows which language was set for which channel. A configuration
// names channels as people do; platforms know them by id.
type channelNames struct {
	again time.Duration // before a platform that did not answer is asked again; 0 is lookAgain

	mu    sync.RWMutex
	langs map[bot.ChannelID]bot.Lang
}

func (c *channelNames) lang(_ bot.PlatformName, id bot.ChannelID) bot.Lang {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.langs[id]
}

func (c *channelNames) set(id bot.ChannelID, l bot.Lang) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.langs == nil {
		c.langs = map[bot.ChannelID]bot.Lang{}
	}
	c.langs[id] = l
}

// finder is a platform that knows channels by name.
type finder interface {
	Name() bot.PlatformName
	// Ready is nil while the platform is connected.
	Ready() error
	// ChannelIDs returns the ids of the channels with this name, or the channel
	// with this id; none, or a *bot.SendError with NotFound, when there is none.
	ChannelIDs(ctx context.Context, name string) ([]bot.ChannelID, error)
}

const lookAgain = 30 * time.Second

// find looks up the channels of a configuration. Until one is found, it has the
// language of all the others. A platform is asked once it is connected: for an
// account that is disabled, or a server that is away, there are no channels.
// others says that a channel may be on another platform.
func (c *channelNames) find(ctx context.Context, cfg *config, where finder, others bool, log zerolog.Logger) {
	for _, name := range sortedKeys(cfg.Channels) {
		lang, _ := bot.ParseLang(cfg.Channels[name].Language)
		for {
			if where.Ready() != nil {
				select {
				case <-ctx.Done():
					return
				case <-time.After(min(cmp.Or(c.again, lookAgain), time.Second)):
				}
				continue
			}
			ids, err := where.ChannelIDs(ctx, name)
			if err == nil && len(ids) == 0 {
				err = &bot.SendError{Reason: bot.NotFound}
			}
			for _, id := range ids {
				c.set(id, lang)
			}
			if err == nil {
				break
			}
			var refused *bot.SendError
			if errors.As(err, &refused) && refused.Reason != bot.NoAccess && !bot.Retryable(err) {
				say, hint := log.Warn(), ""
				if others {
					say, hint = log.Info(), "; that is right when it is on another platform"
				}
				say.Str("platform", string(where.Name())).Str("channel", name).Msg("channels: there is no channel with this name or id that the bot can see: correct it, or add the bot to the channel" + hint)
				break
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(cmp.Or(c.again, lookAgain)):
			}
		}
	}
}
