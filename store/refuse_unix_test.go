//go:build unix

package store

import (
	"errors"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// lower sets a limit of this process until the function it returns is called.
func lower(t *testing.T, what int, to uint64) (restore func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(what, &was); err != nil {
		t.Fatal(err)
	}
	now := was
	now.Cur = to
	if err := syscall.Setrlimit(what, &now); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(what, &was); err != nil {
			t.Fatal(err)
		}
	}
}

// A quota is an error of the disk to SQLite, which knows only ENOSPC by name.
// A limit on the size of files comes the same way and can be had in a test.
func TestAFileThatMayNotGrowIsAFullDisk(t *testing.T) {
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	s := open(t, Options{})
	log, err := os.Stat(s.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	restore := lower(t, syscall.RLIMIT_FSIZE, uint64(log.Size()))
	err = s.Write(t.Context(), "", setNote("ann"))
	restore()
	if !errors.Is(err, ErrFull) || !errors.Is(err, syscall.EFBIG) || !strings.Contains(err.Error(), "make room") {
		t.Errorf("got %v", err)
	}
	mustWrite(t, s, setNote("bob"))
	if got := strings.Join(notes(t, s), " "); got != "bob" {
		t.Errorf("there is %s", got)
	}
}

func TestWithoutFileHandles(t *testing.T) {
	s := open(t, Options{})
	restore := lower(t, syscall.RLIMIT_NOFILE, 3)
	_, err := s.Note(t.Context(), "a", "b", "c") // the first reader opens its connection
	_, err2 := Open(t.Context(), s.path+"2", Options{})
	restore()
	for _, err := range []error{err, err2} {
		if !errors.Is(err, ErrResources) || strings.Contains(err.Error(), "permission to") || !strings.Contains(err.Error(), "ulimit") {
			t.Errorf("got %v", err)
		}
	}
	if _, err := s.Note(t.Context(), "a", "b", "c"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
