package poll

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

// A poll that is deleted before it could be shown is shown nowhere.
func TestADeletedPollIsNotPosted(t *testing.T) {
	o := newOffice(t, 20)
	o.chats["test"].refuse["a"] = bot.Temporary
	id := o.ask(yesNo("Werkt dit?"), "a")
	o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.erase", Value: id})
	delete(o.chats["test"].refuse, "a")
	o.wait(time.Hour)
	for _, s := range o.chats["test"].said {
		if s.to.Channel == "a" {
			t.Errorf("the channel reads %s", textOf(s.m))
		}
	}
}

// What stands beside a poll in its channels goes with it when it is deleted: an
// announcement holds its question and its result.
func TestADeletedPollLeavesNoWords(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Wekrt dit?")
	s.Remind = true
	id := o.ask(s, "a")
	o.submit(&bot.Submit{Origin: o.origin("bram", "a"), Action: "poll.mend", State: id, Values: bot.Values{"q0": {"Werkt dit?"}}})
	o.run()
	for i := range 12 {
		o.pick(id, fmt.Sprint("p", i+1), "a", 0)
	}
	o.wait(6 * 24 * time.Hour)
	o.wait(24 * time.Hour)
	o.wait(time.Minute)
	o.stop()
	o.clock.Forget()
	o.start()
	if got := o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.erase", Value: id}); !strings.Contains(got, "verwijderd") {
		t.Fatal(got)
	}
	o.wait(time.Minute)
	c := o.chats["test"]
	var shown []string // the last there is of every message in the channel
	posted := 0
	for _, s := range c.said {
		if s.to.Channel != "a" || s.to.User != "" {
			continue
		}
		if !s.edit {
			posted++
			continue
		}
		if text := textOf(s.m); strings.Contains(text, "is verwijderd") {
			shown = append(shown, text)
		}
	}
	// The poll, the word about the mended question, the reminder and the announcement.
	if posted != 4 || len(shown) != 4 {
		t.Errorf("%d messages, of which %d say it was deleted", posted, len(shown))
	}
	o.stop()
	o.clock.Forget()
	o.start()
	if left, err := o.store.Unfinished(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("still looked after: %v, %v", left, err)
	}
}

// A poll that nothing changes about any more is not looked after any more.
func TestASettledPollIsLeftAlone(t *testing.T) {
	o := newOffice(t, 20)
	s := yesNo("Werkt dit?")
	s.Remind = true
	id := o.ask(s, "a")
	for i := range 12 {
		o.pick(id, fmt.Sprint("p", i+1), "a", 0)
	}
	for range 8 {
		o.wait(24 * time.Hour)
	}
	if left, err := o.store.Unfinished(t.Context()); err != nil || len(left) != 3 {
		t.Errorf("looked after: %v, %v", left, err)
	}
	for range 3 {
		o.wait(60 * 24 * time.Hour)
	}
	o.clock.Advance(time.Hour)
	o.run()
	if left, err := o.store.Unfinished(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("still looked after: %v, %v", left, err)
	}
}
