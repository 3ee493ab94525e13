package find

import (
	"math"
	"slices"
	"testing"
)

func TestGramsOfLines(t *testing.T) {
	for line, want := range map[string]int{"": 0, "a": 1, "ab": 1, "abc": 2, "lid worden": 9, "één": 2, "内部沟通": 11} {
		n := 0
		gramsOf(nil, words(line), func(uint16) { n++ })
		if n != want {
			t.Errorf("%q has %d grams, want %d", line, n, want)
		}
	}
}

// Derivations that no rule knows, and words in another order, are told apart by
// letters.
func TestGramsOrderWhatWordsFind(t *testing.T) {
	e := func(id, question string) Entry {
		return Entry{ID: id, Kind: Knowledge, Title: Localized{NL: "Communicatie " + id}, Questions: Lists{NL: []string{question}}}
	}
	x := NewIndex([]Entry{
		e("a", "wat gebeurt er met communicatie over vervoer"),
		e("b", "wat gebeurt er met communicatie over verduurzaming"),
		e("c", "wat gebeurt er met communicatie over verhuizing"),
	})
	for question, want := range map[string]string{
		"communicatie duurzaamheid":   "b",
		"communicatie verhuisbericht": "c",
		"communicatie vervoersplan":   "a",
	} {
		a, got := first(t, x, question)
		if got != want {
			t.Fatalf("%q finds %q, want %q", question, got, want)
		}
		if o := a.Hits[0].Order; o.Words <= 0 || o.Grams <= 0 || o.Grams > gramShare {
			t.Errorf("%q is explained by %+v", question, o)
		}
	}
}

// Whatever is asked, grams change the order of entries and never make an answer
// surer: they are alike in texts about something else.
func TestGramsNeverMakeAnAnswerSurer(t *testing.T) {
	without := NewIndex(builtin().Entries())
	without.grams = newGramBuilder().grams
	for range without.entries {
		without.grams.starts = append(without.grams.starts, 0)
	}
	without.grams.ready()
	questions := asked(synthetic(10), 10)
	for _, g := range goldenSet(t) {
		questions = append(questions, g.Text)
	}
	for _, q := range oddQuestions() {
		questions = append(questions, q)
	}
	bands := []Band{BandNone, BandSuggest, BandAnswer}
	for _, q := range questions {
		words, both := without.Find(q, Options{Now: today}), builtin().Find(q, Options{Now: today})
		if both.Confidence > words.Confidence+1e-9 || slices.Index(bands, both.Band) > slices.Index(bands, words.Band) {
			t.Errorf("%q: words %s %.3f, with grams %s %.3f", q, words.Band, words.Confidence, both.Band, both.Confidence)
		}
		for _, h := range both.Hits {
			if math.IsNaN(h.Order.Grams) || h.Order.Grams < 0 || h.Order.Grams > gramShare {
				t.Errorf("%q: grams give %v", q, h.Order.Grams)
			}
		}
	}
}
