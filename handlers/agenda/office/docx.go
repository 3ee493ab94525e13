package office

import (
	"io"
	"strconv"
)

// docx is the content of a DOCX while it is written. Elements stand in the order
// the schema asks for (ECMA-376 part 1, wml.xsd); order_test.go sees to it.
type docx struct {
	*markup
	paper   paper
	links   []string       // addresses, in the order of their relationships
	known   map[string]int // address to its place in links
	lists   []bool         // whether each list so far is numbered
	entries []entry
	at      map[int]string
	broken  bool // the next block begins a page
	spaced  bool // the block before was a table: keep a distance
}

// Relationships that every document has come before those of its links.
const (
	relStyles, relNumbering, relSettings, relFonts, relFooter, relHeader = "rId1", "rId2", "rId3", "rId4", "rId5", "rId6"

	relFirstLink = 7
)

const (
	wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relNamespace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// wordPart begins a part of WordprocessingML.
func wordPart(root string) *markup {
	m := newMarkup()
	m.open(root, "xmlns:w", wordNamespace, "xmlns:r", relNamespace)
	return m
}

func (d *Document) docx(w io.Writer) error {
	x := &docx{markup: wordPart("w:document"), paper: d.paper(), known: map[string]int{}}
	blocks := d.blocks()
	x.entries, x.at = entries(blocks)
	x.open("w:body")
	if title := line(d.Title); title != "" {
		x.para("Title", []Run{{Text: title}}, looked{})
	}
	began := line(d.Title) != ""
	for i, b := range blocks {
		if _, ok := b.(PageBreak); ok {
			x.broken = began
			continue
		}
		before := len(x.b)
		x.block(b, x.at[i])
		began = began || len(x.b) > before
	}
	x.apart()
	x.section()
	return pack(w, d.Created, d.docxParts(x))
}

// A looked is what a paragraph has beside its style.
type looked struct {
	number int    // of the list it is in
	last   bool   // in its list
	kept   bool   // on the page of the next
	right  bool   // aligned
	mark   string // its name, for the contents
}

func (x *docx) block(b Block, mark string) {
	switch b := b.(type) {
	case Heading:
		if words(b.Runs) != "" {
			x.para("Heading"+strconv.Itoa(b.level()), b.Runs, looked{mark: mark})
		}
	case Para:
		_, look := b.Style.look()
		x.para(look, b.Runs, looked{})
	case List:
		if len(b.Items) > 0 {
			x.lists = append(x.lists, b.Numbered)
		}
		for i, item := range b.Items {
			x.para("ListParagraph", item, looked{number: len(x.lists), last: i == len(b.Items)-1, kept: kept(i, len(b.Items))})
		}
	case Table:
		x.table(b)
	case Contents:
		x.contents(b)
	}
}

// para writes a paragraph.
func (x *docx) para(style string, runs []Run, l looked) {
	x.open("w:p")
	x.properties(style, l)
	if l.mark != "" {
		id := l.mark[len("_Toc"):]
		x.leaf("w:bookmarkStart", "w:id", id, "w:name", l.mark)
		x.runs(runs)
		x.leaf("w:bookmarkEnd", "w:id", id)
	} else {
		x.runs(runs)
	}
	x.close()
}

func (x *docx) properties(style string, l looked) {
	x.open("w:pPr")
	if style != "Normal" {
		x.leaf("w:pStyle", "w:val", style)
	}
	if l.kept {
		x.leaf("w:keepNext")
	}
	if x.broken {
		x.leaf("w:pageBreakBefore")
	}
	if l.number > 0 {
		x.open("w:numPr")
		x.leaf("w:ilvl", "w:val", "0")
		x.leaf("w:numId", "w:val", strconv.Itoa(l.number))
		x.close()
	}
	before, after := "", ""
	// Word knows no distance below a table, so what follows keeps it. On top of a
	// page there is none to keep.
	above := max(tableAfter, lookOf(style).before)
	if x.broken {
		above = 0
	}
	if x.spaced || x.broken && lookOf(style).before > 0 {
		before = "w:before"
	}
	if l.last {
		after = "w:after"
	}
	if before+after != "" {
		x.leaf("w:spacing", before, above.twips(), after, lookOf("Normal").after.twips())
	}
	if l.right {
		x.leaf("w:jc", "w:val", "right")
	}
	x.broken, x.spaced = false, false
	x.close()
	if len(x.b) > len("<w:pPr></w:pPr>") && string(x.b[len(x.b)-len("<w:pPr></w:pPr>"):]) == "<w:pPr></w:pPr>" {
		x.b = x.b[:len(x.b)-len("<w:pPr></w:pPr>")]
	}
}

func lookOf(id string) look {
	for _, l := range looks {
		if l.id == id {
			return l
		}
	}
	return looks[0]
}

// runs writes text.
func (x *docx) runs(runs []Run) {
	for _, r := range runs {
		text := clean(r.Text)
		if text == "" {
			continue
		}
		link := address(r.Link)
		if link != "" {
			n, ok := x.known[link]
			if !ok {
				n = len(x.links)
				x.links, x.known[link] = append(x.links, link), n
			}
			x.open("w:hyperlink", "r:id", "rId"+strconv.Itoa(relFirstLink+n), "w:history", "1")
		}
		x.run(text, r.Bold, r.Italic, link != "")
		if link != "" {
			x.close()
		}
	}
}

func (x *docx) run(text string, bold, italic, link bool) {
	x.open("w:r")
	if bold || italic || link {
		x.open("w:rPr")
		if link {
			x.leaf("w:rStyle", "w:val", "Hyperlink")
		}
		if bold {
			x.leaf("w:b")
			x.leaf("w:bCs")
		}
		if italic {
			x.leaf("w:i")
			x.leaf("w:iCs")
		}
		x.close()
	}
	for _, p := range pieces(text) {
		switch p.mark {
		case 't':
			x.leaf("w:tab")
		case 'n':
			x.leaf("w:br")
		default:
			x.with("w:t", p.text, "xml:space", "preserve")
		}
	}
	x.close()
}

// apart puts an empty line of next to no height between a table and what does not
// keep apart from it by itself: Word makes one table of two that touch.
func (x *docx) apart() {
	if x.spaced {
		x.gap()
	}
}

func (x *docx) gap() {
	x.open("w:p")
	x.open("w:pPr")
	if x.broken {
		x.leaf("w:pageBreakBefore")
	}
	x.leaf("w:spacing", "w:before", "0", "w:after", "0", "w:line", tableAfter.twips(), "w:lineRule", "exact")
	x.close(2)
	x.broken, x.spaced = false, false
}

func (x *docx) table(t Table) {
	widths := t.columns(x.paper.text())
	if widths == nil {
		return
	}
	caption := line(t.Caption)
	switch {
	case caption != "":
		x.para("Caption", []Run{{Text: caption}}, looked{})
	case x.spaced || x.broken:
		x.gap()
	}
	x.open("w:tbl")
	x.open("w:tblPr")
	style, head, first := "RuledTable", "0", "0"
	if t.Plain {
		style = "LabelTable"
	}
	if len(t.Head) > 0 {
		head = "1"
	}
	for _, row := range t.Rows {
		if len(row) > 0 && row[0].Head {
			first = "1"
			break
		}
	}
	x.leaf("w:tblStyle", "w:val", style)
	x.leaf("w:tblW", "w:w", x.paper.text().twips(), "w:type", "dxa")
	x.leaf("w:tblLayout", "w:type", "fixed")
	x.leaf("w:tblLook", "w:val", lookBits(head, first), "w:firstRow", head, "w:lastRow", "0", "w:firstColumn", first,
		"w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1")
	if caption != "" {
		x.leaf("w:tblCaption", "w:val", caption)
	}
	x.close()
	x.open("w:tblGrid")
	for _, w := range widths {
		x.leaf("w:gridCol", "w:w", w.twips())
	}
	x.close()
	if len(t.Head) > 0 {
		x.open("w:tr")
		x.open("w:trPr")
		x.leaf("w:cantSplit")
		x.leaf("w:tblHeader")
		x.close()
		for i, w := range widths {
			var c Cell
			if i < len(t.Head) {
				c.Runs = []Run{{Text: t.Head[i]}}
			}
			c.Head, c.Right = true, t.numbers(i)
			x.cell(c, w)
		}
		x.close()
	}
	for _, row := range t.Rows {
		x.open("w:tr")
		if !tall(row, widths) {
			x.open("w:trPr")
			x.leaf("w:cantSplit")
			x.close()
		}
		for i, w := range widths {
			var c Cell
			if i < len(row) {
				c = row[i]
			}
			x.cell(c, w)
		}
		x.close()
	}
	x.close()
	x.spaced = true
}

// lookBits is the same as the attributes beside it, for programs before 2010.
func lookBits(head, first string) string {
	bits := 0x0600
	if head == "1" {
		bits |= 0x0020
	}
	if first == "1" {
		bits |= 0x0080
	}
	return "0" + strconv.FormatInt(int64(bits), 16)
}

func (x *docx) cell(c Cell, width length) {
	x.open("w:tc")
	x.open("w:tcPr")
	x.leaf("w:tcW", "w:w", width.twips(), "w:type", "dxa")
	x.close()
	style := "TableContents"
	if c.Head {
		style = "TableHeading"
	}
	x.spaced, x.broken = false, false
	x.para(style, c.Runs, looked{right: c.Right})
	x.close()
}

// contents is a field that Word can bring up to date, filled in. It asks for no
// page numbers (\n): what is not laid out yet has none.
func (x *docx) contents(c Contents) {
	if len(x.entries) == 0 {
		return
	}
	x.apart()
	x.open("w:sdt")
	x.open("w:sdtPr")
	x.open("w:docPartObj")
	x.leaf("w:docPartGallery", "w:val", "Table of Contents")
	x.leaf("w:docPartUnique")
	x.close(2)
	x.open("w:sdtContent")
	if title := line(c.Title); title != "" {
		x.para("TOCHeading", []Run{{Text: title}}, looked{})
	}
	for i, e := range x.entries {
		x.open("w:p")
		x.properties("TOC"+strconv.Itoa(e.level), looked{})
		if i == 0 {
			x.field("begin")
			x.open("w:r")
			x.with("w:instrText", ` TOC \o "1-`+strconv.Itoa(contentsLevels)+`" \n \h \z \u `, "xml:space", "preserve")
			x.close()
			x.field("separate")
		}
		x.open("w:hyperlink", "w:anchor", e.mark, "w:history", "1")
		x.run(e.text, false, false, false)
		x.close()
		if i == len(x.entries)-1 {
			x.field("end")
		}
		x.close()
	}
	x.close(2)
}

func (m *markup) field(kind string) {
	m.open("w:r")
	m.leaf("w:fldChar", "w:fldCharType", kind)
	m.close()
}

// section ends the body: the page, its header and its footer.
func (x *docx) section() {
	p := x.paper
	x.open("w:sectPr")
	if p.header {
		x.leaf("w:headerReference", "w:type", "default", "r:id", relHeader)
	}
	x.leaf("w:footerReference", "w:type", "default", "r:id", relFooter)
	side := ""
	if p.landscape {
		side = "w:orient"
	}
	x.leaf("w:pgSz", "w:w", p.width.twips(), "w:h", p.height.twips(), side, "landscape")
	x.leaf("w:pgMar", "w:top", p.above.twips(), "w:right", p.side.twips(), "w:bottom", p.below.twips(), "w:left", p.side.twips(),
		"w:header", p.top.twips(), "w:footer", p.bottom.twips(), "w:gutter", "0")
	x.leaf("w:cols", "w:space", "708")
	x.close()
}
