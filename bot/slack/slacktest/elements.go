package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

func (c *checker) element(at string, e obj) {
	kind := text(e["type"])
	keys, known := elementKeys[kind]
	if !known {
		c.say(at+"/type", "unsupported type: %s", kind)
		return
	}
	c.keys(at, e, keys, "action_id")
	if kind == "image" {
		c.image(at, e)
		return
	}
	c.id(at+"/action_id", e["action_id"], c.actions)
	c.text(at+"/placeholder", e["placeholder"], 150, true)
	if truth(e["focus_on_load"]) {
		if c.focused++; c.focused > 1 {
			c.say(at+"/focus_on_load", "only one element may have it")
		}
	}
	most := map[string]int{"radio_buttons": 10, "checkboxes": 10, "overflow": 5}[kind]
	options := c.options(at+"/options", list(e["options"]), defaultTo(most, 100), kind)
	c.initial(at, e, options)
	switch kind {
	case "button":
		c.text(at+"/text", e["text"], 75, true)
		if v := e["value"]; v != nil {
			c.words(at+"/value", v, 2000)
		}
		c.words(at+"/url", e["url"], 3000)
		c.words(at+"/accessibility_label", e["accessibility_label"], 75)
		if style := text(e["style"]); e["style"] != nil && style != "primary" && style != "danger" {
			c.say(at+"/style", "must be primary or danger")
		}
		c.confirm(at+"/confirm", e["confirm"])
	case "plain_text_input":
		for _, k := range []string{"min_length", "max_length"} {
			if n, ok := e[k].(float64); e[k] != nil && (!ok || n < 0 || n > 3000 || k == "max_length" && n < 1) {
				c.say(at+"/"+k, "must be a number up to 3000")
			}
		}
		if n, ok := e["max_length"].(float64); ok && utf8.RuneCountInString(text(e["initial_value"])) > int(n) {
			c.say(at+"/initial_value", "longer than max_length")
		}
		if utf8.RuneCountInString(text(e["initial_value"])) > 3000 {
			c.say(at+"/initial_value", "must be less than 3001 characters")
		}
	case "datepicker":
		if v := text(e["initial_date"]); e["initial_date"] != nil && len(v) != 10 {
			c.say(at+"/initial_date", "must be YYYY-MM-DD")
		}
	case "datetimepicker":
		if n, ok := e["initial_date_time"].(float64); e["initial_date_time"] != nil && (!ok || n < 1_000_000_000 || n > 9_999_999_999) {
			c.say(at+"/initial_date_time", "must be a UNIX time of 10 digits")
		}
	case "number_input":
		if _, ok := e["is_decimal_allowed"].(bool); !ok {
			c.say(at+"/is_decimal_allowed", "must be a boolean")
		}
		for _, k := range []string{"initial_value", "min_value", "max_value"} {
			if _, ok := e[k].(string); e[k] != nil && !ok {
				c.say(at+"/"+k, "must be a string")
			}
		}
	}
}

func (c *checker) confirm(at string, v any) {
	o := object(v)
	if v == nil {
		return
	}
	c.keys(at, o, [2]string{"title text confirm deny", "style"})
	c.text(at+"/title", o["title"], 100, true)
	c.text(at+"/text", o["text"], 300, false)
	c.text(at+"/confirm", o["confirm"], 30, true)
	c.text(at+"/deny", o["deny"], 30, true)
}

// options looks at options and returns them as JSON.
func (c *checker) options(at string, all []any, most int, kind string) []string {
	if _, has := map[string]bool{"static_select": true, "multi_static_select": true, "radio_buttons": true, "checkboxes": true, "overflow": true}[kind]; !has {
		return nil
	}
	if len(all) == 0 || len(all) > most {
		c.say(at, "must have 1 to %d items, has %d", most, len(all))
	}
	values := map[string]bool{}
	var out []string
	for i, v := range all {
		at, o := fmt.Sprintf("%s/%d", at, i), object(v)
		c.keys(at, o, [2]string{"text value", "description url"})
		c.text(at+"/text", o["text"], 75, kind != "radio_buttons" && kind != "checkboxes")
		c.text(at+"/description", o["description"], 75, true)
		c.words(at+"/value", o["value"], 75)
		if values[text(o["value"])] {
			c.say(at+"/value", "two options have the value %q", o["value"])
		}
		values[text(o["value"])] = true
		out = append(out, canonical(o))
	}
	return out
}

// initial looks whether what is chosen beforehand is exactly one of the options.
func (c *checker) initial(at string, e obj, options []string) {
	var chosen []any
	if v := e["initial_option"]; v != nil {
		chosen = []any{v}
	}
	if v := e["initial_options"]; v != nil {
		if chosen = list(v); len(chosen) == 0 {
			c.say(at+"/initial_options", "must have at least 1 item")
		}
	}
	for _, v := range chosen {
		if !slices.Contains(options, canonical(v)) {
			c.say(at+"/initial_option", "must exactly match one of the options")
		}
	}
}

func canonical(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // it was JSON
	}
	return string(data)
}
