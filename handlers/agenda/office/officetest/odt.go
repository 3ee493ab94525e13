package officetest

import (
	"fmt"
	"strconv"
	"strings"
)

// odtReader knows the styles of a document.
type odtReader struct {
	named map[string]*node // of styles.xml
	auto  map[string]*node // of content.xml
	doc   Doc
}

// ReadODT reads an OpenDocument text. It fails when a part is not well-formed, the
// package breaks the rules of its format, a style is used that is not there, or a
// heading does not look like one of its level.
func ReadODT(data []byte) (Doc, error) {
	f, err := open(data)
	if err != nil {
		return Doc{}, err
	}
	if err := f.odf("application/vnd.oasis.opendocument.text"); err != nil {
		return Doc{}, err
	}
	r := &odtReader{named: map[string]*node{}, auto: map[string]*node{}}
	styles, content := f.trees["styles.xml"], f.trees["content.xml"]
	for _, s := range append(styles.child("office:styles").all("style:style"), styles.child("office:styles").all("text:list-style")...) {
		r.named[s.get("style:name")] = s
	}
	for _, s := range content.child("office:automatic-styles").all("style:style") {
		r.auto[s.get("style:name")] = s
	}
	d := &r.doc
	d.Title, d.Subject, d.Author, _, d.Created = f.meta()
	for _, s := range styles.child("office:styles").all("style:default-style") {
		if s.get("style:family") == "paragraph" {
			d.Lang = language(s.child("style:text-properties"))
		}
	}
	if page := styles.child("office:automatic-styles", "style:page-layout", "style:page-layout-properties"); page != nil {
		d.Landscape = page.get("style:print-orientation") == "landscape"
	}
	master := styles.child("office:master-styles", "style:master-page")
	d.Header = text(odtRuns(master.child("style:header", "text:p")))
	d.Footer = text(odtRuns(master.child("style:footer", "text:p")))
	return *d, r.body(content.child("office:body", "office:text"))
}

func language(n *node) string {
	lang, country := n.get("fo:language"), n.get("fo:country")
	if country == "" || country == "none" {
		return lang
	}
	return lang + "-" + country
}

// base is the style with a name that something automatic comes from, and that
// automatic style or nil.
func (r *odtReader) base(name string) (string, *node, error) {
	if auto := r.auto[name]; auto != nil {
		name = auto.get("style:parent-style-name")
		if r.named[name] == nil {
			return "", nil, fmt.Errorf("the style %q is not there", name)
		}
		return name, auto, nil
	}
	if r.named[name] == nil {
		return "", nil, fmt.Errorf("the style %q is not there", name)
	}
	return name, nil, nil
}

func (r *odtReader) body(body *node) error {
	caption, captionBreaks := "", false
	for _, n := range body.children {
		block, err := r.block(n)
		if err != nil {
			return err
		}
		if caption != "" && block.Table == nil {
			return fmt.Errorf("the caption %q has no table", caption)
		}
		switch {
		case block.Kind == "caption":
			caption, captionBreaks = block.Text(), block.NewPage
			continue
		case block.Table != nil:
			if title := n.child("table:title").inner(); title != caption {
				return fmt.Errorf("a table with the title %q has the caption %q", title, caption)
			}
			block.Table.Caption, block.NewPage = caption, block.NewPage || captionBreaks
			caption = ""
		case block.Kind == Item: // a whole list
			items, err := r.items(n, block.NewPage)
			if err != nil {
				return err
			}
			r.doc.Body = append(r.doc.Body, items...)
			continue
		case block.Kind == "":
			continue
		}
		r.doc.Body = append(r.doc.Body, block)
	}
	return nil
}

func (r *odtReader) block(n *node) (Block, error) {
	switch n.name {
	case "text:p", "text:h":
		return r.para(n)
	case "text:list":
		if r.named[n.get("text:style-name")] == nil {
			return Block{}, fmt.Errorf("the list style %q is not there", n.get("text:style-name"))
		}
		return Block{Kind: Item}, nil
	case "table:table":
		return r.table(n)
	case "text:table-of-content":
		b := Block{Kind: Contents}
		for _, p := range n.child("text:index-body").all("text:p") {
			line, err := r.para(p)
			if err != nil {
				return b, err
			}
			if p.get("text:style-name") == "Contents_20_Heading" || line.Style == "Contents_20_Heading" {
				b.Runs, b.NewPage = line.Runs, line.NewPage
				continue
			}
			b.NewPage = b.NewPage || line.NewPage
			b.Entries = append(b.Entries, strings.TrimRight(line.Text(), "\t"))
		}
		return b, nil
	case "":
		if strings.TrimSpace(n.text) != "" {
			return Block{}, fmt.Errorf("%q stands between the paragraphs", n.text)
		}
		return Block{}, nil
	}
	return Block{}, fmt.Errorf("a <%s> is not expected here", n.name)
}

func (r *odtReader) para(n *node) (Block, error) {
	name, auto, err := r.base(n.get("text:style-name"))
	if err != nil {
		return Block{}, err
	}
	b := Block{Kind: Para, Style: name, Runs: odtRuns(n), NewPage: auto.child("style:paragraph-properties").get("fo:break-before") == "page"}
	switch name {
	case "Text_20_body":
		b.Style = "normal"
	case "Lead":
		b.Style = "lead"
	case "Small":
		b.Style = "small"
	case "Text_20_body_20_indent":
		b.Style = "indent"
	case "Title":
		b.Kind, b.Style = Title, ""
	case "Caption":
		b.Kind, b.Style = "caption", ""
	}
	if n.name == "text:h" {
		b.Kind, b.Style = Heading, ""
		b.Level, err = strconv.Atoi(n.get("text:outline-level"))
		if err != nil || r.named[name].get("style:default-outline-level") != n.get("text:outline-level") {
			return b, fmt.Errorf("the heading %q has level %q and style %q", b.Text(), n.get("text:outline-level"), name)
		}
	}
	return b, nil
}

func (r *odtReader) items(list *node, newPage bool) ([]Block, error) {
	var all []Block
	numbered := r.named[list.get("text:style-name")].child("text:list-level-style-number") != nil
	for _, item := range list.children {
		if item.name != "text:list-item" {
			return nil, fmt.Errorf("a <%s> is not expected in a list", item.name)
		}
		b, err := r.para(item.child("text:p"))
		if err != nil {
			return nil, err
		}
		b.Kind, b.Style, b.Numbered, b.First = Item, "", numbered, len(all) == 0
		all = append(all, b)
	}
	return all, nil
}

func (r *odtReader) table(n *node) (Block, error) {
	t := &Table{Plain: true}
	columns := len(n.all("table:table-column"))
	own := r.auto[n.get("table:style-name")]
	if own == nil {
		return Block{}, fmt.Errorf("the table style %q is not there", n.get("table:style-name"))
	}
	row := func(tr *node) ([]Cell, error) {
		var cells []Cell
		for _, tc := range tr.all("table:table-cell") {
			look := r.auto[tc.get("table:style-name")].child("style:table-cell-properties")
			if look == nil {
				return nil, fmt.Errorf("the cell style %q is not there", tc.get("table:style-name"))
			}
			if look.get("fo:border-bottom") != "none" {
				t.Plain = false
			}
			name, auto, err := r.base(tc.child("text:p").get("text:style-name"))
			if err != nil {
				return nil, err
			}
			cells = append(cells, Cell{Runs: odtRuns(tc.child("text:p")), Head: name == "Table_20_Heading",
				Right: auto.child("style:paragraph-properties").get("fo:text-align") == "end"})
		}
		if len(cells) != columns {
			return nil, fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), columns)
		}
		return cells, nil
	}
	for _, c := range n.children {
		switch c.name {
		case "table:table-header-rows":
			cells, err := row(c.child("table:table-row"))
			if err != nil {
				return Block{}, err
			}
			for _, cell := range cells {
				t.Head = append(t.Head, cell.Text())
			}
		case "table:table-row":
			cells, err := row(c)
			if err != nil {
				return Block{}, err
			}
			t.Rows = append(t.Rows, cells)
		}
	}
	return Block{Kind: TableOf, Table: t, NewPage: own.child("style:table-properties").get("fo:break-before") == "page"}, nil
}

// odtRuns is the text in a paragraph, with white space folded as ODF 1.3 part 3,
// 6.1.2 says: what is left of it is what a person sees.
func odtRuns(n *node) []Run {
	var w words
	folded := true // what comes next stands after white space, or at the start
	var walk func(n *node, look Run)
	walk = func(n *node, look Run) {
		for _, c := range n.children {
			inside := look
			switch c.name {
			case "":
				var s strings.Builder
				for _, r := range c.text {
					space := strings.ContainsRune(" \t\r\n", r)
					if space && folded {
						continue
					}
					if folded = space; space {
						r = ' '
					}
					s.WriteRune(r)
				}
				w.add(s.String(), look)
				continue
			case "text:s":
				count, err := strconv.Atoi(c.get("text:c"))
				if err != nil {
					count = 1
				}
				w.add(strings.Repeat(" ", count), look)
				folded = true
				continue
			case "text:tab", "text:line-break":
				w.add(map[string]string{"text:tab": "\t", "text:line-break": "\n"}[c.name], look)
				folded = true
				continue
			case "text:page-number", "text:page-count":
				w.add("#", look)
				folded = false
				continue
			case "text:bookmark-ref":
				continue
			case "text:span":
				inside.Bold = inside.Bold || c.get("text:style-name") == "Strong_20_Emphasis"
				inside.Italic = inside.Italic || c.get("text:style-name") == "Emphasis"
			case "text:a":
				inside.Link = c.get("xlink:href")
			}
			walk(c, inside)
		}
	}
	if n == nil {
		return nil
	}
	walk(n, Run{})
	return w
}
