package setup

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

// found runs the checks and returns the findings by name, the last of each.
func found(t *testing.T, target Target) map[string]bot.Finding {
	t.Helper()
	all := map[string]bot.Finding{}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := Check(ctx, target, func(f bot.Finding) {
		if f.Found == "" || (f.State != bot.Fine) != (f.Remedy != "") {
			t.Errorf("%+v: what is wrong has a remedy, what is fine has none", f)
		}
		for _, secret := range []string{target.BotToken, target.AppToken, target.SigningSecret} {
			if secret != "" && strings.Contains(fmt.Sprintf("%+v", f), secret) {
				t.Errorf("a finding holds a secret: %s", f.Name)
			}
		}
		all[f.Name] = f
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func workspace(t *testing.T, opt slacktest.Options) (*slacktest.Server, Target) {
	t.Helper()
	s := slacktest.NewServer(opt)
	t.Cleanup(func() {
		s.Close()
		for _, err := range s.Broken() {
			t.Errorf("the checks broke a promise to Slack: %v", err)
		}
	})
	return s, Target{BotToken: s.BotToken, AppToken: s.AppToken, APIURL: s.URL}
}

func want(t *testing.T, all map[string]bot.Finding, name string, state bot.State, words ...string) {
	t.Helper()
	f, ok := all[name]
	if !ok || f.State != state {
		t.Errorf("%s: %+v, want %s", name, f, state)
		return
	}
	for _, w := range words {
		if !strings.Contains(f.Found+"\n"+f.Remedy+"\n"+f.Paste, w) {
			t.Errorf("%s: %q is not in %+v", name, w, f)
		}
	}
}

func TestAllIsWell(t *testing.T) {
	s, target := workspace(t, slacktest.Options{})
	target.Channels = []string{"communicatie", "#algemeen", s.ChannelID("algemeen")}
	target.People = []string{s.UserID("alice"), "max.devries@minfin.nl"}
	all := found(t, target)
	for name, f := range all {
		if f.State != bot.Fine {
			t.Errorf("%s: %+v", name, f)
		}
	}
	want(t, all, "Slack bot token", bot.Fine, "@wegwijs in the workspace Rijk")
	want(t, all, "Slack scopes", bot.Fine)
	want(t, all, "Slack socket mode", bot.Fine)
	want(t, all, "Slack home tab", bot.Fine)
	want(t, all, "Slack channels", bot.Fine, "#algemeen", "#communicatie", "/invite @wegwijs")
	want(t, all, "Slack person max.devries@minfin.nl", bot.Fine, "slack:"+s.UserID("max"))
}

func TestWhatIsWrong(t *testing.T) {
	less := slices.DeleteFunc(slices.Clone(slacktest.Scopes), func(s string) bool { return s == "files:write" || s == "users:read.email" })
	_, target := workspace(t, slacktest.Options{Scopes: less, NoHome: true})
	target.Channels = []string{"bestaat-niet"}
	target.People = []string{"U0NOBODY", "ann@elders.nl"}
	target.Groups = []string{"voorlichters"}
	all := found(t, target)
	want(t, all, "Slack scopes", bot.Limited, "is missing", "wegwijs slack-manifest")
	want(t, all, "Slack home tab", bot.Limited, "Home Tab")
	want(t, all, "Slack channel bestaat-niet", bot.Limited, "Correct it under channels")
	want(t, all, "Slack person U0NOBODY", bot.Limited, "Copy member ID")
	want(t, all, "Slack user group @voorlichters", bot.Limited, "paid plan")
	if _, asked := all["Slack person ann@elders.nl"]; asked {
		t.Error("an address is looked up without the scope for it")
	}

	target.AppToken = "xapp-1-mistyped"
	want(t, found(t, target), "Slack socket mode", bot.Fault, AppScope)
	target.BotToken = "xoxb-mistyped"
	all = found(t, target)
	want(t, all, "Slack bot token", bot.Fault, "Copy it anew")
	if len(all) != 1 {
		t.Errorf("%d findings after a token that is refused", len(all))
	}
}

func TestCallback(t *testing.T) {
	_, target := workspace(t, slacktest.Options{})
	status, says := http.StatusUnauthorized, Refusal
	ours := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/pad/slack/events" {
			t.Errorf("called at %s", r.URL.Path)
		}
		http.Error(w, says, status)
	}))
	target.SigningSecret, target.PublicURL = "hush", ours.URL+"/pad/"
	want(t, found(t, target), "Slack callback", bot.Fine, "refuses who is not Slack")
	says = "log in first" // a proxy refuses too
	want(t, found(t, target), "Slack callback", bot.Fault, "something else")
	status = http.StatusOK
	want(t, found(t, target), "Slack callback", bot.Fault, "something else")
	ours.Close()
	want(t, found(t, target), "Slack callback", bot.Limited, "curl", "serve")
}

// TestNoSlackThere: whatever answers instead of Slack, the sentence says what to do.
func TestNoSlackThere(t *testing.T) {
	answer := func(w http.ResponseWriter) {}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w) }))
	defer s.Close()
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	target := Target{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: s.URL}
	for what, c := range map[string]struct {
		answer func(http.ResponseWriter)
		words  string
	}{
		"a page":         {func(w http.ResponseWriter) { fmt.Fprint(w, "<html>") }, "not as Slack does"},
		"a fault":        {func(w http.ResponseWriter) { w.WriteHeader(503) }, "503"},
		"a limit":        {func(w http.ResponseWriter) { w.WriteHeader(429) }, "Try again in a minute"},
		"other":          {func(w http.ResponseWriter) { fmt.Fprint(w, `{"ok":false,"error":"fatal_error"}`) }, "fatal_error"},
		"a person":       {func(w http.ResponseWriter) { fmt.Fprint(w, `{"ok":true,"user":"ann","user_id":"U1","team":"Rijk"}`) }, "belongs to a person"},
		"cut short":      {func(w http.ResponseWriter) { fmt.Fprint(w, `{"ok":`) }, "not as Slack does"},
		"somewhere else": {func(w http.ResponseWriter) { w.Header().Set("Location", "http://127.0.0.1:1/"); w.WriteHeader(302) }, "302"},
	} {
		answer = c.answer
		t.Run(what, func(t *testing.T) { want(t, found(t, target), "Slack bot token", bot.Fault, c.words) })
	}
	target.APIURL = secure.URL
	want(t, found(t, target), "Slack bot token", bot.Fault, "certificate")
	target.APIURL = "http://127.0.0.1:1/"
	want(t, found(t, target), "Slack bot token", bot.Fault, "no connection", "api.test")
	target.APIURL = "http://nowhere.invalid/"
	want(t, found(t, target), "Slack bot token", bot.Fault, "nowhere.invalid")
}

func TestClock(t *testing.T) {
	off := time.Duration(0)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", time.Now().Add(off).UTC().Format(http.TimeFormat))
		fmt.Fprint(w, `{"ok":true,"user":"wegwijs","user_id":"U1","bot_id":"B1","team":"Rijk","url":"wss://x"}`)
	}))
	defer s.Close()
	target := Target{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: s.URL}
	want(t, found(t, target), "Slack clock", bot.Fine)
	off = 5 * time.Minute
	want(t, found(t, target), "Slack clock", bot.Limited, "timedatectl")
	want(t, found(t, target), "Slack scopes", bot.Limited, "does not say")
}

// TestSocketMode: each reason why no connection can be opened has its remedy.
func TestSocketMode(t *testing.T) {
	code := ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/apps.connections.open" {
			fmt.Fprintf(w, `{"ok":%v,"error":%q}`, code == "", code)
			return
		}
		fmt.Fprint(w, `{"ok":true,"user":"wegwijs","user_id":"U1","bot_id":"B1","team":"Rijk"}`)
	}))
	defer s.Close()
	for c, words := range map[string]string{
		"":                        "no address",
		"token_revoked":           AppScope,
		"not_allowed_token_type":  "begins with xapp-",
		"missing_scope":           AppScope,
		"socket_mode_not_enabled": "Switch it on",
		"internal_error":          "internal_error",
	} {
		code = c
		want(t, found(t, Target{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: s.URL}), "Slack socket mode", bot.Fault, words)
	}
}

func TestStopped(t *testing.T) {
	_, target := workspace(t, slacktest.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Check(ctx, target, func(bot.Finding) {}); err == nil {
		t.Error("checks that were stopped ended without an error")
	}
}
