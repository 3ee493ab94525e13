package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// ReadLimit is how long one read may take. A read that goes on keeps the log
// from being emptied, and with it what was deleted.
const ReadLimit = time.Second

// ReadWait is how long a read waits for its turn before it is refused with
// ErrTooManyReads: as long as a write. A queue is no fault, and whoever cannot
// wait that long has a shorter context.
const ReadWait = WriteLimit

const (
	maxReaders  = 8 // connections that read at once
	idleReaders = 4 // of those, how many stay open
	readTries   = 3 // of a read that can be repeated
)

// A Reader is one read: everything it returns is of the same moment. It is
// valid until the function it was given to returns.
type Reader struct{ ses session }

// Query runs a SELECT.
func (r *Reader) Query(query string, args ...any) (*Rows, error) { return r.ses.query(query, args) }

// QueryRow runs a SELECT for one row.
func (r *Reader) QueryRow(query string, args ...any) *Row { return r.ses.queryRow(query, args) }

// A Querier is what a Tx and a Reader have in common, for a query that is
// needed in both.
type Querier interface {
	Query(query string, args ...any) (*Rows, error)
	QueryRow(query string, args ...any) *Row
}

var (
	_ Querier = (*Tx)(nil)
	_ Querier = (*Reader)(nil)
)

// Read runs fn on a consistent snapshot, in the caller's goroutine, and
// returns its error. After ReadLimit, or when ctx ends, the snapshot is gone:
// every further use of r fails, and Read returns ErrReadTooLong or the error
// of ctx. So copy what is needed and work on it after Read. Inside a write it
// sees what was there before: use the Tx.
//
// A read that waits for its turn for ReadWait gets ErrTooManyReads. fn must not
// call Read: enough of those would wait for each other. In tests that panics.
func (s *Store) Read(ctx context.Context, fn func(r *Reader) error) (err error) {
	if testing.Testing() {
		id := goroutine()
		if _, twice := s.readers.inside.LoadOrStore(id, true); twice {
			panic("store: a read inside a read")
		}
		defer s.readers.inside.Delete(id)
	}
	c, err := s.readers.get(ctx)
	if err != nil {
		return err
	}
	if _, err := c.exec(sqlBeginRead); err != nil {
		s.readers.drop(c)
		return err
	}
	r := &Reader{ses: session{c: c}}
	limit := newWatch(func() { r.stop(fmt.Errorf("%w after %v", ErrReadTooLong, ReadLimit)) })
	timer := time.AfterFunc(ReadLimit, limit.run)
	ended := newWatch(func() { r.stop(ctx.Err()) })
	unwatch := context.AfterFunc(ctx, ended.run)
	defer func() {
		if !timer.Stop() {
			<-limit.done
		}
		if !unwatch() {
			<-ended.done
		}
		stopped := r.ses.over
		r.stop(ErrClosed)
		if stopped != nil {
			err = stopped
		}
		if r.ses.fatal != nil {
			s.readers.drop(c)
			return
		}
		s.readers.put(c)
	}()
	return fn(r)
}

// again runs a read that only looks up a few rows, and runs it anew when it was
// ended after ReadLimit: the limit is for the log, and a machine that stalls
// for a second is no reason to fail whoever asks. fn must be harmless to repeat.
func (s *Store) again(ctx context.Context, fn func(r *Reader) error) (err error) {
	for range readTries {
		if err = s.Read(ctx, fn); !errors.Is(err, ErrReadTooLong) {
			break
		}
	}
	return err
}

// stop ends the transaction, also while a statement of it runs.
func (r *Reader) stop(reason error) {
	for !r.ses.mu.TryLock() {
		r.ses.c.interrupt()
		time.Sleep(time.Millisecond)
	}
	defer r.ses.mu.Unlock()
	if r.ses.over != nil {
		return
	}
	r.ses.endLocked(reason)
	if _, err := r.ses.c.exec(sqlRollback); err != nil && r.ses.fatal == nil {
		r.ses.fatal = err
	}
}

// A watch is a function that may run in another goroutine, and that can be
// waited for.
type watch struct {
	f    func()
	done chan struct{}
}

func newWatch(f func()) watch { return watch{f, make(chan struct{})} }

func (w watch) run() {
	defer close(w.done)
	w.f()
}

// readers are the connections that read.
type readers struct {
	path   string
	access access
	slots  chan struct{}
	limit  time.Duration // of the wait: ReadWait; shorter in tests
	inside sync.Map      // in tests, the goroutines that read

	mu     sync.Mutex
	idle   []*conn
	closed bool
}

func newReaders(path string) *readers {
	return &readers{path: path, access: toRead, limit: ReadWait, slots: make(chan struct{}, maxReaders)}
}

func (rs *readers) get(ctx context.Context) (*conn, error) {
	select {
	case rs.slots <- struct{}{}:
	default:
		patience := time.NewTimer(rs.limit)
		defer patience.Stop()
		select {
		case rs.slots <- struct{}{}:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-patience.C:
			return nil, ErrTooManyReads
		}
	}
	rs.mu.Lock()
	if rs.closed {
		rs.mu.Unlock()
		<-rs.slots
		return nil, ErrClosed
	}
	if n := len(rs.idle); n > 0 {
		c := rs.idle[n-1]
		rs.idle = rs.idle[:n-1]
		rs.mu.Unlock()
		return c, nil
	}
	rs.mu.Unlock()
	c, err := connect(ctx, rs.path, rs.access)
	if err != nil {
		<-rs.slots
	}
	return c, err
}

func (rs *readers) put(c *conn) {
	rs.mu.Lock()
	keep := !rs.closed && len(rs.idle) < idleReaders
	if keep {
		rs.idle = append(rs.idle, c)
	}
	rs.mu.Unlock()
	if !keep {
		_ = c.close() // a reader has nothing to lose
	}
	<-rs.slots
}

// drop closes a connection that cannot be trusted any more.
func (rs *readers) drop(c *conn) {
	_ = c.close()
	<-rs.slots
}

// close waits for the reads under way, which takes ReadLimit at most.
func (rs *readers) close() error {
	rs.mu.Lock()
	if rs.closed {
		rs.mu.Unlock()
		return nil
	}
	rs.closed = true
	idle := rs.idle
	rs.idle = nil
	rs.mu.Unlock()
	for range maxReaders {
		rs.slots <- struct{}{}
	}
	var errs []error
	for _, c := range idle {
		errs = append(errs, c.close())
	}
	for range maxReaders {
		<-rs.slots // late comers find it closed
	}
	return errors.Join(errs...)
}
