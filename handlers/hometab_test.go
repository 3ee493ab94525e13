package handlers_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	slackworld "wegwijs/bot/slack/slacktest/world"
)

// The Home tab of Slack shows what Wegwijs can do for who opens it, in their
// language, and what is pressed there is answered directly.
func TestHomeTab(t *testing.T) {
	w, err := slackworld.New(slackworld.Options{})
	if err != nil {
		t.Fatal(err)
	}
	stack, err := build(t.Context(), bottest.Env{Dir: t.TempDir(), Clock: bot.WallClock{}, Platform: w.Platform(), Log: &bytes.Buffer{}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	p := w.Platform()
	go func() { ran <- p.Run(ctx, stack.Dispatch) }()
	settle := func() []bottest.Seen {
		t.Helper()
		if err := stack.Idle(t.Context()); err != nil {
			t.Fatal(err)
		}
		seen, err := w.Seen(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	for who, begins := range map[string]string{"alice": "Hallo Alice", "emily": "Hello Emily"} {
		if err := w.Server().Person(who).OpenHome(t.Context(), "home"); err != nil {
			t.Fatal(err)
		}
		if seen := settle(); len(seen) != 0 {
			t.Errorf("opening the Home tab says %+v", seen)
		}
		blocks, err := w.Home(who)
		if err != nil {
			t.Fatal(err)
		}
		if text := fmt.Sprint(blocks); !strings.HasPrefix(blocks[0].Text, begins) || !strings.Contains(text, "button") {
			t.Errorf("the Home tab of %s shows %s", who, text)
		}
	}
	if err := w.Server().Person("alice").OpenHome(t.Context(), "messages"); err != nil {
		t.Fatal(err)
	}
	blocks, err := w.Home("alice")
	if err != nil {
		t.Fatal(err)
	}
	label := ""
	for _, b := range blocks {
		if b.Kind == "button" && label == "" {
			label = b.Text
		}
	}
	if err := w.Server().Person("alice").PressHome(t.Context(), label); err != nil {
		t.Fatal(err)
	}
	if seen := settle(); len(seen) != 1 || seen[0].To != "alice" || seen[0].Place.Channel != "" {
		t.Errorf("%q pressed on the Home tab says %+v, want an answer directly to alice", label, seen)
	}
	// A poll that waits for somebody is there too, and is answered directly.
	if err := w.Say(t.Context(), "bram", bottest.Place{Channel: "algemeen"}, `/peiling "Werk je vandaag op kantoor?" --kanalen #algemeen,#communicatie`); err != nil {
		t.Fatal(err)
	}
	settle()
	if err := w.Press(t.Context(), "bram", "Plaats"); err != nil {
		t.Fatal(err)
	}
	settle()
	if err := stack.RunDue(t.Context(), time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	settle()
	if err := w.Server().Person("alice").OpenHome(t.Context(), "home"); err != nil {
		t.Fatal(err)
	}
	settle()
	if blocks, err = w.Home("alice"); err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprint(blocks); !strings.Contains(text, "Peilingen die je nog niet hebt beantwoord") {
		t.Errorf("with a poll that waits the Home tab shows %s", text)
	}
	if err := w.Server().Person("alice").PressHome(t.Context(), "Beantwoord: Werk je vandaag op kantoor?"); err != nil {
		t.Fatal(err)
	}
	if seen := settle(); len(seen) != 1 || seen[0].To != "alice" || seen[0].Place.Channel != "" || !strings.Contains(fmt.Sprint(seen[0]), "Werk je vandaag op kantoor?") {
		t.Errorf("a poll pressed on the Home tab says %+v, want its question directly to alice", seen)
	}
	w.Server().SetHome(false)
	if err := w.Server().Person("bram").OpenHome(t.Context(), "home"); err != nil {
		t.Fatal(err)
	}
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
	if err := stack.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}
