package bottest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"wegwijs/bot"
)

// plainText is the notation of the plain world. What would be read as notation
// is marked, and what has no shape is given one, so that a transcript shows
// exactly what got through: ⟨U+200B⟩, \*, ⏎.
type plainText struct{}

var _ bot.Escaper = plainText{}

func (plainText) Ours(s string) string                { return visible(s) }
func (plainText) Theirs(s string) string              { return visible(s) }
func (plainText) Bold(escaped string) string          { return "*" + escaped + "*" }
func (plainText) Link(escaped, address string) string { return escaped + " ‹" + address + "›" }

func visible(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case strings.HasPrefix(s, "\r\n"):
			b.WriteRune('⏎')
			n = 2
		case r == '\n' || r == '\r':
			b.WriteRune('⏎')
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "⟨%02X⟩", s[0])
		case r == '*':
			b.WriteString(`\*`)
		case shapeless(r) || strings.ContainsRune("‹›⟨⟩⏎", r) || r == '\u00a0':
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		default:
			b.WriteRune(r)
		}
		s = s[n:]
	}
	return b.String()
}

// rawText shows a text as it is, to measure it.
type rawText struct{}

func (rawText) Ours(s string) string          { return s }
func (rawText) Theirs(s string) string        { return s }
func (rawText) Bold(escaped string) string    { return escaped }
func (rawText) Link(escaped, _ string) string { return escaped }

// rendered is a message as it is seen, and what its buttons and menus do.
type rendered struct {
	blocks  []SeenBlock
	buttons []boundButton
	menus   []boundMenu
}

type boundButton struct{ label, action, value string }

type boundMenu struct {
	label, action, value string
	options              []boundOption
}

type boundOption struct{ label, value string }

// renderer writes in one language and collects the promises that are broken.
type renderer struct {
	lang   bot.Lang
	broken []error
}

func (r *renderer) wrong(format string, args ...any) {
	r.broken = append(r.broken, fmt.Errorf(format, args...))
}

func (r *renderer) err() error { return errors.Join(r.broken...) }

// text writes a text that may not be empty, of at most most characters; 0 is any number.
func (r *renderer) text(what string, t bot.Text, most int) string {
	if isNil(t) {
		r.wrong("%s is nil", what)
		return ""
	}
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		raw := t.In(l, rawText{})
		if strings.TrimSpace(raw) == "" {
			r.wrong("%s is empty in %s", what, l)
		}
		if n := utf8.RuneCountInString(raw); most > 0 && n > most {
			r.wrong("%s has %d characters in %s, at most %d", what, n, l, most)
		}
	}
	return t.In(r.lang, plainText{})
}

func isNil(t bot.Text) bool {
	if t == nil {
		return true
	}
	v := reflect.ValueOf(t)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

const (
	maxLabel  = 40
	maxValue  = 200
	maxOption = 75
	maxState  = 2000
	maxTitle  = 24
	maxHelp   = 150
)

func (r *renderer) message(m *bot.Message) rendered {
	var out rendered
	if m == nil || len(m.Blocks) == 0 {
		r.wrong("the message is empty")
		return out
	}
	if m.Key != "" && !strings.Contains(m.Key[1:], "/") {
		r.wrong("key %q does not start with a feature and a slash", m.Key)
	}
	for _, b := range m.Blocks {
		r.block(&out, b)
	}
	return out
}

func (r *renderer) block(out *rendered, b bot.Block) {
	add := func(s SeenBlock) { out.blocks = append(out.blocks, s) }
	switch b := b.(type) {
	case bot.Para:
		if !isNil(b.Text) || len(b.Items) == 0 {
			add(SeenBlock{Kind: "para", Text: r.text("a paragraph", b.Text, 0)})
		}
		for i, item := range b.Items {
			s := SeenBlock{Kind: "item", Text: r.text("an item", item, 0)}
			if b.Numbered {
				s.Number = i + 1
			}
			add(s)
		}
	case bot.Fields:
		if len(b) == 0 {
			r.wrong("there are no fields in Fields")
		}
		for _, p := range b {
			add(SeenBlock{Kind: "field", Text: r.text("the label of a field", p.Label, 0) + ": " + r.text("the value of a field", p.Value, 0)})
		}
	case bot.Buttons:
		if len(b) == 0 || len(b) > bot.MaxButtons {
			r.wrong("%d buttons in a row, at least 1 and at most %d", len(b), bot.MaxButtons)
		}
		for _, button := range b {
			s := SeenBlock{Kind: "button", Text: r.text("the label of a button", button.Label, maxLabel)}
			if !isNil(button.Hint) {
				s.Hint = r.text("the hint of a button", button.Hint, 0)
			}
			r.acts("button", button.Action, button.Value)
			out.buttons = append(out.buttons, boundButton{s.Text, button.Action, button.Value})
			add(s)
		}
	case bot.Menu:
		s := SeenBlock{Kind: "menu", Text: r.text("the label of a menu", b.Label, 0)}
		r.acts("menu", b.Action, b.Value)
		bound := boundMenu{label: s.Text, action: b.Action, value: b.Value, options: r.options("menu", b.Options)}
		for _, o := range bound.options {
			s.Options = append(s.Options, o.label)
		}
		out.menus = append(out.menus, bound)
		add(s)
	case bot.Table:
		s := SeenBlock{Kind: "table", Text: r.text("the caption of a table", b.Caption, 0)}
		if len(b.Head) == 0 {
			r.wrong("a table has no head")
		}
		var head []string
		for _, t := range b.Head {
			head = append(head, r.text("a head of a table", t, 0))
		}
		s.Rows = append(s.Rows, head)
		for _, row := range b.Rows {
			if len(row) != len(b.Head) {
				r.wrong("a row of a table has %d cells under %d heads", len(row), len(b.Head))
			}
			var cells []string
			for _, t := range row {
				if isNil(t) {
					r.wrong("a cell of a table is nil")
					continue
				}
				cells = append(cells, t.In(r.lang, plainText{})) // a cell may be empty
			}
			s.Rows = append(s.Rows, cells)
		}
		add(s)
	case bot.Picture:
		if b.Name == "" || len(b.PNG) == 0 {
			r.wrong("a picture has no name or no data")
		}
		add(SeenBlock{Kind: "picture", Text: r.text("the alternative text of a picture", b.Alt, 0), Data: b.PNG})
	case bot.File:
		if !strings.Contains(b.Name, ".") || strings.ContainsAny(b.Name, "/\\\x00\n") || b.Type == "" || len(b.Data) == 0 {
			r.wrong("a file needs a name with an extension and without a folder, a type, and data")
		}
		add(SeenBlock{Kind: "file", Text: b.Name, Data: b.Data})
	case bot.Note:
		add(SeenBlock{Kind: "note", Text: r.text("a note", b.Text, 0)})
	default:
		r.wrong("a block of unknown type %T", b)
	}
}

// acts checks what a button or a menu carries.
func (r *renderer) acts(what, action, value string) {
	if action == "" {
		r.wrong("a %s has no action", what)
	}
	if len(value) > maxValue {
		r.wrong("the value of a %s has %d bytes, at most %d", what, len(value), maxValue)
	}
	if !utf8.ValidString(value) {
		r.wrong("the value of a %s is not UTF-8", what)
	}
}

func (r *renderer) options(what string, options []bot.Option) []boundOption {
	if len(options) == 0 || len(options) > bot.MaxOptions {
		r.wrong("a %s has %d options, at least 1 and at most %d", what, len(options), bot.MaxOptions)
	}
	seen := map[string]bool{}
	var out []boundOption
	for _, o := range options {
		if o.Value == "" || len(o.Value) > maxOption {
			r.wrong("the value of an option of a %s has %d bytes, at least 1 and at most %d", what, len(o.Value), maxOption)
		}
		if seen[o.Value] {
			r.wrong("two options of a %s have the value %q", what, o.Value)
		}
		seen[o.Value] = true
		out = append(out, boundOption{r.text("an option of a "+what, o.Label, maxOption), o.Value})
	}
	return out
}
