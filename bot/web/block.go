package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/png"
	"mime"
	"path"
	"strings"

	"wegwijs/bot"
)

// A block is one block of a message in one language, as it is kept and shown.
// Fields named HTML were written by markup, all others are plain words.
type block struct {
	Kind     string      // para, fields, buttons, menu, table, picture, file, note
	HTML     string      `json:",omitempty"` // para, note, caption of a table
	Items    []string    `json:",omitempty"` // para: HTML
	Numbered bool        `json:",omitempty"`
	Pairs    [][2]string `json:",omitempty"` // fields: HTML
	Buttons  []button    `json:",omitempty"`
	Menu     *menu       `json:",omitempty"`
	Head     []string    `json:",omitempty"` // table: HTML
	Rows     [][]string  `json:",omitempty"` // table: HTML
	N        int         `json:",omitempty"` // picture, file: which attachment
	Name     string      `json:",omitempty"`
	Alt      string      `json:",omitempty"`
	Type     string      `json:",omitempty"`
	Size     int         `json:",omitempty"`
	Width    int         `json:",omitempty"`
	Height   int         `json:",omitempty"`
}

type button struct {
	Token  string `json:"-"` // its name within its message
	Label  string // HTML
	Hint   string `json:",omitempty"` // plain, contains the label
	Action string
	Value  string
	Style  bot.Style `json:",omitempty"`
}

type menu struct {
	Token   string `json:"-"` // its name within its message
	Label   string // plain
	Action  string
	Value   string
	Options []option
}

type option struct{ Label, Value string }

type attachment struct {
	name, mediaType string
	data            []byte
}

// giveTokens gives every button and menu of a message a token. It holds neither
// action nor value, so that nothing in a page says what pressing it means. It
// stays the same in an edit that leaves the action and value there; only those
// that share both are told apart by their order.
func giveTokens(blocks []block) {
	seen := map[[3]string]int{}
	token := func(kind, action, value string) string {
		key := [3]string{kind, action, value}
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%q\x00%q\x00%d", kind, action, value, seen[key]))
		return hex.EncodeToString(sum[:8])
	}
	for i := range blocks {
		for j := range blocks[i].Buttons {
			b := &blocks[i].Buttons[j]
			b.Token = token("button", b.Action, b.Value)
		}
		if m := blocks[i].Menu; m != nil {
			m.Token = token("menu", m.Action, m.Value)
		}
	}
}

// blocksOf writes a message in a language. The error says what is wrong with
// the message, without repeating any of it.
func blocksOf(m *bot.Message, l bot.Lang) ([]block, []attachment, error) {
	if m == nil || len(m.Blocks) == 0 {
		return nil, nil, errors.New("a message without content")
	}
	var out []block
	var files []attachment
	attach := func(name, mediaType string, data []byte) (int, string) {
		name = fileName(name)
		files = append(files, attachment{name, mediaType, data})
		return len(files), name
	}
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case bot.Para:
			k := block{Kind: "para", HTML: htmlOf(b.Text, l), Numbered: b.Numbered}
			for _, t := range b.Items {
				k.Items = append(k.Items, htmlOf(t, l))
			}
			out = append(out, k)
		case bot.Fields:
			k := block{Kind: "fields"}
			for _, p := range b {
				k.Pairs = append(k.Pairs, [2]string{htmlOf(p.Label, l), htmlOf(p.Value, l)})
			}
			out = append(out, k)
		case bot.Buttons:
			if len(b) > bot.MaxButtons {
				return nil, nil, fmt.Errorf("%d buttons in a row", len(b))
			}
			k := block{Kind: "buttons"}
			for _, x := range b {
				k.Buttons = append(k.Buttons, button{Label: htmlOf(x.Label, l), Hint: hint(x, l), Action: x.Action, Value: x.Value, Style: x.Style})
			}
			out = append(out, k)
		case bot.Menu:
			if len(b.Options) > bot.MaxOptions {
				return nil, nil, fmt.Errorf("a menu with %d options", len(b.Options))
			}
			out = append(out, block{Kind: "menu", Menu: &menu{Label: plain(b.Label, l), Action: b.Action, Value: b.Value, Options: optionsOf(b.Options, l)}})
		case bot.Table:
			k := block{Kind: "table", HTML: htmlOf(b.Caption, l), Head: cells(b.Head, l)}
			for _, r := range b.Rows {
				if len(r) != len(b.Head) {
					return nil, nil, fmt.Errorf("a table row of %d cells under a head of %d", len(r), len(b.Head))
				}
				k.Rows = append(k.Rows, cells(r, l))
			}
			out = append(out, k)
		case bot.Picture:
			k := block{Kind: "picture", Alt: plain(b.Alt, l)}
			k.N, k.Name = attach(b.Name, "image/png", b.PNG)
			if c, err := png.DecodeConfig(bytes.NewReader(b.PNG)); err == nil {
				k.Width, k.Height = c.Width, c.Height
			}
			out = append(out, k)
		case bot.File:
			k := block{Kind: "file", Type: mediaType(b.Type), Size: len(b.Data)}
			k.N, k.Name = attach(b.Name, k.Type, b.Data)
			out = append(out, k)
		case bot.Note:
			out = append(out, block{Kind: "note", HTML: htmlOf(b.Text, l)})
		default:
			return nil, nil, fmt.Errorf("a block of type %T", b)
		}
	}
	return out, files, nil
}

func cells(ts []bot.Text, l bot.Lang) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = htmlOf(t, l)
	}
	return out
}

func optionsOf(os []bot.Option, l bot.Lang) []option {
	out := make([]option, len(os))
	for i, o := range os {
		out[i] = option{plain(o.Label, l), o.Value}
	}
	return out
}

// hint is the accessible name of a button. People who speak to their computer
// say what they see, so the name holds the visible label
// (https://www.w3.org/TR/WCAG22/#label-in-name).
func hint(b bot.Button, l bot.Lang) string {
	h := plain(b.Hint, l)
	if h == "" {
		return ""
	}
	if label := plain(b.Label, l); !strings.Contains(h, label) {
		return label + " – " + h
	}
	return h
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

func mediaType(s string) string {
	if t, params, err := mime.ParseMediaType(s); err == nil {
		if good := mime.FormatMediaType(t, params); good != "" {
			return good
		}
	}
	return "application/octet-stream"
}

// pressed finds the button or menu with a token in a message.
func pressed(blocks []block, tok string) (action, value string, from *menu, ok bool) {
	for _, b := range blocks {
		for _, x := range b.Buttons {
			if x.Token == tok {
				return x.Action, x.Value, nil, true
			}
		}
		if b.Menu != nil && b.Menu.Token == tok {
			return b.Menu.Action, b.Menu.Value, b.Menu, true
		}
	}
	return "", "", nil, false
}
