package agenda

import "wegwijs/bot"

// Names of notices about meetings.
const (
	noticeMoved      = "moved"
	noticeChanged    = "changed" // its hours or place, on the same day
	noticeCancelled  = "cancelled"
	noticeApology    = "apology"
	noticeComes      = "comes"   // who was absent comes after all
	noticeOwnFollows = "follows" // a document is still to follow
)

var (
	usageApologies = bot.Phrase{NL: "afmelden [wie er in jouw plaats komt]", EN: "apologies [who comes instead]"}
	helpApologies  = bot.Phrase{NL: "meldt je af voor de volgende vergadering, voor leden", EN: "tells that you cannot come to the next meeting, for members"}

	textForSecretary     = bot.Phrase{NL: "Dit is voor de secretaris. Met {agenda} zie je de agenda die gedeeld is.", EN: "This is for the secretary. With {agenda} you see the agenda that was shared."}
	textForMembers       = bot.Phrase{NL: "Dit is voor leden en vervangers. Wie dat zijn zie je met {leden}.", EN: "This is for members and deputies. {leden} shows who they are."}
	textNonePlanned      = bot.Phrase{NL: "Er is geen vergadering gepland.", EN: "No meeting is planned."}
	textNewMeeting       = bot.Phrase{NL: "Nieuwe vergadering", EN: "New meeting"}
	textWhichDay         = bot.Phrase{NL: "“{typed}” begrijp ik niet als datum. Typ bijvoorbeeld {command}.", EN: "I do not understand “{typed}” as a date. Type for example {command}."}
	textNoMeetingThatDay = bot.Phrase{NL: "Op {day} is er geen vergadering. Met {command} plan je er een.", EN: "There is no meeting on {day}. {command} plans one."}
	textMovedFrom        = bot.Phrase{NL: "Verplaatst van", EN: "Moved from"}
	textPlaceLabel       = bot.Phrase{NL: "Plaats", EN: "Place"}
	textChairLabel       = bot.Phrase{NL: "Voorzitter", EN: "Chair"}
	textApologiesLabel   = bot.Phrase{NL: "Afgemeld", EN: "Apologies"}
	textCloseLabel       = bot.Phrase{NL: "Indienen tot en met", EN: "Requests until"}
	textDecideLabel      = bot.Phrase{NL: "Leden beslissen", EN: "Members decide"}
	textSendLabel        = bot.Phrase{NL: "Stukken verzenden", EN: "Papers are sent"}
	textIsOver           = bot.Phrase{NL: " (geweest)", EN: " (over)"}
	textPointsOn         = bot.Plural{
		One:  bot.Phrase{NL: "Er staat {n} punt op de agenda.", EN: "There is {n} point on the agenda."},
		Many: bot.Phrase{NL: "Er staan {n} punten op de agenda.", EN: "There are {n} points on the agenda."},
	}
	textNothingYet  = bot.Phrase{NL: "Er is nog niets doorgezet.", EN: "Nothing was passed on yet."}
	textCameInShort = bot.Plural{
		One:  bot.Phrase{NL: "Er is {n} onderwerp binnen.", EN: "{n} topic came in."},
		Many: bot.Phrase{NL: "Er zijn {n} onderwerpen binnen.", EN: "{n} topics came in."},
	}
	textUnfilled = bot.Plural{
		One:  bot.Phrase{NL: "Van {day} is bij 1 onderwerp nog niet ingevuld wat eruit kwam. Zolang dat zo is, staat het op geen volgende agenda.", EN: "Of {day}, 1 topic has no outcome yet. Until it has one, it comes on no next agenda."},
		Many: bot.Phrase{NL: "Van {day} is bij {n} onderwerpen nog niet ingevuld wat eruit kwam. Zolang dat zo is, staan ze op geen volgende agenda.", EN: "Of {day}, {n} topics have no outcome yet. Until they have one, they come on no next agenda."},
	}
	textWaitElsewhere = bot.Plural{
		One:  bot.Phrase{NL: "{n} verzoek ligt nog bij een lid.", EN: "{n} request is still with a member."},
		Many: bot.Phrase{NL: "{n} verzoeken liggen nog bij een lid.", EN: "{n} requests are still with a member."},
	}
	textWasHeld      = bot.Phrase{NL: "Deze vergadering is geweest.", EN: "This meeting is over."}
	textToAgenda     = bot.Phrase{NL: "Naar de agenda", EN: "To the agenda"}
	textDetails      = bot.Phrase{NL: "Gegevens", EN: "Details"}
	textMove         = bot.Phrase{NL: "Verplaats", EN: "Move"}
	textMoveTitle    = bot.Phrase{NL: "Vergadering verplaatsen", EN: "Move the meeting"}
	textCancel       = bot.Phrase{NL: "Gaat niet door", EN: "Cancel it"}
	textCancelTitle  = bot.Phrase{NL: "Gaat niet door", EN: "Cancel the meeting"}
	textOtherMeeting = bot.Phrase{NL: "Een andere vergadering", EN: "Another meeting"}

	textDayField       = bot.Phrase{NL: "Dag", EN: "Day"}
	textTimeField      = bot.Phrase{NL: "Begint om", EN: "Begins at"}
	textTimeHelp       = bot.Phrase{NL: "Bijvoorbeeld 9.00", EN: "For example 09:00"}
	textMinutesField   = bot.Phrase{NL: "Duur in minuten", EN: "Length in minutes"}
	textPlaceField     = bot.Phrase{NL: "Plaats of link", EN: "Place or link"}
	textChairHelp      = bot.Phrase{NL: "Wie deze keer voorzit.", EN: "Who chairs this time."}
	textApologiesHelp  = bot.Phrase{NL: "Eén naam per regel, met wie er komt tussen haakjes.", EN: "One name per line, with who comes instead in brackets."}
	textMoveHelp       = bot.Phrase{NL: "Iedereen die erbij hoort leest dit.", EN: "Everybody concerned reads this."}
	textBadDay         = bot.Phrase{NL: "Vul een dag in, zoals 2027-01-12.", EN: "Fill in a day, such as 2027-01-12."}
	textDayPassed      = bot.Phrase{NL: "Die dag is geweest. Kies een dag die nog komt.", EN: "That day is over. Choose one that is still to come."}
	textIsHoliday      = bot.Phrase{NL: "{day} is een vrije dag ({holiday}). De eerste werkdag daarna is {next}.", EN: "{day} is a holiday ({holiday}). The first working day after it is {next}."}
	textIsWeekend      = bot.Phrase{NL: "{day} is in het weekend. De eerste werkdag daarna is {next}.", EN: "{day} is in the weekend. The first working day after it is {next}."}
	textBadTime        = bot.Phrase{NL: "Vul een tijd in, zoals 9.00.", EN: "Fill in a time, such as 09:00."}
	textBadMinutes     = bot.Phrase{NL: "Vul een heel getal in van {min} tot en met {max}.", EN: "Fill in a whole number from {min} to {max}."}
	textPlaceTooLong   = bot.Phrase{NL: "Houd het op {max} tekens.", EN: "Keep it to {max} characters."}
	textNoteTooLong    = bot.Phrase{NL: "Dat is te lang: houd het op {max} tekens.", EN: "That is too long: keep it to {max} characters."}
	textMeetingPlanned = bot.Phrase{NL: "De vergadering is gepland.", EN: "The meeting is planned."}
	textSaved          = bot.Phrase{NL: "Bewaard.", EN: "Saved."}
	textSavedTold      = bot.Phrase{NL: "Bewaard. Leden, vervangers en wie iets op de agenda heeft horen dat tijd of plaats veranderd is.", EN: "Saved. Members, deputies and who has something on the agenda hear that the time or place has changed."}
	textNothingMoved   = bot.Phrase{NL: "Er is niets veranderd.", EN: "Nothing changed."}
	textMovedDone      = bot.Phrase{NL: "Verplaatst. Leden, vervangers en wie iets op de agenda heeft horen het.", EN: "Moved. Members, deputies and who has something on the agenda hear of it."}
	textDayTaken       = bot.Phrase{NL: "Op {day} is er al een vergadering van dit overleg. Kies een andere dag.", EN: "This committee has a meeting on {day} already. Choose another day."}
	textCancelIntro    = bot.Phrase{NL: "De vergadering van {when} gaat niet door. Wat op de agenda staat, staat bij de volgende vooraan. Iedereen die erbij hoort krijgt bericht, met de reden.", EN: "The meeting of {when} is cancelled. What is on its agenda comes first at the next one. Everybody concerned gets word, with the reason."}
	textWhyCancelled   = bot.Phrase{NL: "Schrijf waarom: iedereen leest het.", EN: "Write why: everybody reads it."}
	textCancelledDone  = bot.Phrase{NL: "De vergadering gaat niet door. Iedereen die erbij hoort krijgt bericht.", EN: "The meeting is cancelled. Everybody concerned gets word."}

	textSubjectMoved     = bot.Phrase{NL: "{committee}: de vergadering is veranderd", EN: "{committee}: the meeting has changed"}
	textIsMoved          = bot.Phrase{NL: "De vergadering van {was} ({committee}) is verplaatst naar {when}.", EN: "The meeting of {was} ({committee}) is moved to {when}."}
	textIsChanged        = bot.Phrase{NL: "De vergadering van {committee} is veranderd. Hij is nu op {when}.", EN: "The meeting of {committee} has changed. It is now on {when}."}
	textBecause          = bot.Phrase{NL: "Waarom: {why}", EN: "Why: {why}"}
	textCloseMoved       = bot.Phrase{NL: "Indienen kan nu tot en met {close}.", EN: "Requests can now be sent until {close}."}
	textSubjectCancelled = bot.Phrase{NL: "{committee}: de vergadering van {day} gaat niet door", EN: "{committee}: the meeting of {day} is cancelled"}
	textIsCancelled      = bot.Phrase{NL: "De vergadering van {when} ({committee}) gaat niet door: {why}", EN: "The meeting of {when} ({committee}) is cancelled: {why}"}
	textTopicGoesOn      = bot.Phrase{NL: "Je onderwerp staat bij de volgende vergadering vooraan.", EN: "Your topic comes first at the next meeting."}
	textApologyDone      = bot.Phrase{NL: "Je bent afgemeld voor {when}; de secretaris weet het. Kom je toch? Typ {back}.", EN: "You are absent on {when}; the secretary knows. Can you come after all? Type {back}."}
	textApologyBack      = bot.Phrase{NL: "Goed dat je komt, op {when}.", EN: "Good that you come, on {when}."}
	textSubjectApology   = bot.Phrase{NL: "{committee}: een afmelding voor {day}", EN: "{committee}: somebody cannot come on {day}"}
	textHasApology       = bot.Phrase{NL: "Afgemeld voor {when} ({committee}): {who}", EN: "Cannot come on {when} ({committee}): {who}"}

	textSubjectComes = bot.Phrase{NL: "{committee}: toch aanwezig op {day}", EN: "{committee}: coming after all on {day}"}
	textComes        = bot.Phrase{NL: "Komt toch op {when} ({committee}): {who}", EN: "Comes after all on {when} ({committee}): {who}"}

	textSubjectCall      = bot.Phrase{NL: "{committee}: heb je iets voor {day}?", EN: "{committee}: do you have something for {day}?"}
	textCall             = bot.Phrase{NL: "Op {when} is er een vergadering ({committee}). Heb je een onderwerp, of hoor je iets bij je collega's? Typ {bring}. Dat kan tot en met {close}.", EN: "There is a meeting on {when} ({committee}). Do you have a topic, or do you hear something among your colleagues? Type {bring}. You can until {close}."}
	textSubjectClosed    = bot.Phrase{NL: "{committee}: indienen voor {day} is gesloten", EN: "{committee}: requests for {day} are closed"}
	textClosedNow        = bot.Phrase{NL: "Indienen voor {when} ({committee}) is gesloten. Je kunt de agenda maken; de stukken gaan {send} weg.", EN: "Requests for {when} ({committee}) are closed. You can make the agenda; the papers go out on {send}."}
	textSubjectDraft     = bot.Phrase{NL: "{committee}: de conceptagenda van {day}", EN: "{committee}: the draft agenda of {day}"}
	textDraftNow         = bot.Phrase{NL: "De conceptagenda van {when} ({committee}) gaat naar de voorzitter. Er is nog geen concept gedeeld.", EN: "The draft agenda of {when} ({committee}) goes to the chair. No draft was shared yet."}
	textDraftAlone       = bot.Phrase{NL: "Het is tijd voor de conceptagenda van {when} ({committee}). Er is nog geen concept gedeeld.", EN: "It is time for the draft agenda of {when} ({committee}). No draft was shared yet."}
	textSubjectSend      = bot.Phrase{NL: "{committee}: de agenda van {day} gaat weg", EN: "{committee}: the agenda of {day} goes out"}
	textSendToday        = bot.Phrase{NL: "De agenda en de stukken van {when} ({committee}) gaan weg. De agenda is nog niet definitief.", EN: "The agenda and papers of {when} ({committee}) go out. The agenda is not final yet."}
	textSubjectDecisions = bot.Phrase{NL: "{committee}: de besluitenlijst van {day}", EN: "{committee}: the decision list of {day}"}
	textDecisionsNow     = bot.Phrase{NL: "De vergadering van {when} ({committee}) is geweest. Nu gaat de besluitenlijst rond. Vul per onderwerp in wat eruit kwam.", EN: "The meeting of {when} ({committee}) is over. Now the decision list goes round. Fill in per topic what came of it."}
	textSubjectFeedback  = bot.Phrase{NL: "{committee}: nog niet iedereen heeft iets gehoord", EN: "{committee}: not everybody has heard yet"}
	textFeedbackNow      = bot.Phrase{NL: "Iedereen die iets inbracht voor {when} ({committee}) hoort nu wat eruit kwam.", EN: "Everybody who brought something for {when} ({committee}) now hears what came of it."}
	textReminderLate     = bot.Phrase{NL: "De dag hiervoor was {day}.", EN: "The day for this was {day}."}
	textUntold           = bot.Phrase{NL: "Van deze onderwerpen is nog niets teruggekoppeld:", EN: "Of these topics nothing was told yet:"}
	textToMeeting        = bot.Phrase{NL: "Naar de vergadering", EN: "To the meeting"}
	textToOutcomes       = bot.Phrase{NL: "Vul de uitkomsten in", EN: "Fill in what came of it"}
	textSubjectFollows   = bot.Phrase{NL: "Stuk nog niet binnen: {topic}", EN: "Paper still to come: {topic}"}
	textFollows          = bot.Phrase{NL: "Vandaag gaan de stukken weg. Bij “{topic}” ({number}) volgt nog:", EN: "The papers go out today. Still to come with “{topic}” ({number}):"}
)
