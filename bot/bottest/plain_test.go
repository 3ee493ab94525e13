package bottest_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestPlainWorldRefusesBrokenPromises(t *testing.T) {
	text := bot.Plain("tekst")
	button := func(b bot.Button) *bot.Message { return bot.Say(bot.Buttons{b}) }
	option := func(v string) bot.Option { return bot.Option{Label: bot.Plain("Optie"), Value: v} }
	menu := func(o ...bot.Option) *bot.Message {
		return bot.Say(bot.Menu{Label: text, Action: "a", Options: o})
	}
	many := make([]bot.Option, 101)
	for i := range many {
		many[i] = option(strings.Repeat("x", i%75+1))
	}
	for want, m := range map[string]*bot.Message{
		"the message is empty":                {},
		"a paragraph is nil":                  bot.Say(bot.Para{}),
		"a paragraph is empty in nl":          bot.Say(bot.Para{Text: bot.Plain(" \n")}),
		"a paragraph is empty in en":          bot.Say(bot.Para{Text: bot.Phrase{NL: "ja"}}),
		"6 buttons in a row":                  bot.Say(make(bot.Buttons, 6)),
		"0 buttons in a row":                  bot.Say(bot.Buttons{}),
		"has 41 characters in nl, at most 40": button(bot.Button{Label: bot.Plain(strings.Repeat("é", 41)), Action: "a"}),
		"a button has no action":              button(bot.Button{Label: text}),
		"a button has 201 bytes":              button(bot.Button{Label: text, Action: "a", Value: strings.Repeat("x", 201)}),
		"a button is not UTF-8":               button(bot.Button{Label: text, Action: "a", Value: "\xff"}),
		"a menu has 101 options":              menu(many...),
		"a menu has 0 options":                menu(),
		`have the value "1"`:                  menu(option("1"), option("1")),
		"has 76 bytes":                        menu(option(strings.Repeat("x", 76))),
		"has 76 characters in nl":             menu(bot.Option{Label: bot.Plain(strings.Repeat("x", 76)), Value: "1"}),
		"has 1 cells under 2 heads":           bot.Say(bot.Table{Caption: text, Head: []bot.Text{text, text}, Rows: [][]bot.Text{{text}}}),
		"the caption of a table is nil":       bot.Say(bot.Table{Head: []bot.Text{text}}),
		"the alternative text of a picture":   bot.Say(bot.Picture{Name: "x.png", PNG: []byte("x")}),
		"a file needs a name":                 bot.Say(bot.File{Name: "../x.txt", Type: "text/plain", Data: []byte("x")}),
		"there are no fields":                 bot.Say(bot.Fields{}),
		"a note is nil":                       bot.Say(bot.Note{}),
		"has a key and its address no Once":   {Key: "demo/1", Blocks: []bot.Block{bot.Para{Text: text}}},
		"does not start with a feature":       {Key: "demo", Blocks: []bot.Block{bot.Para{Text: text}}},
	} {
		w := bottest.NewPlain(bottest.PlainOptions{})
		_, err := w.Platform().Send(context.Background(), bot.Address{Platform: bottest.PlainName, Channel: "c:algemeen", Lang: bot.NL}, m)
		var s *bot.SendError
		if !errors.As(err, &s) || s.Reason != bot.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want invalid: %q", err, want)
		}
		if seen, err := w.Seen(context.Background()); err == nil || len(seen) > 0 {
			t.Errorf("%q: seen %v and no error, so a transcript would not notice", want, seen)
		}
	}
}

func TestPlainWorldRefusesBrokenForms(t *testing.T) {
	text := bot.Plain("tekst")
	good := func() *bot.Form {
		return &bot.Form{Action: "a", Title: text, Submit: text, Fields: []bot.Field{{Name: "a", Label: text}}}
	}
	for want, change := range map[string]func(*bot.Form){
		"a form has no action":                               func(f *bot.Form) { f.Action = "" },
		"the title of a form has 25 characters in nl":        func(f *bot.Form) { f.Title = bot.Plain(strings.Repeat("x", 25)) },
		"the button of a form is nil":                        func(f *bot.Form) { f.Submit = nil },
		"the state of a form has 2001 bytes":                 func(f *bot.Form) { f.State = strings.Repeat("x", 2001) },
		"a form has no fields":                               func(f *bot.Form) { f.Fields = nil },
		"the label of a field has 25 characters in nl":       func(f *bot.Form) { f.Fields[0].Label = bot.Plain(strings.Repeat("x", 25)) },
		"the help of a field has 151 characters in nl":       func(f *bot.Form) { f.Fields[0].Help = bot.Plain(strings.Repeat("x", 151)) },
		`a field is called "a-b"`:                            func(f *bot.Form) { f.Fields[0].Name = "a-b" },
		`two fields of a form are called "a"`:                func(f *bot.Form) { f.Fields = append(f.Fields, f.Fields[0]) },
		"a field has 0 options":                              func(f *bot.Form) { f.Fields[0].Kind = bot.Choice },
		"has options and is no choice":                       func(f *bot.Form) { f.Fields[0].Options = []bot.Option{{Label: text, Value: "x"}} },
		"is filled in beforehand with what it does not take": func(f *bot.Form) { f.Fields[0].Kind, f.Fields[0].Value = bot.WholeNumber, []string{"x"} },
		"unknown kind 99":                                    func(f *bot.Form) { f.Fields[0].Kind = 99 },
	} {
		w := bottest.NewPlain(bottest.PlainOptions{})
		f := good()
		change(f)
		from := &bot.Origin{Platform: bottest.PlainName, From: bot.User{ID: "alice"}, Direct: true}
		err := w.Platform().OpenForm(context.Background(), from, f, bot.NL)
		var s *bot.SendError
		if !errors.As(err, &s) || s.Reason != bot.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want invalid: %q", err, want)
		}
	}
	w := bottest.NewPlain(bottest.PlainOptions{})
	err := w.Platform().OpenForm(context.Background(), &bot.Origin{Platform: bottest.PlainName, From: bot.User{ID: "alice"}}, good(), bot.NL)
	if err == nil || !strings.Contains(err.Error(), "with the handle of an event, and once") {
		t.Errorf("a form without a handle: %v", err)
	}
}

func TestPlainWorldRefusesWrongAddresses(t *testing.T) {
	m := bot.Say(bot.Para{Text: bot.Plain("tekst")})
	for want, to := range map[string]bot.Address{
		"on platform":                       {Channel: "c:algemeen", Lang: bot.NL},
		"in the language":                   {Platform: bottest.PlainName, Channel: "c:algemeen"},
		"without a channel":                 {Platform: bottest.PlainName, Lang: bot.NL},
		"of somebody else":                  {Platform: bottest.PlainName, Channel: "d:alice", User: "bram", Lang: bot.NL},
		"not found: plain: no such thread":  {Platform: bottest.PlainName, Channel: "c:algemeen", Thread: "m99", Lang: bot.NL},
		"not found: plain: no such channel": {Platform: bottest.PlainName, Channel: "algemeen", Lang: bot.NL},
	} {
		w := bottest.NewPlain(bottest.PlainOptions{})
		if _, err := w.Platform().Send(context.Background(), to, m); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	w := bottest.NewPlain(bottest.PlainOptions{})
	old := w.Platform()
	to := bot.Address{Platform: bottest.PlainName, Channel: "c:algemeen", Lang: bot.NL, Once: "key/demo/1"}
	if _, err := old.Send(context.Background(), to, m); err != nil {
		t.Fatal(err)
	}
	to.Channel = "c:communicatie"
	if _, err := old.Send(context.Background(), to, m); err == nil || !strings.Contains(err.Error(), "one Once for two places") {
		t.Errorf("got %v for one Once in two places", err)
	}
	if err := w.Restart(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := old.Send(context.Background(), to, m); err == nil || !strings.Contains(err.Error(), "after it has ended") {
		t.Errorf("got %v from an adapter that has ended", err)
	}
}
