package store

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// WriteLimit is how long a write waits for its turn before it is refused with
// ErrWriteTooLong.
const WriteLimit = 30 * time.Second

// maxBatch is how many writes share a commit at most. More would make the
// first of them wait longer for its answer than the sync it saves.
const maxBatch = 256

// A Tx is one write. It is valid until the function it was given to returns.
type Tx struct {
	ses   session
	store *Store
	wake  bool // something was scheduled
}

// Exec runs an INSERT, UPDATE or DELETE and returns how many rows it changed.
// Placeholders are $1, $2, …; times are stored as Unix milliseconds.
func (tx *Tx) Exec(query string, args ...any) (int64, error) { return tx.ses.exec(query, args) }

// Query runs a query that returns rows. It sees what this transaction wrote.
func (tx *Tx) Query(query string, args ...any) (*Rows, error) { return tx.ses.query(query, args) }

// QueryRow runs a query for one row.
func (tx *Tx) QueryRow(query string, args ...any) *Row { return tx.ses.queryRow(query, args) }

// Write runs fn in a transaction of its own and returns after it is on disk.
// Writes that wait share one commit. An error of fn, which is returned as it
// is, undoes everything fn did; so does a panic, which then continues here as
// a *PanicError.
//
// A mark that is not empty is remembered in the same transaction; when it is
// known already, fn is not run and the result is ErrHandled. A context that
// ends before fn began means nothing is written; afterwards it changes
// nothing. When the commit fails, everybody in it gets its error instead of
// their own: ErrFull, ErrReadOnly, ErrCorrupt, ErrLocked, ErrIO or
// ErrResources. That is why no foreign key may be DEFERRABLE: SQLite would
// find the fault of one only at the commit of all.
//
// fn must not call Write: in tests that panics, otherwise it gets ErrNested.
func (s *Store) Write(ctx context.Context, mark string, fn func(tx *Tx) error) error {
	if s.writer == nil {
		return s.readOnly()
	}
	if s.writer.inside() {
		if testing.Testing() {
			panic("store: " + ErrNested.Error())
		}
		return ErrNested
	}
	return s.writer.do(ctx, mark, fn)
}

func (s *Store) readOnly() error {
	e := fileError(ErrReadOnly, s.path, nil)
	e.Say = fmt.Sprintf("database %s was opened for reading only", s.path)
	return e
}

// writer is the one goroutine that writes.
type writer struct {
	s *Store

	use sync.Mutex // of the connection: held for a batch, or by emptyLog
	c   *conn

	mu      sync.Mutex
	pending []*write
	closed  bool
	wake    chan struct{}
	done    chan struct{}
	limit   time.Duration // WriteLimit; shorter in tests

	id   atomic.Uint64 // of its goroutine
	busy atomic.Bool   // it is inside somebody's function

	// The batch that shares the next commit. It is kept here, because a
	// function that calls runtime.Goexit (as t.Fatal does) ends the goroutine
	// and the batch goes on in another.
	batch  []*write
	next   int // the first that was not begun
	broken error
	woke   bool
}

// A write is one call of Write.
type write struct {
	mark  string
	fn    func(*Tx) error
	state atomic.Int32
	err   error
	panic *PanicError
	done  chan struct{} // answered
	timer *time.Timer
}

const (
	waiting int32 = iota
	begun
	withdrawn
)

func newWriter(s *Store, c *conn) *writer {
	return &writer{s: s, c: c, wake: make(chan struct{}, 1), done: make(chan struct{}), limit: WriteLimit}
}

var writes = sync.Pool{New: func() any {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return &write{done: make(chan struct{}, 1), timer: t}
}}

func (w *writer) do(ctx context.Context, mark string, fn func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	x := writes.Get().(*write)
	x.mark, x.fn, x.err = mark, fn, nil
	x.state.Store(waiting)

	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return ErrClosed
	}
	w.pending = append(w.pending, x)
	first := len(w.pending) == 1
	w.mu.Unlock()
	if first {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}

	x.timer.Reset(w.limit)
	select {
	case <-x.done:
	case <-ctx.Done():
		if x.state.CompareAndSwap(waiting, withdrawn) {
			return ctx.Err() // the writer still holds x, so it is not used again
		}
		<-x.done
	case <-x.timer.C:
		if x.state.CompareAndSwap(waiting, withdrawn) {
			return ErrWriteTooLong
		}
		<-x.done
	}
	x.timer.Stop()
	err, p := x.err, x.panic
	x.fn, x.err, x.panic = nil, nil, nil
	writes.Put(x)
	if p != nil {
		panic(p)
	}
	return err
}

// inside tells whether the caller is a function that the writer is running.
func (w *writer) inside() bool { return w.busy.Load() && w.id.Load() == goroutine() }

// stop lets everything that waits be written, then ends the goroutine.
func (w *writer) stop() {
	w.mu.Lock()
	already := w.closed
	w.closed = true
	w.mu.Unlock()
	if !already {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
	<-w.done
}

func (w *writer) isClosed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closed
}

// close ends the writer and its connection.
func (w *writer) close() error {
	w.stop()
	w.use.Lock()
	defer w.use.Unlock()
	return w.c.close()
}

func (w *writer) run() {
	w.id.Store(goroutine())
	ended := false
	defer func() {
		if !ended {
			go w.run() // somebody's function ended this goroutine
		}
	}()
	for w.take(true) {
		w.commit()
	}
	ended = true
	close(w.done)
}

// take adds what waits to the batch. With wait it waits for something, and
// returns false when nothing will come any more.
func (w *writer) take(wait bool) bool {
	for {
		if room := maxBatch - len(w.batch); room > 0 {
			w.mu.Lock()
			n := min(room, len(w.pending))
			w.batch = append(w.batch, w.pending[:n]...)
			rest := copy(w.pending, w.pending[n:])
			clear(w.pending[rest:])
			w.pending = w.pending[:rest]
			closed := w.closed
			w.mu.Unlock()
			if len(w.batch) == 0 && closed {
				return false
			}
		}
		if len(w.batch) > 0 || !wait {
			return true
		}
		<-w.wake
	}
}

// commit runs the batch, commits it, and answers everybody in it.
func (w *writer) commit() {
	w.use.Lock()
	defer w.use.Unlock()
	if w.next == 0 {
		if _, err := w.c.exec(sqlBeginWrite); err != nil {
			w.broken = err
		}
	}
	for w.next < len(w.batch) {
		x := w.batch[w.next]
		w.next++
		if !x.state.CompareAndSwap(waiting, begun) {
			continue
		}
		if w.broken == nil {
			w.one(x)
		}
		if w.next == len(w.batch) && w.broken == nil {
			w.take(false) // whoever came meanwhile need not wait for another sync
		}
	}
	if w.broken == nil {
		_, w.broken = w.c.exec(sqlCommit)
	}
	if w.broken != nil {
		// SQLite may have rolled back by itself; then there is nothing to do.
		_, _ = w.c.exec(sqlRollback)
	}
	for _, x := range w.batch {
		if x.state.Load() != begun {
			continue
		}
		// What somebody read before it returned an error of its own was undone
		// as well: ErrHandled about a mark that is not there would lose an event.
		if w.broken != nil && x.panic == nil {
			x.err = w.broken
		}
		x.done <- struct{}{}
	}
	if w.woke && w.broken == nil {
		select {
		case w.s.jobs.wake <- struct{}{}:
		default:
		}
	}
	clear(w.batch)
	w.batch, w.next, w.broken, w.woke = w.batch[:0], 0, nil, false
}

// one runs one write under its own savepoint. It sets broken when the whole
// transaction is lost.
func (w *writer) one(x *write) {
	if _, w.broken = w.c.exec(sqlSave); w.broken != nil {
		return
	}
	if x.mark != "" {
		n, err := w.c.exec(sqlMark, x.mark, millis(w.s.clock.Now()))
		switch {
		case err != nil && fatal(err):
			w.broken = err
			return
		case err != nil:
			x.err = err
		case n == 0:
			x.err = ErrHandled
		}
	}
	tx := &Tx{ses: session{c: w.c, write: true}, store: w.s}
	if x.err == nil {
		returned := false
		defer func() {
			if !returned {
				x.err = &PanicError{Value: "runtime.Goexit was called inside a write", Stack: debug.Stack()}
				w.finish(x, tx)
			}
		}()
		w.busy.Store(true)
		x.protect(tx)
		w.busy.Store(false)
		returned = true
	}
	w.finish(x, tx)
}

func (w *writer) finish(x *write, tx *Tx) {
	w.busy.Store(false)
	tx.ses.end(ErrClosed)
	if tx.ses.fatal != nil {
		w.broken = tx.ses.fatal
		return
	}
	if x.err != nil {
		if _, w.broken = w.c.exec(sqlUndo); w.broken != nil {
			return
		}
	}
	_, w.broken = w.c.exec(sqlKeep)
	w.woke = w.woke || tx.wake && x.err == nil
}

// emptyLog empties the log between two batches.
func (w *writer) emptyLog(ctx context.Context) (empty bool, err error) {
	w.use.Lock()
	defer w.use.Unlock()
	if w.isClosed() {
		return false, ErrClosed
	}
	if w.next != 0 { // a function ended the goroutine in the middle of a batch
		return false, nil
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	return w.c.emptyLog(checkpointHold)
}

// protect runs the function and keeps its panic for the caller's goroutine.
func (x *write) protect(tx *Tx) {
	defer func() {
		if v := recover(); v != nil {
			x.panic = &PanicError{Value: v, Stack: debug.Stack()}
			x.err = x.panic
		}
	}()
	x.err = x.fn(tx)
}

// goroutine returns the number of the calling goroutine, which Go only tells
// in the first line of a stack trace: "goroutine 12 [running]:".
func goroutine() uint64 {
	var buf [40]byte
	line := buf[:runtime.Stack(buf[:], false)]
	line = bytes.TrimPrefix(line, []byte("goroutine "))
	if i := bytes.IndexByte(line, ' '); i > 0 {
		line = line[:i]
	}
	n, err := strconv.ParseUint(string(line), 10, 64)
	if err != nil {
		panic("store: cannot tell goroutines apart: " + err.Error())
	}
	return n
}
