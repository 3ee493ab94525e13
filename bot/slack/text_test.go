package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestTexts(t *testing.T) { bottest.Texts(t, ".") }

func TestSpans(t *testing.T) {
	link := func(t bot.Text) bot.Text { return bot.Link(t, "https://example.nl/a?b=c&d") }
	for _, c := range []struct {
		name string
		text bot.Text
		want []span
	}{
		{"nothing", nil, nil},
		{"only space", bot.Plain(" \t "), nil},
		{"words", bot.Plain("een"), []span{{text: "een"}}},
		{"ours keeps lines", bot.Phrase{NL: "een\ntwee"}, []span{{text: "een\ntwee"}}},
		{"theirs is one line", bot.Plain("een\r\ntwee\u2028drie"), []span{{text: "een twee drie"}}},
		{"bold", bot.Join(bot.Plain("a "), bot.Bold(bot.Plain("b")), bot.Plain(" c")), []span{{text: "a "}, {text: "b", bold: true}, {text: " c"}}},
		{"bold in bold", bot.Bold(bot.Join(bot.Plain("a"), bot.Bold(bot.Plain("b")), bot.Plain("c"))), []span{{text: "a", bold: true}, {text: "b", bold: true}, {text: "c", bold: true}}},
		{"a link", link(bot.Plain("hier")), []span{{text: "hier", url: "https://example.nl/a?b=c&d"}}},
		{"a link of two lines", link(bot.Phrase{NL: "hier\ndus"}), []span{{text: "hier dus", url: "https://example.nl/a?b=c&d"}}},
		{"a link without words", link(bot.Plain("")), []span{{text: "https://example.nl/a?b=c&d", url: "https://example.nl/a?b=c&d"}}},
		{"bold in a link", link(bot.Join(bot.Plain("a"), bot.Bold(bot.Plain("b")))), []span{{text: "a", url: "https://example.nl/a?b=c&d"}, {text: "b", bold: true, url: "https://example.nl/a?b=c&d"}}},
		{"a link in a link", bot.Link(bot.Join(bot.Plain("a"), link(bot.Plain("b"))), "https://buiten.example"), []span{{text: "a", url: "https://buiten.example"}, {text: "b", url: "https://buiten.example"}}},
		{"no address", bot.Link(bot.Plain("x"), "javascript:alert(1)"), []span{{text: "x"}}},
		{"marks that are typed", bot.Plain("a\x01b\x03http://x\x04c\x05"), []span{{text: "abhttp://xc"}}},
		{"marks in a phrase", bot.Phrase{NL: "a\x01b\x02"}, []span{{text: "ab"}}},
		{"space around", bot.Join(bot.Plain("  "), bot.Bold(bot.Plain(" a ")), bot.Plain("  ")), []span{{text: "a", bold: true}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, spansOf(c.text, bot.NL), cmp.AllowUnexported(span{})); d != "" {
				t.Errorf("(- want, + got):\n%s", d)
			}
		})
	}
}

func TestWays(t *testing.T) {
	for _, c := range []struct {
		text                    bot.Text
		plain, fallback, mrkdwn string // mrkdwn is empty where it may not be used
	}{
		{bot.Plain("a & <b>"), "a & <b>", "a &amp; &lt;b&gt;", "a &amp; &lt;b&gt;"},
		{bot.Plain("<!channel> <@U1>"), "<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;", "&lt;!channel&gt; &lt;@U1&gt;"},
		{bot.Plain("*a* _b_"), "*a* _b_", "*a* _b_", ""},
		{bot.Plain("> citaat"), "> citaat", "&gt; citaat", ""},
		{bot.Plain(":smile: om 9:00"), ":smile: om 9:00", ":" + zw + "smile: om 9:00", ""},
		{bot.Plain("om 9:00"), "om 9:00", "om 9:00", "om 9:00"},
		{bot.Link(bot.Plain("hier"), "https://x.nl/?a=1&b"), "hier", "hier (https://x.nl/?a=1&amp;b)", "<https://x.nl/?a=1&amp;b|hier>"},
		{bot.Link(bot.Plain("a|b"), "https://x.nl"), "a|b", "a|b (https://x.nl)", ""},
		{bot.Bold(bot.Plain("vet")), "vet", "vet", "*vet*"},
		{bot.Join(bot.Plain("on"), bot.Bold(bot.Plain("vet")), bot.Plain("te")), "onvette", "onvette", "on" + zw + "*vet*" + zw + "te"},
		{bot.Join(bot.Plain("a,"), bot.Bold(bot.Plain(" b ")), bot.Plain("c")), "a, b c", "a, b c", "a, *b* c"},
	} {
		all := spansOf(c.text, bot.NL)
		if got := plainOf(all); got != c.plain {
			t.Errorf("plain: got %q, want %q", got, c.plain)
		}
		if got := fallbackOf(all); got != c.fallback {
			t.Errorf("fallback: got %q, want %q", got, c.fallback)
		}
		got, ok := mrkdwnOf(all)
		if ok != (c.mrkdwn != "") || got != c.mrkdwn {
			t.Errorf("mrkdwn: got %q, %v, want %q", got, ok, c.mrkdwn)
		}
	}
}

func TestCutSpans(t *testing.T) {
	for _, c := range []struct {
		in, head, tail string
		most           int
	}{
		{"kort", "kort", "", 10},
		{"een twee drie", "een twee", "drie", 9},
		{"een twee drie", "een", "twee drie", 7},
		{"eentweedrie", "eentw", "eedrie", 5},
		{"een\ntwee drie vier", "een", "twee drie vier", 6},
		{"een drie\ntwee vier", "een drie", "twee vier", 14},
		{"éé éé", "éé", "éé", 3},
	} {
		head, tail := cutSpans([]span{{text: c.in}}, c.most)
		if plainOf(head) != c.head || plainOf(tail) != c.tail {
			t.Errorf("%q at %d: got %q and %q, want %q and %q", c.in, c.most, plainOf(head), plainOf(tail), c.head, c.tail)
		}
	}
	head, tail := cutSpans([]span{{text: "aa "}, {text: "bb cc", bold: true}}, 6)
	if d := cmp.Diff([][]span{{{text: "aa "}, {text: "bb", bold: true}}, {{text: "cc", bold: true}}}, [][]span{head, tail}, cmp.AllowUnexported(span{})); d != "" {
		t.Error(d)
	}
}

func TestFitted(t *testing.T) {
	for _, c := range []struct {
		in, want string
		most     int
	}{
		{"kort", "kort", 4},
		{"een lange zin", "een lange…", 12},
		{"eenlangwoord", "eenla…", 6},
		{"ééééé", "éé…", 3},
	} {
		if got := fitted(c.in, c.most); got != c.want || utf8.RuneCountInString(got) > c.most {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzWords looks whether words that people type stay words, whatever they are.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"<!channel>", "*vet* _schuin_", ":smile:", "> citaat", "a\x01b\x02c\x03http://x\x04d\x05", "\u202erechts", "&lt;", "een twee drie vier vijf", "|a|b|", "`x`", "\xff\xfe"} {
		f.Add(s, 12)
	}
	f.Fuzz(func(t *testing.T, s string, most int) {
		text := bot.Join(bot.Plain("voor "), bot.Bold(bot.Plain(s)), bot.Link(bot.Plain(s), "https://example.nl/"), bot.Plain(" na"))
		all := spansOf(text, bot.NL)
		fallback := fallbackOf(all)
		if rest := strings.NewReplacer("&amp;", "", "&lt;", "", "&gt;", "").Replace(fallback); strings.ContainsAny(rest, "<>&") {
			t.Errorf("something acts in %q", fallback)
		}
		if words, ok := mrkdwnOf(all); ok {
			rest := strings.NewReplacer("&amp;", "", "&lt;", "", "&gt;", "", "<https://example.nl/|", "").Replace(words)
			if strings.Count(rest, ">") != strings.Count(words, "<https://example.nl/|") || strings.ContainsAny(rest, "<&") {
				t.Errorf("something acts in %q", words)
			}
		}
		for _, e := range richOf(all) {
			data, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), `"type":"text"`) && !strings.Contains(string(data), `"url":"https://example.nl/"`) {
				t.Errorf("an element of another kind: %s", data)
			}
		}
		most = 8 + (most&0xff+0xff)&0xff
		words := strings.Fields(plainOf(all))
		var got []string
		for rest := all; len(rest) > 0; {
			var head []span
			before := length(rest)
			head, rest = cutSpans(rest, most)
			if n := length(head); n > most {
				t.Fatalf("a piece of %d characters, at most %d", n, most)
			}
			if len(rest) > 0 && length(rest) >= before {
				t.Fatal("nothing was cut off")
			}
			got = append(got, strings.Fields(plainOf(head))...)
		}
		if strings.Join(got, "") != strings.Join(words, "") {
			t.Errorf("cut into pieces %q became %q", words, got)
		}
		for _, w := range got {
			if utf8.RuneCountInString(w) < most/2 && len(got) == len(words) && !contains(words, w) {
				t.Errorf("a word was cut: %q", w)
			}
		}
	})
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}
