package poll

import "wegwijs/bot"

// The sentences of a result.
var (
	textResultPercent = bot.Phrase{NL: "{n} %", EN: "{n}%"}
	textResultUnder1  = bot.Phrase{NL: "minder dan 1 %", EN: "less than 1%"}
	textResultOver99  = bot.Phrase{NL: "meer dan 99 %", EN: "more than 99%"}

	textResultAnswered = bot.Plural{
		One:  bot.Phrase{NL: "{n} van {asked} collega's antwoordde ({rate}).", EN: "{n} of {asked} colleagues answered ({rate})."},
		Many: bot.Phrase{NL: "{n} van {asked} collega's antwoordden ({rate}).", EN: "{n} of {asked} colleagues answered ({rate})."},
	}
	textResultNobody = bot.Plural{
		One:  bot.Phrase{NL: "Niemand antwoordde; er is {n} collega gevraagd.", EN: "Nobody answered; {n} colleague was asked."},
		Many: bot.Phrase{NL: "Niemand antwoordde; er zijn {n} collega's gevraagd.", EN: "Nobody answered; {n} colleagues were asked."},
	}
	textResultMore = bot.Plural{
		One:  bot.Phrase{NL: "{n} collega antwoordde. Toen de peiling openging, werden er {asked} gevraagd.", EN: "{n} colleague answered. When the poll opened, {asked} were asked."},
		Many: bot.Phrase{NL: "{n} collega's antwoordden. Toen de peiling openging, werden er {asked} gevraagd.", EN: "{n} colleagues answered. When the poll opened, {asked} were asked."},
	}
	textResultAnswers = bot.Plural{
		One:  bot.Phrase{NL: "{n} antwoord", EN: "{n} answer"},
		Many: bot.Phrase{NL: "{n} antwoorden", EN: "{n} answers"},
	}
	textResultRate   = bot.Phrase{NL: "{answers}, {rate} van {asked}", EN: "{answers}, {rate} of {asked}"}
	textResultLow    = bot.Phrase{NL: "Minder dan 40 % antwoordde: dit geeft geen beeld van de hele groep.", EN: "Fewer than 40% answered: this gives no picture of the whole group."}
	textResultErased = bot.Phrase{NL: "De antwoorden zijn gewist.", EN: "The answers were erased."}

	textWithheldFew = bot.Phrase{
		NL: "Minder dan {n} antwoorden: daarom geen uitslag.",
		EN: "Fewer than {n} answers: so there is no result.",
	}
	textWithheldSmall = bot.Phrase{
		NL: "Er zijn minder dan {n} collega's gevraagd: daarom geen uitslag. In zo'n kleine groep is te raden wie wat antwoordde.",
		EN: "Fewer than {n} colleagues were asked: so there is no result. In such a small group one can guess who answered what.",
	}
	textWithheldSame = bot.Phrase{
		NL: "Kort geleden is hetzelfde gevraagd aan bijna dezelfde collega's. De twee uitslagen schelen minder dan {n} antwoorden, en uit dat verschil is te raden wie wat antwoordde: daarom geen uitslag.",
		EN: "The same was asked recently of nearly the same colleagues. The two results differ by fewer than {n} answers, and from that difference one can guess who answered what: so there is no result.",
	}
	textWithheldNone  = bot.Phrase{NL: "Niemand antwoordde: er is geen uitslag.", EN: "Nobody answered: there is no result."}
	textWithheldOther = bot.Phrase{NL: "Er is geen uitslag die getoond mag worden.", EN: "There is no result that may be shown."}

	textQuestionFew      = bot.Phrase{NL: "Minder dan {n} antwoorden op deze vraag: daarom geen uitslag.", EN: "Fewer than {n} answers to this question: so there is no result."}
	textQuestionNone     = bot.Phrase{NL: "Niemand beantwoordde deze vraag.", EN: "Nobody answered this question."}
	textQuestionWithheld = bot.Phrase{NL: "De uitslag van deze vraag mag niet worden getoond.", EN: "The result of this question may not be shown."}

	textQuoted           = bot.Phrase{NL: "“{words}”", EN: "“{words}”"}
	textFindingUnanimous = bot.Phrase{NL: "Een grote meerderheid koos {choice}.", EN: "A large majority chose {choice}."}
	textFindingAll       = bot.Phrase{NL: "Iedereen koos {choice}.", EN: "Everybody chose {choice}."}
	textFindingMost      = bot.Phrase{NL: "De meesten kozen {choice}.", EN: "Most chose {choice}."}
	textFindingOften     = bot.Phrase{NL: "Het vaakst gekozen: {choice}.", EN: "Chosen most often: {choice}."}
	textFindingTie       = bot.Phrase{NL: "Het vaakst gekozen, en even vaak: {choice}.", EN: "Chosen most often, and equally often: {choice}."}
	textFindingEqual     = bot.Phrase{NL: "Alle antwoorden zijn even vaak gekozen.", EN: "All answers were chosen equally often."}
	textFindingRank      = bot.Phrase{NL: "Bovenaan staat {choice}.", EN: "First comes {choice}."}

	textFindingOf   = bot.Phrase{NL: "{choice} ({n} van {all}, {rate})", EN: "{choice} ({n} of {all}, {rate})"}
	textFindingEach = bot.Phrase{NL: "{choice} (elk {n} van {all}, {rate})", EN: "{choice} (each {n} of {all}, {rate})"}

	textEstimate       = bot.Phrase{NL: "{what}, {margin}.", EN: "{what}, {margin}."}
	textEstimateOf     = bot.Phrase{NL: "{what}, {margin}; {answers}.", EN: "{what}, {margin}; {answers}."}
	textEstimateENPS   = bot.Phrase{NL: "eNPS {value}", EN: "The eNPS is {value}"}
	textEstimateMean   = bot.Phrase{NL: "Gemiddeld {value} op een schaal van 1 tot {high}", EN: "On average {value} on a scale from 1 to {high}"}
	textEstimateMargin = bot.Phrase{NL: "met 95 % zekerheid tussen {low} en {high}", EN: "with 95% certainty between {low} and {high}"}
	textEstimateSame   = bot.Phrase{NL: "zonder marge, want alle antwoorden vallen samen", EN: "without a margin, because all answers coincide"}

	textSubjectMore = bot.Plural{
		One:  bot.Phrase{NL: "{question} en nog {n} vraag", EN: "{question} and {n} more question"},
		Many: bot.Phrase{NL: "{question} en nog {n} vragen", EN: "{question} and {n} more questions"},
	}
)

// What stands below a result.
var (
	textResultLine     = bot.Phrase{NL: "{choice}: {n} van {all} ({rate})", EN: "{choice}: {n} of {all} ({rate})"}
	textResultShort    = bot.Phrase{NL: "{choice} {n} ({rate})", EN: "{choice} {n} ({rate})"}
	textResultWho      = bot.Phrase{NL: "{line}: {names}", EN: "{line}: {names}"}
	textResultRank     = bot.Phrase{NL: "{choice}: gemiddeld op plaats {mean}, {n} van {all} keer bovenaan", EN: "{choice}: place {mean} on average, {n} of {all} times first"}
	textResultRanked   = bot.Phrase{NL: "{choice} (gemiddeld plaats {mean}, {n} keer bovenaan)", EN: "{choice} (place {mean} on average, {n} times first)"}
	textResultQuestion = bot.Phrase{NL: "Vraag {n}: {question}", EN: "Question {n}: {question}"}

	textResultPromoters  = bot.Phrase{NL: "Promotors (9 of 10)", EN: "Promoters (9 or 10)"}
	textResultPassives   = bot.Phrase{NL: "Passief (7 of 8)", EN: "Passives (7 or 8)"}
	textResultDetractors = bot.Phrase{NL: "Critici (0 tot en met 6)", EN: "Detractors (0 to 6)"}
	textResultPerMark    = bot.Phrase{NL: "Per cijfer: {marks}", EN: "Per number: {marks}"}
	textResultMark       = bot.Plural{
		One:  bot.Phrase{NL: "{mark} ({n} keer)", EN: "{mark} ({n} time)"},
		Many: bot.Phrase{NL: "{mark} ({n} keer)", EN: "{mark} ({n} times)"},
	}

	textPart       = bot.Phrase{NL: "{channel}:", EN: "{channel}:"}
	textPartsSmall = bot.Plural{
		One:  bot.Phrase{NL: "{n} kanaal is te klein om te tonen, of zou een ander kanaal verraden.", EN: "{n} channel is too small to show, or would give another channel away."},
		Many: bot.Phrase{NL: "{n} kanalen zijn te klein om te tonen, of zouden een ander kanaal verraden.", EN: "{n} channels are too small to show, or would give another channel away."},
	}
	textPartsElsewhere = bot.Plural{
		One:  bot.Phrase{NL: "De uitslag van {n} kanaal past hier niet. Een communicatieadviseur kan hem downloaden met {command}", EN: "The result of {n} channel does not fit here. A communication adviser can download it with {command}"},
		Many: bot.Phrase{NL: "De uitslag van {n} kanalen past hier niet. Een communicatieadviseur kan die downloaden met {command}", EN: "The results of {n} channels do not fit here. A communication adviser can download them with {command}"},
	}
	textNamesElsewhere = bot.Phrase{NL: "Wie wat antwoordde past hier niet. De maker kan het downloaden met {command}", EN: "Who answered what does not fit here. The maker can download it with {command}"}

	textOpenAnswers = bot.Phrase{NL: "Dit schreven collega's, in willekeurige volgorde:", EN: "This is what colleagues wrote, in random order:"}
	textOpenNamed   = bot.Phrase{NL: "Dit schreven collega's:", EN: "This is what colleagues wrote:"}
	textOpenOf      = bot.Phrase{NL: "{name}: {words}", EN: "{name}: {words}"}
	textOpenMore    = bot.Plural{
		One:  bot.Phrase{NL: "En nog {n} antwoord. Lange antwoorden zijn hier ingekort. Een communicatieadviseur kan alles downloaden met {command}", EN: "And {n} more answer. Long answers are shortened here. A communication adviser can download everything with {command}"},
		Many: bot.Phrase{NL: "En nog {n} antwoorden. Lange antwoorden zijn hier ingekort. Een communicatieadviseur kan alles downloaden met {command}", EN: "And {n} more answers. Long answers are shortened here. A communication adviser can download everything with {command}"},
	}
	textOpenCut     = bot.Phrase{NL: "Lange antwoorden zijn hier ingekort. Een communicatieadviseur kan alles downloaden met {command}", EN: "Long answers are shortened here. A communication adviser can download everything with {command}"}
	textOpenWaiting = bot.Phrase{NL: "De open antwoorden worden nagekeken door een collega van de maker. Daarna staan ze hier.", EN: "The open answers are being looked at by a colleague of the maker. After that they are here."}
	textOpenNone    = bot.Phrase{NL: "Er zijn geen open antwoorden om te tonen.", EN: "There are no open answers to show."}
	textOpenFew     = bot.Phrase{NL: "Minder dan {n} antwoorden: dan tonen we geen open antwoorden, want aan iemands woorden is te zien wie het is. Ze zijn gewist.", EN: "Fewer than {n} answers: then we show no open answers, because words give away whose they are. They were erased."}

	textChartAbove = bot.Phrase{NL: "Staafdiagram van de uitslag. Alle getallen staan erboven in de tekst.", EN: "Bar chart of the result. All numbers are in the text above it."}

	textWaveOf        = bot.Phrase{NL: "Dit was {wave} van een reeks.", EN: "This was {wave} of a series."}
	textTrend         = bot.Phrase{NL: "Zo ging het tot nu toe:", EN: "This is how it went so far:"}
	textTrendLast     = bot.Phrase{NL: "De laatste {n} van {all} keren:", EN: "The last {n} of {all} times:"}
	textTrendQuestion = bot.Phrase{NL: "Vraag {n}. {intro}", EN: "Question {n}. {intro}"}
	textTrendTogether = bot.Phrase{NL: "{from} tot en met {to} samen", EN: "{from} to {to} together"}
	textTrendLine     = bot.Phrase{NL: "{when}: {what}", EN: "{when}: {what}"}
	textTrendChance   = bot.Phrase{NL: "Het verschil met de vorige keer valt binnen de marges: het kan toeval zijn.", EN: "The difference from last time is within the margins: it may be chance."}
	textTrendMore     = bot.Phrase{NL: "Het verschil met de vorige keer is groter dan de marges.", EN: "The difference from last time is larger than the margins."}

	textFollowUpShown = bot.Phrase{NL: "{label} {text}", EN: "{label} {text}"}
	textFollowUpNone  = bot.Phrase{NL: "Hoe het verdergaat:", EN: "How it goes on:"}
	textFollowUpLabel = bot.Phrase{NL: "Wat er met de uitslag gebeurt:", EN: "What will be done with the result:"}

	textClosedOn     = bot.Phrase{NL: "Gesloten op {when}.", EN: "Closed on {when}."}
	textClosedEarly  = bot.Phrase{NL: "Eerder gesloten dan gepland, op {when}.", EN: "Closed earlier than planned, on {when}."}
	textShortNamed   = bot.Phrase{NL: "Met naam.", EN: "With names."}
	textShortUnnamed = bot.Phrase{NL: "Zonder naam.", EN: "Without names."}
	textShortFinal   = bot.Phrase{NL: "Zonder naam, definitief.", EN: "Without names, final."}

	textReceiptUnnamed = bot.Phrase{NL: "Koppeling gewist {when}; bewaard: {kept}.", EN: "Link erased {when}; kept: {kept}."}
	textReceiptFinal   = bot.Phrase{NL: "Wie antwoordde is gewist {when}; bewaard: {kept}.", EN: "Who answered was erased {when}; kept: {kept}."}
	textReceiptSoon    = bot.Phrase{NL: "De koppeling tussen mensen en antwoorden wordt nu gewist.", EN: "The link between people and answers is being erased now."}
	textReceiptNamed   = bot.Phrase{NL: "Namen en antwoorden worden gewist op {when}.", EN: "Names and answers will be erased on {when}."}
	textReceiptNames   = bot.Phrase{NL: "Namen en antwoorden zijn gewist op {when}; bewaard: {kept}.", EN: "Names and answers were erased on {when}; kept: {kept}."}
	textKeptTotals     = bot.Phrase{NL: "totalen", EN: "totals"}
	textKeptTexts      = bot.Phrase{NL: "totalen, en de open antwoorden zonder wie ze schreef", EN: "totals, and the open answers without who wrote them"}
	textKeptNothing    = bot.Phrase{NL: "geen enkel antwoord", EN: "not a single answer"}
	textAtTime         = bot.Phrase{NL: "{date}, {time}", EN: "{date}, {time}"}
)

// What is said when a poll is closed.
var (
	textAnnounced        = bot.Phrase{NL: "De uitslag van {question} is er. {result} De hele uitslag staat bij de vraag zelf.", EN: "The result of {question} is here. {result} The whole result is with the question itself."}
	textAnnouncedNothing = bot.Phrase{NL: "De peiling {question} is gesloten. {result}", EN: "The poll {question} is closed. {result}"}

	textReport        = bot.Phrase{NL: "Je peiling {question} is gesloten.", EN: "Your poll {question} is closed."}
	textReportPaste   = bot.Phrase{NL: "Zinnen om over te nemen, bijvoorbeeld op intranet:", EN: "Sentences to copy, for example to the intranet:"}
	textReportReach   = bot.Phrase{NL: "Wie je bereikte. Iedereen telt één keer, in het kanaal waar die antwoordde:", EN: "Whom you reached. Everybody counts once, in the channel where they answered:"}
	textReportAsk     = bot.Phrase{NL: "Wat gaat er met de uitslag gebeuren? Je antwoord komt onder de uitslag te staan, voor iedereen.", EN: "What will be done with the result? Your answer appears under the result, for everybody."}
	textReportAskNone = bot.Phrase{NL: "Er is geen uitslag. Wil je vertellen hoe het verdergaat? Je antwoord komt onder de peiling te staan, voor iedereen.", EN: "There is no result. Would you like to tell how it goes on? Your answer appears under the poll, for everybody."}
	textReportReview  = bot.Plural{
		One:  bot.Phrase{NL: "Er is {n} open antwoord. Een andere adviseur of een beheerder kijkt het eerst na, tot {until}; daarna wordt het gewist. Vraag een collega om te typen: {command}", EN: "There is {n} open answer. Another adviser or an administrator looks at it first, until {until}; after that it is erased. Ask a colleague to type: {command}"},
		Many: bot.Phrase{NL: "Er zijn {n} open antwoorden. Een andere adviseur of een beheerder kijkt ze eerst na, tot {until}; daarna worden ze gewist. Vraag een collega om te typen: {command}", EN: "There are {n} open answers. Another adviser or an administrator looks at them first, until {until}; after that they are erased. Ask a colleague to type: {command}"},
	}

	textPasteAsked = bot.Plural{
		One:  bot.Phrase{NL: "We vroegen {n} collega: {question}", EN: "We asked {n} colleague: {question}"},
		Many: bot.Phrase{NL: "We vroegen {n} collega's: {question}", EN: "We asked {n} colleagues: {question}"},
	}
	textPasteAnswered  = bot.Phrase{NL: "We vroegen: {question} {answered}", EN: "We asked: {question} {answered}"}
	textPasteSeries    = bot.Phrase{NL: "We vroegen: {question}. {answered}", EN: "We asked: {question}. {answered}"}
	textPasteFound     = bot.Phrase{NL: "“{question}” {found}", EN: "“{question}” {found}"}
	textPasteOpen      = bot.Phrase{NL: "Collega's antwoordden in hun eigen woorden.", EN: "Colleagues answered in their own words."}
	textPasteWhere     = bot.Phrase{NL: "De hele uitslag staat in {channel}.", EN: "The whole result is in {channel}."}
	textPasteReached   = bot.Phrase{NL: "Bereikt per kanaal: {channels}.", EN: "Reached per channel: {channels}."}
	textPasteBestWorst = bot.Phrase{NL: "Het minst bereikt: {worst}. Het best bereikt: {best}.", EN: "Reached least: {worst}. Reached best: {best}."}
	textReachOf        = bot.Phrase{NL: "{channel} {n} van {asked}", EN: "{channel} {n} of {asked}"}

	textReach       = bot.Phrase{NL: "{channel}: {n} van {asked} bereikt", EN: "{channel}: {n} of {asked} reached"}
	textReachSmall  = bot.Phrase{NL: "{channel}: te klein om te tonen", EN: "{channel}: too small to show"}
	textReachOther  = bot.Phrase{NL: "{channel}: niet te tonen, want dan is een kleiner kanaal uit te rekenen", EN: "{channel}: cannot be shown, because from it one could compute a smaller channel"}
	textReachNobody = bot.Phrase{NL: "{channel}: niemand gevraagd", EN: "{channel}: nobody asked"}
	textReachAsked  = bot.Phrase{NL: "{channel}: {asked} gevraagd; hoeveel er antwoordden is niet te tonen", EN: "{channel}: {asked} asked; how many answered cannot be shown"}

	textFollowUpButton     = bot.Phrase{NL: "Vertel wat ermee gebeurt", EN: "Tell what will be done"}
	textFollowUpOther      = bot.Phrase{NL: "Vertel hoe het verdergaat", EN: "Tell how it goes on"}
	textDownload           = bot.Phrase{NL: "Download", EN: "Download (file)"}
	textFollowUpTitle      = bot.Phrase{NL: "Wat gaat er gebeuren?", EN: "What happens next?"}
	textFollowUpSubmit     = bot.Phrase{NL: "Zet bij de uitslag", EN: "Put with the result"}
	textFollowUpIntro      = bot.Phrase{NL: "Wat gaat er met de uitslag van {question} gebeuren?", EN: "What will be done with the result of {question}?"}
	textFollowUpNoResult   = bot.Phrase{NL: "Hoe gaat het verder na {question}?", EN: "How does it go on after {question}?"}
	textFollowUpSubmitNone = bot.Phrase{NL: "Zet bij de peiling", EN: "Put with the poll"}
	textFollowUpStoredNone = bot.Phrase{NL: "Opgeslagen. Dit staat nu onder de peiling in {channels}:", EN: "Stored. This is now under the poll in {channels}:"}
	textFollowUpField      = bot.Phrase{NL: "Wat ermee gebeurt", EN: "What will be done"}
	textFollowUpHelp       = bot.Phrase{NL: "Wie doet wat, en wanneer? Iedereen in de kanalen kan dit lezen.", EN: "Who does what, and when? Everybody in the channels can read this."}
	textFollowUpAgain      = bot.Phrase{NL: "Pas aan wat er staat. Maak het leeg om het weg te halen.", EN: "Change what is there. Empty it to take it away."}
	textFollowUpNeeded     = bot.Phrase{NL: "Vul in wat er met de uitslag gaat gebeuren.", EN: "Enter what will be done with the result."}
	textFollowUpLong       = bot.Phrase{NL: "Dit zijn {n} tekens. Er passen er {max}.", EN: "This is {n} characters. There is room for {max}."}
	textFollowUpStored     = bot.Phrase{NL: "Opgeslagen. Dit staat nu onder de uitslag in {channels}:", EN: "Stored. This is now under the result in {channels}:"}
	textFollowUpGone       = bot.Phrase{NL: "Weggehaald bij de uitslag in {channels}.", EN: "Taken away from the result in {channels}."}
	textFollowUpKept       = bot.Phrase{NL: "Opgeslagen. De uitslag in de kanalen verandert niet meer; in een download staat het wel.", EN: "Stored. The result in the channels does not change any more; a download does have it."}
	textNotClosed          = bot.Phrase{NL: "Deze peiling is nog niet gesloten. De uitslag komt na sluiting.", EN: "This poll is not closed yet. The result comes after closing."}
)

// Downloading a result.
var (
	usageExport = bot.Phrase{NL: "export nummer", EN: "export number"}
	helpExport  = bot.Phrase{NL: "geeft de uitslag als bestand: xlsx, csv, csv-excel, png of json", EN: "gives a result as a file: xlsx, csv, csv-excel, png or json"}

	textExportOpen       = bot.Phrase{NL: "Deze peiling is nog open. De uitslag komt na sluiting: {when}.", EN: "This poll is still open. The result comes after closing: {when}."}
	textWhichPoll        = bot.Phrase{NL: "Kies een peiling", EN: "Choose a poll"}
	textWhichExport      = bot.Phrase{NL: "Van welke peiling wil je de uitslag?", EN: "Of which poll do you want the result?"}
	textNoneClosed       = bot.Phrase{NL: "Je hebt geen peiling die gesloten is. Een uitslag kun je downloaden na sluiting.", EN: "You have no poll that is closed. A result can be downloaded after closing."}
	textPollOption       = bot.Phrase{NL: "{date}: {question}", EN: "{date}: {question}"}
	textStandardQuestion = bot.Phrase{NL: "de standaardvraag", EN: "the standard question"}
	textWhichFormat      = bot.Phrase{NL: "Kies een soort bestand", EN: "Choose a type of file"}
	textExportOf         = bot.Phrase{NL: "De uitslag van {question}. Wat voor bestand wil je?", EN: "The result of {question}. Which type of file do you want?"}
	textNoFormat         = bot.Phrase{NL: "Een bestand van de soort “{format}” kan ik niet maken. Kies een van deze:", EN: "I cannot make a file of type “{format}”. Choose one of these:"}
	textNeitherNumber    = bot.Phrase{NL: "“{typed}” is geen nummer van een peiling, en geen soort bestand dat ik kan maken. Dat zijn: xlsx, csv, csv-excel, png en json. De nummers van jouw peilingen vind je met “peiling lijst”.", EN: "“{typed}” is not the number of a poll, and not a type of file that I can make. Those are: xlsx, csv, csv-excel, png and json. The numbers of your polls are in “peiling list”."}
	textExported         = bot.Phrase{NL: "De uitslag van {question}:", EN: "The result of {question}:"}
	textExportNoNames    = bot.Phrase{NL: "Zonder namen en bereik: die kan alleen de maker downloaden.", EN: "Without names and reach: only the maker can download those."}
	textExportNames      = bot.Phrase{NL: "Hierin staan namen met wat mensen antwoordden. Wegwijs wist die op {when}; wis dan ook dit bestand.", EN: "This holds names with what people answered. Wegwijs erases those on {when}; erase this file then as well."}
)

// The look of a colleague at open answers.
var (
	usageReview = bot.Phrase{NL: "nakijken nummer", EN: "review number"}
	helpReview  = bot.Phrase{NL: "laat je de open antwoorden bij de peiling van een collega nakijken", EN: "lets you look at the open answers to a poll of a colleague"}

	textReviewAlone = bot.Phrase{
		NL: "De open antwoorden bij je eigen peiling kijkt een ander na, zodat je niet kunt raden wie ze schreef voordat iemand ernaar keek. Vraag een andere communicatieadviseur of een beheerder om te typen: {command}",
		EN: "The open answers to your own poll are looked at by somebody else, so that you cannot guess who wrote them before somebody looked. Ask another communication adviser or an administrator to type: {command}",
	}
	textReviewWhich = bot.Phrase{NL: "Bij deze peilingen wachten open antwoorden op iemand die ze nakijkt. Welke doe je?", EN: "These polls have open answers that wait for somebody to look at them. Which one will you do?"}
	textReviewEmpty = bot.Phrase{NL: "Er zijn nu geen open antwoorden die jij kunt nakijken.", EN: "There are no open answers now that you can look at."}
	textReviewDone  = bot.Phrase{NL: "De open antwoorden bij deze peiling zijn al nagekeken.", EN: "The open answers to this poll have been looked at already."}
	textReviewNone  = bot.Phrase{NL: "Bij deze peiling zijn geen open antwoorden om na te kijken.", EN: "This poll has no open answers to look at."}
	textReviewOpen  = bot.Phrase{NL: "Deze peiling is nog niet gesloten. Nakijken kan na sluiting.", EN: "This poll is not closed yet. Its answers can be looked at after closing."}

	textReviewIntro = bot.Phrase{
		NL: "Open antwoorden bij {question}. Verberg wat niemand mag lezen: een naam, of iets waaraan je ziet wie het schreef of over wie het gaat. Een mening verberg je niet.",
		EN: "Open answers to {question}. Hide what nobody should read: a name, or something that gives away who wrote it or whom it is about. You do not hide an opinion.",
	}
	textReviewPage     = bot.Phrase{NL: "Deel {n} van {all}, in willekeurige volgorde:", EN: "Part {n} of {all}, in random order:"}
	textReviewAll      = bot.Phrase{NL: "In willekeurige volgorde:", EN: "In random order:"}
	textReviewLine     = bot.Phrase{NL: "Antwoord {n}: {words}", EN: "Answer {n}: {words}"}
	textReviewQuestion = bot.Phrase{NL: "Antwoord {n}, bij vraag {q}: {words}", EN: "Answer {n}, to question {q}: {words}"}
	textReviewHide     = bot.Phrase{NL: "Verberg antwoorden", EN: "Hide answers"}
	textReviewNext     = bot.Phrase{NL: "Volgende", EN: "Next"}
	textReviewBack     = bot.Phrase{NL: "Vorige", EN: "Back"}
	textReviewShow     = bot.Plural{
		One:  bot.Phrase{NL: "Laat het antwoord zien", EN: "Show the answer"},
		Many: bot.Phrase{NL: "Laat alle {n} zien", EN: "Show all {n}"},
	}
	textReviewRest = bot.Plural{
		One:  bot.Phrase{NL: "Laat de rest zien ({n})", EN: "Show the rest ({n})"},
		Many: bot.Phrase{NL: "Laat de rest zien ({n})", EN: "Show the rest ({n})"},
	}
	textReviewToEnd   = bot.Phrase{NL: "Lees ze tot het einde; daar kun je ze laten zien.", EN: "Read to the end; there you can show them."}
	textReviewLeft    = bot.Phrase{NL: "Er is niets meer over om te laten zien.", EN: "There is nothing left to show."}
	textReviewChanged = bot.Phrase{NL: "Er is intussen iets veranderd: een collega kijkt ook na. Zo is het nu:", EN: "Something has changed meanwhile: a colleague is looking too. This is how it is now:"}
	textReviewTitle   = bot.Phrase{NL: "Antwoorden verbergen", EN: "Hide answers"}
	textReviewSubmit  = bot.Phrase{NL: "Verberg", EN: "Hide them"}
	textReviewForm    = bot.Phrase{NL: "Wat je verbergt, wordt gewist. Dat kan niet ongedaan worden gemaakt. Je ziet nu de antwoorden {from} tot en met {to}.", EN: "What you hide is erased. That cannot be undone. You now see answers {from} to {to}."}
	textReviewField   = bot.Phrase{NL: "Welke nummers?", EN: "Which numbers?"}
	textReviewHelp    = bot.Phrase{NL: "Bijvoorbeeld: 2, 5 of 7-9", EN: "For example: 2, 5 or 7-9"}
	textReviewNumbers = bot.Phrase{NL: "Typ nummers van {from} tot en met {to}, met een komma ertussen. “{word}” is dat niet.", EN: "Type numbers from {from} to {to}, with commas in between. “{word}” is not one."}
	textReviewHidden  = bot.Plural{
		One:  bot.Phrase{NL: "{n} antwoord is verborgen en gewist.", EN: "{n} answer was hidden and erased."},
		Many: bot.Phrase{NL: "{n} antwoorden zijn verborgen en gewist.", EN: "{n} answers were hidden and erased."},
	}
	textReviewShown = bot.Plural{
		One:  bot.Phrase{NL: "Dank je. {n} antwoord staat nu bij de uitslag.", EN: "Thank you. {n} answer is with the result now."},
		Many: bot.Phrase{NL: "Dank je. {n} antwoorden staan nu bij de uitslag.", EN: "Thank you. {n} answers are with the result now."},
	}
	textReviewMaker = bot.Plural{
		One:  bot.Phrase{NL: "Een collega heeft de open antwoorden bij {question} nagekeken. {n} antwoord staat nu bij de uitslag.", EN: "A colleague has looked at the open answers to {question}. {n} answer is with the result now."},
		Many: bot.Phrase{NL: "Een collega heeft de open antwoorden bij {question} nagekeken. {n} antwoorden staan nu bij de uitslag.", EN: "A colleague has looked at the open answers to {question}. {n} answers are with the result now."},
	}
)
