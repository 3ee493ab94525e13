package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

func TestABackupIsWholeAndOfOneMoment(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "unnamed")
	stop, working := make(chan bool), make(chan bool)
	go func() { // people go on answering
		defer close(working)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				if _, err := cast(s, ballot("p", fmt.Sprintf("voter-%d", i), "0")); err != nil {
					t.Error(err)
				}
			}
		}
	}()
	dir := t.TempDir()
	beside, err := OpenReadOnly(t.Context(), s.path)
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	for i, from := range []*Store{s, beside, s, beside} {
		path := filepath.Join(dir, fmt.Sprintf("%d.db", i))
		if err := from.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		before := contents(t, dir)
		if err := s.Backup(t.Context(), path); !errors.Is(err, fs.ErrExist) {
			t.Errorf("once more: %v", err)
		}
		if contents(t, dir) != before {
			t.Error("something was changed by a backup that was refused")
		}
	}
	close(stop)
	<-working
	last := 0
	for i := range 4 {
		b := openAt(t, filepath.Join(dir, fmt.Sprintf("%d.db", i)), Options{})
		got := rowsOf(t, b, "p")
		if got.voters < last || got != (stored{got.voters, got.voters, got.voters, got.voters}) {
			t.Errorf("backup %d has %+v, the one before %d", i, got, last)
		}
		last = got.voters
		if first, err := cast(b, ballot("p", "new", "1")); !first || err != nil { // it works as a database
			t.Error(first, err)
		}
		closePoll(t, b, "p")
	}
	if last == 0 {
		t.Error("nobody answered: this test cannot see")
	}
}

func TestABackupThatFailsLeavesNothing(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		for i := range 200 {
			if _, err := tx.Exec("INSERT INTO note (kind, platform, person, data) VALUES ('test', 'web', $1, $2)", fmt.Sprint(i), make([]byte, 20<<10)); err != nil {
				return err
			}
		}
		return nil
	})
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Backup(ctx, filepath.Join(dir, "a.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before: %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 2*time.Millisecond)
	defer cancel()
	if err := s.Backup(ctx, filepath.Join(dir, "b.db")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended meanwhile: %v", err)
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "none", "c.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	if got := contents(t, dir); got != "" {
		t.Errorf("left: %.200s", got)
	}
	err := s.Write(t.Context(), "", func(tx *Tx) error { return s.Backup(context.Background(), filepath.Join(dir, "d.db")) })
	if !errors.Is(err, ErrNested) {
		t.Errorf("inside a write: %v", err)
	}
}

// The pages of a copy are filled in the order of their keys, so that the order
// in which people answered can not be seen in it.
func TestABackupDoesNotShowTheOrderOfAnswers(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "final")
	var tags [][]byte
	for range 30 {
		tag := make([]byte, 32)
		if _, err := rand.Read(tag); err != nil {
			t.Fatal(err)
		}
		b := ballot("p", "", "0")
		b.Voter, b.Final = tag, true
		if _, err := cast(s, b); err != nil {
			t.Fatal(err)
		}
		tags = append(tags, tag)
	}
	path := filepath.Join(t.TempDir(), "b.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	// sorted tells whether where they stand follows from what they are.
	sorted := func(path string) bool {
		t.Helper()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range tags {
			for _, b := range tags {
				at, bt := bytes.Index(data, a), bytes.Index(data, b)
				if at < 0 || bt < 0 {
					t.Fatal("a tag is not there")
				}
				if bytes.Compare(a, b) < 0 && at < bt {
					return false // a page is filled from its end
				}
			}
		}
		return true
	}
	if !sorted(path) {
		t.Error("the copy is not in the order of its keys")
	}
	if sorted(s.path) {
		t.Error("the database itself is: this test cannot see")
	}
}

// BenchmarkBackup is a copy of 50 MB while somebody goes on writing.
func BenchmarkBackup(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for i := range 400 {
		err := s.Write(b.Context(), "", func(tx *Tx) error {
			for j := range 500 {
				if err := setNote(fmt.Sprintf("%08d-%0200d", i*500+j, 0))(tx); err != nil {
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
	stop := make(chan bool)
	var working sync.WaitGroup
	working.Go(func() {
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
	})
	dir, reading := b.TempDir(), time.Duration(0)
	b.ResetTimer()
	for i := range b.N {
		to := filepath.Join(dir, fmt.Sprintf("raw-%d", i))
		if err := os.WriteFile(to, nil, 0o600); err != nil {
			b.Fatal(err)
		}
		c, err := connect(b.Context(), s.path, toCopy)
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		if _, err := c.exec("VACUUM INTO $1", to); err != nil {
			b.Fatal(err)
		}
		reading += time.Since(start)
		if err := c.close(); err != nil {
			b.Fatal(err)
		}
	}
	copied := b.Elapsed()
	for i := range b.N {
		if err := s.Backup(b.Context(), filepath.Join(dir, fmt.Sprintf("%d.db", i))); err != nil {
			b.Fatal(err)
		}
	}
	whole := b.Elapsed() - copied
	b.StopTimer()
	close(stop)
	working.Wait()
	info, err := os.Stat(filepath.Join(dir, "0.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MB")
	b.ReportMetric(float64(reading.Milliseconds())/float64(b.N), "ms-reading")
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms-whole")
	b.ReportMetric(float64(longest.Microseconds())/1000, "max-ms-write")
}
