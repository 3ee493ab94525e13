package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"time"

	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// This file, classify.go and pages.go hold everything that is true of SQLite only. The rest
// of the package speaks SQL that another engine understands too.

// ApplicationID marks a file as a database of Wegwijs: "Wegw" in ASCII, in the
// header field SQLite keeps for it (https://www.sqlite.org/fileformat.html#application_id).
const ApplicationID = 0x57656777

// access says what a connection is for.
type access int

const (
	toCreate   access = iota // a new file: gets its application id before anything else
	toMigrate                // through database/sql, for goose
	toWrite                  // the one writer
	toRead                   // one of the readers beside it
	toInspect                // a reader in another process, which must not change anything
	toMaintain               // checkpoints beside the writer
	toCopy                   // a reader in any process, which writes another file
)

// processWide settles two things that SQLite keeps per process. fdatasync
// writes as safely as fsync, without the time stamps. Open file description
// locks survive when something else in this process opens and closes the
// database file, which silently drops POSIX locks; on a system without either,
// SQLite's defaults stay.
var processWide = sync.OnceFunc(func() {
	_, _ = sqlite.Fdatasync(true)
	_, _ = sqlite.OFDLocking(true)
})

// dsn gives every connection its pragmas. busy_timeout comes first, because
// the others may have to wait for a lock.
func dsn(path string, a access) string {
	pragmas := []string{"busy_timeout(5000)"}
	mode := "rw"
	switch a {
	case toCreate:
		mode = "rwc"
		pragmas = append(pragmas, fmt.Sprintf("application_id(%d)", ApplicationID), "journal_mode(WAL)")
	case toMigrate, toWrite:
		pragmas = append(pragmas, "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-2000)")
	case toMaintain:
		pragmas = append(pragmas, "synchronous(FULL)", "cache_size(-64)")
	case toRead:
		pragmas = append(pragmas, "synchronous(FULL)", "cache_size(-1000)", "query_only(1)")
	case toInspect:
		mode = "ro"
		pragmas = append(pragmas, "cache_size(-1000)", "query_only(1)")
	case toCopy:
		mode = "ro"
		pragmas = append(pragmas, "cache_size(-2000)")
	}
	// In memory, because a temporary file could keep what was deleted.
	pragmas = append(pragmas, "foreign_keys(1)", "secure_delete(1)", "temp_store(2)", "trusted_schema(0)")
	q := url.Values{"mode": {mode}, "_dqs": {"0"}, "_pragma": pragmas}
	if a == toMigrate {
		q.Set("_txlock", "immediate")
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	return u.String()
}

// header reads what the first bytes of the file say, without SQLite: SQLite
// might change a file of somebody else (recover its log, for one).
func header(path string) (fresh, ours bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return false, false, err
	}
	defer f.Close()
	var h [100]byte
	n, err := io.ReadFull(f, h[:])
	if n == 0 && errors.Is(err, io.EOF) {
		return true, false, nil
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, false, err
	}
	return false, n == len(h) && string(h[:16]) == "SQLite format 3\x00" && binary.BigEndian.Uint32(h[68:]) == ApplicationID, nil
}

// A conn is one connection with its prepared statements. It is used by one
// goroutine at a time, but for interrupt.
type conn struct {
	path   string
	driver driver.Conn
	handle uintptr // sqlite3*
	stmts  map[string]*stmt
	args   []driver.NamedValue
}

type stmt struct {
	driver.Stmt
	exec  driver.StmtExecContext
	query driver.StmtQueryContext
	busy  bool // its rows are being read
	kept  bool // in conn.stmts
}

// maxStmts bounds the statements that stay prepared on one connection.
const maxStmts = 200

func connect(ctx context.Context, path string, a access) (*conn, error) {
	processWide()
	connector, err := sqlite.NewConnector(dsn(path, a))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	d, err := connector.Connect(ctx)
	if err != nil {
		return nil, classify(path, err)
	}
	c := &conn{path: path, driver: d, stmts: map[string]*stmt{}}
	// The driver interrupts a statement when its context ends, at the price
	// of a goroutine per statement, and not while rows are read. A reader is
	// ended as a whole, so it needs the connection itself, which the driver
	// does not give away: in v1.62.0 it is the field db, of type uintptr, of
	// its unexported conn. With a version where it is not, nothing opens, so
	// that whoever raises the version sees it in the first test.
	field := reflect.Indirect(reflect.ValueOf(d)).FieldByName("db")
	if field.Kind() != reflect.Uintptr {
		d.Close()
		return nil, errors.New("this version of modernc.org/sqlite has no handle to interrupt a read with")
	}
	c.handle = uintptr(field.Uint())
	return c, nil
}

// interrupt ends the statement that is running, if any. It is the only method
// that may be called while another runs; the caller sees to it that the
// connection is not closed meanwhile.
func (c *conn) interrupt() {
	tls := libc.NewTLS()
	defer tls.Close()
	sqlite3.Xsqlite3_interrupt(tls, c.handle)
}

func (c *conn) close() error {
	for _, s := range c.stmts {
		s.Close()
	}
	clear(c.stmts)
	if err := c.driver.Close(); err != nil {
		return classify(c.path, err)
	}
	return nil
}

// prepare returns a statement that nobody is reading from.
func (c *conn) prepare(query string) (*stmt, error) {
	known, ok := c.stmts[query]
	if ok && !known.busy {
		return known, nil
	}
	if !ok && len(c.stmts) >= maxStmts {
		for q, s := range c.stmts {
			if !s.busy {
				s.Close()
				delete(c.stmts, q)
			}
		}
	}
	d, err := c.driver.Prepare(query)
	if err != nil {
		return nil, c.classify(err)
	}
	s := &stmt{Stmt: d, exec: d.(driver.StmtExecContext), query: d.(driver.StmtQueryContext), kept: !ok}
	if s.kept {
		c.stmts[query] = s
	}
	return s, nil
}

func (c *conn) exec(query string, args ...any) (int64, error) {
	s, err := c.prepare(query)
	if err != nil {
		return 0, err
	}
	if !s.kept {
		defer s.Close()
	}
	named, err := c.bind(args)
	if err != nil {
		return 0, err
	}
	res, err := s.exec.ExecContext(context.Background(), named)
	if err != nil {
		return 0, c.classify(err)
	}
	return res.RowsAffected()
}

func (c *conn) query(query string, args []any) (*stmt, driver.Rows, error) {
	s, err := c.prepare(query)
	if err != nil {
		return nil, nil, err
	}
	named, err := c.bind(args)
	var rows driver.Rows
	if err == nil {
		rows, err = s.query.QueryContext(context.Background(), named)
	}
	if err != nil {
		if !s.kept {
			s.Close()
		}
		return nil, nil, c.classify(err)
	}
	s.busy = true
	return s, rows, nil
}

// release is called when the rows of a statement are closed.
func (c *conn) release(s *stmt) {
	s.busy = false
	if !s.kept {
		s.Close()
	}
}

// bind turns arguments into what the driver takes. The driver has copied them
// when it returns, so the slice is used again.
func (c *conn) bind(args []any) ([]driver.NamedValue, error) {
	c.args = c.args[:0]
	for i, a := range args {
		v, err := value(a)
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return c.args, nil
}

// one reads a single value, for the package's own needs.
func (c *conn) one(query string, dest any, args ...any) error {
	ses := &session{c: c, own: true}
	defer ses.end(ErrClosed)
	return ses.queryRow(query, args).Scan(dest)
}

// The statements a writer and a reader are made of.
const (
	sqlBeginWrite = "BEGIN IMMEDIATE"
	sqlBeginRead  = "BEGIN"
	sqlCommit     = "COMMIT"
	sqlRollback   = "ROLLBACK"
	sqlSave       = "SAVEPOINT w"
	sqlKeep       = "RELEASE w"
	sqlUndo       = "ROLLBACK TO w"
)

// checkQuery refuses what would take the transaction out of the store's hands.
func checkQuery(query string, write bool) error {
	word := strings.TrimSpace(query)
	if i := strings.IndexFunc(word, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }); i >= 0 {
		word = word[:i]
	}
	switch strings.ToUpper(word) {
	case "SELECT", "WITH", "VALUES":
		return nil
	case "INSERT", "UPDATE", "DELETE":
		if write {
			return nil
		}
		return errors.New("a read cannot change anything: use Write")
	}
	return fmt.Errorf("%q is not for features: only SELECT, INSERT, UPDATE, DELETE, WITH and VALUES are", word)
}

// damage looks for damage in a small database; a large one would take longer
// than a start may, there it is found when the damaged page is read.
func (c *conn) damage() error {
	const small = 64 << 20 // bytes; quick_check takes about 2 ms for each MB
	if info, err := os.Stat(c.path); err != nil || info.Size() > small {
		return err
	}
	return c.damageAnywhere()
}

// damageAnywhere looks through all of it.
func (c *conn) damageAnywhere() error {
	var found string
	if err := c.one("PRAGMA quick_check(1)", &found); err != nil {
		return err
	}
	if found != "ok" {
		return fileError(ErrCorrupt, c.path, errors.New(found))
	}
	return nil
}

// copyLog moves what it can of the log into the database, beside the writer
// and the readers.
func copyLog(ctx context.Context, path string) error {
	c, err := connect(ctx, path, toMaintain)
	if err != nil {
		return err
	}
	_, err = c.checkpoint("PASSIVE")
	return errors.Join(err, c.close())
}

// emptyLog makes the log empty, unless a reader needs it for longer than
// limit. It runs on the writer's connection, so that nobody adds to it.
func (c *conn) emptyLog(limit time.Duration) (empty bool, err error) {
	if _, err := c.exec(fmt.Sprintf("PRAGMA busy_timeout(%d)", limit.Milliseconds())); err != nil {
		return false, err
	}
	busy, err := c.checkpoint("TRUNCATE")
	_, err2 := c.exec("PRAGMA busy_timeout(5000)")
	return !busy, errors.Join(err, err2)
}

func (c *conn) checkpoint(mode string) (busy bool, err error) {
	ses := &session{c: c, own: true}
	defer ses.end(ErrClosed)
	var log, moved int
	err = ses.queryRow("PRAGMA wal_checkpoint("+mode+")", nil).Scan(&busy, &log, &moved)
	return busy, err
}
