package outline

import (
	"cmp"
	"slices"
	"time"
)

// Minutes of a request that asks for none.
const (
	defaultMinutes = 10
	informMinutes  = 5
)

// A Proposal is what an agenda can be made of: the fixed points it begins and
// ends with, what was held over, and what came in.
type Proposal struct {
	First, Last []Point
	Held, New   []Candidate
}

// A Candidate is a request that could be on the agenda.
type Candidate struct {
	Point      Point
	Nature     string    // "decide", "advise", "discuss" or "inform"; anything else is as "discuss"
	Since      time.Time // since when it waits
	Postponed  int       // how often it was held over
	Department string
}

// rank is the order of natures on an agenda.
func (c Candidate) rank() int {
	switch c.Nature {
	case "decide":
		return 0
	case "advise":
		return 1
	case "inform":
		return 3
	}
	return 2
}

func (c Candidate) informs() bool { return c.Nature == "inform" }

// Propose makes an agenda: fixed points, what was held over (longest waiting
// first), what is new (decisions, advice, discussion, information; longest
// waiting first), fixed points. Requests keep their minutes; one without gets
// 10, or 5 when it only informs.
//
// What does not fit in the minutes of the meeting is left in rest, in the same
// order. Information is the first to go: none is on the agenda in a place where
// a request of another nature would have fitted. A meeting of 0 minutes has no
// length yet, and takes everything. Fixed points are always on.
func Propose(p Proposal, minutes int) (points []Point, rest []Candidate) {
	all := candidates(p)
	left := minutes
	for _, fixed := range slices.Concat(p.First, p.Last) {
		left -= max(fixed.Minutes, 0)
	}
	on := make([]bool, len(all))
	for _, informing := range []bool{false, true} {
		for i, c := range all {
			if c.informs() == informing && (minutes <= 0 || c.Point.Minutes <= left) {
				on[i] = true
				left -= c.Point.Minutes
			}
		}
	}
	points = append(points, p.First...)
	for i, c := range all {
		if on[i] {
			points = append(points, c.Point)
		} else {
			rest = append(rest, c)
		}
	}
	return append(points, p.Last...), rest
}

// candidates are all requests in the order of an agenda, each once.
func candidates(p Proposal) (all []Candidate) {
	waiting := func(x, y Candidate) int {
		return cmp.Or(x.Since.Compare(y.Since), cmp.Compare(y.Postponed, x.Postponed), cmp.Compare(x.Point.Ref, y.Point.Ref))
	}
	held, fresh := slices.Clone(p.Held), slices.Clone(p.New)
	slices.SortStableFunc(held, waiting)
	slices.SortStableFunc(fresh, func(x, y Candidate) int { return cmp.Or(cmp.Compare(x.rank(), y.rank()), waiting(x, y)) })
	seen := map[string]bool{}
	for _, c := range append(held, fresh...) {
		if c.Point.Ref != "" && seen[c.Point.Ref] {
			continue
		}
		seen[c.Point.Ref] = true
		c.Point.Sub = false
		if c.Point.Minutes <= 0 {
			c.Point.Minutes = defaultMinutes
			if c.informs() {
				c.Point.Minutes = informMinutes
			}
		}
		all = append(all, c)
	}
	return all
}
