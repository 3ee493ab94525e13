package bench

import (
	"math"
	"testing"
)

func TestQualityCountsPlaces(t *testing.T) {
	list := []string{"a", "b", "c", "d"}
	for _, c := range []struct {
		name                   string
		expect                 []string
		hit1, hit3, ndcg, recp float64
	}{
		{"first", []string{"a"}, 1, 1, 1, 1},
		{"second", []string{"b"}, 0, 1, 1 / math.Log2(3), 0.5},
		{"fourth", []string{"d"}, 0, 0, 1 / math.Log2(5), 0.25},
		{"missing", []string{"x"}, 0, 0, 0, 0},
		{"both first", []string{"b", "a"}, 1, 1, 1, 1},
		{"one of two", []string{"a", "x"}, 1, 1, 1 / (1 + 1/math.Log2(3)), 1},
	} {
		var q Quality
		q.add(list, c.expect)
		if q = q.mean(); q.Hit1 != c.hit1 || q.Hit3 != c.hit3 || math.Abs(q.NDCG-c.ndcg) > 1e-12 || q.MRR != c.recp {
			t.Errorf("%s: got %+v, want hit@1 %v, hit@3 %v, nDCG %v, MRR %v", c.name, q, c.hit1, c.hit3, c.ndcg, c.recp)
		}
	}
}

func TestQualityLooksAtTenResults(t *testing.T) {
	list := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"}
	var q Quality
	q.add(list, []string{"a"})
	if q.NDCG != 0 || q.MRR != 0 {
		t.Errorf("the eleventh result counts: %+v", q)
	}
}
