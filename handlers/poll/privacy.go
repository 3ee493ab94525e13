package poll

import (
	"strings"
	"time"

	"wegwijs/bot"
)

// Stored are the lines of the privacy page about polls, from how they are set
// up now: why they are held, what is kept in each mode, for how long, and who
// can see it.
func (p *Poll) Stored() []bot.Text {
	draft := storedDraft.With(bot.Args{"days": inDays(draftFor)})
	if !p.on() {
		return []bot.Text{storedOff, draft}
	}
	council := bot.Text(storedNoConsent)
	if p.opt.Consent.Reference != "" || p.opt.Consent.Date != "" {
		council = storedConsent.With(bot.Args{"reference": p.consent()})
	}
	return []bot.Text{
		storedPurpose.With(bot.Args{"purpose": bot.Plain(sentence(p.opt.Purpose)), "basis": bot.Plain(sentence(p.opt.LegalBasis))}),
		council,
		storedNamed.With(bot.Args{"days": inDays(p.opt.NamesFor)}),
		storedUnnamed,
		storedFinal,
		storedMinimum.With(bot.Args{"n": bot.Number(p.opt.Rules.MinAnswers), "group": bot.Number(p.opt.Rules.MinGroup)}),
		storedOpen.With(bot.Args{"n": bot.Number(max(10, p.opt.Rules.MinAnswers))}),
		storedLimits,
		storedChat,
		storedPoll,
		draft,
	}
}

// consent is what the works council agreed to, with its date in words.
func (p *Poll) consent() bot.Text {
	reference := bot.Text(bot.Plain(sentence(p.opt.Consent.Reference)))
	if p.opt.Consent.Date == "" {
		return reference
	}
	date := bot.Text(bot.Plain(p.opt.Consent.Date))
	if t, err := time.ParseInLocation(time.DateOnly, p.opt.Consent.Date, p.opt.Zone); err == nil {
		date = bot.Date(t)
	}
	if p.opt.Consent.Reference == "" {
		return date
	}
	return bot.Join(reference, bot.Phrase{NL: ", ", EN: ", "}, date)
}

func inDays(d time.Duration) bot.Number { return bot.Number(int(d / (24 * time.Hour))) }

// sentence is what somebody configured, to be put into a sentence of ours.
func sentence(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".") }

// Asked are the questions about polls that a works council asks, each with its answer.
func (p *Poll) Asked() [][2]bot.Text {
	if !p.on() {
		return nil
	}
	who := bot.Text(answerWho)
	if p.opt.KeepersCreate {
		who = bot.Join(answerWho, bot.Phrase{NL: " ", EN: " "}, answerWhoKeepers)
	}
	return [][2]bot.Text{
		{askManager, answerManager.With(bot.Args{"n": bot.Number(p.opt.Rules.MinAnswers)})},
		{askOperator, answerOperator},
		{askNonResponse, answerNonResponse},
		{askTakeBack, answerTakeBack},
		{askWho, who},
	}
}

// Name is what this feature is called where it says what it keeps.
var Name = bot.Phrase{NL: "Peilingen", EN: "Polls"}

// NotHere are the lines of the privacy page where there are no polls.
var NotHere = []bot.Text{bot.Phrase{
	NL: "Deze Wegwijs houdt geen peilingen, en bewaart er dus niets over.",
	EN: "This Wegwijs holds no polls, and so stores nothing about them.",
}}

var (
	storedOff = bot.Phrase{
		NL: "Peilingen staan uit, want het doel of de grondslag is nog niet ingevuld. Niemand kan een peiling plaatsen of beantwoorden.",
		EN: "Polls are off, because their purpose or legal basis is not filled in yet. Nobody can place or answer a poll.",
	}
	storedPurpose   = bot.Phrase{NL: "Doel: {purpose}. Grondslag: {basis}.", EN: "Purpose: {purpose}. Legal basis: {basis}."}
	storedConsent   = bot.Phrase{NL: "Ondernemingsraad: {reference}.", EN: "Works council: {reference}."}
	storedNoConsent = bot.Phrase{
		NL: "Ondernemingsraad: er is geen besluit ingevuld.",
		EN: "Works council: no decision is filled in.",
	}
	storedNamed = bot.Phrase{
		NL: "Met naam: collega's zien wie wat antwoordde. Namen en antwoorden worden {days} dagen na sluiting gewist. Totalen blijven.",
		EN: "With names: colleagues see who answered what. Names and answers are erased {days} days after closing. Totals stay.",
	}
	storedUnnamed = bot.Phrase{
		NL: "Zonder naam: in Wegwijs ziet niemand wie wat antwoordde. Zolang de peiling loopt, staat bij je antwoord een code, zodat je het kunt wijzigen. Een beheerder die bij zowel de sleutel als de database kan, kan die code dan herleiden. Na sluiting bewaart Wegwijs alleen totalen; de koppeling bestaat dan niet meer.",
		EN: "Without names: in Wegwijs nobody sees who answered what. While the poll is open, a code stands with your answer, so that you can change it. An operator who can reach both the key and the database can trace that code then. After closing Wegwijs stores only totals; the link does not exist any more then.",
	}
	storedFinal = bot.Phrase{
		NL: "Zonder naam, definitief: Wegwijs bewaart dát je antwoordde en wát er is geantwoord, maar niet wie wat antwoordde. Daarom kun je zo'n antwoord niet wijzigen of terugnemen. Na sluiting blijven alleen totalen.",
		EN: "Without names, final: Wegwijs stores that you answered and what was answered, but not who answered what. That is why you cannot change or take back such an answer. After closing only totals are left.",
	}
	storedMinimum = bot.Phrase{
		NL: "Een uitslag zonder naam verschijnt pas na sluiting, en alleen bij ten minste {n} antwoorden uit een groep van ten minste {group} mensen. Een tussenstand is er voor niemand, ook niet voor de maker.",
		EN: "A result without names appears only after closing, and only with at least {n} answers from a group of at least {group} people. Nobody has an interim result, not even the maker.",
	}
	storedOpen = bot.Phrase{
		NL: "Open antwoorden zonder naam worden alleen bewaard bij ten minste {n} antwoorden, in willekeurige volgorde. Ze verschijnen nadat een collega van de maker ze heeft nagekeken.",
		EN: "Open answers without names are stored only with at least {n} answers, in random order. They appear after a colleague of the maker has looked at them.",
	}
	storedLimits = bot.Phrase{
		NL: "Wat Wegwijs niet kan uitsluiten: wie het verkeer op de server of van het chatprogramma meeleest, of alle andere antwoorden kent, kan alsnog iets afleiden. Het chatprogramma ontvangt wat je kiest; bij Slack is dat ook de leverancier.",
		EN: "What Wegwijs cannot rule out: whoever reads the traffic on the server or of the chat program, or knows all other answers, may still work something out. The chat program receives what you choose; with Slack that includes the vendor.",
	}
	storedChat = bot.Phrase{
		NL: "Een nummer dat je in een direct gesprek typt, en wat ik daar terugzeg, blijven in het chatprogramma staan, ook na sluiting. Wil je dat niet, antwoord dan in het kanaal.",
		EN: "A number that you type in a direct conversation, and what I say back there, stay in the chat program, also after closing. If you do not want that, answer in the channel.",
	}
	storedPoll = bot.Phrase{
		NL: "De peiling zelf, wie de maker is, en de uitslag: tot de peiling wordt verwijderd. De maker kan de eigen naam eraf laten halen met “wis-gegevens”.",
		EN: "The poll itself, who its maker is, and the result: until the poll is deleted. The maker can have their own name taken off with “erase-data”.",
	}
	storedDraft = bot.Phrase{
		NL: "Een concept: tot de maker het plaatst of weggooit, en hooguit {days} dagen na de laatste wijziging. Alleen de maker ziet het.",
		EN: "A draft: until its maker places it or throws it away, and at most {days} days after its last change. Only its maker sees it.",
	}

	askManager    = bot.Phrase{NL: "Kan mijn leidinggevende zien wat ik antwoordde?", EN: "Can my manager see what I answered?"}
	answerManager = bot.Phrase{
		NL: "Bij een peiling met naam wel, net als iedereen in het kanaal. Zonder naam niet: Wegwijs laat het niemand zien, en geeft geen uitslag van minder dan {n} antwoorden. Wie weet wat alle anderen antwoordden, kan jouw antwoord wel afleiden. En bij een open vraag kan iemand je aan je woorden herkennen.",
		EN: "In a poll with names, yes, like everybody in the channel. Without names, no: Wegwijs shows it to nobody, and gives no result of fewer than {n} answers. Whoever knows what all others answered can work out yours. And with an open question somebody may recognise your words.",
	}
	askOperator    = bot.Phrase{NL: "Kan een beheerder het zien?", EN: "Can an operator see it?"}
	answerOperator = bot.Phrase{
		NL: "Van een peiling zonder naam niet in Wegwijs: geen knop of commando laat het zien. Een beheerder van de server kan het, zolang de peiling loopt, met sleutel en database samen; daarna niet meer. Bij een definitief antwoord bewaart Wegwijs niet wie het gaf, maar wie op de server meekijkt terwijl het binnenkomt, kan het afleiden. In een reservekopie zit de sleutel niet.",
		EN: "Of a poll without names, not in Wegwijs: no button or command shows it. An operator of the server can, while the poll is open, with key and database together; not after that. With a final answer Wegwijs does not store who gave it, but whoever watches on the server while it comes in can work it out. A backup does not contain the key.",
	}
	askNonResponse    = bot.Phrase{NL: "Wordt bijgehouden wie niet antwoordde?", EN: "Is it kept who did not answer?"}
	answerNonResponse = bot.Phrase{
		NL: "Nee. Wegwijs telt per kanaal hoeveel mensen zijn gevraagd en hoeveel er antwoordden, en bewaart die twee getallen. Zolang een peiling zonder naam open is, kan een beheerder die bij de sleutel én de database kan, het wel afleiden; daarna niet meer. Een herinnering gaat naar het hele kanaal, nooit naar een persoon. Bij een peiling met naam kunnen collega's wel zien wie er niet bij staat.",
		EN: "No. Wegwijs counts per channel how many people were asked and how many answered, and stores those two numbers. While a poll without names is open, an operator with access to both the key and the database could derive it; after that not any more. A reminder goes to the whole channel, never to a person. In a poll with names colleagues can see who is not among them.",
	}
	askTakeBack    = bot.Phrase{NL: "Kan ik mijn antwoord terugnemen?", EN: "Can I take back my answer?"}
	answerTakeBack = bot.Phrase{
		NL: "Zolang de peiling loopt wel: wijzigen kan in de peiling zelf, terugnemen met “wis-gegevens”. Een definitief antwoord niet, want Wegwijs kan niet zien welk antwoord van jou is. Na sluiting kun je nog je naam en antwoord laten wissen uit een peiling met naam; de totalen blijven.",
		EN: "While the poll is open you can: change it in the poll itself, take it back with “erase-data”. A final answer not, because Wegwijs cannot see which answer is yours. After closing you can still have your name and answer erased from a poll with names; the totals stay.",
	}
	askWho    = bot.Phrase{NL: "Wie kan een peiling maken?", EN: "Who can make a poll?"}
	answerWho = bot.Phrase{
		NL: "Communicatieadviseurs en beheerders van Wegwijs.",
		EN: "Communication advisers and administrators of Wegwijs.",
	}
	answerWhoKeepers = bot.Phrase{
		NL: "Ook wie een kanaal beheert, maar alleen voor dat kanaal, en nooit met eNPS, een stemmingsvraag of open vragen met naam.",
		EN: "Also whoever administers a channel, but only for that channel, and never with eNPS, a mood question or open questions with names.",
	}
)
