package world

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest"
)

type obj = map[string]any

func text(v any) string { t, _ := v.(string); return t }
func object(v any) obj  { o, _ := v.(obj); return o }

func objects(v any) []obj {
	list, _ := v.([]any)
	var out []obj
	for _, x := range list {
		out = append(out, object(x))
	}
	return out
}

// words are those of a text object that holds no markup.
func words(v any) string { return plainText(object(v)) }

// seenForm is a modal as somebody sees it.
func seenForm(who string, v *slacktest.View) (bottest.Seen, error) {
	s := bottest.Seen{What: bottest.Opened, To: who, Title: words(v.Raw["title"]), Submit: words(v.Raw["submit"])}
	var about []obj
	for _, b := range v.Blocks() {
		if text(b["type"]) != "input" {
			about = append(about, b)
			continue
		}
		e := object(b["element"])
		f := bottest.SeenField{Label: words(b["label"]), Help: words(b["hint"]), Optional: b["optional"] == true, Kind: kindOf(e)}
		if f.Kind == bot.Choice || f.Kind == bot.Choices {
			for _, o := range objects(e["options"]) {
				f.Options = append(f.Options, words(o["text"]))
			}
		}
		f.Value = filledIn(e, object(object(v.Values[text(b["block_id"])])[text(e["action_id"])]))
		s.Fields = append(s.Fields, f)
	}
	blocks, err := readBlocks(about)
	s.Blocks = blocks
	return s, err
}

func kindOf(e obj) bot.Kind {
	switch options := objects(e["options"]); text(e["type"]) {
	case "number_input":
		return bot.WholeNumber
	case "static_select", "radio_buttons":
		if len(options) == 2 && text(options[0]["value"]) == "yes" && text(options[1]["value"]) == "no" {
			return bot.YesNo
		}
		return bot.Choice
	case "multi_static_select", "checkboxes":
		return bot.Choices
	case "datepicker":
		return bot.DateOnly
	case "datetimepicker":
		return bot.DateTime
	}
	if e["multiline"] == true {
		return bot.LongText
	}
	return bot.ShortText
}

// filledIn is what somebody sees in a field.
func filledIn(e, state obj) []string {
	switch kindOf(e) {
	case bot.Choice:
		if o := object(state["selected_option"]); o != nil {
			return []string{words(o["text"])}
		}
	case bot.YesNo:
		if o := object(state["selected_option"]); o != nil {
			return []string{strings.ToLower(words(o["text"]))}
		}
	case bot.Choices:
		var out []string
		for _, o := range objects(state["selected_options"]) {
			out = append(out, words(o["text"]))
		}
		return out
	case bot.DateOnly:
		if v := text(state["selected_date"]); v != "" {
			return []string{v}
		}
	case bot.DateTime:
		if n, ok := state["selected_date_time"].(float64); ok { // clients show it in the zone of the person
			return []string{time.Unix(int64(n), 0).In(bottest.Zone).Format("2006-01-02 15:04")}
		}
	default:
		if v := text(state["value"]); v != "" {
			return []string{v}
		}
	}
	return nil
}

// fill types or chooses values in a field. A client would not send everything
// that can be typed here; some do, and nothing makes them.
func fill(p *slacktest.Person, v *slacktest.View, x bottest.Value) error {
	for _, b := range v.Blocks() {
		if text(b["type"]) != "input" || !slacktest.Same(x.Label, words(b["label"])) {
			continue
		}
		e := object(b["element"])
		values := slices.DeleteFunc(slices.Clone(x.Values), func(s string) bool { return strings.TrimSpace(s) == "" })
		if kindOf(e) != bot.Choices && len(values) > 1 {
			return fmt.Errorf("the field %q takes one value, not %d", x.Label, len(values))
		}
		state, err := wire(e, values)
		if err != nil {
			return fmt.Errorf("the field %q %w", x.Label, err)
		}
		p.Set(v, text(b["block_id"]), text(e["action_id"]), state)
		return nil
	}
	return fmt.Errorf("the form has no field %q", x.Label)
}

// wire is what a client sends for what somebody fills in.
func wire(e obj, values []string) (obj, error) {
	var first any
	if len(values) > 0 {
		first = values[0]
	}
	switch kindOf(e) {
	case bot.Choice:
		o, err := option(e, values)
		if len(o) == 0 {
			return obj{"selected_option": nil}, err
		}
		return obj{"selected_option": o[0]}, err
	case bot.YesNo:
		if first == nil {
			return obj{"selected_option": nil}, nil
		}
		want := map[string]string{"ja": "yes", "yes": "yes", "nee": "no", "no": "no"}[strings.ToLower(text(first))]
		for _, o := range objects(e["options"]) {
			if text(o["value"]) == want {
				return obj{"selected_option": o}, nil
			}
		}
		return nil, fmt.Errorf("takes ja or nee, not %q", first)
	case bot.Choices:
		o, err := option(e, values)
		return obj{"selected_options": o}, err
	case bot.DateOnly:
		return obj{"selected_date": first}, nil
	case bot.DateTime:
		if first == nil {
			return obj{"selected_date_time": nil}, nil
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", text(first), bottest.Zone)
		if err != nil { // no client can send that; the nearest is something else of that name
			return obj{"selected_date_time": first}, nil
		}
		return obj{"selected_date_time": json.Number(strconv.FormatInt(at.Unix(), 10))}, nil
	}
	return obj{"value": first}, nil
}

func option(e obj, values []string) ([]any, error) {
	all := objects(e["options"])
	out := []any{}
	for _, v := range values {
		i := slices.IndexFunc(all, func(o obj) bool { return slacktest.Same(v, words(o["text"])) })
		if i < 0 {
			return nil, fmt.Errorf("has no option %q", v)
		}
		out = append(out, all[i])
	}
	return out, nil
}

// refused is a form that stays open, with what is wrong.
func refused(who string, v *slacktest.View, wrong map[string]string) bottest.Seen {
	s := bottest.Seen{What: bottest.Refused, To: who}
	for id, why := range wrong {
		label := id
		for _, b := range v.Blocks() {
			if text(b["block_id"]) == id {
				label = words(b["label"])
			}
		}
		s.Errors = append(s.Errors, bottest.Value{Label: label, Values: []string{why}})
	}
	sort.Slice(s.Errors, func(i, j int) bool { return s.Errors[i].Label < s.Errors[j].Label })
	return s
}
