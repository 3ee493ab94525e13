package bottest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTyped is the most characters a transcript can let somebody type at once.
const maxTyped = 100_000

// splitValues splits at every | that has no backslash before it.
func splitValues(s string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			parts = append(parts, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	return append(parts, strings.TrimSpace(s[start:]))
}

// dedent takes the indentation that all lines share off each of them.
func dedent(lines []string) []string {
	shared := -1
	for _, l := range lines {
		if n := indent(l); shared < 0 || n < shared {
			shared = n
		}
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimRight(l[shared:], " \t\r")
	}
	return out
}

// unescape reads what a person types: \n is a new line, \t a tab, \\ a
// backslash, \| a bar, \u200b a character by its number, and \{1000 ab} is
// "ab" a thousand times. A backslash before anything else is itself.
func unescape(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case '\\', '|':
			b.WriteByte(s[i])
		case 'u':
			if i+4 >= len(s) {
				return "", fmt.Errorf(`\u is followed by four digits, as \u200b`)
			}
			n, err := strconv.ParseUint(s[i+1:i+5], 16, 32)
			if err != nil || !utf8.ValidRune(rune(n)) {
				return "", fmt.Errorf(`\u%s is not a character; write it as \u200b`, strings.ToValidUTF8(s[i+1:i+5], "?"))
			}
			b.WriteRune(rune(n))
			i += 4
		case '{':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 {
				return "", fmt.Errorf(`\{ has no }; "ab" a thousand times is written as \{1000 ab}`)
			}
			count, what, _ := strings.Cut(s[i+1:i+end], " ")
			n, err := strconv.Atoi(count)
			if err != nil || what == "" || n < 1 || n > maxTyped || n*len(what) > 4*maxTyped {
				return "", fmt.Errorf(`\%s is not a repetition; "ab" a thousand times is written as \{1000 ab}, at most %d characters`, s[i:i+end+1], maxTyped)
			}
			b.WriteString(strings.Repeat(what, n))
			i += end
		default:
			b.WriteByte('\\')
			i-- // the character itself comes next
		}
		if b.Len() > 4*maxTyped {
			return "", fmt.Errorf("this is too much to type; at most %d characters", maxTyped)
		}
	}
	return b.String(), nil
}

// escape writes what unescape reads, on one line.
func escape(s string, value bool) string {
	var b strings.Builder
	for i, r := range s {
		edge := i == 0 || i+utf8.RuneLen(r) >= len(s)
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\\':
			b.WriteString(`\\`)
		case r == '|' && value:
			b.WriteString(`\|`)
		case r <= 0xffff && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) && (edge || r != ' ')):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
