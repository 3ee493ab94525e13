package bench

import (
	"fmt"
	"slices"
)

// bestFirst orders results by the measure for settings.
func bestFirst(r []Result) {
	slices.SortStableFunc(r, func(a, b Result) int {
		switch {
		case a.mean() > b.mean():
			return -1
		case a.mean() < b.mean():
			return 1
		}
		return 0
	})
}

// steps are the weights that are tried for a field.
var steps = []float64{0, 0.25, 0.5, 1, 2, 4, 8, 16}

// Tune looks for the weights of fields with which a peer does best on a set: one
// field after the other, twice, keeping what helps. make returns the setting of
// the peer with given weights; fields that are empty in every document are
// left alone.
func Tune(s Set, start Weights, make func(Weights) Setting) (Weights, Result, error) {
	docs := Documents(s.Entries)
	best, err := measure(make(start), s, docs)
	if err != nil {
		return start, best, err
	}
	at := start
	for range 2 {
		for f := range at {
			if !used(docs, f) {
				continue
			}
			for _, v := range steps {
				w := at
				w[f] = v
				if v == at[f] || w == (Weights{}) {
					continue
				}
				r, err := measure(make(w), s, docs)
				if err != nil {
					return at, best, fmt.Errorf("tune: %w", err)
				}
				if r.mean() > best.mean() {
					best, at = r, w
				}
			}
		}
	}
	return at, best, nil
}

func used(docs []Document, field int) bool {
	return slices.ContainsFunc(docs, func(d Document) bool { return d.Fields[field] != Text{} })
}
