package mattermost

import (
	"context"
	"fmt"
	"testing"
	"time"

	"wegwijs/bot/bottest"
)

func TestSlotsExpire(t *testing.T) {
	clock := bottest.NewClock(time.Unix(1_800_000_000, 0))
	s := newSlots(clock)
	handle, _ := s.add(hookCommand, "https://x.example/hooks/commands/abc", "trigger")
	if id, ok := s.trigger(handle); !ok || id != "trigger" {
		t.Errorf("trigger %q, %v", id, ok)
	}
	for i := range responseURLUse + 1 {
		if _, ok := s.responseURL(handle); ok != (i < responseURLUse) {
			t.Errorf("use %d of a response_url: %v", i+1, ok)
		}
	}
	clock.Advance(slotLives)
	if _, ok := s.trigger(handle); ok {
		t.Error("a trigger lives longer than its slot")
	}
	if _, ok := s.trigger("unknown"); ok {
		t.Error("an unknown handle has a trigger")
	}
	s.add(hookCommand, "", "")
	if len(s.all) != 1 || len(s.queue) != 1 {
		t.Errorf("%d slots in %d places are remembered, want 1", len(s.all), len(s.queue))
	}
}

// A button on the answer to a slash command is answered like the command, for
// as often as the server takes that.
func TestPressFollowsItsCommand(t *testing.T) {
	clock := bottest.NewClock(time.Unix(1_800_000_000, 0))
	s := newSlots(clock)
	press := func(earlier, trigger string) string {
		handle, _ := s.add(hookAction, "", trigger)
		s.follow(handle, earlier)
		return handle
	}
	command, _ := s.add(hookCommand, "https://x.example/hooks/commands/abc", "one")
	first := press(command, "two")
	second := press(first, "three")
	if _, ok := s.responseURL(press("unknown", "four")); ok {
		t.Error("a button of nothing is answered like a command")
	}
	for i, handle := range []string{command, first, second, second, first, command, first} {
		if _, ok := s.responseURL(handle); ok != (i < responseURLUse) {
			t.Errorf("use %d: %v", i+1, ok)
		}
	}
	command, _ = s.add(hookCommand, "https://x.example/hooks/commands/abc", "one")
	clock.Advance(slotLives - time.Minute)
	late := press(command, "two")
	clock.Advance(2 * time.Minute)
	if _, ok := s.responseURL(late); ok {
		t.Error("a button is answered like a command that is too long ago")
	}
	if id, _ := s.trigger(late); id != "two" {
		t.Errorf("it opens a form by %q", id)
	}
}

func TestSlotsFollow(t *testing.T) {
	clock := bottest.NewClock(time.Unix(1_800_000_000, 0))
	s := newSlots(clock)
	command, _ := s.add(hookCommand, "https://x.example/hooks/commands/abc", "")
	clock.Advance(slotLives - time.Minute)
	press, _ := s.add(hookAction, "", "t")
	s.follow(press, command)
	again, waiting := s.add(hookAction, "", "t")
	s.follow(again, press)
	for i := range responseURLUse + 1 {
		if _, ok := s.responseURL(again); ok != (i < responseURLUse) {
			t.Errorf("use %d of a response_url: %v", i+1, ok)
		}
	}
	if _, ok := s.responseURL(command); ok {
		t.Error("what follows from a command has uses of its own")
	}
	s.release(again)
	began := time.Now()
	if _, ok := waiting.hold(t.Context(), time.Minute); ok || time.Since(began) > 10*time.Second {
		t.Error("a callback that was answered otherwise still waits")
	}
	other, _ := s.add(hookCommand, "https://x.example/hooks/commands/def", "")
	s.follow(press, "unknown")
	s.release("unknown")
	clock.Advance(time.Minute)
	if _, ok := s.responseURL(press); ok {
		t.Error("a response_url lives longer than its command")
	}
	if _, ok := s.responseURL(other); !ok {
		t.Error("a new command cannot be answered")
	}
}

func TestSlotsAreBounded(t *testing.T) {
	s := newSlots(bottest.NewClock(time.Unix(1_800_000_000, 0)))
	first, _ := s.add(hookCommand, "", "first")
	var last string
	for i := range mostSlots + 10 {
		last, _ = s.add(hookCommand, "", fmt.Sprint(i))
	}
	if len(s.all) > mostSlots || len(s.queue) > mostSlots {
		t.Errorf("%d slots are remembered, at most %d fit", len(s.all), mostSlots)
	}
	if _, ok := s.trigger(first); ok {
		t.Error("the oldest slot is still there")
	}
	if _, ok := s.trigger(last); !ok {
		t.Error("the newest slot is not there")
	}
}

func TestEphemeralText(t *testing.T) {
	s := newSlots(bottest.NewClock(time.Unix(1_800_000_000, 0)))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for _, written := range []bool{true, false} {
		handle, waiting := s.add(hookAction, "", "t")
		said := make(chan bool, 1)
		go func() { said <- s.ephemeralText(ctx, handle, "alleen voor jou") }()
		text, ok := waiting.hold(ctx, 5*time.Second)
		if !ok || text != "alleen voor jou" {
			t.Fatalf("held %q, %v", text, ok)
		}
		waiting.told(written)
		if got := <-said; got != written {
			t.Errorf("said %v, written %v", got, written)
		}
		if s.ephemeralText(ctx, handle, "nog iets") {
			t.Error("something was said to a callback that was answered")
		}
	}
	handle, waiting := s.add(hookAction, "", "t")
	if _, ok := waiting.hold(ctx, time.Millisecond); ok {
		t.Error("held something nobody said")
	}
	if s.ephemeralText(ctx, handle, "te laat") {
		t.Error("something was said too late")
	}
	command, open := s.add(hookCommand, "", "t")
	defer open.close()
	if s.ephemeralText(ctx, command, "x") {
		t.Error("a slash command has no ephemeral_text")
	}
	handle, open = s.add(hookAction, "", "t")
	defer open.close()
	short, stop := context.WithTimeout(ctx, time.Millisecond)
	defer stop()
	if s.ephemeralText(short, handle, "x") {
		t.Error("something was said after its time")
	}
}
