package agenda

import (
	"strings"
	"testing"
	"unicode"

	"wegwijs/handlers/agenda/committee"
)

func TestActionsAsTheyAreTyped(t *testing.T) {
	const today = committee.Day("2026-12-08")
	for line, want := range map[string]actionLine{
		"Max: vraagt cijfers op (voor 1 februari)":        {"Max", "vraagt cijfers op", "2027-02-01"},
		"Max: vraagt cijfers op voor 1 februari":          {"Max", "vraagt cijfers op", "2027-02-01"},
		"Max: vraagt cijfers op, uiterlijk 1 februari":    {"Max", "vraagt cijfers op", "2027-02-01"},
		"Max: vraagt cijfers op (uiterlijk op 1 feb)":     {"Max", "vraagt cijfers op", "2027-02-01"},
		"Max: vraagt cijfers op (2027-02-01)":             {"Max", "vraagt cijfers op", "2027-02-01"},
		"- FIN en OCW: maken een overzicht; op 12-1-2027": {"FIN en OCW", "maken een overzicht", "2027-01-12"},
		"1. Bel de drukker":                               {"", "Bel de drukker", ""},
		"2) Bel de drukker (morgen)":                      {"", "Bel de drukker", "2026-12-09"},
		"* Max: belt (zie bijlage)":                       {"Max", "belt (zie bijlage)", ""},
		"Max vraagt cijfers op":                           {"", "Max vraagt cijfers op", ""},
		"Zoek het op":                                     {"", "Zoek het op", ""},
		"Stuur de notulen op voor de leden":               {"", "Stuur de notulen op voor de leden", ""},
		"Lees https://example.nl/a: daar staat het":       {"", "Lees https://example.nl/a: daar staat het", ""},
		"vergaderen om 9:30 uur":                          {"", "vergaderen om 9:30 uur", ""},
		"Max: asks for figures by 1 February":             {"Max", "asks for figures", "2027-02-01"},
		"Max: asks for figures (due 1 February)":          {"Max", "asks for figures", "2027-02-01"},
		"Max:":                                            {"", "Max:", ""},
		"voor 1 februari":                                 {"", "–", "2027-02-01"},
		"(1 februari)":                                    {"", "–", "2027-02-01"},
		"=1+1":                                            {"", "=1+1", ""},
		"Max:\tbelt\u00a0Anna  voor\t1 februari":          {"Max", "belt Anna", "2027-02-01"},
	} {
		got := parseActions(line, today)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q is %+v, want %+v", line, got, want)
		}
	}
	if got := parseActions(" \n\n - \n•\nBel\n\nSchrijf\n", today); len(got) != 2 || got[0].Text != "Bel" || got[1].Text != "Schrijf" {
		t.Errorf("lines: %+v", got)
	}
}

func TestAdviceAsItIsTyped(t *testing.T) {
	for line, want := range map[string]outcome{
		"CRC (gevraagd): kort de brief in":          {To: "CRC", Asked: true, Text: "kort de brief in"},
		"VoRa (ongevraagd): begin met een brief":    {To: "VoRa", Text: "begin met een brief"},
		"aan de SG van BZK: wacht":                  {To: "de SG van BZK", Text: "wacht"},
		"Aan CRC, gevraagd: wacht":                  {To: "CRC", Asked: true, Text: "wacht"},
		"CRC: wacht":                                {To: "CRC", Text: "wacht"},
		"to CRC (asked for): wait":                  {To: "CRC", Asked: true, Text: "wait"},
		"CRC (not asked for): wait":                 {To: "CRC", Text: "wait"},
		"Kort de brief in":                          {Text: "Kort de brief in"},
		"Let op: kort de brief in":                  {Text: "Let op: kort de brief in"},
		"Denk hier goed over na met elkaar: waarom": {Text: "Denk hier goed over na met elkaar: waarom"},
		"Zie https://example.nl/a":                  {Text: "Zie https://example.nl/a"},
		":":                                         {Text: ":"},
	} {
		if got := adviceOf(line); got != want {
			t.Errorf("%q is %+v, want %+v", line, got, want)
		}
	}
}

func TestClockAsItIsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"9.00": "09:00", "09:00": "09:00", " 9:30 uur": "09:30", "13.15 UUR": "13:15", "0.00": "00:00", "23:59": "23:59",
		"24:00": "", "9": "", "half tien": "", "9.60": "", "": "", "uur": "", "-1:00": "", "09:00:00": "", "٩:٠٠": "",
	} {
		if got, ok := clockOf(typed); got != want || ok != (want != "") {
			t.Errorf("%q is %q", typed, got)
		}
	}
}

func TestApologiesAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]apology{
		"Max de Vries":                      {Name: "Max de Vries"},
		"Max de Vries (Lotte komt)":         {Name: "Max de Vries", Note: "Lotte komt"},
		" Max  de Vries(Lotte (FIN) komt) ": {Name: "Max de Vries", Note: "Lotte (FIN) komt"},
		"(Lotte)":                           {Name: "(Lotte)"},
		"":                                  {},
	} {
		if got := apologyOf(typed); got.Name != want.Name || got.Note != want.Note {
			t.Errorf("%q is %+v, want %+v", typed, got, want)
		}
	}
}

// onlyLetters are those of a text, in order: what must not be lost.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func FuzzActions(f *testing.F) {
	for _, s := range []string{"Max: vraagt cijfers op (voor 1 februari)", "a: b: c (1 feb) voor 2 feb", "voor voor op 1 feb", "- (", "1. :", "\x00:\xff", "op 1-1-1", strings.Repeat("voor ", 500) + "1 feb", "É: ü voor 29 februari"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const today = committee.Day("2026-12-08")
		for _, a := range parseActions(text, today) {
			if a.Text == "" || strings.ContainsAny(a.Text+a.Owner, "\n\r") {
				t.Fatalf("%q gives %+v", text, a)
			}
			if a.Due != "" {
				if _, ok := committee.ParseDay(string(a.Due)); !ok {
					t.Fatalf("%q is due on %q", text, a.Due)
				}
				continue
			}
			if whole := onlyLetters(a.Owner + a.Text); !strings.Contains(onlyLetters(text), whole) {
				t.Fatalf("%q lost something: %+v", text, a)
			}
		}
	})
}

func FuzzAdvice(f *testing.F) {
	for _, s := range []string{"CRC (gevraagd): kort de brief in", "aan x: y", "a, asked: b", ":", "((((", "\xff: \x00", "Let op: x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		o := adviceOf(line)
		if onlyLetters(o.Text) != "" && !strings.Contains(onlyLetters(line), onlyLetters(o.Text)) {
			t.Fatalf("%q gives %+v", line, o)
		}
		if o.To == "" && o.Text != line {
			t.Fatalf("%q lost something: %+v", line, o)
		}
	})
}
