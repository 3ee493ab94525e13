package bot

// What the router itself says, in both languages side by side.
var (
	textFault = Phrase{
		"Er ging iets mis bij Wegwijs. Probeer het zo nog eens. Blijft het misgaan? Geef dan dit nummer door aan de beheerder: {reference}.",
		"Something went wrong at Wegwijs. Please try again in a moment. Does it keep failing? Then give this number to the administrator: {reference}.",
	}
	textCannotSpeak = Phrase{
		"Ik kan in dat kanaal niets plaatsen. Nodig me daar eerst uit, bijvoorbeeld met /invite @wegwijs, en probeer het dan opnieuw.",
		"I cannot post in that channel. Invite me there first, for example with /invite @wegwijs, and then try again.",
	}
	textOldButton = Phrase{
		"Deze knop werkt niet meer. Stel je vraag opnieuw, dan krijg je een nieuwe.",
		"This button no longer works. Ask your question again and you will get a new one.",
	}
	textUnknownWord = Phrase{
		"Dat begrijp ik niet. Na {command} kun je dit typen:",
		"I do not understand that. After {command} you can type:",
	}
	textTooLate = Phrase{
		"Je formulier kwam aan, maar is niet opgeslagen. Open het opnieuw. Dit moet anders:",
		"Your form arrived, but it was not stored. Open it again. This needs a change:",
	}
	textNoSuchNumber = Phrase{
		"{n} staat er niet bij. Typ een getal van {first} tot en met {last}.",
		"{n} is not among them. Type a number from {first} to {last}.",
	}
	textYouFilledIn = Phrase{"Dit had je ingevuld:", "This is what you had filled in:"}
	textFormFailed  = Phrase{
		"Het formulier kon niet open. Probeer het nog eens.",
		"The form could not be opened. Please try again.",
	}

	// The interview: a form, field by field.
	textInterview = Phrase{
		"Ik stel je de vragen een voor een. Typ stop om te stoppen.",
		"I will ask you the questions one by one. Type stop to stop.",
	}
	textInterviewMoved = Phrase{
		"Ik stel je de vragen in ons directe gesprek.",
		"I will ask you the questions in our direct conversation.",
	}
	textStop = Phrase{"Typ stop om te stoppen.", "Type stop to stop."}
	textBusy = Phrase{
		"Je bent nog bezig met: {title}. Maak dat eerst af, of typ stop en begin opnieuw.",
		"You are still busy with: {title}. Finish that first, or type stop and start again.",
	}
	textSkip = Phrase{
		"Dit mag leeg blijven. Typ dan een streepje: -",
		"This may stay empty. If so, type a hyphen: -",
	}
	textKeep = Phrase{
		"Nu ingevuld: {value}. Typ een streepje om dat zo te laten: -",
		"Filled in now: {value}. Type a hyphen to leave it so: -",
	}
	textKeepOrClear = Phrase{
		"Nu ingevuld: {value}. Typ een streepje om dat zo te laten, of wis om het leeg te maken.",
		"Filled in now: {value}. Type a hyphen to leave it so, or clear to empty it.",
	}
	textSeveral = Phrase{
		"Noem de nummers, met een komma ertussen.",
		"Give the numbers, with commas in between.",
	}
	textYesNo = Phrase{
		"Antwoord met ja of nee.",
		"Answer yes or no.",
	}
	textStopped = Phrase{
		"Gestopt. Er is niets verstuurd.",
		"Stopped. Nothing was sent.",
	}
	textAgain = Phrase{
		"Dit moet nog anders:",
		"This still needs a change:",
	}
)
