package slacktest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// What clients make of what people type.
var acting = regexp.MustCompile(
	`https?://[^\s<>|]+` +
		`|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}` +
		`|\b(?:[a-z0-9-]+\.)+(?:nl|com|org|net|eu)\b(?:/[^\s<>|]*)?` +
		`|@[\pL\pN_.-]+` +
		`|#[\pL\pN_-]+` +
		`|[\x{1F1E6}-\x{1F1FF}]{2}` +
		`|[\x{2600}-\x{27BF}\x{1F300}-\x{1FAFF}]\x{FE0F}?[\x{1F3FB}-\x{1F3FF}]?(?:\x{200D}[\x{2600}-\x{27BF}\x{1F300}-\x{1FAFF}]\x{FE0F}?)*`)

// emojiNames are how Slack calls some emoji. What it has no name for here gets
// one from its number.
var emojiNames = map[string]string{
	"1f600": "grinning", "1f469-200d-1f4bb": "female-technologist", "1f1f3-1f1f1": "flag-nl", "1f44d": "+1", "2705": "white_check_mark", "1f389": "tada", "2764-fe0f": "heart",
}

// typed returns the text and the runs of rich text that a client sends for what
// somebody types; s.mu is held.
func (s *Server) typed(raw string) (string, []any) {
	var out strings.Builder
	var runs []any
	plain := func(t string) {
		if t == "" {
			return
		}
		out.WriteString(escape(t))
		if n := len(runs); n > 0 && text(object(runs[n-1])["type"]) == "text" {
			last := object(runs[n-1])
			last["text"] = text(last["text"]) + t
			return
		}
		runs = append(runs, obj{"type": "text", "text": t})
	}
	for raw != "" {
		at := acting.FindStringIndex(raw)
		if at == nil {
			break
		}
		before, word := raw[:at[0]], raw[at[0]:at[1]]
		plain(before)
		inWord := before != "" && (word[0] == '@' || word[0] == '#') && joins(before)
		said, run, used := s.acts(word)
		if inWord || used == 0 {
			plain(word)
			raw = raw[at[1]:]
			continue
		}
		out.WriteString(said)
		runs = append(runs, run)
		raw = raw[at[0]+used:]
	}
	plain(raw)
	if len(runs) == 0 {
		runs = []any{obj{"type": "text", "text": " "}}
	}
	return out.String(), runs
}

// joins tells whether what follows is in the middle of a word.
func joins(before string) bool {
	r := []rune(before)
	last := r[len(r)-1]
	return unicode.IsLetter(last) || unicode.IsDigit(last) || last == '_'
}

// acts is what a word becomes, and how much of it; 0 when it is just a word.
func (s *Server) acts(word string) (said string, run obj, used int) {
	switch word[0] {
	case '@':
		name := strings.TrimRight(word[1:], ".-")
		switch strings.ToLower(name) {
		case "channel", "here", "everyone":
			return "<!" + strings.ToLower(name) + ">", obj{"type": "broadcast", "range": strings.ToLower(name)}, 1 + len(name)
		}
		if u := s.named(strings.ToLower(name)); u != nil {
			return "<@" + u.ID + ">", obj{"type": "user", "user_id": u.ID}, 1 + len(name)
		}
		return "", nil, 0
	case '#':
		if c := s.channelNamed(word[1:]); c != nil && !c.Private {
			return "<#" + c.ID + "|" + c.Name + ">", obj{"type": "channel", "channel_id": c.ID}, len(word)
		}
		return "", nil, 0
	}
	if first := []rune(word)[0]; first > 0x2000 {
		var code []string
		for _, r := range word {
			code = append(code, fmt.Sprintf("%x", r))
		}
		unicode := strings.Join(code, "-")
		name := defaultTo(emojiNames[unicode], "emoji-"+unicode)
		return ":" + name + ":", obj{"type": "emoji", "name": name, "unicode": unicode}, len(word)
	}
	address := strings.TrimRight(word, `.,;:!?)]}'"*_~`+"`")
	switch {
	case strings.HasPrefix(word, "http"):
		return "<" + escape(address) + ">", obj{"type": "link", "url": address}, len(address)
	case strings.Contains(word, "@"):
		return "<mailto:" + escape(address) + "|" + escape(address) + ">", obj{"type": "link", "url": "mailto:" + address, "text": address}, len(address)
	}
	return "<http://" + escape(address) + "|" + escape(address) + ">", obj{"type": "link", "url": "http://" + address, "text": address}, len(address)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escape(s string) string { return escaper.Replace(s) }

// Same tells whether a label is what somebody calls it: the same words,
// whatever nobody sees of them.
func Same(called, shown string) bool { return called == shown || bare(called) == bare(shown) }

func bare(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '⏎':
			return ' '
		case r == '*' || r == '\\' || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Typed returns the text, and the blocks as JSON, that a client sends for what
// somebody types.
func (s *Server) Typed(raw string) (text string, blocks []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	said, runs := s.typed(raw)
	return said, []byte(canonical([]obj{{"type": "rich_text", "elements": []any{obj{"type": "rich_text_section", "elements": runs}}}}))
}
