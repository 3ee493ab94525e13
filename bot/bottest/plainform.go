package bottest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wegwijs/bot"
)

// plainForm is a form that is open for a person.
type plainForm struct {
	form   *bot.Form
	lang   bot.Lang
	values bot.Values
	place  Place
	thread bot.MessageID
}

var fieldName = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// form shows a form and checks its limits.
func (r *renderer) form(f *bot.Form) Seen {
	s := Seen{What: Opened}
	if f == nil {
		r.wrong("the form is nil")
		return s
	}
	if f.Action == "" {
		r.wrong("a form has no action")
	}
	if len(f.State) > maxState {
		r.wrong("the state of a form has %d bytes, at most %d", len(f.State), maxState)
	}
	s.Title = r.text("the title of a form", f.Title, maxTitle)
	s.Submit = r.text("the button of a form", f.Submit, maxTitle)
	if !isNil(f.Intro) {
		s.Blocks = []SeenBlock{{Kind: "para", Text: r.text("the intro of a form", f.Intro, 0)}}
	}
	if len(f.Fields) == 0 {
		r.wrong("a form has no fields")
	}
	names, labels := map[string]bool{}, map[string]bool{}
	for _, field := range f.Fields {
		seen := r.field(field)
		if names[field.Name] || labels[seen.Label] {
			r.wrong("two fields of a form are called %q or labelled %q", field.Name, seen.Label)
		}
		names[field.Name], labels[seen.Label] = true, true
		s.Fields = append(s.Fields, seen)
	}
	return s
}

func (r *renderer) field(f bot.Field) SeenField {
	if !fieldName.MatchString(f.Name) {
		r.wrong("a field is called %q; only letters and digits", f.Name)
	}
	s := SeenField{Label: r.text("the label of a field", f.Label, maxTitle), Kind: f.Kind, Optional: f.Optional}
	if !isNil(f.Help) {
		s.Help = r.text("the help of a field", f.Help, maxHelp)
	}
	if f.Kind < bot.ShortText || f.Kind > bot.YesNo {
		r.wrong("field %q has unknown kind %d", f.Name, f.Kind)
		return s
	}
	choice := f.Kind == bot.Choice || f.Kind == bot.Choices
	if choice {
		for _, o := range r.options("field", f.Options) {
			s.Options = append(s.Options, o.label)
		}
	} else if len(f.Options) > 0 {
		r.wrong("field %q has options and is no choice", f.Name)
	}
	if len(f.Value) > 0 {
		if t := f.Check(f.Value); t != nil {
			r.wrong("field %q is filled in beforehand with what it does not take: %s", f.Name, t.In(bot.EN, rawText{}))
		}
	}
	s.Value = inWords(f, r.lang, plainText{}, f.Value)
	return s
}

// OpenForm shows a form once per handle.
func (p *plainPlatform) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, lang bot.Lang) error {
	w := p.w
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if lang != bot.NL && lang != bot.EN {
		return p.refuse(fmt.Errorf("a form in the language %q", lang))
	}
	if from == nil || from.Platform != PlainName {
		return p.refuse(errors.New("a form for an event of another platform"))
	}
	who, ok := person(string(from.From.ID))
	if !ok {
		return p.refuse(errors.New("a form for nobody"))
	}
	r := &renderer{lang: lang}
	s := r.form(f)
	if err := r.err(); err != nil {
		return p.refuse(err)
	}
	fresh, known := w.triggers[from.Reply]
	if !known || !fresh {
		return p.refuse(errors.New("a form is opened with the handle of an event, and once"))
	}
	open := plainForm{form: f, lang: lang, values: bot.Values{}, place: Place{}, thread: from.Thread}
	if !from.Direct {
		open.place.Channel = strings.TrimPrefix(string(from.Channel), channelPrefix)
	}
	for _, field := range f.Fields {
		if len(field.Value) > 0 {
			open.values[field.Name] = slices.Clone(field.Value)
		}
	}
	if w.options.NoForms {
		if err := w.interviews.Begin(who.ID, f, lang); err != nil {
			return p.refuse(err)
		}
		return bot.ErrNoForms
	}
	w.triggers[from.Reply] = false
	s.To = who.ID
	w.forms[who.ID] = &open
	w.seen = append(w.seen, s)
	return nil
}

// Fill submits the form that is open, or answers what is asked field by field.
func (w *Plain) Fill(ctx context.Context, who string, values []Value) error {
	if w.options.NoForms {
		nothing := func(context.Context) error { return nil }
		return w.interviews.Fill(ctx, who, values, func(ctx context.Context, text string) error { return w.Say(ctx, who, Place{}, text) }, nothing)
	}
	w.mu.Lock()
	f := w.forms[who]
	if f == nil {
		w.mu.Unlock()
		return fmt.Errorf("no form is open for %s", who)
	}
	if err := fillIn(f.form, f.lang, f.values, values); err != nil {
		w.mu.Unlock()
		return err
	}
	o, err := w.origin(who, f.place)
	w.mu.Unlock()
	if err != nil {
		return err
	}
	o.Thread = f.thread
	submitted := copyValues(f.values)
	return w.deliver(ctx, func() bot.Event {
		return &bot.Submit{Origin: o, Action: f.form.Action, State: f.form.State, Values: copyValues(submitted)}
	}, func(a bot.Ack) error { return w.submitted(who, f, a) })
}

func copyValues(v bot.Values) bot.Values {
	out := bot.Values{}
	for k, s := range v {
		out[k] = slices.Clone(s)
	}
	return out
}

// submitted closes the form, or leaves it open with its errors.
func (w *Plain) submitted(who string, f *plainForm, a bot.Ack) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(a.Errors) == 0 {
		if w.forms[who] == f {
			delete(w.forms, who)
		}
		return nil
	}
	r := &renderer{lang: a.Lang}
	if a.Lang != bot.NL && a.Lang != bot.EN {
		r.wrong("errors of a form in the language %q", a.Lang)
	}
	s := Seen{What: Refused, To: who}
	left := len(a.Errors)
	for _, field := range f.form.Fields {
		if t, ok := a.Errors[field.Name]; ok {
			left--
			s.Errors = append(s.Errors, Value{field.Label.In(f.lang, plainText{}), []string{r.text("an error of a field", t, 0)}})
		}
	}
	if left > 0 {
		r.wrong("%d errors are about fields the form does not have", left)
	}
	w.broken = append(w.broken, r.broken...)
	w.seen = append(w.seen, s)
	return nil
}

// fillIn types values into a form.
func fillIn(form *bot.Form, lang bot.Lang, into bot.Values, values []Value) error {
	for _, v := range values {
		i := slices.IndexFunc(form.Fields, func(field bot.Field) bool {
			return sameLabel(v.Label, field.Label.In(lang, plainText{}))
		})
		if i < 0 {
			var labels []string
			for _, field := range form.Fields {
				labels = append(labels, field.Label.In(lang, plainText{}))
			}
			return fmt.Errorf("the form has no field %q; it has %s", v.Label, strings.Join(labels, ", "))
		}
		field := form.Fields[i]
		entered, err := typed(field, lang, v.Values)
		if err != nil {
			return err
		}
		if len(entered) == 0 {
			delete(into, field.Name)
		} else {
			into[field.Name] = entered
		}
	}
	return nil
}
