package outline

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"wegwijs/bot"
)

// An index finds known points.
type index struct {
	known    []Point // each once
	bodies   map[string][]int
	used     []bool // found by its body
	titles   map[string][]int
	exact    map[string]int // by number as it is written
	numbers  map[number]int
	short    map[int][]int
	prefixes map[string]bool
}

// A number is the number of a request, taken apart.
type number struct {
	prefix  string
	year, n int
}

func newIndex(known []Point) *index {
	ix := &index{
		bodies: make(map[string][]int, len(known)), titles: make(map[string][]int, len(known)),
		exact: map[string]int{}, numbers: map[number]int{}, short: map[int][]int{}, prefixes: map[string]bool{},
	}
	seen := make(map[[2]string]bool, len(known))
	for _, p := range known {
		if id := [2]string{p.Ref, p.Fixed}; p.Ref+p.Fixed != "" {
			if seen[id] {
				continue
			}
			seen[id] = true
		}
		i := len(ix.known)
		ix.known = append(ix.known, p)
		if b := body(p); b != "" {
			ix.bodies[b] = append(ix.bodies[b], i)
		}
		f := fold(p.Title)
		ix.titles[f] = append(ix.titles[f], i)
		if p.Ref == "" {
			continue
		}
		ix.exact[strings.ToUpper(p.Ref)] = i
		if nr, ok := numberOf(p.Ref); ok {
			ix.numbers[nr] = i
			ix.short[nr.n] = append(ix.short[nr.n], i)
			ix.prefixes[nr.prefix] = true
		}
	}
	ix.used = make([]bool, len(ix.known))
	return ix
}

// numberOf takes the number of a request apart; people forget zeros, and write
// spaces and other dashes.
func numberOf(s string) (nr number, ok bool) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '–', '—', '‑', '_', '/', ' ':
			return '-'
		}
		return unicode.ToUpper(r)
	}, strings.TrimPrefix(strings.TrimSpace(s), "#"))
	parts := strings.Split(s, "-")
	if len(parts) < 2 || len(s) > 60 {
		return nr, false
	}
	year, digits := parts[len(parts)-2], parts[len(parts)-1]
	if len(year) != 4 || strings.Trim(year, "0123456789") != "" || digits == "" || len(digits) > 6 || strings.Trim(digits, "0123456789") != "" {
		return nr, false
	}
	nr.prefix = strings.Join(parts[:len(parts)-2], "-")
	if nr.prefix != "" && (nr.prefix[0] < 'A' || nr.prefix[0] > 'Z' || strings.ContainsAny(nr.prefix, ".:,()")) {
		return nr, false
	}
	nr.year, nr.n = whole(year), whole(digits)
	return nr, true
}

// isRef tells whether words are meant as the number of a request. In brackets
// less is enough.
func (ix *index) isRef(s string, inBrackets bool) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 60 || !inBrackets && !isDigit(s[len(s)-1]) {
		return false
	}
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		return digits != "" && len(digits) <= 6 && strings.Trim(digits, "0123456789") == ""
	}
	if nr, ok := numberOf(s); ok && (inBrackets || nr.prefix != "" && !strings.ContainsAny(s, " /")) {
		return true
	}
	if prefix, rest, ok := strings.Cut(strings.ToUpper(s), "-"); ok && ix.prefixes[prefix] && (inBrackets || rest != "" && strings.Trim(rest, "0123456789") == "") {
		return true
	}
	if !inBrackets {
		return false
	}
	if _, ok := ix.exact[strings.ToUpper(s)]; ok {
		return true
	}
	return strings.Trim(s, "0123456789") == "" && (len(s) <= 3 || len(s) <= 6 && len(ix.short[whole(s)]) > 0)
}

// find gives the known points that a typed number can mean.
func (ix *index) find(typed string) []int {
	typed = strings.ToUpper(strings.TrimSpace(typed))
	if i, ok := ix.exact[typed]; ok {
		return []int{i}
	}
	if nr, ok := numberOf(typed); ok {
		if i, ok := ix.numbers[nr]; ok {
			return []int{i}
		}
		if nr.prefix != "" {
			return nil
		}
		return ix.among(nr.n, func(k number) bool { return k.year == nr.year })
	}
	if prefix, digits, ok := strings.Cut(typed, "-"); ok && digits != "" && len(digits) <= 6 && strings.Trim(digits, "0123456789") == "" {
		return ix.among(whole(digits), func(k number) bool { return k.prefix == prefix })
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(typed, "#")); err == nil {
		return ix.short[n]
	}
	return nil
}

func (ix *index) among(n int, is func(number) bool) (found []int) {
	for _, i := range ix.short[n] {
		if nr, _ := numberOf(ix.known[i].Ref); is(nr) {
			found = append(found, i)
		}
	}
	return found
}

// resolve finds what the number on a line means.
func (ix *index) resolve(l *line) {
	found := ix.find(l.ref)
	if len(found) > 1 {
		if same := ix.titles[fold(l.title)]; len(same) == 1 && slices.Contains(found, same[0]) {
			found = same
		}
	}
	switch len(found) {
	case 1:
		l.known = found[0]
		return
	case 0:
		l.why = append(l.why, textUnknownRef.With(bot.Args{"ref": bot.Plain(l.ref)}))
	default:
		l.why = append(l.why, textManyRefs.With(bot.Args{"ref": bot.Plain(l.ref), "refs": ix.names(found)}))
	}
	l.asked = true
}

// names are a few of the known points by name.
func (ix *index) names(which []int) bot.Text {
	var all []bot.Text
	for _, i := range which[:min(len(which), 4)] {
		all = append(all, bot.Plain(ix.known[i].name()))
	}
	return bot.List(all...)
}

// take makes a line a known point when it reads as Print writes that.
func (ix *index) take(l *line, text string) bool {
	found := ix.bodies[text]
	if len(found) == 0 {
		return false
	}
	k := found[0]
	l.known = -1
	for _, i := range found {
		if !ix.used[i] {
			k, l.known, ix.used[i] = i, i, true
			break
		}
	}
	if ix.strict(k) {
		l.known = k
	}
	l.exact, l.title, l.minutes, l.ref = true, ix.known[k].Title, ix.known[k].Minutes, ix.known[k].Ref
	return true
}

// strict tells whether a point may be on an agenda only once.
func (ix *index) strict(i int) bool { return ix.known[i].Ref+ix.known[i].Fixed != "" }

func (ix *index) has(title string) bool { return len(ix.titles[fold(title)]) > 0 }

// match finds the known points of lines without a number: by title, by the
// title of a fixed point with words behind it, and by a title that differs a
// little.
func (ix *index) match(lines []*line) {
	claimed := make([]bool, len(ix.known))
	open := map[string][]*line{}
	var order []string
	for _, l := range lines {
		switch {
		case l.known >= 0:
			claimed[l.known] = true
		case l.ref == "" && !l.exact && l.title != "":
			f := fold(l.title)
			if open[f] == nil {
				order = append(order, f)
			}
			open[f] = append(open[f], l)
		}
	}
	var left []string
	for _, f := range order {
		if len(ix.titles[f]) == 0 {
			left = append(left, f)
			continue
		}
		ix.share(open[f], ix.titles[f], claimed)
	}
	for _, f := range left {
		base := baseOf(f)
		found := -1
		for i, p := range ix.known {
			if p.Fixed != "" && !claimed[i] && baseOf(fold(p.Title)) == base && base != "" {
				found = i
				break
			}
		}
		if found < 0 {
			continue
		}
		claimed[found] = true
		for _, l := range open[f] {
			l.known = found
		}
		open[f] = nil
	}
	ix.mend(left, open, claimed)
}

// share gives lines with the same title to the known points of that title.
func (ix *index) share(lines []*line, with []int, claimed []bool) {
	var strict, free []int
	for _, i := range with {
		switch {
		case !ix.strict(i):
			free = append(free, i)
		case !claimed[i]:
			strict = append(strict, i)
		}
	}
	if len(strict) > len(lines) && len(strict) > 1 {
		for _, l := range lines {
			l.asked = true
			l.why = append(l.why, textManyTitles.With(bot.Args{"refs": ix.names(strict)}))
		}
		return
	}
	free = slices.DeleteFunc(free, func(i int) bool { return claimed[i] })
	some := append(strict, free...)
	for _, l := range lines {
		switch {
		case len(some) > 0:
			l.known, some = some[0], some[1:]
			claimed[l.known] = true
			l.means = ix.strict(l.known)
		case ix.strict(with[0]):
			l.known, l.means = with[0], true // twice
		}
	}
}

// mend finds titles in which a letter or two is wrong, when one point alone can
// be meant by one line alone.
func (ix *index) mend(left []string, open map[string][]*line, claimed []bool) {
	byWords := map[int][]int{}
	words := make([][]string, len(ix.known))
	if len(left) > 0 {
		for i, p := range ix.known {
			if !claimed[i] {
				words[i] = strings.Fields(fold(p.Title))
				byWords[len(words[i])] = append(byWords[len(words[i])], i)
			}
		}
	}
	meant := map[int]int{}
	found := map[string]int{}
	for _, f := range left {
		if len(f) > 4*MaxTitle || len(open[f]) != 1 {
			continue
		}
		typed, one := strings.Fields(f), -1
		for _, i := range byWords[len(typed)] {
			if near(typed, words[i]) {
				if one >= 0 {
					one = -2
					break
				}
				one = i
			}
		}
		if one >= 0 {
			found[f] = one
			meant[one]++
		}
	}
	for _, f := range left {
		if i, ok := found[f]; ok && meant[i] == 1 {
			open[f][0].known, open[f][0].means = i, ix.strict(i)
		}
	}
}
