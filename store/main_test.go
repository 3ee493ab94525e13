package store

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite testdata/schema.sql")

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("STORE_TEST_VICTIM"); path != "" {
		victim(path)
	}
	if dir := os.Getenv("STORE_TEST_KEYS"); dir != "" {
		keyVictim(dir)
	}
	if path := os.Getenv("STORE_TEST_CLOSER"); path != "" {
		closerVictim(path)
	}
	os.Exit(m.Run())
}

func open(t *testing.T, opt Options) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "wegwijs.db"), opt)
}

func openAt(t *testing.T, path string, opt Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func closeNow(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustWrite(t *testing.T, s *Store, fn func(tx *Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), "", fn); err != nil {
		t.Fatal(err)
	}
}

// setNote is the smallest write there is.
func setNote(person string) func(tx *Tx) error {
	return func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO note (kind, platform, person, data) VALUES ('test', 'web', $1, $2)", person, []byte("x"))
		return err
	}
}

// notes returns who has one.
func notes(t *testing.T, s *Store) []string {
	t.Helper()
	var people []string
	err := s.Read(t.Context(), func(r *Reader) error {
		rows, err := r.Query("SELECT person FROM note ORDER BY person")
		if err != nil {
			return err
		}
		for rows.Next() {
			var p string
			if err := rows.Scan(&p); err != nil {
				return err
			}
			people = append(people, p)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return people
}

// setClock is a clock that stands still until it is told otherwise.
type setClock struct {
	mu     sync.Mutex
	now    time.Time
	timers []*setTimer
}

type setTimer struct {
	at   time.Time
	f    func()
	done bool
}

func newClock() *setClock {
	return &setClock{now: time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)}
}

func (c *setClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *setClock) AfterFunc(d time.Duration, f func()) func() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &setTimer{at: c.now.Add(d), f: f}
	c.timers = append(c.timers, t)
	return func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		was := t.done
		t.done = true
		return !was
	}
}

func (c *setClock) advance(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	var due []func()
	c.timers = slices.DeleteFunc(c.timers, func(t *setTimer) bool {
		if t.done {
			return true
		}
		if t.at.After(c.now) {
			return false
		}
		t.done = true
		due = append(due, t.f)
		return true
	})
	c.mu.Unlock()
	for _, f := range due {
		go f()
	}
}
