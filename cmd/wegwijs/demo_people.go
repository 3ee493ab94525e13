package main

import (
	"path/filepath"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/web"
	"wegwijs/handlers"
	"wegwijs/handlers/knowledge"
	"wegwijs/handlers/poll"
	"wegwijs/handlers/poll/survey"
)

// demoElsewhere is where the made-up organisation of the demo points people to
// who ask about something else.
var demoElsewhere = []knowledge.Elsewhere{
	{Title: "Rijksoverheid.nl", URL: "https://www.rijksoverheid.nl"},
}

// demoRoster is who has which role in it.
var demoRoster = bot.Roster{
	bot.Adviser:   {"web:bram", "web:sien"},
	bot.Secretary: {"web:sien"},
	bot.Admin:     {"web:max"},
}

// demoPolls are polls as a made-up works council agreed to them.
func demoPolls(dir string) *handlers.Polls {
	return &handlers.Polls{
		Command:    "peiling",
		Keys:       filepath.Join(dir, "keys"),
		Purpose:    "horen wat collega's nodig hebben om hun werk goed te doen",
		LegalBasis: "algemeen belang (AVG artikel 6, lid 1, onder e)",
		Consent:    poll.Consent{Date: "2026-10-01", Reference: "besluit 2026-41 (verzonnen, voor deze demo)"},
		Rules:      survey.Rules{MinAnswers: leastAnswers, MinGroup: leastGroup},
		NamesFor:   mostDays * 24 * time.Hour,
	}
}

// demoWords are what the colleagues of the demo write where a form asks for words.
var demoWords = []string{
	"Meer tijd om te lezen wat er al is.",
	"Eén plek waar alles staat.",
	"Korter en vaker, graag.",
	"Vertel ook wat er niet doorgaat.",
	"Een keer per maand bij elkaar zitten.",
	"Ik zoek me suf naar wie waarover gaat.",
}

// demoAside are words for few people, of which some are in the demo.
var demoAside = []string{"te-doen", "vergadering"}

// demoPeople are made up: nobody by these names is meant.
func demoPeople() web.Options {
	return web.Options{
		People: []web.Person{
			{ID: "alice", Name: "Alice Jansen", Role: bot.Phrase{NL: "medewerker bij Financiën", EN: "employee at Finance"}, Lang: bot.NL, Email: "alice.jansen@minfin.nl"},
			{ID: "bram", Name: "Bram Bakker", Role: bot.Phrase{NL: "communicatieadviseur bij Financiën", EN: "communication adviser at Finance"}, Lang: bot.NL, Email: "bram.bakker@minfin.nl"},
			{ID: "max", Name: "Max de Vries", Role: bot.Phrase{NL: "AIC-lid voor Financiën", EN: "AIC member for Finance"}, Lang: bot.NL, Email: "max.devries@minfin.nl",
				Try: []bot.Text{bot.Phrase{NL: "/aic te-doen", EN: "/aic todo"}}},
			{ID: "sien", Name: "Sien Visser", Role: bot.Phrase{NL: "secretaris van de AIC", EN: "secretary of the AIC"}, Lang: bot.NL, Email: "sien.visser@minaz.nl",
				Try: []bot.Text{bot.Phrase{NL: "/aic vergadering", EN: "/aic meeting"}}},
			{ID: "emily", Name: "Emily Clark", Role: bot.Phrase{NL: "Engelstalige collega bij Buitenlandse Zaken", EN: "English-speaking colleague at Foreign Affairs"}, Lang: bot.EN, Email: "emily.clark@minbuza.nl"},
		},
		Colleagues: []web.Person{
			{ID: "fatima", Name: "Fatima El Amrani", Lang: bot.NL, Email: "fatima.elamrani@minvws.nl"},
			{ID: "joost", Name: "Joost Kuipers", Lang: bot.NL, Email: "joost.kuipers@minocw.nl"},
			{ID: "yusuf", Name: "Yusuf Demir", Lang: bot.NL, Email: "yusuf.demir@minienw.nl"},
			{ID: "ineke", Name: "Ineke Postma", Lang: bot.NL, Email: "ineke.postma@minszw.nl"},
			{ID: "thijs", Name: "Thijs Mulder", Lang: bot.NL, Email: "thijs.mulder@minlnv.nl"},
			{ID: "soraya", Name: "Soraya Ramdin", Lang: bot.NL, Email: "soraya.ramdin@minbzk.nl"},
			{ID: "pieter", Name: "Pieter van Loon", Lang: bot.NL, Email: "pieter.vanloon@minezk.nl"},
			{ID: "nadia", Name: "Nadia Haddad", Lang: bot.NL, Email: "nadia.haddad@minjenv.nl"},
			{ID: "koen", Name: "Koen Brouwer", Lang: bot.NL, Email: "koen.brouwer@mindef.nl"},
			{ID: "lotte", Name: "Lotte Hendriks", Lang: bot.NL, Email: "lotte.hendriks@minfin.nl"},
			{ID: "ravi", Name: "Ravi Baldewsingh", Lang: bot.NL, Email: "ravi.baldewsingh@minfin.nl"},
			{ID: "greetje", Name: "Greetje Dijkstra", Lang: bot.NL, Email: "greetje.dijkstra@minbuza.nl"},
		},
		Channels: []web.Channel{
			{ID: "algemeen", Name: "algemeen", Purpose: bot.Phrase{NL: "Voor iedereen", EN: "For everybody"}},
			{ID: "communicatie", Name: "communicatie", Purpose: bot.Phrase{NL: "Voor communicatieadviseurs", EN: "For communication advisers"},
				Members: []bot.UserID{"alice", "bram", "max", "sien", "emily", "fatima", "joost"}},
		},
		Welcome: []bot.Text{
			bot.Phrase{NL: "Hoi! Ik ben Wegwijs, een chatbot voor interne communicatie bij het Rijk.", EN: "Hi! I am Wegwijs, a chatbot for internal communication in central government."},
			bot.Phrase{NL: "Stel me een vraag, houd een peiling, of breng een onderwerp in bij de Adviescommissie interne communicatie (AIC).",
				EN: "Ask me a question, hold a poll, or bring a topic to the advisory committee on internal communication (AIC)."},
		},
		Try: []bot.Text{
			bot.Phrase{NL: "Waar kan ik terecht met vragen over interne communicatie?", EN: "Where can I go with questions about internal communication?"},
			bot.Phrase{NL: "Hoe word ik lid van het leernetwerk?", EN: "How do I join the learning network?"},
			bot.Phrase{NL: "Wie zit er in de AIC?", EN: "Who sits on the AIC?"},
			bot.Phrase{NL: "Wie is mijn AIC-lid?", EN: "Who is my AIC member?"},
			bot.Phrase{NL: "/aic onderwerp", EN: "/aic topic"},
		},
	}
}
