package find

import (
	"strings"
	"sync"
)

// stemNL maps the inflected forms of a Dutch word to one form: plurals,
// diminutives, adjective endings, and verb forms of common verbs and of verbs on
// -eren. It follows Dutch spelling (open and closed syllables, v/f and z/s)
// instead of only cutting endings, so that "talen" meets "taal" and "mannen"
// does not meet "maan". Derivation is left alone: "communicatie" and
// "communiceren" stay apart, because merging them hurts ranking (Kraaij and
// Pohlmann, SIGIR 1996).
//
// The word must be folded. The result is a key to compare, not always a word.
func stemNL(w string) string {
	if len(w) < 3 || !isLetters(w) {
		return w
	}
	if s, ok := stemTable()[w]; ok {
		return s
	}
	if s, ok := separable(w); ok {
		return s
	}
	if s, ok := irregularTail(w); ok {
		return s
	}
	if s, ok := prefixed(w); ok {
		return s
	}
	if base := dropDiminutive(w); base != w {
		return stemNL(base)
	}
	if short := dropVerbEnding(dropComparison(w)); short != w {
		return closeStem(short)
	}
	return ruleStemNL(w)
}

// ruleStemNL applies the spelling rules, without tables of known words.
func ruleStemNL(w string) string {
	if len(w) < 4 {
		return w
	}
	w = dropDiminutive(w)
	switch {
	case strings.HasSuffix(w, "heden") && len(w) > 7:
		return w[:len(w)-5] + "heid"
	case hasAny(w, "eerden", "eerde", "eerd", "eert") && len(w) > 6 && w != "eerde":
		w = w[:strings.LastIndex(w, "eer")+3]
		if strings.HasPrefix(w, "ge") && len(w) > 7 {
			w = w[2:]
		}
		return closeStem(w)
	}
	w = dropS(w)
	switch {
	case strings.HasSuffix(w, "eeen"): // ideeën
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ieen"): // categorieën
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ien") && len(w) > 6: // ministeriën
		return w[:len(w)-1]
	case strings.HasSuffix(w, "eien") || strings.HasSuffix(w, "ijen") || strings.HasSuffix(w, "uien") || strings.HasSuffix(w, "oeien") || strings.HasSuffix(w, "aaien"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "en") && len(w) >= 5 && !keepsEN[w] && hasVowel(w[:len(w)-2]):
		return closeStem(openSyllable(w[:len(w)-2]))
	case strings.HasSuffix(w, "e") && isConsonant(w[len(w)-2]) && hasVowel(w[:len(w)-1]):
		return closeStem(openSyllable(w[:len(w)-1]))
	}
	return closeStem(w)
}

// openSyllable rewrites a stem whose ending was cut to how it is spelled when
// the syllable is closed: tal(en) is taal, mann(en) is man, briev(en) is brief.
func openSyllable(s string) string {
	n := len(s)
	if n < 2 {
		return s
	}
	last := s[n-1]
	if last == s[n-2] && isConsonant(last) {
		return s[:n-1]
	}
	switch last {
	case 'v':
		s = s[:n-1] + "f"
	case 'z':
		s = s[:n-1] + "s"
	}
	v := s[n-2]
	if n >= 3 && (v == 'a' || v == 'o' || v == 'u' || v == 'e') && isConsonant(last) && last != 'w' && last != 'x' && last != 'j' && isConsonant(s[n-3]) || n == 2 && (v == 'a' || v == 'o' || v == 'u' || v == 'e') {
		if v == 'e' && syllables(s) > 1 {
			return s // artikel, strategisch: the last e is spelled once
		}
		if v == 'o' && hasAny(s, "tor", "isor", "essor") {
			return s // sectoren
		}
		return s[:n-1] + string(v) + s[n-1:]
	}
	return s
}

// closeStem ends every stem the same way: verb endings -t off, and one e in the
// last of several syllables, so that communiceer(t) meets communiceren.
func closeStem(s string) string {
	n := len(s)
	if n >= 5 && s[n-1] == 't' {
		switch s[n-2] {
		case 'k', 'p', 'f', 'g':
			s = s[:n-1]
		case 'd':
			s = s[:n-1]
		case 'r':
			if n > 6 && s[n-3] == 'e' && s[n-4] == 'e' {
				s = s[:n-1]
			}
		}
		n = len(s)
	}
	if n >= 5 && isConsonant(s[n-1]) && s[n-2] == 'e' && s[n-3] == 'e' && syllables(s) > 1 {
		s = s[:n-2] + s[n-1:]
	}
	return s
}

func dropDiminutive(w string) string {
	base := strings.TrimSuffix(w, "s")
	switch {
	case len(base) < 6 || !strings.HasSuffix(base, "je"):
		return w
	case strings.HasSuffix(base, "etje") && len(base) > 6 && base[len(base)-5] == base[len(base)-6]:
		return base[:len(base)-5] // mannetje
	case strings.HasSuffix(base, "pje") && base[len(base)-4] == 'm':
		return base[:len(base)-3]
	case strings.HasSuffix(base, "nkje") && syllables(base) > 2: // woninkje, but linkje
		return base[:len(base)-3] + "g"
	case strings.HasSuffix(base, "tje") && ownT(base[:len(base)-3]):
		return base[:len(base)-2]
	case strings.HasSuffix(base, "tje") && (isVowel(base[len(base)-4]) || strings.IndexByte("lnrw", base[len(base)-4]) >= 0):
		return base[:len(base)-3]
	case isConsonant(base[len(base)-3]):
		return base[:len(base)-2]
	}
	return w
}

// ownT reports whether the t of a diminutive on -tje belongs to the word:
// puntje and foutje, but not treintje.
func ownT(s string) bool {
	n := len(s)
	if n < 3 {
		return false
	}
	if isConsonant(s[n-1]) {
		return s[n-1] != 'w' && syllables(s) == 1 && isConsonant(s[n-3]) && isVowel(s[n-2])
	}
	return hasAny(s, "ou", "ui")
}

// dropS cuts a plural or genitive s where Dutch spells one.
func dropS(w string) string {
	n := len(w)
	if strings.HasSuffix(w, "eaus") { // bureaus, niveaus
		return w[:n-1]
	}
	if n < 4 || w[n-1] != 's' || keepsS[w] || hasAny(w, keepsSTail...) {
		return w
	}
	switch p := w[n-2]; p {
	case 'e':
		if w[n-3] == 'i' || n >= 5 {
			return w[:n-1]
		}
	case 'r', 'l', 'm', 'p', 'g', 'k', 'b', 'd', 'y', 'f', 'w':
		return w[:n-1]
	case 't', 'n':
		if n >= 5 {
			return w[:n-1]
		}
	case 'a', 'o':
		if n >= 5 && isConsonant(w[n-3]) {
			return w[:n-1]
		}
	}
	return w
}

// separable stems verbs with a particle: aangemeld, aanmelden and aan te melden
// all become aan + the stem of melden.
func separable(w string) (string, bool) {
	for _, p := range particles {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || len(rest) < 4 && !shortPast[rest] {
			continue
		}
		rest, _ = strings.CutPrefix(rest, "te")
		for _, r := range []string{w[len(p):], rest} {
			if s, ok := verbTable()[r]; ok {
				return p + s, true
			}
		}
	}
	return "", false
}

var shortPast = set("nam gaf zag las zat lag bad ging deed")

// irregularTail stems compounds that end in a word with an irregular plural,
// such as projectleden and nieuwsbladen.
func irregularTail(w string) (string, bool) {
	for _, tail := range irregularTails {
		form, stem := tail[0], tail[1]
		if len(w) >= len(form)+3 && strings.HasSuffix(w, form) {
			return w[:len(w)-len(form)] + stem, true
		}
	}
	return "", false
}

// isVerbForm reports whether the word is a known form of a common verb.
func isVerbForm(w string) bool { _, ok := verbTable()[w]; return ok }

var verbTable = sync.OnceValue(func() map[string]string {
	table := make(map[string]string, 4000)
	put := func(form, stem string) {
		if _, ok := table[form]; !ok {
			table[form] = stem
		}
	}
	verbs := strings.TrimSpace(verbsNL) + moreVerbsNL
	for line := range strings.SplitSeq(strings.TrimSpace(verbs), "\n") { // no form of a verb takes the place of another verb
		inf := strings.Fields(line)[0]
		put(inf, closeStem(firstPerson(inf)))
	}
	for line := range strings.SplitSeq(strings.TrimSpace(verbs), "\n") {
		fields := strings.Fields(line)
		inf := fields[0]
		first := firstPerson(inf)
		stem := closeStem(first)
		put(inf, stem)
		put(first, stem)
		put(inf+"d", stem)
		put(inf+"de", stem)
		third := first
		if !strings.HasSuffix(first, "t") {
			third = first + "t"
		}
		put(third, stem)
		if len(fields) > 1 { // strong: the past forms are listed
			for _, form := range fields[1:] {
				put(form, stem)
				if strings.HasPrefix(form, "ge") && strings.HasSuffix(form, "en") {
					continue
				}
				put(form+"en", stem)
				if n := len(form); n > 2 && isConsonant(form[n-1]) && isVowel(form[n-2]) && !isVowel(form[n-3]) {
					put(form+form[n-1:]+"en", stem) // trok, trokken
				}
			}
			continue
		}
		weak := "d"
		if strings.IndexByte("tkfschpx", inf[len(inf)-3]) >= 0 {
			weak = "t"
		}
		put(first+weak+"e", stem)
		put(first+weak+"en", stem)
		done := first + weak
		if strings.HasSuffix(first, weak) {
			done = first
		}
		put(done, stem)
		put(done+"e", stem)
		if !hasAnyPrefix(inf, "be", "ge", "ver", "ont", "her", "er") || inf == "bellen" || inf == "geven" {
			put("ge"+done, stem)
			put("ge"+done+"e", stem)
			put("ge"+openForm(done), stem)
		}
	}
	return table
})

// openForm spells an inflected participle: gedeeld, gedeelde.
func openForm(s string) string { return s + "e" }

// firstPerson is the form with ik: maak, deel, schrijf.
func firstPerson(infinitive string) string {
	switch infinitive {
	case "gaan", "staan", "slaan", "doen", "zien":
		return infinitive[:len(infinitive)-1]
	}
	return openSyllableVerb(strings.TrimSuffix(infinitive, "en"))
}

func openSyllableVerb(s string) string {
	n := len(s)
	if n >= 3 && s[n-2] == 'e' && syllables(s) > 1 && isConsonant(s[n-3]) && !hasAny(s, "el", "er", "en", "em") {
		// vergelijken never comes here; beheren and verdelen do
		return s[:n-1] + "e" + s[n-1:]
	}
	return openSyllable(s)
}

var stemTable = sync.OnceValue(func() map[string]string {
	table := make(map[string]string, len(verbTable())+200)
	for form, stem := range verbTable() {
		table[form] = stem
	}
	comparison(func(form, stem string) {
		if _, ok := table[form]; !ok {
			table[form] = stem
		}
	})
	for line := range strings.SplitSeq(strings.TrimSpace(irregularNL), "\n") {
		fields := strings.Fields(line)
		for _, form := range fields {
			table[form] = fields[0]
		}
	}
	return table
})

func isLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

func isVowel(c byte) bool     { return strings.IndexByte("aeiouy", c) >= 0 }
func isConsonant(c byte) bool { return c >= 'a' && c <= 'z' && !isVowel(c) }

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// syllables counts groups of vowels.
func syllables(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		v := isVowel(s[i])
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func hasAny(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}
