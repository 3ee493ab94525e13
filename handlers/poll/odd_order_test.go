package poll

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A draft that came back, because it could be asked nowhere, is asked only in
// the channels it has when it is placed again.
func TestAChannelThatWasTakenOutIsNotAsked(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "weg")
	x := o.stored(id)
	if x.State != store.PollDraft {
		t.Fatalf("%s", x.State)
	}
	x.spec.Places = []survey.Place{{Platform: "test", Channel: "a", Name: "a"}}
	o.chats["test"].channels["weg"] = []bot.UserID{"bram", "p1"} // it is there by now
	if err := o.store.Write(t.Context(), "", func(tx *store.Tx) error { return o.poll.place(tx, x, o.clock.Now()) }); err != nil {
		t.Fatal(err)
	}
	o.run()
	x = o.stored(id)
	if x.State != store.PollOpen || len(x.places) != 1 || x.places[0].Channel != "a" {
		t.Errorf("%s in %v", x.State, x.places)
	}
	for _, s := range o.chats["test"].said {
		if s.to.Channel == "weg" {
			t.Errorf("it was asked in a channel its maker took out: %s", textOf(s.m))
		}
	}
}

// Somebody of whom the platform knows nothing (any more) does not keep a poll
// from opening, and is not counted.
func TestSomebodyNobodyKnowsIsNotAsked(t *testing.T) {
	o := newOffice(t, 20)
	c := o.chats["test"]
	c.people["gast"] = bot.User{ID: "gast", Name: "Gijs", Handle: "gast", Guest: true}
	c.channels["a"] = append(c.channels["a"], "gast", "weg")
	id := o.ask(yesNo("Werkt dit?"), "a")
	if x := o.stored(id); x.State != store.PollOpen || x.Asked != 20 {
		t.Errorf("%s, %d asked", x.State, x.Asked)
	}
}

// An answer that cannot be read (any more) does not keep a poll open for ever.
func TestAPollClosesWhateverIsStored(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a")
	for i := range 7 {
		o.pick(id, fmt.Sprint("p", i+1), "a", i%2)
	}
	if err := o.store.Write(t.Context(), "", func(tx *store.Tx) error {
		_, err := tx.CastBallot(store.Ballot{Poll: id, Voter: []byte("x"), Choices: map[int]string{0: "17"}, At: o.clock.Now()})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	o.wait(8 * 24 * time.Hour)
	if x := o.stored(id); x.State != store.PollClosed {
		t.Errorf("%s", x.State)
	}
	if log := o.log.String(); !strings.Contains(log, "could not be read") || strings.Contains(log, "17") && strings.Contains(log, `"choice"`) {
		t.Errorf("the operator reads %s", log)
	}
}

// An adapter may know only the id of who answers, and the profile may be out of
// reach: then nobody can tell whether it is a guest, and nothing is stored.
func TestWhoAnswersIsNotKnown(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a")
	c := o.chats["test"]
	c.people["gast"] = bot.User{ID: "gast", Name: "Gijs", Handle: "gast", Lang: bot.NL, Guest: true}
	bare := func(who bot.UserID) string {
		from := o.origin(string(who), "a")
		from.From = bot.User{ID: who}
		return o.press(&bot.Press{Origin: from, Action: "poll.pick", Value: id, Choice: "0"})
	}
	if got := bare("gast"); !strings.Contains(got, "voor medewerkers") {
		t.Errorf("a guest reads %q", got)
	}
	if got := bare("p1"); !strings.Contains(got, "Opgeslagen") {
		t.Errorf("an employee reads %q", got)
	}
	c.away = true
	for _, who := range []bot.UserID{"p2", "niemand"} {
		if got := bare(who); !strings.Contains(got, "niet opgeslagen") {
			t.Errorf("%s reads %q", who, got)
		}
	}
	c.away = false
	if got := bare("niemand"); strings.Contains(got, "Opgeslagen") {
		t.Errorf("somebody who is not there reads %q", got)
	}
	if n := o.stored(id).Answered; n != 1 {
		t.Errorf("%d answers", n)
	}
}

// The maker leaves the organisation: the poll closes and shows its result, and an
// administrator looks after what is open.
func TestTheMakerLeaves(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Hoe gaat het?")
	s.Repeat, s.Closes = "FREQ=WEEKLY", o.clock.Now().Add(48*time.Hour)
	id := o.ask(s, "a")
	for i := range 12 {
		o.pick(id, fmt.Sprint("p", i+1), "a", i%2)
	}
	c := o.chats["test"]
	left := c.people["bram"]
	left.Inactive = true
	c.people["bram"] = left
	c.people["baas"] = bot.User{ID: "baas", Name: "Bea Beheer", Handle: "baas", Lang: bot.NL, Email: "beheer@minfin.nl"}
	if got := o.press(&bot.Press{Origin: o.origin("p1", ""), Action: "poll.close", Value: id}); !strings.Contains(got, "is er niet") {
		t.Errorf("somebody else reads %q", got)
	}
	if got := o.press(&bot.Press{Origin: o.origin("baas", ""), Action: "poll.stop", Value: id}); !strings.Contains(got, "gestopt") {
		t.Errorf("the administrator reads %q", got)
	}
	o.wait(48 * time.Hour)
	o.wait(14 * 24 * time.Hour)
	if x := o.stored(id); x.State != store.PollClosed || !strings.Contains(o.shows(id, "a"), "6") {
		t.Errorf("%s, and it shows %s", x.State, o.shows(id, "a"))
	}
	var waves []store.Poll
	if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { waves, err = store.PollsOfSeries(r, id); return err }); err != nil || len(waves) != 1 {
		t.Errorf("%d waves, %v", len(waves), err)
	}
}

// The program ends after everything that is scheduled, before that is remembered:
// it all happens twice, with a start in between. The poll opens, is shown, closes
// and is told once, with every answer and without a key that stays.
func TestEverythingHappensTwice(t *testing.T) {
	for _, mode := range []survey.Mode{survey.Named, survey.Unnamed, survey.Final} {
		o := newOffice(t, 20)
		twice := func() {
			t.Helper()
			for range 60 {
				tried := map[int64]bool{}
				n, err := o.store.RunDue(t.Context(), o.clock.Now(), func(ctx context.Context, j store.Job) error {
					_, err := o.router.Dispatch(ctx, &bot.Due{
						Origin: bot.Origin{ID: fmt.Sprint("job-", j.ID), Platform: bot.PlatformName(j.Platform), From: bot.User{ID: bot.UserID(j.User)},
							Channel: bot.ChannelID(j.Channel), At: o.clock.Now()},
						Kind: j.Kind, Key: j.Key, Payload: j.Payload, Tries: j.Tries})
					if err == nil && j.Tries == 0 && !tried[j.ID] {
						tried[j.ID] = true
						return errors.New("the program ended")
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				if n == 0 {
					return
				}
				o.stop()
				o.clock.Forget()
				o.start()
				o.clock.Advance(2 * time.Second)
			}
			t.Fatal("there is always something due")
		}
		s := yesNo("Werkt dit?")
		s.Mode, s.Remind, s.Closes, s.Repeat = mode, true, o.clock.Now().Add(48*time.Hour), "FREQ=WEEKLY;COUNT=2"
		id, err := newID()
		if err != nil {
			t.Fatal(err)
		}
		s.Places = []survey.Place{{Platform: "test", Channel: "a", Name: "a"}, {Platform: "test", Channel: "b", Name: "b"}}
		x := &poll{Poll: store.Poll{ID: id, Platform: "test", Maker: "bram", MakerName: "Bram", Created: o.clock.Now()}, spec: s}
		if err := o.store.Write(t.Context(), "", func(tx *store.Tx) error { return o.poll.place(tx, x, o.clock.Now()) }); err != nil {
			t.Fatal(err)
		}
		twice()
		for i := range 12 {
			if _, wrong := o.submit(&bot.Submit{Origin: o.origin(fmt.Sprint("p", i+1), "a"), Action: "poll.answer", State: id,
				Values: bot.Values{"q0p0": {fmt.Sprint(i % 2)}}}); wrong != nil {
				t.Fatal(wrong)
			}
		}
		for range 9 {
			o.clock.Advance(24 * time.Hour)
			twice()
		}
		o.clock.Advance(time.Minute)
		twice()
		x = o.stored(id)
		if x.State != store.PollClosed || x.Answered != 12 || !strings.Contains(o.shows(id, "a"), "6") {
			t.Errorf("%s: %s, %d answers: %s", mode, x.State, x.Answered, o.shows(id, "a"))
		}
		if keys, err := o.keys.All(); err != nil || len(keys) != 0 {
			t.Errorf("%s: keys %v, %v", mode, keys, err)
		}
		var waves []store.Poll
		if err := o.store.Read(t.Context(), func(r *store.Reader) (err error) { waves, err = store.PollsOfSeries(r, id); return err }); err != nil || len(waves) != 2 || waves[1].State != store.PollClosed {
			t.Errorf("%s: %d waves, %v", mode, len(waves), err)
		}
		// Two waves, each with a poll, a reminder and an announcement.
		posted := map[bot.ChannelID]int{}
		for _, s := range o.chats["test"].said {
			if s.to.Channel != "" && s.to.User == "" && !s.edit {
				posted[s.to.Channel]++
			}
		}
		if posted["a"] != 6 || posted["b"] != 6 {
			t.Errorf("%s: posted %v", mode, posted)
			for _, s := range o.chats["test"].said {
				if s.to.Channel == "a" && !s.edit {
					t.Log(textOf(s.m))
				}
			}
		}
	}
}
