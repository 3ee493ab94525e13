package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"
	"sync"
	"time"
)

// ErrNoRows is what Row.Scan returns when there is no row. It is sql.ErrNoRows.
var ErrNoRows = sql.ErrNoRows

// A session is one transaction, or savepoint, on a connection: what Tx and
// Reader have in common. The lock lets a reader be ended from outside.
type session struct {
	mu    sync.Mutex
	c     *conn
	write bool
	own   bool    // the package's own statements, which are not checked
	over  error   // set at the end: every further use gives it
	fatal error   // the engine gave up on the transaction
	open  []*Rows // not closed yet
}

// end closes what was left open. Every later use of the session gives reason.
func (ses *session) end(reason error) {
	ses.mu.Lock()
	defer ses.mu.Unlock()
	ses.endLocked(reason)
}

func (ses *session) endLocked(reason error) {
	for len(ses.open) > 0 {
		ses.open[0].closeLocked()
	}
	if ses.over == nil {
		ses.over = reason
	}
}

func (ses *session) usable(query string) error {
	if ses.over != nil {
		return ses.over
	}
	if ses.fatal != nil {
		return ses.fatal
	}
	if ses.own {
		return nil
	}
	return checkQuery(query, ses.write)
}

func (ses *session) exec(query string, args []any) (int64, error) {
	ses.mu.Lock()
	defer ses.mu.Unlock()
	if err := ses.usable(query); err != nil {
		return 0, err
	}
	n, err := ses.c.exec(query, args...)
	ses.note(err)
	return n, err
}

func (ses *session) query(query string, args []any) (*Rows, error) {
	ses.mu.Lock()
	defer ses.mu.Unlock()
	if err := ses.usable(query); err != nil {
		return nil, err
	}
	s, rows, err := ses.c.query(query, args)
	if err != nil {
		ses.note(err)
		return nil, err
	}
	r := &Rows{ses: ses, stmt: s, rows: rows, vals: make([]driver.Value, len(rows.Columns()))}
	ses.open = append(ses.open, r)
	return r, nil
}

func (ses *session) queryRow(query string, args []any) *Row {
	rows, err := ses.query(query, args)
	return &Row{rows: rows, err: err}
}

func (ses *session) note(err error) {
	if err != nil && ses.fatal == nil && fatal(err) {
		ses.fatal = err
	}
}

// Rows are the result of a query. They are closed by reading them to the end,
// by Close, and at the end of the transaction.
type Rows struct {
	ses    *session
	stmt   *stmt
	rows   driver.Rows
	vals   []driver.Value
	err    error
	ended  bool // Next came to the end, or to an error
	closed bool
}

// Next goes to the next row; false at the end or at an error.
func (r *Rows) Next() bool {
	r.ses.mu.Lock()
	defer r.ses.mu.Unlock()
	if r.closed {
		if r.err == nil && !r.ended {
			r.err = r.ses.over // nil when Close came first
		}
		return false
	}
	err := r.rows.Next(r.vals)
	if err == nil {
		return true
	}
	if !errors.Is(err, io.EOF) {
		r.err = r.ses.c.classify(err)
		r.ses.note(r.err)
	}
	r.ended = true
	r.closeLocked()
	return false
}

// Scan copies the columns of the row: into pointers to string, []byte, bool,
// any integer or float, or a named type of one of these, to time.Time (from
// Unix milliseconds), to any, or into a sql.Scanner such as *sql.Null.
func (r *Rows) Scan(dest ...any) error {
	if len(dest) != len(r.vals) {
		return fmt.Errorf("scan: %d columns into %d places", len(r.vals), len(dest))
	}
	for i, d := range dest {
		if err := assign(d, r.vals[i]); err != nil {
			return fmt.Errorf("scan column %d: %w", i+1, err)
		}
	}
	return nil
}

// Err returns what stopped Next, nil at the end of the rows.
func (r *Rows) Err() error { return r.err }

// Close may be called more than once.
func (r *Rows) Close() error {
	r.ses.mu.Lock()
	defer r.ses.mu.Unlock()
	r.closeLocked()
	return nil
}

func (r *Rows) closeLocked() {
	if r.closed {
		return
	}
	r.closed = true
	_ = r.rows.Close() // repeats the error of the last step, which Err has
	r.ses.c.release(r.stmt)
	for i, o := range r.ses.open {
		if o == r {
			r.ses.open = append(r.ses.open[:i], r.ses.open[i+1:]...)
			break
		}
	}
}

// A Row is the result of a query for one row.
type Row struct {
	rows *Rows
	err  error
}

// Scan copies the columns like Rows.Scan, or returns ErrNoRows.
func (r *Row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return ErrNoRows
	}
	return r.rows.Scan(dest...)
}

// value turns an argument into one of the few types a driver takes.
func value(a any) (driver.Value, error) {
	switch a := a.(type) {
	case string, int64, []byte, bool, float64, nil:
		return a, nil
	case int:
		return int64(a), nil
	case time.Time:
		return millis(a), nil
	}
	v, err := driver.DefaultParameterConverter.ConvertValue(a)
	if t, ok := v.(time.Time); ok {
		return millis(t), err
	}
	return v, err
}

func assign(dest any, v driver.Value) error {
	switch d := dest.(type) {
	case *string:
		if s, ok := v.(string); ok {
			*d = s
			return nil
		}
	case *int64:
		if n, ok := v.(int64); ok {
			*d = n
			return nil
		}
	case *[]byte:
		switch b := v.(type) {
		case []byte:
			*d = b
			return nil
		case nil:
			*d = nil
			return nil
		}
	case *time.Time:
		if ms, ok := v.(int64); ok {
			*d = time.UnixMilli(ms).UTC()
			return nil
		}
	case *any:
		*d = v
		return nil
	case sql.Scanner:
		return d.Scan(v)
	}
	p := reflect.ValueOf(dest)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return fmt.Errorf("%T is not a pointer", dest)
	}
	to := p.Elem()
	switch n := v.(type) {
	case string:
		if to.Kind() == reflect.String {
			to.SetString(n)
			return nil
		}
	case []byte:
		if to.Kind() == reflect.Slice && to.Type().Elem().Kind() == reflect.Uint8 {
			to.SetBytes(n)
			return nil
		}
	case float64:
		if to.CanFloat() {
			to.SetFloat(n)
			return nil
		}
	case int64:
		switch {
		case to.Kind() == reflect.Bool && (n == 0 || n == 1):
			to.SetBool(n == 1)
			return nil
		case to.CanInt() && !to.OverflowInt(n):
			to.SetInt(n)
			return nil
		case to.CanUint() && n >= 0 && !to.OverflowUint(uint64(n)):
			to.SetUint(uint64(n))
			return nil
		case to.CanFloat():
			to.SetFloat(float64(n))
			return nil
		}
	}
	return fmt.Errorf("a %T does not fit a %s", v, to.Type())
}
