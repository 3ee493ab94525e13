package mattermost

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// cut divides Markdown of ours so that the first piece has at most most runes:
// between two lines, else between two words, else within a word, but never
// within a link, an escaped character, or an entity. Bold goes on in the second
// piece.
func cut(s string, most int) (head, tail string) {
	most = max(most, 16)
	if utf8.RuneCountInString(s) <= most {
		return s, ""
	}
	type place struct {
		at   int // bytes
		bold bool
	}
	var line, space, any place
	bold, link, address := false, false, false
	runes := 0
	for i := 0; i < len(s) && runes <= most-2; { // 2 for the stars that end bold
		if !link && !address {
			p := place{i, bold}
			any = p
			switch s[i] {
			case '\n':
				line = p
			case ' ':
				space = p
			}
		}
		n := 1
		switch {
		case s[i] == '\\':
			n = 1 + sizeAt(s, i+1)
		case s[i] == '&':
			n = entityAt(s, i)
		case strings.HasPrefix(s[i:], "**"):
			bold = !bold
			n = 2
		case s[i] == '[':
			link = true
		case link && strings.HasPrefix(s[i:], "]("):
			link, address = false, true
			n = 2
		case address && s[i] == ')':
			address = false
		default:
			n = sizeAt(s, i)
		}
		runes += utf8.RuneCountInString(s[i:min(i+n, len(s))])
		i += n
	}
	best := any
	if line.at > any.at/2 {
		best = line
	} else if space.at > any.at/4 {
		best = space
	}
	if best.at == 0 {
		// One link is longer than a post: nothing better can be done.
		for i := range s {
			if utf8.RuneCountInString(s[:i]) == most {
				best.at = i
			}
		}
	}
	head, tail = strings.TrimRightFunc(s[:best.at], unicode.IsSpace), strings.TrimLeftFunc(s[best.at:], unicode.IsSpace)
	if best.bold {
		head, tail = head+"**", "**"+tail
		head = strings.TrimSuffix(head, "****")
		tail = strings.TrimPrefix(tail, "****")
	}
	return head, tail
}

func sizeAt(s string, i int) int {
	_, n := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return n
}

// entityAt is the length of an entity, 1 when there is none.
func entityAt(s string, i int) int {
	if end := strings.IndexByte(s[i:min(i+10, len(s))], ';'); end > 0 {
		return end + 1
	}
	return 1
}

// together makes one post of a message that is longer: its beginning, every
// button and field, and all of it as a text file.
func (r *renderer) together(m *bot.Message) part {
	out := part{Text: r.parts[0].Text}
	for _, p := range r.parts {
		for _, b := range p.Boxes {
			if len(b.Fields) == 0 && len(b.Actions) == 0 {
				continue
			}
			b.Text = ""
			out.Boxes = append(out.Boxes, b)
			if out.weight() > mostOfBoxes {
				out.Boxes = out.Boxes[:len(out.Boxes)-1]
			}
		}
		out.Files = append(out.Files, p.Files...)
	}
	out.Files = out.Files[:min(len(out.Files), mostFiles-1)]
	end := "\n\n_" + markdownOf(textAttached, r.lang) + "_"
	if room := r.size - utf8.RuneCountInString(end); utf8.RuneCountInString(out.Text) > room {
		out.Text, _ = cut(out.Text, room-1)
		out.Text += "…"
	}
	out.Text += end
	data := []byte(asText(m, r.lang))
	sum := sha256.Sum256(data)
	out.Files = append(out.Files, partFile{wordsOf(textFileName, r.lang) + ".txt", data, hex.EncodeToString(sum[:])})
	return out
}

// bare writes text for a text file, where nothing acts.
type bare struct{ plain }

func (bare) Ours(s string) string   { return s }
func (bare) Theirs(s string) string { return oneLine(s) }

// asText is all words of a message.
func asText(m *bot.Message, l bot.Lang) string {
	var b strings.Builder
	say := func(t bot.Text) string {
		if t == nil {
			return ""
		}
		return t.In(l, bare{})
	}
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

// stateOf tells what a post shows from what another shows.
func stateOf(p part) shownState {
	all, err := json.Marshal(p)
	if err != nil {
		panic(err) // words and numbers
	}
	files, err := json.Marshal(p.Files)
	if err != nil {
		panic(err)
	}
	return shownState{sha256.Sum256(all), sha256.Sum256(files)}
}
