package webtest

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// A version tells two states of a form apart.
type version struct{ id, revision string }

// A dialog is a form of ours that is open.
type dialog struct {
	form
	at            version
	title, submit string
	lang          bot.Lang
	intro         []bottest.SeenBlock
	fields        []fieldNode
	errors        []bottest.Value
}

type fieldNode struct {
	seen    bottest.SeenField
	name    string
	options []labelled
}

func (d *dialog) seen() []bottest.SeenField {
	var out []bottest.SeenField
	for _, f := range d.fields {
		out = append(out, f.seen)
	}
	return out
}

func readDialog(n *html.Node) (*dialog, error) {
	f := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Form })
	title := first(n, func(n *html.Node) bool { return n.DataAtom == atom.H2 })
	button := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Button })
	if f == nil || title == nil || button == nil || attr(title, "id") != attr(n, "aria-labelledby") {
		return nil, errors.New("a dialog is a form with a title and a button")
	}
	d := &dialog{form: form{f, attr(f, "action")}, at: version{attr(n, "data-form"), attr(n, "data-revision")}, title: text(title), submit: text(button)}
	for at := n; at != nil && d.lang == ""; at = at.Parent {
		d.lang = bot.Lang(attr(at, "lang"))
	}
	if intro := first(n, func(n *html.Node) bool { return class(n, "intro") }); intro != nil {
		d.intro = []bottest.SeenBlock{{Kind: "para", Text: text(intro)}}
	}
	for c := range all(f, atom.Div) {
		if !class(c, "field") {
			continue
		}
		field, wrong, err := d.field(c)
		if err != nil {
			return nil, err
		}
		d.fields = append(d.fields, field)
		if wrong != "" {
			d.errors = append(d.errors, bottest.Value{Label: field.seen.Label, Values: []string{wrong}})
		}
	}
	listed := 0
	if sum := first(n, func(n *html.Node) bool { return class(n, "wrong") }); sum != nil {
		for range all(sum, atom.Li) {
			listed++
		}
	}
	if listed != len(d.errors) {
		return nil, fmt.Errorf("%d errors in the summary and %d at the fields", listed, len(d.errors))
	}
	return d, nil
}

// field reads a field from what its inputs are, as a person would.
func (d *dialog) field(n *html.Node) (f fieldNode, wrong string, err error) {
	label := first(n, func(n *html.Node) bool { return class(n, "label") })
	inputs := slices.Collect(allOf(n, func(n *html.Node) bool {
		return n.DataAtom == atom.Input || n.DataAtom == atom.Select || n.DataAtom == atom.Textarea
	}))
	if label == nil || len(inputs) == 0 {
		return f, "", errors.New("a field has a label and an input")
	}
	f.seen.Label, f.name = text(label), attr(inputs[0], "name")
	f.seen.Optional = first(n, func(n *html.Node) bool { return class(n, "optional") }) != nil
	explained := inputs[0]
	if set := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Fieldset }); set != nil {
		explained = set
	} else if attr(label.Parent, "for") != attr(explained, "id") {
		return f, "", fmt.Errorf("the label %q belongs to no input", f.seen.Label)
	}
	for _, id := range strings.Fields(attr(explained, "aria-describedby")) {
		about := first(n, func(n *html.Node) bool { return attr(n, "id") == id })
		switch {
		case about == nil:
			return f, "", fmt.Errorf("the field %q is described by nothing", f.seen.Label)
		case class(about, "help"):
			f.seen.Help = text(about)
		case class(about, "error"):
			wrong = text(first(about, func(n *html.Node) bool { return class(n, "what") }))
		}
	}
	if (wrong != "") != (attr(inputs[0], "aria-invalid") == "true") {
		return f, "", fmt.Errorf("the field %q has an error or is marked invalid, not both", f.seen.Label)
	}
	f.seen.Kind, f.options, f.seen.Value = kindOf(n, inputs)
	if f.seen.Kind == bot.YesNo {
		for i, v := range f.seen.Value {
			f.seen.Value[i] = yesNo[d.lang][v]
		}
		return f, wrong, nil
	}
	for _, o := range f.options {
		f.seen.Options = append(f.seen.Options, o.label)
	}
	for i, v := range f.seen.Value {
		for _, o := range f.options {
			if o.value == v {
				f.seen.Value[i] = o.label
			}
		}
	}
	return f, wrong, nil
}

var yesNo = map[bot.Lang]map[string]string{
	bot.NL: {"yes": "ja", "no": "nee"},
	bot.EN: {"yes": "yes", "no": "no"},
}

func kindOf(n *html.Node, inputs []*html.Node) (kind bot.Kind, options []labelled, value []string) {
	in := inputs[0]
	switch in.DataAtom {
	case atom.Textarea:
		kind = bot.LongText
	case atom.Select:
		for o := range all(in, atom.Option) {
			if v := attr(o, "value"); v != "" {
				options = append(options, labelled{text0(o), v})
				if has(o, "selected") {
					value = append(value, v)
				}
			}
		}
		return bot.Choice, options, value
	}
	switch attr(in, "type") {
	case "radio", "checkbox":
		kind = bot.Choice
		if attr(in, "type") == "checkbox" {
			kind = bot.Choices
		}
		for _, x := range inputs {
			v := attr(x, "value")
			if v == "" {
				continue // takes the choice back
			}
			options = append(options, labelled{text(x.Parent), v})
			if has(x, "checked") {
				value = append(value, v)
			}
		}
		if kind == bot.Choice && len(options) == 2 && options[0].value == "yes" && options[1].value == "no" {
			kind = bot.YesNo
		}
		return kind, options, value
	case "date":
		kind = bot.DateOnly
	case "datetime-local":
		kind = bot.DateTime
	}
	if attr(in, "inputmode") == "numeric" {
		kind = bot.WholeNumber
	}
	v := attr(in, "value")
	if in.DataAtom == atom.Textarea {
		v = strings.TrimPrefix(text0(in), "\n")
	}
	if kind == bot.DateTime {
		v = strings.Replace(v, "T", " ", 1)
	}
	if v != "" {
		value = []string{v}
	}
	return kind, nil, value
}

// fill types or chooses values in a field.
func (d *dialog) fill(v url.Values, x bottest.Value) error {
	i := slices.IndexFunc(d.fields, func(f fieldNode) bool { return same(f.seen.Label, x.Label) })
	if i < 0 {
		return fmt.Errorf("the form has no field %q", x.Label)
	}
	f := d.fields[i]
	v.Del(f.name)
	for _, s := range x.Values {
		if strings.TrimSpace(s) == "" {
			continue
		}
		switch f.seen.Kind {
		case bot.Choice, bot.Choices:
			o := slices.IndexFunc(f.options, func(o labelled) bool { return same(o.label, s) })
			if o < 0 {
				return fmt.Errorf("the field %q has no option %q", x.Label, s)
			}
			s = f.options[o].value
		case bot.YesNo:
			was := s
			s = map[string]string{"ja": "yes", "yes": "yes", "nee": "no", "no": "no"}[strings.ToLower(s)]
			if s == "" {
				return fmt.Errorf("the field %q takes ja or nee, not %q", x.Label, was)
			}
		case bot.DateTime:
			s = strings.Replace(s, " ", "T", 1)
		}
		v.Add(f.name, s)
	}
	return nil
}
