package knowledge

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"wegwijs/bot"
	"wegwijs/store"
)

// toShare is the payload of a scheduled share. The name is in it until the
// answer is posted, and nowhere after that.
type toShare struct {
	Entry string   `json:"entry"`
	Lang  bot.Lang `json:"lang"`
	Name  string   `json:"name"`
}

// share promises to repeat an answer in the channel, once however often the
// button is pressed. It is scheduled, not said: whoever pressed was told that
// it is shared, so it must happen.
func (k *Knowledge) share(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	id, rest, _ := strings.Cut(p.Value, " ")
	tag, once, _ := strings.Cut(rest, " ")
	lang, ok := bot.ParseLang(tag)
	if k.index.Load().Entry(id) == nil {
		return bot.Reply{}, &bot.Problem{Say: textEntryGone}
	}
	if !ok || once == "" || p.Channel == "" || p.Direct {
		return bot.Reply{}, fmt.Errorf("a share button without language, name or channel")
	}
	payload, err := json.Marshal(toShare{id, lang, p.From.Name})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("share: %w", err)
	}
	err = k.opt.Store.Write(ctx, p.Mark, func(tx *store.Tx) error {
		return tx.Schedule(store.Job{
			At: p.At, Kind: "knowledge.shared", Key: once, Payload: payload,
			Platform: string(p.Platform), Channel: string(p.Channel), Thread: string(p.Thread), User: string(p.From.ID),
		})
	})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("share: %w", err)
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textSharing})}, nil
}

// shared posts what was promised. Its key makes it appear once.
func (k *Knowledge) shared(_ context.Context, d *bot.Due) (bot.Reply, error) {
	var what toShare
	if err := json.Unmarshal(d.Payload, &what); err != nil {
		return bot.Reply{}, fmt.Errorf("share: %w", err)
	}
	e := k.index.Load().Entry(what.Entry)
	if e == nil {
		return bot.Reply{Private: bot.Say(bot.Para{Text: textEntryGone})}, nil
	}
	m := k.answer(e, d.At, manner{lang: what.Lang, once: d.Key})
	by := bot.Text(textSharedByColleague)
	if what.Name != "" {
		by = textShared.With(bot.Args{"name": bot.Plain(what.Name)})
	}
	m.Blocks = append([]bot.Block{bot.Para{Text: by}}, m.Blocks...)
	m.Key, m.Final = "knowledge/shared/"+d.Key, true
	return bot.Reply{Public: m, Lang: what.Lang}, nil
}

// view knows no message that changes: a shared answer is what was said that day.
func (k *Knowledge) view(context.Context, string) (*bot.Message, error) { return nil, nil }
