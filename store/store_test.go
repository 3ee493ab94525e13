package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOpenCreatesFolderAndFileForOneUser(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "deep folder", "what? 100% #1 é.db")
	s := openAt(t, path, Options{})
	mustWrite(t, s, setNote("ann"))
	for name, want := range map[string]os.FileMode{
		filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600, path + ".lock": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %v, want %v", name, got, want)
		}
	}
	if s.Path() != path {
		t.Errorf("Path() = %q", s.Path())
	}
	head, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if id := binary.BigEndian.Uint32(head[68:]); id != ApplicationID {
		t.Errorf("application id %#x", id)
	}
}

func TestWhatIsWrittenIsThereAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	s := openAt(t, path, Options{})
	mustWrite(t, s, setNote("ann"))
	mark := s.Mark("web", "1")
	closeNow(t, s)
	s = openAt(t, path, Options{})
	if diff := cmp.Diff([]string{"ann"}, notes(t, s)); diff != "" {
		t.Error(diff)
	}
	if got := s.Mark("web", "1"); got != mark {
		t.Errorf("the mark of an event changed from %q to %q", mark, got)
	}
}

func TestClosedStoreRefuses(t *testing.T) {
	s := open(t, Options{})
	closeNow(t, s)
	if err := s.Write(t.Context(), "", setNote("ann")); !errors.Is(err, ErrClosed) {
		t.Errorf("Write: %v", err)
	}
	if err := s.Read(t.Context(), func(*Reader) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("Read: %v", err)
	}
	if err := s.RunJobs(t.Context(), wallClock{}, func(context.Context, Job) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("RunJobs: %v", err)
	}
	if _, err := s.Checkpoint(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("Checkpoint: %v", err)
	}
}

// Everything that has to hold on every connection is asked of every connection.
func TestEveryConnectionHasItsPragmas(t *testing.T) {
	s := open(t, Options{})
	want := map[string]string{
		"busy_timeout": "5000", "foreign_keys": "1", "secure_delete": "1", "journal_mode": "wal",
		"synchronous": "2", "temp_store": "2", "trusted_schema": "0", "application_id": "1466263415",
	}
	check := func(name string, c *conn) {
		t.Helper()
		for pragma, value := range want {
			var got any
			if err := c.one("PRAGMA "+pragma, &got); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			text := fmt.Sprint(got)
			if text != value {
				t.Errorf("%s: %s is %s, want %s", name, pragma, text, value)
			}
		}
	}
	check("writer", s.writer.c)
	for range maxReaders {
		c, err := s.readers.get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer s.readers.put(c)
		check("reader", c)
	}
	for name, a := range map[string]access{"migrations": toMigrate, "maintenance": toMaintain, "exports": toInspect} {
		c, err := connect(t.Context(), s.path, a)
		if err != nil {
			t.Fatal(err)
		}
		check(name, c)
		if err := c.close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSchemaIsTheOneReviewersSee(t *testing.T) {
	s := open(t, Options{})
	var b strings.Builder
	err := s.Read(t.Context(), func(r *Reader) error {
		rows, err := r.Query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
		if err != nil {
			return err
		}
		for rows.Next() {
			var sql string
			if err := rows.Scan(&sql); err != nil {
				return err
			}
			b.WriteString(sql + ";\n\n")
		}
		if err := rows.Err(); err != nil {
			return err
		}
		// goose's own table is the only one that is not strict.
		var loose []string
		rows, err = r.Query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%' ORDER BY name")
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			loose = append(loose, name)
		}
		if diff := cmp.Diff([]string{"goose_db_version"}, loose); diff != "" {
			t.Errorf("tables that are not strict: %s", diff)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToUpper(b.String()), "DEFERR") {
		t.Error("a foreign key that is checked at the commit would undo everybody's writes")
	}
	const golden = "testdata/schema.sql"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("the schema is not that of %s (go test ./store -update rewrites it):\n%s", golden, diff)
	}
}

func TestReadOnlyBesideARunningBot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	bot := openAt(t, path, Options{})
	mustWrite(t, bot, setNote("ann"))
	export, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer export.Close()
	if diff := cmp.Diff([]string{"ann"}, notes(t, export)); diff != "" {
		t.Error(diff)
	}
	mustWrite(t, bot, setNote("bob")) // it is in nobody's way
	if diff := cmp.Diff([]string{"ann", "bob"}, notes(t, export)); diff != "" {
		t.Error(diff)
	}
	if a, b := bot.Mark("web", "1"), export.Mark("web", "1"); a != b {
		t.Errorf("marks differ: %q, %q", a, b)
	}
	called := false
	err = export.Write(t.Context(), "", func(*Tx) error { called = true; return nil })
	if !errors.Is(err, ErrReadOnly) || called {
		t.Errorf("Write: %v, called: %v", err, called)
	}
	if _, err := export.Checkpoint(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Checkpoint: %v", err)
	}
}

func TestReadOnlyWithoutABot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	bot := openAt(t, path, Options{})
	mustWrite(t, bot, setNote("ann"))
	closeNow(t, bot)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	export, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ann"}, notes(t, export)); diff != "" {
		t.Error(diff)
	}
	closeNow(t, export)
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("reading changed the file")
	}
	openAt(t, path, Options{}) // and the bot can start afterwards
}

func TestReadOnlyNeedsADatabaseOfThisVersion(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenReadOnly(t.Context(), filepath.Join(dir, "none.db")); !errors.Is(err, ErrMissing) {
		t.Errorf("no file: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("reading made %v, %v", entries, err)
	}
	path := filepath.Join(dir, "old.db")
	c, err := connect(t.Context(), touch(t, path), toCreate)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenReadOnly(t.Context(), path); !errors.Is(err, ErrOlder) {
		t.Errorf("an older schema: %v", err)
	}
}

func touch(t *testing.T, path string) string {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
