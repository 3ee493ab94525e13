package mattermosttest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/shared/markdown"
)

// A Ping is a post that notified people by name.
type Ping struct {
	By        string // the name of whose post it is
	Names     []string
	Everybody bool // @channel, @all or @here
}

// Pinged returns who was notified by posts since the last call.
func (s *Server) Pinged() []Ping {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.pinged
	s.pinged = nil
	return out
}

type mentioned struct {
	ids, names []string
	everybody  bool
}

// mentioned finds whom a post notifies, as the server does: it reads the text,
// and text, pretext and the values of fields of attachments, as Markdown with
// the server's own parser, and looks for names in what is neither code nor an
// address; s.mu is held.
func (s *Server) mentioned(p *model.Post, ch *channel) mentioned {
	var m mentioned
	if p.Type != "" && p.Type != model.PostTypeMessageAttachment && p.Type != model.PostTypeEphemeral {
		return m
	}
	texts := []string{p.Message}
	for _, a := range p.Attachments() {
		texts = append(texts, a.Pretext, a.Text)
		for _, f := range a.Fields {
			if v, ok := f.Value.(string); ok {
				texts = append(texts, v)
			}
		}
	}
	find := func(word string) bool {
		word = strings.ToLower(word)
		if word == "@channel" || word == "@all" || word == "@here" {
			m.everybody = true
			return true
		}
		name, ok := strings.CutPrefix(word, "@")
		if !ok {
			return false
		}
		u := s.userNamed(name)
		if u == nil || ch != nil && ch.members[u.Id] == nil {
			return false
		}
		if !slices.Contains(m.ids, u.Id) {
			m.ids, m.names = append(m.ids, u.Id), append(m.names, u.Username)
		}
		return true
	}
	for _, text := range texts {
		words := ""
		markdown.Inspect(text, func(node any) bool {
			t, ok := node.(*markdown.Text)
			if !ok {
				names(words, find)
				words = ""
				return true
			}
			words += t.Text
			return false
		})
		names(words, find)
	}
	return m
}

// names looks for names in words, as the server's standard parser does.
func names(text string, find func(string) bool) {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool {
		return !(c == ':' || c == '.' || c == '-' || c == '_' || c == '@' || unicode.IsLetter(c) || unicode.IsNumber(c))
	}) {
		if word[0] == ':' && word[len(word)-1] == ':' {
			continue // an emoji
		}
		word = strings.TrimLeft(word, ":.-_")
		if find(word) {
			continue
		}
		found := false
		for short := word; short != "" && strings.ContainsAny(short[len(short)-1:], ".-:_"); {
			short = short[:len(short)-1]
			if found = find(short); found {
				break
			}
		}
		if !found && !strings.HasPrefix(word, "@") && strings.ContainsAny(word, ".-:") {
			for _, part := range strings.FieldsFunc(word, func(c rune) bool { return c == '.' || c == '-' || c == ':' }) {
				find(part)
			}
		}
	}
}
