package web

import "wegwijs/bot"

// texts are the words of the page itself, by the name a template calls them.
var texts = map[string]struct{ NL, EN string }{
	"conversations": {"Gesprekken", "Conversations"},
	"you are":       {"Jij bent", "You are"},
	"colleagues":    {"Andere collega’s", "Other colleagues"},
	"be":            {"Kies wie je bent", "Choose who you are"},
	"chosen":        {"gekozen", "chosen"},
	"menu":          {"Gesprekken en mensen", "Conversations and people"},
	"close":         {"Sluiten", "Close"},
	"demo":          {"demo", "demo"},
	"demo more":     {"Alles gebeurt op deze computer. Niets gaat het netwerk op.", "Everything happens on this computer. Nothing goes onto the network."},
	"to text box":   {"Naar het tekstvak", "Skip to the text box"},
	"people here":   {"{n} mensen", "{n} people"},
	"only you two":  {"Een gesprek tussen jou en de chatbot", "A conversation between you and the chatbot"},
	"new one":       {"{n} nieuw", "{n} new"},
	"bot":           {"Wegwijs (chatbot)", "Wegwijs (chatbot)"},

	"log of":        {"Gesprek in #{name}", "Conversation in #{name}"},
	"log with":      {"Gesprek met Wegwijs", "Conversation with Wegwijs"},
	"nothing yet":   {"Hier is nog niets gezegd.", "Nothing has been said here yet."},
	"try":           {"Probeer bijvoorbeeld", "You could try"},
	"older":         {"Toon ouder", "Show older"},
	"newest":        {"Naar het nieuwste", "To the newest"},
	"private":       {"Alleen voor jou", "Only for you"},
	"edited":        {"bewerkt", "edited"},
	"gone":          {"Dit is verwijderd.", "This was deleted."},
	"delete":        {"Verwijder", "Delete"},
	"delete what":   {"Verwijder wat Wegwijs zei om {time}", "Delete what Wegwijs said at {time}"},
	"more":          {"Meer", "More"},
	"answers to":    {"Antwoorden aan {name}", "Replies to {name}"},
	"more answers":  {"Toon alle {n} antwoorden", "Show all {n} replies"},
	"whole channel": {"Terug naar het hele gesprek", "Back to the whole conversation"},
	"answer":        {"Antwoord in draad", "Reply in thread"},
	"answer label":  {"Antwoord in deze draad", "Reply in this thread"},
	"send answer":   {"Plaats antwoord", "Post reply"},

	"message":  {"Bericht", "Message"},
	"send":     {"Verstuur", "Send"},
	"keys":     {"Enter verstuurt, Shift+Enter geeft een nieuwe regel", "Enter sends, Shift+Enter starts a new line"},
	"commands": {"Opdrachten", "Commands"},
	"refresh":  {"Haal nieuwe berichten op", "Fetch new messages"},

	"choose":       {"Kies", "Choose"},
	"choose empty": {"Maak een keuze", "Make a choice"},
	"download":     {"Download {name}", "Download {name}"},
	"table":        {"Tabel", "Table"},

	"optional":  {"(mag leeg)", "(may be left empty)"},
	"yes":       {"Ja", "Yes"},
	"no":        {"Nee", "No"},
	"no choice": {"Geen keuze", "No choice"},
	"cancel":    {"Annuleer", "Cancel"},
	"not right": {"Er klopt nog iets niet", "Something is not right yet"},
	"error":     {"Fout:", "Error:"},

	"notice late":    {"Wegwijs is er nog mee bezig. Het antwoord volgt hier vanzelf.", "Wegwijs is still working on it. The answer will follow here."},
	"notice busy":    {"Wegwijs kon dit nu niet aannemen. Probeer het over een minuut nog eens.", "Wegwijs could not take this now. Please try again in a minute."},
	"notice empty":   {"Typ eerst iets in het tekstvak.", "Type something in the text box first."},
	"notice choose":  {"Kies eerst iets uit de lijst.", "Choose something from the list first."},
	"notice changed": {"Die knop is er niet meer. Kijk wat er nu staat en kies opnieuw.", "That button is no longer there. See what it says now and choose again."},
	"notice closed":  {"Dit formulier was al verstuurd of gesloten.", "This form was sent or closed already."},
	"notice failed":  {"Dit kon niet worden opgeslagen. Is de schijf vol? Probeer het daarna nog eens.", "This could not be saved. Is the disk full? Please try again after that."},
	"notice offline": {"Er is even geen verbinding. Wat je typt blijft staan.", "There is no connection right now. What you type stays here."},

	"no page":      {"Deze pagina is er niet", "This page is not here"},
	"no page more": {"Misschien is het bericht verwijderd, of hoort deze persoon niet bij dit gesprek.", "Perhaps the message was deleted, or this person is not in this conversation."},
	"no host":      {"Dit adres klopt niet", "This address is not right"},
	"no host more": {"De chat is alleen te openen als http://localhost of http://127.0.0.1, op deze computer zelf.", "The chat only opens as http://localhost or http://127.0.0.1, on this computer itself."},
	"foreign":      {"Dit kwam van een andere website", "This came from another website"},
	"foreign more": {"Daarom is er niets mee gedaan. Open de chat zelf en doe het daar.", "So nothing was done with it. Open the chat yourself and do it there."},
	"too big":      {"Dit is te veel in één keer", "This is too much at once"},
	"too big more": {"Er past 1 MB in. Ga terug in je browser: wat je typte staat er nog. Maak het korter.", "There is room for 1 MB. Go back in your browser: what you typed is still there. Make it shorter."},
	"broken":       {"Er ging iets mis", "Something went wrong"},
	"broken more":  {"Ga terug in je browser en probeer het nog eens. Staat de schijf vol, maak dan eerst ruimte.", "Go back in your browser and try again. If the disk is full, make room first."},
	"home":         {"Naar de chat", "To the chat"},
}

// months and days of headings are those of bot.Day; today and yesterday are shorter.
var (
	textToday     = bot.Phrase{NL: "Vandaag", EN: "Today"}
	textYesterday = bot.Phrase{NL: "Gisteren", EN: "Yesterday"}
)

// text is a text of the page by its name.
func text(name string) bot.Phrase {
	t, ok := texts[name]
	if !ok {
		panic("web: no text is called " + name)
	}
	return bot.Phrase(t)
}
