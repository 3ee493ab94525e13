package find

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// NewIndexWith builds an index with a lexicon of the caller's.
func NewIndexWith(entries []Entry, lex *Lexicon) *Index {
	b := &builder{
		x:        &Index{entries: entries, lex: lex},
		terms:    map[string]uint32{},
		surfaces: map[string]uint32{},
		grams:    newGramBuilder(),
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

// token is a surface as it stands in a text: its number, and below it the
// languages to read it in.
type token uint32

const (
	readNL   token = 1
	readEN   token = 2
	readBits       = 2
)

func reading(lang Lang) token {
	switch lang {
	case NL:
		return readNL
	case EN:
		return readEN
	}
	return readNL | readEN
}

type builder struct {
	x        *Index
	terms    map[string]uint32
	names    []string // of terms
	surfaces map[string]uint32
	table    []surface
	tokens   []token  // of all entries, field after field
	ends     []uint32 // where a field of an entry ends in tokens
	buffer   []word
	grams    *gramBuilder
}

// docs returns how many entries are indexed.
func (b *builder) docs() int { return min(len(b.x.entries), maxDocs) }

func (b *builder) term(s string) uint32 {
	if id, ok := b.terms[s]; ok {
		return id
	}
	id := uint32(len(b.names))
	s = strings.Clone(s)
	b.terms[s] = id
	b.names = append(b.names, s)
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
	key = strings.Clone(key)
	s := surface{text: key, hyphen: w.parts}
	if w.upper {
		s.text = key[1:]
	}
	if !isStop(w, NL) && !isStop(w, EN) {
		s.nl = b.term(term(w.text, NL)) + 1
		s.en = b.term(term(w.text, EN)) + 1
	}
	id := uint32(len(b.table))
	b.table = append(b.table, s)
	b.surfaces[key] = id
	return id
}

// words splits a text; the result holds until the next call.
func (b *builder) words(s string) []word {
	b.buffer = appendWords(b.buffer[:0], s)
	return b.buffer
}

// read analyses every text once and counts words.
func (b *builder) read() {
	for d := range b.docs() {
		e := &b.x.entries[d]
		enter := func(lang Lang, ws []word) {
			for _, w := range ws {
				id := b.surface(w)
				b.tokens = append(b.tokens, token(id)<<readBits|reading(lang))
				if row := &b.table[id]; row.last != uint32(d)+1 {
					row.last = uint32(d) + 1
					row.docs++
				}
			}
		}
		add := func(lang Lang, s string, at field) {
			ws := b.words(s)
			enter(lang, ws)
			if weight := gramWeight[at]; weight > 0 {
				b.grams.line(ws, weight)
			}
		}
		each := func(l Lists, at field) {
			for _, s := range l.NL {
				add(NL, s, at)
			}
			for _, s := range l.EN {
				add(EN, s, at)
			}
		}
		end := func() { b.ends = append(b.ends, uint32(len(b.tokens))) }
		add(NL, e.Title.NL, inTitle)
		add(EN, e.Title.EN, inTitle)
		end() // of inTitle
		each(e.Questions, inQuestions)
		end() // of inQuestions
		for _, k := range e.Keywords {
			add("", k, inKeywords)
		}
		add("", strings.ReplaceAll(e.ID, "-", " "), inKeywords)
		end() // of inKeywords
		add(NL, e.Summary.NL, inSummary)
		add(EN, e.Summary.EN, inSummary)
		end() // of inSummary
		add(NL, e.Caveat.NL, inBody)
		add(EN, e.Caveat.EN, inBody)
		each(e.Steps, inBody)
		add("", e.Owner, inBody)
		add(NL, e.Contact.NL, inBody)
		add(EN, e.Contact.EN, inBody)
		body := e.Body
		if len(body) > maxBody {
			body = body[:maxBody]
		}
		for paragraph := range strings.SplitSeq(body, "\n\n") {
			ws := b.words(paragraph)
			lang, _ := guess(ws)
			if lang == "" {
				lang = NL
			}
			enter(lang, ws)
		}
		end() // of inBody
		b.grams.end()
	}
}

// field returns the tokens of a field of an entry.
func (b *builder) field(d int, f field) []token {
	at := d*int(fields) + int(f)
	from := uint32(0)
	if at > 0 {
		from = b.ends[at-1]
	}
	return b.tokens[from:b.ends[at]]
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
			byStem[b.names[s.nl-1]] += float64(s.docs)
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
			stem := b.names[s.nl-1]
			uses[s.text] = use{stem, byStem[stem]}
		}
	}
	known := func(part string) (string, float64) {
		u := uses[part]
		return u.stem, u.n
	}
	stems := b.compounds(known)
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
		for _, stem := range stems[i] {
			s.parts = append(s.parts, b.term(stem))
		}
	}
}

// compounds splits every word that may be one, on all processors: it is a
// quarter of the work of an index.
func (b *builder) compounds(known partUse) [][]string {
	stems := make([][]string, len(b.table))
	const at = 1000 // words at a time
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(b.table)/at+1) {
		wait.Go(func() {
			for from := int(next.Add(at)) - at; from < len(b.table); from = int(next.Add(at)) - at {
				for i := from; i < min(from+at, len(b.table)); i++ {
					if s := &b.table[i]; len(s.hyphen) <= 1 && s.nl > 0 && !b.x.lex.whole[s.text] {
						stems[i] = splitCompound(s.text, known)
					}
				}
			}
		})
	}
	wait.Wait()
	return stems
}

// lengths are what the length of a field is measured against: the usual one, or
// the average of this set where its texts are longer, as those of a wiki are.
func (b *builder) lengths() [fields]float32 {
	length := usualLength
	for f := inTitle; f < fields; f++ {
		sum, n := 0, 0
		for d := range b.docs() {
			if words := len(b.field(d, f)); words > 0 {
				sum += words
				n++
			}
		}
		if n > 0 {
			length[f] = max(length[f], float32(sum)/float32(n))
		}
	}
	return length
}

// write turns the texts into postings.
func (b *builder) write() {
	type use struct {
		term uint32
		posting
	}
	var (
		uses    []use
		tf      = make([]float32, len(b.names))
		masks   = make([]uint8, len(b.names))
		touched []uint32
	)
	x := b.x
	x.starts = make([]uint32, len(b.names)+1)
	length := b.lengths()
	for d := range b.docs() {
		for f := inTitle; f < fields; f++ {
			tokens := b.field(d, f)
			norm := fieldWeight[f] / (1 - fieldB[f] + fieldB[f]*float32(len(tokens))/length[f])
			add := func(term uint32, weight float32) {
				if masks[term] == 0 {
					touched = append(touched, term)
				}
				tf[term] += weight * norm
				masks[term] |= 1 << f
			}
			for _, t := range tokens {
				s := &b.table[t>>readBits]
				if t&readNL != 0 && s.nl > 0 {
					add(s.nl-1, 1)
					for _, p := range s.parts {
						add(p, partWeight)
					}
				}
				if t&readEN != 0 && s.en > 0 {
					add(s.en-1, 1)
				}
			}
		}
		for _, t := range touched {
			uses = append(uses, use{t, newPosting(uint32(d), uint32(masks[t]), tf[t]/(k1+tf[t]))})
			x.starts[t+1]++
			tf[t], masks[t] = 0, 0
		}
		touched = touched[:0]
	}
	b.tokens, b.ends = nil, nil
	for t := range b.names {
		x.starts[t+1] += x.starts[t]
	}
	next := slices.Clone(x.starts)
	x.postings = make([]posting, len(uses))
	for _, u := range uses { // entries come in order
		x.postings[next[u.term]] = u.posting
		next[u.term]++
	}
	x.terms = newTable(b.names)
}

// weighTerms computes what follows from the postings.
func (x *Index) weighTerms() {
	n := len(x.entries)
	x.idf = make([]float32, x.terms.len())
	for t := range x.idf {
		x.idf[t] = idfOf(int(x.starts[t+1]-x.starts[t]), n)
	}
	x.maxIDF = idfOf(0, n)
}

func (b *builder) finish() {
	x := b.x
	x.lineStart = []uint32{0}
	for d := range b.docs() {
		x.docLines = append(x.docLines, uint32(len(x.lineStart)-1))
		b.naming(uint32(d), &x.entries[d])
	}
	x.docLines = append(x.docLines, uint32(len(x.lineStart)-1))
	x.lines = slices.Clip(x.lines)
	slices.SortFunc(x.aliases, func(a, b alias) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.level, b.level), cmp.Compare(a.doc, b.doc))
	})
	x.aliases = slices.Clip(slices.Compact(x.aliases))
	x.vocab = newVocabulary(b.table, x.lex)
	x.grams = b.grams.done()
	x.ready()
}

// ready computes what an index holds beside what is stored of it.
func (x *Index) ready() {
	x.weighTerms()
	x.grams.ready()
	x.groups = map[int][]alternative{}
	for g := range x.lex.groups {
		for _, p := range x.lex.groups[g].texts {
			if alt, ok := x.alternative(p.terms, x.lex.groups[g].weight); ok {
				x.groups[g] = append(x.groups[g], alt)
			}
		}
	}
	docs, terms := len(x.entries), x.terms.len()
	x.scratch.New = func() any { return newScratch(docs, terms) }
}

// naming enters the lines and aliases of one entry.
func (b *builder) naming(d uint32, e *Entry) {
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
		if key := contentKey(ws, NL); strings.Count(key, " ")+1 == len(ws) { // "zonder bureau" is not "bureau"
			alias1(asKeyword, key)
		}
	}
}
