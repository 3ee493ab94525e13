package poll

import (
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/store"
)

// A wave is not extended into the next one: who is asked twice at once does not
// know which is which.
func TestAWaveEndsBeforeTheNext(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Hoe gaat het?")
	s.Repeat, s.Closes = "FREQ=WEEKLY", o.clock.Now().Add(48*time.Hour)
	id := o.ask(s, "a")
	x := o.stored(id)
	origin := o.origin("bram", "")
	if _, err := o.poll.extend(t.Context(), x, "10-12-2026 12:00", &origin); err == nil {
		t.Error("it was extended past the next wave")
	}
	origin = o.origin("bram", "")
	if _, err := o.poll.extend(t.Context(), x, "27-11-2026 12:00", &origin); err != nil {
		t.Error(err)
	}
}

// Waves keep to their rule: their day and time of day, when the clock changes and
// when the program did not run on the day. Each is open until the same time of day.
func TestWavesKeepTheirTime(t *testing.T) {
	o := newOffice(t, 20)
	at := func(day, hour int) time.Time { return time.Date(2027, 3, day, hour, 0, 0, 0, bottest.Zone) }
	o.clock.Set(at(19, 10)) // a Friday; summer time begins on Sunday the 28th
	s := yesNo("Hoe gaat het?")
	s.Repeat, s.Closes = "FREQ=WEEKLY;COUNT=4", at(22, 17) // the Monday after
	first := o.ask(s, "a")
	for _, now := range []time.Time{at(22, 17), at(26, 10), at(29, 17), at(33, 14), at(36, 17), at(40, 10), at(43, 17), at(47, 10)} {
		o.clock.Set(now)
		o.run()
	}
	var waves []store.Poll
	if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { waves, err = store.PollsOfSeries(r, first); return err }); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range waves {
		got = append(got, w.Opened.In(bottest.Zone).Format("Mon 2 15:04")+" - "+w.Closes.In(bottest.Zone).Format("Mon 2 15:04"))
	}
	// On 2 April the program started at 14.00: that wave is late, and the next is not.
	want := []string{"Fri 19 10:00 - Mon 22 17:00", "Fri 26 10:00 - Mon 29 17:00", "Fri 2 14:00 - Mon 5 17:00", "Fri 9 10:00 - Mon 12 17:00"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// When the program did not run for weeks, the waves that were missed are not
// asked one after the other: the next one is asked on its own day.
func TestMissedWavesAreNotCaughtUp(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Hoe gaat het?") // on Monday at nine
	s.Repeat, s.Closes = "FREQ=WEEKLY", o.clock.Now().Add(8*time.Hour)
	first := o.ask(s, "a")
	o.wait(24 * time.Hour)
	o.wait(23 * 24 * time.Hour) // a Thursday
	x := o.stored(first)
	if x.State != store.PollClosed {
		t.Fatalf("%s", x.State)
	}
	waves := func() (all []store.Poll) {
		if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { all, err = store.PollsOfSeries(r, first); return err }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	if all := waves(); len(all) != 1 {
		t.Errorf("%d waves on a day between them", len(all))
	}
	o.wait(4 * 24 * time.Hour)
	all := waves()
	if len(all) != 2 || all[1].Opened.In(bottest.Zone).Weekday() != time.Monday || all[1].Closes.Sub(all[1].Opened) != 8*time.Hour {
		t.Errorf("%v", all)
	}
}

// Whoever deletes the last wave of a series reads that no more will come, and no
// more come; an earlier one can go without the others.
func TestDeletingAWave(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Hoe gaat het?")
	s.Repeat, s.Closes = "FREQ=WEEKLY", o.clock.Now().Add(48*time.Hour)
	first := o.ask(s, "a")
	o.wait(48 * time.Hour)
	o.wait(5 * 24 * time.Hour)
	waves := func() (all []store.Poll) {
		if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { all, err = store.PollsOfSeries(r, first); return err }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	all := waves()
	if len(all) != 2 {
		t.Fatalf("%d waves", len(all))
	}
	remove := func(id string) string {
		said := o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.delete", Value: id})
		o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.erase", Value: id})
		return said
	}
	if said := remove(all[0].ID); strings.Contains(said, "herhaling") {
		t.Errorf("of an earlier wave: %s", said)
	}
	o.wait(7 * 24 * time.Hour)
	if all = waves(); len(all) != 3 {
		t.Fatalf("%d waves after an earlier one was deleted", len(all))
	}
	if said := remove(all[2].ID); !strings.Contains(said, "Ook de herhaling stopt") {
		t.Errorf("of the last wave: %s", said)
	}
	o.wait(14 * 24 * time.Hour)
	if all = waves(); len(all) != 3 {
		t.Errorf("%d waves after the last was deleted", len(all))
	}
}
