package office

import (
	"io"
	"time"
)

// What ODT and ODS have in common.

// namespaces are those of ODF 1.3 that we use.
var namespaces = []string{
	"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
	"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
	"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
	"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
	"xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
	"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
	"xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
	"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
	"xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
	"xmlns:dc", "http://purl.org/dc/elements/1.1/",
	"xmlns:xlink", "http://www.w3.org/1999/xlink",
	"office:version", "1.3",
}

// program is who made the file, for its properties.
const program = "Wegwijs"

// a property list is what a file says about itself.
type properties struct {
	title, subject, author, lang string
	created                      time.Time
}

func odfMeta(p properties) []byte {
	m := newMarkup()
	m.open("office:document-meta", namespaces...)
	m.open("office:meta")
	m.with("meta:generator", program)
	if p.title != "" {
		m.with("dc:title", p.title)
	}
	if p.subject != "" {
		m.with("dc:subject", p.subject)
	}
	if p.author != "" {
		m.with("meta:initial-creator", p.author)
		m.with("dc:creator", p.author)
	}
	if stamp := stamp(p.created); stamp != "" {
		m.with("meta:creation-date", stamp)
		m.with("dc:date", stamp)
	}
	m.with("dc:language", p.lang)
	return m.bytes()
}

// stamp is a time as both formats write it in their properties; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() || t.UTC().Year() < 1 || t.UTC().Year() > 9999 {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// odf writes a package of OpenDocument.
func odf(w io.Writer, kind string, created time.Time, parts ...part) error {
	m := newMarkup()
	m.open("manifest:manifest", "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:version", "1.3")
	m.leaf("manifest:file-entry", "manifest:full-path", "/", "manifest:version", "1.3", "manifest:media-type", kind)
	for _, p := range parts {
		m.leaf("manifest:file-entry", "manifest:full-path", p.name, "manifest:media-type", "text/xml")
	}
	all := append([]part{{"mimetype", []byte(kind)}}, parts...)
	return pack(w, created, append(all, part{"META-INF/manifest.xml", m.bytes()}))
}

// odfFont declares the font.
func odfFont(m *markup) {
	m.open("office:font-face-decls")
	m.leaf("style:font-face", "style:name", font, "svg:font-family", fontCSS, "style:font-family-generic", "swiss", "style:font-pitch", "variable")
	m.close()
}

// odfLanguage are the attributes of the language of a text.
func odfLanguage(lang string) []string {
	_, language, country := tag(lang)
	if country == "" {
		country = "none"
	}
	return []string{
		"fo:language", language, "fo:country", country,
		"style:language-asian", "zxx", "style:country-asian", "none",
		"style:language-complex", "zxx", "style:country-complex", "none",
	}
}
