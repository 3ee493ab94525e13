package knowledge

import (
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/knowledge/find"
	"wegwijs/store"
)

// Questions about the built-in entries that none of them answers for certain.
const (
	nearQuestion    = "kan ik subsidie krijgen voor een communicatiecampagne"
	suggestQuestion = "hoeveel kost een medewerkersapp voor interne communicatie"
	surelyAnswered  = "wat is de AIC"
)

var builtinIndex = sync.OnceValue(func() *find.Index {
	l := OpenLibrary(nil, true, "")
	entries, _ := l.Read()
	return l.Index(entries)
})

func offering(t *testing.T, offer func(Question) *bot.Button) (*Knowledge, *bottest.Clock) {
	t.Helper()
	clock := bottest.NewClock(bottest.Start)
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "db"), store.Options{Clock: clock, Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return New(Options{Command: "wegwijs", Store: st, Index: builtinIndex(), Offer: offer}), clock
}

func asks(text string) *bot.Command {
	return &bot.Command{Origin: bot.Origin{Platform: "test", From: bot.User{ID: "alice"}, Channel: "c", Message: "m", At: bottest.Start, Lang: bot.NL, Mark: "mark " + text}, Name: "wegwijs", Text: text}
}

// A question without a certain answer can be taken on to another feature.
func TestOffer(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		offered  bool
		kept     bool
	}{
		"near":            {nearQuestion, true, false},
		"near, and long":  {nearQuestion + strings.Repeat(" over huisstijl", 20), true, true},
		"did you mean":    {suggestQuestion, true, false},
		"an answer":       {surelyAnswered, false, false},
		"another subject": {"wat eten we vandaag", false, false},
		"no words":        {"?!", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			var offered []Question
			k, _ := offering(t, func(q Question) *bot.Button {
				offered = append(offered, q)
				return &bot.Button{Label: bot.Phrase{NL: "Vraag het je AIC-lid", EN: "Ask your AIC member"}, Action: "agenda.fromquestion"}
			})
			r, err := k.ask(t.Context(), asks(c.question))
			if err != nil {
				t.Fatal(err)
			}
			with := messageOf(r).Blocks
			none, _ := offering(t, nil)
			r, err = none.ask(t.Context(), asks(c.question))
			if err != nil {
				t.Fatal(err)
			}
			without := messageOf(r).Blocks
			if !c.offered {
				if len(offered) != 0 || !reflect.DeepEqual(with, without) {
					t.Fatalf("offered %+v, shown %+v", offered, with)
				}
				return
			}
			if len(offered) != 1 || offered[0].Text != c.question || offered[0].On.User != "alice" || !offered[0].At.Equal(bottest.Start) {
				t.Fatalf("offered %+v", offered)
			}
			// Everything else stays as it was, and the button has a row of its own.
			if len(with) != len(without)+1 || !reflect.DeepEqual(with[:len(without)], without) {
				t.Fatalf("with an offer %+v, without %+v", with, without)
			}
			row, ok := with[len(with)-1].(bot.Buttons)
			if !ok || len(row) != 1 || row[0].Action != "agenda.fromquestion" {
				t.Fatalf("the last block is %+v", with[len(with)-1])
			}
			value := row[0].Value
			if len(value) > 200 {
				t.Errorf("the value has %d bytes", len(value))
			}
			if c.kept == strings.Contains(value, c.question) {
				t.Errorf("the value is %q", value)
			}
			if got, ok := k.Asked(t.Context(), value); !ok || got != c.question {
				t.Errorf("the question comes back as %q, %v", got, ok)
			}
		})
	}
}

func messageOf(r bot.Reply) *bot.Message {
	if r.Private != nil {
		return r.Private
	}
	return r.Public
}

// An offer may be declined per question, and may bring its own value.
func TestOfferIsNotObliged(t *testing.T) {
	k, _ := offering(t, func(Question) *bot.Button { return nil })
	m := bot.Say()
	if err := k.offer(t.Context(), m, Question{Text: "x"}); err != nil || len(m.Blocks) != 0 {
		t.Errorf("%+v, %v", m.Blocks, err)
	}
	same := &bot.Button{Label: bot.Plain("x"), Action: "agenda.fromquestion"}
	k, _ = offering(t, func(q Question) *bot.Button {
		if q.Text == "own" {
			return &bot.Button{Label: bot.Plain("x"), Action: "agenda.fromquestion", Value: "mine"}
		}
		return same
	})
	for text, want := range map[string]string{"own": "mine", "een": "q een", "twee": "q twee"} {
		m := bot.Say()
		if err := k.offer(t.Context(), m, Question{Text: text}); err != nil {
			t.Fatal(err)
		}
		if got := m.Blocks[0].(bot.Buttons)[0].Value; got != want {
			t.Errorf("%s: value %q, want %q", text, got, want)
		}
	}
	if same.Value != "" {
		t.Errorf("what the other feature holds was changed to %q", same.Value)
	}
}

// A question that does not fit in a button is kept so that only the button can
// open it, for seven days.
func TestKeptQuestion(t *testing.T) {
	k, clock := offering(t, nil)
	ctx := t.Context()
	question := strings.Repeat("waarom ", 30)
	value, err := k.ValueOf(ctx, question, clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	all, err := k.opt.Store.KeptAll(ctx, areaQuestion)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d are kept, %v", len(all), err)
	}
	for key, data := range all {
		if strings.Contains(string(data), "waarom") || strings.Contains(value, key) || strings.Contains(key, value) {
			t.Errorf("%q under %q can be read without the button", data, key)
		}
	}
	other, err := k.ValueOf(ctx, question, clock.Now())
	if err != nil || other == value {
		t.Errorf("two buttons with one slip %q, %v", other, err)
	}
	clock.Set(clock.Now().Add(questionsFor - 1e9))
	if got, ok := k.Asked(ctx, value); !ok || got != question {
		t.Errorf("before the seven days are over: %q, %v", got, ok)
	}
	clock.Set(clock.Now().Add(2e9))
	if got, ok := k.Asked(ctx, value); ok {
		t.Errorf("after seven days: %q", got)
	}
}

func TestAskedRefusesWhatItDidNotMake(t *testing.T) {
	k, _ := offering(t, nil)
	for _, value := range []string{"", "q", "q ", "s", "s ", "s onbekend", "x vraag", "vraag", "\xff"} {
		if got, ok := k.Asked(t.Context(), value); ok || got != "" {
			t.Errorf("%q gives %q, %v", value, got, ok)
		}
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if got, ok := k.Asked(gone, "s onbekend"); ok {
		t.Errorf("without a store: %q", got)
	}
}

// The border between what travels and what is kept is in bytes.
func TestValueFits(t *testing.T) {
	k, _ := offering(t, nil)
	for _, c := range []struct {
		question string
		carried  bool
	}{
		{strings.Repeat("a", longestCarried), true},
		{strings.Repeat("a", longestCarried+1), false},
		{strings.Repeat("é", longestCarried/2), true},
		{strings.Repeat("é", longestCarried/2+1), false},
	} {
		value, err := k.ValueOf(t.Context(), c.question, bottest.Start)
		if err != nil || len(value) > 200 || strings.HasPrefix(value, saysQuestion) != c.carried {
			t.Errorf("%d bytes: %q, %v", len(c.question), value, err)
		}
	}
}

// The privacy page names the kept question where there can be one.
func TestStoredNamesTheKeptQuestion(t *testing.T) {
	none, _ := offering(t, nil)
	k, _ := offering(t, func(Question) *bot.Button { return nil })
	if a, b := none.Stored(), k.Stored(); len(b) != len(a)+1 || b[len(a)] != bot.Text(textStoredOffer) {
		t.Errorf("without an offer %v, with one %v", a, b)
	}
}
