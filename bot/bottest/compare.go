package bottest

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot"
)

// A comparer compares what a transcript expects with what a world showed.
type comparer struct {
	exact bool     // as written; otherwise by words
	loses Degraded // what the world cannot show
	// replied says that an action at a message was played as a reply in its thread:
	// from then on answers may be in that thread.
	replied bool
	lang    bot.Lang
}

// diff returns a readable difference, "" when there is none. Messages in
// different places may come in any order, those in one place may not.
func (c comparer) diff(want, got []Shown) string {
	if c.exact {
		want = opened(want)
	} else {
		want, got = c.loosen(want), c.loosen(got)
		if c.loses.NoForms || c.loses.NoFormsTyped {
			want = withoutForms(want, got)
		}
	}
	if same(want, got) {
		return ""
	}
	w, g := byPlace(want), byPlace(got)
	if same(w, g) {
		return ""
	}
	return cmp.Diff(c.flat(want, nil), c.flat(got, want))
}

func same(want, got []Shown) bool {
	return slices.EqualFunc(want, got, func(w, g Shown) bool {
		return matches(headLine(w.Head), headLine(g.Head)) && slices.EqualFunc(w.Lines, g.Lines, matches)
	})
}

func headLine(h Head) string { return string(h.What) + h.In(bot.NL) }

// flat writes messages as lines. A line that matches the line of like at the
// same place is written as there, so that only differences show.
func (c comparer) flat(all, like []Shown) []string {
	out := []string{}
	for i, s := range all {
		out = append(out, strings.ReplaceAll(s.Head.In(c.lang), anything, "…"))
		for j, l := range s.Lines {
			if i < len(like) && j < len(like[i].Lines) && matches(like[i].Lines[j], l) {
				l = like[i].Lines[j]
			}
			out = append(out, strings.ReplaceAll(l, anything, "…"))
		}
	}
	return out
}

func byPlace(all []Shown) []Shown {
	out := slices.Clone(all)
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i].Head, out[j].Head
		if a.Place.Channel != b.Place.Channel {
			return a.Place.Channel < b.Place.Channel
		}
		return a.To < b.To
	})
	return out
}

// anything stands, in an expected line that is being compared, for the … that
// ends it: whatever follows is right. No line that is seen holds it.
const anything = "\x00"

// opened replaces the … that ends an expected line by anything.
func opened(want []Shown) []Shown {
	out := slices.Clone(want)
	for i := range out {
		out[i].Head.Title = opens(out[i].Head.Title)
		out[i].Lines = slices.Clone(out[i].Lines)
		for j, l := range out[i].Lines {
			out[i].Lines[j] = opens(l)
		}
	}
	return out
}

func opens(line string) string {
	if begins, open := openEnd(line); open {
		return begins + anything
	}
	return line
}

// matches tells whether a line is as expected; anything in it is.
func matches(want, got string) bool {
	parts := strings.Split(want, anything)
	if len(parts) == 1 {
		return want == got
	}
	if !strings.HasPrefix(got, parts[0]) {
		return false
	}
	got = got[len(parts[0]):]
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(got, p)
		if i < 0 {
			return false
		}
		got = got[i+len(p):]
	}
	return strings.HasSuffix(got, parts[len(parts)-1])
}

// loosen keeps the words, and what the platform can show of the rest.
func (c comparer) loosen(all []Shown) []Shown {
	out := make([]Shown, 0, len(all))
	for _, s := range all {
		s.Head.Title = openWords(s.Head.Title)
		if c.replied {
			s.Head.Place.Thread = false
		}
		if s.Head.To != "" && (c.loses.PrivateDirect || c.loses.PrivateFilesDirect && holdsFile(s.Lines)) {
			s.Head.Place = Place{}
		}
		var lines []string
		joining := false
		for _, l := range s.Lines {
			kind := kindOf(l)
			text := kind == "para" && len(c.loses.AsText) > 0
			for _, k := range c.loses.AsText {
				if kind == k || k == "table" && (kind == "row" || kind == "caption") {
					text = true
					l = unmarked(kind, l)
				}
			}
			if kind == "button" && c.loses.NoHints {
				l = buttonHint.ReplaceAllString(l, "]")
			}
			l = openWords(l)
			if text && joining {
				before := &lines[len(lines)-1]
				if !strings.HasSuffix(*before, anything) {
					*before += " "
				}
				*before += l
			} else {
				lines = append(lines, l)
			}
			joining = text
		}
		s.Lines = lines
		out = append(out, s)
	}
	return out
}

// holdsFile tells whether a file or a picture is among what is seen.
func holdsFile(lines []string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return kindOf(l) == "file" || kindOf(l) == "picture" })
}

var buttonHint = regexp.MustCompile(` = [^\]]*\]`)

// unmarked takes off what shows that a line is not a paragraph.
func unmarked(kind, line string) string {
	switch kind {
	case "item":
		_, line, _ = strings.Cut(line, " ")
	case "field", "note":
		line = line[2:]
	case "caption":
		_, line, _ = strings.Cut(strings.TrimSuffix(line, ")"), ": ")
	case "row":
		const bar = "\x01" // one that somebody typed
		line = strings.NewReplacer(`\|`, bar, "|", " ").Replace(line)
		line = strings.ReplaceAll(line, bar, "|")
	}
	return line
}

// openWords is plainWords of a line that may end in an … for anything.
func openWords(line string) string {
	if begins, open := openEnd(line); open {
		return plainWords(begins) + anything
	}
	return plainWords(line)
}

// withoutForms drops from what is expected what a platform without forms does
// not show: the forms. It shows at least one error of those a form has, and
// asks again after a message that says why a form was not accepted. Each thing
// that is seen stands for one that is expected.
func withoutForms(want, got []Shown) []Shown {
	var out []Shown
	used := make([]bool, len(got))
	for _, w := range want {
		if slices.ContainsFunc(got, func(g Shown) bool { return w.Head.What != Posted && same([]Shown{w}, []Shown{g}) }) {
			out = append(out, w) // here it was shown
			continue
		}
		if w.Head.What == Opened && !slices.ContainsFunc(got, func(g Shown) bool { return g.Head.What == Opened && g.Head.To == w.Head.To }) {
			continue
		}
		for i, g := range got {
			if !used[i] && g.Head.What == Refused && g.Head.To == w.Head.To && (w.Head.What == Refused && someOf(w.Lines, g.Lines) || w.Head.What == Posted && askedAgain(w.Lines, g.Lines)) {
				used[i], w = true, g
				break
			}
		}
		out = append(out, w)
	}
	return out
}

// someOf tells whether all lines that are seen, one at least, are expected;
// each expected line counts once.
func someOf(want, seen []string) bool {
	left := slices.Clone(want)
	for _, s := range seen {
		i := slices.IndexFunc(left, func(w string) bool { return matches(w, s) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return len(seen) > 0
}

// askedAgain tells whether an expected message was seen as the reason why a
// field is asked again: its first line behind the label of the field, the
// others as they are.
func askedAgain(want, seen []string) bool {
	if len(want) == 0 || len(seen) != len(want) {
		return false
	}
	_, why, ok := strings.Cut(seen[0], ": ")
	return ok && matches(want[0], why) && slices.EqualFunc(want[1:], seen[1:], matches)
}

// plainWords is what a platform must at least show of a text: the words,
// without emphasis, white space, and characters that have no shape.
func plainWords(s string) string {
	var b strings.Builder
	for s != "" {
		if r, n := visibleEscape(s); n > 0 {
			switch {
			case unicode.IsSpace(r):
				b.WriteByte(' ')
			case !shapeless(r):
				b.WriteRune(r)
			}
			s = s[n:]
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == '⏎' || unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == '*' || r == '\\' || shapeless(r):
		default:
			b.WriteRune(r)
		}
		s = s[n:]
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// shapeless tells of a character that does not show: controls, directions,
// zero-width ones, variation selectors.
func shapeless(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// visibleEscape reads ⟨U+200B⟩ at the start of s.
func visibleEscape(s string) (rune, int) {
	rest, ok := strings.CutPrefix(s, "⟨U+")
	if !ok {
		return 0, 0
	}
	digits, _, ok := strings.Cut(rest, "⟩")
	if !ok || len(digits) < 4 || len(digits) > 6 {
		return 0, 0
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || n > unicode.MaxRune {
		return 0, 0
	}
	return rune(n), len("⟨U+") + len(digits) + len("⟩")
}
