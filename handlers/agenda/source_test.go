package agenda

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"wegwijs/handlers/agenda/committee"
)

// newSeated is a desk with the two committees of today.
func newSeated(t *testing.T) *desk {
	d := newDesk(t, "aic", "naic")
	for i, name := range []string{"Adviescommissie interne communicatie", "Netwerk adviseurs interne communicatie"} {
		d.opt.Committees[i].Name = name
		d.opt.Committees[i].Chair = committee.Who{Name: "Ineke Postma", Email: "ineke.postma@minszw.nl"}
	}
	d.opt.Committees[0].Schedule, d.opt.Committees[0].Time, d.opt.Committees[0].Minutes = "FREQ=MONTHLY;BYDAY=2TU", "09:00", 120
	d.opt.Committees[1].Command, d.opt.Committees[1].Departments = "netwerk", []string{"FIN", "IenW"}
	seat := func(code, name string) committee.Seat {
		return committee.Seat{Committee: "aic", Department: code, Member: committee.Who{Name: name}, From: "2026-01-01"}
	}
	d.opt.Seats = append(d.opt.Seats, seat("VWS", "Fatima El Amrani"), seat("IenW", "Yusuf Demir"), seat("BZ", "Greetje Dijkstra"), seat("OCW", "Joost Kuipers"))
	d.registerReminders()
	if err := d.Start(t.Context(), d.now); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) asks(who, email, question string) string {
	d.Helper()
	o := d.by(who)
	o.From.Email = email
	m, err := d.Answer(d.Context(), &o, question)
	if err != nil {
		d.Fatal(err)
	}
	return said(m)
}

func TestWaysToAskForAMember(t *testing.T) {
	d := newSeated(t)
	const max, all = "Max de Vries", "de leden"
	for question, want := range map[string]string{
		"wie is mijn AIC-lid?":                                                               max,
		"Wie is mijn aic lid":                                                                max,
		"wie is ons AIC-lid?":                                                                max,
		"Wie zit er voor ons in de AIC?":                                                     max,
		"wie zit er voor mij in de aic":                                                      max,
		"wie zit er namens mijn ministerie in de AIC":                                        max,
		"wie vertegenwoordigt mijn departement in de AIC?":                                   max,
		"Wie is het AIC-lid van mijn organisatie?":                                           max,
		"wie is het AIC-lid van onze inspectie of dienst":                                    max,
		"hoe heet mijn AIC-lid?":                                                             max,
		"naam en contactgegevens van ons AIC-lid":                                            max,
		"welk AIC-lid hoort bij mijn departement?":                                           max,
		"wie is mijn contactpersoon bij de AIC?":                                             max,
		"wie is onze vertegenwoordiger in de adviescommissie?":                               max,
		"who is my AIC member?":                                                              max,
		"Who is our representative in the AIC?":                                              max,
		"who represents my ministry in the AIC":                                              max,
		"Wie zit er namens VWS in de AIC?":                                                   "Fatima",
		"wie is het AIC-lid van Rijkswaterstaat?":                                            "Yusuf",
		"wie is het lid van de AIC voor VWS":                                                 "Fatima",
		"Wie is AIC-lid bij Buitenlandse Zaken?":                                             "Greetje",
		"Wie vertegenwoordigt OCW in de AIC?":                                                "Joost",
		"hoe heet het AIC-lid van DUO?":                                                      "Joost",
		"Wie zit er voor het ministerie van Financiën in de AIC?":                            max,
		"wie is het AIC lid van FIN":                                                         max,
		"who represents Foreign Affairs on the AIC?":                                         "Greetje",
		"who is the AIC member for VWS?":                                                     "Fatima",
		"who sits for the Ministry of Finance in the AIC?":                                   max,
		"wie zit er namens Defensie in de AIC?":                                              "vacant",
		"wie is het AIC-lid van de Belastingdienst?":                                         max,
		"wie zit er in de AIC":                                                               all,
		"Wie zitten er allemaal in de AIC?":                                                  all,
		"wie zijn de leden van de AIC?":                                                      all,
		"who sits on the AIC":                                                                all,
		"who are the members of the AIC?":                                                    all,
		"wie zijn de leden van de adviescommissie?":                                          all,
		"Wie zitten er in het Netwerk adviseurs interne communicatie?":                       "Netwerk adviseurs",
		"Wie is de secretaris van de AIC?":                                                   "Sien",
		"who is the secretary of the AIC":                                                    "Sien",
		"wie is de voorzitter van de AIC?":                                                   "Ineke",
		"wie zijn de voorzitter en de secretaris van de NAIC?":                               "Ineke",
		"wanneer is de volgende AIC?":                                                        "8 december",
		"Wanneer is de AIC?":                                                                 "8 december",
		"wanneer vergadert de AIC?":                                                          "8 december",
		"wanneer komt de AIC weer":                                                           "8 december",
		"op welke dag is de volgende vergadering van de AIC?":                                "8 december",
		"tot wanneer kan ik iets indienen bij de AIC?":                                       "26 november",
		"when does the AIC meet?":                                                            "8 december",
		"when is the next AIC meeting":                                                       "8 december",
		"wanneer is de volgende vergadering van het netwerk adviseurs interne communicatie?": "geen vergadering gepland",
		"wie zit er namens VWS in de NAIC?":                                                  "geen zetel",
	} {
		if got := d.asks("alice", "alice@minfin.nl", question); !strings.Contains(got, want) {
			t.Errorf("%q is answered %q, want something with %q", question, got, want)
		}
	}
	if got := d.asks("rik", "rik.smit@rws.nl", "wie is mijn AIC-lid?"); !strings.Contains(got, "Jij werkt bij Rijkswaterstaat, dus") || !strings.Contains(got, "IenW: ") || !strings.Contains(got, "Yusuf Demir") {
		t.Errorf("somebody of an agency hears %q", got)
	}
	if got := d.asks("jo", "jo@example.nl", "wie is mijn AIC-lid?"); !strings.Contains(got, "waar je werkt") {
		t.Errorf("who is not known hears %q", got)
	}
}

// theirs are questions that what Wegwijs knows has an answer to, and that the
// seats answer better.
var theirs = []string{
	"wie zit er in de AIC", "wie is mijn AIC-lid", "wie is het AIC-lid van onze inspectie of dienst", "wie zit er namens mijn ministerie in de AIC",
	"naam en contactgegevens van ons AIC-lid", "who sits on the AIC", "who is my AIC member", "who represents my ministry in the AIC",
}

// TestOtherQuestionsAreNotForIt: what Wegwijs knows about is not answered with a
// list of members, however close the words are.
func TestOtherQuestionsAreNotForIt(t *testing.T) {
	d := newSeated(t)
	var all []string
	files, err := filepath.Glob("../knowledge/base/*.md")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, front, _ := strings.Cut(string(raw), "---\n")
		front, _, _ = strings.Cut(front, "\n---")
		var x struct {
			Questions map[string][]string `yaml:"questions"`
		}
		if err := yaml.Unmarshal([]byte(front), &x); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for _, qs := range x.Questions {
			all = append(all, qs...)
		}
	}
	if len(all) < 500 {
		t.Fatalf("only %d questions", len(all))
	}
	all = append(all,
		"wie kan lid worden van de AIC?", "hoe vaak komt de AIC bij elkaar", "wat doet mijn AIC-lid?", "wat was de laatste AIC-vergadering?", "wanneer was de vorige vergadering van de AIC?",
		"ons AIC-lid vertrekt, wie neemt het over?", "wanneer is het netwerk van contentmakers er weer?", "wie zit er in het netwerk van redacteuren?", "mijn lid doet niets", "wie is mijn lid?",
		"wie is de secretaris?", "wanneer is de volgende vergadering?", "wie benoemt de secretaris van de AIC?", "is ons AIC-lid met vakantie?", "wie zit er op kantoor namens VWS?", "wie kiest de voorzitter van de AIC?",
		"wie is de baas van mijn baas", "hoeveel leden heeft de AIC?", "kan ik mijn AIC-lid bellen?", "wanneer mag ik naar de AIC?", "wie heeft ervaring met podcasts in de AIC?", "wie schrijft het verslag van de AIC?", "aic", "AIC-lid", "")
	for _, q := range all {
		got := d.asks("alice", "alice@minfin.nl", q)
		ours := false
		for _, x := range theirs {
			ours = ours || q == x
		}
		if ours != (got != "") {
			t.Errorf("%q is answered %.80q", q, got)
		}
	}
}
