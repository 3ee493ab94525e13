package store

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var closings = flag.Int("closings", 50, "how many polls are closed while answers arrive")

// Everything that was confirmed is counted, and nothing comes after the closing.
func TestClosingWhileAnswersArrive(t *testing.T) {
	s := open(t, Options{})
	total, late := 0, 0
	for i := range *closings {
		id := fmt.Sprintf("poll%d", i)
		mode := []string{"unnamed", "final", "named"}[i%3]
		openPoll(t, s, id, mode)
		var confirmed, refused atomic.Int64
		var all sync.WaitGroup
		for g := range 16 {
			all.Go(func() {
				for n := 0; ; n++ {
					b := ballot(id, fmt.Sprintf("voter-%d-%d", g, n), strconv.Itoa(n%3))
					b.Final = mode == "final"
					switch first, err := cast(s, b); {
					case errors.Is(err, ErrPollClosed):
						refused.Add(1)
						return
					case err != nil || !first:
						t.Error(first, err)
						return
					}
					confirmed.Add(1)
				}
			})
		}
		time.Sleep(rand.N(4 * time.Millisecond))
		var rows, counted int
		mustWrite(t, s, func(tx *Tx) error {
			if err := tx.QueryRow("SELECT count(*) FROM poll_voter WHERE poll = $1", id).Scan(&rows); err != nil {
				return err
			}
			counts, err := CountAnswers(tx, id)
			for _, c := range counts {
				counted += c.N
			}
			return errors.Join(err, closeInto(tx, id))
		})
		all.Wait()
		p := pollByID(t, s, id)
		if n := int(confirmed.Load()); n != rows || n != counted || n != p.Answered || refused.Load() != 16 {
			t.Fatalf("poll %d: %d confirmed, %d rows, %d counted, %d answered", i, n, rows, counted, p.Answered)
		}
		if left := rowsOf(t, s, id); mode != "named" && left.voters+left.answers != 0 || mode == "named" && left.voters != rows {
			t.Fatalf("poll %d, %s: left %+v", i, mode, left)
		}
		total += rows
		late += int(refused.Load())
	}
	t.Logf("%d closings, %d answers counted, %d came too late", *closings, total, late)
	if total < *closings {
		t.Error("hardly anybody answered: this test cannot see")
	}
}

// What a ballot costs must not depend on how many people answered before. Both
// are measured in turn, in the same run; the median of many, and the best of a
// few runs, because others use the machine too.
func TestABallotCostsTheSameAtTenThousandVoters(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "big", "unnamed")
	voter := func(i int) string { return fmt.Sprintf("%032x", rand.New(rand.NewPCG(uint64(i), 7)).Uint64()) }
	fill := func(poll string, from, to int) {
		t.Helper()
		mustWrite(t, s, func(tx *Tx) error {
			for i := from; i < to; i++ {
				if _, err := tx.CastBallot(ballot(poll, voter(i), "1")); err != nil {
					return err
				}
			}
			return nil
		})
	}
	fill("big", 0, 10_000)
	const rounds, each = 40, 10
	var best float64
	for try := range 5 {
		var small, big []time.Duration
		for round := range rounds {
			id := fmt.Sprintf("small%dx%d", try, round)
			openPoll(t, s, id, "unnamed")
			fill(id, 0, 10)
			base := 10_000 + (try*rounds+round)*each
			for n := range each {
				for i, poll := range []string{id, "big"} {
					start := time.Now()
					if _, err := cast(s, ballot(poll, voter(base+n), "1")); err != nil {
						t.Fatal(err)
					}
					if took := time.Since(start); i == 0 {
						small = append(small, took)
					} else {
						big = append(big, took)
					}
				}
			}
		}
		slices.Sort(small)
		slices.Sort(big)
		middle := len(small) / 2
		ratio := float64(big[middle]) / float64(small[middle])
		t.Logf("on disk after %v with 10 to 20 voters, %v with 10,000 and more: %.2f times", small[middle], big[middle], ratio)
		if best == 0 || ratio < best {
			best = ratio
		}
		if best <= 1.2 {
			return
		}
	}
	t.Errorf("a ballot costs %.2f times as much", best)
}

// castMany casts n ballots from 256 goroutines, each confirmed on its own, and
// tells how many a second that is.
func castMany(t testing.TB, s *Store, poll string, n int) (perSecond float64, took []time.Duration) {
	t.Helper()
	took = make([]time.Duration, n)
	var next atomic.Int64
	var all sync.WaitGroup
	begin := time.Now()
	for range 256 {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				b := ballot(poll, fmt.Sprintf("%08x-voter-%d", rand.Uint32(), i), strconv.Itoa(i%5))
				start := time.Now()
				err := s.Write(context.Background(), s.Mark("web", poll+strconv.Itoa(i)), func(tx *Tx) error {
					_, err := tx.CastBallot(b)
					return err
				})
				if err != nil {
					t.Error(err)
				}
				took[i] = time.Since(start)
			}
		})
	}
	all.Wait()
	perSecond = float64(n) / time.Since(begin).Seconds()
	slices.Sort(took)
	return perSecond, took
}

func TestManyBallotsAtOnce(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "unnamed")
	const n = 10_000
	rate, took := castMany(t, s, "p", n)
	if got := rowsOf(t, s, "p"); got != (stored{n, n, n, n}) {
		t.Errorf("stored %+v", got)
	}
	t.Logf("%.0f ballots on disk per second, p99 %v (the goal is 10,000 per second)", rate, took[n*99/100])
	if rate < 1000 && !raced { // a tenth: the machine is not only ours
		t.Errorf("only %.0f per second", rate)
	}
}

func BenchmarkCastBallot(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	openPoll(b, s, "p", "unnamed")
	b.ResetTimer()
	rate, took := castMany(b, s, "p", b.N)
	b.ReportMetric(rate, "ballots/s")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkCloseTenThousand is how long the closing of a poll holds the writer.
func BenchmarkCloseTenThousand(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for i := range b.N {
		b.StopTimer()
		id := fmt.Sprintf("p%d", i)
		openPoll(b, s, id, "unnamed")
		castMany(b, s, id, 10_000)
		b.StartTimer()
		closePoll(b, s, id)
	}
}

// Two copies of what is stored, around one final ballot, show that it came; where
// its rows stand says nothing about when the others came, nor which belong together.
func TestWhereARowStandsSaysNothing(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "final")
	list := func(query string) (all []string) {
		return look(t, s, func(q Querier) ([]string, error) {
			rows, err := q.Query(query)
			if err != nil {
				return nil, err
			}
			for rows.Next() {
				var row string
				if err := rows.Scan(&row); err != nil {
					return nil, err
				}
				all = append(all, row)
			}
			return all, rows.Err()
		})
	}
	const people = 200
	var voters, answers []float64 // where the new row stood, from 0 to 1
	k := openKeys(t, t.TempDir())
	makeKey(t, k, "p")
	for i := range people {
		before := map[string]bool{}
		voterRows := "SELECT hex(voter) || name FROM poll_voter WHERE poll = 'p'"
		answerRows := "SELECT hex(holder) || '/' || question || '/' || choice || part FROM poll_answer WHERE poll = 'p'"
		for _, row := range append(list(voterRows), list(answerRows)...) {
			before[row] = true
		}
		tag, err := k.Tag("p", fmt.Sprintf("web|person-%d", i))
		if err != nil {
			t.Fatal(err)
		}
		b := ballot("p", string(tag), "0")
		b.Choices[1], b.Final = "1", true
		if _, err := cast(s, b); err != nil {
			t.Fatal(err)
		}
		fresh := func(rows []string, want int) (at []float64, holders []string) {
			for j, row := range rows {
				if !before[row] {
					at = append(at, float64(j)/float64(max(1, len(rows)-1)))
					holders = append(holders, strings.Split(row, "/")[0])
				}
				delete(before, row)
			}
			if len(at) != want {
				t.Fatalf("%d new rows, want %d", len(at), want)
			}
			return at, holders
		}
		v, _ := fresh(list(voterRows), 1)
		a, holders := fresh(list(answerRows), 2)
		if holders[0] == holders[1] {
			t.Fatal("two answers of one person have the same holder")
		}
		if len(before) != 0 {
			t.Fatalf("changed: %v", before)
		}
		if i >= 20 {
			voters, answers = append(voters, v[0]), append(answers, a[0], a[1])
		}
	}
	mean := func(x []float64) (m float64) {
		for _, v := range x {
			m += v / float64(len(x))
		}
		return m
	}
	// Uniform: 0.5, give or take 0.29 divided by the root of their number; six times that.
	if m := mean(voters); m < 0.37 || m > 0.63 {
		t.Errorf("new voters stand at %.2f", m)
	}
	if m := mean(answers); m < 0.4 || m > 0.6 {
		t.Errorf("new answers stand at %.2f", m)
	}
	var both, vv, aa float64
	for i, v := range voters {
		a := answers[2*i] // the first of two
		both += (v - mean(voters)) * (a - 1.0/3)
		vv += (v - mean(voters)) * (v - mean(voters))
		aa += (a - 1.0/3) * (a - 1.0/3)
	}
	if r := both * both / (vv * aa); r > 0.2 {
		t.Errorf("where a voter stands tells where the answer does: r² = %.2f", r)
	}
}

func TestAFullDiskDuringBallots(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "unnamed")
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
	confirmed, refused := map[string]bool{}, 0
	for i := 0; refused < 20; i++ {
		if i == 5000 {
			t.Fatal("the disk is never full: this test cannot see")
		}
		b := ballot("p", fmt.Sprintf("%08x-voter-%d", rand.Uint32(), i), "0")
		for q := range 4 {
			b.Choices[q] = strings.Repeat("answer ", 20)
		}
		switch first, err := cast(s, b); {
		case errors.Is(err, ErrFull):
			refused++
			if voted := look(t, s, func(q Querier) (bool, error) { return Voted(q, "p", b.Voter) }); voted {
				t.Error("half of it was stored")
			}
		case err != nil || !first:
			t.Fatal(first, err)
		default:
			confirmed[string(b.Voter)] = true
		}
	}
	check := func(more int) {
		t.Helper()
		n := len(confirmed) + more
		if got := rowsOf(t, s, "p"); got.voters != n || got.answered != n || got.reached != n || got.answers != 4*len(confirmed)+more {
			t.Errorf("%d were confirmed, stored %+v", n, got)
		}
	}
	check(0)
	limit(1 << 30)
	if first, err := cast(s, ballot("p", "after", "0")); !first || err != nil {
		t.Errorf("afterwards: %v, %v", first, err)
	}
	check(1)
	t.Logf("%d were confirmed, %d refused", len(confirmed), refused)
}

// A copy of the files of a running bot is not made at one moment. It opens with
// what belongs together, or it is refused.
func TestFilesThatAreCopiedWhileTheyAreWritten(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "unnamed")
	stop := make(chan bool)
	var working sync.WaitGroup
	for g := range 4 {
		working.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := cast(s, ballot("p", fmt.Sprintf("%08x-voter-%d-%d", rand.Uint32(), g, i), "0")); err != nil {
					t.Error(err)
				}
				if g == 0 && i%16 == 0 {
					if _, err := s.Checkpoint(context.Background()); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	opened, refused := 0, 0
	for range 40 {
		to := filepath.Join(t.TempDir(), "copy.db")
		for _, suffix := range []string{"", "-wal"} {
			data, err := os.ReadFile(s.path + suffix)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(to+suffix, data, 0o600); err != nil {
				t.Fatal(err)
			}
			time.Sleep(rand.N(3 * time.Millisecond))
		}
		c, err := Open(context.Background(), to, Options{})
		if err != nil {
			if !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), "backup") {
				t.Errorf("refused: %v", err)
			}
			refused++
			continue
		}
		opened++
		got := rowsOf(t, c, "p")
		if n := got.voters; got != (stored{n, n, n, n}) || n > 0 && tally(t, c, "p") != fmt.Sprintf("0:0=%d", n) {
			t.Errorf("a copy has %+v, counted %s", got, tally(t, c, "p"))
		}
		closeNow(t, c)
	}
	close(stop)
	working.Wait()
	t.Logf("%d copies opened, %d were refused", opened, refused)
}

func TestAPollThatMissesAnswersIsRefused(t *testing.T) {
	for _, loss := range []string{
		"DELETE FROM poll_voter WHERE voter = CAST('ann' AS BLOB)", "DELETE FROM poll_answer WHERE holder = CAST('ann' AS BLOB)",
		"UPDATE poll SET answered = 3", "UPDATE poll SET answers = 1",
	} {
		path := filepath.Join(t.TempDir(), "w.db")
		s := openAt(t, path, Options{})
		openPoll(t, s, "p", "unnamed")
		for _, who := range []string{"ann", "bob"} {
			if _, err := cast(s, ballot("p", who, "0")); err != nil {
				t.Fatal(err)
			}
		}
		closeNow(t, s)
		closeNow(t, openAt(t, path, Options{}))
		run(t, path, loss)
		_, err := Open(t.Context(), path, Options{})
		_, err2 := OpenReadOnly(t.Context(), path)
		for _, err := range []error{err, err2} {
			if !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), "wegwijs backup") {
				t.Errorf("%s: %v", loss, err)
			}
		}
	}
}

// bytesOf is everything in the files of a folder, with what it is written as.
func bytesOf(t *testing.T, dirs ...string) (all []byte) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			all = append(append(all, path...), data...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return bytes.Clone(all)
}
