package office_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"wegwijs/handlers/agenda/office/officetest"
)

// order is which children an element may have, and in which order. What stands in
// one string, with "|" between, may come in any order and more than once. An element
// that is not listed is not checked.
type order map[string][]string

// word is the part we use of the schema of WordprocessingML: ECMA-376 part 1, annex A
// (wml.xsd), transitional. The names of the types are those of the schema.
var word = order{
	"w:document":    {"w:background", "w:body"},                                                                                                                         // CT_Document
	"w:body":        {"w:p|w:tbl|w:sdt", "w:sectPr"},                                                                                                                    // CT_Body
	"w:sdt":         {"w:sdtPr", "w:sdtEndPr", "w:sdtContent"},                                                                                                          // CT_SdtBlock
	"w:sdtContent":  {"w:p|w:tbl"},                                                                                                                                      // CT_SdtContentBlock
	"w:docPartObj":  {"w:docPartGallery", "w:docPartCategory", "w:docPartUnique"},                                                                                       // CT_SdtDocPart
	"w:p":           {"w:pPr", "w:r|w:hyperlink|w:bookmarkStart|w:bookmarkEnd"},                                                                                         // CT_P
	"w:hyperlink":   {"w:r"},                                                                                                                                            // CT_Hyperlink
	"w:r":           {"w:rPr", "w:t|w:tab|w:br|w:fldChar|w:instrText"},                                                                                                  // CT_R
	"w:tbl":         {"w:tblPr", "w:tblGrid", "w:tr"},                                                                                                                   // CT_Tbl
	"w:tblGrid":     {"w:gridCol"},                                                                                                                                      // CT_TblGrid
	"w:tr":          {"w:tblPrEx", "w:trPr", "w:tc"},                                                                                                                    // CT_Row
	"w:trPr":        {"w:cantSplit|w:tblHeader|w:trHeight|w:jc"},                                                                                                        // CT_TrPr
	"w:tc":          {"w:tcPr", "w:p|w:tbl"},                                                                                                                            // CT_Tc
	"w:numPr":       {"w:ilvl", "w:numId"},                                                                                                                              // CT_NumPr
	"w:pBdr":        {"w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"},                                                                                   // CT_PBdr
	"w:tabs":        {"w:tab"},                                                                                                                                          // CT_Tabs
	"w:tblBorders":  {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"},                                                                               // CT_TblBorders
	"w:tblCellMar":  {"w:top", "w:left", "w:bottom", "w:right"},                                                                                                         // CT_TblCellMar
	"w:tcBorders":   {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"},                                                                               // CT_TcBorders
	"w:styles":      {"w:docDefaults", "w:latentStyles", "w:style"},                                                                                                     // CT_Styles
	"w:docDefaults": {"w:rPrDefault", "w:pPrDefault"},                                                                                                                   // CT_DocDefaults
	"w:tblStylePr":  {"w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"},                                                                                                  // CT_TblStylePr
	"w:numbering":   {"w:numPicBullet", "w:abstractNum", "w:num"},                                                                                                       // CT_Numbering
	"w:num":         {"w:abstractNumId", "w:lvlOverride"},                                                                                                               // CT_Num
	"w:lvlOverride": {"w:startOverride", "w:lvl"},                                                                                                                       // CT_NumLvl
	"w:abstractNum": {"w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "w:styleLink", "w:numStyleLink", "w:lvl"},                                                       // CT_AbstractNum
	"w:lvl":         {"w:start", "w:numFmt", "w:lvlRestart", "w:pStyle", "w:isLgl", "w:suff", "w:lvlText", "w:lvlPicBulletId", "w:legacy", "w:lvlJc", "w:pPr", "w:rPr"}, // CT_Lvl
	"w:fonts":       {"w:font"},                                                                                                                                         // CT_FontsList
	"w:font":        {"w:altName", "w:panose1", "w:charset", "w:family", "w:notTrueType", "w:pitch", "w:sig"},                                                           // CT_Font
	"w:hdr":         {"w:p|w:tbl"},                                                                                                                                      // CT_HdrFtr
	"w:ftr":         {"w:p|w:tbl"},                                                                                                                                      // CT_HdrFtr
	"w:compat":      {"w:compatSetting"},                                                                                                                                // CT_Compat
	"w:rPrDefault":  {"w:rPr"},
	"w:pPrDefault":  {"w:pPr"},
	// CT_PPr: CT_PPrBase and what follows it
	"w:pPr": {"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr", "w:suppressLineNumbers",
		"w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
		"w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
		"w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle",
		"w:rPr", "w:sectPr", "w:pPrChange"},
	// EG_RPrBase, in the order Word writes and older programs insist on
	"w:rPr": {"w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow",
		"w:emboss", "w:imprint", "w:noProof", "w:snapToGrid", "w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position",
		"w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang",
		"w:eastAsianLayout", "w:specVanish", "w:oMath"},
	// CT_TblPr: CT_TblPrBase and what follows it
	"w:tblPr": {"w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc",
		"w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
		"w:tblPrChange"},
	// CT_TcPr: CT_TcPrBase and what follows it
	"w:tcPr": {"w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:textDirection",
		"w:tcFitText", "w:vAlign", "w:hideMark"},
	// CT_SectPr: EG_HdrFtrReferences and EG_SectPrContents
	"w:sectPr": {"w:headerReference|w:footerReference", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz", "w:pgMar", "w:paperSrc", "w:pgBorders",
		"w:lnNumType", "w:pgNumType", "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid"},
	// CT_Style
	"w:style": {"w:name", "w:aliases", "w:basedOn", "w:next", "w:link", "w:autoRedefine", "w:hidden", "w:uiPriority", "w:semiHidden",
		"w:unhideWhenUsed", "w:qFormat", "w:locked", "w:personal", "w:personalCompose", "w:personalReply", "w:rsid", "w:pPr", "w:rPr", "w:tblPr",
		"w:trPr", "w:tcPr", "w:tblStylePr"},
	// CT_Settings, as far as it is of use here
	"w:settings": {"w:writeProtection", "w:view", "w:zoom", "w:mirrorMargins", "w:trackRevisions", "w:documentProtection", "w:defaultTabStop",
		"w:autoHyphenation", "w:evenAndOddHeaders", "w:characterSpacingControl", "w:updateFields", "w:footnotePr", "w:endnotePr", "w:compat",
		"w:rsids", "w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator"},
}

// odf is the part we use of the schema of OpenDocument 1.3, part 3 (the Relax NG
// schema in its appendix). Where a heading of that document says more, it is named.
var odf = order{
	"office:document-content":              {"office:scripts", "office:font-face-decls", "office:automatic-styles", "office:body"},                                                 // 3.1.3.2
	"office:document-styles":               {"office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles"},                                         // 3.1.3.3
	"office:document-settings":             {"office:settings"},                                                                                                                    // 3.1.3.5
	"office:settings":                      {"config:config-item-set"},                                                                                                             // 3.10
	"office:meta":                          {"meta:generator|dc:title|dc:subject|meta:initial-creator|dc:creator|meta:creation-date|dc:date|dc:language"},                          // 3.1.1
	"office:text":                          {"text:p|text:h|text:list|table:table|text:table-of-content"},                                                                          // 3.4
	"office:spreadsheet":                   {"table:table", "table:database-ranges"},                                                                                               // 3.7
	"text:list":                            {"text:list-header", "text:list-item"},                                                                                                 // 5.3.2
	"text:list-item":                       {"text:p|text:h|text:list"},                                                                                                            // 5.3.3
	"text:table-of-content":                {"text:table-of-content-source", "text:index-body"},                                                                                    // 8.3
	"text:table-of-content-source":         {"text:index-title-template", "text:table-of-content-entry-template"},                                                                  // 8.3.2
	"text:table-of-content-entry-template": {"text:index-entry-link-start|text:index-entry-link-end|text:index-entry-text|text:index-entry-tab-stop|text:index-entry-page-number"}, // 8.3.3
	"text:index-body":                      {"text:index-title|text:p"},                                                                                                            // 8.2.2
	"table:table":                          {"table:title", "table:desc", "table:table-column", "table:table-header-rows", "table:table-row"},                                      // 9.1.2
	"table:table-header-rows":              {"table:table-row"},                                                                                                                    // 9.1.7
	"table:table-row":                      {"table:table-cell"},                                                                                                                   // 9.1.3
	"table:table-cell":                     {"text:p|text:h|text:list"},                                                                                                            // 9.1.4
	"table:database-ranges":                {"table:database-range"},                                                                                                               // 9.4.14
	"style:paragraph-properties":           {"style:tab-stops", "style:drop-cap", "style:background-image"},                                                                        // 17.6
	"style:page-layout":                    {"style:page-layout-properties", "style:header-style", "style:footer-style"},                                                           // 16.5
	"style:header-style":                   {"style:header-footer-properties"},                                                                                                     // 16.6
	"style:footer-style":                   {"style:header-footer-properties"},                                                                                                     // 16.7
	"style:master-page":                    {"style:header", "style:footer"},                                                                                                       // 16.9
	"style:style": {"style:table-properties", "style:table-column-properties", "style:table-row-properties", "style:table-cell-properties",
		"style:paragraph-properties", "style:text-properties"}, // 16.2, by family
	"text:list-style":              {"text:list-level-style-bullet|text:list-level-style-number"}, // 16.30
	"text:list-level-style-bullet": {"style:list-level-properties", "style:text-properties"},      // 16.31
	"text:list-level-style-number": {"style:list-level-properties", "style:text-properties"},      // 16.32
	"text:outline-level-style":     {"style:list-level-properties", "style:text-properties"},      // 16.35
	"style:list-level-properties":  {"style:list-level-label-alignment"},                          // 17.19
	"office:master-styles":         {"style:master-page"},
	"number:date-style":            {"number:day|number:month|number:year|number:text"}, // 16.29.10
}

// check reads a part and says which element stands where its parent does not allow it.
func (o order) check(data []byte) error {
	prefix := map[string]string{
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
	}
	for _, name := range []string{"office", "style", "text", "table", "meta", "config", "manifest"} {
		prefix["urn:oasis:names:tc:opendocument:xmlns:"+name+":1.0"] = name
	}
	prefix["urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"], prefix["http://purl.org/dc/elements/1.1/"] = "number", "dc"
	type open struct {
		name string
		at   int
	}
	stack := []open{{}}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := prefix[t.Name.Space] + ":" + t.Name.Local
			parent := &stack[len(stack)-1]
			if allowed, ok := o[parent.name]; ok {
				at := slices.IndexFunc(allowed, func(group string) bool { return slices.Contains(strings.Split(group, "|"), name) })
				if at < 0 {
					return fmt.Errorf("<%s> is not allowed in <%s>", name, parent.name)
				}
				if at < parent.at {
					return fmt.Errorf("<%s> stands too late in <%s>", name, parent.name)
				}
				parent.at = at
			}
			stack = append(stack, open{name: name})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func TestElementsStandInTheOrderOfTheSchema(t *testing.T) {
	documents := odd()
	documents["sample"], documents["hostile"] = sample(), everywhere(hostile[18])
	checked := 0
	check := func(what string, rules order, data []byte) {
		parts, err := officetest.Parts(data)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		for name, part := range parts {
			if path.Ext(name) != ".xml" || strings.HasPrefix(name, "docProps/") || strings.HasPrefix(name, "[") {
				continue
			}
			checked++
			if err := rules.check(part); err != nil {
				t.Errorf("%s, %s: %v", what, name, err)
			}
		}
	}
	for name, d := range documents {
		check(name+".docx", word, written(t, d.DOCX))
		check(name+".odt", odf, written(t, d.ODT))
	}
	check("book.ods", odf, written(t, book().ODS))
	check("empty.ods", odf, written(t, filled("").ODS))
	if checked < 100 {
		t.Errorf("only %d parts were checked", checked)
	}
}

func TestTheOrderIsChecked(t *testing.T) {
	begin, end := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`, `</w:body></w:document>`
	for inside, want := range map[string]string{
		`<w:p><w:pPr><w:jc/><w:outlineLvl/></w:pPr><w:r/></w:p><w:sectPr/>`: "",
		`<w:p><w:pPr><w:jc/><w:spacing/></w:pPr></w:p>`:                     "<w:spacing> stands too late in <w:pPr>",
		`<w:p><w:r/><w:pPr/></w:p>`:                                         "<w:pPr> stands too late in <w:p>",
		`<w:p><w:t/></w:p>`:                                                 "<w:t> is not allowed in <w:p>",
		`<w:sectPr/><w:p/>`:                                                 "<w:p> stands too late in <w:body>",
	} {
		got := ""
		if err := word.check([]byte(begin + inside + end)); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", inside, got, want)
		}
	}
}
