package mattermost

import (
	"regexp"
	"strings"
	"unicode"

	"wegwijs/bot"
)

// zw is a zero-width space. It keeps characters from acting together and shows
// as nothing. It is used where a backslash does not help: a backslash does not
// stop @all from pinging, and the web client glues escaped text together again
// before it looks for hashtags, channels, emoji and addresses in it.
const zw = "\u200b"

// markdown writes text as Mattermost Markdown. It is read by three parsers: the
// server's, for mentions (shared/markdown); the web client's, a fork of marked
// (https://github.com/mattermost/marked); and the mobile client's, a fork of
// commonmark.js. Each character is written so that none of them sees more in
// it than itself; marked takes a backslash before \ ` * { } [ ] ( ) # + - . ! _ > | ~
// only, and its emphasis does not know backslashes at all.
type markdown struct{}

func (markdown) Ours(s string) string   { return escape(strings.ReplaceAll(s, "\r", "")) }
func (markdown) Theirs(s string) string { return escape(oneLine(s)) }

// Bold puts words between stars. Next to anything but a letter or digit stars
// are only bold for CommonMark when something that is no space and no
// punctuation stands beside them.
func (markdown) Bold(escaped string) string {
	rs := []rune(strings.ReplaceAll(escaped, "**", ""))
	if len(rs) == 0 {
		return ""
	}
	before, after := "", ""
	if !alnum(rs[0]) {
		before = zw
	}
	if !alnum(rs[len(rs)-1]) {
		after = zw
	}
	return "**" + before + string(rs) + after + "**"
}

func (markdown) Link(escaped, url string) string {
	if !bot.SafeURL(url) {
		return escaped
	}
	words := strings.NewReplacer(`\[`, "&#91;", `\]`, "&#93;", "\n", " ").Replace(escaped)
	if strings.Trim(words, " "+zw) == "" {
		words = strings.NewReplacer(`\[`, "&#91;", `\]`, "&#93;").Replace(escape(url))
	}
	return "[" + words + "](" + linkTo(url) + ")"
}

// entityLike is what a parser could take for a character of its own in an address.
var entityLike = regexp.MustCompile(`&(#?\w+);`)

// linkTo writes an address so that nothing in it ends the link, or the emphasis
// around it, early.
func linkTo(url string) string {
	url = strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "[", "%5B", "]", "%5D").Replace(url)
	url = entityLike.ReplaceAllString(url, "&$1%3B")
	var b strings.Builder
	for i := 0; i < len(url); i++ {
		if url[i] == '_' && (i+1 == len(url) || !alnum(rune(url[i+1]))) {
			b.WriteString("%5F")
		} else {
			b.WriteByte(url[i])
		}
	}
	return b.String()
}

// escape writes words so that no character of them acts, in any of the parsers.
func escape(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	rs := []rune(s)
	at := func(i int) rune {
		if i < 0 || i >= len(rs) {
			return 0
		}
		return rs[i]
	}
	letters := false // the word so far has a letter
	blank := true    // the line so far has nothing but space
	for i, r := range rs {
		before, after := at(i-1), at(i+1)
		inWord := alnum(before) && alnum(after)
		ends := after == 0 || unicode.IsSpace(after)
		switch r {
		case '\\':
			b.WriteString(`\` + zw)
		case '`', '*', '|', '>', '[', ']':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '_':
			if inWord {
				b.WriteByte('_')
			} else {
				b.WriteString(`\_` + zw)
			}
		case '-', '+':
			if !inWord {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		case '@', '#', '~':
			b.WriteRune(r)
			b.WriteString(zw)
		case '<':
			b.WriteString("&lt;" + zw)
		case '$':
			b.WriteString("&#36;")
		case '&':
			b.WriteByte('&')
			if after == 0 || after == '#' || unicode.IsLetter(after) {
				b.WriteString("amp;") // no entity together with what follows
			}
		case ':', ';': // :smile: and ;-) and http://
			b.WriteRune(r)
			if !ends {
				b.WriteString(zw)
			}
		case '.':
			switch {
			case ends && (before == 0 || before == '\n' || unicode.IsDigit(before)):
				b.WriteByte('\\') // 1. begins a list
				b.WriteByte('.')
			case unicode.IsLetter(after), unicode.IsDigit(after) && letters, !ends && afterWWW(rs[:i]):
				b.WriteString(zw + ".") // www.example.nl and example.nl/x are addresses
			default:
				b.WriteByte('.')
			}
		case ')':
			if ends && (before == 0 || unicode.IsDigit(before)) {
				b.WriteByte('\\')
			}
			b.WriteByte(')')
		case '=':
			if blank {
				b.WriteString(zw) // underlines a heading
			}
			b.WriteByte('=')
		case '\u2424':
			b.WriteByte(' ') // marked makes it a new line
		default:
			b.WriteRune(r)
		}
		blank = r == '\n' || blank && unicode.IsSpace(r)
		if letters = alnum(r) && (letters || unicode.IsLetter(r)); r == '.' || r == '-' {
			letters = alnum(before) // one address
		}
	}
	return b.String()
}

// afterWWW tells whether a dot would make an address: www. or www2.
func afterWWW(before []rune) bool {
	s := strings.TrimRight(string(before[max(0, len(before)-6):]), "0123456789")
	return strings.HasSuffix(strings.ToLower(s), "www")
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plain writes text without markup, for labels of buttons, options and what a
// dialog shows.
type plain struct{}

func (plain) Ours(s string) string   { return oneLine(s) }
func (plain) Theirs(s string) string { return inert(oneLine(s)) }
func (plain) Bold(s string) string   { return s }
func (plain) Link(s, url string) string {
	if !bot.SafeURL(url) || s == "" {
		return s
	}
	return s + " (" + url + ")"
}

// inert keeps words outside Markdown from pinging and from becoming emoji.
func inert(s string) string {
	var b strings.Builder
	rs := []rune(s)
	for i, r := range rs {
		b.WriteRune(r)
		if r == '@' || r == ':' && i+1 < len(rs) && !unicode.IsSpace(rs[i+1]) {
			b.WriteString(zw)
		}
	}
	return b.String()
}

// oneLine keeps words within their line: line ends become spaces, and
// characters that steer (control characters, marks that turn the direction of
// what follows) are left out.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2424':
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

// markdownOf is a text as Mattermost Markdown.
func markdownOf(t bot.Text, l bot.Lang) string {
	if t == nil {
		return ""
	}
	return t.In(l, markdown{})
}

// wordsOf is a text without markup.
func wordsOf(t bot.Text, l bot.Lang) string {
	if t == nil {
		return ""
	}
	return t.In(l, plain{})
}
