package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// openPoll stores an open poll of this mode with one channel. It closes at noon.
func openPoll(t testing.TB, s *Store, id, mode string) {
	t.Helper()
	err := s.Write(context.Background(), "", func(tx *Tx) error {
		p := Poll{
			ID: id, State: PollOpen, Mode: mode, Platform: "web", Maker: "bram", MakerName: "Bram Bakker",
			Spec: bytes.Repeat([]byte("spec "), 200), Created: nine, Opened: nine, Closes: noon, Asked: 20,
		}
		if err := tx.SetPoll(p); err != nil {
			return err
		}
		return tx.SetPollPlace(id, PollPlace{Platform: "web", Channel: "algemeen", Name: "algemeen", Asked: 20})
	})
	if err != nil {
		t.Fatal(err)
	}
}

var noon = nine.Add(3 * time.Hour)

func ballot(poll, voter, choice string) Ballot {
	return Ballot{
		Poll: poll, Voter: []byte(voter), Choices: map[int]string{0: choice},
		Platform: "web", Channel: "algemeen", At: nine.Add(time.Hour),
	}
}

func cast(s *Store, b Ballot) (first bool, err error) {
	err = s.Write(context.Background(), "", func(tx *Tx) (err error) {
		first, err = tx.CastBallot(b)
		return err
	})
	return first, err
}

// look reads something.
func look[T any](t testing.TB, s *Store, f func(q Querier) (T, error)) (v T) {
	t.Helper()
	err := s.Read(context.Background(), func(r *Reader) (err error) { v, err = f(r); return err })
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func pollByID(t testing.TB, s *Store, id string) Poll {
	t.Helper()
	return look(t, s, func(q Querier) (Poll, error) { return PollByID(q, id) })
}

// stored says how many rows there are of a poll, and what it counted.
type stored struct{ voters, answers, answered, reached int }

func rowsOf(t testing.TB, s *Store, id string) stored {
	t.Helper()
	return look(t, s, func(q Querier) (n stored, err error) {
		var counted int
		err = q.QueryRow(`SELECT (SELECT count(*) FROM poll_voter WHERE poll = $1), (SELECT count(*) FROM poll_answer WHERE poll = $1),
			answered, answers, (SELECT coalesce(sum(answered), 0) FROM poll_place WHERE poll = $1) FROM poll WHERE id = $1`, id).
			Scan(&n.voters, &n.answers, &n.answered, &counted, &n.reached)
		if err == nil && counted != n.answers {
			err = fmt.Errorf("%d answers, and %d are counted", n.answers, counted)
		}
		return n, err
	})
}

func tally(t testing.TB, s *Store, id string) string {
	t.Helper()
	all := look(t, s, func(q Querier) ([]PollCount, error) { return CountAnswers(q, id) })
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "%d%s:%s=%d ", c.Question, c.Part, c.Choice, c.N)
	}
	return strings.TrimSpace(b.String())
}

func TestWhatABallotDoes(t *testing.T) {
	part := func(b Ballot, part string) Ballot { b.Part = part; return b }
	at := func(b Ballot, at time.Time) Ballot { b.At = at; return b }
	final := func(b Ballot) Ballot { b.Final = true; return b }
	several := func(b Ballot, choices ...string) Ballot {
		b.Choices = map[int]string{}
		for i, c := range choices {
			if c != "" {
				b.Choices[i] = c
			}
		}
		return b
	}
	type step struct {
		b     Ballot
		first bool
		err   error
	}
	tests := []struct {
		name  string
		mode  string
		steps []step
		tally string
		want  stored
	}{
		{"nobody", "unnamed", nil, "", stored{}},
		{"three people", "unnamed", []step{
			{b: ballot("p", "ann", "0"), first: true}, {b: ballot("p", "bob", "1"), first: true}, {b: ballot("p", "cas", "0"), first: true},
		}, "0:0=2 0:1=1", stored{3, 3, 3, 3}},
		{"changed, twice", "unnamed", []step{
			{b: ballot("p", "ann", "0"), first: true}, {b: ballot("p", "ann", "1")}, {b: ballot("p", "ann", "2")},
		}, "0:2=1", stored{1, 1, 1, 1}},
		{"the same once more", "named", []step{
			{b: ballot("p", "ann", "0"), first: true}, {b: ballot("p", "ann", "0")},
		}, "0:0=1", stored{1, 1, 1, 1}},
		{"final", "final", []step{
			{b: final(ballot("p", "ann", "0")), first: true}, {b: final(ballot("p", "ann", "1")), err: ErrAnswered}, {b: final(ballot("p", "bob", "1")), first: true},
		}, "0:0=1 0:1=1", stored{2, 2, 2, 2}},
		{"several questions, final", "final", []step{
			{b: final(several(ballot("p", "ann", ""), "0", "3", "text")), first: true},
		}, "0:0=1 1:3=1 2:text=1", stored{1, 3, 1, 1}},
		{"all that was answered is replaced", "unnamed", []step{
			{b: several(ballot("p", "ann", ""), "0", "", "text"), first: true}, {b: several(ballot("p", "ann", ""), "1", "4", "")},
		}, "0:1=1 1:4=1", stored{1, 2, 1, 1}},
		{"also with fewer", "unnamed", []step{
			{b: several(ballot("p", "ann", ""), "0", "2", "text"), first: true}, {b: several(ballot("p", "ann", ""), "", "2", "")},
		}, "1:2=1", stored{1, 1, 1, 1}},
		{"the part is where they answered first", "unnamed", []step{
			{b: part(ballot("p", "ann", "0"), "/a"), first: true}, {b: part(several(ballot("p", "ann", ""), "1", "5"), "/b")},
		}, "0/a:1=1 1/a:5=1", stored{1, 2, 1, 1}},
		{"the last millisecond", "unnamed", []step{
			{b: at(ballot("p", "ann", "0"), noon.Add(-time.Millisecond)), first: true},
			{b: at(ballot("p", "bob", "0"), noon), err: ErrPollClosed},
			{b: at(ballot("p", "ann", "1"), noon), err: ErrPollClosed},
		}, "0:0=1", stored{1, 1, 1, 1}},
		{"no such poll", "unnamed", []step{{b: ballot("q", "ann", "0"), err: ErrPollClosed}}, "", stored{}},
		{"a channel that does not take part", "unnamed", []step{
			{b: func() Ballot { b := ballot("p", "ann", "0"); b.Channel = "elders"; return b }(), first: true},
		}, "0:0=1", stored{1, 1, 1, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, Options{})
			openPoll(t, s, "p", test.mode)
			for i, step := range test.steps {
				first, err := cast(s, step.b)
				if first != step.first || !errors.Is(err, step.err) || err != nil && step.err == nil {
					t.Fatalf("step %d: first %v, %v; want %v, %v", i+1, first, err, step.first, step.err)
				}
			}
			if got := tally(t, s, "p"); got != test.tally {
				t.Errorf("counted %s, want %s", got, test.tally)
			}
			if got := rowsOf(t, s, "p"); got != test.want {
				t.Errorf("stored %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestAPollThatIsNotOpenTakesNoBallot(t *testing.T) {
	for _, state := range []PollState{PollDraft, PollWaiting, PollClosed, PollDeleted} {
		s := open(t, Options{})
		mustWrite(t, s, func(tx *Tx) error {
			return tx.SetPoll(Poll{ID: "p", State: state, Mode: "unnamed", Spec: []byte("{}"), Created: nine, Closes: noon})
		})
		if _, err := cast(s, ballot("p", "ann", "0")); !errors.Is(err, ErrPollClosed) {
			t.Errorf("%s: %v", state, err)
		}
		if got := rowsOf(t, s, "p"); got.voters+got.answers+got.answered != 0 {
			t.Errorf("%s: stored %+v", state, got)
		}
	}
}

// A feature that mixes up modes must not make an answer traceable.
func TestABallotFitsItsPoll(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "final", "final")
	openPoll(t, s, "unnamed", "unnamed")
	wrong := ballot("unnamed", "ann", "0")
	wrong.Final = true
	for _, b := range []Ballot{ballot("final", "ann", "0"), wrong, {Poll: "unnamed", Choices: map[int]string{0: "1"}, At: nine}} {
		if _, err := cast(s, b); err == nil || errors.Is(err, ErrPollClosed) || errors.Is(err, ErrAnswered) {
			t.Errorf("%+v: %v", b, err)
		}
	}
	named := ballot("unnamed", "tag", "0")
	named.Name = "Ann Visser"
	if _, err := cast(s, named); err != nil {
		t.Fatal(err)
	}
	if name := look(t, s, func(q Querier) (name string, err error) {
		return name, q.QueryRow("SELECT name FROM poll_voter").Scan(&name)
	}); name != "" {
		t.Errorf("a poll without names has %q", name)
	}
	if got := rowsOf(t, s, "final"); got != (stored{}) {
		t.Errorf("stored %+v", got)
	}
}

func TestFromTwoDevicesAtOnce(t *testing.T) {
	const rounds = 1000
	for _, mode := range []string{"unnamed", "final"} {
		t.Run(mode, func(t *testing.T) {
			s := open(t, Options{})
			openPoll(t, s, "p", mode)
			var mu sync.Mutex
			firsts, refused := map[int]int{}, map[int]int{}
			var all sync.WaitGroup
			for device := range 2 {
				all.Go(func() {
					for i := range rounds {
						b := ballot("p", fmt.Sprintf("voter-%d", i), fmt.Sprint(device))
						b.Final = mode == "final"
						first, err := cast(s, b)
						mu.Lock()
						switch {
						case errors.Is(err, ErrAnswered):
							refused[i]++
						case err != nil:
							t.Error(err)
						case first:
							firsts[i]++
						}
						mu.Unlock()
					}
				})
			}
			all.Wait()
			for i := range rounds {
				if firsts[i] != 1 || mode == "final" && refused[i] != 1 || mode != "final" && refused[i] != 0 {
					t.Fatalf("round %d: %d firsts, %d refused", i, firsts[i], refused[i])
				}
			}
			if got := rowsOf(t, s, "p"); got != (stored{rounds, rounds, rounds, rounds}) {
				t.Errorf("stored %+v", got)
			}
		})
	}
}

func TestWithdraw(t *testing.T) {
	withdraw := func(s *Store, poll, voter string) (was bool, err error) {
		err = s.Write(context.Background(), "", func(tx *Tx) (err error) {
			was, err = tx.WithdrawBallot(poll, []byte(voter))
			return err
		})
		return was, err
	}
	for _, mode := range []string{"named", "unnamed"} {
		s := open(t, Options{})
		openPoll(t, s, "p", mode)
		for _, who := range []string{"ann", "bob"} {
			b := ballot("p", who, "0")
			b.Choices[1] = "7"
			if _, err := cast(s, b); err != nil {
				t.Fatal(err)
			}
		}
		for i, want := range []bool{true, false} {
			if was, err := withdraw(s, "p", "ann"); was != want || err != nil {
				t.Errorf("%s, time %d: %v, %v", mode, i+1, was, err)
			}
		}
		if got := rowsOf(t, s, "p"); got != (stored{1, 2, 1, 1}) {
			t.Errorf("%s: stored %+v", mode, got)
		}
		if own(t, s, kindCheckpoint) != 1 {
			t.Error("what was withdrawn stays in the file")
		}
		if first, err := cast(s, ballot("p", "ann", "1")); !first || err != nil {
			t.Errorf("%s, anew: %v, %v", mode, first, err)
		}
		if got := rowsOf(t, s, "p"); got != (stored{2, 3, 2, 2}) {
			t.Errorf("%s, anew: stored %+v", mode, got)
		}
		err := s.Write(t.Context(), "", func(tx *Tx) error {
			return tx.SetPollPlace("p", PollPlace{Platform: "web", Channel: "beheer", Name: "beheer"})
		})
		if err != nil {
			t.Fatal(err)
		}
		if was, err := withdraw(s, "p", "ann"); !was || err != nil {
			t.Error(was, err)
		}
		if got := rowsOf(t, s, "p"); got != (stored{1, 2, 1, 2}) {
			t.Errorf("%s, in two channels: stored %+v", mode, got)
		}
		closePoll(t, s, "p")
		if was, err := withdraw(s, "p", "bob"); was || !errors.Is(err, ErrPollClosed) {
			t.Errorf("%s, closed: %v, %v", mode, was, err)
		}
	}
	s := open(t, Options{})
	openPoll(t, s, "p", "final")
	b := ballot("p", "ann", "0")
	b.Final = true
	if _, err := cast(s, b); err != nil {
		t.Fatal(err)
	}
	if was, err := withdraw(s, "p", "ann"); was || !errors.Is(err, ErrAnswered) {
		t.Errorf("final: %v, %v", was, err)
	}
	if was, err := withdraw(s, "p", "bob"); was || err != nil {
		t.Errorf("final, who did not answer: %v, %v", was, err)
	}
	if got := rowsOf(t, s, "p"); got != (stored{1, 1, 1, 1}) {
		t.Errorf("stored %+v", got)
	}
}

// closeInto closes a poll as a feature does, and keeps what was counted as its result.
func closeInto(tx *Tx, id string) error {
	p, err := PollByID(tx, id)
	if err != nil {
		return err
	}
	if p.State != PollOpen {
		return nil
	}
	counts, err := CountAnswers(tx, id)
	if err != nil {
		return err
	}
	p.State, p.Closed, p.Result = PollClosed, noon, fmt.Appendf(nil, "%d of %d:", p.Answered, p.Asked)
	for _, c := range counts {
		p.Result = fmt.Appendf(p.Result, " %s=%d", c.Choice, c.N)
	}
	if err := tx.SetPoll(p); err != nil {
		return err
	}
	if p.Mode == "named" {
		return nil
	}
	return tx.EraseAnswers(id)
}

func closePoll(t testing.TB, s *Store, id string) {
	t.Helper()
	if err := s.Write(context.Background(), "", func(tx *Tx) error { return closeInto(tx, id) }); err != nil {
		t.Fatal(err)
	}
}

func TestPollsDoNotGoBack(t *testing.T) {
	s := open(t, Options{})
	set := func(state PollState, mode string) error {
		return s.Write(t.Context(), "", func(tx *Tx) error {
			return tx.SetPoll(Poll{ID: "p", State: state, Mode: mode, Spec: []byte("{}"), Created: nine, Closes: noon})
		})
	}
	for _, step := range []struct {
		state PollState
		mode  string
		ok    bool
	}{
		{PollDraft, "unnamed", true}, {PollDraft, "final", true}, {PollWaiting, "unnamed", true}, {PollDraft, "named", true},
		{PollWaiting, "unnamed", true}, {PollOpen, "unnamed", true},
		{PollOpen, "named", false}, {PollClosed, "named", false}, {PollWaiting, "unnamed", false}, {PollDraft, "unnamed", false},
		{PollOpen, "unnamed", true}, {PollClosed, "unnamed", true},
		{PollOpen, "unnamed", false}, {PollWaiting, "unnamed", false}, {PollClosed, "final", false}, {PollClosed, "unnamed", true},
		{PollDeleted, "unnamed", true}, {PollClosed, "unnamed", false}, {PollOpen, "unnamed", false}, {PollDeleted, "unnamed", true},
	} {
		before := Poll{}
		if !step.ok {
			before = pollByID(t, s, "p")
		}
		if err := set(step.state, step.mode); (err == nil) != step.ok {
			t.Errorf("to %s, %s: %v", step.mode, step.state, err)
		}
		if !step.ok {
			if diff := cmp.Diff(before, pollByID(t, s, "p")); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// The channels of a poll can be taken off until it opens, and not after.
func TestChannelsAreTakenOff(t *testing.T) {
	s := open(t, Options{})
	for _, c := range []struct {
		state PollState
		left  int
	}{{PollDraft, 0}, {PollWaiting, 0}, {PollOpen, 1}, {PollClosed, 1}} {
		id := string(c.state)
		err := s.Write(t.Context(), "", func(tx *Tx) error {
			if err := tx.SetPoll(Poll{ID: id, State: c.state, Mode: "unnamed", Spec: []byte("{}"), Created: nine}); err != nil {
				return err
			}
			if err := tx.SetPollPlace(id, PollPlace{Platform: "web", Channel: "a"}); err != nil {
				return err
			}
			return tx.DropPollPlaces(id)
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.Read(t.Context(), func(r *Reader) error {
			left, err := PollPlaces(r, id)
			if len(left) != c.left {
				t.Errorf("%s: %v", id, left)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestAPollComesBackAsItWasStored(t *testing.T) {
	s := open(t, Options{})
	want := Poll{
		ID: "p", State: PollOpen, Mode: "unnamed", Platform: "web", Maker: "bram", MakerName: "Bram Bakker", Spec: []byte(`{"a":1}`),
		Same: "same", Series: "first", Wave: 3, Created: nine, Opened: nine.Add(time.Minute), Closes: noon, Asked: 40,
		Result: []byte("result"), FollowUp: "We doen er iets mee.", Extra: []byte("extra"),
	}
	mustWrite(t, s, func(tx *Tx) error {
		if err := tx.SetPoll(want); err != nil {
			return err
		}
		if err := tx.SetPollPlace("p", PollPlace{Platform: "web", Channel: "c2", Name: "beheer", Asked: 12}); err != nil {
			return err
		}
		return tx.SetPollPlace("p", PollPlace{Platform: "web", Channel: "c1", Name: "algemeen", Asked: 40})
	})
	if _, err := cast(s, func() Ballot { b := ballot("p", "ann", "0"); b.Channel = "c2"; return b }()); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, func(tx *Tx) error { // counters are not overwritten by who read them before
		if err := tx.SetPollPlace("p", PollPlace{Platform: "web", Channel: "c2", Name: "beheer", Asked: 13, Gone: true}); err != nil {
			return err
		}
		return tx.SetPoll(want)
	})
	want.Answered = 1
	if diff := cmp.Diff(want, pollByID(t, s, "p")); diff != "" {
		t.Error(diff)
	}
	places := []PollPlace{{Platform: "web", Channel: "c1", Name: "algemeen", Asked: 40}, {Platform: "web", Channel: "c2", Name: "beheer", Asked: 13, Answered: 1, Gone: true}}
	if diff := cmp.Diff(places, look(t, s, func(q Querier) ([]PollPlace, error) { return PollPlaces(q, "p") })); diff != "" {
		t.Error(diff)
	}
	err := s.Read(t.Context(), func(r *Reader) error { _, err := PollByID(r, "none"); return err })
	if !errors.Is(err, ErrNoRows) {
		t.Errorf("no such poll: %v", err)
	}
}

func TestPollsAreFound(t *testing.T) {
	s := open(t, Options{})
	mustWrite(t, s, func(tx *Tx) error {
		for i, p := range []Poll{
			{ID: "a", State: PollOpen, Maker: "bram", Same: "q", Series: "a", Wave: 1},
			{ID: "b", State: PollClosed, Maker: "bram", Same: "q", Series: "a", Wave: 0},
			{ID: "c", State: PollOpen, Maker: "sien"},
			{ID: "d", State: PollDeleted, Maker: "bram"},
			{ID: "e", State: PollDraft, Maker: "bram"},
		} {
			p.Mode, p.Platform, p.Spec = "unnamed", "web", []byte("{}")
			p.Created, p.Opened, p.Closes = nine.Add(time.Duration(i)*time.Minute), nine.Add(time.Duration(i)*time.Minute), noon
			if err := tx.SetPoll(p); err != nil {
				return err
			}
			if err := tx.SetPollPlace(p.ID, PollPlace{Platform: "web", Channel: "algemeen", Name: "algemeen", Gone: p.ID == "c"}); err != nil {
				return err
			}
		}
		return nil
	})
	for _, test := range []struct {
		name string
		find func(q Querier) ([]Poll, error)
		want string
	}{
		{"open", func(q Querier) ([]Poll, error) { return PollsIn(q, 10, PollOpen) }, "c a"},
		{"open or draft", func(q Querier) ([]Poll, error) { return PollsIn(q, 10, PollOpen, PollDraft) }, "e c a"},
		{"the newest", func(q Querier) ([]Poll, error) { return PollsIn(q, 2, PollOpen, PollDraft) }, "e c"},
		{"in no state", func(q Querier) ([]Poll, error) { return PollsIn(q, 2) }, ""},
		{"of bram", func(q Querier) ([]Poll, error) { return PollsOf(q, "web", "bram", 10) }, "e b a"},
		{"of bram elsewhere", func(q Querier) ([]Poll, error) { return PollsOf(q, "slack", "bram", 10) }, ""},
		{"asking the same", func(q Querier) ([]Poll, error) { return PollsAsking(q, "q", 10) }, "b a"},
		{"asking nothing", func(q Querier) ([]Poll, error) { return PollsAsking(q, "", 10) }, ""},
		{"waves", func(q Querier) ([]Poll, error) { return PollsOfSeries(q, "a") }, "b a"},
		{"waves of nothing", func(q Querier) ([]Poll, error) { return PollsOfSeries(q, "") }, ""},
		{"in a channel", func(q Querier) ([]Poll, error) { return PollsOpenIn(q, "web", "algemeen") }, "a"},
		{"in another", func(q Querier) ([]Poll, error) { return PollsOpenIn(q, "web", "elders") }, ""},
	} {
		var ids []string
		for _, p := range look(t, s, test.find) {
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "named")
	openPoll(t, s, "q", "named")
	openPoll(t, s, "r", "unnamed")
	for _, poll := range []string{"p", "q", "r"} {
		for who, choice := range map[string]string{"web|ann": "0", "web|bob": "1"} {
			b := ballot(poll, who, choice)
			b.Name = strings.ToUpper(who[4:])
			b.Choices[2] = "x"
			if _, err := cast(s, b); err != nil {
				t.Fatal(err)
			}
		}
	}
	closePoll(t, s, "q")
	votes := func(who string) []PollVote {
		t.Helper()
		return look(t, s, func(q Querier) ([]PollVote, error) { return PollVotesOf(q, []byte(who)) })
	}
	bob := map[int]string{0: "1", 2: "x"}
	if diff := cmp.Diff([]PollVote{{"p", "BOB", bob}, {"q", "BOB", bob}}, votes("web|bob")); diff != "" {
		t.Error(diff)
	}
	names := func(poll string) string {
		t.Helper()
		var all []string
		for _, a := range look(t, s, func(q Querier) ([]NamedAnswer, error) { return NamedAnswers(q, poll) }) {
			all = append(all, fmt.Sprintf("%s %s %d=%s", a.Name, a.Voter, a.Question, a.Choice))
		}
		return strings.Join(all, ", ")
	}
	if got := names("p"); got != "ANN web|ann 0=0, ANN web|ann 2=x, BOB web|bob 0=1, BOB web|bob 2=x" {
		t.Error(got)
	}
	if got := names("r"); got != "" {
		t.Errorf("without names: %s", got)
	}
	erase := func(poll, who string) (was bool) {
		t.Helper()
		mustWrite(t, s, func(tx *Tx) (err error) { was, err = tx.EraseVoter(poll, []byte(who)); return err })
		return was
	}
	for poll, want := range map[string]bool{"p": true, "q": true, "r": false, "none": false} {
		if erase(poll, "web|bob") != want || erase(poll, "web|bob") {
			t.Errorf("erase in %s", poll)
		}
	}
	if got := votes("web|bob"); len(got) != 0 {
		t.Errorf("left: %v", got)
	}
	if got := rowsOf(t, s, "p"); got != (stored{1, 2, 1, 1}) {
		t.Errorf("open: stored %+v", got)
	}
	if p := pollByID(t, s, "q"); p.Answered != 2 || string(p.Result) != "2 of 20: 0=1 1=1 x=2" {
		t.Errorf("closed: %d answered, %s", p.Answered, p.Result)
	}

	// After the time names are kept nothing is left but totals.
	if err := s.Write(t.Context(), "", func(tx *Tx) error { return tx.EraseNames("p") }); err == nil {
		t.Error("erased while it is open")
	}
	mustWrite(t, s, func(tx *Tx) error { return errors.Join(tx.EraseNames("q"), tx.EraseNames("r"), tx.EraseNames("none")) })
	if got := names("p") + names("q"); got != "ANN web|ann 0=0, ANN web|ann 2=x" {
		t.Error(got)
	}
	if p := pollByID(t, s, "q"); p.Answered != 2 || string(p.Result) != "2 of 20: 0=1 1=1 x=2" {
		t.Errorf("closed: %d answered, %s", p.Answered, p.Result)
	}
	if got := rowsOf(t, s, "r"); got.voters != 2 {
		t.Errorf("a poll without names lost its answers: %+v", got)
	}
}

func TestOpenAnswers(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "unnamed")
	openPoll(t, s, "q", "unnamed")
	mustWrite(t, s, func(tx *Tx) error {
		for i := range 40 {
			if err := tx.AddPollText("p", i%2, fmt.Sprintf("text %02d", i)); err != nil {
				return err
			}
		}
		return tx.AddPollText("q", 0, "elders")
	})
	texts := func(poll string) []PollText {
		t.Helper()
		return look(t, s, func(q Querier) ([]PollText, error) { return PollTexts(q, poll) })
	}
	all := texts("p")
	words := func(all []PollText) (words []string) {
		for _, a := range all {
			words = append(words, a.Text)
		}
		return words
	}
	if len(all) != 40 || slices.IsSorted(words(all)) || len(all[0].ID) != 16 {
		t.Fatalf("%d open answers: %v", len(all), words(all))
	}
	if diff := cmp.Diff(all, texts("p")); diff != "" {
		t.Errorf("the order changed: %s", diff)
	}
	mustWrite(t, s, func(tx *Tx) error {
		return errors.Join(tx.ShowPollTexts("p", [][]byte{all[3].ID, all[5].ID, []byte("none")}),
			tx.DeletePollTexts("p", [][]byte{all[4].ID}), tx.DeletePollTexts("p", nil), tx.DeletePollTexts("q", [][]byte{all[5].ID}))
	})
	all[3].Shown, all[5].Shown = true, true
	all = slices.Delete(all, 4, 5)
	if diff := cmp.Diff(all, texts("p")); diff != "" {
		t.Error(diff)
	}
	mustWrite(t, s, func(tx *Tx) error { return tx.DeleteAllPollTexts("p") })
	if n, m := len(texts("p")), len(texts("q")); n != 0 || m != 1 {
		t.Errorf("%d and %d are left", n, m)
	}
	big := func(tx *Tx) error { return tx.AddPollText("p", 0, strings.Repeat("x", MaxData+1)) }
	if err := s.Write(t.Context(), "", big); !errors.Is(err, ErrTooBig) {
		t.Errorf("too long: %v", err)
	}
}

func TestADeletedPollTakesItsAnswersWithIt(t *testing.T) {
	s := open(t, Options{})
	openPoll(t, s, "p", "unnamed")
	if _, err := cast(s, ballot("p", "ann", "0")); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, func(tx *Tx) error {
		if err := tx.AddPollText("p", 0, "text"); err != nil {
			return err
		}
		return tx.SetPoll(Poll{ID: "p", State: PollDeleted, Mode: "unnamed", Spec: []byte("{}")})
	})
	if got := rowsOf(t, s, "p"); got.voters+got.answers != 0 {
		t.Errorf("stored %+v", got)
	}
	if got := look(t, s, func(q Querier) ([]PollText, error) { return PollTexts(q, "p") }); len(got) != 0 {
		t.Errorf("left: %v", got)
	}
	if own(t, s, kindCheckpoint) != 1 {
		t.Error("what was deleted stays in the file")
	}
}

// With ten thousand voters in a hundred polls, a query that reads a whole table
// would make everybody wait.
func TestPollsAreFoundByAnIndex(t *testing.T) {
	s := open(t, Options{})
	c, err := connect(t.Context(), s.path, toMaintain)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	queries := map[string]string{
		"voter": sqlVoter, "takes": sqlTakes, "answers": sqlAnswers, "answer": sqlAnswer, "unanswer": sqlUnanswer, "counted": sqlCounted,
		"reached": sqlReached, "voted": sqlVoted, "no voter": sqlNoVoter, "no answers": sqlNoAnswers, "state": sqlStateMode, "answerable": sqlAnswerable,
		"count": sqlCount, "erase answers": sqlEraseAnswers, "erase voters": sqlEraseVoters, "none left": sqlNoneLeft, "miscounted": sqlMiscounted,
		"named": sqlNamed, "texts": sqlTexts, "add text": sqlAddText, "show text": sqlShowText, "delete text": sqlDeleteText, "delete texts": sqlDeleteTexts,
		"poll": sqlPoll, "polls of": sqlPollsOf, "asking": sqlPollsAsk, "series": sqlPollSeries, "open in": sqlPollsOpen, "in": sqlPollsIn(3),
		"places": sqlPlaces, "set poll": sqlSetPoll, "set place": sqlSetPlace, "votes of": sqlVotesOf, "drop places": sqlDropPlaces, "unreached": sqlUnreached,
	}
	for _, name := range slices.Sorted(maps.Keys(queries)) {
		query := queries[name]
		ses := &session{c: c, own: true}
		args := make([]any, 0, 20)
		for i := 1; strings.Contains(query, fmt.Sprintf("$%d", i)); i++ {
			args = append(args, 1)
		}
		rows, err := ses.query("EXPLAIN QUERY PLAN "+query, args)
		if err != nil {
			t.Fatal(name, err)
		}
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			// Polls with names are all gone through, in an index of those only.
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "CONSTANT") && !strings.Contains(step, "USING COVERING INDEX poll_named") {
				t.Errorf("%s: %s", name, step)
			}
		}
		if err := rows.Err(); err != nil {
			t.Error(name, err)
		}
		ses.end(ErrClosed)
	}
}
