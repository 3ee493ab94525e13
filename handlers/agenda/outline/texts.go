package outline

import "wegwijs/bot"

// What changed between two versions.
var (
	textMoved     = bot.Phrase{NL: "{from} → {to}: {title}", EN: "{from} → {to}: {title}"}
	textReordered = bot.Phrase{NL: "Andere volgorde: {to}. {title}", EN: "Other order: {to}. {title}"}
	textAdded     = bot.Phrase{NL: "Nieuw: {number}. {title}", EN: "New: {number}. {title}"}
	textRemoved   = bot.Phrase{NL: "Vervallen: {title}", EN: "Dropped: {title}"}
	textRenamed   = bot.Phrase{NL: "{number}. {title} (was: {was})", EN: "{number}. {title} (was: {was})"}
	textRetimed   = bot.Phrase{NL: "{from} → {to} min: {title}", EN: "{from} → {to} min: {title}"}
	textTimed     = bot.Phrase{NL: "Nu {to} min: {title}", EN: "Now {to} min: {title}"}
	textUntimed   = bot.Phrase{NL: "Geen tijd meer (was {from} min): {title}", EN: "No time any more (was {from} min): {title}"}
)

// Why a line cannot be taken.
var (
	textNoTitle = bot.Phrase{
		NL: "Hier staat geen onderwerp. Zet het onderwerp achter het nummer, of haal de regel weg.",
		EN: "There is no topic here. Put the topic behind the number, or take the line away.",
	}
	textLongTitle = bot.Phrase{
		NL: "De titel heeft {n} tekens; er passen er {max}. Maak hem korter.",
		EN: "The title has {n} characters; {max} fit. Make it shorter.",
	}
	textBadMinutes = bot.Phrase{
		NL: "Hoeveel minuten is “{typed}”? Schrijf een heel getal, zoals (15 min).",
		EN: "How many minutes is “{typed}”? Write a whole number, such as (15 min).",
	}
	textTwoMinutes = bot.Phrase{
		NL: "Hier staan twee tijden. Laat er één staan, of geef elk onderwerp een eigen regel.",
		EN: "There are two lengths of time here. Leave one, or give each topic a line of its own.",
	}
	textManyMinutes = bot.Phrase{
		NL: "{n} minuten is te lang: een punt duurt hoogstens {max} minuten. Maak er minder van.",
		EN: "{n} minutes is too long: a point takes at most {max} minutes. Make it less.",
	}
	textUnknownRef = bot.Phrase{
		NL: "Het nummer {ref} is niet van een onderwerp dat op deze agenda kan. Kijk het nummer na, of haal het weg.",
		EN: "The number {ref} is not of a topic that can be on this agenda. Check the number, or take it away.",
	}
	textManyRefs = bot.Phrase{
		NL: "Het nummer {ref} kan van meer onderwerpen zijn: {refs}. Schrijf het hele nummer.",
		EN: "The number {ref} can be of several topics: {refs}. Write the whole number.",
	}
	textTwoRefs = bot.Phrase{
		NL: "Hier staan twee nummers. Geef elk onderwerp een eigen regel.",
		EN: "There are two numbers here. Give each topic a line of its own.",
	}
	textManyTitles = bot.Phrase{
		NL: "Meer dan één onderwerp heet zo: {refs}. Zet het nummer erachter, tussen rechte haken.",
		EN: "More than one topic has this title: {refs}. Put the number behind it, in square brackets.",
	}
	textSubFirst = bot.Phrase{
		NL: "Dit is een subpunt, maar er staat geen punt boven. Haal de letter en de spaties ervoor weg, of zet er een punt boven.",
		EN: "This is a sub-point, but there is no point above it. Take away its letter and the spaces before it, or put a point above it.",
	}
	textTwice = bot.Phrase{
		NL: "{what} staat ook op regel {line}. Die regel telt.",
		EN: "{what} is also on line {line}. That line counts.",
	}
)
