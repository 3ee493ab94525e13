package agenda

import (
	"wegwijs/bot"
	"wegwijs/handlers/agenda/paper"
)

var (
	usageExport = bot.Phrase{NL: "export", EN: "export"}
	helpExport  = bot.Phrase{NL: "de agenda als document, een lijst als rekenblad, of een ontvangstbewijs", EN: "the agenda as a document, a list as a spreadsheet, or a receipt"}

	textOnBehalfOf  = bot.Phrase{NL: "{who}, namens {of}", EN: "{who}, on behalf of {of}"}
	textNothingSent = bot.Phrase{NL: "Dit is nog niet gedeeld. Probeer het later nog eens.", EN: "This has not been shared yet. Try again later."}

	textWhatExport   = bot.Phrase{NL: "Wat wil je downloaden? Je krijgt het hier, en niemand anders ziet het.", EN: "What do you want to download? You get it here, and nobody else sees it."}
	textNoneToExport = bot.Phrase{
		NL: "Er is nog niets gedeeld dat je kunt downloaden. Van wat je zelf indiende krijg je een ontvangstbewijs: typ {command} met het kenmerk erachter.",
		EN: "Nothing was shared yet that you can download. Of what you brought you get a receipt: type {command} with its reference.",
	}
	textExportUnknown = bot.Phrase{NL: "“{typed}” begrijp ik niet. Kies hieronder wat je wilt, of typ bijvoorbeeld {command}.", EN: "I do not understand “{typed}”. Choose below what you want, or type for example {command}."}
	textNotForYou     = bot.Phrase{NL: "Dat is alleen voor de secretaris en de voorzitter. De agenda die gedeeld is, krijg je met {command}.", EN: "That is for the secretary and the chair only. {command} gives you the agenda that was shared."}

	textExportOf      = bot.Phrase{NL: "{what} (ODT en DOCX)", EN: "{what} (ODT and DOCX)"}
	textExportSheets  = bot.Phrase{NL: "{what} (ODS en XLSX)", EN: "{what} (ODS and XLSX)"}
	textExportChair   = bot.Phrase{NL: "Voor de voorzitter", EN: "For the chair"}
	textExportMembers = bot.Phrase{NL: "Voor leden", EN: "For members"}
	textExportPublic  = bot.Phrase{NL: "Openbare versie", EN: "Public version"}
	textOtherFormat   = bot.Phrase{NL: "Ander soort bestand", EN: "Another kind of file"}

	textHereAgenda   = bot.Phrase{NL: "De agenda van {day}: {version}.", EN: "The agenda of {day}: {version}."}
	textHereUnsent   = bot.Phrase{NL: "De agenda van {day}: concept, nog niet verstuurd.", EN: "The agenda of {day}: draft, not sent yet."}
	textHereReceipt  = bot.Phrase{NL: "Ontvangstbewijs van {number}: “{topic}”.", EN: "Receipt of {number}: “{topic}”."}
	textHereList     = bot.Phrase{NL: "{what} van {committee}.", EN: "{what} of {committee}."}
	textHereDecision = bot.Phrase{NL: "Besluitenlijst van {day}.", EN: "Decision list of {day}."}
	textForChair     = bot.Phrase{NL: "Met annotaties: alleen voor de voorzitter en de secretaris.", EN: "With annotations: for the chair and the secretary only."}
	textForAll       = bot.Phrase{NL: "Openbare versie: zonder onderwerpen die alleen voor leden zijn.", EN: "Public version: without topics that are for members only."}
)

// What can be exported is called.
var exportTexts = map[string]bot.Phrase{
	exportAgenda:            {NL: "Agenda", EN: "Agenda"},
	string(paper.LongList):  {NL: "Longlist", EN: "Longlist"},
	string(paper.Decisions): {NL: "Besluitenlijst", EN: "Decision list"},
	string(paper.Actions):   {NL: "Actielijst", EN: "Action list"},
	string(paper.Advices):   {NL: "Adviezen", EN: "Advice"},
}
