package main

import (
	"fmt"
	"strings"
	"unicode"

	"wegwijs/bench"
)

// page is a help page.
type page struct {
	name   string   // path in its package
	title  string   // its first heading
	about  string   // the description its writer gave, not part of its text
	terms  []string // under which its writer put it in the index of the manual
	blocks []block
	code   bool // about programming: no questions are made of it
}

// block is a heading of a page, or a paragraph.
type block struct {
	heading bool
	text    string
	removed bool // the heading became a question, so it stands in no document
}

// sectionsWanted is how many documents times are measured on.
const sectionsWanted = 10_000

// sectionSize is the number of paragraphs of a section.
const sectionSize = 4

// documents are the pages without what became a question.
func documents(pages []page) []bench.Page {
	out := make([]bench.Page, len(pages))
	for i, p := range pages {
		out[i] = bench.Page{ID: id(i), Title: p.title}
		out[i].Summary, out[i].Body = texts(p.blocks)
	}
	return out
}

// sections are pieces of the pages: up to four paragraphs under one heading.
func sections(pages []page) []bench.Page {
	var out []bench.Page
	for _, p := range pages {
		title := p.title
		var piece []block
		flush := func() {
			if len(piece) > 0 && len(out) < sectionsWanted {
				s := bench.Page{ID: id(len(out)), Title: title}
				s.Summary, s.Body = texts(piece)
				out = append(out, s)
			}
			piece = nil
		}
		for _, b := range p.blocks {
			if b.heading {
				flush()
				if !b.removed {
					title = b.text
				}
				continue
			}
			if piece = append(piece, b); len(piece) == sectionSize {
				flush()
			}
		}
		flush()
	}
	return out
}

// id names a document by its number, so that it holds no word to be found.
func id(i int) string { return fmt.Sprintf("d%05d", i) }

// texts are the first paragraph and the rest.
func texts(blocks []block) (summary, body string) {
	var rest []string
	for _, b := range blocks {
		switch {
		case b.removed:
		case summary == "" && !b.heading:
			summary = b.text
		default:
			rest = append(rest, b.text)
		}
	}
	return summary, strings.Join(rest, "\n\n")
}

// letters is how much text a page has.
func (p *page) letters() int {
	n := 0
	for _, b := range p.blocks {
		if !b.heading {
			n += len(b.text)
		}
	}
	return n
}

// dutch reports whether most little words of the text are Dutch: packages hold
// pages that nobody translated.
func (p *page) dutch() bool {
	nl, en := 0, 0
	for _, b := range p.blocks {
		n, e := little(b.text)
		nl, en = nl+n, en+e
	}
	return nl > 2*en
}

// little counts common words of each language.
func little(s string) (nl, en int) {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "de", "het", "een", "van", "en", "u", "op", "voor", "met", "te", "als", "kunt", "wordt", "om":
			nl++
		case "the", "of", "and", "to", "you", "a", "for", "with", "if", "can":
			en++
		}
	}
	return nl, en
}

// clean joins lines and spaces.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }
