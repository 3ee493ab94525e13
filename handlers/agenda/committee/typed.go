package committee

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Names of days and months as people type them, in Dutch and English.
var (
	weekdays = map[string]time.Weekday{
		"maandag": 1, "dinsdag": 2, "woensdag": 3, "donderdag": 4, "vrijdag": 5, "zaterdag": 6, "zondag": 0,
		"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
		"ma": 1, "di": 2, "wo": 3, "do": 4, "vr": 5, "za": 6, "zo": 0,
		"maa": 1, "din": 2, "woe": 3, "don": 4, "vri": 5, "zat": 6, "zon": 0,
		"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 0,
	}
	months = map[string]time.Month{
		"januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6,
		"juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
		"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10,
		"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "mar": 3, "mrch": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
		"sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
	}
	relative = map[string]int{
		"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "day after tomorrow": 2,
		"gisteren": -1, "yesterday": -1, "eergisteren": -2, "day before yesterday": -2,
	}
	small = map[string]int{"een": 1, "één": 1, "a": 1, "an": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4,
		"vijf": 5, "five": 5, "zes": 6, "six": 6, "zeven": 7, "seven": 7, "acht": 8, "eight": 8, "negen": 9, "nine": 9, "tien": 10, "ten": 10}
)

var (
	yearFirst   = regexp.MustCompile(`^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$`)
	dayFirst    = regexp.MustCompile(`^([0-9]{1,2})([-/.])([0-9]{1,2})(?:([-/.])(?:'?([0-9]{2})|([0-9]{4})))?$`)
	together    = regexp.MustCompile(`^([0-9]{4})([0-9]{2})([0-9]{2})$`)
	dayMonth    = regexp.MustCompile(`^([0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?[ -]?(?:van |of )?([a-z]+)\.?(?:[ -](?:'?([0-9]{2})|([0-9]{4})))?$`)
	monthDay    = regexp.MustCompile(`^([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?$`)
	dayOfAMonth = regexp.MustCompile(`^([0-9]{1,2})(?:e|de|ste|st|nd|rd|th)$`)
	period      = regexp.MustCompile(`^(?:over|in) ([0-9]{1,3}|[a-zé]+) (dag|dagen|day|days|week|weken|weeks)$`)
	nextWeek    = regexp.MustCompile(`^(?:volgende week|next week) (?:op |on )?([a-z]+)$|^([a-z]+) (?:volgende week|next week)$`)
)

// mostTyped is longer than any day that people type; what is longer is none.
const mostTyped = 60

// ParseTyped reads a day as people type it, in Dutch or English: "12 jan",
// "12-1-2027", "dinsdag 12 januari", "January 12, 2027", "morgen", "di",
// "volgende week dinsdag", "over twee weken", "de 12e". The day comes before the
// month when both are numbers. Without a year it is the next one that comes,
// today included; a weekday is the next one after today. A weekday that does not
// belong to its date is no day: one of the two is a mistake. With today "" only
// days that say their year are read.
func ParseTyped(s string, today Day) (Day, bool) {
	if len(s) > mostTyped {
		return "", false
	}
	s = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, ",", " ")), " "))
	s = strings.TrimRight(s, ".!?; ")
	for _, word := range []string{"op ", "on ", "per ", "de ", "the "} {
		s = strings.TrimPrefix(s, word)
	}
	now, ok := today.date()
	if !ok {
		return dated(s, today)
	}
	if n, ok := relative[s]; ok {
		return today.Add(n), true
	}
	if m := period.FindStringSubmatch(s); m != nil {
		n, ok := small[m[1]]
		if !ok {
			var err error
			if n, err = strconv.Atoi(m[1]); err != nil {
				return "", false
			}
		}
		if strings.HasPrefix(m[2], "w") {
			n *= 7
		}
		return today.Add(n), true
	}
	if m := nextWeek.FindStringSubmatch(s); m != nil {
		if w, ok := weekdays[m[1]+m[2]]; ok {
			monday := today.Add(7 - (int(now.Weekday())+6)%7)
			return monday.Add((int(w) + 6) % 7), true
		}
		return "", false
	}
	bare := s
	for _, word := range []string{"aanstaande ", "komende ", "deze ", "this ", "coming "} {
		bare = strings.TrimPrefix(bare, word)
	}
	if w, ok := weekdays[strings.TrimSuffix(bare, ".")]; ok {
		n := (int(w) - int(now.Weekday()) + 7) % 7
		if n == 0 {
			n = 7
		}
		return today.Add(n), true
	}
	if m := dayOfAMonth.FindStringSubmatch(s); m != nil {
		for i := range 12 {
			month := time.Date(now.Year(), now.Month()+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
			if d, ok := day(month.Year(), month.Month(), m[1]); ok && d >= today {
				return d, true
			}
		}
		return "", false
	}
	return dated(s, today)
}

// dated reads a day that names its month, with its weekday before it or not.
func dated(s string, today Day) (Day, bool) {
	if word, rest, ok := strings.Cut(s, " "); ok {
		if w, ok := weekdays[strings.TrimSuffix(word, ".")]; ok {
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, "de "), "the ")
			d, ok := dated(rest, today)
			if !ok || d.In(time.UTC).Weekday() != w {
				return "", false
			}
			return d, true
		}
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return numbered(m[3], m[2], m[1], today)
	}
	if m := together.FindStringSubmatch(s); m != nil {
		return numbered(m[3], m[2], m[1], today)
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		if m[4] != "" && m[4] != m[2] {
			return "", false
		}
		return numbered(m[1], m[3], century(m[5])+m[6], today)
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return named(m[1], m[2], century(m[3])+m[4], today)
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return named(m[2], m[1], m[3], today)
	}
	return "", false
}

func century(twoDigits string) string {
	if twoDigits == "" {
		return ""
	}
	return "20" + twoDigits
}

func numbered(d, m, y string, today Day) (Day, bool) {
	month, err := strconv.Atoi(m)
	if err != nil || month < 1 || month > 12 {
		return "", false
	}
	return inYear(d, time.Month(month), y, today)
}

func named(d, name, y string, today Day) (Day, bool) {
	month, ok := months[name]
	if !ok {
		for n, m := range months { // one typing error; the names of two months are never that near
			if len(n) >= 5 && len(name) >= 5 && near(n, name) {
				month, ok = m, true
			}
		}
	}
	if !ok {
		return "", false
	}
	return inYear(d, month, y, today)
}

// inYear is a day of a year, or without one the next that comes: 29 February
// may be years away.
func inYear(d string, month time.Month, y string, today Day) (Day, bool) {
	if y != "" {
		year, err := strconv.Atoi(y)
		if err != nil || year < 1900 || year > 2999 {
			return "", false
		}
		return day(year, month, d)
	}
	now, ok := today.date()
	if !ok {
		return "", false
	}
	for year := now.Year(); year <= now.Year()+8; year++ {
		if found, ok := day(year, month, d); ok && found >= today {
			return found, true
		}
	}
	return "", false
}

// day is a day of a month, and whether that month has it.
func day(year int, month time.Month, d string) (Day, bool) {
	n, err := strconv.Atoi(d)
	if err != nil {
		return "", false
	}
	t := time.Date(year, month, n, 0, 0, 0, 0, time.UTC)
	if t.Day() != n || t.Month() != month || year < 1 || year > 9999 {
		return "", false
	}
	return DayOf(t), true
}
