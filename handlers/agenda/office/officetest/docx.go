package officetest

import (
	"fmt"
	"strconv"
	"strings"
)

type docxReader struct {
	styles map[string]*node // by id
	links  map[string]string
	lists  map[string]bool // by number: numbered
	doc    Doc
	last   string // number of the list before
	breaks bool   // a page begins after an empty line
}

// ReadDOCX reads a Word document, and fails where ReadODT does.
func ReadDOCX(data []byte) (Doc, error) {
	f, err := open(data)
	if err != nil {
		return Doc{}, err
	}
	if err := f.opc(); err != nil {
		return Doc{}, err
	}
	r := &docxReader{styles: map[string]*node{}, links: map[string]string{}, lists: map[string]bool{}}
	styles := f.trees["word/styles.xml"]
	for _, s := range styles.all("w:style") {
		r.styles[s.get("w:styleId")] = s
	}
	r.numbering(f.trees["word/numbering.xml"])
	targets := map[string]string{}
	for _, rel := range f.trees["word/_rels/document.xml.rels"].all("rel:Relationship") {
		targets[rel.get("Id")] = rel.get("Target")
		if strings.HasSuffix(rel.get("Type"), "/hyperlink") {
			r.links[rel.get("Id")] = rel.get("Target")
		}
	}
	d := &r.doc
	var lang string
	d.Title, d.Subject, d.Author, lang, d.Created = f.core()
	if d.Lang = styles.child("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang").get("w:val"); d.Lang != lang {
		return *d, fmt.Errorf("the text is in %q and the properties say %q", d.Lang, lang)
	}
	body := f.trees["word/document.xml"].child("w:body")
	section := body.child("w:sectPr")
	d.Landscape = section.child("w:pgSz").get("w:orient") == "landscape"
	for name, to := range map[string]*string{"w:headerReference": &d.Header, "w:footerReference": &d.Footer} {
		if ref := section.child(name); ref != nil {
			runs, err := r.runs(f.trees["word/"+targets[ref.get("r:id")]].child("w:p"))
			if err != nil {
				return *d, err
			}
			*to = text(runs)
		}
	}
	return *d, r.body(body)
}

func (r *docxReader) numbering(n *node) {
	kinds := map[string]bool{}
	for _, a := range n.all("w:abstractNum") {
		kinds[a.get("w:abstractNumId")] = a.child("w:lvl", "w:numFmt").get("w:val") == "decimal"
	}
	for _, num := range n.all("w:num") {
		r.lists[num.get("w:numId")] = kinds[num.child("w:abstractNumId").get("w:val")]
	}
}

func (r *docxReader) body(body *node) error {
	caption, captionBreaks := "", false
	for i, n := range body.children {
		var b Block
		var err error
		switch n.name {
		case "w:p":
			if b, err = r.para(n); err != nil {
				return err
			}
			if len(b.Runs) == 0 && n.child("w:pPr", "w:spacing").get("w:lineRule") == "exact" {
				r.breaks = r.breaks || b.NewPage // it only keeps tables apart
				continue
			}
		case "w:tbl":
			if i > 0 && body.children[i-1].name == "w:tbl" {
				return fmt.Errorf("two tables touch, which Word makes one of")
			}
			if b, err = r.table(n); err != nil {
				return err
			}
			if title := n.child("w:tblPr", "w:tblCaption").get("w:val"); title != caption {
				return fmt.Errorf("a table with the title %q has the caption %q", title, caption)
			}
			b.Table.Caption, b.NewPage = caption, captionBreaks
			caption, captionBreaks = "", false
		case "w:sdt":
			if b, err = r.contents(n); err != nil {
				return err
			}
		case "w:sectPr":
			if i != len(body.children)-1 {
				return fmt.Errorf("the section does not end the body")
			}
			continue
		default:
			return fmt.Errorf("a <%s> is not expected here", n.name)
		}
		if caption != "" {
			return fmt.Errorf("the caption %q has no table", caption)
		}
		b.NewPage, r.breaks = b.NewPage || r.breaks, false
		if b.Kind == "caption" {
			caption, captionBreaks = b.Text(), b.NewPage
			continue
		}
		if b.Kind != Item {
			r.last = ""
		}
		r.doc.Body = append(r.doc.Body, b)
	}
	return nil
}

// style is the style of a paragraph. It fails when it is not there.
func (r *docxReader) style(p *node) (*node, error) {
	id := p.child("w:pPr", "w:pStyle").get("w:val")
	if id == "" {
		id = "Normal"
	}
	if r.styles[id] == nil {
		return nil, fmt.Errorf("the style %q is not there", id)
	}
	return r.styles[id], nil
}

func (r *docxReader) para(p *node) (Block, error) {
	style, err := r.style(p)
	if err != nil {
		return Block{}, err
	}
	b := Block{Kind: Para, Style: style.get("w:styleId"), NewPage: p.child("w:pPr", "w:pageBreakBefore") != nil}
	if b.Runs, err = r.runs(p); err != nil {
		return b, err
	}
	switch style.child("w:name").get("w:val") {
	case "Normal":
		b.Style = "normal"
	case "Lead":
		b.Style = "lead"
	case "Small":
		b.Style = "small"
	case "Body Text Indent":
		b.Style = "indent"
	case "Title":
		b.Kind, b.Style = Title, ""
	case "caption":
		b.Kind, b.Style = "caption", ""
	}
	if level := style.child("w:pPr", "w:outlineLvl"); level != nil {
		n, err := strconv.Atoi(level.get("w:val"))
		if err != nil {
			return b, err
		}
		b.Kind, b.Style, b.Level = Heading, "", n+1
		if want := "heading " + strconv.Itoa(b.Level); style.child("w:name").get("w:val") != want {
			return b, fmt.Errorf("a heading of level %d is not %q", b.Level, want)
		}
	}
	if number := p.child("w:pPr", "w:numPr", "w:numId").get("w:val"); number != "" {
		numbered, ok := r.lists[number]
		if !ok {
			return b, fmt.Errorf("the list %q is not there", number)
		}
		b.Kind, b.Style, b.Numbered, b.First = Item, "", numbered, number != r.last
		r.last = number
	}
	return b, nil
}

func (r *docxReader) table(n *node) (Block, error) {
	style := r.styles[n.child("w:tblPr", "w:tblStyle").get("w:val")]
	if style == nil {
		return Block{}, fmt.Errorf("a table has no style that is there")
	}
	t := &Table{Plain: style.child("w:tblPr", "w:tblBorders") == nil}
	columns := len(n.child("w:tblGrid").all("w:gridCol"))
	for i, tr := range n.all("w:tr") {
		var cells []Cell
		for _, tc := range tr.all("w:tc") {
			if last := tc.children[len(tc.children)-1]; last.name != "w:p" {
				return Block{}, fmt.Errorf("a cell ends in <%s>", last.name)
			}
			p := tc.child("w:p")
			look, err := r.style(p)
			if err != nil {
				return Block{}, err
			}
			runs, err := r.runs(p)
			if err != nil {
				return Block{}, err
			}
			cells = append(cells, Cell{Runs: runs, Head: look.get("w:styleId") == "TableHeading", Right: p.child("w:pPr", "w:jc").get("w:val") == "right"})
		}
		if len(cells) != columns {
			return Block{}, fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), columns)
		}
		if tr.child("w:trPr", "w:tblHeader") == nil {
			t.Rows = append(t.Rows, cells)
			continue
		}
		if i > 0 {
			return Block{}, fmt.Errorf("row %d of a table is a header", i+1)
		}
		for _, c := range cells {
			t.Head = append(t.Head, c.Text())
		}
	}
	return Block{Kind: TableOf, Table: t}, nil
}

func (r *docxReader) contents(n *node) (Block, error) {
	b := Block{Kind: Contents}
	for _, p := range n.child("w:sdtContent").children {
		line, err := r.para(p)
		if err != nil {
			return b, err
		}
		b.NewPage = b.NewPage || line.NewPage
		if line.Style == "TOCHeading" {
			b.Runs = line.Runs
			continue
		}
		b.Entries = append(b.Entries, line.Text())
	}
	return b, nil
}

// runs is the text in a paragraph. A field counts as "#".
func (r *docxReader) runs(p *node) ([]Run, error) {
	var w words
	field := ""
	var walk func(n *node, link string) error
	walk = func(n *node, link string) error {
		for _, c := range n.children {
			switch c.name {
			case "w:hyperlink":
				to, ok := r.links[c.get("r:id")]
				if !ok && c.get("w:anchor") == "" {
					return fmt.Errorf("a link leads to %q, which is not there", c.get("r:id"))
				}
				if err := walk(c, to); err != nil {
					return err
				}
			case "w:r":
				look := Run{Bold: c.child("w:rPr", "w:b") != nil, Italic: c.child("w:rPr", "w:i") != nil, Link: link}
				for _, piece := range c.children {
					switch piece.name {
					case "w:t":
						s := piece.inner()
						if piece.get("xml:space") != "preserve" {
							s = strings.TrimSpace(s)
						}
						if field == "" || strings.HasPrefix(field, "TOC") {
							w.add(s, look)
						}
					case "w:tab":
						w.add("\t", look)
					case "w:br":
						w.add("\n", look)
					case "w:instrText":
						if field = strings.TrimSpace(piece.inner()); !strings.HasPrefix(field, "TOC") {
							w.add("#", look)
						}
					case "w:fldChar":
						if piece.get("w:fldCharType") == "end" {
							field = ""
						}
					}
				}
			}
		}
		return nil
	}
	if p == nil {
		return nil, nil
	}
	err := walk(p, "")
	return w, err
}
