package paper_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/agenda/office/officetest"
	"wegwijs/handlers/agenda/paper"
)

// outline is a document as it is read aloud: what each block is, and its text.
func outline(d officetest.Doc) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title %q, subject %q, author %q, language %s, created %s, landscape %v\nheader %q\nfooter %q\n", d.Title, d.Subject, d.Author, d.Lang, d.Created.UTC().Format(time.RFC3339), d.Landscape, d.Header, d.Footer)
	for _, x := range d.Body {
		switch {
		case x.Table != nil:
			fmt.Fprintf(&b, "table plain=%v %q\n", x.Table.Plain, x.Table.Head)
			for _, row := range x.Table.Rows {
				b.WriteString(" ")
				for _, c := range row {
					fmt.Fprintf(&b, " %q", c.Text())
					if c.Head {
						b.WriteString("(head)")
					}
				}
				b.WriteString("\n")
			}
		case x.Kind == officetest.Contents:
			fmt.Fprintf(&b, "contents %q\n", x.Entries)
		default:
			fmt.Fprintf(&b, "%s %d %s", x.Kind, x.Level, x.Style)
			for _, r := range x.Runs {
				fmt.Fprintf(&b, " %q", r.Text)
				if r.Bold {
					b.WriteString("(bold)")
				}
				if r.Link != "" {
					fmt.Fprintf(&b, "(%s)", r.Link)
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func documents(t *testing.T, write func(*bytes.Buffer, paper.Format) error) string {
	t.Helper()
	odt, err := officetest.ReadODT(written(t, func(b *bytes.Buffer) error { return write(b, paper.ODT) }))
	if err != nil {
		t.Fatal(err)
	}
	docx, err := officetest.ReadDOCX(written(t, func(b *bytes.Buffer) error { return write(b, paper.DOCX) }))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outline(odt), outline(docx)); diff != "" {
		t.Errorf("ODT and DOCX are not alike (-odt +docx):\n%s", diff)
	}
	return outline(odt)
}

func TestDocumentsReadBack(t *testing.T) {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		for _, v := range []paper.View{paper.Members, paper.Chair, paper.Public} {
			a := sample(l).For(v)
			golden(t, "agenda-"+string(v)+"."+string(l)+".doc", []byte(documents(t, func(b *bytes.Buffer, f paper.Format) error { return a.Write(b, f) })))
		}
		one, _ := sample(l).Only("AIC-2027-014")
		one = one.For(paper.Receipt)
		golden(t, "receipt."+string(l)+".doc", []byte(documents(t, func(b *bytes.Buffer, f paper.Format) error { return one.Write(b, f) })))
		for kind, list := range lists(l) {
			list = list.For(paper.Chair)
			golden(t, string(kind)+"."+string(l)+".doc", []byte(documents(t, func(b *bytes.Buffer, f paper.Format) error { return list.Write(b, f) })))
		}
	}
}

func TestContentsOnlyWhenLong(t *testing.T) {
	for n, want := range map[int]bool{15: false, 16: true} {
		doc, err := officetest.ReadODT(agendaIn(t, many(n).For(paper.Members), paper.ODT))
		if err != nil {
			t.Fatal(err)
		}
		has := slices.ContainsFunc(doc.Body, func(b officetest.Block) bool { return b.Kind == officetest.Contents })
		if has != want {
			t.Errorf("%d topics: contents %v", n, has)
		}
	}
}

func TestStatesOfAnAgenda(t *testing.T) {
	a := sample(bot.NL)
	for name, tt := range map[string]struct {
		change func(*paper.Agenda)
		want   string
	}{
		"not sent":         {func(a *paper.Agenda) { a.Version, a.Sent = 0, time.Time{} }, "**Versie:** Concept, nog niet verstuurd"},
		"final":            {func(a *paper.Agenda) { a.Final = true }, "**Versie:** 2, definitief, verstuurd op dinsdag 5 januari 2027, 14.37 uur"},
		"cancelled":        {func(a *paper.Agenda) { a.Cancelled = true }, "**Deze vergadering gaat niet door.**"},
		"empty":            {func(a *paper.Agenda) { a.Items = nil }, "Er staat nog niets op de agenda."},
		"stored elsewhere": {func(a *paper.Agenda) { a.Start, a.End, a.Sent = a.Start.UTC(), a.End.UTC(), a.Sent.UTC() }, "**Datum:** dinsdag 12 januari 2027, 9.00–11.00 uur"},
		"members":          {func(*paper.Agenda) {}, "**Voor leden: sommige onderwerpen zijn niet voor anderen. Stuur dit niet door.**"},
	} {
		b := a
		tt.change(&b)
		if got := string(agendaIn(t, b.For(paper.Members), paper.Markdown)); !strings.Contains(got, tt.want) {
			t.Errorf("%s: there is no %q in\n%s", name, tt.want, got)
		}
	}
}

// books reads ODS and XLSX, which must be alike.
func books(t *testing.T, write func(*bytes.Buffer, paper.Format) error) officetest.Book {
	t.Helper()
	ods, err := officetest.ReadODS(written(t, func(b *bytes.Buffer) error { return write(b, paper.ODS) }))
	if err != nil {
		t.Fatal(err)
	}
	xlsx, err := officetest.ReadXLSX(written(t, func(b *bytes.Buffer) error { return write(b, paper.XLSX) }))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range ods.Sheets {
		for _, row := range s.Rows {
			for i, v := range row {
				// This is as much as a cell of Excel holds.
				if long, ok := v.(string); ok && len(long) > 32_767 {
					row[i] = long[:32_766] + "…"
				}
			}
		}
	}
	if diff := cmp.Diff(ods, xlsx); diff != "" {
		t.Errorf("ODS and XLSX are not alike (-ods +xlsx):\n%s", diff)
	}
	for _, s := range ods.Sheets {
		if !s.Frozen || !s.Filter && len(s.Rows) > 0 || s.Formulas != 0 {
			t.Errorf("sheet %s: frozen %v, filter %v, %d formulas", s.Name, s.Frozen, s.Filter, s.Formulas)
		}
	}
	return ods
}

// rowsOf reads a CSV file of either kind.
func rowsOf(t *testing.T, data []byte, f paper.Format) [][]string {
	t.Helper()
	if f == paper.CSVExcel {
		var ok bool
		if data, ok = bytes.CutPrefix(data, []byte("\ufeff")); !ok {
			t.Error("there is no byte order mark")
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	if f == paper.CSVExcel {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// text is a value of a sheet as CSV has it.
func text(v any, dates string) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(dates)
	}
	return fmt.Sprint(v)
}

func TestSheetsReadBack(t *testing.T) {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		sheets := map[string]func(*bytes.Buffer, paper.Format) error{
			"agenda": func(b *bytes.Buffer, f paper.Format) error { return sample(l).For(paper.Chair).Write(b, f) },
		}
		for kind, list := range lists(l) {
			sheets[string(kind)] = func(b *bytes.Buffer, f paper.Format) error { return list.For(paper.Chair).Write(b, f) }
		}
		for name, write := range sheets {
			book := books(t, write)
			if name == string(paper.Decisions) {
				if len(book.Sheets) != 3 || len(book.Sheets[0].Rows) != 3 || len(book.Sheets[1].Rows) != 2 || len(book.Sheets[2].Rows) != 1 {
					t.Errorf("decisions: %+v", book.Sheets)
				}
				continue // in CSV they are one table
			}
			for f, dates := range map[paper.Format]string{paper.CSV: time.DateOnly, paper.CSVExcel: "02-01-2006"} {
				rows := rowsOf(t, written(t, func(b *bytes.Buffer) error { return write(b, f) }), f)
				want := [][]string{book.Sheets[0].Head}
				for _, row := range book.Sheets[0].Rows {
					var line []string
					for _, v := range row {
						line = append(line, text(v, dates))
					}
					want = append(want, line)
				}
				if diff := cmp.Diff(want, rows); diff != "" {
					t.Errorf("%s %s: a sheet and CSV differ (-sheet +csv):\n%s", name, f, diff)
				}
			}
		}
	}
	due := books(t, func(b *bytes.Buffer, f paper.Format) error {
		return lists(bot.NL)[paper.Actions].For(paper.Chair).Write(b, f)
	}).Sheets[0].Rows
	if got := due[0][3]; got != time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC) {
		t.Errorf("the day an action is due is %v", got)
	}
	if due[1][3] != "voor de zomer" || due[0][5] != 2 {
		t.Errorf("the rows are %v", due)
	}
}

func TestJSONReadBack(t *testing.T) {
	for _, v := range []paper.View{paper.Members, paper.Chair, paper.Public} {
		want := sample(bot.NL).For(v)
		var got struct {
			Schema int
			What   string
			paper.Agenda
		}
		if err := json.Unmarshal(agendaIn(t, want, paper.JSON), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Agenda); diff != "" || got.Schema != 1 || got.What != "agenda" {
			t.Errorf("%s: schema %d, %s (-want +got):\n%s", v, got.Schema, got.What, diff)
		}
	}
	for kind, list := range lists(bot.NL) {
		want := list.For(paper.Chair)
		var got struct {
			Schema int
			paper.List
		}
		if err := json.Unmarshal(listIn(t, want, paper.JSON), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.List); diff != "" || got.Schema != 1 {
			t.Errorf("%s: schema %d (-want +got):\n%s", kind, got.Schema, diff)
		}
	}
}

// calendar reads a calendar file and its one appointment.
func calendar(t *testing.T, data []byte) (*ics.Calendar, *ics.VEvent) {
	t.Helper()
	for line := range strings.SplitSeq(string(data), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	if len(cal.Events()) != 1 {
		t.Fatalf("there are %d appointments", len(cal.Events()))
	}
	return cal, cal.Events()[0]
}

func value(e *ics.VEvent, p ics.ComponentProperty) string {
	if x := e.GetProperty(p); x != nil {
		return x.Value
	}
	return ""
}

func TestCalendarReadBack(t *testing.T) {
	for name, tt := range map[string]struct {
		start, end time.Time
		wantStart  string
	}{
		"winter":                          {at(1, 12, 9, 0), at(1, 12, 11, 0), "2027-01-12T08:00:00Z"},
		"summer":                          {at(7, 13, 9, 0), at(7, 13, 11, 0), "2027-07-13T07:00:00Z"},
		"the night summer time begins":    {at(3, 28, 1, 30), at(3, 28, 3, 30), "2027-03-28T00:30:00Z"},
		"the day summer time ends":        {at(10, 31, 9, 0), at(10, 31, 11, 0), "2027-10-31T08:00:00Z"},
		"29 February":                     {time.Date(2028, 2, 29, 9, 0, 0, 0, bottest.Zone), time.Date(2028, 2, 29, 11, 0, 0, 0, bottest.Zone), "2028-02-29T08:00:00Z"},
		"it ends before it begins":        {at(1, 12, 9, 0), at(1, 12, 8, 0), "2027-01-12T08:00:00Z"},
		"read from a store in other zone": {at(1, 12, 9, 0).UTC(), at(1, 12, 11, 0).UTC(), "2027-01-12T08:00:00Z"},
	} {
		a := sample(bot.NL)
		a.Start, a.End = tt.start, tt.end
		_, e := calendar(t, agendaIn(t, a.For(paper.Members), paper.ICS))
		start, err := e.GetStartAt()
		if err != nil || start.UTC().Format(time.RFC3339) != tt.wantStart {
			t.Errorf("%s: it starts %v, %v", name, start, err)
		}
		end, err := e.GetEndAt()
		if err != nil || end.Before(start) {
			t.Errorf("%s: it ends %v, %v", name, end, err)
		}
		if tz := e.GetProperty(ics.ComponentPropertyDtStart).ICalParameters["TZID"]; len(tz) != 1 || tz[0] != "Europe/Amsterdam" {
			t.Errorf("%s: its zone is %v", name, tz)
		}
	}
	a := sample(bot.NL)
	cal, e := calendar(t, agendaIn(t, a.For(paper.Members), paper.ICS))
	if value(e, ics.ComponentPropertyUniqueId) != a.UID || value(e, ics.ComponentPropertySequence) != "3" || value(e, ics.ComponentPropertyStatus) != "CONFIRMED" {
		t.Errorf("it is %s", e.Serialize(&ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\n"}))
	}
	if got := value(e, ics.ComponentPropertyLocation); got != a.Place {
		t.Errorf("it is at %q", got)
	}
	if got := value(e, ics.ComponentPropertyDescription); !strings.Contains(got, "\n4. Bezuiniging op de redacties (alleen voor leden) (9.55)\n") {
		t.Errorf("it says %q", got)
	}
	if len(cal.Timezones()) != 1 {
		t.Errorf("there are %d zones", len(cal.Timezones()))
	}
	if public := string(agendaIn(t, a.For(paper.Public), paper.ICS)); strings.Contains(strings.ReplaceAll(public, "\r\n ", ""), "mailto:") {
		t.Errorf("there is an address in\n%s", public)
	}
	a.Cancelled, a.Sequence = true, 4
	cancelled := string(agendaIn(t, a.For(paper.Members), paper.ICS))
	if _, e := calendar(t, []byte(cancelled)); value(e, ics.ComponentPropertyUniqueId) != a.UID || value(e, ics.ComponentPropertySequence) != "4" || value(e, ics.ComponentPropertyStatus) != "CANCELLED" || !strings.Contains(cancelled, "METHOD:CANCEL\r\n") {
		t.Errorf("cancelled:\n%s", cancelled)
	}
	a.Zone = "America/Curacao"
	if got := string(agendaIn(t, a.For(paper.Members), paper.ICS)); !strings.Contains(got, "DTSTART:20270112T080000Z\r\n") || strings.Contains(got, "VTIMEZONE") {
		t.Errorf("in another zone:\n%s", got)
	}
}

func TestWhatMakesNoSense(t *testing.T) {
	var b bytes.Buffer
	for kind, list := range lists(bot.NL) {
		if err := list.For(paper.Chair).Write(&b, paper.ICS); err != paper.ErrNoCalendar {
			t.Errorf("%s as a calendar: %v", kind, err)
		}
	}
	one, _ := sample(bot.NL).Only("AIC-2027-014")
	if err := one.For(paper.Receipt).Write(&b, paper.ICS); err != paper.ErrNoCalendar {
		t.Errorf("a receipt as a calendar: %v", err)
	}
	if err := sample(bot.NL).Write(&b, "pdf"); err == nil || !strings.Contains(err.Error(), "pdf") {
		t.Errorf("pdf: %v", err)
	}
	if err := (paper.List{}).Write(&b, "pdf"); err == nil || b.Len() > 0 {
		t.Errorf("pdf: %v, and %d bytes were written", err, b.Len())
	}
}

func TestNames(t *testing.T) {
	a, en := sample(bot.NL), sample(bot.EN)
	final, unsent, odd := a, a, a
	final.Final = true
	unsent.Version = 0
	odd.CommitteeID = "../x\x00:y"
	one, _ := a.Only("AIC-2027-014")
	lists, listsEN := lists(bot.NL), lists(bot.EN)
	for _, tt := range []struct{ got, want string }{
		{a.For(paper.Members).Name(paper.DOCX), "2027-01-12 AIC agenda v2 concept.docx"},
		{final.For(paper.Members).Name(paper.ODT), "2027-01-12 AIC agenda v2 definitief.odt"},
		{unsent.For(paper.Members).Name(paper.ODT), "2027-01-12 AIC agenda concept.odt"},
		{a.For(paper.Chair).Name(paper.ODT), "2027-01-12 AIC agenda v2 concept voorzitter.odt"},
		{a.For(paper.Public).Name(paper.CSVExcel), "2027-01-12 AIC agenda v2 concept openbaar.csv"},
		{en.For(paper.Chair).Name(paper.Markdown), "2027-01-12 AIC agenda v2 draft chair.md"},
		{a.For(paper.Members).Name(paper.ICS), "2027-01-12 AIC vergadering.ics"},
		{one.For(paper.Receipt).Name(paper.ODT), "AIC-2027-014 ontvangstbewijs.odt"},
		{odd.For(paper.Members).Name(paper.ODT), "2027-01-12 .. X Y agenda v2 concept.odt"},
		{lists[paper.Decisions].For(paper.Members).Name(paper.ODT), "2027-01-12 AIC besluitenlijst v1.odt"},
		{lists[paper.LongList].For(paper.Members).Name(paper.XLSX), "2027-01-13 AIC longlist.xlsx"},
		{lists[paper.Actions].For(paper.Members).Name(paper.XLSX), "2027-01-13 AIC actielijst.xlsx"},
		{listsEN[paper.Advices].For(paper.Public).Name(paper.XLSX), "2027-01-13 AIC advice public.xlsx"},
	} {
		if tt.got != tt.want {
			t.Errorf("it is called %q, want %q", tt.got, tt.want)
		}
	}
}

func TestParse(t *testing.T) {
	for word, want := range map[string]paper.Format{" Word ": paper.DOCX, ".odt": paper.ODT, "EXCEL": paper.XLSX, "csv": paper.CSV, "csv-excel": paper.CSVExcel, "ical": paper.ICS, "markdown": paper.Markdown, "json": paper.JSON, "ods": paper.ODS} {
		if f, ok := paper.ParseFormat(word); !ok || f != want {
			t.Errorf("%q is %q, %v", word, f, ok)
		}
	}
	for word, want := range map[string]paper.View{"leden": paper.Members, "Voorzitter": paper.Chair, "openbaar": paper.Public, "ontvangstbewijs": paper.Receipt, "chair": paper.Chair} {
		if v, ok := paper.ParseView(word); !ok || v != want {
			t.Errorf("%q is %q, %v", word, v, ok)
		}
	}
	for _, word := range []string{"", "pdf", "csv excel", "alles"} {
		if f, ok := paper.ParseFormat(word); ok {
			t.Errorf("%q is the format %q", word, f)
		}
		if v, ok := paper.ParseView(word); ok {
			t.Errorf("%q is the view %q", word, v)
		}
	}
	for _, f := range paper.Formats {
		if got, ok := paper.ParseFormat(string(f)); !ok || got != f || f.Media() == "application/octet-stream" || f.Label().In(bot.NL, bot.Literal) == string(f) {
			t.Errorf("%s is %s, %s, %s", f, got, f.Media(), f.Label().In(bot.NL, bot.Literal))
		}
	}
}
