package bottest_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot/bottest"
)

func TestClockRunsTimersInOrder(t *testing.T) {
	c := bottest.NewClock(bottest.Start)
	var mu sync.Mutex
	var got []string
	note := func(what string) func() {
		return func() {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, what+" at "+c.Now().Sub(bottest.Start).String())
		}
	}
	c.AfterFunc(3*time.Second, note("third"))
	c.AfterFunc(time.Second, func() {
		note("first")()
		c.AfterFunc(time.Second, note("made by the first"))
	})
	c.AfterFunc(3*time.Second, note("fourth"))
	stop := c.AfterFunc(2*time.Second, note("never"))
	c.AfterFunc(time.Hour, note("later"))
	if !stop() || stop() {
		t.Error("a timer can be stopped once, before its time")
	}
	c.Advance(10 * time.Second)
	c.Set(bottest.Start) // back in time: nothing
	want := []string{"first at 1s", "made by the first at 2s", "third at 3s", "fourth at 3s"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(- want, + got):\n%s", d)
	}
	if now := c.Now().Sub(bottest.Start); now != 10*time.Second {
		t.Errorf("it is %v after the start, want 10s", now)
	}
	if next, ok := c.Next(); !ok || next.Sub(bottest.Start) != time.Hour {
		t.Errorf("next is %v, %v", next, ok)
	}
	c.Forget()
	if _, ok := c.Next(); ok {
		t.Error("a timer waits after Forget")
	}
}

func TestClockGoesOnWhenAFunctionWaitsForIt(t *testing.T) {
	c := bottest.NewClock(bottest.Start)
	done := make(chan struct{})
	c.AfterFunc(time.Second, func() {
		again := make(chan struct{})
		c.AfterFunc(time.Second, func() { close(again) })
		<-again
		close(done)
	})
	c.Advance(time.Second)
	if c.Wait() {
		t.Error("Wait returned true while a function waits for the clock")
	}
	c.Advance(time.Second)
	<-done
	now := make(chan struct{})
	if c.AfterFunc(0, func() { close(now) })() {
		t.Error("what happens at once cannot be stopped")
	}
	<-now
}

func TestClockForMany(t *testing.T) {
	c := bottest.NewClock(bottest.Start)
	var wait sync.WaitGroup
	var mu sync.Mutex
	ran := 0
	for i := range 50 {
		wait.Go(func() {
			stop := c.AfterFunc(time.Duration(i%5)*time.Second, func() { mu.Lock(); ran++; mu.Unlock() })
			if i%10 == 9 && !stop() {
				t.Error("too late to stop a timer before the clock moved")
			}
			c.Now()
		})
	}
	wait.Wait()
	c.Advance(5 * time.Second)
	for c.Wait() {
	}
	mu.Lock()
	defer mu.Unlock()
	if ran != 45 {
		t.Errorf("%d functions ran, want 45", ran)
	}
}
