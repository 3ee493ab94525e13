package main

import (
	"context"
	"slices"
	"testing"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/store"
)

// TestDemoBringsRequests: who starts the demo in an empty folder finds requests
// there, of which some wait for somebody a visitor can be; starting it again
// brings no more.
func TestDemoBringsRequests(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		chat, b, err := newDemo(t.Context(), dir, nil, zerolog.Nop())
		if err != nil {
			t.Fatal(err)
		}
		states := map[string]int{}
		err = b.Store.Read(t.Context(), func(r *store.Reader) error {
			all, err := store.AgendaItemsIn(r, "aic", 99, "waiting", "passed", "held", "scheduled")
			for _, x := range all {
				states[x.State]++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if states["waiting"] != 2 || states["passed"] != 4 || states["held"] != 1 {
			t.Errorf("there are %v", states)
		}
		if err := b.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		if err := chat.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What a hint puts into the text box is typed as it is, in both languages.
func TestDemoHints(t *testing.T) {
	var typed []string
	for _, h := range demoHints([]bot.Words{
		{Command: "aic", Word: "vergadering", Also: []string{"meeting"}, Usage: bot.Phrase{NL: "vergadering [datum]", EN: "meeting [date]"}, Aside: true},
		{Command: "aic", Word: "archief", Usage: bot.Phrase{NL: "archief", EN: "archive"}, Aside: true},
		{Command: "aic", Word: "mijn-inbreng", Also: []string{"my", "my requests"}, Usage: bot.Phrase{NL: "mijn-inbreng [nummer]", EN: "my requests [number]"}},
		{Command: "wegwijs", Usage: bot.Phrase{NL: "<vraag>", EN: "<question>"}},
		{Command: "aic", Word: "menu"},
	}) {
		typed = append(typed, h.Word.In(bot.NL, bot.Literal)+"/"+h.Word.In(bot.EN, bot.Literal))
	}
	if want := []string{"vergadering/meeting", "mijn-inbreng/my requests", "/"}; !slices.Equal(typed, want) {
		t.Errorf("hints type %q, not %q", typed, want)
	}
}
