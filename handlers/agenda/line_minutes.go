package agenda

import (
	"strconv"
	"strings"

	"wegwijs/handlers/agenda/item"
)

var (
	inBrackets = lazily(`\s*[(\[]([^()\[\]]{1,30})[)\]]`)
	atTheEnd   = lazily(`(?i)\s*[,;–—-]\s*(\d{1,4}\s*(?:min|minuten|minuut|minutes|mins))\.?$`)
	inMinutes  = lazily(`^(?:ca\.?|circa|max\.?|maximaal|ongeveer|about|±|~)?\s*(\d{1,6})\s*(?:min|mins|minuten|minuut|minutes|minute|m|'|’|′)\.?$`)
	inHours    = lazily(`^(\d{1,3})(?:[.,](\d))?\s*(?:uur|uren|u|hours|hour|hrs|hr|h)\.?$`)
	hoursAnd   = lazily(`^(\d{1,2})\s*(?:uur|u|h)\s*(?:en\s+|and\s+)?(\d{1,2})\s*(?:min|minuten|minutes|m)?\.?$`)
)

var minuteWords = map[string]int{
	"kwartier": 15, "een kwartier": 15, "kwartiertje": 15, "half uur": 30, "halfuur": 30, "een halfuur": 30, "een half uur": 30, "half uurtje": 30,
	"drie kwartier": 45, "een uur": 60, "uurtje": 60, "anderhalf uur": 90, "twee uur": 120, "vijf minuten": 5, "tien minuten": 10, "twintig minuten": 20,
	"a quarter of an hour": 15, "quarter of an hour": 15, "half an hour": 30, "half hour": 30, "an hour": 60, "one hour": 60, "five minutes": 5, "ten minutes": 10,
}

// findMinutes finds how long something takes: the last one between brackets,
// else one at the end behind a comma or a dash. rest is the text without it;
// typed is what it was, "" when there is none. n is 0 when it cannot be right.
// Where nothing else would be left it is not taken.
func findMinutes(s string) (rest string, n int, typed string) {
	all := inBrackets.FindAllStringSubmatchIndex(s, -1)
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		if n, ok := minutesOf(s[m[2]:m[3]]); ok {
			return without(s, m[0], m[1], n)
		}
	}
	if m := atTheEnd.FindStringSubmatchIndex(s); m != nil {
		if n, ok := minutesOf(s[m[2]:m[3]]); ok {
			return without(s, m[0], m[1], n)
		}
	}
	return s, 0, ""
}

func without(s string, from, to, n int) (string, int, string) {
	typed := strings.TrimSpace(s[from:to])
	if n < 1 || n > item.MostMinutes {
		return s, 0, typed
	}
	rest := strings.TrimSpace(s[:from] + s[to:])
	if !hasWords(rest) {
		return s, 0, ""
	}
	return rest, n, typed
}

// minutesOf reads "15 min", "1,5 uur", "een kwartier". What is a duration but
// too long is one all the same.
func minutesOf(s string) (n int, ok bool) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	if n, ok := minuteWords[s]; ok {
		return n, true
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // at most six digits
	if m := inMinutes.FindStringSubmatch(s); m != nil {
		return number(m[1]), true
	}
	if m := inHours.FindStringSubmatch(s); m != nil {
		return number(m[1])*60 + number(m[2])*6, true
	}
	if m := hoursAnd.FindStringSubmatch(s); m != nil {
		return number(m[1])*60 + number(m[2]), true
	}
	return 0, false
}

// cutMinutes takes the minutes off a topic; what cannot be right stays in it.
func cutMinutes(s string) (string, int) {
	rest, n, _ := findMinutes(s)
	if n == 0 {
		return s, 0
	}
	return rest, n
}

// withMinutes is a topic as it is typed, with its minutes.
func withMinutes(x *item.Item) string {
	if x.Minutes == 0 || x.Topic == "" {
		return x.Topic
	}
	return x.Topic + " (" + strconv.Itoa(x.Minutes) + " min)"
}
