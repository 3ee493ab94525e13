package store

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// traces counts a word in the files of a database, as somebody with a copy of
// the disk would.
func traces(t *testing.T, s *Store, word string) (database, log int) {
	t.Helper()
	count := func(path string) int {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Count(b, []byte(word))
	}
	return count(s.path), count(s.path + "-wal")
}

func TestWhatIsDeletedCanSoonNotBeReadAnyMore(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	const word = "secret-of-ann"
	mustWrite(t, s, setNote(word))
	if empty, err := s.Checkpoint(t.Context()); err != nil || !empty {
		t.Fatal(empty, err)
	}
	if database, log := traces(t, s, word); database == 0 || log != 0 {
		t.Fatalf("%d in the database, %d in the log: this test cannot see", database, log)
	}
	mustWrite(t, s, setNote("bob")) // the page, with both, is in the log now

	// A reader keeps the log.
	reading, leave, ended := make(chan bool), make(chan bool), make(chan error)
	go func() {
		ended <- s.Read(context.Background(), func(r *Reader) error {
			err := r.QueryRow("SELECT COUNT(*) FROM note").Scan(new(int))
			reading <- true
			<-leave
			return err
		})
	}()
	<-reading
	mustWrite(t, s, func(tx *Tx) error {
		if _, err := tx.Exec("DELETE FROM note WHERE person = $1", word); err != nil {
			return err
		}
		return tx.ScheduleCheckpoint()
	})
	if !next(t, s).IsZero() {
		t.Error("the store's own job is shown")
	}
	start := time.Now()
	clock.advance(checkpointDelay)
	due(t, s, clock.Now(), nil)
	if took := time.Since(start); took > checkpointHold+500*time.Millisecond {
		t.Errorf("the writer was held for %v", took)
	}
	if database, log := traces(t, s, word); database+log == 0 {
		t.Error("the reader kept nothing: this test cannot see")
	}
	close(leave)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	clock.advance(checkpointAgain)
	due(t, s, clock.Now(), nil)
	if database, log := traces(t, s, word); database+log != 0 {
		t.Errorf("%d traces in the database, %d in the log", database, log)
	}
	var left int
	err := s.Read(t.Context(), func(r *Reader) error {
		return r.QueryRow("SELECT COUNT(*) FROM job WHERE kind = $1", kindCheckpoint).Scan(&left)
	})
	if err != nil || left != 0 {
		t.Errorf("%d jobs left, %v", left, err)
	}
}

// Under way, RunJobs does it by itself, while people go on writing and reading.
func TestTheLogIsEmptiedWhilePeopleAreAtWork(t *testing.T) {
	s := open(t, Options{})
	const word = "secret-of-ann"
	mustWrite(t, s, setNote(word))
	running(t, s, wallClock{}, func(context.Context, Job) error { return nil })
	stop := make(chan bool)
	working := make(chan bool)
	go func() {
		defer close(working)
		for {
			select {
			case <-stop:
				return
			default:
				if err := s.SetNote(context.Background(), "work", "web", "bob", []byte("x")); err != nil {
					t.Error(err)
				}
				if _, err := s.Note(context.Background(), "work", "web", "bob"); err != nil {
					t.Error(err)
				}
			}
		}
	}()
	mustWrite(t, s, func(tx *Tx) error {
		if _, err := tx.Exec("DELETE FROM note WHERE person = $1", word); err != nil {
			return err
		}
		return checkpointNow(tx)
	})
	gone := false
	for range 500 {
		database, log := traces(t, s, word)
		if gone = database+log == 0; gone {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	close(stop)
	<-working
	if !gone {
		t.Error("it can still be read")
	}
}

// While people answer one request follows the other: they share one job, which
// comes when the first of them was promised it, and again for who came later.
func TestCheckpointsAreSharedAndNotPostponed(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	at := func() (at []time.Time) {
		t.Helper()
		err := s.Read(t.Context(), func(r *Reader) error {
			rows, err := r.Query("SELECT at FROM job WHERE kind = $1", kindCheckpoint)
			if err != nil {
				return err
			}
			for rows.Next() {
				var next time.Time
				if err := rows.Scan(&next); err != nil {
					return err
				}
				at = append(at, next)
			}
			return rows.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for range 3 {
		mustWrite(t, s, func(tx *Tx) error { return tx.ScheduleCheckpoint() })
		clock.advance(checkpointDelay / 4)
	}
	if got := at(); len(got) != 1 || !got[0].Equal(nine.Add(checkpointDelay)) {
		t.Errorf("planned at %v", got)
	}
	jobs, err := s.claim(t.Context(), nine.Add(checkpointDelay), 1, nil)
	if err != nil || len(jobs) != 1 {
		t.Fatal(jobs, err)
	}
	mustWrite(t, s, func(tx *Tx) error { return tx.ScheduleCheckpoint() }) // while it runs
	if err := s.settle(t.Context(), clock.Now(), jobs[0], 0, nil, false); err != nil {
		t.Fatal(err)
	}
	if got := at(); len(got) != 1 || !got[0].Equal(clock.Now().Add(checkpointDelay)) {
		t.Errorf("planned at %v", got)
	}
}

// Rows move between pages when others come and go. Whatever was deleted must be
// gone from everywhere, and only that.
func TestWhatIsDeletedLeavesNoCopyInUnusedSpace(t *testing.T) {
	dirty := 0
	for round := range 6 {
		s := open(t, Options{})
		rnd := rand.New(rand.NewPCG(uint64(round), 1))
		name := func() string { return fmt.Sprintf("Z%08xQ", rnd.Uint32()) }
		// What is there, of either kind: the name, and how often it is in the value.
		live := [2]map[string]int{{}, {}}
		var dead []string
		put := func(tx *Tx, kind int, who string, times int) error {
			live[kind][who] = times
			data := bytes.Repeat([]byte(who), times)
			if kind == 1 {
				return tx.Schedule(Job{Kind: "poll.close", Key: who, At: nine.Add(time.Duration(rnd.IntN(100_000)) * time.Second), User: who, Payload: data})
			}
			_, err := tx.Exec(`INSERT INTO note (kind, platform, person, data) VALUES ('test', 'web', $1, $2)
				ON CONFLICT (kind, platform, person) DO UPDATE SET data = excluded.data`, who, data)
			return err
		}
		work := func(tx *Tx) error {
			for range 40 {
				kind, times := rnd.IntN(2), rnd.IntN(30)
				if rnd.IntN(40) == 0 {
					times = rnd.IntN(1200) // some are longer than a page
				}
				left := slices.Sorted(maps.Keys(live[kind]))
				var err error
				switch old := rnd.IntN(100); {
				case len(left) == 0 || old < 50:
					err = put(tx, kind, name(), times)
				case old < 60:
					err = put(tx, kind, left[rnd.IntN(len(left))], times)
				default:
					who := left[rnd.IntN(len(left))]
					delete(live[kind], who)
					dead = append(dead, who)
					if kind == 1 {
						err = tx.Unschedule("poll.close", who)
					} else {
						_, err = tx.Exec("DELETE FROM note WHERE person = $1", who)
					}
				}
				if err != nil {
					return err
				}
			}
			return nil
		}
		for range 40 {
			mustWrite(t, s, work)
		}
		readable := func() (n int) {
			t.Helper()
			files := make([]byte, 0, 1<<20)
			for _, suffix := range []string{"", "-wal", "-shm"} {
				b, err := os.ReadFile(s.path + suffix)
				if err != nil {
					t.Fatal(err)
				}
				files = append(files, b...)
			}
			found := map[string]bool{}
			for _, m := range regexp.MustCompile("Z[0-9a-f]{8}Q").FindAll(files, -1) {
				found[string(m)] = true
			}
			for _, who := range dead {
				if found[who] {
					n++
				}
			}
			for kind := range live {
				for who := range live[kind] {
					if !found[who] {
						t.Errorf("round %d: %s is gone", round, who)
					}
				}
			}
			return n
		}
		if empty, err := s.emptyLog(t.Context()); err != nil || !empty {
			t.Fatal(empty, err)
		}
		dirty += readable()
		for range 3 { // and while it goes on
			if empty, err := s.Checkpoint(t.Context()); err != nil || !empty {
				t.Fatal(empty, err)
			}
			if n := readable(); n > 0 {
				t.Errorf("round %d: %d of %d can be read", round, n, len(dead))
			}
			mustWrite(t, s, work)
		}
		var found string
		if err := s.writer.c.one("PRAGMA integrity_check", &found); err != nil || found != "ok" {
			t.Errorf("round %d: %s, %v", round, found, err)
		}
		for who, times := range live[0] {
			data, err := s.Note(t.Context(), "test", "web", who)
			if err != nil || string(data) != strings.Repeat(who, times) {
				t.Fatalf("round %d: %s has %.30q, %v", round, who, data, err)
			}
		}
	}
	if dirty == 0 {
		t.Error("an empty log was enough: this test cannot see")
	}
}

func TestPagesThatMakeNoSenseAreLeftAlone(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, setNote("ann"))
	pages := [][]byte{nil, {13}, make([]byte, 4096)}
	err := s.Read(t.Context(), func(r *Reader) error {
		for n := range int64(12) {
			page, err := readPage(r, n+1)
			if err != nil {
				return err
			}
			pages = append(pages, page)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, page := range pages {
		for range 2000 {
			broken := slices.Clone(page)
			for range min(3, len(page)) {
				broken[rnd.IntN(min(len(page), 120))] = byte(rnd.Uint32())
			}
			for _, first := range []bool{true, false} {
				before := slices.Clone(broken)
				if changed := clearUnused(broken, first); changed == bytes.Equal(before, broken) {
					t.Fatalf("changed: %v", changed)
				}
				if clearUnused(broken, first) {
					t.Fatal("there was something left")
				}
			}
		}
	}
}

// The writer is not held for longer because the database is large.
func BenchmarkCheckpoint(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 400 {
		err := s.Write(b.Context(), "", func(tx *Tx) error {
			for range 500 {
				if err := setNote(fmt.Sprintf("%016x-%0200d", rnd.Uint64(), 0))(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	var longest time.Duration
	stop, ended := make(chan bool), make(chan bool)
	b.ResetTimer()
	go func() {
		defer close(ended)
		for {
			select {
			case <-stop:
				return
			default:
			}
			start := time.Now()
			if err := s.SetNote(context.Background(), "work", "web", "bob", []byte("x")); err != nil {
				b.Error(err)
			}
			longest = max(longest, time.Since(start))
		}
	}()
	for range b.N {
		if _, err := s.Checkpoint(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	close(stop)
	<-ended
	info, err := os.Stat(s.path)
	if err != nil {
		b.Fatal(err)
	}
	mb := float64(info.Size()) / (1 << 20)
	b.ReportMetric(mb, "MB")
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/mb, "ms/MB")
	b.ReportMetric(float64(longest.Microseconds())/1000, "max-ms-held")
}
