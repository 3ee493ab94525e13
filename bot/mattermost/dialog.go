package mattermost

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
)

// Limits of a dialog, in bytes as the server counts
// (model.Dialog.IsValid, model.DialogElement.IsValid).
const (
	dialogLabel = 24
	dialogHelp  = 150
	dialogText  = 150
	timeStep    = 15 // minutes between the times a person chooses from
)

// The dialog is written with types of our own. Servers before 11.10 read what
// later ones do not, and the other way round, so dates say everything twice;
// the model knows one half only.
type openDialog struct {
	Trigger string `json:"trigger_id"`
	URL     string `json:"url"`
	Dialog  dialog `json:"dialog"`
}

type dialog struct {
	Callback string    `json:"callback_id"`
	Title    string    `json:"title"`
	Intro    string    `json:"introduction_text,omitempty"` // Markdown
	Elements []element `json:"elements"`
	Submit   string    `json:"submit_label"`
	State    string    `json:"state"`
}

type element struct {
	DisplayName string         `json:"display_name"`
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	SubType     string         `json:"subtype,omitempty"`
	Default     string         `json:"default,omitempty"`
	Help        string         `json:"help_text,omitempty"`
	Optional    bool           `json:"optional"`
	MinLength   int            `json:"min_length,omitempty"`
	MaxLength   int            `json:"max_length,omitempty"`
	Options     []dialogOption `json:"options,omitempty"`
	MultiSelect bool           `json:"multiselect,omitempty"`
	Interval    int            `json:"time_interval,omitempty"` // up to 11.9
	DateTime    *dateTime      `json:"datetime_config,omitempty"`
}

type dateTime struct {
	Interval    int    `json:"time_interval,omitempty"`
	Zone        string `json:"location_timezone,omitempty"`
	Manual      bool   `json:"manual_time_entry,omitempty"`       // from 11.8
	AllowManual bool   `json:"allow_manual_time_entry,omitempty"` // up to 11.9
}

type dialogOption struct {
	Text  string `json:"text"`
	Value string `json:"value"`
}

// dialogOf writes a form in a language, and what must be remembered of it.
// Labels that are too long for the server are shortened and stand in full in
// the help or above the fields. The error says what is wrong with the form.
func dialogOf(f *bot.Form, l bot.Lang, zone *time.Location) (dialog, []offeredField, error) {
	if f == nil || len(f.Fields) == 0 {
		return dialog{}, nil, errors.New("a form without fields")
	}
	d := dialog{Callback: "wegwijs", Submit: wordsOf(f.Submit, l)}
	var intro []string
	title := wordsOf(f.Title, l)
	if d.Title = fitted(orSpace(title), dialogLabel); d.Title != title {
		intro = append(intro, markdown{}.Bold(markdownOf(f.Title, l)))
	}
	if t := trimmed(markdownOf(f.Intro, l)); t != "" {
		intro = append(intro, t)
	}
	var offered []offeredField
	seen := map[string]bool{}
	for _, x := range f.Fields {
		switch {
		case x.Name == "" || seen[x.Name]:
			return dialog{}, nil, fmt.Errorf("a form with two fields named %q", x.Name)
		case x.Kind < bot.ShortText || x.Kind > bot.YesNo:
			return dialog{}, nil, fmt.Errorf("a field of unknown kind %d", x.Kind)
		case len(x.Options) > bot.MaxOptions:
			return dialog{}, nil, fmt.Errorf("a field with %d options", len(x.Options))
		}
		seen[x.Name] = true
		e := elementOf(x, l, zone)
		label, help := wordsOf(x.Label, l), wordsOf(x.Help, l)
		if e.DisplayName = fitted(orSpace(label), dialogLabel); e.DisplayName != label {
			help = strings.TrimSpace(label + ". " + help)
		}
		if e.Help = fitted(help, dialogHelp); e.Help != help {
			intro = append(intro, markdown{}.Bold(markdownOf(x.Label, l))+": "+markdownOf(x.Help, l))
		}
		d.Elements = append(d.Elements, e)
		o := offeredField{Name: x.Name, Kind: x.Kind}
		for _, option := range x.Options {
			o.Options = append(o.Options, option.Value)
		}
		offered = append(offered, o)
	}
	d.Intro = strings.Join(intro, "\n\n")
	return d, offered, nil
}

func elementOf(f bot.Field, l bot.Lang, zone *time.Location) element {
	e := element{Name: f.Name, Optional: f.Optional}
	first := bot.Values{"": f.Value}.Text("")
	least, most := f.Limits()
	switch f.Kind {
	case bot.ShortText, bot.LongText:
		e.Type, e.Default, e.MinLength, e.MaxLength = "text", first, least, most
		if f.Kind == bot.LongText || len(first) > dialogText {
			e.Type = "textarea"
		}
	case bot.WholeNumber:
		e.Type, e.SubType, e.Default = "text", "number", first
	case bot.Choice, bot.Choices:
		e.Type, e.MultiSelect = "select", f.Kind == bot.Choices
		var chosen []string
		for i, o := range f.Options {
			e.Options = append(e.Options, dialogOption{orSpace(wordsOf(o.Label, l)), strconv.Itoa(i)})
			if slices.Contains(f.Value, o.Value) {
				chosen = append(chosen, strconv.Itoa(i))
			}
		}
		if !e.MultiSelect && len(chosen) > 1 {
			chosen = chosen[:1]
		}
		e.Default = strings.Join(chosen, ",")
	case bot.DateOnly:
		e.Type, e.Default = "date", first
	case bot.DateTime:
		e.Type, e.Interval = "datetime", timeStep
		e.DateTime = &dateTime{Interval: timeStep, Zone: zone.String(), Manual: true, AllowManual: true}
		if t, ok := (bot.Values{"": f.Value}).DateTime("", zone); ok {
			e.Default = t.UTC().Format(time.RFC3339)
		}
	case bot.YesNo:
		e.Type = "radio"
		e.Options = []dialogOption{{wordsOf(textYes, l), "yes"}, {wordsOf(textNo, l), "no"}}
		if first == "yes" || first == "no" {
			e.Default = first
		}
	}
	return e
}

// fitted shortens words to a number of bytes, with an ellipsis.
func fitted(s string, most int) string {
	if len(s) <= most {
		return s
	}
	s = s[:most-len("…")]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return strings.TrimSpace(s) + "…"
}

// timeForms are how clients write a moment: with a zone, or as it was chosen.
var timeForms = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"}

// values are what somebody filled in. Fields that the form does not have are
// left out; choices it did not offer refuse all of it, because no client sends
// those; everything else that is wrong is for the form to say.
func (f *openForm) values(sent map[string]any, zone *time.Location) (bot.Values, error) {
	out := bot.Values{}
	for _, x := range f.Fields {
		for _, s := range typed(sent[x.Name]) {
			if strings.TrimSpace(s) == "" {
				continue
			}
			switch x.Kind {
			case bot.Choice, bot.Choices:
				i, err := strconv.Atoi(s)
				if err != nil || i < 0 || i >= len(x.Options) || strconv.Itoa(i) != s {
					return nil, &refused{say: textNotOffered, why: "a choice in a form that was never offered"}
				}
				s = x.Options[i]
			case bot.YesNo:
				switch s {
				case "true":
					s = "yes"
				case "false":
					s = "no"
				case "yes", "no":
				default:
					return nil, &refused{say: textNotOffered, why: "a choice in a form that was never offered"}
				}
			case bot.DateOnly:
				s = strings.TrimSpace(s)
				if t, err := time.Parse(time.RFC3339, s); err == nil {
					s = t.Format(time.DateOnly)
				}
			case bot.DateTime:
				s = momentIn(strings.TrimSpace(s), zone)
			}
			out[x.Name] = append(out[x.Name], s)
		}
	}
	return out, nil
}

// momentIn writes a moment as bot.Values does; what is none stays as it is.
func momentIn(s string, zone *time.Location) string {
	for _, form := range timeForms {
		if t, err := time.ParseInLocation(form, s, zone); err == nil {
			return t.In(zone).Format("2006-01-02T15:04")
		}
	}
	return s
}

// typed are the words of a value, whatever way a client sends it.
func typed(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{cleaned(v)}
	case bool:
		return []string{strconv.FormatBool(v)}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case []any:
		var all []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				all = append(all, cleaned(s))
			}
		}
		return all
	}
	return nil
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
