package slack

import (
	"encoding/json"

	"wegwijs/bot"
)

// A word is a string, or the id of an object: some events have the one where
// others have the other.
type word string

func (w *word) UnmarshalJSON(data []byte) error {
	var object struct {
		ID string `json:"id"`
	}
	switch {
	case len(data) > 0 && data[0] == '"':
		return json.Unmarshal(data, (*string)(w))
	case len(data) > 0 && data[0] == '{':
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		*w = word(object.ID)
	}
	return nil
}

// callback is what is around an event
// (https://docs.slack.dev/apis/events-api/#callback-field).
type callback struct {
	Type           string          `json:"type"`
	EventID        string          `json:"event_id"`
	External       bool            `json:"is_ext_shared_channel"`
	Event          json.RawMessage `json:"event"`
	Authorizations []struct {
		UserID string `json:"user_id"`
		IsBot  bool   `json:"is_bot"`
	} `json:"authorizations"`
}

// happened is what we need of an event. The SDK's own types refuse events they
// do not know and values they do not expect; here these are left out.
type happened struct {
	Type        string          `json:"type"`
	Subtype     string          `json:"subtype"`
	User        word            `json:"user"`
	BotID       string          `json:"bot_id"`
	Text        string          `json:"text"`
	TS          string          `json:"ts"`
	Thread      string          `json:"thread_ts"`
	Channel     word            `json:"channel"`
	ChannelType string          `json:"channel_type"`
	Tab         string          `json:"tab"`
	Deleted     string          `json:"deleted_ts"`
	Hidden      bool            `json:"hidden"`
	Team        string          `json:"team"`
	UserTeam    string          `json:"user_team"`
	Blocks      json.RawMessage `json:"blocks"`
	Message     *earlier        `json:"message"`
	Previous    *earlier        `json:"previous_message"`
}

// earlier is a message that an event is about.
type earlier struct {
	User    string `json:"user"`
	BotID   string `json:"bot_id"`
	TS      string `json:"ts"`
	Thread  string `json:"thread_ts"`
	Subtype string `json:"subtype"`
}

// bySomebody are the subtypes of messages that a person typed.
var bySomebody = map[string]bool{"": true, "file_share": true, "thread_broadcast": true, "me_message": true}

func (in *inbound) readEvent(payload []byte) (*job, error) {
	var c callback
	if err := json.Unmarshal(payload, &c); err != nil {
		return nil, decodeError(err)
	}
	switch c.Type {
	case "event_callback":
	case "app_rate_limited":
		in.log.Error().Msg("Slack sends no events for a minute, because there were more than 30,000 in an hour")
		return nil, nil
	default:
		return nil, nil
	}
	var e happened
	if err := json.Unmarshal(c.Event, &e); err != nil {
		return nil, decodeError(err)
	}
	switch e.Type {
	case "app_mention":
		return in.hear(&c, &e, isDirect(string(e.Channel))), nil
	case "message":
		if j := in.deleted(&e); j != nil {
			return j, nil
		}
		if e.ChannelType == "im" || e.ChannelType == "" && isDirect(string(e.Channel)) {
			return in.hear(&c, &e, true), nil
		}
	case "app_home_opened":
		if e.Tab == "home" {
			return in.visit(&c, &e), nil
		}
	case "user_change", "user_profile_changed":
		in.s.people.forget(string(e.User))
	case "tokens_revoked", "app_uninstalled":
		in.look()
	}
	return nil, nil
}

// us are the ids that name us in an event. In an Enterprise Grid the id may
// differ from workspace to workspace.
func (in *inbound) us(c *callback) map[string]bool {
	us := map[string]bool{in.known().User: true}
	for _, a := range c.Authorizations {
		if a.IsBot && a.UserID != "" {
			us[a.UserID] = true
		}
	}
	return us
}

// hear is a message for us; nil when no person wrote it. What its author
// changes after that has no effect on the answer: it answers what was read, and
// only once, because a message is named by its channel and its ts.
func (in *inbound) hear(c *callback, e *happened, direct bool) *job {
	us := in.us(c)
	user, channel := string(e.User), string(e.Channel)
	if !bySomebody[e.Subtype] || e.BotID != "" || e.Hidden || user == "" || user == slackbot || us[user] || channel == "" || e.TS == "" {
		return nil
	}
	if direct {
		in.s.people.knowDirect(user, channel)
	}
	if c.External {
		in.s.shared.mark(channel)
	}
	m := &bot.Mention{Origin: bot.Origin{
		ID: string(messageID(channel, e.TS)), Platform: platform, From: bot.User{ID: bot.UserID(user), Guest: in.outsider(c, e)},
		Channel: bot.ChannelID(channel), Direct: direct, Message: messageID(channel, e.TS), At: in.s.opt.Clock.Now(),
	}}
	if e.Thread != e.TS {
		m.Thread = messageID(channel, e.Thread)
	}
	text := withEmoji(e.Text, e.Blocks)
	return &job{who: user, soon: true, run: func(d *delivery) {
		m.Text = said(text, us, in.namesIn(text))
		d.say(m)
	}}
}

// outsider tells whether the event itself says that somebody is of another
// organisation. Their profile says so too; until it is known this must do. In
// an Enterprise Grid colleagues are of many workspaces, and only the profile tells.
func (in *inbound) outsider(c *callback, e *happened) bool {
	me := in.known()
	team := e.UserTeam
	if team == "" {
		team = e.Team
	}
	return c.External && me.Enterprise == "" && team != "" && me.Team != "" && team != me.Team
}

// deleted is a message of ours that somebody deleted. Where it had answers in a
// thread Slack puts a tombstone in its place.
func (in *inbound) deleted(e *happened) *job {
	ts := ""
	switch {
	case e.Previous == nil || !in.ours(e.Previous):
	case e.Subtype == "message_deleted":
		ts = e.Deleted
	case e.Subtype == "message_changed" && e.Message != nil && e.Message.Subtype == "tombstone":
		ts = e.Message.TS
	}
	channel := string(e.Channel)
	id := messageID(channel, ts)
	if id == "" {
		return nil
	}
	in.s.posts.gone(id)
	gone := &bot.Gone{Origin: bot.Origin{
		ID: "gone " + string(id), Platform: platform, Channel: bot.ChannelID(channel), Direct: isDirect(channel),
		Message: id, At: in.s.opt.Clock.Now(),
	}}
	if e.Previous.Thread != ts {
		gone.Thread = messageID(channel, e.Previous.Thread)
	}
	return &job{who: channel, soon: true, run: func(d *delivery) { d.say(gone) }}
}

// ours tells whether a message is one that we sent.
func (in *inbound) ours(m *earlier) bool {
	me := in.known()
	return m.User != "" && m.User == me.User || m.BotID != "" && m.BotID == me.Bot
}

// visit is somebody who opens the Home tab.
func (in *inbound) visit(c *callback, e *happened) *job {
	user := string(e.User)
	if user == "" || c.EventID == "" {
		return nil
	}
	v := &bot.Visit{Origin: bot.Origin{
		ID: c.EventID, Platform: platform, From: bot.User{ID: bot.UserID(user)}, At: in.s.opt.Clock.Now(),
	}}
	return &job{who: user, soon: true, run: func(d *delivery) { d.say(v) }}
}
