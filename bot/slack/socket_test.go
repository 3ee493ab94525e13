package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"wegwijs/bot"
)

func TestSocketHearsAndAcknowledges(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	if err := e.Ready(); err == nil || !strings.Contains(err.Error(), "not connected") {
		t.Errorf("before Run it is %v", err)
	}
	e.run()
	k := w.next()
	k.send("1", kindEvents, direct(1, "hallo"))
	if got := k.acked("1"); got != "" {
		t.Errorf("the acknowledgement of an event holds %s", got)
	}
	if got := e.heard(); got != "hallo" {
		t.Errorf("heard %q", got)
	}
	if err := e.Ready(); err != nil {
		t.Error(err)
	}
	if err := e.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	if _, ok := <-k.acks; ok {
		t.Error("something more was acknowledged")
	}
	if e.Ready() == nil {
		t.Error("it is ready after its end")
	}
	if err := e.Run(t.Context(), e.take); err == nil {
		t.Error("it ran twice")
	}
}

// What cannot be read is acknowledged, or it would come again and again, and
// what comes after it is heard.
func TestEnvelopesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	k.write(`vertrouwelijk`)
	k.write(`{"envelope_id":"1","type":"events_api","payload":vertrouwelijk}`)
	k.acked("1")
	k.write(`{"envelope_id":"2","type":12,"payload":{}}`)
	k.acked("2")
	k.write(`{"envelope_id":"3","type":"events_api"}`)
	k.acked("3")
	for i, payload := range []any{
		"vertrouwelijk", 7, []int{1}, map[string]any{"type": 7}, map[string]any{"type": "event_callback"},
		map[string]any{"type": "event_callback", "event": "vertrouwelijk"}, map[string]any{"type": "nieuw"},
		event(1, map[string]any{"type": "iets_nieuws", "channel": map[string]any{"id": "C1"}, "user": map[string]any{"id": "U1"}}),
		event(1, map[string]any{"type": "message", "channel_type": "im", "text": map[string]any{"vertrouwelijk": 1}}),
		event(1, map[string]any{"type": "message", "channel_type": "im", "channel": []string{"D"}, "user": 7, "ts": "1"}),
	} {
		for _, kind := range []string{kindEvents, kindCommand, kindInteractive, "iets_nieuws"} {
			id := fmt.Sprint(kind, i)
			k.send(id, kind, payload)
			k.acked(id)
		}
	}
	k.write(`{"type":"iets_nieuws"}`)
	k.send("last", kindEvents, direct(1, "hallo"))
	k.acked("last")
	if got := e.heard(); got != "hallo" {
		t.Errorf("heard %q", got)
	}
	e.silence()
}

// A connection that Slack is about to end is read until the next one is there.
func TestRefreshLeavesNoGap(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"warning", "refresh_requested", "iets_nieuws"} {
		w := newWire(t)
		e := w.listen(nil)
		e.in.tempo.steady, e.in.tempo.retired = 0, 300*time.Millisecond
		e.run()
		old := w.next()
		e.until("it is ready", func() bool { return e.Ready() == nil })
		old.write(`{"type":"disconnect","reason":"` + reason + `"}`)
		old.send("1", kindEvents, direct(1, "op de oude"))
		old.acked("1")
		fresh := w.next()
		old.send("2", kindEvents, direct(2, "nog op de oude"))
		old.acked("2")
		fresh.send("3", kindEvents, direct(3, "op de nieuwe"))
		fresh.acked("3")
		for _, want := range []string{"op de oude", "nog op de oude", "op de nieuwe"} {
			if got := e.heard(); got != want {
				t.Errorf("%s: heard %q, want %q", reason, got, want)
			}
		}
		if _, ok := <-old.acks; ok {
			t.Error("the old connection is acknowledged twice")
		}
		if err := e.Ready(); err != nil {
			t.Errorf("%s: %v", reason, err)
		}
	}
}

func TestSocketBreaks(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.first = time.Second
	e.run()
	k := w.next()
	k.send("1", kindEvents, direct(1, "een"))
	k.acked("1")
	began := time.Now()
	k.UnderlyingConn().Close()
	k = w.next()
	if took := time.Since(began); took > time.Second {
		t.Errorf("connected again after %v", took)
	}
	k.send("2", kindEvents, direct(2, "twee"))
	k.acked("2")
	for _, want := range []string{"een", "twee"} {
		if got := e.heard(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	}
}

// Slack drops every connection as soon as it is there: we must not help it to
// a thousand more.
func TestConnectAndDrop(t *testing.T) {
	t.Parallel()
	for name, drop := range map[string]func(*link){
		"cut":     func(k *link) { k.UnderlyingConn().Close() },
		"refresh": func(k *link) { k.write(`{"type":"disconnect","reason":"refresh_requested"}`) },
		"many":    func(k *link) { k.write(`{"type":"disconnect","reason":"too_many_websockets"}`) },
	} {
		w := newWire(t)
		e := w.listen(nil)
		e.in.tempo.first = 40 * time.Millisecond
		e.run()
		over := time.After(time.Second)
		n := 0
		for done := false; !done; {
			select {
			case k := <-w.dials:
				n++
				drop(k)
			case <-over:
				done = true
			}
		}
		// 40 ms doubled each time is at most a second after five tries.
		if n < 2 || n > 9 {
			t.Errorf("%s: %d connections in a second", name, n)
		}
		if lines := strings.Count(e.log.String(), "is lost"); lines > 2 {
			t.Errorf("%s: the log says so %d times", name, lines)
		}
	}
}

func TestSocketFallsSilent(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.silent = 200 * time.Millisecond
	e.run()
	k := w.next()
	for range 4 { // pings keep it
		time.Sleep(100 * time.Millisecond)
		k.WriteControl(websocket.PingMessage, []byte("x"), time.Now().Add(time.Second))
	}
	select {
	case <-w.dials:
		t.Fatal("a connection with pings was given up")
	default:
	}
	w.next()
	if !strings.Contains(e.log.String(), "silent") {
		t.Errorf("the log does not say why: %s", e.log)
	}
}

func TestNoGreeting(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	w.greet = false
	e := w.listen(nil)
	e.in.tempo.open = 100 * time.Millisecond
	e.run()
	w.next()
	if e.Ready() == nil {
		t.Error("it is ready without a greeting")
	}
	w.set(func() { w.greet = true })
	w.next()
	e.until("it is ready", func() bool { return e.Ready() == nil })
}

func TestSocketModeIsSwitchedOff(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	e.until("it is ready", func() bool { return e.Ready() == nil })
	k.write(`{"type":"disconnect","reason":"link_disabled"}`)
	e.until("the log says what to do", func() bool { return strings.Contains(e.log.String(), "switch it on") })
}

func TestSlackSaysToWait(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	w.limited = 1
	e := w.listen(nil).run()
	w.next()
	opened := w.dialTimes()
	if len(opened) != 2 || opened[1].Sub(opened[0]) < time.Second {
		t.Errorf("connections were asked for at %v, and Slack said to wait a second", opened)
	}
	e.until("it is ready", func() bool { return e.Ready() == nil })
}

// The server is not there yet, and says nothing that can be read when it is.
func TestSlackIsOutOfReach(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(func(o *Options) { o.APIURL = "http://127.0.0.1:1/api/" }).run()
	e.until("the log says so", func() bool { return strings.Contains(e.log.String(), "auth.test") })
	if err := e.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	e = w.listen(func(o *Options) { o.APIURL = w.server.URL + "/weg/" })
	w.server.Config.Handler = nil
	e.run()
	select {
	case err := <-e.ran:
		e.ran <- nil
		if err == nil || !strings.Contains(err.Error(), "slack.api_url") {
			t.Errorf("Run returned %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("Run goes on")
	}
}

func TestTwoSockets(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(func(o *Options) { o.Sockets = 2 }).run()
	one, two := w.next(), w.next()
	e.until("it is ready", func() bool { return e.Ready() == nil })
	one.send("1", kindEvents, direct(1, "een"))
	one.acked("1")
	two.send("2", kindEvents, direct(2, "twee"))
	two.acked("2")
	one.UnderlyingConn().Close()
	if err := e.Ready(); err != nil {
		t.Errorf("with one of two connections: %v", err)
	}
	two.send("3", kindEvents, direct(3, "drie"))
	two.acked("3")
	for _, want := range []string{"een", "twee", "drie"} {
		if got := e.heard(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	}
	w.next()
}

// At the end nothing more is taken: what comes then comes again after the start.
func TestEndWaitsForWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	going, goOn := make(chan struct{}), make(chan struct{})
	e.answers(func(x bot.Event) (bot.Ack, error) {
		if _, ok := x.(*bot.Press); ok {
			close(going)
			<-goOn
		}
		return bot.Ack{}, nil
	})
	e.run()
	k := w.next()
	k.send("1", kindInteractive, pressed1("T1", "a"))
	<-going
	e.stop()
	e.until("it takes nothing more", func() bool { return !e.in.open4test() })
	k.send("2", kindEvents, direct(1, "te laat"))
	k.quiet(50 * time.Millisecond)
	close(goOn)
	k.acked("1")
	if err := e.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	if got := e.heard(); got != "press demo.a 1" {
		t.Errorf("heard %q", got)
	}
	e.silence()
}

// open4test tells whether deliveries are taken.
func (in *inbound) open4test() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return !in.closed
}

// An end does not wait forever.
func TestEndIsBounded(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.leave = 100 * time.Millisecond
	stuck := make(chan struct{})
	defer close(stuck)
	e.answers(func(bot.Event) (bot.Ack, error) { <-stuck; return bot.Ack{}, nil })
	e.run()
	k := w.next()
	k.send("1", kindInteractive, pressed1("T1", "a"))
	time.Sleep(20 * time.Millisecond)
	began := time.Now()
	if err := e.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the end took %v", took)
	}
}
