package handlers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// brought are the eight topics that members of three departments passed on to
// the secretary: the story of making an agenda begins there.
var brought = []item.Item{
	{Topic: "Nieuw intranet", Ask: "Welke ervaring hebben jullie?", Department: "FIN", By: from("Alice Jansen", "alice.jansen@minfin.nl"), Nature: item.Discuss, Minutes: 15},
	{Topic: "Ervaringen met een sociaal intranet", Ask: "Wie heeft er een?", Department: "IenW", By: from("Koen Brouwer", "koen.brouwer@mindef.nl"), Nature: item.Discuss, Minutes: 15},
	{Topic: "Rijkshuisstijl", Ask: "Instemmen met het plan", Department: "SZW", By: from("Nadia Haddad", "nadia.haddad@minjenv.nl"), Nature: item.Decide, Minutes: 10},
	{Topic: "Reorganisatie van de directie", Ask: "Advies over de aanpak", Department: "FIN", By: from("Ravi Baldewsingh", "ravi.baldewsingh@minfin.nl"), Nature: item.Advise, Minutes: 10, MembersOnly: true},
	{Topic: "Taalniveau B1", Department: "IenW", By: from("Koen Brouwer", "koen.brouwer@mindef.nl"), Nature: item.Inform, Minutes: 5},
	{Topic: "Podcasts voor medewerkers", Ask: "Wie maakt ze?", Department: "FIN", By: from("Emily Clark", "emily.clark@minbuza.nl"), Nature: item.Discuss, Minutes: 10},
	{Topic: "Intranetmonitor 2027", Department: "SZW", By: from("Nadia Haddad", "nadia.haddad@minjenv.nl"), Nature: item.Inform, Minutes: 5},
	{Topic: "Crisiscommunicatie", Ask: "Instemmen met de afspraken", Department: "IenW", By: from("Koen Brouwer", "koen.brouwer@mindef.nl"), Nature: item.Decide, Minutes: 15},
}

func from(name, email string) item.Person { return item.Person{Name: name, Email: email} }

// buildTable makes a bot with one committee of three departments, whose
// secretary has these topics before her. Emily may do what the secretary does.
func buildTable(all []item.Item, change ...func(*handlers.Agenda)) bottest.Build {
	return func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
		b, err := newBot(ctx, env, func(o *handlers.Options) {
			o.Also = nil
			o.Roster = bot.Roster{bot.Adviser: {"sien.visser@minaz.nl"}, bot.Secretary: {"emily.clark@minbuza.nl"}}
			o.Agenda = testCommittees()
			o.Agenda.Committees = o.Agenda.Committees[:1]
			o.Agenda.Committees[0].Departments = []string{"FIN", "IenW", "SZW"}
			o.Agenda.Seats = slices.DeleteFunc(o.Agenda.Seats, func(s committee.Seat) bool {
				return s.Committee != "aic" || !slices.Contains(o.Agenda.Committees[0].Departments, s.Department)
			})
			o.Agenda.Seats[0].Deputy = committee.Who{}
			for _, f := range change {
				f(&o.Agenda)
			}
		})
		if err != nil {
			return nil, err
		}
		if err := fill(ctx, b.Store, all); err != nil {
			return nil, err
		}
		return b, b.Router.Start(ctx)
	}
}

// fill stores topics as the member of their department passed them on, once.
func fill(ctx context.Context, s *store.Store, all []item.Item) error {
	return s.Write(ctx, "", func(tx *store.Tx) error {
		_, err := store.AgendaItemByNumber(tx, "AIC-2026-001")
		if !errors.Is(err, store.ErrNoRows) {
			return err // it was filled before the restart
		}
		for i, x := range all {
			data, err := json.Marshal(x)
			if err != nil {
				return err
			}
			n, err := tx.NextAgendaNumber("aic", "item/2026")
			if err != nil {
				return err
			}
			at := bottest.Start.Add(-time.Hour + time.Duration(i)*time.Second)
			err = tx.AddAgendaItem(&store.AgendaItem{Number: fmt.Sprintf("AIC-2026-%03d", n), Committee: "aic", Kind: string(item.Topic), State: string(item.Passed),
				Department: x.Department, Created: at, Waits: at, Changed: at, Data: data})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// TestTable plays the conversations of a secretary who makes an agenda of eight
// topics.
func TestTable(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			bottest.PlayAll(t, "agenda/testdata/tafel/*.txt", w.make, buildTable(brought))
		})
	}
}
