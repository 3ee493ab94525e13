package office

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

// contrast is that of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
func contrast(t *testing.T, a, b string) float64 {
	light := func(color string) float64 {
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			n, err := strconv.ParseUint(color[2*i:2*i+2], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			if c := float64(n) / 255; c <= 0.04045 {
				sum += weight * c / 12.92
			} else {
				sum += weight * math.Pow((c+0.055)/1.055, 2.4)
			}
		}
		return sum
	}
	x, y := light(a)+0.05, light(b)+0.05
	return max(x/y, y/x)
}

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		front, back string
		least       float64
	}{{black, "FFFFFF", 7}, {ink, "FFFFFF", 7}, {grey, "FFFFFF", 4.5}, {linked, "FFFFFF", 4.5}, {ink, shade, 7}, {black, shade, 7}, {ruled, "FFFFFF", 3}} {
		if got := contrast(t, c.front, c.back); got < c.least {
			t.Errorf("%s on %s has a contrast of %.1f, want %.1f", c.front, c.back, got, c.least)
		}
	}
	for _, l := range looks {
		if got := contrast(t, l.color, "FFFFFF"); got < 4.5 {
			t.Errorf("%s has a contrast of %.1f", l.name, got)
		}
	}
}

func TestColumns(t *testing.T) {
	for _, c := range []struct {
		table Table
		want  []length
	}{
		{Table{}, nil},
		{Table{Rows: [][]Cell{{}}}, nil},
		{Table{Head: []string{"a"}}, []length{9000}},
		{Table{Head: []string{"a", "b"}, Widths: []int{1, 2}}, []length{3000, 6000}},
		{Table{Head: []string{"a"}, Rows: [][]Cell{make([]Cell, 3)}}, []length{3000, 3000, 3000}},
		{Table{Head: []string{"a", "b", "c"}, Widths: []int{0, -9}}, []length{3000, 3000, 3000}},
		{Table{Head: []string{"a", "b"}, Widths: []int{math.MaxInt, 1}}, []length{9000, 20}},
		{Table{Head: []string{"a", "b"}, Widths: []int{math.MaxInt, math.MaxInt, 7}}, []length{4500, 4500}},
	} {
		got := c.table.columns(9000)
		if len(got) != len(c.want) {
			t.Errorf("%v has columns %v, want %v", c.table, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v has columns %v, want %v", c.table, got, c.want)
				break
			}
		}
	}
	if n := len((Table{Rows: [][]Cell{make([]Cell, 100)}}).columns(9000)); n != 63 {
		t.Errorf("a table has %d columns", n)
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  int
	}{{"", 10, 1}, {"kort", 10, 1}, {"een\ntwee", 10, 2}, {"tien tekens", 10, 2}, {strings.Repeat("x", 25), 10, 3}, {"een twee drie vier vijf", 9, 3}, {"éééé éééé", 9, 1}} {
		if got := lines(c.text, c.width); got != c.want {
			t.Errorf("%q takes %d lines of %d, want %d", c.text, got, c.width, c.want)
		}
	}
}

func TestTallRows(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{{"", false}, {"kort", false}, {strings.Repeat("a\n", 15), false}, {strings.Repeat("a\n", 16), true}, {strings.Repeat("woord ", 500), true}} {
		row := []Cell{{Runs: []Run{{Text: "a"}}}, {Runs: []Run{{Text: c.text}}}}
		if got := tall(row, []length{2000, 4000}); got != c.want {
			t.Errorf("a row of %d letters is tall: %v", len(c.text), got)
		}
		d := &Document{Body: []Block{Table{Rows: [][]Cell{row}}}}
		x := &docx{markup: &markup{}, paper: d.paper(), known: map[string]int{}}
		x.block(d.Body[0], "")
		if got := !bytes.Contains(x.b, []byte("<w:cantSplit/>")); got != c.want {
			t.Errorf("a row of %d letters may be cut: %v", len(c.text), got)
		}
		o := &odt{markup: &markup{}, auto: &markup{}, known: map[string]bool{}, paper: d.paper()}
		o.block(d.Body[0], "")
		if got := !bytes.Contains(o.auto.b, []byte(`fo:keep-together="always"`)); got != c.want {
			t.Errorf("a row of %d letters may be cut in an ODT: %v", len(c.text), got)
		}
	}
}

func TestFooterOfASheet(t *testing.T) {
	for text, want := range map[string]string{"": "", "Longlist": "Longlist", "R&D": "R&&D", "2027 longlist": " 2027 longlist", strings.Repeat("&", 300): strings.Repeat("&&", 80)} {
		if got := footer(text); got != want {
			t.Errorf("%q is %q in a footer, want %q", text, got, want)
		}
	}
}

func TestStamp(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want string
	}{{time.Time{}, ""}, {time.Date(2027, 1, 12, 9, 0, 0, 5, time.FixedZone("CET", 3600)), "2027-01-12T08:00:00Z"}, {time.Date(12027, 1, 1, 0, 0, 0, 0, time.UTC), ""}} {
		if got := stamp(c.at); got != c.want {
			t.Errorf("%v is %q, want %q", c.at, got, c.want)
		}
	}
}

// BenchmarkDocument is a document of a thousand items, each with what an item of an
// agenda has.
func BenchmarkDocument(b *testing.B) {
	d := &Document{Title: "Agenda", Lang: "nl-NL", Created: time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC), Body: []Block{Contents{Title: "Inhoud"}}}
	words := []Run{{Text: "Gevraagd: ", Bold: true}, {Text: strings.Repeat("stemt de commissie in met het voorstel? ", 10)}, {Text: "notitie", Link: "https://example.nl/a"}}
	for range 1000 {
		d.Body = append(d.Body, Heading{Level: 2, Runs: []Run{{Text: "5. Nieuw intranet"}}}, Para{Runs: words}, Para{Runs: words},
			List{Numbered: true, Items: [][]Run{words, words}}, Table{Head: []string{"Nr.", "Actie", "Wie"}, Rows: [][]Cell{{{Runs: words}, {Runs: words}, {Runs: words}}}})
	}
	for name, write := range map[string]func(*discard) error{"ODT": func(w *discard) error { return d.ODT(w) }, "DOCX": func(w *discard) error { return d.DOCX(w) }} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var w discard
				if err := write(&w); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(w), "bytes")
			}
		})
	}
}

// BenchmarkWorkbook is a long list of a thousand items of fifteen columns.
func BenchmarkWorkbook(b *testing.B) {
	s := Sheet{Name: "Longlist"}
	for range 15 {
		s.Columns = append(s.Columns, Column{Title: "Kolom", Kind: Wrap})
	}
	for range 1000 {
		row := make([]Value, 15)
		for i := range row {
			row[i] = "Het huidige intranet wordt in 2028 niet meer onderhouden."
		}
		row[3], row[4] = 15, time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC)
		s.Rows = append(s.Rows, row)
	}
	book := &Workbook{Sheets: []Sheet{s}}
	for name, write := range map[string]func(*discard) error{"ODS": func(w *discard) error { return book.ODS(w) }, "XLSX": func(w *discard) error { return book.XLSX(w) }} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var w discard
				if err := write(&w); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(w), "bytes")
			}
		})
	}
}

// discard counts what is written.
type discard int

func (d *discard) Write(p []byte) (int, error) {
	*d += discard(len(p))
	return len(p), nil
}
