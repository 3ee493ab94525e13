package slack

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// table writes a table below its caption, with its head as the first row. A
// long one is continued in the next message with its head above it again. Slack
// takes one table in a message, and none elsewhere: there, and where a table is
// too wide, it is a list.
func (r *renderer) table(b bot.Table) error {
	if len(b.Head) == 0 {
		return fmt.Errorf("a table without a head")
	}
	for _, cells := range b.Rows {
		if len(cells) != len(b.Head) {
			return fmt.Errorf("a table row of %d cells under a head of %d", len(cells), len(b.Head))
		}
	}
	if caption := flat(r.spans(b.Caption)); len(caption) > 0 {
		for i := range caption {
			caption[i].bold = true
		}
		r.rich(fallbackOf(caption), slack.NewRichTextSection(richOf(caption)...))
	}
	head, headSize, headLine := r.tableRow(b.Head)
	longest := 0
	for _, cells := range b.Rows {
		_, n, _ := r.tableRow(cells)
		longest = max(longest, n)
	}
	if !r.on.tables || len(b.Head) > mostColumns || headSize+longest > mostOfCells || r.on.single && r.last().table {
		r.tableAsList(b)
		return nil
	}
	for rest := b.Rows; ; {
		t := slack.NewTableBlock("").AddRow(head...)
		lines := []string{headLine}
		size := headSize
		for len(rest) > 0 && len(t.Rows) < mostRows {
			cells, n, line := r.tableRow(rest[0])
			if size+n > mostOfCells {
				break
			}
			t.AddRow(cells...)
			lines, size, rest = append(lines, line), size+n, rest[1:]
		}
		if r.last().table {
			r.parts = append(r.parts, part{})
		}
		p := r.add(t)
		p.table = true
		p.say(strings.Join(lines, "\n"))
		if len(rest) == 0 {
			return nil
		}
	}
}

func (r *renderer) tableRow(texts []bot.Text) (cells []slack.TableCell, size int, line string) {
	var words []string
	for _, t := range texts {
		all := flat(r.spans(t))
		marked := false
		for _, s := range all {
			marked = marked || s.bold || s.url != ""
		}
		if marked {
			cells = append(cells, slack.NewTableRichTextCell(slack.NewRichTextSection(richOf(all)...)))
		} else {
			text := plainOf(all)
			if text == "" {
				text = "–" // a cell must hold something that shows
			}
			cells = append(cells, slack.NewTableRawTextCell(text))
		}
		words = append(words, fallbackOf(all))
	}
	return cells, sizeOf(cells), strings.Join(words, " | ")
}

// tableAsList writes each row as a list, every cell behind the head of its column.
func (r *renderer) tableAsList(b bot.Table) {
	if len(b.Rows) == 0 {
		r.para(bot.Para{Items: b.Head})
	}
	for _, cells := range b.Rows {
		p := bot.Para{}
		for i, c := range cells {
			p.Items = append(p.Items, bot.Join(bot.Bold(bot.Join(b.Head[i], bot.Plain(":"))), bot.Plain(" "), c))
		}
		r.para(p)
	}
}

// together makes one message of one that is longer: its beginning, every button
// and picture, and all of it as a text file. On a Home tab, which has no room
// for a file, it says that there is more.
func (r *renderer) together(m *bot.Message) part {
	all := r.parts
	var later []slack.Block
	var files []*partFile
	size := 0
	for _, p := range all[1:] {
		for _, b := range p.Blocks {
			switch b.(type) {
			case *slack.ActionBlock, *slack.ImageBlock:
				if n := sizeOf(b); size+n < r.on.size/2 && len(later) < r.on.blocks/2 {
					later, size = append(later, b), size+n
				}
			}
		}
		files = append(files, p.Files...)
	}
	const room = 1000 // of what is said about the rest
	r.parts = []part{{}}
	out := r.last()
	out.lines, out.table = all[0].lines, all[0].table
	for _, b := range all[0].Blocks {
		if n := sizeOf(b); out.size+n+size+room <= r.on.size && len(out.Blocks)+len(later)+2 < r.on.blocks {
			out.Blocks, out.size = append(out.Blocks, b), out.size+n
		}
	}
	out.Files = all[0].Files
	out.Blocks, out.size = append(out.Blocks, later...), out.size+size
	out.Files = append(out.Files, files...)
	if r.on == homeTab {
		r.note(bot.Note{Text: textShortened})
	} else {
		r.note(bot.Note{Text: textAttached})
		r.file(wordsOf(textFileName, r.lang)+".txt", []byte(asText(m, r.lang)))
	}
	whole := r.parts[0]
	whole.Files = whole.placed()
	return whole
}

// placed are the files of a part without pictures that are not shown any more.
func (p *part) placed() []*partFile {
	shown := string(mustJSON(p.Blocks))
	var out []*partFile
	for _, f := range p.Files {
		if f.picture == nil || strings.Contains(shown, f.Sum) {
			out = append(out, f)
		}
	}
	return out
}

// asText is all words of a message, for a text file, where nothing acts.
func asText(m *bot.Message, l bot.Lang) string {
	var b strings.Builder
	say := func(t bot.Text) string { return withAddresses(spansOf(t, l)) }
	line := func(s string) {
		b.WriteString(s)
		b.WriteByte('\n')
	}
	for i, block := range m.Blocks {
		if i > 0 {
			line("")
		}
		switch x := block.(type) {
		case bot.Para:
			if x.Text != nil {
				line(say(x.Text))
			}
			for i, item := range x.Items {
				if x.Numbered {
					line(strconv.Itoa(i+1) + ". " + say(item))
				} else {
					line("- " + say(item))
				}
			}
		case bot.Fields:
			for _, p := range x {
				line(say(p.Label) + ": " + say(p.Value))
			}
		case bot.Table:
			line(say(x.Caption))
			for _, cells := range append([][]bot.Text{x.Head}, x.Rows...) {
				var words []string
				for _, c := range cells {
					words = append(words, say(c))
				}
				line(strings.Join(words, " | "))
			}
		case bot.Picture:
			line(x.Name + ": " + say(x.Alt))
		case bot.File:
			line(x.Name)
		case bot.Note:
			line(say(x.Text))
		}
	}
	return b.String()
}
