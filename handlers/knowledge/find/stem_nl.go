package find

import (
	"slices"
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
	return oneVowel(fullStemNL(w))
}

func fullStemNL(w string) string {
	if s, ok := stemTable()[w]; ok {
		return s
	}
	if s, ok := irregularTail(w, nounTails); ok {
		return s
	}
	if s, ok := separable(w); ok {
		return s
	}
	if s, ok := irregularTail(w, irregularTails); ok {
		return s
	}
	if s, ok := prefixed(w); ok {
		return s
	}
	if base := dropDiminutive(w); base != w {
		return fullStemNL(base)
	}
	if base := dropComparison(w); base != w {
		return fullStemNL(base)
	}
	if s, ok := qualityNoun(w); ok {
		return s
	}
	if s, ok := dropVerbEnding(w); ok {
		return closeStem(s)
	}
	return ruleStemNL(w)
}

// ruleStemNL applies the spelling rules, without tables of known words.
func ruleStemNL(w string) string {
	if len(w) < 4 {
		return w
	}
	if strings.HasSuffix(w, "heden") && len(w) > 7 {
		return w[:len(w)-5] + "heid"
	}
	if s, ok := latinPlural(w); ok {
		return s
	}
	w = dropS(w)
	switch {
	case strings.HasSuffix(w, "eeen"): // ideeën
		return w[:len(w)-2]
	case hasAny(w, "eien", "ijen", "uien", "oeien", "aaien", "ooien"):
		return w[:len(w)-2]
	case hasAny(w, "eie", "uie", "oeie", "aaie", "ooie"):
		return w[:len(w)-1]
	case strings.HasSuffix(w, "ieen"): // categorieën
		return w[:len(w)-2]
	case keepsEN[w] || hasAny(w, "een", "oen"): // steen, seizoen
	case strings.HasSuffix(w, "ien"):
		if len(w) >= 6 { // ministeriën
			return w[:len(w)-1]
		}
	case strings.HasSuffix(w, "en") && len(w) >= 5 && hasVowel(w[:len(w)-2]):
		return closeStem(openSyllable(w[:len(w)-2]))
	case strings.HasSuffix(w, "e") && isConsonant(w[len(w)-2]) && hasVowel(w[:len(w)-1]):
		return closeStem(openSyllable(w[:len(w)-1]))
	}
	return closeStem(w)
}

// latinPlural brings plurals from Latin to the singular: technici, podia.
func latinPlural(w string) (string, bool) {
	switch {
	case strings.HasSuffix(w, "ici") && len(w) > 5:
		return w[:len(w)-1] + "us", true
	case strings.HasSuffix(w, "ia") && len(w) >= 5:
		return w[:len(w)-1] + "um", true
	case strings.HasSuffix(w, "iums"):
		return w[:len(w)-1], true
	}
	return "", false
}

// qualityNoun keeps nouns such as hoogte and ziekte apart from their adjectives,
// also at the end of compounds: waterhoogtes.
func qualityNoun(w string) (string, bool) {
	base := w
	switch {
	case strings.HasSuffix(w, "ten") || strings.HasSuffix(w, "tes"):
		base = w[:len(w)-1]
	case !strings.HasSuffix(w, "te"):
		return "", false
	}
	for _, q := range qualities {
		if strings.HasSuffix(base, q) && (base == q || !hasAnyPrefix(base, "ver", "be", "ge", "ont")) {
			return base, true
		}
	}
	return "", false
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
		return s[:n-1] + string(v) + s[n-1:]
	}
	return s
}

// closeStem ends every stem the same way.
func closeStem(s string) string { return oneVowel(dropDT(s)) }

// oneVowel spells the last syllable of several with one vowel, whether it was
// kantoor or kantoren, communiceer(t) or communiceren, bedrag or bedragen.
func oneVowel(s string) string {
	n := len(s)
	if n >= 5 && isConsonant(s[n-1]) && s[n-2] == s[n-3] && strings.IndexByte("aeou", s[n-2]) >= 0 && syllables(s) > 1 {
		s = s[:n-2] + s[n-1:]
	}
	return s
}

// dropDT cuts a last d or t that follows letters after which Dutch nouns seldom
// have one of their own: werkt, volgd(e), groeit, woond(en), wandelt.
func dropDT(s string) string {
	n := len(s)
	if n < 5 || s[n-1] != 't' && s[n-1] != 'd' {
		return s
	}
	d := s[n-1] == 'd'
	cut := false
	switch c := s[n-2]; c {
	case 'd':
		cut = !d
	case 'k', 'p':
		cut = !d
	case 'f':
		cut = !d || n >= 6
	case 'g', 'w':
		cut = true
	case 'm':
		cut = true
	case 's':
		cut = d && n >= 6 || !d && s[n-3] == 't'
	case 'h':
		cut = !d && n >= 6 && s[n-3] == 'c' && isVowel(s[n-4]) && isVowel(s[n-5]) && s[n-4] != s[n-5]
	case 'i':
		cut = n >= 6 && (s[n-3] == 'a' && s[n-4] == 'a' || s[n-3] == 'o' && s[n-4] == 'o' || s[n-3] == 'e' && s[n-4] == 'o')
	case 'l', 'n', 'r':
		v, before := s[n-3], s[n-4]
		switch {
		case longVowel(before, v): // woont, leerd(e), schijnt
			cut = true
		case c == 'l' && !d && isVowel(v) && syllables(s) == 1: // belt
			cut = true
		case c == 'l' && hasAnyPrefix(s, "ver", "be", "ont", "her") && syllables(s) > 1 && !hasAny(s, "schuld", "guld"): // verkild
			cut = true
		case v == 'e' && c != 'n' && n >= 6 && isConsonant(before) && syllables(s) > 1: // wandelt, verandert
			cut = true
		}
	}
	if cut && !hasAny(s, keepsDT...) && !ownDT[s] {
		return s[:n-1]
	}
	return s
}

// dropDiminutive brings huisje, mannetje, boompjes and koninkje to their words.
func dropDiminutive(w string) string {
	base := strings.TrimSuffix(w, "s")
	if len(base) < 5 || !strings.HasSuffix(base, "je") {
		return w
	}
	s := base[:len(base)-2]
	n := len(s)
	if !hasVowel(s) {
		return w
	}
	if _, ok := stemTable()[base]; ok && base != w {
		return base
	}
	switch s[n-1] {
	case 't':
		return dropTje(s)
	case 'p':
		if s[n-2] == 'm' && !(isVowel(s[n-3]) && isConsonant(s[n-4]) && (syllables(s) == 1 || hasAny(s, "lamp", "kamp", "pomp", "ramp", "klomp"))) {
			return s[:n-1] // boompje, but lampje
		}
	case 'k':
		if strings.HasSuffix(s, "ink") && syllables(s) > 1 && !hasAny(s, "rlink", "blink", "olink") {
			return s[:n-1] + "g" // woninkje, but linkje
		}
	case 'd', 's', 'g', 'f', 'b', 'h', 'c':
		if strings.HasSuffix(s, "blaad") || strings.HasSuffix(s, "paad") || strings.HasSuffix(s, "glaas") {
			return s[:n-2] + s[n-1:]
		}
	default:
		return w
	}
	return s
}

// dropTje finds the word of a diminutive on -tje, of which s is all but je: the
// t is of the ending (treintje), of the word (puntje), or follows a vowel that
// was written double or lengthened for it (omaatje, gaatje).
func dropTje(s string) string {
	n := len(s)
	t := s[:n-1]
	switch c, b := t[n-2], t[n-3]; {
	case c == 'a' && b == 'a':
		if hasAny(t, endsInAA...) && !hasAny(t, "tomaa", "lomaa") {
			return t[:n-2]
		}
		if hasAny(t, "gaa", "vaa") {
			return t[:n-2] + "t"
		}
		return s
	case c == 'o' && b == 'o':
		if hasAny(t, endsInOO...) {
			return t[:n-2]
		}
		return s
	case c == 'u' && b == 'u':
		if hasAny(t, "nuu", "tuu") && t != "menuu" {
			return s
		}
		return t[:n-2]
	case c == 'e' && b == 'o':
		if t == "koe" {
			return t
		}
		return s
	case c == 'e' && b == 'e' && hasAny(t, "lanee", "gnee", "poee"):
		return s
	case c == 'e' && b == 'e', c == 'u' && b == 'a', c == 'j' || c == 'w' || c == 'y', c == 'i' && b != 'u' && b != 'e':
		return t
	case c == 'e' && b == 'i':
		if hasAny(t, "rie", "bie", "die") && syllables(t) == 1 {
			return s // rietje
		}
		return t
	case c == 'i' && b == 'e':
		if hasAny(t, "tei", "fei", "gei") {
			return s
		}
		return t
	case c == 'e' && isConsonant(b):
		switch {
		case n >= 5 && b == t[n-4] && strings.IndexByte("lnrmgbp", b) >= 0: // mannetje
			return t[:n-3]
		case n >= 5 && (b == 'g' && t[n-4] == 'n' || strings.IndexByte("mgb", b) >= 0 && isVowel(t[n-4])): // ringetje, bloemetje
			return t[:n-2]
		case n >= 6 && (b == 't' || b == 'd') && isConsonant(t[n-4]) && b != t[n-4]: // groentetje
			return t
		}
		return s // loketje
	case c == 'r' || c == 'l' || c == 'n':
		long := n >= 4 && isVowel(b) && isVowel(t[n-4])
		switch {
		case long:
			if !hasAny(s, "altaart", "mentaart") && hasAny(s, "kaart", "taart", "vaart", "buurt", "beurt", "soort", "poort") {
				return s
			}
			return t
		case syllables(t) == 1:
			return s // puntje
		case c == 'n' && b != 'e', c == 'n' && n >= 5 && strings.IndexByte("mdclit", t[n-4]) >= 0 && !strings.HasSuffix(t, "molen"):
			return s // momentje, restaurantje
		case c == 'r' && b == 'o' && t[n-4] == 'p':
			return s // rapportje
		}
		return t
	}
	return s
}

// endsInAA and endsInOO are ends of words on a and o that are made small.
var (
	endsInAA = strings.Fields("omaa opaa mamaa papaa paginaa collegaa agendaa themaa schemaa grammaa dramaa cameraa firmaa slaa formulaa pyjamaa villaa kassaa salsaa panoramaa")
	endsInOO = strings.Fields("autoo fotoo ideoo radioo udioo kanoo pianoo casinoo logoo memoo kiloo euroo discoo mottoo risicoo contoo soloo dominoo tempoo sudokoo")
)

// dropS cuts a plural or genitive s where Dutch spells one.
func dropS(w string) string {
	n := len(w)
	if hasAny(w, "eaus", "ieus") && len(w) > 6 && !hasAny(w, "rieus", "tieus", "cieus", "gieus", "dieus") { // bureaus, milieus
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
	case 'r', 'l', 'm', 'p', 'g', 'k', 'b', 'd', 'y', 'f', 'w', 'h', 'c':
		return w[:n-1]
	case 't', 'n':
		if n >= 5 {
			return w[:n-1]
		}
	case 'a', 'o':
		if n >= 5 && (isConsonant(w[n-3]) || w[n-3] == 'i' || w[n-3] == 'e') {
			return w[:n-1]
		}
	}
	return w
}

// separable stems verbs with a particle: aangemeld, aanmelden and aan te melden
// all become aan + the stem of melden.
func separable(w string) (string, bool) {
	for _, p := range particlesBy()[w[0]-'a'] {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || len(rest) < 4 && !shortForms[rest] {
			continue
		}
		if s, ok := verbForm(rest); ok {
			return p + s, true
		}
		if s, ok := participle(rest); ok {
			return p + closeStem(s), true
		}
		if rest, ok = strings.CutPrefix(rest, "te"); ok && strings.HasSuffix(rest, "en") {
			if s, ok := verbForm(rest); ok {
				return p + s, true
			}
		}
	}
	return "", false
}

// shortForms are forms of fewer than four letters that follow a particle.
var shortForms = set("nam gaf zag las zat lag bad ging deed at pas los was wis mis blus")

// particlesBy holds the particles by their first letter.
var particlesBy = sync.OnceValue(func() *[26][]string {
	var by [26][]string
	for _, p := range particles {
		by[p[0]-'a'] = append(by[p[0]-'a'], p)
	}
	return &by
})

// irregularTail stems compounds that end in a word with an irregular plural,
// such as projectleden and nieuwsbladen.
func irregularTail(w string, tails [][2]string) (string, bool) {
	for _, tail := range tails {
		form, stem := tail[0], tail[1]
		if len(w) >= len(form)+3 && strings.HasSuffix(w, form) {
			return w[:len(w)-len(form)] + stem, true
		}
	}
	return "", false
}

// isVerbForm reports whether the word is a known form of a common verb.
func isVerbForm(w string) bool { _, ok := verbTable().forms[w]; return ok }

// verbForm is the stem of a form of a common verb that follows a particle or a
// prefix, where participles go without ge: kend as in bekend.
func verbForm(w string) (string, bool) {
	s, ok := verbTable().forms[w]
	if !ok {
		s, ok = verbTable().bare[w]
	}
	return s, ok
}

type verbForms struct{ forms, bare map[string]string }

var verbTable = sync.OnceValue(func() verbForms {
	table := verbForms{make(map[string]string, 12000), make(map[string]string, 4000)}
	put := func(form, stem string) {
		if _, ok := table.forms[form]; !ok {
			table.forms[form] = stem
		}
	}
	var verbs [][]string
	listed := map[string]bool{}
	for line := range strings.SplitSeq(strings.TrimSpace(verbsNL)+moreVerbsNL+strongVerbsNL, "\n") {
		if fields := strings.Fields(line); len(fields) > 0 {
			verbs = append(verbs, fields)
			listed[fields[0]] = true
		}
	}
	for _, inf := range strings.Fields(weakVerbsNL) {
		if !listed[inf] {
			verbs = append(verbs, []string{inf})
		}
	}
	for _, fields := range verbs { // no form of a verb takes the place of another verb
		put(fields[0], closeStem(firstPerson(fields[0])))
	}
	for _, fields := range verbs { // plant is of planten rather than of plannen
		first := firstPerson(fields[0])
		put(first, closeStem(first))
	}
	for _, fields := range verbs {
		inf := fields[0]
		first := firstPerson(inf)
		stem := closeStem(first)
		put(first, stem)
		put(inf+"d", stem)
		put(inf+"de", stem)
		put(inf+"den", stem)
		third := first
		if !strings.HasSuffix(first, "t") {
			third = first + "t"
		}
		put(third, stem)
		if len(fields) > 1 { // strong: the past forms are listed
			for _, form := range fields[1:] {
				put(form, stem)
				if strings.HasSuffix(form, "en") {
					continue
				}
				n := len(form)
				if strings.HasPrefix(form, "ge") || strings.HasSuffix(form, "cht") {
					put(form+"e", stem) // gezochte, bezochte
				}
				switch {
				case form[n-1] == 'e': // heette
					put(form+"n", stem)
				case slices.Contains(fields, form+"en"): // stal, stalen
				case n > 2 && isConsonant(form[n-1]) && isVowel(form[n-2]) && !isVowel(form[n-3]):
					put(form+form[n-1:]+"en", stem) // trok, trokken
				default:
					put(openEnding(form)+"en", stem)
				}
			}
			continue
		}
		weak := "d"
		if strings.IndexByte("tkfshpx", inf[len(inf)-3]) >= 0 {
			weak = "t"
		}
		put(first+weak+"e", stem)
		put(first+weak+"en", stem)
		done := first + weak
		if strings.HasSuffix(first, weak) {
			done = first
		}
		if hasAnyPrefix(inf, "be", "ge", "ver", "ont", "her", "er") && inf != "bellen" && inf != "gelden" {
			put(done, stem)
			put(done+"e", stem)
			continue
		}
		if _, ok := table.bare[done]; !ok {
			table.bare[done], table.bare[done+"e"] = stem, stem
		}
		put("ge"+done, stem)
		put("ge"+openEnding(done)+"e", stem)
	}
	return table
})

// openEnding spells a form before another syllable: gepraat, geprate; bleef, bleven.
func openEnding(s string) string {
	n := len(s)
	if n > 3 && isConsonant(s[n-1]) && s[n-2] == s[n-3] && isVowel(s[n-2]) {
		s = s[:n-2] + s[n-1:]
		n--
	}
	switch s[n-1] {
	case 'f':
		return s[:n-1] + "v"
	case 's':
		return s[:n-1] + "z"
	}
	return s
}

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
	table := make(map[string]string, len(verbTable().forms)+2500)
	for form, stem := range verbTable().forms {
		table[form] = oneVowel(stem)
	}
	comparison(func(form, stem string) {
		if _, ok := table[form]; !ok {
			table[form] = oneVowel(stem)
		}
	})
	for line := range strings.SplitSeq(strings.TrimSpace(irregularNL)+shortPluralsNL, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		for _, form := range fields {
			table[form] = oneVowel(fields[0])
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

// longVowel reports whether two letters spell one long vowel.
func longVowel(a, b byte) bool {
	switch a {
	case 'a', 'u':
		return a == b || a == 'a' && b == 'u' || a == 'u' && b == 'i'
	case 'e':
		return b == 'e' || b == 'u' || b == 'i'
	case 'o':
		return b == 'o' || b == 'e' || b == 'u' || b == 'i'
	case 'i':
		return b == 'e' || b == 'j'
	}
	return false
}

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
