package outline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func FuzzParse(f *testing.F) {
	for _, c := range lines {
		f.Add("1. Opening\n" + c.typed)
	}
	f.Add("a. Planning\r\n\r\n2. #14 (x min)\n\tb. Kosten\n#14\nPauze\nPauze\n\x00\xff\n\n\n(15 min)")
	f.Add("1. Iets\n[14]\n2. 1. Iets\n3. iets (15 min) (20 min)\n" + strings.Repeat("x", 10000))
	f.Add("A. Een\nB. Twee\n  o\tDrie\n| 5 | Vier | 15 |\n> 5. Vijf\n2. Een titel die zo lang is dat het mailprogramma hem\nbreekt [99]")
	f.Fuzz(func(t *testing.T, text string) {
		p := Parse(text, known)
		checkParsed(t, text, p)
		printed := Print(p.Points)
		again := Parse(printed, p.Points)
		if got := Print(again.Points); got != printed || len(again.Faults)+len(again.Twice)+len(again.New)+len(again.Missing) > 0 {
			t.Fatalf("%q\nprinted %q\n  again %q\nfaults %v, twice %v, new %v, missing %v", text, printed, got, again.Faults, again.Twice, again.New, again.Missing)
		}
		for _, c := range Diff(known, p.Points) {
			if c.Text().In(bot.NL, bot.Literal) == "" {
				t.Fatalf("%+v has no text", c)
			}
		}
		if changes := Diff(p.Points, again.Points); len(changes) > 0 && !(p.Points[0].Sub) {
			t.Fatalf("%q changed by being printed: %+v", text, changes)
		}
		Clock(p.Points, time.Time{})
	})
}

// checkParsed sees that nothing is lost and nothing is there twice.
func checkParsed(t *testing.T, text string, p Parsed) {
	t.Helper()
	// Joined lines are one; the scanner says which lines there are.
	ix := newIndex(known)
	if n := len(ix.join(readLines(text, ix))); n != len(p.Points)+len(p.Faults)+len(p.Twice) {
		t.Fatalf("%q: %d lines, %d points, %d faults, %d twice", text, n, len(p.Points), len(p.Faults), len(p.Twice))
	}
	on := map[string]bool{}
	for _, x := range p.Points {
		if id := x.Ref + "/" + x.Fixed; id != "/" {
			if on[id] {
				t.Fatalf("%q: %s is there twice", text, id)
			}
			on[id] = true
		}
		if x.Minutes < 0 || x.Minutes > MaxMinutes || x.Title == "" || strings.ContainsAny(x.Title, "\n\r\t") {
			t.Fatalf("%q gives %+v", text, x)
		}
	}
	for _, x := range p.Missing {
		if on[x.Ref+"/"+x.Fixed] {
			t.Fatalf("%q: %+v is missing, and a point", text, x)
		}
	}
	for _, x := range p.New {
		if x.Ref+x.Fixed != "" || !slices.Contains(p.Points, x) {
			t.Fatalf("%q: %+v is new", text, x)
		}
	}
	last := strings.Count(text, "\n") + 1
	if last == 1 {
		last += strings.Count(text, "\r")
	}
	for _, fault := range append(slices.Clone(p.Faults), p.Twice...) {
		if fault.Line < 1 || fault.Line > last || fault.Typed == "" || fault.Why.In(bot.EN, bot.Literal) == "" {
			t.Fatalf("%q: fault %+v of %d lines", text, fault, last)
		}
	}
}

// FuzzPrint prints agendas with any title.
func FuzzPrint(f *testing.F) {
	for _, c := range lines {
		f.Add(c.typed, "Opening", 15, true)
	}
	f.Fuzz(func(t *testing.T, one, two string, minutes int, sub bool) {
		if oneLine(one) == "" || oneLine(two) == "" || minutes < 0 {
			return // no title, no line
		}
		points := []Point{{Title: "Begin"}, {Ref: "AIC-2027-014", Title: one, Minutes: minutes}, {Title: two, Sub: sub}, {Fixed: "slot", Title: one}}
		printed := Print(points)
		p := Parse(printed, points)
		if got := Print(p.Points); got != printed || len(p.Faults)+len(p.Twice)+len(p.Missing)+len(p.New) > 0 {
			t.Fatalf("%q\nagain %q, %+v", printed, got, p)
		}
	})
}

// many is an agenda of n requests.
func many(n int) (points []Point) {
	for i := range n {
		points = append(points, Point{Ref: fmt.Sprintf("AIC-2027-%03d", i+1), Title: fmt.Sprintf("Onderwerp over communicatie bij project %d", i+1), Minutes: 10, Sub: i%5 == 4})
	}
	return points
}

func BenchmarkParse500(b *testing.B) {
	points := many(500)
	printed := Print(points)
	pasted := strings.NewReplacer(". Onderwerp", ") **Onderwerp", " (10 min) [", "** – (15 minuten) [", "AIC-2027-", "aic-2027-").Replace(printed)
	var titles, wrong strings.Builder
	for _, p := range points {
		titles.WriteString("- " + p.Title + ", 15m\n")
		wrong.WriteString(strings.Replace(p.Title, "communicatie", "comunicatie", 1) + "\n")
	}
	for _, c := range []struct{ name, text string }{{"printed", printed}, {"pasted", pasted}, {"titles", titles.String()}, {"wrong", wrong.String()}} {
		b.Run(c.name, func(b *testing.B) {
			var p Parsed
			for b.Loop() {
				p = Parse(c.text, points)
			}
			if len(p.Points) != 500 || len(p.New)+len(p.Faults) > 0 {
				b.Fatalf("%d points, %d new, %v", len(p.Points), len(p.New), p.Faults[:1])
			}
		})
	}
}

func BenchmarkDiff500(b *testing.B) {
	before := many(500)
	after := slices.Clone(before)
	slices.Reverse(after)
	for b.Loop() {
		Diff(before, after)
	}
}
