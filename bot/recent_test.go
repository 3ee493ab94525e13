package bot_test

import (
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestRecent(t *testing.T) {
	clock := bottest.NewClock(bottest.Start)
	r := bot.NewRecent[int, string](clock, time.Hour, 100)
	for i := range 1000 {
		r.Set(i, "x")
	}
	known := 0
	for i := range 1000 {
		if _, ok := r.Get(i); ok {
			known++
		}
	}
	if known == 0 || known > 100 {
		t.Errorf("%d things are remembered, of at most 100", known)
	}
	if _, ok := r.Get(999); !ok {
		t.Error("the last one is forgotten")
	}
	clock.Advance(time.Hour)
	if _, ok := r.Get(999); ok {
		t.Error("something old is remembered")
	}
	r.Set(1, "y")
	r.Drop(1)
	if _, ok := r.Get(1); ok {
		t.Error("something dropped is remembered")
	}
}
