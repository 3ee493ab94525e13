// Package outline is an agenda as people write it: numbered lines that a
// secretary edits as text. It reads what is typed and pasted, runs the clock
// over it, says what changed between two versions, and proposes a first one. It
// knows no request beyond its number.
package outline

import (
	"strconv"
	"strings"
)

// Bounds of a point.
const (
	MaxTitle   = 90  // characters of a title
	MaxMinutes = 480 // minutes of one point: a working day
)

// A Point is one line of an agenda.
type Point struct {
	Ref     string // number of the request, "AIC-2027-014"; "" for a point that only stands on the agenda
	Fixed   string // id of a fixed point ("opening"); "" for others
	Title   string
	Minutes int  // 0: none given
	Sub     bool // stands under the point before it: 5a
}

// isSub tells whether a point stands under another. The first of all cannot.
func isSub(points []Point, i int) bool { return i > 0 && points[i].Sub }

// Numbers numbers points as they stand: "1", "2", "2a", "2b", "3". After 2z
// comes 2aa. The first point is a point of its own, whatever its Sub says.
func Numbers(points []Point) []string {
	numbers := make([]string, len(points))
	main, sub := 0, 0
	for i := range points {
		if isSub(points, i) {
			sub++
		} else {
			main, sub = main+1, 0
		}
		numbers[i] = strconv.Itoa(main) + letters(sub)
	}
	return numbers
}

// letters counts as the columns of a sheet do: "", a, b, … z, aa, ab.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// Print writes points as text that Parse reads back: a line per point, each
// ended by a newline, "5. Nieuw intranet (15 min) [AIC-2027-014]", and what
// stands under a point two spaces in, "  5a. Planning". A title is one line,
// whatever is in it.
func Print(points []Point) string {
	var b strings.Builder
	for i, number := range Numbers(points) {
		if isSub(points, i) {
			b.WriteString("  ")
		}
		b.WriteString(strings.TrimRight(number+". "+body(points[i]), " ") + "\n")
	}
	return b.String()
}

// body is the line of a point behind its number.
func body(p Point) string {
	s := oneLine(p.Title)
	if p.Minutes > 0 {
		s += " (" + strconv.Itoa(p.Minutes) + " min)"
	}
	if p.Ref != "" {
		s += " [" + p.Ref + "]"
	}
	return strings.TrimSpace(s)
}
