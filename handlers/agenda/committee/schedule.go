package committee

import (
	"errors"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// A schedule is the days of a series of meetings. It knows whole days only, in
// UTC, so that no clock can move one.
type schedule struct{ option rrule.ROption }

// readSchedule reads an RRULE (RFC 5545, section 3.3.10) about days. DTSTART may
// be among its parts, for what counts from a day.
func readSchedule(s string) (*schedule, error) {
	rule := strings.TrimPrefix(strings.ToUpper(strings.Join(strings.Fields(s), "")), "RRULE:")
	if strings.ContainsAny(rule, ":\n") || !strings.Contains(rule, "FREQ=") {
		return nil, errors.New("this is no RRULE: write FREQ=MONTHLY;BYDAY=2TU for the second Tuesday of every month, FREQ=MONTHLY;BYDAY=-1TH for the last Thursday")
	}
	option, err := rrule.StrToROption(rule)
	if err != nil {
		return nil, errors.New("this is no RRULE (" + err.Error() + "): write FREQ=MONTHLY;BYDAY=2TU for the second Tuesday of every month")
	}
	if option.Freq > rrule.DAILY { // the library counts from YEARLY down to SECONDLY
		return nil, errors.New("no committee meets that often: write FREQ=YEARLY, MONTHLY, WEEKLY or DAILY")
	}
	if len(option.Byhour)+len(option.Byminute)+len(option.Bysecond) > 0 {
		return nil, errors.New("leave out BYHOUR, BYMINUTE and BYSECOND: time says when meetings begin")
	}
	anchored := strings.Contains(rule, "DTSTART=")
	switch {
	case len(option.Byeaster) > 0: // it is the library's own, and it panics on it
		return nil, errors.New("leave out BYEASTER: it is no part of an RRULE")
	case option.Count != 0 && !anchored:
		return nil, errors.New("COUNT counts from a day: write it behind it, as DTSTART=20270105; or write UNTIL=20271231 instead of COUNT")
	case option.Interval > 1 && !anchored:
		return nil, errors.New("INTERVAL counts from a day: write it behind it, as DTSTART=20270105")
	case option.Interval < 0 || option.Interval > 1000:
		return nil, errors.New("INTERVAL is too long or below 1: write 2 for every other time")
	case !anchored && option.Freq != rrule.DAILY && len(option.Byweekday)+len(option.Bymonthday)+len(option.Byyearday) == 0:
		return nil, errors.New("it says how often and not on which day: write BYDAY=2TU for the second Tuesday, or BYMONTHDAY=15")
	}
	most := 0 // which Tuesday there can be; the library panics on what is far beyond
	switch {
	case option.Freq == rrule.YEARLY && len(option.Bymonth) == 0:
		most = 53
	case option.Freq <= rrule.MONTHLY:
		most = 5
	}
	for _, w := range option.Byweekday {
		if n := w.N(); n < -most || n > most {
			return nil, errors.New("BYDAY counts further than there are days: write 2TU for the second Tuesday of a month, -1TH for the last Thursday, and TU alone for every Tuesday of a week")
		}
	}
	if anchored {
		option.Dtstart = noon(option.Dtstart)
		if y := option.Dtstart.Year(); y < 1990 || y > 2200 {
			return nil, errors.New("DTSTART is no day of this time: write it as DTSTART=20270105")
		}
	}
	if !option.Until.IsZero() {
		option.Until = noon(option.Until) // that day included
	}
	if _, err := rrule.NewRRule(*option); err != nil {
		return nil, errors.New("this is no RRULE (" + err.Error() + "): write FREQ=MONTHLY;BYDAY=2TU for the second Tuesday of every month")
	}
	return &schedule{*option}, nil
}

// checkSchedule says what is wrong with a schedule, also when no day fits it.
func checkSchedule(s string) error {
	x, err := readSchedule(s)
	if err != nil {
		return err
	}
	// 40 years from a fixed day: whether a schedule is right does not depend on
	// when that is asked.
	from := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if x.option.Dtstart.After(from) {
		from = x.option.Dtstart
	}
	if _, ok := x.from(from.AddDate(0, 0, -1), from.AddDate(40, 0, 0))(); !ok {
		return errNoDays
	}
	return nil
}

// from gives the days from one day to another, one by one. A series that counts
// from nothing begins at from.
func (x *schedule) from(from, to time.Time) func() (Day, bool) {
	option := x.option
	from, to = noon(from), noon(to)
	if option.Dtstart.IsZero() {
		option.Dtstart = time.Date(from.Year(), 1, 1, 12, 0, 0, 0, time.UTC)
	}
	if option.Until.IsZero() || option.Until.After(to) {
		option.Until = to
	}
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return func() (Day, bool) { return "", false } // readSchedule saw that it can be made
	}
	next := rule.Iterator()
	return func() (Day, bool) {
		for {
			t, ok := next()
			if !ok {
				return "", false
			}
			if !t.Before(from) {
				return DayOf(t), true
			}
		}
	}
}

func noon(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, time.UTC)
}
