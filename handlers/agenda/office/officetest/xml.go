package officetest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// A node is an element, or text in one.
type node struct {
	name     string // "w:p" whatever the prefix in the file; "" for text
	text     string
	attr     map[string]string // as name
	children []*node
}

// prefixes are the names we call namespaces by.
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":            "w",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":               "x",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":     "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":            "rel",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
	"http://schemas.openxmlformats.org/package/2006/content-types":            "ct",
	"http://purl.org/dc/elements/1.1/":                                        "dc",
	"http://purl.org/dc/terms/":                                               "dcterms",
	"http://www.w3.org/1999/xlink":                                            "xlink",
	"http://www.w3.org/XML/1998/namespace":                                    "xml",
	"xml":                                                                     "xml",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                        "office",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                         "style",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                          "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                         "table",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":             "fo",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                          "meta",
	"urn:oasis:names:tc:opendocument:xmlns:config:1.0":                        "config",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                      "manifest",
}

func known(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	if p, ok := prefixes[n.Space]; ok {
		return p + ":" + n.Local
	}
	return n.Space + ":" + n.Local
}

// parse reads a part, and fails when it is not well-formed.
func parse(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	stack := []*node{top}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		last := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: known(t.Name), attr: make(map[string]string, len(t.Attr))}
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
					continue
				}
				if _, twice := n.attr[known(a.Name)]; twice {
					return nil, fmt.Errorf("<%s> has %s twice", n.name, known(a.Name))
				}
				n.attr[known(a.Name)] = a.Value
			}
			last.children = append(last.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.children = append(last.children, &node{text: string(t)})
		}
	}
	for _, n := range top.children {
		if n.name != "" {
			return n, nil
		}
	}
	return nil, errors.New("nothing in it")
}

// child is the first child with the name; of a nil node, nil.
func (n *node) child(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var next *node
		for _, c := range n.children {
			if c.name == name {
				next = c
				break
			}
		}
		n = next
	}
	return n
}

// all are the descendants with the name.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var found []*node
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

func (n *node) get(attribute string) string {
	if n == nil {
		return ""
	}
	return n.attr[attribute]
}

// inner is the text in the element as it stands.
func (n *node) inner() string {
	if n == nil {
		return ""
	}
	s := n.text
	for _, c := range n.children {
		s += c.inner()
	}
	return s
}

// A file is a package that was taken apart.
type file struct {
	names []string
	parts map[string][]byte
	trees map[string]*node
}

// open takes a package apart and reads all XML in it.
func open(data []byte) (*file, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	f := &file{parts: map[string][]byte{}, trees: map[string]*node{}}
	for i, entry := range z.File {
		if _, twice := f.parts[entry.Name]; twice {
			return nil, fmt.Errorf("%s is in it twice", entry.Name)
		}
		r, err := entry.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
		// ODF 1.3 part 2, 3.3: first, stored, and nothing extra in its header.
		if entry.Name == "mimetype" && (i != 0 || !bytes.HasPrefix(data[30:], append([]byte("mimetype"), part...))) {
			return nil, errors.New("mimetype is not first, or not stored as it is")
		}
		f.names, f.parts[entry.Name] = append(f.names, entry.Name), part
		if ext := path.Ext(entry.Name); ext == ".xml" || ext == ".rels" {
			if f.trees[entry.Name], err = parse(part); err != nil {
				return nil, fmt.Errorf("%s: %w", entry.Name, err)
			}
		}
	}
	return f, nil
}

// Parts are the files in the package by name. It fails when one that should be XML
// is not well-formed.
func Parts(data []byte) (map[string][]byte, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	return f.parts, nil
}

// odf checks what holds for every package of OpenDocument.
func (f *file) odf(kind string) error {
	if got := string(f.parts["mimetype"]); got != kind {
		return fmt.Errorf("mimetype is %q, not %q", got, kind)
	}
	listed := map[string]string{}
	for _, e := range f.trees["META-INF/manifest.xml"].all("manifest:file-entry") {
		listed[e.get("manifest:full-path")] = e.get("manifest:media-type")
	}
	if listed["/"] != kind {
		return fmt.Errorf("the manifest says %q is in it, not %q", listed["/"], kind)
	}
	for _, name := range f.names {
		if name != "mimetype" && name != "META-INF/manifest.xml" && listed[name] == "" {
			return fmt.Errorf("the manifest does not list %s", name)
		}
	}
	for name := range listed {
		if _, ok := f.parts[name]; !ok && name != "/" {
			return fmt.Errorf("the manifest lists %s, which is not there", name)
		}
	}
	for name, tree := range f.trees {
		if strings.HasPrefix(tree.name, "office:") && tree.get("office:version") != "1.3" {
			return fmt.Errorf("%s is not of OpenDocument 1.3", name)
		}
	}
	return nil
}

// opc checks what holds for every package of Office Open XML: each part has a type,
// and each relationship inside leads to a part.
func (f *file) opc() error {
	types, defaults := map[string]string{}, map[string]string{}
	for _, t := range f.trees["[Content_Types].xml"].all("ct:Override") {
		types[t.get("PartName")] = t.get("ContentType")
		if _, ok := f.parts[strings.TrimPrefix(t.get("PartName"), "/")]; !ok {
			return fmt.Errorf("%s has a type and is not there", t.get("PartName"))
		}
	}
	for _, t := range f.trees["[Content_Types].xml"].all("ct:Default") {
		defaults["."+t.get("Extension")] = t.get("ContentType")
	}
	for _, name := range f.names {
		if name != "[Content_Types].xml" && types["/"+name] == "" && defaults[path.Ext(name)] == "" {
			return fmt.Errorf("%s has no type", name)
		}
		if path.Ext(name) != ".rels" {
			continue
		}
		seen := map[string]bool{}
		for _, r := range f.trees[name].all("rel:Relationship") {
			if seen[r.get("Id")] {
				return fmt.Errorf("%s has %s twice", name, r.get("Id"))
			}
			seen[r.get("Id")] = true
			target := path.Join(path.Dir(path.Dir(name)), r.get("Target"))
			if strings.HasPrefix(r.get("Target"), "/") {
				target = r.get("Target")[1:]
			}
			if _, ok := f.parts[target]; !ok && r.get("TargetMode") != "External" {
				return fmt.Errorf("%s leads to %s, which is not there", name, target)
			}
		}
	}
	return nil
}

// core reads the properties of Office Open XML.
func (f *file) core() (title, subject, author, lang string, created time.Time) {
	core := f.trees["docProps/core.xml"]
	return core.child("dc:title").inner(), core.child("dc:subject").inner(), core.child("dc:creator").inner(),
		core.child("dc:language").inner(), moment(core.child("dcterms:created").inner())
}

// meta reads the properties of OpenDocument.
func (f *file) meta() (title, subject, author, lang string, created time.Time) {
	meta := f.trees["meta.xml"].child("office:meta")
	return meta.child("dc:title").inner(), meta.child("dc:subject").inner(), meta.child("dc:creator").inner(),
		meta.child("dc:language").inner(), moment(meta.child("meta:creation-date").inner())
}

func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// words gathers runs, and makes one of neighbours that look the same.
type words []Run

func (w *words) add(text string, look Run) {
	if text == "" {
		return
	}
	look.Text = text
	if last := len(*w) - 1; last >= 0 {
		before := (*w)[last]
		if before.Text = ""; before == (Run{"", look.Bold, look.Italic, look.Link}) {
			(*w)[last].Text += text
			return
		}
	}
	*w = append(*w, look)
}
