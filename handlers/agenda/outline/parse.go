package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// A Fault is a line that cannot be taken as it stands.
type Fault struct {
	Line  int      // from 1, as newlines count
	Typed string   // the line as it was typed
	Why   bot.Text // what is the matter, and what to do about it
}

// Parsed is what a text says. Every line with words in it is in one of Points,
// Faults and Twice.
type Parsed struct {
	Points  []Point
	Faults  []Fault // lines that cannot be taken; they are not in Points
	Missing []Point // requests and fixed points that were known and are on no line: the caller asks
	Twice   []Fault // a request or fixed point that stands on a line before: the first counts
	New     []Point // those of Points that have no request and were not there before
}

// Parse reads an agenda as people type and paste it. known is what a line may
// mean: the points of the agenda so far, and requests that could be on it. Of
// known points with one Ref or Fixed the first counts.
//
// The order of the lines is the order of the agenda. Numbers, bullets and times
// in front are ignored, except that a letter ("a.", "5a") or a second number
// ("5.1") makes a point stand under the one before, as does an indent of two
// spaces or a tab. Lines of layout alone ("---", "```") count as empty.
//
// A line is matched with what is known by its number ([AIC-2027-014], #14, [14]),
// else by its title, else by a title in which a letter or two is wrong, when only
// one can be meant. With a number, another title is a new title for that point. A
// fixed point may get words behind its title, after a colon or in brackets. A
// line without minutes keeps the minutes that were known; "(0 min)" takes them
// away.
//
// A line continues the one before when that has a number or bullet, and neither
// minutes nor the number of a request, and is no title that is known, and when
// the line itself has no number or bullet, no empty line before it, and either
// holds minutes or a request's number alone, or completes a title that is known,
// or begins with a small letter after a line of at least 50 characters: that is
// how mail programs break lines. The whole is then one line, the first one.
//
// What stood under a point that is on a line before goes to where that stands.
func Parse(text string, known []Point) (parsed Parsed) {
	ix := newIndex(known)
	lines := ix.join(readLines(text, ix))
	ix.match(lines)

	// A group is a point and what stands under it.
	type group struct {
		points []Point
		fresh  []bool // new
	}
	var groups []*group
	first := make(map[int]*line) // of a known point, where it stands first
	groupOf := make(map[int]*group)
	var now *group
	fault := func(l *line, why ...bot.Text) {
		parsed.Faults = append(parsed.Faults, Fault{Line: l.nr, Typed: l.typed, Why: sentences(why)})
	}
	for _, l := range lines {
		sub := l.sub
		if sub && now == nil {
			l.why = append(l.why, textSubFirst)
		}
		p := ix.point(l)
		if l.known >= 0 {
			k := ix.known[l.known]
			if before, twice := first[l.known]; twice && k.Ref+k.Fixed != "" {
				if len(l.why) > 0 {
					fault(l, l.why...)
					continue
				}
				parsed.Twice = append(parsed.Twice, Fault{Line: l.nr, Typed: l.typed, Why: textTwice.With(bot.Args{"what": bot.Plain(k.name()), "line": bot.Number(before.nr)})})
				if g := groupOf[l.known]; !sub && g != nil {
					now = g
				}
				continue
			}
			first[l.known] = l
		}
		if !sub || now == nil {
			now = &group{}
			groups = append(groups, now)
		}
		if l.known >= 0 {
			groupOf[l.known] = now
		}
		if len(l.why) > 0 {
			fault(l, l.why...)
			continue
		}
		now.points = append(now.points, p)
		now.fresh = append(now.fresh, p.Ref == "" && p.Fixed == "" && l.known < 0)
	}
	for _, g := range groups {
		for i, p := range g.points {
			parsed.Points = append(parsed.Points, p)
			if g.fresh[i] {
				parsed.New = append(parsed.New, p)
			}
		}
	}
	for i, k := range ix.known {
		if k.Ref+k.Fixed != "" && first[i] == nil {
			parsed.Missing = append(parsed.Missing, k)
		}
	}
	return parsed
}

// name is what a point is called when a sentence needs a short name.
func (p Point) name() string {
	if p.Ref != "" {
		return p.Ref
	}
	return p.Title
}

// point is what a line stands for; what is wrong about it is added to the line.
func (ix *index) point(l *line) Point {
	p := Point{Title: l.title, Minutes: max(l.minutes, 0), Sub: l.sub}
	if l.known >= 0 {
		k := ix.known[l.known]
		p.Ref, p.Fixed = k.Ref, k.Fixed
		if l.minutes < 0 {
			p.Minutes = k.Minutes
		}
		if l.exact || l.title == "" || alike(l.title, k.Title) || l.means {
			p.Title = k.Title
			if l.exact || p.Title != "" {
				return p
			}
		}
	}
	if l.exact {
		return p
	}
	n := utf8.RuneCountInString(p.Title)
	switch {
	case !strings.ContainsFunc(p.Title, unicode.IsLetter) && !l.refWrong():
		l.why = append(l.why, textNoTitle)
	case n > MaxTitle:
		l.why = append(l.why, textLongTitle.With(bot.Args{"n": bot.Number(n), "max": bot.Number(MaxTitle)}))
	}
	return p
}

// sentences are texts behind one another.
func sentences(all []bot.Text) bot.Text {
	if len(all) == 1 {
		return all[0]
	}
	var parts []bot.Text
	for i, t := range all {
		if i > 0 {
			parts = append(parts, bot.Plain(" "))
		}
		parts = append(parts, t)
	}
	return bot.Join(parts...)
}
