package survey

import (
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func TestParseMoment(t *testing.T) {
	const now = "2026-11-23 09:00" // a Monday
	tests := []struct{ typed, want string }{
		// A time: today.
		{"17:00", "2026-11-23 17:00"}, {"17.00", "2026-11-23 17:00"}, {"17.00 uur", "2026-11-23 17:00"}, {"17 uur", "2026-11-23 17:00"},
		{"17u", "2026-11-23 17:00"}, {"14u30", "2026-11-23 14:30"}, {"om 17 uur", "2026-11-23 17:00"}, {"om 10 uur", "2026-11-23 10:00"},
		{"at 17:00", "2026-11-23 17:00"}, {"5pm", "2026-11-23 17:00"}, {"5 pm", "2026-11-23 17:00"}, {"5:30 p.m.", "2026-11-23 17:30"},
		{"noon", "2026-11-23 12:00"}, {"12pm", "2026-11-23 12:00"}, {"23:59", "2026-11-23 23:59"}, {"24:00", "2026-11-23 23:59"},
		{" 17:00 ", "2026-11-23 17:00"}, {"vandaag 17.00", "2026-11-23 17:00"}, {"today at 5pm", "2026-11-23 17:00"}, {"9.10 uur", "2026-11-23 09:10"},
		{"09:01", "2026-11-23 09:01"},
		// How long.
		{"2d", "2026-11-25 09:00"}, {"2 dagen", "2026-11-25 09:00"}, {"2 days", "2026-11-25 09:00"}, {"1day", "2026-11-24 09:00"},
		{"1 uur", "2026-11-23 10:00"}, {"een uur", "2026-11-23 10:00"}, {"1h", "2026-11-23 10:00"}, {"8h", "2026-11-23 17:00"}, {"8 hours", "2026-11-23 17:00"},
		{"over 8 uur", "2026-11-23 17:00"}, {"24 uur", "2026-11-24 09:00"}, {"48 uur", "2026-11-25 09:00"}, {"30m", "2026-11-23 09:30"},
		{"30 min", "2026-11-23 09:30"}, {"over 2 weken", "2026-12-07 09:00"}, {"2w", "2026-12-07 09:00"}, {"in 2 weeks", "2026-12-07 09:00"},
		{"twee weken", "2026-12-07 09:00"}, {"over een week", "2026-11-30 09:00"}, {"één week", "2026-11-30 09:00"}, {"1 maand", "2026-12-23 09:00"},
		{"1d 2h", "2026-11-24 11:00"}, {"1 uur en 30 minuten", "2026-11-23 10:30"}, {"P2D", "2026-11-25 09:00"}, {"PT2H", "2026-11-23 11:00"},
		{"p1dt12h", "2026-11-24 21:00"}, {"P1W", "2026-11-30 09:00"}, {"PT90M", "2026-11-23 10:30"},
		// A day ends at 17.00.
		{"vandaag", "2026-11-23 17:00"}, {"morgen", "2026-11-24 17:00"}, {"Tomorrow", "2026-11-24 17:00"}, {"overmorgen", "2026-11-25 17:00"},
		{"vrijdag", "2026-11-27 17:00"}, {"vr", "2026-11-27 17:00"}, {"zondag", "2026-11-29 17:00"}, {"Friday", "2026-11-27 17:00"}, {"fri", "2026-11-27 17:00"},
		{"komende vrijdag", "2026-11-27 17:00"}, {"this friday", "2026-11-27 17:00"}, {"eind van de week", "2026-11-27 17:00"}, {"end of week", "2026-11-27 17:00"},
		{"eind volgende week", "2026-12-04 17:00"}, {"eind van de dag", "2026-11-23 17:00"}, {"EOD", "2026-11-23 17:00"}, {"eind van de maand", "2026-11-30 17:00"},
		// A day and a time.
		{"morgen 12:00", "2026-11-24 12:00"}, {"morgen om 12 uur", "2026-11-24 12:00"}, {"morgen, 8 uur", "2026-11-24 08:00"}, {"tomorrow noon", "2026-11-24 12:00"},
		{"vrijdag 17:00", "2026-11-27 17:00"}, {"vrijdag 9.10", "2026-11-27 09:10"}, {"17:00 vrijdag", "2026-11-27 17:00"}, {"op vrijdag om 12:00", "2026-11-27 12:00"},
		// Dates.
		{"2026-12-01", "2026-12-01 17:00"}, {"2026-12-01 12:00", "2026-12-01 12:00"}, {"2026-12-01T12:00", "2026-12-01 12:00"}, {"2026-12-01T12:00:00", "2026-12-01 12:00"},
		{"2026-12-01T12:00:00Z", "2026-12-01 13:00"}, {"2026-12-01T12:00+02:00", "2026-12-01 11:00"},
		{"1 december", "2026-12-01 17:00"}, {"1 dec", "2026-12-01 17:00"}, {"1 dec.", "2026-12-01 17:00"}, {"1 december 2026", "2026-12-01 17:00"},
		{"1 december 12.00", "2026-12-01 12:00"}, {"1 december 2026, 12.00 uur", "2026-12-01 12:00"}, {"December 1", "2026-12-01 17:00"}, {"Dec 1, 2026", "2026-12-01 17:00"},
		{"1st of December", "2026-12-01 17:00"}, {"december 1st at noon", "2026-12-01 12:00"}, {"dinsdag 1 december", "2026-12-01 17:00"}, {"dinsdag, 1 december 12:00", "2026-12-01 12:00"},
		{"1-12-2026", "2026-12-01 17:00"}, {"1-12-2026 17.00", "2026-12-01 17:00"}, {"1.12.2026", "2026-12-01 17:00"}, {"01.12.2026 12:00", "2026-12-01 12:00"},
		{"30.11", "2026-11-30 17:00"}, {"2026/12/01", "2026-12-01 17:00"}, {"30 november a.s.", "2026-11-30 17:00"}, {"1-12-26", "2026-12-01 17:00"}, {"1-12", "2026-12-01 17:00"}, {"31/12/2026", "2026-12-31 17:00"}, {"12/12", "2026-12-12 17:00"},
		{"1 januari", "2027-01-01 17:00"}, {"22 november", "2027-11-22 17:00"}, {"23 november", "2026-11-23 17:00"}, {"29 februari", "2028-02-29 17:00"},
		{"29-2-2028", "2028-02-29 17:00"},
	}
	zone := amsterdam(t)
	at, err := time.ParseInLocation("2006-01-02 15:04", now, zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		got, wrong := ParseMoment(test.typed, at)
		if wrong != nil {
			t.Errorf("%q: %s", test.typed, say(bot.NL, wrong))
		} else if s := got.Format("2006-01-02 15:04"); s != test.want || got.Location() != zone {
			t.Errorf("%q: %s, want %s", test.typed, s, test.want)
		}
	}
}

func TestParseMomentRefuses(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, amsterdam(t))
	tests := []struct{ typed, nl, en string }{
		{"09:00", "Vandaag 9.00 uur is al voorbij. Bedoel je dinsdag 24 november 2026, 9.00 uur?", "Today 09:00 has passed. Do you mean Tuesday 24 November 2026, 09:00?"},
		{"10:00", "is al voorbij", "has passed"},
		{"om 8 uur", "Vandaag 8.00 uur is al voorbij", "Today 08:00"},
		{"8 uur", "typ “8:00” voor het tijdstip, of “over 8 uur”", "in 8 hours"},
		{"12u", "12 uur", "12 uur"},
		{"17h", "17:00", "17:00"},
		{"9.10", "een tijd of een datum", "a time or a date"},
		{"zondag 29.10", "klopt niet", "not right"},
		{"zaterdag 9.10", "een tijd of een datum", "a time or a date"}, // 9 October 2027 is a Saturday
		{"3/4/2027", "Typ de maand in letters", "Type the month in letters"},
		{"maandag", "Het is vandaag maandag. Typ “vandaag”, of de datum van volgende week: 30 november 2026.", "Today is a Monday."},
		{"volgende vrijdag", "deze of volgende week", "this week or the week after"},
		{"next friday", "deze of volgende week", "this week or the week after"},
		{"woensdag 1 december", "die datum valt op dinsdag 1 december 2026", "that date is Tuesday 1 December 2026"},
		{"gisteren", "zondag 22 november 2026, 17.00 uur is al voorbij", "has passed"},
		{"vandaag 8:00", "maandag 23 november 2026, 8.00 uur is al voorbij", "has passed"},
		{"1 november 2018", "is al voorbij", "has passed"},
		{"01.11.2018 12:00", "donderdag 1 november 2018, 12.00 uur is al voorbij", "has passed"},
		{"31 november", "staat niet op de kalender", "not on the calendar"},
		{"29-2-2027", "staat niet op de kalender", "not on the calendar"},
		{"2026-13-01", "staat niet op de kalender", "not on the calendar"},
		{"32 december", "staat niet op de kalender", "not on the calendar"},
		{"25:00", "is geen tijd", "is no time"},
		{"17:60", "is geen tijd", "is no time"},
		{"13pm", "is geen tijd", "is no time"},
		{"", "herken ik niet", "do not recognise"},
		{"straks", "herken ik niet", "do not recognise"},
		{"9", "herken ik niet", "do not recognise"},
		{"morgen 12", "herken ik niet", "do not recognise"},
		{"0d", "herken ik niet", "do not recognise"},
		{"P", "herken ik niet", "do not recognise"},
		{"PT", "herken ik niet", "do not recognise"},
		{"-2d", "herken ik niet", "do not recognise"},
		{"volgende week", "herken ik niet", "do not recognise"},
		{"half vijf", "herken ik niet", "do not recognise"},
		{"17:00 of later", "herken ik niet", "do not recognise"},
		{"1-12.2026", "herken ik niet", "do not recognise"},
		{strings.Repeat("9", 5000), "herken ik niet", "do not recognise"},
	}
	for _, test := range tests {
		at, wrong := ParseMoment(test.typed, now)
		if wrong == nil {
			t.Errorf("%q is read as %v", test.typed, at)
			continue
		}
		if nl, en := say(bot.NL, wrong), say(bot.EN, wrong); !strings.Contains(nl, test.nl) || !strings.Contains(en, test.en) {
			t.Errorf("%q: %q / %q, want %q / %q", test.typed, nl, en, test.nl, test.en)
		}
		if len(say(bot.NL, wrong)) > 400 {
			t.Errorf("%q is answered with a very long sentence", short(test.typed))
		}
	}
}

// In 2027 the clock goes forward on 28 March at 2.00 and back on 31 October at 3.00.
func TestMomentsOfClockChanges(t *testing.T) {
	zone := amsterdam(t)
	tests := []struct{ now, typed, want string }{
		{"2027-03-26T12:00:00+01:00", "28 maart 2:30", "2027-03-28T03:30:00+02:00"}, // skipped: forward
		{"2027-03-26T12:00:00+01:00", "28 maart 2:00", "2027-03-28T03:00:00+02:00"},
		{"2027-03-26T12:00:00+01:00", "28 maart 1:59", "2027-03-28T01:59:00+01:00"},
		{"2027-03-26T12:00:00+01:00", "28 maart 3:00", "2027-03-28T03:00:00+02:00"},
		{"2027-03-26T12:00:00+01:00", "zondag", "2027-03-28T17:00:00+02:00"},
		{"2027-03-26T12:00:00+01:00", "3d", "2027-03-29T12:00:00+02:00"},                 // days are of the calendar
		{"2027-03-27T12:00:00+01:00", "24h", "2027-03-28T13:00:00+02:00"},                // hours are of the clock
		{"2027-03-27T02:30:00+01:00", "1d", "2027-03-28T03:30:00+02:00"},                 // skipped: forward
		{"2027-10-29T12:00:00+02:00", "31 oktober 2:30", "2027-10-31T02:30:00+01:00"},    // twice: the later
		{"2027-10-29T12:00:00+02:00", "31 oktober 2:00", "2027-10-31T02:00:00+01:00"},    // twice: the later
		{"2027-10-29T12:00:00+02:00", "31 oktober 1:59", "2027-10-31T01:59:00+02:00"},    // once
		{"2027-10-29T12:00:00+02:00", "31 oktober 3:00", "2027-10-31T03:00:00+01:00"},    // once
		{"2027-10-30T12:00:00+02:00", "P1D", "2027-10-31T12:00:00+01:00"},                // 25 hours
		{"2027-10-30T12:00:00+02:00", "24 uur", "2027-10-31T11:00:00+01:00"},             // 24 hours
		{"2027-10-31T02:15:00+02:00", "2:30", "2027-10-31T02:30:00+01:00"},               // twice: the later
		{"2027-10-31T02:45:00+01:00", "morgen", "2027-11-01T17:00:00+01:00"},             // on the day itself
		{"2026-10-24T12:00:00+02:00", "morgen 2:30", "2026-10-25T02:30:00+01:00"},        // the year before
		{"2028-02-28T12:00:00+01:00", "morgen", "2028-02-29T17:00:00+01:00"},             // a leap day
		{"2028-02-29T12:00:00+01:00", "29 februari 18:00", "2028-02-29T18:00:00+01:00"},  // on it
		{"2027-01-31T12:00:00+01:00", "1 maand", "2027-02-28T12:00:00+01:00"},            // there is no 31 February
		{"2026-12-31T23:30:00+01:00", "1h", "2027-01-01T00:30:00+01:00"},                 // over midnight
		{"2026-12-31T23:30:00+01:00", "1 januari 0:00", "2027-01-01T00:00:00+01:00"},     // the next year
		{"2026-11-27T17:30:00+01:00", "eind volgende week", "2026-12-04T17:00:00+01:00"}, // on a Friday
		{"2026-11-29T12:00:00+01:00", "eind volgende week", "2026-12-04T17:00:00+01:00"}, // on a Sunday the week is not over
		{"2026-11-28T12:00:00+01:00", "maandag 9:00", "2026-11-30T09:00:00+01:00"},       // on a Saturday
		{"2026-11-28T12:00:00+01:00", "eind van de maand", "2026-11-30T17:00:00+01:00"},  // last day of the month
		{"2026-11-23T09:00:30+01:00", "2d", "2026-11-25T09:00:30+01:00"},                 // seconds stay
	}
	for _, test := range tests {
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		got, wrong := ParseMoment(test.typed, now.In(zone))
		if wrong != nil {
			t.Errorf("%q at %s: %s", test.typed, test.now, say(bot.NL, wrong))
		} else if s := got.Format(time.RFC3339); s != test.want {
			t.Errorf("%q at %s: %s, want %s", test.typed, test.now, s, test.want)
		}
	}
	for _, typed := range []string{"eind van de week", "end of the week"} {
		if at, wrong := ParseMoment(typed, time.Date(2026, 11, 28, 12, 0, 0, 0, zone)); wrong == nil {
			t.Errorf("%q on a Saturday is %v", typed, at)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"17:00", "2d", "vrijdag 17:00", "1-12-2026 17.00", "P2D", "over 2 weken", "29 februari", "2026-12-01T12:00Z", "8 uur", "dec 1, 2026"} {
		f.Add(s, int64(1795420800))
	}
	zone := amsterdam(f)
	f.Fuzz(func(t *testing.T, typed string, unix int64) {
		if unix < 0 || unix > 4e9 {
			return
		}
		now := time.Unix(unix, 0).In(zone)
		at, wrong := ParseMoment(typed, now)
		if wrong == nil && !at.After(now) {
			t.Errorf("%q at %v is %v", typed, now, at)
		}
	})
}
