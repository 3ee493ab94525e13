package find

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// NewIndexWith builds an index with a lexicon of the caller's.
func NewIndexWith(entries []Entry, lex *Lexicon) *Index {
	b := &builder{
		x:        &Index{entries: entries, lex: lex, terms: map[string]uint32{}},
		surfaces: map[string]uint32{},
	}
	b.read()
	b.split()
	b.write()
	b.finish()
	return b.x
}

// surface is a word as it is written somewhere, analysed once.
type surface struct {
	text   string
	nl, en uint32   // its terms, plus one; 0 when it carries no subject
	parts  []uint32 // terms of the parts of a Dutch compound
	hyphen []string // parts around a hyphen
	docs   uint32   // entries it stands in
	last   uint32   // the last of those, plus one
}

type token struct {
	surface uint32
	lang    Lang
}

type builder struct {
	x        *Index
	surfaces map[string]uint32
	table    []surface
	texts    [][fields][]token // by entry
	average  [fields]float32
}

func (b *builder) term(s string) uint32 {
	if id, ok := b.x.terms[s]; ok {
		return id
	}
	id := uint32(len(b.x.names))
	s = strings.Clone(s)
	b.x.terms[s] = id
	b.x.names = append(b.x.names, s)
	return id
}

func (b *builder) surface(w word) uint32 {
	key := w.text
	if w.upper {
		key = "^" + key
	}
	if id, ok := b.surfaces[key]; ok {
		return id
	}
	s := surface{text: strings.Clone(w.text), hyphen: w.parts}
	if !isStop(w, NL) && !isStop(w, EN) {
		s.nl = b.term(term(w.text, NL)) + 1
		s.en = b.term(term(w.text, EN)) + 1
	}
	id := uint32(len(b.table))
	b.table = append(b.table, s)
	b.surfaces[strings.Clone(key)] = id
	return id
}

// read analyses every text once and counts words and lengths.
func (b *builder) read() {
	b.texts = make([][fields][]token, len(b.x.entries))
	for d := range b.x.entries {
		e := &b.x.entries[d]
		t := &b.texts[d]
		add := func(f field, lang Lang, s string) {
			for _, w := range words(s) {
				id := b.surface(w)
				t[f] = append(t[f], token{id, lang})
				if row := &b.table[id]; row.last != uint32(d)+1 {
					row.last = uint32(d) + 1
					row.docs++
				}
			}
		}
		both := func(f field, s string) { add(f, "", s) }
		add(inTitle, NL, e.Title.NL)
		add(inTitle, EN, e.Title.EN)
		for _, q := range e.Questions.NL {
			add(inQuestions, NL, q)
		}
		for _, q := range e.Questions.EN {
			add(inQuestions, EN, q)
		}
		for _, k := range e.Keywords {
			both(inKeywords, k)
		}
		both(inKeywords, strings.ReplaceAll(e.ID, "-", " "))
		add(inSummary, NL, e.Summary.NL)
		add(inSummary, EN, e.Summary.EN)
		add(inBody, NL, e.Caveat.NL)
		add(inBody, EN, e.Caveat.EN)
		for _, s := range e.Steps.NL {
			add(inBody, NL, s)
		}
		for _, s := range e.Steps.EN {
			add(inBody, EN, s)
		}
		both(inBody, e.Owner)
		add(inBody, NL, e.Contact.NL)
		add(inBody, EN, e.Contact.EN)
		body := e.Body
		if len(body) > maxBody {
			body = body[:maxBody]
		}
		for paragraph := range strings.SplitSeq(body, "\n\n") {
			lang, _ := guess(words(paragraph))
			if lang == "" {
				lang = NL
			}
			add(inBody, lang, paragraph)
		}
		for f := range t {
			b.average[f] += float32(len(t[f]))
		}
	}
	for f := range b.average {
		b.average[f] = max(b.average[f]/float32(max(len(b.x.entries), 1)), 1)
	}
}

// split finds the parts of Dutch compounds, once the words of all entries are
// known.
func (b *builder) split() {
	type use struct {
		stem string
		n    float64
	}
	byStem := map[string]float64{}
	for i := range b.table {
		if s := &b.table[i]; s.nl > 0 {
			byStem[b.x.names[s.nl-1]] += float64(s.docs)
		}
	}
	for stem := range b.x.lex.heads {
		byStem[stem] += headUse
	}
	uses := make(map[string]use, len(byStem)+len(b.table)) // by stem and by word
	for stem, n := range byStem {
		uses[stem] = use{stem, n}
	}
	for i := range b.table {
		if s := &b.table[i]; s.nl > 0 {
			stem := b.x.names[s.nl-1]
			uses[s.text] = use{stem, byStem[stem]}
		}
	}
	known := func(part string) (string, float64) {
		u := uses[part]
		return u.stem, u.n
	}
	for i := range b.table {
		s := &b.table[i]
		if len(s.hyphen) > 1 {
			for _, p := range s.hyphen {
				if w := (word{text: p}); !isStop(w, NL) && len(p) > 1 {
					s.parts = append(s.parts, b.term(term(p, NL)))
				}
			}
			continue
		}
		if s.nl == 0 || b.x.lex.whole[s.text] {
			continue
		}
		for _, stem := range splitCompound(s.text, known) {
			s.parts = append(s.parts, b.term(stem))
		}
	}
}

// write turns the texts into postings and lines.
func (b *builder) write() {
	type triple struct {
		term uint32
		posting
	}
	type count struct {
		tf   float32
		mask uint32
	}
	var all []triple
	counts := map[uint32]count{}
	for d := range b.texts {
		clear(counts)
		for f, tokens := range b.texts[d] {
			norm := fieldWeight[f] / (1 - fieldB[f] + fieldB[f]*float32(len(tokens))/b.average[f])
			add := func(term uint32, weight float32) {
				c := counts[term]
				c.tf += weight * norm
				c.mask |= 1 << f
				counts[term] = c
			}
			for _, t := range tokens {
				s := &b.table[t.surface]
				if t.lang != EN && s.nl > 0 {
					add(s.nl-1, 1)
					for _, p := range s.parts {
						add(p, partWeight)
					}
				}
				if t.lang != NL && s.en > 0 {
					add(s.en-1, 1)
				}
			}
		}
		for t, c := range counts {
			all = append(all, triple{t, posting{uint32(d) | c.mask<<maskShift, c.tf / (k1 + c.tf)}})
		}
		b.texts[d] = [fields][]token{}
	}
	b.texts = nil
	x := b.x
	x.starts = make([]uint32, len(x.names)+1)
	for _, t := range all {
		x.starts[t.term+1]++
	}
	for t := range x.names {
		x.starts[t+1] += x.starts[t]
	}
	next := slices.Clone(x.starts)
	x.postings = make([]posting, len(all))
	for _, t := range all { // entries come in order
		x.postings[next[t.term]] = t.posting
		next[t.term]++
	}
	n := float64(len(x.entries))
	x.idf = make([]float32, len(x.names))
	for t := range x.idf {
		df := float64(x.starts[t+1] - x.starts[t])
		x.idf[t] = float32(math.Log(1 + (n-df+0.5)/(df+0.5)))
	}
	x.maxIDF = float32(math.Log(1 + (n+0.5)/0.5))
}

func (b *builder) finish() {
	x := b.x
	x.lineStart = []uint32{0}
	for d := range x.entries {
		x.docLines = append(x.docLines, uint32(len(x.lineStart)-1))
		b.names(uint32(d), &x.entries[d])
	}
	x.docLines = append(x.docLines, uint32(len(x.lineStart)-1))
	x.lines = slices.Clip(x.lines)
	slices.SortFunc(x.aliases, func(a, b alias) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.level, b.level), cmp.Compare(a.doc, b.doc))
	})
	x.aliases = slices.Clip(slices.Compact(x.aliases))
	x.vocab = newVocabulary(b.table, x.lex)
	x.groups = map[int][]alternative{}
	for g := range x.lex.groups {
		for _, p := range x.lex.groups[g].texts {
			if alt, ok := x.alternative(p.terms, x.lex.groups[g].weight); ok {
				x.groups[g] = append(x.groups[g], alt)
			}
		}
	}
	n := len(x.entries)
	x.scratch.New = func() any { return newScratch(n) }
}

// names enters the lines and aliases of one entry.
func (b *builder) names(d uint32, e *Entry) {
	x := b.x
	alias1 := func(level aliasLevel, s string) {
		if s != "" {
			x.aliases = append(x.aliases, alias{hash(s), d, level})
		}
	}
	line := func(ws []word, langs ...Lang) {
		for _, lang := range langs {
			start := len(x.lines)
			for _, w := range ws {
				s := &b.table[b.surface(w)]
				id := s.nl
				if lang == EN {
					id = s.en
				}
				if id > 0 && !slices.Contains(x.lines[start:], id-1) {
					x.lines = append(x.lines, id-1)
				}
			}
			if len(x.lines) > start {
				x.lineStart = append(x.lineStart, uint32(len(x.lines)))
			}
		}
	}
	for _, t := range []struct {
		text string
		lang Lang
	}{{e.Title.NL, NL}, {e.Title.EN, EN}} {
		ws := words(t.text)
		line(ws, t.lang)
		alias1(asName, keyOf(ws))
		alias1(asName, contentKey(ws, t.lang))
		if before, rest, ok := strings.Cut(t.text, "("); ok {
			inside, _, _ := strings.Cut(rest, ")")
			ws = words(before)
			line(ws, t.lang)
			alias1(asName, keyOf(ws))
			alias1(asName, contentKey(ws, t.lang))
			ws = words(inside)
			alias1(asName, keyOf(ws))
			alias1(asName, contentKey(ws, t.lang))
		}
	}
	spaced := strings.ReplaceAll(e.ID, "-", " ")
	alias1(asName, spaced)
	alias1(asName, contentKey(words(spaced), NL))
	alias1(asName, strings.ReplaceAll(e.ID, "-", ""))
	question := func(lang Lang, list []string) {
		for _, q := range list {
			ws := words(q)
			line(ws, lang)
			alias1(asQuestion, keyOf(ws))
		}
	}
	question(NL, e.Questions.NL)
	question(EN, e.Questions.EN)
	for _, k := range e.Keywords {
		ws := words(k)
		line(ws, NL, EN)
		alias1(asKeyword, keyOf(ws))
		alias1(asKeyword, contentKey(ws, NL))
	}
}
