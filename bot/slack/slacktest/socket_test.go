package slacktest_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest"
)

// link is one connection of an app.
type link struct {
	*websocket.Conn
	a      *app
	mu     sync.Mutex
	last   obj
	got    []obj
	answer string // what acknowledgements of what takes something hold
}

func (a *app) dial() *link {
	a.Helper()
	out := a.call("apps.connections.open")
	conn, resp, err := websocket.DefaultDialer.Dial(out["url"].(string), nil)
	if err != nil {
		a.Fatal(err, resp)
	}
	a.Cleanup(func() { conn.Close() })
	k := &link{Conn: conn, a: a}
	if hello := k.read(); hello["type"] != "hello" {
		a.Fatalf("the first word is %v", hello)
	}
	return k
}

func (k *link) read() obj {
	var out obj
	if k.ReadJSON(&out) != nil {
		return nil
	}
	return out
}

// acknowledge acknowledges everything it may until the connection ends.
func (k *link) acknowledge(may func(obj) bool) {
	for {
		e := k.read()
		if e == nil {
			return
		}
		if e["envelope_id"] == nil {
			continue
		}
		k.mu.Lock()
		k.last = e
		k.got = append(k.got, e)
		answer := k.answer
		k.mu.Unlock()
		if may != nil && !may(e) {
			continue
		}
		text := `{"envelope_id":"` + e["envelope_id"].(string) + `"}`
		if answer != "" && e["accepts_response_payload"] == true {
			text = strings.TrimSuffix(text, "}") + `,"payload":` + answer + "}"
		}
		if k.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
			return
		}
	}
}

func (k *link) all() []obj {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]obj(nil), k.got...)
}

func TestWhatIsHeard(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	k := a.dial()
	go k.acknowledge(nil)
	ctx := context.Background()
	alice := a.s.Person("alice")
	for _, c := range []struct{ where, typed, kind, text string }{
		{"algemeen", "niet voor ons", "", ""},
		{"algemeen", "mail ann@wegwijs.nl", "", ""},
		{"algemeen", "@wegwijsje", "", ""},
		{"algemeen", "@Wegwijs: a < b & c", "app_mention", "<@BOT>: a &lt; b &amp; c"},
		{"algemeen", "@wegwijs zie https://x.nl/a?b=c&d. En @alice, @here, #algemeen", "app_mention", "<@BOT> zie <https://x.nl/a?b=c&amp;d>. En <@ALICE>, <!here>, <#ALGEMEEN|algemeen>"},
		{"algemeen", "@wegwijs ann@x.nl example.nl", "app_mention", "<@BOT> <mailto:ann@x.nl|ann@x.nl> <http://example.nl|example.nl>"},
		{"", "goed 😀👩‍💻🇳🇱", "message", "goed :grinning::female-technologist::flag-nl:"},
		{"", "<@U0123> en <!channel>", "message", "&lt;@U0123&gt; en &lt;!channel&gt;"},
	} {
		before := len(k.all())
		channel := a.s.DirectID("alice")
		if c.where != "" {
			channel = a.s.ChannelID(c.where)
		}
		if _, err := alice.Say(ctx, channel, "", c.typed); err != nil {
			t.Fatal(err)
		}
		got := k.all()[before:]
		if c.kind == "" {
			if len(got) != 0 {
				t.Errorf("%q is heard", c.typed)
			}
			continue
		}
		want := strings.NewReplacer("BOT", a.s.BotUser, "ALICE", alice.ID, "ALGEMEEN", a.s.ChannelID("algemeen")).Replace(c.text)
		if len(got) != 1 {
			t.Fatalf("%q is heard %d times", c.typed, len(got))
		}
		e := got[0]["payload"].(obj)["event"].(obj)
		if e["type"] != c.kind || e["text"] != want {
			t.Errorf("%q arrives as %v: %q, want %q", c.typed, e["type"], e["text"], want)
		}
	}
	a.broke()
}

func TestEventsComeAgain(t *testing.T) {
	clock := bottest.NewClock(bottest.Start)
	a := newApp(t, slacktest.Options{AckWithin: 30 * time.Millisecond, Clock: clock})
	k := a.dial()
	go k.acknowledge(func(e obj) bool { return e["retry_attempt"].(float64) >= 2 })
	if _, err := a.s.Person("alice").Say(context.Background(), a.s.DirectID("alice"), "", "hallo"); err == nil {
		t.Error("nobody acknowledged it, and it is fine")
	}
	a.broke("try 1", "try 2")
	if n := len(k.all()); n != 2 {
		t.Fatalf("%d deliveries, want one and one at once", n)
	}
	clock.Set(clock.Now().Add(time.Minute))
	for range 200 {
		if len(k.all()) == 3 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	clock.Set(clock.Now().Add(10 * time.Minute))
	time.Sleep(30 * time.Millisecond)
	all := k.all()
	if len(all) != 3 {
		t.Fatalf("%d deliveries, want a third after a minute and no more", len(all))
	}
	if a, b := all[0]["payload"].(obj)["event_id"], all[2]["payload"].(obj)["event_id"]; a != b {
		t.Errorf("it comes again as %v, it was %v", b, a)
	}
	if all[0]["envelope_id"] == all[1]["envelope_id"] || all[1]["retry_reason"] != "timeout" {
		t.Errorf("redelivered as %v", all[1])
	}
}

func TestAcknowledgements(t *testing.T) {
	a := newApp(t, slacktest.Options{AckWithin: 50 * time.Millisecond})
	k := a.dial()
	ctx := context.Background()
	alice := a.s.Person("alice")
	say := func() chan error {
		done := make(chan error, 1)
		go func() { done <- alice.Slash(ctx, a.s.ChannelID("algemeen"), "/wegwijs") }()
		return done
	}
	done := say()
	id := k.read()["envelope_id"].(string)
	k.WriteJSON(obj{"envelope_id": id})
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	k.WriteJSON(obj{"envelope_id": id})
	a.broke("a second time")
	done = say()
	id = k.read()["envelope_id"].(string)
	if err := <-done; err == nil || !strings.Contains(err.Error(), "dispatch_failed") {
		t.Errorf("without an acknowledgement: %v", err)
	}
	k.WriteJSON(obj{"envelope_id": id})
	a.broke("later than")
	done = say()
	id = k.read()["envelope_id"].(string)
	k.WriteJSON(obj{"envelope_id": id, "payload": obj{"text": strings.Repeat("x", 21_000)}})
	if err := <-done; err == nil {
		t.Error("an acknowledgement that is too big is taken")
	}
	a.broke("dropped")
	done = say()
	id = k.read()["envelope_id"].(string)
	other := a.dial()
	other.WriteJSON(obj{"envelope_id": id})
	if err := <-done; err == nil {
		t.Error("an acknowledgement on another connection is taken")
	}
	if err := alice.Slash(ctx, a.s.ChannelID("algemeen"), "/onbekend"); err == nil {
		t.Error("an unknown command is delivered")
	}
}

func TestSockets(t *testing.T) {
	a := newApp(t, slacktest.Options{Grace: 50 * time.Millisecond, PingEvery: 10 * time.Millisecond})
	out := a.call("apps.connections.open")
	if conn, _, err := websocket.DefaultDialer.Dial(out["url"].(string), nil); err != nil {
		t.Fatal(err)
	} else {
		conn.Close()
	}
	if _, _, err := websocket.DefaultDialer.Dial(out["url"].(string), nil); err == nil {
		t.Error("an address opens two connections")
	}
	a.broke("a second time")
	first, second := a.dial(), a.dial()
	pinged := make(chan bool, 100)
	first.SetPingHandler(func(string) error { pinged <- true; return nil })
	go first.acknowledge(nil)
	go second.acknowledge(nil)
	for range 4 {
		if _, err := a.s.Person("alice").Say(context.Background(), a.s.DirectID("alice"), "", "x"); err != nil {
			t.Fatal(err)
		}
	}
	if len(first.all()) != 2 || len(second.all()) != 2 {
		t.Errorf("%d and %d deliveries, want each payload on one", len(first.all()), len(second.all()))
	}
	select {
	case <-pinged:
	case <-time.After(5 * time.Second):
		t.Error("no ping came")
	}
	a.s.Disconnect("warning")
	third := a.dial()
	go third.acknowledge(nil)
	if _, err := a.s.Person("alice").Say(context.Background(), a.s.DirectID("alice"), "", "x"); err != nil {
		t.Fatal(err)
	}
	if len(third.all()) != 1 {
		t.Error("something new is sent on a connection that was told to go")
	}
	for range 400 {
		if a.s.Sockets() == 1 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if n := a.s.Sockets(); n != 1 {
		t.Errorf("%d connections after the grace", n)
	}
	for range 9 {
		a.dial()
	}
	conn, _, err := websocket.DefaultDialer.Dial(a.call("apps.connections.open")["url"].(string), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var word obj
	if err := conn.ReadJSON(&word); err != nil || word["reason"] != "too_many_websockets" {
		t.Errorf("the eleventh hears %v, %v", word, err)
	}
}

func TestCutInTheMiddle(t *testing.T) {
	a := newApp(t, slacktest.Options{AckWithin: 2 * time.Second})
	k := a.dial()
	done := make(chan error, 1)
	go func() {
		_, err := a.s.Person("alice").Say(context.Background(), a.s.DirectID("alice"), "", "x")
		done <- err
	}()
	k.read()
	a.s.Cut()
	again := a.dial()
	go again.acknowledge(nil)
	if err := <-done; err != nil {
		t.Errorf("it did not come again on the new connection: %v", err)
	}
	a.broke("not acknowledged")
	if _, err := a.s.Person("alice").Say(timeout(t), a.s.DirectID("alice"), "", "y"); errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func timeout(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}
