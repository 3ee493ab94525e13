package committee

import (
	"cmp"
	"slices"
	"time"

	"wegwijs/bot"
)

// A Holiday is a day on which nobody is expected to work.
type Holiday struct {
	Day  Day
	Name bot.Phrase
}

// A Calendar knows which days are worked on. The zero Calendar knows the Dutch
// holidays.
type Calendar struct {
	Zone  *time.Location // where meetings take place; nil is UTC
	Extra []Holiday      // days off here, beside the Dutch holidays
	Not   []Day          // holidays that are worked on here
}

func (c Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// Holidays are those of a year, by day: the Dutch ones, with Good Friday as the
// central government does, and with Extra, without Not. Liberation Day is one in
// lustrum years only (2030, 2035); who is off every year puts it in Extra. King's
// Day is 27 April, or the 26th when that is a Sunday.
func (c Calendar) Holidays(year int) []Holiday {
	easter := easter(year)
	on := func(month time.Month, day int) Day { return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC)) }
	king := on(time.April, 27)
	if king.In(time.UTC).Weekday() == time.Sunday {
		king = on(time.April, 26)
	}
	all := []Holiday{
		{on(time.January, 1), bot.Phrase{NL: "Nieuwjaarsdag", EN: "New Year's Day"}},
		{easter.Add(-2), bot.Phrase{NL: "Goede Vrijdag", EN: "Good Friday"}},
		{easter, bot.Phrase{NL: "Eerste Paasdag", EN: "Easter Sunday"}},
		{easter.Add(1), bot.Phrase{NL: "Tweede Paasdag", EN: "Easter Monday"}},
		{king, bot.Phrase{NL: "Koningsdag", EN: "King's Day"}},
		{easter.Add(39), bot.Phrase{NL: "Hemelvaartsdag", EN: "Ascension Day"}},
		{easter.Add(49), bot.Phrase{NL: "Eerste Pinksterdag", EN: "Whit Sunday"}},
		{easter.Add(50), bot.Phrase{NL: "Tweede Pinksterdag", EN: "Whit Monday"}},
		{on(time.December, 25), bot.Phrase{NL: "Eerste Kerstdag", EN: "Christmas Day"}},
		{on(time.December, 26), bot.Phrase{NL: "Tweede Kerstdag", EN: "Second Day of Christmas"}},
	}
	if year%5 == 0 {
		all = append(all, Holiday{on(time.May, 5), bot.Phrase{NL: "Bevrijdingsdag", EN: "Liberation Day"}})
	}
	for _, h := range c.Extra {
		if t, ok := h.Day.date(); ok && t.Year() == year {
			all = append(all, h)
		}
	}
	all = slices.DeleteFunc(all, func(h Holiday) bool { return slices.Contains(c.Not, h.Day) })
	slices.SortStableFunc(all, func(a, b Holiday) int { return cmp.Compare(a.Day, b.Day) })
	return all
}

// easter is Easter Sunday of the Gregorian calendar, after Butcher's algorithm
// (The Ecclesiastical Calendar, Cambridge 1940).
func easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return DayOf(time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC))
}

// Holiday is the name of the holiday that a day is, and whether it is one.
func (c Calendar) Holiday(d Day) (bot.Phrase, bool) {
	t, ok := d.date()
	if !ok {
		return bot.Phrase{}, false
	}
	for _, h := range c.Holidays(t.Year()) {
		if h.Day == d {
			return h.Name, true
		}
	}
	return bot.Phrase{}, false
}

// Working tells whether a day is no weekend and no holiday. What is no day is
// not worked on.
func (c Calendar) Working(d Day) bool {
	t, ok := d.date()
	if !ok || t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		return false
	}
	_, off := c.Holiday(d)
	return !off
}

// Shift is n working days on, or back when n is negative; d itself need not be
// one. With 0 it is d, or the next working day when d is none. What is no day
// stays as it is.
func (c Calendar) Shift(d Day, n int) Day {
	step := 1
	if n < 0 {
		step = -1
	}
	for n != 0 || !c.Working(d) {
		next := d.Add(step)
		if next == d {
			return d // no day, or the end of days
		}
		d = next
		if n != 0 && c.Working(d) {
			n -= step
		}
	}
	return d
}

// Between counts the working days after a up to and including b. It is negative
// when b is before a, and 0 when one of them is no day.
func (c Calendar) Between(a, b Day) (n int) {
	if b < a {
		return -c.Between(b, a)
	}
	if _, ok := a.date(); !ok {
		return 0
	}
	if _, ok := b.date(); !ok {
		return 0
	}
	for d := a.Add(1); d <= b && d > a; d = d.Add(1) {
		if c.Working(d) {
			n++
		}
		if d.Add(1) == d {
			break
		}
	}
	return n
}
