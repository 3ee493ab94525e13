package bot

import (
	"testing"
	"time"
)

func TestTextsInBothLanguages(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	nine := time.Date(2027, 1, 12, 8, 0, 0, 0, time.UTC).In(amsterdam)
	votes := Plural{Phrase{"{n} antwoord van {who}", "{n} answer by {who}"}, Phrase{"{n} antwoorden van {who}", "{n} answers by {who}"}}
	for _, tc := range []struct {
		text   Text
		nl, en string
	}{
		{Phrase{"ja", "yes"}, "ja", "yes"},
		{Phrase{"hoi {name}, {name}", "hi {name}"}.With(Args{"name": Plain("{x}")}), "hoi {x}, {x}", "hi {x}"},
		{Phrase{"geen {plek", "no {place"}, "geen {plek", "no {place"},
		{Phrase{"{mist}", "{missing}"}.With(nil), "{mist}", "{missing}"},
		{votes.Count(1, Args{"who": Plain("Anna")}), "1 antwoord van Anna", "1 answer by Anna"},
		{votes.Count(0, Args{"who": Plain("Anna")}), "0 antwoorden van Anna", "0 answers by Anna"},
		{Number(9999), "9999", "9999"},
		{Number(1234567), "1.234.567", "1,234,567"},
		{Number(-10000), "-10.000", "-10,000"},
		{PerLang{NL: "alleen hier"}, "alleen hier", "alleen hier"},
		{PerLang{NL: "hier", EN: "here"}, "hier", "here"},
		{Moment(nine), "dinsdag 12 januari 2027, 9.00 uur", "Tuesday 12 January 2027, 09:00"},
		{Day(nine), "dinsdag 12 januari 2027", "Tuesday 12 January 2027"},
		{Date(nine), "12 januari 2027", "12 January 2027"},
		{List(Plain("a"), Plain("b"), Plain("c")), "a, b en c", "a, b and c"},
		{List(Plain("a")), "a", "a"},
		{Link(Plain("hier"), "https://x.nl/a"), "hier (https://x.nl/a)", "hier (https://x.nl/a)"},
		{Link(Plain("hier"), "javascript:alert(1)"), "hier", "hier"},
		{Bold(Plain("")), "", ""},
	} {
		if got := tc.text.In(NL, Literal); got != tc.nl {
			t.Errorf("Dutch: got %q, want %q", got, tc.nl)
		}
		if got := tc.text.In(EN, Literal); got != tc.en {
			t.Errorf("English: got %q, want %q", got, tc.en)
		}
	}
}

func TestSafeURL(t *testing.T) {
	for url, want := range map[string]bool{
		"https://x.nl": true, "http://x.nl/a?b=c#d": true, "mailto:a@b.nl": true, "HTTPS://X.NL": true,
		"": false, "https://": false, "javascript:alert(1)": false, "data:text/html,x": false, "//x.nl": false,
		"https://x.nl/<script>": false, "https://x.nl/a b": false, "https://x.nl/\n": false, "https://x.nl|y": false,
		" https://x.nl": false, "https://x.nl/\u0085": false,
	} {
		if got := SafeURL(url); got != want {
			t.Errorf("SafeURL(%q) = %v", url, got)
		}
	}
}

func TestParseLang(t *testing.T) {
	for tag, want := range map[string]Lang{"nl": NL, "nl-NL": NL, "NL_be": NL, "en-GB": EN, "en": EN, "de": "", "": "", "nld": ""} {
		if got, _ := ParseLang(tag); got != want {
			t.Errorf("ParseLang(%q) = %q", tag, got)
		}
	}
}

func FuzzPhrase(f *testing.F) {
	f.Add("hoi {name}", "Anna")
	f.Add("{{name}}", "}")
	f.Add("{", "{")
	f.Fuzz(func(t *testing.T, nl, arg string) {
		p := Phrase{NL: nl, EN: nl}
		// A phrase without its arguments shows itself: nothing is ever lost.
		if got := p.In(NL, Literal); got != nl {
			t.Errorf("%q shows as %q", nl, got)
		}
		args := Args{}
		for _, name := range p.Places(NL) {
			args[name] = Plain(arg)
		}
		_ = p.With(args).In(EN, Literal)
	})
}
