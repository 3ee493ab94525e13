package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

var amsterdam = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
}()

// everyField is a form with every kind of field, filled in beforehand.
func everyField() *bot.Form {
	var many []bot.Option
	for i := range 40 {
		many = append(many, bot.Option{Label: say(fmt.Sprint("Keuze ", i)), Value: fmt.Sprint("k&", i)})
	}
	return &bot.Form{
		Action: "demo.form", State: "toestand", Title: bot.Phrase{NL: "Een titel die veel te lang is voor Slack", EN: "All kinds"}, Submit: say("Versturen"),
		Intro: bot.Join(say("Vul dit in. "), bot.Link(say("Meer"), "https://example.nl")),
		Fields: []bot.Field{
			{Name: "short", Label: say("Onderwerp :x: <b>"), Help: say("In een paar woorden"), Value: []string{"al"}},
			{Name: "long", Label: say("Toelichting"), Kind: bot.LongText, Optional: true, Max: 20, Value: []string{"een\ntwee"}},
			{Name: "one", Label: say("Kleur"), Kind: bot.Choice, Options: many[:3], Value: []string{"k&1"}},
			{Name: "few", Label: say("Kleuren"), Kind: bot.Choices, Optional: true, Options: many[:3], Value: []string{"k&0", "k&2"}},
			{Name: "many", Label: say("Meer"), Kind: bot.Choices, Optional: true, Options: many},
			{Name: "number", Label: say("Minuten"), Kind: bot.WholeNumber, Value: []string{"15"}},
			{Name: "day", Label: say("Dag"), Kind: bot.DateOnly, Value: []string{"2027-01-12"}},
			{Name: "start", Label: say("Begin"), Kind: bot.DateTime, Value: []string{"2027-01-12T09:05"}},
			{Name: "yes", Label: say("Definitief"), Kind: bot.YesNo, Value: []string{"no"}},
			{Name: "wrong", Label: say("Niets"), Kind: bot.WholeNumber, Value: []string{"geen getal"}},
		},
	}
}

func TestView(t *testing.T) {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		view, offered, err := viewOf(everyField(), l, amsterdam)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range slacktest.WrongInModal(view) {
			t.Error(w)
		}
		goldenFile(t, "view/every-field."+string(l), view)
		if len(offered) != 10 || offered[4].Options[39] != "k&39" || offered[8].Kind != bot.YesNo {
			t.Errorf("remembered as %+v", offered)
		}
	}
}

func TestBadForms(t *testing.T) {
	field := bot.Field{Name: "a", Label: say("A")}
	for name, f := range map[string]*bot.Form{
		"nothing":          nil,
		"no fields":        {Title: say("x")},
		"no name":          {Fields: []bot.Field{{Label: say("x")}}},
		"two of one name":  {Fields: []bot.Field{field, field}},
		"no options":       {Fields: []bot.Field{{Name: "a", Kind: bot.Choice}}},
		"too many options": {Fields: []bot.Field{{Name: "a", Kind: bot.Choice, Options: make([]bot.Option, 101)}}},
		"an unknown kind":  {Fields: []bot.Field{{Name: "a", Kind: 99}}},
		"too many fields":  {Fields: make([]bot.Field, 100)},
	} {
		if _, _, err := viewOf(f, bot.NL, time.UTC); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// sent is the state of a view as Slack delivers it.
func sent(t *testing.T, values map[string]string) map[string]map[string]slack.BlockAction {
	t.Helper()
	out := map[string]map[string]slack.BlockAction{}
	for name, raw := range values {
		var a slack.BlockAction
		if err := json.Unmarshal([]byte(raw), &a); err != nil {
			t.Fatal(err)
		}
		out[fieldBlock(name)] = map[string]slack.BlockAction{fieldAction(name): a}
	}
	return out
}

func TestValues(t *testing.T) {
	_, offered, err := viewOf(everyField(), bot.NL, amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	open := &openForm{Fields: offered}
	got, err := open.values(sent(t, map[string]string{
		"short":   `{"type":"plain_text_input","value":"Huis & <stijl> *x* \u202e@channel"}`,
		"long":    `{"type":"plain_text_input","value":"een\r\ntwee\u0001"}`,
		"one":     `{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"Keuze 2"},"value":"2"}}`,
		"few":     `{"type":"checkboxes","selected_options":[{"value":"0"},{"value":"2"}]}`,
		"many":    `{"type":"multi_static_select","selected_options":[]}`,
		"number":  `{"type":"number_input","value":"veel"}`,
		"day":     `{"type":"datepicker","selected_date":"2027-01-12"}`,
		"start":   fmt.Sprintf(`{"type":"datetimepicker","selected_date_time":%d}`, time.Date(2027, 7, 12, 9, 5, 0, 0, amsterdam).Unix()),
		"yes":     `{"type":"radio_buttons","selected_option":{"value":"no"}}`,
		"wrong":   `{"type":"number_input","value":null}`,
		"unknown": `{"type":"plain_text_input","value":"van buiten"}`,
	}), amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(bot.Values{
		"short": {"Huis & <stijl> *x* @channel"}, "long": {"een\ntwee"}, "one": {"k&2"}, "few": {"k&0", "k&2"}, "number": {"veel"},
		"day": {"2027-01-12"}, "start": {"2027-07-12T09:05"}, "yes": {"no"},
	}, got); d != "" {
		t.Error(d)
	}
	for name, raw := range map[string]string{
		"one":  `{"selected_option":{"value":"3"}}`,
		"few":  `{"selected_options":[{"value":"0"},{"value":"-1"}]}`,
		"many": `{"selected_options":[{"value":"01"}]}`,
		"yes":  `{"selected_option":{"value":"misschien"}}`,
	} {
		var no *refused
		if _, err := open.values(sent(t, map[string]string{name: raw}), amsterdam); !errors.As(err, &no) {
			t.Errorf("%s: a choice that was never offered gave %v", name, err)
		}
	}
}

func TestErrorsAck(t *testing.T) {
	s := &Slack{}
	open := &openForm{Lang: bot.NL, Fields: []offeredField{{Name: "a"}, {Name: "b"}}}
	long := bot.Plain(strings.Repeat("lang ", 1000))
	got, err := json.Marshal(s.errorsAck(open, bot.Ack{Lang: bot.EN, Errors: bot.FieldErrors{"b": bot.Phrase{NL: "Te <kort>.", EN: "Too <short>."}, "elders": say("Ook dit.")}}))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"response_action":"errors","errors":{"field-a":"Ook dit.","field-b":"Too \u003cshort\u003e."}}`
	if string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	r := s.errorsAck(open, bot.Ack{Errors: bot.FieldErrors{"a": long, "c": long}}).(*slack.ViewSubmissionResponse)
	if n := len([]rune(r.Errors["field-a"])); n == 0 || n > mostOfError {
		t.Errorf("an error of %d characters", n)
	}
}

// FuzzValues looks whether whatever is sent as a form becomes values of its own
// fields, with choices that it offered.
func FuzzValues(f *testing.F) {
	f.Add("short", `{"type":"plain_text_input","value":"x"}`)
	f.Add("few", `{"selected_options":[{"value":"0"},{"value":"0"}]}`)
	f.Add("start", `{"selected_date_time":-9223372036854775808}`)
	f.Add("yes", `{"selected_option":{"value":"yes"}}`)
	_, offered, err := viewOf(everyField(), bot.NL, amsterdam)
	if err != nil {
		f.Fatal(err)
	}
	open := &openForm{Fields: offered}
	f.Fuzz(func(t *testing.T, name, raw string) {
		var a slack.BlockAction
		if json.Unmarshal([]byte(raw), &a) != nil {
			return
		}
		got, err := open.values(map[string]map[string]slack.BlockAction{fieldBlock(name): {fieldAction(name): a}}, amsterdam)
		var no *refused
		if err != nil && !errors.As(err, &no) {
			t.Fatal(err)
		}
		for name, values := range got {
			if !open.has(name) {
				t.Fatalf("a value of no field: %q", name)
			}
			for _, x := range offered {
				for _, v := range values {
					if x.Name == name && len(x.Options) > 0 && !contains(x.Options, v) {
						t.Fatalf("%q was never offered", v)
					}
				}
			}
		}
	})
}
