package committee

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A name is one spelling of what has a name, ready to be compared.
type name struct {
	match   Match
	written string
	code    bool     // a short name in capitals, such as EZK, and no word
	keys    []string // its own first
	words   []string // without those that say nothing
}

func newName(written string, m Match, code bool) name {
	words := words(written)
	n := name{match: m, written: written, code: code, words: telling(words), keys: []string{codeKey(written)}}
	short := codeKey(between.ReplaceAllString(written, "$1$2")) // IW, for IenW
	for _, key := range []string{strings.Join(n.words, ""), strings.Join(drop(n.words, "en"), ""), short} {
		if key != "" && !slices.Contains(n.keys, key) {
			n.keys = append(n.keys, key)
		}
	}
	return n
}

var between = regexp.MustCompile(`^(\p{Lu}+)en(\p{Lu}+)$`)

// isCode tells whether a name is an abbreviation.
func isCode(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 2 && !strings.Contains(s, " ")
}

// folded are letters with what they are typed as.
var folded = func() map[rune]string {
	m := map[rune]string{'æ': "ae", 'œ': "oe", 'ß': "ss", '&': " en ", '+': " en ", 'ĳ': "ij"}
	for plain, marked := range map[string]string{"a": "àáâãäåā", "c": "ç", "e": "èéêëē", "i": "ìíîïī", "n": "ñ", "o": "òóôõöøō", "u": "ùúûüū", "y": "ýÿ"} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
}()

// fold writes a text in plain lower-case letters; what is no letter or digit is
// a space.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r = unicode.ToLower(r); {
		case folded[r] != "":
			b.WriteString(folded[r])
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.' || r == 0xad || r == 0x200b:
			// an accent of its own, an apostrophe, S.Z.W.
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// words are the words of a text; "and" is "en", as "&" is.
func words(s string) []string {
	all := strings.Fields(fold(s))
	for i, w := range all {
		if w == "and" {
			all[i] = "en"
		}
	}
	return all
}

// codeKey is the same for spellings of a code or name that differ in case,
// accents, spaces, or in "&" for "en".
func codeKey(s string) string { return strings.Join(words(s), "") }

// saysNothing are words that are before many names.
var saysNothing = map[string]bool{"ministerie": true, "ministeries": true, "minister": true, "min": true, "ministry": true, "departement": true, "department": true,
	"dept": true, "dep": true, "van": true, "voor": true, "bij": true, "de": true, "het": true, "t": true, "of": true, "for": true, "the": true,
	"ik": true, "werk": true, "werkzaam": true, "zit": true, "hoor": true, "mijn": true, "ons": true, "onze": true, "wij": true, "we": true, "my": true, "our": true, "work": true, "at": true}

// telling are words without those that say nothing, unless nothing is left.
func telling(all []string) (kept []string) {
	for _, w := range all {
		if !saysNothing[w] {
			kept = append(kept, w)
		}
	}
	return kept
}

func drop(all []string, word string) (kept []string) {
	for _, w := range all {
		if w != word {
			kept = append(kept, w)
		}
	}
	return kept
}

// near tells whether two words differ by at most one typing error: a letter too
// many, too few, another one, or two that changed places.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	j := 0
	for j < len(x)-i && x[len(x)-1-j] == y[len(y)-1-j] {
		j++
	}
	switch left := len(x) - i - j; { // what is different in the shorter one
	case left <= 0:
		return true
	case left == 1:
		return len(x) == len(y)
	case left == 2 && len(x) == len(y):
		return x[i] == y[i+1] && x[i+1] == y[i]
	}
	return false
}
