package office

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes text fit for XML 1.0: a line break is always "\n", what XML cannot
// hold is gone, and bytes that are no UTF-8 are U+FFFD.
func clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '\r' && strings.HasPrefix(s[i+1:], "\n") {
			n++
		}
		i += n
		switch {
		case breaks(r):
			b.WriteByte('\n')
		case r == utf8.RuneError, r == '\t', r >= ' ' && r != 0xFFFE && r != 0xFFFF:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// breaks says whether r ends a line: what Word and Outlook paste counts as well.
func breaks(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// plain says whether s is printable ASCII, which most text is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// line is text on one line, for places that hold no more.
func line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, clean(s)))
}

// words is the text of runs on one line.
func words(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return line(b.String())
}

// longest address that Word and Excel follow.
const maxAddress = 2000

// address is where a link leads, written so that no program calls the file damaged
// because of it: ASCII without what RFC 3986 leaves out, but for the name of a host,
// which is as it is read. It is "" when it is no address of a kind we link to.
func address(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return ""
	}
	var s string
	switch u.Scheme {
	case "http", "https":
		// A name before the host is there to mislead.
		if u.User != nil || !hostname(u.Hostname()) {
			return ""
		}
		s = u.Scheme + "://" + u.Hostname()
		if port := u.Port(); port != "" {
			if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
				return ""
			}
			s += ":" + port
		}
		s += escaped7(u.EscapedPath())
	case "mailto":
		name, host, _ := strings.Cut(u.Opaque, "@")
		if name == "" || host == "" {
			return ""
		}
		s = "mailto:" + escaped7(u.Opaque)
	default:
		return ""
	}
	if u.RawQuery != "" {
		s += "?" + escaped7(u.RawQuery)
	}
	if u.Fragment != "" {
		s += "#" + escaped7(u.EscapedFragment())
	}
	if len(s) > maxAddress {
		return ""
	}
	return s
}

// escaped7 is a part of an address in ASCII.
func escaped7(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '%' && !escape(s[i:]), c <= ' ', c >= 0x7F, strings.IndexByte("\"#<>[\\]^`{|}", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escape says whether s begins with an escape of two hexadecimal digits.
func escape(s string) bool {
	return len(s) > 2 && strings.Trim(s[1:3], "0123456789abcdefABCDEF") == ""
}

func hostname(h string) bool {
	for part := range strings.SplitSeq(h, ".") {
		if part == "" || len(part) > 63 || strings.HasPrefix(part, "-") || strings.HasSuffix(part, "-") {
			return false
		}
		for _, r := range part {
			if r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || r == utf8.RuneError {
				return false
			}
		}
	}
	return true
}

// piece is a stretch of text without tabs and line breaks, or one of those.
type piece struct {
	text string
	mark byte // 't' a tab, 'n' a line break, 0 text
}

// pieces cuts cleaned text up.
func pieces(s string) []piece {
	var all []piece
	for s != "" {
		i := strings.IndexAny(s, "\t\n")
		if i < 0 {
			return append(all, piece{text: s})
		}
		if i > 0 {
			all = append(all, piece{text: s[:i]})
		}
		mark := byte('t')
		if s[i] == '\n' {
			mark = 'n'
		}
		all = append(all, piece{mark: mark})
		s = s[i+1:]
	}
	return all
}
