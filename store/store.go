package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
	"github.com/rs/zerolog"
	"modernc.org/sqlite"
)

// MaxData is how large a note, or the payload of a job, may be, in bytes.
const MaxData = 64 << 10

// Options may be left at their zero values.
type Options struct {
	Log     zerolog.Logger // a job that was given up, and little else
	Clock   Clock          // for the age of marks; nil means the wall clock
	Version string         // of the program, for the sentence of ErrNewer

	MaxTries int                      // of a job; 0 means DefaultMaxTries
	GaveUp   func(job Job, err error) // the last word about a job that was given up; nil means a line in the log
	Grace    time.Duration            // how long RunJobs waits at the end before it cancels jobs; 0 means 10 s
}

// A Store is one open database. All methods may be called from many
// goroutines at once.
type Store struct {
	path    string
	opt     Options
	log     zerolog.Logger
	clock   Clock
	lock    *flock.Flock // nil when read-only
	writer  *writer      // nil when read-only
	readers *readers
	markKey []byte

	jobs struct {
		wake    chan struct{} // something was scheduled
		mu      sync.Mutex
		running bool
		limit   time.Duration // TryLimit; shorter in tests
		cleaned atomic.Int64  // the checkpoint job that need only empty the log
	}
}

//go:embed migrations
var migrations embed.FS

// Open opens the database for the bot, and creates it, with its folder, when
// it is not there. Only one Store in one process may be open for a file, by
// whatever symbolic link: the next gets ErrLocked. A second hard link to the
// file is not noticed and must not be made. The lock is a file beside the database that the system
// releases when the process ends, however it ends.
//
// It brings the schema up to date, and makes what was under way when the
// process last ended run again. The errors are *FileError: ErrLocked,
// ErrReadOnly, ErrNotOurs, ErrCorrupt, ErrNewer, ErrFull, ErrIO, ErrResources.
func Open(ctx context.Context, path string, opt Options) (_ *Store, err error) {
	s, err := newStore(path, opt)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.abandon()
		}
	}()
	// A file of somebody else is left alone: no lock appears beside it.
	if _, err := s.examine(); err != nil && !errors.Is(err, ErrMissing) {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return nil, system(s.path, err)
	}
	s.lock = flock.New(s.path+".lock", flock.SetPermissions(0o600))
	got, err := s.lock.TryLock()
	if err != nil {
		return nil, system(s.path, err)
	}
	if !got {
		return nil, fileError(ErrLocked, s.path, nil)
	}
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, system(s.path, err)
	}
	if err := f.Close(); err != nil {
		return nil, system(s.path, err)
	}
	fresh, err := s.examine()
	if err != nil {
		return nil, err
	}
	if fresh {
		c, err := connect(ctx, s.path, toCreate)
		if err != nil {
			return nil, err
		}
		if err := c.close(); err != nil {
			return nil, err
		}
	}
	c, err := connect(ctx, s.path, toWrite)
	if err != nil {
		return nil, err
	}
	s.writer = newWriter(s, c)
	if err := s.migrate(ctx, c, fresh); err != nil {
		return nil, err
	}
	if err := s.start(c); err != nil {
		return nil, err
	}
	go s.writer.run()
	return s, nil
}

// OpenReadOnly opens the database for reading only, beside a running bot or
// without one, as exports do. It never migrates: a schema that is not exactly
// this program's is ErrNewer or ErrOlder. A database that does not exist is
// ErrMissing. Every method that writes returns ErrReadOnly.
func OpenReadOnly(ctx context.Context, path string) (_ *Store, err error) {
	s, err := newStore(path, Options{})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.abandon()
		}
	}()
	fresh, err := s.examine()
	if err != nil {
		return nil, err
	}
	if fresh {
		return nil, fileError(ErrMissing, s.path, nil)
	}
	s.readers.access = toInspect
	c, err := s.readers.get(ctx)
	if err != nil {
		return nil, err
	}
	defer s.readers.put(c)
	if err := s.checkVersion(c); err != nil {
		return nil, err
	}
	if err := c.miscounted(); err != nil {
		return nil, err
	}
	s.markKey, err = secret(c, markSecret)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func newStore(path string, opt Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the database: %w", err)
	}
	path = follow(path, 0)
	if opt.Clock == nil {
		opt.Clock = wallClock{}
	}
	if opt.MaxTries == 0 {
		opt.MaxTries = DefaultMaxTries
	}
	if opt.Grace == 0 {
		opt.Grace = 10 * time.Second
	}
	s := &Store{path: path, opt: opt, log: opt.Log, clock: opt.Clock, readers: newReaders(path)}
	s.jobs.wake, s.jobs.limit = make(chan struct{}, 1), TryLimit
	return s, nil
}

// follow returns where a path leads to when its symbolic links are followed,
// also when not all of it exists yet: the lock beside a database must be the
// same by whatever name it is opened. What cannot be followed is left as it
// is; opening it will say why.
func follow(path string, links int) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if to, err := os.Readlink(path); err == nil && links < 40 { // it leads to what is not there yet
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		return follow(to, links+1)
	}
	dir := filepath.Dir(path)
	if dir == path {
		return path
	}
	return filepath.Join(follow(dir, links), filepath.Base(path))
}

// Close waits for the writes and reads under way, and refuses new ones with
// ErrClosed. End RunJobs first.
func (s *Store) Close() error {
	var errs []error
	if s.writer != nil {
		s.writer.stop()
	}
	errs = append(errs, s.readers.close())
	if s.writer != nil {
		errs = append(errs, s.writer.close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return errors.Join(errs...)
}

// examine refuses a file that is not ours; fresh means that it is empty.
func (s *Store) examine() (fresh bool, err error) {
	fresh, ours, err := header(s.path)
	if err != nil {
		return false, system(s.path, err)
	}
	if !fresh && !ours {
		return false, fileError(ErrNotOurs, s.path, nil)
	}
	if fresh {
		// A new database has its first page before it has a log, so an empty
		// file with a log beside it has lost what was in it.
		if log, err := os.Stat(s.path + "-wal"); err == nil && log.Size() > 0 {
			return false, fileError(ErrCorrupt, s.path, errors.New("the file is empty, but its log is not"))
		}
	}
	return fresh, nil
}

// abandon closes what Open had opened before it failed; its error is the one
// that counts.
func (s *Store) abandon() {
	_ = s.readers.close()
	if s.writer != nil {
		_ = s.writer.c.close()
	}
	if s.lock != nil {
		_ = s.lock.Unlock()
	}
}

// Path returns where the database is, with symbolic links followed.
func (s *Store) Path() string { return s.path }

// Outside panics in tests when it is called inside a write transaction: what
// names itself what must not happen before its reason is stored.
func (s *Store) Outside(what string) {
	if testing.Testing() && s.writer != nil && s.writer.inside() {
		panic(fmt.Sprintf("store: %s inside a write transaction", what))
	}
}

// migrate brings the schema up to date.
func (s *Store) migrate(ctx context.Context, c *conn, fresh bool) error {
	err := s.checkVersion(c)
	if err == nil {
		if err := c.damage(); err != nil {
			return err
		}
		return c.miscounted()
	}
	if !errors.Is(err, ErrOlder) {
		return err
	}
	if !fresh {
		if err := c.damage(); err != nil {
			return err
		}
	}
	connector, err := sqlite.NewConnector(dsn(s.path, toMigrate))
	if err != nil {
		return fmt.Errorf("open %s: %w", s.path, err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema of %s up to date: %w", s.path, classify(s.path, err))
	}
	return nil
}

// checkVersion returns ErrNewer or ErrOlder when the schema is not the one
// this program knows.
func (s *Store) checkVersion(c *conn) error {
	want, err := latest()
	if err != nil {
		return err
	}
	var n int
	if err := c.one("SELECT COUNT(*) FROM sqlite_master WHERE name = $1", &n, goose.DefaultTablename); err != nil {
		return err
	}
	var have int64
	if n > 0 {
		if err := c.one("SELECT COALESCE(MAX(version_id), 0) FROM "+goose.DefaultTablename, &have); err != nil {
			return err
		}
	}
	switch {
	case have > want:
		e := fileError(ErrNewer, s.path, nil)
		need := ""
		if err := c.one("SELECT version FROM program WHERE schema = $1", &need, have); err == nil && need != "" {
			need = " (Wegwijs " + need + ")"
		}
		e.Say = fmt.Sprintf("database %s has schema version %d, this program knows versions up to %d: use the newer program that wrote it%s, or, with a backup from before the upgrade, stop Wegwijs and %s",
			s.path, have, want, need, strings.ReplaceAll(putBackup, "%s", s.path))
		return e
	case have < want:
		e := fileError(ErrOlder, s.path, nil)
		e.Say = fmt.Sprintf("database %s has schema version %d, this program needs %d: start Wegwijs once to bring it up to date",
			s.path, have, want)
		return e
	}
	return nil
}

// latest is the version of the newest migration that is built in.
func latest() (int64, error) {
	files, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, f := range files {
		v, err := goose.NumericComponent(filepath.Base(strings.TrimSpace(f)))
		if err != nil {
			return 0, err
		}
		newest = max(newest, v)
	}
	return newest, nil
}

// start writes what must be there before the first event: the secrets, who
// wrote this schema, and the jobs that were under way.
func (s *Store) start(c *conn) (err error) {
	if _, err := c.exec(sqlBeginWrite); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_, _ = c.exec(sqlRollback)
		}
	}()
	if s.markKey, err = makeSecret(c, markSecret); err != nil {
		return err
	}
	version, err := latest()
	if err != nil {
		return err
	}
	if _, err := c.exec("INSERT INTO program (schema, version) VALUES ($1, $2) ON CONFLICT DO NOTHING", version, s.opt.Version); err != nil {
		return err
	}
	if err := recoverJobs(c, s.clock.Now()); err != nil {
		return err
	}
	_, err = c.exec(sqlCommit)
	return err
}
