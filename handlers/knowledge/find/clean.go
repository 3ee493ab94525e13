package find

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPasted is how many bytes of a question are cleaned: enough for what is
// read of it between long addresses and tags.
const maxPasted = 16 << 10

// What people paste along with their words. Markdown links and Slack's links
// keep their words; addresses, mentions and tags are no words.
var (
	markdownLink = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\s*\)`)
	slackLink    = regexp.MustCompile(`<(?:[a-zA-Z][a-zA-Z0-9+.-]*:[^|<>\s]*|#[A-Z0-9]+)\|([^<>]*)>`)
	slackMention = regexp.MustCompile(`<[@!#][^<>]*>`)
	htmlHidden   = regexp.MustCompile(`(?is)<(?:script|style)\b.*?(?:</(?:script|style)\s*>|$)|<!--.*?(?:-->|$)`)
	htmlTag      = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	webAddress   = regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:|javascript:|data:[a-z]+/)[^\s<>|]*`)
)

// clean turns a pasted question into words: what a chat program or a browser
// puts around them is left out.
func clean(s string) string {
	if len(s) > maxPasted {
		s = s[:maxPasted]
	}
	if strings.ContainsRune(s, '&') {
		s = html.UnescapeString(s)
	}
	s = strings.Map(visible, strings.ToValidUTF8(s, " "))
	if strings.ContainsRune(s, '<') {
		s = htmlHidden.ReplaceAllString(s, " ")
		s = slackLink.ReplaceAllString(s, " $1 ")
		s = slackMention.ReplaceAllString(s, " ")
		s = htmlTag.ReplaceAllString(s, " ")
	}
	if strings.Contains(s, "](") {
		s = markdownLink.ReplaceAllString(s, " $1 ")
	}
	if strings.ContainsRune(s, ':') || strings.Contains(strings.ToLower(s), "www.") {
		s = webAddress.ReplaceAllString(s, " ")
	}
	return strings.TrimSpace(s)
}

// visible turns what cannot be seen into a space, except what only tells where
// a word may be broken or how its letters join.
func visible(r rune) rune {
	switch {
	case r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060':
		return -1
	case r < utf8.RuneSelf && r >= ' ' && r != 0x7f:
		return r
	case r == utf8.RuneError || unicode.Is(unicode.C, r):
		return ' '
	}
	return r
}
