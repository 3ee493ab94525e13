package bot

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
)

// Literal writes a text as bare words, without any notation: for comparing,
// for alternative texts, and where nothing in a text could act.
var Literal Escaper = literal{}

type literal struct{}

func (literal) Ours(s string) string      { return s }
func (literal) Theirs(s string) string    { return s }
func (literal) Bold(s string) string      { return s }
func (literal) Link(s, url string) string { return s + " (" + url + ")" }

// marked is Literal with notation that text cannot imitate, because it counts,
// so that two messages that look different have different digests.
type marked struct{}

func (marked) Ours(s string) string   { return s }
func (marked) Theirs(s string) string { return fmt.Sprintf("\x00t%d:%s", len(s), s) }
func (marked) Bold(s string) string   { return fmt.Sprintf("\x00b%d:%s", len(s), s) }
func (marked) Link(s, url string) string {
	return fmt.Sprintf("\x00l%d:%d:%s%s", len(s), len(url), s, url)
}

// digest is a hash of what a message shows in a language. Equal digests need no edit.
func digest(m *Message, l Lang) []byte {
	d := digester{sha256.New(), l}
	d.words(string(l))
	for _, b := range m.Blocks {
		d.words(fmt.Sprintf("%T", b))
		switch b := b.(type) {
		case Para:
			d.text(b.Text)
			d.texts(b.Items)
			d.number(b.Numbered)
		case Fields:
			for _, p := range b {
				d.text(p.Label)
				d.text(p.Value)
			}
		case Buttons:
			for _, x := range b {
				d.text(x.Label)
				d.text(x.Hint)
				d.words(x.Action, x.Value)
				d.number(x.Style)
			}
		case Menu:
			d.text(b.Label)
			d.words(b.Action, b.Value)
			for _, o := range b.Options {
				d.text(o.Label)
				d.words(o.Value)
			}
		case Table:
			d.text(b.Caption)
			d.texts(b.Head)
			for _, row := range b.Rows {
				d.texts(row)
			}
		case Picture:
			d.words(b.Name, string(b.PNG))
			d.text(b.Alt)
		case File:
			d.words(b.Name, b.Type, string(b.Data))
		case Note:
			d.text(b.Text)
		}
	}
	return d.Sum(nil)
}

type digester struct {
	hash.Hash
	lang Lang
}

func (d digester) words(all ...string) {
	for _, s := range all {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(s)))
		d.Write(size[:])
		d.Write([]byte(s))
	}
}

func (d digester) text(t Text) {
	if t == nil {
		d.words("-")
		return
	}
	d.words(t.In(d.lang, marked{}))
}

func (d digester) texts(ts []Text) {
	d.number(len(ts))
	for _, t := range ts {
		d.text(t)
	}
}

func (d digester) number(n any) { d.words(fmt.Sprint(n)) }
