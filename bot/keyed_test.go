package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// meter is a feature with one message that is edited once a minute: presses of
// meter.up wait for that, of meter.end do not.
type meter struct {
	counter
	pace time.Duration
}

func (v *meter) view(ctx context.Context, key string) (*bot.Message, error) {
	m, err := v.counter.view(ctx, key)
	if m != nil {
		m.Key, m.Pace = "meter/1", v.pace
	}
	return m, err
}

func (w *world) meter(pace time.Duration) *meter {
	v := &meter{pace: pace}
	f := w.Feature("meter")
	f.OnView(v.view)
	f.OnDue("meter.show", func(ctx context.Context, _ *bot.Due) (bot.Reply, error) {
		m, err := v.view(ctx, "meter/1")
		return bot.Reply{Public: m}, err
	})
	change := func(n int, reply bot.Reply) func(context.Context, *bot.Press) (bot.Reply, error) {
		return func(context.Context, *bot.Press) (bot.Reply, error) {
			v.mu.Lock()
			defer v.mu.Unlock()
			v.n += n
			return reply, nil
		}
	}
	f.OnPress("meter.up", change(1, bot.Reply{Refresh: []string{"meter/1"}}))
	f.OnPress("meter.close", change(1000, bot.Reply{RefreshNow: []string{"meter/1"}}))
	f.OnDue("meter.close", func(context.Context, *bot.Due) (bot.Reply, error) {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.n += 1000
		return bot.Reply{RefreshNow: []string{"meter/1"}}, nil
	})
	return v
}

func (w *world) due(t *testing.T, kind string) {
	t.Helper()
	if _, err := w.Dispatch(context.Background(), &bot.Due{Origin: bot.Origin{ID: "job", Platform: "test", Channel: "c"}, Kind: kind, Key: "1"}); err != nil {
		t.Fatal(err)
	}
}

// shown is what people saw and when, in seconds after the start.
func (w *world) shown(began time.Time) string {
	var all []string
	for _, s := range w.platform.seen() {
		all = append(all, fmt.Sprintf("%.0fs %s", s.at.Sub(began).Seconds(), s.text))
	}
	return strings.Join(all, "; ")
}

func TestWhatCannotWaitIsShownBeforeItsPace(t *testing.T) {
	type step struct {
		at int // seconds after the start
		do string
	}
	temporary := func(to ...int) func(int) error {
		return func(n int) error {
			for _, bad := range to {
				if n == bad {
					return &bot.SendError{Reason: bot.RateLimited, RetryAfter: 7 * time.Second}
				}
			}
			return nil
		}
	}
	for _, tc := range []struct {
		name  string
		pace  time.Duration
		fail  func(int) error
		steps []step
		want  string
	}{
		{"only the pace", time.Minute, nil, []step{{1, "meter.up"}, {30, "meter.up"}},
			"0s n is 0; 60s n is 2"},
		{"at once when nothing was shown for a while", time.Minute, nil, []step{{1, "meter.up"}, {30, "meter.close"}, {31, "meter.up"}},
			"0s n is 0; 30s n is 1001; 90s n is 1002"},
		{"not faster than the platform allows", time.Minute, nil, []step{{1, "meter.close"}},
			"0s n is 0; 2s n is 1000"},
		{"in one edit with what waits, and with what comes meanwhile", time.Minute, nil, []step{{0, "meter.up"}, {0, "meter.close"}, {1, "meter.up"}, {1, "meter.close"}},
			"0s n is 0; 2s n is 2002"},
		{"once: what follows has its pace again", time.Minute, nil, []step{{10, "meter.close"}, {11, "meter.up"}, {40, "meter.close"}},
			"0s n is 0; 10s n is 1000; 40s n is 2001"},
		{"a pace that is short already", time.Second, nil, []step{{0, "meter.close"}},
			"0s n is 0; 1s n is 1000"},
		{"a platform that says to wait is obeyed, and then it still cannot wait", time.Minute, temporary(2), []step{{10, "meter.close"}, {12, "meter.up"}, {13, "meter.close"}},
			"0s n is 0; 17s n is 2001"},
		{"also when an edit at its pace was told to wait", time.Minute, temporary(2), []step{{1, "meter.up"}, {61, "meter.close"}},
			"0s n is 0; 67s n is 1001"},
		{"at the deadline", time.Minute, nil, []step{{1, "meter.up"}, {20, "due"}},
			"0s n is 0; 20s n is 1001"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t)
			w.meter(tc.pace)
			w.platform.now = w.clock.Now
			began := w.clock.Now()
			w.due(t, "meter.show")
			w.idle(t)
			w.platform.fail = tc.fail
			steps := tc.steps
			for second := range 121 {
				w.clock.Set(began.Add(time.Duration(second) * time.Second))
				w.idle(t)
				for len(steps) > 0 && steps[0].at == second {
					if steps[0].do == "due" {
						w.due(t, "meter.close")
					} else if _, err := w.Dispatch(context.Background(), press("a", fmt.Sprint(second, len(steps)), steps[0].do)); err != nil {
						t.Fatal(err)
					}
					steps = steps[1:]
				}
				w.idle(t)
			}
			if got := w.shown(began); got != tc.want {
				t.Errorf("people saw\n%s, want\n%s", got, tc.want)
			}
		})
	}
}

// What ends while its message is on its way for the first time is not shown as
// going on for as long as its pace.
func TestWhatCannotWaitFindsItsMessageOnItsWay(t *testing.T) {
	w := newWorld(t)
	v := w.meter(time.Minute)
	w.platform.now = w.clock.Now
	began := w.clock.Now()
	w.platform.fail = func(n int) error {
		if n > 1 {
			return nil
		}
		v.mu.Lock()
		v.n = 1000
		v.mu.Unlock()
		w.RefreshNow("meter/1") // finds nothing to edit yet
		for deadline := time.Now().Add(2 * time.Second); w.EditsUnderWay() && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		return nil
	}
	w.due(t, "meter.show")
	w.idle(t)
	for range 5 {
		w.clock.Set(w.clock.Now().Add(time.Second))
		w.idle(t)
	}
	if got, want := w.shown(began), "0s n is 0; 2s n is 1000"; got != want {
		t.Errorf("people saw %s, want %s", got, want)
	}
}

// After a crash between the commit and the edit, the start shows it.
func TestWhatCouldNotWaitIsShownAtStart(t *testing.T) {
	w := newWorld(t)
	v := w.meter(time.Minute)
	w.due(t, "meter.show")
	w.idle(t)
	v.n = 1000 // over, and the program died
	again := &world{platform: w.platform, memory: w.memory, clock: w.clock, log: w.log}
	again.Router = bot.NewRouter(bot.Options{Memory: w.memory, Clock: w.clock, Log: zerolog.Nop(), Home: "wegwijs"})
	again.AddPlatform(w.platform)
	again.Feature("meter").OnView(v.view)
	if err := again.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	again.idle(t)
	if got := w.platform.seen(); len(got) != 2 || got[1].text != "n is 1000" {
		t.Errorf("after the start people see %v", got)
	}
}
