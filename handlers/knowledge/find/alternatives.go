package find

import (
	"slices"
	"strings"
)

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

// parts enters the parts of a compound as one alternative.
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
	for _, stem := range stems {
		if t, ok := x.known(stem); ok {
			a.terms = append(a.terms, t)
		} else {
			a.odd++
		}
	}
	if len(a.terms) == 0 {
		return
	}
	a.measure(x.idfAt, x.maxIDF)
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
		out = append(out, oneVowel(base))
	} else if hasAny(stem, "lijk", "isch", "ig") {
		out = append(out, stem+"heid")
	} else if hasAny(stem, "bar", "zam") { // zichtbaarheid, duurzaamheid
		out = append(out, stem[:n-1]+stem[n-2:]+"heid")
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
	if x.lex.groups[p.group].department {
		for _, s := range where {
			if s >= 0 {
				q.slots[s].department = true
			}
		}
		return
	}
	sure := float32(1)
	if len(p.match) > 1 {
		sure = wPhrase
	}
	for _, a := range x.groups[p.group] {
		for _, s := range where {
			if s >= 0 {
				q.slots[s].known = true
				q.slots[s].phrase = q.slots[s].phrase || len(p.match) > 1
				q.slots[s].add(a, a.weight*sure, "synonym")
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
			stem := oneVowel(p.text + stemNL(w.text))
			s := &q.slots[at[i]]
			if _, ok := x.known(stem); !ok && x.lex.foreign[stem] { // schrijf mij uit
				s.foreign, s.weak = true, false
			}
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

// departments leads who names a department, and nothing else or asks who, to
// its AIC member. In other questions a department is a word like any other.
// Where the question is about that member, an entry that happens to name the
// department is not about it.
func (x *Index) departments(q *query) {
	only, named, who, member := true, false, false, false
	for i := range q.slots {
		s := &q.slots[i]
		s.department = s.department && !x.isName(s.word) // the organisation has an entry about it
		only = only && (s.department || s.weak)
		named = named || s.department
	}
	q.place = only && named
	for _, w := range q.words {
		member = member || asksMember[w.text]
		who = who || member || asksWho[w.text]
	}
	if !only && !who {
		return
	}
	for i := range q.slots {
		s := &q.slots[i]
		if !s.department {
			continue
		}
		if only || member {
			s.alts = nil
		}
		s.known = true
		for g := range x.lex.groups {
			if x.lex.groups[g].department {
				for _, a := range x.groups[g] {
					s.add(a, a.weight, "department")
				}
			}
		}
	}
}

// isName reports whether an entry is called by one word.
func (x *Index) isName(w string) bool {
	found := x.named(w)
	return len(found) > 0 && found[0].level == asName
}

// asksMember are words that only mean the member of a department.
var asksMember = set("aic aiclid aicleden aicmember aicmembers vertegenwoordiger vertegenwoordigt vertegenwoordigers representative representatives represents namens")

// asksWho are words that ask for a person, whoever that is.
var asksWho = set("wie who whom lid leden member members contactpersoon aanspreekpunt")

// alone takes a question of one or two little words, such as "contact", for
// what it says: nothing else tells what is asked.
func (q *query) alone() {
	if len(q.words) > 2 {
		return
	}
	for i := range q.slots {
		s := &q.slots[i]
		if s.amount || !s.weak && !weakNL[s.word] && !weakEN[s.word] {
			return
		}
	}
	for i := range q.slots {
		q.slots[i].weak, q.vague = false, true
	}
}
