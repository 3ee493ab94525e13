package find

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
)

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{60, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			entries := synthetic(n)
			x := NewIndex(entries)
			questions := asked(entries, 500)
			took := make([]time.Duration, 0, 1<<16)
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				x.Find(questions[i%len(questions)], Options{})
				if len(took) < cap(took) {
					took = append(took, time.Since(start))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}

func BenchmarkNewIndex(b *testing.B) {
	for _, n := range []int{60, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			entries := synthetic(n)
			var before, after runtime.MemStats
			var x *Index
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				x = NewIndex(entries)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1e6, "MB-kept")
			runtime.KeepAlive(x)
		})
	}
}
