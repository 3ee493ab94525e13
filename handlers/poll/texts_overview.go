package poll

import "wegwijs/bot"

var (
	usageList = bot.Phrase{NL: "lijst", EN: "list"}
	helpList  = bot.Phrase{NL: "laat zien welke peilingen op je antwoord wachten, en die van jou", EN: "shows which polls wait for your answer, and your own"}

	textWaiting     = bot.Phrase{NL: "Peilingen die je nog niet hebt beantwoord", EN: "Polls you have not answered yet"}
	textNoneWaiting = bot.Phrase{NL: "Er is nu geen peiling die op je antwoord wacht.", EN: "There is no poll now that waits for your answer."}
	textWaitingOne  = bot.Phrase{NL: "“{question}”, {mode}. Kan tot {until}.", EN: "“{question}”, {mode}. Open until {until}."}
	textGiveLabel   = bot.Phrase{NL: "Beantwoord: {question}", EN: "Answer: {question}"}
	textGiveThis    = bot.Phrase{NL: "Beantwoord deze peiling", EN: "Answer this poll"}
	textGiveMenu    = bot.Phrase{NL: "Kies een peiling om te beantwoorden", EN: "Choose a poll to answer"}

	textYours       = bot.Phrase{NL: "Jouw peilingen", EN: "Your polls"}
	textOthers      = bot.Phrase{NL: "Open peilingen van anderen", EN: "Open polls of others"}
	textOwnOne      = bot.Phrase{NL: "“{question}”. {standing} Nummer {id}.", EN: "“{question}”. {standing} Number {id}."}
	textManageLabel = bot.Phrase{NL: "Beheer: {question}", EN: "Manage: {question}"}
	textManageThis  = bot.Phrase{NL: "Beheer deze peiling", EN: "Manage this poll"}
	textManageMenu  = bot.Phrase{NL: "Kies een peiling om te beheren", EN: "Choose a poll to manage"}

	textToReview    = bot.Phrase{NL: "Open antwoorden om na te kijken", EN: "Open answers to look at"}
	textReviewOne   = bot.Phrase{NL: "“{question}”. Of typ: {typed}", EN: "“{question}”. Or type: {typed}"}
	textReviewLabel = bot.Phrase{NL: "Kijk na: {question}", EN: "Look at: {question}"}
	textReviewThis  = bot.Phrase{NL: "Kijk deze antwoorden na", EN: "Look at these answers"}
	textAndMore     = bot.Plural{
		One:  bot.Phrase{NL: "En nog {n}.", EN: "And {n} more."},
		Many: bot.Phrase{NL: "En nog {n}.", EN: "And {n} more."},
	}

	wordNamed   = bot.Phrase{NL: "met naam", EN: "with names"}
	wordUnnamed = bot.Phrase{NL: "zonder naam", EN: "without names"}
	wordFinal   = bot.Phrase{NL: "zonder naam, definitief", EN: "without names, final"}
)
