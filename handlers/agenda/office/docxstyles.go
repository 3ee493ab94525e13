package office

import "strconv"

// docxStyles is styles.xml: the looks, and how links and tables look.
func (d *Document) docxStyles() []byte {
	m := wordPart("w:styles")
	lang, _, _ := tag(d.Lang)
	m.open("w:docDefaults")
	m.open("w:rPrDefault")
	m.open("w:rPr")
	m.leaf("w:rFonts", "w:ascii", font, "w:hAnsi", font, "w:eastAsia", font, "w:cs", font)
	m.leaf("w:color", "w:val", black)
	m.leaf("w:sz", "w:val", "21")
	m.leaf("w:szCs", "w:val", "21")
	m.leaf("w:lang", "w:val", lang, "w:eastAsia", lang, "w:bidi", "ar-SA")
	m.close(2)
	m.open("w:pPrDefault")
	m.open("w:pPr")
	m.leaf("w:widowControl")
	m.close(3)

	p := d.paper()
	for i, l := range looks {
		if l.name == "List Start" || l.name == "List End" { // in Word the items themselves say so
			continue
		}
		l.docx(m, p, i == 0)
	}
	style := func(kind, id, name string, standard bool) {
		attributes := []string{"w:type", kind, "w:styleId", id}
		if standard {
			attributes = append(attributes, "w:default", "1")
		} else {
			attributes = append(attributes, "w:customStyle", "1")
		}
		if id == "Hyperlink" {
			attributes = attributes[:4]
		}
		m.open("w:style", attributes...)
		m.leaf("w:name", "w:val", name)
	}
	style("character", "DefaultParagraphFont", "Default Paragraph Font", true)
	m.leaf("w:uiPriority", "w:val", "1")
	m.leaf("w:semiHidden")
	m.close()
	style("character", "Hyperlink", "Hyperlink", false)
	m.leaf("w:basedOn", "w:val", "DefaultParagraphFont")
	m.leaf("w:uiPriority", "w:val", "99")
	m.open("w:rPr")
	m.leaf("w:color", "w:val", linked)
	m.leaf("w:u", "w:val", "single")
	m.close(2)
	style("numbering", "NoList", "No List", true)
	m.leaf("w:uiPriority", "w:val", "99")
	m.leaf("w:semiHidden")
	m.close()
	style("table", "TableNormal", "Normal Table", true)
	m.leaf("w:uiPriority", "w:val", "99")
	m.leaf("w:semiHidden")
	m.open("w:tblPr")
	m.leaf("w:tblInd", "w:w", "0", "w:type", "dxa")
	docxMargins(m, 0, 108, 108)
	m.close(2)

	style("table", "RuledTable", "Ruled Table", false)
	m.leaf("w:basedOn", "w:val", "TableNormal")
	m.open("w:tblPr")
	m.leaf("w:tblInd", "w:w", "0", "w:type", "dxa")
	m.open("w:tblBorders")
	docxBorder(m, "bottom", 4, hairline)
	docxBorder(m, "insideH", 4, hairline)
	m.close()
	docxMargins(m, cellAbove, cellBeside, cellBeside)
	m.close()
	m.open("w:tblStylePr", "w:type", "firstRow")
	m.open("w:tcPr")
	m.open("w:tcBorders")
	docxBorder(m, "bottom", 6, ruled)
	m.close()
	m.leaf("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", shade)
	m.close(3)

	style("table", "LabelTable", "Label Table", false)
	m.leaf("w:basedOn", "w:val", "TableNormal")
	m.open("w:tblPr")
	m.leaf("w:tblInd", "w:w", "0", "w:type", "dxa")
	docxMargins(m, cellAbove, 0, 2*cellBeside)
	m.close(2)
	return m.bytes()
}

func docxBorder(m *markup, side string, eighths int, color string) {
	m.leaf("w:"+side, "w:val", "single", "w:sz", strconv.Itoa(eighths), "w:space", "0", "w:color", color)
}

func docxMargins(m *markup, above, left, right length) {
	m.open("w:tblCellMar")
	for i, side := range []string{"top", "left", "bottom", "right"} {
		m.leaf("w:"+side, "w:w", []length{above, left, above, right}[i].twips(), "w:type", "dxa")
	}
	m.close()
}

// docx writes the look as a style.
func (l look) docx(m *markup, p paper, standard bool) {
	attributes := []string{"w:type", "paragraph", "w:styleId", l.id}
	switch {
	case standard:
		attributes = append(attributes, "w:default", "1")
	case l.id == "Lead" || l.id == "Small" || l.parent == "Table Contents" || l.id == "TableContents":
		attributes = append(attributes, "w:customStyle", "1")
	}
	m.open("w:style", attributes...)
	m.leaf("w:name", "w:val", l.word)
	if !standard {
		m.leaf("w:basedOn", "w:val", "Normal")
	}
	if l.next != "" {
		m.leaf("w:next", "w:val", l.next)
	}
	if l.outline > 0 {
		m.leaf("w:uiPriority", "w:val", "9")
	}
	m.leaf("w:qFormat")
	m.open("w:pPr")
	if l.keep {
		m.leaf("w:keepNext")
	}
	if l.whole {
		m.leaf("w:keepLines")
	}
	if l.rule {
		m.open("w:pBdr")
		m.leaf("w:bottom", "w:val", "single", "w:sz", "6", "w:space", "4", "w:color", ruled)
		m.close()
	}
	if l.right {
		m.open("w:tabs")
		if l.dots {
			m.leaf("w:tab", "w:val", "right", "w:leader", "dot", "w:pos", p.text().twips())
		} else {
			m.leaf("w:tab", "w:val", "right", "w:pos", p.text().twips())
		}
		m.close()
	}
	m.leaf("w:spacing", "w:before", l.before.twips(), "w:after", l.after.twips(), "w:line", strconv.Itoa(l.line*240/100), "w:lineRule", "auto")
	if l.left != 0 || l.hanging != 0 {
		hanging := ""
		if l.hanging != 0 {
			hanging = "w:hanging"
		}
		m.leaf("w:ind", "w:left", l.left.twips(), hanging, l.hanging.twips())
	}
	if l.outline > 0 {
		m.leaf("w:outlineLvl", "w:val", strconv.Itoa(l.outline-1))
	}
	m.close()
	m.open("w:rPr")
	if l.bold {
		m.leaf("w:b")
		m.leaf("w:bCs")
	}
	if l.italic {
		m.leaf("w:i")
		m.leaf("w:iCs")
	}
	m.leaf("w:color", "w:val", l.color)
	m.leaf("w:sz", "w:val", strconv.Itoa(l.size))
	m.leaf("w:szCs", "w:val", strconv.Itoa(l.size))
	m.close(2)
}
