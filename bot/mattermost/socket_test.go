package mattermost

import (
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"wegwijs/bot"
)

func TestSocketResumes(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	d := w.next()
	if d.id != "" || d.token != "Bearer geheim" {
		t.Errorf("first connection: id %q, token %q", d.id, d.token)
	}
	w.hello(d, "een")
	now := time.Now()
	w.posted(d, w.said(1, "@wegwijs een", now), 1)
	w.posted(d, w.said(2, "niet voor ons", now), 2)
	w.send(d, "status_change", map[string]any{"status": "away"}, 3)
	if got := e.heard(); got != "een" {
		t.Errorf("heard %q", got)
	}
	if err := e.Ready(); err != nil {
		t.Error(err)
	}

	// Dropped without a word: it goes on where it was, and nothing is read again.
	before := w.called("GET /channels/" + wireRoom + "/posts")
	d.UnderlyingConn().Close()
	began := time.Now()
	d = w.next()
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("connected again after %v", took)
	}
	if d.id != "een" || d.seq != "4" {
		t.Errorf("second connection: id %q, next %q; want een, 4", d.id, d.seq)
	}
	w.posted(d, w.said(3, "@wegwijs twee", now), 4)
	if got := e.heard(); got != "twee" {
		t.Errorf("heard %q", got)
	}
	if n := w.called("GET /channels/" + wireRoom + "/posts"); n != before {
		t.Errorf("a connection without loss read %d channels", n-before)
	}

	// Too much was missed: a new id, and what was said is read.
	d.UnderlyingConn().Close()
	d = w.next()
	w.said(4, "@wegwijs drie", time.Now())
	w.said(5, "gewoon een bericht", time.Now())
	last := w.said(6, "@wegwijs vier", time.Now())
	w.hello(d, "twee")
	w.posted(d, last, 1) // the socket brings it too
	w.posted(d, w.said(7, "@wegwijs vijf", time.Now()), 2)
	for _, want := range []string{"drie", "vier", "vijf"} {
		if got := e.heard(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	}
	e.silence()
	if err := e.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
}

func TestSocketMissesNumbers(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	d := w.next()
	w.hello(d, "een")
	w.said(1, "@wegwijs overgeslagen", time.Now())
	w.posted(d, w.said(2, "@wegwijs gezien", time.Now()), 3)
	for _, want := range []string{"overgeslagen", "gezien"} {
		if got := e.heard(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	}
	e.silence()
}

// A ping is answered in its turn: whoever waits for the answer knows that what
// was sent before it has been handed on.
func TestPingIsAnsweredInItsTurn(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	d := w.next()
	w.hello(d, "een")
	pong := make(chan string, 1)
	d.SetPongHandler(func(data string) error { pong <- data; return nil })
	go func() {
		for {
			if _, _, err := d.ReadMessage(); err != nil {
				return
			}
		}
	}()
	for i := range 50 {
		w.posted(d, w.said(i, "@wegwijs hallo", time.Now()), int64(i+1))
	}
	if err := d.WriteControl(websocket.PingMessage, []byte("x"), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-pong:
		if got != "x" || len(e.events) != 50 {
			t.Errorf("answered %q after %d events", got, len(e.events))
		}
	case <-time.After(5 * time.Second):
		t.Error("a ping was not answered")
	}
}

func TestSocketFallsSilent(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil)
	e.Silence(100 * time.Millisecond)
	e.run()
	w.hello(w.next(), "een")
	if d := w.next(); d.id != "een" {
		t.Errorf("connected again with id %q", d.id)
	}
	e.end()
	if !strings.Contains(e.log.String(), errSilent.Error()) {
		t.Errorf("the log does not say why: %s", e.log)
	}
}

// The server keeps the socket of a bot that was disabled and enabled open, and
// sends nothing on it any more.
func TestBotDisabledAndEnabled(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	d := w.next()
	w.hello(d, "een")
	w.posted(d, w.said(1, "@wegwijs voor", time.Now()), 1)
	if got := e.heard(); got != "voor" {
		t.Errorf("heard %q", got)
	}
	w.set(func() { w.self.UpdateAt = 2 })
	w.said(2, "@wegwijs in de stilte", time.Now())
	d = w.next()
	if d.id != "" {
		t.Errorf("went on with a connection that was silent: %q", d.id)
	}
	w.hello(d, "twee")
	if got := e.heard(); got != "in de stilte" {
		t.Errorf("heard %q", got)
	}
	e.silence()
}

func TestTokenRevokedWhileRunning(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	w.hello(w.next(), "een")
	w.set(func() { w.down = http.StatusUnauthorized })
	for e.Ready() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(300 * time.Millisecond) // several tries
	w.set(func() { w.down = 0 })
	w.hello(w.next(), "twee")
	w.said(1, "@wegwijs terug", time.Now())
	for e.Ready() != nil {
		time.Sleep(5 * time.Millisecond)
	}
	select {
	case err := <-e.ran:
		t.Fatalf("Run ended: %v", err)
	default:
	}
	e.end()
	if n := strings.Count(e.log.String(), "does not accept the token any more"); n != 1 {
		t.Errorf("the log says %d times that the token is refused, want once: %s", n, e.log)
	}
	if strings.Contains(e.log.String(), "geheim") {
		t.Error("the token is in the log")
	}
}

func TestTokenThatNeverWorked(t *testing.T) {
	w := newWire(t)
	w.down = http.StatusUnauthorized
	e := w.listen(newMemory(), nil).run()
	err := <-e.ran
	e.ran <- err
	var refused *bot.SendError
	if !errors.As(err, &refused) || refused.Reason != bot.NoAccess || !strings.Contains(err.Error(), "mattermost.token") {
		t.Errorf("Run returned %v", err)
	}
	if strings.Contains(err.Error(), "geheim") {
		t.Error("the token is in the error")
	}
}

func TestServerIsDownAtStart(t *testing.T) {
	w := newWire(t)
	w.down = http.StatusBadGateway
	e := w.listen(newMemory(), nil).run()
	for w.called("GET /users/me") < 3 {
		time.Sleep(5 * time.Millisecond)
	}
	if e.Ready() == nil {
		t.Error("ready without a server")
	}
	w.set(func() { w.down = 0 })
	w.hello(w.next(), "een")
}

// After Run nothing of the adapter runs on, whatever was under way: dropped
// sockets, a catch-up that fails, an event that nobody takes.
func TestNothingRunsOn(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, d := w.started(kept, nil)
	for i := range 3 {
		d.UnderlyingConn().Close()
		d = w.next()
		w.hello(d, fmt.Sprint("id", i))
	}
	w.set(func() { w.listDown = http.StatusServiceUnavailable })
	e.fail(bot.ErrBusy)
	w.posted(d, w.said(1, "@wegwijs een", time.Now()), 1)
	if !strings.Contains(running(), "(*inbound).handOn") {
		t.Fatal("this looks for what is never there")
	}
	if err := e.end(); err != nil {
		t.Error(err)
	}
	left := running()
	for end := time.Now().Add(2 * time.Second); strings.Contains(left, "/bot/mattermost.(*") && time.Now().Before(end); left = running() {
		time.Sleep(10 * time.Millisecond)
	}
	if strings.Contains(left, "/bot/mattermost.(*") {
		t.Errorf("something runs on:\n%s", left)
	}
}

// running are the goroutines of adapters, without those of the server of tests.
func running() string {
	buf := make([]byte, 4<<20)
	var ours []string
	for _, g := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(g, "bot/mattermost.(*") && !strings.Contains(g, "_test.go") {
			ours = append(ours, g)
		}
	}
	return strings.Join(ours, "\n\n")
}

func TestRunTwice(t *testing.T) {
	w := newWire(t)
	e := w.listen(newMemory(), nil).run()
	w.next()
	if err := e.Run(t.Context(), e.dispatch); err == nil {
		t.Error("Run was called twice and returned nil")
	}
}

func TestPause(t *testing.T) {
	for try := range 100 {
		d := usual.pause(try)
		if d <= 0 || d > usual.longest || try == 0 && d > 500*time.Millisecond {
			t.Errorf("try %d waits %v", try, d)
		}
	}
}
