package poll

import (
	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// modeLong is what is printed on a poll about its mode: the whole claim, and no
// more than is true.
func modeLong(m survey.Mode, least int) bot.Text {
	p := textModeUnnamed
	switch m {
	case survey.Named:
		return textModeNamed
	case survey.Final:
		p = textModeFinal
	}
	return p.With(bot.Args{"n": bot.Number(least)})
}

// modeShort is the same in one breath, for a form.
func modeShort(m survey.Mode) bot.Text {
	switch m {
	case survey.Named:
		return textModeNamed
	case survey.Final:
		return textModeFinalShort
	}
	return textModeUnnamedShort
}

var (
	textModeNamed = bot.Phrase{
		NL: "Met naam: collega's zien wie wat antwoordde.",
		EN: "With names: colleagues see who answered what.",
	}
	textModeUnnamed = bot.Phrase{
		NL: "Zonder naam: de uitslag komt na sluiting, bij ten minste {n} antwoorden, en dan blijven alleen totalen over. Tot dan kun je je antwoord wijzigen.",
		EN: "Without names: the result comes after closing, with at least {n} answers, and then only totals are left. Until then you can change your answer.",
	}
	textModeFinal = bot.Phrase{
		NL: "Zonder naam, definitief: dát je antwoordde en wát er geantwoord is, staan los van elkaar. Je antwoord kun je daarom niet wijzigen. De uitslag komt na sluiting, bij ten minste {n} antwoorden.",
		EN: "Without names, final: that you answered and what was answered are kept apart. That is why you cannot change your answer. The result comes after closing, with at least {n} answers.",
	}
	textModeUnnamedShort = bot.Phrase{
		NL: "Zonder naam. Je kunt je antwoord wijzigen tot de peiling sluit.",
		EN: "Without names. You can change your answer until the poll closes.",
	}
	textModeFinalShort = bot.Phrase{
		NL: "Zonder naam, definitief: na versturen kun je niets meer wijzigen.",
		EN: "Without names, final: after sending you cannot change anything.",
	}

	// on the poll
	textAskedBy    = bot.Phrase{NL: "Vraag van {name}.", EN: "Asked by {name}."}
	textCloses     = bot.Phrase{NL: "Sluit {when}.", EN: "Closes {when}."}
	textExtendedTo = bot.Phrase{NL: "Verlengd: sluit {when}.", EN: "Extended: closes {when}."}
	textConsent    = bot.Phrase{NL: "Ondernemingsraad: {reference}.", EN: "Works council: {reference}."}
	textAnswers    = bot.Plural{
		One:  bot.Phrase{NL: "{n} antwoord.", EN: "{n} answer."},
		Many: bot.Phrase{NL: "{n} antwoorden.", EN: "{n} answers."},
	}
	textNotYet      = bot.Phrase{NL: "Nog geen {n} antwoorden.", EN: "Not yet {n} answers."}
	textAtLeast     = bot.Phrase{NL: "Ten minste {n} antwoorden.", EN: "At least {n} answers."}
	textSeries      = bot.Phrase{NL: "Peiling met {n} vragen", EN: "Poll with {n} questions"}
	textSeriesForm  = bot.Phrase{NL: "{n} vragen.", EN: "{n} questions."}
	textOwnWords    = bot.Phrase{NL: " (in je eigen woorden)", EN: " (in your own words)"}
	textFromTo      = bot.Phrase{NL: " (van “{low}” tot “{high}”)", EN: " (from “{low}” to “{high}”)"}
	textFrom        = bot.Phrase{NL: "Kies een getal, van “{low}” tot “{high}”.", EN: "Choose a number, from “{low}” to “{high}”."}
	textInterim     = bot.Phrase{NL: "Tussenstand:", EN: "So far:"}
	textInterimLong = bot.Phrase{NL: "De tussenstand past hier niet. Na sluiting staat de uitslag hier.", EN: "How it stands does not fit here. The result is here after closing."}
	textMoreNames   = bot.Phrase{NL: "en nog {n}", EN: "and {n} more"}
	textFixed       = bot.Phrase{NL: "Typfout verbeterd op {when}. Eerst stond er: {was}", EN: "Typing error mended on {when}. It first said: {was}"}
	textDeleted     = bot.Phrase{NL: "Deze peiling is verwijderd. Er is geen uitslag, en de antwoorden zijn gewist.", EN: "This poll was deleted. There is no result, and the answers were erased."}

	textWave = bot.Phrase{NL: "keer {n}", EN: "time {n}"}

	// answering
	textPick          = bot.Phrase{NL: "Kies je antwoord: {question}", EN: "Choose your answer: {question}"}
	textAnswer        = bot.Phrase{NL: "Beantwoord: {question}", EN: "Answer: {question}"}
	textGiveHint      = bot.Phrase{NL: "Antwoord {answer} op: {question}", EN: "Answer {answer} to: {question}"}
	textFormTitle     = bot.Phrase{NL: "Peiling", EN: "Poll"}
	textFormSubmit    = bot.Phrase{NL: "Verstuur antwoord", EN: "Send answer"}
	textFieldOne      = bot.Phrase{NL: "Jouw antwoord", EN: "Your answer"}
	textFieldOf       = bot.Phrase{NL: "Vraag {n}", EN: "Question {n}"}
	textPlace         = bot.Phrase{NL: "Plaats {n}", EN: "Place {n}"}
	textPlaceOf       = bot.Phrase{NL: "Vraag {q}: plaats {n}", EN: "Question {q}: place {n}"}
	textAtMost        = bot.Phrase{NL: "Kies er ten hoogste {max}.", EN: "Choose at most {max}."}
	textTwice         = bot.Phrase{NL: "Dit staat al op plaats {n}. Kies hier iets anders.", EN: "This is at place {n} already. Choose something else here."}
	textStoredOne     = bot.Phrase{NL: "Opgeslagen: {answer}. Wijzigen kan tot {until}.", EN: "Stored: {answer}. You can change it until {until}."}
	textStoredAll     = bot.Phrase{NL: "Opgeslagen. Wijzigen kan tot {until}. Jouw antwoorden:", EN: "Stored. You can change it until {until}. Your answers:"}
	textStoredFinal   = bot.Phrase{NL: "Je antwoord is opgeslagen. Het is definitief.", EN: "Your answer is stored. It is final."}
	textAnsweredFinal = bot.Phrase{
		NL: "Je hebt deze peiling al beantwoord. Bij deze peiling is een antwoord definitief: Wegwijs kan niet zien welk antwoord van jou is, dus het kan niet worden gewijzigd.",
		EN: "You have answered this poll already. In this poll an answer is final: Wegwijs cannot see which answer is yours, so it cannot be changed.",
	}
	textChoiceGone = bot.Phrase{
		NL: "Deze keuze is er niet (meer). Kijk bij de vraag welke antwoorden er nu zijn.",
		EN: "This choice is not there (any more). Look at the question to see which answers there are now.",
	}
	textGuest = bot.Phrase{
		NL: "Deze peiling is voor medewerkers. Met een gastaccount kun je niet antwoorden.",
		EN: "This poll is for employees. With a guest account you cannot answer.",
	}
	textClosed    = bot.Phrase{NL: "Deze peiling is gesloten sinds {when}. Je antwoord telt niet meer mee.", EN: "This poll has been closed since {when}. Your answer does not count any more."}
	textClosedNow = bot.Phrase{NL: "Deze peiling is zojuist gesloten. Je antwoord telt niet meer mee.", EN: "This poll was closed just now. Your answer does not count any more."}
	textNotStored = bot.Phrase{
		NL: "Je antwoord is niet opgeslagen: er ging iets mis bij Wegwijs. Probeer het over een paar minuten nog eens. De beheerder heeft een melding gekregen.",
		EN: "Your answer was not stored: something went wrong at Wegwijs. Try again in a few minutes. The operator was notified.",
	}
	textKeyGone = bot.Phrase{
		NL: "Deze peiling kan nu geen antwoorden aannemen: ik kan niet zien of je al antwoordde. De beheerder heeft een melding gekregen.",
		EN: "This poll cannot take answers now: I cannot see whether you answered already. The operator was notified.",
	}
	textAddOption     = bot.Phrase{NL: "Antwoord toevoegen", EN: "Add an answer"}
	textAddTitle      = bot.Phrase{NL: "Antwoord toevoegen", EN: "Add an answer"}
	textAddSubmit     = bot.Phrase{NL: "Voeg toe", EN: "Add"}
	textFieldOption   = bot.Phrase{NL: "Nieuw antwoord", EN: "New answer"}
	textAdded         = bot.Phrase{NL: "Toegevoegd: {option}. Je kunt het nu kiezen bij de vraag.", EN: "Added: {option}. You can choose it at the question now."}
	textNoMoreOptions = bot.Phrase{NL: "Bij deze peiling kan geen antwoord meer worden toegevoegd.", EN: "No answer can be added to this poll any more."}

	// the reminder
	textReminder = bot.Phrase{
		NL: "Herinnering voor iedereen: “{question}” kun je beantwoorden tot {when}. Heb je al geantwoord? Dan hoef je niets te doen.",
		EN: "A reminder for everybody: “{question}” can be answered until {when}. Have you answered already? Then there is nothing to do.",
	}

	// to the maker
	textOpened   = bot.Phrase{NL: "Je peiling “{question}” staat open tot {when}:", EN: "Your poll “{question}” is open until {when}:"}
	textAskedIn  = bot.Phrase{NL: "{channel}: {n} mensen gevraagd", EN: "{channel}: {n} people asked"}
	textNotThere = bot.Phrase{NL: "Hier kon ik de peiling niet plaatsen. Zit Wegwijs in het kanaal, en bestaat het nog?", EN: "Here I could not place the poll. Is Wegwijs in the channel, and does it still exist?"}
	textNowhere  = bot.Phrase{
		NL: "Je peiling is niet geplaatst: ik kan nergens kijken wie er gevraagd worden. Typ in het kanaal /invite @wegwijs en probeer het opnieuw. Het gaat om:",
		EN: "Your poll was not placed: I cannot see anywhere who is asked. Type /invite @wegwijs in the channel and try again. It is about:",
	}
	textAgain    = bot.Phrase{NL: "Probeer opnieuw", EN: "Try again"}
	textLostOne  = bot.Phrase{NL: "In {channel} is het bericht van je peiling “{question}” verwijderd. In de andere kanalen loopt de peiling door.", EN: "In {channel} the message of your poll “{question}” was deleted. In the other channels the poll goes on."}
	textLostLast = bot.Phrase{NL: "In {channel} is het bericht van je peiling “{question}” verwijderd. Daarom is de peiling gesloten.", EN: "In {channel} the message of your poll “{question}” was deleted. So the poll is closed."}

	// managing
	usageClose  = bot.Phrase{NL: "sluit", EN: "close"}
	helpClose   = bot.Phrase{NL: "sluit je peiling nu; met het nummer erachter als je er meer hebt", EN: "closes your poll now; with its number behind it when you have several"}
	usageExtend = bot.Phrase{NL: "verleng", EN: "extend"}
	helpExtend  = bot.Phrase{NL: "geeft mensen langer de tijd: het nummer, en tot wanneer", EN: "gives people more time: its number, and until when"}
	usageDelete = bot.Phrase{NL: "verwijder", EN: "delete"}
	helpDelete  = bot.Phrase{NL: "verwijdert je peiling met alle antwoorden; met het nummer erachter", EN: "deletes your poll with all its answers; with its number behind it"}

	textAbout       = bot.Phrase{NL: "{what}: {question}", EN: "{what}: {question}"}
	textCloseNow    = bot.Phrase{NL: "Sluit nu", EN: "Close now"}
	textExtend      = bot.Phrase{NL: "Verleng", EN: "Extend"}
	textMend        = bot.Phrase{NL: "Verbeter een typfout", EN: "Mend a typing error"}
	textDelete      = bot.Phrase{NL: "Verwijder", EN: "Delete"}
	textStopWaves   = bot.Phrase{NL: "Stop de herhaling", EN: "Stop repeating"}
	textOpens       = bot.Phrase{NL: "Gaat open op {when}.", EN: "Opens {when}."}
	textClosedAt    = bot.Phrase{NL: "Gesloten op {when}.", EN: "Closed {when}."}
	textIsDraft     = bot.Phrase{NL: "Dit is een concept.", EN: "This is a draft."}
	textWhich       = bot.Phrase{NL: "Welke peiling bedoel je? Typ het nummer van de peiling erachter. Met {list} zie je ze.", EN: "Which poll do you mean? Type the number of the poll behind it. With {list} you see them."}
	textNotOpen     = bot.Phrase{NL: "Deze peiling is niet open (meer).", EN: "This poll is not open (any more)."}
	textClosing     = bot.Phrase{NL: "De peiling is gesloten. De uitslag komt eraan.", EN: "The poll is closed. The result is on its way."}
	textUntil       = bot.Phrase{NL: "Open tot", EN: "Open until"}
	textUntilHelp   = bot.Phrase{NL: "Bijvoorbeeld 17:00, vrijdag 12:00, 2d of 2026-12-01.", EN: "For example 17:00, Friday 12:00, 2d or 2026-12-01."}
	textExtendTitle = bot.Phrase{NL: "Peiling verlengen", EN: "Extend the poll"}
	textExtended    = bot.Phrase{NL: "Verlengd tot {when}.", EN: "Extended until {when}."}
	textOnlyLater   = bot.Phrase{NL: "Een peiling kan alleen langer open blijven, want mensen weten tot wanneer ze hun antwoord kunnen wijzigen. Kies een tijd na {when}, of sluit de peiling nu.", EN: "A poll can only stay open longer, because people know until when they can change their answer. Choose a time after {when}, or close the poll now."}
	textTooLong     = bot.Phrase{NL: "Een peiling is ten hoogste 60 dagen open. Kies een tijd voor {when}.", EN: "A poll is open for 60 days at most. Choose a time before {when}."}
	textNextWave    = bot.Phrase{NL: "Op {when} begint de volgende ronde: een peiling is dan niet twee keer tegelijk open. Kies een tijd tot {when}, of stop eerst de herhaling.", EN: "The next wave opens on {when}, and a poll is not open twice at once. Choose a time until {when}, or stop the repetition first."}
	textLocked      = bot.Phrase{
		NL: "De vraag kan niet meer worden gewijzigd: dat kan een uur lang, en tot er vijf antwoorden zijn. Anders antwoorden mensen op een andere vraag dan ze lazen. Sluit de peiling of maak een nieuwe.",
		EN: "The question cannot be changed any more: that is possible for an hour, and until there are five answers. Otherwise people answer another question than they read. Close the poll or make a new one.",
	}
	textMendTitle      = bot.Phrase{NL: "Typfout verbeteren", EN: "Mend a typing error"}
	textMendSubmit     = bot.Phrase{NL: "Verbeter", EN: "Mend"}
	textMendIntro      = bot.Phrase{NL: "Alleen voor typfouten: antwoorden die er al zijn, blijven staan. In het kanaal staat wat er eerst stond.", EN: "For typing errors only: answers that are there stay. The channel reads what it said first."}
	textFieldQuestion  = bot.Phrase{NL: "Vraag", EN: "Question"}
	textFieldOptions   = bot.Phrase{NL: "Antwoorden, per regel", EN: "Answers, one per line"}
	textFieldOptionsOf = bot.Phrase{NL: "Antwoorden bij vraag {n}", EN: "Answers, question {n}"}
	textSameNumber     = bot.Phrase{NL: "Laat er {n} regels staan, in dezelfde volgorde: er kan al op geantwoord zijn.", EN: "Leave {n} lines, in the same order: people may have answered already."}
	textWhoBusy        = bot.Phrase{NL: "Je antwoord is niet opgeslagen: ik kan nu niet zien of je medewerker bent. Probeer het over een minuut nog eens.", EN: "Your answer was not stored: I cannot see now whether you are an employee. Try again in a minute."}
	textSameOrder      = bot.Phrase{NL: "“{option}” stond op een andere regel. Laat elk antwoord op zijn plaats staan: er kan al op geantwoord zijn.", EN: "“{option}” was on another line. Leave every answer in its place: people may have answered already."}
	textMendAgain      = bot.Phrase{NL: "De peiling is net veranderd, bijvoorbeeld omdat iemand een antwoord toevoegde. Open het formulier opnieuw.", EN: "The poll was changed just now, perhaps because somebody added an option. Open the form again."}
	textNothingChanged = bot.Phrase{NL: "Er is niets gewijzigd.", EN: "Nothing was changed."}
	textMended         = bot.Phrase{NL: "Verbeterd. In het kanaal staat wat er eerst stond; antwoorden zijn gebleven.", EN: "Mended. The channel reads what it said first; answers have stayed."}
	textFixedTold      = bot.Phrase{NL: "In de peiling “{question}” is een typfout verbeterd. Heb je al geantwoord, dan blijft je antwoord staan.", EN: "In the poll “{question}” a typing error was mended. If you answered already, your answer stays."}
	textFixedWas       = bot.Phrase{NL: "“{was}” is nu “{now}”", EN: "“{was}” is now “{now}”"}
	textReallyDelete   = bot.Phrase{NL: "Wil je de peiling “{question}” verwijderen? De antwoorden worden gewist en er komt geen uitslag. Dat kan niet ongedaan worden gemaakt.", EN: "Do you want to delete the poll “{question}”? The answers are erased and there will be no result. That cannot be undone."}
	textDeleteWaves    = bot.Phrase{NL: "Ook de herhaling stopt: de volgende ronde komt er niet.", EN: "The repetition stops as well: there will be no next wave."}
	textDeleteYes      = bot.Phrase{NL: "Ja, verwijder", EN: "Yes, delete"}
	textDeletedYours   = bot.Phrase{NL: "De peiling is verwijderd en de antwoorden zijn gewist.", EN: "The poll is deleted and the answers are erased."}
	textStopped        = bot.Phrase{NL: "De herhaling is gestopt. Wat nu open is, loopt door tot het einde.", EN: "The repetition was stopped. What is open now goes on until its end."}
)

// What is said about deleting a result, adding what is there, and choosing more
// than one.
var (
	textReallyDeleteResult = bot.Phrase{
		NL: "Wil je de peiling “{question}” verwijderen? De uitslag verdwijnt, ook uit de kanalen. Wat mensen al lazen of downloadden, blijft bij hen. Dat kan niet ongedaan worden gemaakt.",
		EN: "Do you want to delete the poll “{question}”? The result disappears, from the channels too. What people read or downloaded stays with them. That cannot be undone.",
	}
	textDeletedResult = bot.Phrase{NL: "De peiling en de uitslag zijn verwijderd.", EN: "The poll and its result are deleted."}
	textOptionThere   = bot.Phrase{NL: "“{option}” staat er al. Kies dat antwoord bij de vraag, of typ iets anders.", EN: "“{option}” is there already. Choose that answer at the question, or type something else."}
	textInOrder       = bot.Phrase{NL: "Zet ze op volgorde.", EN: "Put them in order."}
	textMayMore       = bot.Phrase{NL: "Je mag er meer kiezen.", EN: "You may choose more than one."}
)
