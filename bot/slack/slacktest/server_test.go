package slacktest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/slack/slacktest"
)

type obj = map[string]any

// app is an app that speaks the protocol by hand.
type app struct {
	*testing.T
	s *slacktest.Server
}

func newApp(t *testing.T, opt slacktest.Options) *app {
	s := slacktest.NewServer(opt)
	t.Cleanup(s.Close)
	return &app{t, s}
}

// call calls a method with a form.
func (a *app) call(method string, args ...string) obj {
	a.Helper()
	form := url.Values{}
	for i := 0; i < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	return a.send(method, "application/x-www-form-urlencoded", form.Encode())
}

func (a *app) send(method, kind, body string) obj {
	a.Helper()
	r, err := http.NewRequest(http.MethodPost, a.s.URL+method, strings.NewReader(body))
	if err != nil {
		a.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	token := a.s.BotToken
	if method == "apps.connections.open" {
		token = a.s.AppToken
	}
	r.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		a.Fatal(err)
	}
	defer resp.Body.Close()
	var out obj
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		a.Fatal(err)
	}
	out["retry"] = resp.Header.Get("Retry-After")
	return out
}

// refused checks that a call fails with a code.
func (a *app) refused(code, method string, args ...string) obj {
	a.Helper()
	out := a.call(method, args...)
	if out["ok"] != false || out["error"] != code {
		a.Errorf("%s: got %v, want %s", method, out, code)
	}
	return out
}

func (a *app) fine(method string, args ...string) obj {
	a.Helper()
	out := a.call(method, args...)
	if out["ok"] != true {
		a.Fatalf("%s: %v", method, out)
	}
	return out
}

// broke checks that promises were broken, and of which each says one of words.
func (a *app) broke(words ...string) {
	a.Helper()
	all := a.s.Broken()
	for i := 0; i < 400 && len(all) < len(words); i++ { // what comes on a socket comes in its own time
		time.Sleep(5 * time.Millisecond)
		all = append(all, a.s.Broken()...)
	}
	if len(all) != len(words) {
		a.Errorf("%d broken promises, want %d: %v", len(all), len(words), all)
		return
	}
	for i, w := range words {
		if !strings.Contains(all[i].Error(), w) {
			a.Errorf("broken promise %q does not tell of %q", all[i], w)
		}
	}
}

func post(channel, text string) []string {
	return []string{"channel", channel, "text", text, "unfurl_links", "false", "unfurl_media", "false"}
}

func TestMessages(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	ch := a.s.ChannelID("algemeen")
	first := a.fine("chat.postMessage", post(ch, "één")...)["ts"].(string)
	second := a.fine("chat.postMessage", post(ch, "twee")...)["ts"].(string)
	if first >= second {
		t.Errorf("times %s and %s", first, second)
	}
	a.fine("chat.postMessage", append(post(ch, "in de draad"), "thread_ts", first)...)
	a.fine("chat.update", "channel", ch, "ts", first, "text", "nu")
	a.refused("message_not_found", "chat.update", "channel", ch, "ts", "1.000001", "text", "nu")
	a.refused("channel_not_found", "chat.postMessage", post("C000", "x")...)
	a.refused("thread_not_found", "chat.postMessage", append(post(ch, "x"), "thread_ts", "1.000001")...)
	a.refused("msg_too_long", "chat.update", "channel", ch, "ts", first, "text", strings.Repeat("x", 4001))
	said, err := a.s.Person("alice").Say(context.Background(), ch, "", "hallo")
	if err != nil {
		t.Fatal(err)
	}
	a.refused("cant_update_message", "chat.update", "channel", ch, "ts", said, "text", "nu")
	a.refused("cant_delete_message", "chat.delete", "channel", ch, "ts", said)
	all := a.s.Person("bram").Sees()
	if len(all) != 4 || all[0].Text != "nu" {
		t.Errorf("bram sees %+v", all)
	}
	changes := a.s.Changes()
	if len(changes) != 4 || changes[0].What != "posted" || changes[3].What != "edited" || len(changes[0].By) != 17 {
		t.Errorf("changes: %+v", changes)
	}
	a.broke()

	a.fine("chat.postMessage", "channel", ch, "text", "met links")
	a.broke("unfurled")
	a.s.ChangeChannel("algemeen", func(c *slacktest.Channel) { c.Archived = true })
	a.refused("is_archived", "chat.postMessage", post(ch, "x")...)
	a.s.ChangeChannel("algemeen", func(c *slacktest.Channel) { c.Archived = false })
	a.s.Leave("algemeen", "wegwijs")
	a.refused("not_in_channel", "chat.postMessage", post(ch, "x")...)
}

func TestEphemeral(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	ch := a.s.ChannelID("algemeen")
	alice := a.s.UserID("alice")
	ts := a.fine("chat.postEphemeral", "channel", ch, "user", alice, "text", "alleen jij")["message_ts"].(string)
	if n := len(a.s.Person("bram").Sees()); n != 0 {
		t.Errorf("bram sees %d messages", n)
	}
	if n := len(a.s.Person("alice").Sees()); n != 1 {
		t.Errorf("alice sees %d messages", n)
	}
	a.refused("message_not_found", "chat.update", "channel", ch, "ts", ts, "text", "nu")
	a.s.Leave("algemeen", "alice")
	a.refused("user_not_in_channel", "chat.postEphemeral", "channel", ch, "user", alice, "text", "x")
}

func TestArguments(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	ch := a.s.ChannelID("algemeen")
	a.refused("unknown_method", "chat.postMesage")
	a.broke("no such method")
	a.refused("invalid_arguments", "users.info")
	a.broke("user is missing")
	a.fine("chat.postMessage", append(post(ch, "x"), "color", "red")...)
	a.broke(`no argument "color"`)
	if out := a.send("users.info", "application/json", `{"user":"U1"}`); out["error"] != "invalid_post_type" {
		t.Errorf("JSON where there is none: %v", out)
	}
	a.broke("no JSON")
	a.fine("chat.postMessage", append(post(ch, "x"), "link_names", "true", "blocks", `[]`)...)
	a.broke("link_names")
	if resp, err := http.Get(a.s.URL + "auth.test?token=" + a.s.BotToken); err == nil {
		resp.Body.Close()
	}
	a.broke("in the address")
}

func TestScopes(t *testing.T) {
	a := newApp(t, slacktest.Options{Scopes: slacktest.Without("chat:write", "users:read.email")})
	out := a.refused("missing_scope", "chat.postMessage", post(a.s.ChannelID("algemeen"), "x")...)
	if out["needed"] != "chat:write" || !strings.Contains(out["provided"].(string), "users:read") {
		t.Errorf("says %v", out)
	}
	profile := a.fine("users.info", "user", a.s.UserID("alice"))["user"].(obj)["profile"].(obj)
	if profile["email"] != nil {
		t.Error("an address is told without the scope")
	}
	a.refused("missing_scope", "conversations.history", "channel", a.s.ChannelID("algemeen"))
	a.fine("conversations.history", "channel", a.s.DirectID("alice"))
	a.s.Revoke("token_revoked")
	a.refused("token_revoked", "auth.test")
	a.s.Revoke("account_inactive")
	a.refused("account_inactive", "apps.connections.open")
}

func TestTiersAndFaults(t *testing.T) {
	a := newApp(t, slacktest.Options{Tiers: true})
	for range 20 {
		a.fine("users.list")
	}
	if out := a.refused("ratelimited", "users.list"); out["retry"] != "60" {
		t.Errorf("Retry-After is %q", out["retry"])
	}
	for _, method := range []string{"auth.test", "chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "conversations.open", "users.info", "files.getUploadURLExternal"} {
		a.s.Faults.Add(slacktest.Fault{Method: method, RetryAfter: 7 * time.Second})
		if out := a.refused("ratelimited", method); out["retry"] != "7" {
			t.Errorf("%s: Retry-After is %q", method, out["retry"])
		}
	}
}

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

func TestUploads(t *testing.T) {
	a := newApp(t, slacktest.Options{Processing: 60 * time.Millisecond})
	ch := a.s.ChannelID("algemeen")
	up := func(length string) obj {
		return a.fine("files.getUploadURLExternal", "filename", "a.png", "length", length)
	}
	put := func(u obj, data string) int {
		resp, err := http.Post(u["upload_url"].(string), "application/octet-stream", strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		return resp.StatusCode
	}
	u := up("5")
	id := u["file_id"].(string)
	a.refused("file_not_found", "files.completeUploadExternal", "files", `[{"id":"`+id+`"}]`)
	if put(u, "too much") == http.StatusOK {
		t.Error("an upload of another size is taken")
	}
	a.broke("announced")
	if put(u, "12345") != http.StatusOK {
		t.Error("an upload is refused")
	}
	a.fine("files.completeUploadExternal", "files", `[{"id":"`+id+`","title":"Titel"}]`, "channel_id", ch, "initial_comment", "kijk")
	image := `[{"type":"image","alt_text":"x","slack_file":{"id":"` + id + `"}}]`
	a.refused("invalid_blocks", "chat.postMessage", append(post(ch, "x"), "blocks", image)...)
	a.s.Broken()
	if info := a.fine("files.info", "file", id)["file"].(obj); info["shares"] != nil || info["mimetype"] != "" {
		t.Errorf("an upload is there at once: %v", info)
	}
	if n := len(a.s.Messages(ch)); n != 0 {
		t.Errorf("%d messages at once", n)
	}
	time.Sleep(150 * time.Millisecond)
	info := a.fine("files.info", "file", id)["file"].(obj)
	all := a.s.Messages(ch)
	if len(all) != 1 || len(all[0].Files) != 1 || info["shares"].(obj)["public"].(obj)[ch] == nil {
		t.Errorf("later: %v, %v", info, all)
	}
	a.fine("chat.postMessage", append(post(ch, "x"), "blocks", image)...)
	a.broke()
}

func TestViews(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	k := a.dial()
	go k.acknowledge(nil)
	ctx := context.Background()
	alice := a.s.Person("alice")
	if err := alice.Slash(ctx, a.s.ChannelID("algemeen"), "/wegwijs iets"); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	trigger := k.last["payload"].(obj)["trigger_id"].(string)
	k.mu.Unlock()
	view := func(more string) string {
		return `{"type":"modal","title":{"type":"plain_text","text":"Titel"},"submit":{"type":"plain_text","text":"Ja"},"blocks":[{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input","action_id":"a"}}]` + more + `}`
	}
	a.refused("invalid_trigger_id", "views.open", "trigger_id", "1.2", "view", view(""))
	a.refused("invalid_arguments", "views.open", "trigger_id", trigger, "view", strings.Replace(view(""), "Titel", strings.Repeat("T", 25), 1))
	a.refused("invalid_arguments", "views.open", "trigger_id", trigger, "view", view(`,"private_metadata":"`+strings.Repeat("p", 3001)+`"`))
	a.refused("invalid_arguments", "views.open", "trigger_id", trigger, "view", view(`,"colour":"red"`))
	a.s.Broken()
	out := a.fine("views.open", "trigger_id", trigger, "view", view(""))["view"].(obj)
	a.refused("exchanged_trigger_id", "views.open", "trigger_id", trigger, "view", view(""))
	a.refused("hash_conflict", "views.update", "view_id", out["id"].(string), "hash", "1.x", "view", view(""))
	alice.Set(alice.View(), "b", "a", obj{"value": "getypt"})
	a.fine("views.update", "view_id", out["id"].(string), "hash", out["hash"].(string), "view", view(""))
	k.mu.Lock()
	k.answer = `{"response_action":"errors","errors":{"b":"te kort"}}`
	k.mu.Unlock()
	if errs, err := alice.Submit(ctx); err != nil || errs["b"] != "te kort" {
		t.Errorf("submit: %v, %v", errs, err)
	}
	k.mu.Lock()
	value := k.last["payload"].(obj)["view"].(obj)["state"].(obj)["values"].(obj)["b"].(obj)["a"].(obj)["value"]
	k.answer = `{"response_action":"errors","errors":{"x":"te kort"}}`
	k.mu.Unlock()
	if value != "getypt" {
		t.Errorf("arrived as %v: an update kept nothing", value)
	}
	if _, err := alice.Submit(ctx); err == nil {
		t.Error("errors of a block that is not there are shown")
	}
	a.broke("no input of it")
	k.mu.Lock()
	k.answer = ""
	k.mu.Unlock()
	if _, err := alice.Submit(ctx); err != nil || alice.View() != nil {
		t.Errorf("after it was accepted: %v, %v", alice.View(), err)
	}
	a.fine("views.publish", "user_id", alice.ID, "view", `{"type":"home","blocks":[{"type":"divider"}]}`)
	if v := a.s.Home("alice"); v == nil || len(v.Blocks()) != 1 {
		t.Errorf("home: %v", v)
	}
	a.s.SetHome(false)
	a.refused("not_enabled", "views.publish", "user_id", alice.ID, "view", `{"type":"home","blocks":[{"type":"divider"}]}`)
}

func TestTriggerExpires(t *testing.T) {
	a := newApp(t, slacktest.Options{TriggerLife: 20 * time.Millisecond})
	k := a.dial()
	go k.acknowledge(nil)
	if err := a.s.Person("alice").Slash(context.Background(), a.s.ChannelID("algemeen"), "/wegwijs"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(40 * time.Millisecond)
	k.mu.Lock()
	trigger := k.last["payload"].(obj)["trigger_id"].(string)
	k.mu.Unlock()
	a.refused("expired_trigger_id", "views.open", "trigger_id", trigger, "view", `{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[{"type":"divider"}]}`)
}

func TestSignature(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	r, err := http.NewRequest(http.MethodPost, "http://x", bytes.NewReader(nil))
	if err != nil {
		t.Fatal(err)
	}
	a.s.SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5"
	a.s.SignAt(r, "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c", time.Unix(1531420618, 0))
	if got := r.Header.Get("X-Slack-Signature"); got != "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503" {
		t.Errorf("the signature of Slack's own example is %s", got)
	}
}

func TestPinged(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	ch := a.s.ChannelID("algemeen")
	say := func(text string, blocks any) []string {
		data, err := json.Marshal(blocks)
		if err != nil {
			t.Fatal(err)
		}
		a.fine("chat.postMessage", append(post(ch, text), "blocks", string(data))...)
		return a.s.Pinged()
	}
	mrkdwn := func(text string, verbatim bool) any {
		return []obj{{"type": "section", "text": obj{"type": "mrkdwn", "text": text, "verbatim": verbatim}}}
	}
	run := func(o obj) any {
		return []obj{{"type": "rich_text", "elements": []obj{{"type": "rich_text_section", "elements": []obj{o}}}}}
	}
	for name, c := range map[string]struct {
		pinged []string
		who    int
	}{
		"text":          {say("<!channel>", []obj{}), 1},
		"escaped":       {say("&lt;!channel&gt; @channel", []obj{}), 0},
		"person":        {say("<@"+a.s.UserID("alice")+">", []obj{}), 1},
		"mrkdwn":        {say("x", mrkdwn("<!here|here>", true)), 1},
		"verbatim":      {say("x", mrkdwn("@channel", true)), 0},
		"rich text":     {say("x", run(obj{"type": "text", "text": "<!channel> @channel"})), 0},
		"rich mention":  {say("x", run(obj{"type": "broadcast", "range": "channel"})), 1},
		"rich person":   {say("x", run(obj{"type": "user", "user_id": a.s.UserID("bram")})), 1},
		"plain text":    {say("x", []obj{{"type": "header", "text": obj{"type": "plain_text", "text": "<!channel>"}}}), 0},
		"user group":    {say("<!subteam^S1>", []obj{}), 1},
		"nobody called": {say("<@U000>", []obj{}), 0},
	} {
		if len(c.pinged) != c.who {
			t.Errorf("%s pings %v", name, c.pinged)
		}
	}
	a.broke()
	if who := say("x", mrkdwn("@channel", false)); len(who) != 1 {
		t.Errorf("without verbatim it pings %v", who)
	}
	a.broke("without verbatim")
}

func TestResponseURL(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	k := a.dial()
	go k.acknowledge(nil)
	ch := a.s.ChannelID("algemeen")
	alice := a.s.Person("alice")
	if err := alice.Slash(t.Context(), ch, "/wegwijs   iets <&> "); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	payload := k.last["payload"].(obj)
	k.mu.Unlock()
	if payload["text"] != "  iets &lt;&amp;&gt; " || payload["command"] != "/wegwijs" {
		t.Errorf("a command arrives as %q %q", payload["command"], payload["text"])
	}
	respond := func(body string) (int, string) {
		resp, err := http.Post(payload["response_url"].(string), "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(data)
	}
	for i := range 6 {
		code, said := respond(`{"text":"antwoord"}`)
		if fine := code == http.StatusOK && said == "ok"; fine != (i < 5) {
			t.Errorf("answer %d: %d %q", i+1, code, said)
		}
	}
	if n := len(a.s.Person("bram").Sees()); n != 0 {
		t.Errorf("bram sees %d answers to alice", n)
	}
	if n := len(alice.Sees()); n != 5 {
		t.Errorf("alice sees %d answers", n)
	}
	a.broke()
}

func TestPresses(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	k := a.dial()
	go k.acknowledge(nil)
	ch := a.s.ChannelID("algemeen")
	blocks := `[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Ja"},"value":"1"},
		{"type":"static_select","placeholder":{"type":"plain_text","text":"Kies"},"options":[{"text":{"type":"plain_text","text":"A"},"value":"a"}]}]}]`
	ts := a.fine("chat.postMessage", append(post(ch, "x"), "blocks", blocks)...)["ts"].(string)
	bram := a.s.Person("bram")
	last := func() obj {
		k.mu.Lock()
		defer k.mu.Unlock()
		return k.last["payload"].(obj)
	}
	if err := bram.Press(t.Context(), "Ja"); err != nil {
		t.Fatal(err)
	}
	p := last()
	action := p["actions"].([]any)[0].(obj)
	if p["message"].(obj)["ts"] != ts || p["user"].(obj)["id"] != bram.ID || action["value"] != "1" || action["action_id"] == "" || action["block_id"] == "" {
		t.Errorf("a press arrives as %v", p)
	}
	if err := bram.Choose(t.Context(), "", "A"); err != nil {
		t.Fatal(err)
	}
	if got := last()["actions"].([]any)[0].(obj)["selected_option"].(obj)["value"]; got != "a" {
		t.Errorf("a choice arrives as %v", got)
	}
	if bram.Choose(t.Context(), "Kies", "B") == nil || bram.Press(t.Context(), "Nee") == nil {
		t.Error("what is not there can be used")
	}
	a.fine("chat.postEphemeral", "channel", ch, "user", bram.ID, "text", "x", "blocks", strings.Replace(blocks, "Ja", "Alleen ik", 1))
	if a.s.Person("alice").Press(t.Context(), "Alleen ik") == nil {
		t.Error("alice pressed what only bram sees")
	}
	if err := bram.Press(t.Context(), "Alleen ik"); err != nil {
		t.Fatal(err)
	}
	if p := last(); p["message"] != nil || p["container"].(obj)["is_ephemeral"] != true {
		t.Errorf("a press on what only one person sees arrives as %v", p)
	}
	k.mu.Lock()
	k.answer = `{"text":"nee"}`
	k.mu.Unlock()
	if err := bram.Press(t.Context(), "Ja"); err != nil {
		t.Fatal(err)
	}
	a.broke("holds something")
}
