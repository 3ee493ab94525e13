package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"wegwijs/bot"
)

// Interviews are forms that are asked field by field, because a platform shows
// none, or none where they were asked for. A world that has them tells Begin,
// hands every message of ours to Asked, and answers with Fill.
type Interviews struct {
	mu   sync.Mutex
	idle func(context.Context) error
	with map[string]*interview
}

// interview is a form that is asked field by field.
type interview struct {
	form     *bot.Form
	lang     bot.Lang
	values   bot.Values
	title    string
	labels   []string // as they are asked, by field
	asking   int      // the field that is asked now; -1 when none is
	answered map[int]bool
	begun    bool // the first question was asked
	refused  bool // since the last Fill
}

// SetIdle sets how to wait for the bot between two answers.
func (v *Interviews) SetIdle(idle func(context.Context) error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.idle = idle
}

// Begin says that OpenForm returned ErrNoForms for somebody.
func (v *Interviews) Begin(who string, f *bot.Form, lang bot.Lang) error {
	r := &renderer{lang: lang}
	s := r.form(f)
	if err := r.err(); err != nil {
		return err
	}
	iv := &interview{form: f, lang: lang, values: bot.Values{}, title: s.Title, asking: -1, answered: map[int]bool{}}
	for i, field := range s.Fields {
		iv.labels = append(iv.labels, field.Label)
		if value := f.Fields[i].Value; len(value) > 0 {
			iv.values[f.Fields[i].Name] = slices.Clone(value)
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.with == nil {
		v.with = map[string]*interview{}
	}
	v.with[who] = iv
	return nil
}

// Stop says that somebody is asked nothing any more: a form was opened.
func (v *Interviews) Stop(who string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.with, who)
}

// Going tells whether somebody is asked something.
func (v *Interviews) Going(who string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.with[who] != nil
}

// Asked tells whether a message belongs to the interview that is going on with
// the person it is for, and notes which field it asks: then it is not seen by
// itself. Errors that are in it are. See PlainOptions.NoForms for how it knows.
func (v *Interviews) Asked(s Seen) (asked bool, refused *Seen) {
	v.mu.Lock()
	defer v.mu.Unlock()
	iv := v.with[s.To]
	if iv == nil || iv.begun && s.Place.Channel != "" {
		return false, nil
	}
	field := iv.fieldIn(s.Blocks)
	if field < 0 {
		return !iv.begun, nil
	}
	iv.begun = true
	if iv.answered[field] {
		delete(iv.answered, field)
		errors, rest := iv.errorsIn(s.Blocks, field)
		refused = &Seen{What: Refused, To: s.To, Errors: errors, Blocks: rest}
		iv.refused = true
	}
	iv.asking = field
	return true, refused
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

// Fill types the values one by one, as they are asked, until the form is
// submitted or an answer is refused. look makes sure that Asked was told of
// everything the bot said.
func (v *Interviews) Fill(ctx context.Context, who string, values []Value, say func(context.Context, string) error, look func(context.Context) error) error {
	v.mu.Lock()
	iv, idle := v.with[who], v.idle
	if iv == nil {
		v.mu.Unlock()
		return fmt.Errorf("nobody asks %s anything", who)
	}
	if idle == nil {
		v.mu.Unlock()
		return errors.New("an interview needs SetIdle")
	}
	err := fillIn(iv.form, iv.lang, iv.values, values)
	iv.refused, iv.answered = false, map[int]bool{}
	v.mu.Unlock()
	if err != nil {
		return err
	}
	for {
		if err := idle(ctx); err != nil {
			return err
		}
		if err := look(ctx); err != nil {
			return err
		}
		text, more, err := v.next(who, iv)
		if err != nil || !more {
			return err
		}
		if err := say(ctx, text); err != nil {
			return err
		}
	}
}

// next is what somebody types now; false when there is no more to type.
func (v *Interviews) next(who string, iv *interview) (text string, more bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.with[who] != iv || iv.refused {
		return "", false, nil // another form was opened, or an answer must be mended first
	}
	n := iv.asking
	if n < 0 {
		delete(v.with, who)
		if len(iv.answered) == 0 {
			return "", false, fmt.Errorf("%s is not asked to fill in %q; the label of each field must be asked directly, in bold", who, iv.title)
		}
		return "", false, nil
	}
	field := iv.form.Fields[n]
	iv.asking, iv.answered[n] = -1, true
	return said(field, iv.lang, iv.values[field.Name]), true, nil
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
