package web

import (
	"strings"
	"testing"

	"wegwijs/bot"
)

// A page that is open keeps its buttons and menus through an edit, and those
// that mean the same are told apart.
func TestTokens(t *testing.T) {
	options := func(v string) []bot.Option { return []bot.Option{{Label: bot.Plain(v), Value: v}} }
	one := bot.Menu{Label: bot.Plain("Een"), Action: "demo.twin", Value: "7", Options: options("rood")}
	two := bot.Menu{Label: bot.Plain("Twee"), Action: "demo.twin", Value: "7", Options: options("blauw")}
	row := bot.Buttons{{Label: bot.Plain("A"), Action: "demo.twin", Value: "7"}, {Label: bot.Plain("B"), Action: "demo.twin", Value: "8"}, {Label: bot.Plain("C"), Action: "demo.twin7", Value: ""}}
	tokens := func(all ...bot.Block) (tokens []string, blocks []block) {
		t.Helper()
		blocks, _, err := blocksOf(bot.Say(all...), bot.NL)
		if err != nil {
			t.Fatal(err)
		}
		giveTokens(blocks)
		for _, b := range blocks {
			for _, x := range b.Buttons {
				tokens = append(tokens, x.Token)
			}
			if b.Menu != nil {
				tokens = append(tokens, b.Menu.Token)
			}
		}
		return tokens, blocks
	}
	before, blocks := tokens(row, one, two)
	seen := map[string]bool{}
	for _, tok := range before {
		if tok == "" || seen[tok] || strings.Contains(tok, "demo") {
			t.Errorf("token %q of %q", tok, before)
		}
		seen[tok] = true
	}
	for tok, want := range map[string]string{before[3]: "rood", before[4]: "blauw"} {
		action, value, from, ok := pressed(blocks, tok)
		if !ok || action != "demo.twin" || value != "7" || from == nil || from.Options[0].Value != want {
			t.Errorf("token %q is of %q, %q with %+v, want the menu with %q", tok, action, value, from, want)
		}
	}
	if _, _, from, ok := pressed(blocks, before[0]); !ok || from != nil {
		t.Errorf("a button is taken for the menu %+v", from)
	}
	// After an edit: other words, other options, more blocks in between, another order.
	one.Label, one.Options = bot.Plain("Anders"), options("groen")
	after, _ := tokens(bot.Para{Text: bot.Plain("nieuw")}, one, bot.Menu{Label: bot.Plain("x"), Action: "demo.other", Options: options("x")}, bot.Buttons{row[1]}, bot.Buttons{row[0]}, two)
	for i, want := range map[int]string{0: before[3], 2: before[1], 3: before[0], 4: before[4]} {
		if after[i] != want {
			t.Errorf("token %d is %q after an edit, was %q", i, after[i], want)
		}
	}
}
