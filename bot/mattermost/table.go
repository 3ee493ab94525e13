package mattermost

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wegwijs/bot"
)

// table writes a table below its caption. A long one is continued in the next
// post, with its head above it again.
func (r *renderer) table(b bot.Table) error {
	if len(b.Head) == 0 {
		return fmt.Errorf("a table without a head")
	}
	head := row(b.Head, r.lang)
	top := head + "\n|" + strings.Repeat(" --- |", len(b.Head))
	var rows []string
	longest := 0
	for _, cells := range b.Rows {
		if len(cells) != len(b.Head) {
			return fmt.Errorf("a table row of %d cells under a head of %d", len(cells), len(b.Head))
		}
		rows = append(rows, row(cells, r.lang))
		longest = max(longest, utf8.RuneCountInString(rows[len(rows)-1]))
	}
	if caption := trimmed(flat(markdownOf(b.Caption, r.lang))); caption != "" {
		r.text(markdown{}.Bold(caption), "\n\n")
	}
	r.list = false
	if longest+utf8.RuneCountInString(top) > r.size-10 {
		r.tableAsList(b)
		return nil
	}
	for len(rows) > 0 {
		t := top
		n := 0
		left := r.size - utf8.RuneCountInString(*r.room()) - 2
		for n < len(rows) && utf8.RuneCountInString(t)+1+utf8.RuneCountInString(rows[n]) <= left {
			t += "\n" + rows[n]
			n++
		}
		if n == 0 {
			r.next()
			continue
		}
		r.text(t, "\n\n")
		if rows = rows[n:]; len(rows) > 0 {
			r.next()
		}
	}
	if len(b.Rows) == 0 {
		r.text(top, "\n\n")
	}
	return nil
}

func row(cells []bot.Text, l bot.Lang) string {
	var b strings.Builder
	b.WriteByte('|')
	for _, c := range cells {
		b.WriteByte(' ')
		b.WriteString(orSpace(trimmed(flat(markdownOf(c, l)))))
		b.WriteString(" |")
	}
	return b.String()
}

// tableAsList writes a table whose rows are longer than a post: every cell
// behind the head of its column.
func (r *renderer) tableAsList(b bot.Table) {
	for _, cells := range b.Rows {
		p := bot.Para{}
		for i, c := range cells {
			p.Items = append(p.Items, bot.Join(bot.Bold(b.Head[i]), bot.Plain(": "), c))
		}
		r.para(p)
	}
}
