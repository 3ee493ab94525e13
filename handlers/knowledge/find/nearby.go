package find

import (
	"math"
	"slices"
)

// nearbyMost is how many entries are compared with each other to judge how
// well the first one answers: about as many as the built-in set has, on which
// the bands are calibrated.
const nearbyMost = 64

// crowd is how often a word would stand in as many entries that were not chosen
// for having the words of the question: among those that were it is more common
// than it ought to be, and would weigh too little beside a word nobody has.
const crowd = 0.7

// nearby sees a question with the weights its words have among the entries
// closest to it. What a word is worth in the whole set says little about how
// sure an answer is: among 64 entries about communication "communicatie" tells
// nothing, and it must not begin to tell something because 10,000 entries about
// other things stand beside them. In a set of at most 64 entries nothing
// changes.
type nearby struct {
	query
	most    float32              // idf of a word that no entry has
	byWords float64              // confidence of the entry that words alone put first
	sat     map[uint32][]float32 // of a term, by candidate
}

// nearby looks at a question from close by. list holds the candidates.
func (x *Index) nearby(q *query, list []scored) *nearby {
	n := &nearby{query: *q, most: x.maxIDF, sat: map[uint32][]float32{}}
	docs := make([]uint32, len(list))
	for i := range list {
		docs[i] = list[i].doc
	}
	for i := range q.slots {
		for _, a := range q.slots[i].alts {
			for _, t := range a.terms {
				if n.sat[t] == nil {
					n.sat[t] = x.satOf(t, docs)
				}
			}
		}
	}
	if len(x.entries) <= nearbyMost {
		return n
	}
	n.most = idfOf(0, nearbyMost)
	idfNear := func(t uint32) float32 {
		df := 0
		for _, sat := range n.sat[t] {
			if sat > 0 {
				df++
			}
		}
		return idf(crowd*float64(df), nearbyMost)
	}
	n.mass = 0
	n.slots = slices.Clone(q.slots)
	for i := range n.slots {
		s := &n.slots[i]
		s.alts = slices.Clone(s.alts)
		for j := range s.alts {
			s.alts[j].measure(idfNear, n.most)
		}
		s.weigh(n.most)
		n.mass += s.mass
	}
	return n
}

// idfOf is the idf of a term in df of n entries, with the smoothing of Lucene.
func idfOf(df, n int) float32 { return idf(float64(df), float64(n)) }

func idf(df, n float64) float32 { return float32(math.Log(1 + (n-df+0.5)/(df+0.5))) }

// satOf returns the saturated counts of a term in entries.
func (x *Index) satOf(t uint32, docs []uint32) []float32 {
	out := make([]float32, len(docs))
	for i, d := range docs {
		if p, ok := x.find(t, d); ok {
			out[i] = p.sat()
		}
	}
	return out
}

// cover is the share of the question that candidate i covers, and plain what it
// scores before lines, kinds and names count: a word that it has once counts
// fully in the one and less in the other.
func (n *nearby) cover(i int) (cover, plain float32) {
	for s := range n.slots {
		w := &n.slots[s]
		var best, most float32
		for j := range w.alts {
			a := &w.alts[j]
			var sat float32
			for t, term := range a.terms {
				if len(a.shares) > 0 {
					sat += a.shares[t] * n.sat[term][i]
				} else {
					sat += n.sat[term][i]
				}
			}
			best = max(best, w.worth(a)*min(1, sat/fullSat))
			most = max(most, w.worth(a)*sat)
		}
		cover += best
		plain += most
	}
	mass := max(n.mass, 1e-6)
	return cover / mass, plain / mass
}
