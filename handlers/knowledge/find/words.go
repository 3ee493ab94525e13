package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits on what is read of a question: longer ones are questions about their
// first part.
const (
	maxQuestion = 2000 // runes
	maxWord     = 40   // runes of one word
	maxWords    = 48   // different words of a question
)

// word is one word of a text: folded to small letters without diacritics.
type word struct {
	text  string   // folded; hyphens are closed up: e-mail is email
	parts []string // what stood between hyphens, when there were any
	raw   string   // as it was written
	upper bool     // written in capitals only, such as AIC
}

// fold maps what people see as the same letter to one: composed and decomposed
// forms, ligatures and full-width letters (Unicode NFKC), capitals, diacritics.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'æ':
			b.WriteString("ae")
		case r == 'œ':
			b.WriteString("oe")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' || r == 'ʼ' || r == '′'
}

func isHyphen(r rune) bool {
	return r == '-' || r == '‐' || r == '‑' || r == '–' || r == '\u00ad'
}

// words splits a text into words. Hyphens and ampersands inside a word join it,
// 's at the end is dropped, mentions such as @wegwijs and
// <!channel> are left out.
func words(s string) []word { return appendWords(nil, s) }

// appendWords is words with a slice to use again.
func appendWords(out []word, s string) []word {
	s = strings.ToValidUTF8(s, " ")
	for start := 0; start < len(s); {
		r, n := utf8.DecodeRuneInString(s[start:])
		if !wordRune(r) {
			if r == '@' && (start == 0 || !wordRune(lastRune(s[:start]))) || r == '!' && strings.HasSuffix(s[:start], "<") {
				start += n
				for start < len(s) && !unicode.IsSpace(firstRune(s[start:])) {
					start += utf8.RuneLen(firstRune(s[start:]))
				}
				continue
			}
			start += n
			continue
		}
		end := start
		for end < len(s) {
			r, n := utf8.DecodeRuneInString(s[end:])
			if wordRune(r) {
				end += n
				continue
			}
			if (isHyphen(r) || isApostrophe(r) || r == '&') && end+n < len(s) && wordRune(firstRune(s[end+n:])) {
				end += n
				continue
			}
			break
		}
		out = appendWord(out, s[start:end])
		start = end
	}
	return out
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func appendWord(out []word, raw string) []word {
	if plain, upper := plainWord(raw); plain {
		return append(out, word{text: strings.ToLower(raw), raw: raw, upper: upper})
	}
	upper, letters := true, 0
	pieces := strings.FieldsFunc(raw, func(r rune) bool { return isHyphen(r) })
	var parts []string
	for _, piece := range pieces {
		piece = dropPossessive(piece)
		for _, r := range piece {
			if unicode.IsLetter(r) {
				letters++
				upper = upper && unicode.IsUpper(r)
			}
		}
		piece = strings.ReplaceAll(piece, "&", "en")
		piece = strings.Map(func(r rune) rune {
			if isApostrophe(r) {
				return -1
			}
			return r
		}, fold(piece))
		if utf8.RuneCountInString(piece) > maxWord {
			piece = strings.TrimSuffix(clip(piece, maxWord), "…")
		}
		if piece != "" {
			parts = append(parts, piece)
		}
	}
	if len(parts) == 0 {
		return out
	}
	up := upper && letters >= 2
	if len(parts) == 1 {
		return append(out, word{text: parts[0], raw: raw, upper: up})
	}
	digits := 0
	for _, p := range parts {
		if p[0] >= '0' && p[0] <= '9' {
			digits++
		}
	}
	if digits == len(parts) || len(parts) > 3 { // 2022-2025, kijk-want-dus-en-nog-wat
		for _, p := range parts {
			out = append(out, word{text: p, raw: p})
		}
		return out
	}
	joined := strings.Join(parts, "")
	if utf8.RuneCountInString(joined) > maxWord {
		joined = strings.TrimSuffix(clip(joined, maxWord), "…")
	}
	return append(out, word{text: joined, parts: parts, raw: raw, upper: up})
}

// plainWord reports whether a word is made of ASCII letters and digits only and
// not too long, as nearly all are, and whether it is in capitals.
func plainWord(raw string) (plain, upper bool) {
	if len(raw) > maxWord {
		return false, false
	}
	upper = true
	letters := 0
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c >= 'a' && c <= 'z':
			upper = false
		case c >= 'A' && c <= 'Z':
			letters++
		case c >= '0' && c <= '9':
		default:
			return false, false
		}
	}
	return true, upper && letters >= 2
}

// dropPossessive cuts the 's of collega's, Jan’s and what's.
func dropPossessive(s string) string {
	for i, r := range s {
		if isApostrophe(r) && i > 0 {
			if tail := s[i+utf8.RuneLen(r):]; tail == "s" || tail == "S" {
				return s[:i]
			}
		}
	}
	return s
}

// phraseKey is the text as one line of folded words, to compare titles and
// whole questions.
func phraseKey(s string) string { return keyOf(words(s)) }

func keyOf(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// shorten cuts a question to what is read of it.
func shorten(q string) string {
	if len(q) <= maxQuestion {
		return q
	}
	n := 0
	for i := range q {
		if n == maxQuestion {
			return q[:i]
		}
		n++
	}
	return q
}
