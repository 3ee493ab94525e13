package store

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkWrite100Goroutines is many people at once: each writes one small
// row, with the mark of the event, and waits until it is on disk.
func BenchmarkWrite100Goroutines(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var all sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	for range 100 {
		all.Go(func() {
			for {
				i := next.Add(1) - 1
				if i >= int64(b.N) {
					return
				}
				id := strconv.FormatInt(i, 10)
				start := time.Now()
				err := s.Write(context.Background(), s.Mark("web", id), func(tx *Tx) error {
					_, err := tx.Exec(`INSERT INTO note (kind, platform, person, data) VALUES ($1, $2, $3, $4)
						ON CONFLICT (kind, platform, person) DO UPDATE SET data = excluded.data`,
						"vote", "web", "person-"+strconv.FormatInt(i%1000, 10), []byte(id))
					return err
				})
				if err != nil {
					b.Error(err)
				}
				took[i] = time.Since(start)
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkRead is one small read on a snapshot of its own.
func BenchmarkRead(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.SetPosted(b.Context(), "key", "place", []byte("data"), false); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok, err := s.Posted(b.Context(), "key"); err != nil || !ok {
			b.Fatal(ok, err)
		}
	}
}

// BenchmarkJobs is how late jobs begin when many are due within a second.
func BenchmarkJobs(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	late := make(chan time.Duration, b.N)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- s.RunJobs(ctx, wallClock{}, func(_ context.Context, j Job) error {
			late <- time.Since(j.At)
			return nil
		})
	}()
	took := make([]time.Duration, b.N)
	b.ResetTimer()
	err = s.Write(b.Context(), "", func(tx *Tx) error {
		for i := range b.N {
			at := time.Now().Add(100*time.Millisecond + time.Duration(i)*time.Millisecond)
			if err := tx.Schedule(Job{At: at, Kind: "bench.job", Key: strconv.Itoa(i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for i := range took {
		took[i] = <-late
	}
	b.StopTimer()
	cancel()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms-late")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms-late")
}
