package find

import (
	"strings"
	"testing"
)

func TestDefaultLexiconIsSound(t *testing.T) {
	lex, err := ParseLexicon(synonymsYAML)
	if err != nil {
		t.Fatal(err)
	}
	if len(lex.groups) < 100 || len(lex.heads) < 150 || len(lex.known) < 100 || len(lex.foreign) < 80 || len(lex.subject) < 80 {
		t.Errorf("groups %d, heads %d, known %d, elsewhere %d, subject %d", len(lex.groups), len(lex.heads), len(lex.known), len(lex.foreign), len(lex.subject))
	}
	for stem := range lex.subject {
		if lex.foreign[stem] {
			t.Errorf("%q belongs to the field and to another subject", stem)
		}
	}
}

func TestLexiconFaultsAreReported(t *testing.T) {
	for data, want := range map[string]string{
		"smae: []":                        "unknown field",
		"same: [{nl: [a], fr: [b]}]":      "unknown field",
		"same: text":                      "synonyms:",
		"same: [":                         "synonyms:",
		"oneway: [{from: a}]":             "synonyms:",
		"heads: [a, b]":                   "synonyms:",
		"same:\n  - {nl: [a]}\n- {nl: a}": "synonyms:",
	} {
		if _, err := ParseLexicon([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %q", data, err, want)
		}
	}
}

func TestOnewayWorksOneWay(t *testing.T) {
	lex, err := ParseLexicon([]byte("oneway: [{from: {nl: [poedel]}, to: {nl: [hond]}}]\nsame: [{nl: [\"vals plat\", helling]}]"))
	if err != nil {
		t.Fatal(err)
	}
	x := NewIndexWith([]Entry{{ID: "hond", Title: Localized{NL: "Hond"}}, {ID: "helling", Title: Localized{NL: "Helling"}}}, lex)
	y := NewIndexWith([]Entry{{ID: "poedel", Title: Localized{NL: "Poedel"}}}, lex)
	if a := x.Find("mijn poedel", Options{}); len(a.Hits) != 1 {
		t.Error("the narrower word does not find the broader one")
	}
	if a := y.Find("mijn hond", Options{}); len(a.Hits) != 0 {
		t.Error("the broader word finds the narrower one")
	}
	if a := x.Find("een vals plat stuk", Options{}); len(a.Hits) != 1 || a.Hits[0].Entry.ID != "helling" {
		t.Errorf("a synonym of several words finds %v", ids(a))
	}
	if a := x.Find("een plat stuk", Options{}); len(a.Hits) != 0 {
		t.Errorf("a part of a synonym finds %v", ids(a))
	}
}
