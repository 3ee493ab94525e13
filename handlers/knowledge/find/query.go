package find

import (
	"strings"
)

// Weights of the ways in which a word of a question can meet an entry.
const (
	wOwn        = 1.0 // the word itself, in the question's language
	wOther      = 1.0 // the same letters read as the other language
	wSynonym    = 0.8
	wOneway     = 0.6
	wPhrase     = 1.15 // times more when several words together are the synonym: that is seldom by chance
	wDepartment = 0.7  // the AIC member for the name of a department
	wDerived    = 0.7  // aanmelding for aanmelden
	wRepaired   = 0.8
	wParts      = 0.7 // all parts of a compound together
	partSynonym = 1.5
	wJoined     = 0.9 // two words of the question that an entry writes as one

	// massWeak is what a weak word counts, massOdd what an unknown word counts,
	// relative to its idf.
	massWeak    = 0.6
	massWeakOdd = 0.1
	massOdd     = 1.0
	massAmount  = 0.5  // of a word that asks for a number
	massOddVerb = 0.85 // of a common verb no entry has; nouns carry the subject
)

// alternative is one way to meet a word: a term, or several that share its
// weight by their idf.
type alternative struct {
	terms  []uint32
	shares []float32
	odd    int // parts of a compound that no entry has
	idf    float32
	weight float32
	how    string
}

// slot is one word of a question with all the ways to meet it.
type slot struct {
	word       string
	mass       float32 // how much the word matters
	weak       bool
	known      bool // an entry has the word, or a word the lexicon puts beside it
	phrase     bool // words around it make it a synonym of what an entry has: "zonder laptop"
	foreign    bool // it belongs to another subject, and no entry has it
	repair     string
	amount     bool // it asks for a number
	subject    bool // a part of it belongs to the field
	department bool // it is the name of a department
	compound   bool // its parts are words, so it is no spelling mistake
	alts       []alternative
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
	aside    bool   // so does a word that an entry has all the same
	full     string // phraseKey
	content  string // contentKey
	vague    bool   // a little word is all there is
	place    bool   // nothing but a department is named
	asides   bool   // weak words stand beside those of content
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
	}
	a.measure(x.idfAt, x.maxIDF)
	return a, len(a.terms) > 0
}

func (x *Index) idfAt(t uint32) float32 { return x.idf[t] }

// worth is what an alternative counts when it is met fully.
func (s *slot) worth(a *alternative) float32 {
	if s.weak {
		return a.weight * min(s.mass, a.idf*massWeak)
	}
	return a.weight * min(s.mass, a.idf)
}

// measure sets idf and shares from the idf of terms. Parts that no entry has
// keep their share, so that "communicatiebudget" is not found by "communicatie"
// alone.
func (a *alternative) measure(idf func(uint32) float32, most float32) {
	sum := float32(a.odd) * most
	for _, t := range a.terms {
		sum += idf(t)
	}
	if len(a.terms) > 1 || a.odd > 0 {
		a.shares = make([]float32, len(a.terms))
		for i, t := range a.terms {
			a.shares[i] = idf(t) / max(sum, 1e-6)
		}
	}
	a.idf = min(sum, most)
}

// analyse reads a question.
func (x *Index) analyse(text string, hint Lang) *query {
	text = shorten(clean(text))
	q := &query{words: words(text)}
	if len(q.words) > 2 && text == strings.ToUpper(text) { // shouting, or no capitals exist
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
		} else {
			q.asides = true
		}
		seen[t] = len(q.slots)
		at[i] = len(q.slots)
		q.slots = append(q.slots, slot{word: w.text, weak: weak})
		if amounts[w.text] {
			q.slots[at[i]].amount, q.slots[at[i]].weak = true, true
			continue
		}
		x.own(&q.slots[at[i]], w, lang, other)
	}
	q.full = strings.Join(keys, " ")
	q.content = strings.Join(contentKeys, " ")
	q.alone()
	x.phrases(q, at)
	x.departments(q)
	x.joined(q, at)
	x.apart(q, at)
	q.foreign = x.lex.isAway(q.words, q.lang)
	for i := range q.slots {
		x.settle(q, &q.slots[i])
		q.slots[i].weigh(x.maxIDF)
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

// guessByEntries decides for questions whose words do not tell: the language in
// which entries use them. One word is often the same in both; then the reader's
// language decides.
func (x *Index) guessByEntries(ws []word, hint Lang) Lang {
	nl, en := 0, 0
	for _, w := range ws[:min(len(ws), maxWords)] {
		if w.upper || isStop(w, NL) || isStop(w, EN) {
			continue
		}
		n, named := x.written(w.text, NL)
		e, _ := x.written(w.text, EN)
		alike := named || len(ws) == 1 && x.has(w.text, NL) // "message house" is Dutch too
		switch {
		case n > 2*e:
			nl++
		case e > 2*n && !alike:
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

// written is the number of entries that have a word in what they say in a
// language, and whether one of their titles has it. Keywords tell nothing: they
// are read in both.
func (x *Index) written(text string, lang Lang) (n int, named bool) {
	t, ok := x.known(term(text, lang))
	if !ok {
		return 0, false
	}
	for _, p := range x.of(t) {
		if p.fields()&(1<<inTitle|1<<inQuestions|1<<inSummary) != 0 {
			n++
		}
		named = named || p.fields()&(1<<inTitle) != 0
	}
	return n, named
}

// settle finds out whether anybody knows a word, and repairs it when nobody
// does.
func (x *Index) settle(q *query, s *slot) {
	own := false
	for _, a := range s.alts {
		own = own || a.how == "word" && a.idf > 0
		s.known = s.known || a.how != "parts"
	}
	s.foreign = s.foreign || !own && !s.department && !s.phrase && x.lex.elsewhere(s.word)
	q.aside = q.aside || own && x.lex.elsewhere(s.word)
	if !s.known && !s.weak && !s.foreign && len(q.repaired) < maxRepaired && !x.lex.known[s.word] && !isVerbForm(s.word) && !s.compound {
		x.repair(q, s)
	}
}

// weigh decides how much a word matters; most is the idf of a word that no
// entry has.
func (s *slot) weigh(most float32) {
	var own, any, mended float32
	for _, a := range s.alts {
		any = max(any, a.idf)
		if a.how == "repaired" {
			mended = max(mended, a.idf)
		}
		if a.how == "word" && (own == 0 || a.idf < own) {
			own = a.idf // of two readings the common one
		}
	}
	switch {
	case s.amount:
		s.mass = massAmount * most
		return
	case own > 0:
		s.mass = own
	case mended > 0 && !s.known:
		s.mass = mended
	case s.known || len(s.alts) > 0 && s.repair != "":
		s.mass = any
	case len(s.alts) > 0: // parts only
		s.mass = max(any, massOdd*most)
	case s.foreign:
		s.mass = most
	case isVerbForm(s.word):
		s.mass = massOddVerb * most
	default:
		s.mass = massOdd * most
	}
	if s.weak {
		if own > 0 || s.known {
			s.mass *= massWeak
		} else {
			s.mass = massWeakOdd * most
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
	} else { // in whatever language the words around it are
		var stems []string
		stems, to = x.vocab.nearCompound(s.word, x.use, x.lex.heads)
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
