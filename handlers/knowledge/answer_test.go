package knowledge

import (
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/knowledge/find"
)

// Two pages of one site are told apart by name; one page is named by its site.
func TestLinkedNamesPagesOfOneSite(t *testing.T) {
	const above = "https://www.example.nl/a/plan"
	for source, want := range map[string]string{
		above:                               "example.nl",
		above + " en https://other.nl/x":    "example.nl en other.nl",
		above + " en https://example.nl/b/": "example.nl/a/plan en example.nl/b",
		"het secretariaat":                  "het secretariaat",
	} {
		text := linked(source, above).In(bot.NL, unlinked{bot.Literal})
		if text != want {
			t.Errorf("%q is shown as %q, want %q", source, text, want)
		}
	}
}

func TestSourcesAreJoinedInTheReadersLanguage(t *testing.T) {
	for _, source := range []string{"https://a.nl/x en https://b.nl/y", "https://a.nl/x and https://b.nl/y"} {
		for lang, want := range map[bot.Lang]string{bot.NL: "a.nl en b.nl", bot.EN: "a.nl and b.nl"} {
			if got := linked(source, "").In(lang, unlinked{bot.Literal}); got != want {
				t.Errorf("%q in %s, want %q", got, lang, want)
			}
		}
	}
}

// unlinked shows only the text of a link.
type unlinked struct{ bot.Escaper }

func (unlinked) Link(text, _ string) string { return text }

// Whoever is nearest to a question comes with how to reach them.
func TestNearestSaysHowToReach(t *testing.T) {
	entry := func(title, summary, contact, url string) *find.Entry {
		return &find.Entry{Title: find.Localized{NL: title}, Summary: find.Localized{NL: summary}, Contact: find.Localized{NL: contact}, URL: url}
	}
	for want, e := range map[string]*find.Entry{
		"Loket: Helpt je. Verder vragen? a@example.nl":       entry("Loket", "Helpt je.", "a@example.nl", "https://example.nl/loket"),
		"Loket: Mail a@example.nl.":                          entry("Loket", "Mail a@example.nl.", "a@example.nl", "https://example.nl/loket"),
		"Waar moet ik zijn? Hier. Lees verder op example.nl": entry("Waar moet ik zijn?", "Hier.", "", "https://example.nl/loket"),
		"Loket: Helpt je.":                                   entry("Loket", "Helpt je.", "", ""),
	} {
		k := New(Options{Index: find.NewIndex(nil)})
		m := k.near(find.Answer{Near: []*find.Entry{e}}, false)
		para, ok := m.Blocks[1].(bot.Para)
		if !ok || len(para.Items) != 1 {
			t.Fatalf("%+v", m.Blocks)
		}
		if got := para.Items[0].In(bot.NL, plain{unlinked{bot.Literal}}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// plain shows bold text as it is.
type plain struct{ bot.Escaper }

func (plain) Bold(text string) string { return text }
