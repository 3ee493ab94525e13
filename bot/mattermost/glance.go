package mattermost

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A glance is what one look at an event of the websocket tells. Nearly all
// events are not for us, and there may be thousands a second, so nothing is
// decoded before it must be.
type glance struct {
	event string // "posted"; empty for what is no event
	seq   int64
}

// glanceAt reads name and number of an event. The server writes them first and
// last; when they stand elsewhere, everything is decoded.
func glanceAt(raw []byte) glance {
	raw = bytes.TrimSpace(raw)
	name, ok := quickName(raw)
	if ok {
		if seq, ok := quickSeq(raw); ok {
			return glance{name, seq}
		}
	}
	var e struct {
		Event string `json:"event"`
		Seq   int64  `json:"seq"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return glance{}
	}
	return glance{e.Event, e.Seq}
}

// quickName reads {"event": "…".
func quickName(raw []byte) (string, bool) {
	rest, ok := bytes.CutPrefix(raw, []byte(`{"event":`))
	if !ok {
		return "", false
	}
	rest, ok = bytes.CutPrefix(bytes.TrimLeft(rest, " "), []byte(`"`))
	if !ok {
		return "", false
	}
	end := bytes.IndexByte(rest, '"')
	if end <= 0 || bytes.IndexByte(rest[:end], '\\') >= 0 {
		return "", false
	}
	return known(rest[:end]), true
}

// quickSeq reads "seq": 12} at the end. What people type cannot stand there:
// within a string every quote has a backslash, and behind data and broadcast
// comes a second brace.
func quickSeq(raw []byte) (int64, bool) {
	rest, ok := bytes.CutSuffix(raw, []byte("}"))
	if !ok {
		return 0, false
	}
	n := len(rest)
	var seq, tens int64 = 0, 1
	for n > 0 && rest[n-1] >= '0' && rest[n-1] <= '9' && tens < 1e18 {
		seq += int64(rest[n-1]-'0') * tens
		tens *= 10
		n--
	}
	if n == len(rest) {
		return 0, false
	}
	rest = bytes.TrimRight(rest[:n], " ")
	for _, key := range []string{`,"seq":`, `, "seq":`} {
		if bytes.HasSuffix(rest, []byte(key)) {
			return seq, true
		}
	}
	return 0, false
}

// Events that mean something to us. All others only count.
const (
	eventHello       = "hello"
	eventPosted      = "posted"
	eventDeleted     = "post_deleted"
	eventUser        = "user_updated"
	eventAddedToTeam = "added_to_team"
)

// known spares a new string for every event that is ignored.
func known(name []byte) string {
	for _, k := range []string{eventPosted, eventHello, eventDeleted, eventUser, eventAddedToTeam} {
		if string(name) == k {
			return k
		}
	}
	return "other"
}

// glanceTime finds when a post of a posted event was made. The post is a
// string of JSON within the event, so its own quotes have one backslash, and
// those of what people typed in it have three.
func glanceTime(raw []byte) (ms int64, ok bool) {
	at := bytes.Index(raw, []byte(`"post":`))
	if at < 0 {
		return 0, false
	}
	const key = `\"create_at\":`
	raw = raw[at:]
	if at = bytes.Index(raw, []byte(key)); at < 0 {
		return 0, false
	}
	n := 0
	for _, c := range raw[at+len(key):] {
		if c < '0' || c > '9' || n == 15 {
			break
		}
		ms, n = ms*10+int64(c-'0'), n+1
	}
	return ms, n > 0
}

// mayAddress tells whether a posted event can be for us: it is in a direct
// conversation, or our name is in it somewhere. What it lets through is
// decoded and looked at again.
func mayAddress(raw []byte, name string) bool {
	if bytes.Contains(raw, []byte(`"channel_type":"D"`)) || bytes.Contains(raw, []byte(`"channel_type": "D"`)) {
		return true
	}
	for {
		at := bytes.IndexByte(raw, '@')
		if at < 0 {
			return false
		}
		raw = raw[at+1:]
		if len(raw) >= len(name) && bytes.EqualFold(raw[:len(name)], []byte(name)) {
			return true
		}
	}
}

// addressed tells whether a text names us, and returns it without our name and
// otherwise as it was typed. A name in an address ("ann@wegwijs.nl"), in a
// longer name ("@wegwijs.test"), or in code is not ours, as on the server.
func addressed(text, name string) (rest string, ok bool) {
	for from := 0; from < len(text); {
		i := from
		switch {
		case text[i] == '`' || atLineStart(text, i) && fence(text[i:]) != "":
			from = pastCode(text, i)
			continue
		case text[i] == '@' && namedAt(text, i, name):
			return without(text, i, i+1+len(name)), true
		}
		from++
	}
	return text, false
}

func namedAt(text string, i int, name string) bool {
	end := i + 1 + len(name)
	if name == "" || end > len(text) || !strings.EqualFold(text[i+1:end], name) {
		return false
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && (inName(before) || strings.ContainsRune(".@/", before)) {
		return false
	}
	after, size := utf8.DecodeRuneInString(text[end:])
	if size == 0 {
		return true
	}
	if after == '.' {
		next, size := utf8.DecodeRuneInString(text[end+1:])
		return size == 0 || !inName(next)
	}
	return !inName(after) && after != '@'
}

func inName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' }

// without takes our name out, and the comma or colon behind it.
func without(text string, start, end int) string {
	before, after := text[:start], strings.TrimLeft(text[end:], ",: \u00a0")
	if after == "" {
		before = strings.TrimRight(before, " ,\u00a0") // "weet jij dit, @wegwijs"
	}
	return strings.TrimSpace(strings.TrimRight(before, " \u00a0") + " " + after)
}

// atLineStart tells whether nothing but at most three spaces is before i in its line.
func atLineStart(text string, i int) bool {
	line := text[strings.LastIndexByte(text[:i], '\n')+1 : i]
	return len(line) <= 3 && strings.Trim(line, " ") == ""
}

// fence returns the fence a block of code begins with.
func fence(text string) string {
	for _, c := range []string{"`", "~"} {
		if n := len(text) - len(strings.TrimLeft(text, c)); n >= 3 {
			return text[:n]
		}
	}
	return ""
}

// pastCode returns where the code that begins at i ends. Backticks without an
// end are no code, and a block without an end goes on until the end.
func pastCode(text string, i int) int {
	if f := fence(text[i:]); f != "" && atLineStart(text, i) {
		line, _, _ := strings.Cut(text[i+len(f):], "\n")
		if f[0] == '~' || !strings.Contains(line, "`") {
			for at := i + len(f) + len(line); at < len(text); {
				at++ // past the new line
				line, _, _ := strings.Cut(text[at:], "\n")
				mark := strings.TrimSpace(line)
				if len(mark) >= len(f) && strings.Trim(mark, f[:1]) == "" {
					return at + len(line)
				}
				at += len(line)
			}
			return len(text)
		}
	}
	open := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
	for at := i + open; at < len(text); {
		next := strings.IndexByte(text[at:], '`')
		if next < 0 {
			break
		}
		at += next
		n := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		if n == open {
			return at + n
		}
		at += n
	}
	return i + open
}
