package outline

import (
	"strings"
	"unicode/utf8"
)

// fold is a title for comparing: small letters, one kind of quote, dash and
// space, no full stop behind it.
func fold(s string) string {
	return strings.TrimRight(strings.ToLower(straight(s)), ".;:,!? ")
}

// alike tells whether titles differ only as chats and mail programs change them.
func alike(a, b string) bool { return a == b || straight(a) == straight(b) }

var straighten = strings.NewReplacer("‘", "'", "’", "'", "`", "'", "´", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "–", "-", "—", "-", "‑", "-", "…", "...")

// straight writes quotes and dashes as a typewriter does.
func straight(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			s = straighten.Replace(s)
			break
		}
	}
	return oneLine(s)
}

// baseOf is a folded title without what is behind a colon, a dash or a bracket.
func baseOf(f string) string {
	for _, cut := range []string{":", " (", ";", " - "} {
		f, _, _ = strings.Cut(f, cut)
	}
	return strings.TrimSpace(f)
}

// near tells whether titles of as many words differ by typing errors: a letter in
// a word, or two in a long one, and two in all. Numbers and short words are never
// wrong: "deel a" is not "deel b", and 2026 is not 2027.
func near(a, b []string) bool {
	wrong := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if wrong++; wrong > 2 || min(len(a[i]), len(b[i])) < 4 || max(len(a[i])-len(b[i]), len(b[i])-len(a[i])) > 8 || hasDigit(a[i]) || hasDigit(b[i]) {
			return false
		}
	}
	total := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		long := max(len(a[i]), len(b[i]))
		most := 1
		if long >= 10 {
			most = 2
		}
		n := distance([]rune(a[i]), []rune(b[i]), most)
		if total += n; n > most || total > 2 {
			return false
		}
	}
	return true
}

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

// distance counts letters typed wrong, too many, too few, or in each other's
// place; more than most is most+1.
func distance(a, b []rune, most int) int {
	if d := len(a) - len(b); d > most || -d > most || len(a) > 64 {
		return most + 1
	}
	var rows [3][66]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, twice := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], twice[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
	}
	return rows[len(a)%3][len(b)]
}
