package paper

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
)

// Formats are all formats, the ones people ask for most first.
var Formats = []Format{ODT, DOCX, ODS, XLSX, CSVExcel, CSV, Markdown, ICS, JSON}

// formatWords are other words for a format.
var formatWords = map[Format][]string{
	ODT:      {"libreoffice", "writer", "tekst", "document"},
	DOCX:     {"word", "doc"},
	ODS:      {"calc"},
	XLSX:     {"excel", "xls", "spreadsheet"},
	CSVExcel: {"csvexcel", "csv_excel"},
	Markdown: {"markdown"},
	ICS:      {"ical", "icalendar", "kalender", "calendar", "outlook"},
}

// ParseFormat finds the format that somebody named: by its ending, with or
// without a point, or by a program's name.
func ParseFormat(word string) (Format, bool) {
	word = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(word)), ".")
	for _, f := range Formats {
		if string(f) == word || slices.Contains(formatWords[f], word) {
			return f, true
		}
	}
	return "", false
}

// Media is the media type of files in a format.
func (f Format) Media() string {
	switch f {
	case ODT:
		return "application/vnd.oasis.opendocument.text"
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ODS:
		return "application/vnd.oasis.opendocument.spreadsheet"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case CSV, CSVExcel:
		return "text/csv; charset=utf-8"
	case Markdown:
		return "text/markdown; charset=utf-8"
	case ICS:
		return "text/calendar; charset=utf-8"
	case JSON:
		return "application/json"
	}
	return "application/octet-stream"
}

// Label is what a format is called in a menu.
func (f Format) Label() bot.Text {
	if t, ok := formatTexts[f]; ok {
		return t
	}
	return bot.Plain(string(f))
}

func (f Format) ending() string {
	if f == CSVExcel {
		return "csv"
	}
	return string(f)
}

// ErrNoCalendar says that a list is no appointment, and that a receipt of a topic
// without a meeting is none.
var ErrNoCalendar = &bot.Problem{Say: textNoCalendar}

// Write writes an agenda as its view has it; For takes out what that view does not
// have, and one it was not called for is written for everybody. ICS is the
// meeting as an appointment. Errors are those of w, ErrNoCalendar, and a format
// that is none. The same agenda gives the same bytes.
func (a Agenda) Write(w io.Writer, f Format) error {
	if a.View == "" {
		a = a.For(Public)
	}
	a = a.clean()
	switch f {
	case ODT:
		d := a.document()
		return d.ODT(w)
	case DOCX:
		d := a.document()
		return d.DOCX(w)
	case ODS:
		b := a.workbook()
		return b.ODS(w)
	case XLSX:
		b := a.workbook()
		return b.XLSX(w)
	case CSV, CSVExcel:
		return writeCSV(w, a.sheet(), a.Lang, f)
	case Markdown:
		d := a.document()
		return writeMarkdown(w, &d)
	case JSON:
		return a.writeJSON(w)
	case ICS:
		return a.writeICS(w)
	}
	return noFormat(f)
}

// Write writes a list, as Write of an agenda does. ICS is ErrNoCalendar.
func (l List) Write(w io.Writer, f Format) error {
	if l.View == "" {
		l = l.For(Public)
	}
	l = l.clean()
	switch f {
	case ODT:
		d := l.document()
		return d.ODT(w)
	case DOCX:
		d := l.document()
		return d.DOCX(w)
	case ODS:
		b := l.workbook()
		return b.ODS(w)
	case XLSX:
		b := l.workbook()
		return b.XLSX(w)
	case CSV, CSVExcel:
		return writeCSV(w, l.sheet(), l.Lang, f)
	case Markdown:
		d := l.document()
		return writeMarkdown(w, &d)
	case JSON:
		return l.writeJSON(w)
	case ICS:
		return ErrNoCalendar
	}
	return noFormat(f)
}

func noFormat(f Format) error { return fmt.Errorf("there is no format %q", string(f)) }

// clean puts times in the zone of the committee, so that a clock shows what the
// clock there shows.
func (a Agenda) clean() Agenda {
	zone := zoneOf(a.Zone)
	a.Start, a.End, a.Sent, a.Made = in(a.Start, zone), in(a.End, zone), in(a.Sent, zone), in(a.Made, zone)
	a.Items = cleanItems(a.Items, zone)
	if a.Lang != bot.EN {
		a.Lang = bot.NL
	}
	return a
}

func (l List) clean() List {
	zone := zoneOf(l.Zone)
	l.At, l.Meeting = in(l.At, zone), in(l.Meeting, zone)
	l.Items = cleanItems(l.Items, zone)
	l.Outcomes = slices.Clone(l.Outcomes)
	for i := range l.Outcomes {
		l.Outcomes[i].Meeting = in(l.Outcomes[i].Meeting, zone)
	}
	if l.Lang != bot.EN {
		l.Lang = bot.NL
	}
	return l
}

func cleanItems(items []Item, zone *time.Location) []Item {
	items = slices.Clone(items)
	for i := range items {
		x := &items[i]
		x.Start, x.End, x.Brought = in(x.Start, zone), in(x.End, zone), in(x.Brought, zone)
		x.Moves = slices.Clone(x.Moves)
		for j := range x.Moves {
			x.Moves[j].At = in(x.Moves[j].At, zone)
		}
	}
	return items
}

// zoneOf is nil where times stay as they are.
func zoneOf(name string) *time.Location {
	if name == "" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return zone
}

func in(t time.Time, zone *time.Location) time.Time {
	if zone == nil || t.IsZero() {
		return t
	}
	return t.In(zone)
}

// Name is what a file is called: "2027-01-12 AIC agenda v1 concept.docx".
func (a Agenda) Name(f Format) string {
	l := a.Lang
	if a.View == Receipt && len(a.Items) == 1 {
		return fileName(f, a.Items[0].Number, words(nameReceipt, l))
	}
	parts := []string{day(in(a.Start, zoneOf(a.Zone))), strings.ToUpper(a.CommitteeID)}
	if f == ICS {
		return fileName(f, append(parts, words(nameMeeting, l))...)
	}
	parts = append(parts, words(nameAgenda, l), versionName(a.Version))
	if a.Final {
		parts = append(parts, words(nameFinal, l))
	} else {
		parts = append(parts, words(nameConcept, l))
	}
	return fileName(f, append(parts, words(nameViews[a.View], l))...)
}

// Name is what a file is called: "2027-01-12 AIC besluitenlijst.odt".
func (l List) Name(f Format) string {
	at := l.At
	if l.Kind == Decisions && !l.Meeting.IsZero() {
		at = l.Meeting
	}
	parts := []string{day(in(at, zoneOf(l.Zone))), strings.ToUpper(l.CommitteeID), words(nameLists[l.Kind], l.Lang), versionName(l.Version)}
	if l.View == Public { // there is no annotation in a list
		parts = append(parts, words(nameViews[Public], l.Lang))
	}
	return fileName(f, parts...)
}

func versionName(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("v%d", n)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// fileName puts parts together that every file system takes.
func fileName(f Format, parts ...string) string {
	name := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, strings.Join(parts, " "))), " ")
	return name + "." + f.ending()
}

func words(t bot.Text, l bot.Lang) string {
	if t == nil {
		return ""
	}
	return t.In(l, bot.Literal)
}
