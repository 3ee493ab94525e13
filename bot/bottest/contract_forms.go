package bottest

import (
	"errors"
	"strings"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot"
)

// everyKind is a form with every kind of field, twice where a field may also
// be empty or filled in beforehand.
func everyKind() *bot.Form {
	options := []bot.Option{{Label: bot.Plain("Rood & wit"), Value: "r/1"}, {Label: bot.Plain("Groen"), Value: "g"}, {Label: bot.Plain("Blauw"), Value: "b"}}
	return &bot.Form{
		Action: "demo.form", State: strings.Repeat("s", 2000-len(hardEnd)) + hardEnd,
		Title: bot.Phrase{NL: "Alle soorten & meer", EN: "All kinds & more"}, Submit: bot.Plain("Versturen"), Intro: bot.Plain("Vul dit in."),
		Fields: []bot.Field{
			{Name: "short", Label: bot.Plain("Onderwerp"), Help: bot.Plain("In een paar woorden")},
			{Name: "long", Label: bot.Plain("Toelichting"), Kind: bot.LongText, Optional: true},
			{Name: "one", Label: bot.Plain("Kleur"), Kind: bot.Choice, Options: options, Value: []string{"g"}},
			{Name: "many", Label: bot.Plain("Kleuren"), Kind: bot.Choices, Optional: true, Options: options, Value: []string{"r/1"}},
			{Name: "number", Label: bot.Plain("Minuten"), Kind: bot.WholeNumber, Value: []string{"15"}},
			{Name: "day", Label: bot.Plain("Dag"), Kind: bot.DateOnly},
			{Name: "start", Label: bot.Plain("Begin"), Kind: bot.DateTime},
			{Name: "yes", Label: bot.Plain("Definitief"), Kind: bot.YesNo},
			{Name: "maybe", Label: bot.Plain("Mag leeg"), Optional: true, Value: []string{"weg ermee"}},
		},
	}
}

// openForm opens a form with the handle of a slash command of alice.
func (b *bench) openForm(f *bot.Form) *bot.Command {
	b.Helper()
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, "/wegwijs formulier"))
	c := expect[*bot.Command](b)
	err := b.w.Platform().OpenForm(b.ctx, &c.Origin, f, bot.NL)
	if b.loses.NoForms {
		if !errors.Is(err, bot.ErrNoForms) {
			b.Fatalf("got %v, want bot.ErrNoForms where there are no forms", err)
		}
		return nil
	}
	if err != nil {
		b.Fatalf("open a form: %v", err)
	}
	return c
}

func (b *bench) forms() {
	f := everyKind()
	c := b.openForm(f)
	if c == nil {
		return
	}
	s := b.seen(1)[0]
	r := &renderer{lang: bot.NL}
	want := r.form(f)
	want.To = "alice"
	comparer := comparer{lang: bot.NL, loses: b.loses}
	if d := comparer.diff([]Shown{Show(want, bot.NL)}, []Shown{Show(s, bot.NL)}); d != "" {
		b.Errorf("the form is not seen as it was opened (- opened, + seen):\n%s", d)
	}
	if err := b.w.Fill(b.ctx, "bram", nil); err == nil {
		b.Error("bram submitted a form that was opened for alice")
	}
	b.did(b.w.Fill(b.ctx, "alice", []Value{
		{"Onderwerp", []string{`Huis & <stijl> "é" *x* @channel`}},
		{"Toelichting", []string{"een\ntwee"}},
		{"Kleuren", []string{"Rood & wit", "Blauw"}},
		{"Minuten", []string{"20"}},
		{"Dag", []string{"2027-01-12"}},
		{"Begin", []string{"2027-01-12 09:05"}},
		{"Definitief", []string{"nee"}},
		{"Mag leeg", nil},
	}))
	e := expect[*bot.Submit](b)
	o := b.origin(e, "alice", true)
	if o.Channel != c.Channel {
		b.Errorf("the form was submitted in %q, opened in %q", o.Channel, c.Channel)
	}
	if e.Action != f.Action || e.State != f.State {
		b.Errorf("arrived as action %q with a state of %d bytes, want %q and %d", e.Action, len(e.State), f.Action, len(f.State))
	}
	if d := cmp.Diff(bot.Values{
		"short": {`Huis & <stijl> "é" *x* @channel`}, "long": {"een\ntwee"}, "one": {"g"}, "many": {"r/1", "b"}, "number": {"20"},
		"day": {"2027-01-12"}, "start": {"2027-01-12T09:05"}, "yes": {"no"},
	}, e.Values); d != "" {
		b.Errorf("the values are not as filled in (- filled in, + arrived):\n%s", d)
	}
	if err := b.w.Fill(b.ctx, "alice", nil); err == nil {
		b.Error("a form was submitted twice")
	}
}

func (b *bench) fieldErrors() {
	refuse := true
	b.mu.Lock()
	b.answer = func(e bot.Event) bot.Ack {
		if _, ok := e.(*bot.Submit); !ok || !refuse {
			return bot.Ack{}
		}
		return bot.Ack{Lang: bot.EN, Errors: bot.FieldErrors{
			"short": bot.Phrase{NL: "Te kort.", EN: "Too short & <simple>."},
			"many":  bot.Phrase{NL: "Te veel.", EN: "Too many."},
		}}
	}
	b.mu.Unlock()
	if b.openForm(everyKind()) == nil {
		return
	}
	b.seen(1)
	b.did(b.w.Fill(b.ctx, "alice", []Value{
		{"Onderwerp", []string{"x"}}, {"Toelichting", []string{"een lange tekst"}}, {"Kleur", []string{"Blauw"}},
		{"Dag", []string{"2027-01-12"}}, {"Begin", []string{"2027-01-12 09:05"}}, {"Definitief", []string{"ja"}},
	}))
	expect[*bot.Submit](b)
	s := b.seen(1)[0]
	got := Show(s, bot.NL)
	want := Shown{Head: Head{What: Refused, To: "alice"}, Lines: []string{"Kleuren: Too many.", "Onderwerp: Too short & <simple>."}}
	if d := (comparer{lang: bot.NL}).diff([]Shown{want}, []Shown{got}); d != "" {
		b.Errorf("field errors are not seen as they were given (- given, + seen):\n%s", d)
	}
	b.mu.Lock()
	refuse = false
	b.mu.Unlock()
	b.did(b.w.Fill(b.ctx, "alice", []Value{{"Onderwerp", []string{"langer"}}}))
	e := expect[*bot.Submit](b)
	if d := cmp.Diff(bot.Values{
		"short": {"langer"}, "long": {"een lange tekst"}, "one": {"b"}, "many": {"r/1"}, "number": {"15"},
		"day": {"2027-01-12"}, "start": {"2027-01-12T09:05"}, "yes": {"yes"}, "maybe": {"weg ermee"},
	}, e.Values); d != "" {
		b.Errorf("what was typed before the errors is not kept (- typed, + arrived):\n%s", d)
	}
	b.seen(0)
}
