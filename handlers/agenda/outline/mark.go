package outline

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A mark is the number that a line begins with.
type mark struct {
	number int // of a point of its own
	sub    bool
}

var (
	clockRange = `(?:\s*(?:uur|u|h)\b\.?)?\s*(?:-|–|—|/|\btot\b|\bto\b|\btill?\b)\s*\d{1,2}(?:[:.hu][0-5]\d)?(?:\s*(?:uur|u|h)\b)?`
	frontTime  = regexp.MustCompile(`^\(?(?:van\s+|from\s+)?([01]?\d|2[0-4])([:.hu])([0-5]\d)(` + clockRange + `|\s*uur\b|\s*u\b|\s*h\b|\s*(?:am|pm)\b)?\)?(?:\s*[:|]|\s+[-–—])?(?:\s+|$)`)
	wordNumber = regexp.MustCompile(`^(?i:(?:agenda)?punt|item|nr\.?|point)\s*(\d{1,3}[a-z]?)\s*(?:[.):]|\s[-–—]\s|$)`)
	quantity   = regexp.MustCompile(`^(?i:uur|uren|jaar|jarige|miljoen|mln|miljard|mld|fte|procent|keer|euro|km|m2|hours?|years?|million|billion|percent|times)\b|^%`)
	roman      = []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
)

// times cuts off the time or times that a line begins with: they follow from the
// minutes. "5.11" after "5.10" is a number.
func (sc *scanner) times(s string) string {
	if s == "" || !isDigit(s[0]) && s[0] != '(' && s[0] != 'v' && s[0] != 'f' {
		return s
	}
	m := frontTime.FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	rest := s[m[1]:]
	if quantity.MatchString(rest) {
		return s
	}
	if s[m[4]:m[5]] == "." && m[8] < 0 {
		major, _ := strconv.Atoi(s[m[2]:m[3]])
		minor, _ := strconv.Atoi(s[m[6]:m[7]])
		if major == sc.major && minor == sc.minor+1 {
			return s
		}
	}
	return strings.TrimSpace(rest)
}

// mark cuts off a number or letter: "5.", "5)", "5a", "5.1", "a.", "(a)",
// "Punt 5:". A number that is part of the title ("5 mei", "2027", "2e dinsdag")
// stays.
func (sc *scanner) mark(s string) (m mark, rest string, ok bool) {
	if s == "" {
		return m, s, false
	}
	switch c := s[0]; {
	case c == '(':
		if inner, after, found := strings.Cut(s[1:], ")"); found && len(inner) <= 3 && inner != "" {
			if m, left, ok := sc.mark(inner + ")"); ok && left == "" {
				return m, strings.TrimSpace(after), true
			}
		}
		return m, s, false
	case isDigit(c):
		return sc.numbered(s)
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		if at := wordNumber.FindStringSubmatchIndex(s); at != nil {
			if m, _, ok = sc.mark(s[at[2]:at[3]] + ")"); ok {
				return m, strings.TrimSpace(s[at[1]:]), true
			}
		}
		return sc.letters(s)
	}
	return m, s, false
}

// letters reads "a." and "iv)".
func (sc *scanner) letters(s string) (m mark, rest string, ok bool) {
	i := strings.IndexAny(s, ".)")
	if i < 1 || i > 4 || i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\t' {
		return m, s, false
	}
	word := s[:i]
	lower := strings.ToLower(word)
	if i > 1 && !slices.Contains(roman, lower) {
		return m, s, false
	}
	if word != lower && !sc.lettered {
		return m, s, false
	}
	if word == lower {
		sc.letter = word[0]
		m.sub = true
	}
	return m, strings.TrimSpace(s[i+1:]), true
}

// numbered reads what begins with digits.
func (sc *scanner) numbered(s string) (m mark, rest string, ok bool) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i > 3 {
		return m, s, false
	}
	m.number, _ = strconv.Atoi(s[:i])
	minor := 0
	dotted := false
	for i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) {
		from := i + 1
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
		if i-from > 3 {
			return mark{}, s, false
		}
		n, _ := strconv.Atoi(s[from:i])
		dotted, minor = true, max(minor, n)
	}
	if i+2 < len(s) && s[i] == '.' && s[i+1] >= 'a' && s[i+1] <= 'z' && strings.IndexByte(". )\t", s[i+2]) >= 0 {
		// "5.a Planning"
		m.sub, m.number, sc.letter = true, 0, s[i+1]
		return m, strings.TrimLeft(s[i+2:], ".) \t"), true
	}
	from := i
	for i < len(s) && i < from+3 && (s[i] >= 'a' && s[i] <= 'z' || i == from && s[i] >= 'A' && s[i] <= 'Z') {
		i++
	}
	suffix := s[from:i]
	rest = s[i:]
	next, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest))
	switch {
	case rest == "":
		// Nothing but a number; the caller says that there is no topic.
		if len(suffix) > 1 {
			return mark{}, s, false
		}
	case strings.ContainsRune(".)", rune(rest[0])) || rest[0] == ':' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t'):
		rest = strings.TrimLeft(rest, ".):")
	case len(suffix) > 1:
		return mark{}, s, false
	case rest[0] == '\t':
	case rest[0] != ' ':
		return mark{}, s, false
	case strings.ContainsRune("-–—", next):
		after := strings.TrimLeft(strings.TrimSpace(rest), "-–—")
		if !strings.HasPrefix(after, " ") || isDigit(strings.TrimSpace(after + "x")[0]) {
			return mark{}, s, false
		}
		rest = after
	case suffix != "":
		// "5b planning", but not "2e dinsdag", "5m hoog".
		if c := suffix[0]; !strings.Contains("abcdf", suffix) && (sc.letter == 0 || c != sc.letter+1) {
			return mark{}, s, false
		}
	case dotted:
		if quantity.MatchString(strings.TrimSpace(rest)) {
			return mark{}, s, false
		}
	case len(s)-len(rest) > 2 || !unicode.IsUpper(next) && next != '[' && next != '#':
		return mark{}, s, false
	}
	switch {
	case suffix != "":
		m.sub, sc.letter = true, suffix[0]|0x20
	case dotted && minor > 0:
		m.sub, sc.major, sc.minor = true, m.number, minor
	default:
		sc.letter = 0
	}
	if m.sub {
		m.number = 0
	}
	return m, strings.TrimSpace(rest), true
}

// lettered tells whether the points of a text are lettered with capitals. One
// capital with a full stop may be somebody's initial.
func lettered(text string) bool {
	seen := map[string]bool{}
	for s := range strings.SplitSeq(text, "\n") {
		s = strings.TrimLeft(s, " \t*-#>")
		for _, word := range []string{"A", "B", "I", "II"} {
			if rest, ok := strings.CutPrefix(s, word); ok && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && (rest[1] == ' ' || rest[1] == '\t') {
				seen[word] = true
			}
		}
	}
	return seen["A"] && seen["B"] || seen["I"] && seen["II"]
}
