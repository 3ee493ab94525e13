package paper

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/handlers/agenda/office"
)

// writeMarkdown writes a document as Markdown that every reader of CommonMark and
// of tables as GitHub has them (https://github.github.com/gfm/) shows alike. What
// people typed is never markup, HTML or a mention.
func writeMarkdown(w io.Writer, d *office.Document) error {
	out := &markdown{w: bufio.NewWriter(w)}
	if d.Title != "" {
		out.block("# " + inline(d.Title))
	}
	for _, b := range d.Body {
		switch b := b.(type) {
		case office.Heading:
			out.block(strings.Repeat("#", 1+b.Level) + " " + runs(b.Runs, " "))
		case office.Para:
			text := runs(b.Runs, "\\\n")
			if b.Style == office.Lead {
				text = "**" + runs(b.Runs, " ") + "**"
			}
			out.block(text)
		case office.List:
			out.list(b)
		case office.Table:
			out.table(b)
		}
	}
	return out.w.Flush()
}

type markdown struct {
	w     *bufio.Writer
	begun bool
}

// block writes one block with an empty line before it; an error comes back from
// Flush.
func (m *markdown) block(s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	if m.begun {
		m.w.WriteString("\n")
	}
	m.begun = true
	m.w.WriteString(s)
	m.w.WriteString("\n")
}

func (m *markdown) list(l office.List) {
	var lines []string
	for i, item := range l.Items {
		mark := "- "
		if l.Numbered {
			mark = strconv.Itoa(i+1) + ". "
		}
		lines = append(lines, mark+runs(item, "\\\n"+strings.Repeat(" ", len(mark))))
	}
	m.block(strings.Join(lines, "\n"))
}

func (m *markdown) table(t office.Table) {
	if t.Caption != "" {
		m.block(inline(t.Caption))
	}
	if t.Plain { // labels and values
		var lines []string
		for _, row := range t.Rows {
			line := "- "
			for i, c := range row {
				text := runs(c.Runs, "<br>")
				if c.Head && text != "" {
					text = "**" + text + ":**"
				}
				if i > 0 {
					line += " "
				}
				line += text
			}
			lines = append(lines, line)
		}
		m.block(strings.Join(lines, "\n"))
		return
	}
	var b strings.Builder
	for _, h := range t.Head {
		b.WriteString("| " + inline(oneLine(h)) + " ")
	}
	b.WriteString("|\n" + strings.Repeat("| --- ", len(t.Head)) + "|")
	for _, row := range t.Rows {
		b.WriteString("\n")
		for i := range t.Head {
			text := ""
			if i < len(row) {
				text = runs(row[i].Runs, "<br>")
			}
			b.WriteString("| " + text + " ")
		}
		b.WriteString("|")
	}
	m.block(b.String())
}

// runs is text in its looks; lines are parted by what stands for a line break.
func runs(all []office.Run, lineBreak string) string {
	lines := [][]office.Run{nil}
	for _, r := range all {
		for i, text := range strings.Split(printable(r.Text), "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			part := r
			part.Text = text
			lines[len(lines)-1] = append(lines[len(lines)-1], part)
		}
	}
	var written []string
	for _, line := range lines {
		var b strings.Builder
		for _, r := range line {
			b.WriteString(look(r))
		}
		written = append(written, strings.TrimFunc(b.String(), unicode.IsSpace))
	}
	// A break at the end of a block, or an empty line within one, is markup of its own.
	for len(written) > 0 && written[len(written)-1] == "" {
		written = written[:len(written)-1]
	}
	for len(written) > 0 && written[0] == "" {
		written = written[1:]
	}
	for i, s := range written {
		if s == "" {
			written[i] = "&nbsp;"
		}
	}
	return strings.Join(written, lineBreak)
}

// look is a run within one line. Space stays outside the signs of a look, which
// would not be seen as such otherwise.
func look(r office.Run) string {
	text := strings.TrimFunc(r.Text, unicode.IsSpace)
	if text == "" {
		return r.Text
	}
	i := strings.Index(r.Text, text)
	before, after := r.Text[:i], r.Text[i+len(text):]
	text = inline(text)
	if address, ok := target(r.Link); ok {
		text = "[" + text + "](<" + address + ">)"
	}
	if r.Bold {
		text = "**" + text + "**"
	}
	return before + text + after
}

// target is an address as it stands between < and >.
func target(link string) (string, bool) {
	lower := strings.ToLower(link)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "mailto:") {
		return "", false
	}
	for _, r := range link {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return "", false
		}
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C", "|", "%7C", "&", "&amp;", "@", "&#64;").Replace(link), true
}

// inline makes text of one line mean nothing but itself: markup gets a backslash,
// what could be HTML or a mention an entity.
func inline(s string) string {
	var b strings.Builder
	// What begins a line may be a list, a heading, or a line under a heading.
	start := true
	digits := false
	s = printable(s)
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '@':
			b.WriteString("&#64;")
		case strings.ContainsRune("\\`*_[]|~#$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case start && strings.ContainsRune("-+=!:", r), digits && strings.ContainsRune(".)", r) && (rest == "" || rest[0] == ' '):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t' || r == '\n':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
		digits = (start || digits) && '0' <= r && r <= '9'
		start = start && unicode.IsSpace(r)
	}
	return b.String()
}
