package survey

import "wegwijs/bot"

// What was not understood of a line. Each says what to do, and quotes what was
// typed where that is not in the form.
var (
	textUnmatched = bot.Phrase{
		NL: "De aanhalingstekens kloppen niet. Kijk of de vraag en de opties goed zijn.",
		EN: "The quotation marks do not match. Check whether the question and the options are right.",
	}
	textOddQuotes = bot.Phrase{
		NL: "Er staan aanhalingstekens in “{typed}”. Kijk of de vraag en de opties goed zijn.",
		EN: "There are quotation marks inside “{typed}”. Check whether the question and the options are right.",
	}
	textEmptyQuotes = bot.Phrase{
		NL: "Er staat niets tussen twee aanhalingstekens. Vul daar iets in of haal ze weg.",
		EN: "There is nothing between two quotation marks. Type something there or take them away.",
	}
	textOutsideQuotes = bot.Phrase{
		NL: "“{typed}” staat niet tussen aanhalingstekens. Kijk of het een vraag of een optie moet zijn.",
		EN: "“{typed}” is not between quotation marks. Check whether it should be a question or an option.",
	}
	textQuoteOptions = bot.Phrase{
		NL: "Ik weet niet zeker waar de opties beginnen en eindigen: “{typed}”. Zet elke optie op een eigen regel.",
		EN: "I am not sure where the options begin and end: “{typed}”. Put each option on a line of its own.",
	}
	textQuestionFirst = bot.Phrase{
		NL: "De vraag staat vooraan. Is “{typed}” de vraag? Zet anders de goede vraag bovenaan.",
		EN: "The question comes first. Is “{typed}” the question? If not, put the right one at the top.",
	}
	textAllQuestions = bot.Phrase{
		NL: "Alle opties zijn vragen. Stel je meer dan één vraag? Maak er dan een reeks van, onder Meer.",
		EN: "All options are questions. Do you ask more than one question? Then make it a series, under More.",
	}
	textWhichQuestion = bot.Phrase{
		NL: "Is “{typed}” de vraag, en staat eronder op elke regel een optie? Kijk het na.",
		EN: "Is “{typed}” the question, with an option on each line below it? Please check.",
	}
	textQuestionInLines = bot.Phrase{
		NL: "“{typed}” lijkt op een vraag, maar staat tussen de opties. Kijk of dat klopt.",
		EN: "“{typed}” looks like a question, but stands among the options. Check whether that is right.",
	}
	textMixedBullets = bot.Phrase{
		NL: "Niet elke optie heeft een streepje of het volgende nummer. Kijk of de opties goed zijn.",
		EN: "Not every option has a dash or the next number. Check whether the options are right.",
	}
	textMixedLines = bot.Phrase{
		NL: "Sommige opties staan tussen aanhalingstekens en andere niet. Kijk of de opties goed zijn.",
		EN: "Some options are between quotation marks and others are not. Check whether the options are right.",
	}
	textLinesInOption = bot.Phrase{
		NL: "Optie “{typed}” loopt over meer dan één regel. Is het één optie, of zijn het er meer?",
		EN: "Option “{typed}” is more than one line. Is it one option, or are there more?",
	}
	textAbove = bot.Phrase{
		NL: "“{typed}” staat boven de vraag, en dat laat ik weg. Zet het in de vraag als het erbij hoort.",
		EN: "“{typed}” stands above the question, and I leave it out. Put it in the question if it belongs there.",
	}
	textNoOption = bot.Phrase{
		NL: "“{typed}” staat tussen de opties. Is het er een? Haal het anders weg.",
		EN: "“{typed}” stands among the options. Is it one? If not, take it away.",
	}
	textBlankLine = bot.Phrase{
		NL: "Er staat een lege regel tussen de opties. Kijk of alles eronder ook een optie is.",
		EN: "There is an empty line among the options. Check whether everything below it is an option as well.",
	}
	textIndents = bot.Phrase{
		NL: "De opties springen niet even ver in. Kijk of elke regel een optie is.",
		EN: "The options are not indented equally. Check whether each line is an option.",
	}
	textQuotedValue = bot.Phrase{
		NL: "“{typed}” achter “{flag}” kan ook een optie zijn. Kijk of het goed staat.",
		EN: "“{typed}” behind “{flag}” may be an option as well. Check whether it is right.",
	}
	textNoQuestionMark = bot.Phrase{
		NL: "Is “{typed}” een vraag voor ja of nee? Zet er een vraagteken achter. Zet er anders opties bij.",
		EN: "Is “{typed}” a question for yes or no? Put a question mark behind it. If not, add options.",
	}
	textTwoQuestions = bot.Phrase{
		NL: "“{typed}” heeft meer dan één vraagteken. Stel één vraag, of maak er onder Meer een reeks van.",
		EN: "“{typed}” has more than one question mark. Ask one question, or make it a series, under More.",
	}
	textNotYesNo = bot.Phrase{
		NL: "Op “{typed}” past misschien geen ja of nee. Kies een ander soort vraag, of typ de opties erbij.",
		EN: "Yes or no may not fit “{typed}”. Choose another type of question, or add the options.",
	}
	textNotAPoll = bot.Phrase{
		NL: "“{typed}” is geen vraag. Typ de vraag die je wilt stellen.",
		EN: "“{typed}” is no question. Type the question you want to ask.",
	}
	textFlagBetween = bot.Phrase{
		NL: "Er staat een vlag midden in “{typed}”. Kijk of de tekst goed is.",
		EN: "There is a flag in the middle of “{typed}”. Check whether the text is right.",
	}
	textFlagInside = bot.Phrase{
		NL: "In “{typed}” staat een vlag tussen de aanhalingstekens: daar doet hij niets. Zet hem erbuiten, of stel hem hier in.",
		EN: "In “{typed}” there is a flag between the quotation marks: it does nothing there. Put it outside, or set it here.",
	}
	textUnsureValue = bot.Phrase{
		NL: "Ik weet niet zeker waar de vraag begint. Is het “{typed}”?",
		EN: "I am not sure where the question begins. Is it “{typed}”?",
	}
	textUnknownFlag = bot.Phrase{
		NL: "“{typed}” ken ik niet. Stel het hier in, of laat het weg.",
		EN: "I do not know “{typed}”. Set it here, or leave it out.",
	}
	textNearFlag = bot.Phrase{
		NL: "“{typed}” ken ik niet. Bedoel je “{near}”? Stel het hier in, of laat het weg.",
		EN: "I do not know “{typed}”. Do you mean “{near}”? Set it here, or leave it out.",
	}
	textSwitchValue = bot.Phrase{
		NL: "“{typed}” begrijp ik niet. Typ alleen “{flag}”, of laat het weg.",
		EN: "I do not understand “{typed}”. Type just “{flag}”, or leave it out.",
	}
	textNeedsNumber = bot.Phrase{
		NL: "Achter “{typed}” hoort één heel getal: hoeveel antwoorden iemand mag kiezen, of 0 voor alle.",
		EN: "“{typed}” needs one whole number: how many answers somebody may choose, or 0 for all.",
	}
	textNeedsScale = bot.Phrase{
		NL: "Achter “{typed}” hoort “1-5” of “1-10”. Kies hier welke schaal je wilt.",
		EN: "“{typed}” needs “1-5” or “1-10”. Choose here which scale you want.",
	}
	textNeedsWords = bot.Phrase{
		NL: "Achter “{typed}” horen woorden, tussen aanhalingstekens: wat dat uiteinde van de schaal betekent.",
		EN: "“{typed}” needs words, between quotation marks: what that end of the scale means.",
	}
	textNeedsMoment = bot.Phrase{
		NL: "“{typed}”: daarin herken ik geen moment. Typ bijvoorbeeld “17:00”, “vrijdag 17:00”, “2d” of “1 december 12:00”.",
		EN: "“{typed}”: I do not recognise a moment in it. Type for instance “17:00”, “Friday 17:00”, “2d” or “1 December 12:00”.",
	}
	textFlagMoment   = bot.Phrase{NL: "Bij “{typed}”: {wrong}", EN: "At “{typed}”: {wrong}"}
	textNeedsChannel = bot.Phrase{
		NL: "Achter “{typed}” horen de namen van kanalen, met een komma ertussen. Kies ze hier.",
		EN: "“{typed}” needs the names of channels, with a comma between them. Choose them here.",
	}
	textNoChannel = bot.Phrase{
		NL: "“{typed}” is geen naam van een kanaal. Kies het kanaal hier.",
		EN: "“{typed}” is not the name of a channel. Choose the channel here.",
	}
	textRepeatHere = bot.Phrase{
		NL: "Herhalen stel je in onder Meer; “{typed}” doet niets.",
		EN: "You set repetition under More; “{typed}” does nothing.",
	}
	textTwice = bot.Phrase{
		NL: "“{flag}” staat er twee keer, met iets anders erachter. Kijk of de waarde hier goed is.",
		EN: "“{flag}” is there twice, with something else behind it. Check whether the value here is right.",
	}
	textTwoModes = bot.Phrase{
		NL: "Een peiling is met naam of zonder naam, niet allebei. Kies er één.",
		EN: "A poll is with names or without names, not both. Choose one.",
	}
	textTwoKinds = bot.Phrase{
		NL: "Je vroeg om meer dan één soort vraag. Kies er hier één.",
		EN: "You asked for more than one type of question. Choose one here.",
	}
	textKindInSeries = bot.Phrase{
		NL: "In een reeks heeft elke vraag zijn eigen soort. Zet die achter de vraag, zoals “[schaal 1-5]”.",
		EN: "In a series each question has its own type. Put it behind the question, like “[scale 1-5]”.",
	}
	textChooseKind = bot.Phrase{
		NL: "Bij dit soort vraag valt er geen aantal antwoorden te kiezen; je typte {n}. Haal dat weg, of kies een vraag met opties.",
		EN: "With this type of question there is no number of answers to choose; you typed {n}. Take it away, or choose a question with options.",
	}
	textEndsNoScale = bot.Phrase{
		NL: "“{typed}” hoort bij een schaal, en die is er niet. Kies een schaal, of laat het weg.",
		EN: "“{typed}” belongs to a scale, and there is none. Choose a scale, or leave it out.",
	}
	textOptionsAreEnds = bot.Phrase{
		NL: "Een schaal heeft geen opties. Zijn “{low}” en “{top}” de woorden bij het laagste en het hoogste getal?",
		EN: "A scale has no options. Are “{low}” and “{top}” the words at the lowest and the highest number?",
	}
	textHiddenInterim = bot.Phrase{
		NL: "Een tussenstand is zichtbaar of verborgen, niet allebei. Kies er één.",
		EN: "An interim result is shown or hidden, not both. Choose one.",
	}
	textFromWhen = bot.Phrase{
		NL: "“{typed}” tel ik vanaf nu, niet vanaf het begin van de peiling. Kijk of het einde goed is.",
		EN: "I count “{typed}” from now, not from the start of the poll. Check whether the end is right.",
	}

	textSeriesLine = bot.Phrase{
		NL: "“{typed}” hoort bij geen vraag. Begin een vraag met “V:” en een optie met een streepje.",
		EN: "“{typed}” belongs to no question. Begin a question with “Q:” and an option with a dash.",
	}
	textSeriesKind = bot.Phrase{
		NL: "“{typed}” is geen soort vraag. Typ bijvoorbeeld “[ja-nee]”, “[schaal 1-5]” of “[open]”.",
		EN: "“{typed}” is no type of question. Type for instance “[yesno]”, “[scale 1-5]” or “[open]”.",
	}
	textSeriesYesNo = bot.Phrase{
		NL: "Vraag {n}: {why}",
		EN: "Question {n}: {why}",
	}
	textSeriesFlag = bot.Phrase{
		NL: "Er staan vlaggen tussen de vragen, bij “{typed}”. Zet ze op een eigen regel boven de eerste vraag, of stel ze hier in.",
		EN: "There are flags among the questions, at “{typed}”. Put them on a line of their own above the first question, or set them here.",
	}
)
