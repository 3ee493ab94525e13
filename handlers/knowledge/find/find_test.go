package find

import (
	"os"
	"sync"
	"testing"
	"time"
)

// builtin is the index over the set that comes with the program.
var builtin = sync.OnceValue(func() *Index {
	entries, _ := Load(os.DirFS("../base"), "base")
	return NewIndex(entries)
})

// today is the day on which the built-in set was checked.
var today = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

func TestQuestionsThatMustComeOutRight(t *testing.T) {
	for question, want := range map[string]string{
		"Waar kan ik terecht met vragen over interne communicatie?": "vragen-interne-communicatie",
		"hoe word ik lid van het leernetwerk":                       "leernetwerk",
		"wie zit er in de AIC":                                      "aic",
		"wie zit er in de aic":                                      "aic",
		"is er een rijksbrede visie op interne communicatie":        "visie-interne-communicatie",
		"Where do I find help with a core message?":                 "kernboodschap",
		"netwerk voor bedrijfsvoeringscommunicatie":                 "netwerk-adviseurs-ic",
		"ik wil een onderwerp agenderen":                            "agenderen-aic",
		"hoe maak ik een comunicatieplan":                           "communicatieplan",
		"kernboodschap formuleren":                                  "kernboodschap",
		"wat doet de VoRa":                                          "vora",
		"how do I reach colleagues who work from home":              "hybride-verbinden",
		"luistersessie organiseren":                                 "werkvormen-dialoog",
		"wie bereiken we wel en niet":                               "communicatieonderzoek",
		"papieren personeelsblad voorbeelden":                       "voorbeeld-papieren-magazine",
		"inclusief communiceren":                                    "inclusieve-communicatie",
	} {
		a := builtin().Find(question, Options{Now: today})
		if len(a.Hits) == 0 || a.Hits[0].Entry.ID != want || a.Band != BandAnswer {
			t.Errorf("%q: band %s, hits %v, want an answer from %s", question, a.Band, ids(a), want)
		}
	}
}

func TestQuestionsThatMustBeDeclined(t *testing.T) {
	for _, question := range []string{"welk weer wordt het morgen", "hoe vraag ik verlof aan", "asdf qwer", "", "?", "a", "😀😀", "hoe kan ik dat doen"} {
		a := builtin().Find(question, Options{Now: today})
		if a.Band != BandNone || a.OnTopic {
			t.Errorf("%q: band %s, on topic %v, hits %v, want none", question, a.Band, a.OnTopic, ids(a))
		}
	}
}

func TestNearTheSubjectPointsToPeople(t *testing.T) {
	a := builtin().Find("hoeveel budget is er voor interne communicatie", Options{Now: today})
	if a.Band == BandAnswer || !a.OnTopic || len(a.Near) == 0 {
		t.Errorf("band %s, on topic %v, near %d", a.Band, a.OnTopic, len(a.Near))
	}
	for _, e := range a.Near {
		if e.Kind != Network && e.Kind != Body && e.Kind != Contact {
			t.Errorf("near holds %s, which is %s", e.ID, e.Kind)
		}
	}
}

func ids(a Answer) []string {
	var out []string
	for _, h := range a.Hits {
		out = append(out, h.Entry.ID)
	}
	return out
}
