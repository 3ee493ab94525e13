package main

import (
	"strings"
	"testing"
)

func sample() []page {
	return []page{
		{name: "a", title: "Tabellen maken", terms: []string{"tabellen, invoegen in teksten", "zie ook grafieken maken", "tabellen maken"}, blocks: []block{
			{text: "Zo maakt u een tabel."}, {heading: true, text: "Kolommen verdelen:"}, {text: "Kies in het menu."},
		}},
		{name: "b", title: "Grafieken", about: "Het maken van een grafiek in een document", terms: []string{"invoegen grafieken"}, blocks: []block{
			{text: "Kies het menu voor grafieken."},
		}},
		{name: "c", title: "Code", code: true, terms: []string{"functie in een programma"}},
	}
}

func TestAskMakesQuestionsOfWhatWritersSaid(t *testing.T) {
	pages := sample()
	got := map[string][]string{}
	for _, q := range ask(pages) {
		got[q.Text] = q.Expect
	}
	want := map[string]string{
		"tabellen invoegen in teksten":              "d00000",
		"Kolommen verdelen":                         "d00000",
		"Het maken van een grafiek in een document": "d00001",
		"invoegen grafieken":                        "d00001",
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for text, id := range want {
		if len(got[text]) != 1 || got[text][0] != id {
			t.Errorf("%q expects %v, want %s", text, got[text], id)
		}
	}
}

func TestQuestionsStandInNoDocument(t *testing.T) {
	pages := sample()
	questions := ask(pages)
	for _, d := range append(documents(pages), sections(pages)...) {
		for _, q := range questions {
			if strings.Contains(question(d.Title+" "+d.Summary+" "+d.Body), q.Text) {
				t.Errorf("%s holds the question %q", d.ID, q.Text)
			}
		}
	}
}
