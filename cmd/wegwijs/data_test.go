package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDemoTellsWhatIsWrongWithItsData: whatever stands where the database
// should be, the person reads what it is and what to do.
func TestDemoTellsWhatIsWrongWithItsData(t *testing.T) {
	write := func(name string, data []byte) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	other := func(name string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(`CREATE TABLE recipe (name TEXT)`); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, tc := range []struct {
		name string
		make func(t *testing.T, dir string)
		says string
	}{
		{"a text", write("wegwijs.db", []byte(strings.Repeat("boodschappen\n", 1000))), "wegwijs.db"},
		{"another program's database", other("wegwijs.db"), "wegwijs.db"},
		{"a folder", func(t *testing.T, dir string) {
			if err := os.Mkdir(filepath.Join(dir, "wegwijs.db"), 0o700); err != nil {
				t.Fatal(err)
			}
		}, "wegwijs.db"},
		{"a chat that is a text", write("chat.db", []byte(strings.Repeat("boodschappen\n", 1000))), "chat.db"},
		{"another program's chat", other("chat.db"), "chat.db"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			tc.make(t, dir)
			status, out, errs := call(t, "", "demo", "--listen", "127.0.0.1:0", "--data", dir)
			if status != failed || !strings.Contains(errs, tc.says) || strings.Contains(errs, "panic") {
				t.Errorf("status %d, out %q, errors:\n%s", status, out, errs)
			}
			t.Logf("it says: %s", errs)
		})
	}
	t.Run("a file where the folder should be", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if status, _, errs := call(t, "", "demo", "--listen", "127.0.0.1:0", "--data", file); status != failed || !strings.Contains(errs, "--data") {
			t.Errorf("status %d: %s", status, errs)
		}
	})
}

func TestASecondDemoOnTheSameDataIsRefused(t *testing.T) {
	dir := t.TempDir()
	p := startDemo(t, buildProgram(t), dir)
	status, _, errs := call(t, "", "demo", "--listen", "127.0.0.1:0", "--data", dir)
	if status != failed || !strings.Contains(errs, "wegwijs.db") {
		t.Errorf("status %d: %s", status, errs)
	}
	t.Logf("it says: %s", errs)
	p.stop(t)
	// Once the first has stopped, everything is free again.
	startDemo(t, buildProgram(t), dir).stop(t)
}
