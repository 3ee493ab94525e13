package office

import (
	"io"
	"strconv"
	"strings"
	"time"
)

// Sheets print on an A4 on its side.
const (
	sheetPaperWidth  = length(16838)
	sheetPaperHeight = length(11906)
	sheetSide        = length(850)
)

// chars is how wide so many characters are.
func chars(n int) length { return length(n)*112 + 170 }

func (b *Workbook) ods(w io.Writer) error {
	sheets := b.sheets()
	auto, body := &markup{}, &odt{markup: &markup{}}
	body.open("office:body")
	body.open("office:spreadsheet")
	widths := map[int]bool{}
	widest := length(0)
	auto.open("style:style", "style:name", "Sheet", "style:family", "table", "style:master-page-name", "Default")
	auto.leaf("style:table-properties", "table:display", "true", "style:writing-mode", "lr-tb")
	auto.close()
	auto.open("style:style", "style:name", "Row", "style:family", "table-row")
	auto.leaf("style:table-row-properties", "style:use-optimal-row-height", "true")
	auto.close()
	for _, s := range sheets {
		total := length(0)
		for _, c := range s.Columns {
			n := c.width()
			total += chars(n)
			if widths[n] {
				continue
			}
			widths[n] = true
			auto.open("style:style", "style:name", odsColumn(n), "style:family", "table-column")
			auto.leaf("style:table-column-properties", "style:column-width", chars(n).cm())
			auto.close()
		}
		widest = max(widest, total)
		if err := body.sheet(s); err != nil {
			return err
		}
	}
	body.filters(sheets)
	body.close(2)

	content := newMarkup()
	content.open("office:document-content", namespaces...)
	odfFont(content)
	content.open("office:automatic-styles")
	content.raw(string(auto.b))
	content.close()
	content.raw(string(body.b))
	lang, _, _ := tag(b.Lang)
	return odf(w, "application/vnd.oasis.opendocument.spreadsheet", b.Created,
		part{"content.xml", content.bytes()},
		part{"styles.xml", b.odsStyles(widest)},
		part{"settings.xml", odsSettings(sheets)},
		part{"meta.xml", odfMeta(properties{line(b.Title), "", line(b.Author), lang, b.Created})},
	)
}

func odsColumn(width int) string { return "Column" + strconv.Itoa(width) }

// odsStyle is the style of cells of a kind.
func odsStyle(k Kind) string {
	switch k {
	case Number:
		return "Number"
	case Date:
		return "Date"
	case Wrap:
		return "Long_20_text"
	}
	return "Text"
}

func (o *odt) sheet(s Sheet) error {
	o.open("table:table", "table:name", s.Name, "table:style-name", "Sheet")
	if len(s.Columns) == 0 {
		o.leaf("table:table-column")
		o.open("table:table-row")
		o.leaf("table:table-cell")
		o.close(2)
		return nil
	}
	for _, c := range s.Columns {
		o.leaf("table:table-column", "table:style-name", odsColumn(c.width()), "table:default-cell-style-name", odsStyle(c.Kind))
	}
	o.open("table:table-header-rows")
	o.open("table:table-row", "table:style-name", "Row")
	for _, c := range s.Columns {
		style := "Heading"
		if c.Kind == Number {
			style = "Heading_20_right"
		}
		if text := line(c.Title); text != "" {
			o.cellText(style, text)
		} else {
			o.leaf("table:table-cell", "table:style-name", style)
		}
	}
	o.close(2)
	for i := range s.Rows {
		row, err := s.data(i)
		if err != nil {
			return err
		}
		o.open("table:table-row", "table:style-name", "Row")
		for c, d := range row {
			style := odsStyle(s.Columns[c].Kind)
			switch d.kind {
			case 't':
				if style != "Long_20_text" {
					style = "Text"
				}
				o.cellText(style, d.text)
			case 'n':
				n := strconv.Itoa(d.n)
				o.open("table:table-cell", "table:style-name", "Number", "office:value-type", "float", "office:value", n)
				o.with("text:p", n)
				o.close()
			case 'd':
				o.open("table:table-cell", "table:style-name", "Date", "office:value-type", "date", "office:date-value", d.day.Format(time.DateOnly))
				o.with("text:p", d.day.Format("02-01-2006"))
				o.close()
			default:
				o.leaf("table:table-cell", "table:style-name", style)
			}
		}
		o.close()
	}
	o.close()
	return nil
}

// cellText is a cell with text; every line is a paragraph of its own.
func (o *odt) cellText(style, text string) {
	o.open("table:table-cell", "table:style-name", style, "office:value-type", "string")
	for l := range strings.SplitSeq(text, "\n") {
		o.open("text:p")
		o.runs([]Run{{Text: l}})
		o.close()
	}
	o.close()
}

// filters puts a button in each header.
func (o *odt) filters(sheets []Sheet) {
	opened := false
	for i, s := range sheets {
		if len(s.Columns) == 0 {
			continue
		}
		if !opened {
			o.open("table:database-ranges")
			opened = true
		}
		name := quoted(s.Name)
		o.leaf("table:database-range", "table:name", "__Anonymous_Sheet_DB__"+strconv.Itoa(i), "table:target-range-address",
			name+".A1:"+name+"."+columnName(len(s.Columns)-1)+strconv.Itoa(len(s.Rows)+1), "table:display-filter-buttons", "true")
	}
	if opened {
		o.close()
	}
}

func (b *Workbook) odsStyles(widest length) []byte {
	m := newMarkup()
	m.open("office:document-styles", namespaces...)
	odfFont(m)
	m.open("office:styles")
	m.open("style:default-style", "style:family", "table-cell")
	m.leaf("style:paragraph-properties", "style:tab-stop-distance", "1.25cm")
	m.leaf("style:text-properties", append([]string{"style:font-name", font, "style:font-name-asian", font, "style:font-name-complex", font,
		"fo:font-size", "10pt", "style:font-size-asian", "10pt", "style:font-size-complex", "10pt", "fo:color", "#" + black}, odfLanguage(b.Lang)...)...)
	m.close()
	_, language, country := tag(b.Lang)
	m.open("number:number-style", "style:name", "Whole")
	m.leaf("number:number", "number:decimal-places", "0", "number:min-integer-digits", "1")
	m.close()
	where := "number:country"
	if country == "" {
		where = ""
	}
	m.open("number:date-style", "style:name", "Day", "number:language", language, where, country)
	parts := []string{"number:day", "number:month", "number:year"}
	if language != "nl" {
		parts = []string{"number:year", "number:month", "number:day"}
	}
	for i, p := range parts {
		if i > 0 {
			m.with("number:text", "-")
		}
		m.leaf(p, "number:style", "long")
	}
	m.close()
	m.open("number:text-style", "style:name", "AsText")
	m.leaf("number:text-content")
	m.close()

	cell := func(name, format string, align string, wrap bool) {
		data, parent := "style:data-style-name", "style:parent-style-name"
		if format == "" {
			data = ""
		}
		if name == "Default" {
			parent = ""
		}
		m.open("style:style", "style:name", odfName(name), "style:display-name", name, "style:family", "table-cell", parent, "Default", data, format)
		attributes := []string{"style:vertical-align", "top", "fo:padding-left", "0.06cm", "fo:padding-top", "0.06cm", "fo:padding-bottom", "0.06cm"}
		if wrap {
			attributes = append(attributes, "fo:wrap-option", "wrap")
		}
		if strings.HasPrefix(name, "Heading") {
			attributes = append(attributes, "fo:background-color", "#"+shade, "fo:border-bottom", "0.75pt solid #"+ruled)
		} else if name != "Default" {
			attributes = append(attributes, "fo:border-bottom", "0.5pt solid #"+hairline)
		}
		beside := "0.06cm"
		if align == "end" { // so that a number does not touch the words beside it
			beside = "0.3cm"
		}
		attributes = append(attributes, "fo:padding-right", beside)
		if align != "" {
			attributes = append(attributes, "style:text-align-source", "fix")
		}
		m.leaf("style:table-cell-properties", attributes...)
		if align != "" {
			m.leaf("style:paragraph-properties", "fo:text-align", align)
		}
		if strings.HasPrefix(name, "Heading") {
			m.leaf("style:text-properties", "fo:color", "#"+ink, "fo:font-weight", "bold", "style:font-weight-asian", "bold", "style:font-weight-complex", "bold")
		}
		m.close()
	}
	cell("Default", "", "", false)
	cell("Heading", "AsText", "start", true)
	cell("Heading right", "AsText", "end", true)
	cell("Text", "AsText", "start", false) // as text, so that mending a cell makes no formula or date of it
	cell("Long text", "AsText", "start", true)
	cell("Number", "Whole", "end", false)
	cell("Date", "Day", "start", false)
	m.open("style:style", "style:name", "Footer", "style:family", "paragraph")
	m.leaf("style:text-properties", "fo:font-size", "9pt", "fo:color", "#"+grey)
	m.close()
	m.close()

	m.open("office:automatic-styles")
	m.open("style:page-layout", "style:name", "A4")
	scale := 100
	if room := sheetPaperWidth - 2*sheetSide; widest > room {
		scale = max(int(room)*100/int(widest), 20)
	}
	m.leaf("style:page-layout-properties", "fo:page-width", sheetPaperWidth.cm(), "fo:page-height", sheetPaperHeight.cm(), "style:print-orientation", "landscape",
		"fo:margin-left", sheetSide.cm(), "fo:margin-right", sheetSide.cm(), "fo:margin-top", sheetSide.cm(), "fo:margin-bottom", sheetSide.cm(),
		"style:scale-to", strconv.Itoa(scale)+"%", "style:print-page-order", "ltr")
	m.leaf("style:header-style")
	m.open("style:footer-style")
	m.leaf("style:header-footer-properties", "fo:min-height", "0.75cm", "fo:margin-left", "0cm", "fo:margin-right", "0cm", "fo:margin-top", "0.25cm")
	m.close(3)
	m.open("office:master-styles")
	m.open("style:master-page", "style:name", "Default", "style:page-layout-name", "A4")
	m.leaf("style:header", "style:display", "false")
	m.open("style:footer")
	page, of := pageWords(b.Lang)
	o := &odt{markup: m}
	m.open("style:region-left")
	o.para("Footer", []Run{{Text: line(b.Title)}}, "")
	m.close()
	m.open("style:region-right")
	m.open("text:p", "text:style-name", "Footer")
	o.runs([]Run{{Text: page}})
	m.with("text:page-number", "1")
	o.runs([]Run{{Text: of}})
	m.with("text:page-count", "1")
	return m.bytes()
}

// odsSettings keeps the header of each sheet in view.
func odsSettings(sheets []Sheet) []byte {
	m := newMarkup()
	m.open("office:document-settings", append([]string{"xmlns:ooo", "http://openoffice.org/2004/office"}, namespaces...)...)
	m.open("office:settings")
	m.open("config:config-item-set", "config:name", "ooo:view-settings")
	m.open("config:config-item-map-indexed", "config:name", "Views")
	m.open("config:config-item-map-entry")
	m.with("config:config-item", "view1", "config:name", "ViewId", "config:type", "string")
	m.open("config:config-item-map-named", "config:name", "Tables")
	for _, s := range sheets {
		m.open("config:config-item-map-entry", "config:name", s.Name)
		item := func(name, kind, value string) {
			m.with("config:config-item", value, "config:name", name, "config:type", kind)
		}
		item("CursorPositionX", "int", "0")
		item("CursorPositionY", "int", "1")
		if len(s.Columns) > 0 {
			item("HorizontalSplitMode", "short", "0")
			item("VerticalSplitMode", "short", "2") // frozen
			item("HorizontalSplitPosition", "int", "0")
			item("VerticalSplitPosition", "int", "1")
			item("ActiveSplitRange", "short", "2")
			item("PositionLeft", "int", "0")
			item("PositionRight", "int", "0")
			item("PositionTop", "int", "0")
			item("PositionBottom", "int", "1")
		}
		m.close()
	}
	m.close()
	m.with("config:config-item", sheets[0].Name, "config:name", "ActiveTable", "config:type", "string")
	return m.bytes()
}
