package slack_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest"
)

// BenchmarkAnswer is 200 questions a second: until the acknowledgement is back
// at Slack, and from the question's own time until that of its answer. Much of
// both is the workspace's own, on the same processors.
func BenchmarkAnswer(b *testing.B) {
	for _, http := range []bool{false, true} {
		b.Run(map[bool]string{false: "sockets", true: "http"}[http], func(b *testing.B) { answer(b, http) })
	}
}

func answer(b *testing.B, http bool) {
	const perSecond = 200
	o := furnish(b, slacktest.Options{})
	if http {
		o.overHTTP()
	}
	o.start()
	people := bottest.Everybody()
	for _, p := range people {
		o.says(p.ID, "@wegwijs warm lopen") // who is who, connections
	}
	o.settle()
	var mu sync.Mutex
	var acks []time.Duration
	var wait sync.WaitGroup
	n := 0
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for b.Loop() {
		<-tick.C
		who, text := people[n%len(people)].ID, fmt.Sprint("@wegwijs vraag ", n)
		wait.Go(func() {
			began := time.Now()
			o.says(who, text)
			mu.Lock()
			defer mu.Unlock()
			acks = append(acks, time.Since(began))
		})
		n++
	}
	wait.Wait()
	o.settle()
	took := o.took(b, "vraag ")
	if len(took) != n || len(acks) != n {
		b.Fatalf("%d acknowledgements and %d answers to %d questions", len(acks), len(took), n)
	}
	for name, all := range map[string][]time.Duration{"ack": acks, "answer": took} {
		b.ReportMetric(ms(all, 50), name+"-p50-ms")
		b.ReportMetric(ms(all, 99), name+"-p99-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// took is how long the answers took to questions that begin with some words.
func (o *workspace) took(t testing.TB, begins string) []time.Duration {
	asked := map[string]time.Time{}
	var took []time.Duration
	for _, m := range o.server.Messages(o.server.ChannelID("algemeen")) {
		if _, question, ok := strings.Cut(m.Text, begins); ok && !m.Bot {
			asked[question] = when(t, m.TS)
		} else if answer, ok := strings.CutPrefix(m.Text, "antwoord op "+begins); ok && m.Bot {
			took = append(took, when(t, m.TS).Sub(asked[answer]))
		}
	}
	return took
}

func when(t testing.TB, ts string) time.Time {
	micros, err := strconv.ParseInt(strings.Replace(ts, ".", "", 1), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return time.UnixMicro(micros)
}

// ms is a percentile in milliseconds.
func ms(all []time.Duration, percent int) float64 {
	all = slices.Clone(all)
	slices.Sort(all)
	return float64(all[(len(all)*percent+99)/100-1].Microseconds()) / 1000
}

// A thousand events in one second are all acknowledged in time, and none is
// dropped. A machine that is busy with other things may take longer; then none
// is dropped all the same.
func TestThousandAtOnce(t *testing.T) {
	o := inhabit(t, slacktest.Options{AckWithin: time.Minute})
	people := bottest.Everybody()
	for _, p := range people {
		o.says(p.ID, "@wegwijs warm lopen")
	}
	o.settle()
	alone := time.Now()
	for i := range 50 {
		o.says("alice", fmt.Sprint("@wegwijs vooraf ", i))
	}
	idle := time.Since(alone) < 50*time.Millisecond
	o.settle()
	const n = 1000
	var wait sync.WaitGroup
	var mu sync.Mutex
	worst := time.Duration(0)
	began := time.Now()
	for i := range n {
		time.Sleep(time.Until(began.Add(time.Duration(i) * time.Second / n)))
		wait.Go(func() {
			at := time.Now()
			o.says(people[i%len(people)].ID, fmt.Sprint("@wegwijs vraag ", i))
			mu.Lock()
			defer mu.Unlock()
			worst = max(worst, time.Since(at))
		})
	}
	wait.Wait()
	o.until("all is answered", func() bool { return len(o.took(t, "vraag ")) >= n })
	o.settle()
	if got := len(o.took(t, "vraag ")); got != n {
		t.Errorf("%d questions have %d answers", n, got)
	}
	if t.Logf("the last acknowledgement took %v", worst); idle && worst > 3*time.Second {
		t.Errorf("an event was acknowledged after %v", worst)
	}
}

// BenchmarkPress is buttons pressed as fast as they are acknowledged: after the
// handler is done, and without a call to Slack.
func BenchmarkPress(b *testing.B) {
	o := inhabit(b, slacktest.Options{})
	people := bottest.Everybody()
	o.says("alice", "@wegwijs knoppen")
	o.settle()
	began := time.Now()
	var wait sync.WaitGroup
	work := make(chan int)
	for i := range 16 {
		wait.Go(func() {
			for range work {
				if err := o.server.Person(people[i].ID).Press(context.Background(), "Tel"); err != nil {
					b.Error(err)
				}
			}
		})
	}
	n := 0
	for b.Loop() {
		work <- n
		n++
	}
	close(work)
	wait.Wait()
	b.ReportMetric(float64(n)/time.Since(began).Seconds(), "presses/s")
	o.settle()
}
