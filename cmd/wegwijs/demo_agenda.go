package main

import (
	"time"

	"wegwijs/bot"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
)

// demoAgenda is a committee of made-up people: one seat is vacant and one member
// has no account, as it goes.
func demoAgenda(zone *time.Location) handlers.Agenda {
	who := func(id, name, email string) committee.Who {
		return committee.Who{Ref: "web:" + id, Name: name, Email: email}
	}
	seat := func(department string, member, deputy committee.Who) committee.Seat {
		return committee.Seat{Committee: "aic", Department: department, Member: member, Deputy: deputy, From: "2026-01-01"}
	}
	nobody := committee.Who{}
	return handlers.Agenda{
		Calendar: committee.Calendar{Zone: zone},
		Committees: []committee.Committee{{
			ID: "aic", Name: "Adviescommissie interne communicatie", Command: "aic",
			Schedule: "FREQ=MONTHLY;BYDAY=2TU", Time: "09:00", Minutes: 120, Place: "Turfmarkt 147, Den Haag",
			Secretary: who("sien", "Sien Visser", "sien.visser@minaz.nl"), Chair: who("ineke", "Ineke Postma", "ineke.postma@minszw.nl"),
			Submit: committee.Everyone, Deadlines: committee.DefaultDeadlines(), Points: committee.DefaultPoints(), Patience: 2, Warn: 20,
		}},
		Seats: []committee.Seat{
			seat("FIN", who("max", "Max de Vries", "max.devries@minfin.nl"), who("bram", "Bram Bakker", "bram.bakker@minfin.nl")),
			seat("BZ", who("greetje", "Greetje Dijkstra", "greetje.dijkstra@minbuza.nl"), who("emily", "Emily Clark", "emily.clark@minbuza.nl")),
			seat("VWS", who("fatima", "Fatima El Amrani", "fatima.elamrani@minvws.nl"), nobody),
			seat("OCW", who("joost", "Joost Kuipers", "joost.kuipers@minocw.nl"), nobody),
			seat("IenW", who("yusuf", "Yusuf Demir", "yusuf.demir@minienw.nl"), nobody),
			seat("SZW", who("ineke", "Ineke Postma", "ineke.postma@minszw.nl"), nobody),
			seat("LVVN", who("thijs", "Thijs Mulder", "thijs.mulder@minlnv.nl"), nobody),
			seat("BZK", who("soraya", "Soraya Ramdin", "soraya.ramdin@minbzk.nl"), nobody),
			seat("EZK", who("pieter", "Pieter van Loon", "pieter.vanloon@minezk.nl"), nobody),
			seat("JenV", who("nadia", "Nadia Haddad", "nadia.haddad@minjenv.nl"), nobody),
			seat("AZ", committee.Who{Name: "Karel Blom", Email: "k.blom@example.nl"}, nobody),
		},
	}
}

const day = 24 * time.Hour

// demoRequests are what came in before a visitor looks, so that the secretary has
// an agenda to make and max has something to decide on. All of it is made up.
func demoRequests() []agenda.Example {
	people := map[bot.UserID]item.Person{}
	chat := demoPeople()
	for _, p := range append(chat.People, chat.Colleagues...) {
		people[p.ID] = item.Person{Platform: "web", ID: p.ID, Handle: string(p.ID), Name: p.Name, Email: p.Email, Lang: p.Lang}
	}
	did := func(who bot.UserID, what item.Action, ago time.Duration) agenda.Step {
		return agenda.Step{Who: people[who], Action: what, Ago: ago}
	}
	held := did("sien", item.Hold, 16*day)
	held.Reason = "De vorige vergadering was vol."
	all := []agenda.Example{
		{Ago: 37 * day, Steps: []agenda.Step{did("fatima", item.Pass, 36*day), held}, Item: item.Item{
			By: people["fatima"], Department: "VWS", Topic: "Video's met ondertiteling en audiodescriptie",
			Ask:     "Maken we samen een werkwijze voor video's op intranet die iedereen kan volgen?",
			Explain: "Ieder departement laat dit nu apart doen, met een eigen leverancier.",
			Nature:  item.Discuss, Minutes: 15, Speaker: "Fatima El Amrani", Principle: "betrekken",
		}},
		{Ago: 13 * day, Steps: []agenda.Step{did("yusuf", item.Complete, 12*day), did("yusuf", item.Pass, 12*day)}, Item: item.Item{
			By: item.Person{Name: "Mieke Aalbers", Email: "m.aalbers@example.nl"}, Typist: people["sien"], Department: "IenW", Agency: "RWS",
			Topic: "Collega's bereiken die buiten werken",
			Ask:   "Welke middelen werken voor mensen zonder vaste werkplek?",
			Explain: "Weginspecteurs en sluiswachters lezen geen intranet. Wij proberen berichten op de telefoon, en willen weten wat jullie doen. " +
				"Onze proef loopt tot de zomer.",
			Nature: item.Discuss, Minutes: 20, Speaker: "Mieke Aalbers",
			Documents: []item.Document{{Title: "Opzet van de proef", Access: item.ByMail, Version: "0.3"}},
		}},
		{Ago: 9 * day, Steps: []agenda.Step{did("joost", item.Complete, 8*day), did("joost", item.Pass, 8*day)}, Item: item.Item{
			By: people["joost"], Department: "OCW", Topic: "Eén afspraak over het peilen van medewerkers",
			Ask:     "Stem in met ten hoogste vier peilingen per jaar voor heel het Rijk samen.",
			Explain: "Medewerkers krijgen nu van drie kanten dezelfde vragen.",
			Nature:  item.Decide, Minutes: 15, Speaker: "Joost Kuipers", Principle: "binden",
			Documents: []item.Document{{Title: "Voorstel", Link: "https://example.nl/voorstel-peilen", Access: item.Open}, {Title: "Kalender van 2027", Access: item.Later}},
		}},
		{Ago: 7 * day, Steps: []agenda.Step{did("soraya", item.Complete, 6*day), did("soraya", item.Pass, 6*day)}, Item: item.Item{
			By: people["soraya"], Department: "BZK", Topic: "Boodschap aan medewerkers over de verhuizingen",
			Ask:     "Welk advies geven we de CRC over het moment waarop medewerkers dit horen?",
			Explain: "De besluiten zijn nog niet genomen.",
			Nature:  item.Advise, Minutes: 20, Speaker: "Soraya Ramdin", MembersOnly: true, Advice: item.Advice{Asked: true, To: "CRC"},
		}},
		{Ago: 5 * day, Steps: []agenda.Step{did("greetje", item.Pass, 4*day)}, Item: item.Item{
			By: people["emily"], Department: "BZ", Topic: "Writing for colleagues who read English",
			Ask:    "We made a short style guide and would like to share it.",
			Nature: item.Inform, Minutes: 5, Speaker: "Emily Clark",
			Documents: []item.Document{{Title: "Style guide", Link: "https://example.com/style-guide", Access: item.Open}},
		}},
		{Ago: 20 * time.Hour, Item: item.Item{
			By: people["lotte"], Department: "FIN", Topic: "Nieuwsbrief of bericht in de app", Minutes: 10,
			Ask:     "Wanneer kiezen jullie voor een nieuwsbrief, en wanneer voor een kort bericht?",
			Explain: "Onze nieuwsbrief wordt steeds minder gelezen.",
		}},
		{Ago: 3 * time.Hour, Item: item.Item{
			By: people["ravi"], Department: "FIN", Kind: item.Question, Topic: "Wie heeft ervaring met een podcast voor medewerkers?",
			Ask: "Wie heeft ervaring met een podcast voor medewerkers?",
		}},
	}
	for i := range all {
		all[i].Committee = "aic"
		if all[i].Item.Kind == "" {
			all[i].Item.Kind = item.Topic
		}
	}
	return all
}
