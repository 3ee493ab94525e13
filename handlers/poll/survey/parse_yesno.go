package survey

import (
	"strings"

	"wegwijs/bot"
)

// Words that ask for something else than yes or no.
var askWords = lazily(`(?i)(?:^|[^\p{L}])(wat|wie|wiens|waar|waarom|waardoor|waarmee|waarvoor|waarop|waarover|waarvan|waarheen|waaraan|waarbij|wanneer|hoe|hoeveel|hoelang|hoezo|welk|welke|what|who|whom|whose|where|why|when|how|which)(?:[^\p{L}]|$)`)

// Words that a question for yes or no begins with. Behind them, a word that asks
// is a part of the sentence: "Weet je wat de AIC doet?"
var yesNoOpeners = wordSet(`is ben bent zijn was waren wordt worden werd heb hebt heeft hebben had hadden kan kun kunt kunnen kon
		mag mogen moet moeten moest wil wilt willen wilde zou zouden zal zullen zult gaat ga gaan ging komt kom komen kwam doet doe doen deed
		weet weten wist wisten snap snapt snappen begrijp begrijpt begrijpen ken kent kennen vind vindt vinden vond denk denkt denken lukt lukte
		klopt past werkt lees leest lezen las zie ziet zien zag hoor hoort horen gebruik gebruikt gebruiken voel voelt hoef hoeft blijft blijven
		krijg krijgt krijgen durf durft helpt hielp lijkt leek maakt neemt geef geeft geven staat sta
		are am were do does did have has can could may might must should would will shall isn't aren't don't didn't`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

var (
	wordOr    = lazily(`(?i)(?:^|[^\p{L}])(of|or)(?:[^\p{L}]|$)`)
	orNot     = lazily(`(?i)[ ,](of niet|or not) ?\?$`)
	whether   = lazily(`(?i)(?:^|[^\p{L}])(weet|weten|wist|zie|ziet|zien|hoor|horen|vraag|vragen|merk|merkt) (je|jij|jullie|u|iemand|we|wij|al|ook)?,? ?(al |ook )?of `)
	partsWith = lazily(`\p{L}/\p{L}`)
	versus    = lazily(`(?i) (vs\.?|versus|\||/|-|–|—) `)
	weekday   = lazily(`(?i)(maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da[gy]`)
	address   = lazily(`\S+://\S+`)
)

// notYesNo says why a question cannot just be answered with yes or no; nil when
// it can.
func notYesNo(text string) bot.Text {
	if !strings.HasSuffix(text, "?") {
		return textNoQuestionMark.With(bot.Args{"typed": bot.Plain(text)})
	}
	if !readable(text) {
		return nil // Faults tells that there are no words
	}
	unlinked := address.ReplaceAllString(text, "")
	if strings.Contains(strings.TrimRight(unlinked, "? "), "?") {
		return textTwoQuestions.With(bot.Args{"typed": bot.Plain(text)})
	}
	first := strings.ToLower(strings.Trim(strings.Fields(text)[0], ",.:;!?'’\"()"))
	opener := yesNoOpeners[first]
	switch {
	case askWords.MatchString(text) && (!opener || clauseAsks(text)):
		return textNotYesNo.With(bot.Args{"typed": bot.Plain(text)})
	case wordOr.MatchString(text) && !(len(wordOr.FindAllString(text, -1)) == 1 && (orNot.MatchString(text) || whether.MatchString(text))):
		return textNotYesNo.With(bot.Args{"typed": bot.Plain(text)})
	case !opener && (versus.MatchString(text) || len(weekday.FindAllString(text, -1)) > 1):
		return textNotYesNo.With(bot.Args{"typed": bot.Plain(text)})
	case partsWith.MatchString(unlinked), strings.Contains(text, ",") && !opener:
		return textNotYesNo.With(bot.Args{"typed": bot.Plain(text)})
	}
	return nil
}

var clauseBreak = lazily(`[:;.!,] (?:en |and |maar |but |dus |so |of |or )?| (?:en|and) `)

// clauseAsks tells whether a later sentence of the text begins with a word that asks.
func clauseAsks(text string) bool {
	for _, clause := range clauseBreak.Split(text, -1)[1:] {
		if m := askWords.FindStringIndex(clause); m != nil && m[0] == 0 {
			return true
		}
	}
	return false
}

// commandWord tells whether a line is a command rather than a poll.
func commandWord(text string) bool {
	first, rest, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
	first = strings.TrimRight(first, "?!.")
	switch first {
	case "help", "hulp", "lijst", "list":
		return rest == ""
	case "sluit", "export", "nakijken", "close", "delete", "verwijder":
		return !strings.Contains(rest, " ")
	}
	return false
}
