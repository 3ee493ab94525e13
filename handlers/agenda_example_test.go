package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// TestExamplesAreLikeRealOnes: what is made up for a demo is handled as real
// requests are, with a record of every step, and nobody hears of it.
func TestExamplesAreLikeRealOnes(t *testing.T) {
	var b *handlers.Bot
	s := bottest.NewStage(t, bottest.NewPlain(bottest.PlainOptions{}), func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
		made, err := buildAgenda(ctx, env)
		if err == nil {
			b = made.(*handlers.Bot)
		}
		return made, err
	}, nil)
	s.Do(bottest.Step{Verb: bottest.Wait, For: time.Minute}) // it starts
	alice := item.Person{Platform: "plain", ID: "alice", Name: "Alice Jansen", Email: "alice.jansen@minfin.nl"}
	max := item.Person{Platform: "plain", ID: "max", Name: "Max de Vries", Email: "max.devries@minfin.nl"}
	sien := item.Person{Platform: "plain", ID: "sien", Name: "Sien Visser", Email: "sien.visser@minaz.nl"}
	topic := func(topic string) item.Item {
		return item.Item{Kind: item.Topic, By: alice, Department: "FIN", Topic: topic, Ask: "Hoe doen jullie dat?"}
	}
	const hour = time.Hour
	all := []agenda.Example{
		{Committee: "aic", Item: topic("Vergaderen op afstand"), Ago: 30 * hour, Steps: []agenda.Step{
			{Who: max, Action: item.Pass, Ago: 20 * hour}, {Who: sien, Action: item.Hold, Reason: "Vol.", Ago: 10 * hour}}},
		{Committee: "aic", Item: topic("Nieuw intranet"), Ago: 2 * hour},
	}
	items := func() (all []store.AgendaItem, moves []store.AgendaMove) {
		err := b.Store.Read(t.Context(), func(r *store.Reader) (err error) {
			if all, err = store.AgendaItemsIn(r, "aic", 9, "draft", "waiting", "passed", "held"); err != nil || len(all) == 0 {
				return err
			}
			moves, err = store.AgendaMoves(r, all[0].ID)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all, moves
	}
	wrong := append(all[:2:2], agenda.Example{Committee: "aic", Item: topic("Kan niet"), Steps: []agenda.Step{{Who: max, Action: item.Handle}}})
	if err := b.Examples(t.Context(), wrong); err == nil || !strings.Contains(err.Error(), "Kan niet") {
		t.Errorf("what cannot be done gives %v", err)
	}
	if got, _ := items(); len(got) > 0 {
		t.Errorf("of examples with a fault %d are there", len(got))
	}
	if err := b.Examples(t.Context(), append(all[:1:1], agenda.Example{Committee: "elders", Item: topic("Elders")})); err == nil {
		t.Error("an example may be of no committee")
	}
	if err := b.Examples(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	got, moves := items()
	if len(got) != 2 || got[0].Number != "AIC-2026-001" || got[0].State != "held" || got[1].State != "waiting" || got[1].Holder != "member" {
		t.Errorf("there are %+v", got)
	}
	var did []string
	for _, m := range moves {
		did = append(did, m.Name+" "+m.Action+" "+m.Became+" "+m.Reason)
	}
	if want := "Alice Jansen submit waiting |Max de Vries pass passed |Sien Visser hold held Vol."; strings.Join(did, "|") != want {
		t.Errorf("the record says %s", strings.Join(did, "|"))
	}
	if shown := s.Do(bottest.Step{Verb: bottest.Wait, For: hour}); len(shown) > 0 {
		t.Errorf("somebody heard: %v", shown)
	}
	if shown := s.Do(bottest.Step{Verb: bottest.Say, Who: "max", Text: "aic te-doen"}); len(shown) != 1 || !strings.Contains(strings.Join(shown[0].Lines, "\n"), "Nieuw intranet") {
		t.Errorf("max sees %v", shown)
	}
}
