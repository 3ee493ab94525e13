package handlers_test

import (
	"strings"
	"testing"
	"time"

	"wegwijs/bot/bottest"
)

// TestDraftsGoAfterThirtyDays: what was begun and not sent is there for thirty
// days. A transcript would be all about what else a month brings.
func TestDraftsGoAfterThirtyDays(t *testing.T) {
	s := bottest.NewStage(t, bottest.NewPlain(bottest.PlainOptions{}), buildAgenda, nil)
	say := func(text string) string {
		var all strings.Builder
		for _, shown := range s.Do(bottest.Step{Verb: bottest.Say, Who: "alice", Text: text}) {
			all.WriteString(strings.Join(shown.Lines, "\n"))
		}
		return all.String()
	}
	say("aic onderwerp Vergaderregels: wat is handig?")
	s.Do(bottest.Step{Verb: bottest.Wait, For: 29 * 24 * time.Hour})
	if got := say("aic mijn-inbreng"); !strings.Contains(got, "Vergaderregels") {
		t.Errorf("after 29 days it is gone: %s", got)
	}
	s.Do(bottest.Step{Verb: bottest.Wait, For: 2 * 24 * time.Hour})
	if got := say("aic mijn-inbreng"); strings.Contains(got, "Vergaderregels") {
		t.Errorf("after 31 days it is still there: %s", got)
	}
}
