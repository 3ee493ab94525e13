package webtest

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// allOf goes through the elements below n that are something.
func allOf(n *html.Node, is func(*html.Node) bool) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && is(d) && !yield(d) {
				return
			}
		}
	}
}

func all(n *html.Node, tag atom.Atom) iter.Seq[*html.Node] {
	return allOf(n, func(n *html.Node) bool { return n.DataAtom == tag })
}

func first(n *html.Node, is func(*html.Node) bool) *html.Node {
	for d := range allOf(n, is) {
		return d
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func class(n *html.Node, name string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), name)
}

// text is what a person reads in an element: links with where they lead,
// line breaks as lines, without what is not shown.
func text(n *html.Node) string { return strings.TrimSpace(read(n, true)) }

// text0 is text as it is, links as their words.
func text0(n *html.Node) string { return read(n, false) }

func read(n *html.Node, links bool) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		case c.Type == html.ElementNode:
			b.WriteString(read(c, links))
		}
		if links && c.DataAtom == atom.A && has(c, "href") {
			b.WriteString(" ‹" + attr(c, "href") + "›")
		}
	}
	return b.String()
}
