package survey

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func TestLabels(t *testing.T) {
	tests := []struct {
		q      Question
		nl, en string
	}{
		{Question{Kind: YesNo, Text: "Komt het uit?"}, "Ja|Nee", "Yes|No"},
		{Question{Kind: One, Options: []string{"a", "*b*"}}, "a|*b*", "a|*b*"},
		{Question{Kind: Rank, Options: []string{"a", "b"}}, "a|b", "a|b"},
		{Question{Kind: Scale, High: 5}, "1: helemaal niet|2|3|4|5: helemaal wel", "1: not at all|2|3|4|5: completely"},
		{Question{Kind: Scale, High: 5, Low: "oneens", Top: " eens "}, "1: oneens|2|3|4|5: eens", "1: oneens|2|3|4|5: eens"},
		{Question{Kind: Scale, High: 10, Top: "top"}, "1: helemaal niet|2|3|4|5|6|7|8|9|10: top", "1: not at all|2|3|4|5|6|7|8|9|10: top"},
		{Question{Kind: ENPS}, "0: heel onwaarschijnlijk|1|2|3|4|5|6|7|8|9|10: heel waarschijnlijk", "0: not at all likely|1|2|3|4|5|6|7|8|9|10: extremely likely"},
		{Question{Kind: Mood}, "Slecht|Niet zo goed|Gaat wel|Goed|Heel goed", "Bad|Not so good|So-so|Good|Very good"},
		{Question{Kind: Open}, "", ""},
	}
	for _, test := range tests {
		for lang, want := range map[bot.Lang]string{bot.NL: test.nl, bot.EN: test.en} {
			if got := strings.ReplaceAll(say(lang, test.q.Labels()...), "\n", "|"); got != want {
				t.Errorf("%v in %s: %q, want %q", test.q, lang, got, want)
			}
		}
		if got := len(test.q.Labels()); got != test.q.Choices() {
			t.Errorf("%v: %d labels, %d choices", test.q, got, test.q.Choices())
		}
	}
	if got := (Question{Kind: Mood}).Face(4); got != "😀" {
		t.Errorf("face of the best mood: %q", got)
	}
	if got := (Question{Kind: YesNo}).Face(0) + (Question{Kind: Mood}).Face(5) + (Question{Kind: Mood}).Face(-1); got != "" {
		t.Errorf("faces where there are none: %q", got)
	}
}

func TestTitle(t *testing.T) {
	if got := say(bot.NL, Question{Kind: ENPS}.Title()); !strings.Contains(got, "aanraadt") {
		t.Errorf("eNPS without words: %q", got)
	}
	if got := say(bot.EN, Question{Kind: Mood}.Title()); got != "How are you doing at work?" {
		t.Errorf("mood without words: %q", got)
	}
	if got := say(bot.EN, Question{Kind: ENPS, Text: " Zou je ons aanraden? "}.Title()); got != "Zou je ons aanraden?" {
		t.Errorf("eNPS with words: %q", got)
	}
}

func TestValue(t *testing.T) {
	tests := []struct {
		q      Question
		choice int
		want   int
		ok     bool
	}{
		{Question{Kind: Scale, High: 5}, 0, 1, true},
		{Question{Kind: Scale, High: 5}, 4, 5, true},
		{Question{Kind: Scale, High: 5}, 5, 0, false},
		{Question{Kind: Scale, High: 10}, 9, 10, true},
		{Question{Kind: ENPS}, 0, 0, true},
		{Question{Kind: ENPS}, 10, 10, true},
		{Question{Kind: ENPS}, 11, 0, false},
		{Question{Kind: ENPS}, -1, 0, false},
		{Question{Kind: Mood}, 0, 1, true},
		{Question{Kind: YesNo}, 1, 0, false},
		{Question{Kind: One, Options: []string{"1", "2"}}, 1, 0, false},
		{Question{Kind: Open}, 0, 0, false},
	}
	for _, test := range tests {
		if got, ok := test.q.Value(test.choice); got != test.want || ok != test.ok {
			t.Errorf("%v choice %d: %d %v", test.q, test.choice, got, ok)
		}
	}
}

func TestAnswers(t *testing.T) {
	abc := []string{"a", "b", "c"}
	tests := []struct {
		q      Question
		a      Answer
		stored string // with wrong: nothing is stored
		wrong  string
	}{
		{q: Question{Kind: YesNo}, a: Answer{Choices: []int{1}}, stored: "1"},
		{q: Question{Kind: YesNo}, wrong: "Kies één"},
		{q: Question{Kind: YesNo}, a: Answer{Choices: []int{0, 1}}, wrong: "Kies één"},
		{q: Question{Kind: YesNo}, a: Answer{Choices: []int{2}}, wrong: "is er niet"},
		{q: Question{Kind: One, Options: abc}, a: Answer{Choices: []int{2}}, stored: "2"},
		{q: Question{Kind: One, Options: abc}, a: Answer{Choices: []int{3}}, wrong: "is er niet"},
		{q: Question{Kind: One, Options: abc}, a: Answer{Choices: []int{-1}}, wrong: "is er niet"},
		{q: Question{Kind: Several, Options: abc}, a: Answer{Choices: []int{2, 0}}, stored: "0,2"},
		{q: Question{Kind: Several, Options: abc}, a: Answer{Choices: []int{2, 2}}, wrong: "twee keer"},
		{q: Question{Kind: Several, Options: abc}, wrong: "ten minste één"},
		{q: Question{Kind: Several, Options: abc, Max: 2}, a: Answer{Choices: []int{0, 1, 2}}, wrong: "hoogstens 2 antwoorden; je koos er 3"},
		{q: Question{Kind: Several, Options: abc, Max: 2}, a: Answer{Choices: []int{1, 0}}, stored: "0,1"},
		{q: Question{Kind: Rank, Options: abc}, a: Answer{Choices: []int{2, 0, 1}}, stored: "2,0,1"},
		{q: Question{Kind: Rank, Options: abc}, a: Answer{Choices: []int{2, 0}}, wrong: "alle 3 opties"},
		{q: Question{Kind: Rank, Options: abc}, a: Answer{Choices: []int{2, 0, 0}}, wrong: "twee keer"},
		{q: Question{Kind: Scale, High: 5}, a: Answer{Choices: []int{4}}, stored: "4"},
		{q: Question{Kind: Scale, High: 5}, a: Answer{Choices: []int{5}}, wrong: "is er niet"},
		{q: Question{Kind: ENPS}, a: Answer{Choices: []int{10}}, stored: "10"},
		{q: Question{Kind: Mood}, a: Answer{Choices: []int{0}}, stored: "0"},
		{q: Question{Kind: Open}, a: Answer{Text: " Meer tijd, graag.\n"}, stored: "Meer tijd, graag."},
		{q: Question{Kind: Open}, a: Answer{Text: " \n"}, wrong: "in woorden"},
		{q: Question{Kind: Open}, a: Answer{Text: "👍"}, wrong: "in woorden"},
		{q: Question{Kind: Open}, a: Answer{Text: strings.Repeat("é", MaxOpenAnswer)}, stored: strings.Repeat("é", MaxOpenAnswer)},
		{q: Question{Kind: Open}, a: Answer{Text: strings.Repeat("é", MaxOpenAnswer+1)}, wrong: "1001 tekens"},
	}
	for _, test := range tests {
		wrong := test.q.Wrong(test.a)
		if test.wrong != "" {
			if wrong == nil || !strings.Contains(say(bot.NL, wrong), test.wrong) {
				t.Errorf("%v %v: %v, want %q", test.q, test.a, wrong, test.wrong)
			}
			if got, err := test.q.Decode(test.q.Encode(test.a)); err == nil && test.q.Wrong(got) != nil {
				t.Errorf("%v: what cannot be answered was read: %v", test.q, got)
			}
			continue
		}
		if wrong != nil {
			t.Errorf("%v %v: %q", test.q, test.a, say(bot.NL, wrong))
			continue
		}
		stored := test.q.Encode(test.a)
		if stored != test.stored {
			t.Errorf("%v %v is stored as %q, want %q", test.q, test.a, stored, test.stored)
		}
		back, err := test.q.Decode(stored)
		if err != nil || test.q.Encode(back) != stored {
			t.Errorf("%v: %q is read as %v, %v", test.q, stored, back, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	q := Question{Kind: Several, Options: []string{"a", "b"}}
	for _, s := range []string{"", ",", "a", "0,", "1,0", "0,0", "2", "-1", "+1", "01", "0, 1", "99999999999999999999"} {
		if a, err := q.Decode(s); err == nil {
			t.Errorf("%q is read as %v", s, a)
		} else if s != "" && strings.Contains(err.Error(), s) && len(s) > 2 {
			t.Errorf("the error tells the answer: %v", err)
		}
	}
}

func TestFaults(t *testing.T) {
	open := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	many := func(n int) (options []string) {
		for i := range n {
			options = append(options, "optie "+strconv.Itoa(i))
		}
		return options
	}
	one := func(q Question) Spec { return Spec{Mode: Unnamed, Questions: []Question{q}} }
	tests := []struct {
		name string
		s    Spec
		want []string // part of each fault
	}{
		{"yes or no", one(Question{Kind: YesNo, Text: "Komt het uit?"}), nil},
		{"nothing", Spec{}, []string{"nog geen vraag", "met naam, zonder naam"}},
		{"no words", one(Question{Kind: YesNo, Text: "  "}), []string{"nog geen vraag"}},
		{"a picture", one(Question{Kind: YesNo, Text: "🎉?"}), []string{"geen woorden"}},
		{"no options", one(Question{Kind: One, Text: "Wat?"}), []string{"geen opties"}},
		{"one option", one(Question{Kind: One, Text: "Wat?", Options: []string{"a"}}), []string{"maar één optie"}},
		{"equal options", one(Question{Kind: One, Text: "Wat?", Options: []string{"Ja hoor", "nee", " JA  HOOR"}}), []string{"Optie 1 en optie 3"}},
		{"twenty options", one(Question{Kind: One, Text: "Wat?", Options: many(20)}), nil},
		{"two hundred options", one(Question{Kind: One, Text: "Wat?", Options: many(200)}), []string{"200 opties; er passen er 20"}},
		{"ten to rank", one(Question{Kind: Rank, Text: "Wat?", Options: many(10)}), nil},
		{"eleven to rank", one(Question{Kind: Rank, Text: "Wat?", Options: many(11)}), []string{"11 opties"}},
		{"an option of pictures", one(Question{Kind: One, Text: "Wat?", Options: []string{"👍", "nee"}}), []string{"“👍” heeft geen woorden"}},
		{"an empty option", one(Question{Kind: One, Text: "Wat?", Options: []string{"ja", " "}}), []string{"Optie 2 is leeg"}},
		{"a long option", one(Question{Kind: One, Text: "Wat?", Options: []string{"ja", strings.Repeat("x", 76)}}), []string{"76 tekens; er passen er 75"}},
		{"a long question", one(Question{Kind: YesNo, Text: strings.Repeat("ë", 301)}), []string{"301 tekens; er passen er 300"}},
		{"the longest question", one(Question{Kind: YesNo, Text: strings.Repeat("ë", 300)}), nil},
		{"more than there are", one(Question{Kind: Several, Text: "Wat?", Options: many(2), Max: 3}), []string{"3 antwoorden kiezen, maar er zijn 2"}},
		{"several of one", one(Question{Kind: Several, Text: "Wat?", Options: many(2), Max: 1}), []string{"getal vanaf 2"}},
		{"a scale to seven", one(Question{Kind: Scale, Text: "Wat?", High: 7}), []string{"tot 5 of van 1 tot 10"}},
		{"a long end", one(Question{Kind: Scale, Text: "Wat?", High: 5, Low: strings.Repeat("x", 41)}), []string{"41 tekens"}},
		{"equal ends", one(Question{Kind: Scale, Text: "Wat?", High: 5, Low: "Eens", Top: "eens"}), []string{"heten hetzelfde"}},
		{"a scale with options", one(Question{Kind: Scale, Text: "Wat?", High: 5, Options: many(2)}), []string{"eigen antwoorden"}},
		{"eNPS without words", one(Question{Kind: ENPS}), nil},
		{"no kind", one(Question{Text: "Wat?"}), []string{"geen soort vraag"}},
		{"interim without names", Spec{Mode: Unnamed, Interim: true, Questions: []Question{{Kind: YesNo, Text: "Wat?"}}}, []string{"tussenstand kan alleen met naam"}},
		{"interim with names", Spec{Mode: Named, Interim: true, Questions: []Question{{Kind: YesNo, Text: "Wat?"}}}, nil},
		{"adding to a scale", Spec{Mode: Named, AddOption: true, Questions: []Question{{Kind: Scale, High: 5, Text: "Wat?"}}}, []string{"bij één vraag met opties"}},
		{"adding without names", Spec{Mode: Final, AddOption: true, Questions: []Question{{Kind: One, Text: "Wat?", Options: many(2)}}}, []string{"toevoegen kan alleen met naam"}},
		{"the second question", Spec{Mode: Final, Questions: []Question{{Kind: YesNo, Text: "Wat?"}, {Kind: One, Text: "Wie?"}}}, []string{"Vraag 2: Er zijn geen opties"}},
		{"closes before it opens", Spec{Mode: Final, Questions: []Question{{Kind: YesNo, Text: "Wat?"}}, Opens: open, Closes: open}, []string{"sluit voordat"}},
		{"sixty days", Spec{Mode: Final, Questions: []Question{{Kind: YesNo, Text: "Wat?"}}, Opens: open, Closes: open.Add(MaxOpen)}, nil},
		{"more than sixty days", Spec{Mode: Final, Questions: []Question{{Kind: YesNo, Text: "Wat?"}}, Opens: open, Closes: open.Add(MaxOpen + time.Minute)}, []string{"hoogstens 60 dagen"}},
	}
	for _, test := range tests {
		got := test.s.Faults()
		if len(got) != len(test.want) {
			t.Errorf("%s: %q, want %q", test.name, say(bot.NL, got...), test.want)
			continue
		}
		for i, fault := range got {
			if !strings.Contains(say(bot.NL, fault), test.want[i]) {
				t.Errorf("%s: %q, want %q", test.name, say(bot.NL, fault), test.want[i])
			}
		}
	}
	s := one(Question{Kind: YesNo, Text: "Wat?"})
	s.Opens, s.Closes = open, open.Add(time.Hour)
	for at, want := range map[time.Time]int{open: 0, open.Add(time.Minute): 1, open.Add(time.Hour): 2} {
		if got := s.FaultsAt(at); len(got) != want {
			t.Errorf("at %v: %q", at, say(bot.NL, got...))
		}
	}
	s.Opens, s.Closes = time.Time{}, open.Add(61*24*time.Hour)
	if got := s.FaultsAt(open); len(got) != 1 {
		t.Errorf("61 days: %q", say(bot.NL, got...))
	}
}

func TestSame(t *testing.T) {
	one := func(text string, options ...string) Spec {
		return Spec{Questions: []Question{{Kind: One, Text: text, Options: options}}}
	}
	a := one("Welke dag komt uit?", "Maandag", "Dinsdag")
	for _, same := range []Spec{one("welke  dag komt uit", "maandag.", "dinsdag"), one("Welke dag: komt uit?!", "Dinsdag", "Maandag")} {
		if a.Same() != same.Same() {
			t.Errorf("%q and %q", a.Same(), same.Same())
		}
	}
	for _, other := range []Spec{one("Welke dag komt niet uit?", "Maandag", "Dinsdag"), one("Welke dag komt uit?", "Maandag", "Dinsdag", "Woensdag"), {}} {
		if a.Same() == other.Same() {
			t.Errorf("%q is the same", other.Same())
		}
	}
	if (Spec{Questions: []Question{{Kind: ENPS}}}).Same() != (Spec{Questions: []Question{{Kind: ENPS, Text: textENPS.EN}}}).Same() {
		t.Error("the standard question, typed out, is another one")
	}
	if (Spec{Questions: []Question{{Kind: Scale, High: 5, Text: "x"}}}).Same() == (Spec{Questions: []Question{{Kind: Scale, High: 10, Text: "x"}}}).Same() {
		t.Error("a scale to 5 is one to 10")
	}
}
