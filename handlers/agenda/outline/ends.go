package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// ends takes minutes and the number of a request off both ends of a line, in any
// order, each once; what is left is the title.
func (ix *index) ends(l *line, s string) {
	for {
		s = trimmed(s)
		rest, ok := ix.back(l, s)
		if !ok {
			break
		}
		s = rest
	}
	for {
		rest, ok := ix.front(l, s)
		if !ok {
			break
		}
		s = strings.TrimLeft(rest, " \t,;:.|–—-")
	}
	l.title = oneLine(unmarked(ix.middle(l, s)))
	if l.minutes > MaxMinutes {
		l.why = append(l.why, textManyMinutes.With(bot.Args{"n": bot.Number(l.minutes), "max": bot.Number(MaxMinutes)}))
	}
	if l.ref != "" {
		ix.resolve(l)
	}
}

// trimmed takes away what separates columns and lists.
func trimmed(s string) string {
	for {
		t := strings.TrimRight(s, " \t,;|")
		for _, dash := range []string{" -", " –", " —", "\t-", "\t–", " _", " *"} {
			t = strings.TrimSuffix(t, dash)
		}
		if n := len(t); n > 1 && (t[n-1] == '_' || t[n-1] == '*') && (t[n-2] == ')' || t[n-2] == ']') {
			t = t[:n-1] // "_(15 min)_"
		}
		if t == "-" || t == "–" || t == "—" {
			t = ""
		}
		if t == s {
			return s
		}
		s = t
	}
}

// back takes one thing off the end of a line.
func (ix *index) back(l *line, s string) (rest string, ok bool) {
	if s == "" {
		return s, false
	}
	switch s[len(s)-1] {
	case ']':
		if open := strings.LastIndexByte(s, '['); open >= 0 {
			inner := s[open+1 : len(s)-1]
			if ix.isRef(inner, true) {
				return s[:open], ix.setRef(l, inner)
			}
			return s[:open], l.setMinutes(inner, false)
		}
	case ')':
		if open := strings.LastIndexByte(s, '('); open >= 0 {
			inner := s[open+1 : len(s)-1]
			if ix.isRef(inner, false) {
				return s[:open], ix.setRef(l, inner)
			}
			// "(Anna, 15 min)": the name stays.
			if comma := strings.LastIndex(inner, ", "); comma > 0 && l.minutes < 0 {
				_, is := lasting(inner[:comma], true)
				if n, v := lasting(inner[comma+1:], false); v == someTime && is == noTime {
					l.minutes = n
					return s[:open+1+comma] + ")", true
				}
			}
			return s[:open], l.setMinutes(inner, true)
		}
	}
	last := s[strings.LastIndexAny(s, " \t")+1:]
	if ix.isRef(last, false) {
		return s[:len(s)-len(last)], ix.setRef(l, last)
	}
	if l.minutes >= 0 {
		return s, false
	}
	end := s[max(0, len(s)-24):]
	if !hasDigit(end) && !strings.Contains(end, "½") {
		return s, false
	}
	if m := cellTime.FindStringSubmatchIndex(end); m != nil {
		return s[:len(s)-len(end)+m[0]], l.setMinutes(end[m[2]:m[3]], true)
	}
	m := bareTime.FindStringSubmatchIndex(end)
	if m == nil {
		return s, false
	}
	rest = s[:len(s)-len(end)+m[2]]
	// "Pitch van 5 minuten" is a title.
	words := strings.Fields(rest)
	if len(words) > 0 && strings.Contains(notAmounts, " "+strings.ToLower(words[len(words)-1])+" ") {
		return s, false
	}
	return rest, l.setMinutes(end[m[2]:m[3]], false)
}

// middle takes what stands in brackets halfway a line, when it was on neither
// end: the number of a request that is known, and minutes.
func (ix *index) middle(l *line, s string) string {
	if l.ref == "" {
		if before, inner, after, ok := between(s, '[', ']'); ok && ix.isRef(inner, true) && len(ix.find(inner)) > 0 {
			ix.setRef(l, inner)
			s = trimmed(before) + joint(after)
		}
	}
	if l.minutes < 0 {
		if before, inner, after, ok := between(s, '(', ')'); ok && strings.TrimSpace(before) != "" && l.setMinutes(inner, false) {
			s = trimmed(before) + joint(after)
		}
	}
	return s
}

// joint is how a text goes on when something was taken out before it.
func joint(after string) string {
	if after == "" || strings.ContainsAny(after[:1], " ,;:.") {
		return after
	}
	return " " + after
}

// between finds the last brackets.
func between(s string, open, shut byte) (before, inner, after string, ok bool) {
	to := strings.LastIndexByte(s, shut)
	if to < 0 {
		return s, "", "", false
	}
	from := strings.LastIndexByte(s[:to], open)
	if from < 0 {
		return s, "", "", false
	}
	return s[:from], s[from+1 : to], s[to+1:], true
}

// front takes one thing off the beginning of a line.
func (ix *index) front(l *line, s string) (rest string, ok bool) {
	if s == "" {
		return s, false
	}
	switch s[0] {
	case '[':
		if inner, after, found := strings.Cut(s[1:], "]"); found && ix.isRef(inner, true) {
			return after, ix.setRef(l, inner)
		}
		return s, false
	case '(':
		if inner, after, found := strings.Cut(s[1:], ")"); found && strings.TrimSpace(after) != "" {
			return after, l.setMinutes(inner, false)
		}
		return s, false
	}
	end := strings.IndexAny(s, " \t:")
	if end < 0 {
		end = len(s)
	}
	if first := s[:end]; ix.isRef(first, false) {
		return s[end:], ix.setRef(l, first)
	}
	return s, false
}

// setRef notes the number of a request; a second one that is known is a fault.
func (ix *index) setRef(l *line, typed string) (ok bool) {
	if l.ref == "" {
		l.ref = typed
		return true
	}
	if found := ix.find(typed); len(found) > 0 && !l.asked {
		l.asked = true
		l.why = append(l.why, textTwoRefs)
	}
	return false
}

// setMinutes notes a length of time; false when the words are something else.
func (l *line) setMinutes(typed string, inBrackets bool) (ok bool) {
	if l.minutes >= 0 {
		if _, v := lasting(typed, false); v == someTime && !l.twoTimes {
			l.twoTimes = true
			l.why = append(l.why, textTwoMinutes)
		}
		return false
	}
	n, v := lasting(typed, inBrackets)
	switch v {
	case someTime:
		l.minutes = n
	case badTime:
		l.minutes = 0
		l.why = append(l.why, textBadMinutes.With(bot.Args{"typed": bot.Plain(oneLine(typed))}))
	}
	return v != noTime
}

// join puts lines that continue the one before behind it; Parse says which.
func (ix *index) join(lines []*line) (joined []*line) {
	for _, l := range lines {
		if n := len(joined); n > 0 && ix.continues(joined[n-1], l) {
			before := joined[n-1]
			before.typed += " " + strings.TrimSpace(l.typed)
			before.title = oneLine(before.title + " " + l.title)
			before.minutes, before.ref, before.known, before.asked = l.minutes, l.ref, l.known, l.asked
			before.why = append(before.why, l.why...)
			continue
		}
		joined = append(joined, l)
	}
	return joined
}

// wrapped is how long a line at least is when a mail program has broken it.
const wrapped = 50

func (ix *index) continues(before, l *line) bool {
	if l.gap || l.marked || l.exact || before.exact || !before.marked ||
		before.minutes >= 0 || before.ref != "" || len(before.why) > 0 || before.title == "" || len(before.title) > 4*MaxTitle || ix.has(before.title) {
		return false
	}
	if l.title == "" {
		return l.minutes >= 0 || l.ref != ""
	}
	if ix.has(l.title) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.title)
	return ix.has(before.title+" "+l.title) || unicode.IsLower(first) && utf8.RuneCountInString(before.title) >= wrapped
}
