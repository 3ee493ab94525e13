package survey

import "wegwijs/bot"

// Answers that several templates share. From one side to the other, with a
// middle, and as many on each side.
var (
	textVeryUnclear = bot.Phrase{NL: "heel onduidelijk", EN: "very unclear"}
	textVeryClear   = bot.Phrase{NL: "heel duidelijk", EN: "very clear"}
	textNotUseful   = bot.Phrase{NL: "helemaal niet nuttig", EN: "not useful at all"}
	textVeryUseful  = bot.Phrase{NL: "heel nuttig", EN: "very useful"}

	fiveOften = []bot.Phrase{
		{NL: "nooit", EN: "never"}, {NL: "zelden", EN: "rarely"}, {NL: "soms", EN: "sometimes"},
		{NL: "vaak", EN: "often"}, {NL: "altijd", EN: "always"},
	}
	fiveEasy = []bot.Phrase{
		{NL: "heel moeilijk", EN: "very difficult"}, {NL: "moeilijk", EN: "difficult"},
		{NL: "neutraal", EN: "neutral"},
		{NL: "makkelijk", EN: "easy"}, {NL: "heel makkelijk", EN: "very easy"},
	}
	fiveView = []bot.Phrase{
		{NL: "heel negatief", EN: "very negative"}, {NL: "negatief", EN: "negative"},
		{NL: "neutraal", EN: "neutral"},
		{NL: "positief", EN: "positive"}, {NL: "heel positief", EN: "very positive"},
	}
	fiveEnough = []bot.Phrase{
		{NL: "veel te weinig", EN: "much too little"}, {NL: "te weinig", EN: "too little"},
		{NL: "precies genoeg", EN: "just enough"},
		{NL: "te veel", EN: "too much"}, {NL: "veel te veel", EN: "far too much"},
	}
	fiveBetter = []bot.Phrase{
		{NL: "veel slechter", EN: "much worse"}, {NL: "iets slechter", EN: "a little worse"},
		{NL: "hetzelfde", EN: "the same"},
		{NL: "iets beter", EN: "a little better"}, {NL: "veel beter", EN: "much better"},
	}
	fiveGood = []bot.Phrase{
		{NL: "heel slecht", EN: "very badly"}, {NL: "slecht", EN: "badly"},
		{NL: "redelijk", EN: "fairly"},
		{NL: "goed", EN: "well"}, {NL: "heel goed", EN: "very well"},
	}
	fiveLength = []bot.Phrase{
		{NL: "veel te kort", EN: "far too short"}, {NL: "te kort", EN: "too short"},
		{NL: "precies goed", EN: "just right"},
		{NL: "te lang", EN: "too long"}, {NL: "veel te lang", EN: "far too long"},
	}
	channelNames = []bot.Phrase{
		{NL: "op het intranet", EN: "on the intranet"},
		{NL: "in een nieuwsbrief per e-mail", EN: "in a newsletter by e-mail"},
		{NL: "in de chat", EN: "in the chat"},
		{NL: "van mijn leidinggevende", EN: "from my manager"},
		{NL: "in een bijeenkomst", EN: "in a meeting"},
		{NL: "op een andere manier", EN: "in another way"},
	}
	usedNames = []bot.Phrase{
		{NL: "het intranet", EN: "the intranet"},
		{NL: "een nieuwsbrief per e-mail", EN: "a newsletter by e-mail"},
		{NL: "de chat", EN: "the chat"},
		{NL: "mijn leidinggevende", EN: "my manager"},
		{NL: "een bijeenkomst", EN: "a meeting"},
		{NL: "geen van deze", EN: "none of these"},
	}
	wantToKnow = []bot.Phrase{
		{NL: "waarom we veranderen", EN: "why we change"},
		{NL: "wat er in mijn werk verandert", EN: "what changes in my work"},
		{NL: "wanneer wat gebeurt", EN: "what happens when"},
		{NL: "bij wie ik terechtkan met vragen", EN: "whom I can ask"},
		{NL: "iets anders", EN: "something else"},
		{NL: "ik weet genoeg", EN: "I know enough"},
	}
)

// The templates.
var (
	textEngagement    = bot.Phrase{NL: "Betrokkenheid", EN: "Engagement"}
	textEngagementFor = bot.Phrase{
		NL: "Voor een korte peiling onder een afdeling of organisatie, hoogstens eens per kwartaal. Niet voor het beoordelen van een team of leidinggevende, en niet in plaats van een medewerkersonderzoek.",
		EN: "For a short poll in a department or organisation, once a quarter at most. Not for judging a team or a manager, and not instead of an employee survey.",
	}
	textEnergy  = bot.Phrase{NL: "Hoe vaak begin je met zin aan je werkdag?", EN: "How often do you look forward to your working day?"}
	textCourse  = bot.Phrase{NL: "Hoe duidelijk is voor jou waar onze organisatie naartoe gaat?", EN: "How clear is it to you where our organisation is going?"}
	textSpeakUp = bot.Phrase{NL: "Hoe makkelijk of moeilijk zeg je in je team wat je denkt?", EN: "How easy or difficult do you find it to say what you think in your team?"}
	textHeard   = bot.Phrase{NL: "Hoe vaak hoor je wat er met jouw ideeën gebeurt?", EN: "How often do you hear what happens to your ideas?"}
	textHelps   = bot.Phrase{NL: "Wat zou jou deze maand helpen in je werk?", EN: "What would help you in your work this month?"}

	textChangeStart    = bot.Phrase{NL: "Verandertraject: start", EN: "Change programme: start"}
	textChangeStartFor = bot.Phrase{
		NL: "Voor het begin van een verandering: weten mensen waarom en wat, en waar willen ze meer over horen? Niet om te stemmen over de verandering zelf.",
		EN: "For the start of a change: do people know why and what, and what do they want to hear more about? Not for voting on the change itself.",
	}
	textWhy        = bot.Phrase{NL: "Hoe duidelijk is voor jou waarom we veranderen?", EN: "How clear is it to you why we change?"}
	textMyWork     = bot.Phrase{NL: "Hoe duidelijk is voor jou wat de verandering betekent voor je werk?", EN: "How clear is it to you what the change means for your work?"}
	textView       = bot.Phrase{NL: "Hoe kijk je nu naar de verandering?", EN: "How do you view the change now?"}
	textMore       = bot.Phrase{NL: "Waar wil je als eerste meer over weten?", EN: "What do you want to know more about first?"}
	textMyQuestion = bot.Phrase{NL: "Welke vraag heb je over de verandering?", EN: "What question do you have about the change?"}

	textChangeMiddle    = bot.Phrase{NL: "Verandertraject: midden", EN: "Change programme: halfway"}
	textChangeMiddleFor = bot.Phrase{
		NL: "Voor halverwege een verandering: komt de informatie aan, en waar lopen mensen vast? Twee vragen zijn gelijk aan die van de start, om te vergelijken. Niet om vast te stellen wie achterblijft.",
		EN: "For halfway through a change: does the information arrive, and where are people stuck? Two questions are the same as at the start, to compare. Not for finding out who lags behind.",
	}
	textHowMuch  = bot.Phrase{NL: "Hoeveel hoor je over de verandering?", EN: "How much do you hear about the change?"}
	textWhoToAsk = bot.Phrase{NL: "Hoe makkelijk of moeilijk vind je iemand die je vragen kan beantwoorden?", EN: "How easy or difficult is it to find somebody who can answer your questions?"}
	textObstacle = bot.Phrase{NL: "Waar loop je nu tegenaan?", EN: "What stands in your way now?"}

	textChangeEnd    = bot.Phrase{NL: "Verandertraject: eind", EN: "Change programme: end"}
	textChangeEndFor = bot.Phrase{
		NL: "Voor na een verandering: hoe gaat het werk nu, en wat leren we voor de volgende keer? Niet om te bewijzen dat de verandering gelukt is: daar is meer voor nodig dan een peiling.",
		EN: "For after a change: how does the work go now, and what do we learn for the next time? Not for proving that the change succeeded: that takes more than a poll.",
	}
	textWorkNow  = bot.Phrase{NL: "Hoe gaat je werk nu, vergeleken met voor de verandering?", EN: "How does your work go now, compared with before the change?"}
	textInformed = bot.Phrase{NL: "Hoe duidelijk was de informatie tijdens de verandering?", EN: "How clear was the information during the change?"}
	textInput    = bot.Phrase{NL: "Hoe is er omgegaan met wat collega's inbrachten?", EN: "How was what colleagues brought in dealt with?"}
	textNextTime = bot.Phrase{NL: "Wat moeten we bij een volgende verandering anders doen?", EN: "What should we do differently in a next change?"}

	textChannels    = bot.Phrase{NL: "Kanaalvoorkeur", EN: "Preferred channels"}
	textChannelsFor = bot.Phrase{
		NL: "Voor de keuze van kanalen: waar verwachten collega's welke boodschap? Pas de kanalen aan die van jouw organisatie aan. Niet om te meten of een boodschap is aangekomen.",
		EN: "For the choice of channels: where do colleagues expect which message? Adapt the channels to those of your organisation. Not for measuring whether a message arrived.",
	}
	textNews     = bot.Phrase{NL: "Hoe hoor je het liefst nieuws over de organisatie?", EN: "How do you prefer to hear news about the organisation?"}
	textUrgent   = bot.Phrase{NL: "Hoe hoor je het liefst iets dat vandaag aandacht vraagt, zoals een storing?", EN: "How do you prefer to hear what needs attention today, such as a failure?"}
	textChange   = bot.Phrase{NL: "Hoe hoor je het liefst over een verandering in je eigen werk?", EN: "How do you prefer to hear about a change in your own work?"}
	textTeamNews = bot.Phrase{NL: "Hoe hoor je het liefst over mensen, zoals een nieuwe collega?", EN: "How do you prefer to hear about people, such as a new colleague?"}
	textUsed     = bot.Phrase{NL: "Langs welke wegen kreeg je deze week informatie over je werk?", EN: "In which ways did you get information about your work this week?"}

	textMeeting    = bot.Phrase{NL: "Na een bijeenkomst", EN: "After a meeting"}
	textMeetingFor = bot.Phrase{
		NL: "Voor vlak na een bijeenkomst, om de volgende beter te maken. Zet hem in een kanaal met vooral mensen die er waren. Niet voor het beoordelen van een spreker.",
		EN: "For shortly after a meeting, to make the next one better. Place it in a channel with mostly people who were there. Not for judging a speaker.",
	}
	textUseful   = bot.Phrase{NL: "Hoe nuttig was de bijeenkomst voor je werk?", EN: "How useful was the meeting for your work?"}
	textLength   = bot.Phrase{NL: "Wat vond je van de lengte van de bijeenkomst?", EN: "What did you think of the length of the meeting?"}
	textRoom     = bot.Phrase{NL: "Hoeveel ruimte was er voor jouw vragen?", EN: "How much room was there for your questions?"}
	textTakeAway = bot.Phrase{NL: "Wat wil je de volgende keer anders?", EN: "What would you like to be different next time?"}

	textENPSTitle = bot.Phrase{NL: "eNPS: aanraden als werkgever", EN: "eNPS: recommending as an employer"}
	textENPSFor   = bot.Phrase{
		NL: "Voor grote groepen, hoogstens een paar keer per jaar: onder de 100 antwoorden zegt de score weinig, en de marge staat er daarom altijd bij. Niet om teams met elkaar te vergelijken.",
		EN: "For large groups, a few times a year at most: below 100 answers the score says little, which is why its margin is always shown. Not for comparing teams.",
	}
	textReason = bot.Phrase{NL: "Wat is de belangrijkste reden voor je antwoord?", EN: "What is the main reason for your answer?"}

	textMoodTitle = bot.Phrase{NL: "Stemming van de week", EN: "Mood of the week"}
	textMoodFor   = bot.Phrase{
		NL: "Voor een wekelijks beeld van hoe het gaat, in een groep van ten minste tien mensen. Niet om te zien hoe het met één collega gaat: vraag dat gewoon.",
		EN: "For a weekly picture of how things are going, in a group of at least ten people. Not for seeing how one colleague is doing: just ask.",
	}
	textMoodWeek = bot.Phrase{NL: "Hoe ging het deze week met je op je werk?", EN: "How were you doing at work this week?"}
)
