package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// victim writes and runs jobs until it is killed. Each line it prints is a
// write that was confirmed: the mark's id, which is also the name of the note
// and the key of the job that was scheduled with it.
func victim(path string) {
	fail := func(err error) {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		fail(err)
	}
	round := os.Getenv("STORE_TEST_ROUND")
	var print sync.Mutex
	for g := range 8 {
		go func() {
			for i := 0; ; i++ {
				id := fmt.Sprintf("%s-%d-%d", round, g, i)
				err := s.Write(context.Background(), s.Mark("test", id), func(tx *Tx) error {
					if err := setNote(id)(tx); err != nil {
						return err
					}
					return tx.Schedule(Job{At: time.Now().Add(rand.N(50 * time.Millisecond)), Kind: "test.do", Key: id})
				})
				if err != nil {
					fail(err)
				}
				print.Lock()
				fmt.Println(id)
				print.Unlock()
			}
		}()
	}
	if err := s.RunJobs(context.Background(), wallClock{}, doOnce(s)); err != nil {
		fail(err)
	}
}

// doOnce does what a handler does: it stores its effect under the mark of the
// job, so that a job that comes twice has it once.
func doOnce(s *Store) func(context.Context, Job) error {
	return func(ctx context.Context, j Job) error {
		err := s.Write(ctx, s.Mark("job", fmt.Sprint(j.ID)), func(tx *Tx) error {
			_, err := tx.Exec(`INSERT INTO note (kind, platform, person, data) VALUES ('done', 'web', $1, $2)
				ON CONFLICT (kind, platform, person) DO UPDATE SET data = CAST('twice' AS BLOB)`, j.Key, []byte("once"))
			return err
		})
		if errors.Is(err, ErrHandled) {
			return nil
		}
		return err
	}
}

func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var confirmed []string
	for round := range 6 {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), "STORE_TEST_VICTIM="+path, fmt.Sprintf("STORE_TEST_ROUND=%d", round))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() {
			t.Fatal("it wrote nothing")
		}
		if round == 0 {
			if _, err := Open(t.Context(), path, Options{}); err == nil {
				t.Error("opened beside a running bot")
			}
			export, err := OpenReadOnly(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if len(notes(t, export)) == 0 {
				t.Error("an export sees nothing of a running bot")
			}
			closeNow(t, export)
		}
		time.AfterFunc(rand.N(150*time.Millisecond), func() { _ = cmd.Process.Kill() })
		for ok := true; ok; ok = lines.Scan() {
			if strings.HasPrefix(lines.Text(), "error:") {
				t.Error(lines.Text())
				continue
			}
			confirmed = append(confirmed, lines.Text())
		}
		_ = cmd.Wait() // it was killed
	}
	t.Logf("%d writes were confirmed", len(confirmed))

	// An export between the crash and the next start sees it too.
	export, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	check(t, export, "test", confirmed)
	closeNow(t, export)

	s := openAt(t, path, Options{})
	check(t, s, "test", confirmed)
	start := time.Now()
	running(t, s, wallClock{}, doOnce(s))
	settled(t, s, 0)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("the jobs took %v after the restart", took)
	}
	check(t, s, "done", confirmed)
	for _, id := range confirmed {
		if known, err := s.Handled(t.Context(), s.Mark("test", id)); err != nil || !known {
			t.Fatalf("the mark of %s is gone: %v", id, err)
		}
	}
}

// check sees to it that there is a note of this kind for each.
func check(t *testing.T, s *Store, kind string, ids []string) {
	t.Helper()
	have := map[string]string{}
	err := s.Read(t.Context(), func(r *Reader) error {
		rows, err := r.Query("SELECT person, data FROM note WHERE kind = $1", kind)
		if err != nil {
			return err
		}
		for rows.Next() {
			var id string
			var data []byte
			if err := rows.Scan(&id, &data); err != nil {
				return err
			}
			have[id] = string(data)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		switch have[id] {
		case "":
			t.Errorf("%s of %s is lost", kind, id)
		case "twice":
			t.Errorf("%s of %s happened twice", kind, id)
		}
	}
}
