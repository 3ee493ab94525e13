package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

var testNames nameOf = func(kind byte, id string) string {
	return map[string]string{"@U2": "bram", "@W3": "a&b", "#C1": "algemeen", "#CX": "<x>"}[string(kind)+id]
}

func TestTyped(t *testing.T) {
	for _, c := range []struct{ sent, typed string }{
		{"", ""},
		{"gewoon", "gewoon"},
		{"een &amp; twee &lt;b&gt;", "een & twee <b>"},
		{"&amp;lt;niet&amp;gt; &amp;amp; &amp;#64;channel", "&lt;niet&gt; &amp; &#64;channel"},
		{"&lt;!channel&gt;", "<!channel>"},
		{"<!channel> en <!here|here> en <!everyone>", "@channel en @here en @everyone"},
		{"<@U2> en <@U2|bram.bakker> en <@U9|ann> en <@U9>", "@bram en @bram en @ann en @U9"},
		{"<@W3>", "@a&b"},
		{"<#C1> <#C1|> <#C9|oud-kanaal> <#C9> <#CX>", "#algemeen #algemeen #oud-kanaal #C9 #<x>"},
		{"<!subteam^S1|@redactie> <!subteam^S1>", "@redactie @S1"},
		{"<!date^1392734382^{date}|18 februari>", "18 februari"},
		{"<!nieuw>", "<!nieuw>"},
		{"<https://ok.example/a_b_c?d=*e*>", "https://ok.example/a_b_c?d=*e*"},
		{"<https://ok.example/?a=1&amp;b=2>", "https://ok.example/?a=1&b=2"},
		{"zie <http://rijk.nl|rijk.nl>, of <https://rijk.nl/|https://rijk.nl>", "zie rijk.nl, of https://rijk.nl"},
		{"<mailto:ann@minfin.nl|ann@minfin.nl> <tel:070123|070123>", "ann@minfin.nl 070123"},
		{"<https://rijk.nl|de site>", "de site (https://rijk.nl)"},
		{"kapot <https://rijk.nl", "kapot <https://rijk.nl"},
		{"<<@U2>", "<@bram"},
		{"<>", "<>"},
		{"<|x>", "<|x>"},
		{"regel\n&gt; citaat\n  ingesprongen", "regel\n> citaat\n  ingesprongen"},
	} {
		if got := typed(c.sent, testNames); got != c.typed {
			t.Errorf("%q was typed as %q, want %q", c.sent, got, c.typed)
		}
	}
}

func TestSaidToUs(t *testing.T) {
	us := map[string]bool{"UBOT": true, "WBOT": true}
	for _, c := range []struct{ sent, said string }{
		{"<@UBOT> wie zit er in de AIC", "wie zit er in de AIC"},
		{"  <@UBOT>   wie?", "wie?"},
		{"<@UBOT>: wie?", "wie?"},
		{"<@UBOT|wegwijs>, wie?", "wie?"},
		{"<@WBOT> wie?", "wie?"},
		{"wie zit er in de AIC <@UBOT>", "wie zit er in de AIC"},
		{"weet jij dit, <@UBOT>", "weet jij dit"},
		{"hi <@UBOT>, who is who?", "hi who is who?"},
		{"<@UBOT>", ""},
		{"<@UBOT> <@U2> en <@UBOT>", "@bram en @UBOT"},
		{"<@UBOT>\neen\n  twee", "een\n  twee"},
		{"een\ntwee\n  drie", "een\ntwee\n  drie"},
		{"<@UBOTX> hallo", "@UBOTX hallo"},
		{"kapot <@UBOT", "kapot <@UBOT"},
	} {
		if got := said(c.sent, us, testNames); got != c.said {
			t.Errorf("%q was heard as %q, want %q", c.sent, got, c.said)
		}
	}
}

func TestEmojiComeBack(t *testing.T) {
	blocks := json.RawMessage(`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[
		{"type":"emoji","name":"grinning","unicode":"1f600"},{"type":"text","text":" tot 10:30: "},
		{"type":"emoji","name":"rijksleeuw"},
		{"type":"emoji","name":"wave","unicode":"1f44b-1f3fb","skin_tone":2},
		{"type":"emoji","name":"kapot","unicode":"zz"},
		{"type":"emoji","name":"male-technologist","unicode":"1f468-200d-1f4bb"}]}]}]`)
	for _, c := range []struct{ text, want string }{
		{":grinning: tot 10:30: :rijksleeuw::wave::skin-tone-2::kapot::male-technologist: uur", "😀 tot 10:30: :rijksleeuw:👋🏻:kapot:👨‍💻 uur"},
		{"geen", "geen"},
		{"10:30", "10:30"},
	} {
		if got := withEmoji(c.text, blocks); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
	if got := withEmoji(":smile:", json.RawMessage(`{"emoji"`)); got != ":smile:" {
		t.Errorf("broken blocks gave %q", got)
	}
	deep := strings.Repeat(`[`, 1000) + `"emoji"` + strings.Repeat(`]`, 1000)
	if got := withEmoji(":smile:", json.RawMessage(deep)); got != ":smile:" {
		t.Errorf("deep blocks gave %q", got)
	}
}

// What Slack escapes comes back as it was, whatever it is.
func FuzzTyped(f *testing.F) {
	for _, s := range []string{"<!channel>", "&lt;", "a & b <c> |", "<@U2>", "één\n> twee", "<https://x|y>"} {
		f.Add(s)
	}
	none := func(byte, string) string { return "" }
	f.Fuzz(func(t *testing.T, s string) {
		if got := typed(escape(s), none); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
		got := typed(s, none) // anything at all: no panic, nothing invented
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q became %q, which is no text", s, got)
		}
		said(s, map[string]bool{"U2": true}, none)
		withEmoji(s, json.RawMessage(s))
	})
}
