package agenda

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
)

// A line is what was understood of words that somebody typed after a command.
// Every letter and digit of theirs is in exactly one of Topic, Ask, Explain and
// taken, except where Same says that what is asked is the topic itself.
type line struct {
	Topic   string // empty: not said
	Ask     string // empty: not said
	Explain string
	Minutes int  // 0: not said
	Same    bool // Topic and Ask are the same words, which were typed once
	Doubts  []bot.Text
	taken   []string // what was understood and is not in a text: "(15 min)", "Toelichting"
}

// parseLine reads what somebody typed: "Nieuw intranet: hoe doen jullie dat? (15
// min)", with more below it as background. What could be read in two ways is
// left together: the form asks the rest.
func parseLine(kind item.Kind, text string) line {
	var l line
	text = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
	if l.labelled(text) {
		l.finish(kind)
		return l
	}
	head, rest, _ := strings.Cut(text, "\n")
	head, l.Explain = strings.TrimSpace(head), strings.TrimSpace(rest)
	if kind == item.Topic {
		head = l.takeMinutes(head)
	}
	l.split(kind, head)
	l.finish(kind)
	return l
}

// takeMinutes takes "(15 min)" out of a text, wherever it stands.
func (l *line) takeMinutes(s string) string {
	rest, n, typed := findMinutes(s)
	switch {
	case typed == "":
		return s
	case n == 0:
		l.Doubts = append(l.Doubts, lineMinutes.With(bot.Args{"typed": bot.Plain(typed), "max": bot.Number(item.MostMinutes)}))
		return s
	}
	l.Minutes, l.taken = n, append(l.taken, typed)
	return rest
}

// split finds the topic and what is asked in one line.
func (l *line) split(kind item.Kind, head string) {
	if parts := quoted(head); len(parts) > 0 {
		l.fill(parts)
		return
	}
	if parts := bars(head); len(parts) > 1 {
		l.fill(parts)
		return
	}
	if topic, ask, ok := topicAndAsk(head); ok {
		l.Topic, l.Ask = topic, ask
		return
	}
	if kind == item.Question || strings.HasSuffix(head, "?") {
		l.Ask = head
		return
	}
	l.Topic = head
}

// fill takes a topic, what is asked, and background, in this order.
func (l *line) fill(parts []string) {
	l.Topic = parts[0]
	if len(parts) > 1 {
		l.Ask = parts[1]
	}
	if len(parts) > 2 {
		l.Explain = strings.TrimSpace(strings.Join(parts[2:], "\n") + "\n" + l.Explain)
	}
}

// finish makes one line of the topic, and takes what is asked for the topic when
// it is short enough to be one and no topic was given.
func (l *line) finish(kind item.Kind) {
	l.Topic = strings.Join(strings.Fields(l.Topic), " ")
	if kind == item.Question && l.Ask == "" {
		l.Ask, l.Topic = l.Topic, ""
	}
	if l.Topic == "" && l.Ask != "" && !strings.Contains(l.Ask, "\n") && utf8.RuneCountInString(l.Ask) <= item.MostTopic {
		l.Topic, l.Same = strings.Join(strings.Fields(l.Ask), " "), true
	}
}

// bars splits at bars with space around them: "topic | question | background".
func bars(s string) (parts []string) {
	for _, p := range strings.Split(s, " | ") {
		if p = strings.TrimSpace(p); !hasWords(p) {
			return nil
		}
		parts = append(parts, p)
	}
	return parts
}

var quotes = map[rune]rune{'"': '"', '“': '”', '„': '”', '”': '”', '«': '»'}

// quoted takes a line apart that is nothing but texts between quotation marks;
// none when it is anything else.
func quoted(s string) (parts []string) {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		open, size := utf8.DecodeRuneInString(s)
		closing, ok := quotes[open]
		if !ok {
			return nil
		}
		end := strings.IndexFunc(s[size:], func(r rune) bool { return r == closing || open == '„' && r == '“' })
		if end < 0 || !hasWords(s[size:size+end]) {
			return nil
		}
		parts = append(parts, strings.TrimSpace(s[size:size+end]))
		_, last := utf8.DecodeRuneInString(s[size+end:])
		s = s[size+end+last:]
	}
	return parts
}

// longestHead is how far into a line a topic can end, in bytes: behind it nothing
// is looked for, however long a line is.
const longestHead = 600

// separators may stand between a topic and what is asked about it.
var separators = []string{": ", " - ", " – ", " — ", "; ", ". ", "! "}

// topicAndAsk splits a line at the first separator behind which something is
// asked. Without a question behind it a separator is part of the topic: "Visie
// 2027: de uitwerking".
func topicAndAsk(s string) (topic, ask string, ok bool) {
	best := -1
	for _, sep := range separators {
		for from := 0; ; {
			i := strings.Index(s[from:], sep)
			if i < 0 {
				break
			}
			i += from
			from = i + len(sep)
			if i > longestHead {
				break
			}
			before, after := strings.TrimSpace(s[:i]), strings.TrimSpace(s[from:])
			if !hasWords(before) || !asks(after) || strings.Contains(before, "?") || sep == ". " && abbreviated(before) {
				continue
			}
			if best < 0 || i < best {
				best, topic, ask, ok = i, before, after, true
			}
			break
		}
	}
	return topic, ask, ok
}

// abbreviated tells whether a full stop behind a text may be that of an
// abbreviation: "overleg met mw.".
func abbreviated(s string) bool {
	words := strings.Fields(s)
	last := words[len(words)-1]
	return strings.Contains(last, ".") || utf8.RuneCountInString(last) < 4
}

// asks tells whether words ask something of somebody.
func asks(s string) bool {
	if !hasWords(s) {
		return false
	}
	if strings.HasSuffix(strings.TrimRight(s, ` "”)`), "?") {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(firstRunes(s, 100)), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, opening := range askWords {
		want := strings.Fields(opening)
		if len(words) > len(want) && strings.Join(words[:len(want)], " ") == opening {
			return true
		}
	}
	return false
}

// askWords begin something that is asked, in Dutch and English.
var askWords = []string{
	"graag", "kunnen", "kunnen jullie", "kunnen we", "kan", "kun", "willen", "wil", "wie", "wat", "hoe", "waarom", "wanneer", "welke", "welk", "mag", "mogen",
	"advies", "advies over", "besluit over", "besluiten over", "akkoord", "instemmen", "instemming", "we vragen", "wij vragen", "ik vraag", "gevraagd", "verzoek",
	"bespreken", "ter bespreking", "ter besluitvorming", "ter informatie", "ter advisering", "kennisnemen", "kennis nemen", "meedenken", "we willen", "ik wil", "wij willen",
	"please", "can", "could", "how", "what", "who", "which", "when", "where", "why", "we ask", "i ask", "advice on", "decide", "decide on", "discuss", "may", "should",
	"for decision", "for discussion", "for information", "for advice", "we would like", "i would like",
}

// The labels that people put in front of a part, and which part that is.
var lineLabels = map[string]int{
	"onderwerp": 0, "topic": 0, "titel": 0, "title": 0, "agendapunt": 0, "subject": 0,
	"vraag": 1, "wat vraag je": 1, "wat vraag je de aic": 1, "wat vragen we": 1, "question": 1, "gevraagd": 1, "verzoek": 1, "ask": 1,
	"toelichting": 2, "toelichting (mag leeg)": 2, "achtergrond": 2, "background": 2, "explanation": 2, "uitleg": 2, "context": 2,
}

// label takes a label off the front of a line: "Vraag: hoe?".
func label(s string) (part int, name, rest string, ok bool) {
	name, rest, ok = strings.Cut(s, ":")
	if !ok {
		return 0, "", s, false
	}
	part, ok = lineLabels[strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(strings.Trim(name, "*_#- \t")), " "), "?"))]
	return part, name, strings.TrimSpace(rest), ok
}

// labelled reads a text whose parts have labels. On a single line only the topic
// and the question may have one.
func (l *line) labelled(text string) bool {
	lines := strings.Split(text, "\n")
	if part, _, _, ok := label(lines[0]); !ok && len(lines) == 1 || len(lines) == 1 && part == 2 {
		return false
	}
	var parts [3][]string
	now, any := 0, false
	for i, s := range lines {
		part, name, rest, ok := label(strings.TrimSpace(s))
		switch {
		case ok:
			any, now = true, part
			l.taken = append(l.taken, name)
			parts[part] = append(parts[part], rest)
			continue
		case now == 0 && i > 0 && strings.TrimSpace(s) != "" && strings.Join(parts[0], "") != "":
			now = 2 // a topic is one line
		}
		parts[now] = append(parts[now], s)
	}
	said := func(i int) string { return strings.TrimSpace(strings.Join(parts[i], "\n")) }
	if !any || said(0)+said(1)+said(2) == "" {
		l.taken = nil // only a label, as when somebody sends a form that is not filled in
		return false
	}
	l.Topic, l.Ask, l.Explain = l.takeMinutes(strings.Join(strings.Fields(said(0)), " ")), said(1), said(2)
	return true
}
