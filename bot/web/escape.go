package web

import (
	"html"
	"html/template"
	"strings"
	"unicode"

	"wegwijs/bot"
)

// markup writes text as HTML, for the content of an element. Its results are
// the only strings of this package that become template.HTML.
type markup struct{}

func (markup) Ours(s string) string {
	return strings.ReplaceAll(html.EscapeString(strings.ReplaceAll(s, "\r", "")), "\n", "<br>")
}
func (markup) Theirs(s string) string     { return html.EscapeString(oneLine(s)) }
func (markup) Bold(escaped string) string { return "<strong>" + escaped + "</strong>" }
func (markup) Link(escaped, url string) string {
	if !bot.SafeURL(url) {
		return escaped
	}
	return `<a href="` + html.EscapeString(url) + `" rel="noopener noreferrer nofollow">` + escaped + `</a>`
}

// words writes text without any markup, for attributes, options and
// alternative texts, which html/template escapes.
type words struct{}

func (words) Ours(s string) string   { return s }
func (words) Theirs(s string) string { return oneLine(s) }
func (words) Bold(s string) string   { return s }
func (words) Link(s, url string) string {
	if s == url {
		return s
	}
	return s + " (" + url + ")"
}

// oneLine keeps words that are not ours within their line: line ends become
// spaces, and characters that steer (control characters, marks that turn the
// direction of what follows) are left out.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			return ' '
		case steers(r):
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

func steers(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}

// said is what a person typed, ready to be shown: their line ends are kept.
func said(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && steers(r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

func htmlOf(t bot.Text, l bot.Lang) string {
	if t == nil {
		return ""
	}
	return t.In(l, markup{})
}

func plain(t bot.Text, l bot.Lang) string {
	if t == nil {
		return ""
	}
	return t.In(l, words{})
}

// safe marks what markup wrote.
func safe(s string) template.HTML { return template.HTML(s) }
