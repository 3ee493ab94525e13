package mattermost

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot"
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
		bot.Menu{Label: say("Kies een thema"), Action: "demo.choose", Options: []bot.Option{{Label: say("Netwerk"), Value: "n"}, {Label: say("Opleiding"), Value: "o"}}},
		bot.Table{Caption: say("Agenda"), Head: []bot.Text{say("Tijd"), say("Onderwerp")}, Rows: [][]bot.Text{{say("9.00"), say("Opening")}, {say("9.15"), say("Huisstijl | logo")}}},
		bot.Picture{Name: "uitslag.png", PNG: []byte("png"), Alt: say("Ja 3, nee 2")},
		bot.File{Name: "agenda 2027.txt", Type: "text/plain", Data: []byte("de agenda\n")},
		bot.Note{Text: bot.Join(say("Bron: "), bot.Link(say("intranet"), "https://example.nl/b_"))},
	),
	"what-people-type": bot.Say(
		bot.Para{Text: say("@channel [klik](http://evil.example) **vet**"), Items: []bot.Text{say("1. een\ntwee"), say("")}},
		bot.Fields{{Label: say("@all #kop"), Value: say("@here `x`")}, {Label: say(""), Value: say("")}},
		bot.Buttons{{Label: say("@all :smile:"), Hint: say("@here"), Action: "a"}},
		bot.Note{Text: say("_schuin_ a_b [x] \\")},
		bot.Table{Caption: say("| a |"), Head: []bot.Text{say("a|b"), say("")}, Rows: [][]bot.Text{{say("---"), say("een\ntwee")}}},
	),
	"twins": bot.Say(
		bot.Buttons{{Label: say("Iets"), Action: "demo.twin", Value: "7"}, {Label: say("Ook iets"), Action: "demo.twin", Value: "7"}},
		bot.Menu{Label: say("Eerste"), Action: "demo.twin", Value: "7", Options: []bot.Option{{Label: say("Rood"), Value: "rood"}}},
		bot.Menu{Label: say("Tweede"), Action: "demo.twin", Value: "7", Options: []bot.Option{{Label: say("Blauw"), Value: "blauw"}}},
	),
}

func TestGolden(t *testing.T) {
	for name, m := range samples {
		for _, l := range []bot.Lang{bot.NL, bot.EN} {
			parts, err := render(m, l, usualPostSize, false)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(parts, "", "\t")
			if err != nil {
				t.Fatal(err)
			}
			got = []byte(strings.ReplaceAll(string(got), zw, `\u200b`) + "\n")
			file := filepath.Join("testdata", "render", name+"."+string(l)+".json")
			if *golden {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; write it with -golden", err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Errorf("%s is not as in %s (- file, + now):\n%s", name, file, d)
			}
		}
	}
}

// sample renders and checks what holds for every message.
func sample(t *testing.T, m *bot.Message, size int, single bool) []part {
	t.Helper()
	parts, err := render(m, bot.NL, size, single)
	if err != nil {
		t.Fatal(err)
	}
	if single && len(parts) != 1 {
		t.Fatalf("%d posts, want one", len(parts))
	}
	for i, p := range parts {
		texts := []string{p.Text}
		for _, b := range p.Boxes {
			texts = append(texts, b.Text)
			for _, f := range b.Fields {
				if f.Title == "" || f.Value == "" {
					t.Errorf("post %d has a field without a title or a value", i)
				}
			}
		}
		for _, s := range texts {
			if n := utf8.RuneCountInString(s); n > size {
				t.Errorf("post %d has %d characters, more than %d", i, n, size)
			}
			if strings.Count(s, "**")%2 != 0 {
				t.Errorf("post %d ends in the middle of bold: %.80q", i, s)
			}
		}
		if p.Text == "" && len(p.Boxes) == 0 && len(p.Files) == 0 {
			t.Errorf("post %d is empty", i)
		}
		if len(p.Files) > mostFiles {
			t.Errorf("post %d has %d files", i, len(p.Files))
		}
	}
	return parts
}

func allText(parts []part) string {
	var all []string
	for _, p := range parts {
		all = append(all, p.Text)
		for _, b := range p.Boxes {
			all = append(all, b.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestLongIsNotCut(t *testing.T) {
	var words []string
	for i := range 4000 {
		words = append(words, fmt.Sprintf("woord%04d_é*", i))
	}
	for name, m := range map[string]*bot.Message{
		"a paragraph":   bot.Say(bot.Para{Text: say(strings.Join(words, " "))}),
		"bold":          bot.Say(bot.Para{Text: bot.Bold(say(strings.Join(words, " ")))}),
		"a note":        bot.Say(bot.Note{Text: say(strings.Join(words, " "))}),
		"a field":       bot.Say(bot.Fields{{Label: say("Lang"), Value: say(strings.Join(words, " "))}}),
		"after buttons": bot.Say(bot.Buttons{{Label: say("Ja"), Action: "x"}}, bot.Para{Text: say(strings.Join(words, " "))}),
		"a list": func() *bot.Message {
			var p bot.Para
			for _, w := range words {
				p.Items = append(p.Items, bot.Join(say(w), bot.Phrase{NL: " ", EN: " "}, bot.Link(say("daar"), "https://example.nl/")))
			}
			return bot.Say(p)
		}(),
		"a table": func() *bot.Message {
			x := bot.Table{Caption: say("Groot"), Head: []bot.Text{say("A"), say("B")}}
			for _, w := range words {
				x.Rows = append(x.Rows, []bot.Text{say(w), say("|")})
			}
			return bot.Say(x)
		}(),
		"a table with long cells": bot.Say(bot.Table{Head: []bot.Text{say("A")}, Rows: [][]bot.Text{{say(strings.Join(words, " "))}}}),
	} {
		for _, size := range []int{4000, usualPostSize} {
			parts := sample(t, m, size, false)
			if len(parts) < 2 {
				t.Errorf("%s: one post of %d characters", name, size)
			}
			got := read(allText(parts))
			at := 0
			for _, w := range words {
				i := strings.Index(got[at:], w)
				if i < 0 {
					t.Errorf("%s, %d: %s is cut or missing", name, size, w)
					break
				}
				at += i
			}
		}
		one := sample(t, m, 4000, true)[0]
		last := one.Files[len(one.Files)-1]
		if last.Name != "bericht.txt" || !strings.Contains(string(last.Data), words[3999]) || !strings.Contains(one.Text, "bijlage") {
			t.Errorf("%s, as one post, has no attachment with all of it", name)
		}
		if name == "after buttons" && !one.hasActions() {
			t.Error("a button got lost in one post")
		}
	}
}

func TestOneLongWord(t *testing.T) {
	parts := sample(t, bot.Say(bot.Para{Text: say(strings.Repeat("é", 40_000))}), usualPostSize, false)
	if n := strings.Count(allText(parts), "é"); n != 40_000 {
		t.Errorf("%d of 40000 characters are left", n)
	}
}

func TestManyFilesAndMenus(t *testing.T) {
	m := &bot.Message{}
	for i := range 23 {
		m.Blocks = append(m.Blocks, bot.File{Name: fmt.Sprint(i, "/../x.txt"), Data: []byte{byte(i)}})
	}
	n := 0
	for _, p := range sample(t, m, usualPostSize, false) {
		n += len(p.Files)
	}
	if n != 23 {
		t.Errorf("%d of 23 files", n)
	}
	m = &bot.Message{}
	for range 30 {
		x := bot.Menu{Label: say("Kies"), Action: "x"}
		for i := range bot.MaxOptions {
			x.Options = append(x.Options, bot.Option{Label: say(strings.Repeat("w", 75)), Value: fmt.Sprintf("%075d", i)})
		}
		m.Blocks = append(m.Blocks, x)
	}
	ids := map[string]bool{}
	for i, p := range sample(t, m, usualPostSize, false) {
		if w := p.weight(); w > mostOfBody {
			t.Errorf("post %d weighs %d", i, w)
		}
		for _, b := range p.Boxes {
			for _, a := range b.Actions {
				ids[a.ID] = true
			}
		}
	}
	if len(ids) != 30 {
		t.Errorf("30 menus have %d ids", len(ids))
	}
}

func TestActionsKeepTheirID(t *testing.T) {
	row := bot.Buttons{{Label: say("A"), Action: "a", Value: "1"}, {Label: say("B"), Action: "b", Value: "2"}}
	before := sample(t, bot.Say(row), usualPostSize, false)[0].Boxes[0].Actions
	after := sample(t, bot.Say(bot.Para{Text: say("x")}, bot.Buttons{row[1]}), usualPostSize, false)[0].Boxes[0].Actions
	if before[1].ID != after[0].ID || before[0].ID == before[1].ID {
		t.Errorf("ids %q, %q, then %q", before[0].ID, before[1].ID, after[0].ID)
	}
}

func TestWrongMessages(t *testing.T) {
	for name, m := range map[string]*bot.Message{
		"none":         nil,
		"empty":        {},
		"six buttons":  bot.Say(bot.Buttons{{}, {}, {}, {}, {}, {}}),
		"no options":   bot.Say(bot.Menu{}),
		"crooked":      bot.Say(bot.Table{Head: []bot.Text{say("geheim")}, Rows: [][]bot.Text{{}}}),
		"without head": bot.Say(bot.Table{}),
	} {
		if _, err := render(m, bot.NL, usualPostSize, false); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("een **twee drie** [vier](https://x/y z) &lt;"+zw+" vijf \\* zes", 20)
	f.Add(strings.Repeat("é", 100), 16)
	f.Fuzz(func(t *testing.T, s string, most int) {
		s = markdown{}.Theirs(s) + " " + markdown{}.Bold(markdown{}.Theirs(s)) + " " + markdown{}.Link(markdown{}.Theirs(s), "https://example.nl/a")
		most = 100 + most&0xff
		whole := 0
		for rest := trimmed(s); rest != ""; whole++ {
			head, tail := cut(rest, most)
			if n := utf8.RuneCountInString(head); n > most {
				t.Fatalf("a piece of %d characters, at most %d", n, most)
			}
			if len(tail) >= len(rest) {
				t.Fatalf("nothing is cut off %q", rest)
			}
			if strings.HasSuffix(head, `\`) {
				t.Fatalf("cut between a backslash and what it escapes: %q", head)
			}
			rest = tail
		}
	})
}
