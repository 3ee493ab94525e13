package office

import "strconv"

// odtStyles is styles.xml: everything that looks like something has a name here,
// so that a secretary changes all of it in one place.
func (d *Document) odtStyles() []byte {
	p := d.paper()
	m := newMarkup()
	m.open("office:document-styles", namespaces...)
	odfFont(m)
	m.open("office:styles")
	m.open("style:default-style", "style:family", "paragraph")
	m.leaf("style:paragraph-properties", "fo:orphans", "2", "fo:widows", "2", "fo:hyphenation-ladder-count", "no-limit",
		"style:tab-stop-distance", "1.25cm", "style:writing-mode", "page")
	m.leaf("style:text-properties", append([]string{"style:font-name", font, "style:font-name-asian", font, "style:font-name-complex", font,
		"fo:font-size", "10.5pt", "style:font-size-asian", "10.5pt", "style:font-size-complex", "10.5pt", "fo:color", "#" + black,
		"fo:hyphenate", "false"}, odfLanguage(d.Lang)...)...)
	m.close()
	m.open("style:default-style", "style:family", "table")
	m.leaf("style:table-properties", "table:border-model", "collapsing")
	m.close()
	m.open("style:default-style", "style:family", "table-row")
	m.leaf("style:table-row-properties", "fo:keep-together", "always")
	m.close()

	m.leaf("style:style", "style:name", "Standard", "style:family", "paragraph", "style:class", "text")
	m.open("style:style", "style:name", "Heading", "style:family", "paragraph", "style:parent-style-name", "Standard",
		"style:next-style-name", "Text_20_body", "style:class", "text")
	m.leaf("style:paragraph-properties", "fo:keep-with-next", "always")
	m.close()
	for _, l := range looks {
		l.odt(m, p)
	}
	odtCharacters(m)
	odtLists(m)
	m.close()

	m.open("office:automatic-styles")
	m.open("style:page-layout", "style:name", "A4")
	m.open("style:page-layout-properties", "fo:page-width", p.width.cm(), "fo:page-height", p.height.cm(),
		"style:print-orientation", p.orientation(), "style:num-format", "1", "style:writing-mode", "lr-tb",
		"fo:margin-left", p.side.cm(), "fo:margin-right", p.side.cm(), "fo:margin-top", p.odtTop().cm(), "fo:margin-bottom", p.bottom.cm())
	m.close()
	if p.header {
		m.open("style:header-style")
		gap := p.above - p.top
		m.leaf("style:header-footer-properties", "fo:min-height", gap.cm(), "fo:margin-bottom", (gap - 450).cm(), "style:dynamic-spacing", "true")
		m.close()
	}
	m.open("style:footer-style")
	gap := p.below - p.bottom
	m.leaf("style:header-footer-properties", "fo:min-height", gap.cm(), "fo:margin-top", (gap - 300).cm(), "style:dynamic-spacing", "true")
	m.close(3)

	m.open("office:master-styles")
	m.open("style:master-page", "style:name", "Standard", "style:page-layout-name", "A4")
	o := &odt{markup: m}
	if p.header {
		m.open("style:header")
		o.para("Header", []Run{{Text: d.Header}}, "")
		m.close()
	}
	m.open("style:footer")
	m.open("text:p", "text:style-name", "Footer")
	page, of := pageWords(d.Lang)
	o.runs([]Run{{Text: d.Footer + "\t" + page}})
	m.with("text:page-number", "1", "text:select-page", "current")
	o.runs([]Run{{Text: of}})
	m.with("text:page-count", "1")
	return m.bytes()
}

// odtSettings has LibreOffice lay out as it does a document of Word: it takes the
// larger of the distances below one paragraph and above the next, where it would
// add them up. The others are what it assumes anyway as long as it finds none.
func odtSettings() []byte {
	m := newMarkup()
	m.open("office:document-settings", append([]string{"xmlns:ooo", "http://openoffice.org/2004/office"}, namespaces...)...)
	m.open("office:settings")
	m.open("config:config-item-set", "config:name", "ooo:configuration-settings")
	for _, s := range [][3]string{
		{"AddParaTableSpacing", "boolean", "false"},
		{"AddParaTableSpacingAtStart", "boolean", "true"},
		{"AddParaSpacingToTableCells", "boolean", "true"},
		{"AddParaLineSpacingToTableCells", "boolean", "true"},
		{"AddExternalLeading", "boolean", "true"},
		{"PropLineSpacingShrinksFirstLine", "boolean", "true"},
		{"UseFormerLineSpacing", "boolean", "false"},
		{"UseFormerTextWrapping", "boolean", "false"},
		{"UseFormerObjectPositioning", "boolean", "false"},
		{"UseOldNumbering", "boolean", "false"},
		{"IgnoreFirstLineIndentInNumbering", "boolean", "false"},
		{"DoNotResetParaAttrsForNumFont", "boolean", "false"},
		{"TabsRelativeToIndent", "boolean", "true"},
		{"TableRowKeep", "boolean", "true"},
		{"PrinterIndependentLayout", "string", "high-resolution"},
	} {
		m.with("config:config-item", s[2], "config:name", s[0], "config:type", s[1])
	}
	return m.bytes()
}

func (p paper) orientation() string {
	if p.landscape {
		return "landscape"
	}
	return "portrait"
}

// odtTop is the margin above the header, or above the text where there is none.
func (p paper) odtTop() length {
	if p.header {
		return p.top
	}
	return p.above
}

// odt writes the look as a named style.
func (l look) odt(m *markup, p paper) {
	class := map[string]string{"Header": "extra", "Footer": "extra", "Caption": "extra", "List": "list", "List Start": "list", "List End": "list",
		"Title": "chapter", "Contents Heading": "index", "Contents 1": "index", "Contents 2": "index",
		"Table Contents": "extra", "Table Heading": "extra"}[l.name]
	if class == "" {
		class = "text"
	}
	next, level := "", ""
	if l.next != "" {
		next = "style:next-style-name"
	}
	if l.outline > 0 {
		level = "style:default-outline-level"
	}
	m.open("style:style", "style:name", odfName(l.name), "style:display-name", l.name, "style:family", "paragraph",
		"style:parent-style-name", odfName(l.parent), next, "Text_20_body", level, strconv.Itoa(l.outline), "style:class", class)
	attributes := []string{"fo:margin-top", l.before.cm(), "fo:margin-bottom", l.after.cm(), "fo:line-height", strconv.Itoa(l.line) + "%",
		"fo:margin-left", l.left.cm(), "fo:margin-right", "0cm", "fo:text-indent", (-l.hanging).cm()}
	if l.keep {
		attributes = append(attributes, "fo:keep-with-next", "always")
	} else if l.parent == "Heading" {
		attributes = append(attributes, "fo:keep-with-next", "auto")
	}
	if l.whole {
		attributes = append(attributes, "fo:keep-together", "always")
	}
	if l.rule {
		attributes = append(attributes, "fo:border-left", "none", "fo:border-right", "none", "fo:border-top", "none",
			"fo:border-bottom", "0.75pt solid #"+ruled, "fo:padding-bottom", "0.12cm", "fo:padding-top", "0cm", "fo:padding-left", "0cm", "fo:padding-right", "0cm")
	}
	if l.name == "Table Contents" || l.name == "Table Heading" {
		attributes = append(attributes, "text:number-lines", "false")
	}
	m.open("style:paragraph-properties", attributes...)
	if l.right {
		m.open("style:tab-stops")
		if l.dots {
			m.leaf("style:tab-stop", "style:position", (p.text() - l.left).cm(), "style:type", "right", "style:leader-style", "dotted", "style:leader-text", ".")
		} else {
			m.leaf("style:tab-stop", "style:position", p.text().cm(), "style:type", "right")
		}
		m.close()
	}
	m.close()
	size := strconv.FormatFloat(float64(l.size)/2, 'f', -1, 64) + "pt"
	weight, slope := "normal", "normal"
	if l.bold {
		weight = "bold"
	}
	if l.italic {
		slope = "italic"
	}
	m.leaf("style:text-properties", "fo:font-size", size, "style:font-size-asian", size, "style:font-size-complex", size,
		"fo:font-weight", weight, "style:font-weight-asian", weight, "style:font-weight-complex", weight,
		"fo:font-style", slope, "style:font-style-asian", slope, "style:font-style-complex", slope, "fo:color", "#"+l.color)
	m.close()
}

func odtCharacters(m *markup) {
	character := func(name string, properties ...string) {
		m.open("style:style", "style:name", odfName(name), "style:display-name", name, "style:family", "text")
		if len(properties) > 0 {
			m.leaf("style:text-properties", properties...)
		}
		m.close()
	}
	character("Strong Emphasis", "fo:font-weight", "bold", "style:font-weight-asian", "bold", "style:font-weight-complex", "bold")
	character("Emphasis", "fo:font-style", "italic", "style:font-style-asian", "italic", "style:font-style-complex", "italic")
	character("Internet link", "fo:color", "#"+linked, "style:text-underline-style", "solid", "style:text-underline-width", "auto", "style:text-underline-color", "font-color")
	character("Index Link")
	character("Bullet Symbols", "style:font-name", font)
	character("Numbering Symbols")
}

func odtLists(m *markup) {
	position := func() {
		m.open("style:list-level-properties", "text:list-level-position-and-space-mode", "label-alignment")
		m.leaf("style:list-level-label-alignment", "text:label-followed-by", "listtab", "text:list-tab-stop-position", length(454).cm(),
			"fo:text-indent", length(-340).cm(), "fo:margin-left", length(454).cm())
		m.close()
	}
	m.open("text:outline-style", "style:name", "Outline")
	for level := 1; level <= 10; level++ {
		m.open("text:outline-level-style", "text:level", strconv.Itoa(level), "style:num-format", "")
		m.open("style:list-level-properties", "text:list-level-position-and-space-mode", "label-alignment")
		m.leaf("style:list-level-label-alignment", "text:label-followed-by", "nothing")
		m.close(2)
	}
	m.close()
	m.open("text:list-style", "style:name", "List_20_1", "style:display-name", "List 1")
	m.open("text:list-level-style-bullet", "text:level", "1", "text:style-name", "Bullet_20_Symbols", "text:bullet-char", "•")
	position()
	m.close(2)
	m.open("text:list-style", "style:name", "Numbering_20_1", "style:display-name", "Numbering 1")
	m.open("text:list-level-style-number", "text:level", "1", "text:style-name", "Numbering_20_Symbols", "style:num-format", "1", "style:num-suffix", ".")
	position()
	m.close(2)
}
