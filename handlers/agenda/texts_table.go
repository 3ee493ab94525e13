package agenda

import "wegwijs/bot"

var (
	usageAgenda = bot.Phrase{NL: "agenda", EN: "agenda"}
	helpAgenda  = bot.Phrase{NL: "laat de agenda zien die het laatst is gedeeld", EN: "shows the agenda that was shared last"}

	textNoGuests      = bot.Phrase{NL: "Dit is er alleen voor medewerkers.", EN: "This is for employees only."}
	textNoNext        = bot.Phrase{NL: "Er is nog geen volgende vergadering gepland.", EN: "No next meeting is planned yet."}
	textNextMeeting   = bot.Phrase{NL: "De volgende vergadering is op {day}; indienen kan tot en met {close}.", EN: "The next meeting is on {day}; requests can be sent until {close}."}
	textNothingShared = bot.Phrase{NL: "Er is nog geen agenda gedeeld.", EN: "No agenda was shared yet."}
	textNotSharedYet  = bot.Phrase{NL: "Voor {day} is er nog geen agenda gedeeld.", EN: "No agenda was shared for {day} yet."}
	textFollowsAround = bot.Phrase{NL: "Die volgt rond {send}.", EN: "It follows around {send}."}
	textBringFor      = bot.Phrase{
		NL: "Wil je iets inbrengen voor {day}? Typ {command}; dat kan tot en met {close}.",
		EN: "Do you want to bring something for {day}? Type {command}; you can until {close}.",
	}
	textAgendaOf        = bot.Phrase{NL: "{committee}: agenda van {when} ({version})", EN: "{committee}: agenda of {when} ({version})"}
	textWhen            = bot.Phrase{NL: "{day}, {start}–{end} uur", EN: "{day}, {start}–{end}"}
	textVersionFinal    = bot.Phrase{NL: "versie {n}, definitief", EN: "version {n}, final"}
	textVersionConcept  = bot.Phrase{NL: "versie {n}, concept", EN: "version {n}, draft"}
	textWasCancelled    = bot.Phrase{NL: "Deze vergadering gaat niet door: {why}", EN: "This meeting is cancelled: {why}"}
	textPlace           = bot.Phrase{NL: "Plaats: {place}", EN: "Place: {place}"}
	textAgenda          = bot.Phrase{NL: "Agenda", EN: "Agenda"}
	textNr              = bot.Phrase{NL: "Nr.", EN: "No."}
	textTime            = bot.Phrase{NL: "Tijd", EN: "Time"}
	textTopic           = bot.Phrase{NL: "Onderwerp", EN: "Topic"}
	textNature          = bot.Phrase{NL: "Aard", EN: "Nature"}
	textFrom            = bot.Phrase{NL: "Van", EN: "From"}
	textClock           = bot.Phrase{NL: "{clock} ({n} min)", EN: "{clock} ({n} min)"}
	textMembersOnlyMark = bot.Phrase{NL: " (alleen voor leden)", EN: " (members only)"}
	textAnnotationOf    = bot.Phrase{NL: "Annotatie bij {nr}, alleen voor voorzitter en secretaris: {text}", EN: "Annotation to {nr}, for chair and secretary only: {text}"}
	textMoreAnnotations = bot.Phrase{NL: "Er zijn nog meer annotaties: kies Exporteer.", EN: "There are more annotations: choose Export."}
	textAnnotateWhich   = bot.Phrase{NL: "Schrijf een annotatie", EN: "Write an annotation"}
	textExport          = bot.Phrase{NL: "Exporteer", EN: "Export"}
	textMoreLines       = bot.Plural{
		One:  bot.Phrase{NL: "en nog {n} punt: kies Exporteer", EN: "and {n} more point: choose Export"},
		Many: bot.Phrase{NL: "en nog {n} punten: kies Exporteer", EN: "and {n} more points: choose Export"},
	}
	textMoreInMail = bot.Plural{
		One:  bot.Phrase{NL: "en nog {n} punt: vraag de secretaris om het document", EN: "and {n} more point: ask the secretary for the document"},
		Many: bot.Phrase{NL: "en nog {n} punten: vraag de secretaris om het document", EN: "and {n} more points: ask the secretary for the document"},
	}
)
