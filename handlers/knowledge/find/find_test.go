package find

import (
	"os"
	"slices"
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

// few are entries made for the rules below.
func few() []Entry {
	e := func(id string, kind Kind, title, summary string, questions ...string) Entry {
		return Entry{ID: id, Kind: kind, Title: Localized{NL: title}, Summary: Localized{NL: summary},
			Questions: Lists{NL: questions}, VerifiedOn: Date{2026, 11, 1}, File: id + ".md"}
	}
	return []Entry{
		e("om", Body, "Openbaar Ministerie (OM)", "Vervolgt verdachten.", "wat doet het OM"),
		e("huisblad", Example, "Personeelsmagazine", "Een blad op papier.", "wie maakt een personeelsmagazine"),
		e("oud", Tool, "Draaiboek bijeenkomst", "Zo bereid je een bijeenkomst voor."),
		e("nieuw", Tool, "Draaiboek bijeenkomst", "Zo bereid je een bijeenkomst voor."),
		e("loket", Contact, "Loket communicatie", "Stel je vraag aan het loket."),
	}
}

func first(t *testing.T, x *Index, q string) (Answer, string) {
	t.Helper()
	a := x.Find(q, Options{Now: today})
	if len(a.Hits) == 0 {
		return a, ""
	}
	return a, a.Hits[0].Entry.ID
}

func TestFindRules(t *testing.T) {
	x := NewIndex(few())
	for _, c := range []struct{ rule, question, want string }{
		{"a title is found as it is", "Personeelsmagazine", "huisblad"},
		{"an id is found as it is", "huisblad", "huisblad"},
		{"an abbreviation between brackets is a name", "OM", "om"},
		{"capitals tell an abbreviation from a little word", "wie zit er bij het OM", "om"},
		{"compounds are met by their parts", "magazine voor personeel", "huisblad"},
		{"and parts by their compound", "personeels magazine", "huisblad"},
		{"hyphens do not matter", "personeels-magazine", "huisblad"},
		{"plurals", "personeelsmagazines", "huisblad"},
		{"synonyms", "huisorgaan of personeelskrant", "huisblad"},
		{"typing errors", "personeelsmagzine", "huisblad"},
		{"English finds Dutch through the lexicon", "staff magazine", "huisblad"},
	} {
		if a, got := first(t, x, c.question); got != c.want || a.Band == BandNone {
			t.Errorf("%s: %q finds %q, band %s", c.rule, c.question, got, a.Band)
		}
	}
	if a, got := first(t, x, "om en het"); got != "" || a.Band != BandNone {
		t.Errorf("little words find %q", got)
	}
}

func TestRepairsAreTold(t *testing.T) {
	a, _ := first(t, NewIndex(few()), "wie heeft een personeelsmagzine")
	if len(a.Repaired) != 1 || a.Repaired[0] != (Repair{"personeelsmagzine", "personeelsmagazine"}) {
		t.Errorf("repaired %v", a.Repaired)
	}
	if a, _ := first(t, NewIndex(few()), "wie heeft een personeelsmagazine"); len(a.Repaired) != 0 {
		t.Errorf("repaired %v in a question without mistakes", a.Repaired)
	}
}

// One part of a compound that no entry has may be misspelled.
func TestPartsOfCompoundsAreRepaired(t *testing.T) {
	x := NewIndex(few())
	for _, c := range []struct{ asked, meant, want string }{
		{"loketbijeenkmst", "loketbijeenkomst", "loket"},
		{"bijenkomstplan", "bijeenkomstplan", "nieuw"},
		{"magazinegrop", "magazinegroep", "huisblad"},
		{"loketsbijeenkomstpaln", "loketsbijeenkomstplan", "loket"},
		{"loketkort", "", ""}, // short words resemble many others
	} {
		a, got := first(t, x, c.asked)
		meant := ""
		if len(a.Repaired) == 1 {
			meant = a.Repaired[0].To
		}
		if meant != c.meant || c.want != "" && !slices.Contains(ids(a), c.want) {
			t.Errorf("%s is read as %v and finds %q, want %q and %q", c.asked, a.Repaired, got, c.meant, c.want)
		}
	}
}

func TestCheckedEntriesComeBeforeOthers(t *testing.T) {
	entries := few()
	entries[2].VerifiedOn = Date{2024, 1, 1}
	if _, got := first(t, NewIndex(entries), "draaiboek voor een bijeenkomst maken"); got != "nieuw" {
		t.Errorf("an entry that is due comes before a checked one: %s", got)
	}
	entries[2].VerifiedOn, entries[3].ValidUntil = Date{2026, 11, 1}, Date{2026, 1, 1}
	if _, got := first(t, NewIndex(entries), "draaiboek voor een bijeenkomst maken"); got != "oud" {
		t.Errorf("an expired entry comes before a valid one: %s", got)
	}
}

func TestReplyLanguageIsThatOfTheQuestion(t *testing.T) {
	for _, c := range []struct {
		question   string
		hint, want Lang
	}{
		{"where is the magazine", NL, EN}, {"waar is het magazine", EN, NL}, {"OM", EN, EN}, {"OM", "", NL}, {"", EN, EN}, {"😀", "", NL},
	} {
		if a := NewIndex(few()).Find(c.question, Options{Lang: c.hint}); a.Lang != c.want {
			t.Errorf("%q with hint %q is %s, want %s", c.question, c.hint, a.Lang, c.want)
		}
	}
}

// A word of another subject tells nothing when it is part of a phrase that the
// list of words knows.
func TestPhraseWithAWordOfAnotherSubject(t *testing.T) {
	for question, want := range map[string]Band{
		"hoe bereik ik collega's zonder laptop": BandAnswer, "staff without a laptop": BandAnswer,
		"mijn laptop is kapot": BandNone, "ik wil een nieuwe laptop": BandNone,
	} {
		if a := builtin().Find(question, Options{Now: today}); a.Band != want {
			t.Errorf("%q is in band %s, want %s", question, a.Band, want)
		}
	}
}

// Without little words, what entries say in each language tells; names are the
// same in both.
func TestLanguageOfQuestionsWithoutLittleWords(t *testing.T) {
	for _, c := range []struct {
		question   string
		hint, want Lang
	}{
		{"accessible documents", NL, EN}, {"learning network", NL, EN}, {"staff survey on channels", NL, EN}, {"remote workers", NL, EN},
		{"toegankelijke documenten", EN, NL}, {"interne nieuwsbrief", EN, NL},
		{"message house", NL, NL}, {"message house", EN, EN}, {"newsletter", NL, NL}, {"feedback", EN, EN},
	} {
		if a := builtin().Find(c.question, Options{Lang: c.hint}); a.Lang != c.want {
			t.Errorf("%q with hint %q is %s, want %s", c.question, c.hint, a.Lang, c.want)
		}
	}
}

func TestAnswersExplainThemselves(t *testing.T) {
	a, _ := first(t, builtin(), "wie heeft er verstand van een kernbodschap")
	if len(a.Hits) == 0 || len(a.Hits[0].Why) == 0 {
		t.Fatal("no explanation")
	}
	why := a.Hits[0].Why[0]
	if why.Word != "kernbodschap" || why.Met == "" || why.How == "" || why.Score <= 0 || len(why.Fields) == 0 {
		t.Errorf("explained by %+v", why)
	}
	declined, _ := first(t, builtin(), "hoe vraag ik verlof aan")
	for _, w := range declined.Words {
		if w.Text == "verlof" && !w.Known && w.Covers == 0 && w.Mass > 3 {
			return
		}
	}
	t.Errorf("declined without saying that nobody knows verlof: %+v", declined.Words)
}

func TestTopLimitsHits(t *testing.T) {
	for top, want := range map[int]int{0: 3, 1: 1, 5: 5} {
		if a := builtin().Find("interne communicatie", Options{Top: top}); len(a.Hits) != want {
			t.Errorf("top %d gives %d hits", top, len(a.Hits))
		}
	}
}
