package mattermost

import "wegwijs/bot"

// What people read when a callback of theirs is not taken.
var (
	textHookFailed = bot.Phrase{
		NL: "Er ging iets mis bij Wegwijs. Probeer het zo nog eens.",
		EN: "Something went wrong at Wegwijs. Please try again in a moment.",
	}
	textHookStopping = bot.Phrase{
		NL: "Wegwijs start net opnieuw. Probeer het over een minuut nog eens.",
		EN: "Wegwijs is just restarting. Please try again in a minute.",
	}
	textHookBusy = bot.Phrase{
		NL: "Je gaat sneller dan ik kan bijhouden. Wacht even en probeer het dan nog eens.",
		EN: "You are going faster than I can follow. Wait a moment and then try again.",
	}
	textHookToken = bot.Phrase{
		NL: "Deze opdracht is veranderd op de server. Vraag de beheerder om Wegwijs opnieuw te starten, of stuur me je vraag in een direct bericht.",
		EN: "This command was changed on the server. Ask the administrator to restart Wegwijs, or send me your question in a direct message.",
	}
	textHookOldCommand = bot.Phrase{
		NL: "Deze opdracht bestaat niet meer. Stuur me je vraag in een direct bericht.",
		EN: "This command does not exist any more. Send me your question in a direct message.",
	}
	textHookNobody = bot.Phrase{
		NL: "Dit kan alleen met een account van een persoon dat in gebruik is.",
		EN: "This only works with an account of a person that is in use.",
	}
)
