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

	"wegwijs/bot/bottest"
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
	if len(changes) != 4 || changes[0].What != "posted" || changes[3].What != "edited" || len(changes[0].By) != len(bottest.Everybody()) {
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
