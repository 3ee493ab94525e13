package handlers_test

import (
	"strings"
	"testing"

	"wegwijs/bot/bottest"
)

// TestEnglishCommands: what the bot tells who reads English to type is understood.
func TestEnglishCommands(t *testing.T) {
	s := bottest.NewStage(t, bottest.NewPlain(bottest.PlainOptions{}), buildAgenda, nil)
	for _, words := range []string{"apologies back", "away", "decisions", "members", "members change", "my requests", "topic", "to do", "meeting", "meeting new",
		"meeting 12 January", "meeting text", "archive", "department", "agenda", "export", "help", "actions", "advice", "outcomes"} {
		var all strings.Builder
		for _, shown := range s.Do(bottest.Step{Verb: bottest.Say, Who: "emily", Text: "aic " + words}) {
			all.WriteString(strings.Join(shown.Lines, "\n"))
		}
		if all.Len() == 0 || strings.Contains(all.String(), "I do not understand") {
			t.Errorf("aic %s: %q", words, all.String())
		}
	}
}
