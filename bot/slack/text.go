package slack

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Words are written in a notation of our own first, and from that as whatever
// the place asks for: rich text, where nothing in words acts at all; plain text
// for labels; and mrkdwn where there is nothing else. mrkdwn has no escape for
// its stars and underscores, so what people type goes there as little as can be.
//
// The notation is text with marks around what is bold or a link. The marks are
// control characters, which no text may hold.
type notation struct{}

const (
	markBold  = "\x01" // begins bold words
	markPlain = "\x02" // ends them
	markLink  = "\x03" // begins an address
	markWords = "\x04" // ends it; the words of the link follow
	markEnd   = "\x05" // ends the link
)

func (notation) Ours(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && steers(r) {
			return -1
		}
		return r
	}, s)
}

func (notation) Theirs(s string) string { return oneLine(s) }

func (notation) Bold(escaped string) string { return markBold + escaped + markPlain }

func (notation) Link(escaped, url string) string {
	if !bot.SafeURL(url) {
		return escaped
	}
	return markLink + url + markWords + escaped + markEnd
}

// A span is words that look the same.
type span struct {
	text string
	bold bool
	url  string // where they lead
}

// spansOf takes a text apart. A link within a link leads where the outer does.
func spansOf(t bot.Text, l bot.Lang) []span {
	if t == nil {
		return nil
	}
	s := t.In(l, notation{})
	var out []span
	bold, url, from, links := 0, "", 0, 0
	flush := func(to int) {
		if words := s[from:to]; words != "" {
			out = append(out, span{words, bold > 0, url})
		}
		from = to + 1
	}
	for i := 0; i < len(s); i++ {
		switch s[i : i+1] {
		case markBold:
			flush(i)
			bold++
		case markPlain:
			flush(i)
			bold = max(bold-1, 0)
		case markLink:
			flush(i)
			end := strings.Index(s[i:], markWords)
			if end < 0 {
				continue
			}
			if links++; links == 1 {
				url = s[i+1 : i+end]
			}
			before := len(out)
			i += end
			from = i + 1
			if strings.HasPrefix(s[from:], markEnd) && before == len(out) && links == 1 {
				out = append(out, span{url, bold > 0, url}) // a link without words
			}
		case markEnd:
			flush(i)
			if links = max(links-1, 0); links == 0 {
				url = ""
			}
		}
	}
	flush(len(s))
	return trimSpans(out)
}

// trimSpans drops space around words, and makes the words of links one line.
func trimSpans(all []span) []span {
	for i := range all {
		if all[i].url != "" {
			all[i].text = strings.ReplaceAll(all[i].text, "\n", " ")
		}
	}
	for len(all) > 0 {
		if all[0].text = strings.TrimLeftFunc(all[0].text, unicode.IsSpace); all[0].text != "" {
			break
		}
		all = all[1:]
	}
	for len(all) > 0 {
		last := &all[len(all)-1]
		if last.text = strings.TrimRightFunc(last.text, unicode.IsSpace); last.text != "" {
			break
		}
		all = all[:len(all)-1]
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// flat keeps words on one line.
func flat(all []span) []span {
	out := make([]span, len(all))
	for i, s := range all {
		s.text = strings.ReplaceAll(s.text, "\n", " ")
		out[i] = s
	}
	return out
}

func length(all []span) (n int) {
	for _, s := range all {
		n += utf8.RuneCountInString(s.text)
	}
	return n
}

// cutSpans divides words so that the first piece has at most most characters:
// between two lines when that leaves a good part, else between two words, and
// within a word only when it is longer than a piece.
func cutSpans(all []span, most int) (head, tail []span) {
	if length(all) <= most {
		return all, nil
	}
	line, space, n := -1, -1, 0 // places counted in characters
	for _, s := range all {
		for _, r := range s.text {
			if n > most {
				break
			}
			if r == '\n' {
				line = n
			}
			if unicode.IsSpace(r) {
				space = n
			}
			n++
		}
	}
	at := most
	switch {
	case line > most/2:
		at = line
	case space > 0:
		at = space
	}
	for i, s := range all {
		size := utf8.RuneCountInString(s.text)
		if at >= size {
			head = append(head, s)
			at -= size
			continue
		}
		first, rest := s, s
		rs := []rune(s.text)
		first.text, rest.text = string(rs[:at]), string(rs[at:])
		if first.text != "" {
			head = append(head, first)
		}
		tail = append([]span{rest}, all[i+1:]...)
		break
	}
	return trimSpans(head), trimSpans(tail)
}

var bold = &slack.RichTextSectionTextStyle{Bold: true}

// richOf writes words as the elements of rich text: nothing in them acts.
func richOf(all []span) []slack.RichTextSectionElement {
	var out []slack.RichTextSectionElement
	for _, s := range all {
		var style *slack.RichTextSectionTextStyle
		if s.bold {
			style = bold
		}
		if s.url != "" {
			out = append(out, slack.NewRichTextSectionLinkElement(s.url, s.text, style))
		} else {
			out = append(out, slack.NewRichTextSectionTextElement(s.text, style))
		}
	}
	if len(out) == 0 {
		out = append(out, slack.NewRichTextSectionTextElement(zw, nil))
	}
	return out
}

// zw is a zero-width space: it stands where Slack wants words and there are
// none, and keeps characters from acting together.
const zw = "\u200b"

// plainOf writes words without markup.
func plainOf(all []span) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.text)
	}
	return b.String()
}

// fallbackOf writes words for the text of a message, which notifications and
// screen readers read. It is not formatted there; mentions, links and emoji
// would still act, so they cannot be in it.
func fallbackOf(all []span) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(controlled(noEmoji(s.text)))
		if s.url != "" && s.url != s.text {
			b.WriteString(" (" + controlled(s.url) + ")")
		}
	}
	return b.String()
}

// withAddresses writes words without markup, with the addresses of links
// behind them.
func withAddresses(all []span) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.text)
		if s.url != "" && s.url != s.text {
			b.WriteString(" (" + s.url + ")")
		}
	}
	return b.String()
}

// mrkdwnOf writes words in Slack's own markup. false means that they cannot be
// written so: its stars and underscores have no escape, and neither has :emoji:.
func mrkdwnOf(all []span) (string, bool) {
	var b strings.Builder
	start := true
	for i, s := range all {
		if strings.ContainsAny(s.text, "*_~`") || noEmoji(s.text) != s.text || s.url != "" && strings.Contains(s.text, "|") {
			return "", false
		}
		for _, line := range strings.SplitAfter(s.text, "\n") {
			if start && strings.HasPrefix(line, ">") {
				return "", false // a quotation, also when it is escaped
			}
			start = strings.HasSuffix(line, "\n") || start && line == ""
		}
		words := controlled(s.text)
		if s.url != "" {
			words = "<" + strings.ReplaceAll(s.url, "&", "&amp;") + "|" + words + ">"
		}
		if s.bold {
			words = starred(b.String(), words, all[i+1:])
		}
		b.WriteString(words)
	}
	return b.String(), true
}

// starred puts words between stars. They are only bold when there is no space
// within the stars and no letter beside them.
func starred(before, words string, after []span) string {
	inner := strings.TrimSpace(words)
	if inner == "" {
		return words
	}
	lead, trail, _ := strings.Cut(words, inner)
	left, right := "", ""
	if r, _ := utf8.DecodeLastRuneInString(before); lead == "" && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		left = zw
	}
	if len(after) > 0 {
		if r, _ := utf8.DecodeRuneInString(after[0].text); trail == "" && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			right = zw
		}
	}
	return lead + left + "*" + inner + "*" + right + trail
}

// controlled escapes the three characters that begin and end everything that
// acts (https://docs.slack.dev/messaging/formatting-message-text#escaping).
func controlled(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// noEmoji keeps :smile: from becoming a picture.
func noEmoji(s string) string {
	if !strings.Contains(s, ":") {
		return s
	}
	var b strings.Builder
	rs := []rune(s)
	for i, r := range rs {
		b.WriteRune(r)
		if r == ':' && i+1 < len(rs) && (rs[i+1] == '+' || rs[i+1] == '-' || rs[i+1] == '_' || unicode.IsLetter(rs[i+1]) || unicode.IsDigit(rs[i+1])) && strings.ContainsRune(string(rs[i+1:]), ':') {
			b.WriteString(zw)
		}
	}
	return b.String()
}

// wordsOf is a text without markup, on one line.
func wordsOf(t bot.Text, l bot.Lang) string { return plainOf(flat(spansOf(t, l))) }

// oneLine keeps words within their line: line ends become spaces, and
// characters that steer are left out.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085':
			return ' '
		case steers(r):
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

// steers tells of control characters and marks that turn the direction of what
// follows.
func steers(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff' || r == utf8.RuneError
}

// fitted shortens words to a number of characters, between two words where it
// can, with an ellipsis.
func fitted(s string, most int) string {
	rs := []rune(s)
	if len(rs) <= most {
		return s
	}
	rs = rs[:most-1]
	for i := len(rs) - 1; i > most*2/3; i-- {
		if unicode.IsSpace(rs[i]) {
			rs = rs[:i]
			break
		}
	}
	return strings.TrimSpace(string(rs)) + "…"
}

func orSpace(s string) string {
	if strings.TrimSpace(s) == "" {
		return zw
	}
	return s
}

// label is a text object that is what it says.
func label(s string, most int) *slack.TextBlockObject {
	s = orSpace(s)
	if inert := noEmoji(s); utf8.RuneCountInString(inert) <= most {
		s = inert
	}
	return slack.NewTextBlockObject(slack.PlainTextType, fitted(s, most), false, false)
}
