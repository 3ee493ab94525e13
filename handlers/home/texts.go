package home

import "wegwijs/bot"

var (
	textHello = bot.Phrase{
		NL: "Hallo {name}, ik ben Wegwijs (chatbot). Ik help je kennis, mensen en netwerken te vinden over interne communicatie. Stel je vraag in je eigen woorden.",
		EN: "Hello {name}, I am Wegwijs (chatbot). I help you find knowledge, people and networks in internal communication. Ask your question in your own words.",
	}
	textHelloNoName = bot.Phrase{
		NL: "Hallo, ik ben Wegwijs (chatbot). Ik help je kennis, mensen en netwerken te vinden over interne communicatie. Stel je vraag in je eigen woorden.",
		EN: "Hello, I am Wegwijs (chatbot). I help you find knowledge, people and networks in internal communication. Ask your question in your own words.",
	}
	textWelcome = bot.Phrase{NL: "Graag gedaan.", EN: "You are welcome."}
	textMore    = bot.Phrase{
		NL: "Alles wat ik kan: {help}",
		EN: "Everything I can do: {help}",
	}

	usageHelp    = bot.Phrase{NL: "help", EN: "help"}
	helpHelp     = bot.Phrase{NL: "laat dit overzicht zien", EN: "shows this overview"}
	usageLang    = bot.Phrase{NL: "taal nl|en", EN: "language nl|en"}
	helpLang     = bot.Phrase{NL: "kiest de taal waarin ik met je praat", EN: "chooses the language I speak with you"}
	usagePrivate = bot.Phrase{NL: "privé", EN: "private"}
	helpPrivate  = bot.Phrase{NL: "kiest waar je ziet wat alleen voor jou is: direct of in het kanaal", EN: "chooses where you see what is only for you: direct or in the channel"}
	usagePrivacy = bot.Phrase{NL: "privacy", EN: "privacy"}
	helpPrivacy  = bot.Phrase{NL: "laat zien wat ik bewaar en hoe lang", EN: "shows what I store and for how long"}

	textHelp             = bot.Phrase{NL: "Dit kun je typen:", EN: "This is what you can type:"}
	textHelpWithoutSlash = bot.Phrase{
		NL: "In een direct gesprek met mij, of als je mij in een kanaal noemt met @wegwijs, werkt alles ook zonder schuine streep. In een direct gesprek kun je een knop ook kiezen door het nummer te typen: 1 voor de eerste.",
		EN: "In a direct conversation with me, or when you mention me in a channel with @wegwijs, everything also works without the slash. In a direct conversation you can also choose a button by typing its number: 1 for the first.",
	}
	textNoModel = bot.Phrase{
		NL: "Ik werk met vaste regels en teksten die mensen hebben nagekeken. Er zit geen taalmodel achter.",
		EN: "I work with fixed rules and texts that people have checked. There is no language model behind me.",
	}

	textWhichLang   = bot.Phrase{NL: "In welke taal zal ik met je praten?", EN: "Which language shall I speak with you?"}
	textDutch       = bot.Phrase{NL: "Nederlands", EN: "Nederlands"}
	textEnglish     = bot.Phrase{NL: "English", EN: "English"}
	textProfile     = bot.Phrase{NL: "Zoals in mijn profiel", EN: "As in my profile"}
	textLangSet     = bot.Phrase{NL: "Ik praat voortaan Nederlands met je. Vraag je iets in het Engels, dan antwoord ik in het Engels.", EN: "From now on I will speak English with you. If you ask something in Dutch, I answer in Dutch."}
	textLangProfile = bot.Phrase{NL: "Ik volg voortaan de taal van je profiel.", EN: "From now on I follow the language of your profile."}

	textWhichPrivate   = bot.Phrase{NL: "Waar wil je zien wat alleen voor jou is?", EN: "Where do you want to see what is only for you?"}
	textInDirect       = bot.Phrase{NL: "In ons directe gesprek", EN: "In our direct conversation"}
	textInChannel      = bot.Phrase{NL: "In het kanaal zelf", EN: "In the channel itself"}
	textPrivateDirect  = bot.Phrase{NL: "Wat alleen voor jou is, stuur ik nu altijd in ons directe gesprek.", EN: "What is only for you, I now always send in our direct conversation."}
	textPrivateChannel = bot.Phrase{
		NL: "Wat alleen voor jou is, laat ik nu zien in het kanaal waar je bent. Alleen jij ziet het daar.",
		EN: "What is only for you, I now show in the channel where you are. Only you see it there.",
	}
	textPrivateDirectSet = bot.Phrase{
		NL: "Wat alleen voor jou is, stuur ik voortaan hier, in ons directe gesprek. Het blijft dan wel in het chatprogramma staan.",
		EN: "From now on I send you here, in our direct conversation, what is only for you. It does stay in the chat program then.",
	}
	textPrivateChannelSet = bot.Phrase{
		NL: "Wat alleen voor jou is, laat ik voortaan zien in het kanaal waar je bent. Alleen jij ziet het daar.",
		EN: "From now on I show what is only for you in the channel where you are. Only you see it there.",
	}

	textPrivacy        = bot.Phrase{NL: "Wat Wegwijs bewaart", EN: "What Wegwijs stores"}
	textPrivacyMessage = bot.Phrase{
		NL: "Geef je een opdracht bij een bericht van een collega, dan leest Wegwijs dat ene bericht en vult het voor jou in. Wegwijs bewaart het pas als jij het verstuurt.",
		EN: "When you give a command about a message of a colleague, Wegwijs reads that one message and fills it in for you. Wegwijs only keeps it once you send it.",
	}
	textPrivacyShort = bot.Phrase{
		NL: "Wegwijs leest alleen wat je aan Wegwijs schrijft. Al het andere wordt niet bewaard en komt niet in een logboek.",
		EN: "Wegwijs reads only what you write to Wegwijs. Everything else is neither stored nor logged.",
	}
	privacyQuestions = bot.Phrase{
		NL: "Je vraag: niet bewaard, ook niet in een logboek.",
		EN: "Your question: not stored, not in a log either.",
	}
	privacyMarks = bot.Phrase{
		NL: "Dat een bericht behandeld is: 24 uur, als code zonder naam. Zo krijg je nooit twee keer antwoord.",
		EN: "That a message was handled: 24 hours, as a code without a name. That way you never get an answer twice.",
	}
	privacyLang = bot.Phrase{
		NL: "De taal die je kiest: tot je weer kiest voor je profiel.",
		EN: "The language you choose: until you choose your profile again.",
	}
	privacyChoices = bot.Phrase{
		NL: "De knoppen onder het laatste antwoord in ons directe gesprek: tot het volgende antwoord. Een formulier dat je vraag voor vraag invult: tot je klaar bent of stopt. Allebei hooguit 24 uur, onder een code zonder naam.",
		EN: "The buttons below the last answer in our direct conversation: until the next answer. A form you fill in question by question: until you finish or stop. Both for 24 hours at most, under a code without a name.",
	}
	textPrivacyPlatform = bot.Phrase{
		NL: "Wat je typt en wat ik antwoord, staat ook in het chatprogramma zelf. Daar gelden de regels van jouw organisatie.",
		EN: "What you type and what I answer is also in the chat program itself. The rules of your organisation apply there.",
	}
)
