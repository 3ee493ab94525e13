package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

func logTo(w io.Writer) zerolog.Logger { return zerolog.New(zerolog.SyncWriter(w)) }

// running runs jobs until the test ends, or until stop is called.
func running(t *testing.T, s *Store, clock Clock, do func(ctx context.Context, j Job) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.RunJobs(ctx, clock, do) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("RunJobs: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

func receive[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
		panic("not reached")
	}
}

func TestJobsRunInTime(t *testing.T) {
	s := open(t, Options{})
	late := make(chan time.Duration, 100)
	running(t, s, wallClock{}, func(_ context.Context, j Job) error {
		late <- time.Since(j.At)
		return nil
	})
	for i := range 20 { // each wakes it, also for something earlier than what it waits for
		schedule(t, s, Job{At: time.Now().Add(time.Duration(20-i) * 10 * time.Millisecond), Kind: "a.b", Key: fmt.Sprint(i)})
	}
	for range 20 {
		if d := receive(t, late); d < 0 || d > time.Second {
			t.Errorf("a job was %v late", d)
		}
	}
}

func TestASetClockDecides(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	ran := make(chan string, 10)
	running(t, s, clock, func(_ context.Context, j Job) error {
		ran <- fmt.Sprint(j.Key, " at ", clock.Now().Format("15:04:05"))
		return nil
	})
	schedule(t, s, Job{At: nine.Add(48 * time.Hour), Kind: "a.b", Key: "late"}, Job{At: nine.Add(time.Second), Kind: "a.b", Key: "soon"}, Job{At: nine, Kind: "a.b", Key: "now"})
	if got := receive(t, ran); got != "now at 09:00:00" {
		t.Error(got)
	}
	settled(t, s, 2)
	clock.advance(time.Second)
	if got := receive(t, ran); got != "soon at 09:00:01" {
		t.Error(got)
	}
	settled(t, s, 1)
	clock.advance(48 * time.Hour)
	if got := receive(t, ran); got != "late at 09:00:01" {
		t.Error(got)
	}
}

// jobs counts those that are not the store's own.
func jobs(t *testing.T, s *Store) (n int) {
	t.Helper()
	err := s.Read(t.Context(), func(r *Reader) error {
		return r.QueryRow("SELECT COUNT(*) FROM job WHERE kind NOT LIKE 'store.%'").Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// lines is a log whose lines can be waited for.
type lines chan string

func (l lines) Write(line []byte) (int, error) {
	l <- string(line)
	return len(line), nil
}

// settled waits until so many jobs of others are left.
func settled(t *testing.T, s *Store, n int) {
	t.Helper()
	for range 5000 {
		if jobs(t, s) == n {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("never %d jobs left", n)
}

func TestOnlySoManyJobsAtOnceAndNeverATwin(t *testing.T) {
	s := open(t, Options{})
	var now, most, twins atomic.Int32
	var mu sync.Mutex
	busy := map[string]bool{}
	ran := map[string]int{}
	for i := range 40 {
		schedule(t, s, Job{Kind: "a.b", Key: fmt.Sprint(i)})
	}
	running(t, s, wallClock{}, func(_ context.Context, j Job) error {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		mu.Lock()
		if busy[j.Key] {
			twins.Add(1)
		}
		busy[j.Key] = true
		ran[j.Key]++
		first := ran[j.Key] == 1
		mu.Unlock()
		if first {
			if err := s.Write(context.Background(), "", func(tx *Tx) error {
				return tx.Schedule(Job{Kind: "a.b", Key: j.Key})
			}); err != nil {
				t.Error(err)
			}
		}
		time.Sleep(2 * time.Millisecond)
		mu.Lock()
		busy[j.Key] = false
		mu.Unlock()
		now.Add(-1)
		return nil
	})
	settled(t, s, 0)
	if most.Load() > PerKind || most.Load() < 2 {
		t.Errorf("%d at once", most.Load())
	}
	if twins.Load() != 0 {
		t.Errorf("%d twins at once", twins.Load())
	}
	mu.Lock()
	defer mu.Unlock()
	for key, n := range ran {
		if n != 2 {
			t.Errorf("job %s ran %d times", key, n)
		}
	}
	if len(ran) != 40 {
		t.Errorf("%d ran", len(ran))
	}
}

func TestAFailedJobIsTriedAgainInTime(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	tried := make(chan int, 10)
	running(t, s, clock, func(_ context.Context, j Job) error {
		tried <- j.Tries
		if j.Tries < 2 {
			return errors.New("away")
		}
		return nil
	})
	schedule(t, s, Job{At: nine, Kind: "a.b"})
	for want := range 3 {
		if got := receive(t, tried); got != want {
			t.Errorf("try %d says %d", want, got)
		}
		if want < 2 {
			retry := MinBackoff << want
			for at := next(t, s); !at.After(clock.Now()); at = next(t, s) {
				time.Sleep(time.Millisecond) // the failure is not stored yet
			}
			if at := next(t, s); at.Before(clock.Now().Add(retry)) || at.After(clock.Now().Add(retry+retry/10)) {
				t.Errorf("the next try is at %v", at)
			}
			waitForTimer(t, clock)
			clock.advance(retry + retry/10)
		}
	}
	settled(t, s, 0)
}

// waitForTimer waits until something sleeps.
func waitForTimer(t *testing.T, c *setClock) {
	t.Helper()
	for range 5000 {
		c.mu.Lock()
		asleep := slices.ContainsFunc(c.timers, func(x *setTimer) bool { return !x.done })
		c.mu.Unlock()
		if asleep {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("it never went to sleep")
}

// A stepClock is the wall clock of a machine that is suspended or whose clock
// is set: its timers know nothing of it.
type stepClock struct{ ahead atomic.Int64 }

func (c *stepClock) Now() time.Time { return time.Now().Round(0).Add(time.Duration(c.ahead.Load())) }

func (c *stepClock) AfterFunc(d time.Duration, f func()) func() bool {
	return time.AfterFunc(d, f).Stop
}

func TestAClockThatIsSetForwardMakesNothingLate(t *testing.T) {
	clock := &stepClock{}
	s := open(t, Options{Clock: clock})
	schedule(t, s, Job{At: clock.Now().Add(time.Hour), Kind: "a.b"})
	ran := make(chan bool, 1)
	running(t, s, clock, func(context.Context, Job) error { ran <- true; return nil })
	time.Sleep(50 * time.Millisecond) // it sleeps
	clock.ahead.Store(int64(2 * time.Hour))
	start := time.Now()
	receive(t, ran)
	if late := time.Since(start); late > compareEvery+500*time.Millisecond {
		t.Errorf("%v late", late)
	}
}

// While the clock was a year ahead marks were made, and the next sweep
// planned. Neither may stay for a year.
func TestAClockThatIsSetBackKeepsNothingForAYear(t *testing.T) {
	for _, restart := range []bool{true, false} {
		clock := &stepClock{}
		clock.ahead.Store(int64(365 * 24 * time.Hour))
		path := filepath.Join(t.TempDir(), "w.db")
		s := openAt(t, path, Options{Clock: clock})
		mark := s.Mark("web", "1")
		if err := s.Write(t.Context(), mark, func(tx *Tx) error { return tx.ScheduleCheckpoint() }); err != nil {
			t.Fatal(err)
		}
		if restart {
			closeNow(t, s)
			clock.ahead.Store(0)
			s = openAt(t, path, Options{Clock: clock})
			running(t, s, clock, nil)
		} else {
			mustWrite(t, s, func(tx *Tx) error { _, err := tx.Exec("UPDATE job SET at = at + 1000000"); return err })
			running(t, s, clock, nil)
			time.Sleep(50 * time.Millisecond) // it sleeps
			clock.ahead.Store(0)
		}
		var made, jobs int64
		for range 500 {
			err := s.Read(t.Context(), func(r *Reader) error {
				return errors.Join(r.QueryRow("SELECT at FROM handled").Scan(&made),
					r.QueryRow("SELECT COUNT(*) FROM job WHERE at > $1", time.Now().Add(2*sweepEvery)).Scan(&jobs))
			})
			if err != nil {
				t.Fatal(err)
			}
			if made <= time.Now().UnixMilli() && jobs == 0 {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if made > time.Now().UnixMilli() || jobs != 0 {
			t.Errorf("restart %v: a mark of %v, %d jobs in the future", restart, time.UnixMilli(made), jobs)
		}
		if known, err := s.Handled(t.Context(), mark); err != nil || !known {
			t.Errorf("restart %v: the mark is gone, %v", restart, err)
		}
	}
}

func TestSlowJobsMakeOthersNotLate(t *testing.T) {
	s := open(t, Options{})
	now := time.Now()
	for i := range 2 * PerKind {
		schedule(t, s, Job{At: now, Kind: "slow.deliver", Key: fmt.Sprint(i)})
	}
	var slow, most atomic.Int32
	late, leave := make(chan time.Duration, 1), make(chan bool)
	stop := running(t, s, wallClock{}, func(_ context.Context, j Job) error {
		if j.Kind == "slow.deliver" {
			if n := slow.Add(1); n > most.Load() {
				most.Store(n)
			}
			<-leave
			slow.Add(-1)
			return nil
		}
		late <- time.Since(j.At)
		return nil
	})
	for slow.Load() < PerKind {
		time.Sleep(time.Millisecond)
	}
	schedule(t, s, Job{At: time.Now().Add(50 * time.Millisecond), Kind: "poll.close"})
	if d := receive(t, late); d > time.Second {
		t.Errorf("%v late", d)
	}
	// The store's own work goes on as well.
	mustWrite(t, s, checkpointNow)
	for i := 0; own(t, s, kindCheckpoint) > 0; i++ {
		if i == 5000 {
			t.Fatal("the log is never emptied")
		}
		time.Sleep(time.Millisecond)
	}
	close(leave)
	settled(t, s, 0)
	stop()
	if most.Load() != PerKind {
		t.Errorf("%d of one kind at once", most.Load())
	}
}

// checkpointNow does not wait for others to join.
func checkpointNow(tx *Tx) error {
	if err := tx.ScheduleCheckpoint(); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE job SET at = 0 WHERE kind = $1", kindCheckpoint)
	return err
}

// own counts the jobs of the store itself.
func own(t *testing.T, s *Store, kind string) (n int) {
	t.Helper()
	err := s.Read(t.Context(), func(r *Reader) error {
		return r.QueryRow("SELECT COUNT(*) FROM job WHERE kind = $1", kind).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPlaces(t *testing.T) {
	p := places{}
	n := 0
	for kind := range 10 {
		for p.take(fmt.Sprint(kind)) {
			n++
		}
	}
	if n != Workers || p.others() != Workers {
		t.Errorf("%d at once", n)
	}
	if sql, _ := p.which(0); sql != "AND kind LIKE 'store.%'" || !p.take(kindSweep) || p.taken() != Workers+1 {
		t.Errorf("no place for the store's own: %s", sql)
	}
	p.leave("1")
	if sql, args := p.which(2); strings.Count(sql, "kind <> $") != Workers/PerKind-1 || len(args) != Workers/PerKind-1 || !strings.Contains(sql, "$3") {
		t.Errorf("%s %v", sql, args)
	}
	if !p.take("new") || p.take("1") {
		t.Error("one place was left")
	}
}

func TestATryHasAnEnd(t *testing.T) {
	s := open(t, Options{})
	s.jobs.limit = 20 * time.Millisecond
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"})
	due := func(do func(ctx context.Context, j Job) error) {
		t.Helper()
		if n, err := s.RunDue(t.Context(), next(t, s), do); n != 1 || err != nil {
			t.Fatal(n, err)
		}
	}
	due(func(ctx context.Context, _ Job) error { <-ctx.Done(); return ctx.Err() })
	due(func(_ context.Context, j Job) error {
		if j.Tries != 1 {
			t.Errorf("the try did not count: %d", j.Tries)
		}
		return nil
	})
}

func TestTheEndWaitsForWhatIsUnderWay(t *testing.T) {
	s := open(t, Options{})
	schedule(t, s, Job{Kind: "a.b", Key: "1"})
	begun, leave := make(chan bool), make(chan bool)
	stop := running(t, s, wallClock{}, func(ctx context.Context, j Job) error {
		begun <- true
		<-leave
		return ctx.Err()
	})
	receive(t, begun)
	if err := s.RunJobs(t.Context(), wallClock{}, nil); err == nil {
		t.Error("two ran jobs")
	}
	stopped := make(chan bool)
	go func() { stop(); close(stopped) }()
	select {
	case <-stopped:
		t.Error("it did not wait")
	case <-time.After(50 * time.Millisecond):
	}
	close(leave)
	receive(t, stopped)
	if !next(t, s).IsZero() {
		t.Error("what was finished at the end was not stored")
	}
}

func TestTheEndDoesNotWaitForEver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	s := openAt(t, path, Options{Grace: 20 * time.Millisecond})
	schedule(t, s, Job{Kind: "a.b", Key: "1"})
	begun := make(chan bool)
	stop := running(t, s, wallClock{}, func(ctx context.Context, _ Job) error {
		begun <- true
		<-ctx.Done()
		return ctx.Err()
	})
	receive(t, begun)
	stop()
	if got := due(t, s, time.Now(), nil); len(got) != 1 || got[0].Tries != 0 {
		t.Errorf("left: %v", got)
	}
}

// What came of a job is stored when the disk has room again.
func TestTheEndOfAJobIsNotForgotten(t *testing.T) {
	clock := newClock()
	logged := make(lines, 100)
	s := open(t, Options{Clock: clock, Log: logTo(logged)})
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"})
	readOnly := func(on int) {
		t.Helper()
		s.writer.use.Lock()
		defer s.writer.use.Unlock()
		if _, err := s.writer.c.exec(fmt.Sprintf("PRAGMA query_only(%d)", on)); err != nil {
			t.Error(err)
		}
	}
	ran := make(chan bool, 10)
	running(t, s, clock, func(context.Context, Job) error {
		readOnly(1)
		ran <- true
		return nil
	})
	receive(t, ran)
	if line := receive(t, logged); !strings.Contains(line, "cannot store the end") {
		t.Errorf("logged %s", line)
	}
	readOnly(0)
	for left := true; left; left = jobs(t, s) > 0 {
		clock.advance(time.Second)
		time.Sleep(time.Millisecond)
	}
	if len(ran) != 0 {
		t.Error("it ran twice")
	}
}
