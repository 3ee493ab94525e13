package find

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
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

// notes tell what moved an entry beside the words it has.
func (x *Index) notes(q *query, c scored, now time.Time) []string {
	var out []string
	e := &x.entries[c.doc]
	switch c.pinned {
	case 2:
		out = append(out, "the question is its title, abbreviation, id or one of its questions: first, whatever else is found")
	case 1:
		out = append(out, "the question is one of its keywords: before entries that only have the words")
	}
	if x.namedInside(q)[c.doc] {
		out = append(out, fmt.Sprintf("the question holds its name: +%.2f", nameBonus))
	}
	if boost := wants(q.words)[e.Kind]; boost > 0 {
		out = append(out, fmt.Sprintf("the question asks for a %s: × %.2f", e.Kind, 1+boost))
	}
	if !now.IsZero() {
		if e.Expired(now) {
			out = append(out, fmt.Sprintf("it expired on %s: × %.2f", e.ValidUntil, expired))
		} else if e.Overdue(now) {
			out = append(out, fmt.Sprintf("nobody checked it for a year: × %.2f", overdue))
		}
	}
	return append(out, fmt.Sprintf("it covers %.0f%% of the question, and its most similar line is %.0f%% alike", 100*c.cover, 100*c.line))
}

// reasons tell what decided the band.
func (x *Index) reasons(q *nearby, list []scored, a *Answer) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if little := q.little(); len(little) > 0 {
		say("little words, not looked for: %s", strings.Join(little, ", "))
	}
	for _, r := range q.repaired {
		say("no entry has %q, so it is read as %q", r.From, r.To)
	}
	var unknown []string
	for i := range q.slots {
		switch s := &q.slots[i]; {
		case s.foreign:
			say("%q belongs to another subject and no entry has it: confidence × %.2f", s.word, foreignFactor)
		case len(s.alts) == 0 && s.repair == "" && !s.amount:
			unknown = append(unknown, s.word)
		case s.amount:
			say("%q asks for a number, which entries seldom have", s.word)
		}
	}
	if x.lex.isAway(q.words, q.lang) {
		say("it holds a text that belongs to another subject: confidence × %.2f", foreignFactor)
	}
	if q.aside && (!q.foreign || !q.subject) {
		say("a word belongs to another subject although an entry has it: confidence × %.2f", asideFactor)
	}
	if len(unknown) > 0 {
		say("in no entry, and no synonym of what is: %s", strings.Join(unknown, ", "))
	}
	switch {
	case len(q.slots) == 0:
		say("declined: no word says what is asked")
	case len(list) == 0:
		say("declined: no entry has any word of the question")
	case a.Band == BandNone && q.strong == 0:
		say("declined: its words are too common to tell what is asked")
	case a.Band == BandNone:
		say("declined: %.2f for %s, and suggestions begin at %.2f", a.Confidence, a.Hits[0].Entry.ID, q.suggestFrom())
	case a.Band == BandSuggest && q.amount() && min(q.confidence(list[0]), q.byWords) < answerAmount:
		say("suggested, not answered: %.2f, and answers that should hold a number begin at %.2f", min(q.confidence(list[0]), q.byWords), answerAmount)
	case a.Band == BandSuggest && a.Confidence >= answerFrom-0.01:
		say("suggested, not answered: one word decides, and it does not tell which of several entries is meant")
	case a.Band == BandSuggest:
		say("suggested, not answered: %.2f, and answers begin at %.2f", a.Confidence, q.answerFrom())
	default:
		say("answered: %.2f, and answers begin at %.2f", a.Confidence, q.answerFrom())
	}
	if a.Band == BandNone && !a.OnTopic {
		say("no word of it belongs to the subject of the entries, so nobody is pointed to")
	}
	return out
}

// little are the words of a question that are not looked for.
func (q *query) little() []string {
	var out []string
	for _, w := range q.words[:min(len(q.words), maxWords)] {
		if (isStop(w, NL) || isStop(w, EN)) && !slices.Contains(out, w.text) {
			out = append(out, w.text)
		}
	}
	return out
}
