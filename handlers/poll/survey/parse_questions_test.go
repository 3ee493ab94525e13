package survey

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"wegwijs/bot"
)

func TestParseQuestions(t *testing.T) {
	got, doubts := ParseQuestions(`
V: Hoe duidelijk was de uitleg? [schaal 1-5]
laag: heel onduidelijk
hoog: heel duidelijk
Q: Which days suit you? [multi 2]
- Monday
* Tuesday
1. Wednesday
v2 : Weet je waar je terechtkunt?
Vraag je je iets af?
V: Welke kanalen lees je?
- intranet
- nieuwsbrief
V: [enps]
V: Hoe ga je naar huis? [Stemming]
V: Zet op volgorde [rangorde]
- a
- b
V: Wat kan beter? [open]
V: Kies er één [kies 1]
- a
- b
V: Alles mag [kies 0]
- a
- b
V: Hoe hoog? [scale 10]
V: Is dit duidelijk? [ja/nee]
Q: And this? [Yes/No]
V: Wat is [dit]?
V: Wat vind je? [schaal 1-7]
`)
	want := []Question{
		{Kind: Scale, High: 5, Text: "Hoe duidelijk was de uitleg?", Low: "heel onduidelijk", Top: "heel duidelijk"},
		{Kind: Several, Max: 2, Text: "Which days suit you?", Options: []string{"Monday", "Tuesday", "Wednesday"}},
		{Kind: YesNo, Text: "Weet je waar je terechtkunt?"},
		{Kind: One, Text: "Welke kanalen lees je?", Options: []string{"intranet", "nieuwsbrief"}},
		{Kind: ENPS},
		{Kind: Mood, Text: "Hoe ga je naar huis?"},
		{Kind: Rank, Text: "Zet op volgorde", Options: []string{"a", "b"}},
		{Kind: Open, Text: "Wat kan beter?"},
		{Kind: One, Text: "Kies er één", Options: []string{"a", "b"}},
		{Kind: Several, Text: "Alles mag", Options: []string{"a", "b"}},
		{Kind: Scale, High: 10, Text: "Hoe hoog?"},
		{Kind: YesNo, Text: "Is dit duidelijk?"},
		{Kind: YesNo, Text: "And this?"},
		{Kind: YesNo, Text: "Wat is [dit]?"},
		{Kind: YesNo, Text: "Wat vind je? [schaal 1-7]"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	said := say(bot.NL, doubts...)
	for _, part := range []string{"“Vraag je je iets af?” hoort bij geen vraag", "“Wat vind je? [schaal 1-7]” is geen soort vraag",
		"Vraag 14: Op “Wat is [dit]?” past misschien geen ja of nee", "Vraag 15: "} {
		if !strings.Contains(said, part) {
			t.Errorf("%q is not among\n%s", part, said)
		}
	}
	if len(doubts) != 4 {
		t.Errorf("%d doubts:\n%s", len(doubts), said)
	}
}

func FuzzParseQuestions(f *testing.F) {
	f.Add("V: Hoe? [schaal 1-5]\nlaag: a\nhoog: b\nV: Wat?\n- a\n- b", "a", "b", 3)
	f.Add("Q: [kies 3] [open]\n- - a\n1. 2. b\nV: V: x?", "V: x", "- y", 0)
	f.Add("V: x [één]\nlaag: y\nV: [enps]\nlaag: z", "[open]", "laag: x", 12)
	f.Fuzz(func(t *testing.T, text, a, b string, n int) {
		qs, doubts := ParseQuestions(text)
		var words []string
		for _, q := range qs {
			words = append(words, q.Text, q.Low, q.Top)
			words = append(words, q.Options...)
		}
		if !strings.ContainsAny(text, ":[]") { // no types and no first letters to take off
			have := runs(append(words, say(bot.NL, doubts...))...)
			for run := range runs(clean(text)) {
				if have[run] == 0 && len(run) > 2 {
					t.Errorf("%q of %q is lost", run, text)
				}
			}
		}
		again(t, qs)
		// Any question that can be placed survives.
		for _, q := range []Question{
			{Kind: One, Text: a, Options: []string{a, b}},
			{Kind: Several, Text: b, Options: []string{b, a, "c"}, Max: n},
			{Kind: Scale, High: 5, Text: a, Low: b, Top: a},
			{Kind: Open, Text: a + b},
		} {
			q = normal(q)
			if len((Spec{Mode: Named, Questions: []Question{q}}).Faults()) == 0 {
				again(t, []Question{q, {Kind: YesNo, Text: "Gaat het?"}, q})
			}
		}
	})
}

// normal is a question as the parser and the form make it: without what cannot
// be seen, and one space between words.
func normal(q Question) Question {
	q.Text, q.Low, q.Top = tidy(clean(q.Text)), tidy(clean(q.Low)), tidy(clean(q.Top))
	q.Options = slices.Clone(q.Options)
	for i, o := range q.Options {
		q.Options[i] = tidy(clean(o))
	}
	return q
}

// again asserts that what is written is read again as it was.
func again(t *testing.T, qs []Question) {
	t.Helper()
	written := FormatQuestions(qs)
	got, doubts := ParseQuestions(written)
	if len(qs) == 0 && len(got) == 0 {
		return
	}
	if !reflect.DeepEqual(got, qs) || len(doubts) > 0 {
		t.Errorf("%+v\nis written as %q\nand read as %+v %s", qs, written, got, say(bot.NL, doubts...))
	}
}

func TestSplitOptions(t *testing.T) {
	for text, want := range map[string][]string{
		"":                           nil,
		" \n\n":                      nil,
		"soep\nbrood":                {"soep", "brood"},
		" soep \r\n\r\n  brood  ":    {"soep", "brood"},
		"- soep\n- brood":            {"soep", "brood"},
		"1. soep\n2. brood":          {"soep", "brood"},
		"\"soep\"\n“brood”":          {"soep", "brood"},
		"- 'soep'\n- 'brood'":        {"soep", "brood"},
		"- soep\nbrood":              {"- soep", "brood"},
		"2. soep\n3. brood":          {"2. soep", "3. brood"},
		"'s ochtends\n's middags":    {"'s ochtends", "'s middags"},
		"soep, brood":                {"soep, brood"},
		"\"\"":                       {"\"\""},
		"soep \"van de dag\"\nbrood": {"soep \"van de dag\"", "brood"},
		"--anoniem":                  {"--anoniem"},
		"-5 graden\n-10 graden":      {"-5 graden", "-10 graden"},
	} {
		if got := SplitOptions(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
