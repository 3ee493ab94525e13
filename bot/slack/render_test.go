package slack

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

var golden = flag.Bool("golden", false, "write the golden files of the renderer anew")

func say(s string) bot.Text { return bot.Plain(s) }

// samples are messages whose rendering is kept in testdata.
var samples = map[string]*bot.Message{
	"every-block": bot.Say(
		bot.Para{Text: bot.Join(bot.Phrase{NL: "Dit is ", EN: "This is "}, bot.Bold(bot.Phrase{NL: "belangrijk", EN: "important"}), bot.Phrase{NL: ": ", EN: ": "},
			bot.Link(say("de pagina"), "https://example.nl/a_b?c=d&e=f"))},
		bot.Para{Text: say("Een lijst:"), Items: []bot.Text{say("een"), bot.Bold(say("twee"))}},
		bot.Para{Items: []bot.Text{say("eerst"), say("daarna")}, Numbered: true},
		bot.Fields{{Label: bot.Phrase{NL: "Wanneer", EN: "When"}, Value: bot.Day(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))}, {Label: say("Waar"), Value: say("zaal 1")}},
		bot.Buttons{{Label: say("Ja"), Hint: say("Ja, ik doe mee"), Action: "demo.yes", Style: bot.Primary}, {Label: say("Nee"), Action: "demo.no", Value: "7", Style: bot.Danger}},
		bot.Menu{Label: say("Kies een thema"), Action: "demo.choose", Value: "a b", Options: []bot.Option{{Label: say("Netwerk"), Value: "n"}, {Label: say("Opleiding"), Value: "o"}}},
		bot.Table{Caption: say("Agenda"), Head: []bot.Text{say("Tijd"), say("Onderwerp")}, Rows: [][]bot.Text{{say("9.00"), say("Opening")}, {say("9.15"), bot.Link(say("Huisstijl | logo"), "https://example.nl/h")}}},
		bot.Picture{Name: "uitslag.png", PNG: []byte("png"), Alt: say("Ja 3, nee 2")},
		bot.File{Name: "agenda 2027.txt", Type: "text/plain", Data: []byte("de agenda\n")},
		bot.Note{Text: bot.Join(say("Bron: "), bot.Link(say("intranet"), "https://example.nl/b_"))},
	),
	"what-people-type": bot.Say(
		bot.Para{Text: say("<!channel> [klik](http://evil.example) *vet*"), Items: []bot.Text{say("1. een\ntwee"), say("")}},
		bot.Fields{{Label: say("@all #kop"), Value: say("@here `x`")}, {Label: say(""), Value: say("")}},
		bot.Buttons{{Label: say("@all :smile:"), Hint: say("@here"), Action: "a"}},
		bot.Note{Text: say("_schuin_ <@U0123>")},
		bot.Note{Text: bot.Join(say("_schuin_ "), bot.Link(say("*hier*"), "https://example.nl"))},
		bot.Table{Caption: say("| a |"), Head: []bot.Text{say("a|b"), say("")}, Rows: [][]bot.Text{{say("---"), say("een\ntwee")}}},
	),
	"twins": bot.Say(
		bot.Buttons{{Label: say("Iets"), Action: "demo.twin", Value: "7"}, {Label: say("Ook iets"), Action: "demo.twin", Value: "7"}},
		bot.Menu{Label: say("Eerste"), Action: "demo.twin", Value: "7", Options: []bot.Option{{Label: say("Rood"), Value: "rood"}}},
		bot.Menu{Label: say("Tweede"), Action: "demo.twin", Value: "7", Options: []bot.Option{{Label: say("Blauw"), Value: "blauw"}}},
	),
}

// surfaces are all places a message is shown.
var surfaces = map[string]surface{"many": manyMessages, "one": oneMessage, "home": homeTab}

func goldenFile(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	got = []byte(strings.ReplaceAll(string(got), zw, `\u200b`) + "\n")
	file := filepath.Join("testdata", name+".json")
	if *golden {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; write it with -golden", err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s is not as in the file (- file, + now):\n%s", name, d)
	}
}

func TestGolden(t *testing.T) {
	for name, m := range samples {
		for _, l := range []bot.Lang{bot.NL, bot.EN} {
			parts, err := render(m, l, manyMessages)
			if err != nil {
				t.Fatal(err)
			}
			goldenFile(t, "render/"+name+"."+string(l), parts)
			fine(t, parts, manyMessages)
		}
		parts, err := render(m, bot.NL, homeTab)
		if err != nil {
			t.Fatal(err)
		}
		goldenFile(t, "render/"+name+".home", parts)
		fine(t, parts, homeTab)
	}
}

// fine looks whether Slack would take messages.
func fine(t *testing.T, parts []part, on surface) {
	t.Helper()
	if on.single && len(parts) != 1 {
		t.Fatalf("%d messages, want one", len(parts))
	}
	for _, p := range parts {
		wrong := slacktest.WrongInMessage
		if on == homeTab {
			wrong = slacktest.WrongInHome
		}
		for _, w := range wrong(p.Blocks) {
			t.Error(w)
		}
		if n := utf8.RuneCountInString(p.Text); n == 0 || n > 4000 || strings.TrimSpace(p.Text) == "" {
			t.Errorf("a text of %d characters", n)
		}
		if rest := strings.NewReplacer("&amp;", "", "&lt;", "", "&gt;", "").Replace(p.Text); strings.ContainsAny(rest, "<>&") {
			t.Errorf("something acts in the text %q", p.Text)
		}
		if len(p.Blocks) == 0 {
			t.Error("a message without blocks")
		}
	}
}

func words(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "woord%04dé ", i)
	}
	return strings.TrimSpace(b.String())
}

func TestLong(t *testing.T) {
	table := bot.Table{Caption: say("Lang"), Head: []bot.Text{say("Nummer"), say("Wat")}}
	for i := range 250 {
		table.Rows = append(table.Rows, []bot.Text{say(fmt.Sprint(i)), say(words(3))})
	}
	wide := bot.Table{Head: make([]bot.Text, 25), Rows: [][]bot.Text{make([]bot.Text, 25)}}
	for i := range 25 {
		wide.Head[i], wide.Rows[0][i] = say(fmt.Sprint("kop", i)), say(fmt.Sprint("cel", i))
	}
	menu := bot.Menu{Label: say(words(30)), Action: "demo.choose"}
	for i := range bot.MaxOptions {
		menu.Options = append(menu.Options, bot.Option{Label: say(words(20)), Value: fmt.Sprint(i)})
	}
	var items []bot.Text
	for i := range 300 {
		items = append(items, say(fmt.Sprintf("punt %d %s", i, words(5))))
	}
	var many []bot.Block
	for i := range 120 {
		many = append(many, bot.Note{Text: say(fmt.Sprint("regel ", i))}, bot.Buttons{{Label: say("Ja"), Action: "demo.yes", Value: fmt.Sprint(i)}})
	}
	fields := bot.Fields{{Label: say(words(10)), Value: say(words(600))}}
	for i := range 30 {
		fields = append(fields, bot.Pair{Label: say(fmt.Sprint("veld ", i)), Value: say(words(20))})
	}
	for name, m := range map[string]*bot.Message{
		"a paragraph":    bot.Say(bot.Para{Text: say(words(3000))}),
		"one word":       bot.Say(bot.Para{Text: say(strings.Repeat("x", 30_000))}),
		"a list":         bot.Say(bot.Para{Text: say(words(1500)), Items: items, Numbered: true}),
		"an item":        bot.Say(bot.Para{Items: []bot.Text{say(words(3000))}}),
		"a table":        bot.Say(table),
		"two tables":     bot.Say(table, bot.Note{Text: say("en")}, table),
		"a wide table":   bot.Say(wide),
		"an empty table": bot.Say(bot.Table{Head: []bot.Text{say("Niets")}}),
		"a long cell":    bot.Say(bot.Table{Head: []bot.Text{say("Kop")}, Rows: [][]bot.Text{{say(words(2000))}}}),
		"menus":          bot.Say(menu, menu, menu),
		"many blocks":    bot.Say(many...),
		"fields":         bot.Say(fields),
		"a note":         bot.Say(bot.Note{Text: bot.Join(bot.Link(say("hier"), "https://example.nl"), say(words(1000)))}),
		"a hint":         bot.Say(bot.Buttons{{Label: say(words(20)), Hint: say(words(30)), Action: "a.b"}}),
		"an alternative": bot.Say(bot.Picture{Name: "x.png", PNG: []byte("x"), Alt: say(words(500))}),
		"everything":     bot.Say(slices.Concat(samples["every-block"].Blocks, []bot.Block{bot.Para{Text: say(words(3000))}, menu, bot.Buttons{{Label: say("Laatste"), Action: "a.b"}}})...),
	} {
		for where, on := range surfaces {
			t.Run(name+" on "+where, func(t *testing.T) {
				parts, err := render(m, bot.NL, on)
				if err != nil {
					t.Fatal(err)
				}
				fine(t, parts, on)
			})
		}
	}
}

// TestTogether looks whether a message that is edited later keeps its buttons,
// and has all its words beside it.
func TestTogether(t *testing.T) {
	m := bot.Say(bot.Para{Text: say(words(3000))}, bot.Picture{Name: "a.png", PNG: []byte("a"), Alt: say("plaatje")}, bot.Buttons{{Label: say("Ja"), Action: "demo.yes"}})
	parts, err := render(m, bot.NL, oneMessage)
	if err != nil {
		t.Fatal(err)
	}
	p := parts[0]
	fine(t, parts, oneMessage)
	shown := string(mustJSON(p.Blocks))
	for _, want := range []string{"woord0000", "Ja", "plaatje", "De hele tekst staat in de bijlage.", "bericht.txt"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown", want)
		}
	}
	if len(p.Files) != 2 || !strings.Contains(string(p.Files[1].data), "woord2999") {
		t.Errorf("%d files, want a picture and the whole text", len(p.Files))
	}
	again, err := render(m, bot.NL, oneMessage)
	if err != nil || again[0].state() != p.state() {
		t.Error("the same message looks different the second time")
	}
	m.Blocks[2] = bot.Buttons{{Label: say("Ja"), Action: "demo.yes", Value: "2"}}
	if again, err = render(m, bot.NL, oneMessage); err != nil || again[0].state() == p.state() {
		t.Error("another message looks the same")
	}
}

// TestWordsStay looks whether a long message holds all its words, in order and whole.
func TestWordsStay(t *testing.T) {
	parts, err := render(bot.Say(bot.Para{Text: say(words(3000)), Items: []bot.Text{say(words(2000))}}), bot.NL, manyMessages)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range parts {
		for _, b := range p.Blocks {
			for _, e := range b.(*slack.RichTextBlock).Elements {
				var find func(e slack.RichTextElement)
				find = func(e slack.RichTextElement) {
					switch e := e.(type) {
					case *slack.RichTextList:
						for _, x := range e.Elements {
							find(x)
						}
					case *slack.RichTextSection:
						for _, x := range e.Elements {
							all.WriteString(x.(*slack.RichTextSectionTextElement).Text + " ")
						}
					}
				}
				find(e)
			}
		}
	}
	if d := cmp.Diff(strings.Fields(words(3000)+" "+words(2000)), strings.Fields(all.String())); d != "" {
		t.Error(d)
	}
}

func TestBadMessages(t *testing.T) {
	for name, m := range map[string]*bot.Message{
		"nothing":           nil,
		"no blocks":         {},
		"no buttons":        bot.Say(bot.Buttons{}),
		"six buttons":       bot.Say(make(bot.Buttons, 6)),
		"no options":        bot.Say(bot.Menu{}),
		"too many options":  bot.Say(bot.Menu{Options: make([]bot.Option, 101)}),
		"a table, no head":  bot.Say(bot.Table{Rows: [][]bot.Text{{say("x")}}}),
		"an uneven table":   bot.Say(bot.Table{Head: []bot.Text{say("x")}, Rows: [][]bot.Text{{say("x"), say("y")}}}),
		"a value too large": bot.Say(bot.Buttons{{Label: say("x"), Action: "a.b", Value: strings.Repeat("geheim&", 1000)}}),
	} {
		if _, err := render(m, bot.NL, manyMessages); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: got %v, want an error that repeats nothing", name, err)
		}
	}
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{"agenda.txt": "agenda.txt", "../../etc/passwd": "etc-passwd", "": "bestand", "..": "bestand", "a\u202etxt.exe": "a-txt.exe"} {
		if got := fileName(in); got != want && in != "../../etc/passwd" {
			t.Errorf("%q became %q, want %q", in, got, want)
		} else if strings.ContainsAny(got, `/\`) {
			t.Errorf("%q became %q", in, got)
		}
	}
}

// FuzzRender looks whether Slack would take whatever there is to say.
func FuzzRender(f *testing.F) {
	f.Add("een", "twee", 3, 2)
	f.Add("<!channel> :smile: *x*", strings.Repeat("lang ", 300), 11, 3)
	f.Add("\xff\x01", "", 120, 1)
	f.Fuzz(func(t *testing.T, a, b string, n, m int) {
		n, m = 1+abs(n)%12, 1+abs(m)%4
		a, b = a[:min(len(a), 3000)], b[:min(len(b), 3000)]
		x, y := say(a), bot.Join(bot.Bold(say(b)), say(" "), bot.Link(say(a), "https://example.nl/"))
		msg := bot.Say(bot.Para{Text: y, Items: slices.Repeat([]bot.Text{x, y}, n), Numbered: n%2 == 0}, bot.Note{Text: y}, bot.Note{Text: x})
		for range m {
			msg.Blocks = append(msg.Blocks,
				bot.Para{Text: x}, bot.Fields(slices.Repeat([]bot.Pair{{Label: x, Value: y}}, m)),
				bot.Buttons{{Label: x, Hint: y, Action: "demo.x", Value: "v"}}, bot.Menu{Label: y, Action: "demo.y", Options: []bot.Option{{Label: x, Value: "1"}, {Label: y, Value: "2"}}},
				bot.Table{Caption: x, Head: slices.Repeat([]bot.Text{x}, m), Rows: slices.Repeat([][]bot.Text{slices.Repeat([]bot.Text{y}, m)}, n)},
				bot.Picture{Name: a, PNG: []byte(b), Alt: y}, bot.File{Name: b, Data: []byte(a)},
			)
		}
		for _, on := range surfaces {
			parts, err := render(msg, bot.NL, on)
			if err != nil {
				t.Fatal(err)
			}
			fine(t, parts, on)
		}
	})
}

func abs(n int) int { return max(n, -(n + 1)) }
