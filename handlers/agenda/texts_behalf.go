package agenda

import "wegwijs/bot"

// What came by mail, and what goes by mail.
var (
	usageBehalf = bot.Phrase{NL: "namens [de mail, geplakt]", EN: "on behalf [the mail, pasted]"}
	helpBehalf  = bot.Phrase{NL: "legt vast wat per mail kwam, voor de secretaris", EN: "enters what came by mail, for the secretary"}

	textBehalfOnly      = bot.Phrase{NL: "Dit is voor de secretaris. Zelf breng je iets in met {topic}.", EN: "This is for the secretary. To bring something yourself, type {topic}."}
	textBehalfLong      = bot.Phrase{NL: "De mail is langer dan in het formulier past: {max} tekens. Hier staat alles wat je plakte, om uit te kopiëren:", EN: "The mail is longer than the form holds: {max} characters. This is all that you pasted, to copy from:"}
	textBehalfTitle     = bot.Phrase{NL: "Vastleggen namens", EN: "Enter on behalf of"}
	textBehalfSave      = bot.Phrase{NL: "Leg vast", EN: "Enter it"}
	textBehalfIntro     = bot.Phrase{NL: "Voor wat per mail of telefoon kwam. Het gaat naar het lid van het departement, zoals alles.", EN: "For what came by mail or telephone. It goes to the member of the department, like everything."}
	textBehalfName      = bot.Phrase{NL: "Naam", EN: "Name"}
	textBehalfEmail     = bot.Phrase{NL: "E-mail", EN: "E-mail"}
	textBehalfEmailHelp = bot.Phrase{NL: "Mag leeg. Daar stuur jij straks naartoe wat ermee gebeurde.", EN: "May stay empty. That is where you will send what became of it."}
	textBehalfBadEmail  = bot.Phrase{NL: "Dit is geen e-mailadres. Laat het leeg als je het niet weet.", EN: "This is no e-mail address. Leave it empty if you do not know it."}
	textBehalfNowhere   = bot.Phrase{NL: "Weet ik niet, of een andere organisatie", EN: "I do not know, or another organisation"}
	textBehalfKind      = bot.Phrase{NL: "Wat is het?", EN: "What is it?"}
	textBehalfTopic     = bot.Phrase{NL: "Een onderwerp voor de agenda", EN: "A topic for the agenda"}
	textBehalfQuestion  = bot.Phrase{NL: "Een kennisvraag", EN: "A knowledge question"}

	textBehalfTwin         = bot.Phrase{NL: "Dit staat er al, namens {name}: {number}, “{topic}”. Het is nu {state}. Er is niets dubbel vastgelegd.", EN: "This is there already, on behalf of {name}: {number}, “{topic}”. It is now {state}. Nothing was entered twice."}
	textBehalfEntered      = bot.Phrase{NL: "Vastgelegd als {number}, namens {name}: {topic}", EN: "Entered as {number}, on behalf of {name}: {topic}"}
	textBehalfMail         = bot.Phrase{NL: "{name} heeft hier geen account: wat ermee gebeurt, krijg jij als tekst voor een mail.", EN: "{name} has no account here: what becomes of it comes to you as the text of a mail."}
	textBehalfHere         = bot.Phrase{NL: "{name} heeft hier wel een account, en hoort dus van mij wat ermee gebeurt.", EN: "{name} does have an account here, so I will tell them what becomes of it."}
	textBehalfNoDepartment = bot.Phrase{NL: "Het departement is niet bekend: jij beslist.", EN: "The department is not known: it is up to you."}
	textBehalfNoMember     = bot.Phrase{NL: "Er is nu geen lid dat hierover gaat: jij beslist.", EN: "There is no member for this now: it is up to you."}

	textAlready       = bot.Phrase{NL: "Staat al goed", EN: "It is right already"}
	textAlreadyHint   = bot.Phrase{NL: "Zet op de longlist: {topic}", EN: "Put on the long list: {topic}"}
	textAlreadyNote   = bot.Phrase{NL: "Hoeft {name} er niet meer naar te kijken? Dan zet “Staat al goed” het direct op de longlist.", EN: "No need for {name} to look at it? Then “It is right already” puts it straight on the long list."}
	textAlreadyReason = bot.Phrase{NL: "Kwam per mail en stond al goed; {name} hoefde er niet meer naar te kijken.", EN: "It came by mail and was right already; {name} did not need to look at it."}
	textAlreadyDone   = bot.Phrase{NL: "{number} staat op de longlist: “{topic}”. Je ziet het bij {list}.", EN: "{number} is on the long list: “{topic}”. You see it with {list}."}

	// What goes by mail.
	textMailTo        = bot.Phrase{NL: "{name} heeft hier geen account. Stuur dit naar {email}:", EN: "{name} has no account here. Send this to {email}:"}
	textMailNoAddress = bot.Phrase{NL: "{name} heeft hier geen account, en ik heb geen e-mailadres. Geef dit zelf door:", EN: "{name} has no account here, and I have no e-mail address. Please pass this on yourself:"}
	textMailSubject   = bot.Phrase{NL: "Onderwerp van de mail", EN: "Subject of the mail"}
	textMailDear      = bot.Phrase{NL: "Beste {name},", EN: "Dear {name},"}
	textMailAnswer    = bot.Phrase{NL: "Wil je antwoorden? Antwoord dan op deze mail.", EN: "Would you like to answer? Then reply to this mail."}
	textMailDecide    = bot.Phrase{NL: "Schrijf in je antwoord op deze mail wat je beslist: doorzetten, om aanvulling vragen, beantwoorden of niet agenderen.", EN: "Write in your reply to this mail what you decide: pass it on, ask for more, answer it, or not put it on the agenda."}
	textMailRegards   = bot.Phrase{NL: "Met vriendelijke groet,", EN: "Kind regards,"}
	textMailSecretary = bot.Phrase{NL: "secretaris, {committee}", EN: "secretary, {committee}"}
	textMailAttached  = bot.Phrase{NL: "Bijlage: {file}", EN: "Attached: {file}"}
	textMailOpen      = bot.Phrase{NL: "Open dit als nieuwe mail", EN: "Open this as a new mail"}
	textMailed        = bot.Phrase{NL: "Verstuurd", EN: "Sent"}
	textMailedHint    = bot.Phrase{NL: "Leg vast dat de mail aan {name} verstuurd is", EN: "Record that the mail to {name} was sent"}
	textMailedDone    = bot.Phrase{NL: "Vastgelegd bij {number}: per mail verstuurd aan {to}, {when}.", EN: "Recorded with {number}: sent by mail to {to}, {when}."}
	textMailedBefore  = bot.Phrase{NL: "Dit stond er al bij {number}: per mail verstuurd aan {to}, {when}.", EN: "This was recorded before with {number}: sent by mail to {to}, {when}."}

	// What is decided and answered in somebody's name.
	textDecideFor     = bot.Phrase{NL: "Leg beslissing vast", EN: "Record a decision"}
	textDecideForHint = bot.Phrase{NL: "Leg vast wat {name} besliste", EN: "Record what {name} decided"}
	textDecidesFor    = bot.Phrase{NL: "Wat je nu over {number} beslist, komt in de geschiedenis te staan namens {name}. Dit geldt vandaag, voor één beslissing.", EN: "What you decide about {number} now is recorded on behalf of {name}. This holds today, for one decision."}
	textDecidesSelf   = bot.Phrase{NL: "{number} ligt bij jou: wat je beslist, beslis je zelf.", EN: "{number} is with you: what you decide is your own decision."}
	textReplyFor      = bot.Phrase{NL: "Leg antwoord vast", EN: "Record the answer"}
	textReplyForHint  = bot.Phrase{NL: "Leg vast wat {name} antwoordde", EN: "Record what {name} answered"}
	textReplyForTitle = bot.Phrase{NL: "Antwoord vastleggen", EN: "Record an answer"}
	textReplyForIntro = bot.Phrase{NL: "Wat antwoordde {name} over “{topic}”? Plak het hier.", EN: "What did {name} answer about “{topic}”? Paste it here."}
	textReplyForLabel = bot.Phrase{NL: "Antwoord", EN: "Answer"}
	textReplyForDone  = bot.Phrase{NL: "Vastgelegd bij {number}, namens {name}. Het gaat naar {who}.", EN: "Recorded with {number}, on behalf of {name}. It goes to {who}."}

	// What waits, once a day.
	textTodoSubject = bot.Phrase{NL: "Te doen voor de {c}: {n}", EN: "To do for the {c}: {n}"}
	textDailyTitle  = bot.Phrase{NL: "Dit wacht op jou bij de {c}: {n}", EN: "This waits for you at the {c}: {n}"}
	textDailyLine   = bot.Phrase{NL: "{number}: {topic} ({department}, van {name})", EN: "{number}: {topic} ({department}, from {name})"}
	textDailyDue    = bot.Phrase{NL: ", beslis uiterlijk {day}", EN: ", decide by {day}"}
	textTodoLate    = bot.Phrase{NL: ", de uiterste dag was {day}", EN: ", the last day to decide was {day}"}
	textTodoOpen    = bot.Phrase{NL: "Werk de lijst af", EN: "Go through the list"}
	textTodoNote    = bot.Phrase{NL: "De lijst vind je ook met {todo}.", EN: "The list is also at {todo}."}

	textSilentSubject = bot.Phrase{NL: "Nog geen antwoord: {topic} ({number})", EN: "No answer yet: {topic} ({number})"}
	textSilent        = bot.Phrase{NL: "{who} heeft nog niet geantwoord op de vraag van {since} over {topic} ({number}), ook niet na een herinnering. Je kunt zonder antwoord beslissen, of het nog eens vragen:", EN: "{who} has not answered the question of {since} about {topic} ({number}), not even after a reminder. You can decide without an answer, or ask once more:"}

	// Why something is with somebody else now. These are kept with the item.
	whyAwayUntil = bot.Phrase{NL: "{member} is afwezig tot en met {day}.", EN: "{member} is away up to and including {day}."}
	whyGone      = bot.Phrase{NL: "{member} heeft hier geen account meer.", EN: "{member} has no account here any more."}
	whyWaited    = bot.Plural{
		One:  bot.Phrase{NL: "Het wachtte langer dan {n} werkdag op {member}.", EN: "It waited more than {n} working day for {member}."},
		Many: bot.Phrase{NL: "Het wachtte langer dan {n} werkdagen op {member}.", EN: "It waited more than {n} working days for {member}."},
	}

	textGoneSubject = bot.Phrase{NL: "{name} heeft geen account meer", EN: "{name} has no account any more"}
	textGone        = bot.Phrase{NL: "{name} zit in de {c}, en heeft hier geen account dat nog werkt. Wat daar wachtte, heb ik doorgegeven aan de vervanger of aan jou.", EN: "{name} sits in the {c}, and has no account here that still works. I passed on what waited there, to the deputy or to you."}
	textGoneNote    = bot.Phrase{NL: "Klopt de zetel nog? Je ziet alle zetels met {seats}; een beheerder wijzigt er een met {change}.", EN: "Is the seat still right? {seats} shows all seats; an administrator changes one with {change}."}

	// Being away.
	usageAway = bot.Phrase{NL: "afwezig [t/m 15 januari]", EN: "away [until 15 January]"}
	helpAway  = bot.Phrase{NL: "meldt je afwezig als lid: je vervanger neemt waar", EN: "says that you, a member, are away: your deputy steps in"}
	usageBack = bot.Phrase{NL: "terug", EN: "back"}
	helpBack  = bot.Phrase{NL: "meldt dat je weer terug bent", EN: "says that you are back"}

	textAwayNoSeat    = bot.Phrase{NL: "Afwezig melden is voor leden en vervangers van de {c}. Wie dat zijn, zie je met {seats}.", EN: "This is for members and deputies of the {c}. {seats} shows who they are."}
	textAwayUnclear   = bot.Phrase{NL: "“{typed}” begrijp ik niet als periode. Typ bijvoorbeeld {one}, of {two}.", EN: "I do not understand “{typed}” as a period. Type for example {one}, or {two}."}
	textAwayTurned    = bot.Phrase{NL: "De laatste dag, {until}, ligt vóór de eerste, {from}.", EN: "The last day, {until}, is before the first, {from}."}
	textAwayPast      = bot.Phrase{NL: "Die dagen zijn al voorbij: {until} was de laatste.", EN: "Those days are over: {until} was the last."}
	textAwayLong      = bot.Phrase{NL: "Dat is meer dan een jaar. Vraag een beheerder om iemand anders in de zetel te zetten.", EN: "That is more than a year. Ask an administrator to put somebody else in the seat."}
	textAwayNot       = bot.Phrase{NL: "Je staat niet als afwezig genoteerd.", EN: "You are not noted as away."}
	textAwayNotNamed  = bot.Phrase{NL: "{name} staat niet als afwezig genoteerd.", EN: "{name} is not noted as away."}
	textAwayIs        = bot.Phrase{NL: "Je bent afwezig van {from} tot en met {until}.", EN: "You are away from {from} up to and including {until}."}
	textAwayIsNamed   = bot.Phrase{NL: "{name} is afwezig van {from} tot en met {until}.", EN: "{name} is away from {from} up to and including {until}."}
	textAwayHow       = bot.Phrase{NL: "Of typ bijvoorbeeld {example}.", EN: "Or type for example {example}."}
	textAwayReport    = bot.Phrase{NL: "Meld afwezig", EN: "Report away"}
	textAwayOther     = bot.Phrase{NL: "Andere dagen", EN: "Other days"}
	textBackAgain     = bot.Phrase{NL: "Weer terug", EN: "Back again"}
	textAwayTitle     = bot.Phrase{NL: "Afwezig melden", EN: "Report away"}
	textAwayFrom      = bot.Phrase{NL: "Vanaf", EN: "From"}
	textAwayFromHelp  = bot.Phrase{NL: "De eerste dag. Leeg is vandaag.", EN: "The first day. Empty is today."}
	textAwayUntilHelp = bot.Phrase{NL: "De laatste dag dat je er niet bent.", EN: "The last day that you are away."}
	textInstead       = bot.Phrase{NL: "{c}, {department}: wat er binnenkomt, gaat naar {name}.", EN: "{c}, {department}: what comes in goes to {name}."}
	textInsteadDeputy = bot.Phrase{NL: "{c}, {department}: als vervanger. Is het lid er ook niet, dan gaat het naar {name}.", EN: "{c}, {department}: as deputy. When the member is away too, it goes to {name}."}
	textAwayMoved     = bot.Plural{
		One:  bot.Phrase{NL: "{n} ding dat hier wachtte, is nu doorgegeven.", EN: "{n} thing that waited here was passed on now."},
		Many: bot.Phrase{NL: "{n} dingen die hier wachtten, zijn nu doorgegeven.", EN: "{n} things that waited here were passed on now."},
	}
	textAwayThen    = bot.Phrase{NL: "Wat er op {from} nog wacht, wordt dan doorgegeven.", EN: "What still waits on {from} is passed on then."}
	textBackIs      = bot.Phrase{NL: "Welkom terug. Wat er nieuw binnenkomt, gaat weer naar jou. Wat intussen is doorgegeven, blijft daar. Je lijst: {todo}.", EN: "Welcome back. What comes in goes to you again. What was passed on meanwhile stays there. Your list: {todo}."}
	textBackIsNamed = bot.Phrase{NL: "{name} is weer terug. Wat er nieuw binnenkomt, gaat weer daarheen.", EN: "{name} is back. What comes in goes there again."}

	mineAway   = bot.Phrase{NL: "Bij de {c} sta je als afwezig genoteerd, van {from} tot en met {until}.", EN: "At the {c} you are noted as away, from {from} up to and including {until}."}
	erasedAway = bot.Phrase{NL: "dat je afwezig bent als lid", EN: "that you are away as a member"}

	// What happened to an item.
	usageHistory        = bot.Phrase{NL: "geschiedenis [nummer]", EN: "history [number]"}
	helpHistory         = bot.Phrase{NL: "laat zien wie wanneer wat deed met een onderwerp", EN: "shows who did what with a topic, and when"}
	textHistoryWhich    = bot.Phrase{NL: "Typ het nummer erbij, bijvoorbeeld {example}.", EN: "Add the number, for example {example}."}
	textHistoryTitle    = bot.Phrase{NL: "{number}: {topic}", EN: "{number}: {topic}"}
	textHistoryNow      = bot.Phrase{NL: "Nu: {state}. Dit gebeurde er:", EN: "Now: {state}. This is what happened:"}
	textHistoryLine     = bot.Phrase{NL: "{when}: {who} {what}.", EN: "{when}: {who} {what}."}
	textHistoryFor      = bot.Phrase{NL: "{who}, namens {name},", EN: "{who}, on behalf of {name},"}
	textHistoryWhy      = bot.Phrase{NL: " Daarbij: {why}", EN: " With it: {why}"}
	textMoveOther       = bot.Phrase{NL: "veranderde iets", EN: "changed something"}
	textHolderMember    = bot.Phrase{NL: "het lid", EN: "the member"}
	textHolderDeputy    = bot.Phrase{NL: "de vervanger", EN: "the deputy"}
	textHolderSecretary = bot.Phrase{NL: "de secretaris", EN: "the secretary"}
	textHistoryOlder    = bot.Plural{
		One:  bot.Phrase{NL: "{n} oudere stap staat hier niet bij.", EN: "{n} older step is not shown here."},
		Many: bot.Phrase{NL: "{n} oudere stappen staan hier niet bij.", EN: "{n} older steps are not shown here."},
	}
)
