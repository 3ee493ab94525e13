package survey

import "wegwijs/bot"

// What may go wrong with the words of a poll.
var (
	textLeading = bot.Phrase{
		NL: "De vraag lijkt te sturen, door “{words}”. Vraag het zo dat elk antwoord even goed is.",
		EN: "The question seems to be leading, because of “{words}”. Ask it so that every answer is as good as any other.",
	}
	textDouble = bot.Phrase{
		NL: "Dit lijken twee vragen in één, door “{words}”. Wie op de ene ja zegt en op de andere nee, kan niet antwoorden. Stel één vraag, of maak er onder Meer een reeks van.",
		EN: "These look like two questions in one, because of “{words}”. Who says yes to one and no to the other cannot answer. Ask one question, or make it a series, under More.",
	}
	textAbsolute = bot.Phrase{
		NL: "“{words}” laat weinig ruimte: bijna niemand kan daar ja op zeggen. Vraag liever hoe vaak.",
		EN: "“{words}” leaves little room: hardly anybody can say yes to it. Better ask how often.",
	}
	textNegated = bot.Phrase{
		NL: "Door “{words}” is niet duidelijk wat ja betekent. Stel de vraag zonder ontkenning.",
		EN: "Because of “{words}” it is not clear what yes means. Ask the question without the negation.",
	}
	textMoreGood = bot.Phrase{
		NL: "De antwoorden zijn niet in evenwicht: {good} positief en {bad} negatief. Geef er van elk evenveel.",
		EN: "The answers are not balanced: {good} positive and {bad} negative. Give as many of each.",
	}
	textMoreBad = bot.Phrase{
		NL: "De antwoorden zijn niet in evenwicht: {bad} negatief en {good} positief. Geef er van elk evenveel.",
		EN: "The answers are not balanced: {bad} negative and {good} positive. Give as many of each.",
	}
	textOneEnd = bot.Phrase{
		NL: "Eén uiteinde van de schaal heeft jouw woorden, het andere de gewone. Geef ze allebei woorden die bij elkaar passen.",
		EN: "One end of the scale has your words, the other the usual ones. Give both of them words that go together.",
	}
	textSameEnds = bot.Phrase{
		NL: "De schaal is niet in evenwicht: “{low}” en “{top}” staan aan dezelfde kant. Geef de uiteinden tegengestelde woorden.",
		EN: "The scale is not balanced: “{low}” and “{top}” are on the same side. Give the ends opposite words.",
	}
	textUpsideDown = bot.Phrase{
		NL: "Een hoog getal betekent nu “{top}” en een laag getal “{low}”. De meeste mensen verwachten het andersom.",
		EN: "A high number now means “{top}” and a low number “{low}”. Most people expect it the other way around.",
	}
	textAgree = bot.Phrase{
		NL: "Mensen zeggen sneller eens dan oneens. Vraag liever naar de zaak zelf, zoals “Hoe duidelijk was de uitleg?”.",
		EN: "People tend to agree rather than disagree. Better ask about the matter itself, like “How clear was the explanation?”.",
	}
)
