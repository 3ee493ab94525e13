package slacktest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Where blocks are.
const (
	inMessage = "message"
	inModal   = "modal"
	inHome    = "home"
)

// interactive are the elements that people use.
var interactive = map[string]bool{
	"button": true, "static_select": true, "multi_static_select": true, "users_select": true, "conversations_select": true, "channels_select": true,
	"overflow": true, "datepicker": true, "timepicker": true, "datetimepicker": true, "plain_text_input": true, "number_input": true, "email_text_input": true,
	"url_text_input": true, "radio_buttons": true, "checkboxes": true,
}

// blockKeys are what a block of a type may hold, those it must first.
var blockKeys = map[string][2]string{
	"section":   {"", "text fields accessory expand"},
	"actions":   {"elements", ""},
	"context":   {"elements", ""},
	"header":    {"text", ""},
	"divider":   {"", ""},
	"image":     {"alt_text", "image_url slack_file title"},
	"input":     {"label element", "hint optional dispatch_action"},
	"table":     {"rows", "column_settings"},
	"rich_text": {"elements", ""},
	"markdown":  {"text", ""},
}

// elementKeys are the same of elements.
var elementKeys = map[string][2]string{
	"button":              {"text", "url value style confirm accessibility_label"},
	"static_select":       {"options", "placeholder initial_option confirm focus_on_load option_groups"},
	"multi_static_select": {"options", "placeholder initial_options confirm focus_on_load max_selected_items option_groups"},
	"overflow":            {"options", "confirm"},
	"datepicker":          {"", "placeholder initial_date confirm focus_on_load"},
	"timepicker":          {"", "placeholder initial_time confirm focus_on_load timezone"},
	"datetimepicker":      {"", "initial_date_time confirm focus_on_load"},
	"plain_text_input":    {"", "placeholder initial_value multiline min_length max_length dispatch_action_config focus_on_load"},
	"number_input":        {"is_decimal_allowed", "placeholder initial_value min_value max_value dispatch_action_config focus_on_load"},
	"email_text_input":    {"", "placeholder initial_value dispatch_action_config focus_on_load"},
	"url_text_input":      {"", "placeholder initial_value dispatch_action_config focus_on_load"},
	"radio_buttons":       {"options", "initial_option confirm focus_on_load"},
	"checkboxes":          {"options", "initial_options confirm focus_on_load"},
	"image":               {"alt_text", "image_url slack_file"},
}

// A checker looks at blocks and notes what is wrong with them.
type checker struct {
	s       *Server
	where   string
	wrong   []string
	blocks  map[string]bool // ids
	actions map[string]bool
	md      int // characters of markdown blocks
	tables  int
	focused int
}

// checkBlocks returns what Slack would say is wrong with blocks; s.mu is held.
func (s *Server) checkBlocks(blocks []obj, where string) []string {
	c := &checker{s: s, where: where, blocks: map[string]bool{}, actions: map[string]bool{}}
	most := maxBlocks
	if where != inMessage {
		most = 100
	}
	if len(blocks) > most {
		c.say("/blocks", "no more than %d items allowed", most)
	}
	for i, b := range blocks {
		c.block(fmt.Sprintf("/blocks/%d", i), b)
	}
	if c.md > 12_000 {
		c.say("/blocks", "markdown blocks hold %d characters, at most 12000", c.md)
	}
	if c.tables > 1 && where == inMessage {
		c.say("/blocks", "only one table block is allowed in a message")
	}
	return c.wrong
}

func (c *checker) say(at, format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf("[ERROR] %s [json-pointer:%s]", fmt.Sprintf(format, args...), at))
}

// keys looks whether an object holds what it must and nothing unknown.
func (c *checker) keys(at string, o obj, keys [2]string, also ...string) {
	must, may := strings.Fields(keys[0]), strings.Fields(keys[1])
	for _, k := range must {
		if o[k] == nil {
			c.say(at, "missing required field: %s", k)
		}
	}
	for k, v := range o {
		if v == nil {
			continue
		}
		if k != "type" && !slices.Contains(must, k) && !slices.Contains(may, k) && !slices.Contains(also, k) {
			c.say(at+"/"+k, "unsupported field")
		}
	}
}

func (c *checker) id(at string, v any, used map[string]bool) {
	if v == nil {
		return
	}
	id, ok := v.(string)
	switch {
	case !ok:
		c.say(at, "must be a string")
	case id == "":
		c.say(at, "must be more than 0 characters")
	case utf8.RuneCountInString(id) > 255:
		c.say(at, "must be less than 256 characters")
	case used[id]:
		c.say(at, "`%s` already exists", id)
	}
	used[id] = true
}

// words looks at a text that is no object.
func (c *checker) words(at string, v any, most int) {
	t, ok := v.(string)
	switch {
	case v == nil:
	case !ok:
		c.say(at, "must be a string")
	case strings.TrimSpace(t) == "":
		c.say(at, "must be more than 0 characters")
	case utf8.RuneCountInString(t) > most:
		c.say(at, "must be less than %d characters", most+1)
	}
}

// text looks at a text object.
func (c *checker) text(at string, v any, most int, plainOnly bool) {
	if v == nil {
		return
	}
	o := object(v)
	if o == nil {
		c.say(at, "must be an object")
		return
	}
	c.keys(at, o, [2]string{"text", "emoji verbatim"})
	switch text(o["type"]) {
	case "plain_text":
		if o["verbatim"] != nil {
			c.say(at+"/verbatim", "unsupported field")
		}
	case "mrkdwn":
		if plainOnly {
			c.say(at+"/type", "must be plain_text")
		}
		if o["emoji"] != nil {
			c.say(at+"/emoji", "unsupported field")
		}
	default:
		c.say(at+"/type", "unsupported type: %v", o["type"])
	}
	c.words(at+"/text", o["text"], most)
}

func (c *checker) block(at string, b obj) {
	kind := text(b["type"])
	keys, known := blockKeys[kind]
	if !known {
		c.say(at+"/type", "unsupported type: %s", kind)
		return
	}
	c.keys(at, b, keys, "block_id")
	c.id(at+"/block_id", b["block_id"], c.blocks)
	switch kind {
	case "section":
		if b["text"] == nil && b["fields"] == nil {
			c.say(at, "missing required field: text or fields")
		}
		c.text(at+"/text", b["text"], 3000, false)
		fields := list(b["fields"])
		if b["fields"] != nil && len(fields) == 0 || len(fields) > 10 {
			c.say(at+"/fields", "must have 1 to 10 items, has %d", len(fields))
		}
		for i, f := range fields {
			c.text(fmt.Sprintf("%s/fields/%d", at, i), f, 2000, false)
		}
		if b["accessory"] != nil {
			c.element(at+"/accessory", object(b["accessory"]))
		}
	case "actions":
		all := list(b["elements"])
		if len(all) == 0 || len(all) > 25 {
			c.say(at+"/elements", "must have 1 to 25 items, has %d", len(all))
		}
		for i, e := range all {
			at := fmt.Sprintf("%s/elements/%d", at, i)
			if kind := text(object(e)["type"]); !interactive[kind] || strings.Contains(kind, "input") || strings.HasPrefix(kind, "multi_") {
				c.say(at+"/type", "unsupported element in actions: %s", kind)
			}
			c.element(at, object(e))
		}
	case "context":
		all := list(b["elements"])
		if len(all) == 0 || len(all) > 10 {
			c.say(at+"/elements", "must have 1 to 10 items, has %d", len(all))
		}
		for i, e := range all {
			at := fmt.Sprintf("%s/elements/%d", at, i)
			if text(object(e)["type"]) == "image" {
				c.element(at, object(e))
			} else {
				c.text(at, e, 3000, false)
			}
		}
	case "header":
		c.text(at+"/text", b["text"], 150, true)
	case "image":
		c.image(at, b)
		c.text(at+"/title", b["title"], 2000, true)
	case "input":
		if c.where == inMessage {
			c.say(at+"/type", "unsupported type: input")
		}
		c.text(at+"/label", b["label"], 2000, true)
		c.text(at+"/hint", b["hint"], 2000, true)
		if kind := text(object(b["element"])["type"]); kind == "button" || kind == "overflow" || kind == "image" {
			c.say(at+"/element/type", "unsupported element in input: %s", kind)
		}
		c.element(at+"/element", object(b["element"]))
	case "markdown":
		if c.where != inMessage {
			c.say(at+"/type", "unsupported type: markdown")
		}
		c.words(at+"/text", b["text"], 12_000)
		c.md += utf8.RuneCountInString(text(b["text"]))
	case "table":
		c.table(at, b)
	case "rich_text":
		c.rich(at, list(b["elements"]))
	}
}

func (c *checker) image(at string, b obj) {
	c.words(at+"/alt_text", b["alt_text"], 2000)
	file := object(b["slack_file"])
	switch {
	case (b["image_url"] == nil) == (b["slack_file"] == nil):
		c.say(at, "one of image_url and slack_file is needed")
	case file == nil:
		c.words(at+"/image_url", b["image_url"], 3000)
		if u, err := url.Parse(text(b["image_url"])); err != nil || u.Scheme != "https" {
			c.say(at+"/image_url", "must be a valid https address")
		}
	default:
		f := c.s.files[text(file["id"])]
		if f == nil {
			for _, x := range c.s.files {
				if u := text(file["url"]); u != "" && u == x.URL {
					f = x
				}
			}
		}
		if f == nil || !f.there(c.s) {
			c.say(at+"/slack_file", "invalid slack file")
		}
	}
}

func (c *checker) table(at string, b obj) {
	c.tables++
	rows := list(b["rows"])
	if len(rows) == 0 || len(rows) > 100 {
		c.say(at+"/rows", "must have 1 to 100 items, has %d", len(rows))
	}
	chars := 0
	for i, r := range rows {
		cells := list(r)
		if len(cells) == 0 || len(cells) > 20 || len(cells) != len(list(rows[0])) {
			c.say(fmt.Sprintf("%s/rows/%d", at, i), "has %d cells", len(cells))
		}
		for j, x := range cells {
			at, cell := fmt.Sprintf("%s/rows/%d/%d", at, i, j), object(x)
			switch text(cell["type"]) {
			case "raw_text":
				c.keys(at, cell, [2]string{"text", ""})
				c.words(at+"/text", cell["text"], 10_000)
				chars += utf8.RuneCountInString(text(cell["text"]))
			case "rich_text":
				c.keys(at, cell, [2]string{"elements", "block_id"})
				c.rich(at, list(cell["elements"]))
				chars += len(canonical(cell["elements"])) / 3
			default:
				c.say(at+"/type", "unsupported type: %v", cell["type"])
			}
		}
	}
	if chars > 10_000 {
		c.say(at, "the cells hold %d characters, at most 10000", chars)
	}
	for i, x := range list(b["column_settings"]) {
		if x != nil {
			c.keys(fmt.Sprintf("%s/column_settings/%d", at, i), object(x), [2]string{"", "align is_wrapped"})
		}
	}
}

// rich looks at the elements of a rich text.
func (c *checker) rich(at string, all []any) {
	if len(all) == 0 {
		c.say(at+"/elements", "must have at least 1 item")
	}
	for i, x := range all {
		at, o := fmt.Sprintf("%s/elements/%d", at, i), object(x)
		switch text(o["type"]) {
		case "rich_text_section", "rich_text_preformatted", "rich_text_quote":
			c.keys(at, o, [2]string{"elements", "border"})
			for j, e := range list(o["elements"]) {
				c.run(fmt.Sprintf("%s/elements/%d", at, j), object(e))
			}
		case "rich_text_list":
			c.keys(at, o, [2]string{"elements style", "indent offset border"})
			if s := text(o["style"]); s != "bullet" && s != "ordered" {
				c.say(at+"/style", "must be bullet or ordered")
			}
			c.rich(at, list(o["elements"]))
		default:
			c.say(at+"/type", "unsupported type: %v", o["type"])
		}
	}
}

// run looks at one run of a rich text.
func (c *checker) run(at string, o obj) {
	switch text(o["type"]) {
	case "text":
		c.keys(at, o, [2]string{"text", "style"})
		if text(o["text"]) == "" {
			c.say(at+"/text", "must be more than 0 characters")
		}
	case "link":
		c.keys(at, o, [2]string{"url", "text style unsafe"})
	case "emoji":
		c.keys(at, o, [2]string{"name", "unicode skin_tone"})
	case "user":
		c.keys(at, o, [2]string{"user_id", "style"})
	case "channel":
		c.keys(at, o, [2]string{"channel_id", "style"})
	case "usergroup":
		c.keys(at, o, [2]string{"usergroup_id", "style"})
	case "broadcast":
		c.keys(at, o, [2]string{"range", "style"})
	default:
		c.say(at+"/type", "unsupported type: %v", o["type"])
	}
	if s := object(o["style"]); o["style"] != nil {
		c.keys(at+"/style", s, [2]string{"", "bold italic strike code underline"})
	}
}
