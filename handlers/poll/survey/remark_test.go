package survey

import (
	"strings"
	"testing"

	"wegwijs/bot"
)

// Sentences that give cause for a remark, and the words of the remark.
var remarkable = []struct{ text, remark string }{
	{"Vind je ook niet dat de kantine beter kan?", "sturen"},
	{"Vind jij ook dat we te veel vergaderen?", "sturen"},
	{"Vinden jullie niet dat het intranet beter moet?", "sturen"},
	{"Denk je ook dat dit werkt?", "sturen"},
	{"Ben je het niet eens met het plan?", "sturen"},
	{"Zou het niet beter zijn om te stoppen?", "sturen"},
	{"Is het niet tijd voor iets nieuws?", "sturen"},
	{"Moeten we niet eens opruimen?", "sturen"},
	{"De bijeenkomst was nuttig, toch?", "sturen"},
	{"Dat is duidelijk, nietwaar?", "sturen"},
	{"Hoe goed was de bijeenkomst?", "sturen"},
	{"Hoe leuk vond je de borrel?", "sturen"},
	{"Hoe geweldig was het uitje?", "sturen"},
	{"Ben je blij met het geweldige intranet?", "sturen"},
	{"Moet die zinloze vergadering blijven?", "sturen"},
	{"Gaan we eindelijk verhuizen?", "sturen"},
	{"Iedereen weet dat de lift stuk is. Klopt dat?", "sturen"},
	{"Lees je natuurlijk de nieuwsbrief?", "sturen"},
	{"Don't you agree that the canteen is great?", "sturen"},
	{"Do you agree that we meet too often?", "sturen"},
	{"Wouldn't you like more time?", "sturen"},
	{"Isn't it time for a change?", "sturen"},
	{"Shouldn't we stop?", "sturen"},
	{"The meeting was useful, right?", "sturen"},
	{"How good was the meeting?", "sturen"},
	{"How amazing was the trip?", "sturen"},
	{"Do you like our fantastic intranet?", "sturen"},
	{"Do you also think that this works?", "sturen"},
	{"Obviously we move. Is that okay?", "sturen"},
	{"Is that pointless meeting needed?", "sturen"},
	{"Was het duidelijk en nuttig?", "twee vragen"},
	{"Was de uitleg te lang of onduidelijk?", "twee vragen"},
	{"Is het intranet snel en overzichtelijk?", "twee vragen"},
	{"Ben je tevreden over de kantine en de koffie?", "twee vragen"},
	{"Lees je het intranet en de nieuwsbrief?", "twee vragen"},
	{"Ben je tevreden met je werkplek en je leidinggevende?", "twee vragen"},
	{"Weet je wie er komt en wat we doen?", "twee vragen"},
	{"Was je erbij en vond je het nuttig?", "twee vragen"},
	{"Komt het uit? En was het duidelijk?", "twee vragen"},
	{"Wil je een mail en/of een bericht?", "twee vragen"},
	{"Was the talk clear and useful?", "twee vragen"},
	{"Are you happy with the canteen and the coffee?", "twee vragen"},
	{"Do you know who comes and what we do?", "twee vragen"},
	{"Did you attend and was it useful?", "twee vragen"},
	{"Do you read mail and/or chat?", "twee vragen"},
	{"Lees je altijd het intranet?", "laat weinig ruimte"},
	{"Ben je het nooit vergeten?", "laat weinig ruimte"},
	{"Do you always read the newsletter?", "laat weinig ruimte"},
	{"Have you never seen it?", "laat weinig ruimte"},
	{"Kun je vrijdag niet?", "ontkenning"},
	{"Heb je geen last van de verbouwing?", "ontkenning"},
	{"Is the plan not clear?", "ontkenning"},
}

// Ordinary questions: not one of them may give a remark.
var ordinary = []string{
	"Komt iedereen vrijdag?", "Is iedereen akkoord met het verslag?", "Past vrijdag bij jou?", "Weet je wat de AIC doet?", "Ken je het leernetwerk?",
	"Heb je de nieuwsbrief van deze week gelezen?", "Wil je vaker een bijeenkomst?", "Kun je met de nieuwe huisstijl werken?", "Was de uitleg duidelijk?",
	"Hoe duidelijk was de uitleg?", "Hoe tevreden ben je over de bijeenkomst?", "Hoe vaak lees je het intranet?", "Hoe nuttig was deze bijeenkomst voor je werk?",
	"Hoe goed ken je de AIC?", "Hoe goed weet je wat er verandert?", "Hoe goed lukt het je om informatie te vinden?", "Welke dag past het best?",
	"Waar moet het uitje heen?", "Wat eten we vrijdag?", "Op welke dag zullen we lunchen?", "Hoe wil je op de hoogte blijven?",
	"Ken je het verschil tussen de AIC en het leernetwerk?", "Hoe is de samenwerking tussen de directie en de ondernemingsraad?",
	"Is de samenwerking tussen onze afdeling en de communicatie duidelijk?", "Weet je of de lift het doet?", "Gaat het door of niet?", "Ben je gelukkig op je werk?",
	"Werk je in een natuurlijke omgeving?", "Is het waar dat we verhuizen?", "Heb je de presentatie al gezien?", "Weet je waar je met vragen terechtkunt?",
	"Begrijp je waarom we veranderen?", "Voel je je betrokken bij je team?", "Kun je jezelf zijn op je werk?", "Krijg je genoeg informatie over de verandering?",
	"Zullen we de vergadering verzetten naar 15.00 uur?", "Is 1 december een goede dag?", "Moet de vergadering korter?", "Zijn we klaar voor de start?",
	"Zou je ons aanraden als werkgever?", "Vind je de nieuwe indeling prettig?", "Denk je dat we het halen?", "Vind je dat we te veel vergaderen?",
	"Heb je interesse in de training schrijven op B1?", "Lees je de mail van de secretaris-generaal?", "Doe je mee met koken en bakken?", "Kom je met de fiets of de trein?",
	"Is everybody coming on Friday?", "Was the explanation clear?", "How clear was the explanation?", "How satisfied are you with the meeting?",
	"How often do you read the intranet?", "Which day suits you best?", "What shall we eat?", "Do you know where to go with questions?",
	"Do you know the difference between the council and the board?", "Did you read the newsletter this week?", "Would you like more meetings?",
	"Do you understand why we change?", "Is the text written clearly?", "Do you feel involved in your team?", "Shall we move the meeting to 3 pm?",
	"Can you make it on Tuesday?", "Is 1 December a good day?", "Do you want to join the workshop?", "Would you recommend us as an employer?",
	"How good are you at finding information?", "Does the new layout work for you?", "Do you think we will make it?", "Is it true that we move?",
	"Wordt de pauze verlengd naar een half uur?", "Ga je mee naar het museum?", "Is de kantine open?", "Heb je al een laptop?", "Gebruik je de app Rijksportaal?",
}

func TestRemarks(t *testing.T) {
	if len(remarkable)+len(ordinary) < 120 {
		t.Fatal("too few sentences")
	}
	spec := func(kind Kind, text string) Spec {
		return Spec{Mode: Unnamed, Questions: []Question{{Kind: kind, Text: text, High: 5}}}
	}
	for _, test := range remarkable {
		got := spec(YesNo, test.text).Remarks()
		if len(got) != 1 || !strings.Contains(say(bot.NL, got...), test.remark) {
			t.Errorf("%q: %q, want %q", test.text, say(bot.NL, got...), test.remark)
		}
	}
	for _, text := range ordinary {
		for _, kind := range []Kind{YesNo, Scale, Open} {
			if got := spec(kind, text).Remarks(); len(got) > 0 {
				t.Errorf("%q (%s): a false alarm: %q", text, kind, say(bot.NL, got...))
			}
		}
	}
	// What is clear in a corpus of lines that people type is no cause for a remark.
	for _, s := range samples(t) {
		if s.form || s.empty {
			continue
		}
		if got := s.want.Remarks(); len(got) > 0 {
			t.Errorf("%s: %q: a false alarm: %q", s.at, s.typed, say(bot.NL, got...))
		}
	}
}

func TestRemarksOnAnswers(t *testing.T) {
	options := func(text string, options ...string) Question {
		return Question{Kind: One, Text: text, Options: options}
	}
	ends := func(low, top string) Question {
		return Question{Kind: Scale, High: 5, Text: "Hoe was het?", Low: low, Top: top}
	}
	tests := []struct {
		q    Question
		want string
	}{
		{options("Hoe was het?", "uitstekend", "heel goed", "goed", "slecht"), "3 positief en 1 negatief"},
		{options("Hoe was het?", "goed", "heel goed", "geweldig"), "3 positief en 0 negatief"},
		{options("How was it?", "excellent", "good", "nice", "fair"), "3 positief en 0 negatief"},
		{options("Hoe was het?", "slecht", "heel slecht", "matig", "goed"), "3 negatief en 1 positief"},
		{options("Hoe was het?", "heel goed", "goed", "gaat wel", "slecht", "heel slecht"), ""},
		{options("Hoe was het?", "heel tevreden", "tevreden", "neutraal", "niet tevreden", "helemaal niet tevreden"), ""},
		{options("How was it?", "very clear", "clear", "unclear", "not clear at all"), ""},
		{options("Hoe was het?", "goed", "kan beter"), ""},
		{options("Kom je?", "ja, maandag", "ja, dinsdag", "ja, woensdag", "nee"), ""},
		{options("Wat eten we?", "soep", "brood", "rijst"), ""},
		{options("Welke naam?", "Top", "Super", "Wegwijs"), ""},
		{options("Hoe vaak?", "altijd", "vaak", "soms", "nooit"), ""},
		{options("Het plan is goed.", "helemaal eens", "eens", "neutraal", "oneens", "helemaal oneens"), "sneller eens dan oneens"},
		{options("The plan is fine.", "agree", "neutral", "disagree"), "sneller eens dan oneens"},
		{options("Gaan we akkoord?", "eens", "oneens"), ""},
		{options("Hoe tevreden ben je over de kantine en de koffie?", "heel tevreden", "tevreden", "ontevreden", "heel ontevreden"), "twee vragen"},
		{options("Waar praat je met de directie en de collega's?", "kantine", "gang", "vergaderzaal"), ""},
		{ends("heel onduidelijk", "heel duidelijk"), ""},
		{ends("oneens", "eens"), "sneller eens dan oneens"},
		{ends("goed", "heel goed"), "aan dezelfde kant"},
		{ends("heel goed", "heel slecht"), "andersom"},
		{ends("", "heel duidelijk"), "Eén uiteinde"},
		{ends("niet", ""), "Eén uiteinde"},
		{ends("", ""), ""},
		{Question{Kind: Scale, High: 5, Text: "In hoeverre ben je het eens met het plan?"}, "sneller eens dan oneens"},
		{Question{Kind: ENPS}, ""},
		{Question{Kind: Mood}, ""},
		{Question{Kind: Rank, Text: "Wat is belangrijk?", Options: []string{"goed", "beter", "best"}}, ""},
	}
	for _, test := range tests {
		got := Spec{Questions: []Question{test.q}}.Remarks()
		switch {
		case test.want == "" && len(got) > 0:
			t.Errorf("%v: a false alarm: %q", test.q, say(bot.NL, got...))
		case test.want != "" && (len(got) != 1 || !strings.Contains(say(bot.NL, got...), test.want)):
			t.Errorf("%v: %q, want %q", test.q, say(bot.NL, got...), test.want)
		}
	}
	two := Spec{Questions: []Question{{Kind: YesNo, Text: "Komt het uit?"}, {Kind: YesNo, Text: "Vind je ook niet dat het kan?"}}}.Remarks()
	if len(two) != 1 || !strings.HasPrefix(say(bot.NL, two...), "Vraag 2: De vraag lijkt te sturen, door “vind je ook niet dat”") {
		t.Errorf("in a series: %q", say(bot.NL, two...))
	}
}
