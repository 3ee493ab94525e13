package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func schedule(t *testing.T, s *Store, jobs ...Job) {
	t.Helper()
	mustWrite(t, s, func(tx *Tx) error {
		for _, j := range jobs {
			if err := tx.Schedule(j); err != nil {
				return err
			}
		}
		return nil
	})
}

// due runs what is due and returns what was handed over.
func due(t *testing.T, s *Store, now time.Time, do func(j Job) error) []Job {
	t.Helper()
	var got []Job
	n, err := s.RunDue(t.Context(), now, func(_ context.Context, j Job) error {
		got = append(got, j)
		if do == nil {
			return nil
		}
		return do(j)
	})
	if err != nil || n != len(got) {
		t.Fatalf("RunDue: %d, %v; handed over %d", n, err, len(got))
	}
	return got
}

func next(t *testing.T, s *Store) time.Time {
	t.Helper()
	at, ok, err := s.NextJob(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if ok == at.IsZero() {
		t.Fatalf("NextJob: %v, %v", at, ok)
	}
	return at
}

func keys(jobs []Job) string {
	var all []string
	for _, j := range jobs {
		all = append(all, j.Key)
	}
	return strings.Join(all, " ")
}

var nine = time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)

func TestAJobComesBackAsItWent(t *testing.T) {
	s := open(t, Options{})
	want := Job{At: nine, Kind: "poll.close", Key: "poll/1", Platform: "slack", Channel: "C1", Thread: "1.2", User: "U1", Payload: []byte("{}")}
	schedule(t, s, want)
	if got := next(t, s); !got.Equal(nine) {
		t.Errorf("next is at %v", got)
	}
	if got := due(t, s, nine.Add(-time.Millisecond), nil); len(got) != 0 {
		t.Errorf("too early: %v", got)
	}
	got := due(t, s, nine, nil)
	if diff := cmp.Diff([]Job{want}, got, cmpopts.IgnoreFields(Job{}, "ID")); diff != "" {
		t.Error(diff)
	}
	if !next(t, s).IsZero() {
		t.Error("a finished job is still there")
	}
	schedule(t, s, Job{At: nine, Kind: "poll.close", Key: "poll/1"})
	if again := due(t, s, nine, nil); again[0].ID == got[0].ID {
		t.Error("an id was used twice")
	}
}

func TestNothingRunsBeforeItsTime(t *testing.T) {
	s := open(t, Options{})
	at := nine.Add(300 * time.Microsecond)
	schedule(t, s, Job{At: at, Kind: "a.b"})
	if got := due(t, s, at, nil); len(got) != 0 && next(t, s).Before(at) {
		t.Error("ran before its time")
	}
	if got := due(t, s, nine.Add(time.Millisecond), nil); len(got) != 1 {
		t.Errorf("a millisecond later: %v", got)
	}
}

func TestTheLastWordWins(t *testing.T) {
	s := open(t, Options{})
	schedule(t, s,
		Job{At: nine, Kind: "poll.close", Key: "1", Payload: []byte("first")},
		Job{At: nine, Kind: "poll.remind", Key: "1"},
		Job{At: nine, Kind: "poll.close", Key: "2"})
	schedule(t, s, Job{At: nine.Add(time.Hour), Kind: "poll.close", Key: "1", User: "ann", Payload: []byte("last")})
	mustWrite(t, s, func(tx *Tx) error { return tx.Unschedule("poll.close", "2") })
	mustWrite(t, s, func(tx *Tx) error { return tx.Unschedule("poll.close", "none") })
	var got []string
	for _, j := range due(t, s, nine.Add(2*time.Hour), nil) {
		got = append(got, fmt.Sprintf("%s %s %s %s", j.Kind, j.Key, j.User, j.Payload))
	}
	if diff := cmp.Diff([]string{"poll.remind 1  ", "poll.close 1 ann last"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAJobIsUndoneWithItsTransaction(t *testing.T) {
	s := open(t, Options{})
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"})
	failed := errors.New("failed")
	err := s.Write(t.Context(), "", func(tx *Tx) error {
		if err := tx.Schedule(Job{At: nine, Kind: "a.b", Key: "2"}); err != nil {
			return err
		}
		if err := tx.Unschedule("a.b", "1"); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if got := keys(due(t, s, nine, nil)); got != "1" {
		t.Errorf("ran %s", got)
	}
}

func TestJobsThatAreNone(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		for _, j := range []Job{{Key: "1"}, {Kind: "store.sweep"}, {Kind: "a.b", Payload: make([]byte, MaxData+1)}} {
			if err := tx.Schedule(j); err == nil {
				t.Errorf("%.20v was scheduled", j.Kind)
			}
		}
		return nil
	})
}

func TestAskedForWhileItRunsRunsOnceMore(t *testing.T) {
	s := open(t, Options{})
	schedule(t, s, Job{At: nine, Kind: "a.show", Key: "1", Payload: []byte("0")})
	var ran []string
	due(t, s, nine, func(j Job) error {
		ran = append(ran, string(j.Payload))
		if len(ran) == 1 {
			schedule(t, s, Job{At: nine, Kind: "a.show", Key: "1", Payload: []byte("1")})
			schedule(t, s, Job{At: nine, Kind: "a.show", Key: "1", Payload: []byte("2")})
			if !next(t, s).IsZero() {
				t.Error("a job whose twin runs is not next")
			}
		}
		return nil
	})
	if got := strings.Join(ran, " "); got != "0 2" {
		t.Errorf("ran %s", got)
	}
}

// The last word wins also over what runs: a deadline that was moved while the
// old one failed must not come at the old time after all.
func TestAFailureIsReplacedByWhatWasAskedForMeanwhile(t *testing.T) {
	s := open(t, Options{})
	week := nine.AddDate(0, 0, 7)
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1", Payload: []byte("old")})
	due(t, s, nine, func(Job) error {
		schedule(t, s, Job{At: week, Kind: "a.b", Key: "1", Payload: []byte("new")})
		return errors.New("the platform is away")
	})
	if got := next(t, s); !got.Equal(week) {
		t.Errorf("next is at %v", got)
	}
	got := due(t, s, week, func(Job) error { return errors.New("still away") })
	if len(got) != 1 || string(got[0].Payload) != "new" || got[0].Tries != 0 {
		t.Errorf("ran %v", got)
	}
	// What failed, and is asked for again afterwards, is replaced too.
	schedule(t, s, Job{At: week.AddDate(0, 0, 7), Kind: "a.b", Key: "1"})
	if got := due(t, s, week.AddDate(0, 0, 6), nil); len(got) != 0 {
		t.Errorf("ran %v", got)
	}
}

// A weekly reminder schedules its next turn when it runs; when it then cannot
// be delivered, neither of the two may be lost.
func TestAFailureDoesNotLoseTheNextTurn(t *testing.T) {
	s := open(t, Options{})
	week := nine.AddDate(0, 0, 7)
	schedule(t, s, Job{At: nine, Kind: "a.remind", Key: "week 1"})
	due(t, s, nine, func(Job) error {
		schedule(t, s, Job{At: week, Kind: "a.remind", Key: "week 2"})
		return errors.New("the platform is away")
	})
	if again := due(t, s, next(t, s), nil); keys(again) != "week 1" || again[0].Tries != 1 {
		t.Errorf("ran %v", again)
	}
	if got := next(t, s); !got.Equal(week) {
		t.Errorf("next is at %v", got)
	}
}

func TestWhatIsUnscheduledWhileItRunsIsNotTriedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	gaveUp := 0
	opt := Options{Clock: newClock(), GaveUp: func(Job, error) { gaveUp++ }}
	s := openAt(t, path, opt)
	forget := func() {
		t.Helper()
		mustWrite(t, s, func(tx *Tx) error { return tx.Unschedule("a.b", "1") })
	}
	for _, end := range []func() error{
		func() error { return nil },
		func() error { return errors.New("away") },
		func() error { return permanentError{} },
		func() error { panic("boom") },
	} {
		schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"})
		due(t, s, nine, func(Job) error { forget(); return end() })
		if at := next(t, s); !at.IsZero() || gaveUp != 0 {
			t.Errorf("the next try is at %v; %d last words", at, gaveUp)
		}
	}
	// Also when the program ends meanwhile; but what is asked for afterwards stays.
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1", Payload: []byte("old")})
	if jobs, err := s.claim(t.Context(), nine, 1, nil); err != nil || len(jobs) != 1 {
		t.Fatal(jobs, err)
	}
	forget()
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1", Payload: []byte("new")})
	if !next(t, s).IsZero() {
		t.Error("a twin does not wait for what still runs")
	}
	closeNow(t, s)
	s = openAt(t, path, opt)
	if got := due(t, s, nine, nil); len(got) != 1 || string(got[0].Payload) != "new" {
		t.Errorf("ran %v", got)
	}
}

// Each statement must find its rows by an index, or the thousandth reminder
// makes everybody's writes slow.
func TestJobsAreFoundByAnIndex(t *testing.T) {
	s := open(t, Options{})
	c, err := connect(t.Context(), s.path, toMaintain)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	full := places{"a": PerKind, "b": PerKind}
	which, _ := full.which(2)
	for _, query := range []string{sqlReplace, sqlUnwant, sqlSupersede, sqlUnwanted, sqlSuperseded, sqlNext(""), sqlNext("AND kind NOT LIKE 'store.%'"), sqlDue(""), sqlDue(which), sqlSweep, sqlMendMarks} {
		ses := &session{c: c, own: true}
		var args []any
		for range strings.Count(query, "$") {
			args = append(args, 1)
		}
		rows, err := ses.query("EXPLAIN QUERY PLAN "+query, args)
		if err != nil {
			t.Fatal(query, err)
		}
		steps := 0
		for ; rows.Next(); steps++ {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(step, "SCAN") && !strings.Contains(step, "USING INDEX job_at") || strings.Contains(step, "TEMP B-TREE FOR ORDER") {
				t.Errorf("%s\n%s", query, step)
			}
		}
		if steps == 0 {
			t.Errorf("no plan for %s", query)
		}
		ses.end(ErrClosed)
	}
}

type permanentError struct{}

func (permanentError) Error() string   { return "no such channel" }
func (permanentError) Permanent() bool { return true }

func TestTriesAreBoundedAndTheOperatorHasTheLastWord(t *testing.T) {
	tests := []struct {
		name  string
		fail  func() error
		tries int
	}{
		{"an error", func() error { return errors.New("away") }, 4},
		{"a panic", func() error { panic("boom") }, 4},
		{"permanent", func() error { return fmt.Errorf("send: %w", permanentError{}) }, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log strings.Builder
			var last []Job
			s := open(t, Options{Log: logTo(&log), MaxTries: 4, GaveUp: func(j Job, err error) {
				if err == nil {
					t.Error("given up without an error")
				}
				last = append(last, j)
			}})
			schedule(t, s, Job{At: nine, Kind: "a.b", Key: "person-ann", Payload: []byte("what ann typed")})
			tries := 0
			for at := next(t, s); !at.IsZero(); at = next(t, s) {
				for _, j := range due(t, s, at, func(Job) error { return test.fail() }) {
					if j.Tries != tries {
						t.Errorf("try %d says %d", tries, j.Tries)
					}
					tries++
				}
			}
			if tries != test.tries {
				t.Errorf("%d tries, want %d", tries, test.tries)
			}
			if len(last) != 1 || last[0].Tries != test.tries || last[0].Key != "person-ann" {
				t.Errorf("given up: %v", last)
			}
			// The last word is GaveUp's, so the store logs only that it will be tried again.
			want := 1
			if test.tries == 1 {
				want = 0
			}
			if lines := strings.Count(log.String(), "\n"); lines != want || strings.Contains(log.String(), "given up") {
				t.Errorf("logged %s", log.String())
			}
		})
	}
}

// An operator hears of what fails, before it is given up days later, and
// neither whose it is nor what was typed.
func TestFailuresAreLogged(t *testing.T) {
	var log strings.Builder
	s := open(t, Options{Log: logTo(&log), MaxTries: 120})
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "person-ann", Payload: []byte("what ann typed")})
	var logged []string
	for at, try := next(t, s), 1; !at.IsZero(); at, try = next(t, s), try+1 {
		log.Reset()
		due(t, s, at, func(Job) error {
			if try == 10 {
				panic("boom")
			}
			return fmt.Errorf("tell ann: %w", errors.Join(permanentButNot{fileError(ErrFull, s.path, syscall.EDQUOT)}))
		})
		if line := log.String(); line != "" {
			var fields struct{ Kind, Key, Error, Message string }
			if err := json.Unmarshal([]byte(line), &fields); err != nil || fields.Kind != "a.b" || len(fields.Key) != 12 || strings.Contains(line, "ann") || strings.Contains(line, "boom") {
				t.Errorf("logged %s, %v", line, err)
			}
			logged = append(logged, fmt.Sprintf("%d %s: %s", try, fields.Message, fields.Error))
		}
	}
	full := "store.permanentButNot: the disk is full: disk quota exceeded"
	want := []string{
		"1 a job failed and will be tried again: " + full,
		"10 a job failed and will be tried again: panic",
		"100 a job failed and will be tried again: " + full,
		"120 a job failed for the last time and was given up: " + full,
	}
	if diff := cmp.Diff(want, logged); diff != "" {
		t.Error(diff)
	}
}

type permanentButNot struct{ error }

func (permanentButNot) Permanent() bool { return false }
func (e permanentButNot) Unwrap() error { return e.error }

func TestALastWordThatPanicsEndsNothing(t *testing.T) {
	var log strings.Builder
	s := open(t, Options{Log: logTo(&log), GaveUp: func(Job, error) { panic("boom") }})
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"}, Job{At: nine, Kind: "a.b", Key: "2"})
	if got := keys(due(t, s, nine, func(Job) error { return permanentError{} })); got != "1 2" || !next(t, s).IsZero() {
		t.Errorf("ran %s", got)
	}
	if strings.Count(log.String(), "saying so") != 2 || strings.Contains(log.String(), "boom") {
		t.Errorf("logged %s", log.String())
	}
}

func TestBackoff(t *testing.T) {
	var total time.Duration
	for tries := 1; tries <= DefaultMaxTries; tries++ {
		d := backoff(tries)
		want := MaxBackoff
		if tries < 20 {
			want = min(MaxBackoff, MinBackoff*time.Duration(1<<(tries-1)))
		}
		if d < want || d > min(MaxBackoff, want+want/10) {
			t.Errorf("after %d tries: %v, want %v", tries, d, want)
		}
		total += d
	}
	if total < 72*time.Hour {
		t.Errorf("given up after %v: a weekend is longer", total)
	}
}

func TestWhatWasUnderWayRunsAgainAtStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	var gaveUp []string
	opt := Options{Clock: newClock(), MaxTries: 3, GaveUp: func(j Job, _ error) { gaveUp = append(gaveUp, j.Key) }}
	s := openAt(t, path, opt)
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"}, Job{At: nine, Kind: "a.b", Key: "2"}, Job{At: nine.Add(time.Hour), Kind: "a.b", Key: "3"})
	clock := opt.Clock.(*setClock)
	for i := range 3 {
		// Begun, and then the power fails. The first time that is nobody's
		// fault; afterwards the others come first.
		wait := []time.Duration{0, 0, MinBackoff}[i]
		if got, want := next(t, s), clock.Now().Add(wait); got.Before(nine) || wait == 0 && got.After(want) {
			t.Errorf("try %d is at %v", i, got)
		}
		clock.advance(2 * wait)
		jobs, err := s.claim(t.Context(), clock.Now(), 1, nil)
		if i == 2 { // the other one was due first
			if keys(jobs) != "2" {
				t.Errorf("ran %v", jobs)
			}
			if _, err := s.drop(t.Context(), jobs[0]); err != nil {
				t.Fatal(err)
			}
			jobs, err = s.claim(t.Context(), clock.Now(), 1, nil)
		}
		if err != nil || keys(jobs) != "1" || jobs[0].Tries != i {
			t.Fatal(jobs, err)
		}
		closeNow(t, s)
		s = openAt(t, path, opt)
	}
	// It ended the program three times, and is not run a fourth time.
	if got := keys(due(t, s, clock.Now().Add(time.Second), nil)); got != "" || gaveUp != nil {
		t.Errorf("ran %s, gave up %v too early", got, gaveUp)
	}
	if got := keys(due(t, s, clock.Now().Add(3*time.Second), nil)); got != "" || strings.Join(gaveUp, " ") != "1" {
		t.Errorf("ran %s, gave up %v", got, gaveUp)
	}
	if got := keys(due(t, s, nine.Add(time.Hour), nil)); got != "3" {
		t.Errorf("ran %v", got)
	}
}

// What was asked for while a job ran that ended the program comes instead of
// it when it comes first.
func TestATwinThatBeginsReplacesWhatWasUnfinished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	clock := newClock()
	s := openAt(t, path, Options{Clock: clock})
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1", Payload: []byte("old")})
	for range 2 {
		if jobs, err := s.claim(t.Context(), nine, 1, nil); err != nil || len(jobs) != 1 {
			t.Fatal(jobs, err)
		}
		if next(t, s).IsZero() {
			schedule(t, s, Job{At: nine.Add(time.Millisecond), Kind: "a.b", Key: "1", Payload: []byte("new")})
		}
		closeNow(t, s)
		s = openAt(t, path, Options{Clock: clock})
	}
	got := due(t, s, nine.Add(time.Hour), nil)
	if len(got) != 1 || string(got[0].Payload) != "new" {
		t.Errorf("ran %v", got)
	}
}

func TestRunDueStops(t *testing.T) {
	s := open(t, Options{})
	schedule(t, s, Job{At: nine, Kind: "a.b", Key: "1"}, Job{At: nine, Kind: "a.b", Key: "2"})
	ctx, cancel := context.WithCancel(t.Context())
	n, err := s.RunDue(ctx, nine, func(context.Context, Job) error { cancel(); return ctx.Err() })
	if n != 1 || !errors.Is(err, context.Canceled) {
		t.Errorf("%d, %v", n, err)
	}
	// It was not the job that failed: no try is lost.
	got := due(t, s, nine, nil)
	if keys(got) != "1 2" || got[0].Tries != 0 {
		t.Errorf("ran %v", got)
	}
}

// Random work on a few jobs, against the simplest thing that could be right.
func TestJobsAgainstAModel(t *testing.T) {
	s := open(t, Options{})
	type word struct {
		at      int
		payload string
	}
	model := map[string]word{}
	rnd := rand.New(rand.NewPCG(1, 2))
	now := 0
	at := func(minute int) time.Time { return nine.Add(time.Duration(minute) * time.Minute) }
	for step := range 300 {
		key := fmt.Sprint(rnd.IntN(4))
		switch rnd.IntN(3) {
		case 0:
			w := word{now + rnd.IntN(5), fmt.Sprint(step)}
			model[key] = w
			schedule(t, s, Job{At: at(w.at), Kind: "a.b", Key: key, Payload: []byte(w.payload)})
		case 1:
			delete(model, key)
			mustWrite(t, s, func(tx *Tx) error { return tx.Unschedule("a.b", key) })
		case 2:
			now += rnd.IntN(3)
			want := map[string]string{}
			maps.DeleteFunc(model, func(k string, w word) bool {
				if w.at <= now {
					want[k] = w.payload
				}
				return w.at <= now
			})
			got := map[string]string{}
			jobs := due(t, s, at(now), nil)
			for _, j := range jobs {
				got[j.Key] = string(j.Payload)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("step %d: %s", step, diff)
			}
			if !slices.IsSortedFunc(jobs, func(a, b Job) int { return a.At.Compare(b.At) }) {
				t.Fatalf("step %d: not in order: %v", step, jobs)
			}
		}
	}
}
