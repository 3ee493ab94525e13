package slacktest

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// A returnURL is where the app may answer what somebody did, a few times.
type returnURL struct {
	channel, user string
	message       *Message // what was pressed; nil for a slash command
	left          int
	expires       time.Time
}

const (
	returnsLeft = 5
	returnsFor  = 30 * time.Minute
)

// returnURL makes one; s.mu is held.
func (s *Server) returnURL(channel, user string, m *Message) string {
	id := secret()
	s.returns[id] = &returnURL{channel, user, m, returnsLeft, s.opt.Clock.Now().Add(returnsFor)}
	return s.host + "/response/" + id
}

func (s *Server) serveReturn(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return // whoever called is gone
	}
	s.mu.Lock()
	u := s.returns[r.PathValue("id")]
	fine := u != nil && u.left > 0 && s.opt.Clock.Now().Before(u.expires)
	if fine {
		u.left--
	}
	if r.Header.Get("Authorization") != "" {
		s.broke("a token is sent to a response_url")
	}
	s.mu.Unlock()
	switch {
	case r.Method != http.MethodPost:
		http.Error(w, "invalid_method", http.StatusMethodNotAllowed)
	case u == nil:
		http.Error(w, "no_such_url", http.StatusNotFound)
	case !fine:
		http.Error(w, "used_url", http.StatusNotFound)
	default:
		if err := s.returned(u.channel, u.user, u.message, body); err != nil {
			answer(w, obj{"ok": false, "error": err.Error()})
			return
		}
		w.Write([]byte("ok"))
	}
}

// returned does what the app answers.
func (s *Server) returned(channel, user string, about *Message, data json.RawMessage) error {
	var a struct {
		Type    string `json:"response_type"`
		Text    string `json:"text"`
		Blocks  []obj  `json:"blocks"`
		Thread  string `json:"thread_ts"`
		Replace bool   `json:"replace_original"`
		Delete  bool   `json:"delete_original"`
		Links   *bool  `json:"unfurl_links"`
		Media   *bool  `json:"unfurl_media"`
		MD      *bool  `json:"mrkdwn"`
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := strictly(data, &a); err != nil {
		s.broke("an answer to a response_url: %v", err)
		return errors.New("invalid_payload")
	}
	if wrong := s.checkBlocks(a.Blocks, inMessage); len(wrong) > 0 {
		s.broke("an answer to a response_url: %s", strings.Join(wrong, "; "))
		return errors.New("invalid_blocks")
	}
	if shownChars(a.Blocks) > maxAllBlocks {
		return errors.New("msg_blocks_too_long")
	}
	ch := s.channels[channel]
	var old *Message
	if about != nil {
		old = ch.message(about.TS)
	}
	switch {
	case a.Delete || a.Replace:
		if old == nil {
			return errors.New("message_not_found")
		}
		if a.Delete {
			old.Gone = true
			s.show("deleted", old)
			return nil
		}
		old.Text, old.Blocks, old.Edited = a.Text, a.Blocks, true
		s.stamp(old.Blocks)
		s.show("edited", old)
		return nil
	case a.Text == "":
		s.broke("an answer to a response_url has no text")
		if len(a.Blocks) == 0 {
			return errors.New("no_text")
		}
	}
	m := &Message{Channel: channel, User: s.BotUser, Bot: true, Text: a.Text, Blocks: a.Blocks, ThreadTS: a.Thread}
	if a.Type != "in_channel" {
		m.Ephemeral = user
	}
	s.post(m)
	return nil
}
