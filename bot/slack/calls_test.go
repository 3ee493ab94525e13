package slack

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestCallErrors(t *testing.T) {
	said := func(code string) error { return slack.SlackErrorResponse{Err: code} }
	status := func(n int) error { return slack.StatusCodeError{Code: n, Status: "geheim"} }
	for _, c := range []struct {
		err       error
		reason    bot.Reason
		after     time.Duration
		ambiguous bool
	}{
		{&slack.RateLimitedError{RetryAfter: 7 * time.Second}, bot.RateLimited, 7 * time.Second, false},
		{said("ratelimited"), bot.RateLimited, 0, false},
		{status(429), bot.RateLimited, 0, false},
		{status(500), bot.Temporary, 0, true},
		{status(302), bot.Temporary, 0, true},
		{status(401), bot.NoAccess, 0, false},
		{status(403), bot.Forbidden, 0, false},
		{status(404), bot.NotFound, 0, false},
		{status(400), bot.Invalid, 0, false},
		{said("internal_error"), bot.Temporary, 0, true},
		{said("fatal_error"), bot.Temporary, 0, true},
		{said("invalid_auth"), bot.NoAccess, 0, false},
		{said("token_revoked"), bot.NoAccess, 0, false},
		{said("account_inactive"), bot.NoAccess, 0, false},
		{said("not_authed"), bot.NoAccess, 0, false},
		{said("not_in_channel"), bot.Forbidden, 0, false},
		{said("restricted_action"), bot.Forbidden, 0, false},
		{said("is_archived"), bot.Forbidden, 0, false},
		{slack.SlackErrorResponse{Err: "missing_scope", Needed: "chat:write", Provided: "users:read"}, bot.Forbidden, 0, false},
		{said("channel_not_found"), bot.NotFound, 0, false},
		{said("user_not_found"), bot.NotFound, 0, false},
		{said("message_not_found"), bot.NotFound, 0, false},
		{said("msg_too_long"), bot.Invalid, 0, false},
		{said("msg_blocks_too_long"), bot.Invalid, 0, false},
		{said("iets geheims dat niemand kent"), bot.Invalid, 0, false},
		{&url.Error{Op: "Post", URL: "https://x.example/geheim", Err: io.EOF}, bot.Temporary, 0, true},
		{&url.Error{Op: "Post", URL: "https://x.example/geheim", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}, bot.Temporary, 0, false},
		{&url.Error{Op: "Post", URL: "https://x.example/geheim", Err: context.DeadlineExceeded}, bot.Temporary, 0, true},
		{json.Unmarshal([]byte("<html>geheim"), new(map[string]any)), bot.Temporary, 0, true},
		{errors.New("geheim"), bot.Temporary, 0, true},
	} {
		err := callError(t.Context(), "chat.postMessage", c.err)
		var s *bot.SendError
		if !errors.As(err, &s) || s.Reason != c.reason || s.RetryAfter != c.after || ambiguous(err) != c.ambiguous {
			t.Errorf("%v became %v (ambiguous: %v), want %v", c.err, err, ambiguous(err), c.reason)
		}
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("an error repeats what was in it: %v", err)
		}
		if again := callError(t.Context(), "x", err); again != err {
			t.Errorf("an error that was read is read again as %v", again)
		}
	}
	if err := callError(t.Context(), "x", slack.SlackErrorResponse{Err: "missing_scope", Needed: "chat:write"}); !strings.Contains(err.Error(), "chat:write") {
		t.Errorf("%v does not say what is needed", err)
	}
	where := slack.SlackErrorResponse{Err: "invalid_blocks", ResponseMetadata: slack.ResponseMetadata{Messages: []string{"[ERROR] geheim [json-pointer:/blocks/0/text/text]", "geheim"}}}
	if err := callError(t.Context(), "x", where); !strings.Contains(err.Error(), "/blocks/0/text/text") || strings.Contains(err.Error(), "geheim") {
		t.Errorf("%v does not say where, or too much", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := callError(ctx, "x", errors.New("geheim")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOptions(t *testing.T) {
	good := Options{BotToken: "xoxb-1", AppToken: "xapp-1", Memory: newMemory(), Clock: bot.WallClock{}}
	s, err := New(good)
	if err != nil {
		t.Fatal(err)
	}
	if s.Name() != "slack" || s.opt.APIURL != slackAPI || s.opt.Sockets != 1 || s.opt.Lang != bot.NL || s.opt.Zone != time.UTC {
		t.Errorf("%+v", s.opt)
	}
	for want, change := range map[string]func(*Options){
		"slack.bot_token":      func(o *Options) { o.BotToken = " " },
		"starts with xoxb-":    func(o *Options) { o.BotToken = "xapp-geheim" },
		"starts with xapp-":    func(o *Options) { o.AppToken = "xoxb-geheim" },
		"slack.app_token":      func(o *Options) { o.AppToken = "" },
		"copy it again":        func(o *Options) { o.BotToken = "xoxb-ge heim" },
		"slack.signing_secret": func(o *Options) { o.SigningSecret = "ge\nheim" },
		"slack.sockets":        func(o *Options) { o.Sockets = 3 },
		"Memory and Clock":     func(o *Options) { o.Memory = nil },
		"slack.api_url":        func(o *Options) { o.APIURL = "slack.com" },
		"leave the name":       func(o *Options) { o.APIURL = "https://geheim:geheim@slack.com/api" },
		"leave out what":       func(o *Options) { o.APIURL = "https://slack.com/api?x=geheim" },
		"no address":           func(o *Options) { o.APIURL = "http://[" },
	} {
		o := good
		change(&o)
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "heim") {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	good.AppToken, good.SigningSecret, good.APIURL = "", "secret", "http://127.0.0.1:1/api"
	if s, err = New(good); err != nil || s.opt.APIURL != "http://127.0.0.1:1/api/" {
		t.Errorf("HTTP mode: %v", err)
	}
}

// Slack behind a proxy that answers for it, or that is not Slack at all.
func TestNotSlack(t *testing.T) {
	for body, want := range map[string]string{"<html>geheim</html>": "slack.api_url", `{"ok":"geheim"}`: "slack.api_url", "": ""} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) }))
		s, err := New(Options{BotToken: "xoxb-geheim", AppToken: "xapp-geheim", APIURL: server.URL, Memory: newMemory(), Clock: bottest.NewClock(bottest.Start)})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Send(t.Context(), bot.Address{Channel: "C1"}, one("geheim"))
		var no *bot.SendError
		if !errors.As(err, &no) || no.Reason != bot.Temporary || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%q: got %v", body, err)
		}
		server.Close()
	}
	// A redirect would bring the token elsewhere.
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { t.Error("the token went elsewhere") }))
	defer other.Close()
	server := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	defer server.Close()
	s, err := New(Options{BotToken: "xoxb-geheim", AppToken: "xapp-geheim", APIURL: server.URL, Memory: newMemory(), Clock: bottest.NewClock(bottest.Start)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.whoami(t.Context()); err == nil {
		t.Error("a redirect is an answer")
	}
}
