package poll

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/poll/survey"
)

// oneOf is a poll with options.
func oneOf(mode survey.Mode, question string, options ...string) survey.Spec {
	return survey.Spec{Mode: mode, Questions: []survey.Question{{Text: question, Kind: survey.One, Options: options}}}
}

// A typing error is mended while somebody adds an option: neither is lost, and
// what was answered can be counted.
func TestMendingWhileAnOptionIsAdded(t *testing.T) {
	for range 30 {
		o := newOffice(t, 20)
		s := oneOf(survey.Named, "Kofie of thee?", "Kofie", "Thee")
		s.AddOption = true
		id := o.ask(s, "a")
		var both sync.WaitGroup
		both.Go(func() {
			o.router.Dispatch(t.Context(), &bot.Submit{Origin: o.origin("bram", "a"), Action: "poll.mend", State: id,
				Values: bot.Values{"q0": {"Koffie of thee?"}, "o0": {"Koffie\nThee"}}})
		})
		e := &bot.Submit{Origin: bot.Origin{ID: "other", Platform: "test", From: bot.User{ID: "p1", Name: "Persoon 1", Handle: "p1", Lang: bot.NL}, Channel: "a", At: o.clock.Now()},
			Action: "poll.add", State: id, Values: bot.Values{"option": {"Water"}}}
		added := false
		both.Go(func() {
			ack, err := o.router.Dispatch(t.Context(), e)
			added = err == nil && len(ack.Errors) == 0
		})
		both.Wait()
		if err := o.router.Idle(t.Context()); err != nil {
			t.Fatal(err)
		}
		x := o.stored(id)
		if n := len(x.spec.Questions[0].Options); added && n != 3 {
			t.Fatalf("an option was added and is gone: %v", x.spec.Questions[0].Options)
		}
	}
}

// Options keep their place: what somebody answered may not become what they did not.
func TestMendingDoesNotMoveOptions(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(oneOf(survey.Unnamed, "Thuis of kantoor?", "Thuis", "Kantoor", "Beide"), "a")
	o.pick(id, "p1", "a", 0)
	for _, typed := range []string{"Kantoor\nThuis\nBeide", "Kantoor\nBeide\nThuis", "thuis\n kantoor,\nThuis", "Kantoor!\nThuis\nBeide"} {
		words, wrong := o.submit(&bot.Submit{Origin: o.origin("bram", "a"), Action: "poll.mend", State: id,
			Values: bot.Values{"q0": {"Thuis of kantoor?"}, "o0": strings.Split(typed, "|")}})
		if wrong == nil {
			t.Errorf("%q: %q", typed, words)
		}
	}
	if x := o.stored(id); strings.Join(x.spec.Questions[0].Options, " ") != "Thuis Kantoor Beide" {
		t.Errorf("%v", x.spec.Questions[0].Options)
	}
	if words, wrong := o.submit(&bot.Submit{Origin: o.origin("bram", "a"), Action: "poll.mend", State: id,
		Values: bot.Values{"q0": {"Thuis of op kantoor?"}, "o0": {"Thuis\nOp kantoor\nBeide"}}}); wrong != nil {
		t.Errorf("%v %s", wrong, words)
	}
}

// Two people extend at once: the end only ever moves forward.
func TestExtendingTwiceAtOnce(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a")
	stale := o.stored(id)
	origin := o.origin("bram", "")
	late, early := "15-12-2026 12:00", "5-12-2026 12:00"
	if _, err := o.poll.extend(t.Context(), stale, late, &origin); err != nil {
		t.Fatal(err)
	}
	again := o.origin("bram", "")
	_, err := o.poll.extend(t.Context(), stale, early, &again)
	if x := o.stored(id); err == nil || x.Closes.In(bottest.Zone).Day() != 15 {
		t.Errorf("it closes %v, %v", x.Closes, err)
	}
}

// How many take part without names is in the channel, at its pace, and nowhere
// else: who can look as often as they like would see who made it move.
func TestParticipationIsNotToldFaster(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a")
	for i := range 4 {
		o.pick(id, fmt.Sprint("p", i+1), "a", 0)
	}
	look := func() string {
		return o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.manage", Value: id}) +
			o.press(&bot.Press{Origin: o.origin("p9", ""), Action: "poll.give", Value: id})
	}
	before := look()
	if !strings.Contains(before, "Werkt dit?") {
		t.Fatalf("%q", before)
	}
	o.pick(id, "p5", "a", 0)
	if after := look(); after != before {
		t.Errorf("one answer changes\n%s\ninto\n%s", before, after)
	}
}

// Extending does not show participation before its time.
func TestExtendingDoesNotHurry(t *testing.T) {
	o := newOffice(t, 30)
	id := o.ask(yesNo("Werkt dit?"), "a")
	o.wait(2 * time.Minute)
	edits := func() (n int) {
		for _, s := range o.chats["test"].said {
			if s.edit {
				n++
			}
		}
		return n
	}
	for i := range 5 {
		o.pick(id, fmt.Sprint("p", i+1), "a", 0)
	}
	first := edits()
	if first != 1 {
		t.Fatalf("%d edits", first)
	}
	for i := range 5 {
		o.pick(id, fmt.Sprint("p", i+6), "a", 0)
	}
	if _, wrong := o.submit(&bot.Submit{Origin: o.origin("bram", ""), Action: "poll.extend", State: id, Values: bot.Values{"until": {"2026-12-04 12:00"}}}); wrong != nil {
		t.Fatal(wrong)
	}
	o.wait(30 * time.Second)
	if n := edits(); n != first {
		t.Errorf("%d edits within a minute", n-first)
	}
	o.wait(31 * time.Second)
	if n := edits(); n != first+1 || !strings.Contains(o.shows(id, "a"), "Ten minste 10") || !strings.Contains(o.shows(id, "a"), "4 december") {
		t.Errorf("%d edits, and it shows %s", n-first, o.shows(id, "a"))
	}
}
