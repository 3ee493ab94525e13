package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// A line is one line of a text, taken apart.
type line struct {
	nr      int
	typed   string
	indent  int
	marked  bool // there was a number, letter or bullet
	number  int  // "5.": 5; 0 when there was none, or one with a letter
	gap     bool // an empty line stands before it
	sub     bool // stands under the point before
	title   string
	minutes int    // -1: none typed
	ref     string // number of a request as typed
	why     []bot.Text

	twoTimes bool

	known int  // in index.known; -1: none
	exact bool // as Print writes it: nothing about it is judged
	means bool // the title is that of a known point, typed in another way
	asked bool // a number was typed that is unknown or not clear
}

func (l *line) refWrong() bool { return l.asked }

// readLines takes a text apart.
func readLines(text string, ix *index) (lines []*line) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	var s scanner
	s.lettered = lettered(text)
	gap := false
	nr := 0
	for typed := range strings.SplitSeq(text, "\n") {
		nr++
		typed = strings.TrimSuffix(typed, "\r")
		l := s.read(typed, ix)
		if l == nil {
			gap = true
			continue
		}
		l.nr, l.typed, l.gap = nr, typed, gap
		gap = false
		lines = append(lines, l)
	}
	setLevels(lines)
	return lines
}

// setLevels decides which points stand under another by their indent. A text may
// be indented as a whole, also when its first line was trimmed.
func setLevels(lines []*line) {
	if len(lines) == 0 {
		return
	}
	first, rest := lines[:1], lines[1:]
	if len(rest) == 0 || first[0].number == 0 || rest[0].number != first[0].number+1 || rest[0].indent <= first[0].indent {
		first, rest = nil, lines
	}
	for _, part := range [][]*line{first, rest} {
		base := -1
		for _, l := range part {
			if base < 0 || l.indent < base {
				base = l.indent
			}
		}
		for _, l := range part {
			l.sub = l.sub || l.indent >= base+2
		}
	}
}

// A scanner reads lines one by one and remembers how they were numbered.
type scanner struct {
	lettered     bool // main points are lettered: A. B. or I. II.
	letter       byte // last letter of a point under another
	major, minor int  // last number such as 5.1
}

// read takes one line apart; nil when it is empty. When the line is one as Print
// writes it, it is taken as it is.
func (sc *scanner) read(typed string, ix *index) *line {
	l := &line{known: -1, minutes: -1}
	s := clean(typed)
	s, l.indent = indented(s)
	if s == "" {
		return nil
	}
	if number, letters, rest, ok := printed(s); ok && ix.take(l, rest) {
		l.marked, l.sub = true, letters != ""
		if letters == "" {
			l.number = number
		}
		return l
	}
	if quoted := strings.TrimLeft(s, "> "); strings.HasPrefix(s, ">") {
		s = quoted
	}
	if isLayout(s) {
		return nil
	}
	if len(s) > 1 && s[0] == '|' && s[len(s)-1] == '|' { // row of a table
		s = strings.TrimSpace(strings.ReplaceAll(s[1:len(s)-1], "|", "\t"))
	}
	whole := s
	s = unmarked(s)
	s = sc.times(s)
	if rest, sub, ok := bullet(s); ok {
		s, l.marked, l.sub = rest, true, sub
	}
	s = sc.times(unmarked(s))
	if m, rest, ok := sc.mark(s); ok {
		s, l.marked, l.number = rest, true, m.number
		l.sub = l.sub || m.sub
		if ix.take(l, strings.TrimSpace(s)) {
			return l
		}
	}
	s = strings.TrimSpace(sc.times(unmarked(s)))
	if ix.take(l, s) {
		return l
	}
	if ix.take(l, whole) {
		l.marked, l.number, l.sub = false, 0, false
		return l
	}
	ix.ends(l, s)
	return l
}

// printed cuts off a number as Print writes it: "5. " or "5a. ".
func printed(s string) (number int, letters, rest string, ok bool) {
	i := 0
	for i < len(s) && i < 6 && isDigit(s[i]) {
		number = number*10 + int(s[i]-'0')
		i++
	}
	j := i
	for j < len(s) && s[j] >= 'a' && s[j] <= 'z' {
		j++
	}
	if i == 0 || j+1 >= len(s) || s[j] != '.' || s[j+1] != ' ' {
		return 0, "", "", false
	}
	return number, s[i:j], s[j+2:], true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// clean makes every kind of space a space, except tabs, and drops what cannot be
// seen.
func clean(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if (s[i] < ' ' && s[i] != '\t') || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return strings.TrimRight(s, " \t")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case unicode.IsSpace(r) || unicode.Is(unicode.Z, r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200d': // a joiner is part of an emoji
			return -1
		}
		return r
	}, s)
	return strings.TrimRight(s, " \t")
}

// oneLine is a text with single spaces, on one line.
func oneLine(s string) string {
	space := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == ' ' && space {
			return strings.Join(strings.Fields(clean(s)), " ")
		}
		space = s[i] == ' '
	}
	return strings.TrimSuffix(s, " ")
}

// indented measures the space before a text; a tab is four.
func indented(s string) (rest string, indent int) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			indent++
		case '\t':
			indent += 4
		default:
			return s[i:], indent
		}
	}
	return "", indent
}

// isLayout tells whether a line is a rule, a fence, or the rule of a table.
func isLayout(s string) bool {
	if s == "" || strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~") {
		return true
	}
	return len(s) >= 3 && strings.Trim(s, "-=_*—–|:+ ") == "" && strings.ContainsAny(s, "-=_*—–")
}

var unescape = strings.NewReplacer(`\.`, ".", `\)`, ")", `\(`, "(", `\[`, "[", `\]`, "]", `\#`, "#", `\*`, "*", `\-`, "-", `\_`, "_")

// unmarked takes away the notation of headings, bold and italics that comes along
// when people copy from a chat.
func unmarked(s string) string {
	if strings.Contains(s, `\`) {
		s = unescape.Replace(s)
	}
	if strings.HasPrefix(s, "#") {
		if rest := strings.TrimLeft(s, "#"); strings.HasPrefix(rest, " ") && len(s)-len(rest) <= 6 {
			s = strings.TrimRight(strings.TrimSpace(rest), "#")
		}
	}
	for _, m := range []string{"**", "__", "~~", "`"} {
		if n := strings.Count(s, m); n > 0 && n%2 == 0 {
			s = strings.ReplaceAll(s, m, "")
		}
	}
	for _, m := range []string{"*", "_"} {
		if !strings.HasPrefix(s, m) || strings.Count(s, m) != 2 {
			continue
		}
		if inner, after, _ := strings.Cut(s[1:], m); inner != "" && inner == strings.TrimSpace(inner) {
			s = inner + after
		}
	}
	return strings.TrimSpace(s)
}

const bullets = "-–—*•·▪◦‣●○■□➢✓✔☐☑\uf0b7\uf0a7+"

// bullet cuts off a bullet, and the box of a list to tick off. Some bullets are
// those of a second level.
func bullet(s string) (rest string, sub, ok bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return s, false, false
	case strings.HasPrefix(s, "o\t"):
		return strings.TrimSpace(s[2:]), true, true
	case !strings.ContainsRune(bullets, r):
		return s, false, false
	}
	rest = s[n:]
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "" || next == ' ' || next == '\t':
	case r == '+' || !unicode.IsLetter(next) && r < 0x80:
		return s, false, false
	}
	rest = strings.TrimSpace(rest)
	for _, box := range []string{"[ ]", "[x]", "[X]"} {
		if after, found := strings.CutPrefix(rest, box); found {
			rest = strings.TrimSpace(after)
		}
	}
	return rest, r == '◦' || r == '○', true
}
