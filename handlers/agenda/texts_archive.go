package agenda

import "wegwijs/bot"

var (
	usageArchive = bot.Phrase{NL: "archief", EN: "archive"}
	helpArchive  = bot.Phrase{NL: "voor de secretaris: wat in het zaaksysteem staat, en wat nog niet", EN: "for the secretary: what is in the records system, and what is not"}

	textArchive          = bot.Phrase{NL: "Archief van {committee}", EN: "Archive of {committee}"}
	textNothingArchived  = bot.Phrase{NL: "Er is nog niets om te archiveren: dat is er na de eerste vergadering.", EN: "There is nothing to archive yet: there will be after the first meeting."}
	textNothingToArchive = bot.Phrase{NL: "Hiervan is niets vastgelegd, dus er is niets om te archiveren.", EN: "Nothing of this was recorded, so there is nothing to archive."}
	textOfMeeting        = bot.Phrase{NL: "vergadering van {day}", EN: "meeting of {day}"}
	textOfYear           = bot.Phrase{NL: "{year}, wat op geen agenda kwam", EN: "{year}, what came on no agenda"}
	textNotArchived      = bot.Phrase{NL: "{what}: nog niet gearchiveerd", EN: "{what}: not archived yet"}
	textArchivedOld      = bot.Phrase{NL: "{what}: veranderd na het pakket van {at}, maak een nieuw pakket", EN: "{what}: changed after the package of {at}, make a new one"}
	textArchivedOnly     = bot.Phrase{NL: "{what}: pakket gemaakt op {at} ({digest}), nog niet bevestigd", EN: "{what}: package made on {at} ({digest}), not confirmed yet"}
	textArchivedWhole    = bot.Phrase{NL: "{what}: opgenomen in het zaaksysteem, zei {name} op {confirmed}", EN: "{what}: taken into the records system, said {name} on {confirmed}"}
	textMakePackage      = bot.Phrase{NL: "Maak een archiefpakket", EN: "Make an archive package"}
	textPackage          = bot.Phrase{
		NL: "Dit is het archiefpakket, {what}: {files} bestanden. Zet het in het zaaksysteem, en bevestig dat daarna hieronder.",
		EN: "This is the archive package, {what}: {files} files. Put it in the records system, and confirm that below afterwards.",
	}
	textPackageDigest  = bot.Phrase{NL: "SHA-256: {digest}", EN: "SHA-256: {digest}"}
	textTakenIn        = bot.Phrase{NL: "Staat erin: {what}", EN: "Is in it: {what}"}
	textTakenInHint    = bot.Phrase{NL: "Opgenomen in het zaaksysteem: {what}", EN: "Taken into the records system: {what}"}
	textConfirmed      = bot.Phrase{NL: "Genoteerd: {what} staat in het zaaksysteem.", EN: "Noted: {what} is in the records system."}
	textArchiveChanged = bot.Phrase{
		NL: "Dit is veranderd nadat het pakket gemaakt is. Maak met {command} een nieuw pakket.",
		EN: "This changed after the package was made. Make a new package with {command}.",
	}
	textKeptForEver = bot.Phrase{NL: "Hier wordt niets verwijderd: in de configuratie staat geen termijn.", EN: "Nothing is removed here: the configuration has no period."}
	textKeptFor     = bot.Plural{
		One:  bot.Phrase{NL: "Wat bevestigd is en afgelopen, verdwijnt hier na {n} dag. Wat niet bevestigd is, blijft.", EN: "What is confirmed and over disappears here after {n} day. What is not confirmed stays."},
		Many: bot.Phrase{NL: "Wat bevestigd is en afgelopen, verdwijnt hier na {n} dagen. Wat niet bevestigd is, blijft.", EN: "What is confirmed and over disappears here after {n} days. What is not confirmed stays."},
	}
)
