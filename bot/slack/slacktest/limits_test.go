package slacktest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"wegwijs/bot/slack/slacktest"
)

func TestBlockLimits(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	ch := a.s.ChannelID("algemeen")
	mrkdwn := func(n int) obj { return obj{"type": "mrkdwn", "text": strings.Repeat("x", n), "verbatim": true} }
	plain := func(n int) obj { return obj{"type": "plain_text", "text": strings.Repeat("x", n)} }
	options := func(n int) []obj {
		var out []obj
		for i := range n {
			out = append(out, obj{"text": plain(75), "value": strings.Repeat("v", 70) + string(rune('0'+i/10)) + string(rune('0'+i%10))})
		}
		return out
	}
	repeat := func(n int, o obj) []obj {
		var out []obj
		for range n {
			out = append(out, o)
		}
		return out
	}
	actions := func(e ...obj) obj { return obj{"type": "actions", "elements": e} }
	button := func(more obj) obj {
		b := obj{"type": "button", "text": plain(75)}
		for k, v := range more {
			b[k] = v
		}
		return b
	}
	for name, c := range map[string]struct{ fits, not any }{
		"blocks":          {repeat(50, obj{"type": "divider"}), repeat(51, obj{"type": "divider"})},
		"section text":    {obj{"type": "section", "text": mrkdwn(3000)}, obj{"type": "section", "text": mrkdwn(3001)}},
		"fields":          {obj{"type": "section", "fields": repeat(10, mrkdwn(20))}, obj{"type": "section", "fields": repeat(11, mrkdwn(20))}},
		"field":           {obj{"type": "section", "fields": []obj{mrkdwn(2000)}}, obj{"type": "section", "fields": []obj{mrkdwn(2001)}}},
		"header":          {obj{"type": "header", "text": plain(150)}, obj{"type": "header", "text": plain(151)}},
		"header mrkdwn":   {obj{"type": "header", "text": plain(1)}, obj{"type": "header", "text": mrkdwn(1)}},
		"actions":         {actions(repeat(25, button(nil))...), actions(repeat(26, button(nil))...)},
		"context":         {obj{"type": "context", "elements": repeat(10, mrkdwn(9))}, obj{"type": "context", "elements": repeat(11, mrkdwn(9))}},
		"button":          {actions(button(nil)), actions(obj{"type": "button", "text": plain(76)})},
		"button value":    {actions(button(obj{"value": strings.Repeat("v", 2000)})), actions(button(obj{"value": strings.Repeat("v", 2001)}))},
		"button hint":     {actions(button(obj{"accessibility_label": strings.Repeat("h", 75)})), actions(button(obj{"accessibility_label": strings.Repeat("h", 76)}))},
		"button style":    {actions(button(obj{"style": "primary"})), actions(button(obj{"style": "default"}))},
		"options":         {actions(obj{"type": "static_select", "options": options(100)}), actions(obj{"type": "static_select", "options": options(101)})},
		"no options":      {actions(obj{"type": "static_select", "options": options(1)}), actions(obj{"type": "static_select", "options": []obj{}})},
		"option label":    {actions(obj{"type": "static_select", "options": options(1)}), actions(obj{"type": "static_select", "options": []obj{{"text": plain(76), "value": "v"}}})},
		"option value":    {actions(obj{"type": "static_select", "options": options(1)}), actions(obj{"type": "static_select", "options": []obj{{"text": plain(7), "value": strings.Repeat("v", 76)}}})},
		"placeholder":     {actions(obj{"type": "static_select", "options": options(1), "placeholder": plain(150)}), actions(obj{"type": "static_select", "options": options(1), "placeholder": plain(151)})},
		"initial":         {actions(obj{"type": "static_select", "options": options(2), "initial_option": options(2)[1]}), actions(obj{"type": "static_select", "options": options(2), "initial_option": options(3)[2]})},
		"block ids":       {[]obj{{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "b"}}, []obj{{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}}},
		"action ids":      {actions(button(obj{"action_id": "a"}), button(obj{"action_id": "b"})), actions(button(obj{"action_id": "a"}), button(obj{"action_id": "a"}))},
		"id":              {obj{"type": "divider", "block_id": strings.Repeat("i", 255)}, obj{"type": "divider", "block_id": strings.Repeat("i", 256)}},
		"unknown field":   {obj{"type": "divider"}, obj{"type": "divider", "color": "red"}},
		"unknown type":    {obj{"type": "divider"}, obj{"type": "dividing"}},
		"empty text":      {obj{"type": "section", "text": mrkdwn(1)}, obj{"type": "section", "text": mrkdwn(0)}},
		"input":           {obj{"type": "divider"}, obj{"type": "input", "label": plain(1), "element": obj{"type": "plain_text_input"}}},
		"image text":      {obj{"type": "image", "image_url": "https://x.nl/a.png", "alt_text": strings.Repeat("a", 2000)}, obj{"type": "image", "image_url": "https://x.nl/a.png", "alt_text": strings.Repeat("a", 2001)}},
		"image without":   {obj{"type": "image", "image_url": "https://x.nl/a.png", "alt_text": "a"}, obj{"type": "image", "image_url": "https://x.nl/a.png"}},
		"image not there": {obj{"type": "image", "image_url": "https://x.nl/a.png", "alt_text": "a"}, obj{"type": "image", "slack_file": obj{"id": "F1"}, "alt_text": "a"}},
		"one table":       {[]obj{table(2, 2)}, []obj{table(2, 2), table(2, 2)}},
		"table rows":      {table(100, 2), table(101, 2)},
		"table columns":   {table(2, 20), table(2, 21)},
	} {
		for fits, blocks := range map[bool]any{true: c.fits, false: c.not} {
			if b, ok := blocks.(obj); ok {
				blocks = []obj{b}
			}
			data, err := json.Marshal(blocks)
			if err != nil {
				t.Fatal(err)
			}
			out := a.call("chat.postMessage", append(post(ch, "x"), "blocks", string(data))...)
			broken := a.s.Broken()
			if out["ok"] != fits || !fits && (out["error"] != "invalid_blocks" && out["error"] != "msg_blocks_too_long" || len(broken) == 0 && out["error"] == "invalid_blocks") {
				t.Errorf("%s: fits %v, got %v, %v", name, fits, out["error"], out["response_metadata"])
			}
		}
	}
	long, err := json.Marshal(repeat(5, obj{"type": "section", "text": mrkdwn(2999)}))
	if err != nil {
		t.Fatal(err)
	}
	a.refused("msg_blocks_too_long", "chat.postMessage", append(post(ch, "x"), "blocks", string(long))...)
}

func table(rows, columns int) obj {
	var all [][]obj
	for range rows {
		var row []obj
		for range columns {
			row = append(row, obj{"type": "raw_text", "text": "x"})
		}
		all = append(all, row)
	}
	return obj{"type": "table", "rows": all}
}
