package world

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
)

// A draft is a form somebody fills in.
type draft struct {
	dialog *mattermosttest.Dialog
	values map[string]any // as a client sends them
}

func newDraft(d *mattermosttest.Dialog) *draft {
	f := &draft{d, map[string]any{}}
	for _, e := range d.Dialog.Elements {
		switch {
		case e.Default == "":
		case e.MultiSelect:
			f.values[e.Name] = strings.Split(strings.ReplaceAll(e.Default, " ", ""), ",")
		default:
			f.values[e.Name] = e.Default
		}
	}
	return f
}

// seenForm is a dialog as somebody sees it.
func seenForm(who string, d *mattermosttest.Dialog) (bottest.Seen, error) {
	s := bottest.Seen{What: bottest.Opened, To: who, Title: d.Dialog.Title, Submit: d.Dialog.SubmitLabel}
	if d.Dialog.IntroductionText != "" {
		blocks, err := readMarkdown(d.Dialog.IntroductionText)
		if err != nil {
			return s, err
		}
		s.Blocks = blocks
	}
	for _, e := range d.Dialog.Elements {
		f := bottest.SeenField{Label: e.DisplayName, Help: e.HelpText, Optional: e.Optional, Kind: kindOf(e)}
		if f.Kind == bot.Choice || f.Kind == bot.Choices {
			for _, o := range e.Options {
				f.Options = append(f.Options, o.Text)
			}
		}
		for _, v := range defaults(e) {
			f.Value = append(f.Value, shown(e, v))
		}
		s.Fields = append(s.Fields, f)
	}
	return s, nil
}

func defaults(e mattermosttest.Element) []string {
	switch {
	case e.Default == "":
		return nil
	case e.MultiSelect:
		return strings.Split(strings.ReplaceAll(e.Default, " ", ""), ",")
	}
	return []string{e.Default}
}

func kindOf(e mattermosttest.Element) bot.Kind {
	switch {
	case e.Type == "textarea":
		return bot.LongText
	case e.Type == "text" && e.SubType == "number":
		return bot.WholeNumber
	case e.Type == "select" && e.MultiSelect:
		return bot.Choices
	case e.Type == "date":
		return bot.DateOnly
	case e.Type == "datetime":
		return bot.DateTime
	case e.Type == "radio" && len(e.Options) == 2 && e.Options[0].Value == "yes" && e.Options[1].Value == "no":
		return bot.YesNo
	case e.Type == "select" || e.Type == "radio":
		return bot.Choice
	}
	return bot.ShortText
}

// shown is a value as somebody sees it in the field.
func shown(e mattermosttest.Element, v string) string {
	for _, o := range e.Options {
		if o.Value == v {
			if kindOf(e) == bot.YesNo {
				return strings.ToLower(o.Text)
			}
			return o.Text
		}
	}
	if kindOf(e) == bot.DateTime {
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return at.In(zoneOf(e)).Format("2006-01-02 15:04")
		}
	}
	return v
}

// zoneOf is the zone a client shows a field in.
func zoneOf(e mattermosttest.Element) *time.Location {
	if e.DateTimeConfig != nil && e.DateTimeConfig.LocationTimezone != "" {
		if zone, err := time.LoadLocation(e.DateTimeConfig.LocationTimezone); err == nil {
			return zone
		}
	}
	return time.UTC
}

// fill types or chooses values in a field. A client would not send everything
// that can be typed here; some do, and nothing makes them.
func (f *draft) fill(x bottest.Value) error {
	i := slices.IndexFunc(f.dialog.Dialog.Elements, func(e mattermosttest.Element) bool { return mattermosttest.Same(e.DisplayName, x.Label) })
	if i < 0 {
		return fmt.Errorf("the form has no field %q", x.Label)
	}
	e := f.dialog.Dialog.Elements[i]
	var values []string
	for _, s := range x.Values {
		if strings.TrimSpace(s) == "" {
			continue
		}
		v, err := wire(e, s)
		if err != nil {
			return fmt.Errorf("the field %q %w", x.Label, err)
		}
		values = append(values, v)
	}
	switch {
	case len(values) == 0:
		delete(f.values, e.Name)
	case e.MultiSelect:
		f.values[e.Name] = values
	case len(values) == 1:
		f.values[e.Name] = values[0]
	default:
		return fmt.Errorf("the field %q takes one value, not %d", x.Label, len(values))
	}
	return nil
}

// wire is what a client sends for what somebody fills in.
func wire(e mattermosttest.Element, s string) (string, error) {
	option := func(is func(*model.PostActionOptions) bool) (string, error) {
		if o := slices.IndexFunc(e.Options, is); o >= 0 {
			return e.Options[o].Value, nil
		}
		return "", fmt.Errorf("has no option %q", s)
	}
	switch kindOf(e) {
	case bot.Choice, bot.Choices:
		return option(func(o *model.PostActionOptions) bool { return mattermosttest.Same(o.Text, s) })
	case bot.YesNo:
		value := map[string]string{"ja": "yes", "yes": "yes", "nee": "no", "no": "no"}[strings.ToLower(s)]
		return option(func(o *model.PostActionOptions) bool { return o.Value == value })
	case bot.DateTime:
		if at, err := time.ParseInLocation("2006-01-02 15:04", s, zoneOf(e)); err == nil {
			return at.UTC().Format(time.RFC3339), nil
		}
	}
	return s, nil
}

// refused is a form that stays open, with what is wrong.
func (f *draft) refused(who string, r *model.SubmitDialogResponse) bottest.Seen {
	s := bottest.Seen{What: bottest.Refused, To: who}
	for name, why := range r.Errors {
		label := name
		for _, e := range f.dialog.Dialog.Elements {
			if e.Name == name {
				label = e.DisplayName
			}
		}
		s.Errors = append(s.Errors, bottest.Value{Label: label, Values: []string{why}})
	}
	if r.Error != "" {
		s.Errors = append(s.Errors, bottest.Value{Label: f.dialog.Dialog.Title, Values: []string{r.Error}})
	}
	sort.Slice(s.Errors, func(i, j int) bool { return s.Errors[i].Label < s.Errors[j].Label })
	return s
}
