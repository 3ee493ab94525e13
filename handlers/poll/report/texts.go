package report

import (
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

var (
	textNoPicture = bot.Phrase{
		NL: "Van deze uitslag is geen plaatje te maken: er zijn geen aantallen die getoond mogen worden. Kies csv, json of xlsx.",
		EN: "There is no picture of this result: there are no numbers that may be shown. Choose csv, json or xlsx.",
	}

	// Why something is not shown.
	textNotShown   = bot.Phrase{NL: "niet getoond", EN: "not shown"}
	textFewAnswers = bot.Phrase{NL: "niet getoond: minder dan {n} antwoorden", EN: "not shown: fewer than {n} answers"}
	textSmallGroup = bot.Phrase{NL: "niet getoond: minder dan {n} mensen gevraagd", EN: "not shown: fewer than {n} people asked"}
	textAlmostSame = bot.Phrase{NL: "niet getoond: een andere uitslag van dezelfde vraag verschilt te weinig", EN: "not shown: another result of the same question differs too little"}
	textNoAnswers  = bot.Phrase{NL: "geen antwoorden", EN: "no answers"}
	textHiddenHere = bot.Phrase{NL: "niet getoond: te weinig mensen in dit kanaal", EN: "not shown: too few people in this channel"}
	textMajority   = bot.Phrase{NL: "grote meerderheid", EN: "large majority"}
	textOthers     = bot.Phrase{NL: "niet getoond: bijna iedereen koos hetzelfde", EN: "not shown: nearly everybody chose the same"}
	textLow        = bot.Phrase{NL: "minder dan 40 % antwoordde: geen beeld van de hele groep", EN: "fewer than 40% answered: no picture of the whole group"}
	textHidden     = bot.Plural{
		One:  bot.Phrase{NL: "niet getoond: {n} kanaal met te weinig mensen of antwoorden", EN: "not shown: {n} channel with too few people or answers"},
		Many: bot.Phrase{NL: "niet getoond: {n} kanalen met te weinig mensen of antwoorden", EN: "not shown: {n} channels with too few people or answers"},
	}

	// Kinds of questions.
	textYesNo   = bot.Phrase{NL: "ja of nee", EN: "yes or no"}
	textOne     = bot.Phrase{NL: "één keuze", EN: "one choice"}
	textSeveral = bot.Phrase{NL: "meer keuzes", EN: "several choices"}
	textScale   = bot.Phrase{NL: "schaal", EN: "scale"}
	textENPS    = bot.Phrase{NL: "eNPS", EN: "eNPS (employee net promoter score)"}
	textMood    = bot.Phrase{NL: "stemming", EN: "mood"}
	textRank    = bot.Phrase{NL: "rangorde", EN: "ranking"}
	textOpen    = bot.Phrase{NL: "open vraag", EN: "open question"}

	// Modes.
	textNamed   = bot.Phrase{NL: "met naam", EN: "with names"}
	textUnnamed = bot.Phrase{NL: "zonder naam", EN: "without names"}
	textFinal   = bot.Phrase{NL: "zonder naam, definitief", EN: "without names, final"}

	// Columns.
	textColPoll     = bot.Phrase{NL: "Peiling", EN: "Poll"}
	textColOpened   = bot.Phrase{NL: "Geopend", EN: "Opened"}
	textColClosed   = bot.Phrase{NL: "Gesloten", EN: "Closed"}
	textColChannel  = bot.Phrase{NL: "Kanaal", EN: "Channel"}
	textColNumber   = bot.Phrase{NL: "Vraagnummer", EN: "Question number"}
	textColQuestion = bot.Phrase{NL: "Vraag", EN: "Question"}
	textColKind     = bot.Phrase{NL: "Soort vraag", EN: "Type of question"}
	textColName     = bot.Phrase{NL: "Naam", EN: "Name"}
	textColRow      = bot.Phrase{NL: "Wat", EN: "What"}
	textColChoiceNo = bot.Phrase{NL: "Keuzenummer", EN: "Choice number"}
	textColChoice   = bot.Phrase{NL: "Keuze", EN: "Choice"}
	textColValue    = bot.Phrase{NL: "Waarde", EN: "Value"}
	textColLow      = bot.Phrase{NL: "95 % laag", EN: "95% low"}
	textColHigh     = bot.Phrase{NL: "95 % hoog", EN: "95% high"}
	textColPeople   = bot.Phrase{NL: "Mensen", EN: "People"}
	textColPercent  = bot.Phrase{NL: "Procent", EN: "Percent"}
	textColN        = bot.Phrase{NL: "Antwoorden op deze vraag", EN: "Answers to this question"}
	textColAnswered = bot.Phrase{NL: "Antwoordden", EN: "Answered"}
	textColAsked    = bot.Phrase{NL: "Gevraagd", EN: "Asked"}
	textColRate     = bot.Phrase{NL: "Respons in procent", EN: "Response in percent"}
	textColNote     = bot.Phrase{NL: "Opmerking", EN: "Note"}

	// What a row is.
	textRowChoice     = bot.Phrase{NL: "keuze", EN: "choice"}
	textRowMean       = bot.Phrase{NL: "gemiddelde", EN: "mean"}
	textRowENPS       = bot.Phrase{NL: "eNPS", EN: "eNPS (score)"}
	textRowPromoters  = bot.Phrase{NL: "promotors (9 en 10)", EN: "promoters (9 and 10)"}
	textRowPassives   = bot.Phrase{NL: "passief (7 en 8)", EN: "passives (7 and 8)"}
	textRowDetractors = bot.Phrase{NL: "critici (0 tot en met 6)", EN: "detractors (0 to 6)"}
	textRowRank       = bot.Phrase{NL: "rangorde", EN: "ranking"}
	textRowText       = bot.Phrase{NL: "open antwoord", EN: "open answer"}
	textRowWithheld   = bot.Phrase{NL: "niet getoond", EN: "not shown"}
	textRowPerson     = bot.Phrase{NL: "antwoord", EN: "answer"}
	textRowReach      = bot.Phrase{NL: "bereik", EN: "reach"}
	textRankNote      = bot.Phrase{NL: "waarde: gemiddelde plaats, 1 is de beste; mensen: hoe vaak op plaats 1", EN: "value: average place, 1 is the best; people: how often in place 1"}
	textPlaceNote     = bot.Phrase{NL: "waarde: de plaats die deze keuze kreeg", EN: "value: the place this choice got"}
	textOpenNote      = bot.Phrase{NL: "open antwoorden staan hier pas na controle door een collega", EN: "open answers are only here after a check by a colleague"}
	textChoice        = bot.Phrase{NL: "keuze {n}", EN: "choice {n}"}
	textAllChannels   = bot.Phrase{NL: "alle kanalen", EN: "all channels"}
	textNoQuestion    = bot.Phrase{NL: "vraag {n}", EN: "question {n}"}

	// Sheets.
	textSheetResult  = bot.Phrase{NL: "Uitslag", EN: "Result"}
	textSheetReach   = bot.Phrase{NL: "Bereik", EN: "Reach"}
	textSheetPeople  = bot.Phrase{NL: "Antwoorden per persoon", EN: "Answers per person"}
	textSheetAbout   = bot.Phrase{NL: "Over deze peiling", EN: "About this poll"}
	textTotal        = bot.Phrase{NL: "Iedereen, één keer geteld", EN: "Everybody, counted once"}
	textDocTitle     = bot.Phrase{NL: "Uitslag van een peiling: {question}", EN: "Result of a poll: {question}"}
	textDocWhat      = bot.Phrase{NL: "Uitslag van een peiling van Wegwijs. Wat niet getoond mag worden, staat er niet in.", EN: "Result of a poll by Wegwijs. What may not be shown is not in it."}
	textAboutMode    = bot.Phrase{NL: "Soort peiling", EN: "Mode"}
	textAboutFollow  = bot.Phrase{NL: "Wat er met de uitslag gebeurt", EN: "What happens with the result"}
	textAboutNote    = bot.Phrase{NL: "Let op", EN: "Note"}
	textAboutMargin  = bot.Phrase{NL: "95 % laag en 95 % hoog", EN: "95% low and 95% high"}
	textAboutMargin2 = bot.Phrase{NL: "Het cijfer van de hele groep ligt waarschijnlijk tussen deze twee. Hoe minder antwoorden, hoe verder ze uit elkaar liggen.", EN: "The number of the whole group is probably between these two. The fewer answers, the further apart they are."}

	// In the picture.
	textChartOf = bot.Plural{
		One:  bot.Phrase{NL: "{answered} van {asked} mensen antwoordde ({rate})", EN: "{answered} of {asked} people answered ({rate})"},
		Many: bot.Phrase{NL: "{answered} van {asked} mensen antwoordden ({rate})", EN: "{answered} of {asked} people answered ({rate})"},
	}
	textChartMore    = bot.Phrase{NL: "{answered} mensen antwoordden; toen de peiling openging, werden er {asked} gevraagd", EN: "{answered} people answered; when the poll opened, {asked} were asked"}
	textChartClosed  = bot.Phrase{NL: "Gesloten op {day}", EN: "Closed on {day}"}
	textChartN       = bot.Phrase{NL: "{n} antwoorden op deze vraag", EN: "{n} answers to this question"}
	textChartLow     = bot.Phrase{NL: "Minder dan 40 % antwoordde: dit is geen beeld van de hele groep.", EN: "Fewer than 40% answered: this is no picture of the whole group."}
	textChartMany    = bot.Phrase{NL: "Je kon meer dan één antwoord kiezen.", EN: "You could choose more than one answer."}
	textChartMean    = bot.Phrase{NL: "Gemiddeld {value} (95%-marge: {low} tot {high})", EN: "Average {value} (95% interval: {low} to {high})"}
	textChartENPS    = bot.Phrase{NL: "eNPS {value} (95%-marge: {low} tot {high})", EN: "The eNPS is {value} (95% interval: {low} to {high})"}
	textChartRank    = bot.Phrase{NL: "Een langere balk is een hogere plaats. Achter de balk: de gemiddelde plaats, en hoe vaak op 1.", EN: "A longer bar is a higher place. Behind the bar: the average place, and how often first."}
	textChartMajor   = bot.Phrase{NL: "Een grote meerderheid koos: {choice}", EN: "A large majority chose: {choice}"}
	textChartSame    = bot.Phrase{NL: "Een grote meerderheid gaf dezelfde plaats aan: {choice}", EN: "A large majority gave the same place to: {choice}"}
	textChartTexts   = bot.Phrase{NL: "De open antwoorden staan niet in dit plaatje.", EN: "The open answers are not in this picture."}
	textChartWhy     = bot.Phrase{NL: "Deze vraag: {why}", EN: "This question: {why}"}
	textChartLimited = bot.Plural{
		One:  bot.Phrase{NL: "Er is nog {n} keuze: die staat in het bericht bij dit plaatje.", EN: "There is {n} more choice: it is in the message with this picture."},
		Many: bot.Phrase{NL: "Er zijn nog {n} keuzes: die staan in het bericht bij dit plaatje.", EN: "There are {n} more choices: they are in the message with this picture."},
	}

	// The alternative text.
	textAltOne      = bot.Phrase{NL: "Staafdiagram van de uitslag. Vraag: {question} ", EN: "Bar chart of the result. Question: {question} "}
	textAltMany     = bot.Phrase{NL: "Staafdiagram van de uitslag van {n} vragen. ", EN: "Bar chart of the results of {n} questions. "}
	textAltQuestion = bot.Phrase{NL: "Vraag {n}: {question} ", EN: "Question {n}: {question} "}
	textAltChoice   = bot.Phrase{NL: "{choice}: {n} ({rate})", EN: "{choice}: {n} ({rate})"}
	textAltRank     = bot.Phrase{NL: "plaats {place}, {choice}: gemiddelde plaats {mean}, {n} keer op 1", EN: "place {place}, {choice}: average place {mean}, {n} times first"}
	textAltN        = bot.Plural{
		One:  bot.Phrase{NL: "{n} antwoord. ", EN: "{n} answer. "},
		Many: bot.Phrase{NL: "{n} antwoorden. ", EN: "{n} answers. "},
	}
	textAltENPS = bot.Phrase{
		NL: "eNPS {value} (95%-marge: {low} tot {high}); {promoters} promotors, {passives} passief, {detractors} critici. ",
		EN: "The eNPS is {value} (95% interval: {low} to {high}); {promoters} promoters, {passives} passives, {detractors} detractors. ",
	}
	textAltUnder = bot.Phrase{NL: "minder dan 1 %", EN: "less than 1%"}
	textAltOver  = bot.Phrase{NL: "meer dan 99 %", EN: "more than 99%"}
)

// kindText is what a kind of question is called.
func kindText(k survey.Kind) bot.Text {
	switch k {
	case survey.YesNo:
		return textYesNo
	case survey.One:
		return textOne
	case survey.Several:
		return textSeveral
	case survey.Scale:
		return textScale
	case survey.ENPS:
		return textENPS
	case survey.Mood:
		return textMood
	case survey.Rank:
		return textRank
	case survey.Open:
		return textOpen
	}
	return bot.Plain(k)
}

// modeText is what a mode is called.
func modeText(m survey.Mode) bot.Text {
	switch m {
	case survey.Named:
		return textNamed
	case survey.Unnamed:
		return textUnnamed
	case survey.Final:
		return textFinal
	}
	return bot.Plain(m)
}

// words is a text without notation.
func words(t bot.Text, l bot.Lang) string { return t.In(l, bot.Literal) }

// A decimal is a number with one decimal, as the language writes it.
type decimal float64

func (d decimal) In(l bot.Lang, e bot.Escaper) string {
	s := strconv.FormatFloat(float64(d), 'f', 1, 64)
	if s == "-0.0" {
		s = "0.0"
	}
	if l == bot.NL {
		s = strings.Replace(s, ".", ",", 1)
	}
	return e.Ours(s)
}

// A score is a whole number of points with its sign, that which screen readers
// read as minus: +24, 0, −5.
type score float64

func (s score) In(_ bot.Lang, e bot.Escaper) string {
	text := strconv.FormatFloat(float64(s), 'f', 0, 64)
	switch {
	case text == "-0":
		text = "0"
	case text != "0" && s > 0:
		text = "+" + text
	case text != "0":
		text = "−" + strings.TrimPrefix(text, "-")
	}
	return e.Ours(text)
}

// A share is a part of a whole in whole percents. One person is never 0%, and
// one person less than all never 100%.
type share struct{ n, of int }

func (s share) percent() int {
	if s.of <= 0 {
		return 0
	}
	return (200*s.n + s.of) / (2 * s.of)
}

func (s share) In(l bot.Lang, e bot.Escaper) string {
	switch p := s.percent(); {
	case p == 0 && s.n > 0:
		return textAltUnder.In(l, e)
	case p == 100 && s.n < s.of:
		return textAltOver.In(l, e)
	default:
		return e.Ours(strconv.Itoa(p) + sign(l))
	}
}

// sign is that of percents: in Dutch a space stands before it.
func sign(l bot.Lang) string {
	if l == bot.NL {
		return " %"
	}
	return "%"
}
