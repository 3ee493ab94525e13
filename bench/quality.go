package bench

import (
	"fmt"
	"math"
	"slices"
)

// depth is how many results of every engine count.
const depth = 10

// Quality is how well an engine ranked the documents for a set of questions;
// every measure lies between 0 and 1.
type Quality struct {
	Asked int
	Hit1  float64 // share of questions with a right document first
	Hit3  float64 // share with a right document among the first three
	NDCG  float64 // nDCG@10 with right or wrong as gain
	MRR   float64 // mean of 1/place of the first right document, 0 beyond 10
}

// Measure asks an engine every question, and tells how it did on all of them
// and on every kind.
//
// nDCG is as in Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR
// techniques (2002), https://doi.org/10.1145/582415.582418, with log2(place+1).
func Measure(e Engine, questions []Question) (Quality, map[string]Quality, error) {
	var all Quality
	kinds := map[string]Quality{}
	for _, q := range questions {
		ids, err := e.Search(q.Text, depth)
		if err != nil {
			return Quality{}, nil, fmt.Errorf("ask %s %q: %w", e.Name(), q.Text, err)
		}
		all.add(ids, q.Expect)
		k := kinds[q.Kind]
		k.add(ids, q.Expect)
		kinds[q.Kind] = k
	}
	for name, k := range kinds {
		kinds[name] = k.mean()
	}
	return all.mean(), kinds, nil
}

// mean turns sums over questions into means.
func (q Quality) mean() Quality {
	n := float64(max(q.Asked, 1))
	return Quality{q.Asked, q.Hit1 / n, q.Hit3 / n, q.NDCG / n, q.MRR / n}
}

func (q *Quality) add(got, expect []string) {
	q.Asked++
	var gain, ideal float64
	first := 0
	for i, id := range got[:min(len(got), depth)] {
		if slices.Contains(expect, id) {
			gain += 1 / math.Log2(float64(i)+2)
			if first == 0 {
				first = i + 1
			}
		}
	}
	for i := range min(len(expect), depth) {
		ideal += 1 / math.Log2(float64(i)+2)
	}
	q.NDCG += gain / ideal
	if first == 0 {
		return
	}
	q.MRR += 1 / float64(first)
	if first == 1 {
		q.Hit1++
	}
	if first <= 3 {
		q.Hit3++
	}
}
