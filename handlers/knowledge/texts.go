package knowledge

import "wegwijs/bot"

var (
	usageAsk = bot.Phrase{NL: "<je vraag>", EN: "<your question>"}
	helpAsk  = bot.Phrase{NL: "zoekt kennis, mensen en netwerken over interne communicatie", EN: "finds knowledge, people and networks in internal communication"}

	textStart = bot.Phrase{NL: "Hier beginnen veel collega's:", EN: "This is where many colleagues start:"}

	textRepaired = bot.Phrase{NL: "Bedoelde je: {words}?", EN: "Did you mean: {words}?"}
	textExpired  = bot.Phrase{NL: "Let op: dit gold tot en met {date}.", EN: "Please note: this was valid until {date}."}
	textSteps    = bot.Phrase{NL: "Zo doe je dat:", EN: "How to do it:"}
	textReadOn   = bot.Phrase{NL: "Lees verder op {site}", EN: "Read on at {site}"}
	textContact  = bot.Phrase{NL: "Verder vragen? {contact}", EN: "More questions? {contact}"}
	textCaveat   = bot.Phrase{NL: "Let op: {caveat} ", EN: "Please note: {caveat} "}
	textSource   = bot.Phrase{NL: "Bron: {source}. ", EN: "Source: {source}. "}
	textAnd      = bot.Phrase{NL: " en ", EN: " and "}
	textChecked  = bot.Phrase{NL: "Nagekeken op {date}.", EN: "Checked on {date}."}
	textOverdue  = bot.Phrase{NL: "Voor het laatst nagekeken op {date}: kijk of het nog klopt.", EN: "Last checked on {date}: see whether it is still true."}

	textNeverChecked  = bot.Phrase{NL: "Nog niet nagekeken.", EN: "Not checked yet."}
	textAccessOpen    = bot.Phrase{NL: " (voor iedereen)", EN: " (open to everybody)"}
	textAccessAccount = bot.Phrase{NL: " (je hebt er een account voor nodig)", EN: " (you need an account there)"}
	textAccessNetwork = bot.Phrase{NL: " (alleen op het netwerk van het Rijk)", EN: " (only on the network of the central government)"}

	usageBrowse = bot.Phrase{NL: "thema's", EN: "themes"}
	helpBrowse  = bot.Phrase{NL: "laat zien wat er is, per thema en per soort", EN: "shows what there is, by theme and by kind"}

	textBrowse      = bot.Phrase{NL: "Waar wil je meer over weten?", EN: "What would you like to know more about?"}
	textChooseTheme = bot.Phrase{NL: "Kies een thema", EN: "Choose a theme"}
	textChooseKind  = bot.Phrase{NL: "Kies een soort", EN: "Choose a kind"}
	textChooseEntry = bot.Phrase{NL: "Kies een onderwerp", EN: "Choose a subject"}
	textNothingHere = bot.Phrase{NL: "Hier is niets meer te vinden. Kies iets anders.", EN: "There is nothing here any more. Choose something else."}
	textMoreThanFit = bot.Phrase{NL: "Dit zijn de eerste {n} van {all}. Stel een vraag om de rest te vinden.", EN: "These are the first {n} of {all}. Ask a question to find the rest."}

	textDidItHelp   = bot.Phrase{NL: "Hielp dit antwoord?", EN: "Did this answer help?"}
	textThanks      = bot.Phrase{NL: "Dank je. Fijn dat het hielp.", EN: "Thank you. Good that it helped."}
	textSorry       = bot.Phrase{NL: "Dank je, dat helpt ons het antwoord beter te maken. Stel je vraag gerust in andere woorden.", EN: "Thank you, that helps us improve the answer. Feel free to ask in other words."}
	textSaidAlready = bot.Phrase{NL: "Dat had je al doorgegeven. Dank je.", EN: "You had told us already. Thank you."}
	textStored      = bot.Phrase{
		NL: "Of een antwoord hielp, en hoe vaak een vraag geen antwoord kreeg: als getal per dag, zonder naam en zonder je vraag.",
		EN: "Whether an answer helped, and how often a question got no answer: as a number per day, without a name and without your question.",
	}
	textStoredRecent = bot.Phrase{
		NL: "Welk antwoord je het laatst zag: alleen in het werkgeheugen, zodat je een half uur kunt doorvragen.",
		EN: "Which answer you saw last: in working memory only, so that you can ask on for half an hour.",
	}

	textWhole     = bot.Phrase{NL: "Meer uitleg", EN: "More about this"}
	textNoSteps   = bot.Phrase{NL: "Daar zijn geen stappen voor nodig.", EN: "No steps are needed for that."}
	textNoContact = bot.Phrase{NL: "Er staat geen contact bij. De eigenaar van deze informatie is: {owner}.", EN: "No contact is given. The owner of this information is: {owner}."}
	textNobody    = bot.Phrase{NL: "Er staat geen contact bij.", EN: "No contact is given."}
	textNoLink    = bot.Phrase{NL: "Hier hoort geen link bij.", EN: "There is no link for this."}

	textShare             = bot.Phrase{NL: "Deel in dit kanaal", EN: "Share in this channel"}
	textSharedByColleague = bot.Phrase{NL: "Een collega deelt een antwoord van Wegwijs:", EN: "A colleague shares an answer from Wegwijs:"}
	textStoredShare       = bot.Phrase{
		NL: "Een antwoord dat je deelt: je naam staat erbij in het kanaal. Wegwijs onthoudt alleen welk bericht het is, niet wie het deelde.",
		EN: "An answer that you share: your name is with it in the channel. Wegwijs only remembers which message it is, not who shared it.",
	}
	textStoredOffer = bot.Phrase{
		NL: "Een lange vraag waarop geen zeker antwoord was: versleuteld, zeven dagen, zonder je naam. Alleen de knop onder het antwoord kan haar openen.",
		EN: "A long question that had no certain answer: encrypted, for seven days, without your name. Only the button below the answer can open it.",
	}
	textSharing = bot.Phrase{NL: "Gedeeld in dit kanaal.", EN: "Shared in this channel."}
	textShared  = bot.Phrase{NL: "{name} deelt een antwoord van Wegwijs:", EN: "{name} shares an answer from Wegwijs:"}

	textSuggest     = bot.Phrase{NL: "Bedoel je een van deze?", EN: "Do you mean one of these?"}
	textSuggestNone = bot.Phrase{NL: "Staat het er niet bij? Stel je vraag dan in andere woorden.", EN: "Not among them? Then ask your question in other words."}
	textNotFound    = bot.Phrase{NL: "Daar heb ik geen antwoord op, en ik verzin niets.", EN: "I have no answer to that, and I make nothing up."}
	textNearest     = bot.Phrase{NL: "Het dichtst in de buurt:", EN: "Nearest to your question:"}
	textOffTopic    = bot.Phrase{NL: "Daar weet ik niets van. Ik weet alleen iets over interne communicatie bij het Rijk: kennis, instrumenten, mensen en netwerken.", EN: "I know nothing about that. I only know about internal communication in the Dutch central government: knowledge, tools, people and networks."}
	textElsewhere   = bot.Phrase{NL: "Misschien vind je het hier:", EN: "Perhaps you will find it here:"}

	textNoWords   = bot.Phrase{NL: "Ik kan hier geen vraag in lezen. Typ een paar woorden, bijvoorbeeld: hoe word ik lid van het leernetwerk?", EN: "I cannot read a question in this. Type a few words, for example: how do I join the learning network?"}
	textTooLong   = bot.Phrase{NL: "Je vraag is {n} tekens lang. Stel hem in een of twee zinnen, hooguit 1000 tekens, dan zoek ik het op.", EN: "Your question is {n} characters long. Ask it in one or two sentences, at most 1000 characters, and I will look it up."}
	textYouTyped  = bot.Phrase{NL: "Dit typte je:", EN: "This is what you typed:"}
	textEntryGone = bot.Phrase{NL: "Dit antwoord is er niet meer. Stel je vraag opnieuw.", EN: "This answer is no longer there. Please ask your question again."}
)
