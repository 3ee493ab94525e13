package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAReadIsOfOneMoment(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, setNote("ann"))
	count := func(q Querier) (n int) {
		if err := q.QueryRow("SELECT COUNT(*) FROM note").Scan(&n); err != nil {
			t.Error(err)
		}
		return n
	}
	err := s.Read(t.Context(), func(r *Reader) error {
		before := count(r)
		if err := s.Write(context.Background(), "", setNote("bob")); err != nil {
			return err
		}
		if after := count(r); before != 1 || after != 1 {
			t.Errorf("%d, then %d", before, after)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, func(tx *Tx) error {
		if err := setNote("cas")(tx); err != nil {
			return err
		}
		if n := count(tx); n != 3 {
			t.Errorf("a write sees %d", n)
		}
		return nil
	})
}

// endless makes SQLite work for as long as it is let.
const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"

func TestNoReadOutlivesItsLimit(t *testing.T) {
	s := open(t, Options{})
	tests := map[string]func(r *Reader) error{
		"a statement that never ends": func(r *Reader) error {
			return r.QueryRow(endless).Scan(new(int))
		},
		"a step that never ends": func(r *Reader) error {
			rows, err := r.Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 3")
			if err != nil {
				return err
			}
			for rows.Next() {
			}
			return rows.Err()
		},
		"rows without end": func(r *Reader) error {
			rows, err := r.Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
			if err != nil {
				return err
			}
			for rows.Next() {
			}
			return nil // the error is not looked at
		},
		"thinking": func(r *Reader) error {
			time.Sleep(ReadLimit + 200*time.Millisecond)
			return r.QueryRow("SELECT 1").Scan(new(int))
		},
	}
	var all sync.WaitGroup
	for name, fn := range tests {
		all.Go(func() {
			start := time.Now()
			err := s.Read(context.Background(), fn)
			if !errors.Is(err, ErrReadTooLong) {
				t.Errorf("%s: %v", name, err)
			}
			if took := time.Since(start); took < ReadLimit || took > 5*time.Second {
				t.Errorf("%s: took %v", name, took)
			}
		})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	all.Go(func() {
		if err := s.Read(ctx, tests["a statement that never ends"]); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("cancelled: %v", err)
		}
	})
	all.Wait()
	// No connection suffers from it.
	for range 2 * maxReaders {
		if len(notes(t, s)) != 0 {
			t.Error("notes out of nothing")
		}
	}
}

func TestManyReadAtOnce(t *testing.T) {
	s := open(t, Options{})
	var all sync.WaitGroup
	for g := range 20 {
		all.Go(func() {
			for i := range 20 {
				if g == 0 {
					if err := s.Write(context.Background(), "", setNote(fmt.Sprint(i))); err != nil {
						t.Error(err)
					}
					continue
				}
				err := s.Read(context.Background(), func(r *Reader) error { return r.QueryRow("SELECT COUNT(*) FROM note").Scan(new(int)) })
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(s.readers.idle); n > idleReaders {
		t.Errorf("%d readers stay open", n)
	}
}

func TestAPanicInAReadLeavesTheConnectionWhole(t *testing.T) {
	s := open(t, Options{})
	for range maxReaders + 1 {
		func() {
			defer func() {
				if recover() != "boom" {
					t.Error("no panic")
				}
			}()
			_ = s.Read(t.Context(), func(r *Reader) error {
				if _, err := r.Query("SELECT 1"); err != nil {
					t.Error(err)
				}
				panic("boom")
			})
		}()
	}
	if len(notes(t, s)) != 0 {
		t.Error("notes out of nothing")
	}
}

func TestValuesComeBackAsTheyWent(t *testing.T) {
	type name string
	type level int8
	at := time.Date(2027, 1, 12, 9, 0, 0, 1, time.UTC)
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		var (
			text   string
			named  name
			small  level
			big    int64
			flag   bool
			raw    []byte
			none   []byte
			when   time.Time
			float  float64
			maybe  sql.Null[string]
			number sql.Null[int64]
			thing  any
			un     uint
		)
		err := tx.QueryRow("SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13",
			"a\x00é", name("n"), level(-3), int64(math.MinInt64), true, []byte{0, 1}, nil, at, 1.5, nil, 7, "any", uint(9)).
			Scan(&text, &named, &small, &big, &flag, &raw, &none, &when, &float, &maybe, &number, &thing, &un)
		if err != nil {
			return err
		}
		got := []any{text, named, small, big, flag, raw, none == nil, when, float, maybe.Valid, number.V, thing, un}
		want := []any{"a\x00é", name("n"), level(-3), int64(math.MinInt64), true, []byte{0, 1}, true,
			at.Add(time.Millisecond - time.Nanosecond), // rounded up
			1.5, false, int64(7), "any", uint(9)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		for q, dest := range map[string]any{
			"SELECT NULL": new(string), "SELECT 'x'": new(int), "SELECT 300": new(int8), "SELECT -1": new(uint),
			"SELECT 2": new(bool), "SELECT 1.5": new(int64), "SELECT 1": "not a pointer", "SELECT 1, 2": new(int),
		} {
			if err := tx.QueryRow(q).Scan(dest); err == nil {
				t.Errorf("%s into %T gave no error", q, dest)
			}
		}
		if err := tx.QueryRow("SELECT 1 WHERE 0").Scan(new(int)); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("no row: %v", err)
		}
		if _, err := tx.Exec("INSERT INTO note (kind, platform, person, data) VALUES ($1, $2, $3, $4)", "k", "p", "u", []byte{}); err != nil {
			t.Errorf("empty bytes: %v", err)
		}
		if err := tx.QueryRow("SELECT $1", struct{}{}).Scan(new(any)); err == nil {
			t.Error("a struct was an argument")
		}
		return nil
	})
}

func TestTheSameQueryWithinItsOwnRows(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		for _, p := range []string{"ann", "bob", "cas"} {
			if err := setNote(p)(tx); err != nil {
				return err
			}
		}
		const q = "SELECT person FROM note ORDER BY person"
		var pairs []string
		outer, err := tx.Query(q)
		if err != nil {
			return err
		}
		for outer.Next() {
			var a, b string
			if err := outer.Scan(&a); err != nil {
				return err
			}
			inner, err := tx.Query(q)
			if err != nil {
				return err
			}
			for inner.Next() {
				if err := inner.Scan(&b); err != nil {
					return err
				}
				pairs = append(pairs, a+b)
				if b == "bob" {
					if err := inner.Close(); err != nil {
						return err
					}
				}
			}
			if err := inner.Err(); err != nil && !errors.Is(err, ErrClosed) {
				return err
			}
		}
		if diff := cmp.Diff([]string{"annann", "annbob", "bobann", "bobbob", "casann", "casbob"}, pairs); diff != "" {
			t.Error(diff)
		}
		return outer.Err()
	})
}

func TestStatementsThatStayPreparedAreBounded(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		for i := range 2*maxStmts + 10 {
			var n int
			if err := tx.QueryRow(fmt.Sprintf("SELECT %d", i)).Scan(&n); err != nil || n != i {
				return fmt.Errorf("%d: %d, %w", i, n, err)
			}
		}
		return nil
	})
	if n := len(s.writer.c.stmts); n > maxStmts {
		t.Errorf("%d statements", n)
	}
}

// A look-up that was ended because the machine stalled is done anew, and not for ever.
func TestALookUpIsDoneAgain(t *testing.T) {
	t.Parallel()
	s := open(t, Options{})
	for stalls, want := range map[int]error{1: nil, readTries: ErrReadTooLong} {
		tries := 0
		err := s.again(t.Context(), func(r *Reader) error {
			if tries++; tries <= stalls {
				time.Sleep(ReadLimit + 50*time.Millisecond)
			}
			var one int
			return r.QueryRow("SELECT 1").Scan(&one)
		})
		if !errors.Is(err, want) || tries != min(stalls+1, readTries) {
			t.Errorf("%d stalls, %d tries: %v", stalls, tries, err)
		}
	}
}

// A read that finds many before it waits its turn, also when that takes longer
// than one read may take: being busy is no fault.
func TestAReadWaitsItsTurn(t *testing.T) {
	t.Parallel()
	s := open(t, Options{})
	const rounds = 3
	var all sync.WaitGroup
	for range rounds * maxReaders {
		all.Go(func() {
			err := s.Read(t.Context(), func(*Reader) error {
				time.Sleep(ReadLimit * 2 / 3)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// Reads that never end, such as reads inside reads would be, are told.
func TestAReadDoesNotWaitForEver(t *testing.T) {
	s := open(t, Options{})
	s.readers.limit = 50 * time.Millisecond
	leave := make(chan bool)
	var begun, all sync.WaitGroup
	begun.Add(maxReaders)
	for range maxReaders {
		all.Go(func() {
			_ = s.Read(context.Background(), func(*Reader) error {
				begun.Done()
				<-leave
				return nil
			})
		})
	}
	begun.Wait()
	start := time.Now()
	_, err := s.Note(t.Context(), "a", "b", "c")
	if took := time.Since(start); !errors.Is(err, ErrTooManyReads) || took > ReadLimit+time.Second {
		t.Errorf("after %v: %v", took, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Note(ctx, "a", "b", "c"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(leave)
	all.Wait()
	if _, err := s.Note(t.Context(), "a", "b", "c"); err != nil {
		t.Error(err)
	}
}

func TestAReadInsideAReadIsAMistake(t *testing.T) {
	s := open(t, Options{})
	defer func() {
		if v := recover(); v != "store: a read inside a read" {
			t.Errorf("got %v", v)
		}
		if _, err := s.Note(t.Context(), "a", "b", "c"); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	}()
	_ = s.Read(t.Context(), func(*Reader) error {
		_, err := s.Note(t.Context(), "a", "b", "c")
		return err
	})
}
