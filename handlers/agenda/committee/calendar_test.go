package committee

import (
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func TestDutchHolidays(t *testing.T) {
	var c Calendar
	for year, want := range map[int]string{
		2025: "01-01 04-18 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26",
		2026: "01-01 04-03 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26",
		2027: "01-01 03-26 03-28 03-29 04-27 05-06 05-16 05-17 12-25 12-26",
		2028: "01-01 04-14 04-16 04-17 04-27 05-25 06-04 06-05 12-25 12-26",
		2030: "01-01 04-19 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26",
		2031: "01-01 04-11 04-13 04-14 04-26 05-22 06-01 06-02 12-25 12-26",
		2038: "01-01 04-23 04-25 04-26 04-27 06-03 06-13 06-14 12-25 12-26", // Easter as late as it gets
	} {
		var got []string
		for _, h := range c.Holidays(year) {
			got = append(got, strings.TrimPrefix(string(h.Day), string(h.Day[:5])))
			if h.Name.NL == "" || h.Name.EN == "" {
				t.Errorf("%s has no name", h.Day)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d: %s\nwant %s", year, strings.Join(got, " "), want)
		}
	}
}

func TestHolidaysOfOnesOwn(t *testing.T) {
	c := Calendar{Extra: []Holiday{{"2027-05-05", bot.Phrase{NL: "Bevrijdingsdag", EN: "Liberation Day"}}, {"2027-12-24", bot.Phrase{NL: "Brugdag", EN: "Bridge day"}}}, Not: []Day{"2027-03-26"}}
	for d, want := range map[Day]string{"2027-05-05": "Bevrijdingsdag", "2027-12-24": "Brugdag", "2027-03-26": "", "2027-03-29": "Tweede Paasdag", "2028-05-05": "", "2027-05-06": "Hemelvaartsdag", "": "", "x": ""} {
		if name, ok := c.Holiday(d); name.NL != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", d, name.NL, ok)
		}
	}
	if !c.Working("2027-03-26") || c.Working("2027-05-05") || c.Working("2027-03-27") || c.Working("") {
		t.Error("the days off are not those that were said")
	}
	if c.Shift("2027-12-23", 1) != "2027-12-27" {
		t.Errorf("after 23 December comes %s", c.Shift("2027-12-23", 1))
	}
}

func TestWorkingDaysOn(t *testing.T) {
	var c Calendar
	for _, tc := range []struct {
		d    Day
		n    int
		want Day
	}{
		{"2026-12-24", 1, "2026-12-28"}, {"2026-12-24", 2, "2026-12-29"}, {"2026-12-31", 1, "2027-01-04"}, {"2027-01-04", -1, "2026-12-31"},
		{"2027-03-25", 1, "2027-03-30"}, {"2027-03-30", -1, "2027-03-25"}, {"2027-03-27", 0, "2027-03-30"}, {"2027-03-26", 0, "2027-03-30"},
		{"2027-04-26", 1, "2027-04-28"}, {"2027-05-05", 1, "2027-05-07"}, {"2027-05-08", 1, "2027-05-10"}, {"2027-05-09", -1, "2027-05-07"},
		{"2028-04-13", 1, "2028-04-18"}, {"2026-04-02", 1, "2026-04-07"}, {"2026-05-22", 1, "2026-05-26"}, {"2027-01-01", 250, "2027-12-24"}, {"2028-12-31", -250, "2028-01-06"},
		{"2027-05-16", 0, "2027-05-18"}, {"2026-11-26", 20, "2026-12-24"}, {"2026-11-28", 0, "2026-11-30"}, {"2026-11-26", 0, "2026-11-26"},
		{"", 3, ""}, {"x", 0, "x"}, {"9999-12-31", 5, "9999-12-31"},
	} {
		if got := c.Shift(tc.d, tc.n); got != tc.want {
			t.Errorf("%s and %d working days is %s, want %s", tc.d, tc.n, got, tc.want)
		}
	}
	for _, tc := range []struct {
		a, b Day
		want int
	}{
		{"2026-12-24", "2026-12-28", 1}, {"2026-12-31", "2027-01-04", 1}, {"2027-03-25", "2027-03-30", 1}, {"2027-03-30", "2027-03-25", -1}, {"2026-01-01", "2026-12-31", 254},
		{"2027-01-01", "2027-12-31", 255}, {"2028-01-01", "2028-12-31", 253}, {"2027-05-01", "2027-05-31", 19}, {"2027-01-12", "2027-01-12", 0}, {"2027-01-09", "2027-01-10", 0},
		{"2028-02-28", "2028-03-01", 2}, {"", "2027-01-01", 0}, {"2027-01-01", "", 0}, {"9999-12-30", "9999-12-31", 1},
	} {
		if got := c.Between(tc.a, tc.b); got != tc.want {
			t.Errorf("from %s to %s is %d working days, want %d", tc.a, tc.b, got, tc.want)
		}
	}
	// Back and forth, from every day of three years.
	for d := Day("2026-01-01"); d < "2029-01-01"; d = d.Add(1) {
		if on := c.Shift(d, 8); c.Between(d, on) != 8 || !c.Working(on) || c.Working(d) && c.Shift(on, -8) != d {
			t.Errorf("8 working days after %s is %s", d, on)
		}
	}
}

func TestDatesOfAMeeting(t *testing.T) {
	c := Committee{Deadlines: DefaultDeadlines()}
	for meeting, want := range map[Day]Dates{
		"2026-12-08": {"2026-11-17", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-09", "2026-12-11"},
		"2027-01-12": {"2026-12-18", "2026-12-30", "2026-12-31", "2027-01-04", "2027-01-05", "2027-01-13", "2027-01-15"},
		"2027-02-09": {"2027-01-19", "2027-01-28", "2027-01-29", "2027-02-01", "2027-02-02", "2027-02-10", "2027-02-12"},
		"2027-04-13": {"2027-03-19", "2027-04-01", "2027-04-02", "2027-04-05", "2027-04-06", "2027-04-14", "2027-04-16"},
		"2027-05-11": {"2027-04-16", "2027-04-28", "2027-04-29", "2027-04-30", "2027-05-03", "2027-05-12", "2027-05-14"},
		"2028-01-11": {"2027-12-21", "2027-12-30", "2027-12-31", "2028-01-03", "2028-01-04", "2028-01-12", "2028-01-14"},
		"2028-02-29": {"2028-02-08", "2028-02-17", "2028-02-18", "2028-02-21", "2028-02-22", "2028-03-01", "2028-03-03"},
		"2028-05-09": {"2028-04-13", "2028-04-26", "2028-04-28", "2028-05-01", "2028-05-02", "2028-05-10", "2028-05-12"},
	} {
		got := c.Dates(meeting, Calendar{})
		if got != want {
			t.Errorf("%s:\n got %v\nwant %v", meeting, got, want)
		}
		if !got.Open(got.Close) || !got.Open("2026-01-01") || got.Open(got.Close.Add(1)) {
			t.Errorf("%s is open at the wrong time", meeting)
		}
	}
}

func days(all []Occurrence) string {
	var s []string
	for _, o := range all {
		one := string(o.Day)
		if o.Was != "" {
			one += " was " + string(o.Was)
		}
		if o.Holiday.NL != "" {
			one += " " + o.Holiday.NL
		}
		s = append(s, one)
	}
	return strings.Join(s, ", ")
}

func TestSeriesOfMeetings(t *testing.T) {
	cal := Calendar{Zone: location(t, "Europe/Amsterdam"), Extra: []Holiday{{"2027-02-09", bot.Phrase{NL: "Eigen dag", EN: "Day of our own"}}}}
	for _, tc := range []struct {
		schedule string
		after    Day
		n        int
		want     string
	}{
		{"FREQ=MONTHLY;BYDAY=2TU", "2026-11-26", 6, "2026-12-08, 2027-01-12, 2027-02-10 was 2027-02-09 Eigen dag, 2027-03-09, 2027-04-13, 2027-05-11"},
		{"RRULE:freq=monthly; byday=tu; bysetpos=2", "2026-12-08", 1, "2027-01-12"},
		{"FREQ=MONTHLY;BYDAY=2TU", "2026-12-07", 1, "2026-12-08"},
		{"FREQ=MONTHLY;BYDAY=2TU", "2027-02-09", 1, "2027-02-10 was 2027-02-09 Eigen dag"},
		{"FREQ=MONTHLY;BYDAY=4MO", "2026-04-01", 3, "2026-04-28 was 2026-04-27 Koningsdag, 2026-05-26 was 2026-05-25 Tweede Pinksterdag, 2026-06-22"},
		{"FREQ=MONTHLY;BYDAY=1FR", "2026-12-31", 2, "2027-01-04 was 2027-01-01 Nieuwjaarsdag, 2027-02-05"},
		{"FREQ=MONTHLY;BYDAY=-1TH", "2028-03-30", 3, "2028-04-28 was 2028-04-27 Koningsdag, 2028-05-26 was 2028-05-25 Hemelvaartsdag, 2028-06-29"},
		{"FREQ=MONTHLY;BYMONTHDAY=15", "2027-04-30", 3, "2027-05-18 was 2027-05-15, 2027-06-15, 2027-07-15"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-11-26", 3, "2028-02-29, 2032-03-01 was 2032-02-29, 2036-02-29"},
		{"FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-01", 3, "2027-02-01 was 2027-01-31, 2027-03-31, 2027-05-31"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;DTSTART=20270105", "2027-03-01", 3, "2027-03-02, 2027-03-16, 2027-03-30"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;DTSTART=20270105", "2026-11-26", 2, "2027-01-05, 2027-01-19"},
		{"FREQ=WEEKLY;BYDAY=TH,FR", "2028-04-12", 3, "2028-04-13, 2028-04-18 was 2028-04-14 Goede Vrijdag, 2028-04-20"},
		{"FREQ=DAILY", "2028-04-13", 3, "2028-04-18, 2028-04-19, 2028-04-20"}, // four days off are one meeting, and it is Tuesday's own
		{"FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270112", "2026-11-26", 6, "2026-12-08, 2027-01-12"},
		{"FREQ=WEEKLY;COUNT=3;DTSTART=20270105", "2026-11-26", 6, "2027-01-05, 2027-01-12, 2027-01-19"},
		{"FREQ=WEEKLY;COUNT=3;DTSTART=20270105", "2027-01-12", 6, "2027-01-19"},
		{"FREQ=MONTHLY;BYDAY=2TU", "2026-11-26", 0, ""},
		{"", "2026-11-26", 6, ""},
	} {
		got, err := Committee{Schedule: tc.schedule, Time: "09:00", Minutes: 120}.Occurrences(tc.after, tc.n, cal)
		if err != nil || days(got) != tc.want {
			t.Errorf("%s after %s: %v\n got %s\nwant %s", tc.schedule, tc.after, err, days(got), tc.want)
		}
	}
}

// TestMeetingsKeepTheirTime: nine in the morning is that in winter and in summer.
func TestMeetingsKeepTheirTime(t *testing.T) {
	zone := location(t, "Europe/Amsterdam")
	c := Committee{Schedule: "FREQ=MONTHLY;BYDAY=2TU", Time: "09:00", Minutes: 90}
	all, err := c.Occurrences("2025-12-31", 36, Calendar{Zone: zone})
	if err != nil || len(all) != 36 {
		t.Fatal(len(all), err)
	}
	for _, o := range all {
		if DayOf(o.Start) != o.Day || o.Start.Format("15:04") != "09:00" || o.End.Format("15:04") != "10:30" || o.Start.Location() != zone || o.Start.Weekday() != time.Tuesday {
			t.Errorf("%+v", o)
		}
	}
	// In the night that the clock changes a meeting takes as long as it takes.
	c = Committee{Schedule: "FREQ=DAILY", Time: "01:30", Minutes: 120}
	cairo, err := c.Occurrences("2026-10-28", 2, Calendar{Zone: location(t, "Africa/Cairo")})
	if err != nil || len(cairo) != 2 || cairo[0].End.Sub(cairo[0].Start) != 2*time.Hour {
		t.Errorf("%+v, %v", cairo, err)
	}
}

func TestSchedulesThatAreWrong(t *testing.T) {
	for schedule, want := range map[string]string{
		"every second Tuesday": "no RRULE", "FREQ=MONTHLY;BYDAY=2XX": "no RRULE", "FREQ=SOMETIMES": "no RRULE", "BYDAY=2TU": "no RRULE", "FREQ=MONTHLY;BYDAY": "no RRULE", "FREQ=MONTHLY;BYSETPOS=900;BYDAY=TU": "no RRULE",
		"FREQ=HOURLY": "that often", "FREQ=DAILY;BYHOUR=9": "BYHOUR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU": "DTSTART", "FREQ=WEEKLY;BYDAY=TU;COUNT=3": "UNTIL", "FREQ=MONTHLY": "which day",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": "no day fits", "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20190101": "no day fits", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30": "no day fits",
		"DTSTART:20270105\nRRULE:FREQ=WEEKLY": "no RRULE", "FREQ=WEEKLY;INTERVAL=-1;BYDAY=TU": "INTERVAL", "FREQ=YEARLY;BYEASTER=-2": "BYEASTER", "FREQ=WEEKLY;DTSTART=00020101;BYDAY=TU": "DTSTART",
		"FREQ=MONTHLY;BYDAY=9TU": "counts further", "FREQ=MONTHLY;BYDAY=-6TU": "counts further", "FREQ=WEEKLY;BYDAY=2TU": "counts further", "FREQ=YEARLY;BYDAY=54MO": "counts further", "FREQ=YEARLY;BYMONTH=3;BYDAY=6MO": "counts further",
	} {
		err := checkSchedule(schedule)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", schedule, err, want)
		}
	}
	if _, err := (Committee{Schedule: "x", Time: "09:00"}).Occurrences("2026-11-26", 1, Calendar{}); err == nil {
		t.Error("a schedule that is none was accepted")
	}
	if _, err := (Committee{Schedule: "FREQ=DAILY", Time: "soon"}).Occurrences("2026-11-26", 1, Calendar{}); err == nil {
		t.Error("a time that is none was accepted")
	}
	if _, err := (Committee{Schedule: "FREQ=DAILY", Time: "09:00"}).Occurrences("soon", 1, Calendar{}); err == nil {
		t.Error("a day that is none was accepted")
	}
}

func FuzzSchedule(f *testing.F) {
	for _, s := range []string{"FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;DTSTART=20270105", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "FREQ=DAILY;BYEASTER=-2", "FREQ=MONTHLY;BYDAY=9TU", ";;=", "FREQ=", "FREQ=DAILY;UNTIL=x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if checkSchedule(s) != nil || s == "" {
			return
		}
		all, err := Committee{Schedule: s, Time: "09:00", Minutes: 60}.Occurrences("2026-11-26", 3, Calendar{})
		if err != nil {
			t.Errorf("%q is right, and is not: %v", s, err)
		}
		for i, o := range all {
			if o.Day <= "2026-11-26" || i > 0 && o.Day <= all[i-1].Day || !(Calendar{}).Working(o.Day) {
				t.Errorf("%q: %s", s, days(all))
			}
		}
	})
}
