package mattermost

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// everyField is a form with every kind of field, and with labels that a dialog
// has no room for.
var everyField = &bot.Form{
	Action: "demo.form", State: "geheime staat", Title: say("Een heel lange titel, tè lang"), Submit: say("Versturen"), Intro: say("Vul dit *in*."),
	Fields: []bot.Field{
		{Name: "short", Label: say("Onderwerp"), Help: say("In een paar woorden")},
		{Name: "long", Label: say("Toelichting"), Kind: bot.LongText, Optional: true, Min: 2, Max: 500},
		{Name: "one", Label: say("Kleur"), Kind: bot.Choice, Options: []bot.Option{{Label: say("Rood"), Value: "r/1"}, {Label: say("Groen"), Value: "g"}}, Value: []string{"g"}},
		{Name: "many", Label: say("Kleuren"), Kind: bot.Choices, Optional: true, Options: []bot.Option{{Label: say("Rood"), Value: "r,1"}, {Label: say("Groen"), Value: "g"}, {Label: say("Blauw"), Value: "b"}}, Value: []string{"r,1", "b"}},
		{Name: "number", Label: say("Minuten"), Kind: bot.WholeNumber, Value: []string{"15"}, Min: 5, Max: 60},
		{Name: "day", Label: say("Dag"), Kind: bot.DateOnly, Value: []string{"2027-01-12"}},
		{Name: "start", Label: say("Begin"), Kind: bot.DateTime, Value: []string{"2027-07-12T09:05"}},
		{Name: "yes", Label: say("Eén vráág vàn dértig bytes"), Help: say(strings.Repeat("Héél veel uitleg. ", 12)), Kind: bot.YesNo, Value: []string{"no"}},
	},
}

func TestDialog(t *testing.T) {
	d, offered, err := dialogOf(everyField, bot.NL, bottest.Zone)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(map[string]any{"dialog": d, "offered": offered}, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "render", "dialog.nl.json")
	if *golden {
		if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSpace(string(want)), string(got)); diff != "" {
		t.Errorf("the dialog is not as in %s (- file, + now):\n%s", file, diff)
	}
	// What the server would complain of, read as it reads it.
	data, err := json.Marshal(openDialog{"t", "http://x", d})
	if err != nil {
		t.Fatal(err)
	}
	var read model.OpenDialogRequest
	mustRead(t, string(data), &read)
	if err := read.IsValid(); err != nil {
		t.Error(err)
	}
	for what, f := range map[string]*bot.Form{
		"none": nil, "no fields": {}, "twins": {Fields: []bot.Field{{Name: "a"}, {Name: "a"}}}, "no name": {Fields: []bot.Field{{}}}, "a new kind": {Fields: []bot.Field{{Name: "a", Kind: 99}}},
	} {
		if _, _, err := dialogOf(f, bot.NL, time.UTC); err == nil {
			t.Errorf("a form with %s is no error", what)
		}
	}
}

// opened opens everyField for ann and returns the state of its dialog.
func (a *api) opened() string {
	a.Helper()
	a.reply("POST /actions/dialogs/open", 200, map[string]any{})
	reply, _ := a.slots.add(hookCommand, "", "trigger")
	from := &bot.Origin{From: bot.User{ID: bot.UserID(apiAnn)}, Channel: bot.ChannelID(apiRoom), Thread: "r", Message: "m", Reply: reply}
	if err := a.OpenForm(a.Context(), from, everyField, bot.NL); err != nil {
		a.Fatal(err)
	}
	calls := a.called("POST /actions/dialogs/open")
	last := calls[len(calls)-1]
	var sent struct {
		Trigger string `json:"trigger_id"`
		URL     string
		Dialog  struct{ State string }
	}
	mustRead(a.T, last, &sent)
	if sent.Trigger != "trigger" || !strings.HasPrefix(sent.URL, "https://bot.example.nl/w/mattermost/form/") {
		a.Errorf("opened with %q at %q", sent.Trigger, sent.URL)
	}
	if strings.Contains(last, "geheime") || strings.Contains(last, "r/1") {
		a.Error("a form's state or values are readable")
	}
	return sent.Dialog.State
}

func TestForm(t *testing.T) {
	a := newAPI(t)
	state := a.opened()
	filled := map[string]any{
		"short": "een\u202e", "long": "een\r\ntwee", "one": "0", "many": []any{"0", "1"}, "number": "20", "day": "2027-01-13", "start": "2027-01-12T08:05:00Z", "yes": "yes", "unknown": "x", "yes2": true,
	}
	a.again() // a form outlives a restart
	s, open, err := a.submitOf(t.Context(), &model.SubmitDialogRequest{State: state, UserId: apiAnn, ChannelId: apiDM, Submission: filled})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(bot.Values{
		"short": {"een"}, "long": {"een\ntwee"}, "one": {"r/1"}, "many": {"r,1", "g"}, "number": {"20"}, "day": {"2027-01-13"}, "start": {"2027-01-12T09:05"}, "yes": {"yes"},
	}, s.Values); d != "" {
		t.Errorf("values (- filled in, + arrived):\n%s", d)
	}
	if s.Action != "demo.form" || s.State != "geheime staat" || s.Channel != bot.ChannelID(apiRoom) || s.Thread != "r" || s.Message != "m" || s.From.ID != bot.UserID(apiAnn) || !open.has("short") || open.has("unknown") {
		t.Errorf("submitted as %+v", s)
	}
	refuse := func(what string, r *model.SubmitDialogRequest, want bot.Phrase) {
		t.Helper()
		_, _, err := a.submitOf(t.Context(), r)
		var no *refused
		if !errors.As(err, &no) || no.say != want {
			t.Errorf("%s: %v", what, err)
		} else if strings.Contains(no.Error(), apiBen) {
			t.Errorf("%s is logged as %q", what, no.Error())
		}
	}
	refuse("another person", &model.SubmitDialogRequest{State: state, UserId: apiBen}, textFormNotYours)
	refuse("a forged state", &model.SubmitDialogRequest{State: "forged", UserId: apiAnn}, textFormForged)
	refuse("no state", &model.SubmitDialogRequest{UserId: apiAnn}, textFormForged)
	for _, bad := range []any{"2", "-1", "00", "r/1", "x", true, 0.5} {
		refuse("a choice that was never offered", &model.SubmitDialogRequest{State: state, UserId: apiAnn, Submission: map[string]any{"one": bad}}, textNotOffered)
	}
	refuse("neither yes nor no", &model.SubmitDialogRequest{State: state, UserId: apiAnn, Submission: map[string]any{"yes": "misschien"}}, textNotOffered)
	a.memory.fails = errors.New("disk full")
	a.again()
	refuse("without a store", &model.SubmitDialogRequest{State: state, UserId: apiAnn}, textNotNow)
	a.memory.fails = nil
	a.again()
	if first, err := a.formDone(t.Context(), open.Nonce); !first || err != nil {
		t.Errorf("done: %v, %v", first, err)
	}
	if first, err := a.formDone(t.Context(), open.Nonce); first || err != nil {
		t.Errorf("done twice: %v, %v", first, err)
	}
	refuse("sent twice", &model.SubmitDialogRequest{State: state, UserId: apiAnn, Submission: filled}, textFormClosed)
	state = a.opened()
	a.clock.Advance(formLives)
	refuse("the next day", &model.SubmitDialogRequest{State: state, UserId: apiAnn, Submission: filled}, textFormClosed)
	token, err := a.seal.seal(t.Context(), kindPress, formToken{open.Nonce, apiAnn}, a.clock.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	refuse("a button's token", &model.SubmitDialogRequest{State: token, UserId: apiAnn}, textFormForged)
}

func TestNoForms(t *testing.T) {
	a := newAPI(t)
	from := &bot.Origin{From: bot.User{ID: bot.UserID(apiAnn)}}
	if err := a.OpenForm(t.Context(), from, everyField, bot.NL); !errors.Is(err, bot.ErrNoForms) {
		t.Errorf("without a trigger: %v", err)
	}
	from.Reply, _ = a.slots.add(hookAction, "", "trigger")
	a.reply("POST /actions/dialogs/open", 400, map[string]any{"id": idTriggerExpired})
	if err := a.OpenForm(t.Context(), from, everyField, bot.NL); !errors.Is(err, bot.ErrNoForms) {
		t.Errorf("too late: %v", err)
	}
	a.reply("POST /actions/dialogs/open", 503, map[string]any{})
	reasonIs(t, "503", a.OpenForm(t.Context(), from, everyField, bot.NL), bot.Temporary)
	reasonIs(t, "no fields", a.OpenForm(t.Context(), from, &bot.Form{}, bot.NL), bot.Invalid)
}

func FuzzValues(f *testing.F) {
	_, offered, err := dialogOf(everyField, bot.NL, bottest.Zone)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"short":"x","one":"0","many":["0","2"],"day":"2027-01-12","start":"2027-01-12T09:00:00+01:00","yes":true,"number":3.5}`))
	f.Add([]byte(`{"many":"1","one":["0"],"start":"2027-02-30","yes":"no","long":null,"x":{}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var sent map[string]any
		if json.Unmarshal(body, &sent) != nil {
			return
		}
		values, err := (&openForm{Fields: offered}).values(sent, bottest.Zone)
		if err != nil {
			return
		}
		everyField.Check(values) // panics on nothing
		for name, all := range values {
			if _, ok := sent[name]; !ok {
				t.Errorf("%q was not sent", name)
			}
			for _, s := range all {
				if strings.TrimSpace(s) == "" || strings.ContainsAny(s, "\x00\u202e") {
					t.Errorf("%s is %q", name, s)
				}
			}
		}
		for _, field := range everyField.Fields {
			if len(values[field.Name]) > 0 && (field.Kind == bot.Choice || field.Kind == bot.YesNo) && len(values[field.Name]) == 1 && field.Check(values[field.Name]) != nil {
				t.Errorf("%s takes %q", field.Name, values[field.Name])
			}
		}
	})
}
