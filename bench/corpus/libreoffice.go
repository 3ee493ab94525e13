package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const libreOfficePages = "usr/share/libreoffice/help/nl/text"

// minLetters is how much text a page must have: shorter ones only refer.
const minLetters = 100

// readLibreOffice reads the help of LibreOffice.
func readLibreOffice(root string) ([]page, error) {
	var out []page
	top := filepath.Join(root, libreOfficePages)
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		short, err := filepath.Rel(top, name)
		if err != nil {
			return err
		}
		p := page{name: short, code: strings.HasPrefix(short, "sbasic")}
		if area := element(doc, func(n *html.Node) bool { return attribute(n, "id") == "DisplayArea" }); area != nil {
			p.collect(area)
		}
		if p.title != "" && p.letters() >= minLetters && p.dutch() {
			out = append(out, p)
		}
		return nil
	})
	return out, err
}

// collect takes headings, paragraphs and index terms out of a part of a page.
func (p *page) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Footer:
			return
		case atom.Meta:
			if attribute(n, "itemprop") == "keywords" {
				p.terms = append(p.terms, attribute(n, "content"))
			}
			return
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P:
			text := clean(content(n))
			isHeading := n.DataAtom != atom.P
			switch {
			case text == "":
			case isHeading && p.title == "":
				p.title = text
			default:
				p.blocks = append(p.blocks, block{heading: isHeading, text: text})
			}
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.collect(c)
	}
}

func element(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := element(c, is); found != nil {
			return found
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(content(c))
	}
	return b.String()
}
