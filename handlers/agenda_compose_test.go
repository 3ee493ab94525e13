package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
)

// told is who saw what, of a whole story.
type told struct {
	t   *testing.T
	s   *bottest.Stage
	all map[string]*strings.Builder // by who saw it; "" in a channel
}

func newTold(t *testing.T, s *bottest.Stage) *told {
	return &told{t: t, s: s, all: map[string]*strings.Builder{}}
}

func (w *told) do(step bottest.Step) string {
	w.t.Helper()
	var now strings.Builder
	for _, shown := range w.s.Do(step) {
		b := w.all[shown.Head.To]
		if b == nil {
			b = &strings.Builder{}
			w.all[shown.Head.To] = b
		}
		text := shown.Head.Title + "\n" + strings.Join(shown.Lines, "\n") + "\n"
		b.WriteString(text)
		now.WriteString(text)
	}
	return now.String()
}

func (w *told) says(who, text string) string {
	w.t.Helper()
	return w.do(bottest.Step{Verb: bottest.Say, Who: who, Text: text})
}

func (w *told) presses(who, label string) string {
	w.t.Helper()
	return w.do(bottest.Step{Verb: bottest.Press, Who: who, Label: label})
}

func (w *told) chooses(who, option, menu string) string {
	w.t.Helper()
	return w.do(bottest.Step{Verb: bottest.Choose, Who: who, Option: option, Label: menu})
}

func (w *told) fills(who, label, text string) string {
	w.t.Helper()
	return w.do(bottest.Step{Verb: bottest.Fill, Who: who, Values: []bottest.Value{{Label: label, Values: []string{text}}}})
}

// TestWhoReadsWhatOfAnAgenda searches all that anybody saw in the life of an
// agenda: an annotation is for chair and secretary, and a topic for members only
// for the members, the secretary and who brought it.
func TestWhoReadsWhatOfAnAgenda(t *testing.T) {
	w := newTold(t, bottest.NewStage(t, bottest.NewPlain(bottest.PlainOptions{}), buildTable(brought), nil))
	const closed, note = "Reorganisatie", "geheime opmerking"
	look := func() {
		for _, who := range []string{"alice", "koen", "gijs", "ravi", "max", "yusuf", "ineke", "bram"} {
			for _, text := range []string{"aic agenda", "aic export agenda md", "aic mijn-inbreng", "aic te-doen", "aic besluiten", "aic export agenda leden md", "aic vergadering", "aic"} {
				w.says(who, text)
			}
		}
	}
	w.says("sien", "aic vergadering")
	w.presses("sien", "Stel een agenda voor")
	for _, topic := range []string{"7. Reorganisatie van de directie", "5. Rijkshuisstijl"} {
		w.chooses("sien", topic, "Doe iets met een onderwerp")
		w.presses("sien", "Annotatie voorzitter")
		w.fills("sien", "Annotatie", note)
	}
	look()
	w.presses("sien", "Verstuur concept")
	w.presses("sien", "Alleen naar de voorzitter")
	look()
	w.says("sien", "aic vergadering")
	w.presses("sien", "Naar de agenda")
	w.presses("sien", "Verstuur concept")
	w.presses("sien", "Verstuur")
	look()
	w.presses("sien", "Terug naar de agenda")
	w.presses("sien", "Maak definitief")
	w.presses("sien", "Verstuur")
	look()
	// The topic for members goes, and those who read what changed do not learn of it.
	w.presses("sien", "Terug naar de agenda")
	w.chooses("sien", "7. Reorganisatie van de directie", "Doe iets met een onderwerp")
	w.presses("sien", "Houd aan")
	w.fills("sien", "Reden", "Later.")
	w.presses("sien", "Maak definitief")
	w.presses("sien", "Verstuur")
	look()
	w.do(bottest.Step{Verb: bottest.Wait, For: 24 * time.Hour})
	may := map[string][]string{closed: {"sien", "ineke", "max", "yusuf", "ravi"}, note: {"sien", "ineke"}}
	for word, who := range may {
		for name, text := range w.all {
			if strings.Contains(text.String(), word) && !slices.Contains(who, name) {
				t.Errorf("%q saw %q", name, word)
			}
		}
		for _, name := range who {
			if w.all[name] == nil || !strings.Contains(w.all[name].String(), word) {
				t.Errorf("%s never saw %q: the story does not try it", name, word)
			}
		}
	}
}

// manyTopics are as many as nobody treats in a meeting, some of them odd.
func manyTopics(n int) []item.Item {
	odd := []string{"=HYPERLINK(\"https://example.nl\")", "@channel **vet** <b>x</b>", "| a | b |", "[link](https://example.nl)", strings.Repeat("w", item.MostTopic), "رأي في اللغة", "`code` _x_ ~y~"}
	all := make([]item.Item, n)
	for i := range all {
		all[i] = item.Item{Topic: fmt.Sprintf("Onderwerp %d over een zaak met een lange naam die niet korter kan", i+1), Ask: strings.Repeat("vraag ", 160), Department: "FIN",
			By: from("Alice Jansen", "alice.jansen@minfin.nl"), Nature: item.Discuss, Minutes: 5, Annotation: strings.Repeat("let op ", 100)}
		if i < len(odd) {
			all[i].Topic = odd[i]
		}
	}
	return all
}

// TestManyTopicsFitEverywhere makes and sends an agenda of sixty topics on every
// platform: a platform refuses a message or a form that is too big.
func TestManyTopicsFitEverywhere(t *testing.T) {
	for _, world := range worlds {
		t.Run(world.name, func(t *testing.T) {
			w := newTold(t, bottest.NewStage(t, world.make(t), buildTable(manyTopics(60), func(a *handlers.Agenda) {
				a.Seats[1].Member = committee.Who{Name: "Olga Smit", Email: "o.smit@example.nl"} // gets it by mail
			}), nil))
			w.says("sien", "aic vergadering")
			if got := w.presses("sien", "Stel een agenda voor"); !strings.Contains(got, "en nog ") {
				t.Errorf("what is not on it is not counted:\n%s", got)
			}
			everything(t, w, 60)
		})
	}
}

// TestFiveHundredTopics is about time, and what is too long to be shown.
func TestFiveHundredTopics(t *testing.T) {
	w := newTold(t, bottest.NewStage(t, bottest.NewPlain(bottest.PlainOptions{}), buildTable(manyTopics(500)), nil))
	began := time.Now()
	w.says("sien", "aic vergadering")
	w.presses("sien", "Stel een agenda voor")
	everything(t, w, 500)
	t.Logf("an agenda of 500 topics was made and sent in %s", time.Since(began))
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
	w.says("sien", "aic vergadering")
	w.presses("sien", "Naar de agenda")
	if got := w.presses("sien", "Bewerk als tekst"); !strings.Contains(got, "vergadering tekst") {
		t.Errorf("an agenda too long for a form: %s", got)
	}
	if got := w.says("sien", "aic vergadering tekst 2026-12-08"); !strings.Contains(got, "AIC-2026-500") {
		t.Errorf("the text of it ends before its end: %d characters", len(got))
	}
}

// everything puts all topics on the agenda as text, and sends it.
func everything(t *testing.T, w *told, n int) {
	t.Helper()
	var text strings.Builder
	text.WriteString("aic vergadering tekst\nOpening\n")
	for i := range n {
		fmt.Fprintf(&text, "#%d (5 min)\n", i+1)
	}
	if got := w.says("sien", text.String()); !strings.Contains(got, "Dit past niet") {
		t.Errorf("it fits: %s", got)
	}
	w.presses("sien", "Verstuur concept")
	if got := w.presses("sien", "Verstuur"); n == 60 && !strings.Contains(got, "Stuur dit naar o.smit@example.nl") {
		t.Errorf("there is no mail: %s", got)
	}
	for _, who := range []string{"max", "ineke", "sien"} {
		if got := w.says(who, "aic agenda"); !strings.Contains(got, "kies Exporteer") {
			t.Errorf("%s sees %s", who, got)
		}
	}
	w.says("sien", "aic vergadering")
	w.presses("sien", "Naar de agenda")
	w.presses("sien", "Maak definitief")
	w.presses("sien", "Verstuur")
	w.says("koen", "aic agenda")
}
