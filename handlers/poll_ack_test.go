package handlers_test

import (
	"flag"
	"fmt"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
)

var earlier = flag.Int("earlier", 1000, "how many people answered already in TestAcknowledgedAmongMany; the number to reach is 10000")

// TestAcknowledgedAmongMany: 500 answers a second, by turns to a poll that ten
// people answered and to one that many did. Who answers the latter waits no
// longer: named, with how it stands in the channel; without names; and final.
func TestAcknowledgedAmongMany(t *testing.T) {
	const few, answers, perSecond, tries = 10, 400, 500, 3
	for _, mode := range []struct {
		name, flag string
		give       func(d *desk, id string, who bot.UserID, choice int)
	}{
		{"named", "--met-naam --tussenstand", (*desk).name},
		{"unnamed", "", (*desk).pick},
		{"final", "--definitief", (*desk).fill},
	} {
		t.Run(mode.name, func(t *testing.T) {
			people := *earlier + tries*answers
			d := newDesk(t, people, bot.WallClock{})
			polls := [2]string{d.open(`"Is dit de kleine?" "Ja" "Nee" ` + mode.flag), d.open(`"Is dit de grote?" "Ja" "Nee" ` + mode.flag)}
			all := func(id string, n int) {
				var wait sync.WaitGroup
				for part := range 32 {
					wait.Go(func() {
						for i := part; i < n; i += 32 {
							mode.give(d, id, voter(i), i%2)
						}
					})
				}
				wait.Wait()
			}
			all(polls[0], few)
			all(polls[1], *earlier)
			d.idle()
			for try := range tries {
				took := d.atPace(perSecond, answers, func(i int) {
					mode.give(d, polls[i%2], voter(*earlier+try*answers+i), i/2%2)
				})
				small, large := took[0], took[1]
				ratio := float64(percentile(large, 50)) / float64(percentile(small, 50))
				t.Logf("%d answers a second: p50 %v and %v (%.2f times), p99 %v and %v (%.2f times), among %d and %d", perSecond,
					percentile(small, 50), percentile(large, 50), ratio, percentile(small, 99), percentile(large, 99),
					float64(percentile(large, 99))/float64(percentile(small, 99)), few, *earlier)
				if ratio <= 1.5 {
					return // a busy machine is not a fault of ours
				}
				if try == tries-1 {
					t.Errorf("%.2f times as long among %d as among %d", ratio, *earlier, few)
				}
			}
		})
	}
}

// atPace does n things, so many a second whether or not the earlier ones are
// done, and returns how long each took: the even ones, and the odd ones.
func (d *desk) atPace(perSecond, n int, do func(i int)) (took [2][]time.Duration) {
	var mu sync.Mutex
	var wait sync.WaitGroup
	began := time.Now()
	for i := range n {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
		time.Sleep(time.Until(due))
		wait.Go(func() {
			at := time.Now()
			do(i)
			mu.Lock()
			defer mu.Unlock()
			took[i%2] = append(took[i%2], time.Since(at))
		})
	}
	wait.Wait()
	return took
}

// BenchmarkAcknowledged measures the same over the wires of the platforms, until
// they have the acknowledgement, at 500 answers a second. Target: p99 at most
// 50 ms.
func BenchmarkAcknowledged(b *testing.B) {
	const people = 2000
	for _, w := range wires {
		b.Run(w.name, func(b *testing.B) {
			x := w.make(b, people)
			var all []time.Duration
			n := 0
			for b.Loop() {
				x.open(fmt.Sprintf(`"Weet je waar je terecht kunt, ronde %d?" "Ja" "Soms" "Nee"`, n))
				n++
				took := (&desk{TB: b}).atPace(500, people, func(i int) {
					if err := x.answer(i, i%2); err != nil {
						b.Error(err)
					}
				})
				all = append(append(all, took[0]...), took[1]...)
				x.idle()
			}
			b.ReportMetric(float64(percentile(all, 50).Microseconds())/1000, "ms-p50")
			b.ReportMetric(float64(percentile(all, 99).Microseconds())/1000, "ms-p99")
			b.ReportMetric(0, "ns/op")
		})
	}
}
