package office

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A length is in twentieths of a point, as Word counts.
type length int

const centimetre = 567

// cm is the length as OpenDocument writes it.
func (l length) cm() string {
	return strconv.FormatFloat(float64(l)/centimetre, 'f', 3, 64) + "cm"
}

// twips is the length as Word writes it.
func (l length) twips() string { return strconv.Itoa(int(l)) }

// The colours, with their contrast on white. None of them means anything.
const (
	black    = "1A1A1A" // 17 : 1
	ink      = "1F3A4F" // 11.7 : 1, dark blue-grey, for headings
	grey     = "4D5963" // 7.2 : 1, for small print
	linked   = "0B4F8A" // 8.4 : 1, and underlined as well
	ruled    = "7F8F9C" // lines under a header
	hairline = "B9C4CC" // lines between rows
	shade    = "E8EDF1" // behind a table header; ink on it is 9.9 : 1
)

// font is the one everybody has, under this name or as its free twin.
const (
	font    = "Arial"
	twin    = "Liberation Sans"
	fontCSS = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
)

// A paper is an A4 with its margins.
type paper struct {
	width, height, side length
	top, bottom         length // from the edge to the header and the footer
	above, below        length // from the edge to the text
	landscape, header   bool
}

func (d *Document) paper() paper {
	p := paper{width: 11906, height: 16838, side: 1417, top: 794, bottom: 680, above: 1247, below: 1361}
	if d.Landscape {
		p.width, p.height, p.side, p.landscape = p.height, p.width, 1134, true
	}
	if p.header = line(d.Header) != ""; p.header {
		p.above = 1644
	}
	return p
}

// text is how wide a line is.
func (p paper) text() length { return p.width - 2*p.side }

// A look is how a kind of paragraph looks, in ODT and DOCX alike.
type look struct {
	name     string // in ODT
	parent   string // in ODT
	id, word string // in DOCX: its id, and the name Word knows it by
	next     string // id of what follows it; "" itself
	size     int    // half points
	bold     bool
	italic   bool
	color    string
	before   length
	after    length
	line     int // percent
	left     length
	hanging  length
	keep     bool // with the next paragraph
	whole    bool // its lines stay together
	outline  int  // level of a heading, or 0
	right    bool // a tab at the end of the line
	dots     bool // and dots to it
	rule     bool // a thin rule below
}

// looks are all paragraphs there are; the first is what the others differ from.
var looks = []look{
	{name: "Text body", parent: "Standard", id: "Normal", word: "Normal", size: 21, color: black, after: 120, line: 125},
	{name: "Title", parent: "Heading", id: "Title", word: "Title", next: "Normal", size: 44, bold: true, color: ink, after: 160, line: 108, keep: true, whole: true},
	{name: "Heading 1", parent: "Heading", id: "Heading1", word: "heading 1", next: "Normal", size: 30, bold: true, color: ink, before: 360, after: 120, line: 110, keep: true, whole: true, outline: 1},
	{name: "Heading 2", parent: "Heading", id: "Heading2", word: "heading 2", next: "Normal", size: 25, bold: true, color: ink, before: 300, after: 80, line: 110, keep: true, whole: true, outline: 2},
	{name: "Heading 3", parent: "Heading", id: "Heading3", word: "heading 3", next: "Normal", size: 22, bold: true, color: ink, before: 220, after: 60, line: 115, keep: true, whole: true, outline: 3},
	{name: "Heading 4", parent: "Heading", id: "Heading4", word: "heading 4", next: "Normal", size: 21, bold: true, italic: true, color: ink, before: 180, after: 40, line: 115, keep: true, whole: true, outline: 4},
	{name: "Lead", parent: "Text body", id: "Lead", word: "Lead", next: "Normal", size: 24, bold: true, color: ink, after: 160, line: 125},
	{name: "Small", parent: "Text body", id: "Small", word: "Small", size: 18, color: grey, after: 80, line: 120, keep: true}, // it is about what follows
	{name: "Text body indent", parent: "Text body", id: "BodyTextIndent", word: "Body Text Indent", size: 21, color: black, after: 120, line: 125, left: 454},
	{name: "List", parent: "Text body", id: "ListParagraph", word: "List Paragraph", size: 21, color: black, after: 60, line: 125, left: 454, hanging: 340},
	{name: "List Start", parent: "List", id: "ListStart", word: "List Start", size: 21, color: black, after: 60, line: 125, left: 454, hanging: 340, keep: true},
	{name: "List End", parent: "List", id: "ListEnd", word: "List End", next: "Normal", size: 21, color: black, after: 120, line: 125, left: 454, hanging: 340},
	{name: "Caption", parent: "Standard", id: "Caption", word: "caption", size: 20, bold: true, color: ink, before: 160, after: 80, line: 115, keep: true, whole: true},
	{name: "Table Contents", parent: "Standard", id: "TableContents", word: "Table Contents", size: 20, color: black, line: 115},
	{name: "Table Heading", parent: "Table Contents", id: "TableHeading", word: "Table Heading", size: 20, bold: true, color: ink, line: 115},
	{name: "Header", parent: "Standard", id: "Header", word: "header", size: 18, color: grey, line: 110, right: true, rule: true},
	{name: "Footer", parent: "Standard", id: "Footer", word: "footer", size: 18, color: grey, line: 110, right: true},
	{name: "Contents Heading", parent: "Heading", id: "TOCHeading", word: "TOC Heading", next: "Normal", size: 26, bold: true, color: ink, before: 280, after: 100, line: 110, keep: true, whole: true},
	{name: "Contents 1", parent: "Standard", id: "TOC1", word: "toc 1", size: 21, color: black, after: 50, line: 115, right: true, dots: true},
	{name: "Contents 2", parent: "Standard", id: "TOC2", word: "toc 2", size: 21, color: black, after: 50, line: 115, left: 284, right: true, dots: true},
}

// kept says whether an item of a list stays on the page of the next: no page begins
// or ends with a single one.
func kept(item, items int) bool { return item < items-1 && (item == 0 || item == items-2) }

// Around and in tables.
const (
	tableAfter = length(200)
	cellAbove  = length(50)
	cellBeside = length(85)
)

// paraLook is the look of a paragraph: the name in ODT, the id in DOCX.
func (s Style) look() (odt, docx string) {
	switch s {
	case Lead:
		return "Lead", "Lead"
	case Small:
		return "Small", "Small"
	case Indent:
		return "Text body indent", "BodyTextIndent"
	}
	return "Text body", "Normal"
}

// tag is the language of a document, cut in language and country.
func tag(lang string) (whole, language, country string) {
	if ok := lang != "" && strings.Trim(lang, "-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""; !ok {
		lang = "nl-NL"
	}
	language, country, _ = strings.Cut(lang, "-")
	if language == "" || len(language) > 3 || strings.Contains(country, "-") {
		return "nl-NL", "nl", "NL"
	}
	return lang, strings.ToLower(language), strings.ToUpper(country)
}

// pageWords are what stands around the numbers of a page and of how many there are.
func pageWords(lang string) (page, of string) {
	if _, language, _ := tag(lang); language == "nl" {
		return "Pagina ", " van "
	}
	return "Page ", " of "
}

// level is that of a heading, within what there is.
func (h Heading) level() int { return min(max(h.Level, 1), 4) }

// contentsLevels is how deep the contents go.
const contentsLevels = 2

// An entry is a heading as the contents list it.
type entry struct {
	text  string
	level int
	mark  string
}

// blocks is the body, with what was put in it as a pointer like the rest.
func (d *Document) blocks() []Block {
	all := make([]Block, 0, len(d.Body))
	for _, b := range d.Body {
		switch p := b.(type) {
		case *Heading:
			b = value(p)
		case *Para:
			b = value(p)
		case *List:
			b = value(p)
		case *Table:
			b = value(p)
		case *Contents:
			b = value(p)
		case *PageBreak:
			b = value(p)
		}
		if b != nil {
			all = append(all, b)
		}
	}
	return all
}

func value[B Block](p *B) Block {
	if p == nil {
		return nil
	}
	return *p
}

// entries are the headings the contents list, and which blocks they are.
func entries(blocks []Block) (all []entry, at map[int]string) {
	at = map[int]string{}
	listed := false
	for _, b := range blocks {
		if _, ok := b.(Contents); ok {
			listed = true
		}
	}
	if !listed {
		return nil, at
	}
	for i, b := range blocks {
		h, ok := b.(Heading)
		if text := words(h.Runs); ok && h.level() <= contentsLevels && text != "" {
			e := entry{text, h.level(), "_Toc" + strconv.Itoa(len(all)+1)}
			all, at[i] = append(all, e), e.mark
		}
	}
	return all, at
}

// numbers says whether what stands in a column is aligned to the right: all of it.
func (t Table) numbers(column int) bool {
	right := false
	for _, row := range t.Rows {
		if column >= len(row) || len(row[column].Runs) == 0 {
			continue
		}
		if !row[column].Right {
			return false
		}
		right = true
	}
	return right
}

// columns says how many a table has, and how wide each is in a line of so much.
func (t Table) columns(width length) []length {
	n := len(t.Head)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	if n == 0 || len(t.Head) == 0 && len(t.Rows) == 0 {
		return nil
	}
	n = min(n, maxColumns)
	parts, total := make([]float64, n), 0.0
	for i := range parts {
		parts[i] = 1
		if i < len(t.Widths) && t.Widths[i] > 0 {
			parts[i] = float64(t.Widths[i])
		}
		total += parts[i]
	}
	widths, sofar, before := make([]length, n), 0.0, length(0)
	for i, p := range parts {
		sofar += p
		end := length(sofar / total * float64(width))
		widths[i], before = max(end-before, 20), end
	}
	return widths
}

// tall says whether a row is so high that it may be cut where a page ends: whole, it
// would leave much of the page before it empty.
func tall(row []Cell, widths []length) bool {
	const most, letter = 16, 105 // lines, and how wide a letter is
	for i, c := range row {
		if i >= len(widths) {
			break
		}
		var text strings.Builder
		for _, r := range c.Runs {
			text.WriteString(r.Text)
		}
		if room := max(widths[i]-2*cellBeside, letter); lines(text.String(), int(room/letter)) > most {
			return true
		}
	}
	return false
}

// lines is how many lines text takes where so many characters fit on one.
func lines(text string, width int) int {
	n := 0
	for l := range strings.SplitSeq(text, "\n") {
		n++
		at := 0
		for word := range strings.SplitSeq(l, " ") {
			long := utf8.RuneCountInString(word)
			if at > 0 && at+long > width {
				n, at = n+1, 0
			}
			for ; long > width; long -= width {
				n++
			}
			at += long + 1
		}
	}
	return n
}

// maxColumns is how many Word takes in a table.
const maxColumns = 63
