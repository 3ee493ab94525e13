package bottest

import (
	"time"

	"wegwijs/bot"
)

// vocabulary is the notation's words in one language.
type vocabulary struct {
	thread, only, to, edits, editsFor string
	form, stays                       string
	presses, chooses, from, fills     string
	atMessage                         string
	wait, at, restart, redeliver      string
	somebody, deletes                 string
	platform, times                   string
	picture, file, table              string
	optional                          string
	kinds                             [8]string
	reasons                           [6]string
	units                             []unit
}

type unit struct {
	one, many string
	is        time.Duration
}

const day = 24 * time.Hour

var vocabularies = map[bot.Lang]*vocabulary{
	bot.NL: {
		thread: "in de draad", only: "alleen voor", to: "aan", edits: "wijzigt", editsFor: "bij",
		form: "formulier voor", stays: "formulier blijft open voor",
		presses: "drukt op", chooses: "kiest", from: "uit", fills: "vult in", atMessage: "bij het bericht van",
		wait: "wacht", at: "om", restart: "herstart", redeliver: "opnieuw bezorgd",
		somebody: "iemand", deletes: "verwijdert het bericht in",
		platform: "platform faalt", times: "keer",
		picture: "plaatje", file: "bestand", table: "tabel",
		optional: "mag leeg",
		kinds:    [...]string{"tekst", "lange tekst", "een van", "kies uit", "getal", "datum", "datum en tijd", "ja of nee"},
		reasons:  [...]string{"tijdelijk", "te snel", "verboden", "weg", "ongeldig", "geen toegang"},
		units: []unit{{"week", "weken", 7 * day}, {"dag", "dagen", day}, {"uur", "uur", time.Hour},
			{"minuut", "minuten", time.Minute}, {"seconde", "seconden", time.Second}},
	},
	bot.EN: {
		thread: "in the thread", only: "only for", to: "to", edits: "edits", editsFor: "for",
		form: "form for", stays: "form stays open for",
		presses: "presses", chooses: "chooses", from: "from", fills: "fills in", atMessage: "at the message of",
		wait: "wait", at: "at", restart: "restart", redeliver: "redeliver",
		somebody: "somebody", deletes: "deletes the message in",
		platform: "platform fails", times: "times",
		picture: "picture", file: "file", table: "table",
		optional: "may be empty",
		kinds:    [...]string{"text", "long text", "one of", "choose from", "number", "date", "date and time", "yes or no"},
		reasons:  [...]string{"temporary", "too fast", "forbidden", "gone", "invalid", "no access"},
		units: []unit{{"week", "weeks", 7 * day}, {"day", "days", day}, {"hour", "hours", time.Hour},
			{"minute", "minutes", time.Minute}, {"second", "seconds", time.Second}},
	},
}

func words(l bot.Lang) *vocabulary {
	if v := vocabularies[l]; v != nil {
		return v
	}
	return vocabularies[bot.NL]
}
