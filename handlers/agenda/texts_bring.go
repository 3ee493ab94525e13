package agenda

import "wegwijs/bot"

// What is said while somebody brings something. {c} is a committee in a few
// letters: "AIC".
var (
	usageTopic      = bot.Phrase{NL: "onderwerp [je onderwerp: wat vraag je? (15 min)]", EN: "topic [your topic: what do you ask? (15 min)]"}
	helpTopic       = bot.Phrase{NL: "brengt een onderwerp in; alleen het woord opent het formulier", EN: "brings a topic; the word alone opens the form"}
	usageQuestion   = bot.Phrase{NL: "vraag [je vraag]", EN: "question [your question]"}
	helpQuestion    = bot.Phrase{NL: "vraagt welke kennis er gedeeld wordt", EN: "asks what knowledge is shared"}
	usageDepartment = bot.Phrase{NL: "departement [naam]", EN: "department [name]"}
	helpDepartment  = bot.Phrase{NL: "laat zien waar je werkt, en verandert dat", EN: "shows where you work, and changes it"}

	// What is typed, as it is shown to somebody.
	wordTopic      = bot.Phrase{NL: "onderwerp", EN: "topic"}
	wordQuestion   = bot.Phrase{NL: "vraag", EN: "question"}
	wordDepartment = bot.Phrase{NL: "departement", EN: "department"}
	wordMine       = bot.Phrase{NL: "mijn-inbreng", EN: "my requests"}

	// Who may.
	whoNoGuests = bot.Phrase{
		NL: "Als gast kun je bij de {c} niets inbrengen. Vraag het aan de collega met wie je werkt: die kan het voor je doen.",
		EN: "As a guest you cannot bring anything to the {c}. Ask the colleague you work with: they can do it for you.",
	}
	whoAdvisers = bot.Phrase{
		NL: "Bij de {c} brengen communicatieadviseurs en leden iets in. Vraag het aan {who}.",
		EN: "Communication advisers and members bring things to the {c}. Ask {who}.",
	}
	whoMembers = bot.Phrase{
		NL: "Bij de {c} brengen alleen leden iets in. Vraag het aan {who}.",
		EN: "Only members bring things to the {c}. Ask {who}.",
	}
	whoMember         = bot.Phrase{NL: "{name}, {c}-lid voor {department}", EN: "{name}, {c} member for {department}"}
	whoSecretary      = bot.Phrase{NL: "de secretaris van de {c}", EN: "the secretary of the {c}"}
	whoSecretaryNamed = bot.Phrase{NL: "{name}, secretaris van de {c}", EN: "{name}, secretary of the {c}"}
	bringYouTyped     = bot.Phrase{NL: " Dit typte je: ", EN: " This is what you typed: "}

	// The form.
	formTitleTopic         = bot.Phrase{NL: "Onderwerp voor de {c}", EN: "Topic for the {c}"}
	formTitleTopicShort    = bot.Phrase{NL: "Onderwerp inbrengen", EN: "Bring a topic"}
	formTitleQuestion      = bot.Phrase{NL: "Vraag aan de {c}", EN: "Question to the {c}"}
	formTitleQuestionShort = bot.Phrase{NL: "Kennisvraag", EN: "Knowledge question"}
	formSend               = bot.Phrase{NL: "Verstuur", EN: "Send"}
	formTopic              = bot.Phrase{NL: "Onderwerp", EN: "Topic"}
	formTopicHelp          = bot.Phrase{NL: "Een paar woorden, ten hoogste 90 tekens. Weet je hoe lang het duurt? Zet er (15 min) achter.", EN: "A few words, at most 90 characters. Do you know how long it takes? Add (15 min)."}
	formTopicOfQuestion    = bot.Phrase{NL: "Ten hoogste 90 tekens. Mag leeg blijven als je vraag zo kort is.", EN: "At most 90 characters. May stay empty when your question is that short."}
	formAsk                = bot.Phrase{NL: "Wat vraag je de {c}?", EN: "What to ask the {c}?"}
	formAskShort           = bot.Phrase{NL: "Wat vraag je?", EN: "What do you ask?"}
	formAskHelp            = bot.Phrase{NL: "Waar wil je kennis, advies of een besluit over? Ten hoogste 1000 tekens.", EN: "What do you want knowledge, advice or a decision about? At most 1000 characters."}
	formExplain            = bot.Phrase{NL: "Toelichting", EN: "Background"}
	formExplainHelp        = bot.Phrase{NL: "Ten hoogste 3000 tekens. Zet hier geen persoonsgegevens of gerubriceerde informatie.", EN: "At most 3000 characters. No personal data or classified information here, please."}
	formNeedTopic          = bot.Phrase{NL: "Vul een onderwerp in: een paar woorden.", EN: "Enter a topic: a few words."}
	formNeedAsk            = bot.Phrase{NL: "Schrijf op wat je vraagt. Eén zin is genoeg.", EN: "Write down what you ask. One sentence is enough."}
	formSumUp              = bot.Phrase{NL: "Je vraag is lang. Vat hem hier samen in ten hoogste {max} tekens.", EN: "Your question is long. Sum it up here in at most {max} characters."}
	formNoWords            = bot.Phrase{NL: "Gebruik hier woorden: alleen tekens of emoji kan niemand lezen op een agenda.", EN: "Please use words here: nobody can read only signs or emoji on an agenda."}
	formTooLong            = bot.Phrase{NL: "Dit zijn {n} tekens. Er passen er {max}.", EN: "This is {n} characters. There is room for {max}."}
	lineMinutes            = bot.Phrase{NL: "{typed} begrijp ik niet als tijd: een onderwerp duurt 1 tot en met {max} minuten.", EN: "I do not understand {typed} as a time: a topic takes 1 to {max} minutes."}
	bringTypedLong         = bot.Phrase{NL: "Je typte {n} tekens. Zoveel past niet in een formulier. Alles is bewaard: zie {list}. Dit typte je:", EN: "You typed {n} characters. That does not fit in a form. All of it is kept: see {list}. This is what you typed:"}

	// Drafts.
	bringPreview     = bot.Phrase{NL: "Zo gaat het naar de {c}. Er is nog niets verstuurd.", EN: "This is how it goes to the {c}. Nothing was sent yet."}
	bringAsks        = bot.Phrase{NL: "Vraag", EN: "Question"}
	bringExplain     = bot.Phrase{NL: "Toelichting", EN: "Background"}
	bringSend        = bot.Phrase{NL: "Verstuur", EN: "Send"}
	bringSendAnyway  = bot.Phrase{NL: "Toch versturen", EN: "Send anyway"}
	bringEdit        = bot.Phrase{NL: "Pas aan", EN: "Change"}
	bringDiscard     = bot.Phrase{NL: "Gooi weg", EN: "Throw away"}
	bringAbout       = bot.Phrase{NL: "{what}: {topic}", EN: "{what}: {topic}"}
	bringKept        = bot.Phrase{NL: "Alleen jij ziet dit. Je concept blijft 30 dagen bewaard: zie {list}.", EN: "Only you see this. Your draft is kept for 30 days: see {list}."}
	bringDiscarded   = bot.Phrase{NL: "Weggegooid. Er is niets verstuurd.", EN: "Thrown away. Nothing was sent."}
	bringNotComplete = bot.Phrase{NL: "Er moet nog iets bij of anders voordat ik dit kan versturen.", EN: "Something is missing or needs a change before I can send this."}
	bringElsewhere   = bot.Phrase{NL: "Je hebt dit concept intussen ergens anders veranderd. Er is niets verstuurd. Zo staat het er nu:", EN: "You changed this draft somewhere else meanwhile. Nothing was sent. This is how it is now:"}
	bringFilledIn    = bot.Phrase{NL: "Dit vulde je hier in:", EN: "This is what you filled in here:"}
	bringSentOther   = bot.Phrase{NL: "Dit is al verstuurd als {number}. Er is niets veranderd. Dit vulde je nu in:", EN: "This was sent already as {number}. Nothing was changed. This is what you filled in now:"}
	bringGone        = bot.Phrase{NL: "Dit concept is er niet meer: je hebt het weggegooid, of het lag er langer dan 30 dagen. Er is niets verstuurd.", EN: "This draft is not there any more: you threw it away, or it was there for more than 30 days. Nothing was sent."}
	bringSentAlready = bot.Phrase{NL: "Dit is al verstuurd als {number}. Er is niets veranderd. Zie {list}.", EN: "This was sent already as {number}. Nothing was changed. See {list}."}

	// Sent.
	bringSent         = bot.Phrase{NL: "Je onderwerp is verstuurd als {number}: {topic}", EN: "Your topic was sent as {number}: {topic}"}
	bringSentQuestion = bot.Phrase{NL: "Je vraag is verstuurd als {number}: {topic}", EN: "Your question was sent as {number}: {topic}"}
	bringNext         = bot.Phrase{NL: "Je hoort hier van mij wat ermee gebeurt. Tussendoor kijken kan met {list}.", EN: "I will tell you here what becomes of it. To see how it is in between, type {list}."}
	bringYours        = bot.Phrase{NL: "Jij bent hiervoor zelf aan zet bij de {c}. Je kunt meteen beslissen:", EN: "It is up to you at the {c}. You can decide now:"}
	bringTwin         = bot.Phrase{NL: "Dit heb je al gestuurd als {number}: “{topic}”. Het is nu {state}. Er is niets dubbel verstuurd.", EN: "You sent this already as {number}: “{topic}”. It is now {state}. Nothing was sent twice."}
	bringTwinNote     = bot.Phrase{NL: "Zie {list}.", EN: "See {list}."}

	// Where it goes.
	wayMember     = bot.Phrase{NL: "Dit gaat naar {name}, {c}-lid voor {department}.", EN: "This goes to {name}, {c} member for {department}."}
	wayDeputy     = bot.Phrase{NL: "{member}, {c}-lid voor {department}, is er nu niet. Dit gaat naar de vervanger: {name}.", EN: "{member}, {c} member for {department}, is away now. This goes to the deputy: {name}."}
	wayDeputyOnly = bot.Phrase{NL: "Dit gaat naar {name}, vervangend {c}-lid voor {department}.", EN: "This goes to {name}, deputy {c} member for {department}."}
	wayNobody     = bot.Phrase{NL: "Het {c}-lid voor {department} is er nu niet. Dit gaat naar {secretary}.", EN: "The {c} member for {department} is away now. This goes to {secretary}."}
	wayVacant     = bot.Phrase{NL: "Voor {department} zit nu niemand in de {c}. Dit gaat naar {secretary}.", EN: "Nobody sits in the {c} for {department} now. This goes to {secretary}."}
	wayUnknown    = bot.Phrase{NL: "Je departement is niet bekend. Dit gaat naar {secretary}.", EN: "Your department is not known. This goes to {secretary}."}
	wayYou        = bot.Phrase{NL: "Jij bent zelf aan zet: {c}-lid voor {department}.", EN: "It is up to you: {c} member for {department}."}
	whyUnknown    = bot.Phrase{NL: "Het departement is niet bekend.", EN: "The department is not known."}
	whyVacant     = bot.Phrase{NL: "De zetel van {department} is leeg.", EN: "The seat of {department} is vacant."}
	whyAway       = bot.Phrase{NL: "Het lid is afwezig: {member}.", EN: "The member is away: {member}."}

	// The department.
	departmentAsk     = bot.Phrase{NL: "Waar werk je? Dan weet ik wie in de {c} voor jou beslist. Zodra je kiest, verstuur ik dit. Ik onthoud je keuze.", EN: "Where do you work? Then I know who decides for you in the {c}. I send this as soon as you choose. I will remember it."}
	departmentSend    = bot.Phrase{NL: "Kies je departement en verstuur", EN: "Choose your department and send"}
	departmentChoose  = bot.Phrase{NL: "Kies je departement", EN: "Choose your department"}
	departmentOther   = bot.Phrase{NL: "Staat er niet bij: ik typ het", EN: "Not listed: I will type it"}
	departmentUnknown = bot.Phrase{NL: "Weet ik niet: stuur het naar de secretaris", EN: "I do not know: send it to the secretary"}
	departmentTitle   = bot.Phrase{NL: "Waar werk je?", EN: "Where do you work?"}
	departmentSave    = bot.Phrase{NL: "Dit is het", EN: "This is it"}
	departmentLabel   = bot.Phrase{NL: "Organisatie", EN: "Organisation"}
	departmentHelp    = bot.Phrase{NL: "Je departement, dienst of agentschap, bijvoorbeeld Rijkswaterstaat of EZ. Een oude naam mag ook.", EN: "Your department, service or agency, such as Rijkswaterstaat or EZ. A former name is fine."}
	departmentNone    = bot.Phrase{NL: "Ik ken geen departement of organisatie die “{typed}” heet. Typ de naam voluit, of de naam van het departement waar het bij hoort.", EN: "I know no department or organisation called “{typed}”. Type its full name, or the name of the department it belongs to."}
	departmentSeveral = bot.Phrase{NL: "“{typed}” kan van alles zijn: {names}. Typ de naam voluit.", EN: "“{typed}” can be several: {names}. Type the full name."}
	departmentNot     = bot.Phrase{NL: "Ik weet niet waar je werkt.", EN: "I do not know where you work."}
	departmentIs      = bot.Phrase{NL: "Volgens mij werk je bij {department}. Klopt dat niet? Kies dan hieronder.", EN: "I think you work at {department}. Is that wrong? Then choose below."}
	departmentSet     = bot.Phrase{NL: "Ik onthoud dat je werkt bij {department}. Wat je al verstuurde, blijft waar het is.", EN: "I will remember that you work at {department}. What you sent already stays where it is."}
	departmentFormer  = bot.Phrase{NL: "{former} heet nu: {department}.", EN: "{former} is now called: {department}."}
	departmentKept    = bot.Phrase{NL: "Ik onthoud dat je werkt bij {department}. Veranderen kan met {command}.", EN: "I will remember that you work at {department}. To change it, type {command}."}

	// What is like it.
	likeIntro        = bot.Phrase{NL: "Deze lijkt erop:", EN: "This looks like it:"}
	likeYours        = bot.Phrase{NL: "{topic}: je eigen {number}, nu {state}", EN: "{topic}: your own {number}, now {state}"}
	likeOthers       = bot.Phrase{NL: "{topic} ({department})", EN: "{topic} ({department})"}
	likeMeaning      = bot.Phrase{NL: "Is dit hetzelfde? Sluit je dan aan: je hoort wat ermee gebeurt, en je hoeft zelf niets te versturen.", EN: "Is this the same? Then join: you will hear what becomes of it, and need not send anything yourself."}
	likeJoin         = bot.Phrase{NL: "Ik sluit me aan", EN: "I join"}
	likeJoinNumber   = bot.Phrase{NL: "Ik sluit me aan bij {n}", EN: "I join {n}"}
	likeJoined       = bot.Phrase{NL: "Je bent aangesloten bij: “{topic}”. Ik vertel je hier wat ermee gebeurt.", EN: "You joined: “{topic}”. I will tell you here what becomes of it."}
	likeJoinedBefore = bot.Phrase{NL: "Je was al aangesloten bij: “{topic}”. Er is niets veranderd.", EN: "You had joined already: “{topic}”. Nothing was changed."}
	likeOver         = bot.Phrase{NL: "Aansluiten kan niet meer: {topic} is {state}. Je eigen tekst is er nog: je kunt hem versturen.", EN: "You cannot join any more: {topic} is {state}. Your own text is still there: you can send it."}
	likeOwnWords     = bot.Phrase{NL: "Wat je zelf schreef, is niet verstuurd. Wil je er toch iets mee?", EN: "What you wrote yourself was not sent. Do you want to do something with it after all?"}
	departmentIsNot  = bot.Phrase{NL: "departement nog niet bekend", EN: "department not known yet"}

	// What somebody brought.
	usageMine         = bot.Phrase{NL: "mijn-inbreng [nummer]", EN: "my requests [number]"}
	helpMine          = bot.Phrase{NL: "laat zien wat je inbracht en wat ervan kwam", EN: "shows what you brought and what came of it"}
	mineTitle         = bot.Phrase{NL: "Dit bracht je in bij de {c}", EN: "This is what you brought to the {c}"}
	mineLine          = bot.Phrase{NL: "{number} {topic} ({state})", EN: "{number} {topic} ({state})"}
	mineNotSent       = bot.Phrase{NL: "Concepten: nog niet verstuurd", EN: "Drafts: not sent yet"}
	mineNotSentLine   = bot.Phrase{NL: "{topic} (bewaard tot {until})", EN: "{topic} (kept until {until})"}
	mineNotSentOption = bot.Phrase{NL: "Concept: {topic}", EN: "Draft: {topic}"}
	mineJoinedTitle   = bot.Phrase{NL: "Hierbij sloot je je aan", EN: "You joined these"}
	mineJoinedLine    = bot.Phrase{NL: "{topic} ({department}; {state})", EN: "{topic} ({department}; {state})"}
	mineOption        = bot.Phrase{NL: "{number}: {topic}", EN: "{number}: {topic}"}
	mineChoose        = bot.Phrase{NL: "Bekijk of ga verder", EN: "Look at one, or go on"}
	mineNone          = bot.Phrase{NL: "Je hebt bij de {c} nog niets ingebracht. Met {topic} breng je een onderwerp in, met {question} stel je een vraag.", EN: "You have not brought anything to the {c} yet. Type {topic} to bring a topic, {question} to ask a question."}
	mineNoNumber      = bot.Phrase{NL: "Onder “{typed}” heb je niets ingebracht. Zie {list}.", EN: "You brought nothing under “{typed}”. See {list}."}
	mineMore          = bot.Plural{
		One:  bot.Phrase{NL: "Nog {n} ouder. Typ {list} met een nummer om hem te zien.", EN: "{n} more that is older. Type {list} with a number to see it."},
		Many: bot.Phrase{NL: "Nog {n} oudere. Typ {list} met een nummer om er een te zien.", EN: "{n} more that are older. Type {list} with a number to see one."},
	}
	mineReply    = bot.Phrase{NL: "Vul aan", EN: "Answer"}
	mineWithdraw = bot.Phrase{NL: "Trek in", EN: "Withdraw"}

	becameAsked     = bot.Phrase{NL: "Gevraagd: {text}", EN: "Asked: {text}"}
	becameDeclined  = bot.Phrase{NL: "Reden: {text}", EN: "Reason: {text}"}
	becameAnswered  = bot.Phrase{NL: "Antwoord: {text}", EN: "Answer: {text}"}
	becameHandled   = bot.Phrase{NL: "Uitkomst: {text}", EN: "Outcome: {text}"}
	becameHeld      = bot.Phrase{NL: "Reden: {text}", EN: "Reason: {text}"}
	becameScheduled = bot.Phrase{NL: "Vergadering: {day}.", EN: "Meeting: {day}."}
	becameMerged    = bot.Phrase{NL: "Dat is: {topic}, nu {state}.", EN: "That is: {topic}, now {state}."}

	// Withdrawing.
	withdrawSure     = bot.Phrase{NL: "Wil je {number} intrekken: {topic}?", EN: "Do you want to withdraw {number}: {topic}?"}
	withdrawSent     = bot.Phrase{NL: "Het staat op een agenda die al rondgestuurd is. Trek je het in, dan krijgt de secretaris bericht en komt er een nieuwe versie van de agenda.", EN: "It stands on an agenda that was sent already. If you withdraw it the secretary is told, and a new version of the agenda follows."}
	withdrawYes      = bot.Phrase{NL: "Ja, trek in", EN: "Yes, withdraw it"}
	withdrawNo       = bot.Phrase{NL: "Nee, laat staan", EN: "No, leave it"}
	withdrawDone     = bot.Phrase{NL: "{number} is ingetrokken: {topic}", EN: "{number} was withdrawn: {topic}"}
	withdrawDoneSent = bot.Phrase{NL: "{number} is ingetrokken: “{topic}”. De secretaris weet het en stuurt een nieuwe versie van de agenda.", EN: "{number} was withdrawn: “{topic}”. The secretary knows, and sends a new version of the agenda."}
	withdrawNote     = bot.Phrase{NL: "Het blijft te zien in {list}.", EN: "It can still be seen in {list}."}
	withdrawnSubject = bot.Phrase{NL: "Ingetrokken: {number} {topic}", EN: "Withdrawn: {number} {topic}"}
	withdrawnSaid    = bot.Phrase{NL: "{who} heeft {number} ingetrokken: “{topic}”. Je hoeft er niets meer mee te doen.", EN: "{who} withdrew {number}: “{topic}”. You need not do anything with it any more."}
	withdrawnMeeting = bot.Phrase{NL: "{who} heeft {number} ingetrokken: “{topic}”. Het stond op de agenda van {day}. Zie {table}.", EN: "{who} withdrew {number}: “{topic}”. It was on the agenda of {day}. See {table}."}
	withdrawnSent    = bot.Phrase{NL: "{who} heeft {number} ingetrokken: “{topic}”. Het stond op de agenda van {day}, die al rondgestuurd is. Maak een nieuwe versie met {table}.", EN: "{who} withdrew {number}: “{topic}”. It was on the agenda of {day}, which was sent already. Make a new version with {table}."}
	joinedSubject    = bot.Phrase{NL: "Ingetrokken", EN: "Withdrawn"}
	joinedNews       = bot.Phrase{NL: "Waarbij je je aansloot", EN: "What you joined"}
	joinedClosed     = bot.Phrase{NL: "Er is nieuws over iets waarbij je je aansloot. Het is nu alleen voor leden van de {c}, dus ik kan je niet vertellen wat. Vraag het aan {who}.", EN: "There is news about something you joined. It is for members of the {c} only now, so I cannot tell you what. Ask {who}."}
	joinedUnnamed    = bot.Phrase{NL: "een onderwerp waar je je bij aansloot", EN: "a topic that you joined"}
	joinedGone       = bot.Phrase{NL: "Je sloot je aan bij: “{topic}”. Wie het inbracht, heeft het ingetrokken. Wil jij ermee verder? Typ {command}.", EN: "You joined: “{topic}”. Whoever brought it withdrew it. Do you want to go on with it? Type {command}."}

	// Answering what was asked.
	replyTitle     = bot.Phrase{NL: "Aanvulling", EN: "Your answer"}
	replyLabel     = bot.Phrase{NL: "Je antwoord", EN: "Your answer"}
	replyHelp      = bot.Phrase{NL: "Ten hoogste 3000 tekens. Zet hier geen persoonsgegevens of gerubriceerde informatie.", EN: "At most 3000 characters. No personal data or classified information here, please."}
	replyIntro     = bot.Phrase{NL: "Over “{topic}”. Gevraagd: {text}", EN: "About “{topic}”. Asked: {text}"}
	replyDone      = bot.Phrase{NL: "Dank je. Ik heb je antwoord gegeven aan {who}.", EN: "Thank you. I gave your answer to {who}."}
	replyTwice     = bot.Phrase{NL: "Dit antwoord was al aangekomen. Er is niets dubbel verstuurd.", EN: "This answer had arrived already. Nothing was sent twice."}
	repliedSubject = bot.Phrase{NL: "Aangevuld: {number} {topic}", EN: "Answered: {number} {topic}"}
	repliedSaid    = bot.Phrase{NL: "{who} heeft geantwoord over {number}: {topic}", EN: "{who} answered about {number}: {topic}"}

	// From a message, and from a question.
	labelOnMessage    = bot.Phrase{NL: "Maak agendapunt", EN: "Make agenda item"}
	labelOnMessageOf  = bot.Phrase{NL: "Agendapunt ", EN: "Agenda item "}
	quoteIntro        = bot.Phrase{NL: "Uit een bericht: ", EN: "From a message: "}
	quoteIntroBy      = bot.Phrase{NL: "{name} schreef: ", EN: "{name} wrote: "}
	questionGone      = bot.Phrase{NL: "Ik weet je vraag niet meer: dat is langer dan een week geleden. Stel hem met {command}.", EN: "I do not remember your question any more: that was more than a week ago. Ask it with {command}."}
	questionWhich     = bot.Phrase{NL: "Kies aan wie", EN: "Choose whom to ask"}
	questionWhichText = bot.Phrase{NL: "Aan wie wil je dit vragen? {question}", EN: "Whom do you want to ask this? {question}"}
)
