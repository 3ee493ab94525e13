package agenda

import "wegwijs/bot"

// What waits for somebody.
var (
	usageTodo = bot.Phrase{NL: "te-doen", EN: "todo"}
	helpTodo  = bot.Phrase{NL: "laat zien wat op jou wacht, voor leden en de secretaris", EN: "shows what waits for you, for members and the secretary"}

	textTodoOnly  = bot.Phrase{NL: "Dit is voor leden van de {c} en de secretaris. Wat jij inbracht, zie je met {mine}.", EN: "This is for members of the {c} and the secretary. You see what you brought with {mine}."}
	textTodoNone  = bot.Phrase{NL: "Er wacht niets op jou voor de {c}.", EN: "Nothing waits for you for the {c}."}
	textTodoOne   = bot.Phrase{NL: "Er wacht één verzoek op jou:", EN: "One request waits for you:"}
	textTodoTitle = bot.Plural{
		One:  bot.Phrase{NL: "Er wacht {n} verzoek op jou:", EN: "{n} request waits for you:"},
		Many: bot.Phrase{NL: "Er wachten {n} verzoeken op jou:", EN: "{n} requests wait for you:"},
	}
	textTodoLine = bot.Phrase{NL: "{number}: {topic}, van {who}, sinds {since}", EN: "{number}: {topic}, from {who}, since {since}"}
	textTodoDue  = bot.Phrase{NL: "; beslis uiterlijk {day}", EN: "; decide by {day}"}
	textTodoMore = bot.Plural{
		One:  bot.Phrase{NL: "en nog {n}", EN: "and {n} more"},
		Many: bot.Phrase{NL: "en nog {n}", EN: "and {n} more"},
	}
	textTodoPick      = bot.Phrase{NL: "Kies een verzoek", EN: "Choose a request"}
	textTodoPickAsked = bot.Phrase{NL: "Kies wat je terugvroeg", EN: "Choose what you asked about"}
	textTodoAsked     = bot.Plural{
		One:  bot.Phrase{NL: "Je vroeg om een aanvulling:", EN: "You asked for more:"},
		Many: bot.Phrase{NL: "Je vroeg {n} keer om een aanvulling:", EN: "You asked for more {n} times:"},
	}
	textTodoAskedLine = bot.Phrase{NL: "{number}: {topic}, wacht op {who} sinds {since}", EN: "{number}: {topic}, waits for {who} since {since}"}

	textElsewhere     = bot.Phrase{NL: "Wacht bij anderen", EN: "Waits with others"}
	textHeadNumber    = bot.Phrase{NL: "Nummer", EN: "Number"}
	textHeadTopic     = bot.Phrase{NL: "Onderwerp", EN: "Topic"}
	textHeadWith      = bot.Phrase{NL: "Bij", EN: "With"}
	textHeadSince     = bot.Phrase{NL: "Hoe lang", EN: "How long"}
	textWithBringer   = bot.Phrase{NL: "{who}, voor een aanvulling", EN: "{who}, for more"}
	textPickElsewhere = bot.Phrase{NL: "Kies wat bij een ander wacht", EN: "Choose what waits with others"}
	textSinceToday    = bot.Phrase{NL: "sinds vandaag", EN: "since today"}
	textWorkingDays   = bot.Plural{
		One:  bot.Phrase{NL: "{n} werkdag", EN: "{n} working day"},
		Many: bot.Phrase{NL: "{n} werkdagen", EN: "{n} working days"},
	}
	textTurnDue = bot.Phrase{NL: "Beslis uiterlijk {day}.", EN: "Decide by {day}."}

	textWaitsNow     = bot.Phrase{NL: "Dit wacht op jou voor de {c}, en indienen sluit bijna.", EN: "This waits for you for the {c}, and requests close soon."}
	textWaitsUntil   = bot.Phrase{NL: "Dit wacht op jou voor de {c}, en indienen sluit bijna. Beslis uiterlijk {due}.", EN: "This waits for you for the {c}, and requests close soon. Decide by {due}."}
	textWaitsClosed  = bot.Phrase{NL: "Dit wacht op jou voor de {c}, en kan niet lang wachten. Beslis uiterlijk {due}.", EN: "This waits for you for the {c}, and cannot wait long. Decide by {due}."}
	textWaitsLate    = bot.Phrase{NL: "Dit wacht op jou voor de {c}. De uiterste dag om te beslissen was {due}.", EN: "This waits for you for the {c}. The last day to decide was {due}."}
	textWaitsSubject = bot.Phrase{NL: "Wacht op jou: {topic} ({number})", EN: "Waits for you: {topic} ({number})"}
)

// An item, and what can be done with it.
var (
	cardAsk        = bot.Phrase{NL: "Vraag", EN: "Asks"}
	cardExplain    = bot.Phrase{NL: "Toelichting", EN: "Background"}
	cardQuote      = bot.Phrase{NL: "Waar het vandaan komt", EN: "Where it comes from"}
	cardReason     = bot.Phrase{NL: "Reden", EN: "Reason"}
	cardAnswer     = bot.Phrase{NL: "Antwoord", EN: "Answer"}
	cardOutcome    = bot.Phrase{NL: "Uitkomst", EN: "Outcome"}
	cardDepartment = bot.Phrase{NL: "Departement", EN: "Department"}
	cardNowhere    = bot.Phrase{NL: "niet bekend", EN: "not known"}
	cardFrom       = bot.Phrase{NL: "Van", EN: "From"}
	cardTyped      = bot.Phrase{NL: "{who}, vastgelegd door {typist}", EN: "{who}, entered by {typist}"}
	cardNow        = bot.Phrase{NL: "Nu", EN: "Now"}
	cardNature     = bot.Phrase{NL: "Aard", EN: "Nature"}
	cardMinutes    = bot.Phrase{NL: "Tijd", EN: "Time"}
	cardSpeaker    = bot.Phrase{NL: "Spreker", EN: "Speaker"}
	cardAdvice     = bot.Phrase{NL: "Advies", EN: "Advice"}
	cardAsked      = bot.Phrase{NL: "gevraagd, aan {to}", EN: "asked for, to {to}"}
	cardUnasked    = bot.Phrase{NL: "ongevraagd, aan {to}", EN: "unasked, to {to}"}
	cardPrinciple  = bot.Phrase{NL: "Uitgangspunt", EN: "Starting point"}
	cardDocuments  = bot.Phrase{NL: "Stukken erbij", EN: "With these documents"}
	cardTalk       = bot.Phrase{NL: "Gesprek", EN: "Conversation"}
	cardRemark     = bot.Phrase{NL: "{who}, {when}: {text}", EN: "{who}, {when}: {text}"}
	cardEarlier    = bot.Plural{
		One:  bot.Phrase{NL: "en {n} eerdere", EN: "and {n} before"},
		Many: bot.Phrase{NL: "en {n} eerdere", EN: "and {n} before"},
	}
	cardAnnotation  = bot.Phrase{NL: "Voor de voorzitter", EN: "For the chair"}
	cardMembersOnly = bot.Phrase{NL: "Alleen voor leden: dit komt niet op de openbare agenda.", EN: "For members only: this does not come on the public agenda."}

	textMinutes = bot.Plural{
		One:  bot.Phrase{NL: "{n} minuut", EN: "{n} minute"},
		Many: bot.Phrase{NL: "{n} minuten", EN: "{n} minutes"},
	}

	buttonPass    = bot.Phrase{NL: "Zet door", EN: "Pass on"}
	buttonChange  = bot.Phrase{NL: "Aanpassen en doorzetten", EN: "Change and pass on"}
	buttonEdit    = bot.Phrase{NL: "Pas aan", EN: "Change"}
	buttonAskMore = bot.Phrase{NL: "Vraag om aanvulling", EN: "Ask for more"}
	buttonAnswer  = bot.Phrase{NL: "Beantwoord", EN: "Answer"}
	buttonDecline = bot.Phrase{NL: "Niet agenderen", EN: "Not on the agenda"}
	buttonExtra   = bot.Phrase{NL: "Meer gegevens", EN: "More details"}
	buttonReply   = bot.Phrase{NL: "Vul aan", EN: "Reply"}
	buttonHelps   = bot.Phrase{NL: "Dit helpt", EN: "This helps"}
	buttonAgain   = bot.Phrase{NL: "Ik heb nog een vraag", EN: "I have another question"}
	buttonPromote = bot.Phrase{NL: "Maak er kennis van", EN: "Make it knowledge"}
	buttonAbout   = bot.Phrase{NL: "{what}: {topic}", EN: "{what}: {topic}"}

	textNoWords  = bot.Phrase{NL: "Schrijf dit in woorden.", EN: "Write this in words."}
	textYouTyped = bot.Phrase{NL: "Dit typte je: {typed}", EN: "You typed: {typed}"}
	textDoneAll  = bot.Phrase{NL: "Er wacht nu niets meer op jou.", EN: "Nothing waits for you any more."}
	textDoneNext = bot.Plural{
		One:  bot.Phrase{NL: "Nog {n} te doen:", EN: "{n} more to do:"},
		Many: bot.Phrase{NL: "Nog {n} te doen. De volgende:", EN: "{n} more to do. The next one:"},
	}
)

// Passing on, and not.
var (
	textPassed = bot.Phrase{NL: "{number} is doorgezet: {topic}, {nature}, {minutes}.", EN: "{number} is passed on: {topic}, {nature}, {minutes}."}

	textDeclineTitle    = bot.Phrase{NL: "Niet agenderen", EN: "Not on the agenda"}
	textDeclineSubmit   = bot.Phrase{NL: "Niet agenderen", EN: "Do not put it on"}
	textDeclineIntro    = bot.Phrase{NL: "“{topic}”. {who} leest je reden.", EN: "“{topic}”. {who} will read your reason."}
	textDeclineReason   = bot.Phrase{NL: "Waarom niet?", EN: "Why not?"}
	textDeclineHelp     = bot.Phrase{NL: "Zeg ook waar het wel kan, als je dat weet.", EN: "Say where else it can go, if you know."}
	textDeclinedDone    = bot.Phrase{NL: "{number} komt niet op de agenda: “{topic}”. {who} hoort je reden.", EN: "{number} does not come on the agenda: “{topic}”. {who} will hear your reason."}
	textDeclinedSubject = bot.Phrase{NL: "Niet geagendeerd: {topic} ({number})", EN: "Not on the agenda: {topic} ({number})"}
	textDeclined        = bot.Phrase{NL: "{topic} ({number}) komt niet op de agenda van de {c}. {who} besliste dat.", EN: "{topic} ({number}) does not come on the agenda of the {c}. {who} decided that."}
	textDeclinedNext    = bot.Phrase{NL: "Ben je het er niet mee eens? Neem contact op met {who}. Anders opgeschreven kan het opnieuw, met {bring}.", EN: "Do you disagree? Get in touch with {who}. Put in other words it can be brought again, with {bring}."}
)

// Filling in the rest.
var (
	textCompleteTitle     = bot.Phrase{NL: "Aanvullen", EN: "Fill in the rest"}
	textCompletePass      = bot.Phrase{NL: "Zet door", EN: "Pass on"}
	textCompleteSave      = bot.Phrase{NL: "Bewaar", EN: "Keep"}
	textCompleteWarn      = bot.Phrase{NL: "Zet hier geen staatsgeheimen, gerubriceerde of persoonsgegevens neer.", EN: "Put no state secrets, classified information or personal data here."}
	textCompleteTopic     = bot.Phrase{NL: "Onderwerp", EN: "Topic"}
	textCompleteAsk       = bot.Phrase{NL: "Wat is de vraag?", EN: "What is asked?"}
	textCompleteExplain   = bot.Phrase{NL: "Toelichting", EN: "Background"}
	textCompleteNature    = bot.Phrase{NL: "Aard", EN: "Nature"}
	textCompleteMinutes   = bot.Phrase{NL: "Minuten", EN: "Minutes"}
	textCompleteSpeaker   = bot.Phrase{NL: "Spreker", EN: "Speaker"}
	textCompleteDocuments = bot.Phrase{NL: "Stukken", EN: "Documents"}
	textDocumentsHelp     = bot.Phrase{NL: "Eén per regel, zoals {example}. In plaats van openbaar kan: per mail, volgt, of alleen leden.", EN: "One per line, like {example}. Instead of public it can be: by mail, follows, or members only."}
	textCompleteOnly      = bot.Phrase{NL: "Alleen voor leden?", EN: "For members only?"}
	textCompleteOnlyHelp  = bot.Phrase{NL: "Ja: het staat niet op de openbare agenda. Ook dan geen staatsgeheimen, gerubriceerde of persoonsgegevens.", EN: "Yes: it is not on the public agenda. Even then no state secrets, classified information or personal data."}
	textCompleteSaved     = bot.Phrase{NL: "Bewaard.", EN: "Kept."}
	textCompleteChanged   = bot.Phrase{NL: "Iemand anders veranderde dit intussen. Er is niets van jou bewaard. Zo is het nu:", EN: "Somebody else changed this meanwhile. Nothing of yours was kept. This is how it is now:"}
	textCompleteTyped     = bot.Phrase{NL: "Dit vulde jij in, om uit over te nemen:", EN: "This is what you filled in, to copy from:"}

	textExtraTitle     = bot.Phrase{NL: "Meer gegevens", EN: "More details"}
	textExtraSave      = bot.Phrase{NL: "Bewaar", EN: "Keep"}
	textExtraTo        = bot.Phrase{NL: "Advies aan", EN: "Advice to"}
	textExtraToHelp    = bot.Phrase{NL: "Bijvoorbeeld CRC of VoRa. Leeg: het is geen advies.", EN: "For example CRC or VoRa. Empty: it is no advice."}
	textExtraAsked     = bot.Phrase{NL: "Is erom gevraagd?", EN: "Was it asked for?"}
	textExtraIsAsked   = bot.Phrase{NL: "Gevraagd advies", EN: "Advice that was asked for"}
	textExtraUnasked   = bot.Phrase{NL: "Ongevraagd advies", EN: "Unasked advice"}
	textExtraPrinciple = bot.Phrase{NL: "Uitgangspunt", EN: "Starting point"}

	docTooMany     = bot.Phrase{NL: "Er passen ten hoogste {max} stukken bij één onderwerp.", EN: "There is room for at most {max} documents with one topic."}
	docTwoLinks    = bot.Phrase{NL: "Zet één link op een regel.", EN: "Put one link on a line."}
	docBadLink     = bot.Phrase{NL: "De link moet beginnen met https.", EN: "The link must begin with https."}
	docTwoAccess   = bot.Phrase{NL: "Kies één: openbaar, per mail, volgt of alleen leden.", EN: "Choose one: public, by mail, follows or members only."}
	docNoTitle     = bot.Phrase{NL: "Geef een titel.", EN: "Give a title."}
	docLongTitle   = bot.Phrase{NL: "De titel mag ten hoogste {max} tekens zijn.", EN: "The title may be at most {max} characters."}
	docNoLink      = bot.Phrase{NL: "Voor openbaar is een link nodig. Of schrijf: per mail, of volgt.", EN: "For public a link is needed. Or write: by mail, or follows."}
	docLongList    = bot.Phrase{NL: "De lijst is te lang. Kort titels of links in: er passen ten hoogste {max} tekens.", EN: "The list is too long. Shorten titles or links: there is room for at most {max} characters."}
	docFaultText   = bot.Phrase{NL: "Regel {line} ({typed}): {why}", EN: "Line {line} ({typed}): {why}"}
	docLine        = bot.Phrase{NL: "{title} ({access})", EN: "{title} ({access})"}
	docVersionText = bot.Phrase{NL: ", versie {v}", EN: ", version {v}"}
)

// What the starting points of the vision of 2024 are called.
var principleTexts = map[string]bot.Phrase{
	"betrekken": {NL: "betrekken", EN: "involve"},
	"binden":    {NL: "binden", EN: "bind"},
	"bewegen":   {NL: "bewegen", EN: "move"},
}

// Asking for more.
var (
	textAskTitle    = bot.Phrase{NL: "Vraag om aanvulling", EN: "Ask for more"}
	textAskSubmit   = bot.Phrase{NL: "Vraag", EN: "Ask"}
	textAskIntro    = bot.Phrase{NL: "Je vraagt het aan {who}, over: “{topic}”.", EN: "You ask {who}, about: “{topic}”."}
	textAskQuestion = bot.Phrase{NL: "Je vraag", EN: "Your question"}
	textAskHelp     = bot.Phrase{NL: "Vraag en antwoord blijven bij het verzoek bewaard.", EN: "Question and answer are kept with the request."}
	textAskedDone   = bot.Phrase{NL: "Gevraagd aan {who}, over {number}: “{topic}”. Het antwoord krijg je hier.", EN: "Asked {who}, about {number}: “{topic}”. The answer comes to you here."}
	textMoreSubject = bot.Phrase{NL: "Een vraag over: {topic} ({number})", EN: "A question about: {topic} ({number})"}
	textMore        = bot.Phrase{NL: "{who} heeft een vraag over {topic} ({number}). Het wacht tot je antwoordt:", EN: "{who} has a question about {topic} ({number}). It waits until you reply:"}
	textMoreGoesOn  = bot.Phrase{NL: "{who} heeft een vraag over {topic} ({number}). Het gaat intussen gewoon verder:", EN: "{who} has a question about {topic} ({number}). It goes on meanwhile:"}
	textMoreOpen    = bot.Phrase{NL: "Je hebt nog een vraag open staan over {topic} ({number}). {who} vroeg:", EN: "A question about {topic} ({number}) is still open for you. {who} asked:"}
	textMoreAgain   = bot.Phrase{NL: "{topic} ({number}) wacht nog op jouw antwoord. {who} vroeg:", EN: "{topic} ({number}) still waits for your reply. {who} asked:"}
)

// Answering a question.
var (
	textAnswerTitle     = bot.Phrase{NL: "Beantwoorden", EN: "Answer"}
	textAnswerSubmit    = bot.Phrase{NL: "Verstuur", EN: "Send"}
	textAnswerIntro     = bot.Phrase{NL: "{who} vraagt: {ask}", EN: "{who} asks: {ask}"}
	textAnswerLabel     = bot.Phrase{NL: "Antwoord", EN: "Answer"}
	textAnswerHelp      = bot.Phrase{NL: "Ten hoogste 3000 tekens. Een link mag erin.", EN: "At most 3000 characters. A link may be in it."}
	textAnsweredDone    = bot.Phrase{NL: "{who} krijgt je antwoord op {number}: “{topic}”.", EN: "{who} gets your answer to {number}: “{topic}”."}
	textAnsweredSubject = bot.Phrase{NL: "Antwoord op: {topic} ({number})", EN: "Answer to: {topic} ({number})"}
	textAnswered        = bot.Phrase{NL: "{who} heeft je vraag beantwoord: {topic} ({number})", EN: "{who} has answered your question: {topic} ({number})"}
	textHelps           = bot.Phrase{NL: "Fijn dat het helpt.", EN: "Good that it helps."}
	textAgainTitle      = bot.Phrase{NL: "Nog een vraag", EN: "Another question"}
	textAgainSubmit     = bot.Phrase{NL: "Verstuur", EN: "Send"}
	textAgainLabel      = bot.Phrase{NL: "Je vraag", EN: "Your question"}
	textAgainQuote      = bot.Phrase{NL: "Vervolg op {number}. De vraag: {ask} Het antwoord: {answer}", EN: "Follows {number}. The question: {ask} The answer: {answer}"}
	textAgainSent       = bot.Phrase{NL: "Je vraag is verstuurd als {number} en gaat naar {who}.", EN: "Your question was sent as {number} and goes to {who}."}
)
