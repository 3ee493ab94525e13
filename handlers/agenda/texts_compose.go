package agenda

import "wegwijs/bot"

// Names of notices of the secretary's agenda.
const (
	noticeAgenda        = "agenda"          // a version was sent
	noticeToChair       = "agenda to chair" // before anybody else sees it
	noticeOff           = "off"             // what you brought is not on the agenda after all
	noticeMergedIn      = "merged in"       // another one goes on as part of what you brought
	noticeScheduled     = "scheduled"       // what you brought is on the agenda
	noticeHeld          = "held"            // … was held over
	noticeMerged        = "merged"          // … goes on as part of another one
	noticeCirculated    = "circulated"      // something was sent round for information
	noticeCirculatedOwn = "circulated own"  // … what you brought was sent round
)

var (
	usageMeeting = bot.Phrase{NL: "vergadering [datum]", EN: "meeting [date]"}
	helpMeeting  = bot.Phrase{NL: "de agenda maken en versturen, voor de secretaris", EN: "make and send the agenda, for the secretary"}

	textComposing     = bot.Phrase{NL: "Agenda van {when}", EN: "Agenda of {when}"}
	textNeverSent     = bot.Phrase{NL: "Nog niet verstuurd: de leden zien dit nog niet.", EN: "Not sent yet: the members do not see this."}
	textSentLast      = bot.Phrase{NL: "Laatst verstuurd: {version}, op {when}. Wat je nu verandert, ziet nog niemand.", EN: "Sent last: {version}, on {when}. What you change now nobody sees yet."}
	textNothingCameIn = bot.Phrase{NL: "Vergadering van {when}. Er is nog niets doorgezet.", EN: "Meeting of {when}. Nothing was passed on yet."}
	textCameIn        = bot.Plural{
		One:  bot.Phrase{NL: "Vergadering van {when}. Er is {n} onderwerp:", EN: "Meeting of {when}. There is {n} topic:"},
		Many: bot.Phrase{NL: "Vergadering van {when}. Er zijn {n} onderwerpen:", EN: "Meeting of {when}. There are {n} topics:"},
	}
	textPropose      = bot.Phrase{NL: "Stel een agenda voor", EN: "Propose an agenda"}
	textLine         = bot.Phrase{NL: "{number} {topic} ({department})", EN: "{number} {topic} ({department})"}
	textNoDepartment = bot.Phrase{NL: "departement onbekend", EN: "department unknown"}
	textHeldTimes    = bot.Plural{
		One:  bot.Phrase{NL: "{n} keer aangehouden", EN: "held over {n} time"},
		Many: bot.Phrase{NL: "{n} keer aangehouden", EN: "held over {n} times"},
	}
	textAndMore = bot.Plural{
		One:  bot.Phrase{NL: "en nog {n}", EN: "and {n} more"},
		Many: bot.Phrase{NL: "en nog {n}", EN: "and {n} more"},
	}
	textFits       = bot.Phrase{NL: "Het past: {total} van {minutes} minuten.", EN: "It fits: {total} of {minutes} minutes."}
	textDoesNotFit = bot.Phrase{
		NL: "Dit past niet: {total} minuten in een vergadering van {minutes}. Haal {over} minuten weg of houd iets aan.",
		EN: "This does not fit: {total} minutes in a meeting of {minutes}. Take {over} minutes off or hold something over.",
	}
	textLost        = bot.Phrase{NL: "Dit stond erop en is er nu af:", EN: "This was on it and is off now:"}
	textRest        = bot.Phrase{NL: "Nog niet op de agenda:", EN: "Not on the agenda yet:"}
	textEditText    = bot.Phrase{NL: "Bewerk als tekst", EN: "Edit as text"}
	textSendConcept = bot.Phrase{NL: "Verstuur concept", EN: "Send draft"}
	textSendFinal   = bot.Phrase{NL: "Maak definitief", EN: "Make final"}
	textWithPoint   = bot.Phrase{NL: "Doe iets met een onderwerp", EN: "Do something with a topic"}

	textTextTitle      = bot.Phrase{NL: "Agenda als tekst", EN: "Agenda as text"}
	textTextSubmit     = bot.Phrase{NL: "Neem over", EN: "Take over"}
	textTextIntro      = bot.Phrase{NL: "Eén punt per regel. Knip en plak om te verplaatsen; de nummers doe ik. Twee spaties ervoor maakt er 5a van. Een nieuwe regel is een nieuw punt.", EN: "One point per line. Cut and paste to move; I do the numbers. Two spaces before it make it 5a. A new line is a new point."}
	textTextField      = bot.Phrase{NL: "Agenda", EN: "Agenda"}
	textTextFieldOn    = bot.Phrase{NL: "Agenda, deel {n}", EN: "Agenda, part {n}"}
	textTextHelp       = bot.Phrase{NL: "Zet de tijd tussen haakjes: (15 min). Laat [{number}] staan: daaraan herken ik het onderwerp.", EN: "Put the time in brackets: (15 min). Leave [{number}]: it tells me which topic it is."}
	textTooLongForForm = bot.Phrase{
		NL: "Deze agenda is te lang voor een formulier. Typ {command} in een direct gesprek: dan krijg je hem als tekst, en kun je hem daarachter plakken.",
		EN: "This agenda is too long for a form. Type {command} in a direct conversation: you get it as text, and can paste it behind that.",
	}
	textChangedMeanwhile = bot.Phrase{
		NL: "Deze agenda is intussen veranderd. Daarom heb ik je tekst niet overgenomen. Je typte:",
		EN: "This agenda was changed meanwhile. So I did not take over your text. You typed:",
	}
	textNowItIs     = bot.Phrase{NL: "Zo is de agenda nu. Kies “Bewerk als tekst” en zet erin wat je nog mist.", EN: "This is the agenda now. Choose “Edit as text” and put in what is missing."}
	textFixedGone   = bot.Phrase{NL: "Niet meer op de agenda: {points}.", EN: "Not on the agenda any more: {points}."}
	textFault       = bot.Phrase{NL: "Regel {line}, “{typed}”: {why}", EN: "Line {line}, “{typed}”: {why}"}
	textPasteIntro  = bot.Phrase{NL: "Kopieer dit, verander het, en stuur het terug achter {command}:", EN: "Copy this, change it, and send it back behind {command}:"}
	textNotTaken    = bot.Phrase{NL: "Deze regels begrijp ik niet, daarom heb ik niets veranderd. Hieronder staat wat je typte.", EN: "I do not understand these lines, so I changed nothing. Below is what you typed."}
	textNoPoints    = bot.Phrase{NL: "hier staat geen enkel punt.", EN: "there is not one point here."}
	textMeetingOver = bot.Phrase{NL: "Deze vergadering is geweest of gaat niet door. De agenda kan niet meer veranderen.", EN: "This meeting is over or cancelled. Its agenda cannot change any more."}
	textTaken       = bot.Phrase{NL: "Overgenomen.", EN: "Taken over."}
	textTwice       = bot.Plural{
		One:  bot.Phrase{NL: "{n} onderwerp stond er twee keer in; de eerste plek telt.", EN: "{n} topic was in it twice; the first place counts."},
		Many: bot.Phrase{NL: "{n} onderwerpen stonden er twee keer in; de eerste plek telt.", EN: "{n} topics were in it twice; the first place counts."},
	}
	textFree = bot.Plural{
		One:  bot.Phrase{NL: "{n} punt is nieuw.", EN: "{n} point is new."},
		Many: bot.Phrase{NL: "{n} punten zijn nieuw.", EN: "{n} points are new."},
	}
	textMissing = bot.Plural{
		One:  bot.Phrase{NL: "{n} onderwerp staat niet meer in je tekst. Wat doe ik ermee?", EN: "{n} topic is not in your text any more. What shall I do with it?"},
		Many: bot.Phrase{NL: "{n} onderwerpen staan niet meer in je tekst. Wat doe ik ermee?", EN: "{n} topics are not in your text any more. What shall I do with them?"},
	}
	textMissingHold = bot.Phrase{NL: "Houd aan voor een volgende keer", EN: "Hold over to a later meeting"}
	textMissingBack = bot.Phrase{NL: "Zet terug", EN: "Put back"}
	textMissingOff  = bot.Phrase{NL: "Alleen van deze agenda", EN: "Only off this agenda"}
	textSettledHold = bot.Plural{
		One:  bot.Phrase{NL: "{n} onderwerp is aangehouden. Wie het inbracht hoort het.", EN: "{n} topic is held over. Who brought it hears of it."},
		Many: bot.Phrase{NL: "{n} onderwerpen zijn aangehouden. Wie ze inbracht hoort het.", EN: "{n} topics are held over. Who brought them hears of it."},
	}
	textSettledBack = bot.Plural{
		One:  bot.Phrase{NL: "{n} onderwerp staat weer op de agenda.", EN: "{n} topic is on the agenda again."},
		Many: bot.Phrase{NL: "{n} onderwerpen staan weer op de agenda.", EN: "{n} topics are on the agenda again."},
	}
	textSettledOff = bot.Plural{
		One:  bot.Phrase{NL: "{n} onderwerp staat niet op deze agenda, en wacht op een volgende.", EN: "{n} topic is not on this agenda, and waits for a later one."},
		Many: bot.Phrase{NL: "{n} onderwerpen staan niet op deze agenda, en wachten op een volgende.", EN: "{n} topics are not on this agenda, and wait for a later one."},
	}
	textSettledNone = bot.Phrase{NL: "Dat was al geregeld.", EN: "That was settled already."}

	textNothingToSend = bot.Phrase{NL: "Er staat nog niets op de agenda. Kies eerst “Stel een agenda voor”.", EN: "There is nothing on the agenda yet. Choose “Propose an agenda” first."}
	textPreview       = bot.Phrase{NL: "Zo gaat de agenda van {when} eruit, als {version}. Alleen jij ziet dit.", EN: "This is how the agenda of {when} goes out, as {version}. Only you see this."}
	textChanges       = bot.Phrase{NL: "Veranderd sinds {version}:", EN: "Changed since {version}:"}
	textChangesSince  = bot.Phrase{NL: "Veranderd sinds de vorige versie:", EN: "Changed since the version before:"}
	textNoChanges     = bot.Phrase{NL: "niets", EN: "nothing"}
	textToMembers     = bot.Plural{
		One:  bot.Phrase{NL: "Dit gaat naar {n} persoon. Wie iets inbracht hoort dat het op de agenda staat.", EN: "This goes to {n} person. Who brought something hears that it is on the agenda."},
		Many: bot.Phrase{NL: "Dit gaat naar {n} mensen: de leden, hun vervangers en de voorzitter. Wie iets inbracht hoort dat het op de agenda staat.", EN: "This goes to {n} people: the members, their deputies and the chair. Who brought something hears that it is on the agenda."},
	}
	textToMembersFinal = bot.Plural{
		One:  bot.Phrase{NL: "Dit gaat naar {n} persoon. Daarna kan elke medewerker de agenda zien, zonder wat alleen voor leden is.", EN: "This goes to {n} person. After that every employee can see the agenda, without what is for members only."},
		Many: bot.Phrase{NL: "Dit gaat naar {n} mensen: de leden, hun vervangers en de voorzitter. Daarna kan elke medewerker de agenda zien, zonder wat alleen voor leden is.", EN: "This goes to {n} people: the members, their deputies and the chair. After that every employee can see the agenda, without what is for members only."},
	}
	textSendNow          = bot.Phrase{NL: "Verstuur", EN: "Send"}
	textSendChair        = bot.Phrase{NL: "Alleen naar de voorzitter", EN: "To the chair only"}
	textBack             = bot.Phrase{NL: "Terug", EN: "Back"}
	textBackToAgenda     = bot.Phrase{NL: "Terug naar de agenda", EN: "Back to the agenda"}
	textAgendaChanged    = bot.Phrase{NL: "De agenda is intussen veranderd. Er is nog niets verstuurd: kijk eerst of het zo klopt.", EN: "The agenda was changed meanwhile. Nothing was sent yet: look first whether it is right."}
	textAlreadySent      = bot.Phrase{NL: "Versie {n} is al verstuurd. Er is niets nog eens verstuurd.", EN: "Version {n} was sent already. Nothing was sent again."}
	textToNobody         = bot.Phrase{NL: "Er zijn nog geen leden: niemand krijgt dit. Wie iets inbracht hoort dat het op de agenda staat.", EN: "There are no members yet: nobody gets this. Who brought something hears that it is on the agenda."}
	textSentToNobody     = bot.Phrase{NL: "De agenda van {when} ({version}) is bewaard. Er zijn geen leden om hem naar te sturen.", EN: "The agenda of {when} ({version}) is kept. There are no members to send it to."}
	textSentToChair      = bot.Phrase{NL: "Het voorstel voor de agenda van {when} gaat nu naar {name}. De leden zien nog niets.", EN: "The proposal for the agenda of {when} now goes to {name}. The members see nothing yet."}
	textProposalForChair = bot.Phrase{NL: "{committee}: voorstel voor de agenda van {when}", EN: "{committee}: proposal for the agenda of {when}"}
	textOnlyChair        = bot.Phrase{NL: "Alleen jij en de secretaris zien dit. Wat je bij een punt schrijft, lezen alleen jullie.", EN: "Only you and the secretary see this. What you write to a point only the two of you read."}
	textSentTo           = bot.Plural{
		One:  bot.Phrase{NL: "De agenda van {when} ({version}) gaat nu naar {n} persoon.", EN: "The agenda of {when} ({version}) now goes to {n} person."},
		Many: bot.Phrase{NL: "De agenda van {when} ({version}) gaat nu naar {n} mensen.", EN: "The agenda of {when} ({version}) now goes to {n} people."},
	}
	textSeeAgenda        = bot.Phrase{NL: "Bekijk de agenda", EN: "See the agenda"}
	textFromYours        = bot.Phrase{NL: "Van jouw departement:", EN: "From your department:"}
	textSubjectAgenda    = bot.Phrase{NL: "Agenda {committee}, {when} ({version})", EN: "Agenda {committee}, {when} ({version})"}
	textSubjectScheduled = bot.Phrase{NL: "Je onderwerp staat op de agenda: {topic}", EN: "Your topic is on the agenda: {topic}"}
	textIsScheduled      = bot.Phrase{NL: "Je onderwerp “{topic}” ({number}) staat op de agenda van {when} ({committee}).", EN: "Your topic “{topic}” ({number}) is on the agenda of {when} ({committee})."}
	textSubjectOff       = bot.Phrase{NL: "Niet meer op de agenda: {topic}", EN: "Not on the agenda any more: {topic}"}
	textIsOff            = bot.Phrase{NL: "Je onderwerp “{topic}” ({number}) staat niet meer op de agenda van {when}. Het wacht op een volgende vergadering.", EN: "Your topic “{topic}” ({number}) is not on the agenda of {when} any more. It waits for a later meeting."}
	textYouWillHear      = bot.Phrase{NL: "Je hoort van mij wat ermee gebeurt.", EN: "You will hear from me what becomes of it."}

	textPutOn          = bot.Phrase{NL: "Zet op de agenda", EN: "Put on the agenda"}
	textPutOnDone      = bot.Phrase{NL: "Het staat op de agenda.", EN: "It is on the agenda."}
	textTakeOff        = bot.Phrase{NL: "Haal van de agenda", EN: "Take off the agenda"}
	textTakenOff       = bot.Phrase{NL: "Het staat niet meer op de agenda, en wacht op een volgende.", EN: "It is not on the agenda any more, and waits for a later one."}
	textHoldOver       = bot.Phrase{NL: "Houd aan", EN: "Hold over"}
	textHoldTitle      = bot.Phrase{NL: "Aanhouden", EN: "Hold over"}
	textHoldIntro      = bot.Phrase{NL: "“{topic}” staat bij de volgende vergadering vooraan. Wie het inbracht leest wat je hier schrijft.", EN: "“{topic}” comes first at the next meeting. Who brought it reads what you write here."}
	textReason         = bot.Phrase{NL: "Reden", EN: "Reason"}
	textHoldHelp       = bot.Phrase{NL: "Waarom niet deze keer?", EN: "Why not this time?"}
	textHeldDone       = bot.Phrase{NL: "“{topic}” is aangehouden. Wie het inbracht hoort het.", EN: "“{topic}” is held over. Who brought it hears of it."}
	textMerge          = bot.Phrase{NL: "Voeg samen", EN: "Merge"}
	textMergeIntro     = bot.Phrase{NL: "Waarmee voeg je “{topic}” samen? Het gaat verder als dat andere onderwerp; wie het inbracht blijft horen wat ermee gebeurt.", EN: "With what do you merge “{topic}”? It goes on as that other topic; who brought it still hears what becomes of it."}
	textMergeWith      = bot.Phrase{NL: "Kies een onderwerp", EN: "Choose a topic"}
	textNothingToMerge = bot.Phrase{NL: "Er is geen ander onderwerp om mee samen te voegen.", EN: "There is no other topic to merge with."}
	textMergedDone     = bot.Phrase{NL: "“{one}” gaat verder als “{other}” ({number}).", EN: "“{one}” goes on as “{other}” ({number})."}
	textCirculate      = bot.Phrase{NL: "Stuur rond ter informatie", EN: "Send round for information"}
	textCirculatedDone = bot.Plural{
		One:  bot.Phrase{NL: "“{topic}” gaat ter informatie naar {n} persoon.", EN: "“{topic}” goes to {n} person for information."},
		Many: bot.Phrase{NL: "“{topic}” gaat ter informatie naar {n} mensen.", EN: "“{topic}” goes to {n} people for information."},
	}
	textCirculateNobody   = bot.Phrase{NL: "Er zijn nog geen leden om dit naar te sturen.", EN: "There are no members yet to send this to."}
	textOnOtherAgenda     = bot.Phrase{NL: "staat op een andere agenda", EN: "is on another agenda"}
	textAnnotate          = bot.Phrase{NL: "Annotatie voorzitter", EN: "Chair's annotation"}
	textAnnotation        = bot.Phrase{NL: "Annotatie", EN: "Annotation"}
	textAnnotationHelp    = bot.Phrase{NL: "Alleen de voorzitter en de secretaris lezen dit.", EN: "Only the chair and the secretary read this."}
	textAnnotated         = bot.Phrase{NL: "De annotatie bij “{topic}” is bewaard.", EN: "The annotation to “{topic}” is kept."}
	textAnnotationChanged = bot.Phrase{NL: "Iemand anders schreef intussen bij “{topic}”. Daarom is jouw tekst niet bewaard. Er staat nu:", EN: "Somebody else wrote to “{topic}” meanwhile. So your text was not kept. It now says:"}
	textSave              = bot.Phrase{NL: "Bewaar", EN: "Save"}
	textEditItem          = bot.Phrase{NL: "Pas aan", EN: "Edit"}
	textDeclineItem       = bot.Phrase{NL: "Niet agenderen", EN: "Do not put on the agenda"}

	textSubjectHeld       = bot.Phrase{NL: "Aangehouden: {topic}", EN: "Held over: {topic}"}
	textIsHeld            = bot.Phrase{NL: "Je onderwerp “{topic}” ({number}) is aangehouden. Het staat bij de volgende vergadering vooraan.", EN: "Your topic “{topic}” ({number}) is held over. It comes first at the next meeting."}
	textHeldReason        = bot.Phrase{NL: "Reden: {reason}", EN: "Reason: {reason}"}
	textSubjectMerged     = bot.Phrase{NL: "Samengevoegd: {topic}", EN: "Merged: {topic}"}
	textIsMerged          = bot.Phrase{NL: "Je onderwerp “{topic}” ({number}) lijkt op een ander onderwerp. De secretaris behandelt ze samen, als {other}.", EN: "Your topic “{topic}” ({number}) is much like another one. The secretary treats them together, as {other}."}
	textIsMergedIn        = bot.Phrase{NL: "Een ander onderwerp lijkt op jouw “{topic}” ({number}). De secretaris behandelt ze samen, als {number}.", EN: "Another topic is much like your “{topic}” ({number}). The secretary treats them together, as {number}."}
	textSubjectCirculated = bot.Phrase{NL: "Ter informatie: {topic}", EN: "For information: {topic}"}
	textCirculatedTo      = bot.Phrase{NL: "Ter informatie, buiten de vergadering om ({committee}):", EN: "For information, outside the meeting ({committee}):"}
	textIsCirculated      = bot.Phrase{NL: "Je onderwerp “{topic}” ({number}) is ter informatie naar alle leden gestuurd. Het komt niet op een agenda.", EN: "Your topic “{topic}” ({number}) was sent to all members for information. It does not come on an agenda."}
)
