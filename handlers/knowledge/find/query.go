package find

import (
	"slices"
	"strings"
)

// Weights of the ways in which a word of a question can meet an entry.
const (
	wOwn        = 1.0 // the word itself, in the question's language
	wOther      = 1.0 // the same letters read as the other language
	wSynonym    = 0.8
	wOneway     = 0.6
	wDerived    = 0.7 // aanmelding for aanmelden
	wRepaired   = 0.8
	wParts      = 0.7 // all parts of a compound together
	partSynonym = 1.5
	wJoined     = 0.9 // two words of the question that an entry writes as one

	// massWeak is what a weak word counts, massOdd what an unknown word counts,
	// relative to its idf.
	massWeak    = 0.6
	massWeakOdd = 0.1
	massOdd     = 1.0
	massOddVerb = 0.85 // of a common verb no entry has; nouns carry the subject
)

// alternative is one way to meet a word: a term, or several that share its
// weight by their idf.
type alternative struct {
	terms  []uint32
	shares []float32
	idf    float32
	weight float32
	how    string
}

// slot is one word of a question with all the ways to meet it.
type slot struct {
	word     string
	mass     float32 // how much the word matters
	weak     bool
	known    bool // an entry has the word, or a word the lexicon puts beside it
	foreign  bool // it belongs to another subject, and no entry has it
	repair   string
	subject  bool // a part of it belongs to the field
	compound bool // its parts are words, so it is no spelling mistake
	alts     []alternative
}

// query is an analysed question.
type query struct {
	lang     Lang
	words    []word
	slots    []slot
	mass     float32
	strong   int // slots that are not weak
	subject  bool
	foreign  bool   // a word belongs to another subject
	full     string // phraseKey
	content  string // contentKey
	repaired []Repair
}

// alternative makes one of terms that entries have; all must be known.
func (x *Index) alternative(terms []string, weight float32) (alternative, bool) {
	a := alternative{weight: weight}
	for _, s := range terms {
		t, ok := x.known(s)
		if !ok {
			return alternative{}, false
		}
		a.terms = append(a.terms, t)
		a.idf += x.idf[t]
	}
	if len(terms) > 1 {
		for _, t := range a.terms {
			a.shares = append(a.shares, x.idf[t]/max(a.idf, 1e-6))
		}
	}
	a.idf = min(a.idf, x.maxIDF)
	return a, len(a.terms) > 0
}

// analyse reads a question.
func (x *Index) analyse(text string, hint Lang) *query {
	text = shorten(text)
	q := &query{words: words(text)}
	if text == strings.ToUpper(text) { // shouting, or no capitals exist
		for i := range q.words {
			q.words[i].upper = false
		}
	}
	lang, _ := guess(q.words)
	if lang == "" {
		lang = x.guessByEntries(q.words, hint)
	}
	q.lang = lang
	other := EN
	if lang == EN {
		other = NL
	}

	var keys, contentKeys []string
	seen := map[string]int{}
	at := make([]int, len(q.words)) // slot of a word, or -1
	for i, w := range q.words {
		at[i] = -1
		if len(keys) < 60 {
			keys = append(keys, w.text)
		}
		if isStop(w, lang) || isStop(w, other) {
			continue
		}
		if x.lex.subject[stemNL(w.text)] || x.lex.subject[term(w.text, EN)] {
			q.subject = true
		}
		t := term(w.text, lang)
		if s, ok := seen[t]; ok {
			at[i] = s
			continue
		}
		if len(q.slots) == maxWords {
			break
		}
		weak := isWeak(w, lang)
		if !weak {
			contentKeys = append(contentKeys, "="+t)
		}
		seen[t] = len(q.slots)
		at[i] = len(q.slots)
		q.slots = append(q.slots, slot{word: w.text, weak: weak})
		x.own(&q.slots[at[i]], w, lang, other)
	}
	q.full = strings.Join(keys, " ")
	q.content = strings.Join(contentKeys, " ")
	x.phrases(q, at)
	x.joined(q, at)
	x.apart(q, at)
	for i := range q.slots {
		x.weigh(q, &q.slots[i])
	}
	for i := range q.slots {
		s := &q.slots[i]
		q.foreign = q.foreign || s.foreign
		q.subject = q.subject || s.subject
		q.mass += s.mass
		if !s.weak {
			q.strong++
		}
	}
	return q
}

func (x *Index) has(text string, lang Lang) bool {
	_, ok := x.known(term(text, lang))
	return ok
}

// guessByEntries decides for questions without any little word: the language
// in which entries use the words.
func (x *Index) guessByEntries(ws []word, hint Lang) Lang {
	nl, en := 0, 0
	for _, w := range ws[:min(len(ws), maxWords)] {
		if isStop(w, NL) || isStop(w, EN) {
			continue
		}
		n, e := x.has(w.text, NL), x.has(w.text, EN)
		if n && !e {
			nl++
		}
		if e && !n {
			en++
		}
	}
	switch {
	case nl > en:
		return NL
	case en > nl:
		return EN
	case hint == EN:
		return EN
	}
	return NL
}

// add enters an alternative unless a better one with the same terms is there.
func (s *slot) add(a alternative, weight float32, how string) {
	a.weight, a.how = weight, how
	for i := range s.alts {
		if slices.Equal(s.alts[i].terms, a.terms) {
			if s.alts[i].weight < weight {
				s.alts[i] = a
			}
			return
		}
	}
	s.alts = append(s.alts, a)
}

// own enters the word itself, what derives from it, and its parts.
func (x *Index) own(s *slot, w word, lang, other Lang) {
	if a, ok := x.alternative([]string{term(w.text, lang)}, 0); ok {
		s.add(a, wOwn, "word")
	}
	if !isStop(w, other) {
		if a, ok := x.alternative([]string{term(w.text, other)}, 0); ok {
			s.add(a, wOther, "word")
		}
	}
	if lang == NL || len(s.alts) == 0 {
		for _, d := range derived(stemNL(w.text)) {
			if a, ok := x.alternative([]string{d}, 0); ok {
				s.add(a, wDerived, "derived")
			}
		}
	}
	if len(w.parts) > 1 {
		x.parts(s, stemsOf(w.parts, lang))
		return
	}
	if !x.lex.whole[w.text] && len(w.text) >= 7 {
		x.parts(s, splitCompound(w.text, x.use))
	}
}

func stemsOf(parts []string, lang Lang) []string {
	var out []string
	for _, p := range parts {
		if !isStop(word{text: p}, lang) {
			out = append(out, term(p, lang))
		}
	}
	return out
}

// use is the partUse of questions: in how many entries a part stands.
func (x *Index) use(part string) (string, float64) {
	stem := stemNL(part)
	n := 0.0
	if t, ok := x.known(stem); ok {
		n = float64(len(x.of(t)))
	}
	if x.lex.heads[stem] {
		n += headUse
	}
	return stem, n
}

// parts enters the parts of a compound as one alternative. Parts that no entry
// has keep their share of the weight, so that "communicatiebudget" is not found
// by "communicatie" alone.
func (x *Index) parts(s *slot, stems []string) {
	if len(stems) < 2 {
		return
	}
	s.compound = true
	for _, stem := range stems {
		s.subject = s.subject || x.lex.subject[stem]
	}
	x.partSynonyms(s, stems)
	var a alternative
	var idf []float32
	var sum float32
	for _, stem := range stems {
		t, ok := x.known(stem)
		if !ok {
			sum += x.maxIDF
			continue
		}
		a.terms = append(a.terms, t)
		idf = append(idf, x.idf[t])
		sum += x.idf[t]
	}
	if len(a.terms) == 0 {
		return
	}
	for _, v := range idf {
		a.shares = append(a.shares, v/max(sum, 1e-6))
	}
	a.idf = min(sum, x.maxIDF)
	s.add(a, wParts, "parts")
}

// partSynonyms enters what the lexicon puts beside the parts of a compound:
// "cursusaanbod" meets "training". A part counts for its share of the word.
func (x *Index) partSynonyms(s *slot, stems []string) {
	for _, stem := range stems {
		for _, p := range x.lex.byFirst[stem] {
			if len(p.match) > 1 {
				continue
			}
			for _, a := range x.groups[p.group] {
				s.add(a, a.weight*wParts/float32(len(stems))*partSynonym, "parts")
			}
		}
	}
}

// derived gives stems that differ from one by a common ending: aanmelden and
// aanmelding, evalueren and evaluatie, adviseren and adviseur.
func derived(stem string) []string {
	n := len(stem)
	if n < 5 {
		return nil
	}
	var out []string
	if base, ok := strings.CutSuffix(stem, "ing"); ok && len(base) >= 3 {
		out = append(out, closeStem(openSyllable(base)))
	} else {
		out = append(out, reopen(stem)+"ing")
	}
	if base, ok := strings.CutSuffix(stem, "atie"); ok {
		out = append(out, base+"er")
	}
	if base, ok := strings.CutSuffix(stem, "er"); ok && n >= 6 {
		out = append(out, base+"atie", base+"eur", base+"ering", stem+"ing")
	}
	if base, ok := strings.CutSuffix(stem, "heid"); ok {
		out = append(out, base)
	} else if hasAny(stem, "lijk", "baar", "isch", "ig") {
		out = append(out, stem+"heid")
	}
	return out
}

// reopen spells a stem as before a vowel: deel is del(ing), schrijf is
// schrijv(ing).
func reopen(stem string) string {
	n := len(stem)
	last := stem[n-1]
	switch {
	case isConsonant(last) && n >= 3 && stem[n-2] == stem[n-3] && isVowel(stem[n-2]):
		return stem[:n-2] + string(last)
	case last == 'f' && isVowel(stem[n-2]):
		return stem[:n-1] + "v"
	case last == 's' && isVowel(stem[n-2]):
		return stem[:n-1] + "z"
	case isConsonant(last) && isVowel(stem[n-2]) && n >= 3 && isConsonant(stem[n-3]) && syllables(stem) == 1:
		return stem + string(last)
	}
	return stem
}

// phrases enters what the lexicon puts beside words and sequences of words.
func (x *Index) phrases(q *query, at []int) {
	for _, lang := range []Lang{NL, EN} {
		ws := q.words[:min(len(q.words), 2*maxWords)]
		keys := make([]string, len(ws))
		for i, w := range ws {
			keys[i] = term(w.text, lang)
		}
		for i := range keys {
			for _, p := range x.lex.byFirst[keys[i]] {
				n := len(p.match)
				if n > len(keys)-i || !slices.Equal(p.match, keys[i:i+n]) {
					continue
				}
				if n == 1 && lang != q.lang && x.has(q.wordAt(at[i]), q.lang) {
					continue // the word means something in its own language
				}
				x.expand(q, p, at[i:i+n])
			}
		}
	}
}

func (q *query) wordAt(slot int) string {
	if slot < 0 {
		return ""
	}
	return q.slots[slot].word
}

func (x *Index) expand(q *query, p phrase, where []int) {
	for _, a := range x.groups[p.group] {
		for _, s := range where {
			if s >= 0 {
				q.slots[s].known = true
				q.slots[s].add(a, a.weight, "synonym")
			}
		}
	}
}

// joined meets words that a question writes apart and an entry as one: "interne
// communicatie" and "interncommunicatie", "personeels magazine".
func (x *Index) joined(q *query, at []int) {
	for i := 0; i+1 < len(q.words); i++ {
		a, b := q.words[i].text, q.words[i+1].text
		if len(a) < minHead || len(b) < minHead || at[i] < 0 || at[i+1] < 0 || at[i] == at[i+1] {
			continue
		}
		for _, link := range []string{"", "s"} {
			alt, ok := x.alternative([]string{term(a+link+b, NL)}, 0)
			if !ok {
				continue
			}
			q.slots[at[i]].add(alt, wJoined, "joined")
			q.slots[at[i+1]].add(alt, wJoined, "joined")
		}
	}
}

// apart meets verbs whose particle stands elsewhere: "hoe meld ik me aan".
func (x *Index) apart(q *query, at []int) {
	if q.lang != NL {
		return
	}
	for i, w := range q.words {
		if at[i] < 0 || !isVerbForm(w.text) {
			continue
		}
		for j, p := range q.words {
			if j == i || j < i-2 || !particleWords[p.text] {
				continue
			}
			stem := p.text + stemNL(w.text)
			s := &q.slots[at[i]]
			if a, ok := x.alternative([]string{stem}, 0); ok {
				s.add(a, wOwn, "word")
			}
			for _, d := range derived(stem) {
				if a, ok := x.alternative([]string{d}, 0); ok {
					s.add(a, wDerived, "derived")
				}
			}
			for _, ph := range x.lex.byFirst[stem] {
				if len(ph.match) == 1 {
					x.expand(q, ph, at[i:i+1])
				}
			}
		}
	}
}

// weigh decides how much a word matters, and repairs it when nobody knows it.
func (x *Index) weigh(q *query, s *slot) {
	var own, any float32
	for _, a := range s.alts {
		any = max(any, a.idf)
		if a.how == "word" {
			s.known = true
			if own == 0 || a.idf < own {
				own = a.idf // of two readings the common one
			}
		}
	}
	for _, a := range s.alts {
		if a.how != "parts" {
			s.known = true
		}
	}
	s.foreign = own == 0 && x.lex.elsewhere(s.word)
	if !s.known && !s.weak && !s.foreign && len(q.repaired) < maxRepaired && !x.lex.known[s.word] && !isVerbForm(s.word) && !s.compound {
		x.repair(q, s)
		for _, a := range s.alts {
			any = max(any, a.idf)
		}
	}
	switch {
	case own > 0:
		s.mass = own
	case s.known || len(s.alts) > 0 && s.repair != "":
		s.mass = any
	case len(s.alts) > 0: // parts only
		s.mass = max(any, massOdd*x.maxIDF)
	case s.foreign:
		s.mass = x.maxIDF
	case isVerbForm(s.word):
		s.mass = massOddVerb * x.maxIDF
	default:
		s.mass = massOdd * x.maxIDF
	}
	if s.weak {
		if own > 0 || s.known {
			s.mass *= massWeak
		} else {
			s.mass = massWeakOdd * x.maxIDF
		}
	}
}

func (x *Index) repair(q *query, s *slot) {
	found := x.vocab.near(s.word)
	for i, c := range found {
		weight := float32(wRepaired)
		if c.dist > 1 {
			weight *= 0.9
		}
		if i > 0 {
			weight *= 0.9
		}
		for _, lang := range []Lang{q.lang, otherLang(q.lang)} {
			t := term(c.text, lang)
			if a, ok := x.alternative([]string{t}, 0); ok {
				s.add(a, weight, "repaired")
			}
			if i > 0 {
				continue
			}
			for _, p := range x.lex.byFirst[t] {
				if len(p.match) > 1 {
					continue
				}
				for _, a := range x.groups[p.group] {
					s.add(a, weight*a.weight, "synonym")
				}
			}
		}
	}
	to := ""
	if len(found) > 0 {
		to = found[0].text
	} else if q.lang == NL {
		var stems []string
		stems, to = x.vocab.nearCompound(s.word, x.use)
		x.parts(s, stems)
	}
	if to != "" && len(s.alts) > 0 {
		s.repair = to
		q.repaired = append(q.repaired, Repair{s.word, to})
	}
}

func otherLang(l Lang) Lang {
	if l == EN {
		return NL
	}
	return EN
}
