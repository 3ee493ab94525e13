package find

// Grams are the groups of four letters in a row in the titles, questions and
// keywords of an entry, with a mark before and after every word, so that "lid
// worden" has "d_wo" as well. They see what words do not: derivations no rule
// knows, parts of compounds, words that are misspelled, and little words that
// stand beside each other. They only help to order entries that words found.
// How sure an answer is follows from words alone: grams are alike in texts that
// have nothing to do with each other.
//
// Only the entries a question is compared with closely are looked at, so grams
// lie by entry. A gram is known by a hash of 16 bits: of a thousand in an entry,
// one in seventy meets another by accident.
type grams struct {
	starts  []uint32 // entry d has the grams starts[d] to starts[d+1]
	buckets []uint16 // hashes of grams
	counts  []uint8  // how often each occurs, weighed by field, at most 255

	idf    []float32 // by hash
	length []float32 // by entry: its k1 of BM25, normalised by length
}

const (
	gramSize   = 4
	gramHashes = 1 << 16
	gramK1     = 1.2
	gramB      = 0.5
)

// gramWeight is what a gram counts in a field.
var gramWeight = [fields]uint8{inTitle: 3, inQuestions: 1, inKeywords: 2}

// gramsOf calls take with the hash of every gram in a line of words.
func gramsOf(buf []byte, ws []word, take func(uint16)) []byte {
	buf = append(buf[:0], '_')
	for _, w := range ws {
		buf = append(buf, w.text...)
		buf = append(buf, '_')
	}
	var v uint32
	for i, c := range buf {
		v = v<<8 | uint32(c)
		if i >= gramSize-1 || i == len(buf)-1 && i > 0 {
			take(uint16(v * 2654435761 >> 16)) // Knuth, The Art of Computer Programming 3, 6.4
		}
	}
	return buf
}

// gramBuilder collects the grams of one entry after the other.
type gramBuilder struct {
	grams
	sum   []uint8 // by hash, of the entry at hand
	found []uint16
	buf   []byte
}

func newGramBuilder() *gramBuilder {
	return &gramBuilder{grams: grams{starts: []uint32{0}}, sum: make([]uint8, gramHashes)}
}

// line adds a line of the entry at hand.
func (b *gramBuilder) line(ws []word, weight uint8) {
	if len(ws) == 0 {
		return
	}
	b.buf = gramsOf(b.buf, ws, func(h uint16) {
		if b.sum[h] == 0 {
			b.found = append(b.found, h)
		}
		b.sum[h] += min(weight, 255-b.sum[h])
	})
}

// end ends the entry at hand.
func (b *gramBuilder) end() {
	for _, h := range b.found {
		b.buckets = append(b.buckets, h)
		b.counts = append(b.counts, b.sum[h])
		b.sum[h] = 0
	}
	b.found = b.found[:0]
	b.starts = append(b.starts, uint32(len(b.buckets)))
}

// ready computes what follows from the counts.
func (g *grams) ready() {
	docs := len(g.starts) - 1
	df := make([]uint32, gramHashes)
	for _, h := range g.buckets {
		df[h]++
	}
	g.idf = make([]float32, gramHashes)
	for h, n := range df {
		g.idf[h] = idfOf(int(n), max(docs, int(n)))
	}
	total := 0
	g.length = make([]float32, docs)
	for d := range docs {
		sum := 0
		for _, n := range g.counts[g.starts[d]:g.starts[d+1]] {
			sum += int(n)
		}
		g.length[d] = float32(sum)
		total += sum
	}
	for d := range g.length {
		g.length[d] = gramK1 * (1 - gramB + gramB*g.length[d]*float32(docs)/float32(max(total, 1)))
	}
}

// asked are the grams of a question.
type askedGrams struct {
	has   [gramHashes / 64]uint64
	mass  float32 // of all of them
	buf   []byte
	found []uint16
}

// ask prepares to compare a question with entries.
func (g *grams) ask(a *askedGrams, ws []word) {
	for _, h := range a.found {
		a.has[h/64] = 0
	}
	a.found, a.mass = a.found[:0], 0
	if len(ws) == 0 {
		return
	}
	a.buf = gramsOf(a.buf, ws, func(h uint16) {
		if a.has[h/64]&(1<<(h%64)) == 0 {
			a.has[h/64] |= 1 << (h % 64)
			a.found = append(a.found, h)
			a.mass += g.idf[h]
		}
	})
}

// alike is how much of the grams of a question an entry has, from 0 to 1: their
// BM25, over the most it can be.
func (g *grams) alike(a *askedGrams, doc uint32) float32 {
	var sum float32
	from, to := g.starts[doc], g.starts[doc+1]
	counts := g.counts[from:to]
	k := g.length[doc]
	for i, h := range g.buckets[from:to] {
		if a.has[h/64]&(1<<(h%64)) != 0 {
			n := float32(counts[i])
			sum += g.idf[h] * n / (n + k)
		}
	}
	return sum / max(a.mass, 1e-6)
}
