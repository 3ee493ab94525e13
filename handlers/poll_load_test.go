package handlers_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
	"wegwijs/store"
)

var voters = flag.Int("voters", 1000, "how many people answer a poll at once in TestThousandAnswers; 10000 takes a while")

// crowd lets voters from..to answer, so many of them at once, and returns how
// long each waited for the acknowledgement.
func (x *ballotBox) crowd(from, to, atOnce int) (took []time.Duration) {
	x.Helper()
	took = make([]time.Duration, to-from)
	var next atomic.Int64
	next.Store(int64(from))
	var wait sync.WaitGroup
	for range atOnce {
		wait.Go(func() {
			for {
				v := int(next.Add(1)) - 1
				if v >= to {
					return
				}
				began := time.Now()
				if err := x.answer(v, v%2); err != nil {
					x.Errorf("voter %d: %v", v, err)
				}
				took[v-from] = time.Since(began)
			}
		})
	}
	wait.Wait()
	return took
}

func percentile(all []time.Duration, percent int) time.Duration {
	all = slices.Clone(all)
	slices.Sort(all)
	return all[(len(all)*percent+99)/100-1]
}

// spent is the processor time of this process, which does not depend on what
// else the machine does.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkAnswers measures answers to a poll as they come in over the wire of
// a platform, each of another person and acknowledged after it is on disk.
// Target: at least 2,000 a second.
func BenchmarkAnswers(b *testing.B) {
	const people = 4000
	for _, w := range wires {
		b.Run(w.name, func(b *testing.B) {
			x := w.make(b, people)
			n := 0
			cpu := spent()
			var acks, all time.Duration
			for b.Loop() {
				b.StopTimer()
				id := x.open(fmt.Sprintf(`"Weet je waar je terecht kunt, ronde %d?" "Ja" "Soms" "Nee"`, n))
				calls := x.calls()
				b.StartTimer()
				began := time.Now()
				x.crowd(0, people, 128)
				acks += time.Since(began)
				x.idle()
				all += time.Since(began)
				n++
				if got := x.poll(id).Answered; got != people {
					b.Errorf("%d people answered, %d are counted", people, got)
				}
				_, which := called(calls, x.calls())
				b.Logf("calls: %v", which)
			}
			b.ReportMetric(float64(n*people)/acks.Seconds(), "acknowledged/s")
			b.ReportMetric(float64(n*people)/all.Seconds(), "confirmed/s")
			b.ReportMetric(float64(spent().Microseconds()-cpu.Microseconds())/1000/float64(n*people), "cpu-ms/answer")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// TestThousandAnswers: a thousand people answer at the same moment, on the wire
// of each platform. Nobody is refused, nothing is lost, and the platform is
// called for edits of the message only. On Slack there is one answer to a
// response_url for each person, because its acknowledgement holds no words: that
// comes after the acknowledgement.
func TestThousandAnswers(t *testing.T) {
	for _, w := range wires {
		t.Run(w.name, func(t *testing.T) {
			x := w.make(t, *voters)
			id := x.open(`"Weet je waar je terecht kunt?" "Ja" "Soms" "Nee"`)
			before := x.calls()
			began := time.Now()
			took := x.crowd(0, *voters, min(*voters, 2000))
			acknowledged := time.Since(began)
			x.idle()
			n, which := called(before, x.calls())
			t.Logf("%d answers acknowledged in %v, the last of them after %v; calls: %v", *voters, acknowledged, slices.Max(took), which)
			x.countIs(id, *voters)
			if w.name == "slack" {
				if which["response_url"] != *voters {
					t.Errorf("%d people were told that their answer is stored", which["response_url"])
				}
				n -= which["response_url"]
			}
			// Who waited for as long as an acknowledgement is held back is told by a
			// call after all: a platform that is acknowledged hears no words any more.
			late := 0
			for _, d := range took {
				if d > bot.AckWithin*9/10 {
					late++
				}
			}
			if n > 5+late {
				t.Errorf("%d calls of the platform for %d answers, %d of them acknowledged late: %v", n, *voters, late, which)
			}
		})
	}
}

// countIs sees that so many people answered: in the poll, and in the rows.
func (x *ballotBox) countIs(id string, people int) {
	x.Helper()
	if got := x.poll(id).Answered; got != people {
		x.Errorf("%d answered, %d are counted", people, got)
	}
	rows := 0
	err := x.bot.Store.Read(context.Background(), func(r *store.Reader) error {
		counts, err := store.CountAnswers(r, id)
		for _, c := range counts {
			rows += c.N
		}
		return err
	})
	if err != nil || rows != people {
		x.Errorf("%d answered, %d answers are stored (%v)", people, rows, err)
	}
}

// TestConfirmationsHoldNobodyUp: Slack takes a second for each confirmation.
// Everybody is acknowledged long before everybody is told.
func TestConfirmationsHoldNobodyUp(t *testing.T) {
	const people = 300
	var server *slacktest.Server
	x := onSlack(t, people, &server)
	id := x.open(`"Weet je waar je terecht kunt?" "Ja" "Soms" "Nee"`)
	server.Faults.Add(slacktest.Fault{Method: "response_url", Times: people, Delay: time.Second})
	before := server.Calls("response_url")
	x.crowd(0, people, people)
	told := server.Calls("response_url") - before
	server.Faults.Clear()
	if told == people {
		t.Error("the acknowledgements waited for the confirmations")
	}
	x.idle()
	if told := server.Calls("response_url") - before; told != people {
		t.Errorf("%d of %d people were told in the end", told, people)
	}
	x.countIs(id, people)
}
