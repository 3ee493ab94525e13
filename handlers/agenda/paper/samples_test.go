package paper_test

import (
	"fmt"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/agenda/paper"
)

func at(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2027, month, day, hour, minute, 0, 0, bottest.Zone)
}

// sample is an agenda with everything in it.
func sample(l bot.Lang) paper.Agenda {
	slot := func(minute, minutes int) (time.Time, time.Time) {
		from := at(1, 12, 9, 0).Add(time.Duration(minute) * time.Minute)
		return from, from.Add(time.Duration(minutes) * time.Minute)
	}
	a := paper.Agenda{
		Committee: "Adviescommissie interne communicatie", CommitteeID: "aic", Meeting: "aic/2027-01-12", Start: at(1, 12, 9, 0), End: at(1, 12, 11, 0),
		Place: "Turfmarkt 147, Den Haag, of online via https://video.example.nl/aic?kamer=1&x=2", Chair: "Ineke Postma", Secretary: "Sien Visser", SecretaryEmail: "sien.visser@minaz.nl",
		Members:   []paper.Seat{{Department: "FIN", Name: "Max de Vries", Deputy: "Lotte Hendriks"}, {Department: "VWS", Name: "Fatima El Amrani"}, {Department: "BZK", Name: "Olga Smit", Deputy: "Soraya Ramdin"}},
		Apologies: []string{"Joost Kuipers (OCW)", "Greetje Dijkstra (BZ), Emily Clark komt"},
		Version:   2, Sent: at(1, 5, 14, 37), Changes: []string{"3 → 5: Nieuw intranet", "Vervallen: Reorganisatie van de top"},
		UID: "aic-2027-01-12@wegwijs", Sequence: 3, Lang: l, Zone: "Europe/Amsterdam",
	}
	add := func(minute int, x paper.Item) {
		x.Start, x.End = slot(minute, x.Minutes)
		a.Items = append(a.Items, x)
	}
	add(0, paper.Item{Nr: "1", Fixed: "opening", Title: "Opening", Minutes: 5})
	add(5, paper.Item{Nr: "2", Fixed: "verslag", Title: "Verslag en actie- en besluitenlijst", Minutes: 10, Documents: []paper.Document{{Nr: "2.1", Title: "Verslag van 8 december 2026", Access: "mail"}}})
	add(15, paper.Item{
		Nr: "3", Number: "AIC-2027-014", Title: "Nieuw intranet", Kind: "topic", Nature: "decide", Ask: "Stemt de commissie in met een proef bij drie departementen?",
		Explain:    "Het huidige intranet wordt in 2028 niet meer onderhouden.\nEen werkgroep vergeleek vier pakketten.\n\nZij stelt voor om met één pakket te beginnen. Meer op https://intranet.example.nl/proef.",
		Annotation: "Vraag eerst FIN naar het geld.", Department: "FIN", Member: "Max de Vries", Requester: "Anna Jansen", Speaker: "Anna Jansen, projectleider", Minutes: 30,
		Documents: []paper.Document{
			{Nr: "3.1", Title: "Notitie proef", Link: "https://stukken.example.nl/aic/2027/014-1.odt", Access: "open", Version: "2"},
			{Nr: "3.2", Title: "Vergelijking van pakketten", Link: "https://stukken.example.nl/aic/2027/014-2.ods", Access: "closed"},
			{Nr: "3.3", Title: "Begroting", Access: "later"},
		},
		Advice: "asked", AdviceTo: "CRC", Principle: "betrekken", State: "scheduled", Postponed: 1, Brought: at(1, 4, 10, 15),
		Moves: []paper.Move{{At: at(1, 4, 10, 15), Who: "Anna Jansen", Action: "submit"}, {At: at(1, 4, 11, 0), Who: "Max de Vries", Action: "pass", Reason: "Past goed bij de vorige bespreking."}, {At: at(1, 5, 8, 0), Who: "Sien Visser", Action: "hold", Reason: "De begroting volgt."}, {At: at(1, 5, 8, 30), Action: "schedule"}},
	})
	add(45, paper.Item{Nr: "3a", Sub: true, Number: "AIC-2027-015", Title: "Namen van de proefredacties", Kind: "topic", Nature: "inform", Department: "VWS", Member: "Fatima El Amrani", Minutes: 10})
	add(55, paper.Item{Nr: "4", Number: "AIC-2027-016", Title: "Bezuiniging op de redacties", Kind: "topic", Nature: "discuss", Ask: "Hoe vertellen we dit?", Department: "BZK", Member: "Olga Smit", Minutes: 20, MembersOnly: true,
		Documents: []paper.Document{{Nr: "4.1", Title: "Conceptbrief", Access: "closed"}}})
	add(75, paper.Item{Nr: "4a", Sub: true, Title: "Planning van de brief", Minutes: 5})
	add(80, paper.Item{Nr: "5", Number: "AIC-2027-017", Title: "Wat werkt er bij dialoog?", Kind: "question", Nature: "advise", Department: "IenW", Member: "Yusuf Demir", Minutes: 20, Advice: "unasked", AdviceTo: "VoRa", Outcome: "De commissie deelt drie voorbeelden."})
	add(100, paper.Item{Nr: "6", Fixed: "sluiting", Title: "Sluiting"})
	return a
}

// lists are one list of every kind.
func lists(l bot.Lang) map[paper.ListKind]paper.List {
	base := paper.List{Committee: "Adviescommissie interne communicatie", CommitteeID: "aic", At: at(1, 13, 9, 0), Lang: l, Zone: "Europe/Amsterdam"}
	outcomes := []paper.Outcome{
		{Number: "AIC-2027-B01", Kind: "decision", Text: "De proef begint op 1 maart 2027.", Meeting: at(1, 12, 9, 0), Item: "AIC-2027-014", Title: "Nieuw intranet"},
		{Number: "AIC-2027-B02", Kind: "decision", Text: "De brief gaat in februari uit.", Meeting: at(1, 12, 9, 0), Item: "AIC-2027-016", Title: "Bezuiniging op de redacties", MembersOnly: true},
		{Number: "AIC-2027-B03", Kind: "decision", Text: "Er komt een werkgroep.", Meeting: at(1, 12, 9, 0), Done: true},
		{Number: "AIC-2027-A01", Kind: "action", Text: "Redacties uitnodigen", Owner: "Max de Vries", Due: "2027-02-01", Meeting: at(1, 12, 9, 0), Item: "AIC-2027-014", Title: "Nieuw intranet", Postponed: 2},
		{Number: "AIC-2027-A02", Kind: "action", Text: "Verslag sturen", Owner: "Sien Visser", Due: "voor de zomer", Meeting: at(1, 12, 9, 0)},
		{Number: "AIC-2027-V01", Kind: "advice", Text: "Begin klein.", Asked: true, To: "CRC", Meeting: at(1, 12, 9, 0), Item: "AIC-2027-014", Title: "Nieuw intranet"},
	}
	of := func(kind string) (all []paper.Outcome) {
		for _, o := range outcomes {
			if o.Kind == kind {
				all = append(all, o)
			}
		}
		return all
	}
	long, decisions, actions, advice := base, base, base, base
	long.Kind, long.Items = paper.LongList, sample(l).Items[2:7]
	decisions.Kind, decisions.Meeting, decisions.Outcomes, decisions.Version = paper.Decisions, at(1, 12, 9, 0), outcomes, 1
	decisions.Items = sample(l).Items[6:7]
	actions.Kind, actions.Outcomes = paper.Actions, of("action")
	advice.Kind, advice.Outcomes = paper.Advices, of("advice")
	moves := long
	moves.Kind = paper.Moves
	return map[paper.ListKind]paper.List{paper.Moves: moves, paper.LongList: long, paper.Decisions: decisions, paper.Actions: actions, paper.Advices: advice}
}

// many is an agenda of n topics with text as people write it.
func many(n int) paper.Agenda {
	a := sample(bot.NL)
	topic := a.Items[2]
	a.Items = nil
	for i := range n {
		x := topic
		x.Nr, x.Number = fmt.Sprint(i+1), fmt.Sprintf("AIC-2027-%03d", i+1)
		x.Title = fmt.Sprintf("Onderwerp %d", i+1)
		a.Items = append(a.Items, x)
	}
	return a
}
