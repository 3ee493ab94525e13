package slack

import "wegwijs/bot"

// What people read of the adapter itself, in both languages side by side.
var (
	textButtonForged = bot.Phrase{
		NL: "Deze knop ken ik niet. Stel je vraag opnieuw, dan krijg je een nieuwe.",
		EN: "I do not know this button. Ask your question again and you will get a new one.",
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
	textFormClosed = bot.Phrase{
		NL: "Dit formulier was al verstuurd of is te oud. Open het opnieuw.",
		EN: "This form was sent already or is too old. Open it again.",
	}
	textCancel = bot.Phrase{NL: "Annuleren", EN: "Cancel"}
	textSend   = bot.Phrase{NL: "Versturen", EN: "Send"}
	textChoose = bot.Phrase{NL: "Kies", EN: "Choose"}
	textYes    = bot.Phrase{NL: "Ja", EN: "Yes"}
	textNo     = bot.Phrase{NL: "Nee", EN: "No"}

	textAttached = bot.Phrase{
		NL: "De hele tekst staat in de bijlage.",
		EN: "The whole text is in the attachment.",
	}
	textFileName  = bot.Phrase{NL: "bericht", EN: "message"}
	textShortened = bot.Phrase{
		NL: "Er is meer dan hier past.",
		EN: "There is more than fits here.",
	}
)
