package store

import (
	"bytes"
	"context"
	"os"
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
		return tx.ScheduleCheckpoint()
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
