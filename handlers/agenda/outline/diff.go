package outline

import (
	"slices"
	"strconv"
	"strings"

	"wegwijs/bot"
)

// A ChangeKind is what happened to a point between two versions.
type ChangeKind int

const (
	Added ChangeKind = iota
	Removed
	Moved // to another place among the others, or under another point
	Renamed
	Retimed
)

// A Change is one difference between two versions of an agenda.
type Change struct {
	Kind          ChangeKind
	Before, After Point  // Before is empty for Added, After for Removed
	From, To      string // numbers, in the version before and in the one after
}

// Diff says what changed between two versions, in the order of the one after;
// what was removed comes last. A point may be moved, renamed and retimed at once:
// then it has a change for each. Points that only got another number because
// others came or went are not moved, and neither is what stands under a point
// that was moved. Points without a request are the same when their title is, or
// nearly is.
func Diff(before, after []Point) (changes []Change) {
	from, to := Numbers(before), Numbers(after)
	was := pair(before, after)
	moved := movedOf(before, after, was)
	kept := make([]bool, len(before))
	for i, p := range after {
		j := was[i]
		if j < 0 {
			changes = append(changes, Change{Kind: Added, After: p, To: to[i]})
			continue
		}
		kept[j] = true
		q := before[j]
		change := Change{Before: q, After: p, From: from[j], To: to[i]}
		for _, kind := range []ChangeKind{Moved, Renamed, Retimed} {
			if change.Kind = kind; kind == Moved && moved[i] || kind == Renamed && !alike(p.Title, q.Title) || kind == Retimed && max(p.Minutes, 0) != max(q.Minutes, 0) {
				changes = append(changes, change)
			}
		}
	}
	for j, q := range before {
		if !kept[j] {
			changes = append(changes, Change{Kind: Removed, Before: q, From: from[j]})
		}
	}
	return changes
}

// pair finds each point of after in before; -1 is that it is new.
func pair(before, after []Point) []int {
	keys := func(points []Point) []string {
		count, all := map[string]int{}, make([]string, len(points))
		for i, p := range points {
			key := "title " + fold(p.Title)
			switch {
			case p.Ref != "":
				key = "ref " + p.Ref
			case p.Fixed != "":
				key = "fixed " + p.Fixed
			}
			count[key]++
			all[i] = key + " " + strconv.Itoa(count[key])
		}
		return all
	}
	at := map[string]int{}
	for j, key := range keys(before) {
		at[key] = j
	}
	was := make([]int, len(after))
	kept := make([]bool, len(before))
	for i, key := range keys(after) {
		j, ok := at[key]
		if !ok {
			was[i] = -1
			continue
		}
		was[i], kept[j] = j, true
	}
	for i, p := range after {
		if was[i] >= 0 || p.Ref+p.Fixed != "" {
			continue
		}
		words := strings.Fields(fold(p.Title))
		for j, q := range before {
			if other := strings.Fields(fold(q.Title)); !kept[j] && q.Ref+q.Fixed == "" && len(other) == len(words) && near(words, other) {
				was[i], kept[j] = j, true
				break
			}
		}
	}
	return was
}

// parents gives for each point the point that it stands under; -1 is none.
func parents(points []Point) []int {
	all, main := make([]int, len(points)), -1
	for i := range points {
		if all[i] = main; !isSub(points, i) {
			all[i], main = -1, i
		}
	}
	return all
}

// movedOf tells which points of after changed places: those outside a longest
// row that kept its order, among points of their own and among those under one
// point, and those that stand under another point than they did.
func movedOf(before, after []Point, was []int) []bool {
	moved := make([]bool, len(after))
	up, wasUp := parents(after), parents(before)
	rows := map[int][]int{}
	for i, j := range was {
		if j < 0 {
			continue
		}
		parent := -1
		if up[i] >= 0 {
			if parent = was[up[i]]; parent < 0 {
				parent = -2 // under a new point
			}
		}
		if parent != wasUp[j] {
			moved[i] = true
			continue
		}
		rows[parent] = append(rows[parent], i)
	}
	from, to := Numbers(before), Numbers(after)
	same := func(i int) bool { return from[was[i]] == to[i] }
	for _, row := range rows {
		for _, i := range outside(row, after, was, same) {
			moved[i] = true
		}
	}
	return moved
}

// outside are the points of a row that are not in its heaviest part that rises
// in the version before. All weigh the same, except that of several ways to tell
// it the one is taken in which fixed points stay, and then the one in which
// points with the number they had stay.
func outside(row []int, after []Point, was []int, same func(i int) bool) (out []int) {
	if slices.IsSortedFunc(row, func(a, b int) int { return was[a] - was[b] }) {
		return nil
	}
	weight, back := make([]int, len(row)), make([]int, len(row))
	best, n := 0, len(row)+1
	for a, i := range row {
		own := n * n
		if after[i].Fixed != "" {
			own += n
		}
		if same(i) {
			own++
		}
		weight[a], back[a] = own, -1
		for b := range a {
			if was[row[b]] < was[i] && weight[b]+own > weight[a] {
				weight[a], back[a] = weight[b]+own, b
			}
		}
		if weight[a] > weight[best] {
			best = a
		}
	}
	in := make([]bool, len(row))
	for a := best; a >= 0; a = back[a] {
		in[a] = true
	}
	for a, i := range row {
		if !in[a] {
			out = append(out, i)
		}
	}
	return out
}

// Text says a change in one line: "3 → 5: Nieuw intranet", "Nieuw: 6. Rondvraag".
func (c Change) Text() bot.Text {
	args := bot.Args{"title": bot.Plain(c.After.Title)}
	switch c.Kind {
	case Added:
		args["number"] = bot.Plain(c.To)
		return textAdded.With(args)
	case Removed:
		return textRemoved.With(bot.Args{"title": bot.Plain(c.Before.Title)})
	case Renamed:
		args["number"], args["was"] = bot.Plain(c.To), bot.Plain(c.Before.Title)
		return textRenamed.With(args)
	case Retimed:
		args["from"], args["to"] = bot.Number(c.Before.Minutes), bot.Number(c.After.Minutes)
		switch {
		case c.Before.Minutes <= 0:
			return textTimed.With(args)
		case c.After.Minutes <= 0:
			return textUntimed.With(args)
		}
		return textRetimed.With(args)
	}
	args["from"], args["to"] = bot.Plain(c.From), bot.Plain(c.To)
	if c.From == c.To {
		return textReordered.With(args)
	}
	return textMoved.With(args)
}
