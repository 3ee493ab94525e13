package slack

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// throughWire is a press as Slack delivers it for a button or menu of a block.
func throughWire(t *testing.T, b *slack.ActionBlock, choose string) *slack.BlockAction {
	t.Helper()
	raw := map[string]any{"block_id": b.BlockID}
	switch e := b.Elements.ElementSet[0].(type) {
	case *slack.ButtonBlockElement:
		raw["type"], raw["action_id"], raw["value"] = "button", e.ActionID, e.Value
	case *slack.SelectBlockElement:
		raw["type"], raw["action_id"] = "static_select", e.ActionID
		for _, o := range e.Options {
			if o.Text.Text == choose {
				raw["selected_option"] = o
			}
		}
	}
	data, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	var a slack.BlockAction
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	return &a
}

func TestPressed(t *testing.T) {
	for _, value := range []string{"", "7", "poll/12/C0|x", `a/B?c=d&e=%20+"f" 'g' <h>é😀|{}\`, strings.Repeat("é", 100), strings.Repeat("x", 200)} {
		e, err := buttonOf(bot.Button{Label: bot.Plain("Ja"), Action: "demo.no-way_2", Value: value}, bot.NL, "button1")
		if err != nil {
			t.Fatalf("%q: %v", value, err)
		}
		action, got, choice, ok := pressed(throughWire(t, slack.NewActionBlock("row1", e), ""))
		if !ok || action != "demo.no-way_2" || got != value || choice != "" {
			t.Errorf("a button with %q came back as %q, %q, %q, %v", value, action, got, choice, ok)
		}
		m, err := menuOf(bot.Menu{Label: bot.Plain("Kies"), Action: "demo.choose", Value: value, Options: []bot.Option{{Label: bot.Plain("Een"), Value: "t/1 é&"}, {Label: bot.Plain("Twee"), Value: strings.Repeat("é", 37)}}}, bot.NL, 3)
		if err != nil {
			t.Fatalf("%q: %v", value, err)
		}
		for label, want := range map[string]string{"Een": "t/1 é&", "Twee": strings.Repeat("é", 37)} {
			action, got, choice, ok = pressed(throughWire(t, m, label))
			if !ok || action != "demo.choose" || got != value || choice != want {
				t.Errorf("a menu with %q came back as %q, %q, %q, %v", value, action, got, choice, ok)
			}
		}
	}
}

func TestNotOurs(t *testing.T) {
	for _, a := range []slack.BlockAction{
		{}, {ActionID: "x", Value: "zonder streep"}, {ActionID: "x", Value: "|geen actie"}, {ActionID: "menu1|a|", BlockID: "menu1|"},
		{ActionID: "menu1", BlockID: "menu1|", SelectedOption: slack.OptionBlockObject{Value: "1"}},
		{ActionID: "menu1|a|", BlockID: "geen", SelectedOption: slack.OptionBlockObject{Value: "1"}},
		{ActionID: "x", Value: "a|%zz"},
	} {
		if action, value, _, ok := pressed(&a); ok {
			t.Errorf("%+v came back as %q, %q", a, action, value)
		}
	}
	s := &Slack{people: &people{}}
	for _, cb := range []*slack.InteractionCallback{{}, {ActionCallback: slack.ActionCallbacks{BlockActions: []*slack.BlockAction{nil}}}} {
		var no *refused
		if _, err := s.pressOf(t.Context(), cb); !errors.As(err, &no) || no.say == nil {
			t.Errorf("got %v, want a refusal with something to say", err)
		}
	}
}

func TestTooMuch(t *testing.T) {
	if _, err := buttonOf(bot.Button{Action: "a.b", Value: strings.Repeat("&", 3000)}, bot.NL, "b"); err == nil {
		t.Error("a button with a value that does not fit")
	}
	if _, err := menuOf(bot.Menu{Action: "a.b", Value: strings.Repeat("&", 600)}, bot.NL, 1); err == nil {
		t.Error("a menu with a value that does not fit")
	}
	if _, err := menuOf(bot.Menu{Action: "a.b", Options: []bot.Option{{Value: strings.Repeat("%41", 30)}}}, bot.NL, 1); err == nil {
		t.Error("an option with a value that does not fit")
	}
}

// FuzzCoded looks whether values come back as they were, in characters that
// mean nothing to Slack wherever they fit.
func FuzzCoded(f *testing.F) {
	for _, s := range []string{"", "7", "a b", "%41", "&lt;", "é😀", strings.Repeat("%", 80), "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, most := range []int{mostOfOption, mostOfID, mostOfValue} {
			c, err := coded(s, most)
			if err != nil {
				continue
			}
			if n := len([]rune(c)); n > most {
				t.Fatalf("%d characters, at most %d", n, most)
			}
			if back, err := decoded(c); err != nil || back != s {
				t.Fatalf("%q came back as %q, %v", s, back, err)
			}
		}
	})
}
