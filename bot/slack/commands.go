package slack

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"wegwijs/bot"
)

// slash is what we need of a slash command. The SDK's own type cannot read
// what a socket brings: there, truth is written as a string.
type slash struct {
	Command     string `json:"command"`
	Text        string `json:"text"`
	UserID      string `json:"user_id"`
	ChannelID   string `json:"channel_id"`
	ChannelName string `json:"channel_name"`
	ResponseURL string `json:"response_url"`
	TriggerID   string `json:"trigger_id"`
}

// directName is what Slack calls every conversation of two people, also those
// that we are not in.
const directName = "directmessage"

func (in *inbound) readCommand(payload []byte) (*job, error) {
	var c slash
	if err := json.Unmarshal(payload, &c); err != nil {
		return nil, decodeError(err)
	}
	if c.UserID == "" || !strings.HasPrefix(c.Command, "/") {
		return nil, errors.New("a command without a person or a name")
	}
	id := c.TriggerID
	if id == "" {
		id = rand.Text() // then a second delivery of it is a second command
	}
	e := &bot.Command{Name: strings.TrimPrefix(c.Command, "/"), Slash: true, Origin: bot.Origin{
		ID: id, Platform: platform, From: bot.User{ID: bot.UserID(c.UserID)},
		Channel: bot.ChannelID(c.ChannelID), At: in.s.opt.Clock.Now(),
	}}
	return &job{who: c.UserID, soon: true, run: func(d *delivery) {
		e.Text = strings.TrimSpace(typed(c.Text, in.namesIn(c.Text)))
		e.Direct = c.ChannelName == directName && in.withUs(c.UserID, c.ChannelID)
		e.Reply = in.s.slots.add(slotCommand, in.responseURL(c.ResponseURL), c.TriggerID)
		switch _, err := in.do(in.running, e); {
		case err == nil:
			d.give(nil)
		default: // Slack does not deliver commands again
			say := in.whyNot(err)
			if !d.give(ephemeral{Type: "ephemeral", Text: in.words(say, c.UserID)}) {
				in.whisper(bot.Address{Platform: platform, Channel: e.Channel, User: e.From.ID, Lang: in.langOf(c.UserID), Reply: e.Reply}, say)
			}
		}
	}}, nil
}

// ephemeral is an answer in the acknowledgement of a command.
type ephemeral struct {
	Type string `json:"response_type"`
	Text string `json:"text"`
}

// withUs tells whether a conversation of two people is the one between this
// person and us.
func (in *inbound) withUs(user, channel string) bool {
	ctx, cancel := context.WithTimeout(in.running, in.tempo.names)
	defer cancel()
	ours, err := in.s.people.direct(ctx, user)
	return err == nil && ours == channel
}

// responseURL is an address that Slack gave to answer on; empty when it is not
// Slack's, so that nobody makes us call what they like.
func (in *inbound) responseURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Host == "" {
		return ""
	}
	api, err := url.Parse(in.s.opt.APIURL)
	if err == nil && u.Scheme == api.Scheme && u.Host == api.Host {
		return s
	}
	for _, domain := range []string{"slack.com", "slack-gov.com"} {
		if u.Scheme == "https" && (u.Host == domain || strings.HasSuffix(u.Host, "."+domain)) {
			return s
		}
	}
	return ""
}

// whyNot is what a person reads when something of theirs was not taken.
func (in *inbound) whyNot(err error) bot.Text {
	switch {
	case errors.Is(err, bot.ErrBusy):
		return textInBusy
	case errors.Is(err, bot.ErrClosed), in.running.Err() != nil:
		return textInStopping
	}
	in.log.Error().Err(err).Msg("something was not taken")
	return textInFailed
}
