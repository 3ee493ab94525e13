package paper

import (
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/office"
)

// A body is what stands in a document, as it grows.
type body struct {
	lang   bot.Lang
	blocks []office.Block
}

func (b *body) add(all ...office.Block) { b.blocks = append(b.blocks, all...) }

func (b *body) heading(level int, text string) {
	b.add(office.Heading{Level: level, Runs: plain(text)})
}
func (b *body) lead(t bot.Text) {
	b.add(office.Para{Style: office.Lead, Runs: plain(words(t, b.lang))})
}
func (b *body) small(t bot.Text) {
	b.add(office.Para{Style: office.Small, Runs: plain(words(t, b.lang))})
}

func (b *body) list(lines []string) {
	var items [][]office.Run
	for _, s := range lines {
		items = append(items, plain(s))
	}
	b.add(office.List{Items: items})
}

// para adds what somebody wrote: an empty line begins a new paragraph.
func (b *body) para(text string) { b.labelled(nil, text, office.Normal) }

// labelled adds a text behind a bold label. Without a text it adds nothing.
func (b *body) labelled(label bot.Text, text string, style office.Style) {
	text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	if text == "" {
		return
	}
	for i, part := range strings.Split(text, "\n\n") {
		if part = strings.Trim(part, "\n"); part == "" {
			continue
		}
		p := office.Para{Style: style}
		if i == 0 && label != nil {
			p.Runs = append(p.Runs, office.Run{Text: words(label, b.lang) + ": ", Bold: true})
		}
		p.Runs = append(p.Runs, linked(part)...)
		b.add(p)
	}
}

// item adds all there is to read of one topic.
func (b *body) item(x Item) {
	l := b.lang
	title := x.title(l)
	if x.Nr != "" {
		title = x.Nr + ". " + title
	}
	b.heading(2, title)
	var facts []string
	for _, s := range []string{word(natureWords, x.Nature, l), x.from(l), x.times(l), x.Number} {
		if s != "" {
			facts = append(facts, oneLine(s))
		}
	}
	if len(facts) > 0 {
		b.add(office.Para{Style: office.Small, Runs: plain(strings.Join(facts, " · "))})
	}
	b.labelled(colAsk, x.Ask, office.Normal)
	b.labelled(colExplain, x.Explain, office.Normal)
	b.labelled(colSpeaker, x.Speaker, office.Normal)
	b.labelled(colRequester, x.Requester, office.Normal)
	b.labelled(colAdvice, x.advice(l), office.Normal)
	b.labelled(colPrinciple, x.Principle, office.Normal)
	b.labelled(colOutcome, x.Outcome, office.Normal)
	b.labelled(textAnnotation, x.Annotation, office.Indent)
	if len(x.Documents) > 0 {
		b.heading(3, words(colDocuments, l))
		var items [][]office.Run
		for _, d := range x.Documents {
			items = append(items, d.line(l))
		}
		b.add(office.List{Items: items})
	}
}

func plain(s string) []office.Run {
	if s == "" {
		return nil
	}
	return []office.Run{{Text: s}}
}

// linked is a text of which every address is a link.
func linked(s string) []office.Run {
	var runs []office.Run
	for s != "" {
		i := strings.Index(s, "https://")
		if j := strings.Index(s, "http://"); i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			return append(runs, office.Run{Text: s})
		}
		if i > 0 {
			runs = append(runs, office.Run{Text: s[:i]})
		}
		s = s[i:]
		end := strings.IndexAny(s, " \t\n\r\"<>")
		if end < 0 {
			end = len(s)
		}
		address := strings.TrimRight(s[:end], ".,;:!?)]}'")
		runs = append(runs, office.Run{Text: address, Link: address})
		s = s[len(address):]
	}
	return runs
}

// labelled is a row of a table of labels and values.
func labelled(label string, value []office.Run) []office.Cell {
	return []office.Cell{{Runs: plain(label), Head: true}, {Runs: value}}
}
