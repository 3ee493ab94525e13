package poll

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// Whoever cannot answer reads why, and nothing is stored.
func TestWhoCannotAnswer(t *testing.T) {
	o := newOffice(t, 20)
	o.chats["test"].people["gast"] = bot.User{ID: "gast", Name: "Gijs Gast", Handle: "gast", Lang: bot.NL, Guest: true}
	o.chats["test"].people["vreemde"] = bot.User{ID: "vreemde", Name: "Vera", Handle: "vreemde", Lang: bot.NL}
	o.chats["test"].channels["a"] = append(o.chats["test"].channels["a"], "gast")
	id := o.ask(yesNo("Werkt dit?"), "a")
	if x := o.stored(id); x.Asked != 20 || x.places[0].Asked != 20 {
		t.Errorf("%d asked, %d of them in #a; a guest is no employee", x.Asked, x.places[0].Asked)
	}
	deleted := o.ask(yesNo("Weg?"), "a")
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.erase", Value: deleted})
	closed := o.ask(yesNo("Dicht?"), "a")
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: closed})
	o.run()
	expired := o.ask(survey.Spec{Questions: yesNo("Voorbij?").Questions, Closes: o.clock.Now().Add(time.Hour)}, "a")
	final := o.ask(survey.Spec{Questions: yesNo("Definitief?").Questions, Mode: survey.Final}, "a")
	later := o.ask(survey.Spec{Questions: yesNo("Later?").Questions, Opens: o.clock.Now().Add(3 * time.Hour)}, "a")
	o.clock.Advance(2 * time.Hour) // the job that closes has not run yet
	for _, c := range []struct {
		name, id, who, channel string
		choice                 int
		want                   string
	}{
		{"a guest", id, "gast", "a", 0, "voor medewerkers"},
		{"a guest, directly", id, "gast", "", 0, "voor medewerkers"},
		{"outside the channel, directly", id, "vreemde", "", 0, "is er niet"},
		{"outside the channel, from another", id, "vreemde", "b", 0, "is er niet"},
		{"a choice that is not there", id, "p1", "a", 7, "keuze is er niet"},
		{"a choice below the first", id, "p1", "a", -1, "keuze is er niet"},
		{"deleted", deleted, "p1", "a", 0, "is er niet"},
		{"closed", closed, "p1", "a", 0, "gesloten sinds maandag 23 november 2026, 9.00 uur"},
		{"past its end", expired, "p1", "a", 0, "gesloten sinds maandag 23 november 2026, 10.00 uur"},
		{"not open yet", later, "p1", "a", 0, "is er niet"},
		{"final from a menu that it never had", final, "p1", "a", 0, "keuze is er niet"},
		{"a poll that never was", "qqqqqqqq", "p1", "a", 0, "is er niet"},
		{"a name that is no poll", "../../keys", "p1", "a", 0, "is er niet"},
	} {
		if got := o.pick(c.id, c.who, c.channel, c.choice); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	for _, value := range []string{"", " ", id, id + " x", id + " 99", final + " 0"} {
		got := o.press(&bot.Press{Origin: o.origin("p1", "a"), Action: "poll.named", Value: value})
		if !strings.Contains(got, "is er niet") {
			t.Errorf("a made-up button %q: %q", value, got)
		}
	}
	for _, choice := range []string{"", "x", "0x0", "1e0", "9999999999999999999999"} {
		got := o.press(&bot.Press{Origin: o.origin("p1", "a"), Action: "poll.pick", Value: id, Choice: choice})
		if !strings.Contains(got, "keuze is er niet") {
			t.Errorf("a made-up choice %q: %q", choice, got)
		}
	}
	if n := o.stored(id).Answered; n != 0 {
		t.Errorf("%d answers were stored", n)
	}
}

// Somebody who is in the channel can answer from anywhere.
func TestAnswerDirectly(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a", "b")
	if got := o.pick(id, "p1", "", 0); !strings.Contains(got, "Opgeslagen: Ja. Wijzigen kan tot maandag 30 november 2026, 9.00 uur.") {
		t.Errorf("%q", got)
	}
	if got := o.pick(id, "p1", "a", 1); !strings.Contains(got, "Opgeslagen: Nee.") {
		t.Errorf("%q", got)
	}
	if x := o.stored(id); x.Answered != 1 || x.places[0].Answered+x.places[1].Answered != 1 {
		t.Errorf("one person counts %d times, %+v", x.Answered, x.places)
	}
	// Who joined a moment ago can answer too.
	o.chats["test"].people["nieuw"] = bot.User{ID: "nieuw", Name: "Nieuw", Handle: "nieuw", Lang: bot.NL}
	o.pick(id, "nieuw", "", 0)
	o.chats["test"].channels["a"] = append(o.chats["test"].channels["a"], "nieuw")
	o.clock.Advance(time.Minute)
	if got := o.pick(id, "nieuw", "", 0); !strings.Contains(got, "Opgeslagen") {
		t.Errorf("%q", got)
	}
}

// Two devices at once are one person with one answer.
func TestTwoDevicesAtOnce(t *testing.T) {
	for _, mode := range []survey.Mode{survey.Named, survey.Unnamed, survey.Final} {
		o := newOffice(t, 20)
		s := yesNo("Werkt dit?")
		s.Mode = mode
		id := o.ask(s, "a")
		for i := range 20 {
			var both sync.WaitGroup
			for device := range 2 {
				e := &bot.Submit{Origin: o.origin(fmt.Sprint("p", i), "a"), Action: "poll.answer", State: id,
					Values: bot.Values{"q0p0": {fmt.Sprint(device)}}}
				both.Go(func() {
					if _, err := o.router.Dispatch(t.Context(), e); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
		}
		if n := o.stored(id).Answered; n != 20 {
			t.Errorf("%s: 20 people on two devices count as %d", mode, n)
		}
		var counted int
		err := o.store.Read(t.Context(), func(r *store.Reader) error {
			counts, err := store.CountAnswers(r, id)
			for _, c := range counts {
				counted += c.N
			}
			return err
		})
		if err != nil || counted != 20 {
			t.Errorf("%s: %d answers, %v", mode, counted, err)
		}
	}
}

// Without its key nobody can be recognised, so nobody can answer; the poll can
// still be closed, and no other key is made.
func TestTheKeyIsMissing(t *testing.T) {
	o := newOffice(t, 20)
	id := o.ask(yesNo("Werkt dit?"), "a")
	for i := range 6 {
		o.pick(id, fmt.Sprint("p", i+1), "a", i%2)
	}
	o.stop()
	if err := os.Rename(filepath.Join(o.dir, "keys", id+".key"), filepath.Join(o.dir, "away")); err != nil {
		t.Fatal(err)
	}
	o.start()
	if !strings.Contains(o.log.String(), "the key of this open poll is missing") {
		t.Error("nobody told the operator at the start")
	}
	if got := o.pick(id, "p9", "a", 0); !strings.Contains(got, "kan nu geen antwoorden aannemen") {
		t.Errorf("%q", got)
	}
	if !strings.Contains(o.log.String(), "put its file back") {
		t.Error("nobody told the operator")
	}
	if _, err := os.Stat(filepath.Join(o.dir, "keys", id+".key")); err == nil {
		t.Error("another key was made")
	}
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: id})
	o.run()
	if x := o.stored(id); x.State != store.PollClosed || x.Answered != 6 || len(x.Result) == 0 {
		t.Errorf("it is %s with %d answers", x.State, x.Answered)
	}
}

// Across platforms somebody is told from others by e-mail address, and counts once.
func TestOnePersonOnTwoPlatforms(t *testing.T) {
	o := newOffice(t, 20, "test", "slack")
	o.chats["slack"].people["p3"] = bot.User{ID: "p3", Name: "Zonder adres", Handle: "p3", Lang: bot.NL}
	id := o.ask(yesNo("Werkt dit?"), "test:a", "slack:a")
	o.pick(id, "p1", "test:a", 0)
	if got := o.pick(id, "p1", "slack:a", 1); !strings.Contains(got, "Opgeslagen: Nee") {
		t.Errorf("%q", got)
	}
	if got := o.pick(id, "p3", "slack:a", 1); !strings.Contains(got, "e-mailadres") {
		t.Errorf("%q", got)
	}
	if x := o.stored(id); x.Answered != 1 || x.Asked != 21 {
		t.Errorf("%d of %d answered; 20 people with an address and one without were asked, one answered", x.Answered, x.Asked)
	}
}

// Without names a choice travels only as what was chosen or filled in: every
// action and value of a poll is the same for all choices.
func TestNoChoiceInActionOrValue(t *testing.T) {
	for _, mode := range []survey.Mode{survey.Unnamed, survey.Final} {
		for _, q := range []survey.Question{
			{Text: "v", Kind: survey.YesNo}, {Text: "v", Kind: survey.One, Options: []string{"a", "b"}}, {Text: "v", Kind: survey.Several, Options: []string{"a", "b"}},
			{Text: "v", Kind: survey.Scale, High: 5}, {Text: "v", Kind: survey.ENPS}, {Text: "v", Kind: survey.Mood}, {Text: "v", Kind: survey.Rank, Options: []string{"a", "b"}}, {Text: "v", Kind: survey.Open},
		} {
			o := newOffice(t, 12)
			id := o.ask(survey.Spec{Mode: mode, Questions: []survey.Question{q}}, "a")
			m, err := o.poll.view(t.Context(), keyFor(id, "test", "a"))
			if err != nil {
				t.Fatal(err)
			}
			pressable := 0
			for _, b := range m.Blocks {
				switch b := b.(type) {
				case bot.Menu:
					pressable++
					if b.Action != "poll.pick" || b.Value != id || mode == survey.Final {
						t.Errorf("%s, %s: a menu %s %q", mode, q.Kind, b.Action, b.Value)
					}
				case bot.Buttons:
					pressable++
					if len(b) != 1 || b[0].Action != "poll.ask" || b[0].Value != id {
						t.Errorf("%s, %s: buttons %+v", mode, q.Kind, b)
					}
				}
			}
			if pressable != 1 {
				t.Errorf("%s, %s: %d things to answer with", mode, q.Kind, pressable)
			}
		}
	}
}
