package slack

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Limits of a view (https://docs.slack.dev/reference/views/modal-views).
const (
	mostOfTitle   = 24
	mostOfHint    = 2000
	mostOfInput   = 3000
	mostBoxes     = 10 // checkboxes that are shown side by side
	mostInView    = 100
	dateTimeValue = "2006-01-02T15:04"
)

// fieldBlock names the block of a field; errors are given by that name.
func fieldBlock(name string) string { return "field-" + name }

// fieldAction names the input in it.
func fieldAction(name string) string { return "input-" + name }

// viewOf writes a form in a language, and what must be remembered of it. A
// title that is too long is shortened and stands in full above the fields. The
// error says what is wrong with the form.
func viewOf(f *bot.Form, l bot.Lang, zone *time.Location) (*slack.ModalViewRequest, []offeredField, error) {
	if f == nil || len(f.Fields) == 0 || len(f.Fields) > mostInView-5 {
		return nil, nil, errors.New("a form without fields, or with too many")
	}
	view := &slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: formCallback,
		Title:  label(wordsOf(f.Title, l), mostOfTitle),
		Submit: label(firstOf(wordsOf(f.Submit, l), wordsOf(textSend, l)), mostOfTitle),
		Close:  label(wordsOf(textCancel, l), mostOfTitle),
	}
	above := &renderer{lang: l, on: homeTab, parts: []part{{}}}
	if utf8.RuneCountInString(wordsOf(f.Title, l)) > mostOfTitle {
		above.para(bot.Para{Text: bot.Bold(f.Title)})
	}
	if f.Intro != nil {
		above.para(bot.Para{Text: f.Intro})
	}
	blocks := above.last().Blocks
	if len(blocks)+len(f.Fields) > mostInView {
		blocks = blocks[:mostInView-len(f.Fields)]
	}
	var offered []offeredField
	seen := map[string]bool{}
	for _, x := range f.Fields {
		switch {
		case x.Name == "" || seen[x.Name] || len(x.Name) > 200:
			return nil, nil, fmt.Errorf("a form with two fields named %q", x.Name)
		case len(x.Options) > bot.MaxOptions:
			return nil, nil, fmt.Errorf("a field with %d options", len(x.Options))
		}
		seen[x.Name] = true
		e, err := inputOf(x, l, zone)
		if err != nil {
			return nil, nil, err
		}
		in := slack.NewInputBlock(fieldBlock(x.Name), label(wordsOf(x.Label, l), mostOfHint), nil, e)
		in.Optional = x.Optional
		if help := wordsOf(x.Help, l); strings.TrimSpace(help) != "" {
			in.Hint = label(help, mostOfHint)
		}
		blocks = append(blocks, in)
		o := offeredField{Name: x.Name, Kind: x.Kind}
		for _, option := range x.Options {
			o.Options = append(o.Options, option.Value)
		}
		offered = append(offered, o)
	}
	view.Blocks = slack.Blocks{BlockSet: blocks}
	return view, offered, nil
}

func inputOf(f bot.Field, l bot.Lang, zone *time.Location) (slack.BlockElement, error) {
	first := bot.Values{"": f.Value}.Text("")
	_, most := f.Limits()
	switch f.Kind {
	case bot.ShortText, bot.LongText:
		// How short it may be the bot says, in words of its own; too long nobody can type.
		e := &slack.PlainTextInputBlockElement{Type: slack.METPlainTextInput, ActionID: fieldAction(f.Name), Multiline: f.Kind == bot.LongText}
		e.InitialValue = string([]rune(first)[:min(utf8.RuneCountInString(first), mostOfInput)])
		e.MaxLength = min(max(most, len(first), 1), mostOfInput)
		return e, nil
	case bot.WholeNumber:
		e := &slack.NumberInputBlockElement{Type: slack.METNumber, ActionID: fieldAction(f.Name)}
		if n, ok := (bot.Values{"": f.Value}).Number(""); ok {
			e.InitialValue = strconv.Itoa(n)
		}
		return e, nil
	case bot.DateOnly:
		e := &slack.DatePickerBlockElement{Type: slack.METDatepicker, ActionID: fieldAction(f.Name)}
		if t, ok := (bot.Values{"": f.Value}).Date("", zone); ok {
			e.InitialDate = t.Format(time.DateOnly)
		}
		return e, nil
	case bot.DateTime:
		e := &slack.DateTimePickerBlockElement{Type: slack.METDatetimepicker, ActionID: fieldAction(f.Name)}
		if t, ok := (bot.Values{"": f.Value}).DateTime("", zone); ok {
			e.InitialDateTime = t.Unix()
		}
		return e, nil
	case bot.YesNo:
		e := slack.NewRadioButtonsBlockElement(fieldAction(f.Name), optionOf("yes", wordsOf(textYes, l)), optionOf("no", wordsOf(textNo, l)))
		for _, o := range e.Options {
			if o.Value == first {
				e.InitialOption = o
			}
		}
		return e, nil
	case bot.Choice, bot.Choices:
		return choiceOf(f, l)
	}
	return nil, fmt.Errorf("a field of unknown kind %d", f.Kind)
}

func optionOf(value, words string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, label(words, mostOfLabel), nil)
}

// choiceOf is a list to choose from. An option is known by its place in the
// form as it was offered, which we keep.
func choiceOf(f bot.Field, l bot.Lang) (slack.BlockElement, error) {
	if len(f.Options) == 0 {
		return nil, fmt.Errorf("a choice without options: %s", f.Name)
	}
	var options, chosen []*slack.OptionBlockObject
	for i, o := range f.Options {
		option := optionOf(strconv.Itoa(i), wordsOf(o.Label, l))
		options = append(options, option)
		if slices.Contains(f.Value, o.Value) {
			chosen = append(chosen, option)
		}
	}
	placeholder := label(wordsOf(textChoose, l), mostOfPlaceholder)
	switch {
	case f.Kind == bot.Choice:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, placeholder, fieldAction(f.Name), options...)
		if len(chosen) > 0 {
			e.InitialOption = chosen[0]
		}
		return e, nil
	case len(options) <= mostBoxes:
		e := slack.NewCheckboxGroupsBlockElement(fieldAction(f.Name), options...)
		e.InitialOptions = chosen
		return e, nil
	}
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, placeholder, fieldAction(f.Name), options...)
	e.InitialOptions = chosen
	return e, nil
}

// values are what somebody filled in. Fields that the form does not have are
// left out; choices it did not offer refuse all of it, because no client sends
// those; everything else that is wrong is for the form to say.
func (f *openForm) values(state map[string]map[string]slack.BlockAction, zone *time.Location) (bot.Values, error) {
	out := bot.Values{}
	for _, x := range f.Fields {
		a, ok := state[fieldBlock(x.Name)][fieldAction(x.Name)]
		if !ok {
			continue
		}
		var sent []string
		switch x.Kind {
		case bot.Choice, bot.YesNo:
			sent = []string{a.SelectedOption.Value}
		case bot.Choices:
			for _, o := range a.SelectedOptions {
				sent = append(sent, o.Value)
			}
		case bot.DateOnly:
			sent = []string{a.SelectedDate}
		case bot.DateTime:
			if a.SelectedDateTime != 0 {
				sent = []string{time.Unix(a.SelectedDateTime, 0).In(zone).Format(dateTimeValue)}
			}
		default:
			sent = []string{cleaned(a.Value)}
		}
		for _, v := range sent {
			if strings.TrimSpace(v) == "" {
				continue
			}
			switch x.Kind {
			case bot.Choice, bot.Choices:
				i, err := strconv.Atoi(v)
				if err != nil || i < 0 || i >= len(x.Options) || strconv.Itoa(i) != v {
					return nil, &refused{say: textNotOffered, why: "a choice in a form that was never offered"}
				}
				v = x.Options[i]
			case bot.YesNo:
				if v != "yes" && v != "no" {
					return nil, &refused{say: textNotOffered, why: "a choice in a form that was never offered"}
				}
			}
			out[x.Name] = append(out[x.Name], v)
		}
	}
	return out, nil
}

// cleaned is what a person typed: their line ends are kept, and characters that
// steer are left out.
func cleaned(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && steers(r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}
