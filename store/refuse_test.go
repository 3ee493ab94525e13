package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"modernc.org/sqlite"
)

// filled makes a database of some size and closes it.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.db")
	s, err := Open(t.Context(), path, Options{Version: "1.0.0"})
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, func(tx *Tx) error {
		for i := range 500 {
			_, err := tx.Exec("INSERT INTO note (kind, platform, person, data) VALUES ('test', 'web', $1, $2)",
				fmt.Sprintf("person-%04d", i), bytes.Repeat([]byte("x"), 500))
			if err != nil {
				return err
			}
		}
		return nil
	})
	closeNow(t, s)
	return path
}

func change(t *testing.T, path string, f func(b []byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, f(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run changes a closed database as a tool would.
func run(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesFilesWithASentence(t *testing.T) {
	tests := []struct {
		name string
		file func(t *testing.T) string
		kind error
		says []string
		// both tells that reading only is refused in the same way
		both bool
	}{
		{"a text file", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "config.yaml")
			if err := os.WriteFile(path, []byte(strings.Repeat("language: nl\n", 1000)), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, ErrNotOurs, []string{"not a database of Wegwijs", "`database`"}, true},
		{"a few bytes", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, ErrNotOurs, nil, true},
		{"a database of another program", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "other.db")
			run(t, path, "CREATE TABLE note (kind, data)", "INSERT INTO note VALUES (1, 2)")
			return path
		}, ErrNotOurs, []string{"not a database of Wegwijs"}, true},
		{"a database of another program with an id", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "other.db")
			run(t, path, "PRAGMA application_id = 1", "CREATE TABLE t (a)")
			return path
		}, ErrNotOurs, nil, true},
		{"a folder", func(t *testing.T) string { return t.TempDir() }, ErrNotOurs, []string{"is a directory"}, true},
		{"half of it gone", func(t *testing.T) string {
			path := filled(t)
			change(t, path, func(b []byte) []byte { return b[:len(b)/2] })
			return path
		}, ErrCorrupt, []string{"damaged", "backup"}, false},
		{"not even a header left", func(t *testing.T) string {
			path := filled(t)
			change(t, path, func(b []byte) []byte { return b[:60] })
			return path
		}, ErrNotOurs, nil, true},
		{"nothing left but the log", func(t *testing.T) string {
			path := filled(t)
			change(t, path, func(b []byte) []byte { return nil })
			if err := os.WriteFile(path+"-wal", []byte("frames"), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, ErrCorrupt, []string{"damaged"}, true},
		{"garbage in the middle", func(t *testing.T) string {
			path := filled(t)
			change(t, path, func(b []byte) []byte {
				for i := len(b) / 3; i < len(b)/2; i++ {
					b[i] = byte(i * 7)
				}
				return b
			})
			return path
		}, ErrCorrupt, []string{"damaged", "backup"}, false},
		{"garbage in the schema", func(t *testing.T) string {
			path := filled(t)
			change(t, path, func(b []byte) []byte {
				for i := 100; i < 4096; i++ {
					b[i] = byte(i * 7)
				}
				return b
			})
			return path
		}, ErrCorrupt, []string{"damaged"}, true},
		{"a page size that is none", func(t *testing.T) string {
			path := filled(t)
			change(t, path, func(b []byte) []byte { binary.BigEndian.PutUint16(b[16:], 3); return b })
			return path
		}, ErrCorrupt, []string{"damaged", "w.db-wal and", "w.db-shm"}, true},
		{"a newer schema", func(t *testing.T) string {
			path := filled(t)
			run(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)",
				"INSERT INTO program (schema, version) VALUES (99, '4.2.0')")
			return path
		}, ErrNewer, []string{"schema version 99", "versions up to 5", "Wegwijs 4.2.0", "backup", "w.db-wal and"}, true},
		{"a newer schema that does not say whose", func(t *testing.T) string {
			path := filled(t)
			run(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")
			return path
		}, ErrNewer, []string{"schema version 99"}, true},
		{"a file where a folder should be", func(t *testing.T) string {
			return filepath.Join(touch(t, filepath.Join(t.TempDir(), "file")), "w.db")
		}, ErrReadOnly, []string{"cannot be written", "permission"}, false},
		{"a lock that cannot be made", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "w.db")
			if err := os.Mkdir(path+".lock", 0o700); err != nil {
				t.Fatal(err)
			}
			return path
		}, ErrReadOnly, []string{"cannot be written"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := test.file(t)
			before := contents(t, filepath.Dir(path))
			check := func(how string, err error) {
				t.Helper()
				if !errors.Is(err, test.kind) {
					t.Fatalf("%s: %v, want %v", how, err, test.kind)
				}
				for _, say := range append(test.says, path) {
					if !strings.Contains(err.Error(), say) {
						t.Errorf("%s: %q does not say %q", how, err, say)
					}
				}
			}
			if test.both {
				_, err := OpenReadOnly(t.Context(), path)
				check("for reading", err)
			}
			_, err := Open(t.Context(), path, Options{})
			check("for the bot", err)
			if test.kind == ErrNotOurs {
				if after := contents(t, filepath.Dir(path)); before != after {
					t.Errorf("a file that is not ours was touched:\n%.200s\n%.200s", before, after)
				}
			}
			// The file is not kept: the operator can move it and start again.
			if test.kind == ErrCorrupt {
				if err := os.Rename(path, path+".damaged"); err != nil {
					t.Fatal(err)
				}
				_ = os.Remove(path + "-wal")
				_ = os.Remove(path + "-shm")
				openAt(t, path, Options{})
			}
		})
	}
}

// contents is every file in a folder and what is in it.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		data, _ := os.ReadFile(filepath.Join(dir, e.Name()))
		fmt.Fprintf(&b, "%s: %x\n", e.Name(), data)
	}
	return b.String()
}

func TestASecondBotIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	first := openAt(t, path, Options{})
	_, err := Open(t.Context(), path, Options{})
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "stop the other Wegwijs") {
		t.Fatalf("got %v", err)
	}
	mustWrite(t, first, setNote("ann")) // the first has not noticed
	closeNow(t, first)
	openAt(t, path, Options{})
}

func TestASecondBotIsRefusedByAnyName(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	link := func(to, from string) string {
		t.Helper()
		from = filepath.Join(dir, from)
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
		return from
	}
	path := filepath.Join(dir, "data", "w.db")
	names := []string{
		path,
		link(path, "file.db"),
		link("file.db", "again.db"), // relative, and made before there is a file
		filepath.Join(link("data", "folder"), "w.db"),
		link(filepath.Join("folder", "..", "data", "w.db"), "both.db"),
	}
	for _, first := range names {
		s := openAt(t, first, Options{})
		for _, second := range names {
			if other, err := Open(t.Context(), second, Options{}); !errors.Is(err, ErrLocked) {
				if err == nil {
					closeNow(t, other)
				}
				t.Errorf("%s and %s: %v", first, second, err)
			}
		}
		closeNow(t, s)
	}
	// The first time, every name must have led to where nothing was yet.
	for _, first := range names {
		if err := os.RemoveAll(filepath.Join(dir, "data")); err != nil {
			t.Fatal(err)
		}
		s := openAt(t, first, Options{})
		if s.Path() != path {
			t.Errorf("%s is %s", first, s.Path())
		}
		closeNow(t, s)
	}
	loop := link("loop.db", "loop.db")
	if _, err := Open(t.Context(), loop, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a loop: %v", err)
	}
}

func TestAToolThatHoldsTheLockIsNamed(t *testing.T) {
	s := open(t, Options{})
	if _, err := s.writer.c.exec("PRAGMA busy_timeout(20)"); err != nil {
		t.Fatal(err)
	}
	tool, err := connect(t.Context(), s.path, toWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer tool.close()
	if _, err := tool.exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(t.Context(), "", setNote("ann")); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v", err)
	}
	if _, err := tool.exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, setNote("ann")) // and the bot goes on by itself
}

// A full disk is provoked with a limit on the pages of the file: SQLite
// reports both with the same code.
func TestAFullDiskLosesNothingThatWasConfirmed(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, setNote("ann"))
	limit := func(pages int) {
		t.Helper()
		s.writer.use.Lock()
		defer s.writer.use.Unlock()
		var got int
		if err := s.writer.c.one(fmt.Sprintf("PRAGMA max_page_count(%d)", pages), &got); err != nil {
			t.Fatal(err)
		}
	}
	limit(1) // SQLite makes that what there is now
	big := func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO note (kind, platform, person, data) VALUES ('test', 'web', 'big', $1)", make([]byte, 60<<10))
		return err
	}
	err := s.Write(t.Context(), "", big)
	if !errors.Is(err, ErrFull) || !strings.Contains(err.Error(), "make room") {
		t.Errorf("got %v", err)
	}
	// Nor does a function that looks away make half of itself be written.
	err = s.Write(t.Context(), "", func(tx *Tx) error {
		_ = big(tx)
		_ = setNote("half")(tx)
		return nil
	})
	if !errors.Is(err, ErrFull) {
		t.Errorf("got %v", err)
	}
	limit(1 << 30)
	mustWrite(t, s, big)
	if got := strings.Join(notes(t, s), " "); got != "ann big" {
		t.Errorf("there is %s", got)
	}
}

func TestErrorsOfTheSystemAreNamed(t *testing.T) {
	for _, test := range []struct{ err, kind error }{
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOSPC}, ErrFull},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EDQUOT}, ErrFull},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, ErrReadOnly},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, ErrReadOnly},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, ErrMissing},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EMFILE}, ErrResources},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EIO}, ErrIO},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ESTALE}, ErrIO},
	} {
		got := system("x", test.err)
		if !errors.Is(got, test.kind) || !errors.Is(got, test.err) {
			t.Errorf("%v became %v", test.err, got)
		}
		if advice := strings.Contains(got.Error(), "permission to"); advice != (test.kind == ErrReadOnly) {
			t.Errorf("%v became %v", test.err, got)
		}
	}
	path := filled(t)
	c, err := connect(t.Context(), path, toInspect)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	if _, err := c.exec("DELETE FROM note"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("writing what is open for reading: %v", err)
	}
}

// sqliteError makes the error a statement ends with.
func sqliteError(t *testing.T, c *conn, statement string) error {
	t.Helper()
	var e *sqlite.Error
	if _, err := c.exec(statement); !errors.As(err, &e) {
		t.Fatalf("%s: %v", statement, err)
	}
	return e
}

func TestErrorsOfSQLiteAreNamed(t *testing.T) {
	s := open(t, Options{})
	c, err := connect(t.Context(), s.path, toMaintain)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	// A real one that has a number of the system with it.
	away := sqliteError(t, c, "ATTACH '/there/is/nothing/here.db' AS other")
	// The database is there and its folder can be read, so it is permission.
	if got := c.classify(away); !errors.Is(got, ErrReadOnly) {
		t.Errorf("got %v", got)
	}
	if got := classifyAs(s.path, away, syscall.EMFILE); !errors.Is(got, ErrResources) || !errors.Is(got, syscall.EMFILE) {
		t.Errorf("without handles: %v", got)
	}
	if got := classifyAs(s.path+"x", away, syscall.ENOENT); !errors.Is(got, ErrMissing) {
		t.Errorf("without a file: %v", got)
	}
	if got := classifyAs(s.path, away, syscall.EDQUOT); !errors.Is(got, ErrFull) {
		t.Errorf("over quota: %v", got)
	}
	if got := c.classify(c.classify(away)); strings.Count(got.Error(), "permission to") != 1 {
		t.Errorf("told twice: %v", got)
	}
}

// Root may write everywhere, so there the file system cannot refuse; the
// test above has its errors.
func TestAFolderWithoutPermission(t *testing.T) {
	path := filled(t)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	s, err := Open(context.Background(), path, Options{})
	if os.Geteuid() == 0 {
		if err != nil {
			t.Fatal(err)
		}
		closeNow(t, s)
		return
	}
	if !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v", err)
	}
}
