package mattermost

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestOptionsAreChecked(t *testing.T) {
	good := Options{URL: "https://chat.example.nl/pad/", Token: "x", PublicURL: "https://bot.example.nl", Memory: newMemory(), Clock: bot.WallClock{}}
	m, err := New(good)
	if err != nil || m.rest.base != "https://chat.example.nl/pad" || m.opt.CatchUp != time.Hour {
		t.Fatalf("%v, %+v", err, m)
	}
	for _, bad := range []func(*Options){
		func(o *Options) { o.URL = "" },
		func(o *Options) { o.URL = "chat.example.nl" },
		func(o *Options) { o.URL = "ftp://chat.example.nl" },
		func(o *Options) { o.URL = "https://ann:geheim@chat.example.nl" },
		func(o *Options) { o.URL = "https://chat.example.nl/?x=1" },
		func(o *Options) { o.PublicURL = "/x" },
		func(o *Options) { o.Token = " " },
		func(o *Options) { o.Token = "geheim met spatie" },
		func(o *Options) { o.Memory = nil },
	} {
		opt := good
		bad(&opt)
		if _, err := New(opt); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%+v: %v", opt.URL, err)
		}
	}
}

func TestErrorsHaveAReason(t *testing.T) {
	a := newAPI(t)
	app := func(id string) any {
		return map[string]any{"id": id, "message": "een geheime tekst", "request_id": "x"}
	}
	for _, c := range []struct {
		status int
		body   any
		want   bot.Reason
		id     string
	}{
		{429, "limit exceeded", bot.RateLimited, ""},
		{401, app("api.context.session_expired.app_error"), bot.NoAccess, "api.context.session_expired.app_error"},
		{403, app("api.context.permissions.app_error"), bot.Forbidden, "api.context.permissions.app_error"},
		{404, app("app.post.get.app_error"), bot.NotFound, "app.post.get.app_error"},
		{400, app("model.post.is_valid.message_length.app_error"), bot.Invalid, "model.post.is_valid.message_length.app_error"},
		{413, app("api.context.request_body_too_large.app_error"), bot.Invalid, "api.context.request_body_too_large.app_error"},
		{500, app(idPostPending), bot.Temporary, idPostPending},
		{500, "<html>geheim", bot.Temporary, ""},
		{502, "", bot.Temporary, ""},
		{503, app("een geheime <tekst>"), bot.Temporary, ""},
		{501, app("api.license_error"), bot.Invalid, "api.license_error"},
		{302, "", bot.Temporary, ""},
		{200, "<html>een geheime proxy", bot.Temporary, ""},
	} {
		a.reply("GET /posts/{id}", c.status, c.body)
		var into map[string]any
		err := a.rest.get(t.Context(), "/posts/"+apiAnn+"?x=geheim", &into)
		s := reasonIs(t, http.StatusText(c.status), err, c.want)
		if c.want == bot.RateLimited && s.RetryAfter != 7*time.Second {
			t.Errorf("wait %v", s.RetryAfter)
		}
		if id, _ := refusedWith(err, c.status); id != c.id {
			t.Errorf("%d: the id is %q, want %q", c.status, id, c.id)
		}
		for _, secret := range []string{"geheim", apiToken, apiAnn, a.server.URL} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("an error holds %q: %v", secret, err)
			}
		}
	}
	if d := time.Duration(a.rest.skew.Load()) * time.Millisecond; d != 5*time.Minute {
		t.Errorf("the server's clock is said to be %v ahead", d)
	}
	if !a.rest.troubled(time.Minute) {
		t.Error("there was trouble")
	}
}

func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{URL: "http://" + l.Addr().String(), Token: apiToken, Clock: bottest.NewClock(bottest.Start)}
	l.Close()
	err = newRest(opt).get(t.Context(), "/users/me", nil)
	reasonIs(t, "refused connection", err, bot.Temporary)
	if strings.Contains(err.Error(), opt.URL) || strings.Contains(err.Error(), apiToken) {
		t.Errorf("an error holds a secret: %v", err)
	}
}

func TestSlowServer(t *testing.T) {
	// A server was seen to need 29 s: we wait longer than that, and not for ever.
	if callWithin <= 29*time.Second || callWithin > time.Minute {
		t.Errorf("a call is given up after %v", callWithin)
	}
	release := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-release }))
	defer s.Close()
	defer close(release)
	r := newRest(Options{URL: s.URL, Token: "x", Clock: bottest.NewClock(bottest.Start)})
	r.client.Timeout = 50 * time.Millisecond
	reasonIs(t, "time-out of our own", r.get(t.Context(), "/users/me", nil), bot.Temporary)
	r.client.Timeout = callWithin
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if err := r.get(ctx, "/users/me", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := r.get(ctx, "/users/me", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("deadline: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for said, want := range map[string]time.Duration{
		"1": time.Second, " 7 ": 7 * time.Second, "1000000": time.Hour, "0": 0, "-3": 0, "": 0, "straks": 0,
		"Wed, 25 Nov 2026 12:00:30 GMT": 30 * time.Second, "Wed, 25 Nov 2026 11:00:00 GMT": 0, "Thu, 26 Nov 2026 12:00:00 GMT": time.Hour,
	} {
		if got := retryAfter(said, now); got != want {
			t.Errorf("%q is %v, want %v", said, got, want)
		}
	}
}

func TestCallName(t *testing.T) {
	for path, want := range map[string]string{
		"/posts?set_online=false":            "GET /posts",
		"/posts/" + apiAnn + "/patch":        "GET /posts/{id}/patch",
		"/users/email/ann@minfin.nl":         "GET /users/email/{name}",
		"/teams/name/rijk/channels/name/abc": "GET /teams/name/{name}/channels/name/{name}",
		pathTo("users", "../../x"):           "GET /users/{name}",
	} {
		if got := callName("GET", path); got != want {
			t.Errorf("%s is called %s, want %s", path, got, want)
		}
	}
}
