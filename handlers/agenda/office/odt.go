package office

import (
	"io"
	"strconv"
	"strings"
)

// odt is the content of an ODT while it is written. The styles that paragraphs,
// words and lists have by name are in odtstyles.go.
type odt struct {
	*markup
	auto    *markup // automatic styles: what no named style can say
	known   map[string]bool
	paper   paper
	entries []entry
	at      map[int]string
	lists   int
	tables  int
	broken  bool // the next block begins a page
}

func (d *Document) odt(w io.Writer) error {
	o := &odt{markup: &markup{}, auto: &markup{}, known: map[string]bool{}, paper: d.paper()}
	blocks := d.blocks()
	o.entries, o.at = entries(blocks)
	o.open("office:body")
	o.open("office:text")
	if title := line(d.Title); title != "" {
		o.para("Title", []Run{{Text: title}}, "")
	}
	began := line(d.Title) != ""
	for i, b := range blocks {
		if _, ok := b.(PageBreak); ok {
			o.broken = began
			continue
		}
		before := len(o.b)
		o.block(b, o.at[i])
		began = began || len(o.b) > before
	}
	o.close(2)

	content := newMarkup()
	content.open("office:document-content", namespaces...)
	odfFont(content)
	content.open("office:automatic-styles")
	content.raw(string(o.auto.b))
	content.close()
	content.raw(string(o.b))
	lang, _, _ := tag(d.Lang)
	return odf(w, "application/vnd.oasis.opendocument.text", d.Created,
		part{"content.xml", content.bytes()},
		part{"styles.xml", d.odtStyles()},
		part{"settings.xml", odtSettings()},
		part{"meta.xml", odfMeta(properties{line(d.Title), line(d.Subject), line(d.Author), lang, d.Created})},
	)
}

func (o *odt) block(b Block, mark string) {
	switch b := b.(type) {
	case Heading:
		if words(b.Runs) == "" {
			return
		}
		level := strconv.Itoa(b.level())
		o.open("text:h", "text:style-name", o.style("Heading "+level), "text:outline-level", level)
		if mark != "" {
			o.leaf("text:bookmark-start", "text:name", mark)
		}
		o.runs(b.Runs)
		if mark != "" {
			o.leaf("text:bookmark-end", "text:name", mark)
		}
		o.close()
	case Para:
		look, _ := b.Style.look()
		o.para(look, b.Runs, "")
	case List:
		o.list(b)
	case Table:
		o.table(b)
	case Contents:
		o.contents(b)
	}
}

// style is the name of a paragraph's style, or of one like it that begins a page.
func (o *odt) style(name string) string {
	if !o.broken {
		return odfName(name)
	}
	o.broken = false
	style := "P" + odfName(name)
	if !o.known[style] {
		o.known[style] = true
		o.auto.open("style:style", "style:name", style, "style:family", "paragraph", "style:parent-style-name", odfName(name))
		o.auto.leaf("style:paragraph-properties", "fo:break-before", "page", "fo:margin-top", "0cm")
		o.auto.close()
	}
	return style
}

// odfName is the name of a style in a file; its display name has the spaces.
func odfName(name string) string { return strings.ReplaceAll(name, " ", "_20_") }

// para writes a paragraph, in its own style or in the automatic one given.
func (o *odt) para(look string, runs []Run, style string) {
	if style == "" {
		style = o.style(look)
	}
	o.open("text:p", "text:style-name", style)
	o.runs(runs)
	o.close()
}

// runs writes text. Spaces that OpenDocument would fold or drop (ODF 1.3 part 3,
// 6.1.2) are elements.
func (o *odt) runs(runs []Run) {
	after := false // the character before is one that a space may stand behind
	for _, r := range runs {
		text := clean(r.Text)
		if text == "" {
			continue
		}
		opened := 0
		if link := address(r.Link); link != "" {
			o.open("text:a", "xlink:type", "simple", "xlink:href", link,
				"text:style-name", "Internet_20_link", "text:visited-style-name", "Internet_20_link")
			opened++
		}
		if r.Bold {
			o.open("text:span", "text:style-name", "Strong_20_Emphasis")
			opened++
		}
		if r.Italic {
			o.open("text:span", "text:style-name", "Emphasis")
			opened++
		}
		for _, p := range pieces(text) {
			switch p.mark {
			case 't':
				o.leaf("text:tab")
				after = false
			case 'n':
				o.leaf("text:line-break")
				after = false
			default:
				after = o.spaced(p.text, after)
			}
		}
		o.close(opened)
	}
}

// spaced writes text on one line, and says whether it ends in something that a
// space may stand behind.
func (o *odt) spaced(s string, after bool) bool {
	for s != "" {
		gap := len(s) - len(strings.TrimLeft(s, " "))
		switch {
		case gap == 0:
			gap = strings.IndexByte(s, ' ')
			if gap < 0 {
				gap = len(s)
			}
			o.words(s[:gap])
			s, after = s[gap:], true
			continue
		case gap == 1 && after && gap < len(s):
			o.words(" ")
		case gap == 1:
			o.leaf("text:s")
		default:
			o.leaf("text:s", "text:c", strconv.Itoa(gap))
		}
		s, after = s[gap:], false
	}
	return after
}

func (o *odt) list(l List) {
	if len(l.Items) == 0 {
		return
	}
	o.lists++
	style := "List_20_1"
	if l.Numbered {
		style = "Numbering_20_1"
	}
	o.open("text:list", "xml:id", "list"+strconv.Itoa(o.lists), "text:style-name", style)
	for i, item := range l.Items {
		look := "List"
		switch {
		case i == len(l.Items)-1:
			look = "List End"
		case kept(i, len(l.Items)):
			look = "List Start"
		}
		o.open("text:list-item")
		o.para(look, item, "")
		o.close()
	}
	o.close()
}

func (o *odt) table(t Table) {
	widths := t.columns(o.paper.text())
	if widths == nil {
		return
	}
	o.tables++
	name := "Table" + strconv.Itoa(o.tables)
	caption := line(t.Caption)
	if caption != "" {
		o.para("Caption", []Run{{Text: caption}}, "")
	}
	o.tableStyles(name, widths)
	o.open("table:table", "table:name", name, "table:style-name", name)
	if caption != "" {
		o.with("table:title", caption)
	}
	for i := range widths {
		o.leaf("table:table-column", "table:style-name", name+"."+strconv.Itoa(i+1))
	}
	if len(t.Head) > 0 {
		o.open("table:table-header-rows")
		o.open("table:table-row", "table:style-name", o.automatic("Row"))
		for i := range widths {
			var head []Run
			if i < len(t.Head) {
				head = []Run{{Text: t.Head[i]}}
			}
			o.cell(Cell{Runs: head, Head: true, Right: t.numbers(i)}, "CellHead", "Table Heading", t.Plain)
		}
		o.close(2)
	}
	for _, row := range t.Rows {
		style := "Row"
		if tall(row, widths) {
			style = "RowTall"
		}
		o.open("table:table-row", "table:style-name", o.automatic(style))
		for i := range widths {
			var c Cell
			if i < len(row) {
				c = row[i]
			}
			look := "Table Contents"
			if c.Head {
				look = "Table Heading"
			}
			o.cell(c, "Cell", look, t.Plain)
		}
		o.close()
	}
	o.close()
}

func (o *odt) cell(c Cell, style, look string, plain bool) {
	if plain {
		style = "CellPlain"
	}
	o.open("table:table-cell", "table:style-name", o.automatic(style), "office:value-type", "string")
	right := ""
	if c.Right {
		right = o.automatic("Right" + look)
	}
	o.para(look, c.Runs, right)
	o.close()
}

func (o *odt) tableStyles(name string, widths []length) {
	o.auto.open("style:style", "style:name", name, "style:family", "table")
	breaks := ""
	if o.broken {
		breaks, o.broken = "fo:break-before", false
	}
	o.auto.leaf("style:table-properties", "style:width", o.paper.text().cm(), "table:align", "left",
		"fo:margin-top", "0cm", "fo:margin-bottom", tableAfter.cm(), "table:border-model", "collapsing",
		"style:may-break-between-rows", "true", breaks, "page")
	o.auto.close()
	for i, w := range widths {
		o.auto.open("style:style", "style:name", name+"."+strconv.Itoa(i+1), "style:family", "table-column")
		o.auto.leaf("style:table-column-properties", "style:column-width", w.cm())
		o.auto.close()
	}
}

// automatic makes a style for a row, a cell or a paragraph in one, once.
func (o *odt) automatic(name string) string {
	style := odfName(name)
	if o.known[style] {
		return style
	}
	o.known[style] = true
	m := o.auto
	cell := func(color, top, bottom string) {
		left := cellBeside
		if name == "CellPlain" { // where there are no lines, words begin where those above do
			left = 0
		}
		m.open("style:style", "style:name", style, "style:family", "table-cell")
		m.leaf("style:table-cell-properties", "style:vertical-align", "top", color, "#"+shade,
			"fo:padding-left", left.cm(), "fo:padding-right", cellBeside.cm(),
			"fo:padding-top", cellAbove.cm(), "fo:padding-bottom", cellAbove.cm(),
			"fo:border-left", "none", "fo:border-right", "none", "fo:border-top", top, "fo:border-bottom", bottom)
		m.close()
	}
	switch name {
	case "Row":
		m.open("style:style", "style:name", style, "style:family", "table-row")
		m.leaf("style:table-row-properties", "fo:keep-together", "always")
		m.close()
	case "RowTall":
		m.open("style:style", "style:name", style, "style:family", "table-row")
		m.leaf("style:table-row-properties", "fo:keep-together", "auto")
		m.close()
	case "Cell":
		cell("", "none", "0.5pt solid #"+hairline)
	case "CellHead":
		cell("fo:background-color", "none", "0.75pt solid #"+ruled)
	case "CellPlain":
		cell("", "none", "none")
	default:
		m.open("style:style", "style:name", style, "style:family", "paragraph",
			"style:parent-style-name", odfName(strings.TrimPrefix(name, "Right")))
		m.leaf("style:paragraph-properties", "fo:text-align", "end", "style:justify-single-word", "false")
		m.close()
	}
	return style
}

func (o *odt) contents(c Contents) {
	if len(o.entries) == 0 {
		return
	}
	title := line(c.Title)
	o.tables++
	name := "Contents" + strconv.Itoa(o.tables)
	o.open("text:table-of-content", "text:name", name, "text:protected", "true")
	o.open("text:table-of-content-source", "text:outline-level", strconv.Itoa(contentsLevels))
	o.with("text:index-title-template", title, "text:style-name", "Contents_20_Heading")
	for level := 1; level <= contentsLevels; level++ {
		o.open("text:table-of-content-entry-template", "text:outline-level", strconv.Itoa(level), "text:style-name", "Contents_20_"+strconv.Itoa(level))
		o.leaf("text:index-entry-link-start", "text:style-name", "Index_20_Link")
		o.leaf("text:index-entry-text")
		o.leaf("text:index-entry-tab-stop", "style:type", "right", "style:leader-char", ".")
		o.leaf("text:index-entry-page-number")
		o.leaf("text:index-entry-link-end")
		o.close()
	}
	o.close()
	o.open("text:index-body")
	if title != "" {
		o.open("text:index-title", "text:name", name+"_Head")
		o.para("Contents Heading", []Run{{Text: title}}, "")
		o.close()
	}
	for _, e := range o.entries {
		o.open("text:p", "text:style-name", o.style("Contents "+strconv.Itoa(e.level)))
		o.open("text:a", "xlink:type", "simple", "xlink:href", "#"+e.mark,
			"text:style-name", "Index_20_Link", "text:visited-style-name", "Index_20_Link")
		o.spaced(e.text, false)
		o.leaf("text:tab")
		// A program that lays out pages puts the number here when it opens the file.
		o.leaf("text:bookmark-ref", "text:reference-format", "page", "text:ref-name", e.mark)
		o.close(2)
	}
	o.close(2)
}
