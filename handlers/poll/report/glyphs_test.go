package report_test

import (
	"math"
	"strconv"
	"testing"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
)

// contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(hex string) float64 {
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			panic(err)
		}
		c := float64(v) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestContrastIsMeasuredRight(t *testing.T) {
	if c := contrast("000000", "ffffff"); math.Abs(c-21) > .01 {
		t.Errorf("black on white is %.2f", c)
	}
	if c := contrast("767676", "ffffff"); c < 4.5 || c > 4.6 { // the lightest grey that is enough
		t.Errorf("grey on white is %.2f", c)
	}
}

func TestLegible(t *testing.T) {
	for in, want := range map[string]string{
		"Ja, altijd":                 "Ja, altijd",
		"née Zoë Çelik, Øst, façade": "née Zoë Çelik, Øst, façade",
		"gee\u0301n e\u0308en":       "geén ëen",
		"€ 5 – “mooi” ‘t …":          "€ 5 – “mooi” ‘t …",
		"twee\nregels\tbreed":        "twee regels breed",
		"Ja 🥹":                       "Ja",
		"−5 tot ＋５ ≥ 3":              "−5 tot +5 ≥ 3",
		"4 ⪵ 5":                      "4 … 5",
		"👍🏽":                         "duim omhoog",
		"🥹":                          "",
		"日本語":                        "",
		"Ja (日本語)":                   "Ja (…)",
		"\u202eomgekeerd":            "omgekeerd",
		"🇳🇱":                         "NL",
		"👩\u200d💻":                   "",
		"Ελλάδα, Россия":             "Ελλάδα, Россия",
		"":                           "",
	} {
		if got := report.Legible(in, bot.NL); got != want {
			t.Errorf("%q becomes %q, not %q", in, got, want)
		}
	}
	if got := report.Legible("👍", bot.EN); got != "thumbs up" {
		t.Errorf("in English: %q", got)
	}
	for _, r := range "ABCxyz0189áàâäéèêëíìîïóòôöúùûüýÿçñŒœĳĲ€%&@#“”„‘’–—…·×" {
		if !report.Drawable(r) {
			t.Errorf("there is no picture of %q", r)
		}
	}
}

// FuzzLegible: whatever is typed, there is a picture of what comes out.
func FuzzLegible(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := report.Legible(s, bot.NL)
		if !utf8.ValidString(out) {
			t.Fatalf("%q is no text", out)
		}
		for _, r := range out {
			if !report.Drawable(r) {
				t.Fatalf("%q becomes %q with a box for %q", s, out, r)
			}
		}
	})
}
