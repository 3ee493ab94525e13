package office

import "strings"

// markup is a part of a file while it is written. Names are ours; everything else
// passes through words or an attribute, and is escaped there.
type markup struct {
	b     []byte
	stack []string
}

func newMarkup() *markup {
	m := &markup{b: make([]byte, 0, 1<<14)}
	m.b = append(m.b, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"...)
	return m
}

// open begins an element; attributes are names and values in turn. One with an
// empty name is left out.
func (m *markup) open(name string, attributes ...string) {
	m.tag(name, attributes)
	m.b = append(m.b, '>')
	m.stack = append(m.stack, name)
}

// leaf is an element without content.
func (m *markup) leaf(name string, attributes ...string) {
	m.tag(name, attributes)
	m.b = append(m.b, "/>"...)
}

func (m *markup) tag(name string, attributes []string) {
	m.b = append(m.b, '<')
	m.b = append(m.b, name...)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i] == "" {
			continue
		}
		m.b = append(m.b, ' ')
		m.b = append(m.b, attributes[i]...)
		m.b = append(m.b, `="`...)
		m.b = escaped(m.b, attributes[i+1])
		m.b = append(m.b, '"')
	}
}

// close ends the element that was opened last, or so many.
func (m *markup) close(n ...int) {
	times := 1
	if len(n) > 0 {
		times = n[0]
	}
	for range times {
		last := len(m.stack) - 1
		m.b = append(m.b, "</"...)
		m.b = append(m.b, m.stack[last]...)
		m.b = append(m.b, '>')
		m.stack = m.stack[:last]
	}
}

// words adds text that was cleaned.
func (m *markup) words(s string) { m.b = escaped(m.b, s) }

// with is an element with nothing but text in it.
func (m *markup) with(name, text string, attributes ...string) {
	m.open(name, attributes...)
	m.words(text)
	m.close()
}

// raw adds markup of ours as it is.
func (m *markup) raw(s string) { m.b = append(m.b, s...) }

func (m *markup) bytes() []byte {
	m.close(len(m.stack))
	return m.b
}

func escaped(b []byte, s string) []byte {
	if !strings.ContainsAny(s, "&<>\"'\t\n\r") {
		return append(b, s...)
	}
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&quot;"...)
		case '\'':
			b = append(b, "&apos;"...)
		case '\t':
			b = append(b, "&#9;"...)
		case '\n':
			b = append(b, "&#10;"...)
		case '\r':
			b = append(b, "&#13;"...)
		default:
			b = append(b, c)
		}
	}
	return b
}
