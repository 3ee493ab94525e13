package mattermost

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

	"wegwijs/bot"
)

// A part is one post, before its buttons are sealed. It holds all that is
// seen; two equal parts look the same.
type part struct {
	Text  string     `json:"text,omitempty"` // Markdown
	Boxes []box      `json:"boxes,omitempty"`
	Files []partFile `json:"files,omitempty"`
}

// A box is one attachment of a post: text, then fields, then actions.
type box struct {
	Text    string   `json:"text,omitempty"` // Markdown
	Fields  []field  `json:"fields,omitempty"`
	Actions []action `json:"actions,omitempty"`
}

// A field is a label and its value, in Markdown and never empty: the server
// crashes on an update without a value, and 11.10 drops fields without a title.
type field struct {
	Title string `json:"title"`
	Value string `json:"value"`
	Short bool   `json:"short,omitempty"`
}

// An action is a button, or a menu when it has options.
type action struct {
	ID      string         `json:"id"` // letters and digits only: the server finds no others
	Label   string         `json:"label"`
	Hint    string         `json:"hint,omitempty"`
	Style   string         `json:"style,omitempty"`
	Action  string         `json:"action"`
	Value   string         `json:"value,omitempty"`
	Options []actionOption `json:"options,omitempty"`
}

type actionOption struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

type partFile struct {
	Name string `json:"name"`
	Data []byte `json:"-"`
	Sum  string `json:"sum"`
}

// limits of one post. The body of a request is at most 300,000 bytes, and
// sealing makes actions longer.
const (
	usualPostSize = 16383 // runes
	mostOfBoxes   = 150_000
	mostOfBody    = 290_000
	mostFiles     = 10
	shortValue    = 40
)

// render writes a message in a language as posts of at most size runes of
// text; with single it is one post, and what does not fit is attached. The
// error says what is wrong with the message, without repeating any of it.
func render(m *bot.Message, l bot.Lang, size int, single bool) ([]part, error) {
	if m == nil || len(m.Blocks) == 0 {
		return nil, errors.New("a message without content")
	}
	r := &renderer{lang: l, size: size, ids: map[string]int{}, parts: []part{{}}}
	for _, b := range m.Blocks {
		if err := r.block(b); err != nil {
			return nil, err
		}
	}
	if single && len(r.parts) > 1 {
		return []part{r.together(m)}, nil
	}
	for i := range r.parts {
		if p := &r.parts[i]; p.Text == "" && len(p.Boxes) == 0 && len(p.Files) == 0 {
			p.Text = zw // the server takes no empty post
		}
	}
	return r.parts, nil
}

// renderer writes blocks from top to bottom. What a person sees of a post is
// its text, then its boxes, so words that follow buttons are in a box as well.
type renderer struct {
	lang  bot.Lang
	size  int
	parts []part
	list  bool           // the last thing written is a list
	ids   map[string]int // actions of this message that mean the same
}

func (r *renderer) block(b bot.Block) error {
	switch b := b.(type) {
	case bot.Para:
		r.para(b)
	case bot.Fields:
		for _, p := range b {
			r.field(p)
		}
	case bot.Buttons:
		if len(b) > bot.MaxButtons {
			return fmt.Errorf("%d buttons in a row", len(b))
		}
		var row []action
		for _, x := range b {
			row = append(row, r.button(x))
		}
		r.actions(row)
	case bot.Menu:
		if len(b.Options) == 0 || len(b.Options) > bot.MaxOptions {
			return fmt.Errorf("a menu with %d options", len(b.Options))
		}
		r.actions([]action{r.menu(b)})
	case bot.Table:
		return r.table(b)
	case bot.Picture:
		r.file("🖼", b.Name, b.PNG, markdownOf(b.Alt, r.lang))
	case bot.File:
		r.file("📎", b.Name, b.Data, "")
	case bot.Note:
		r.note(b)
	default:
		return fmt.Errorf("a block of type %T", b)
	}
	return nil
}

func (r *renderer) para(b bot.Para) {
	if t := trimmed(markdownOf(b.Text, r.lang)); t != "" {
		r.text(t, "\n\n")
		r.list = false
	}
	sep := "\n\n"
	if r.list {
		sep = "\n\n" + zw + "\n\n" // else marked makes one list of two
	}
	for i, item := range b.Items {
		mark := "- "
		if b.Numbered {
			mark = strconv.Itoa(i+1) + ". "
		}
		t := trimmed(flat(markdownOf(item, r.lang)))
		if t == "" {
			t = zw
		}
		r.text(mark+t, sep)
		sep, r.list = "\n", true
	}
}

func (r *renderer) note(b bot.Note) {
	t := trimmed(flat(markdownOf(b.Text, r.lang)))
	for t != "" {
		var head string
		head, t = cut(t, r.size-2)
		r.text("_"+head+"_", "\n\n")
	}
	r.list = false
}

// text puts Markdown below what is there already, in as many posts as it takes.
func (r *renderer) text(t, sep string) {
	for t != "" {
		to := r.room()
		before := *to
		if before != "" {
			before += sep
		}
		left := r.size - utf8.RuneCountInString(before)
		n := utf8.RuneCountInString(t)
		switch {
		case n <= left:
			*to = before + t
			return
		case n <= r.size || left < r.size/4:
			// It fits in a post of its own, or too little of it fits in this one.
			r.next()
		default:
			head, tail := cut(t, left)
			*to = before + head
			t = tail
			r.next()
		}
	}
}

// room is where the next words go.
func (r *renderer) room() *string {
	p := r.last()
	if len(p.Boxes) == 0 {
		return &p.Text
	}
	if b := &p.Boxes[len(p.Boxes)-1]; len(b.Fields) == 0 && len(b.Actions) == 0 {
		return &b.Text
	}
	if p.weight() > mostOfBoxes {
		r.next()
		return &r.last().Text
	}
	p.Boxes = append(p.Boxes, box{})
	return &p.Boxes[len(p.Boxes)-1].Text
}

func (r *renderer) last() *part { return &r.parts[len(r.parts)-1] }

func (r *renderer) next() {
	r.parts = append(r.parts, part{})
	r.list = false
}

// weight is about how many bytes the boxes of a post take.
func (p *part) weight() int {
	data, err := json.Marshal(p.Boxes)
	if err != nil {
		panic(err) // words and numbers
	}
	n := len(data) + len(data)/2
	for _, b := range p.Boxes {
		n += 400 * len(b.Actions)
	}
	return n
}

// inBox returns the box that something with a weight goes into: the last one
// when it fits there, a new one otherwise.
func (r *renderer) inBox(fits func(*box) bool) *box {
	if p := r.last(); p.weight() > mostOfBoxes {
		r.next()
	}
	p := r.last()
	if n := len(p.Boxes); n == 0 || !fits(&p.Boxes[n-1]) {
		p.Boxes = append(p.Boxes, box{})
	}
	r.list = false
	return &p.Boxes[len(p.Boxes)-1]
}

func (r *renderer) field(p bot.Pair) {
	f := field{Title: orSpace(flat(markdownOf(p.Label, r.lang))), Value: orSpace(trimmed(markdownOf(p.Value, r.lang)))}
	if utf8.RuneCountInString(f.Value) > r.size/2 {
		r.text("**"+f.Title+"**", "\n\n")
		r.text(f.Value, "\n\n")
		return
	}
	f.Short = utf8.RuneCountInString(f.Value) <= shortValue
	b := r.inBox(func(b *box) bool { return len(b.Actions) == 0 })
	b.Fields = append(b.Fields, f)
}

// actions puts buttons or a menu below what is there. Rows of buttons are kept
// apart.
func (r *renderer) actions(row []action) {
	menu := len(row) == 1 && row[0].Options != nil
	b := r.inBox(func(b *box) bool { return len(b.Actions) == 0 || menu })
	b.Actions = append(b.Actions, row...)
}

func (r *renderer) button(x bot.Button) action {
	a := action{
		ID: r.id("button", x.Action, x.Value), Label: orSpace(wordsOf(x.Label, r.lang)), Hint: wordsOf(x.Hint, r.lang),
		Style: "default", Action: x.Action, Value: x.Value,
	}
	switch x.Style {
	case bot.Primary:
		a.Style = "primary"
	case bot.Danger:
		a.Style = "danger"
	}
	return a
}

func (r *renderer) menu(x bot.Menu) action {
	a := action{ID: r.id("menu", x.Action, x.Value), Label: orSpace(wordsOf(x.Label, r.lang)), Action: x.Action, Value: x.Value}
	for _, o := range x.Options {
		a.Options = append(a.Options, actionOption{orSpace(wordsOf(o.Label, r.lang)), o.Value})
	}
	return a
}

// id names a button or menu within its message. It stays the same in an edit
// that leaves the action and value there, so that whoever still sees the
// message as it was presses what they see; only those that share both are told
// apart by their order.
func (r *renderer) id(kind, action, value string) string {
	same := fmt.Sprintf("%s\x00%q\x00%q", kind, action, value)
	r.ids[same]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", same, r.ids[same]))
	return hex.EncodeToString(sum[:10])
}

// optionID is what stands for an option on the server. It says nothing, and it
// belongs to the option, not to its place.
func optionID(value string) string {
	sum := sha256.Sum256([]byte("option " + value))
	return hex.EncodeToString(sum[:8])
}

// file attaches a file; a line says where it belongs, and what a picture shows.
func (r *renderer) file(mark, name string, data []byte, alt string) {
	if len(r.last().Files) == mostFiles {
		r.next()
	}
	name = fileName(name)
	line := mark + " " + markdown{}.Bold(markdown{}.Theirs(name))
	if alt = trimmed(flat(alt)); alt != "" {
		line += ": " + alt
	}
	r.text(line, "\n\n")
	r.list = false
	sum := sha256.Sum256(data)
	p := r.last()
	p.Files = append(p.Files, partFile{name, data, hex.EncodeToString(sum[:])})
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
	return s
}

// flat keeps words on one line.
func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// trimmed drops space around words: four spaces in front would make them code.
func trimmed(s string) string { return strings.TrimSpace(s) }

func orSpace(s string) string {
	if strings.TrimSpace(s) == "" {
		return zw
	}
	return s
}
