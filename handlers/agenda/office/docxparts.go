package office

import "strconv"

// docxParts are all files of a DOCX, in the order Word writes them.
func (d *Document) docxParts(x *docx) []part {
	const types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	files := []struct{ name, kind, rel, id string }{
		{"word/document.xml", types + "document.main+xml", "", ""},
		{"word/styles.xml", types + "styles+xml", "styles", relStyles},
		{"word/numbering.xml", types + "numbering+xml", "numbering", relNumbering},
		{"word/settings.xml", types + "settings+xml", "settings", relSettings},
		{"word/fontTable.xml", types + "fontTable+xml", "fontTable", relFonts},
		{"word/footer1.xml", types + "footer+xml", "footer", relFooter},
		{"word/header1.xml", types + "header+xml", "header", relHeader},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", "", ""},
		{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", "", ""},
	}
	content := map[string][]byte{
		"word/document.xml":  x.bytes(),
		"word/styles.xml":    d.docxStyles(),
		"word/numbering.xml": docxNumbering(x.lists),
		"word/settings.xml":  d.docxSettings(),
		"word/fontTable.xml": docxFonts(),
		"word/footer1.xml":   d.docxFooter(),
		"docProps/core.xml":  d.docxCore(),
		"docProps/app.xml":   docxApp(),
	}
	if x.paper.header {
		content["word/header1.xml"] = d.docxHeader()
	}

	kinds := newMarkup()
	kinds.open("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	kinds.leaf("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	kinds.leaf("Default", "Extension", "xml", "ContentType", "application/xml")
	rels := relationships()
	var parts []part
	for _, f := range files {
		data, ok := content[f.name]
		if !ok {
			continue
		}
		kinds.leaf("Override", "PartName", "/"+f.name, "ContentType", f.kind)
		if f.rel != "" {
			rels.leaf("Relationship", "Id", f.id, "Type", relNamespace+"/"+f.rel, "Target", f.name[len("word/"):])
		}
		parts = append(parts, part{f.name, data})
	}
	for i, link := range x.links {
		rels.leaf("Relationship", "Id", "rId"+strconv.Itoa(relFirstLink+i), "Type", relNamespace+"/hyperlink", "Target", link, "TargetMode", "External")
	}
	top := relationships()
	top.leaf("Relationship", "Id", "rId1", "Type", relNamespace+"/officeDocument", "Target", "word/document.xml")
	top.leaf("Relationship", "Id", "rId2", "Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "Target", "docProps/core.xml")
	top.leaf("Relationship", "Id", "rId3", "Type", relNamespace+"/extended-properties", "Target", "docProps/app.xml")
	return append([]part{
		{"[Content_Types].xml", kinds.bytes()},
		{"_rels/.rels", top.bytes()},
		{"word/_rels/document.xml.rels", rels.bytes()},
	}, parts...)
}

func relationships() *markup {
	m := newMarkup()
	m.open("Relationships", "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	return m
}

func (d *Document) docxCore() []byte {
	m := newMarkup()
	m.open("cp:coreProperties", "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	some := func(name, text string) {
		if text = line(text); text != "" {
			m.with(name, text)
		}
	}
	some("dc:title", d.Title)
	some("dc:subject", d.Subject)
	some("dc:creator", d.Author)
	some("cp:lastModifiedBy", d.Author)
	if stamp := stamp(d.Created); stamp != "" {
		m.with("dcterms:created", stamp, "xsi:type", "dcterms:W3CDTF")
		m.with("dcterms:modified", stamp, "xsi:type", "dcterms:W3CDTF")
	}
	lang, _, _ := tag(d.Lang)
	m.with("dc:language", lang)
	return m.bytes()
}

func docxApp() []byte {
	m := newMarkup()
	m.open("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	m.with("Application", program)
	return m.bytes()
}

func (d *Document) docxSettings() []byte {
	m := wordPart("w:settings")
	m.leaf("w:zoom", "w:percent", "100")
	m.leaf("w:defaultTabStop", "w:val", "709")
	m.leaf("w:characterSpacingControl", "w:val", "doNotCompress")
	m.open("w:compat")
	// As Word of 2013 and later lays out: without it the title bar says "compatibility mode".
	for _, c := range [][2]string{{"compatibilityMode", "15"}, {"overrideTableStyleFontSizeAndJustification", "1"},
		{"enableOpenTypeFeatures", "1"}, {"doNotFlipMirrorIndents", "1"}, {"differentiateMultirowTableHeaders", "1"}} {
		m.leaf("w:compatSetting", "w:name", c[0], "w:uri", "http://schemas.microsoft.com/office/word", "w:val", c[1])
	}
	m.close()
	lang, _, _ := tag(d.Lang)
	m.leaf("w:themeFontLang", "w:val", lang)
	decimal, separator := ",", ";"
	if page, _ := pageWords(d.Lang); page == "Page " {
		decimal, separator = ".", ","
	}
	m.leaf("w:decimalSymbol", "w:val", decimal)
	m.leaf("w:listSeparator", "w:val", separator)
	return m.bytes()
}

func docxFonts() []byte {
	m := wordPart("w:fonts")
	m.open("w:font", "w:name", font)
	m.leaf("w:altName", "w:val", twin)
	m.leaf("w:panose1", "w:val", "020B0604020202020204")
	m.leaf("w:charset", "w:val", "00")
	m.leaf("w:family", "w:val", "swiss")
	m.leaf("w:pitch", "w:val", "variable")
	m.close()
	return m.bytes()
}

func (d *Document) docxHeader() []byte {
	x := &docx{markup: wordPart("w:hdr")}
	x.para("Header", []Run{{Text: d.Header}}, looked{})
	return x.bytes()
}

func (d *Document) docxFooter() []byte {
	x := &docx{markup: wordPart("w:ftr")}
	page, of := pageWords(d.Lang)
	number := func(of string) {
		x.field("begin")
		x.open("w:r")
		x.with("w:instrText", " "+of+" ", "xml:space", "preserve")
		x.close()
		x.field("separate")
		x.run("1", false, false, false)
		x.field("end")
	}
	x.open("w:p")
	x.properties("Footer", looked{})
	x.run(clean(d.Footer)+"\t"+page, false, false, false)
	number("PAGE")
	x.run(of, false, false, false)
	number("NUMPAGES")
	x.close()
	return x.bytes()
}

// docxNumbering has every list of the document: with numbers, which begin at 1, or
// with bullets.
func docxNumbering(lists []bool) []byte {
	m := wordPart("w:numbering")
	l := lookOf("ListParagraph")
	for id, kind := range []string{"bullet", "decimal"} {
		m.open("w:abstractNum", "w:abstractNumId", strconv.Itoa(id))
		m.leaf("w:multiLevelType", "w:val", "singleLevel")
		m.open("w:lvl", "w:ilvl", "0")
		m.leaf("w:start", "w:val", "1")
		m.leaf("w:numFmt", "w:val", kind)
		m.leaf("w:lvlText", "w:val", []string{"•", "%1."}[id])
		m.leaf("w:lvlJc", "w:val", "left")
		m.open("w:pPr")
		m.open("w:tabs")
		m.leaf("w:tab", "w:val", "num", "w:pos", l.left.twips())
		m.close()
		m.leaf("w:ind", "w:left", l.left.twips(), "w:hanging", l.hanging.twips())
		m.close(3)
	}
	for i, numbered := range lists {
		m.open("w:num", "w:numId", strconv.Itoa(i+1))
		if !numbered {
			m.leaf("w:abstractNumId", "w:val", "0")
			m.close()
			continue
		}
		m.leaf("w:abstractNumId", "w:val", "1")
		m.open("w:lvlOverride", "w:ilvl", "0")
		m.leaf("w:startOverride", "w:val", "1")
		m.close(2)
	}
	return m.bytes()
}
