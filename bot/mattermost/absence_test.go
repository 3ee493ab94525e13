package mattermost_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
)

// away keeps the bot from coming back while something happens.
func (o *office) away(forget bool, during func()) {
	o.Helper()
	o.server.Faults.Add(mattermosttest.Fault{Path: "/users/me", Token: o.server.BotToken, Times: 1_000_000, Status: http.StatusServiceUnavailable})
	o.server.CutSocket("wegwijs", forget)
	o.until("it is noticed", func() bool { return o.m.Ready() != nil })
	during()
	o.server.Faults.Clear()
	o.connected()
}

func TestAFewAreMissed(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	before := o.server.Faults.Calls("GET /channels/{id}/posts")
	o.away(false, func() {
		for i := range 3 {
			o.says("alice", fmt.Sprint("@wegwijs ", i))
		}
	})
	o.until("all is answered", func() bool { return len(o.answers(channel)) == 3 })
	o.settle()
	o.answered(channel, "0", "1", "2")
	if n := o.server.Faults.Calls("GET /channels/{id}/posts"); n != before {
		t.Error("what the socket brought was read as well")
	}
}

func TestFourHundredMessagesAreMissed(t *testing.T) {
	t.Parallel()
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	var want []string
	o.away(false, func() {
		for i := range 400 {
			if i%8 == 0 {
				o.says("alice", fmt.Sprint("@wegwijs ", i))
				want = append(want, fmt.Sprint(i))
			} else {
				o.says("bram", fmt.Sprint("iets anders ", i))
			}
		}
	})
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= len(want) })
	o.settle()
	o.answered(channel, want...)
}

func TestServerRestarts(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{SubPath: "/chat"})
	channel := o.server.ChannelID("algemeen")
	o.says("alice", "@wegwijs een")
	o.settle()
	o.away(true, func() {
		o.says("alice", "@wegwijs twee")
		o.saysIn(o.direct("bram"), "bram", "", "drie")
	})
	o.until("all is answered", func() bool { return len(o.answers(channel)) == 2 && len(o.answers(o.direct("bram"))) == 1 })
	o.settle()
	o.answered(channel, "een", "twee")
	o.answered(o.direct("bram"), "drie")
}

func TestWeRestart(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.says("alice", "@wegwijs een")
	o.settle()
	o.leave()
	o.says("alice", "@wegwijs twee")
	if id := o.says("alice", "@wegwijs bedenk me"); id != "" {
		if err := o.server.Person("alice").Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.server.Person("bram").Edit(t.Context(), o.says("bram", "@wegwijs dire"), "@wegwijs drie"); err != nil {
		t.Fatal(err)
	}
	o.start()
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= 3 })
	o.settle()
	if got := o.answers(channel); len(got) != 3 || got[0] != "antwoord op een" {
		t.Errorf("answered %q", got)
	}
	o.leave()
	o.start()
	o.settle()
	if got := o.answers(channel); len(got) != 3 {
		t.Errorf("after one more restart: %q", got)
	}
}

// What was handed on just before the program was killed comes again, and what
// was answered is not answered again.
func TestWeAreKilled(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	for i := range 10 {
		o.says("alice", fmt.Sprint("@wegwijs ", i))
	}
	o.settle()
	o.kill()
	o.says("alice", "@wegwijs 10")
	o.start()
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= 11 })
	o.settle()
	o.answered(channel, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
	if !strings.Contains(o.log.String(), `"repeated"`) {
		t.Error("nothing came again, so nothing was tried out")
	}
}

func TestBurstOfAThousandMessages(t *testing.T) {
	t.Parallel()
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	people := bottest.Everybody()
	var wait sync.WaitGroup
	for i, p := range people {
		wait.Go(func() {
			for n := i; n < 1000; n += len(people) {
				o.says(p.ID, fmt.Sprintf("@wegwijs %s %d", p.ID, n))
			}
		})
	}
	wait.Wait()
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= 1000 })
	o.settle()
	seen := map[string]int{}
	for _, a := range o.answers(channel) {
		seen[a]++
	}
	for i, p := range people {
		for n := i; n < 1000; n += len(people) {
			if a := fmt.Sprintf("antwoord op %s %d", p.ID, n); seen[a] != 1 {
				t.Errorf("%q was said %d times", a, seen[a])
			}
		}
	}
	if len(seen) != 1000 {
		t.Errorf("%d different answers, want 1000", len(seen))
	}
}

// Somebody started the program twice, on the same data.
func TestTwoConnectionsByMistake(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	m, r := o.adapter()
	ran := make(chan error, 1)
	ctx, stop := contextWith(t)
	go func() { ran <- m.Run(ctx, r.Dispatch) }()
	o.until("both are connected", func() bool { return o.server.Connected("wegwijs") == 2 && m.Ready() == nil })
	var want []string
	for i := range 20 {
		o.says("alice", fmt.Sprint("@wegwijs ", i))
		want = append(want, fmt.Sprint(i))
		o.settle()
	}
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= len(want) })
	o.settle()
	if err := r.Idle(ctx); err != nil {
		t.Error(err)
	}
	o.answered(channel, want...)
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
	if err := r.Close(t.Context()); err != nil {
		t.Error(err)
	}
	// One adapter runs once.
	if err := m.Run(t.Context(), r.Dispatch); err == nil {
		t.Error("an adapter ran twice")
	}
}

func TestClockIsOffByFiveMinutes(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{5 * time.Minute, -5 * time.Minute} {
		o := newOffice(t, mattermosttest.Options{})
		channel := o.server.ChannelID("algemeen")
		o.leave()
		o.server.SetSkew(off)
		o.start()
		o.says("alice", "@wegwijs een")
		o.settle()
		o.away(true, func() { o.says("alice", "@wegwijs twee") })
		o.until("all is answered", func() bool { return len(o.answers(channel)) >= 2 })
		o.settle()
		o.answered(channel, "een", "twee")
	}
}

func TestSlowServer(t *testing.T) {
	t.Parallel()
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.server.Faults.Slow(500 * time.Millisecond)
	var wait sync.WaitGroup
	for _, who := range []string{"alice", "bram", "max", "sien"} {
		wait.Go(func() { o.says(who, "@wegwijs "+who) })
	}
	wait.Wait()
	o.settle()
	o.server.Faults.Clear()
	if got := o.answers(channel); len(got) != 4 {
		t.Errorf("answered %q", got)
	}
}

// A server that takes as long as one was seen to take still gets each answer,
// once: nobody gives up on it before it is done.
func TestServerThatTakes29Seconds(t *testing.T) {
	t.Parallel()
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	before := o.server.Faults.Calls("POST /posts")
	o.server.Faults.Add(mattermosttest.Fault{Method: http.MethodPost, Path: "/posts", Token: o.server.BotToken, Delay: 29 * time.Second, Times: 10})
	o.says("alice", "@wegwijs een")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := errors.Join(o.server.Settle(ctx, "wegwijs"), o.router.Idle(ctx)); err != nil {
		t.Error(err)
	}
	o.server.Faults.Clear()
	o.answered(channel, "een")
	if n := o.server.Faults.Calls("POST /posts") - before; n != 2 { // the question and the answer
		t.Errorf("%d posts were asked for, want 2", n)
	}
}

// The answer is lost on its way back: the server has it, and it is not said twice.
func TestAnswerIsLostOnTheWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.server.Faults.Add(mattermosttest.Fault{Method: http.MethodPost, Path: "/posts", Token: o.server.BotToken, After: true})
	o.says("alice", "@wegwijs een")
	o.until("it is answered", func() bool { o.settle(); return len(o.answers(channel)) > 0 })
	time.Sleep(1500 * time.Millisecond) // the router tries once more after a second
	o.settle()
	o.answered(channel, "een")
}
