package survey

import "wegwijs/bot"

// Choices that are ours.
var (
	textYes = bot.Phrase{NL: "Ja", EN: "Yes"}
	textNo  = bot.Phrase{NL: "Nee", EN: "No"}

	textPoint    = bot.Phrase{NL: "{n}: {words}", EN: "{n}: {words}"}
	textScaleLow = bot.Phrase{NL: "helemaal niet", EN: "not at all"}
	textScaleTop = bot.Phrase{NL: "helemaal wel", EN: "completely"}

	textENPS = bot.Phrase{
		NL: "Hoe waarschijnlijk is het dat je onze organisatie aanraadt als plek om te werken?",
		EN: "How likely are you to recommend our organisation as a place to work?",
	}
	textENPSLow = bot.Phrase{NL: "heel onwaarschijnlijk", EN: "not at all likely"}
	textENPSTop = bot.Phrase{NL: "heel waarschijnlijk", EN: "extremely likely"}

	textMood  = bot.Phrase{NL: "Hoe gaat het met je op je werk?", EN: "How are you doing at work?"}
	textMood1 = bot.Phrase{NL: "Slecht", EN: "Bad"}
	textMood2 = bot.Phrase{NL: "Niet zo goed", EN: "Not so good"}
	textMood3 = bot.Phrase{NL: "Gaat wel", EN: "So-so"}
	textMood4 = bot.Phrase{NL: "Goed", EN: "Good"}
	textMood5 = bot.Phrase{NL: "Heel goed", EN: "Very good"}
)

// What is wrong about an answer.
var (
	textTypeAnswer  = bot.Phrase{NL: "Typ je antwoord in woorden.", EN: "Type your answer in words."}
	textLongAnswer  = bot.Phrase{NL: "Je antwoord heeft {n} tekens; er passen er {max}. Maak het korter.", EN: "Your answer has {n} characters; {max} fit. Make it shorter."}
	textNoChoice    = bot.Phrase{NL: "Deze keuze is er niet (meer). Kies een andere.", EN: "This choice is not there (any more). Choose another one."}
	textChosenTwice = bot.Phrase{NL: "Je koos iets twee keer. Kies elke optie één keer.", EN: "You chose something twice. Choose each option once."}
	textChooseOne   = bot.Phrase{NL: "Kies één antwoord.", EN: "Choose one answer."}
	textChooseSome  = bot.Phrase{NL: "Kies ten minste één antwoord.", EN: "Choose at least one answer."}

	textChooseMost = bot.Plural{
		One:  bot.Phrase{NL: "Kies één antwoord; je koos er {chosen}.", EN: "Choose one answer; you chose {chosen}."},
		Many: bot.Phrase{NL: "Kies hoogstens {n} antwoorden; je koos er {chosen}.", EN: "Choose at most {n} answers; you chose {chosen}."},
	}
	textRankAll = bot.Plural{
		One:  bot.Phrase{NL: "Zet de optie op een plaats.", EN: "Give the option a place."},
		Many: bot.Phrase{NL: "Zet alle {n} opties op volgorde, elke optie één keer.", EN: "Put all {n} options in order, each of them once."},
	}
)

// What makes a poll impossible.
var (
	textNoQuestion = bot.Phrase{
		NL: "Er is nog geen vraag. Typ de vraag die je wilt stellen.",
		EN: "There is no question yet. Type the question you want to ask.",
	}
	textQuestionWords = bot.Phrase{
		NL: "De vraag heeft geen woorden. Zet er woorden bij, dan kan iedereen hem lezen en horen.",
		EN: "The question has no words. Add words, so that everybody can read and hear it.",
	}
	textLongQuestion = bot.Phrase{
		NL: "De vraag heeft {n} tekens; er passen er {max}. Maak hem korter.",
		EN: "The question has {n} characters; {max} fit. Make it shorter.",
	}
	textManyFields = bot.Phrase{
		NL: "Met zo veel volgordes moet iemand {n} keer kiezen; {max} keer past in een formulier. Haal een vraag met een volgorde weg, of maak er minder opties van.",
		EN: "With so many rankings somebody chooses {n} times; {max} times fit in a form. Take away a question with a ranking, or leave it fewer options.",
	}
	textManyQuestions = bot.Phrase{
		NL: "Er zijn {n} vragen; er passen er {max} in een peiling. Haal er een paar weg.",
		EN: "There are {n} questions; {max} fit in a poll. Take some away.",
	}
	textInQuestion = bot.Phrase{NL: "Vraag {n}: {fault}", EN: "Question {n}: {fault}"}
	textNoKind     = bot.Phrase{
		NL: "Er is geen soort vraag gekozen. Kies bijvoorbeeld ja of nee, of één van de opties.",
		EN: "No type of question was chosen. Choose for instance yes or no, or one of the options.",
	}
	textNoMode = bot.Phrase{
		NL: "Kies hoe mensen antwoorden: met naam, zonder naam, of zonder naam en definitief.",
		EN: "Choose how people answer: with names, without names, or without names and final.",
	}
	textNoOptions = bot.Phrase{
		NL: "Er zijn geen opties om uit te kiezen. Typ er ten minste twee.",
		EN: "There are no options to choose from. Type at least two.",
	}
	textOneOption = bot.Phrase{
		NL: "Er is maar één optie. Typ er nog één bij, dan valt er iets te kiezen.",
		EN: "There is only one option. Add another one, so that there is something to choose.",
	}
	textManyOptions = bot.Phrase{
		NL: "Er zijn {n} opties; er passen er {max}. Haal er een paar weg.",
		EN: "There are {n} options; {max} fit. Take some away.",
	}
	textManyRanked = bot.Phrase{
		NL: "{n} opties op volgorde zetten is te veel gevraagd. Houd er hoogstens {max} over.",
		EN: "Putting {n} options in order is too much to ask. Keep at most {max}.",
	}
	textEmptyOption = bot.Phrase{
		NL: "Optie {n} is leeg. Typ er iets in of haal hem weg.",
		EN: "Option {n} is empty. Type something or take it away.",
	}
	textLongOption = bot.Phrase{
		NL: "Optie “{option}” heeft {n} tekens; er passen er {max}. Maak hem korter.",
		EN: "Option “{option}” has {n} characters; {max} fit. Make it shorter.",
	}
	textEmojiOption = bot.Phrase{
		NL: "“{option}” heeft geen woorden. Zet er een woord bij, dan kan iedereen het lezen en horen.",
		EN: "“{option}” has no words. Add a word, so that everybody can read and hear it.",
	}
	textEqualOptions = bot.Phrase{
		NL: "Optie {a} en optie {b} zijn gelijk: “{option}”. Haal er één weg.",
		EN: "Option {a} and option {b} are equal: “{option}”. Take one of them away.",
	}
	textMaxLow = bot.Phrase{
		NL: "Wie meer dan één antwoord mag kiezen, kiest er hoogstens twee of meer. Vul een getal vanaf 2 in, of 0 voor alle.",
		EN: "Who may choose more than one answer chooses at most two or more. Give a number from 2, or 0 for all.",
	}
	textMaxHigh = bot.Phrase{
		NL: "Je laat {max} antwoorden kiezen, maar er zijn {n} opties. Kies een lager getal, of voeg opties toe.",
		EN: "You let people choose {max} answers, but there are {n} options. Choose a lower number, or add options.",
	}
	textScaleHigh = bot.Phrase{
		NL: "Een schaal loopt van 1 tot 5 of van 1 tot 10. Kies één van die twee.",
		EN: "A scale runs from 1 to 5 or from 1 to 10. Choose one of these two.",
	}
	textLongEnd = bot.Phrase{
		NL: "“{words}” bij de schaal heeft {n} tekens; er passen er {max}. Maak het korter.",
		EN: "“{words}” at the scale has {n} characters; {max} fit. Make it shorter.",
	}
	textEqualEnds = bot.Phrase{
		NL: "De twee uiteinden van de schaal heten hetzelfde. Geef elk een eigen naam.",
		EN: "The two ends of the scale have the same name. Give each its own.",
	}
	textNoOptionsHere = bot.Phrase{
		NL: "Dit soort vraag heeft zijn eigen antwoorden. Haal je opties weg, of kies een vraag met opties.",
		EN: "This type of question has its own answers. Take your options away, or choose a question with options.",
	}
	textInterimNames = bot.Phrase{
		NL: "Een tussenstand kan alleen met naam: zonder naam zou je aan de tussenstand zien wie wat antwoordt. Kies met naam, of laat de tussenstand weg.",
		EN: "An interim result is only possible with names: without names it would show who answers what. Choose with names, or leave the interim result out.",
	}
	textAddNames = bot.Phrase{
		NL: "Opties toevoegen kan alleen met naam: zonder naam zou een nieuwe optie verraden wie hem koos. Kies met naam, of laat het toevoegen weg.",
		EN: "Adding options is only possible with names: without names a new option would tell who chose it. Choose with names, or leave the adding out.",
	}
	textAddChoice = bot.Phrase{
		NL: "Opties toevoegen kan alleen bij één vraag met opties om uit te kiezen. Geef opties, of laat het toevoegen weg.",
		EN: "Adding options is only possible with one question that has options to choose from. Give options, or leave the adding out.",
	}
	textClosesFirst = bot.Phrase{
		NL: "De peiling sluit voordat hij opent. Kies een later einde of een eerder begin.",
		EN: "The poll closes before it opens. Choose a later end or an earlier start.",
	}
	textTooLong = bot.Phrase{
		NL: "Een peiling is hoogstens {days} dagen open. Kies een einde tot en met {at}.",
		EN: "A poll is open for {days} days at most. Choose an end up to {at}.",
	}
	textOpensPast = bot.Phrase{
		NL: "Het begin, {at}, is al voorbij. Kies een later moment, of laat het leeg om meteen te openen.",
		EN: "The start, {at}, has passed. Choose a later moment, or leave it empty to open at once.",
	}
	textClosesPast = bot.Phrase{
		NL: "Het einde, {at}, is al voorbij. Kies een later moment.",
		EN: "The end, {at}, has passed. Choose a later moment.",
	}
)
