package slack

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Slack does not send what people typed: it escapes three characters, writes
// mentions, channels and addresses between < and >, and emoji by their name.
// Here that is turned back.

// nameOf says how people read something that Slack names by its id: a person
// ('@') or a channel ('#'). It is empty when that is not known.
type nameOf func(kind byte, id string) string

// unescape turns back the three characters that Slack escapes, each once.
var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// typed is the text of a message as it was typed.
func typed(text string, name nameOf) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		end := strings.IndexAny(text[open+1:], "<>\n")
		if end < 0 || text[open+1+end] != '>' {
			b.WriteString(unescape.Replace(text[:open+1]))
			text = text[open+1:]
			continue
		}
		b.WriteString(unescape.Replace(text[:open]))
		b.WriteString(unescape.Replace(inBrackets(text[open+1:open+1+end], name)))
		text = text[open+1+end+1:]
	}
	b.WriteString(unescape.Replace(text))
	return b.String()
}

// inBrackets is how people typed what stands between < and >.
func inBrackets(s string, name nameOf) string {
	what, label, labelled := strings.Cut(s, "|")
	if what == "" {
		return "<" + s + ">"
	}
	switch kind, id := what[0], what[1:]; kind {
	case '@', '#':
		if n := name(kind, id); n != "" {
			return string(kind) + escape(n)
		}
		if label = strings.TrimPrefix(label, string(kind)); label != "" {
			return string(kind) + label
		}
		return string(kind) + id
	case '!':
		switch word, _, _ := strings.Cut(id, "^"); {
		case word == "channel" || word == "here" || word == "everyone":
			return "@" + word
		case word == "subteam" && label != "":
			return "@" + strings.TrimPrefix(label, "@")
		case word == "subteam":
			return "@" + strings.TrimPrefix(id, "subteam^")
		case label != "":
			return label
		}
		return "<" + s + ">"
	}
	switch {
	case !labelled || label == "":
		return what
	case sameAddress(what, label):
		return label
	}
	return label + " (" + what + ")" // words that a person gave a link
}

// escape is the other way round, for words that are unescaped again.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// sameAddress tells whether Slack made words into a link because they are an address.
func sameAddress(url, label string) bool {
	url, label = strings.TrimSuffix(url, "/"), strings.TrimSuffix(label, "/")
	for _, scheme := range []string{"", "http://", "https://", "mailto:", "tel:"} {
		if strings.EqualFold(url, scheme+label) {
			return true
		}
	}
	return false
}

// without takes the first mention of us out of a text, and the comma or colon
// behind it. found tells whether there was one.
func without(text string, us map[string]bool) (before, after string, found bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], "<@")
		if i < 0 {
			return text, "", false
		}
		i += from
		end := strings.IndexByte(text[i:], '>')
		if end < 0 {
			return text, "", false
		}
		id, _, _ := strings.Cut(text[i+2:i+end], "|")
		if us[id] {
			return text[:i], text[i+end+1:], true
		}
		from = i + 2
	}
}

// said is what a person said to us in a message: as it was typed, without our name.
func said(text string, us map[string]bool, name nameOf) string {
	before, after, found := without(text, us)
	before = typed(before, name)
	if !found {
		return strings.TrimSpace(before)
	}
	after = strings.TrimLeft(typed(after, name), ",: \u00a0")
	if after == "" {
		before = strings.TrimRight(before, " ,\u00a0") // "weet jij dit, @wegwijs"
	}
	return strings.TrimSpace(strings.TrimRight(before, " \u00a0") + " " + after)
}

// An emoji as Slack writes it in the blocks of a message. Emoji that an
// organisation made itself have no character.
type emoji struct {
	Type     string `json:"type"`
	Name     string `json:"name"`
	Unicode  string `json:"unicode"` // "1f468-200d-1f4bb"
	SkinTone int    `json:"skin_tone"`
}

// withEmoji puts the characters back that people typed and that the text of a
// message only names.
func withEmoji(text string, blocks json.RawMessage) string {
	if !strings.Contains(text, ":") || !bytes.Contains(blocks, []byte(`"emoji"`)) {
		return text
	}
	var b strings.Builder
	for _, e := range emojiIn(blocks, nil, 0) {
		char := e.char()
		word := ":" + e.Name + ":"
		if e.SkinTone != 0 {
			word += ":skin-tone-" + strconv.Itoa(e.SkinTone) + ":"
		}
		i := strings.Index(text, word)
		if i < 0 || e.Name == "" {
			continue
		}
		if char == "" {
			char = word
		}
		b.WriteString(text[:i])
		b.WriteString(char)
		text = text[i+len(word):]
	}
	b.WriteString(text)
	return b.String()
}

// char is the character of an emoji; empty when it has none.
func (e emoji) char() string {
	var out []rune
	for part := range strings.SplitSeq(e.Unicode, "-") {
		n, err := strconv.ParseUint(part, 16, 32)
		if err != nil || n < 0x20 || !utf8.ValidRune(rune(n)) {
			return ""
		}
		out = append(out, rune(n))
	}
	return string(out)
}

// deepest is how deep blocks are looked into.
const deepest = 12

// emojiIn finds the emoji in blocks, in the order in which they stand there.
func emojiIn(raw json.RawMessage, found []emoji, depth int) []emoji {
	if depth > deepest {
		return found
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, r := range list {
			found = emojiIn(r, found, depth+1)
		}
		return found
	}
	var block struct {
		emoji
		Elements json.RawMessage `json:"elements"`
	}
	if json.Unmarshal(raw, &block) != nil {
		return found
	}
	if block.Type == "emoji" {
		return append(found, block.emoji)
	}
	if len(block.Elements) > 0 {
		found = emojiIn(block.Elements, found, depth+1)
	}
	return found
}
