package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const gnomePages = "usr/share/help/nl/gnome-help"

// readGnome reads the desktop help of GNOME, which is written in Mallard
// (http://projectmallard.org/1.0/).
func readGnome(root string) ([]page, error) {
	names, err := filepath.Glob(filepath.Join(root, gnomePages, "*.page"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no pages in %s", gnomePages)
	}
	var out []page
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		p, err := mallard(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		p.name = filepath.Base(name)
		if p.title != "" && p.letters() >= minLetters && p.dutch() {
			out = append(out, p)
		}
	}
	return out, nil
}

// mallard takes title, description, headings and paragraphs out of a page.
func mallard(r io.Reader) (page, error) {
	var (
		p    page
		path []string // of the elements that are open
		from int      // depth of the outermost one that holds text, 0 for none
		text strings.Builder
	)
	dec := xml.NewDecoder(r)
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err != nil {
			return p, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			if name := t.Name.Local; from == 0 && (name == "title" || name == "desc" || name == "p") {
				from = len(path)
				text.Reset()
			}
		case xml.CharData:
			if from > 0 {
				text.Write(t)
			}
		case xml.EndElement:
			if from == len(path) {
				p.take(t.Name.Local, clean(text.String()), slices.Contains(path, "info"))
				from = 0
			}
			path = path[:len(path)-1]
		}
	}
}

// take adds the text of an element. Titles below info are other forms of the
// title, for lists.
func (p *page) take(element, text string, info bool) {
	switch {
	case text == "":
	case element == "desc":
		p.about = text
	case element == "title" && info:
	case element == "title" && p.title == "":
		p.title = text
	default:
		p.blocks = append(p.blocks, block{heading: element == "title", text: text})
	}
}
