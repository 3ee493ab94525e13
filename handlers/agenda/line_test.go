package agenda

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"wegwijs/handlers/agenda/item"
)

// lineTests are lines as people type them. A kind of "" is a topic. same says
// that the question is the topic.
var lineTests = []struct {
	kind, in, topic, ask, explain string
	minutes                       int
}{
	{in: "Nieuw intranet", topic: "Nieuw intranet"},
	{in: "  Nieuw   intranet  ", topic: "Nieuw intranet"},
	{in: "Nieuw\u00a0intranet", topic: "Nieuw intranet"},
	{in: "Nieuw intranet (15 min)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (15 min.)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (15 minuten)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (1 minuut)", topic: "Nieuw intranet", minutes: 1},
	{in: "Nieuw intranet (15min)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (15 MIN)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (15m)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (15')", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (15’)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet [15 min]", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet(15 min)", topic: "Nieuw intranet", minutes: 15},
	{in: "(15 min) Nieuw intranet", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw (15 min) intranet", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet ( 15  min )", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (ca. 15 min)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (ongeveer 20 minuten)", topic: "Nieuw intranet", minutes: 20},
	{in: "Nieuw intranet (max 20 min)", topic: "Nieuw intranet", minutes: 20},
	{in: "Nieuw intranet (±10 min)", topic: "Nieuw intranet", minutes: 10},
	{in: "Nieuw intranet (1 uur)", topic: "Nieuw intranet", minutes: 60},
	{in: "Nieuw intranet (1,5 uur)", topic: "Nieuw intranet", minutes: 90},
	{in: "Nieuw intranet (1.5 uur)", topic: "Nieuw intranet", minutes: 90},
	{in: "Nieuw intranet (0,5 uur)", topic: "Nieuw intranet", minutes: 30},
	{in: "Nieuw intranet (1u30)", topic: "Nieuw intranet", minutes: 90},
	{in: "Nieuw intranet (1 uur en 15 minuten)", topic: "Nieuw intranet", minutes: 75},
	{in: "Nieuw intranet (kwartier)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (een kwartier)", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet (half uur)", topic: "Nieuw intranet", minutes: 30},
	{in: "Nieuw intranet (een halfuur)", topic: "Nieuw intranet", minutes: 30},
	{in: "Nieuw intranet (drie kwartier)", topic: "Nieuw intranet", minutes: 45},
	{in: "Nieuw intranet (anderhalf uur)", topic: "Nieuw intranet", minutes: 90},
	{in: "New intranet (15 minutes)", topic: "New intranet", minutes: 15},
	{in: "New intranet (15 mins)", topic: "New intranet", minutes: 15},
	{in: "New intranet (half an hour)", topic: "New intranet", minutes: 30},
	{in: "New intranet (1 hour)", topic: "New intranet", minutes: 60},
	{in: "New intranet (an hour)", topic: "New intranet", minutes: 60},
	{in: "New intranet (2 hours)", topic: "New intranet", minutes: 120},
	{in: "New intranet (about 10 minutes)", topic: "New intranet", minutes: 10},
	{in: "Nieuw intranet, 15 min", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet - 15 minuten", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet – 15 min.", topic: "Nieuw intranet", minutes: 15},
	{in: "Nieuw intranet; 15 min", topic: "Nieuw intranet", minutes: 15},
	{in: "Presentatie van 15 min", topic: "Presentatie van 15 min"},
	{in: "Nieuw intranet (15)", topic: "Nieuw intranet (15)"},
	{in: "Nieuw intranet (fase 2)", topic: "Nieuw intranet (fase 2)"},
	{in: "Nieuw intranet (fase 2) (10 min)", topic: "Nieuw intranet (fase 2)", minutes: 10},
	{in: "Nieuw intranet (5 min) (10 min)", topic: "Nieuw intranet (5 min)", minutes: 10},
	{in: "Nieuw intranet (9:00)", topic: "Nieuw intranet (9:00)"},
	{in: "Nieuw intranet (0 min)", topic: "Nieuw intranet (0 min)"},
	{in: "Nieuw intranet (481 min)", topic: "Nieuw intranet (481 min)"},
	{in: "Nieuw intranet (480 min)", topic: "Nieuw intranet", minutes: 480},
	{in: "Nieuw intranet (999999 min)", topic: "Nieuw intranet (999999 min)"},
	{in: "Nieuw intranet (9999999 min)", topic: "Nieuw intranet (9999999 min)"},
	{in: "Nieuw intranet (-5 min)", topic: "Nieuw intranet (-5 min)"},
	{in: "Nieuw intranet (veel min)", topic: "Nieuw intranet (veel min)"},
	{in: "Nieuw intranet (15 min", topic: "Nieuw intranet (15 min"},
	{in: "(15 min)", topic: "(15 min)"},
	{in: "15 min", topic: "15 min"},

	{in: "Nieuw intranet: hoe doen jullie dat?", topic: "Nieuw intranet", ask: "hoe doen jullie dat?"},
	{in: "Nieuw intranet: hoe doen jullie dat? (15 min)", topic: "Nieuw intranet", ask: "hoe doen jullie dat?", minutes: 15},
	{in: "Nieuw intranet (15 min): hoe doen jullie dat?", topic: "Nieuw intranet", ask: "hoe doen jullie dat?", minutes: 15},
	{in: "Nieuw intranet - hoe doen jullie dat?", topic: "Nieuw intranet", ask: "hoe doen jullie dat?"},
	{in: "Nieuw intranet – hoe doen jullie dat?", topic: "Nieuw intranet", ask: "hoe doen jullie dat?"},
	{in: "Nieuw intranet — hoe doen jullie dat?", topic: "Nieuw intranet", ask: "hoe doen jullie dat?"},
	{in: "Nieuw intranet. Hoe doen jullie dat?", topic: "Nieuw intranet", ask: "Hoe doen jullie dat?"},
	{in: "Nieuw intranet! Hoe doen jullie dat?", topic: "Nieuw intranet", ask: "Hoe doen jullie dat?"},
	{in: "Nieuw intranet; hoe doen jullie dat?", topic: "Nieuw intranet", ask: "hoe doen jullie dat?"},
	{in: "Nieuw intranet: graag jullie advies", topic: "Nieuw intranet", ask: "graag jullie advies"},
	{in: "Nieuw intranet: advies over de naam", topic: "Nieuw intranet", ask: "advies over de naam"},
	{in: "Nieuw intranet: kunnen jullie meelezen", topic: "Nieuw intranet", ask: "kunnen jullie meelezen"},
	{in: "Nieuw intranet: we vragen om een besluit", topic: "Nieuw intranet", ask: "we vragen om een besluit"},
	{in: "Nieuw intranet: instemmen met het plan", topic: "Nieuw intranet", ask: "instemmen met het plan"},
	{in: "Visie 2027: de uitwerking", topic: "Visie 2027: de uitwerking"},
	{in: "Visie 2027: de uitwerking: wat vinden jullie?", topic: "Visie 2027", ask: "de uitwerking: wat vinden jullie?"},
	{in: "Rijksbreed: intranet", topic: "Rijksbreed: intranet"},
	{in: "Rijkshuisstijl - nieuwe lijn", topic: "Rijkshuisstijl - nieuwe lijn"},
	{in: "Overleg met mw. Jansen, hoe gaat dat?", topic: "Overleg met mw. Jansen, hoe gaat dat?", ask: "="},
	{in: "Kosten o.a. licenties. Hoe doen jullie dat?", topic: "Kosten o.a. licenties", ask: "Hoe doen jullie dat?"},
	{in: "Hoe doen jullie dat?", topic: "Hoe doen jullie dat?", ask: "="},
	{in: "Hoe doen jullie dat? En wat kost het?", topic: "Hoe doen jullie dat? En wat kost het?", ask: "="},
	{in: "Hoe gaan we om met AI? (20 min)", topic: "Hoe gaan we om met AI?", ask: "=", minutes: 20},
	{in: "https://intranet.example.nl/nieuws: wat vinden jullie?", topic: "https://intranet.example.nl/nieuws", ask: "wat vinden jullie?"},
	{in: "Zie https://intranet.example.nl/nieuws", topic: "Zie https://intranet.example.nl/nieuws"},
	{in: "Bijeenkomst om 9:00 uur", topic: "Bijeenkomst om 9:00 uur"},
	{in: "Nieuw intranet: ?", topic: "Nieuw intranet: ?", ask: "="},
	{in: ": hoe doen jullie dat?", topic: ": hoe doen jullie dat?", ask: "="},
	{in: "New intranet: how do you do that?", topic: "New intranet", ask: "how do you do that?"},
	{in: "New intranet: please advise us", topic: "New intranet", ask: "please advise us"},
	{in: "New intranet - what does it cost? (10 minutes)", topic: "New intranet", ask: "what does it cost?", minutes: 10},

	{in: "Nieuw intranet | Hoe doen jullie dat?", topic: "Nieuw intranet", ask: "Hoe doen jullie dat?"},
	{in: "Nieuw intranet | Advies | Wij beginnen in mei", topic: "Nieuw intranet", ask: "Advies", explain: "Wij beginnen in mei"},
	{in: "Nieuw intranet | Advies | Wij beginnen | in mei", topic: "Nieuw intranet", ask: "Advies", explain: "Wij beginnen\nin mei"},
	{in: "Nieuw intranet |  | Advies", topic: "Nieuw intranet | | Advies"},
	{in: "a|b", topic: "a|b"},
	{in: `"Nieuw intranet"`, topic: "Nieuw intranet"},
	{in: `"Nieuw intranet" "Hoe doen jullie dat?"`, topic: "Nieuw intranet", ask: "Hoe doen jullie dat?"},
	{in: `“Nieuw intranet” “Hoe doen jullie dat?” “Wij beginnen in mei”`, topic: "Nieuw intranet", ask: "Hoe doen jullie dat?", explain: "Wij beginnen in mei"},
	{in: `„Nieuw intranet” „Hoe?”`, topic: "Nieuw intranet", ask: "Hoe?"},
	{in: `Het "nieuwe" intranet`, topic: `Het "nieuwe" intranet`},
	{in: `"Nieuw" intranet`, topic: `"Nieuw" intranet`},
	{in: `"Nieuw intranet" (15 min)`, topic: "Nieuw intranet", minutes: 15},
	{in: `"" ""`, topic: `"" ""`},

	{in: "Nieuw intranet\nWij beginnen in mei", topic: "Nieuw intranet", explain: "Wij beginnen in mei"},
	{in: "Nieuw intranet: hoe doen jullie dat?\r\nWij beginnen in mei\r\nmet zes mensen", topic: "Nieuw intranet", ask: "hoe doen jullie dat?", explain: "Wij beginnen in mei\nmet zes mensen"},
	{in: "Nieuw intranet (15 min)\n\n- een\n- twee", topic: "Nieuw intranet", explain: "- een\n- twee", minutes: 15},
	{in: "Nieuw intranet\n(15 min)", topic: "Nieuw intranet", explain: "(15 min)"},
	{in: "Hoe doen jullie dat?\nWij beginnen in mei", topic: "Hoe doen jullie dat?", ask: "=", explain: "Wij beginnen in mei"},
	{in: "Onderwerp: Nieuw intranet", topic: "Nieuw intranet"},
	{in: "Onderwerp: Nieuw intranet (15 min)", topic: "Nieuw intranet", minutes: 15},
	{in: "Onderwerp: Nieuw intranet\nVraag: Hoe doen jullie dat?\nToelichting: Wij beginnen in mei", topic: "Nieuw intranet", ask: "Hoe doen jullie dat?", explain: "Wij beginnen in mei"},
	{in: "Nieuw intranet\nVraag: Hoe doen jullie dat?", topic: "Nieuw intranet", ask: "Hoe doen jullie dat?"},
	{in: "Nieuw intranet\nWij beginnen in mei\nVraag: Hoe doen jullie dat?", topic: "Nieuw intranet", ask: "Hoe doen jullie dat?", explain: "Wij beginnen in mei"},
	{in: "*Onderwerp*: Nieuw intranet\n*Wat vraag je de AIC?*: Advies\nen een besluit", topic: "Nieuw intranet", ask: "Advies\nen een besluit"},
	{in: "Topic: New intranet\nQuestion: How?\nBackground: We start in May\nwith six people", topic: "New intranet", ask: "How?", explain: "We start in May\nwith six people"},
	{in: "Vraag: hoe doen jullie dat?", topic: "hoe doen jullie dat?", ask: "="},
	{in: "Toelichting: wij beginnen in mei", topic: "Toelichting: wij beginnen in mei"},

	{in: "Onderwerp:", topic: "Onderwerp:"},
	{in: "Onderwerp:\nVraag:", topic: "Onderwerp:", explain: "Vraag:"},

	{kind: "question", in: "Wie heeft ervaring met een sociaal intranet?", topic: "Wie heeft ervaring met een sociaal intranet?", ask: "="},
	{kind: "question", in: "wie heeft ervaring met een sociaal intranet", topic: "wie heeft ervaring met een sociaal intranet", ask: "="},
	{kind: "question", in: "Sociaal intranet: wie heeft ervaring?", topic: "Sociaal intranet", ask: "wie heeft ervaring?"},
	{kind: "question", in: "Sociaal intranet. Wie heeft ervaring?", topic: "Sociaal intranet", ask: "Wie heeft ervaring?"},
	{kind: "question", in: "Wie heeft ervaring?\nWij beginnen in mei", topic: "Wie heeft ervaring?", ask: "=", explain: "Wij beginnen in mei"},
	{kind: "question", in: "Who knows a good (30 min) training?", topic: "Who knows a good (30 min) training?", ask: "="},
	{kind: "question", in: "Vraag: Wie heeft ervaring?", topic: "Wie heeft ervaring?", ask: "="},
	{kind: "question", in: "Onderwerp: Sociaal intranet\nVraag: Wie heeft ervaring?", topic: "Sociaal intranet", ask: "Wie heeft ervaring?"},
	{kind: "question", in: strings.Repeat("lang ", 30) + "?", ask: strings.Repeat("lang ", 30) + "?"},

	{in: "=HYPERLINK(\"https://evil.example\";\"klik\")", topic: "=HYPERLINK(\"https://evil.example\";\"klik\")"},
	{in: "<b>Nieuw</b> <script>alert(1)</script>", topic: "<b>Nieuw</b> <script>alert(1)</script>"},
	{in: "@channel: hoe gaat het?", topic: "@channel", ask: "hoe gaat het?"},
	{in: "🎉🎉🎉", topic: "🎉🎉🎉"},
	{in: "Borrel 🎉 (30 min)", topic: "Borrel 🎉", minutes: 30},
	{in: "---", topic: "---"},
}

func TestParseLine(t *testing.T) {
	if len(lineTests) < 100 {
		t.Fatalf("%d lines", len(lineTests))
	}
	for _, x := range lineTests {
		kind := item.Topic
		if x.kind != "" {
			kind = item.Kind(x.kind)
		}
		l := parseLine(kind, x.in)
		ask := x.ask
		if ask == "=" {
			ask = l.Topic
		}
		if l.Topic != x.topic || l.Ask != ask || l.Explain != x.explain || l.Minutes != x.minutes || l.Same != (x.ask == "=") {
			t.Errorf("%s %q\n got topic %q ask %q explain %q minutes %d same %v", kind, x.in, l.Topic, l.Ask, l.Explain, l.Minutes, l.Same)
		}
	}
}

// letters counts what may not be lost or invented.
func letters(all ...string) map[rune]int {
	n := map[rune]int{}
	for _, s := range all {
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				n[r]++
			}
		}
	}
	return n
}

// FuzzParseLine: nothing typed is lost, nothing is invented, and a topic with its
// minutes reads back as it was understood.
func FuzzParseLine(f *testing.F) {
	for _, x := range lineTests {
		f.Add(x.in, x.kind == "question")
	}
	f.Fuzz(func(t *testing.T, in string, question bool) {
		kind := item.Topic
		if question {
			kind = item.Question
		}
		l := parseLine(kind, in)
		parts := append([]string{l.Topic, l.Ask, l.Explain}, l.taken...)
		if l.Same {
			parts[0] = ""
		}
		want, got := letters(in), letters(parts...)
		for r, n := range want {
			if got[r] != n {
				t.Fatalf("%q: %q is there %d times and was typed %d times: %+v", in, r, got[r], n, l)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%q: %d different letters of %d: %+v", in, len(got), len(want), l)
		}
		if strings.TrimSpace(in) != "" && l.Topic == "" && l.Ask == "" && l.Explain == "" {
			t.Fatalf("%q: nothing is left: %+v", in, l)
		}
		if l.Minutes < 0 || l.Minutes > item.MostMinutes {
			t.Fatalf("%q: %d minutes", in, l.Minutes)
		}
		if kind == item.Topic && l.Topic != "" && l.Minutes > 0 {
			if topic, n := cutMinutes(withMinutes(&item.Item{Topic: l.Topic, Minutes: l.Minutes})); topic != l.Topic || n != l.Minutes {
				t.Fatalf("%q: %q %d becomes %q %d in the form", in, l.Topic, l.Minutes, topic, n)
			}
		}
	})
}

// What is typed can be as long as a platform lets through.
func TestLongLinesAreQuick(t *testing.T) {
	for _, unit := range []string{"a", ": ", "a: b? ", "a. ", "(1 min) ", "\"a\" ", "a | ", "vraag: x\n", "(", "\n", "é-", "„a“ "} {
		text := strings.Repeat(unit, 100_000/len(unit))
		start := time.Now()
		parseLine(item.Topic, text)
		parseLine(item.Question, text)
		if took := time.Since(start); took > time.Second {
			t.Errorf("%q: %v", unit, took)
		}
	}
}
