package slack

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// An about is the message that somebody chose an action at
// (https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload).
// Nothing of it is kept or logged.
type about struct {
	User   string          `json:"user"`
	BotID  string          `json:"bot_id"`
	Text   string          `json:"text"`
	Blocks json.RawMessage `json:"blocks"`
}

// decodeAbout reads what a press does not need: what the message says.
func decodeAbout(payload []byte) (*about, error) {
	var p struct {
		Message about `json:"message"`
	}
	err := json.Unmarshal(payload, &p)
	return &p.Message, err
}

// act is an action that somebody chose at a message: a command about that
// message. Like a slash command it is seen by nobody else, brings what opens a
// form, and is not delivered again.
func (in *inbound) act(d *delivery, cb *slack.InteractionCallback, m *about) {
	what, known := in.s.action(cb.CallbackID)
	if !known {
		d.give(nil)
		in.sorry(cb, in.refused(d.kind, &refused{say: textActionGone, why: "an action at a message that the bot does not have; is the manifest of the app that of this version?"}))
		return
	}
	channel := channelOf(cb)
	e := &bot.Command{Name: what.Command, Text: what.Word, Slash: true, Origin: bot.Origin{From: bot.User{ID: bot.UserID(cb.User.ID)}}}
	in.fill(&e.Origin, cb)
	e.Direct = cb.Channel.Name == directName && in.withUs(cb.User.ID, channel)
	e.Message = messageID(channel, cb.Message.Timestamp)
	if root := cb.Message.ThreadTimestamp; root != cb.Message.Timestamp {
		e.Thread = messageID(channel, root)
	}
	e.Quote, e.QuoteBy = in.quoteOf(m)
	e.Reply = in.s.slots.add(slotCommand, in.responseURL(cb.ResponseURL), cb.TriggerID)
	_, err := in.do(in.running, e)
	d.give(nil)
	if err != nil {
		in.sorry(cb, in.whyNot(err))
	}
}

// action is the one with this callback_id.
func (s *Slack) action(id string) (MessageAction, bool) {
	for _, a := range s.opt.Actions {
		if a.ID() == id {
			return a, true
		}
	}
	return MessageAction{}, false
}

// quoteOf is what a message says, as people typed it, and who said it. What we
// said ourselves is no quote.
func (in *inbound) quoteOf(m *about) (text string, by bot.User) {
	me := in.known()
	by.ID = bot.UserID(m.User)
	if m.User == me.User || m.BotID != "" && m.BotID == me.Bot {
		return "", by
	}
	text = withEmoji(m.Text, m.Blocks)
	return strings.TrimSpace(typed(text, in.namesIn(text))), by
}
