package home

import (
	"context"
	"slices"

	"wegwijs/bot"
)

// privacy is one page, made from how the bot is set up now: what is kept, for
// how long and who can see it, feature by feature, and then what a works
// council asks.
func (h *Home) privacy() *bot.Message {
	m := bot.Say(bot.Para{Text: bot.Bold(textPrivacy)}, bot.Para{Text: textPrivacyShort})
	if slices.ContainsFunc(h.opt.Words(), func(w bot.Words) bool { return w.OnMessage != bot.Phrase{} }) {
		m.Blocks = append(m.Blocks, bot.Para{Text: textPrivacyMessage})
	}
	var asked []bot.Block
	for _, k := range h.keepers() {
		if len(k.Stored) > 0 {
			m.Blocks = append(m.Blocks, bot.Para{Text: bot.Bold(k.Name), Items: k.Stored})
		}
		for _, a := range k.Asked {
			asked = append(asked, bot.Para{Text: bot.Join(bot.Bold(a[0]), bot.Phrase{NL: " ", EN: " "}, a[1])})
		}
	}
	m.Blocks = append(m.Blocks, bot.Para{Text: bot.Bold(textWorksCouncil)})
	m.Blocks = append(m.Blocks, asked...)
	m.Blocks = append(m.Blocks, bot.Para{Text: textPrivacyPlatform}, bot.Note{Text: textNoModel},
		bot.Buttons{
			{Label: textDataButton, Action: "home.data"},
			{Label: textErase, Action: "home.erase"},
		})
	return m
}

func (h *Home) typedPrivacy(_ context.Context, c *bot.Command) (bot.Reply, error) {
	return c.Answer(h.privacy()), nil
}

func (h *Home) pressPrivacy(context.Context, *bot.Press) (bot.Reply, error) {
	return bot.Reply{Private: h.privacy()}, nil
}
