package committee

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"wegwijs/bot"
)

// A Day is a calendar day, written "2027-01-12"; "" is none. Days compare as
// strings.
type Day string

// DayOf is the day that a moment falls on, in the location of t.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// ParseDay reads a day that says its year: "2027-01-12", and all that ParseTyped
// reads with a year in it.
func ParseDay(s string) (Day, bool) { return ParseTyped(s, "") }

// date is the day at midnight UTC, and whether there is such a day.
func (d Day) date() (time.Time, bool) {
	if len(d) != len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

// In is noon of the day, so that it is that day in zone whatever the clock does
// at night. The zero time for a day that is none.
func (d Day) In(zone *time.Location) time.Time {
	t, ok := d.date()
	if !ok {
		return time.Time{}
	}
	if zone == nil {
		zone = time.UTC
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, zone)
}

var clock = regexp.MustCompile(`^([01]?[0-9]|2[0-3])[:.]([0-5][0-9])$`)

// At is a time of the clock on that day: "9:00", "09:00" and "9.00" are the
// same. A time that the clock skips is as much later as it skips (2:30 is 3:30);
// of a time that comes twice it is the first. An error says what is no day or no
// time.
func (d Day) At(at string, zone *time.Location) (time.Time, error) {
	t, ok := d.date()
	if !ok {
		return time.Time{}, fmt.Errorf("%q is no day: write it as 2027-01-12", string(d))
	}
	m := clock.FindStringSubmatch(at)
	if m == nil {
		return time.Time{}, fmt.Errorf("%q is no time: write it as 09:00", at)
	}
	if zone == nil {
		zone = time.UTC
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	wall := time.Date(t.Year(), t.Month(), t.Day(), hour, minute, 0, 0, time.UTC)
	// What time.Date makes of a time that is skipped or comes twice is left open,
	// so both offsets are tried: that of before and that of after.
	_, before := wall.AddDate(0, 0, -1).In(zone).Zone()
	_, after := wall.AddDate(0, 0, 1).In(zone).Zone()
	early := wall.Add(-time.Duration(before) * time.Second).In(zone)
	late := wall.Add(-time.Duration(after) * time.Second).In(zone)
	shows := func(t time.Time) bool { return t.Format("2006-01-02 15:04") == wall.Format("2006-01-02 15:04") }
	if !shows(early) && shows(late) {
		return late, nil
	}
	return early, nil
}

// Add is a number of days later, or earlier when it is negative. A day that is
// none, and a day outside the years 1 to 9999, stays as it is.
func (d Day) Add(days int) Day {
	t, ok := d.date()
	if !ok {
		return d
	}
	if t = t.AddDate(0, 0, days); t.Year() < 1 || t.Year() > 9999 {
		return d
	}
	return DayOf(t)
}

// Text is the day in words: "dinsdag 12 januari 2027". What is no day is shown
// as it is.
func (d Day) Text() bot.Text {
	if _, ok := d.date(); !ok {
		return bot.Plain(d)
	}
	return bot.Day(d.In(time.UTC))
}
