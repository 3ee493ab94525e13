package knowledge

import (
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/knowledge/find"
)

// whole is an entry with its longer text, nil when it has none.
func (k *Knowledge) whole(e *find.Entry, now time.Time) *bot.Message {
	if strings.TrimSpace(e.Body) == "" {
		return nil
	}
	m := bot.Say(bot.Para{Text: bot.Bold(title(e))})
	nl, en := bodies(e.Body)
	m.Blocks = append(m.Blocks, paragraphs(nl, en)...)
	m.Blocks = append(append(m.Blocks, linkOf(e)...), bot.Note{Text: sourceOf(e, now)})
	return m
}

// englishPart is the heading under which a body continues in English.
const englishPart = "## In English"

// bodies splits the longer text of an entry by language.
func bodies(body string) (nl, en string) {
	nl, en, _ = strings.Cut(body, englishPart)
	return strings.TrimSpace(nl), strings.TrimSpace(en)
}

// paragraphs shows simple Markdown (paragraphs, lists, headings) as blocks.
// Both languages are shown block by block when they have the same shape, and
// else as a whole: nothing of either is lost.
func paragraphs(nl, en string) []bot.Block {
	a, b := chunks(nl), chunks(en)
	if len(b) == 0 {
		b = a
	}
	if len(a) == 0 {
		a = b
	}
	var blocks []bot.Block
	for i := range max(len(a), len(b)) {
		var x, y chunk
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		para := bot.Para{Numbered: x.numbered || y.numbered}
		if x.text != "" || y.text != "" {
			text := bot.Text(only(x.text, y.text))
			if x.heading || y.heading {
				text = bot.Bold(text)
			}
			para.Text = text
		}
		for j := range max(len(x.items), len(y.items)) {
			para.Items = append(para.Items, only(at(x.items, j), at(y.items, j)))
		}
		blocks = append(blocks, para)
	}
	return blocks
}

func at(items []string, i int) string {
	if i < len(items) {
		return items[i]
	}
	return ""
}

// only shows each language its own words, and nothing where it has none.
func only(nl, en string) bot.Text {
	switch {
	case nl == "":
		return bot.PerLang{EN: en}
	case en == "":
		return bot.PerLang{NL: nl}
	}
	return bot.PerLang{NL: nl, EN: en}
}

// chunk is one paragraph or list of a longer text.
type chunk struct {
	text     string
	items    []string
	numbered bool
	heading  bool
}

func chunks(text string) (all []chunk) {
	for _, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		var c chunk
		for _, line := range strings.Split(part, "\n") {
			line = strings.TrimSpace(line)
			switch {
			case line == "":
			case strings.HasPrefix(line, "#"):
				c.heading, c.text = true, strings.TrimSpace(strings.TrimLeft(line, "#"))
			case strings.HasPrefix(line, "- "), strings.HasPrefix(line, "* "):
				c.items = append(c.items, strings.TrimSpace(line[2:]))
			case numberedLine(line) > 0:
				c.numbered = true
				c.items = append(c.items, strings.TrimSpace(line[numberedLine(line):]))
			case len(c.items) > 0:
				c.items[len(c.items)-1] += " " + line
			case c.text == "":
				c.text = line
			default:
				c.text += " " + line
			}
		}
		if c.text != "" || len(c.items) > 0 {
			// Words that stand out in Markdown are words here.
			c.text = strings.ReplaceAll(c.text, "**", "")
			for i := range c.items {
				c.items[i] = strings.ReplaceAll(c.items[i], "**", "")
			}
			all = append(all, c)
		}
	}
	return all
}

// numberedLine returns where the text of "12. text" begins, 0 when it is none.
func numberedLine(line string) int {
	i := 0
	for i < len(line) && line[i] >= '0' && line[i] <= '9' {
		i++
	}
	if i > 0 && i < 4 && strings.HasPrefix(line[i:], ". ") {
		return i + 2
	}
	return 0
}
