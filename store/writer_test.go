package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"modernc.org/sqlite"
)

// hold keeps the writer busy, so that what is written meanwhile waits
// together. The function it returns lets it go on, and returns what became of
// the write that held it.
func hold(t *testing.T, s *Store) (release func() error) {
	t.Helper()
	inside, leave, result := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		result <- s.Write(context.Background(), "", func(*Tx) error {
			close(inside)
			<-leave
			return nil
		})
	}()
	<-inside
	release = sync.OnceValue(func() error { close(leave); return <-result })
	t.Cleanup(func() { _ = release() }) // the test that wants to know has asked
	return release
}

func letGo(t *testing.T, release func() error) {
	t.Helper()
	if err := release(); err != nil {
		t.Error(err)
	}
}

// waitFor waits until so many writes are in the queue.
func waitFor(t *testing.T, s *Store, n int) {
	t.Helper()
	for range 5000 {
		s.writer.mu.Lock()
		got := len(s.writer.pending)
		s.writer.mu.Unlock()
		if got == n {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("never %d writes in the queue", n)
}

func TestWritesThatWaitShareACommit(t *testing.T) {
	s := open(t, Options{})
	release := hold(t, s)
	var all sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		all.Go(func() {
			errs[i] = s.Write(context.Background(), "", func(tx *Tx) error {
				if err := setNote(fmt.Sprintf("person-%02d", i))(tx); err != nil {
					return err
				}
				switch {
				case i == 3:
					return errors.New("three")
				case i == 7:
					_, err := tx.Exec("INSERT INTO note (kind) VALUES ('no data')")
					return err
				}
				return nil
			})
		})
	}
	waitFor(t, s, len(errs))
	commits := 0
	hook := s.writer.c.driver.(interface{ RegisterCommitHook(sqlite.CommitHookFn) })
	hook.RegisterCommitHook(func() int32 { commits++; return 0 })
	letGo(t, release)
	all.Wait()
	if commits != 1 {
		t.Errorf("%d commits", commits)
	}
	var want []string
	for i, err := range errs {
		if failed := i == 3 || i == 7; failed != (err != nil) {
			t.Errorf("%d: %v", i, err)
		} else if !failed {
			want = append(want, fmt.Sprintf("person-%02d", i))
		}
	}
	if diff := cmp.Diff(want, notes(t, s)); diff != "" {
		t.Errorf("an error undoes its own write and no other: %s", diff)
	}
}

func TestACommitThatFailsIsEverybodysError(t *testing.T) {
	s := open(t, Options{})
	// The only thing SQLite checks as late as the commit.
	s.writer.use.Lock()
	for _, q := range []string{
		"CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT",
		"CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
	} {
		if _, err := s.writer.c.exec(q); err != nil {
			t.Fatal(err)
		}
	}
	s.writer.use.Unlock()
	release := hold(t, s)
	var all sync.WaitGroup
	errs := make([]error, 3)
	for i, fn := range []func(*Tx) error{
		setNote("ann"),
		func(tx *Tx) error { _, err := tx.Exec("INSERT INTO child VALUES (1)"); return err },
		func(*Tx) error { return errors.New("my own") },
	} {
		all.Go(func() { errs[i] = s.Write(context.Background(), "", fn) })
	}
	waitFor(t, s, 3)
	if err := release(); err == nil {
		t.Error("who was first in the batch got no error")
	}
	all.Wait()
	if errs[0] == nil || !strings.Contains(errs[0].Error(), "FOREIGN KEY") || errs[1] == nil {
		t.Errorf("got %v, %v", errs[0], errs[1])
	}
	if errs[2] == nil || !strings.Contains(errs[2].Error(), "FOREIGN KEY") {
		t.Errorf("who had failed already got %v", errs[2])
	}
	mustWrite(t, s, setNote("bob"))
	if diff := cmp.Diff([]string{"bob"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
}

// What a write read before it failed is undone with the rest, so its own error
// may be about something that is not there: a twin of an event would be
// dropped as handled although nothing of it is stored.
func TestALostBatchIsNobodysAnswer(t *testing.T) {
	s := open(t, Options{})
	release := hold(t, s)
	mark := s.Mark("web", "event-1")
	results := make([]chan error, 5)
	for i, w := range []struct {
		mark string
		fn   func(*Tx) error
	}{
		{mark, setNote("ann")},
		{mark, setNote("ann")},
		{"", func(tx *Tx) error {
			var n int
			if err := tx.QueryRow("SELECT COUNT(*) FROM note").Scan(&n); err != nil || n > 0 {
				return errors.Join(err, errors.New("you answered already"))
			}
			return nil
		}},
		{"", func(*Tx) error { panic("boom") }},
		{"", func(tx *Tx) error { tx.ses.fatal = fileError(ErrFull, s.path, nil); return errors.New("my own") }},
	} {
		results[i] = make(chan error, 1)
		go func() {
			defer func() {
				if v := recover(); v != nil {
					results[i] <- v.(error)
				}
			}()
			results[i] <- s.Write(context.Background(), w.mark, w.fn)
		}()
		waitFor(t, s, i+1)
	}
	if err := release(); !errors.Is(err, ErrFull) {
		t.Errorf("who was first got %v", err)
	}
	for i := range results {
		err := receive(t, results[i])
		if panicked := i == 3; panicked != (err != nil && err.Error() == "panic: boom") || panicked == errors.Is(err, ErrFull) {
			t.Errorf("%d got %v", i, err)
		}
	}
	if known, err := s.Handled(t.Context(), mark); err != nil || known || len(notes(t, s)) != 0 {
		t.Errorf("handled: %v, %v; notes %v", known, err, notes(t, s))
	}
	if err := s.Write(t.Context(), mark, setNote("ann")); err != nil {
		t.Errorf("delivered again: %v", err)
	}
}

func TestAMarkIsHandledOnce(t *testing.T) {
	s := open(t, Options{})
	mark := s.Mark("web", "event-1")
	failed := errors.New("failed")
	if err := s.Write(t.Context(), mark, func(*Tx) error { return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if known, err := s.Handled(t.Context(), mark); err != nil || known {
		t.Errorf("a failed write is not handled: %v, %v", known, err)
	}
	var ran atomic.Int32
	var all sync.WaitGroup
	var handled atomic.Int32
	for range 10 {
		all.Go(func() {
			err := s.Write(context.Background(), mark, func(tx *Tx) error { ran.Add(1); return setNote("ann")(tx) })
			switch {
			case errors.Is(err, ErrHandled):
				handled.Add(1)
			case err != nil:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if ran.Load() != 1 || handled.Load() != 9 {
		t.Errorf("ran %d times, %d were told", ran.Load(), handled.Load())
	}
	if known, err := s.Handled(t.Context(), mark); err != nil || !known {
		t.Errorf("Handled: %v, %v", known, err)
	}
}

func TestACancelledWriteIsNotBegun(t *testing.T) {
	s := open(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	release := hold(t, s)
	got := make(chan error)
	go func() { got <- s.Write(ctx, "", setNote("cancelled")) }()
	waitFor(t, s, 1)
	cancel()
	if err := <-got; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	letGo(t, release)
	if err := s.Write(ctx, "", setNote("too late")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	// Once it has begun it is written.
	ctx, cancel = context.WithCancel(t.Context())
	if err := s.Write(ctx, "", func(tx *Tx) error { cancel(); return setNote("begun")(tx) }); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"begun"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestAPanicContinuesAtTheCaller(t *testing.T) {
	s := open(t, Options{})
	boom := errors.New("boom")
	func() {
		defer func() {
			p, ok := recover().(*PanicError)
			if !ok || !errors.Is(p, boom) || !strings.Contains(string(p.Stack), "TestAPanicContinuesAtTheCaller") {
				t.Errorf("recovered %v", p)
			}
		}()
		_ = s.Write(t.Context(), s.Mark("web", "1"), func(tx *Tx) error {
			if err := setNote("ann")(tx); err != nil {
				t.Error(err)
			}
			panic(boom)
		})
		t.Error("Write returned")
	}()
	mustWrite(t, s, setNote("bob"))
	if diff := cmp.Diff([]string{"bob"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
	if known, err := s.Handled(t.Context(), s.Mark("web", "1")); err != nil || known {
		t.Errorf("Handled: %v, %v", known, err)
	}
}

// t.Fatal ends the goroutine it is called in, and here that is the writer.
func TestGoexitInsideAWriteEndsOnlyThatWrite(t *testing.T) {
	s := open(t, Options{})
	release := hold(t, s)
	var all sync.WaitGroup
	errs := make([]error, 3)
	for i := range errs {
		all.Go(func() {
			errs[i] = s.Write(context.Background(), "", func(tx *Tx) error {
				if err := setNote(fmt.Sprint(i))(tx); err != nil {
					return err
				}
				if i == 1 {
					var dead testing.T
					dead.SkipNow()
				}
				return nil
			})
		})
	}
	waitFor(t, s, 3)
	letGo(t, release)
	all.Wait()
	var p *PanicError
	if errs[0] != nil || !errors.As(errs[1], &p) || errs[2] != nil {
		t.Errorf("got %v", errs)
	}
	mustWrite(t, s, setNote("3"))
	if diff := cmp.Diff([]string{"0", "2", "3"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestAWriteInsideAWriteIsAProgrammerError(t *testing.T) {
	s := open(t, Options{})
	recovered := func(fn func()) (v any) {
		defer func() { v = recover() }()
		fn()
		return nil
	}
	mustWrite(t, s, func(*Tx) error {
		if v := recovered(func() { _ = s.Write(context.Background(), "", setNote("ann")) }); v == nil {
			t.Error("Write did not panic")
		}
		if v := recovered(func() { s.Outside("a send") }); v != "store: a send inside a write transaction" {
			t.Errorf("Outside: %v", v)
		}
		if _, err := s.Checkpoint(context.Background()); !errors.Is(err, ErrNested) {
			t.Errorf("Checkpoint: %v", err)
		}
		// Another goroutine is not inside.
		done := make(chan any)
		go func() { done <- recovered(func() { s.Outside("a send") }) }()
		if v := <-done; v != nil {
			t.Errorf("Outside in another goroutine: %v", v)
		}
		return nil
	})
	s.Outside("a send")
}

func TestATransactionEndsWithItsFunction(t *testing.T) {
	s := open(t, Options{})
	var kept *Tx
	var rows *Rows
	mustWrite(t, s, func(tx *Tx) error {
		kept = tx
		if err := setNote("ann")(tx); err != nil {
			return err
		}
		var err error
		rows, err = tx.Query("SELECT person FROM note")
		return err // the rows are left open
	})
	if rows.Next() || !errors.Is(rows.Err(), ErrClosed) {
		t.Errorf("rows: %v", rows.Err())
	}
	if err := setNote("bob")(kept); !errors.Is(err, ErrClosed) {
		t.Errorf("Exec: %v", err)
	}
	if err := kept.QueryRow("SELECT 1").Scan(new(int)); !errors.Is(err, ErrClosed) {
		t.Errorf("QueryRow: %v", err)
	}
	if err := kept.Schedule(Job{Kind: "test.x"}); !errors.Is(err, ErrClosed) {
		t.Errorf("Schedule: %v", err)
	}
}

func TestAFunctionCannotLeaveItsTransaction(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		for _, q := range []string{"COMMIT", " rollback", "BEGIN", "SAVEPOINT x", "RELEASE w", "PRAGMA foreign_keys = 0", "DROP TABLE note", "ATTACH 'x' AS y", "VACUUM", "", "-- x"} {
			if _, err := tx.Exec(q); err == nil {
				t.Errorf("%q was allowed", q)
			}
		}
		return setNote("ann")(tx)
	})
	err := s.Read(t.Context(), func(r *Reader) error {
		for _, q := range []string{"DELETE FROM note", "WITH x AS (SELECT 1) DELETE FROM note", "COMMIT"} {
			if rows, err := r.Query(q); err == nil && (rows.Next() || rows.Err() == nil) {
				t.Errorf("%q was allowed", q)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"ann"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestCloseWaitsForWhatWasAskedBefore(t *testing.T) {
	s := open(t, Options{})
	release := hold(t, s)
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			if err := s.Write(context.Background(), "", setNote(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		})
	}
	waitFor(t, s, 10)
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	letGo(t, release)
	all.Wait()
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	if got := len(notes(t, openAt(t, s.path, Options{}))); got != 10 {
		t.Errorf("%d were written", got)
	}
}

// Nobody can tell that another goroutine belongs to the function that waits
// for it, so a limit sees to it that they do not wait for each other for ever.
func TestAWriteDoesNotWaitForEver(t *testing.T) {
	s := open(t, Options{})
	s.writer.limit = 20 * time.Millisecond
	inner := make(chan error)
	mustWrite(t, s, func(tx *Tx) error {
		go func() { inner <- s.Write(context.Background(), "", setNote("inner")) }()
		if err := <-inner; !errors.Is(err, ErrWriteTooLong) {
			t.Errorf("got %v", err)
		}
		return setNote("outer")(tx)
	})
	mustWrite(t, s, setNote("next"))
	if diff := cmp.Diff([]string{"next", "outer"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
}
