package slack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// A part is one message in Slack, before its files are there. It holds all
// that is seen; two equal parts look the same.
type part struct {
	Text   string        `json:"text"` // for notifications and screen readers
	Blocks []slack.Block `json:"blocks"`
	Files  []*partFile   `json:"files,omitempty"`

	size  int      // of the blocks, as JSON
	lines []string // of the text
	table bool     // there is one, and Slack takes no second
}

// A partFile is a picture in the blocks of a part, or a file beside them. Until
// a picture is uploaded, a name of its content stands in its place.
type partFile struct {
	Name string `json:"name"`
	Sum  string `json:"sum"`

	alt     string
	data    []byte
	picture *slack.SlackFileObject // nil for a file
}

// A surface is where blocks are shown, with its limits. Slack refuses a message
// of some 13,200 characters with msg_blocks_too_long, which it does not
// document; size counts more than the words, so this is on the safe side.
type surface struct {
	blocks, size int
	tables       bool
	single       bool // everything is in one message
}

var (
	manyMessages = surface{blocks: 50, size: 12_000, tables: true}
	oneMessage   = surface{blocks: 50, size: 12_000, tables: true, single: true}
	homeTab      = surface{blocks: 100, size: 100_000, single: true}
)

// Limits of what is in blocks, in characters.
const (
	mostOfWords = 10_500 // in one piece of rich text
	mostOfRich  = 5000   // in one list, as JSON, when there is more than one item
	mostOfNote  = 1500
	mostOfField = 2000
	mostFields  = 10
	mostOfText  = 3500 // of the text of a message: an edit takes 4000
	mostOfAlt   = 2000
	mostRows    = 100
	mostColumns = 20
	mostOfCells = 8000
)

// render writes a message in a language as messages of Slack. The error says
// what is wrong with it, without repeating any of it.
func render(m *bot.Message, l bot.Lang, on surface) ([]part, error) {
	if m == nil || len(m.Blocks) == 0 {
		return nil, errors.New("a message without content")
	}
	r := &renderer{lang: l, on: on, parts: []part{{}}}
	for _, b := range m.Blocks {
		if err := r.block(b); err != nil {
			return nil, err
		}
	}
	if len(r.parts[0].Blocks) == 0 {
		r.rich("", slack.NewRichTextSection(richOf(nil)...)) // Slack takes nothing that is empty
	}
	if on.single && len(r.parts) > 1 {
		r.parts = []part{r.together(m)}
	}
	for i := range r.parts {
		p := &r.parts[i]
		p.Text = fitted(orSpace(strings.Join(p.lines, "\n")), mostOfText)
		if p.Text == zw {
			p.Text = "Wegwijs"
		}
	}
	return r.parts, nil
}

type renderer struct {
	lang    bot.Lang
	on      surface
	parts   []part
	buttons int // names of what people use, so far
	rows    int
	menus   int
}

func (r *renderer) last() *part { return &r.parts[len(r.parts)-1] }

func (r *renderer) spans(t bot.Text) []span { return spansOf(t, r.lang) }

// add puts a block below what is there, in a new message when it does not fit.
func (r *renderer) add(b slack.Block) *part {
	size := sizeOf(b)
	p := r.last()
	if len(p.Blocks) > 0 && (len(p.Blocks) >= r.on.blocks || p.size+size > r.on.size) {
		r.parts = append(r.parts, part{})
		p = r.last()
	}
	p.Blocks = append(p.Blocks, b)
	p.size += size
	return p
}

func sizeOf(v any) int { return utf8.RuneCount(mustJSON(v)) }

func (p *part) say(line string) {
	if strings.TrimSpace(line) != "" {
		p.lines = append(p.lines, line)
	}
}

func (r *renderer) block(b bot.Block) error {
	switch b := b.(type) {
	case bot.Para:
		r.para(b)
	case bot.Fields:
		r.fields(b)
	case bot.Buttons:
		return r.row(b)
	case bot.Menu:
		if len(b.Options) == 0 || len(b.Options) > bot.MaxOptions {
			return fmt.Errorf("a menu with %d options", len(b.Options))
		}
		r.menus++
		block, err := menuOf(b, r.lang, r.menus)
		if err != nil {
			return err
		}
		r.add(block)
	case bot.Table:
		return r.table(b)
	case bot.Picture:
		r.picture(b)
	case bot.File:
		r.file(b.Name, b.Data)
	case bot.Note:
		r.note(b)
	default:
		return fmt.Errorf("a block of type %T", b)
	}
	return nil
}

func (r *renderer) row(b bot.Buttons) error {
	if len(b) == 0 || len(b) > bot.MaxButtons {
		return fmt.Errorf("%d buttons in a row", len(b))
	}
	r.rows++
	row := slack.NewActionBlock("row" + strconv.Itoa(r.rows))
	for _, x := range b {
		r.buttons++
		e, err := buttonOf(x, r.lang, "button"+strconv.Itoa(r.buttons))
		if err != nil {
			return fmt.Errorf("a button with %w", err)
		}
		row.Elements.ElementSet = append(row.Elements.ElementSet, e)
	}
	r.add(row)
	return nil
}

// para writes a paragraph, and below it a list.
func (r *renderer) para(b bot.Para) {
	text := r.spans(b.Text)
	for len(text) > 0 && (len(b.Items) == 0 || length(text) > mostOfWords) {
		var head []span
		head, text = cutSpans(text, mostOfWords)
		r.rich(fallbackOf(head), slack.NewRichTextSection(richOf(head)...))
	}
	if len(b.Items) > 0 {
		r.list(b, text)
	}
}

// list writes items below the words that introduce them, in as many blocks as
// it takes.
func (r *renderer) list(b bot.Para, intro []span) {
	style, indent := slack.RTEListBullet, 0
	if b.Numbered {
		style = slack.RTEListOrdered
	}
	var before []slack.RichTextElement
	var lines []string
	if len(intro) > 0 {
		before = append(before, slack.NewRichTextSection(richOf(intro)...))
		lines = append(lines, fallbackOf(intro))
	}
	items := slack.NewRichTextList(style, indent)
	size := sizeOf(before)
	flush := func(next int) {
		if len(items.Elements) > 0 {
			r.rich(strings.Join(lines, "\n"), append(before, items)...)
		}
		before, lines, size = nil, nil, 0
		items = slack.NewRichTextList(style, indent)
		items.Offset = next
	}
	for i, item := range b.Items {
		words, more := cutSpans(flat(r.spans(item)), mostOfWords)
		for first := true; first || len(words) > 0; first = false {
			section := slack.NewRichTextSection(richOf(words)...)
			n := sizeOf(section)
			if size+n > mostOfRich && len(items.Elements) > 0 {
				flush(i)
			}
			items.Elements = append(items.Elements, section)
			size += n
			mark := "• "
			if b.Numbered {
				mark = strconv.Itoa(i+1) + ". "
			}
			lines = append(lines, mark+fallbackOf(words))
			words, more = cutSpans(more, mostOfWords)
		}
	}
	flush(0)
}

// rich puts rich text below what is there.
func (r *renderer) rich(line string, elements ...slack.RichTextElement) {
	r.add(slack.NewRichTextBlock("", elements...)).say(line)
}

// fields are labels with their values, several in a block. What is longer than
// a field is a paragraph.
func (r *renderer) fields(pairs bot.Fields) {
	section := &slack.SectionBlock{Type: slack.MBTSection}
	var lines []string
	flush := func() {
		if len(section.Fields) > 0 {
			r.add(section).say(strings.Join(lines, "\n"))
		}
		section, lines = &slack.SectionBlock{Type: slack.MBTSection}, nil
	}
	for _, p := range pairs {
		name, value := flat(r.spans(p.Label)), r.spans(p.Value)
		for i := range name {
			name[i].bold = true
		}
		all := append(append(append([]span{}, name...), span{text: "\n"}), value...)
		field := r.marked(all, true)
		if utf8.RuneCountInString(field.Text) > mostOfField {
			flush()
			all[len(name)].text = ": "
			for len(all) > 0 {
				var head []span
				head, all = cutSpans(all, mostOfWords)
				r.rich(fallbackOf(head), slack.NewRichTextSection(richOf(head)...))
			}
			continue
		}
		if len(section.Fields) == mostFields {
			flush()
		}
		section.Fields = append(section.Fields, field)
		all[len(name)].text = ": "
		lines = append(lines, fallbackOf(all))
	}
	flush()
}

// marked is a text object: mrkdwn when that says it well, plain text when it
// must be exact, with addresses behind the words they belong to.
func (r *renderer) marked(all []span, needed bool) *slack.TextBlockObject {
	if words, ok := mrkdwnOf(all); needed && ok {
		return slack.NewTextBlockObject(slack.MarkdownType, orSpace(words), false, true)
	}
	return slack.NewTextBlockObject(slack.PlainTextType, orSpace(noEmoji(withAddresses(all))), false, false)
}

// note is small print. Without a link it is plain text, where nothing acts.
func (r *renderer) note(b bot.Note) {
	for all := flat(r.spans(b.Text)); len(all) > 0; {
		var head []span
		head, all = cutSpans(all, mostOfNote)
		marked := false
		for _, s := range head {
			marked = marked || s.bold || s.url != ""
		}
		text := r.marked(head, marked)
		r.add(slack.NewContextBlock("", text)).say(fallbackOf(head))
	}
}

// picture shows a picture with the words that say the same.
func (r *renderer) picture(b bot.Picture) {
	name := fileName(b.Name)
	alt := strings.TrimSpace(wordsOf(b.Alt, r.lang))
	if alt == "" {
		alt = name
	}
	f := newFile(name, b.PNG)
	f.alt, f.picture = fitted(alt, mostOfAlt), &slack.SlackFileObject{ID: f.Sum}
	p := r.add(&slack.ImageBlock{Type: slack.MBTImage, AltText: f.alt, SlackFile: f.picture})
	p.Files = append(p.Files, f)
	p.say(fallbackOf([]span{{text: alt}}))
}

// file is a line that says that there is a file beside the message.
func (r *renderer) file(name string, data []byte) {
	f := newFile(fileName(name), data)
	line := []span{{text: "📎 "}, {text: f.Name, bold: true}}
	p := r.add(slack.NewRichTextBlock("", slack.NewRichTextSection(richOf(line)...)))
	if r.on != homeTab {
		p.Files = append(p.Files, f)
	}
	p.say(fallbackOf(line))
}

func newFile(name string, data []byte) *partFile {
	if len(data) == 0 {
		data = []byte("\n") // Slack takes no empty file
	}
	sum := sha256.Sum256(append([]byte(name+"\x00"), data...))
	return &partFile{Name: name, data: data, Sum: hex.EncodeToString(sum[:16])}
}

// fileName is a name that is only a name, on every computer.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if steers(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, s)
	if s = strings.Trim(path.Base(s), ". "); s == "" {
		return "bestand"
	}
	return fitted(s, 200)
}

// state tells what a part shows from what another shows.
func (p *part) state() [32]byte { return sha256.Sum256(mustJSON(p)) }

func mustJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // words and numbers
	}
	return data
}
