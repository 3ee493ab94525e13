package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

const wireSecret = "tekengeheim"

// overHTTP makes an adapter that Slack calls.
func (w *wire) overHTTP(change func(*Options)) *ear {
	return w.listen(func(o *Options) {
		o.AppToken, o.SigningSecret = "", wireSecret
		if change != nil {
			change(o)
		}
	})
}

func signature(secret, at, body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", at, body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// call sends a signed request.
func (e *ear) call(path, body string, at time.Time) *httptest.ResponseRecorder {
	stamp := strconv.FormatInt(at.Unix(), 10)
	return e.send(path, body, stamp, signature(wireSecret, stamp, body))
}

func (e *ear) send(path, body, stamp, signed string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", signed)
	rec := httptest.NewRecorder()
	e.Handler().ServeHTTP(rec, r)
	return rec
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// ready waits until it hears.
func (e *ear) ready() *ear {
	e.until("it is ready", func() bool { return e.Ready() == nil })
	return e
}

func TestHTTPHearsAndAnswers(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.overHTTP(nil).run().ready()
	if rec := e.call("/slack/events", asJSON(t, direct(1, "hallo")), time.Now()); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("an event is answered with %d, %s", rec.Code, rec.Body)
	}
	if got := e.heard(); got != "hallo" {
		t.Errorf("heard %q", got)
	}
	form := url.Values{"command": {"/wegwijs"}, "text": {"help & meer"}, "user_id": {wireAnn}, "channel_id": {wireRoom}, "channel_name": {"algemeen"}, "trigger_id": {"T1"}, "is_enterprise_install": {"false"}}
	if rec := e.call("/slack/commands", form.Encode(), time.Now()); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("a command is answered with %d, %s", rec.Code, rec.Body)
	}
	if got := e.heard(); got != "/wegwijs help & meer" {
		t.Errorf("heard %q", got)
	}
	form = url.Values{"payload": {asJSON(t, pressed1("T2", "a"))}}
	if rec := e.call("/slack/interactive", form.Encode(), time.Now()); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("a button is answered with %d, %s", rec.Code, rec.Body)
	}
	if got := e.heard(); got != "press demo.a 1" {
		t.Errorf("heard %q", got)
	}
	e.answers(func(bot.Event) (bot.Ack, error) {
		return bot.Ack{Errors: bot.FieldErrors{"topic": bot.Plain("te kort")}}, nil
	})
	form = url.Values{"payload": {asJSON(t, e.opened("F"))}}
	rec := e.call("/slack/interactive", form.Encode(), time.Now())
	if rec.Code != 200 || !strings.Contains(rec.Body.String(), "te kort") || !strings.HasPrefix(rec.Header().Get("Content-Type"), "application/json") {
		t.Errorf("a form with errors is answered with %d, %s", rec.Code, rec.Body)
	}
	if w.next0() {
		t.Error("a socket was opened")
	}
}

func (w *wire) next0() bool { return len(w.dials) > 0 }

func TestHTTPChecksTheAddress(t *testing.T) {
	w := newWire(t)
	e := w.overHTTP(nil) // Slack checks it before anything runs
	rec := e.call("/slack/events", `{"token":"x","challenge":"abc<b>","type":"url_verification"}`, time.Now())
	if rec.Code != 200 || rec.Body.String() != "abc<b>" || !strings.HasPrefix(rec.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("answered with %d, %s", rec.Code, rec.Body)
	}
	if rec := e.send("/slack/events", `{"challenge":"abc","type":"url_verification"}`, "1", "v0=00"); rec.Code != http.StatusUnauthorized {
		t.Errorf("without a signature: %d", rec.Code)
	}
}

func TestHTTPRefuses(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.overHTTP(nil).run().ready()
	body := asJSON(t, direct(1, "vertrouwelijk"))
	now := strconv.FormatInt(time.Now().Unix(), 10)
	good := signature(wireSecret, now, body)
	for name, c := range map[string]struct{ stamp, signed, body string }{
		"nothing":              {"", "", body},
		"no signature":         {now, "", body},
		"no version":           {now, strings.TrimPrefix(good, "v0="), body},
		"another version":      {now, "v1=" + strings.TrimPrefix(good, "v0="), body},
		"half a signature":     {now, good[:20], body},
		"no hexadecimals":      {now, "v0=" + strings.Repeat("zz", 32), body},
		"another secret":       {now, signature("anders", now, body), body},
		"another body":         {now, good, body + " "},
		"another time":         {strconv.FormatInt(time.Now().Unix()+1, 10), good, body},
		"no time":              {"nu", signature(wireSecret, "nu", body), body},
		"a time with a sign":   {"+" + now, good, body},
		"six minutes ago":      {ago(6), signature(wireSecret, ago(6), body), body},
		"in six minutes":       {ago(-6), signature(wireSecret, ago(-6), body), body},
		"before all this":      {"0", signature(wireSecret, "0", body), body},
		"at the end of time":   {"9223372036854775807", signature(wireSecret, "9223372036854775807", body), body},
		"an empty secret":      {now, signature("", now, body), body},
		"the end of something": {now, "v0=", body},
	} {
		if rec := e.send("/slack/events", c.body, c.stamp, c.signed); rec.Code != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, rec.Code)
		}
	}
	e.silence()
	if n := strings.Count(e.log.String(), "set the clock"); n != 1 {
		t.Errorf("the log speaks of the clock %d times", n)
	}
	for path, status := range map[string]int{"/slack/": 404, "/slack/events/": 404, "/slack/EVENTS": 404, "/": 404} {
		if rec := e.call(path, body, time.Now()); rec.Code != status {
			t.Errorf("%s: %d, want %d", path, rec.Code, status)
		}
	}
	rec := httptest.NewRecorder()
	e.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/slack/events", nil))
	if rec.Code != http.StatusMethodNotAllowed || rec.Header().Get("Allow") != http.MethodPost {
		t.Errorf("GET: %d", rec.Code)
	}
	if rec := e.call("/slack/events", strings.Repeat(" ", mostOfRequest+1), time.Now()); rec.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a large request: %d", rec.Code)
	}
	// What is signed and cannot be read would be no better the next time.
	for path, body := range map[string]string{"/slack/events": "vertrouwelijk", "/slack/commands": "%zz=vertrouwelijk", "/slack/interactive": "payload=vertrouwelijk"} {
		if rec := e.call(path, body, time.Now()); rec.Code != 200 {
			t.Errorf("%s with what cannot be read: %d", path, rec.Code)
		}
	}
	e.silence()
	// In Socket Mode there is nothing.
	if rec := w.listen(nil).call("/slack/events", body, time.Now()); rec.Code != http.StatusNotFound {
		t.Errorf("in Socket Mode: %d", rec.Code)
	}
}

// ago is a moment some minutes ago, as Slack writes it.
func ago(minutes int) string {
	return strconv.FormatInt(time.Now().Add(-time.Duration(minutes)*time.Minute).Unix(), 10)
}

// A clock that is off by a few minutes is no trouble; one that is off by more
// is, and the log says what to do.
func TestHTTPClock(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	for off, status := range map[time.Duration]int{4 * time.Minute: 200, -4 * time.Minute: 200, 6 * time.Minute: 401, -6 * time.Minute: 401} {
		e := w.overHTTP(func(o *Options) { o.Clock = &handClock{now: time.Now().Add(off)} }).run().ready()
		if rec := e.call("/slack/events", asJSON(t, direct(1, "hallo")), time.Now()); rec.Code != status {
			t.Errorf("a clock that is off by %v: %d, want %d", off, rec.Code, status)
		}
		if said := strings.Contains(e.log.String(), "set the clock"); said != (status == 401) {
			t.Errorf("a clock that is off by %v: the log says so: %v", off, said)
		}
	}
}

// A request that somebody caught and sends again has the same id, and what was
// pressed is done once.
func TestHTTPReplay(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.overHTTP(nil).run().ready()
	at := time.Now()
	body := asJSON(t, direct(1, "hallo"))
	form := url.Values{"command": {"/wegwijs"}, "text": {"help"}, "user_id": {wireAnn}, "channel_id": {wireRoom}, "trigger_id": {"T1"}}.Encode()
	ids := map[string]bool{}
	for range 3 {
		for path, body := range map[string]string{"/slack/events": body, "/slack/commands": form} {
			if rec := e.call(path, body, at); rec.Code != 200 {
				t.Errorf("%s: %d", path, rec.Code)
			}
			ids[bot.OriginOf(e.next()).ID] = true
		}
	}
	if len(ids) != 2 {
		t.Errorf("two things that were sent three times have the ids %v", ids)
	}
	press := url.Values{"payload": {asJSON(t, pressed1("T2", "a"))}}.Encode()
	for range 3 {
		if rec := e.call("/slack/interactive", press, at); rec.Code != 200 {
			t.Errorf("a button: %d", rec.Code)
		}
	}
	e.heard()
	e.silence()
}

// While the bot starts or stops, events are refused, so that they come again;
// a command, which does not, is answered.
func TestHTTPNotNow(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.overHTTP(nil)
	body := asJSON(t, direct(1, "hallo"))
	form := url.Values{"command": {"/wegwijs"}, "user_id": {wireAnn}, "trigger_id": {"T1"}}.Encode()
	try := func(when string) {
		t.Helper()
		if rec := e.call("/slack/events", body, time.Now()); rec.Code != http.StatusServiceUnavailable {
			t.Errorf("%s an event: %d", when, rec.Code)
		}
		if rec := e.call("/slack/commands", form, time.Now()); rec.Code != 200 || !strings.Contains(rec.Body.String(), "opnieuw") {
			t.Errorf("%s a command: %d, %s", when, rec.Code, rec.Body)
		}
	}
	try("before Run")
	e.run().ready()
	e.answers(func(bot.Event) (bot.Ack, error) { return bot.Ack{}, bot.ErrClosed })
	try("while it stops")
	e.answers(nil)
	if err := e.end(); err != nil {
		t.Error(err)
	}
	try("after Run")
	e.silence()
}
