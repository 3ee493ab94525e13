package agenda

import "wegwijs/bot"

// Names of notices after a meeting.
const (
	noticeDecisions = "decision list"
	noticeOutcome   = "outcome" // what came of what you brought
	noticeAction    = "action"  // an action is due
)

var (
	usageOutcomes  = bot.Phrase{NL: "uitkomsten [datum]", EN: "outcomes [date]"}
	helpOutcomes   = bot.Phrase{NL: "vastleggen wat er uit de vergadering kwam, voor de secretaris", EN: "record what came of the meeting, for the secretary"}
	usageDecisions = bot.Phrase{NL: "besluiten", EN: "decisions"}
	helpDecisions  = bot.Phrase{NL: "laat de laatste besluitenlijst zien", EN: "shows the last decision list"}
	usageActions   = bot.Phrase{NL: "acties", EN: "actions"}
	helpActions    = bot.Phrase{NL: "laat de open acties zien, voor leden", EN: "shows the open actions, for members"}
	usageAdvice    = bot.Phrase{NL: "advies", EN: "advice"}
	helpAdvice     = bot.Phrase{NL: "laat zien welk advies is gegeven, voor leden", EN: "shows which advice was given, for members"}

	textOutcomesForSecretary = bot.Phrase{NL: "Dit is voor de secretaris. Met {decisions} zie je de besluitenlijst.", EN: "This is for the secretary. {decisions} shows the decision list."}
	textNoneBegun            = bot.Phrase{NL: "Er is nog geen vergadering geweest.", EN: "There has been no meeting yet."}
	textNothingTreated       = bot.Phrase{NL: "Op de agenda van {when} staat geen onderwerp dat iemand inbracht.", EN: "On the agenda of {when} is no topic that somebody brought."}
	textOutcomesOf           = bot.Phrase{NL: "Uitkomsten van {when}", EN: "Outcomes of {when}"}
	textCameOfIt             = bot.Phrase{NL: "Wat eruit kwam", EN: "What came of it"}
	textFillIn               = bot.Phrase{NL: "Vul een onderwerp in", EN: "Fill in a topic"}
	textFillNext             = bot.Phrase{NL: "Vul in: {topic}", EN: "Fill in: {topic}"}
	textNotFilled            = bot.Phrase{NL: "nog niet ingevuld", EN: "not filled in yet"}
	textSendDecisions        = bot.Phrase{NL: "Verstuur besluitenlijst", EN: "Send decision list"}
	textTellNow              = bot.Phrase{NL: "Laat weten wat eruit kwam", EN: "Tell what came of it"}
	textListSent             = bot.Phrase{NL: "Besluitenlijst {n} is verstuurd op {when}.", EN: "Decision list {n} was sent on {when}."}

	textOutcomeTitle   = bot.Phrase{NL: "Uitkomst", EN: "Outcome"}
	textCameField      = bot.Phrase{NL: "Wat is er gebeurd?", EN: "What happened?"}
	textTreated        = bot.Phrase{NL: "Behandeld", EN: "Treated"}
	textHeldAgain      = bot.Phrase{NL: "Aangehouden tot een volgende vergadering", EN: "Held over to a later meeting"}
	textWhatField      = bot.Phrase{NL: "Wat kwam eruit?", EN: "What came of it?"}
	textWhatHelp       = bot.Phrase{NL: "Wie dit inbracht leest het zo. Bij aanhouden: de reden.", EN: "Who brought this reads it like this. When held over: the reason."}
	textDecisionsField = bot.Phrase{NL: "Besluiten", EN: "Decisions"}
	textDecisionsHelp  = bot.Phrase{NL: "Eén besluit per regel.", EN: "One decision per line."}
	textActionsField   = bot.Phrase{NL: "Acties", EN: "Actions"}
	textActionsHelp    = bot.Phrase{NL: "Eén per regel: Max: vraagt cijfers op (voor 1 februari)", EN: "One per line: Max: asks for figures (by 1 February)"}
	textAdviceField    = bot.Phrase{NL: "Advies", EN: "Advice"}
	textAdviceHelp     = bot.Phrase{NL: "Eén per regel: CRC (gevraagd): kort de brief in. Of VoRa (ongevraagd): …", EN: "One per line: CRC (asked): shorten the letter. Or VoRa (unasked): …"}
	textSayWhatCame    = bot.Phrase{NL: "Schrijf in een paar woorden wat eruit kwam, of vul een besluit of actie in.", EN: "Write in a few words what came of it, or fill in a decision or an action."}
	textOutcomeKept    = bot.Phrase{NL: "De uitkomst van “{topic}” is bewaard.", EN: "What came of “{topic}” is kept."}

	textTooMuch        = bot.Phrase{NL: "Dit zijn {n} tekens. Er passen er {max}.", EN: "This is {n} characters. There is room for {max}."}
	textOnALaterAgenda = bot.Phrase{NL: "Dit is aangehouden en staat nu op een latere agenda. Leg bij die vergadering vast wat eruit kwam.", EN: "This was held over and is on a later agenda now. Record at that meeting what came of it."}
	textAlreadyTreated = bot.Phrase{NL: "Dit is al behandeld, en wie het inbracht kan dat al weten. Moet het nog eens op de agenda? Breng het dan opnieuw in.", EN: "This was treated already, and who brought it may know. Must it be on an agenda again? Bring it anew."}
	textOutcomeChanged = bot.Phrase{NL: "Iemand anders heeft “{topic}” intussen veranderd. Er is niets bewaard.", EN: "Somebody else changed “{topic}” meanwhile. Nothing was kept."}
	textOutcomeTyped   = bot.Phrase{NL: "Dit typte je:", EN: "This is what you typed:"}

	textListPreview = bot.Phrase{NL: "De besluitenlijst van {when}. Alleen jij ziet dit nog.", EN: "The decision list of {when}. Only you see this yet."}
	textStillOpen   = bot.Phrase{NL: "Nog niet ingevuld:", EN: "Not filled in yet:"}
	textListGoes    = bot.Plural{
		One:  bot.Phrase{NL: "Dit gaat naar {n} persoon. Wie iets inbracht hoort wat eruit kwam.", EN: "This goes to {n} person. Who brought something hears what came of it."},
		Many: bot.Phrase{NL: "Dit gaat naar {n} leden, vervangers en de voorzitter. Wie iets inbracht hoort wat eruit kwam.", EN: "This goes to {n} members, deputies and the chair. Who brought something hears what came of it."},
	}
	textListCaption   = bot.Phrase{NL: "Besluiten en acties", EN: "Decisions and actions"}
	textKind          = bot.Phrase{NL: "Soort", EN: "Kind"}
	textWhat          = bot.Phrase{NL: "Wat", EN: "What"}
	textOwner         = bot.Phrase{NL: "Wie", EN: "Who"}
	textDue           = bot.Phrase{NL: "Voor", EN: "By"}
	textDecision      = bot.Phrase{NL: "besluit", EN: "decision"}
	textAction        = bot.Phrase{NL: "actie", EN: "action"}
	textActionDone    = bot.Phrase{NL: "actie, klaar", EN: "action, done"}
	textAdviceAsked   = bot.Phrase{NL: "advies, gevraagd", EN: "advice, asked for"}
	textAdviceUnasked = bot.Phrase{NL: "advies, ongevraagd", EN: "advice, not asked for"}
	textNoOutcomes    = bot.Phrase{NL: "Er zijn geen besluiten, acties of adviezen vastgelegd.", EN: "No decisions, actions or advice were recorded."}
	textListSentTo    = bot.Plural{
		One:  bot.Phrase{NL: "De besluitenlijst gaat nu naar {n} persoon.", EN: "The decision list now goes to {n} person."},
		Many: bot.Phrase{NL: "De besluitenlijst gaat nu naar {n} mensen.", EN: "The decision list now goes to {n} people."},
	}
	textToldTo = bot.Plural{
		One:  bot.Phrase{NL: "Van {n} onderwerp hoort wie het inbracht wat eruit kwam.", EN: "Who brought {n} topic hears what came of it."},
		Many: bot.Phrase{NL: "Van {n} onderwerpen hoort wie ze inbracht wat eruit kwam.", EN: "Who brought {n} topics hears what came of them."},
	}
	textSeeDecisions    = bot.Phrase{NL: "Bekijk de besluitenlijst", EN: "See the decision list"}
	textForYou          = bot.Phrase{NL: "Voor jou:", EN: "For you:"}
	textDecisionCount   = bot.Plural{One: bot.Phrase{NL: "{n} besluit", EN: "{n} decision"}, Many: bot.Phrase{NL: "{n} besluiten", EN: "{n} decisions"}}
	textActionCount     = bot.Plural{One: bot.Phrase{NL: "{n} actie", EN: "{n} action"}, Many: bot.Phrase{NL: "{n} acties", EN: "{n} actions"}}
	textAdviceCount     = bot.Plural{One: bot.Phrase{NL: "{n} advies", EN: "{n} piece of advice"}, Many: bot.Phrase{NL: "{n} adviezen", EN: "{n} pieces of advice"}}
	textListGoesNowhere = bot.Phrase{NL: "Er zit nu niemand in dit overleg: de lijst gaat naar niemand, en blijft hier bewaard. Wie iets inbracht hoort wat eruit kwam.", EN: "Nobody sits in this committee now: the list goes to nobody, and is kept here. Who brought something hears what came of it."}
	textListKept        = bot.Phrase{NL: "De besluitenlijst is bewaard. Er zit nu niemand in dit overleg.", EN: "The decision list is kept. Nobody sits in this committee now."}
	textToldNobody      = bot.Phrase{NL: "Er was niets nieuws te vertellen.", EN: "There was nothing new to tell."}
	textListSentAlready = bot.Phrase{NL: "Er is niets verstuurd: besluitenlijst {n} ging rond op {when}. Is er daarna iets veranderd? Druk dan opnieuw op Verstuur besluitenlijst.", EN: "Nothing was sent: decision list {n} went round on {when}. Did anything change after that? Press Send decision list again."}
	textListAgain       = bot.Phrase{NL: "Dit is versie {n}: hij komt in de plaats van wat je eerder kreeg.", EN: "This is version {n}: it replaces what you got before."}

	textSubjectDecisionList = bot.Phrase{NL: "{committee}: besluitenlijst van {day}", EN: "{committee}: decision list of {day}"}
	textDecisionList        = bot.Phrase{NL: "{committee}: besluitenlijst van {when}", EN: "{committee}: decision list of {when}"}
	textSubjectOutcome      = bot.Phrase{NL: "Dit kwam er uit je onderwerp: {topic}", EN: "This came of your topic: {topic}"}
	textWasTreated          = bot.Phrase{NL: "Je onderwerp “{topic}” ({number}) is behandeld in de vergadering van {when} ({committee}).", EN: "Your topic “{topic}” ({number}) was treated in the meeting of {when} ({committee})."}
	textQuestionTreated     = bot.Phrase{NL: "Je vraag “{topic}” ({number}) is besproken in de vergadering van {when} ({committee}).", EN: "Your question “{topic}” ({number}) was discussed in the meeting of {when} ({committee})."}
	textLineTo              = bot.Phrase{NL: "{what} (aan {to})", EN: "{what} (to {to})"}
	textToldBetter          = bot.Phrase{NL: "Dit is een verbetering van wat je eerder hoorde.", EN: "This corrects what you heard before."}
	textCame                = bot.Phrase{NL: "Dit kwam eruit:", EN: "This came of it:"}
	textAnswerIs            = bot.Phrase{NL: "Het antwoord:", EN: "The answer:"}
	textDecided             = bot.Phrase{NL: "Besloten:", EN: "Decided:"}
	textAgreed              = bot.Phrase{NL: "Afgesproken:", EN: "Agreed:"}
	textAdvised             = bot.Phrase{NL: "Geadviseerd:", EN: "Advised:"}
	textLineDue             = bot.Phrase{NL: "{what}, voor {day}", EN: "{what}, by {day}"}
	textThanks              = bot.Phrase{NL: "Bedankt dat je dit inbracht.", EN: "Thank you for bringing this."}
	textNoList              = bot.Phrase{NL: "Er is nog geen besluitenlijst gedeeld.", EN: "No decision list was shared yet."}

	textNoActions      = bot.Phrase{NL: "Er staan geen acties open.", EN: "There are no open actions."}
	textActionsCaption = bot.Phrase{NL: "Open acties", EN: "Open actions"}
	textHowOften       = bot.Phrase{NL: "Keer uitgesteld", EN: "Times postponed"}
	textWithAction     = bot.Phrase{NL: "Doe iets met een actie", EN: "Do something with an action"}
	textOverdue        = bot.Phrase{NL: " (te laat)", EN: " (late)"}
	textActionOver     = bot.Phrase{NL: "Deze actie is al afgerond.", EN: "This action is closed already."}
	textActionOverBy   = bot.Phrase{NL: "Deze actie is al afgerond, door {who}.", EN: "This action is closed already, by {who}."}
	textActionNoMore   = bot.Phrase{NL: "Deze actie vervalt: hij is niet meer nodig.", EN: "This action is not needed any more."}
	textIsDone         = bot.Phrase{NL: "Klaar", EN: "Done"}
	textPostpone       = bot.Phrase{NL: "Uitstellen", EN: "Postpone"}
	textDropAction     = bot.Phrase{NL: "Vervalt", EN: "Not needed any more"}
	textDoneNow        = bot.Phrase{NL: "{number} is klaar.", EN: "{number} is done."}
	textDroppedNow     = bot.Phrase{NL: "{number} vervalt.", EN: "{number} is not needed any more."}
	textNewDay         = bot.Phrase{NL: "Nieuwe datum", EN: "New date"}
	textPostponedTo    = bot.Phrase{NL: "{number} is nu voor {day} ({times}).", EN: "{number} is now due on {day} ({times})."}
	textTimes          = bot.Plural{
		One:  bot.Phrase{NL: "{n} keer uitgesteld", EN: "postponed {n} time"},
		Many: bot.Phrase{NL: "{n} keer uitgesteld", EN: "postponed {n} times"},
	}
	textSubjectAction   = bot.Phrase{NL: "Actie {number} is voor {day}", EN: "Action {number} is due on {day}"}
	textActionDue       = bot.Phrase{NL: "Actie {number} is voor {day}: {what} ({owner})", EN: "Action {number} is due on {day}: {what} ({owner})"}
	textActionDueNobody = bot.Phrase{NL: "Actie {number} is voor {day}, en er staat niet bij van wie: {what}", EN: "Action {number} is due on {day}, and nobody is named for it: {what}"}

	textActionWasDue       = bot.Phrase{NL: "Actie {number} was voor {day}: {what} ({owner})", EN: "Action {number} was due on {day}: {what} ({owner})"}
	textActionWasDueNobody = bot.Phrase{NL: "Actie {number} was voor {day}, en er staat niet bij van wie: {what}", EN: "Action {number} was due on {day}, and nobody is named for it: {what}"}

	textNoAdvice      = bot.Phrase{NL: "Er is nog geen advies vastgelegd.", EN: "No advice was recorded yet."}
	textAdviceCaption = bot.Phrase{NL: "Gegeven advies", EN: "Advice given"}
	textGivenOn       = bot.Phrase{NL: "Gegeven op", EN: "Given on"}
	textAddAdvice     = bot.Phrase{NL: "Leg een advies vast", EN: "Record advice"}
	textAdviceTitle   = bot.Phrase{NL: "Advies vastleggen", EN: "Record advice"}
	textAdviceTo      = bot.Phrase{NL: "Aan wie", EN: "To whom"}
	textAdviceToHelp  = bot.Phrase{NL: "Bijvoorbeeld CRC of VoRa.", EN: "For example CRC or VoRa."}
	textAskedField    = bot.Phrase{NL: "Gevraagd?", EN: "Asked for?"}
	textAsked         = bot.Phrase{NL: "Gevraagd", EN: "Asked for"}
	textUnasked       = bot.Phrase{NL: "Ongevraagd", EN: "Not asked for"}
	textAdviceText    = bot.Phrase{NL: "Het advies", EN: "The advice"}
	textAdviceKept    = bot.Phrase{NL: "Vastgelegd als {number}.", EN: "Recorded as {number}."}

	textNotAnswered        = bot.Phrase{NL: "Deze vraag is nog niet beantwoord.", EN: "This question is not answered yet."}
	textPromoteMembersOnly = bot.Phrase{NL: "Dit is alleen voor leden, en kan geen kennis voor iedereen worden.", EN: "This is for members only, and cannot become knowledge for everybody."}

	textPromoteTitle  = bot.Phrase{NL: "Maak er kennis van", EN: "Make it knowledge"}
	textPromoteSubmit = bot.Phrase{NL: "Zet erbij", EN: "Add it"}
	textPromoteIntro  = bot.Phrase{NL: "Wie dit hierna aan Wegwijs vraagt, krijgt dit antwoord meteen. Haal namen eruit.", EN: "Who asks Wegwijs this next gets this answer at once. Take names out."}
	textEntryTitle    = bot.Phrase{NL: "Titel", EN: "Title"}
	textEntrySummary  = bot.Phrase{NL: "Kort antwoord", EN: "Short answer"}
	textEntryHelp     = bot.Phrase{NL: "Hooguit 300 tekens. Het hele antwoord staat achter “Meer uitleg”.", EN: "At most 300 characters. All of it is behind “More”."}
	textFillThis      = bot.Phrase{NL: "Vul dit in.", EN: "Fill this in."}
	textSummaryBounds = bot.Phrase{NL: "Schrijf een antwoord van hooguit {max} tekens.", EN: "Write an answer of at most {max} characters."}
	textPromoted      = bot.Phrase{NL: "“{title}” staat bij de kennis. Wie het hierna vraagt krijgt dit antwoord.", EN: "“{title}” is part of what Wegwijs knows. Who asks it next gets this answer."}
	textPromotedFile  = bot.Phrase{NL: "Het bestand is voor wie de kennis beheert: na een blik kan het in de map met kennis.", EN: "The file is for whoever looks after the knowledge: after a look it can go in the folder with entries."}
	textUnpromote     = bot.Phrase{NL: "Haal het er weer af", EN: "Take it out again"}
	textUnpromoted    = bot.Phrase{NL: "Het staat niet meer bij de kennis.", EN: "It is no part of what Wegwijs knows any more."}
)
