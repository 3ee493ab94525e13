package handlers_test

import (
	"context"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/committee"
)

// buildAgenda makes a bot with two committees. The AIC meets on the second
// Tuesday: 8 December 2026 and 12 January 2027 are the next ones. Max sits for
// Finance with Lotte as deputy, Olga of BZK and Karel of AZ have no account here,
// Joost's seat for OCW ends with the year, and nobody sits for Defence.
func buildAgenda(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
	b, err := newBot(ctx, env, func(o *handlers.Options) {
		o.Also = nil
		o.Roster = bot.Roster{
			bot.Admin:   {"bram.bakker@minfin.nl"},
			bot.Adviser: {"bram.bakker@minfin.nl", "sien.visser@minaz.nl"},
		}
		o.Agenda = testCommittees()
	})
	if err != nil {
		return nil, err
	}
	return b, b.Router.Start(ctx)
}

func at(ref, name string) committee.Who { return committee.Who{Ref: ref, Name: name, Email: ref} }

func testCommittees() handlers.Agenda {
	seat := func(department string, member, deputy committee.Who, until committee.Day) committee.Seat {
		return committee.Seat{Committee: "aic", Department: department, Member: member, Deputy: deputy, From: "2026-01-01", Until: until}
	}
	nobody := committee.Who{}
	return handlers.Agenda{
		Calendar: committee.Calendar{Zone: bottest.Zone},
		Committees: []committee.Committee{
			{
				ID: "aic", Name: "Adviescommissie interne communicatie", Command: "aic",
				Schedule: "FREQ=MONTHLY;BYDAY=2TU", Time: "09:00", Minutes: 120, Place: "Turfmarkt 147, Den Haag",
				Secretary: at("sien.visser@minaz.nl", "Sien Visser"), Chair: at("ineke.postma@minszw.nl", "Ineke Postma"),
				Submit: committee.Everyone, Deadlines: committee.DefaultDeadlines(), Points: committee.DefaultPoints(), Patience: 2, Warn: 20,
			},
			{
				ID: "naic", Name: "Netwerk adviseurs interne communicatie", Command: "netwerk",
				Time: "13:00", Minutes: 90,
				Secretary: at("bram.bakker@minfin.nl", "Bram Bakker"),
				Submit:    committee.Advisers, Deadlines: committee.DefaultDeadlines(), Points: committee.DefaultPoints(), Patience: 2, Warn: 20,
				Departments: []string{"FIN", "IenW"},
			},
		},
		Seats: []committee.Seat{
			seat("FIN", at("max.devries@minfin.nl", "Max de Vries"), at("lotte.hendriks@minfin.nl", "Lotte Hendriks"), ""),
			seat("VWS", at("fatima.elamrani@minvws.nl", "Fatima El Amrani"), nobody, ""),
			seat("OCW", at("joost.kuipers@minocw.nl", "Joost Kuipers"), nobody, "2026-12-31"),
			seat("IenW", at("yusuf.demir@minienw.nl", "Yusuf Demir"), nobody, ""),
			seat("SZW", at("ineke.postma@minszw.nl", "Ineke Postma"), nobody, ""),
			seat("LVVN", at("thijs.mulder@minlnv.nl", "Thijs Mulder"), nobody, ""),
			seat("BZK", committee.Who{Name: "Olga Smit", Email: "o.smit@example.nl"}, at("soraya.ramdin@minbzk.nl", "Soraya Ramdin"), ""),
			seat("EZK", at("pieter.vanloon@minezk.nl", "Pieter van Loon"), nobody, ""),
			seat("JenV", at("nadia.haddad@minjenv.nl", "Nadia Haddad"), nobody, ""),
			seat("BZ", at("greetje.dijkstra@minbuza.nl", "Greetje Dijkstra"), at("emily.clark@minbuza.nl", "Emily Clark"), ""),
			seat("AZ", committee.Who{Name: "Karel Blom", Email: "k.blom@example.nl"}, nobody, ""),
			{Committee: "naic", Department: "FIN", Member: at("max.devries@minfin.nl", "Max de Vries"), From: "2026-01-01"},
		},
	}
}
