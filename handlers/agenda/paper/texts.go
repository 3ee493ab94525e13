package paper

import "wegwijs/bot"

var textNoCalendar = bot.Phrase{
	NL: "Dit is geen afspraak, dus er is geen agendabestand (ics) van. Kies een ander soort bestand, bijvoorbeeld odt of xlsx.",
	EN: "This is no appointment, so there is no calendar file (ics) of it. Choose another kind of file, such as odt or xlsx.",
}

// What formats are called in a menu.
var formatTexts = map[Format]bot.Phrase{
	ODT:      {NL: "Document voor LibreOffice en Word (odt)", EN: "Document for LibreOffice and Word (odt)"},
	DOCX:     {NL: "Document voor Word (docx)", EN: "Document for Word (docx)"},
	ODS:      {NL: "Rekenblad voor LibreOffice en Excel (ods)", EN: "Spreadsheet for LibreOffice and Excel (ods)"},
	XLSX:     {NL: "Rekenblad voor Excel (xlsx)", EN: "Spreadsheet for Excel (xlsx)"},
	CSVExcel: {NL: "CSV voor een Nederlandse Excel (csv-excel)", EN: "CSV for Dutch Excel (csv-excel)"},
	CSV:      {NL: "CSV (csv)", EN: "CSV (csv)"},
	Markdown: {NL: "Tekst met opmaaktekens (md)", EN: "Text with markup (md)"},
	ICS:      {NL: "Afspraak voor je agenda (ics)", EN: "Appointment for your calendar (ics)"},
	JSON:     {NL: "JSON, voor programma's (json)", EN: "JSON, for programs (json)"},
}

// Parts of file names.
var (
	nameAgenda  = bot.Phrase{NL: "agenda", EN: "agenda"}
	nameMeeting = bot.Phrase{NL: "vergadering", EN: "meeting"}
	nameReceipt = bot.Phrase{NL: "ontvangstbewijs", EN: "receipt"}
	nameConcept = bot.Phrase{NL: "concept", EN: "draft"}
	nameFinal   = bot.Phrase{NL: "definitief", EN: "final"}
	nameViews   = map[View]bot.Phrase{
		Chair:  {NL: "voorzitter", EN: "chair"},
		Public: {NL: "openbaar", EN: "public"},
	}
	nameLists = map[ListKind]bot.Phrase{
		LongList:  {NL: "longlist", EN: "longlist"},
		Decisions: {NL: "besluitenlijst", EN: "decision list"},
		Actions:   {NL: "actielijst", EN: "action list"},
		Advices:   {NL: "adviezen", EN: "advice"},
		Moves:     {NL: "verloop", EN: "history"},
	}
)

// The head of an agenda.
var (
	textTitle       = bot.Phrase{NL: "Agenda {committee}", EN: "Agenda of {committee}"}
	textReceiptOf   = bot.Phrase{NL: "Ontvangstbewijs {number}", EN: "Receipt {number}"}
	textDate        = bot.Phrase{NL: "Datum", EN: "Date"}
	textPlace       = bot.Phrase{NL: "Plaats", EN: "Place"}
	textChair       = bot.Phrase{NL: "Voorzitter", EN: "Chair"}
	textSecretary   = bot.Phrase{NL: "Secretaris", EN: "Secretary"}
	textApologies   = bot.Phrase{NL: "Afwezig", EN: "Apologies"}
	textVersion     = bot.Phrase{NL: "Versie", EN: "Version"}
	textCommittee   = bot.Phrase{NL: "Commissie", EN: "Committee"}
	textBrought     = bot.Phrase{NL: "Ingediend", EN: "Submitted"}
	textSpan        = bot.Phrase{NL: "{day}, {from}–{to} uur", EN: "{day}, {from}–{to}"}
	textConcept     = bot.Phrase{NL: "concept", EN: "draft"}
	textFinal       = bot.Phrase{NL: "definitief", EN: "final"}
	textNotSent     = bot.Phrase{NL: "Concept, nog niet verstuurd", EN: "Draft, not sent yet"}
	textVersionSent = bot.Phrase{NL: "{n}, {status}, verstuurd op {when}", EN: "{n}, {status}, sent on {when}"}
	textVersionIs   = bot.Phrase{NL: "{n}, {status}", EN: "{n}, {status}"}
	textCancelled   = bot.Phrase{NL: "Deze vergadering gaat niet door.", EN: "This meeting is cancelled."}
	textForChair    = bot.Phrase{NL: "Voor de voorzitter en de secretaris: met annotaties. Stuur dit niet door.", EN: "For the chair and the secretary: with annotations. Do not pass this on."}
	textForMembers  = bot.Phrase{NL: "Voor leden: sommige onderwerpen zijn niet voor anderen. Stuur dit niet door.", EN: "For members: some topics are not for others. Do not pass this on."}
	textForPublic   = bot.Phrase{NL: "Openbare versie. Onderwerpen die alleen voor leden zijn, staan er niet in.", EN: "Public version. Topics that are for members only are not in it."}
	textHeader      = bot.Phrase{NL: "{committee}\tAgenda {date}", EN: "{committee}\tAgenda {date}"}
	textFooterV     = bot.Phrase{NL: "Versie {n}, {status}", EN: "Version {n}, {status}"}
)

// The agenda itself.
var (
	textContents     = bot.Phrase{NL: "Inhoud", EN: "Contents"}
	textInShort      = bot.Phrase{NL: "Agenda", EN: "Agenda"}
	textNothing      = bot.Phrase{NL: "Er staat nog niets op de agenda.", EN: "There is nothing on the agenda yet."}
	textChanges      = bot.Phrase{NL: "Veranderd sinds de vorige versie", EN: "Changed since the version before"}
	textPerItem      = bot.Phrase{NL: "Toelichting per onderwerp", EN: "Explanation per topic"}
	textMembersTable = bot.Phrase{NL: "Leden", EN: "Members"}
	textOnlyMembers  = bot.Phrase{NL: "alleen voor leden", EN: "members only"}
	textMinutes      = bot.Phrase{NL: "{n} min", EN: "{n} min"}
	textTimeSpan     = bot.Phrase{NL: "{from}–{to}", EN: "{from}–{to}"}
	textOnBehalf     = bot.Phrase{NL: "{member} ({department})", EN: "{member} ({department})"}
	textAnnotation   = bot.Phrase{NL: "Annotatie voor de voorzitter", EN: "Annotation for the chair"}
	textMoves        = bot.Phrase{NL: "Wat er mee gebeurde", EN: "What happened to it"}
	textAdviceAsked  = bot.Phrase{NL: "gevraagd, aan {to}", EN: "asked for, to {to}"}
	textAdviceUn     = bot.Phrase{NL: "ongevraagd, aan {to}", EN: "unasked, to {to}"}
	textDocVersion   = bot.Phrase{NL: "versie {version}", EN: "version {version}"}
	textBot          = bot.Phrase{NL: "Wegwijs", EN: "Wegwijs"}
)

// Labels and heads of columns.
var (
	colNr         = bot.Phrase{NL: "Nr.", EN: "No."}
	colTopic      = bot.Phrase{NL: "Onderwerp", EN: "Topic"}
	colNature     = bot.Phrase{NL: "Aard", EN: "Nature"}
	colFrom       = bot.Phrase{NL: "Inbrenger", EN: "Brought by"}
	colTime       = bot.Phrase{NL: "Tijd", EN: "Time"}
	colNumber     = bot.Phrase{NL: "Kenmerk", EN: "Reference"}
	colAsk        = bot.Phrase{NL: "Gevraagd", EN: "Asked"}
	colExplain    = bot.Phrase{NL: "Toelichting", EN: "Explanation"}
	colDepartment = bot.Phrase{NL: "Departement", EN: "Department"}
	colMember     = bot.Phrase{NL: "Lid", EN: "Member"}
	colDeputy     = bot.Phrase{NL: "Vervanger", EN: "Deputy"}
	colRequester  = bot.Phrase{NL: "Indiener", EN: "Requester"}
	colSpeaker    = bot.Phrase{NL: "Spreker", EN: "Speaker"}
	colMinutes    = bot.Phrase{NL: "Minuten", EN: "Minutes"}
	colBegin      = bot.Phrase{NL: "Begin", EN: "Start"}
	colEnd        = bot.Phrase{NL: "Einde", EN: "End"}
	colDocuments  = bot.Phrase{NL: "Stukken", EN: "Documents"}
	colOnly       = bot.Phrase{NL: "Alleen voor leden", EN: "Members only"}
	colAdvice     = bot.Phrase{NL: "Advies", EN: "Advice"}
	colPrinciple  = bot.Phrase{NL: "Uitgangspunt", EN: "Principle"}
	colOutcome    = bot.Phrase{NL: "Uitkomst", EN: "Outcome"}
	colState      = bot.Phrase{NL: "Stand", EN: "State"}
	colPostponed  = bot.Phrase{NL: "Keren uitgesteld", EN: "Times postponed"}
	colPutOff     = bot.Phrase{NL: "Uitgesteld", EN: "Postponed"}
	colBrought    = bot.Phrase{NL: "Ingediend", EN: "Submitted"}
	colKind       = bot.Phrase{NL: "Soort", EN: "Kind"}
	colText       = bot.Phrase{NL: "Tekst", EN: "Text"}
	colDecision   = bot.Phrase{NL: "Besluit", EN: "Decision"}
	colAction     = bot.Phrase{NL: "Actie", EN: "Action"}
	colOwner      = bot.Phrase{NL: "Wie", EN: "Who"}
	colDue        = bot.Phrase{NL: "Klaar op", EN: "Due"}
	colDone       = bot.Phrase{NL: "Klaar", EN: "Done"}
	colTo         = bot.Phrase{NL: "Aan", EN: "To"}
	colAsked      = bot.Phrase{NL: "Gevraagd of ongevraagd", EN: "Asked for or unasked"}
	colWhen       = bot.Phrase{NL: "Wanneer", EN: "When"}
	colMove       = bot.Phrase{NL: "Wat", EN: "What"}
	colReason     = bot.Phrase{NL: "Reden", EN: "Reason"}
	colMeeting    = bot.Phrase{NL: "Vergadering", EN: "Meeting"}
	colAccess     = bot.Phrase{NL: "Hoe te krijgen", EN: "How to get it"}
	colLink       = bot.Phrase{NL: "Adres", EN: "Address"}
	textYes       = bot.Phrase{NL: "ja", EN: "yes"}
	textNo        = bot.Phrase{NL: "nee", EN: "no"}
	textIsAsked   = bot.Phrase{NL: "gevraagd", EN: "asked for"}
	textIsUnasked = bot.Phrase{NL: "ongevraagd", EN: "unasked"}
)

// Lists.
var (
	textListTitles = map[ListKind]bot.Phrase{
		LongList:  {NL: "Longlist {committee}", EN: "Longlist of {committee}"},
		Decisions: {NL: "Besluitenlijst {committee}", EN: "Decision list of {committee}"},
		Actions:   {NL: "Actielijst {committee}", EN: "Action list of {committee}"},
		Advices:   {NL: "Adviezen {committee}", EN: "Advice of {committee}"},
		Moves:     {NL: "Verloop van onderwerpen {committee}", EN: "History of topics of {committee}"},
	}
	textListNames = map[ListKind]bot.Phrase{
		LongList:  {NL: "Longlist", EN: "Longlist"},
		Decisions: {NL: "Besluitenlijst", EN: "Decision list"},
		Actions:   {NL: "Actielijst", EN: "Action list"},
		Advices:   {NL: "Adviezen", EN: "Advice"},
		Moves:     {NL: "Verloop", EN: "History"},
	}
	textListEmpty = map[ListKind]bot.Phrase{
		LongList:  {NL: "Er staat niets op de longlist.", EN: "There is nothing on the longlist."},
		Decisions: {NL: "Er zijn geen besluiten, acties of adviezen vastgelegd.", EN: "No decisions, actions or advice were recorded."},
		Actions:   {NL: "Er staan geen acties open.", EN: "There are no open actions."},
		Advices:   {NL: "Er zijn nog geen adviezen gegeven.", EN: "No advice has been given yet."},
		Moves:     {NL: "Er is nog niets gebeurd.", EN: "Nothing has happened yet."},
	}
	textOfMeeting  = bot.Phrase{NL: "Vergadering van {day}", EN: "Meeting of {day}"}
	textAsOf       = bot.Phrase{NL: "Stand op {day}", EN: "As of {day}"}
	textDone       = bot.Phrase{NL: "klaar", EN: "done"}
	textTakenBack  = bot.Phrase{NL: "ingetrokken", EN: "taken back"}
	textTreated    = bot.Phrase{NL: "Behandelde onderwerpen", EN: "Topics that were treated"}
	outcomesPlural = map[string]bot.Phrase{
		"decision": {NL: "Besluiten", EN: "Decisions"},
		"action":   {NL: "Acties", EN: "Actions"},
		"advice":   {NL: "Adviezen", EN: "Advice"},
	}
	outcomeWords = map[string]bot.Phrase{
		"decision": {NL: "besluit", EN: "decision"},
		"action":   {NL: "actie", EN: "action"},
		"advice":   {NL: "advies", EN: "advice"},
	}
)

var natureWords = map[string]bot.Phrase{
	"inform":  {NL: "ter informatie", EN: "for information"},
	"discuss": {NL: "ter bespreking", EN: "for discussion"},
	"decide":  {NL: "ter besluitvorming", EN: "for decision"},
	"advise":  {NL: "ter advisering", EN: "for advice"},
}

var kindWords = map[string]bot.Phrase{
	"topic":    {NL: "onderwerp", EN: "topic"},
	"question": {NL: "kennisvraag", EN: "knowledge question"},
}

var accessWords = map[string]bot.Phrase{
	"open":   {NL: "openbaar", EN: "public"},
	"mail":   {NL: "per mail", EN: "by mail"},
	"later":  {NL: "volgt", EN: "to follow"},
	"closed": {NL: "alleen voor leden", EN: "members only"},
}

// What states are called to whoever reads a list.
var stateWords = map[string]bot.Phrase{
	"draft":      {NL: "concept", EN: "draft"},
	"waiting":    {NL: "bij het lid", EN: "with the member"},
	"asked":      {NL: "aanvulling gevraagd", EN: "more was asked"},
	"passed":     {NL: "doorgezet", EN: "passed on"},
	"scheduled":  {NL: "geagendeerd", EN: "on the agenda"},
	"held":       {NL: "aangehouden", EN: "held over"},
	"handled":    {NL: "behandeld", EN: "treated"},
	"circulated": {NL: "ter informatie rondgestuurd", EN: "sent round for information"},
	"answered":   {NL: "beantwoord", EN: "answered"},
	"declined":   {NL: "niet geagendeerd", EN: "not put on the agenda"},
	"withdrawn":  {NL: "ingetrokken", EN: "withdrawn"},
	"merged":     {NL: "samengevoegd", EN: "merged"},
}

// What was done, in a list of moves.
var actionWords = map[string]bot.Phrase{
	"submit":     {NL: "ingediend", EN: "submitted"},
	"complete":   {NL: "aangevuld", EN: "completed"},
	"pass":       {NL: "doorgezet", EN: "passed on"},
	"ask":        {NL: "om aanvulling gevraagd", EN: "asked for more"},
	"reply":      {NL: "aanvulling gegeven", EN: "gave more"},
	"answer":     {NL: "beantwoord", EN: "answered"},
	"decline":    {NL: "niet geagendeerd", EN: "not put on the agenda"},
	"withdraw":   {NL: "ingetrokken", EN: "withdrawn"},
	"hand on":    {NL: "aan een ander gegeven", EN: "handed on"},
	"schedule":   {NL: "geagendeerd", EN: "put on the agenda"},
	"unschedule": {NL: "van de agenda gehaald", EN: "taken off the agenda"},
	"hold":       {NL: "aangehouden", EN: "held over"},
	"handle":     {NL: "behandeld", EN: "treated"},
	"circulate":  {NL: "rondgestuurd", EN: "sent round"},
	"merge":      {NL: "samengevoegd", EN: "merged"},
	"tell":       {NL: "teruggekoppeld", EN: "told what came of it"},
	"reopen":     {NL: "heropend", EN: "reopened"},
	"rehome":     {NL: "naar een ander departement", EN: "moved to another department"},
	"join":       {NL: "sloot zich aan", EN: "joined"},
	"promote":    {NL: "opgenomen in de kennisbank", EN: "made a knowledge entry"},
}

// The calendar entry.
var (
	textSummary     = bot.Phrase{NL: "Vergadering {committee}", EN: "Meeting of {committee}"}
	textDescription = bot.Phrase{NL: "Agenda:", EN: "Agenda:"}
)
