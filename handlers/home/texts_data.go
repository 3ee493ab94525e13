package home

import "wegwijs/bot"

var (
	usageData  = bot.Phrase{NL: "mijn-gegevens", EN: "my-data"}
	helpData   = bot.Phrase{NL: "laat zien wat ik nu over jou bewaar", EN: "shows what I store about you right now"}
	usageErase = bot.Phrase{NL: "wis-gegevens", EN: "erase-data"}
	helpErase  = bot.Phrase{NL: "wist wat ik over jou bewaar", EN: "erases what I store about you"}

	textOwn         = bot.Phrase{NL: "In gesprek met Wegwijs", EN: "Talking with Wegwijs"}
	textData        = bot.Phrase{NL: "Wat Wegwijs nu over jou bewaart", EN: "What Wegwijs stores about you right now"}
	textNothingKept = bot.Phrase{NL: "Niets.", EN: "Nothing."}
	textMoreKept    = bot.Plural{
		One:  bot.Phrase{NL: "En nog {n} regel zoals deze.", EN: "And {n} more line like these."},
		Many: bot.Phrase{NL: "En nog {n} regels zoals deze.", EN: "And {n} more lines like these."},
	}
	textDataRest = bot.Phrase{
		NL: "Je naam, taal en e-mailadres leest Wegwijs uit je profiel in het chatprogramma, en onthoudt ze hooguit een paar minuten. Dit antwoord is alleen voor jou.",
		EN: "Wegwijs reads your name, language and e-mail address from your profile in the chat program, and remembers them for a few minutes at most. This answer is only for you.",
	}
	textErase         = bot.Phrase{NL: "Wis mijn gegevens", EN: "Erase my data"}
	textDataButton    = bot.Phrase{NL: "Mijn gegevens", EN: "My data"}
	textPrivacyButton = bot.Phrase{NL: "Wat Wegwijs bewaart", EN: "What Wegwijs stores"}

	mineLang     = bot.Phrase{NL: "De taal die je koos: {lang}.", EN: "The language you chose: {lang}."}
	mineDirectly = bot.Phrase{
		NL: "Dat je wat alleen voor jou is, in ons directe gesprek wilt zien.",
		EN: "That you want to see what is only for you in our direct conversation.",
	}
	mineChoices = bot.Plural{
		One:  bot.Phrase{NL: "De {n} knop onder het laatste bericht in ons directe gesprek, tot het volgende bericht.", EN: "The {n} button below the last message in our direct conversation, until the next message."},
		Many: bot.Phrase{NL: "De {n} keuzes onder het laatste bericht in ons directe gesprek, tot het volgende bericht.", EN: "The {n} choices below the last message in our direct conversation, until the next message."},
	}
	mineForm = bot.Phrase{
		NL: "Wat je tot nu toe invulde in “{title}”, tot je klaar bent of stopt.",
		EN: "What you filled in so far in “{title}”, until you finish or stop.",
	}

	textErasesOwn   = bot.Phrase{NL: "wat je koos: je taal, en waar je wilt zien wat alleen voor jou is;", EN: "what you chose: your language, and where you want to see what is only for you;"}
	textReallyErase = bot.Phrase{NL: "Wil je wissen wat Wegwijs over jou bewaart? Dit wis ik:", EN: "Do you want to erase what Wegwijs stores about you? This is what I erase:"}
	textNoWayBack   = bot.Phrase{
		NL: "Dat kan niet ongedaan worden gemaakt. Wil je eerst zien wat er is? Kies dan “Niet wissen” en typ mijn-gegevens.",
		EN: "That cannot be undone. Do you want to see first what there is? Then choose “Do not erase” and type my-data.",
	}
	textEraseAll       = bot.Phrase{NL: "Wis alles wat kan", EN: "Erase all that can be erased"}
	textEraseNot       = bot.Phrase{NL: "Niet wissen", EN: "Do not erase"}
	textErasedNothing  = bot.Phrase{NL: "Er is niets gewist.", EN: "Nothing was erased."}
	textErased         = bot.Phrase{NL: "Gewist", EN: "Erased"}
	textNotErased      = bot.Phrase{NL: "Niet gewist", EN: "Not erased"}
	textNothingToErase = bot.Phrase{NL: "Er is niets over jou dat gewist kan worden.", EN: "There is nothing about you that can be erased."}
	erasedLang         = bot.Phrase{NL: "De taal die je koos. Ik volg weer je profiel.", EN: "The language you chose. I follow your profile again."}
	erasedDirectly     = bot.Phrase{NL: "Waar je wilt zien wat alleen voor jou is. Dat is nu weer het kanaal waar je bent.", EN: "Where you want to see what is only for you. That is the channel where you are again."}
	erasedForm         = bot.Phrase{NL: "Wat je had ingevuld in “{title}”.", EN: "What you had filled in in “{title}”."}
	keptMarks          = bot.Phrase{
		NL: "Dat een bericht behandeld is: die code zonder naam verdwijnt na 24 uur vanzelf. Niemand kan eraan zien van wie het was.",
		EN: "That a message was handled: that code without a name disappears by itself after 24 hours. Nobody can tell from it whose it was.",
	}
	textBytesGone = bot.Phrase{
		NL: "Binnen een minuut staat het ook niet meer in de bestanden van Wegwijs. In een reservekopie die al was gemaakt, blijft het staan tot de beheerder die weggooit. Wat in het chatprogramma zelf staat, kan Wegwijs niet wissen.",
		EN: "Within a minute it is no longer in the files of Wegwijs either. In a backup that was already made, it stays until the operator throws that away. What is in the chat program itself, Wegwijs cannot erase.",
	}

	textWorksCouncil = bot.Phrase{NL: "Wat een ondernemingsraad vraagt", EN: "What a works council asks"}
	askReadAlong     = bot.Phrase{NL: "Leest Wegwijs mee?", EN: "Does Wegwijs read along?"}
	answerReadAlong  = bot.Phrase{
		NL: "Nee. Een chatprogramma geeft een bot alle berichten door uit de kanalen waar die in zit. Wat niet aan Wegwijs is gericht, gooit Wegwijs meteen weg. Het programma toetst zichzelf daarop, met de test {test}.",
		EN: "No. A chat program passes on to a bot all messages of the channels it is in. What is not addressed to Wegwijs, Wegwijs throws away at once. The program checks itself for that, with the test {test}.",
	}
	privacyPrivate = bot.Phrase{
		NL: "Dat je wat alleen voor jou is, in ons directe gesprek wilt zien: tot je weer kiest voor het kanaal.",
		EN: "That you want to see what is only for you in our direct conversation: until you choose the channel again.",
	}
)
