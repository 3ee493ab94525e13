package find

import (
	"cmp"
	"hash/maphash"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// NewIndexWith builds an index with a lexicon of the caller's, on all processors.
func NewIndexWith(entries []Entry, lex *Lexicon) *Index {
	b := &builder{
		x:        &Index{entries: entries, lex: lex},
		terms:    map[string]uint32{},
		surfaces: map[string]uint32{},
	}
	b.read()
	b.number()
	b.split()
	b.write()
	b.finish()
	return b.x
}

// surface is a word as it is written somewhere, analysed once.
type surface struct {
	text   string
	upper  bool
	nl, en uint32   // its terms, plus one; 0 when it carries no subject
	parts  []uint32 // terms of the parts of a Dutch compound
	hyphen []string // parts around a hyphen
	docs   uint32   // entries it stands in
	last   uint32   // the last of those, plus one
}

// subject reports whether a surface has terms.
func (s *surface) subject() bool {
	w := word{text: s.text, upper: s.upper}
	return !isStop(w, NL) && !isStop(w, EN)
}

// key tells surfaces apart.
func (w *word) key() string {
	if w.upper {
		return "^" + w.text
	}
	return w.text
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
	batches  []*batch
}

// batch is some of the entries, in order. Batches are worked on at the same
// time. Whatever has a number gets it batch after batch, so that the index is
// the same on any machine.
type batch struct {
	b        *builder
	from, to int // entries
	surfaces map[string]uint32
	table    []surface
	numbers  []uint32 // of the surfaces of the batch in those of the builder
	tokens   []token  // of all entries, field after field
	ends     []uint32 // where a field of an entry ends in tokens
	buffer   []word
	grams    *gramBuilder

	uses     []use
	lines    []uint32 // as in Index
	lineEnd  []uint32
	docLines []uint32 // lines before each entry
	aliases  []alias
}

type use struct {
	term uint32
	posting
}

// batchSize is how many entries are in a batch: few, so that their words stay
// near the processor.
const batchSize = 256

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

// each works on 0 to n on all processors, so many at a time.
func each(n, at int, do func(from, to int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+at-1)/at) {
		wait.Go(func() {
			for from := int(next.Add(int64(at))) - at; from < n; from = int(next.Add(int64(at))) - at {
				do(from, min(from+at, n))
			}
		})
	}
	wait.Wait()
}

// eachBatch works on all batches.
func (b *builder) eachBatch(do func(*batch)) {
	each(len(b.batches), 1, func(i, _ int) { do(b.batches[i]) })
}

// read analyses every text once and counts words.
func (b *builder) read() {
	for from := 0; from < b.docs(); from += batchSize {
		b.batches = append(b.batches, &batch{b: b, from: from, to: min(from+batchSize, b.docs())})
	}
	b.eachBatch((*batch).read)
}

// surface returns the number of a word in the batch.
func (b *batch) surface(w *word) uint32 {
	key := w.key()
	if id, ok := b.surfaces[key]; ok {
		return id
	}
	id := uint32(len(b.table))
	b.table = append(b.table, surface{text: w.text, upper: w.upper, hyphen: w.parts})
	b.surfaces[key] = id
	return id
}

// words splits a text; the result holds until the next call.
func (b *batch) words(s string) []word {
	b.buffer = appendWords(b.buffer[:0], s)
	return b.buffer
}

func (b *batch) read() {
	b.surfaces = make(map[string]uint32, 16*(b.to-b.from))
	b.grams = newGramBuilder()
	for d := b.from; d < b.to; d++ {
		e := &b.b.x.entries[d]
		enter := func(lang Lang, ws []word) {
			for i := range ws {
				id := b.surface(&ws[i])
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

// number gives surfaces and terms the numbers they have in the index.
func (b *builder) number() {
	for _, c := range b.batches {
		c.numbers = make([]uint32, len(c.table))
		for i := range c.table {
			s := &c.table[i]
			w := word{text: s.text, upper: s.upper}
			key := w.key()
			id, ok := b.surfaces[key]
			if !ok {
				key = strings.Clone(key)
				id = uint32(len(b.table))
				b.surfaces[key] = id
				b.table = append(b.table, surface{text: strings.TrimPrefix(key, "^"), upper: s.upper, hyphen: s.hyphen})
			}
			b.table[id].docs += s.docs
			c.numbers[i] = id
		}
		c.table = nil
	}
	stems := make([][2]string, len(b.table))
	each(len(b.table), 1000, func(from, to int) {
		for i := from; i < to; i++ {
			if s := &b.table[i]; s.subject() {
				stems[i] = [2]string{term(s.text, NL), term(s.text, EN)}
			}
		}
	})
	for i := range b.table {
		if s := &b.table[i]; stems[i][1] != "" {
			s.nl = b.term(stems[i][0]) + 1
			s.en = b.term(stems[i][1]) + 1
		}
	}
	b.eachBatch(func(c *batch) {
		for i, t := range c.tokens {
			c.tokens[i] = token(c.numbers[t>>readBits])<<readBits | t&(1<<readBits-1)
		}
	})
}

// field returns the tokens of a field of an entry.
func (b *batch) field(d int, f field) []token {
	at := (d-b.from)*int(fields) + int(f)
	from := uint32(0)
	if at > 0 {
		from = b.ends[at-1]
	}
	return b.tokens[from:b.ends[at]]
}

// uses tells of words and stems how often entries use them.
type uses struct {
	b      *builder
	byTerm []float64
	extra  map[string]float64 // stems of the lexicon that no entry has
	maybe  []uint64           // bits of hashes: most parts that are tried are no words
	seed   maphash.Seed
}

const maybeBits = 22

func (b *builder) uses() *uses {
	u := &uses{b: b, byTerm: make([]float64, len(b.names)), extra: map[string]float64{}, maybe: make([]uint64, 1<<maybeBits/64), seed: maphash.MakeSeed()}
	for i := range b.table {
		if s := &b.table[i]; s.nl > 0 {
			u.byTerm[s.nl-1] += float64(s.docs)
			u.mark(s.text)
			u.mark(b.names[s.nl-1])
		}
	}
	for stem := range b.x.lex.heads {
		u.mark(stem)
		if t, ok := b.terms[stem]; ok {
			u.byTerm[t] += headUse
		} else {
			u.extra[stem] = headUse
		}
	}
	return u
}

func (u *uses) mark(s string) {
	h := maphash.String(u.seed, s) >> (64 - maybeBits)
	u.maybe[h/64] |= 1 << (h % 64)
}

// of gives the stem of a word, or of what is a stem itself, and how often
// entries use it.
func (u *uses) of(part string) (string, float64) {
	if h := maphash.String(u.seed, part) >> (64 - maybeBits); u.maybe[h/64]&(1<<(h%64)) == 0 {
		return "", 0
	}
	for _, key := range []string{part, "^" + part} {
		if id, ok := u.b.surfaces[key]; ok {
			if t := u.b.table[id].nl; t > 0 {
				return u.b.names[t-1], u.byTerm[t-1]
			}
		}
	}
	if t, ok := u.b.terms[part]; ok {
		return u.b.names[t], u.byTerm[t]
	}
	if n, ok := u.extra[part]; ok {
		return part, n
	}
	return "", 0
}

// split finds the parts of Dutch compounds, once the words of all entries are
// known.
func (b *builder) split() {
	stems := b.compounds(b.uses().of)
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

// compounds splits every word that may be one.
func (b *builder) compounds(known partUse) [][]string {
	stems := make([][]string, len(b.table))
	each(len(b.table), 1000, func(from, to int) {
		for i := from; i < to; i++ {
			if s := &b.table[i]; len(s.hyphen) <= 1 && s.nl > 0 && !b.x.lex.whole[s.text] {
				stems[i] = splitCompound(s.text, known)
			}
		}
	})
	return stems
}

// lengths are what the length of a field is measured against: the usual one, or
// the average of this set where its texts are longer, as those of a wiki are.
func (b *builder) lengths() [fields]float32 {
	length := usualLength
	for f := inTitle; f < fields; f++ {
		sum, n := 0, 0
		for _, c := range b.batches {
			for d := c.from; d < c.to; d++ {
				if words := len(c.field(d, f)); words > 0 {
					sum += words
					n++
				}
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
	x := b.x
	length := b.lengths()
	free := make(chan *weights, len(b.batches)) // no sync.Pool: it would hold the builder for two collections
	b.eachBatch(func(c *batch) {
		var w *weights
		select {
		case w = <-free:
		default:
			w = &weights{tf: make([]float32, len(b.names)), masks: make([]uint8, len(b.names))}
		}
		c.weigh(w, &length)
		free <- w
	})
	x.starts = make([]uint32, len(b.names)+1)
	total := 0
	for _, c := range b.batches {
		for _, u := range c.uses {
			x.starts[u.term+1]++
		}
		total += len(c.uses)
	}
	for t := range b.names {
		x.starts[t+1] += x.starts[t]
	}
	next := slices.Clone(x.starts)
	x.postings = make([]posting, total)
	for _, c := range b.batches { // entries come in order
		for _, u := range c.uses {
			x.postings[next[u.term]] = u.posting
			next[u.term]++
		}
		c.uses = nil
	}
}

// weights are what the terms of one entry count.
type weights struct {
	tf      []float32
	masks   []uint8
	touched []uint32
}

func (b *batch) weigh(w *weights, length *[fields]float32) {
	for d := b.from; d < b.to; d++ {
		for f := inTitle; f < fields; f++ {
			tokens := b.field(d, f)
			norm := fieldWeight[f] / (1 - fieldB[f] + fieldB[f]*float32(len(tokens))/length[f])
			add := func(term uint32, weight float32) {
				if w.masks[term] == 0 {
					w.touched = append(w.touched, term)
				}
				w.tf[term] += weight * norm
				w.masks[term] |= 1 << f
			}
			for _, t := range tokens {
				s := &b.b.table[t>>readBits]
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
		for _, t := range w.touched {
			tf := w.tf[t]
			b.uses = append(b.uses, use{t, newPosting(uint32(d), uint32(w.masks[t]), tf/(k1+tf))})
			w.tf[t], w.masks[t] = 0, 0
		}
		w.touched = w.touched[:0]
	}
	b.tokens, b.ends = nil, nil
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
	var wait sync.WaitGroup
	wait.Go(func() { x.vocab = newVocabulary(b.table, x.lex) })
	wait.Go(func() { x.terms = newTable(b.names) })
	b.eachBatch((*batch).naming)
	lines, ends, aliases := 0, 1, 0
	for _, c := range b.batches {
		lines, ends, aliases = lines+len(c.lines), ends+len(c.lineEnd), aliases+len(c.aliases)
	}
	x.lines, x.lineStart, x.docLines = make([]uint32, 0, lines), make([]uint32, 1, ends), make([]uint32, 0, b.docs()+1)
	all := make([]alias, 0, aliases)
	for _, c := range b.batches {
		before, first := uint32(len(x.lines)), uint32(len(x.lineStart)-1)
		x.lines = append(x.lines, c.lines...)
		for _, end := range c.lineEnd {
			x.lineStart = append(x.lineStart, before+end)
		}
		for _, line := range c.docLines {
			x.docLines = append(x.docLines, first+line)
		}
		all = append(all, c.aliases...)
	}
	x.docLines = append(x.docLines, uint32(len(x.lineStart)-1))
	slices.SortFunc(all, func(a, b alias) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.level, b.level), cmp.Compare(a.doc, b.doc))
	})
	x.aliases = slices.Clone(slices.Compact(all))
	x.grams = b.joinGrams()
	wait.Wait()
	x.ready()
}

// joinGrams puts the grams of all batches behind each other.
func (b *builder) joinGrams() grams {
	n := 0
	for _, c := range b.batches {
		n += len(c.grams.buckets)
	}
	g := grams{starts: make([]uint32, 1, b.docs()+1), buckets: make([]uint16, 0, n), counts: make([]uint8, 0, n)}
	for _, c := range b.batches {
		before := uint32(len(g.buckets))
		for _, end := range c.grams.starts[1:] {
			g.starts = append(g.starts, before+end)
		}
		g.buckets = append(g.buckets, c.grams.buckets...)
		g.counts = append(g.counts, c.grams.counts...)
		c.grams = nil
	}
	return g
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
	x.scratch = &sync.Pool{New: func() any { return newScratch(docs, terms) }}
}

// naming enters the lines and aliases of one entry.
func (b *batch) naming() {
	for d := b.from; d < b.to; d++ {
		b.docLines = append(b.docLines, uint32(len(b.lineEnd)))
		b.name(uint32(d), &b.b.x.entries[d])
	}
	b.surfaces, b.numbers = nil, nil
}

// of returns the surface of a word, which read met.
func (b *batch) of(w *word) *surface {
	if id, ok := b.surfaces[w.key()]; ok {
		return &b.b.table[b.numbers[id]]
	}
	return &surface{}
}

// contentKey is contentKey with the stems that are known by now.
func (b *batch) contentKey(ws []word, lang Lang) string {
	return contentKey(ws, lang, func(w *word) string {
		id := b.of(w).nl
		if lang == EN {
			id = b.of(w).en
		}
		if id == 0 { // a little word of the other language
			return term(w.text, lang)
		}
		return b.b.names[id-1]
	})
}

func (b *batch) name(d uint32, e *Entry) {
	alias1 := func(level aliasLevel, s string) {
		if s != "" {
			b.aliases = append(b.aliases, alias{hash(s), d, level})
		}
	}
	line := func(ws []word, langs ...Lang) {
		for _, lang := range langs {
			start := len(b.lines)
			for i := range ws {
				s := b.of(&ws[i])
				id := s.nl
				if lang == EN {
					id = s.en
				}
				if id > 0 && !slices.Contains(b.lines[start:], id-1) {
					b.lines = append(b.lines, id-1)
				}
			}
			if len(b.lines) > start {
				b.lineEnd = append(b.lineEnd, uint32(len(b.lines)))
			}
		}
	}
	for _, t := range []struct {
		text string
		lang Lang
	}{{e.Title.NL, NL}, {e.Title.EN, EN}} {
		ws := b.words(t.text)
		line(ws, t.lang)
		alias1(asName, keyOf(ws))
		alias1(asName, b.contentKey(ws, t.lang))
		if before, rest, ok := strings.Cut(t.text, "("); ok {
			inside, _, _ := strings.Cut(rest, ")")
			ws = b.words(before)
			line(ws, t.lang)
			alias1(asName, keyOf(ws))
			alias1(asName, b.contentKey(ws, t.lang))
			ws = b.words(inside)
			alias1(asName, keyOf(ws))
			alias1(asName, b.contentKey(ws, t.lang))
		}
	}
	spaced := strings.ReplaceAll(e.ID, "-", " ")
	alias1(asName, spaced)
	alias1(asName, b.contentKey(b.words(spaced), NL))
	alias1(asName, strings.ReplaceAll(e.ID, "-", ""))
	question := func(lang Lang, list []string) {
		for _, q := range list {
			ws := b.words(q)
			line(ws, lang)
			alias1(asQuestion, keyOf(ws))
		}
	}
	question(NL, e.Questions.NL)
	question(EN, e.Questions.EN)
	for _, k := range e.Keywords {
		ws := b.words(k)
		line(ws, NL, EN)
		alias1(asKeyword, keyOf(ws))
		if key := b.contentKey(ws, NL); strings.Count(key, " ")+1 == len(ws) { // "zonder bureau" is not "bureau"
			alias1(asKeyword, key)
		}
	}
}
