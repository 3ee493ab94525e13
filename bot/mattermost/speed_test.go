package mattermost_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
)

// BenchmarkAnswer is 200 questions a second: from the moment the server has a
// question until it has the answer, over its websocket and REST interface. Half
// of that time is the server's own.
func BenchmarkAnswer(b *testing.B) {
	const perSecond = 200
	o := newOffice(b, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	people := bottest.Everybody()
	for _, p := range people {
		o.says(p.ID, "@wegwijs warm lopen") // who is who, connections
	}
	o.settle()
	var wait sync.WaitGroup
	n := 0
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for b.Loop() {
		<-tick.C
		who, text := people[n%len(people)].ID, fmt.Sprint("@wegwijs vraag ", n)
		wait.Go(func() { o.says(who, text) })
		n++
	}
	wait.Wait()
	o.until("all is answered", func() bool { return len(o.answers(channel)) >= n+len(people) })
	o.settle()
	asked := map[string]int64{}
	var took []int64
	for _, p := range o.server.Posts(channel) {
		if p.RootId == "" {
			asked[p.Id] = p.CreateAt
		} else {
			took = append(took, p.CreateAt-asked[p.RootId])
		}
	}
	if len(took) != n+len(people) {
		b.Fatalf("%d answers to %d questions", len(took), n)
	}
	took = took[len(people):]
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2]), "p50-ms")
	b.ReportMetric(float64(took[(len(took)*99+99)/100-1]), "p99-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkIdle is events that mean nothing to the bot, as fast as the server
// can send them, with a question now and then that must not wait.
func BenchmarkIdle(b *testing.B) {
	o := newOffice(b, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	const batch = 200 // of the 256 that a server lets wait
	n, asked := 0, 0
	var worst time.Duration
	began := time.Now()
	for b.Loop() {
		o.server.Idle("wegwijs", batch)
		if err := o.server.Settle(b.Context(), "wegwijs"); err != nil {
			b.Fatal(err)
		}
		if n += batch; n%20_000 == 0 {
			asked++
			at := time.Now()
			o.says("alice", "@wegwijs ben je er nog?")
			o.until("it is answered", func() bool { return len(o.answers(channel)) == asked })
			worst = max(worst, time.Since(at))
		}
	}
	if o.server.Connected("wegwijs") != 1 {
		b.Error("the server gave up on us")
	}
	b.ReportMetric(float64(n)/time.Since(began).Seconds(), "events/s")
	b.ReportMetric(float64(worst.Milliseconds()), "worst-answer-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkReconnect is from a socket that drops until events come in again, in
// the ordinary tempo. A socket that dropped just before is waited for longer.
func BenchmarkReconnect(b *testing.B) {
	o := newOffice(b, mattermosttest.Options{})
	o.leave()
	o.ordinary = true
	o.start()
	channel := o.server.ChannelID("algemeen")
	n := 0
	var worst, all time.Duration
	for b.Loop() {
		time.Sleep(2100 * time.Millisecond)
		began := time.Now()
		o.server.CutSocket("wegwijs", n%2 == 0) // to go on, or to begin anew
		o.says("alice", fmt.Sprint("@wegwijs ", n))
		n++
		o.until("it is answered", func() bool { return len(o.answers(channel)) == n })
		took := time.Since(began)
		worst, all = max(worst, took), all+took
	}
	b.ReportMetric(float64(all.Milliseconds())/float64(n), "mean-ms")
	b.ReportMetric(float64(worst.Milliseconds()), "worst-ms")
	b.ReportMetric(0, "ns/op")
}

// A socket that drops is back within two seconds, in the ordinary tempo.
func TestBackWithinTwoSeconds(t *testing.T) {
	t.Parallel()
	o := newOffice(t, mattermosttest.Options{})
	o.leave()
	o.ordinary = true
	o.start()
	channel := o.server.ChannelID("algemeen")
	for n, forget := range []bool{false, true} {
		time.Sleep(2100 * time.Millisecond) // a good connection
		began := time.Now()
		o.server.CutSocket("wegwijs", forget)
		o.says("alice", fmt.Sprint("@wegwijs ", n))
		o.until("it is answered", func() bool { return len(o.answers(channel)) == n+1 })
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("answered %v after the socket dropped", took)
		}
	}
}

// Ten thousand events a second that mean nothing are looked at without falling
// behind: here faster than that.
func TestIdleEvents(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	began := time.Now()
	const n = 10_000
	for range n / 200 {
		o.server.Idle("wegwijs", 200)
		if err := o.server.Settle(t.Context(), "wegwijs"); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took > 5*time.Second { // a busy machine is no failure
		t.Errorf("%d events took %v", n, took)
	}
	if o.server.Connected("wegwijs") != 1 {
		t.Error("the server gave up on us")
	}
}
