package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// wire is the little of Slack that tests of what comes in need, with a hand on
// every byte of it. The workspace in slacktest is the strict one.
type wire struct {
	t      testing.TB
	server *httptest.Server
	dials  chan *link // each connection that was opened

	mu       sync.Mutex
	greet    bool   // connections begin with a hello
	refuse   string // what apps.connections.open and auth.test say instead
	limited  int    // how often apps.connections.open says to wait a second
	calls    []string
	said     []string // texts of chat.postMessage, chat.postEphemeral and response_url
	lookups  time.Duration
	opened   []time.Time
	grid     bool
	stranger bool // whoever is asked about is of another organisation
}

// A link is one connection, from Slack's side.
type link struct {
	*websocket.Conn
	t    testing.TB
	acks chan ackOf
}

type ackOf struct {
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
}

const (
	wireBot  = "UBOT0"
	wireAnn  = "U0ANN"
	wireRoom = "C0ROOM"
	wireDM   = "D0ANN"
)

func newWire(t testing.TB) *wire {
	w := &wire{t: t, dials: make(chan *link, 1000), greet: true}
	w.server = httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(w.server.Close)
	return w
}

func (w *wire) serve(rw http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	if method == "/link" {
		w.link(rw, r)
		return
	}
	r.ParseForm()
	w.mu.Lock()
	w.calls = append(w.calls, method)
	refuse, limited, wait := w.refuse, w.limited > 0, w.lookups
	if method == "apps.connections.open" {
		w.opened = append(w.opened, time.Now())
		if limited {
			w.limited--
		}
	}
	w.mu.Unlock()
	answer := map[string]any{"ok": true}
	switch method {
	case "auth.test":
		answer["user_id"], answer["bot_id"], answer["team_id"] = wireBot, "B0BOT", "T0"
		if w.grid {
			answer["enterprise_id"] = "E0"
		}
	case "apps.connections.open":
		if r.Header.Get("Authorization") != "Bearer xapp-geheim" {
			w.t.Error("a socket is not opened with the token of the app")
		}
		if limited {
			rw.Header().Set("Retry-After", "1")
			rw.WriteHeader(http.StatusTooManyRequests)
			return
		}
		answer["url"] = "ws" + strings.TrimPrefix(w.server.URL, "http") + "/link?ticket=geheim"
	case "users.info":
		time.Sleep(wait)
		id := r.PostForm.Get("user")
		answer["user"] = map[string]any{"id": id, "name": strings.ToLower(id), "real_name": "Ann", "locale": "nl-NL", "is_stranger": w.stranger, "team_id": "T0"}
	case "conversations.open":
		answer["channel"] = map[string]any{"id": wireDM}
	case "conversations.info":
		answer["channel"] = map[string]any{"id": r.PostForm.Get("channel"), "name": "algemeen"}
	case "chat.postMessage", "chat.postEphemeral":
		w.hear(r.PostForm.Get("text"))
		answer["ts"], answer["message_ts"], answer["channel"] = "1764.000001", "1764.000001", r.PostForm.Get("channel")
	case "respond":
		var said struct{ Text string }
		json.NewDecoder(r.Body).Decode(&said)
		w.hear(said.Text)
	}
	if refuse != "" && (method == "apps.connections.open" || method == "auth.test") {
		answer = map[string]any{"ok": false, "error": refuse}
	}
	json.NewEncoder(rw).Encode(answer)
}

func (w *wire) hear(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, text)
}

func (w *wire) saying() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.said...)
}

func (w *wire) set(do func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	do()
}

func (w *wire) link(rw http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	w.mu.Lock()
	greet := w.greet
	w.mu.Unlock()
	k := &link{Conn: conn, t: w.t, acks: make(chan ackOf, 5000)}
	if greet {
		k.write(`{"type":"hello","num_connections":1}`)
	}
	w.dials <- k
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			close(k.acks)
			return
		}
		var a ackOf
		if err := json.Unmarshal(data, &a); err != nil {
			w.t.Errorf("%s is no acknowledgement", data)
		}
		k.acks <- a
	}
}

// next is the next connection.
func (w *wire) next() *link {
	w.t.Helper()
	select {
	case k := <-w.dials:
		return k
	case <-time.After(10 * time.Second):
		w.t.Fatal("no connection within 10 s")
		return nil
	}
}

func (k *link) write(s string) { k.WriteMessage(websocket.TextMessage, []byte(s)) }

// send sends an envelope.
func (k *link) send(id, kind string, payload any) {
	k.t.Helper()
	data, err := json.Marshal(map[string]any{"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": kind != kindEvents})
	if err != nil {
		k.t.Fatal(err)
	}
	k.write(string(data))
}

// acked waits for an acknowledgement and returns what it holds.
func (k *link) acked(id string) string {
	k.t.Helper()
	select {
	case a, ok := <-k.acks:
		if !ok {
			k.t.Fatalf("the connection broke before %s was acknowledged", id)
		}
		if a.ID != id {
			k.t.Fatalf("%q was acknowledged, want %q", a.ID, id)
		}
		return string(a.Payload)
	case <-time.After(5 * time.Second):
		k.t.Fatalf("%s was not acknowledged within 5 s", id)
		return ""
	}
}

// quiet checks that nothing is acknowledged for a while.
func (k *link) quiet(d time.Duration) {
	k.t.Helper()
	select {
	case a, ok := <-k.acks:
		if ok {
			k.t.Errorf("%q was acknowledged", a.ID)
		}
	case <-time.After(d):
	}
}

// direct is an event: Ann says something in the direct conversation.
func direct(n int, text string) map[string]any {
	return event(n, map[string]any{"type": "message", "channel_type": "im", "channel": wireDM, "user": wireAnn, "text": text, "ts": fmt.Sprintf("1764.%06d", n)})
}

func event(n int, inner map[string]any) map[string]any {
	return map[string]any{"type": "event_callback", "event_id": fmt.Sprintf("Ev%06d", n), "team_id": "T0", "event": inner}
}

// An ear is an adapter with somebody who hears what it hands on.
type ear struct {
	*Slack
	t      testing.TB
	log    *safeBuffer
	events chan bot.Event
	stop   context.CancelFunc
	ran    chan error

	mu     sync.Mutex
	answer func(bot.Event) (bot.Ack, error)
}

type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// listen makes an adapter; change changes its options.
func (w *wire) listen(change func(*Options)) *ear {
	e := &ear{t: w.t, log: &safeBuffer{}, events: make(chan bot.Event, 5000)}
	opt := Options{BotToken: "xoxb-geheim", AppToken: "xapp-geheim", APIURL: w.server.URL + "/api/", Memory: newMemory(), Clock: bot.WallClock{}, Log: zerolog.New(e.log)}
	if change != nil {
		change(&opt)
	}
	s, err := New(opt)
	if err != nil {
		w.t.Fatal(err)
	}
	s.in.tempo.first = 20 * time.Millisecond
	e.Slack = s
	return e
}

// run runs it until the test ends.
func (e *ear) run() *ear {
	ctx, stop := context.WithCancel(context.Background())
	e.stop, e.ran = stop, make(chan error, 1)
	go func() { e.ran <- e.Run(ctx, e.take) }()
	e.t.Cleanup(func() {
		stop()
		select {
		case <-e.ran:
		case <-time.After(6 * time.Second):
			e.t.Error("Run did not end")
		}
		for _, secret := range []string{"xoxb-geheim", "xapp-geheim", "ticket", "vertrouwelijk"} {
			if strings.Contains(e.log.String(), secret) {
				e.t.Errorf("%q is in the log: %s", secret, e.log)
			}
		}
	})
	return e
}

func (e *ear) take(_ context.Context, event bot.Event) (bot.Ack, error) {
	e.mu.Lock()
	answer := e.answer
	e.mu.Unlock()
	var ack bot.Ack
	var err error
	if answer != nil {
		ack, err = answer(event)
	}
	if err == nil {
		e.events <- event
	}
	return ack, err
}

func (e *ear) answers(answer func(bot.Event) (bot.Ack, error)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answer = answer
}

// heard waits for an event and returns what was said.
func (e *ear) heard() string {
	e.t.Helper()
	switch x := e.next().(type) {
	case *bot.Mention:
		return x.Text
	case *bot.Command:
		return "/" + x.Name + " " + x.Text
	case *bot.Press:
		return "press " + x.Action + " " + x.Value
	case *bot.Submit:
		return "submit " + x.Action
	case *bot.Gone:
		return "gone " + string(x.Message)
	case *bot.Visit:
		return "visit " + string(x.From.ID)
	}
	return ""
}

func (e *ear) next() bot.Event {
	e.t.Helper()
	select {
	case x := <-e.events:
		return x
	case <-time.After(5 * time.Second):
		e.t.Fatalf("nothing was heard within 5 s; log: %s", e.log)
		return nil
	}
}

func (e *ear) silence() {
	e.t.Helper()
	select {
	case x := <-e.events:
		e.t.Errorf("heard a %T", x)
	case <-time.After(50 * time.Millisecond):
	}
}

// end ends it now and returns what Run returned.
func (e *ear) end() error {
	e.t.Helper()
	e.stop()
	select {
	case err := <-e.ran:
		e.ran <- err
		return err
	case <-time.After(6 * time.Second):
		e.t.Fatal("Run did not end within 6 s")
		return nil
	}
}

func (e *ear) until(what string, is func() bool) {
	e.t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); {
		if time.Now().After(end) {
			e.t.Fatalf("not within 10 s: %s; log: %s", what, e.log)
		}
		time.Sleep(time.Millisecond)
	}
}
