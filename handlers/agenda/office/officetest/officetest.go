// Package officetest reads back what package office writes, for tests: the text,
// and what of its structure a screen reader would go by. It reads the files on its
// own and shares no code with what wrote them.
package officetest

import (
	"strings"
	"time"
)

// A Kind is what a block is.
type Kind string

// The kinds of blocks.
const (
	Title    Kind = "title"
	Heading  Kind = "heading"
	Para     Kind = "para"
	Item     Kind = "item" // of a list
	TableOf  Kind = "table"
	Contents Kind = "contents"
)

// A Run is text with one look. Line breaks are "\n", tabs "\t".
type Run struct {
	Text         string
	Bold, Italic bool
	Link         string
}

// A Block is a title, heading, paragraph, item of a list, table or table of contents.
type Block struct {
	Kind     Kind
	Level    int    // of a heading
	Style    string // of a paragraph: "normal", "lead", "small", "indent"
	Numbered bool   // an item with a number
	First    bool   // an item that begins a list
	NewPage  bool   // it begins a new page
	Runs     []Run  // of neighbours with the same look, one
	Table    *Table
	Entries  []string // of a table of contents, without page numbers
}

// Text is what stands in the block, without look.
func (b Block) Text() string { return text(b.Runs) }

// A Cell is a cell of a table.
type Cell struct {
	Runs        []Run
	Head, Right bool
}

// Text is what stands in the cell, without look.
func (c Cell) Text() string { return text(c.Runs) }

// A Table is a table of a document.
type Table struct {
	Caption string
	Head    []string // of the row marked as header
	Rows    [][]Cell
	Plain   bool
}

// Texts is the rows without look.
func (t Table) Texts() [][]string {
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		for _, c := range row {
			rows[i] = append(rows[i], c.Text())
		}
	}
	return rows
}

// A Doc is a document read back.
type Doc struct {
	Title, Subject, Author, Lang string // Title as in the properties
	Created                      time.Time
	Header, Footer               string // page numbers are "#": "Wegwijs\tPagina # van #"
	Landscape                    bool
	Body                         []Block
}

// Outline is the headings, each behind as many "#" as its level: "## 5. Nieuw intranet".
func (d Doc) Outline() []string {
	var all []string
	for _, b := range d.Body {
		if b.Kind == Heading {
			all = append(all, strings.Repeat("#", b.Level)+" "+b.Text())
		}
	}
	return all
}

// Tables are the tables in order.
func (d Doc) Tables() []Table {
	var all []Table
	for _, b := range d.Body {
		if b.Table != nil {
			all = append(all, *b.Table)
		}
	}
	return all
}

// Text is everything a reader sees in the body, a line per block or cell.
func (d Doc) Text() string {
	var s strings.Builder
	line := func(t string) { s.WriteString(t); s.WriteByte('\n') }
	for _, b := range d.Body {
		if b.Table == nil {
			line(b.Text())
			continue
		}
		if b.Table.Caption != "" {
			line(b.Table.Caption)
		}
		for _, h := range b.Table.Head {
			line(h)
		}
		for _, row := range b.Table.Texts() {
			for _, c := range row {
				line(c)
			}
		}
	}
	return s.String()
}

// A Sheet is a sheet read back.
type Sheet struct {
	Name     string
	Head     []string
	Rows     [][]any // string, int, time.Time (midnight UTC) or nil; as many as Head
	Frozen   bool    // the header stays in view
	Filter   bool    // the header can be filtered by, over all rows
	Formulas int     // how many cells are formulas
}

// A Book is a workbook read back.
type Book struct {
	Title, Author, Lang string
	Created             time.Time
	Sheets              []Sheet
}

// Kept is what becomes of a text somebody typed when it is written to a file and
// read back: characters XML cannot hold are gone, bytes that are no UTF-8 are
// U+FFFD, and every kind of line end is "\n".
func Kept(s string) string {
	for _, end := range []string{"\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"} {
		s = strings.ReplaceAll(s, end, "\n")
	}
	return strings.Map(func(r rune) rune {
		// Char of https://www.w3.org/TR/xml/#charsets
		if r == '\t' || r == '\n' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return -1
	}, s)
}

// Line is what becomes of a text in a place of one line, such as a title, a caption or
// the head of a column of a sheet: line breaks and tabs are spaces, and there are none
// around it.
func Line(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\n", " ", "\t", " ").Replace(Kept(s)))
}

func text(runs []Run) string {
	var s strings.Builder
	for _, r := range runs {
		s.WriteString(r.Text)
	}
	return s.String()
}
