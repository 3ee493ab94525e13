package find

import (
	"sort"
)

// Term is what one word of a question contributed to a hit.
type Term struct {
	Word   string   // as it was asked
	Met    string   // the term of the entry it met
	How    string   // word, derived, parts, joined, synonym or repaired
	Fields []string // where the entry has it
	Score  float64
}

// Word is how much one word of a question matters, and whether any entry knows
// it: why a question was declined.
type Word struct {
	Text   string
	Mass   float64
	Known  bool
	Weak   bool
	Covers float64 // share of the mass that the first hit meets
}

// why tells what each word contributed to an entry.
func (x *Index) why(q *query, doc uint32) []Term {
	var out []Term
	for i := range q.slots {
		w := &q.slots[i]
		var best Term
		for _, a := range w.alts {
			worth := w.worth(&a)
			var sum float32
			var mask uint32
			met := ""
			for t, term := range a.terms {
				p, ok := x.find(term, doc)
				if !ok {
					continue
				}
				share := float32(1)
				if len(a.shares) > 0 {
					share = a.shares[t]
				}
				sum += share * p.sat()
				mask |= p.fields()
				if met != "" {
					met += "+"
				}
				met += display(x.terms.at(term))
			}
			if score := float64(worth * sum / q.mass); score > best.Score {
				best = Term{w.word, met, a.how, fieldsOf(mask), score}
			}
		}
		if best.Score > 0 {
			out = append(out, best)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Score > out[j].Score })
	return out
}

func fieldsOf(mask uint32) []string {
	var out []string
	for f, name := range fieldNames {
		if mask&(1<<f) != 0 {
			out = append(out, name)
		}
	}
	return out
}

// display gives a term without the mark of English stems.
func display(term string) string {
	if len(term) > 0 && term[0] == 1 {
		return term[1:]
	}
	return term
}

// explain tells how each word of the question was read.
func (x *Index) explain(q *query, list []scored) []Word {
	var out []Word
	for i := range q.slots {
		w := &q.slots[i]
		row := Word{Text: w.word, Mass: float64(w.mass), Known: w.known, Weak: w.weak}
		if len(list) > 0 && w.mass > 0 {
			for _, a := range w.alts {
				var sum float32
				for t, term := range a.terms {
					if p, ok := x.find(term, list[0].doc); ok {
						if len(a.shares) > 0 {
							sum += a.shares[t] * p.sat()
						} else {
							sum += p.sat()
						}
					}
				}
				row.Covers = max(row.Covers, float64(a.weight*min(w.mass, a.idf)/w.mass*min(1, sum/fullSat)))
			}
		}
		out = append(out, row)
	}
	return out
}
