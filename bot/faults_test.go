package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func TestRedeliveredWhileItsReplyWaits(t *testing.T) {
	w := newWorld(t)
	n := 0
	w.Feature("x").OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) {
		n++
		return bot.Reply{Private: para("hi")}, nil
	})
	w.platform.fail = func(i int) error {
		if i == 1 {
			return &bot.SendError{Reason: bot.RateLimited, RetryAfter: 5 * time.Second}
		}
		return nil
	}
	dm(w, t, "1", "q")
	dm(w, t, "1", "q")
	w.clock.Advance(10 * time.Second)
	w.idle(t)
	if n != 1 {
		t.Error("handled twice")
	}
}

func TestFieldErrorsAfterALateAckAreTold(t *testing.T) {
	w := newWorld(t)
	w.Feature("x").OnSubmit("x.go", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		time.Sleep(2300 * time.Millisecond)
		return bot.Reply{}, bot.FieldErrors{"a": bot.Plain("anders")}
	})
	ack, err := w.Dispatch(context.Background(), &bot.Submit{Origin: mention("p", "1", "").Origin, Action: "x.go"})
	if err != nil || !ack.Late {
		t.Fatalf("the acknowledgement is %+v, %v; want late", ack, err)
	}
	w.idle(t)
	if len(w.platform.seen()) == 0 {
		t.Error("field errors after a late ack are told to nobody")
	}
}

func TestATimeoutIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.echo()
	w.platform.fail = func(i int) error {
		if i == 1 {
			return context.DeadlineExceeded
		}
		return nil
	}
	dm(w, t, "1", "q")
	w.clock.Advance(2 * time.Minute)
	w.idle(t)
	if len(w.platform.seen()) == 0 {
		t.Error("a send that timed out is dropped without retry or word to the person")
	}
}

func TestNumbersChooseFromTheNewestMessage(t *testing.T) {
	w := newWorld(t)
	f := w.Feature("k")
	count := "0"
	keyed := func() *bot.Message {
		return &bot.Message{Key: "k/1", Blocks: []bot.Block{bot.Para{Text: bot.Plain("poll " + count)}, bot.Buttons{{Label: bot.Plain("old"), Action: "k.old"}}}}
	}
	pressed := ""
	f.OnWords(bot.Words{Command: "wegwijs", Word: "keyed"}, func(context.Context, *bot.Command) (bot.Reply, error) { return bot.Reply{Private: keyed()}, nil })
	f.OnWords(bot.Words{Command: "wegwijs", Word: "newer"}, func(context.Context, *bot.Command) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Plain("n")}, bot.Buttons{{Label: bot.Plain("new"), Action: "k.new"}})}, nil
	})
	f.OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) { return bot.Reply{Private: para("?")}, nil })
	f.OnPress("k.old", func(context.Context, *bot.Press) (bot.Reply, error) { pressed = "old"; return bot.Reply{}, nil })
	f.OnPress("k.new", func(context.Context, *bot.Press) (bot.Reply, error) { pressed = "new"; return bot.Reply{}, nil })
	f.OnView(func(context.Context, string) (*bot.Message, error) { return keyed(), nil })
	dm(w, t, "1", "keyed")
	w.clock.Advance(10 * time.Second)
	w.idle(t)
	dm(w, t, "2", "newer")
	count = "1"
	w.Refresh("k/1")
	w.clock.Advance(10 * time.Second)
	w.idle(t)
	dm(w, t, "3", "1")
	if pressed != "new" {
		t.Errorf("1 pressed %q of an older message", pressed)
	}
}

func TestAnEditOutlivesALongOutage(t *testing.T) {
	w := newWorld(t)
	c := w.counter()
	w.show(t)
	down := true
	w.platform.fail = func(int) error {
		if down {
			return &bot.SendError{Reason: bot.Temporary, Err: errors.New("503")}
		}
		return nil
	}
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	w.Refresh("count/1")
	for range 12 {
		w.clock.Advance(10 * time.Second)
		w.idle(t)
	}
	down = false
	before := len(w.platform.seen())
	for range 60 {
		w.clock.Advance(time.Minute)
		w.idle(t)
	}
	if len(w.platform.seen()) == before {
		t.Error("the edit is never made until a restart")
	}
}

func TestWhatWasNotDeliveredIsNotMarked(t *testing.T) {
	w := newWorld(t)
	w.echo()
	w.platform.fail = func(int) error { return &bot.SendError{Reason: bot.Temporary, Err: errors.New("503")} }
	dm(w, t, "1", "q")
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	w.Close(ctx)
	if w.memory.Marks() != 0 {
		t.Error("undelivered at shutdown, but marked as handled: a redelivery is dropped")
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	w := newWorld(t)
	w.echo()
	n := 0
	until := w.clock.Now().Add(60 * time.Second)
	w.platform.fail = func(i int) error {
		n++
		if d := until.Sub(w.clock.Now()); d > 0 {
			return &bot.SendError{Reason: bot.RateLimited, RetryAfter: d}
		}
		return nil
	}
	dm(w, t, "1", "q")
	for range 65 {
		w.clock.Advance(time.Second)
		w.idle(t)
	}
	if n != 2 {
		t.Errorf("%d calls for one Retry-After of 60 s, want 2", n)
	}
}

func TestTheProfileFillsInWhatTheAdapterLeftEmpty(t *testing.T) {
	w := newWorld(t) // platform.User says EN
	var got bot.Lang
	w.Feature("x").OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		got = c.Lang
		return bot.Reply{Private: para("x")}, nil
	})
	m := mention("p", "1", "q")
	m.From.Name = "filled in by the adapter"
	w.Dispatch(context.Background(), m)
	w.idle(t)
	if got != bot.EN {
		t.Errorf("language %q, profile says en", got)
	}
}

func TestAnEditThatTimedOutIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	fails := 1
	n := bot.Number(0)
	view := func(context.Context, string) (*bot.Message, error) {
		return &bot.Message{Key: "k/1", Blocks: []bot.Block{bot.Para{Text: n}}}, nil
	}
	f := w.Feature("k")
	f.OnView(view)
	f.OnWords(bot.Words{Command: "wegwijs"}, func(ctx context.Context, _ *bot.Command) (bot.Reply, error) {
		m, _ := view(ctx, "")
		return bot.Reply{Private: m}, nil
	})
	dm(w, t, "1", "q")
	n = 1
	w.platform.fail = func(i int) error {
		if fails > 0 {
			fails--
			return context.DeadlineExceeded
		}
		return nil
	}
	before := len(w.platform.seen())
	w.Refresh("k/1")
	for range 100 {
		w.clock.Advance(time.Minute)
		w.idle(t)
	}
	if len(w.platform.seen()) == before {
		t.Error("an edit that timed out once is never tried again")
	}
}

func TestAPanicWhileRenderingEndsNothing(t *testing.T) {
	w := newWorld(t)
	w.Feature("x").OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Join(nil)})}, nil
	})
	w.Dispatch(context.Background(), mention("p", "1", "q"))
	w.idle(t)
	if got := w.platform.seen(); len(got) != 1 || !strings.Contains(got[0].text, "Something went wrong") {
		t.Errorf("the person saw %v", got)
	}
	if !strings.Contains(w.log.String(), "panic") {
		t.Errorf("the log does not tell:\n%s", w.log)
	}
}

func TestAPanicAboutADeletedMessageEndsNothing(t *testing.T) {
	w := newWorld(t)
	n := bot.Number(0)
	view := func(context.Context, string) (*bot.Message, error) {
		n++
		return &bot.Message{Key: "k/1", Blocks: []bot.Block{bot.Para{Text: n}}}, nil
	}
	f := w.Feature("k")
	f.OnView(view)
	f.OnGone(func(context.Context, *bot.Gone) error { panic("feature broken") })
	f.OnWords(bot.Words{Command: "wegwijs"}, func(ctx context.Context, _ *bot.Command) (bot.Reply, error) {
		m, _ := view(ctx, "")
		return bot.Reply{Private: m}, nil
	})
	w.platform.fail = func(i int) error {
		if i > 1 {
			return &bot.SendError{Reason: bot.NotFound, Err: errors.New("x")}
		}
		return nil
	}
	w.Dispatch(context.Background(), mention("p", "1", "q"))
	w.idle(t)
	w.Refresh("k/1")
	w.clock.Advance(time.Minute)
	w.idle(t)
	if !strings.Contains(w.log.String(), "panic") {
		t.Errorf("the log does not tell:\n%s", w.log)
	}
	dm(w, t, "2", "the bot still answers")
}
