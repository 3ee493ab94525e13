package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wegwijs/bot"
)

// asked tells whether a message belongs to the interview that is going on with
// the person it is for, and notes which field it asks; w.mu is held. See
// PlainOptions.NoForms for how it knows.
func (w *Plain) asked(m *plainMessage) bool {
	iv := w.asking[m.with]
	if iv == nil || iv.begun && m.channel != "" {
		return false
	}
	field := iv.fieldIn(m.shown.blocks)
	if field < 0 {
		return !iv.begun
	}
	iv.begun = true
	if iv.answered[field] {
		delete(iv.answered, field)
		errors, rest := iv.errorsIn(m.shown.blocks, field)
		w.seen = append(w.seen, Seen{What: Refused, To: m.with, Errors: errors, Blocks: rest})
		iv.refused = true
	}
	iv.asking = field
	return true
}

// fieldIn returns the field that blocks ask, -1 when they ask none.
func (iv *interview) fieldIn(blocks []SeenBlock) int {
	field, _ := iv.questionIn(blocks)
	return field
}

// questionIn returns the field that blocks ask and where its question begins:
// the first label that is a paragraph of its own, else the first that is in
// one; -1 when there is none.
func (iv *interview) questionIn(blocks []SeenBlock) (field, at int) {
	for _, is := range []func(text, label string) bool{
		func(text, label string) bool { return text == label },
		strings.Contains,
	} {
		for at, b := range blocks {
			for i, label := range iv.labels {
				if b.Kind == "para" && is(b.Text, "*"+label+"*") {
					return i, at
				}
			}
		}
	}
	return -1, -1
}

// errorsIn returns why answers were refused: what is listed per label, else
// the first paragraph, which is about the field that is asked again; and what
// else is said before the question.
func (iv *interview) errorsIn(blocks []SeenBlock, field int) (errors []Value, rest []SeenBlock) {
	_, question := iv.questionIn(blocks)
	var listed []Value
	first := ""
	for _, b := range blocks[:question] {
		if b.Kind == "para" && first == "" {
			first = b.Text
			continue
		}
		if v, ok := iv.listed(b); ok {
			listed = append(listed, v)
		} else {
			rest = append(rest, b)
		}
	}
	if len(listed) > 0 {
		return listed, rest
	}
	return []Value{{Label: iv.labels[field], Values: []string{first}}}, rest
}

// listed reads an item that says what is wrong with one field.
func (iv *interview) listed(b SeenBlock) (Value, bool) {
	for _, label := range iv.labels {
		if why, ok := strings.CutPrefix(b.Text, "*"+label+"*: "); ok && b.Kind == "item" {
			return Value{Label: label, Values: []string{why}}, true
		}
	}
	return Value{}, false
}

// answer types the values one by one, as they are asked, until the form is
// submitted or an answer is refused.
func (w *Plain) answer(ctx context.Context, who string, values []Value) error {
	w.mu.Lock()
	iv, idle := w.asking[who], w.idle
	if iv == nil {
		w.mu.Unlock()
		return fmt.Errorf("nobody asks %s anything", who)
	}
	if idle == nil {
		w.mu.Unlock()
		return errors.New("an interview needs SetIdle")
	}
	err := iv.fill(values)
	iv.refused, iv.answered = false, map[int]bool{}
	w.mu.Unlock()
	if err != nil {
		return err
	}
	for {
		if err := idle(ctx); err != nil {
			return err
		}
		w.mu.Lock()
		if w.asking[who] != iv || iv.refused {
			w.mu.Unlock()
			return nil // another form was opened, or an answer must be mended first
		}
		n := iv.asking
		if n < 0 {
			delete(w.asking, who)
			w.mu.Unlock()
			if len(iv.answered) == 0 {
				return fmt.Errorf("%s is not asked to fill in %q; the label of each field must be asked directly, in bold", who, iv.title)
			}
			return nil
		}
		field := iv.form.Fields[n]
		text := said(field, iv.lang, iv.values[field.Name])
		iv.asking, iv.answered[n] = -1, true
		w.mu.Unlock()
		if err := w.Say(ctx, who, Place{}, text); err != nil {
			return err
		}
	}
}

// said is how a person answers the question for a field.
func said(f bot.Field, lang bot.Lang, values []string) string {
	shown := inWords(f, lang, rawText{}, values)
	switch {
	case len(values) == 0:
		return "-"
	case f.Kind == bot.Choices && slices.ContainsFunc(shown, func(s string) bool { return strings.Contains(s, ",") }):
		for i, v := range values {
			at := slices.IndexFunc(f.Options, func(o bot.Option) bool { return o.Value == v })
			shown[i] = strconv.Itoa(at + 1)
		}
	}
	return strings.Join(shown, ", ")
}
