package home

import (
	"context"
	"strings"

	"wegwijs/bot"
)

// Words for where private answers go, as people type them.
var (
	wordsDirect  = []string{"direct", "dm", "gesprek", "direct gesprek", "bericht", "message"}
	wordsChannel = []string{"kanaal", "channel", "hier", "here"}
)

// private lets somebody choose where they see what only they may see: a line
// that only one person sees in a busy channel is hard to find for who reads
// with their ears, and gone after a reload.
func (h *Home) private(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	switch word := strings.ToLower(c.Text); {
	case isOne(word, wordsDirect):
		return h.setPrivate(ctx, &c.Origin, true)
	case isOne(word, wordsChannel):
		return h.setPrivate(ctx, &c.Origin, false)
	}
	direct, err := h.opt.Directly(ctx, c.Person())
	if err != nil {
		return bot.Reply{}, err
	}
	say := textPrivateChannel
	if direct {
		say = textPrivateDirect
	}
	return bot.Reply{Private: bot.Say(
		bot.Para{Text: say},
		bot.Para{Text: textWhichPrivate},
		bot.Buttons{
			{Label: textInDirect, Action: "home.private", Value: "direct"},
			{Label: textInChannel, Action: "home.private", Value: "channel"},
		})}, nil
}

func isOne(word string, of []string) bool {
	for _, w := range of {
		if word == w {
			return true
		}
	}
	return false
}

func (h *Home) pressPrivate(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	return h.setPrivate(ctx, &p.Origin, p.Value == "direct")
}

// setPrivate answers in the place that was chosen.
func (h *Home) setPrivate(ctx context.Context, o *bot.Origin, direct bool) (bot.Reply, error) {
	if err := h.opt.SetDirectly(ctx, o, direct); err != nil {
		return bot.Reply{}, err
	}
	say := textPrivateChannelSet
	if direct {
		say = textPrivateDirectSet
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: say})}, nil
}
