package mattermost

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"

	mmarkdown "github.com/mattermost/mattermost/server/public/shared/markdown"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestTexts(t *testing.T) { bottest.Texts(t, ".") }

// glued is what the web client has of escaped text when it looks for hashtags,
// addresses and emoji in it: backslashes and entities are gone.
func glued(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < 0x80 && unicode.In(rune(s[i+1]), unicode.P, unicode.S) {
			i++
			b.WriteString(html.EscapeString(string(s[i])))
			continue
		}
		b.WriteByte(s[i])
	}
	return html.UnescapeString(b.String())
}

// read is what a person reads of escaped text.
func read(s string) string { return strings.ReplaceAll(glued(s), zw, "") }

// seen is what a person should read of what somebody typed.
func seen(s string) string { return strings.ReplaceAll(oneLine(s), zw, "") }

var atName = regexp.MustCompile(`(^|[^A-Za-z0-9])@[A-Za-z0-9]`)

// pings tells whether the server finds somebody to notify in Markdown: it
// looks at the words of a text, not at code and not at where links lead
// (server/channels/app/mention_parser_standard.go).
func pings(s string) bool {
	found := false
	mmarkdown.Inspect(s, func(node any) bool {
		if text, ok := node.(*mmarkdown.Text); ok && atName.MatchString(text.Text) {
			found = true
		}
		return true
	})
	return found
}

// TestNobodyIsPinged is the table of what a real server (11.6) notified
// somebody of, and of what it did not.
func TestNobodyIsPinged(t *testing.T) {
	for text, real := range map[string]bool{
		"@all": true, "@all.": true, "@all" + zw: true, `\@all`: true, "![@all](x)": true,
		"@u2": true, "@U2": true, "[@u2](https://example.nl)": true,
		"@" + zw + "all": false, "@\u2060channel": false, "@\u00adall": false, "＠all": false,
		"**@**all": false, "@&#8203;all": false,
		"`@all`": false, "```\n@all\n```": false, "x@all.nl": false, "[x](https://x/@all)": false,
		"@here @channel": true, "hoi @alice, en @bram!": true, "<!channel>": false, "<@U0123>": true,
	} {
		if got := pings(text); got != real {
			t.Errorf("the test itself: %q is said to ping: %v", text, got)
		}
		for how, escaped := range map[string]string{
			"theirs": markdown{}.Theirs(text),
			"ours":   markdown{}.Ours(text),
			"bold":   markdown{}.Bold(markdown{}.Theirs(text)),
			"link":   markdown{}.Link(markdown{}.Theirs(text), "https://example.nl/@all"),
			"label":  plain{}.Theirs(text),
		} {
			if pings(escaped) {
				t.Errorf("%s of %q pings: %q", how, text, escaped)
			}
			if strings.Contains(strings.ReplaceAll(escaped, "nl/@all", ""), "@") && atName.MatchString(strings.ReplaceAll(escaped, "nl/@all", "")) {
				t.Errorf("%s of %q names somebody: %q", how, text, escaped)
			}
		}
		if got := read(markdown{}.Theirs(text)); got != seen(text) {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

// clientActs are what the web client finds in text that holds no markup any
// more (webapp utils/text_formatting.tsx, emoticons.tsx, and marked's url rule).
var clientActs = map[string]*regexp.Regexp{
	"a hashtag":         regexp.MustCompile(`(^|[^\w])(#\pL[\pL\d\-_.]*[\pL\d])`),
	"a channel":         regexp.MustCompile(`(?i)(^|[^\w])(~[a-z0-9.\-_]+)`),
	"an emoji":          regexp.MustCompile(`:[a-zA-Z0-9_+-]+:`),
	"an emoticon":       regexp.MustCompile(`(?i)[:;]-?[)(\]dposx/|$@]|</?3`),
	"an e-mail address": regexp.MustCompile(`[\pL\d]@[\pL\d.\-]+[.]\pL{2,5}`),
	"an address":        regexp.MustCompile(`[A-Za-z][A-Za-z\d.+-]*:(/{1,3}|[\pL\d%])`),
	"www":               regexp.MustCompile(`www\d{0,3}[.][^\s]`),
	"a domain":          regexp.MustCompile(`[\pL\d.-]+[.]\pL{2,4}/`),
	"somebody's name":   atName,
}

// acts returns what acts in text that must not; "" when nothing does.
func acts(escaped string) string {
	if strings.ContainsAny(escaped, "\n\r\u2028\u2029") {
		return "it breaks out of its line"
	}
	for what, pattern := range clientActs {
		if m := pattern.FindString(glued(escaped)); m != "" {
			return what + ": " + m
		}
	}
	what := ""
	doc, definitions := mmarkdown.Parse(escaped)
	if len(definitions) > 0 {
		return "a definition of a link"
	}
	mmarkdown.InspectBlock(doc, func(b mmarkdown.Block) bool {
		switch b.(type) {
		case nil, *mmarkdown.Document, *mmarkdown.Paragraph:
			return true
		}
		what = "a block of another kind"
		return true
	})
	if what != "" {
		return what
	}
	mmarkdown.Inspect(escaped, func(node any) bool {
		switch node.(type) {
		case *mmarkdown.CodeSpan:
			what = "code"
		case *mmarkdown.InlineLink, *mmarkdown.InlineImage, *mmarkdown.ReferenceLink, *mmarkdown.ReferenceImage, *mmarkdown.Autolink:
			what = "a link"
		case *mmarkdown.HardLineBreak, *mmarkdown.SoftLineBreak:
			what = "a line break"
		}
		return true
	})
	if what != "" {
		return what
	}
	return markedActs(escaped)
}

// Rules of marked (https://github.com/mattermost/marked) that do not care for
// backslashes, in the order in which it tries them; escaped characters are
// skipped first, as it does.
var (
	markedEscape = regexp.MustCompile("^\\\\[`*{}\\[\\]()#+\\-.!_>|~]")
	markedRules  = map[string]*regexp.Regexp{
		"strong":    regexp.MustCompile(`^(__[\s\S]+?__|\*\*[\s\S]+?\*\*)`),
		"emphasis":  regexp.MustCompile("^_[^\\s]([\\s\\S]*?[^\\s])?_($|[\\s!\"#$%&'()*+,\\-./:;<=>?@\\[^{|}~])|^\\*[^\\s\"<]([\\s\\S]*?[^\\s])?\\*"),
		"code":      regexp.MustCompile("^`+[^`]"),
		"deleted":   regexp.MustCompile(`^~~\S[\s\S]*~~`),
		"link":      regexp.MustCompile(`^!?\[[^\]]*\]\(`),
		"autolink":  regexp.MustCompile(`^<([^ >]+(@|:/)|www\d{0,3}\.)[^ >]+>`),
		"tag":       regexp.MustCompile(`^<[/a-zA-Z!?]`),
		"latex":     regexp.MustCompile(`^\$[^$\n]+\$`),
		"unescaped": regexp.MustCompile(`^\\[^\pL\d\x{200b}]`), // marked shows this backslash
	}
	markedBlocks = map[string]*regexp.Regexp{
		"a heading":                 regexp.MustCompile(`^ *#{1,6} +`),
		"a quote":                   regexp.MustCompile(`^ *>`),
		"a list":                    regexp.MustCompile(`^ *(?:[*+-]|\d+\.) `),
		"a rule":                    regexp.MustCompile(`^( *[-*_]){3,} *$`),
		"an underline of a heading": regexp.MustCompile(`^ *[=-]{2,} *$`),
		"a fence":                   regexp.MustCompile("^ {0,3}(`{3}|~{3})"),
		"a table":                   regexp.MustCompile(`[^\\]\||^\|`),
	}
)

func markedActs(s string) string {
	for what, rule := range markedBlocks {
		if rule.MatchString(s) {
			return what
		}
	}
	for i := 0; i < len(s); {
		if n := len(markedEscape.FindString(s[i:])); n > 0 {
			i += n
			continue
		}
		word := i > 0 && (s[i-1] == '_' || s[i-1] >= '0' && s[i-1] <= '9' || s[i-1] >= 'A' && s[i-1] <= 'Z' || s[i-1] >= 'a' && s[i-1] <= 'z')
		for what, rule := range markedRules {
			if word && s[i] == '_' {
				continue // within a word it looks for nothing
			}
			if rule.MatchString(s[i:]) {
				return "marked: " + what + " at " + s[i:]
			}
		}
		i++
	}
	return ""
}

var attacks = []string{
	"@channel", "@here @all", "<!channel>", "<!here|here>", "<@U0123>", "<#C0123>", "@alice", "~town-square", "~~weg~~", "#hashtag", "##", "# Kop", "###### Kop",
	"[klik](http://evil.example)", "[klik][x]", "[x]: http://evil.example", "<http://evil.example|klik>", "![x](http://evil.example/x.png)", "https://ok.example/a_b_c?d=*e*",
	"www.evil.example", "www2.1x.nl", "www.!", "www123.?x", "evil.nl/x", "-.nl/x", "..nl/", "mailto:ann@x.nl", "ann@minfin.nl", "tel:0612345678", "a:b", "javascript:alert(1)", "HTTP://X.NL",
	"<script>alert(1)</script>", "<b onclick=x>vet</b>", "&lt;niet&gt; &amp; &#64;channel", "&", "&a", "a & b", "R&D", "&#", "&x;",
	"**vet** *schuin* _schuin_ ~door~ __x__ ***x***", "a_b_c _d_ é_b é_ x_", "_a", "a_", "`code` ```blok``` ~~~", "```\nx\n```", "> citaat", ">", "- lijst", "+ x", "* x", "-", "1. lijst", "1)", "12. x", "1.", ". x", ") x",
	"| a | b |", "a | b", "---", "===", "  ==", "=", "___", "- - -", ":smile:", ":)", ";-)", ";)", "<3", "</3", ":-/", "9:00", "a: b", "::", ":",
	`C:\map\nieuw`, `\*`, `\`, `\\`, `\\server\map`, `\_x_`, `"aanhalingstekens" 'enkel'`, "=1+1", "$(id) ${HOME} %s %!d {naam} $x$ $5 en $6",
	"links\u202erechts", "nul\u200bbreed", "zacht\u00adkoppel", "\ufeffbom", "regel een\nregel twee", "tab\tstop", "wit\u00a0vast", "\u2424# kop", "a\u2028b", "\x00\x1b[31m",
	"    code", "\t code", "العربية", "日本語", "Ελληνικά", "😀👩‍💻🇳🇱", "e\u0301\u0301", "", " ", "…", "1.5 en 2.0", "drie. vier", "einde.", "e-mail", "--", "a--b", "C++", "x-d", "\xff\xfe",
}

func TestNothingTheyTypeActs(t *testing.T) {
	for _, s := range attacks {
		checkInert(t, s)
	}
}

func checkInert(t *testing.T, s string) {
	t.Helper()
	out := markdown{}.Theirs(s)
	if got, want := read(out), strings.ToValidUTF8(seen(s), "\ufffd"); strings.ToValidUTF8(got, "\ufffd") != want && !strings.Contains(s, "\xff") {
		t.Errorf("%q is read as %q, written %q", s, got, out)
	}
	if what := acts(trimmed(out)); what != "" {
		t.Errorf("%q acts (%s): %q", s, what, out)
	}
	if strings.Trim(out, " "+zw) == "" {
		return
	}
	// Around it, our own bold and link are what they are.
	bold := markdown{}.Bold(out)
	if !strings.HasPrefix(bold, "**") || !strings.HasSuffix(bold, "**") || strings.Contains(bold[2:len(bold)-2], "**") {
		t.Errorf("bold of %q is %q", s, bold)
	}
	links, others := 0, 0
	mmarkdown.Inspect(markdown{}.Link(out, "https://example.nl/goed"), func(node any) bool {
		switch n := node.(type) {
		case *mmarkdown.InlineLink:
			links++
			if n.Destination() != "https://example.nl/goed" {
				t.Errorf("a link with the words %q leads to %q", s, n.Destination())
			}
		case *mmarkdown.CodeSpan, *mmarkdown.InlineImage, *mmarkdown.Autolink, *mmarkdown.ReferenceLink:
			others++
		}
		return true
	})
	if links != 1 || others != 0 {
		t.Errorf("a link with the words %q is %d links and %d other things", s, links, others)
	}
	label := plain{}.Theirs(s)
	if atName.MatchString(label) || clientActs["an emoji"].MatchString(label) || strings.ContainsAny(label, "\n\r") {
		t.Errorf("as a label %q acts: %q", s, label)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range attacks {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 300 { // marked's rules are tried at every place
			checkInert(t, s)
		}
	})
}

func TestOursKeepsLines(t *testing.T) {
	got := markdown{}.Ours("een\ntwee *drie*\r\n===\n- vier")
	want := "een\ntwee \\*drie\\*\n" + zw + "===\n\\- vier"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLinks(t *testing.T) {
	for url, want := range map[string]string{
		"https://example.nl/a_b?c=d&e=f": "[x](https://example.nl/a_b?c=d&e=f)",
		"https://example.nl/a_(b)*[c]_":  "[x](https://example.nl/a%5F%28b%29%2A%5Bc%5D%5F)",
		"https://example.nl/?a&copy;b":   "[x](https://example.nl/?a&copy%3Bb)",
		"javascript:alert(1)":            "x",
		"https://x/\"onclick=\"alert(1)": "x",
		"mailto:desk@example.nl":         "[x](mailto:desk@example.nl)",
	} {
		if got := (markdown{}).Link("x", url); got != want {
			t.Errorf("a link to %q is %q, want %q", url, got, want)
		}
	}
	if got := markdownOf(bot.Link(bot.Plain(""), "https://example.nl/x"), bot.NL); !strings.HasSuffix(got, "](https://example.nl/x)") || read(got[1:]) == "](https://example.nl/x)" {
		t.Errorf("a link without words is %q", got)
	}
}
