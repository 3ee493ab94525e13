package slack

import (
	"strings"
	"testing"
	"unicode/utf8"

	"wegwijs/bot/slack/slacktest"
)

// FuzzClient is what clients make of what people type, turned back.
func FuzzClient(f *testing.F) {
	for _, s := range []string{
		"gewoon", "@alice en @channel", "#algemeen", "a < b && c > d", "&lt;niet&gt;", "https://x.nl/?a=b&c=d.", "mail ann@x.nl of kijk op x.nl/y", "😀👩‍💻🇳🇱 👍🏽",
		":smile: 9:30:00", "<@U0123> <!here|here> <#C01>", "<https://x.nl|y>", "een\ntwee", "@wegwijs2 @here.", "<|> <> |",
	} {
		f.Add(s)
	}
	server := slacktest.NewServer(slacktest.Options{})
	f.Cleanup(server.Close)
	name := func(kind byte, id string) string {
		if kind == '@' {
			return server.NameOf(id)
		}
		return "" // the label says it
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if !utf8.ValidString(raw) || len(raw) > 2000 {
			return
		}
		text, blocks := server.Typed(raw)
		if got := typed(withEmoji(text, blocks), name); !strings.EqualFold(got, raw) { // names are known in one way of writing
			t.Errorf("typed %q, sent as %q, read as %q", raw, text, got)
		}
	})
}
