package officetest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ReadODS reads an OpenDocument spreadsheet, and fails where ReadODT does.
func ReadODS(data []byte) (Book, error) {
	f, err := open(data)
	if err != nil {
		return Book{}, err
	}
	if err := f.odf("application/vnd.oasis.opendocument.spreadsheet"); err != nil {
		return Book{}, err
	}
	b := Book{}
	b.Title, _, b.Author, _, b.Created = f.meta()
	named := map[string]bool{"": true}
	for _, s := range f.trees["styles.xml"].child("office:styles").all("style:style") {
		named[s.get("style:name")] = true
	}
	for _, s := range f.trees["styles.xml"].child("office:styles").all("style:default-style") {
		b.Lang = language(s.child("style:text-properties"))
	}
	sheets := f.trees["content.xml"].child("office:body", "office:spreadsheet")
	filters := map[string]bool{}
	for _, r := range sheets.all("table:database-range") {
		if r.get("table:display-filter-buttons") == "true" {
			filters[r.get("table:target-range-address")] = true
		}
	}
	frozen := map[string]bool{}
	for _, entry := range f.trees["settings.xml"].all("config:config-item-map-entry") {
		set := map[string]string{}
		for _, item := range entry.children {
			set[item.get("config:name")] = item.inner()
		}
		frozen[entry.get("config:name")] = set["VerticalSplitMode"] == "2" && set["VerticalSplitPosition"] == "1"
	}
	for _, t := range sheets.children {
		if t.name != "table:table" {
			continue
		}
		s := Sheet{Name: t.get("table:name"), Frozen: frozen[t.get("table:name")]}
		for _, c := range t.all("table:table-cell") {
			if c.get("table:formula") != "" {
				s.Formulas++
			}
			if !named[c.get("table:style-name")] {
				return b, fmt.Errorf("the cell style %q is not there", c.get("table:style-name"))
			}
		}
		head, err := odsRow(t.child("table:table-header-rows", "table:table-row"))
		if err != nil {
			return b, err
		}
		for _, h := range head {
			s.Head = append(s.Head, said(h))
		}
		for _, tr := range t.children {
			if tr.name != "table:table-row" || len(s.Head) == 0 {
				continue
			}
			row, err := odsRow(tr)
			if err != nil {
				return b, err
			}
			s.Rows = append(s.Rows, row)
		}
		name := "'" + strings.ReplaceAll(s.Name, "'", "''") + "'"
		s.Filter = filters[fmt.Sprintf("%s.A1:%s.%s%d", name, name, letters(len(s.Head)), len(s.Rows)+1)]
		b.Sheets = append(b.Sheets, s)
	}
	return b, nil
}

func odsRow(tr *node) ([]any, error) {
	if tr == nil {
		return nil, nil
	}
	var row []any
	for _, c := range tr.children {
		switch c.get("office:value-type") {
		case "":
			row = append(row, nil)
		case "string":
			var lines []string
			for _, p := range c.children {
				lines = append(lines, text(odtRuns(p)))
			}
			row = append(row, strings.Join(lines, "\n"))
		case "float":
			n, err := strconv.Atoi(c.get("office:value"))
			if err != nil {
				return nil, err
			}
			row = append(row, n)
		case "date":
			day, err := time.Parse(time.DateOnly, c.get("office:date-value"))
			if err != nil {
				return nil, err
			}
			row = append(row, day)
		default:
			return nil, fmt.Errorf("a cell holds a %q", c.get("office:value-type"))
		}
	}
	return row, nil
}

// ReadXLSX reads an Excel workbook, and fails where ReadODT does.
func ReadXLSX(data []byte) (Book, error) {
	f, err := open(data)
	if err != nil {
		return Book{}, err
	}
	if err := f.opc(); err != nil {
		return Book{}, err
	}
	b := Book{}
	b.Title, _, b.Author, b.Lang, b.Created = f.core()
	days := xlsxDays(f.trees["xl/styles.xml"])
	targets := map[string]string{}
	for _, r := range f.trees["xl/_rels/workbook.xml.rels"].all("rel:Relationship") {
		targets[r.get("Id")] = "xl/" + strings.TrimPrefix(r.get("Target"), "/xl/")
	}
	var shared []string
	for _, si := range f.trees["xl/sharedStrings.xml"].all("x:si") {
		shared = append(shared, escapes(si.inner()))
	}
	for _, sheet := range f.trees["xl/workbook.xml"].child("x:sheets").all("x:sheet") {
		tree := f.trees[targets[sheet.get("r:id")]]
		if tree == nil {
			return b, fmt.Errorf("the sheet %q is not there", sheet.get("name"))
		}
		s := Sheet{Name: sheet.get("name"), Formulas: len(tree.all("x:f"))}
		pane := tree.child("x:sheetViews", "x:sheetView", "x:pane")
		s.Frozen = pane.get("state") == "frozen" && pane.get("ySplit") == "1"
		for i, tr := range tree.child("x:sheetData").all("x:row") {
			if got := tr.get("r"); got != strconv.Itoa(i+1) {
				return b, fmt.Errorf("row %d is called %s", i+1, got)
			}
			row, err := xlsxRow(tr, shared, days)
			if err != nil {
				return b, err
			}
			if i == 0 {
				for _, h := range row {
					s.Head = append(s.Head, said(h))
				}
				continue
			}
			s.Rows = append(s.Rows, row)
		}
		over := strings.ReplaceAll(tree.child("x:autoFilter").get("ref"), "$", "")
		s.Filter = over == fmt.Sprintf("A1:%s%d", letters(len(s.Head)), len(s.Rows)+1)
		b.Sheets = append(b.Sheets, s)
	}
	return b, nil
}

// xlsxDays are the styles that show a number as a day.
func xlsxDays(styles *node) map[string]bool {
	formats := map[string]string{"14": "dd/mm/yyyy"}
	for _, n := range styles.all("x:numFmt") {
		formats[n.get("numFmtId")] = n.get("formatCode")
	}
	days := map[string]bool{}
	for i, xf := range styles.child("x:cellXfs").all("x:xf") {
		days[strconv.Itoa(i)] = strings.Contains(formats[xf.get("numFmtId")], "yy")
	}
	return days
}

func xlsxRow(tr *node, shared []string, days map[string]bool) ([]any, error) {
	var row []any
	for _, c := range tr.all("x:c") {
		if want := letters(len(row)+1) + tr.get("r"); c.get("r") != want {
			return nil, fmt.Errorf("the cell %s is called %s", want, c.get("r"))
		}
		value := c.child("x:v").inner()
		switch kind := c.get("t"); {
		case kind == "inlineStr":
			s := escapes(c.child("x:is").inner())
			if s == "" {
				row = append(row, nil)
				continue
			}
			row = append(row, s)
		case kind == "s":
			i, err := strconv.Atoi(value)
			if err != nil || i < 0 || i >= len(shared) {
				return nil, fmt.Errorf("%s has text %q, which is not there", c.get("r"), value)
			}
			row = append(row, shared[i])
		case value == "":
			row = append(row, nil)
		case kind == "" || kind == "n":
			n, err := strconv.Atoi(value)
			if err != nil {
				return nil, err
			}
			if days[c.get("s")] {
				row = append(row, time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC))
				continue
			}
			row = append(row, n)
		default:
			return nil, fmt.Errorf("%s is of type %q", c.get("r"), kind)
		}
	}
	return row, nil
}

// escape is how Excel writes a character that XML or Excel itself would not keep
// (ECMA-376 part 1, 22.9.2.19).
var escape = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

func escapes(s string) string {
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}

func said(v any) string {
	s, _ := v.(string)
	return s
}

// letters is the name of the last of so many columns.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
