package web

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wegwijs/bot"
)

var attacks = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</textarea><script>`, `</title><svg onload=alert(1)>`,
	`javascript:alert(1)`, `&#106;avascript:alert(1)`, `<a href="javascript:alert(1)">x</a>`, `{{.}}`, `<!-- -->`, `]]>`, `<p/onclick=x>`, "\x00<b>", "a\u202eb", "a\r\nb",
}

var badLinks = []string{
	"javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x", "//evil.example",
	`https://x/"onclick="alert(1)`, "https://x/<b>", "http://x y", "file:///etc/passwd", "",
}

// elements parses a fragment as a browser does and returns what is in it.
func elements(t *testing.T, fragment string) (tags []string, words string) {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		t.Fatal(err)
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			tag := n.Data
			for _, a := range n.Attr {
				tag += " " + a.Key + "=" + a.Val
			}
			tags = append(tags, tag)
		} else if n.Type == html.TextNode {
			words += n.Data
		} else {
			tags = append(tags, "?")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return tags, words
}

func TestNothingTheyWriteActs(t *testing.T) {
	for _, a := range attacks {
		for name, text := range map[string]bot.Text{
			"plain": bot.Plain(a), "prose": bot.Prose(a), "both languages": bot.PerLang{NL: a, EN: a},
			"argument": bot.Phrase{NL: "{x}", EN: "{x}"}.With(bot.Args{"x": bot.Plain(a)}),
		} {
			tags, words := elements(t, htmlOf(text, bot.NL))
			if len(tags) > 0 {
				t.Errorf("%s of %q became %v", name, a, tags)
			}
			if want := oneLine(a); words != want {
				t.Errorf("%s of %q is read as %q", name, a, words)
			}
			if strings.ContainsAny(words, "\n\r\x00\u202e") {
				t.Errorf("%s of %q breaks out of its line", name, a)
			}
		}
		tags, _ := elements(t, htmlOf(bot.Bold(bot.Plain(a)), bot.NL))
		if strings.Join(tags, ",") != "strong" {
			t.Errorf("bold %q became %v", a, tags)
		}
	}
}

func TestOnlyGoodLinksAreLinks(t *testing.T) {
	for _, u := range badLinks {
		if tags, _ := elements(t, htmlOf(bot.Link(bot.Plain("klik"), u), bot.NL)); len(tags) > 0 {
			t.Errorf("%q became %v", u, tags)
		}
		if tags, _ := elements(t, markup{}.Link("klik", u)); len(tags) > 0 {
			t.Errorf("%q, past bot.Link, became %v", u, tags)
		}
	}
	tags, words := elements(t, htmlOf(bot.Link(bot.Phrase{NL: "de <site>", EN: "the <site>"}, "https://example.nl/a?b=1&c='2'"), bot.NL))
	if len(tags) != 1 || !strings.HasPrefix(tags[0], "a href=https://example.nl/a?b=1&c='2' rel=") || words != "de <site>" {
		t.Errorf("a good link became %v %q", tags, words)
	}
}

func FuzzEscape(f *testing.F) {
	for _, a := range append(attacks, badLinks...) {
		f.Add(a, a)
	}
	f.Fuzz(func(t *testing.T, s, url string) {
		for _, out := range []string{markup{}.Theirs(s), htmlOf(bot.Link(bot.Bold(bot.Plain(s)), url), bot.EN)} {
			tags, _ := elements(t, out)
			for _, tag := range tags {
				if tag != "strong" && !strings.HasPrefix(tag, "a href=http://") && !strings.HasPrefix(tag, "a href=https://") && !strings.HasPrefix(tag, "a href=mailto:") &&
					!strings.HasPrefix(strings.ToLower(tag), "a href=http") && !strings.HasPrefix(strings.ToLower(tag), "a href=mailto:") {
					t.Errorf("%q and %q became %q", s, url, tag)
				}
			}
		}
		tags, _ := elements(t, markup{}.Ours(s))
		for _, tag := range tags {
			if tag != "br" {
				t.Errorf("our words %q became %q", s, tag)
			}
		}
	})
}

func TestTextsAreComplete(t *testing.T) {
	for name, p := range texts {
		nl, en := bot.Phrase(p).Places(bot.NL), bot.Phrase(p).Places(bot.EN)
		if strings.TrimSpace(p.NL) == "" || strings.TrimSpace(p.EN) == "" {
			t.Errorf("%q misses a language", name)
		}
		if strings.Join(nl, " ") != strings.Join(en, " ") {
			t.Errorf("%q has the places %v in Dutch and %v in English", name, nl, en)
		}
	}
}

func TestAddressed(t *testing.T) {
	for _, c := range []struct {
		text    string
		private bool
		want    event
	}{
		{"goedemorgen", false, event{}},
		{"mail naar x@wegwijs.nl", false, event{}},
		{"@wegwijsje", false, event{}},
		{"/ of toch niet", false, event{}},
		{"1/2", false, event{}},
		{"@wegwijs hoi", false, event{Kind: mention, Text: "hoi"}},
		{"(@Wegwijs)", false, event{Kind: mention, Text: "( )"}},
		{"hoi", true, event{Kind: mention, Text: "hoi"}},
		{" /Wegwijs  help ", false, event{Kind: command, Name: "wegwijs", Text: "help"}},
		{"/peiling \"a\"\n\"b\"", true, event{Kind: command, Name: "peiling", Text: "\"a\"\n\"b\""}},
		{"/mijn-gegevens", false, event{Kind: command, Name: "mijn-gegevens"}},
	} {
		got := addressed(c.text, c.private)
		if got.Kind != c.want.Kind || got.Name != c.want.Name || got.Text != c.want.Text {
			t.Errorf("%q is %+v, want %+v", c.text, got, c.want)
		}
	}
}

func FuzzAddressed(f *testing.F) {
	for _, s := range append(attacks, "@wegwijs", "/wegwijs x", "@WEGWIJS,,", "/é") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e := addressed(s, true)
		if e.Kind == "" {
			t.Errorf("%q, said directly, is not for the bot", s)
		}
		if len(e.Text) > len(s) {
			t.Errorf("%q became longer: %q", s, e.Text)
		}
	})
}
