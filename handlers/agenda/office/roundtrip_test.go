package office_test

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wegwijs/handlers/agenda/office"
	"wegwijs/handlers/agenda/office/officetest"
)

// hostile is what people type, paste and send to see what happens.
var hostile = []string{
	"", " ", "=1+1", "+31 70 123 45 67", "-1", "@SUM(A1)", `=HYPERLINK("https://kwaad.example","klik")`, "'", `"`, "<b>vet</b> & <script>alert(1)</script>",
	"]]>", "<!-- -->", "&amp;", "&#0;", "%s %d", "a\x00b\x01\x02\x1b[31mrood\x7f", "\ufffe\uffff", "\xff\xfe\xed\xa0\x80", "een\ntwee\r\ndrie\rvier\vvijf\fzes\u2028zeven\u0085acht",
	"tab\thier\t\ttwee", "  voor en na  ", "twee  drie   vier", " a  ", "\n\n", "\t", "a \tb \n c", "_x0041_ _x000D_ _x005F_", "ﷺ العربية \u202eomgekeerd\u202c", "👩🏽‍💻 🇳🇱 e\u0301",
	"https://example.nl/?a=1&b=<2>", "1-2", "12 januari", "TRUE", "0031", "1e5", strings.Repeat("woord ", 1700), strings.Repeat("x", 10000), "#REF!", "{=1}", "\u00a0vast\u00a0",
}

func odt(t testing.TB, d *office.Document) officetest.Doc {
	t.Helper()
	got, err := officetest.ReadODT(written(t, d.ODT))
	if err != nil {
		t.Fatalf("ODT: %v", err)
	}
	return got
}

func docx(t testing.TB, d *office.Document) officetest.Doc {
	t.Helper()
	got, err := officetest.ReadDOCX(written(t, d.DOCX))
	if err != nil {
		t.Fatalf("DOCX: %v", err)
	}
	return got
}

func written(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// expected is what should be read back of a document with a language of nl-NL.
func expected(d *office.Document) officetest.Doc {
	e := officetest.Doc{Title: officetest.Line(d.Title), Subject: officetest.Line(d.Subject), Author: officetest.Line(d.Author), Lang: "nl-NL",
		Created: d.Created, Footer: officetest.Kept(d.Footer) + "\tPagina # van #", Landscape: d.Landscape}
	if officetest.Line(d.Header) != "" {
		e.Header = officetest.Kept(d.Header)
	}
	add := func(b officetest.Block) { e.Body = append(e.Body, b) }
	if e.Title != "" {
		add(officetest.Block{Kind: officetest.Title, Runs: []officetest.Run{{Text: e.Title}}})
	}
	newPage := false
	for _, b := range d.Body {
		before := len(e.Body)
		switch b := b.(type) {
		case office.PageBreak:
			newPage = len(e.Body) > 0
			continue
		case office.Heading:
			if officetest.Line(joined(b.Runs)) != "" {
				add(officetest.Block{Kind: officetest.Heading, Level: min(max(b.Level, 1), 4), Runs: runs(b.Runs)})
			}
		case office.Para:
			add(officetest.Block{Kind: officetest.Para, Style: map[office.Style]string{office.Normal: "normal", office.Lead: "lead", office.Small: "small", office.Indent: "indent"}[b.Style], Runs: runs(b.Runs)})
		case office.List:
			for i, item := range b.Items {
				add(officetest.Block{Kind: officetest.Item, Numbered: b.Numbered, First: i == 0, Runs: runs(item)})
			}
		case office.Table:
			if t := table(b); t != nil {
				add(officetest.Block{Kind: officetest.TableOf, Table: t})
			}
		case office.Contents:
			c := officetest.Block{Kind: officetest.Contents, Entries: outline(d)}
			if title := officetest.Line(b.Title); title != "" {
				c.Runs = []officetest.Run{{Text: title}}
			}
			if len(c.Entries) > 0 {
				add(c)
			}
		}
		if newPage && len(e.Body) > before {
			e.Body[before].NewPage, newPage = true, false
		}
	}
	return e
}

func outline(d *office.Document) (all []string) {
	for _, b := range d.Body {
		if h, ok := b.(office.Heading); ok && h.Level <= 2 && officetest.Line(joined(h.Runs)) != "" {
			all = append(all, officetest.Line(joined(h.Runs)))
		}
	}
	return all
}

func joined(all []office.Run) string {
	var s string
	for _, r := range all {
		s += r.Text
	}
	return s
}

// runs are the runs with what XML cannot hold gone and neighbours that look the same
// made one.
func runs(all []office.Run) (want []officetest.Run) {
	for _, r := range all {
		kept := officetest.Run{Text: officetest.Kept(r.Text), Bold: r.Bold, Italic: r.Italic, Link: r.Link}
		if last := len(want) - 1; last >= 0 && want[last].Bold == kept.Bold && want[last].Italic == kept.Italic && want[last].Link == kept.Link {
			want[last].Text += kept.Text
		} else if kept.Text != "" {
			want = append(want, kept)
		}
	}
	return want
}

func table(t office.Table) *officetest.Table {
	columns := len(t.Head)
	for _, row := range t.Rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return nil
	}
	want := &officetest.Table{Caption: officetest.Line(t.Caption), Plain: t.Plain}
	for i := range columns {
		if len(t.Head) == 0 {
			break
		}
		head := ""
		if i < len(t.Head) {
			head = officetest.Kept(t.Head[i])
		}
		want.Head = append(want.Head, head)
	}
	for _, row := range t.Rows {
		cells := make([]officetest.Cell, columns)
		for i, c := range row {
			cells[i] = officetest.Cell{Runs: runs(c.Runs), Head: c.Head, Right: c.Right}
		}
		want.Rows = append(want.Rows, cells)
	}
	return want
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s is not read back as it was written (-want +got):\n%s", what, diff)
	}
}

func TestDocumentsAreReadBack(t *testing.T) {
	d := sample()
	want := expected(d)
	same(t, "the ODT", odt(t, d), want)
	same(t, "the DOCX", docx(t, d), want)
	if got := len(want.Tables()); got != 3 {
		t.Errorf("the sample has %d tables", got)
	}
	if got, want := odt(t, d).Outline()[:3], []string{"# Agenda in het kort", "# Toelichting per punt", "## 5. Nieuw intranet: wat vraagt het van de departementen?"}; !cmp.Equal(got, want) {
		t.Errorf("the outline begins with %q", got)
	}
}

// odd are documents at the edge of what is allowed.
func odd() map[string]*office.Document {
	row := cells("a", "b", "c")
	return map[string]*office.Document{
		"nothing":            {},
		"breaks only":        {Body: []office.Block{office.PageBreak{}, office.PageBreak{}}},
		"breaks around":      {Body: []office.Block{office.PageBreak{}, office.Para{Runs: plain("a")}, office.PageBreak{}, office.PageBreak{}, office.List{}, office.Para{Runs: plain("b")}, office.PageBreak{}}},
		"break before list":  {Title: "T", Body: []office.Block{office.PageBreak{}, office.List{Numbered: true, Items: [][]office.Run{plain("a"), plain("b"), nil}}, office.List{Numbered: true, Items: [][]office.Run{plain("c")}}, office.List{Items: [][]office.Run{plain("d")}}, office.List{Items: [][]office.Run{plain("e")}}}},
		"break before table": {Title: "T", Body: []office.Block{office.PageBreak{}, office.Table{Rows: [][]office.Cell{row}}, office.PageBreak{}, office.Table{Caption: "C", Rows: [][]office.Cell{row}}, office.PageBreak{}, office.Para{Runs: plain("p")}}},
		"break before contents": {Title: "T", Body: []office.Block{office.PageBreak{}, office.Contents{Title: "Inhoud"}, office.PageBreak{}, office.Heading{Level: 2, Runs: plain("h")},
			office.PageBreak{}, office.Contents{}}},
		"tables that touch":   {Body: []office.Block{office.Table{Rows: [][]office.Cell{row}}, office.Table{Head: []string{"a"}}, office.Table{Rows: [][]office.Cell{row}, Plain: true}, office.Contents{}, office.Heading{Level: 1, Runs: plain("h")}}},
		"ragged":              {Body: []office.Block{office.Table{Head: []string{"een"}, Widths: []int{0, -4}, Rows: [][]office.Cell{nil, row, row[:1], {}}}}},
		"no table":            {Body: []office.Block{office.Table{}, office.Table{Caption: "leeg", Rows: [][]office.Cell{{}, nil}}, office.Table{Head: []string{}}}},
		"levels":              {Body: []office.Block{office.Contents{}, office.Heading{Level: -3, Runs: plain("a")}, office.Heading{Level: 9, Runs: plain("b")}, office.Heading{Level: 1}, office.Heading{Level: 1, Runs: plain(" \n")}}},
		"contents of nothing": {Body: []office.Block{office.Contents{Title: "Inhoud"}, office.Heading{Level: 3, Runs: plain("diep")}}},
		"pointers": {Title: "T", Body: []office.Block{&office.Contents{}, &office.PageBreak{}, &office.Heading{Level: 1, Runs: plain("h")}, (*office.Para)(nil),
			&office.Para{Runs: plain("p")}, &office.List{Items: [][]office.Run{plain("i")}}, &office.Table{Head: []string{"a"}}}},
		"nil":              {Body: []office.Block{nil, office.Para{Runs: plain("a")}}},
		"wide":             {Landscape: true, Header: "H", Body: []office.Block{office.Para{Style: 99, Runs: plain("x")}}},
		"before zip files": {Created: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), Title: "oud"},
	}
}

func TestOddDocuments(t *testing.T) {
	for name, d := range odd() {
		t.Run(name, func(t *testing.T) {
			want := expected(d)
			switch name {
			case "wide":
				want.Body[0].Style = "normal"
			case "pointers":
				want = expected(&office.Document{Title: "T", Body: []office.Block{office.Contents{}, office.PageBreak{}, office.Heading{Level: 1, Runs: plain("h")},
					office.Para{Runs: plain("p")}, office.List{Items: [][]office.Run{plain("i")}}, office.Table{Head: []string{"a"}}}})
			}
			same(t, "the ODT", odt(t, d), want)
			same(t, "the DOCX", docx(t, d), want)
		})
	}
}

// everywhere has the text in every place there is.
func everywhere(s string) *office.Document {
	return &office.Document{Title: s, Subject: s, Author: s, Created: created, Header: s, Footer: s, Body: []office.Block{
		office.Contents{Title: s},
		office.Heading{Level: 1, Runs: plain(s)}, office.Heading{Level: 2, Runs: []office.Run{{Text: s, Bold: true}, {Text: s}, {Text: s, Italic: true}}},
		office.Para{Runs: []office.Run{{Text: s}, {Text: s, Bold: true}, {Text: s, Bold: true, Italic: true}, {Text: s, Link: "https://example.nl/"}, {Text: s}, {Text: "|" + s + "|"}}},
		office.Para{Style: office.Small, Runs: []office.Run{{Text: "a"}, {Text: s}, {Text: s}, {Text: "b"}}},
		office.List{Items: [][]office.Run{plain(s), nil, plain(s + s)}},
		office.Table{Caption: s, Head: []string{s, "x", s}, Rows: [][]office.Cell{{{Runs: plain(s), Head: true}, {Runs: plain(s), Right: true}}}},
	}}
}

func TestHostileWordsAreReadBack(t *testing.T) {
	for _, s := range hostile {
		d := everywhere(s)
		want := expected(d)
		same(t, fmt.Sprintf("an ODT of %.40q", s), odt(t, d), want)
		same(t, fmt.Sprintf("a DOCX of %.40q", s), docx(t, d), want)
	}
}

func FuzzDocuments(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := everywhere(s)
		want := expected(d)
		same(t, "the ODT", odt(t, d), want)
		same(t, "the DOCX", docx(t, d), want)
	})
}

// TestLinks lists what is linked to, and as what.
func TestLinks(t *testing.T) {
	for _, c := range []struct{ link, want string }{
		{"https://example.nl/aic?nr=14&x=1#punt-5", "https://example.nl/aic?nr=14&x=1#punt-5"},
		{" http://example.nl ", "http://example.nl"},
		{"HTTPS://Example.nl/A", "https://Example.nl/A"},
		{"mailto:sien@example.nl?subject=Agenda%20AIC", "mailto:sien@example.nl?subject=Agenda%20AIC"},
		{"https://example.nl/een twee", "https://example.nl/een%20twee"},
		{"https://example.nl/besluit_é.odt", "https://example.nl/besluit_%C3%A9.odt"},
		{"https://exämple.nl/ü?ö=é#ä", "https://exämple.nl/%C3%BC?%C3%B6=%C3%A9#%C3%A4"}, {"https://ex%C3%A4mple.nl", "https://exämple.nl"},
		{"https://example.nl/[x]?a[]=100%#b#c", "https://example.nl/%5Bx%5D?a%5B%5D=100%25#b%23c"}, {"http://example.nl:99999/", ""}, {"http://example.nl:0/", ""}, {"mailto:@", ""}, {"mailto:é@example.nl", "mailto:%C3%A9@example.nl"},
		{"https://example.nl:8443/pad", "https://example.nl:8443/pad"},
		{`https://example.nl/"><script>`, "https://example.nl/%22%3E%3Cscript%3E"},
		{"https://example.nl/?q={a|b}^`", "https://example.nl/?q=%7Ba%7Cb%7D%5E%60"},
		{"https://bank.example@kwaad.example/", ""},
		{"javascript:alert(1)", ""}, {"file:///etc/passwd", ""}, {"//example.nl", ""}, {"example.nl", ""}, {"https://", ""}, {"https:///pad", ""},
		{"mailto:", ""}, {"mailto:sien", ""}, {"data:text/html,x", ""}, {"https://exam ple.nl", ""}, {"https://example.nl/%zz", ""}, {"https://-a.nl", ""}, {"https://a..nl", ""},
		{"https://example.nl/" + strings.Repeat("a", 2000), ""}, {"https://[::1]/", ""}, {"", ""}, {"https://example.nl:port/", ""},
	} {
		d := &office.Document{Body: []office.Block{office.Para{Runs: []office.Run{{Text: "hier", Link: c.link}}}}}
		for name, got := range map[string]officetest.Doc{"ODT": odt(t, d), "DOCX": docx(t, d)} {
			if runs := got.Body[0].Runs; len(runs) != 1 || runs[0].Text != "hier" || runs[0].Link != c.want {
				t.Errorf("%s: a link to %q is read back as %+v, want one to %q", name, c.link, runs, c.want)
			}
		}
	}
}

func FuzzLinks(f *testing.F) {
	for _, s := range append(hostile, "https://example.nl/a?b#c", "mailto:a@b.nl", "https://a.nl/%2", "https://a.nl/##", "mailto:a@b c") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, link string) {
		d := &office.Document{Body: []office.Block{office.Para{Runs: []office.Run{{Text: "hier", Link: link}}}}}
		a, b := odt(t, d).Body[0].Runs[0].Link, docx(t, d).Body[0].Runs[0].Link
		if a != b {
			t.Errorf("%q is %q in an ODT and %q in a DOCX", link, a, b)
		}
		if a == "" {
			return
		}
		u, err := url.Parse(a)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || strings.ContainsAny(a, " <>\"{}|\\^`\x7f") {
			t.Errorf("%q became the link %q: %v", link, a, err)
		}
	})
}

func TestSameInputSameBytes(t *testing.T) {
	for name, write := range map[string]func() func(io.Writer) error{
		"ODT":  func() func(io.Writer) error { return sample().ODT },
		"DOCX": func() func(io.Writer) error { return sample().DOCX },
		"ODS":  func() func(io.Writer) error { return book().ODS },
		"XLSX": func() func(io.Writer) error { return book().XLSX },
	} {
		first := written(t, write())
		for range 3 {
			if !bytes.Equal(first, written(t, write())) {
				t.Errorf("two %s files of the same differ", name)
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	for lang, want := range map[string][2]string{
		"": {"nl-NL", "\tPagina # van #"}, "nl-NL": {"nl-NL", "\tPagina # van #"}, "en-GB": {"en-GB", "\tPage # of #"}, "fr": {"fr", "\tPage # of #"},
		"<x>": {"nl-NL", "\tPagina # van #"}, "nl_NL": {"nl-NL", "\tPagina # van #"}, "nederlands": {"nl-NL", "\tPagina # van #"},
	} {
		d := &office.Document{Lang: lang, Title: "x"}
		for name, got := range map[string]officetest.Doc{"ODT": odt(t, d), "DOCX": docx(t, d)} {
			if got.Lang != want[0] || got.Footer != want[1] {
				t.Errorf("%s: the language %q is read back as %q with the footer %q", name, lang, got.Lang, got.Footer)
			}
		}
	}
}

type broken struct{ after int }

func (b *broken) Write(p []byte) (int, error) {
	if b.after -= len(p); b.after < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func TestErrorsOfTheWriterComeBack(t *testing.T) {
	for name, write := range map[string]func(io.Writer) error{"ODT": sample().ODT, "DOCX": sample().DOCX, "ODS": book().ODS, "XLSX": book().XLSX} {
		for _, after := range []int{0, 60, 500, 2000} {
			if err := write(&broken{after}); err == nil {
				t.Errorf("%s: a writer that fails after %d bytes is no error", name, after)
			}
		}
	}
}
