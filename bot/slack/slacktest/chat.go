package slacktest

import (
	"encoding/json"
	"slices"
	"unicode/utf8"
)

var (
	chatMay = []string{
		"text", "blocks", "attachments", "link_names", "parse", "mrkdwn", "thread_ts", "metadata", "unfurl_links", "unfurl_media", "reply_broadcast",
		"markdown_text", "username", "icon_url", "icon_emoji", "as_user",
	}
	chatMethods = map[string]method{
		"chat.postMessage":   {do: postMessage, scopes: []string{"chat:write"}, need: []string{"channel"}, may: chatMay, json: true},
		"chat.postEphemeral": {do: postEphemeral, scopes: []string{"chat:write"}, need: []string{"channel", "user"}, may: chatMay, json: true, tier: 100},
		"chat.update":        {do: updateMessage, scopes: []string{"chat:write"}, need: []string{"channel", "ts"}, may: append(slices.Clone(chatMay), "file_ids"), json: true, tier: 50},
		"chat.delete":        {do: deleteMessage, scopes: []string{"chat:write"}, need: []string{"channel", "ts"}, may: []string{"as_user"}, json: true, tier: 50},
		"chat.getPermalink":  {do: permalink, need: []string{"channel", "message_ts"}},
	}
)

// Limits of a message.
const (
	maxText       = 40_000
	maxUpdateText = 4000
	maxAllBlocks  = 13_200 // characters of all blocks together
	maxBlocks     = 50
)

// where is the channel a message goes to; a person's id stands for the
// conversation with them.
func (c *call) where() *Channel {
	id := c.args["channel"]
	ch := c.s.channels[id]
	if u := c.s.users[id]; ch == nil && u != nil {
		c.wrong("a message to a person is sent to the id of the conversation")
		if u.Bot || u.Deleted {
			c.fail("channel_not_found")
			return nil
		}
		ch = c.s.direct(u.ID)
	}
	switch {
	case ch == nil, ch.Private && !ch.sees(c.s.BotUser):
		c.fail("channel_not_found")
	case ch.Archived:
		c.fail("is_archived")
	case ch.IM && c.s.users[ch.With].Deleted:
		c.fail("user_disabled")
	case !ch.sees(c.s.BotUser):
		if !slices.Contains(c.s.opt.Scopes, "chat:write.public") {
			c.fail("not_in_channel")
		}
	}
	if c.done {
		return nil
	}
	return ch
}

// compose reads a message out of the arguments.
func (c *call) compose(ch *Channel, update bool) *Message {
	m := &Message{Channel: ch.ID, User: c.s.BotUser, Bot: true, Text: c.args["text"], ThreadTS: c.args["thread_ts"]}
	for _, name := range []string{"username", "icon_url", "icon_emoji"} {
		if c.args[name] != "" && !c.scope("chat:write.customize") {
			return nil
		}
	}
	for _, name := range []string{"as_user", "attachments", "link_names", "parse"} {
		if v := c.args[name]; v != "" && v != "false" && v != "[]" && v != "none" {
			c.wrong("%s is %q", name, v)
		}
	}
	if c.args["markdown_text"] != "" && (m.Text != "" || c.args["blocks"] != "") {
		c.fail("markdown_text_conflict")
		return nil
	}
	m.Text = defaultTo(m.Text, c.args["markdown_text"])
	if c.json("blocks", &m.Blocks); c.done {
		return nil
	}
	if c.json("metadata", &m.Metadata) {
		var meta struct {
			Type    string `json:"event_type"`
			Payload obj    `json:"event_payload"`
		}
		if json.Unmarshal(m.Metadata, &meta) != nil || meta.Type == "" || meta.Payload == nil {
			c.fail("invalid_metadata_format")
			return nil
		}
	}
	switch n := utf8.RuneCountInString(m.Text); {
	case m.Text == "" && len(m.Blocks) == 0 && !update:
		c.wrong("the message is empty")
		c.fail("no_text")
	case update && n > maxUpdateText:
		c.fail("msg_too_long")
	case n > maxText:
		c.wrong("the text has %d characters and is cut", n)
		m.Text = string([]rune(m.Text)[:maxText])
	case m.Text == "" && len(m.Blocks) > 0:
		c.wrong("the message has blocks and no text: who hears it read aloud, or gets a notification, hears nothing")
	case !utf8.ValidString(m.Text):
		c.wrong("the text is not UTF-8")
	}
	if shownChars(m.Blocks) > maxAllBlocks {
		c.fail("msg_blocks_too_long")
	}
	if c.done {
		return nil
	}
	if wrong := c.s.checkBlocks(m.Blocks, inMessage); len(wrong) > 0 {
		c.invalid(wrong)
		return nil
	}
	if c.name == "chat.postMessage" && (c.args["unfurl_links"] != "false" || c.args["unfurl_media"] != "false") {
		c.wrong("links in the message would be unfurled")
	}
	if m.ThreadTS != "" {
		root := ch.message(m.ThreadTS)
		switch {
		case root == nil:
			c.fail("thread_not_found")
			return nil
		case root.ThreadTS != "" && root.ThreadTS != root.TS:
			c.wrong("a reply to a reply: thread_ts is the root of a thread")
			m.ThreadTS = root.ThreadTS
		}
	}
	return m
}

// shownChars is how many characters of blocks people read.
func shownChars(v any) int {
	n := 0
	switch v := v.(type) {
	case []obj:
		for _, x := range v {
			n += shownChars(x)
		}
	case []any:
		for _, x := range v {
			n += shownChars(x)
		}
	case obj:
		for k, x := range v {
			if t, ok := x.(string); ok && (k == "text" || k == "alt_text") {
				n += utf8.RuneCountInString(t)
			} else {
				n += shownChars(x)
			}
		}
	}
	return n
}

// invalid refuses blocks.
func (c *call) invalid(messages []string) {
	for _, x := range messages {
		c.wrong("%s", x)
	}
	c.fail("invalid_blocks", messages...)
}

func postMessage(c *call) {
	if c.as != "" {
		postAs(c)
		return
	}
	ch := c.where()
	if ch == nil {
		return
	}
	if m := c.compose(ch, false); m != nil {
		c.s.post(m)
		c.out["channel"], c.out["ts"] = ch.ID, m.TS
		c.out["message"] = c.s.showMessage(m, true)
		c.s.echo(m)
	}
}

// echo lets the app hear of its own message; s.mu is held.
func (s *Server) echo(m *Message) {
	ch := s.channels[m.Channel]
	if event, told := s.tell(s.showMessage(m, false), ch); told {
		s.background(func() { s.sendEvent(s.ended, event) })
	}
}

func postEphemeral(c *call) {
	ch := c.s.channels[c.args["channel"]]
	u := c.s.users[c.args["user"]]
	switch {
	case ch == nil, ch.Private && !ch.sees(c.s.BotUser):
		c.fail("channel_not_found")
		return
	case ch.Archived:
		c.fail("is_archived")
		return
	case !ch.sees(c.s.BotUser):
		c.fail("not_in_channel")
		return
	case u == nil, !ch.sees(u.ID), u.Deleted:
		c.fail("user_not_in_channel")
		return
	}
	if ch.IM {
		c.wrong("in a conversation with one person nothing is ephemeral")
	}
	if m := c.compose(ch, false); m != nil {
		if m.Metadata != nil {
			c.wrong("metadata of what only one person sees is kept nowhere")
		}
		m.Ephemeral = u.ID
		c.s.post(m)
		c.out["message_ts"] = m.TS
	}
}

func updateMessage(c *call) {
	ch := c.s.channels[c.args["channel"]]
	if ch == nil || ch.Private && !ch.sees(c.s.BotUser) {
		c.fail("channel_not_found")
		return
	}
	old := ch.message(c.args["ts"])
	switch {
	case old == nil, old.Ephemeral != "":
		c.fail("message_not_found")
		return
	case !old.Bot:
		c.fail("cant_update_message")
		return
	case ch.Archived:
		c.fail("is_archived")
		return
	}
	m := c.compose(ch, true)
	if m == nil {
		return
	}
	if m.Text == "" && len(m.Blocks) == 0 && c.args["file_ids"] == "" {
		c.fail("no_text")
		return
	}
	var ids []string
	files := old.Files
	if c.json("file_ids", &ids) {
		files = nil
		for _, id := range ids {
			f := c.s.files[id]
			if f == nil || !f.done {
				c.fail("file_not_found")
				return
			}
			files = append(files, f)
			f.share(ch.ID, old.TS)
		}
	}
	if c.done {
		return
	}
	// Without blocks, those that are there are taken away when there is a text.
	old.Text, old.Blocks, old.Files, old.Edited = m.Text, m.Blocks, files, true
	if m.Metadata != nil {
		old.Metadata = m.Metadata
	}
	c.s.stamp(old.Blocks)
	c.s.linked(old)
	c.s.show("edited", old)
	c.s.ping(old)
	c.out["channel"], c.out["ts"], c.out["text"] = ch.ID, old.TS, old.Text
	c.out["message"] = c.s.showMessage(old, true)
	event, told := c.s.tell(obj{"type": "message", "subtype": "message_changed", "hidden": true, "message": c.s.showMessage(old, false), "ts": c.s.ts()}, ch)
	if s := c.s; told {
		s.background(func() { s.sendEvent(s.ended, event) })
	}
}

func deleteMessage(c *call) {
	ch := c.s.channels[c.args["channel"]]
	if ch == nil {
		c.fail("channel_not_found")
		return
	}
	m := ch.message(c.args["ts"])
	switch {
	case m == nil, m.Ephemeral != "":
		c.fail("message_not_found")
		return
	case !m.Bot:
		c.fail("cant_delete_message")
		return
	}
	event, told := c.s.remove(m)
	if s := c.s; told {
		s.background(func() { s.sendEvent(s.ended, event) })
	}
	c.out["channel"], c.out["ts"] = ch.ID, m.TS
}

func permalink(c *call) {
	ch := c.s.channels[c.args["channel"]]
	if ch == nil {
		c.fail("channel_not_found")
		return
	}
	if ch.message(c.args["message_ts"]) == nil {
		c.fail("message_not_found")
		return
	}
	c.out["channel"] = ch.ID
	c.out["permalink"] = "https://rijk.slack.com/archives/" + ch.ID + "/p" + c.args["message_ts"]
}
