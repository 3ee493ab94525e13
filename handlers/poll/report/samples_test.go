package report_test

import (
	"fmt"
	"strings"
	"time"

	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
)

func sum(by []int) (n int) {
	for _, x := range by {
		n += x
	}
	return n
}

// poll is a closed poll with one question.
func poll(mode survey.Mode, q survey.Question, o survey.QuestionOutcome) report.Poll {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return report.Poll{
		ID:      "k7m2qx4a",
		Spec:    survey.Spec{Mode: mode, Questions: []survey.Question{q}},
		Outcome: survey.Outcome{Asked: 60, Answered: o.N, Low: 5*o.N < 2*60, Questions: []survey.QuestionOutcome{o}},
		Rules:   survey.Rules{MinAnswers: 5, MinGroup: 10},
		Opened:  time.Date(2027, 1, 5, 9, 0, 0, 0, zone),
		Closed:  time.Date(2027, 1, 12, 17, 0, 0, 0, zone),
	}
}

func also(p report.Poll, q survey.Question, o survey.QuestionOutcome) report.Poll {
	p.Spec.Questions = append(p.Spec.Questions, q)
	p.Outcome.Questions = append(p.Outcome.Questions, o)
	return p
}

func counts(by ...int) survey.QuestionOutcome { return survey.QuestionOutcome{N: sum(by), By: by} }

func one(text string, options ...string) survey.Question {
	return survey.Question{Text: text, Kind: survey.One, Options: options}
}

var (
	short = poll(survey.Unnamed, one("Weet je waar je terechtkunt met vragen over interne communicatie?", "Ja, altijd", "Soms", "Nee"), counts(14, 17, 6))
	long  = poll(survey.Unnamed, one("Hoe hoor jij het liefst over veranderingen die jouw werk raken?",
		"Van mijn leidinggevende, in het werkoverleg", "In een nieuwsbericht op Rijksportaal, met een reactiemogelijkheid onderaan",
		"In een bijeenkomst waar ik vragen kan stellen aan wie erover gaat", "Per e-mail", "Ik hoor het liever niet"), counts(21, 9, 6, 1, 0))
	enps = poll(survey.Final, survey.Question{Kind: survey.ENPS}, survey.QuestionOutcome{N: 37, By: []int{1, 0, 0, 1, 2, 2, 3, 6, 9, 8, 5},
		ENPS: &survey.ENPSScore{Score: survey.Estimate{Value: 10.8, Low: -14.4, High: 36.1}, Promoters: 13, Passives: 15, Detractors: 9}})
	scale = poll(survey.Unnamed, survey.Question{Text: "De informatie over de verhuizing was op tijd.", Kind: survey.Scale, High: 5}, survey.QuestionOutcome{
		N: 22, By: []int{2, 3, 0, 12, 5}, Mean: &survey.Estimate{Value: 3.68, Low: 3.15, High: 4.22}})
	scale10 = poll(survey.Unnamed, survey.Question{Text: "Welk cijfer geef je deze bijeenkomst?", Kind: survey.Scale, High: 10, Low: "heel slecht", Top: "uitstekend"}, survey.QuestionOutcome{
		N: 30, By: []int{0, 0, 1, 0, 2, 5, 10, 9, 3, 0}, Mean: &survey.Estimate{Value: 7.1, Low: 6.6, High: 7.6}})
	mood = poll(survey.Unnamed, survey.Question{Kind: survey.Mood}, survey.QuestionOutcome{
		N: 40, By: []int{2, 4, 10, 18, 6}, Mean: &survey.Estimate{Value: 3.55, Low: 3.2, High: 3.9}})
	ranking = poll(survey.Unnamed, survey.Question{Text: "Wat moet er als eerste beter?", Kind: survey.Rank, Options: []string{"Zoeken op Rijksportaal", "Uitleg bij besluiten", "Minder e-mail", "Betere vergaderzalen"}},
		survey.QuestionOutcome{N: 31, By: []int{6, 18, 7, 0}, Ranking: []survey.RankPlace{{Choice: 1, Mean: 1.52, First: 18}, {Choice: 0, Mean: 2.35, First: 6}, {Choice: 2, Mean: 2.4, First: 7}, {Choice: 3, Mean: 3.74, First: 0}}})
	several = poll(survey.Unnamed, survey.Question{Text: "Waar lees je nieuws van de organisatie?", Kind: survey.Several, Options: []string{"Rijksportaal", "E-mail", "Mattermost", "Nergens"}},
		survey.QuestionOutcome{N: 33, By: []int{20, 30, 11, 1}})
	unanimous = poll(survey.Unnamed, survey.Question{Text: "Is de nieuwe werkwijze duidelijk?", Kind: survey.YesNo}, survey.QuestionOutcome{N: 8, Unanimous: true, Choice: 0})
	five      = also(also(also(also(short, survey.Question{Text: "De informatie over de verhuizing was op tijd.", Kind: survey.Scale, High: 5}, scale.Outcome.Questions[0]),
		survey.Question{Kind: survey.ENPS}, enps.Outcome.Questions[0]),
		survey.Question{Text: "Wat wil je ons meegeven?", Kind: survey.Open}, survey.QuestionOutcome{N: 12, Texts: true}),
		survey.Question{Text: "Heb je de bijeenkomst van 9 december bezocht?", Kind: survey.YesNo}, survey.QuestionOutcome{Withheld: survey.FewAnswers})
	moreThanAsked = func() report.Poll {
		p := poll(survey.Unnamed, survey.Question{Text: "Goed?", Kind: survey.YesNo}, counts(9, 3))
		p.Outcome.Asked, p.Outcome.Low = 10, false
		return p
	}()
	withheld = func() report.Poll {
		p := poll(survey.Unnamed, one("Gaat het goed?", "Ja", "Nee"), survey.QuestionOutcome{})
		p.Outcome = survey.Outcome{Asked: 60, Withheld: survey.FewAnswers}
		p.Reach = []report.Reach{{Place: survey.Place{Platform: "web", Name: "algemeen"}, Asked: 60, Hidden: true}}
		return p
	}()
)

// longest is as much as a poll can hold.
func longest(questions int) report.Poll {
	var options []string
	var by []int
	for i := range survey.MaxOptions {
		o := fmt.Sprintf("Optie %d met geürmd en zoëven gevraagde medewerkerstevredenheidsonderzoeken, lang", i+1)
		options, by = append(options, string([]rune(o)[:survey.MaxOption])), append(by, 3*i)
	}
	q := one(strings.TrimSpace(strings.Repeat("Een heel lange vraag die maar niet ophoudt? ", 7))[:300], options...)
	p := poll(survey.Unnamed, q, counts(by...))
	for range questions - 1 {
		p = also(p, q, counts(by...))
	}
	p.Outcome.Asked, p.Outcome.Answered = 900, sum(by)
	return p
}

// hostile are words that break files.
var hostile = []string{
	"=1+1", "+31612345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =HYPERLINK(\"https://x\")", "\u200b=1", "−5",
	`zeg "ja"`, "regel 1\nregel 2", "regel 1\r\nregel 2", "a;b;c", "a,b,c", `";=cmd|' /C calc'!A0`, "'s ochtends", "",
	"🙂👍🏽", "مرحبا", "שלום", "\u202eomgekeerd", "née Zoë Çelik-Øst", "日本語", "_x000D_", "<b>&amp;</b>", "{n}", strings.Repeat("lang ", 60),
}
