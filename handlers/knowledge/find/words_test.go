package find

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Collega’s en foto's":                   "collega en foto",
		"E-mail, intern-communicatie":           "email interncommunicatie",
		"Financiën, coördinatie, ENQUÊTE":       "financien coordinatie enquete",
		"finan\u0063ie\u0308n":                  "financien",
		"I&W en J&V":                            "ienw en jenv",
		"werkprogramma 2022-2025":               "werkprogramma 2022 2025",
		"@wegwijs waar is #aic?":                "waar is aic",
		"mail az-inclusie@minaz.nl":             "mail azinclusie minaz nl",
		"ﬁjn ＡＩＣ":                               "fijn aic",
		"what's new":                            "what new",
		"<b>vet</b> [link](https://x.nl) `aap`": "b vet b link https x nl aap",
		"":                                      "",
		"😀 … !!":                                "",
		"a\x00b\xffc":                           "a b c",
		"'; DROP TABLE entries; --":             "drop table entries",
	} {
		if got := phraseKey(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestAbbreviationsKeepTheirCapitals(t *testing.T) {
	got := map[string]bool{}
	for _, w := range words("De OM en de om, IC, Aic, B1") {
		got[w.raw] = w.upper
	}
	want := map[string]bool{"De": false, "OM": true, "en": false, "de": false, "om": false, "IC": true, "Aic": false, "B1": false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"Collega's e-mail", "@", "@a @", "a-", "-a-b-c-d", "&", "\xff", "’s", "I&W-", strings.Repeat("a-", 100), "İstanbul ǅ", "ﬃ'ﬃ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range words(s) {
			if w.text == "" || !utf8.ValidString(w.text) || utf8.RuneCountInString(w.text) > maxWord {
				t.Errorf("%q gives the word %q", s, w.text)
			}
			if stemNL(w.text) == "" || stemEN(w.text) == "" {
				t.Errorf("%q has an empty stem: %q %q", w.text, stemNL(w.text), stemEN(w.text))
			}
		}
	})
}

func TestCompounds(t *testing.T) {
	lex := DefaultLexicon()
	known := func(part string) (string, float64) {
		stem := stemNL(part)
		if lex.heads[stem] {
			return stem, 1
		}
		return stem, 0
	}
	for w, want := range map[string]string{
		"personeelsmagazine":      "personel magazin",
		"medewerkersbijeenkomst":  "medewerker bijeenkomst",
		"communicatieplan":        "communicatie plan",
		"koffieochtend":           "koffie ochtend",
		"doelgroeponderzoek":      "doelgroep onderzoek",
		"nieuwsbriefredactie":     "nieuws brief redactie",
		"gehaktbal":               "",
		"communicatiezzz":         "",
		strings.Repeat("plan", 9): "",
	} {
		if got := strings.Join(splitCompound(w, known), " "); got != want {
			t.Errorf("%s gives %q, want %q", w, got, want)
		}
	}
}

func TestDamerau(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"netwerk", "netwerk", 0}, {"netwerk", "newterk", 1}, {"netwerk", "entwerk", 1}, {"netwerk", "netwrk", 1},
		{"netwerk", "netwerken", 2}, {"netwerk", "nedwerk", 1}, {"netwerk", "boterham", 3}, {"", "ab", 2},
	} {
		if got := damerau(c.a, c.b, 2); got != c.want {
			t.Errorf("%q and %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestGuess(t *testing.T) {
	for q, want := range map[string]Lang{
		"waar vind ik het plan":           NL,
		"where do I find the plan":        EN,
		"wie is de SG":                    NL,
		"who is the SG":                   EN,
		"interne communicatie verbeteren": NL,
		"waar staat de message house":     NL,
		"is there a Rijksbrede visie":     EN,
		"plan":                            "",
		"":                                "",
		"どこですか":                           "",
		"hoe word ik lid van the learning network": NL,
	} {
		if got, _ := guess(words(q)); got != want {
			t.Errorf("%q is %q, want %q", q, got, want)
		}
	}
}
