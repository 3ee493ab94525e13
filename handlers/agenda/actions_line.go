package agenda

import (
	"strings"
	"unicode/utf8"

	"wegwijs/handlers/agenda/committee"
)

// An actionLine is an action as somebody types it: "Anna: vraag cijfers op (voor 1 februari)".
type actionLine struct {
	Owner, Text string
	Due         committee.Day
}

var (
	bullet   = lazily(`^\s*(?:[-*•–]|\d{1,2}[.)])(?:\s+|$)`)
	dueWord  = lazily(`(?i)[,;]?\s*\(?(?:^|[\s(])(?:uiterlijk|voor|vóór|op|t/m|deadline|gereed|before|by|due|until):?\s+`)
	dueParen = lazily(`\s*\(([^()]{2,40})\)\s*$`)
	ownerAt  = lazily(`^([^:]{1,60}):\s+(.+)$`)
)

// parseActions reads actions, one per line. What is no date stays part of the
// text, and what is before a colon is the owner: nothing typed is lost.
func parseActions(text string, today committee.Day) (all []actionLine) {
	for _, line := range strings.Split(text, "\n") {
		line = oneLine(bullet.ReplaceAllString(line, ""))
		if line == "" {
			continue
		}
		var a actionLine
		a.Text, a.Due = dueOf(line, today)
		line = a.Text
		if m := ownerAt.FindStringSubmatch(line); m != nil && !strings.Contains(m[1], "//") && !strings.HasSuffix(m[1], "http") && !strings.HasSuffix(m[1], "https") {
			a.Owner, a.Text = oneLine(m[1]), oneLine(m[2])
		}
		if a.Text == "" {
			a.Text = "–" // only a date, or only an owner, was typed
		}
		all = append(all, a)
	}
	return all
}

// dueOf takes the day off the end of a line: "(1 februari)", "voor 1 februari".
// Where there is none, all of the line stays.
func dueOf(line string, today committee.Day) (text string, due committee.Day) {
	if m := dueParen.FindStringSubmatchIndex(line); m != nil {
		typed := line[m[2]:m[3]]
		if w := dueWord.FindStringIndex(" " + typed); w != nil && w[0] == 0 {
			typed = (" " + typed)[w[1]:]
		}
		if day, ok := committee.ParseTyped(strings.TrimSpace(typed), today); ok {
			return strings.TrimSpace(line[:m[0]]), day
		}
	}
	// The words can stand in the action too ("vraagt cijfers op"): each is tried.
	for from := 0; ; {
		m := dueWord.FindStringIndex(line[from:])
		if m == nil {
			return line, ""
		}
		if typed := strings.TrimSpace(line[from+m[1]:]); len(typed) <= 60 {
			if day, ok := committee.ParseTyped(typed, today); ok {
				return strings.TrimRight(strings.TrimSpace(line[:from+m[0]]), " ,;("), day
			}
		}
		// The space after this word may be the one before the next.
		from += m[1] - 1
	}
}

// lines are what somebody typed, one thing per line, without bullets.
func linesOf(text string) (all []string) {
	for _, line := range strings.Split(text, "\n") {
		if line = oneLine(bullet.ReplaceAllString(line, "")); line != "" {
			all = append(all, line)
		}
	}
	return all
}

var (
	adviceLine = lazily(`(?i)^((?:aan|to)\s+)?([\p{L}0-9 .&/-]+?)\s*(?:[,(]\s*(gevraagd|ongevraagd|asked|unasked|asked for|not asked for)\s*\)?)?\s*:\s+(.+)$`)
	noBody     = lazily(`(?i)^(?:let op|let wel|advies|nb|ps|punt|note|advice|kort|conclusie)$`)
)

// adviceOf reads advice as somebody types it: "CRC (ongevraagd): kort de brief in".
// Without a body before the colon it is to nobody in particular, and unasked.
func adviceOf(line string) outcome {
	m := adviceLine.FindStringSubmatch(line)
	if m == nil {
		return outcome{Text: line}
	}
	// The length is looked at here: forty times every letter there is, in the
	// expression, takes a megabyte.
	if n := utf8.RuneCountInString(m[2]); n < 2 || n > 40 {
		return outcome{Text: line}
	}
	to, word := oneLine(m[2]), strings.ToLower(m[3])
	if m[1] == "" && word == "" && (noBody.MatchString(to) || len(strings.Fields(to)) > 4) {
		return outcome{Text: line} // a sentence with a colon in it
	}
	return outcome{Text: oneLine(m[4]), To: to, Asked: word == "gevraagd" || strings.HasPrefix(word, "asked")}
}
