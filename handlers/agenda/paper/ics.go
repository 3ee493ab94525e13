package paper

import (
	"io"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"wegwijs/bot"
)

// amsterdam is the zone whose rules a calendar file spells out. Times in another
// are written in UTC.
const amsterdam = "Europe/Amsterdam"

// writeICS writes the meeting as an appointment (RFC 5545, RFC 5546). The same UID
// with a higher SEQUENCE replaces it in a calendar that has it. It invites nobody:
// the members have the meeting from the secretary.
func (a Agenda) writeICS(w io.Writer) error {
	if a.Start.IsZero() || a.UID == "" || a.View == Receipt {
		return ErrNoCalendar
	}
	cal := ics.NewCalendarFor("Wegwijs")
	method, status := ics.MethodPublish, ics.ObjectStatusConfirmed
	if a.Cancelled {
		method, status = ics.MethodCancel, ics.ObjectStatusCancelled
	}
	cal.SetProductId("-//Wegwijs//Agenda//" + strings.ToUpper(string(a.Lang)))
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(method)
	local := a.Zone == amsterdam
	if local {
		addAmsterdam(cal)
	}
	e := cal.AddEvent(printable(oneLine(a.UID)))
	e.SetDtStampTime(a.stamped())
	e.SetSequence(max(a.Sequence, 0))
	moment(e, ics.ComponentPropertyDtStart, a.Start, local)
	end := a.End
	if !end.After(a.Start) {
		end = a.Start
	}
	moment(e, ics.ComponentPropertyDtEnd, end, local)
	e.SetSummary(oneLine(printable(words(textSummary.With(bot.Args{"committee": bot.Plain(a.Committee)}), a.Lang))))
	if place := oneLine(printable(a.Place)); place != "" {
		e.SetLocation(place)
		for _, r := range linked(place) {
			if r.Link != "" {
				e.SetURL(r.Link)
				break
			}
		}
	}
	e.SetStatus(status)
	if description := a.description(); description != "" {
		e.SetDescription(description)
	}
	if address := a.SecretaryEmail; address != "" && mailAddress(address) {
		e.SetOrganizer("mailto:"+address, ics.WithCN(parameter(a.Secretary)))
	}
	return cal.SerializeTo(w, ics.WithNewLine("\r\n"))
}

// stamped is DTSTAMP: when this was made.
func (a Agenda) stamped() time.Time {
	for _, t := range []time.Time{a.Sent, a.Made} {
		if !t.IsZero() {
			return t.UTC()
		}
	}
	// A stamp after the one of a later version would make that look older.
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
}

func moment(e *ics.VEvent, p ics.ComponentProperty, t time.Time, local bool) {
	if local {
		e.SetProperty(p, t.Format("20060102T150405"), ics.WithTZID(amsterdam))
		return
	}
	e.SetProperty(p, t.UTC().Format("20060102T150405Z"))
}

// addAmsterdam adds the rules of summer time as they are since 1996.
func addAmsterdam(cal *ics.Calendar) {
	zone := ics.NewTimezone(amsterdam)
	daylight := &ics.Daylight{}
	daylight.AddProperty("DTSTART", "19960331T020000")
	daylight.AddProperty("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
	daylight.AddProperty("TZOFFSETFROM", "+0100")
	daylight.AddProperty("TZOFFSETTO", "+0200")
	daylight.AddProperty("TZNAME", "CEST")
	standard := &ics.Standard{}
	standard.AddProperty("DTSTART", "19961027T030000")
	standard.AddProperty("RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
	standard.AddProperty("TZOFFSETFROM", "+0200")
	standard.AddProperty("TZOFFSETTO", "+0100")
	standard.AddProperty("TZNAME", "CET")
	zone.Components = append(zone.Components, daylight, standard)
	cal.Components = append(cal.Components, zone)
}

// mostInDescription keeps an appointment readable, and small enough for every
// calendar program.
const mostInDescription = 60

// description is the agenda in lines: "5. Nieuw intranet (9.25)".
func (a Agenda) description() string {
	if len(a.Items) == 0 {
		return ""
	}
	lines := []string{words(textDescription, a.Lang)}
	for i, x := range a.Items {
		if i == mostInDescription {
			lines = append(lines, "…")
			break
		}
		line := x.title(a.Lang)
		if x.Nr != "" {
			line = x.Nr + ". " + line
		}
		line = oneLine(printable(line))
		if !x.Start.IsZero() {
			line += " (" + words(clock(x.Start, a.Lang), a.Lang) + ")"
		}
		lines = append(lines, line)
	}
	if a.Version > 0 {
		lines = append(lines, "", words(textVersion, a.Lang)+" "+strconv.Itoa(a.Version)+", "+words(a.status(), a.Lang))
	}
	return strings.Join(lines, "\n")
}

// mailAddress tells whether an address can stand in a calendar file as it is.
func mailAddress(s string) bool {
	return strings.Count(s, "@") == 1 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`";,:\<>`, r) })
}

// parameter is text that can stand in a parameter, where there is no way to
// escape a quote.
func parameter(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`";,:\^`, r) {
			return ' '
		}
		return r
	}, oneLine(printable(s)))
}
