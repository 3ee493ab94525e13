package home

import (
	"context"

	"wegwijs/bot"
)

// mostLines is how many sentences one feature says about somebody: more is not
// read, and does not fit in a message.
const mostLines = 30

// data tells somebody what is kept about them right now. Only they see it,
// wherever they ask.
func (h *Home) data(ctx context.Context, o *bot.Origin) (bot.Reply, error) {
	m := bot.Say(bot.Para{Text: bot.Bold(textData)})
	for _, k := range h.keepers() {
		if k.Mine == nil {
			continue
		}
		lines, err := k.Mine(ctx, o)
		if err != nil {
			return bot.Reply{}, err
		}
		if len(lines) == 0 {
			lines = []bot.Text{textNothingKept}
		}
		if n := len(lines); n > mostLines {
			lines = append(lines[:mostLines:mostLines], textMoreKept.Count(n-mostLines, nil))
		}
		m.Blocks = append(m.Blocks, bot.Para{Text: bot.Bold(k.Name), Items: lines})
	}
	m.Blocks = append(m.Blocks,
		bot.Para{Text: textDataRest},
		bot.Buttons{
			{Label: textErase, Action: "home.erase"},
			{Label: textPrivacyButton, Action: "home.privacy"},
		})
	return bot.Reply{Private: m}, nil
}

func (h *Home) typedData(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	return h.data(ctx, &c.Origin)
}

func (h *Home) pressData(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	return h.data(ctx, &p.Origin)
}

// askErase says what erasing means, and erases nothing yet.
func (h *Home) askErase(context.Context, *bot.Origin) (bot.Reply, error) {
	what := bot.Para{Text: textReallyErase}
	for _, k := range h.keepers() {
		if k.Erases != nil {
			what.Items = append(what.Items, k.Erases)
		}
	}
	return bot.Reply{Private: bot.Say(what, bot.Para{Text: textNoWayBack},
		bot.Buttons{
			{Label: textEraseNot, Action: "home.erase.no"}, // 1, for who types a number too quickly
			{Label: textEraseAll, Action: "home.erase.yes", Style: bot.Danger},
		})}, nil
}

func (h *Home) typedErase(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	return h.askErase(ctx, &c.Origin)
}

func (h *Home) pressErase(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	return h.askErase(ctx, &p.Origin)
}

// eraseAll erases what can be erased, feature by feature, and says what was and
// what was not. When one fails, pressing again does the rest.
func (h *Home) eraseAll(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	done, kept := bot.Para{Text: bot.Bold(textErased)}, bot.Para{Text: bot.Bold(textNotErased)}
	var r bot.Reply
	for _, k := range h.keepers() {
		if k.Erase == nil {
			continue
		}
		d, rest, refresh, err := k.Erase(ctx, &p.Origin)
		if err != nil {
			return bot.Reply{}, err
		}
		done.Items = append(done.Items, d...)
		kept.Items = append(kept.Items, rest...)
		r.Refresh = append(r.Refresh, refresh...)
	}
	if err := h.opt.Unreadable(ctx, p.Mark); err != nil {
		return bot.Reply{}, err
	}
	r.Private = bot.Say(done, kept, bot.Para{Text: textBytesGone})
	if len(done.Items) == 0 {
		r.Private = bot.Say(bot.Para{Text: textNothingToErase}, kept)
	}
	return r, nil
}

func (h *Home) pressKeep(context.Context, *bot.Press) (bot.Reply, error) {
	return bot.Reply{Private: bot.Say(bot.Para{Text: textErasedNothing})}, nil
}
