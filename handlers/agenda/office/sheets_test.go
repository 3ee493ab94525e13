package office_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"wegwijs/handlers/agenda/office"
	"wegwijs/handlers/agenda/office/officetest"
)

func ods(t testing.TB, b *office.Workbook) officetest.Book {
	t.Helper()
	got, err := officetest.ReadODS(written(t, b.ODS))
	if err != nil {
		t.Fatalf("ODS: %v", err)
	}
	return got
}

func xlsx(t testing.TB, b *office.Workbook) officetest.Book {
	t.Helper()
	got, err := officetest.ReadXLSX(written(t, b.XLSX))
	if err != nil {
		t.Fatalf("XLSX: %v", err)
	}
	return got
}

// shelf is what should be read back of a workbook whose sheets have names that
// need no mending.
func shelf(b *office.Workbook) officetest.Book {
	want := officetest.Book{Title: officetest.Line(b.Title), Author: officetest.Line(b.Author), Lang: "nl-NL", Created: b.Created}
	for _, s := range b.Sheets {
		sheet := officetest.Sheet{Name: s.Name, Frozen: true, Filter: true}
		for _, c := range s.Columns {
			sheet.Head = append(sheet.Head, officetest.Line(c.Title))
		}
		for _, row := range s.Rows {
			cells := make([]any, len(s.Columns))
			for i := range cells {
				if i >= len(row) {
					continue
				}
				switch v := row[i].(type) {
				case string:
					if v = officetest.Kept(v); v != "" {
						cells[i] = v
					}
				case time.Time:
					cells[i] = time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)
				default:
					cells[i] = v
				}
			}
			sheet.Rows = append(sheet.Rows, cells)
		}
		want.Sheets = append(want.Sheets, sheet)
	}
	return want
}

func TestWorkbooksAreReadBack(t *testing.T) {
	b := book()
	want := shelf(b)
	want.Sheets[1].Name = "Acties open dicht"
	same(t, "the ODS", ods(t, b), want)
	same(t, "the XLSX", xlsx(t, b), want)
}

// filled has the text in every place of a workbook.
func filled(s string) *office.Workbook {
	return &office.Workbook{Title: s, Author: s, Created: created, Sheets: []office.Sheet{{Name: "Lijst",
		Columns: []office.Column{{Title: s}, {Title: "Wrap", Kind: office.Wrap}, {Title: s, Kind: office.Number}, {Title: "Date", Kind: office.Date, Width: -1}, {Width: 9000}},
		Rows:    [][]office.Value{{s, s, s, s, s}, {nil, s}, {}, {1, -2, 0, math.MaxInt32, s}, {created, created, created, created, created, s}}}}}
}

func TestHostileWordsInSheets(t *testing.T) {
	for _, s := range hostile {
		b := filled(s)
		want := shelf(b)
		same(t, fmt.Sprintf("an ODS of %.40q", s), ods(t, b), want)
		same(t, fmt.Sprintf("an XLSX of %.40q", s), xlsx(t, b), want)
	}
}

func FuzzWorkbooks(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 8000 {
			return // what Excel cuts has a test of its own
		}
		b := filled(s)
		want := shelf(b)
		same(t, "the ODS", ods(t, b), want)
		same(t, "the XLSX", xlsx(t, b), want)
	})
}

func TestOddWorkbooks(t *testing.T) {
	for name, c := range map[string]struct {
		book  office.Workbook
		names string
	}{
		"nothing":       {office.Workbook{}, "Blad1"},
		"English":       {office.Workbook{Lang: "en-GB", Sheets: []office.Sheet{{}, {Name: "x"}, {Name: "[]"}}}, "Sheet1|x|Sheet3"},
		"no rows":       {office.Workbook{Sheets: []office.Sheet{{Name: "leeg", Columns: []office.Column{{Title: "a"}}}}}, "leeg"},
		"same names":    {office.Workbook{Sheets: []office.Sheet{{Name: "Acties"}, {Name: "acties"}, {Name: "ACTIES "}, {Name: "Acties (2)"}}}, "Acties|acties (2)|ACTIES (3)|Acties (2) (2)"},
		"what is taken": {office.Workbook{Sheets: []office.Sheet{{Name: "History"}, {Name: "'s Avonds'"}, {Name: "a/b\\c?d*e[f]g:h\n\x00i"}}}, "History (2)|s Avonds|a b c d e f g h i"},
		"long names": {office.Workbook{Sheets: []office.Sheet{{Name: strings.Repeat("lang ", 20)}, {Name: strings.Repeat("lang ", 20)}, {Name: strings.Repeat("👩", 40)}}},
			"lang lang lang lang lang lang l|lang lang lang lang lang la (2)|" + strings.Repeat("👩", 15)},
		"a quote inside": {office.Workbook{Sheets: []office.Sheet{{Name: "AIC's lijst", Columns: []office.Column{{Title: "a"}, {Title: "b"}}, Rows: [][]office.Value{{"x", "y"}}}}}, "AIC's lijst"},
	} {
		t.Run(name, func(t *testing.T) {
			for format, got := range map[string]officetest.Book{"ODS": ods(t, &c.book), "XLSX": xlsx(t, &c.book)} {
				var names []string
				for i, s := range got.Sheets {
					names = append(names, s.Name)
					if i < len(c.book.Sheets) && len(c.book.Sheets[i].Columns) > 0 && (!s.Frozen || !s.Filter) {
						t.Errorf("%s: the header of %q is frozen: %v, filterable: %v", format, s.Name, s.Frozen, s.Filter)
					}
				}
				if all := strings.Join(names, "|"); all != c.names {
					t.Errorf("%s: the sheets are called %q, want %q", format, all, c.names)
				}
			}
		})
	}
}

func TestDays(t *testing.T) {
	amsterdam := time.FixedZone("CET", 3600)
	for _, c := range []struct {
		day  time.Time
		want any
	}{
		{time.Date(2027, 1, 12, 0, 0, 0, 0, amsterdam), time.Date(2027, 1, 12, 0, 0, 0, 0, time.UTC)},
		{time.Date(2027, 1, 12, 23, 59, 59, 0, amsterdam), time.Date(2027, 1, 12, 0, 0, 0, 0, time.UTC)},
		{time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC), time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC)},
		{time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)},
		{time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)},
		{time.Date(1848, 11, 3, 0, 0, 0, 0, time.UTC), "1848-11-03"},
		{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "10000-01-01"},
		{time.Time{}, nil},
	} {
		b := &office.Workbook{Sheets: []office.Sheet{{Columns: []office.Column{{Title: "Dag", Kind: office.Date}}, Rows: [][]office.Value{{c.day}}}}}
		for format, got := range map[string]officetest.Book{"ODS": ods(t, b), "XLSX": xlsx(t, b)} {
			if v := got.Sheets[0].Rows[0][0]; v != c.want {
				t.Errorf("%s: %v is read back as %v, want %v", format, c.day, v, c.want)
			}
		}
	}
}

func TestAValueThatHasNoPlace(t *testing.T) {
	b := &office.Workbook{Sheets: []office.Sheet{{Name: "Lijst", Columns: []office.Column{{Title: "a"}, {Title: "b"}}, Rows: [][]office.Value{{"x"}, {"x", 1.5}}}}}
	for format, err := range map[string]error{"ODS": b.ODS(&bytes.Buffer{}), "XLSX": b.XLSX(&bytes.Buffer{})} {
		if err == nil || err.Error() != `sheet "Lijst", row 2, column 2: a cell cannot hold a float64` {
			t.Errorf("%s: %v", format, err)
		}
	}
}

func TestTooLongForExcel(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{strings.Repeat("a", 32767), strings.Repeat("a", 32767)},
		{strings.Repeat("a", 32768), strings.Repeat("a", 32766) + "…"},
		{strings.Repeat("é", 32768), strings.Repeat("é", 32766) + "…"},
		{strings.Repeat("😀", 16383), strings.Repeat("😀", 16383)},
		{strings.Repeat("😀", 16384), strings.Repeat("😀", 16383) + "…"},
	} {
		b := &office.Workbook{Sheets: []office.Sheet{{Columns: []office.Column{{Title: "a"}}, Rows: [][]office.Value{{c.text}}}}}
		if got := xlsx(t, b).Sheets[0].Rows[0][0]; got != c.want {
			t.Errorf("%d bytes are read back as %d, want %d", len(c.text), len(got.(string)), len(c.want))
		}
		if got := ods(t, b).Sheets[0].Rows[0][0]; got != c.text {
			t.Errorf("an ODS cuts %d bytes to %d", len(c.text), len(got.(string)))
		}
	}
}

// TestExcelizeReadsIt reads the workbook as others will: with a library.
func TestExcelizeReadsIt(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, book().XLSX)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	for cell, want := range map[string]string{"A2": "AIC-2027-014", "B3": "=1+1", "E2": "04-01-2027", "F2": "15", "F4": "", "G3": "+31 70 123 45 67"} {
		got, err := f.GetCellValue("Longlist", cell)
		if err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
		if formula, err := f.GetCellFormula("Longlist", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q (%v)", cell, formula, err)
		}
	}
	high, err := f.GetRowHeight("Longlist", 2)
	if err != nil || high < 30 {
		t.Errorf("a row of three lines is %v high (%v)", high, err)
	}
}
