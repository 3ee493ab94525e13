// Package office writes documents and sheets that people open in an office
// program: ODT and DOCX from one [Document], ODS and XLSX from one [Workbook].
//
// It knows nothing of what the documents are about. It promises:
//
//   - The same input gives the same bytes.
//   - Whatever text is put in, the file is well-formed and opens. Characters that
//     XML cannot hold are left out, bytes that are no UTF-8 become U+FFFD, every
//     kind of line end becomes a line break, and nothing is ever a formula.
//   - Headings, lists, captions, table headers and the language are marked as what
//     they are, so that a screen reader and a table of contents work.
//   - No colour carries meaning.
//
// ODT and ODS are OpenDocument 1.3; DOCX is ECMA-376 WordprocessingML, transitional.
package office

import (
	"io"
	"time"
)

// A Run is a stretch of text with one look. Text may hold anything a person typed;
// a newline in it is a line break and a tab a tab.
type Run struct {
	Text         string
	Bold, Italic bool
	// Link is an address the text leads to: http, https or mailto. Any other, or
	// one that no program could follow, leaves the text without a link.
	Link string
}

// A Block is a part of a document that stands on its own: [Heading], [Para],
// [List], [Table], [Contents] or [PageBreak].
type Block interface{ block() }

// A Heading begins a part. Level runs from 1 to 4; what is outside that is taken
// as the nearest. One without words is left out.
type Heading struct {
	Level int
	Runs  []Run
}

// A Style is what a paragraph is for.
type Style int

// The styles of a paragraph.
const (
	Normal Style = iota
	Lead         // an opening line: larger and bold
	Small        // small print in grey
	Indent       // set in from the margin
)

// A Para is a paragraph.
type Para struct {
	Runs  []Run
	Style Style
}

// A List has a bullet or a number before each item. Every numbered list begins at 1.
type List struct {
	Numbered bool
	Items    [][]Run
}

// A Cell is one cell of a table.
type Cell struct {
	Runs  []Run
	Head  bool // it says what its row is about
	Right bool // numbers: aligned to the right
}

// A Table has a header row, repeated on every page, and rows. Rows may differ in
// length; what is short gets empty cells, and what is beyond the 63 columns that
// Word takes is left out. So is a table without columns or without any row. Above
// a column of numbers the head is aligned as they are.
type Table struct {
	Caption string // above the table; "" for none
	Head    []string
	Widths  []int // relative to each other; what is missing or not positive counts as 1
	Rows    [][]Cell
	Plain   bool // a table of labels and values: no visible borders
}

// Contents is the list of the headings of level 1 and 2, each leading to its place.
// It is filled in. In an ODT it has page numbers, which LibreOffice works out; in
// a DOCX it has none, because only Word could know them and it does so on request
// alone. Without such headings it is left out.
type Contents struct{ Title string }

// A PageBreak has what follows begin on a new page. It never makes an empty page:
// several in a row are one, and first or last they do nothing.
type PageBreak struct{}

func (Heading) block()   {}
func (Para) block()      {}
func (List) block()      {}
func (Table) block()     {}
func (Contents) block()  {}
func (PageBreak) block() {}

// A Document is what ODT and DOCX are written from.
type Document struct {
	// Title stands large above the body and in the properties; "" for none.
	// Subject and Author stand in the properties only.
	Title, Subject, Author string
	// Lang is a language tag such as "nl-NL" or "en-GB"; "" is "nl-NL". A reader's
	// spelling check and screen reader go by it, and so do the words we add.
	Lang    string
	Created time.Time
	// Header stands above every page with a thin rule under it, "" for none.
	// Footer stands below every page, with "Pagina 1 van 3" added.
	Header, Footer string
	Landscape      bool // A4 on its side
	Body           []Block
}

// ODT writes the document as OpenDocument text. An error is one of w.
func (d *Document) ODT(w io.Writer) error { return d.odt(w) }

// DOCX writes the document for Word. An error is one of w.
func (d *Document) DOCX(w io.Writer) error { return d.docx(w) }

// A Kind is what a column holds, which decides how it looks. What a cell is, is
// decided by its value.
type Kind int

// The kinds of columns.
const (
	Text   Kind = iota
	Number      // to the right
	Date        // a day, such as 12-01-2027
	Wrap        // long text, over several lines
)

// A Column is one column of a sheet.
type Column struct {
	Title string
	Width int // in characters; 0 or less is one that suits the kind
	Kind  Kind
}

// A Value is what a cell of a sheet holds: a string, an int, a time.Time of which
// the day counts, or nil for an empty cell. A string is always text, never a
// formula, a number or a date.
type Value any

// A Sheet is a table with a header that stays in view and can be filtered by. Name
// is made fit for a sheet: what is not allowed becomes a space, what is too long is
// cut, and a name that is taken gets a number. Values beyond the columns are left out.
type Sheet struct {
	Name    string
	Columns []Column
	Rows    [][]Value
}

// A Workbook is what ODS and XLSX are written from. Without sheets it has one that
// is empty.
type Workbook struct {
	Title, Author, Lang string
	Created             time.Time
	Sheets              []Sheet
}

// ODS writes the workbook as an OpenDocument spreadsheet. An error is one of w, or
// a value of a type that has no place in a sheet.
func (b *Workbook) ODS(w io.Writer) error { return b.ods(w) }

// XLSX writes the workbook for Excel. Text longer than the 32,767 characters that
// fit in a cell there ends in "…". An error is one of w, or a value of a type that
// has no place in a sheet.
func (b *Workbook) XLSX(w io.Writer) error { return b.xlsx(w) }
