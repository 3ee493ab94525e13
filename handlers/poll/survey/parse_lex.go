package survey

import (
	"strings"
	"unicode"
)

// A piece is what somebody typed between spaces, between quotes, or after two
// dashes.
type piece struct {
	kind  pieceKind
	text  string // a word; what is between the quotes; the name of a flag
	value string // of a flag: what is behind its = or :
	given bool   // of a flag: there was a = or :
	raw   string // as it was typed
	odd   bool   // quoted: other quotes stand inside as if they begin or end something
	inner bool   // quoted: there are other quotes inside
	lines bool   // quoted: a new line is inside
	at    [2]int // where it begins and ends, in characters
	bound bool   // a mark: the flag took the words behind it as its value; odd: it may have taken too few
}

type pieceKind int

const (
	word pieceKind = iota
	quoted
	flag
	newline
	mark // where a flag was
	gap  // where a quote was, when quotes do not match
)

// clean takes out what cannot be seen and makes every space and new line the same.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\n' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u00ad' || // no width
			r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f': // direction
			return -1
		case unicode.IsControl(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}

// tidy makes one space of every run of spaces and new lines.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// A lexer cuts a line in pieces.
type lexer struct {
	s     []rune
	at    int
	loose bool // quotes do not match: they only tell where one thing ends
	apart int  // up to here no single quote closes: they are apostrophes
}

// lex cuts a line in pieces. ok is false when a quote is opened and not closed,
// or stands where it can neither open nor close: then the pieces are to be found
// with loose.
func lex(s string, loose bool) (pieces []piece, ok bool) {
	x := &lexer{s: []rune(s), loose: loose}
	from, n := 0, 0
	for {
		if len(pieces) > n {
			pieces[n].at = [2]int{from, x.at}
			n++
		}
		if from = x.at; x.at == len(x.s) {
			return pieces, true
		}
		r := x.s[x.at]
		switch {
		case r == '\n':
			pieces = append(pieces, piece{kind: newline})
			x.at++
		case r == ' ':
			x.at++
		default:
			first := len(pieces) == 0 || pieces[len(pieces)-1].kind == newline
			if p, is := x.flag(first && len(pieces) > 0); is {
				pieces = append(pieces, p)
				continue
			}
			if loose {
				if _, width := x.double(x.at); width > 0 {
					pieces = append(pieces, piece{kind: gap})
					x.at += width
					continue
				}
			} else if p, is, broken := x.quoted(); broken {
				return nil, false
			} else if is {
				pieces = append(pieces, p)
				continue
			}
			p, stray := x.word()
			if stray {
				return nil, false
			}
			pieces = append(pieces, p)
		}
	}
}

// word reads to the next space; stray tells that a double quote is inside.
func (x *lexer) word() (p piece, stray bool) {
	from := x.at
	for x.at < len(x.s) && x.s[x.at] != ' ' && x.s[x.at] != '\n' {
		if _, width := x.double(x.at); width > 0 && (x.at > from || !x.loose) {
			if x.loose {
				break
			}
			return p, true
		}
		x.at++
		// "a","b": a comma between quotes is a piece of its own.
		if x.at == from+1 && (x.s[from] == ',' || x.s[from] == ';') && x.opens(x.at) {
			break
		}
	}
	text := string(x.s[from:x.at])
	return piece{kind: word, text: text, raw: text}, false
}

func isDash(r rune) bool { return strings.ContainsRune("-‐‑‒–—―−", r) }

// flag reads "--naam", "--naam=waarde" and "—naam": phones make one long dash of
// two short ones. "-naam" is a flag where it has the name of one, but not at the
// start of a later line, where it may be an option in a list.
func (x *lexer) flag(lineStart bool) (piece, bool) {
	i, weight := x.at, 0
	for i < len(x.s) && isDash(x.s[i]) {
		weight += dashWeight(x.s[i])
		i++
	}
	if weight == 0 || i-x.at > 3 || i == len(x.s) || !unicode.IsLetter(x.s[i]) {
		return piece{}, false
	}
	from := i
	for i < len(x.s) && (unicode.IsLetter(x.s[i]) || unicode.IsDigit(x.s[i]) || isDash(x.s[i]) || x.s[i] == '_') {
		i++
	}
	p := piece{kind: flag, text: string(x.s[from:i])}
	if _, known := flags[flagName(p.text)]; weight == 1 && (!known || lineStart) {
		return piece{}, false
	}
	switch {
	case i == len(x.s) || x.s[i] == ' ' || x.s[i] == '\n' || x.quoteAt(i):
	case x.s[i] == '=' || x.s[i] == ':':
		p.given = true
		start := x.at
		x.at = i + 1
		if x.at < len(x.s) && !x.loose {
			if q, is, _ := x.quoted(); is && !q.odd {
				p.value, p.raw = q.text, string(x.s[start:x.at])
				return p, true
			}
		}
		for x.at < len(x.s) && x.s[x.at] != ' ' && x.s[x.at] != '\n' && !x.quoteAt(x.at) {
			x.at++
		}
		p.value, p.raw = string(x.s[i+1:x.at]), string(x.s[start:x.at])
		return p, true
	case (x.s[i] == ',' || x.s[i] == ';') && (i+1 == len(x.s) || x.s[i+1] == ' ' || x.s[i+1] == '\n'):
		p.raw = string(x.s[x.at:i])
		x.at = i + 1
		return p, true
	default:
		// "--naam!" is not the name of anything, and is told as it is.
		for i < len(x.s) && x.s[i] != ' ' && x.s[i] != '\n' && !x.quoteAt(i) {
			i++
		}
		p.text = string(x.s[from:i])
	}
	p.raw = string(x.s[x.at:i])
	x.at = i
	return p, true
}

// quoteAt tells whether any quote stands there, double or of a pair.
func (x *lexer) quoteAt(i int) bool {
	_, width := x.double(i)
	return width > 0
}

const (
	straight = `"＂″`
	curly    = "“”„‟〝〞〟❝❞"
	single   = "'‘’‚‛`´"
)

// Quotes that come in pairs, the first opens; «» and ‹› are also used the other
// way around.
var pairs = map[rune]rune{
	'«': '»', '»': '«', '‹': '›', '›': '‹', '「': '」', '『': '』', '《': '》', '〈': '〉', '【': '】',
}

// double tells which double quote or half of a pair stands at i and how wide it
// is; 0 for none. Two single quotes, two commas and two angle brackets are one.
func (x *lexer) double(i int) (quote rune, width int) {
	if i >= len(x.s) {
		return 0, 0
	}
	r := x.s[i]
	if strings.ContainsRune(straight, r) || strings.ContainsRune(curly, r) {
		return r, 1
	}
	if _, is := pairs[r]; is || strings.ContainsRune("」』》〉】", r) {
		return r, 1
	}
	if i+1 < len(x.s) && x.s[i+1] == r && (i+2 == len(x.s) || x.s[i+2] != r) && (i == 0 || x.s[i-1] != r) {
		switch r {
		case '\'', '’', '‘', '´', '`':
			return '"', 2
		case ',':
			if i+2 < len(x.s) && x.s[i+2] != ' ' && x.s[i+2] != '\n' && x.before(i) {
				return '„', 2
			}
		case '<':
			if x.before(i) {
				return '«', 2
			}
		case '>':
			if x.after(i + 2) {
				return '»', 2
			}
		}
	}
	return 0, 0
}

// before tells whether something can open at i: nothing, a space or the end of
// another quote stands before it.
func (x *lexer) before(i int) bool {
	return i == 0 || x.s[i-1] == ' ' || x.s[i-1] == '\n' || strings.ContainsRune(`"”»>'’=:,;`, x.s[i-1])
}

// after tells whether something can have closed before i.
func (x *lexer) after(i int) bool {
	if i >= len(x.s) || x.s[i] == ' ' || x.s[i] == '\n' {
		return true
	}
	if x.s[i] == ',' || x.s[i] == ';' {
		return i+1 == len(x.s) || x.s[i+1] == ' ' || x.s[i+1] == '\n' || x.opens(i+1)
	}
	if isDash(x.s[i]) {
		j, weight := i, 0
		for ; j < len(x.s) && isDash(x.s[j]); j++ {
			weight += dashWeight(x.s[j])
		}
		return weight > 1 && j-i <= 3 && j < len(x.s) && unicode.IsLetter(x.s[j])
	}
	return x.opens(i)
}

// dashWeight is how many short dashes a dash stands for.
func dashWeight(r rune) int {
	if r == '–' || r == '—' || r == '―' {
		return 2
	}
	return 1
}

// opens tells whether a quote stands at i with something behind it.
func (x *lexer) opens(i int) bool {
	if i >= len(x.s) {
		return false
	}
	r := x.s[i]
	next := func(n int) bool { return i+n < len(x.s) && x.s[i+n] != '\n' }
	if strings.ContainsRune(straight, r) || strings.ContainsRune(curly, r) {
		return next(1)
	}
	if _, is := pairs[r]; is {
		return next(1)
	}
	if strings.ContainsRune(single, r) {
		return next(1) && x.s[i+1] != ' '
	}
	return r == '<' && next(1) && x.s[i+1] == '<'
}

// quoted reads what is between quotes; broken tells that the quote at this place
// is never closed.
func (x *lexer) quoted() (p piece, is, broken bool) {
	from := x.at
	q, width := x.double(from)
	var end, next int
	switch {
	case width > 0 && q != '"' && pairs[q] != 0:
		end, next, p.odd, p.inner = x.closePair(from+width, q)
	case width > 0 && strings.ContainsRune("」』》〉】", q):
		return p, false, true
	case width > 0:
		end, next, p.odd, p.inner = x.closeDouble(from+width, q)
	case strings.ContainsRune(single, x.s[from]) && from+1 < len(x.s) && x.s[from+1] != ' ' && x.s[from+1] != '\n':
		width = 1
		if end, next, p.odd, p.inner = x.closeSingle(from + 1); end < 0 {
			return p, false, false // an apostrophe: 's ochtends
		}
	default:
		return p, false, false
	}
	if end < 0 {
		return p, false, true
	}
	inside := string(x.s[from+width : end])
	p.kind, p.text, p.raw = quoted, tidy(inside), string(x.s[from:next])
	p.lines = strings.Contains(strings.TrimSpace(inside), "\n")
	x.at = next
	return p, true, false
}

// closePair finds the other half of a pair.
func (x *lexer) closePair(from int, open rune) (end, next int, odd, inner bool) {
	depth := 1
	for i := from; i < len(x.s); i++ {
		q, width := x.double(i)
		if width == 0 {
			continue
		}
		switch q {
		case pairs[open]:
			if depth--; depth == 0 {
				return i, i + width, odd || !x.after(i+width), inner
			}
		case open:
			depth++
			odd, inner = true, true
		default:
			inner = true
		}
		i += width - 1
	}
	return -1, 0, false, false
}

// closeDouble finds the quote that closes: one that ends a word, before which
// everything that was opened inside is closed. Any double quote closes any
// other, because phones curl only some of them.
func (x *lexer) closeDouble(from int, open rune) (end, next int, odd, inner bool) {
	depth := 1
	within := [2]bool{} // a straight or a curly quote stands inside
	kind := func(q rune) int {
		if strings.ContainsRune(curly, q) {
			return 1
		}
		return 0
	}
	for i := from; i < len(x.s); i++ {
		q, width := x.double(i)
		if width == 0 {
			continue
		}
		if pairs[q] != 0 || strings.ContainsRune("」』》〉】", q) {
			inner = true
			i += width - 1
			continue
		}
		space := i == from || x.s[i-1] == ' ' || x.s[i-1] == '\n'
		after := x.after(i + width)
		switch {
		case after:
			if depth--; depth == 0 {
				odd = odd || within[kind(open)] || within[kind(q)]
				return i, i + width, odd, inner
			}
			within[kind(q)] = true
		case space:
			depth++
			inner, within[kind(q)] = true, true
		default:
			inner, odd = true, true
		}
		i += width - 1
	}
	return -1, 0, false, false
}

// closeSingle finds the single quote that closes on the same line. An apostrophe
// inside a word, or of 's and 't, is none.
func (x *lexer) closeSingle(from int) (end, next int, odd, inner bool) {
	if from < x.apart {
		return -1, 0, false, false
	}
	i := from
	for ; i < len(x.s) && x.s[i] != '\n'; i++ {
		if _, width := x.double(i); width > 0 {
			inner = true
			i += width - 1
			continue
		}
		if !strings.ContainsRune(single, x.s[i]) {
			continue
		}
		switch {
		case i == from || x.s[i-1] == ' ':
			odd = odd || !x.contraction(i)
		case x.after(i + 1):
			return i, i + 1, odd, inner
		}
	}
	x.apart = i
	return -1, 0, false, false
}

// contraction tells whether 's, 't, 'n, 'm, 'r, 'k or 'd stands there.
func (x *lexer) contraction(i int) bool {
	return i+2 < len(x.s) && strings.ContainsRune("stnmrkdSTNMRKD", x.s[i+1]) && x.s[i+2] == ' '
}
