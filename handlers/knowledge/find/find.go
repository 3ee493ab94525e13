package find

import (
	"slices"
	"sort"
	"time"
)

// Options of a search. The zero value asks for three hits at no known time.
type Options struct {
	Top  int       // hits wanted; 0 means 3, at most 50
	Lang Lang      // language of the reader, for questions that do not tell theirs
	Now  time.Time // for entries that expired or are due; zero leaves that out

	Explain bool // fill in Reasons and Notes
}

// Answer is what Find has to say about a question.
type Answer struct {
	Lang       Lang // of the question
	Band       Band
	Confidence float64  // 0 to 1, of the first hit
	Hits       []Hit    // the best entries in order, whatever the band
	Near       []*Entry // networks, bodies and desks nearest to the question, at most 3
	OnTopic    bool     // the question is about the field of the entries
	Repaired   []Repair // words whose spelling was repaired
	Words      []Word   // what the question was read as, for explanations
	Reasons    []string // in English, what decided the band; only with Explain
}

// Hit is an entry that may answer a question.
type Hit struct {
	Entry *Entry
	Score float64  // 0 to 1, never above that of the hit before
	Why   []Term   // what each word contributed; empty where nothing did
	Order Order    // what its place follows from
	Notes []string // in English, what else moved it; only with Explain
}

// Order is what the place of a hit follows from: what words give, and what
// groups of four letters in a row add. Only words decide how sure an answer is.
type Order struct{ Words, Grams float64 }

// Repair is a word whose spelling was repaired to find something.
type Repair struct{ From, To string }

const (
	defaultTop = 3
	maxTop     = 50
	rerank     = nearbyMost // entries compared line by line
	fewLines   = 3          // an entry with no more lines has only a title: it says little of what people ask
	lineShare  = 0.3        // of the line in the order of entries
	gramShare  = 0.6        // of grams in the order of entries, beside words
	fullSat    = 0.3        // saturated count from which a word counts as fully met
	overdue    = 0.97       // factor for entries due for a check
	expired    = 0.92       // factor for expired entries
	ambiguous  = 0.06       // two entries closer than this are too close to choose
	oneWord    = 0.6        // score from which a single word is enough for an answer
	sameLine   = 0.5        // or likeness of a line that asks the same
	nearMost   = 3
	nameBonus  = 0.10 // for an entry whose name stands in the question
)

// Find looks for entries that answer a question. It never fails: what it cannot
// read gives band none. Only the first 2,000 characters are read.
func (x *Index) Find(text string, opt Options) Answer {
	top := opt.Top
	if top <= 0 {
		top = defaultTop
	}
	top = min(top, maxTop)
	q := x.analyse(text, opt.Lang)
	n, list := x.rank(q, opt)
	a := Answer{Lang: q.lang, Band: BandNone, Repaired: q.repaired}
	if len(list) > 0 {
		x.judge(&a, n, list)
	}
	score := a.Confidence
	for _, c := range list[:min(len(list), top)] {
		score = min(score, n.confidence(c)) // order decides; a later hit never looks better
		hit := Hit{Entry: &x.entries[c.doc], Score: score, Why: x.why(q, c.doc), Order: Order{float64(c.words), float64(c.grams)}}
		if opt.Explain {
			hit.Notes = x.notes(q, c, opt.Now)
		}
		a.Hits = append(a.Hits, hit)
	}
	a.Words = x.explain(&n.query, list)
	a.OnTopic = q.subject || a.Band != BandNone || n.byWords >= suggestFrom/2 && q.strong > 0
	if a.OnTopic {
		a.Near = x.near(q, list)
	}
	if opt.Explain {
		a.Reasons = x.reasons(n, list, &a)
	}
	return a
}

func (q *nearby) confidence(c scored) float64 {
	if q.strong == 0 && c.pinned == 0 {
		return 0
	}
	v := confidence(c.cover, c.line, c.cover*q.mass/q.most)
	if q.foreign {
		v *= foreignFactor
	}
	if q.aside && (!q.foreign || !q.subject) { // about the field all the same: one of them is enough
		v *= asideFactor
	}
	switch {
	case c.pinned == 2:
		v = max(v, 0.95)
	case c.pinned == 1:
		v = max(v, 0.8)
	}
	return v
}

// amount tells whether a question asks for a number, which entries seldom have.
func (q *query) amount() bool {
	return slices.ContainsFunc(q.slots, func(s slot) bool { return s.amount })
}

// answerFrom is how sure an answer must be: a number is seldom in it.
func (q *query) answerFrom() float64 {
	if q.amount() {
		return answerAmount
	}
	return answerFrom
}

// suggestFrom is how sure suggestions must be.
func (q *query) suggestFrom() float64 {
	switch {
	case !q.subject || q.amount():
		return suggestFrom
	case q.foreign:
		return suggestAside
	}
	return suggestSubject
}

// judge sets band and confidence. What is only suggested never looks as sure as
// an answer.
func (x *Index) judge(a *Answer, q *nearby, list []scored) {
	first := list[0]
	defer func() {
		if a.Band == BandSuggest {
			a.Confidence = min(a.Confidence, answerFrom-0.01)
		}
	}()
	a.Confidence = min(q.confidence(first), q.byWords)
	switch {
	case a.Confidence >= q.answerFrom():
		a.Band = BandAnswer
	case a.Confidence >= q.suggestFrom():
		a.Band = BandSuggest
	}
	if a.Band != BandAnswer || first.pinned == 2 || q.strong > 1 || first.pinned > 0 && len(q.words) > 2 {
		return
	}
	if len(q.words) <= 2 && (q.vague || !x.ownsTitle(q, first.doc)) {
		a.Band = BandSuggest
		return
	}
	if first.pinned > 0 {
		return
	}
	// One word decides: it must be what the entry is about, and no other's.
	var second float32 // by words, as everything that decides how sure an answer is
	for _, c := range list[1:] {
		second = max(second, c.words)
	}
	if first.words-second < ambiguous*first.words || first.plain < oneWord && first.line < sameLine {
		a.Band = BandSuggest
	}
}

// near is whom to turn to: the best networks, bodies and desks.
func (x *Index) near(q *query, list []scored) []*Entry {
	var out []*Entry
	for _, c := range list {
		e := &x.entries[c.doc]
		if e.Kind != Network && e.Kind != Body && e.Kind != Contact || c.cover < 0.1 {
			continue
		}
		if out = append(out, e); len(out) == nearMost {
			return out
		}
	}
	if len(out) > 0 {
		return out
	}
	// Nobody fits: the desk or network that the others refer to most.
	refs := map[string]int{}
	for i := range x.entries {
		for _, id := range x.entries[i].Related {
			refs[id]++
		}
	}
	for i := range x.entries {
		if e := &x.entries[i]; e.Kind == Network || e.Kind == Contact {
			out = append(out, e)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return refs[out[i].ID] > refs[out[j].ID] })
	return out[:min(len(out), nearMost)]
}

// ownsTitle reports whether the one word of a question stands in the title of
// an entry, and in that of no other.
func (x *Index) ownsTitle(q *nearby, doc uint32) bool {
	owns := false
	for i := range q.slots {
		for _, a := range q.slots[i].alts {
			if q.slots[i].weak || len(a.terms) > 1 || a.how != "word" && a.how != "repaired" {
				continue
			}
			for _, p := range x.of(a.terms[0]) {
				if p.fields()&(1<<inTitle) == 0 {
					continue
				}
				if p.doc() != doc {
					return false
				}
				owns = true
			}
		}
	}
	return owns
}
