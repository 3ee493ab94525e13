package poll

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// At closing the link between people and answers is gone: rows, key and all.
func TestClosingForgets(t *testing.T) {
	for _, mode := range []survey.Mode{survey.Unnamed, survey.Final} {
		o := newOffice(t, 20)
		s := yesNo("Werkt dit?")
		s.Mode, s.Closes = mode, o.clock.Now().Add(8*time.Hour)
		id := o.ask(s, "a")
		for i := range 12 {
			if _, wrong := o.submit(&bot.Submit{Origin: o.origin(fmt.Sprint("p", i+1), "a"), Action: "poll.answer", State: id,
				Values: bot.Values{"q0p0": {fmt.Sprint(i % 2)}}}); wrong != nil {
				t.Fatal(wrong)
			}
		}
		if _, err := os.Stat(filepath.Join(o.dir, "keys", id+".key")); err != nil {
			t.Error(err)
		}
		o.wait(8 * time.Hour)
		x := o.stored(id)
		if x.State != store.PollClosed || x.Answered != 12 || !x.extra.Forgot.Equal(o.clock.Now()) {
			t.Errorf("%s: %s, %d answers, forgot %v", mode, x.State, x.Answered, x.extra.Forgot)
		}
		if _, err := os.Stat(filepath.Join(o.dir, "keys", id+".key")); !os.IsNotExist(err) {
			t.Errorf("%s: the key is still there: %v", mode, err)
		}
		for _, table := range []string{"poll_voter", "poll_answer"} {
			var n int
			if err := o.store.Read(t.Context(), func(r *store.Reader) error {
				return r.QueryRow("SELECT count(*) FROM " + table).Scan(&n)
			}); err != nil || n != 0 {
				t.Errorf("%s: %d rows in %s, %v", mode, n, table, err)
			}
		}
	}
}

// A key that outlived its poll, because the program ended in between, is erased
// at the next start; that of an open poll is not.
func TestKeysAreSwept(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a")
	if err := o.keys.Make("orphan22"); err != nil {
		t.Fatal(err)
	}
	o.stop()
	o.start()
	all, err := o.keys.All()
	if err != nil || len(all) != 1 || all[0] != id {
		t.Errorf("%v, %v", all, err)
	}
}

// Opening later, a restart in between, and the end on its time.
func TestOpensLaterAndSurvivesRestarts(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Werkt dit?")
	s.Opens, s.Closes = o.clock.Now().Add(24*time.Hour), o.clock.Now().Add(48*time.Hour)
	id := o.ask(s, "a")
	if x := o.stored(id); x.State != store.PollWaiting || len(o.chats["test"].said) != 0 {
		t.Errorf("%s, and %d things were said", x.State, len(o.chats["test"].said))
	}
	o.stop()
	o.clock.Forget()
	o.start()
	o.wait(24 * time.Hour)
	if x := o.stored(id); x.State != store.PollOpen || !x.Closes.Equal(s.Closes) {
		t.Errorf("%s until %v", x.State, x.Closes)
	}
	o.pick(id, "p1", "a", 0)
	o.stop()
	o.clock.Forget()
	o.start()
	o.wait(24 * time.Hour)
	if x := o.stored(id); x.State != store.PollClosed || !x.Closed.Equal(s.Closes) {
		t.Errorf("%s at %v", x.State, x.Closed)
	}
}

// Waves keep their time of day when the clock changes, know their number, and
// stop when they are told to.
func TestWaves(t *testing.T) {
	o := newOffice(t, 20)
	o.clock.Set(time.Date(2027, 3, 24, 10, 0, 0, 0, bottest.Zone)) // summer time begins on the 28th
	s := yesNo("Hoe gaat het?")
	s.Repeat, s.Closes = "FREQ=WEEKLY;COUNT=3", o.clock.Now().Add(48*time.Hour)
	first := o.ask(s, "a")
	for day := range 21 {
		_ = day
		o.wait(24 * time.Hour)
	}
	var waves []store.Poll
	if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { waves, err = store.PollsOfSeries(r, first); return err }); err != nil {
		t.Fatal(err)
	}
	if len(waves) != 3 {
		t.Fatalf("%d waves", len(waves))
	}
	for i, w := range waves {
		at := w.Opened.In(bottest.Zone)
		if w.Wave != i+1 || w.State != store.PollClosed || at.Hour() != 10 && at.Hour() != 11 || at.Weekday() != time.Wednesday || w.Closed.Sub(w.Opened) != 48*time.Hour {
			t.Errorf("wave %d: number %d, %s, opened %v, closed %v", i+1, w.Wave, w.State, at, w.Closed)
		}
	}

	s.Repeat, s.Closes = "FREQ=DAILY", o.clock.Now().Add(48*time.Hour)
	first = o.ask(s, "a")
	if x := o.stored(first); x.Closes.Sub(x.Opened) != 24*time.Hour {
		t.Errorf("two waves at once: open for %v, and repeated every day", x.Closes.Sub(x.Opened))
	}
	o.wait(24 * time.Hour)
	o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.stop", Value: first})
	o.wait(24 * time.Hour)
	o.wait(24 * time.Hour)
	if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { waves, err = store.PollsOfSeries(r, first); return err }); err != nil || len(waves) != 2 {
		t.Errorf("%d waves, %v", len(waves), err)
	}
}

// A channel that is not there drops out, and the maker hears of it; without any
// channel the poll becomes a draft again.
func TestChannelsThatCannotBeAsked(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a", "weg")
	x := o.stored(id)
	if x.State != store.PollOpen || x.Asked != 20 {
		t.Errorf("%s, %d asked", x.State, x.Asked)
	}
	told := ""
	for _, s := range o.chats["test"].said {
		if s.to.User == "bram" {
			told += textOf(s.m)
		}
	}
	if !strings.Contains(told, "#weg") {
		t.Errorf("the maker was told: %s", told)
	}
	id = o.ask(yesNo("Werkt dat?"), "weg")
	if x := o.stored(id); x.State != store.PollDraft {
		t.Errorf("%s", x.State)
	}
}

// The channel is archived while the poll runs: the poll closes all the same,
// and the maker gets its result.
func TestTheChannelIsArchived(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a", "b")
	for i := range 8 {
		o.pick(id, fmt.Sprint("p", i+1), "a", 0)
	}
	o.chats["test"].refuse["a"] = bot.Forbidden
	o.wait(8 * 24 * time.Hour)
	if x := o.stored(id); x.State != store.PollClosed {
		t.Errorf("%s", x.State)
	}
	told, b := "", 0
	for _, s := range o.chats["test"].said {
		if s.to.User == "bram" {
			told = textOf(s.m)
		}
		if s.to.Channel == "b" {
			b++
		}
	}
	if !strings.Contains(told, "Werkt dit?") || b < 2 {
		t.Errorf("the maker was told %q, and #b saw %d messages", told, b)
	}
}

// On a night on which the clock changes a poll closes at the moment that was printed.
func TestNightsOnWhichTheClockChanges(t *testing.T) {
	for _, c := range []struct{ now, typed, want string }{
		{"2027-03-27T20:00:00+01:00", "28-3-2027 02:30", "2027-03-28T03:30:00+02:00"},  // does not exist
		{"2027-10-30T20:00:00+02:00", "31-10-2027 02:30", "2027-10-31T02:30:00+01:00"}, // exists twice: the later
		{"2027-10-30T20:00:00+02:00", "31-10-2027 17:00", "2027-10-31T17:00:00+01:00"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		at, wrong := survey.ParseMoment(c.typed, now.In(bottest.Zone))
		if wrong != nil {
			t.Errorf("%s: %s", c.typed, wrong.In(bot.EN, bot.Literal))
			continue
		}
		o := newOffice(t, 20)
		o.clock.Set(now)
		s := yesNo("Werkt dit?")
		s.Closes = at
		id := o.ask(s, "a")
		want, _ := time.Parse(time.RFC3339, c.want)
		o.clock.Set(want.Add(-time.Second))
		o.run()
		if x := o.stored(id); x.State != store.PollOpen {
			t.Errorf("%s: closed before its time", c.typed)
		}
		o.clock.Set(want)
		o.run()
		if x := o.stored(id); x.State != store.PollClosed || !x.Closed.Equal(want) {
			t.Errorf("%s: %s at %v, want %s", c.typed, x.State, x.Closed.In(bottest.Zone), c.want)
		}
	}
}

// Who deletes a poll after its result was read, and asks again, cannot take one
// result from the other.
func TestDeletedAndAskedAgain(t *testing.T) {
	o := newOffice(t, 30)
	answered := func(id string, from, to int) {
		for i := from; i < to; i++ {
			o.pick(id, fmt.Sprint("p", i), "a", i%2)
		}
		o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: id})
		o.run()
	}
	first := o.ask(yesNo("Werkt dit?"), "a")
	answered(first, 1, 14)
	if shown := o.shows(first, "a"); !strings.Contains(shown, "13 van 30") {
		t.Fatalf("%s", shown)
	}
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.erase", Value: first})
	o.run()
	if x := o.raw(first); strings.Contains(fmt.Sprintf("%s %s %s %s %s", x.Spec, x.Result, x.Extra, x.FollowUp, x.MakerName), "Werkt dit") || x.MakerName != "" {
		t.Errorf("of a deleted poll is left: %s %s %s %s", x.Spec, x.Result, x.Extra, x.MakerName)
	}
	again := o.ask(yesNo("Werkt dit?"), "a")
	answered(again, 1, 13)
	if shown := o.shows(again, "a"); strings.Contains(shown, "12 van 30") {
		t.Errorf("without the thirteenth: %s", shown)
	}
	o.wait(29 * 24 * time.Hour)
	if x := o.raw(first); x.Same != "" || len(x.Result) != 0 {
		t.Errorf("a month later is left: %+v", x)
	}
}

// The last message that is deleted by hand closes the poll.
func TestTheLastMessageIsDeleted(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a", "b")
	for i := range 6 {
		o.pick(id, fmt.Sprint("p", i+1), "a", i%2)
	}
	for n, channel := range []string{"a", "b"} {
		if err := o.poll.gone(t.Context(), &bot.Gone{Origin: bot.Origin{At: o.clock.Now()}, Key: keyFor(id, "test", channel)}); err != nil {
			t.Fatal(err)
		}
		want := store.PollOpen
		if n == 1 {
			want = store.PollClosed
		}
		if x := o.stored(id); x.State != want {
			t.Errorf("%d deleted: %s", n+1, x.State)
		}
	}
	o.wait(2 * time.Minute)
	told := ""
	for _, s := range o.chats["test"].said {
		if s.to.User == "bram" {
			told += textOf(s.m)
		}
	}
	if !strings.Contains(told, "In #b is het bericht") || !strings.Contains(told, "Zinnen om over te nemen") {
		t.Errorf("the maker was told %s", told)
	}
}

// Where too few people answered, how few is not kept either: not of the poll and
// not per channel.
func TestTheNumberOfTooFewIsNotKept(t *testing.T) {
	for n, want := range map[int]int{4: 0, 6: 6} {
		o := newOffice(t, 20)
		id := o.ask(yesNo("Werkt dit?"), "a", "b")
		for i := range n {
			o.pick(id, fmt.Sprint("p", i+1), "a", i%2)
		}
		if x := o.stored(id); x.Answered != n {
			t.Fatalf("%d answered before closing, want %d", x.Answered, n)
		}
		o.wait(8 * 24 * time.Hour)
		x := o.stored(id)
		in := 0
		for _, at := range x.places {
			in += at.Answered
		}
		if x.State != store.PollClosed || x.Answered != want || in != want || x.Asked != 20 {
			t.Errorf("%d answered: %s, kept %d, per channel %d, of %d asked; want %d", n, x.State, x.Answered, in, x.Asked, want)
		}
	}
}
