package slack

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func TestTurns(t *testing.T) {
	var ts turns
	if ts.busy() != nil {
		t.Error("somebody has a turn")
	}
	wait1, end1 := ts.take("ann")
	wait2, end2 := ts.take("ann")
	waitB, endB := ts.take("bram")
	wait1()
	waitB()
	endB()
	over := make(chan struct{})
	go func() { wait2(); close(over) }()
	select {
	case <-over:
		t.Error("the second did not wait for the first")
	case <-time.After(20 * time.Millisecond):
	}
	busy := ts.busy()
	end1()
	end1()
	<-over
	end2()
	<-busy
	if ts.busy() != nil || len(ts.last) != 0 {
		t.Errorf("something is left: %v", ts.last)
	}
}

func TestAnswersAreForgotten(t *testing.T) {
	clock := &handClock{now: time.Now()}
	a := newAnswers(clock)
	x, first := a.first("1")
	if !first {
		t.Fatal("the first is not the first")
	}
	if y, again := a.first("1"); again || y != x {
		t.Error("the second is the first")
	}
	a.give(x, nil, false)
	x, first = a.first("1")
	if !first {
		t.Error("what was not taken is remembered")
	}
	a.give(x, "ja", true)
	clock.now = clock.now.Add(answerLives)
	if _, first := a.first("1"); !first {
		t.Error("it is remembered for too long")
	}
	for i := range mostAnswers + 10 {
		a.first(fmt.Sprint("n", i))
	}
	if len(a.all) > mostAnswers || len(a.queue) > mostAnswers {
		t.Errorf("%d are remembered", len(a.all))
	}
}

// handClock is a clock that is set by hand.
type handClock struct {
	bot.WallClock
	now time.Time
}

func (c *handClock) Now() time.Time { return c.now }

func TestSlots(t *testing.T) {
	clock := &handClock{now: time.Now()}
	s := newSlots(clock)
	a := s.add(slotCommand, "https://hooks.slack.com/1", "T1")
	b := s.add(slotSubmit, "", "T2")
	if id, ok := s.trigger(a); !ok || id != "T1" {
		t.Errorf("the trigger is %q, %v", id, ok)
	}
	if _, ok := s.trigger(a); ok {
		t.Error("a trigger was given twice")
	}
	for i := range responseURLUse + 1 {
		if _, ok := s.responseURL(a); ok != (i < responseURLUse) {
			t.Errorf("use %d of a response_url: %v", i+1, ok)
		}
	}
	view := map[string]string{"type": "modal"}
	if s.offerView(a, view) {
		t.Error("the acknowledgement of a command shows a form")
	}
	if s.offerView(b, strings.Repeat("x", mostOfAckView+1)) || s.offerView(b, make(chan int)) {
		t.Error("a view that cannot travel along was taken")
	}
	if !s.offerView(b, view) || s.offerView(b, view) {
		t.Error("not exactly one view was taken")
	}
	if _, ok := s.trigger(b); ok {
		t.Error("there is a trigger as well as a view")
	}
	if got, _ := json.Marshal(s.acknowledge(b)); string(got) != `{"type":"modal"}` {
		t.Errorf("the view is %s", got)
	}
	if s.acknowledge(b) != nil || s.offerView(b, view) || s.acknowledge("weg") != nil {
		t.Error("a form was acknowledged twice")
	}
	clock.now = clock.now.Add(slotLives)
	if _, ok := s.responseURL(a); ok {
		t.Error("a slot lives too long")
	}
	for range mostSlots + 10 {
		s.add(slotPress, "", "")
	}
	if len(s.all) > mostSlots || len(s.queue) > mostSlots {
		t.Errorf("%d slots are remembered", len(s.all))
	}
}
