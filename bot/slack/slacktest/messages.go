package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// A Message is one in a channel or a direct conversation, as Slack stores it.
type Message struct {
	Channel, TS, ThreadTS string
	User                  string // whose it is
	Bot                   bool   // ours
	Text                  string
	Blocks                []obj
	Files                 []*File
	Ephemeral             string // the only person who sees it
	Metadata              json.RawMessage
	Edited                bool
	Gone                  bool
}

// A Change is something that appeared on people's screens, or changed there.
type Change struct {
	What    string   // posted, edited, deleted, view, updated, home
	By      []string // names of those who see it
	Message *Message // as it was then
	View    *View
}

// Changes returns what appeared since the last call, and was the bot's doing.
func (s *Server) Changes() []Change {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.changes
	s.changes = nil
	return out
}

// show brings a message to the screens of those who see it; s.mu is held.
func (s *Server) show(what string, m *Message) {
	if !m.Bot {
		return
	}
	now := *m
	now.Files = slices.Clone(m.Files)
	c := Change{What: what, Message: &now}
	who := s.order
	if m.Ephemeral != "" {
		who = []string{m.Ephemeral}
	}
	for _, id := range who {
		if u := s.users[id]; !u.Bot && (m.Ephemeral != "" || s.channels[m.Channel].sees(id)) {
			c.By = append(c.By, u.Name)
		}
	}
	s.changes = append(s.changes, c)
}

func (c *Channel) message(ts string) *Message {
	for _, m := range slices.Backward(c.messages) {
		if m.TS == ts && !m.Gone {
			return m
		}
	}
	return nil
}

// Messages returns what is in a place now, the oldest first, also what only one
// person sees.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	if c := s.channels[channel]; c != nil {
		for _, m := range c.messages {
			if !m.Gone {
				out = append(out, *m)
			}
		}
	}
	return out
}

// showMessage is a message as the Web API and events tell of it.
func (s *Server) showMessage(m *Message, metadata bool) obj {
	o := obj{"type": "message", "user": m.User, "ts": m.TS, "text": m.Text, "team": s.TeamID}
	if m.Bot {
		o["bot_id"], o["app_id"] = s.BotID, s.AppID
		o["bot_profile"] = obj{"id": s.BotID, "deleted": false, "name": "Wegwijs", "app_id": s.AppID, "user_id": s.BotUser, "team_id": s.TeamID}
	}
	if len(m.Blocks) > 0 {
		o["blocks"] = m.Blocks
	}
	if m.ThreadTS != "" {
		o["thread_ts"] = m.ThreadTS
		if m.ThreadTS != m.TS {
			o["parent_user_id"] = ""
			if root := s.channels[m.Channel].message(m.ThreadTS); root != nil {
				o["parent_user_id"] = root.User
			}
		}
	}
	if len(m.Files) > 0 {
		files := []obj{}
		for _, f := range m.Files {
			files = append(files, s.showFile(f))
		}
		o["files"], o["upload"] = files, false
	}
	if m.Edited {
		o["edited"] = obj{"user": m.User, "ts": m.TS}
	}
	if metadata && m.Metadata != nil {
		o["metadata"] = m.Metadata
	}
	return o
}

// post puts a message where it belongs; s.mu is held.
func (s *Server) post(m *Message) {
	ch := s.channels[m.Channel]
	m.TS = s.ts()
	if root := ch.message(m.ThreadTS); m.ThreadTS != "" && root != nil {
		root.ThreadTS = root.TS
	}
	s.stamp(m.Blocks)
	if m.Bot {
		s.linked(m)
	}
	ch.messages = append(ch.messages, m)
	s.show("posted", m)
	s.ping(m)
}

// stamp gives ids to blocks and elements that have none.
func (s *Server) stamp(blocks []obj) {
	for _, b := range blocks {
		if text(b["block_id"]) == "" {
			b["block_id"] = secret()[:5]
		}
		for _, e := range elements(b) {
			if interactive[text(e["type"])] && text(e["action_id"]) == "" {
				e["action_id"] = secret()[:5]
			}
		}
	}
}

// elements are the elements of a block that people can use.
func elements(b obj) []obj {
	var out []obj
	for _, e := range list(b["elements"]) {
		out = append(out, object(e))
	}
	for _, name := range []string{"accessory", "element"} {
		if e := object(b[name]); e != nil {
			out = append(out, e)
		}
	}
	return out
}

func text(v any) string { t, _ := v.(string); return t }
func object(v any) obj  { o, _ := v.(obj); return o }
func list(v any) []any  { l, _ := v.([]any); return l }
func truth(v any) bool  { b, _ := v.(bool); return b }

// tell lets the app hear of a message, when it subscribes to such; s.mu is held.
func (s *Server) tell(event obj, ch *Channel) (obj, bool) {
	kind := map[bool]string{true: "im", false: "channel"}[ch.IM]
	of := map[string]string{"im": "message.im", "channel": "message.channels"}[kind]
	if ch.Private {
		kind, of = "group", "message.groups"
	}
	event["channel"], event["channel_type"], event["event_ts"] = ch.ID, kind, s.ts()
	return event, s.subscribed(of) && ch.sees(s.BotUser)
}

// DeleteMessage deletes a message as somebody does who may.
func (s *Server) DeleteMessage(channel, ts string) error {
	s.mu.Lock()
	ch := s.channels[channel]
	var m *Message
	if ch != nil {
		m = ch.message(ts)
	}
	if m == nil {
		s.mu.Unlock()
		return fmt.Errorf("there is no such message")
	}
	event, told := s.remove(m)
	s.mu.Unlock()
	if told {
		return s.sendEvent(s.ended, event)
	}
	return nil
}

// remove takes a message away, and says what the app hears of it; s.mu is held.
func (s *Server) remove(m *Message) (event obj, told bool) {
	was := s.showMessage(m, false)
	m.Gone = true
	s.show("deleted", m)
	return s.tell(obj{"type": "message", "subtype": "message_deleted", "hidden": true, "deleted_ts": m.TS, "previous_message": was, "ts": s.ts()}, s.channels[m.Channel])
}
