package outline

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// A verdict says whether words are a length of time.
type verdict int

const (
	noTime   verdict = iota // something else
	someTime                // minutes
	badTime                 // meant as minutes, and not a number of them
	clock                   // from when to when: follows from the minutes
)

const (
	unitMinutes = `(?:minuten|minuutjes|minuut|minutes|minute|mins|min|mnt|mn|m|['’′´‘])`
	unitHours   = `(?:uren|uurtje|uur|hours|hour|hrs|hr|u|h)`
)

var (
	about      = regexp.MustCompile(`^(?:(?:ca|circa|max|maximaal|maximum|ongeveer|ong|approx|about|duur|tijd|duration|time)\b[.:]?|[±~])\s*`)
	someOf     = regexp.MustCompile(`^(\d{1,9}(?:[.,]\d{1,2})?|\d{0,2}½|[a-zé]+)\s*(` + unitMinutes + `|` + unitHours + `)$`)
	hourAndMin = regexp.MustCompile(`^(\d{1,3})\s*` + unitHours + `,?\s*(?:en\s+|and\s+)?(\d{1,2})\s*` + unitMinutes + `?$`)
	fromTo     = regexp.MustCompile(`^\d{1,3}\s*(?:-|–|—|/|à|a|tot|to)\s*(\d{1,9})\s*` + unitMinutes + `$`)
	onClock    = regexp.MustCompile(`^(?:van\s+|from\s+)?\d{1,2}[:.hu][0-5]\d` + clockRange + `$`)
	onDial     = regexp.MustCompile(`^([0-2]):([0-5]\d)$`)
	anyTime    = regexp.MustCompile(`^(\S+)\s*(?:minuten|minuut|minutes|minute|mins|min|uren|uur|hours|hour)$`)
	wholeClock = regexp.MustCompile(`^\d{1,2}[.:][0-5]\d\s*(?:uur|u|h)$`)
	bareTime   = regexp.MustCompile(`(?:^|[\s,;:|])((?:(?:ca|max|circa)\.?\s+)?(?:\d{1,6}(?:[.,]\d{1,2})?|\d{0,2}½)\s?` + `(?:minuten|minuut|minutes|minute|mins|min|m|['’′´]|uur|uren|hours|hour|u|h)\.?)$`)
	cellTime   = regexp.MustCompile(`\t\s*(\d{1,3})$`)
)

var amounts = map[string]float64{
	"een": 1, "één": 1, "one": 1, "an": 1, "a": 1, "half": 0.5, "anderhalf": 1.5, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4,
	"vijf": 5, "five": 5, "tien": 10, "ten": 10, "vijftien": 15, "fifteen": 15, "twintig": 20, "twenty": 20, "vijfentwintig": 25,
	"dertig": 30, "thirty": 30, "veertig": 40, "forty": 40, "vijfenveertig": 45, "zestig": 60, "sixty": 60,
}

var lengths = map[string]int{
	"kwartier": 15, "een kwartier": 15, "kwartiertje": 15, "1 kwartier": 15, "quarter": 15, "quarter of an hour": 15, "a quarter of an hour": 15,
	"drie kwartier": 45, "driekwartier": 45, "3 kwartier": 45, "three quarters of an hour": 45, "vijf kwartier": 75, "5 kwartier": 75,
	"halfuur": 30, "een halfuur": 30, "een half uur": 30, "half uurtje": 30, "halfuurtje": 30, "half an hour": 30, "half hour": 30, "an hour and a half": 90,
	"geen tijd": 0, "p.m.": 0, "pm": 0,
}

// notAmounts are words before a unit of time that do not count it.
const notAmounts = " van in binnen na per elke elk ieder iedere om tot voor vanaf over rond of for at every within after from by each "

// lasting reads a length of time: "15 min", "1,5 uur", "kwartier". inBrackets
// allows a number without a unit.
func lasting(s string, inBrackets bool) (minutes int, v verdict) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	if len(s) > 40 {
		return 0, noTime
	}
	s = strings.TrimSpace(about.ReplaceAllString(s, ""))
	if onClock.MatchString(s) {
		return 0, clock
	}
	s = strings.TrimRight(s, ". ")
	if n, ok := lengths[s]; ok {
		return n, someTime
	}
	if wholeClock.MatchString(s) {
		return 0, noTime
	}
	if m := hourAndMin.FindStringSubmatch(s); m != nil {
		return whole(m[1])*60 + whole(m[2]), someTime
	}
	if m := fromTo.FindStringSubmatch(s); m != nil {
		return whole(m[1]), someTime
	}
	if m := someOf.FindStringSubmatch(s); m != nil {
		n, ok := amount(m[1])
		hours := strings.ContainsAny(m[2][:1], "uh")
		word := m[1][0] > '9' && m[1] != "½"
		switch {
		case word && len(m[2]) < 3: // "programma" ends in m
			return 0, noTime
		case ok && hours:
			return int(math.Round(min(n*60, 1e9))), someTime
		case ok && n == math.Trunc(n):
			return int(min(n, 1e9)), someTime
		case strings.Contains(notAmounts, " "+m[1]+" "):
			return 0, noTime
		case word && !strings.Contains(s, " "):
			return 0, noTime // one word, "termin"
		}
		return 0, badTime
	}
	if m := onDial.FindStringSubmatch(s); m != nil && inBrackets {
		return whole(m[1])*60 + whole(m[2]), someTime
	}
	if n, err := strconv.Atoi(s); inBrackets && err == nil && n >= 0 && n <= MaxMinutes {
		return n, someTime
	}
	if m := anyTime.FindStringSubmatch(s); m != nil && strings.ContainsAny(m[1], "0123456789?-.…x") {
		return 0, badTime
	}
	return 0, noTime
}

func whole(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// amount reads a number in digits or words.
func amount(s string) (n float64, ok bool) {
	if n, ok = amounts[s]; ok {
		return n, true
	}
	if digits, found := strings.CutSuffix(s, "½"); found {
		return float64(whole(digits)) + 0.5, true
	}
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return n, err == nil
}
