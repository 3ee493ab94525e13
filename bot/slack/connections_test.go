package slack_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/slack/slacktest"
)

// A connection that breaks in the middle of an acknowledgement: Slack delivers
// it again, and it is answered once.
func TestCutInTheMiddle(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	o.broken = true // what is not acknowledged in time is noted
	channel := o.server.ChannelID("algemeen")
	const n = 20
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range n {
			o.server.Person("alice").Say(context.Background(), channel, "", fmt.Sprintf("@wegwijs vraag %02d", i)) // it says so when it came again
		}
	}()
	for range 5 {
		time.Sleep(20 * time.Millisecond)
		o.server.Cut()
	}
	<-done
	o.connected()
	o.settle()
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= n })
	time.Sleep(50 * time.Millisecond)
	got := o.answers(channel)
	slices.Sort(got)
	if len(slices.Compact(slices.Clone(got))) != n || len(got) != n {
		t.Errorf("%d questions have the answers %q", n, got)
	}
}

// The same thing may come over two connections: it is answered once.
func TestTwiceOverTwoSockets(t *testing.T) {
	t.Parallel()
	o := furnish(t, slacktest.Options{})
	o.sockets = 2
	o.start()
	o.until("two connections", func() bool { return o.server.Sockets() == 2 })
	channel := o.server.ChannelID("algemeen")
	for i := range 5 {
		o.says("alice", fmt.Sprint("@wegwijs vraag ", i))
		for range 3 {
			if err := o.server.Redeliver(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.settle()
	if got := o.answers(channel); len(got) != 5 {
		t.Errorf("5 questions have the answers %q", got)
	}
}

// A connection that Slack is about to end is replaced, and nothing is lost.
func TestRefresh(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"warning", "refresh_requested"} {
		o := inhabit(t, slacktest.Options{Grace: 300 * time.Millisecond})
		channel := o.server.ChannelID("algemeen")
		stop := make(chan struct{})
		said := make(chan int)
		go func() {
			n := 0
			for {
				select {
				case <-stop:
					said <- n
					return
				default:
					o.says("bram", fmt.Sprint("@wegwijs vraag ", n))
					n++
				}
			}
		}()
		for range 3 {
			time.Sleep(30 * time.Millisecond)
			o.server.Disconnect(reason)
			o.until("a new connection", func() bool { return o.server.Sockets() > 0 && o.now().Ready() == nil })
		}
		close(stop)
		n := <-said
		o.settle()
		if got := o.answers(channel); len(got) != n {
			t.Errorf("%s: %d questions, %d answers", reason, n, len(got))
		}
	}
}

// Connections that are greeted and dropped are not opened as fast as can be.
func TestDropLoop(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	before := o.server.Calls("apps.connections.open")
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		o.server.Cut()
	}
	if n := o.server.Calls("apps.connections.open") - before; n > 6 {
		t.Errorf("in two seconds a connection was opened %d times", n)
	}
}

func TestUndecodable(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	for _, event := range []map[string]any{
		{"type": "made_up_yesterday", "channel": map[string]any{"id": 7}}, {"type": "message", "user": []int{1}, "text": 7}, {}, {"type": "app_mention", "blocks": "none"},
	} {
		if err := o.server.SendEvent(t.Context(), event); err != nil {
			t.Errorf("%v is not acknowledged: %v", event, err)
		}
	}
	o.server.Write([]byte(`{"type":"made_up_yesterday"}`))
	o.server.Write([]byte(`no JSON`))
	o.says("alice", "@wegwijs ben je er nog")
	o.settle()
	if got := o.answers(o.server.ChannelID("algemeen")); len(got) != 1 {
		t.Errorf("after what nobody understands a question has the answers %q", got)
	}
}

// A clock that is wrong is said, and a request of another time is refused.
func TestClockSkew(t *testing.T) {
	t.Parallel()
	o := furnish(t, slacktest.Options{}).overHTTP()
	o.start()
	body := `{"type":"url_verification","challenge":"abc"}`
	for _, c := range []struct {
		off  time.Duration
		fine bool
	}{{0, true}, {-4 * time.Minute, true}, {-6 * time.Minute, false}, {6 * time.Minute, false}} {
		r, err := http.NewRequest(http.MethodPost, o.hooks.URL+"/slack/events", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		o.server.SignAt(r, body, time.Now().Add(c.off))
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if fine := resp.StatusCode == http.StatusOK; fine != c.fine {
			t.Errorf("a request of %v from now: %s", c.off, resp.Status)
		}
	}
	if !strings.Contains(o.log.String(), "clock") {
		t.Error("the log does not say that a clock is wrong")
	}
}
