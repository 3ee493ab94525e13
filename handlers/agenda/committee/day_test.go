package committee

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"wegwijs/bot"
)

// asIs escapes nothing.
type asIs struct{}

func (asIs) Ours(s string) string    { return s }
func (asIs) Theirs(s string) string  { return s }
func (asIs) Bold(s string) string    { return s }
func (asIs) Link(s, _ string) string { return s }

func location(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestDaysAsPeopleTypeThem(t *testing.T) {
	const today = Day("2026-11-26") // a Thursday
	for typed, want := range map[string]Day{
		"2027-01-12": "2027-01-12", "2027-1-12": "2027-01-12", "2027/01/12": "2027-01-12", "20270112": "2027-01-12",
		"12-1-2027": "2027-01-12", "12/1/2027": "2027-01-12", "12.1.2027": "2027-01-12", "12-01-27": "2027-01-12", "12-1-'27": "2027-01-12",
		"12-1": "2027-01-12", "26/11": "2026-11-26", "25-11": "2027-11-25", "31-12": "2026-12-31",
		"12 jan": "2027-01-12", "12 januari": "2027-01-12", "12 JANUARI 2027": "2027-01-12", "12 jan. 2027": "2027-01-12", "12jan": "2027-01-12", "12-jan-2027": "2027-01-12", "12 jan '27": "2027-01-12",
		"12e januari": "2027-01-12", "de 12e van januari": "2027-01-12", "op 12 januari": "2027-01-12", "12 januari.": "2027-01-12", "12  januari,  2027": "2027-01-12",
		"12 mrt": "2027-03-12", "1 sept 2027": "2027-09-01", "3 okt": "2027-10-03", "3 oct": "2027-10-03", "5 mei": "2027-05-05", "5 May": "2027-05-05",
		"12 janauri": "2027-01-12", "12 febuari 2027": "2027-02-12", "12 augusts": "2027-08-12",
		"January 12": "2027-01-12", "Jan 12, 2027": "2027-01-12", "12th of January 2027": "2027-01-12", "the 1st of March": "2027-03-01", "March 3rd": "2027-03-03",
		"dinsdag 12 januari 2027": "2027-01-12", "di 12 jan": "2027-01-12", "Tuesday 12 January 2027": "2027-01-12", "di. 12-1-2027": "2027-01-12", "Tuesday, January 12, 2027": "2027-01-12", "dinsdag de 12e januari": "2027-01-12",
		"29 februari": "2028-02-29", "29-2-2028": "2028-02-29", "29 feb 2028": "2028-02-29",
		"vandaag": "2026-11-26", "Today": "2026-11-26", "morgen": "2026-11-27", "tomorrow": "2026-11-27", "overmorgen": "2026-11-28", "the day after tomorrow": "2026-11-28", "gisteren": "2026-11-25", "yesterday": "2026-11-25",
		"vrijdag": "2026-11-27", "vr": "2026-11-27", "di": "2026-12-01", "dinsdag": "2026-12-01", "Tue": "2026-12-01", "do": "2026-12-03", "donderdag": "2026-12-03", "wo": "2026-12-02", "a.s. vrijdag": "",
		"aanstaande dinsdag": "2026-12-01", "komende maandag": "2026-11-30", "deze vrijdag": "2026-11-27", "this Friday": "2026-11-27",
		"volgende week dinsdag": "2026-12-01", "volgende week vrijdag": "2026-12-04", "next week Friday": "2026-12-04", "dinsdag volgende week": "2026-12-01",
		"over 3 dagen": "2026-11-29", "over een week": "2026-12-03", "over twee weken": "2026-12-10", "in 10 days": "2026-12-06", "in a week": "2026-12-03", "over 1 dag": "2026-11-27",
		"de 12e": "2026-12-12", "26e": "2026-11-26", "the 30th": "2026-11-30", "de 31e": "2026-12-31",
		// What is no day, or is not clear, is none.
		"": "", " ": "", "12": "", "januari": "", "12 foo": "", "volgende dinsdag": "", "next Tuesday": "", "volgende week": "", "29-2-2027": "", "29 februari 2027": "", "31 april": "", "31-4-2027": "", "30 feb": "",
		"1/13/2027": "", "0-1-2027": "", "12-0-2027": "", "12-1/2027": "", "maandag 12 januari 2027": "", "ma 12 jan": "", "32 januari": "", "12 januari 20277": "", "12-1-3027": "", "2027-13-01": "", "1-1-0000": "",
		"over weken": "", "over 9999 dagen": "", "32e": "", "0e": "", "=1+1": "", "<b>12 jan</b>": "", "🙂": "", "\xff": "", "over foo dagen": "", "volgende week foo": "", "morgen of overmorgen": "",
	} {
		got, ok := ParseTyped(typed, today)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", typed, got, ok, want)
		}
	}
}

func TestDaysThatSayTheirYear(t *testing.T) {
	for typed, want := range map[string]Day{
		"2027-01-12": "2027-01-12", "12-1-2027": "2027-01-12", "12 januari 2027": "2027-01-12", "dinsdag 12 januari 2027": "2027-01-12",
		"12 januari": "", "morgen": "", "di": "", "12-1": "", "over 2 dagen": "", "": "", "2027-02-29": "",
	} {
		if got, ok := ParseDay(typed); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", typed, got, ok)
		}
	}
}

// A day of the year that was typed a while ago is the next one from any day on.
func TestDayWithoutAYear(t *testing.T) {
	for _, tc := range []struct {
		typed       string
		today, want Day
	}{
		{"31 dec", "2026-12-31", "2026-12-31"}, {"1 jan", "2026-12-31", "2027-01-01"}, {"29 feb", "2028-02-29", "2028-02-29"}, {"29 feb", "2028-03-01", "2032-02-29"}, {"29 feb", "2096-03-01", "2104-02-29"},
		{"de 31e", "2027-02-01", "2027-03-31"}, {"zo", "2026-11-29", "2026-12-06"}, {"volgende week zondag", "2026-11-29", "2026-12-06"}, {"volgende week maandag", "2026-11-29", "2026-11-30"}, {"volgende week maandag", "2026-11-30", "2026-12-07"},
	} {
		if got, _ := ParseTyped(tc.typed, tc.today); got != tc.want {
			t.Errorf("%q on %s is %s, want %s", tc.typed, tc.today, got, tc.want)
		}
	}
}

func TestTimeOnADay(t *testing.T) {
	amsterdam, cairo, santiago := location(t, "Europe/Amsterdam"), location(t, "Africa/Cairo"), location(t, "America/Santiago")
	for _, tc := range []struct {
		day  Day
		at   string
		zone *time.Location
		want string
	}{
		{"2027-01-12", "09:00", amsterdam, "2027-01-12T09:00:00+01:00"}, {"2027-07-13", "9:00", amsterdam, "2027-07-13T09:00:00+02:00"}, {"2027-07-13", "9.30", amsterdam, "2027-07-13T09:30:00+02:00"},
		{"2027-03-28", "01:59", amsterdam, "2027-03-28T01:59:00+01:00"}, {"2027-03-28", "02:30", amsterdam, "2027-03-28T03:30:00+02:00"}, {"2027-03-28", "03:00", amsterdam, "2027-03-28T03:00:00+02:00"},
		{"2027-10-31", "02:30", amsterdam, "2027-10-31T02:30:00+02:00"}, {"2027-10-31", "01:30", amsterdam, "2027-10-31T01:30:00+02:00"}, {"2027-10-31", "03:00", amsterdam, "2027-10-31T03:00:00+01:00"},
		{"2027-03-29", "00:00", amsterdam, "2027-03-29T00:00:00+02:00"}, {"2027-03-27", "23:59", amsterdam, "2027-03-27T23:59:00+01:00"},
		{"2026-04-24", "00:30", cairo, "2026-04-24T01:30:00+03:00"}, {"2026-09-06", "00:15", santiago, "2026-09-06T01:15:00-03:00"},
		{"2028-02-29", "23:00", nil, "2028-02-29T23:00:00Z"},
	} {
		got, err := tc.day.At(tc.at, tc.zone)
		if err != nil || got.Format(time.RFC3339) != tc.want {
			t.Errorf("%s %s is %s (%v), want %s", tc.day, tc.at, got.Format(time.RFC3339), err, tc.want)
		}
	}
	for _, tc := range [][2]string{{"2027-01-12", "24:00"}, {"2027-01-12", "9"}, {"2027-01-12", ""}, {"2027-01-12", "09:60"}, {"", "09:00"}, {"2027-02-29", "09:00"}, {"2027-01-12", "9:00 uur"}} {
		if got, err := Day(tc[0]).At(tc[1], amsterdam); err == nil {
			t.Errorf("%q at %q is %s", tc[0], tc[1], got)
		}
	}
}

func TestDayByDay(t *testing.T) {
	zone := location(t, "Europe/Amsterdam")
	for d, n := Day("2026-01-01"), 0; n < 1100; n++ {
		next := d.Add(1)
		if next <= d || next.Add(-1) != d || DayOf(d.In(zone)) != d || d.In(zone).Hour() != 12 {
			t.Fatalf("after %s comes %s", d, next)
		}
		d = next
	}
	if DayOf(time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC).In(zone)) != "2027-01-01" {
		t.Error("the location does not decide which day it is")
	}
	for _, d := range []Day{"", "x", "2027-02-30"} {
		if d.Add(1) != d || !d.In(zone).IsZero() {
			t.Errorf("%q is a day", d)
		}
	}
	if last := Day("9999-12-31"); last.Add(1) != last {
		t.Errorf("after the last day comes %s", last.Add(1))
	}
	for d, want := range map[Day]string{"2027-01-12": "dinsdag 12 januari 2027", "": "", "soon": "soon"} {
		if got := d.Text().In(bot.NL, asIs{}); got != want {
			t.Errorf("%q is %q in words", d, got)
		}
	}
}

func FuzzParseTyped(f *testing.F) {
	for _, s := range []string{"", "12 jan", "12-1-2027", "morgen", "di", "29 feb", "volgende week dinsdag", "over 999 weken", "de 31e", "di di di 12 jan", "maandag de the de 12", "99999999", "20270112", "ſept", "\xff", strings.Repeat("di ", 20)} {
		f.Add(s, "2026-11-26")
		f.Add(s, "9999-12-31")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, today string) {
		d, ok := ParseTyped(s, Day(today))
		if !ok {
			if d != "" {
				t.Errorf("%q is no day, and is %q", s, d)
			}
			return
		}
		if _, real := d.date(); !real {
			t.Fatalf("%q is %q, which is no day", s, d)
		}
		if again, ok := ParseTyped(string(d), Day(today)); d >= "1900" && d < "3000" && (!ok || again != d) {
			t.Errorf("%q is %q, and that is %q", s, d, again)
		}
	})
}
