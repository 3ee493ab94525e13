package store

import (
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

// killSteps are where the program is killed while it closes a poll.
var killSteps = []string{
	"before", "counted", "stored", "erased", "scheduled", "confirmed", "key forgotten", "told",
}

// closer does the jobs of closing a poll as a feature does. at is called at
// every step.
func closer(s *Store, k *Keys, at func(step string)) func(context.Context, Job) error {
	return func(ctx context.Context, j Job) error {
		if j.Kind == "poll.forget" {
			if err := k.Forget(j.Key); err != nil {
				return err
			}
			at("key forgotten")
			err := s.Write(ctx, "", func(tx *Tx) error {
				p, err := PollByID(tx, j.Key)
				if err != nil {
					return err
				}
				p.Extra = []byte("forgotten")
				return tx.SetPoll(p)
			})
			at("told")
			return err
		}
		at("before")
		err := s.Write(ctx, "", func(tx *Tx) error {
			p, err := PollByID(tx, j.Key)
			if err != nil || p.State != PollOpen {
				return err
			}
			counts, err := CountAnswers(tx, p.ID)
			if err != nil {
				return err
			}
			at("counted")
			p.State, p.Closed = PollClosed, noon
			for _, c := range counts {
				p.Result = fmt.Appendf(p.Result, "%s=%d ", c.Choice, c.N)
			}
			if err := tx.SetPoll(p); err != nil {
				return err
			}
			at("stored")
			if err := tx.EraseAnswers(p.ID); err != nil {
				return err
			}
			at("erased")
			err = tx.Schedule(Job{At: time.Now(), Kind: "poll.forget", Key: p.ID})
			at("scheduled")
			return err
		})
		at("confirmed")
		return err
	}
}

// closerVictim answers or closes a poll until it is killed: at a step it kills
// itself, else it prints who was confirmed.
func closerVictim(path string) {
	fail := func(err error) {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		fail(err)
	}
	k, err := OpenKeys(path + ".keys")
	if err != nil {
		fail(err)
	}
	if step := os.Getenv("STORE_TEST_STEP"); step != "" {
		err := s.RunJobs(context.Background(), wallClock{}, closer(s, k, func(now string) {
			if now != step {
				return
			}
			self, err := os.FindProcess(os.Getpid())
			if err != nil {
				fail(err)
			}
			_ = self.Kill()
			select {}
		}))
		fail(errors.Join(errors.New("it was not killed"), err))
	}
	var print sync.Mutex
	for g := range 16 {
		go func() {
			for i := 0; ; i++ {
				who := fmt.Sprintf("%08x-voter-%s-%d-%d", rand.Uint32(), os.Getenv("STORE_TEST_ROUND"), g, i)
				if _, err := cast(s, ballot("p", who, "0")); err != nil {
					fail(err)
				}
				print.Lock()
				fmt.Println(who)
				print.Unlock()
			}
		}()
	}
	select {}
}

func TestKilledAtEveryStepOfClosing(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const people = 30
	for _, step := range killSteps {
		t.Run(step, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "w.db")
			s := openAt(t, path, Options{})
			k := openKeys(t, path+".keys")
			secret := makeKey(t, k, "p")
			openPoll(t, s, "p", "unnamed")
			var tags [][]byte
			for i := range people {
				tag, err := k.Tag("p", fmt.Sprint("web|person-", i))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := cast(s, ballot("p", string(tag), fmt.Sprint(i%2))); err != nil {
					t.Fatal(err)
				}
				tags = append(tags, tag)
			}
			mustWrite(t, s, func(tx *Tx) error { return tx.Schedule(Job{At: time.Now(), Kind: "poll.close", Key: "p"}) })
			closeNow(t, s)

			cmd := exec.Command(self)
			cmd.Env = append(os.Environ(), "STORE_TEST_CLOSER="+path, "STORE_TEST_STEP="+step)
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.Exited() || len(out) > 0 {
				t.Fatalf("it was not killed: %v, %s", err, out)
			}

			s = openAt(t, path, Options{})
			k = openKeys(t, path+".keys")
			before := pollByID(t, s, "p")
			if got := rowsOf(t, s, "p"); before.State == PollOpen && got.voters != people || before.State == PollClosed && got.voters+got.answers != 0 {
				t.Errorf("after the kill it is %s with %+v", before.State, got)
			}
			stop := running(t, s, wallClock{}, closer(s, k, func(string) {}))
			settled(t, s, 0)
			stop()
			if empty, err := s.Checkpoint(t.Context()); err != nil || !empty {
				t.Fatal(empty, err)
			}
			p := pollByID(t, s, "p")
			if p.State != PollClosed || string(p.Result) != "0=15 1=15 " || p.Answered != people || string(p.Extra) != "forgotten" {
				t.Errorf("it ended %s with %s, %d answered, %s", p.State, p.Result, p.Answered, p.Extra)
			}
			if got := rowsOf(t, s, "p"); got.voters+got.answers != 0 {
				t.Errorf("left %+v", got)
			}
			files := bytesOf(t, dir)
			if n := found(files, tags) + found(files, [][]byte{secret}); n != 0 {
				t.Errorf("%d can be read", n)
			}
		})
	}
}

func TestKilledDuringAnswers(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "w.db")
	s := openAt(t, path, Options{})
	openPoll(t, s, "p", "unnamed")
	closeNow(t, s)
	var confirmed []string
	for round := range 3 {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), "STORE_TEST_CLOSER="+path, fmt.Sprintf("STORE_TEST_ROUND=%d", round))
		out := &printed{wanted: 1000, seen: make(chan bool)}
		cmd.Stdout = out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-out.seen
		time.Sleep(rand.N(50 * time.Millisecond))
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		all := strings.Split(out.text.String(), "\n")
		for _, who := range all[:len(all)-1] { // the last is not complete
			if strings.HasPrefix(who, "error:") {
				t.Fatal(who)
			}
			confirmed = append(confirmed, who)
		}
		s := openAt(t, path, Options{})
		got := rowsOf(t, s, "p")
		if n := got.voters; n < len(confirmed) || got != (stored{n, n, n, n}) || tally(t, s, "p") != fmt.Sprintf("0:0=%d", n) {
			t.Errorf("%d were confirmed, stored %+v, counted %s", len(confirmed), got, tally(t, s, "p"))
		}
		for _, who := range confirmed {
			if voted := look(t, s, func(q Querier) (bool, error) { return Voted(q, "p", []byte(who)) }); !voted {
				t.Fatalf("%s is lost", who)
			}
		}
		closeNow(t, s)
	}
	t.Logf("%d answers were confirmed in 3 rounds", len(confirmed))
}

// printed tells when as many lines as wanted were written.
type printed struct {
	text   strings.Builder
	wanted int
	seen   chan bool
}

func (w *printed) Write(b []byte) (int, error) {
	w.text.Write(b)
	before := w.wanted
	w.wanted -= strings.Count(string(b), "\n")
	if before > 0 && w.wanted <= 0 {
		close(w.seen)
	}
	return len(b), nil
}
