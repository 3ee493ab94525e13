package world

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"wegwijs/bot/bottest"
)

// What clients make of blocks, as words in bottest's notation. It is written
// from Slack's documents and shares nothing with the renderer, so it does not
// share a mistake with it. What would act and should not is marked ⟦so⟧.

var (
	emojiCode = regexp.MustCompile(`:[a-z0-9_+'-]+:`)
	entity    = regexp.MustCompile(`<([^<>\n]*)>`)
	bare      = regexp.MustCompile(`https?://[^\s|<>]+`)
)

// plainText is what a person reads of a text object without markup.
func plainText(o obj) string {
	s := text(o["text"])
	if o["emoji"] != false {
		s = emojiCode.ReplaceAllString(s, "⟦emoji⟧")
	}
	return unseen(s)
}

// unseen takes out what has no width.
func unseen(s string) string { return strings.ReplaceAll(s, "\u200b", "") }

// mrkdwn is what a person reads of Slack's own markup: emphasis between stars,
// links as words ‹address›.
func mrkdwn(o obj) string {
	if text(o["type"]) == "plain_text" {
		return plainText(o)
	}
	s := text(o["text"])
	if o["verbatim"] != true {
		s = bare.ReplaceAllString(s, "$0 ‹$0›")
	}
	var lines []string
	for _, line := range strings.Split(s, "\n") {
		mark := ""
		if strings.HasPrefix(line, "&gt;") || strings.HasPrefix(line, ">") {
			mark = "⟦quote⟧"
		}
		lines = append(lines, mark+formatted(line))
	}
	return unseen(strings.Join(lines, "\n"))
}

// formatted reads one line.
func formatted(line string) string {
	var b strings.Builder
	for line != "" {
		at := entity.FindStringSubmatchIndex(line)
		if at == nil {
			break
		}
		b.WriteString(emphasized(line[:at[0]]))
		b.WriteString(acted(line[at[2]:at[3]]))
		line = line[at[1]:]
	}
	b.WriteString(emphasized(line))
	return b.String()
}

// acted is what stands between < and >.
func acted(s string) string {
	target, label, has := strings.Cut(s, "|")
	switch {
	case strings.HasPrefix(target, "@"), strings.HasPrefix(target, "#"), strings.HasPrefix(target, "!"):
		return "⟦" + s + "⟧"
	case !has:
		label = target
	}
	return emphasized(label) + " ‹" + entities(target) + "›"
}

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace

// formats are what Slack makes of characters around words.
var formats = map[rune]string{'*': "", '_': "italic", '~': "struck", '`': "code"}

// emphasized reads words without entities. A character formats when it stands
// at the edge of words: what is outside it is no letter, what is inside no space.
func emphasized(s string) string {
	rs := []rune(s)
	var out strings.Builder
	from := 0
	flush := func(to int) {
		out.WriteString(emojiCode.ReplaceAllString(entities(string(rs[from:to])), "⟦emoji⟧"))
		from = to + 1
	}
	for i := 0; i < len(rs); i++ {
		end := closing(rs, i)
		if end < 0 {
			continue
		}
		flush(i)
		inner := emphasized(string(rs[i+1 : end]))
		if rs[i] == '*' {
			out.WriteString("*" + inner + "*")
		} else {
			out.WriteString("⟦" + formats[rs[i]] + "⟧" + inner)
		}
		i, from = end, end+1
	}
	flush(len(rs))
	return out.String()
}

// closing is where the formatting that begins at i ends; -1 when none begins.
func closing(rs []rune, i int) int {
	if _, is := formats[rs[i]]; !is || i > 0 && !edge(rs[i-1]) || i+1 >= len(rs) || blank(rs[i+1]) || rs[i+1] == rs[i] {
		return -1
	}
	for j := i + 2; j < len(rs); j++ {
		if rs[j] == rs[i] && !blank(rs[j-1]) && (j+1 == len(rs) || edge(rs[j+1])) {
			return j
		}
	}
	return -1
}

// blank tells of what is no word at the edge of formatted words.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }

func edge(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// runs is what a person reads of the runs of a rich text.
func runs(all []obj) string {
	var b strings.Builder
	bold := false
	for _, r := range all {
		style := object(r["style"])
		if is := style["bold"] == true; is != bold {
			b.WriteByte('*')
			bold = is
		}
		for _, s := range []string{"italic", "strike", "code", "underline"} {
			if style[s] == true {
				b.WriteString("⟦" + s + "⟧")
			}
		}
		switch text(r["type"]) {
		case "text":
			b.WriteString(text(r["text"]))
		case "link":
			words := text(r["text"])
			if words == "" {
				words = text(r["url"])
			}
			b.WriteString(words + " ‹" + text(r["url"]) + "›")
		default:
			b.WriteString("⟦" + text(r["type"]) + "⟧")
		}
	}
	if bold {
		b.WriteByte('*')
	}
	return unseen(b.String())
}

// readBlocks reads blocks as a person sees them, without their files.
func readBlocks(blocks []obj) ([]bottest.SeenBlock, error) {
	var out []bottest.SeenBlock
	add := func(kind, words string) { out = append(out, bottest.SeenBlock{Kind: kind, Text: words}) }
	for _, b := range blocks {
		switch kind := text(b["type"]); kind {
		case "section":
			if t := object(b["text"]); t != nil {
				for _, para := range strings.Split(mrkdwn(t), "\n\n") {
					if strings.TrimSpace(para) != "" {
						out = append(out, lines(para)...)
					}
				}
			}
			for _, f := range objects(b["fields"]) {
				label, value, _ := strings.Cut(mrkdwn(f), "\n")
				add("field", unstarred(label)+": "+value)
			}
			if e := object(b["accessory"]); e != nil {
				x, err := element(e)
				if err != nil {
					return nil, err
				}
				out = append(out, x)
			}
		case "rich_text":
			more, err := rich(b)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		case "header":
			add("para", "*"+words(b["text"])+"*")
		case "context":
			var all []string
			for _, e := range objects(b["elements"]) {
				if text(e["type"]) == "image" {
					return nil, fmt.Errorf("a picture among small print")
				}
				all = append(all, mrkdwn(e))
			}
			add("note", strings.Join(all, " "))
		case "actions":
			for _, e := range objects(b["elements"]) {
				x, err := element(e)
				if err != nil {
					return nil, err
				}
				out = append(out, x)
			}
		case "table":
			x := bottest.SeenBlock{Kind: "table"}
			rows, _ := b["rows"].([]any)
			for _, r := range rows {
				var cells []string
				for _, c := range objects(r) {
					cell, err := cellWords(c)
					if err != nil {
						return nil, err
					}
					cells = append(cells, cell)
				}
				x.Rows = append(x.Rows, cells)
			}
			if n := len(out); n > 0 && out[n-1].Kind == "para" && isBold(out[n-1].Text) { // its caption
				x.Text = unstarred(out[n-1].Text)
				out = out[:n-1]
			}
			out = append(out, x)
		case "image":
			out = append(out, bottest.SeenBlock{Kind: "picture", Text: text(b["alt_text"]), Hint: text(object(b["slack_file"])["id"])})
		case "divider":
		default:
			return nil, fmt.Errorf("nobody knows how a %s is seen", kind)
		}
	}
	return out, nil
}

// unstarred is bold words without what says so.
func unstarred(s string) string {
	if isBold(s) {
		return s[1 : len(s)-1]
	}
	return s
}

func isBold(s string) bool {
	return len(s) > 2 && strings.HasPrefix(s, "*") && strings.HasSuffix(s, "*")
}

// lines reads lists that are written as lines.
func lines(para string) []bottest.SeenBlock {
	var out []bottest.SeenBlock
	for _, l := range strings.Split(para, "\n") {
		n := len(out)
		switch item, bullet := strings.CutPrefix(l, "• "); {
		case bullet:
			out = append(out, bottest.SeenBlock{Kind: "item", Text: item})
		case n > 0 && out[n-1].Kind == "para":
			out[n-1].Text += "\n" + l
		default:
			out = append(out, bottest.SeenBlock{Kind: "para", Text: l})
		}
	}
	return out
}

func rich(b obj) ([]bottest.SeenBlock, error) {
	var out []bottest.SeenBlock
	for _, e := range objects(b["elements"]) {
		switch kind := text(e["type"]); kind {
		case "rich_text_section":
			if label, value, ok := labelled(objects(e["elements"])); ok {
				out = append(out, bottest.SeenBlock{Kind: "field", Text: label + ": " + value})
				continue
			}
			out = append(out, bottest.SeenBlock{Kind: "para", Text: strings.TrimSpace(runs(objects(e["elements"])))})
		case "rich_text_list":
			first := 0
			if n, ok := e["offset"].(float64); ok {
				first = int(n)
			}
			for i, item := range objects(e["elements"]) {
				x := bottest.SeenBlock{Kind: "item", Text: runs(objects(item["elements"]))}
				if text(e["style"]) == "ordered" {
					x.Number = first + i + 1
				}
				out = append(out, x)
			}
		default:
			return nil, fmt.Errorf("nobody expects a %s", kind)
		}
	}
	return out, nil
}

// labelled reads words in bold, a colon in bold, and what they are about.
func labelled(all []obj) (label, value string, ok bool) {
	for i, r := range all {
		if object(r["style"])["bold"] != true {
			return "", "", false
		}
		if text(r["text"]) == ": " && i > 0 {
			return unstarred(runs(all[:i])), runs(all[i+1:]), true
		}
	}
	return "", "", false
}

func cellWords(c obj) (string, error) {
	if text(c["type"]) == "raw_text" {
		return unseen(text(c["text"])), nil
	}
	blocks, err := rich(c)
	var all []string
	for _, b := range blocks {
		all = append(all, b.Text)
	}
	return strings.Join(all, "\n"), err
}

// element reads a button or a menu.
func element(e obj) (bottest.SeenBlock, error) {
	switch kind := text(e["type"]); kind {
	case "button":
		return bottest.SeenBlock{Kind: "button", Text: words(e["text"]), Hint: unseen(text(e["accessibility_label"]))}, nil
	case "static_select":
		x := bottest.SeenBlock{Kind: "menu", Text: words(e["placeholder"])}
		for _, o := range objects(e["options"]) {
			x.Options = append(x.Options, words(o["text"]))
		}
		return x, nil
	default:
		return bottest.SeenBlock{}, fmt.Errorf("nobody expects a %s in a message", kind)
	}
}
