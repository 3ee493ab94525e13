package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

var (
	wirePost = strings.Repeat("p", 26)
	wireTeam = strings.Repeat("t", 26)
)

// hooked is an adapter that runs, with its own server of callbacks.
func hooked(t *testing.T) (*wire, *ear) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	w.hello(w.next(), "een")
	return w, e
}

// calls makes a callback and returns status and body.
func (e *ear) calls(kind hookKind, contentType, body string, header ...string) (int, string) {
	e.t.Helper()
	secret, err := e.in.paths.of(e.t.Context(), kind)
	if err != nil {
		e.t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(e.t.Context(), http.MethodPost, hookRoot+string(kind)+"/"+secret, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	e.Handler().ServeHTTP(rec, r)
	return rec.Code, strings.TrimSpace(rec.Body.String())
}

func (e *ear) json(kind hookKind, v any) (int, string) {
	data, err := json.Marshal(v)
	if err != nil {
		e.t.Fatal(err)
	}
	return e.calls(kind, "application/json", string(data))
}

func (e *ear) slash(change func(url.Values), header ...string) (int, string) {
	f := url.Values{
		"command": {"/wegwijs"}, "text": {"  wie is wie?  "}, "team_id": {wireTeam}, "channel_id": {wireRoom}, "channel_name": {"algemeen"},
		"user_id": {wireAnn}, "user_name": {"ann"}, "trigger_id": {"trigger"}, "token": {"sleutel"}, "root_id": {""},
		"response_url": {"https://elders.example/hooks/commands/" + strings.Repeat("h", 26)},
	}
	if change != nil {
		change(f)
	}
	return e.calls(hookCommand, "application/x-www-form-urlencoded", f.Encode(), header...)
}

// event waits for what was handed on.
func event[E bot.Event](e *ear) E {
	e.t.Helper()
	var got E
	select {
	case ev := <-e.events:
		var ok bool
		if got, ok = ev.(E); !ok {
			e.t.Fatalf("got a %T", ev)
		}
	case <-time.After(5 * time.Second):
		e.t.Fatalf("nothing was handed on; log: %s", e.log)
	}
	return got
}

func TestOnlyOurPathsAnswer(t *testing.T) {
	_, e := hooked(t)
	action, err := e.hookURL(t.Context(), hookAction)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(action, "http://bot.example/mattermost/action/") {
		t.Errorf("buttons call %s", action)
	}
	form, err := e.hookURL(t.Context(), hookForm)
	if err != nil {
		t.Fatal(err)
	}
	secret := form[strings.LastIndex(form, "/")+1:]
	if strings.HasSuffix(action, secret) {
		t.Error("buttons and forms have the same secret path")
	}
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"POST", "/mattermost/form/" + secret, 200},
		{"POST", "/pad/mattermost/form/" + secret, 200}, // a proxy that leaves the path there
		{"GET", "/mattermost/form/" + secret, 405},
		{"POST", "/mattermost/action/" + secret, 404},
		{"POST", "/mattermost/form/" + secret + "x", 404},
		{"POST", "/mattermost/form/" + secret + "/", 404},
		{"POST", "/mattermost/form/", 404},
		{"POST", "/mattermost/form", 404},
		{"POST", "/mattermost/other/" + secret, 404},
		{"POST", "/mattermost/", 404},
		{"POST", "/", 404},
	} {
		rec := httptest.NewRecorder()
		e.Handler().ServeHTTP(rec, httptest.NewRequest(c.method, c.path, strings.NewReader(`{"cancelled":true}`)))
		if rec.Code != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, strings.ReplaceAll(c.path, secret, "…"), rec.Code, c.status)
		}
	}
}

func TestPathsStayTheSame(t *testing.T) {
	kept := newMemory()
	one, err := newPaths(kept).of(t.Context(), hookAction)
	if err != nil {
		t.Fatal(err)
	}
	if two, err := newPaths(kept).of(t.Context(), hookAction); err != nil || two != one {
		t.Errorf("after a restart buttons call another path: %v", err)
	}
}

func TestSlashCommand(t *testing.T) {
	_, e := hooked(t)
	if status, body := e.slash(nil); status != 200 || body != "{}" {
		t.Fatalf("status %d, body %s", status, body)
	}
	c := event[*bot.Command](e)
	if c.Name != "wegwijs" || c.Text != "wie is wie?" || !c.Slash || c.Direct || c.From.ID != bot.UserID(wireAnn) || c.From.Name != "Ann" ||
		c.Channel != bot.ChannelID(wireRoom) || c.ID == "" || strings.Contains(c.ID, "trigger") {
		t.Errorf("arrived as %+v", c)
	}
	if id, ok := e.slots.trigger(c.Reply); !ok || id != "trigger" {
		t.Error("its trigger is not kept")
	}
	if at, ok := e.slots.responseURL(c.Reply); !ok || at != e.opt.URL+"/hooks/commands/"+strings.Repeat("h", 26) {
		t.Errorf("it would be answered at %s", at)
	}
	// Once more is the same event; with another trigger it is another.
	e.slash(nil)
	if again := event[*bot.Command](e); again.ID != c.ID {
		t.Error("the same command has another id")
	}
	e.slash(func(f url.Values) { f.Set("trigger_id", "other") })
	if other := event[*bot.Command](e); other.ID == c.ID {
		t.Error("another command has the same id")
	}
	// In a thread, and in the direct conversation.
	e.slash(func(f url.Values) { f.Set("root_id", wirePost) })
	if c := event[*bot.Command](e); c.Thread != bot.MessageID(wirePost) {
		t.Errorf("in a thread it arrived in %q", c.Thread)
	}
	e.slash(func(f url.Values) { f.Set("channel_name", model.GetDMNameFromIds(wireAnn, wireBot)) })
	if c := event[*bot.Command](e); !c.Direct {
		t.Error("in the direct conversation it is not direct")
	}
	e.slash(func(f url.Values) { f.Set("channel_name", model.GetDMNameFromIds(wireAnn, wireTeam)) })
	if c := event[*bot.Command](e); c.Direct {
		t.Error("a direct conversation with somebody else is one with us")
	}
}

func TestSlashCommandToken(t *testing.T) {
	_, e := hooked(t)
	e.in.slash.tokens[tokenKey(wireTeam, "wegwijs")] = "sleutel"
	for _, c := range []struct {
		name   string
		change func(url.Values)
		header string
		ok     bool
	}{
		{"the field", nil, "", true},
		{"both", nil, "Token sleutel", true},
		{"the header", func(f url.Values) { f.Del("token") }, "Token sleutel", true},
		{"none", func(f url.Values) { f.Del("token") }, "", false},
		{"another", func(f url.Values) { f.Set("token", "anders") }, "", false},
		{"another header", nil, "Token anders", false},
		{"another field", func(f url.Values) { f.Set("token", "anders") }, "Token sleutel", false},
		{"another team", func(f url.Values) { f.Set("team_id", wireRoom); f.Set("command", "/anders") }, "", false},
	} {
		status, body := e.slash(c.change, "Authorization", c.header)
		if status != 200 || (body == "{}") != c.ok {
			t.Errorf("%s: status %d, body %s", c.name, status, body)
		}
		if c.ok {
			event[*bot.Command](e)
		} else if !strings.Contains(body, `"response_type":"ephemeral"`) {
			t.Errorf("%s: refused with %s", c.name, body)
		}
	}
	e.silence()
	if strings.Contains(e.log.String(), "sleutel") || strings.Contains(e.log.String(), "wie is wie") {
		t.Error("the log holds a token, or what was typed")
	}
}

// A command that an administrator made by hand has a token nobody told us.
func TestSlashCommandMadeByHand(t *testing.T) {
	_, e := hooked(t)
	e.slash(func(f url.Values) { f.Set("token", "eerste") })
	event[*bot.Command](e)
	if _, body := e.slash(func(f url.Values) { f.Set("token", "tweede") }); body == "{}" {
		t.Error("a second token was taken")
	}
	e.slash(func(f url.Values) { f.Set("token", "eerste") })
	event[*bot.Command](e)
}

// Whoever knows the address must still know a team of ours, or a token.
func TestSlashCommandOfAnotherTeam(t *testing.T) {
	_, e := hooked(t)
	e.in.slash.isTeam("rijk", wireTeam)
	if _, body := e.slash(func(f url.Values) { f.Set("team_id", wireRoom) }); body == "{}" {
		t.Error("a command of a team that is none of ours was taken")
	}
	e.silence()
	e.slash(nil)
	event[*bot.Command](e)
}

// pressed is a callback for a button in the channel.
func (e *ear) pressed(change func(*pressToken, *model.PostActionIntegrationRequest)) (int, string) {
	e.t.Helper()
	token := pressToken{Action: "demo.yes", Value: "7", Channel: wireRoom, Post: wirePost}
	req := model.PostActionIntegrationRequest{
		UserId: wireAnn, UserName: "ann", ChannelId: wireRoom, ChannelName: "algemeen", PostId: wirePost, TriggerId: "trigger", Type: "button",
	}
	if change != nil {
		change(&token, &req)
	}
	sealed, err := e.seal.seal(e.t.Context(), kindPress, token, time.Now().Add(time.Hour))
	if err != nil {
		e.t.Fatal(err)
	}
	if req.Context == nil {
		req.Context = map[string]any{tokenField: sealed}
	}
	return e.json(hookAction, req)
}

func TestPress(t *testing.T) {
	_, e := hooked(t)
	if status, body := e.pressed(nil); status != 200 || body != "{}" {
		t.Fatalf("status %d, body %s", status, body)
	}
	p := event[*bot.Press](e)
	if p.Action != "demo.yes" || p.Value != "7" || p.Message != bot.MessageID(wirePost) || p.Channel != bot.ChannelID(wireRoom) ||
		p.From.ID != bot.UserID(wireAnn) || p.Direct || p.ID == "" || p.At.IsZero() {
		t.Errorf("arrived as %+v", p)
	}
	for name, change := range map[string]func(*pressToken, *model.PostActionIntegrationRequest){
		"another person": func(tok *pressToken, r *model.PostActionIntegrationRequest) { tok.User = wireRoom },
		"another post":   func(tok *pressToken, r *model.PostActionIntegrationRequest) { r.PostId = wireTeam },
		"another place":  func(tok *pressToken, r *model.PostActionIntegrationRequest) { r.ChannelId = wireTeam },
		"no token":       func(tok *pressToken, r *model.PostActionIntegrationRequest) { r.Context = map[string]any{"x": 1} },
		"forged": func(tok *pressToken, r *model.PostActionIntegrationRequest) {
			r.Context = map[string]any{tokenField: "e30.AAAA"}
		},
		"nobody": func(tok *pressToken, r *model.PostActionIntegrationRequest) { r.UserId = "x" },
		"not offered": func(tok *pressToken, r *model.PostActionIntegrationRequest) {
			tok.Menu, tok.Options = true, []string{"a"}
		},
	} {
		status, body := e.pressed(change)
		if status != 200 || !strings.Contains(body, `"ephemeral_text":"`) {
			t.Errorf("%s: status %d, body %s", name, status, body)
		}
	}
	e.silence()
	if n := strings.Count(e.log.String(), "a callback was refused"); n != 7 {
		t.Errorf("%d refusals are logged, want 7: %s", n, e.log)
	}
	if strings.Contains(e.log.String(), wireAnn) {
		t.Error("the log says who it was")
	}
}

// A private answer travels in the answer to the callback, which waits for it
// until it is said in another way.
func TestPrivateAnswerInThePress(t *testing.T) {
	_, e := hooked(t)
	e.answer = bot.Ack{Private: true}
	go func() {
		p := event[*bot.Press](e)
		if !e.slots.ephemeralText(t.Context(), p.Reply, "alleen voor jou") {
			t.Error("it was not said")
		}
	}()
	if _, body := e.pressed(nil); !strings.Contains(body, `"ephemeral_text":"alleen voor jou"`) {
		t.Errorf("answered %s", body)
	}
	e.whisper.learned(true, time.Now())
	reply := make(chan string, 1)
	go func() {
		p := event[*bot.Press](e)
		e.slots.release(p.Reply)
		reply <- p.Reply
	}()
	began := time.Now()
	e.pressed(nil)
	if e.slots.ephemeralText(t.Context(), <-reply, "x") || time.Since(began) > holdText/2 {
		t.Error("somebody waited for what was said in another way")
	}
}

func TestCallbackThatCannotBeTaken(t *testing.T) {
	_, e := hooked(t)
	for _, err := range []error{bot.ErrBusy, bot.ErrClosed, errors.New("geheim")} {
		e.fail(err)
		for _, try := range []func() (int, string){func() (int, string) { return e.slash(nil) }, func() (int, string) { return e.pressed(nil) }} {
			status, body := try()
			if status != 200 || body == "{}" || strings.Contains(body, "geheim") {
				t.Errorf("%v: status %d, body %s", err, status, body)
			}
		}
	}
	e.fail(nil)
	for _, kind := range []hookKind{hookAction, hookForm, hookCommand} {
		for _, body := range []string{"", "{", "null", "[]", `"x"`, "%zz", `{"user_id":5}`} {
			if status, answer := e.calls(kind, "application/json", body); status != 200 || answer == "{}" || answer == "" {
				t.Errorf("%s with %q: status %d, body %s", kind, body, status, answer)
			}
		}
		if status, _ := e.calls(kind, "application/json", strings.Repeat(" ", mostOfHook+1)); status != 413 {
			t.Errorf("%s with more than 1 MiB: status %d", kind, status)
		}
	}
	e.silence()
}

func TestPanicInACallback(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil)
	e.in.do = nil // calling it panics
	e.in.running = t.Context()
	close(e.in.ready)
	e.self = &w.self
	status, body := e.slash(nil)
	if status != 200 || !strings.Contains(body, textHookFailed.NL[:10]) {
		t.Errorf("status %d, body %s", status, body)
	}
}

func TestCallbackAfterTheEnd(t *testing.T) {
	_, e := hooked(t)
	e.end()
	if status, body := e.slash(nil); status != 200 || !strings.Contains(body, "opnieuw") {
		t.Errorf("status %d, body %s", status, body)
	}
}

// filled is a form that was opened and filled in.
func (e *ear) filled(nonce string, change func(*model.SubmitDialogRequest)) (int, string) {
	e.t.Helper()
	state, err := e.seal.seal(e.t.Context(), kindForm, formToken{nonce, wireAnn}, time.Now().Add(time.Hour))
	if err != nil {
		e.t.Fatal(err)
	}
	req := model.SubmitDialogRequest{
		Type: "dialog_submission", State: state, UserId: wireAnn, ChannelId: wireRoom,
		Submission: map[string]any{"name": "Ann", "bestaat niet": "x"},
	}
	if change != nil {
		change(&req)
	}
	return e.json(hookForm, req)
}

func (e *ear) opens(nonce string) {
	e.t.Helper()
	data, err := json.Marshal(openForm{
		User: bot.UserID(wireAnn), Channel: bot.ChannelID(wireRoom), Lang: bot.NL, Action: "demo.form", State: "s",
		Fields: []offeredField{{Name: "name"}},
	})
	if err == nil {
		data, err = bot.Slip(nonce).Lock(data)
	}
	if err == nil {
		err = e.opt.Memory.Keep(e.t.Context(), areaForm, bot.Slip(nonce).Key(), data, time.Time{})
	}
	if err != nil {
		e.t.Fatal(err)
	}
}

func TestSubmit(t *testing.T) {
	_, e := hooked(t)
	e.opens("een")
	if status, body := e.filled("een", func(r *model.SubmitDialogRequest) { r.UserId = wireTeam }); status != 200 || !strings.Contains(body, `"error":"`) {
		t.Errorf("another person: status %d, body %s", status, body)
	}
	if status, body := e.filled("een", func(r *model.SubmitDialogRequest) { r.Cancelled = true }); status != 200 || body != "{}" {
		t.Errorf("closed: status %d, body %s", status, body)
	}
	e.answer = bot.Ack{Lang: bot.EN, Errors: bot.FieldErrors{
		"name": bot.Phrase{NL: "Te kort.", EN: "Too short."}, "weg": bot.Phrase{NL: "Niet hier.", EN: "Not here."},
	}}
	status, body := e.filled("een", nil)
	var said model.SubmitDialogResponse
	if err := json.Unmarshal([]byte(body), &said); err != nil || status != 200 || said.Errors["name"] != "Too short." || said.Error != "Not here." {
		t.Errorf("wrong: status %d, body %s", status, body)
	}
	event[*bot.Submit](e)
	e.answer = bot.Ack{}

	// It counts once, also when it is sent twice at once.
	var wait sync.WaitGroup
	var mu sync.Mutex
	fine := 0
	for i := range 20 {
		wait.Go(func() {
			_, body := e.filled("een", func(r *model.SubmitDialogRequest) { r.Submission["name"] = fmt.Sprint("Ann ", i) })
			mu.Lock()
			defer mu.Unlock()
			if body == "{}" {
				fine++
			}
		})
	}
	wait.Wait()
	if fine != 1 {
		t.Errorf("%d of 20 were taken, want 1", fine)
	}
	s := event[*bot.Submit](e)
	if s.Action != "demo.form" || s.State != "s" || len(s.Values) != 1 || s.ID == "" {
		t.Errorf("arrived as %+v", s)
	}
	e.silence()
}

// What makes a form count once is that the router knows it again: also when it
// could not be closed, and when other things are filled in the second time.
func TestFormThatCouldNotBeClosed(t *testing.T) {
	_, e := hooked(t)
	e.opens("een")
	e.opens("twee")
	e.answer = bot.Ack{Errors: bot.FieldErrors{"name": bot.Plain("Te kort.")}}
	sent := func(nonce, name string) *bot.Submit {
		t.Helper()
		_, body := e.filled(nonce, func(r *model.SubmitDialogRequest) { r.Submission["name"] = name })
		if !strings.Contains(body, "Te kort") {
			t.Fatalf("answered %s", body)
		}
		return event[*bot.Submit](e)
	}
	first, again, other := sent("een", "Ann"), sent("een", "Annie"), sent("twee", "Ann")
	if first.ID != again.ID {
		t.Error("one form, filled in twice, is two events")
	}
	if first.ID == other.ID {
		t.Error("two forms are one event")
	}
}

func FuzzHook(f *testing.F) {
	for _, s := range []string{"", "{}", `{"user_id":"` + wireAnn + `","context":{"t":"x"}}`, `{"state":"x","submission":{"a":[1]}}`, "command=/wegwijs&token=x&user_id=" + wireAnn} {
		f.Add("action", s)
		f.Add("form", s)
		f.Add("command", s)
	}
	w := newWire(&testing.T{})
	defer w.server.Close()
	m, err := New(Options{URL: w.server.URL + "/pad", Token: "geheim", PublicURL: "http://bot.example", Memory: newMemory(), Clock: bot.WallClock{}})
	if err != nil {
		f.Fatal(err)
	}
	m.in.do = func(context.Context, bot.Event) (bot.Ack, error) { return bot.Ack{}, nil }
	m.in.running = f.Context()
	m.self = &w.self
	close(m.in.ready)
	f.Fuzz(func(t *testing.T, kind, body string) {
		known := kind == "action" || kind == "form" || kind == "command"
		if !known {
			kind = "x" + url.PathEscape(kind)
		}
		secret, err := m.in.paths.of(t.Context(), hookKind(kind))
		if err != nil {
			t.Fatal(err)
		}
		rec := httptest.NewRecorder()
		m.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodPost, hookRoot+kind+"/"+secret, strings.NewReader(body)))
		data, _ := io.ReadAll(rec.Body) // from memory
		switch {
		case !known && rec.Code != 404:
			t.Errorf("%s: status %d", kind, rec.Code)
		case known && (rec.Code != 200 || !json.Valid(data)):
			t.Errorf("status %d, body %s", rec.Code, data)
		}
	})
}
