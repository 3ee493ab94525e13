package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/bottest"
)

// TestMorningsOfStrangeDays: the work of a day is done once, at half past eight
// where people live, also on the night the clock is put forward or back, on 29
// February, on a holiday and on the last day of the year.
func TestMorningsOfStrangeDays(t *testing.T) {
	for _, day := range []time.Time{
		time.Date(2027, time.March, 28, 0, 0, 0, 0, bottest.Zone),
		time.Date(2027, time.October, 31, 0, 0, 0, 0, bottest.Zone),
		time.Date(2028, time.February, 29, 0, 0, 0, 0, bottest.Zone),
		time.Date(2026, time.December, 25, 0, 0, 0, 0, bottest.Zone),
		time.Date(2026, time.December, 31, 0, 0, 0, 0, bottest.Zone),
	} {
		t.Run(day.Format("2006-01-02"), func(t *testing.T) {
			d := newCounterAt(t, day.Add(-6*time.Hour)) // the evening before
			d.settle()
			for i := range 3 {
				morning := time.Date(day.Year(), day.Month(), day.Day()+i, 8, 30, 0, 0, bottest.Zone)
				next, ok, err := d.bot.NextDue(context.Background())
				if err != nil || !ok || !next.Equal(morning) {
					t.Fatalf("the next work is at %v (%v), want %v", next.In(bottest.Zone), err, morning)
				}
				d.clock.Set(morning.Add(-time.Second))
				d.settle()
				d.clock.Set(morning)
				d.settle()
			}
			d.says("alice", "/aic onderwerp Nieuw intranet: hoe doen jullie dat?")
			d.presses("alice", "Verstuur")
			if seen := d.seen("alice"); !strings.Contains(seen, "-001") {
				t.Errorf("nothing can be brought: %s", seen)
			}
		})
	}
}

// TestALateMorning: the list of what waits also comes when the program is late,
// and comes once.
func TestALateMorning(t *testing.T) {
	d := newCounter(t)
	d.says("alice", "/aic onderwerp Nieuw intranet: hoe doen jullie dat?")
	d.presses("alice", "Verstuur")
	d.forget("max")
	d.clock.Set(bottest.Start.AddDate(0, 0, 1).Add(-25 * time.Minute)) // 8.35 the next morning: five minutes late
	d.settle()
	if n := strings.Count(d.seen("max"), "AIC-2026-001"); n == 0 {
		t.Errorf("the member does not hear what waits: %s", d.seen("max"))
	}
	d.forget("max")
	d.settle()
	if seen := d.seen("max"); seen != "" {
		t.Errorf("the member hears it again: %s", seen)
	}
}
