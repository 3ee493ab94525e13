package mattermost

import "wegwijs/bot"

// What people read of the adapter itself, in both languages side by side.
var (
	textButtonForged = bot.Phrase{
		NL: "Deze knop ken ik niet. Stel je vraag opnieuw, dan krijg je een nieuwe.",
		EN: "I do not know this button. Ask your question again and you will get a new one.",
	}
	textButtonExpired = bot.Phrase{
		NL: "Deze knop is te oud. Stel je vraag opnieuw, dan krijg je een nieuwe.",
		EN: "This button is too old. Ask your question again and you will get a new one.",
	}
	textButtonNotYours = bot.Phrase{
		NL: "Deze knop is voor iemand anders. Stel de vraag zelf, dan krijg je je eigen knoppen.",
		EN: "This button is for somebody else. Ask the question yourself and you will get your own buttons.",
	}
	textNotOffered = bot.Phrase{
		NL: "Die keuze staat niet in de lijst. Kies opnieuw.",
		EN: "That choice is not in the list. Please choose again.",
	}
	textNotNow = bot.Phrase{
		NL: "Dat lukt nu even niet. Probeer het over een minuut nog eens.",
		EN: "That does not work right now. Please try again in a minute.",
	}
	textFormForged = bot.Phrase{
		NL: "Dit formulier ken ik niet. Open het opnieuw vanuit het gesprek met Wegwijs.",
		EN: "I do not know this form. Open it again from the conversation with Wegwijs.",
	}
	textFormNotYours = bot.Phrase{
		NL: "Dit formulier is voor iemand anders geopend. Open het zelf opnieuw.",
		EN: "This form was opened for somebody else. Open it again yourself.",
	}
	textFormClosed = bot.Phrase{
		NL: "Dit formulier was al verstuurd of is te oud. Open het opnieuw.",
		EN: "This form was sent already or is too old. Open it again.",
	}
	textYes = bot.Phrase{NL: "Ja", EN: "Yes"}
	textNo  = bot.Phrase{NL: "Nee", EN: "No"}

	textAttached = bot.Phrase{
		NL: "De hele tekst staat in de bijlage.",
		EN: "The whole text is in the attachment.",
	}
	textFileName = bot.Phrase{NL: "bericht", EN: "message"}
)

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
