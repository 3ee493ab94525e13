package find

import (
	"slices"
)

// scratch is what one search needs; it is used again.
type scratch struct {
	score   []float32 // by entry
	best    []float32 // of the slot at hand
	sum     []float32 // of the alternative at hand
	touched []uint32  // entries with a score
	slotted []uint32  // entries the slot at hand met
	summed  []uint32
	asked   askedGrams
	terms   []uint64 // bits of the terms that words of the question meet
	got     []float32
}

func newScratch(docs, terms int) *scratch {
	return &scratch{
		score: make([]float32, docs), best: make([]float32, docs), sum: make([]float32, docs),
		terms: make([]uint64, terms/64+1), got: make([]float32, maxWords),
	}
}

type scored struct {
	doc         uint32
	score       float32 // order, 0 to about 1.6
	cover, line float32
	words       float32 // what of score words give
	grams       float32 // what of score grams give
	plain       float32 // score before lines, kinds, names and grams count
	pinned      int     // 0 not, 1 by keyword, 2 by name
}

// rank scores all entries and returns the best in order.
func (x *Index) rank(q *query, opt Options) (*nearby, []scored) {
	if q.mass <= 0 || len(x.entries) == 0 {
		return &nearby{query: *q}, nil
	}
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	for i := range q.slots {
		x.meet(s, &q.slots[i])
	}
	names := x.pins(q)
	list := s.strongest(q.mass, names)
	wanted := wants(q.words)
	inside := x.namedInside(q)
	n := x.nearby(q, list)
	where := n.lookup()
	for t := range where {
		s.terms[t/64] |= 1 << (t % 64)
	}
	for i := range list {
		c := &list[i]
		c.cover, c.plain = n.cover(i)
		c.score = c.plain
		c.line = x.bestLine(s, &n.query, where, c.doc)
		e := &x.entries[c.doc]
		if x.docLines[c.doc+1]-x.docLines[c.doc] > fewLines {
			c.score = c.score*(1-lineShare) + c.line*lineShare
		}
		c.score *= 1 + wanted[e.Kind]
		if inside[c.doc] {
			c.score += nameBonus
		}
		if !opt.Now.IsZero() {
			if e.Expired(opt.Now) {
				c.score *= expired
			} else if e.Overdue(opt.Now) {
				c.score *= overdue
			}
		}
		c.pinned = names[c.doc]
	}
	for t := range where {
		s.terms[t/64] = 0
	}
	if len(list) > 0 {
		x.fuse(n, list, &s.asked)
	}
	return n, list
}

// fuse puts entries in order, by words and by grams. What the entry that words
// alone put first is sure of is kept: grams never make an answer surer.
func (x *Index) fuse(n *nearby, list []scored, a *askedGrams) {
	order(list)
	n.byWords = n.confidence(list[0])
	x.grams.ask(a, n.words)
	for i := range list {
		c := &list[i]
		c.words = c.score
		c.grams = gramShare * x.grams.alike(a, c.doc)
		c.score += c.grams
	}
	order(list)
}

// strongest takes the entries with the highest scores, as many as are compared
// line by line, and those the question names; it leaves the scratch clean.
func (s *scratch) strongest(mass float32, names map[uint32]int) []scored {
	list := make([]scored, 0, rerank+len(names))
	low := 0 // place of the lowest score once the list is full
	for _, d := range s.touched {
		c := scored{doc: d, score: s.score[d] / mass}
		s.score[d] = 0
		if len(list) < rerank {
			if list = append(list, c); len(list) == rerank {
				low = lowest(list)
			}
			continue
		}
		if better(c, list[low]) {
			c, list[low] = list[low], c
			low = lowest(list[:rerank])
		}
		if names[c.doc] > 0 {
			list = append(list, c)
		}
	}
	s.touched = s.touched[:0]
	return list
}

// better puts the higher score first and, between equals, the earlier entry.
func better(a, b scored) bool { return a.score > b.score || a.score == b.score && a.doc < b.doc }

func lowest(list []scored) int {
	low := 0
	for i := range list {
		if better(list[low], list[i]) {
			low = i
		}
	}
	return low
}

func order(list []scored) {
	slices.SortFunc(list, func(a, b scored) int {
		switch {
		case a.pinned != b.pinned:
			return b.pinned - a.pinned
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return int(a.doc) - int(b.doc)
	})
}

// meet adds what one word of the question means for every entry: the best of
// its alternatives.
func (x *Index) meet(s *scratch, w *slot) {
	for i := range w.alts {
		a := &w.alts[i]
		worth := w.worth(a)
		if len(a.shares) == 0 {
			for _, p := range x.of(a.terms[0]) {
				s.offer(p.doc(), worth*p.sat())
			}
			continue
		}
		for t, term := range a.terms {
			for _, p := range x.of(term) {
				d := p.doc()
				if s.sum[d] == 0 {
					s.summed = append(s.summed, d)
				}
				s.sum[d] += a.shares[t] * p.sat()
			}
		}
		for _, d := range s.summed {
			s.offer(d, worth*s.sum[d])
			s.sum[d] = 0
		}
		s.summed = s.summed[:0]
	}
	for _, d := range s.slotted {
		if s.score[d] == 0 {
			s.touched = append(s.touched, d)
		}
		s.score[d] += s.best[d]
		s.best[d] = 0
	}
	s.slotted = s.slotted[:0]
}

func (s *scratch) offer(d uint32, score float32) {
	if score <= 0 {
		return
	}
	if s.best[d] == 0 {
		s.slotted = append(s.slotted, d)
	}
	s.best[d] = max(s.best[d], score)
}

// pins are the entries that the question names: 2 by title, abbreviation, id or
// one of its own questions, 1 by a keyword. A name that several entries share
// pins none.
func (x *Index) pins(q *query) map[uint32]int {
	out := map[uint32]int{}
	if q.place {
		return out
	}
	for i, key := range []string{q.full, q.content} {
		found := x.named(key)
		for level := asName; level <= asKeyword; level++ {
			if i > 0 && level == asKeyword && q.asides {
				break // "wie wordt de nieuwe voorzitter" asks for more than a keyword
			}
			var docs []uint32
			for _, a := range found {
				if a.level == level && !slices.Contains(docs, a.doc) {
					docs = append(docs, a.doc)
				}
			}
			if len(docs) == 0 {
				continue
			}
			if len(docs) == 1 {
				pin := 2
				if level == asKeyword {
					pin = 1
				}
				out[docs[0]] = max(out[docs[0]], pin)
			}
			break
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

// namedInside are the entries whose name stands in the question among other
// words, such as "de message house van mijn team".
func (x *Index) namedInside(q *query) map[uint32]bool {
	out := map[uint32]bool{}
	ws := q.words[:min(len(q.words), maxWords)]
	for i := range ws {
		key := ""
		for n := 1; n <= 5 && i+n <= len(ws); n++ {
			w := ws[i+n-1]
			if n > 1 {
				key += " "
			}
			key += w.text
			if n == 1 && (isStop(w, q.lang) || isWeak(w, q.lang)) {
				continue
			}
			found := x.named(key)
			if len(found) > 0 && found[0].level == asName && (len(found) == 1 || found[1].level != asName || found[1].doc == found[0].doc) {
				out[found[0].doc] = true
			}
		}
	}
	return out
}

// lookup tells for a term which words of the question it meets, and how well.
func (q *query) lookup() map[uint32][]met {
	out := map[uint32][]met{}
	for i := range q.slots {
		for _, a := range q.slots[i].alts {
			for t, term := range a.terms {
				share := float32(1)
				if len(a.shares) > 0 {
					share = a.shares[t]
				}
				out[term] = append(out[term], met{i, a.weight * share, a.idf})
			}
		}
	}
	return out
}

type met struct {
	slot   int
	weight float32
	idf    float32
}

// bestLine is how much the question resembles the most similar title, question
// or keyword of an entry: the cosine of their words, weighed by idf.
func (x *Index) bestLine(s *scratch, q *query, where map[uint32][]met, doc uint32) float32 {
	var best float32
	got := s.got[:len(q.slots)]
	for l := x.docLines[doc]; l < x.docLines[doc+1]; l++ {
		var mass, seen float32
		clear(got)
		for _, t := range x.lines[x.lineStart[l]:x.lineStart[l+1]] {
			idf := x.idf[t]
			mass += idf
			if s.terms[t/64]&(1<<(t%64)) == 0 {
				continue
			}
			hit := false
			for _, m := range where[t] {
				w := &q.slots[m.slot]
				got[m.slot] = max(got[m.slot], m.weight*min(w.mass, m.idf))
				hit = hit || !w.weak
			}
			if hit {
				seen += idf
			}
		}
		if seen == 0 {
			continue
		}
		var sum float32
		for _, v := range got {
			sum += v
		}
		recall := min(1, sum/q.mass)
		precision := seen / mass
		if f := recall * (0.75 + 0.25*precision); f > best {
			best = f
		}
	}
	return best
}
