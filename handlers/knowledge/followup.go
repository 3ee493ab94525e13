package knowledge

import (
	"strings"
	"time"
	"unicode"

	"wegwijs/bot"
	"wegwijs/handlers/knowledge/find"
)

// A follow is what a short question asks about the entry that was shown last.
type follow int

const (
	notFollowing follow = iota
	inDutch
	inEnglish
	howTo   // how to join, sign up, get or do it
	whom    // whom to turn to
	where   // the link
	howOld  // whether it is still true
	tellMe  // more about it
	related // something like it
)

// followWords are the words that carry a follow-up. A question is one when it
// has words of one row and, for the rest, only words that mean nothing without
// what was said before.
var followWords = []struct {
	means follow
	words map[string]bool
}{
	{inEnglish, wordSet("engels english engelse")},
	{inDutch, wordSet("nederlands dutch nederlandse")},
	{howTo, wordSet("aanmelden aanmeld meld aanmelding inschrijven schrijf lid deelnemen meedoen toegang stappen instappen join register registration signup sign member membership steps apply aanvragen doe")},
	{whom, wordSet("wie contact contactpersoon bellen mailen mail mailadres telefoon telefoonnummer bereiken vragen vraag who whom call email phone ask")},
	{howOld, wordSet("actueel geldig klopt verlopen oud recent nagekeken bijgewerkt valid current outdated checked uptodate true")},
	{where, wordSet("link url adres website site pagina webpagina address page lezen vinden find read")},
	{related, wordSet("vergelijkbaar soortgelijk anders iets alternatief alternatieven similar alternative alternatives related else")},
	{tellMe, wordSet("meer uitleg uitleggen vertel details more tell explain")},
}

// emptyWords mean nothing without what was said before.
var emptyWords = wordSet(`en of maar dan dus ook nog even graag kun kan kunt je jij u mij me ik we wij het dit dat die deze
	er daar hier hiervan daarvan hierover daarover ervan erover daarbij erbij de een in op van voor bij met aan om over naar te is zijn was
	wat waar hoe wanneer welke waarom word wordt worden moet mag zal ga gaan geef geven stel heb heeft iemand precies eigenlijk a u b aub alsjeblieft
	and or but then also please can could you i me my we it this that these those there here of on in at to for with about is are was do does
	what where how when which why the a an give get someone exactly up still it's what's`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// followOf tells what a text asks about what was said before, if it does.
func followOf(text string) follow {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(words) == 0 || len(words) > 9 {
		return notFollowing
	}
	means := map[follow]bool{}
	for _, w := range words {
		known := emptyWords[w]
		for _, row := range followWords {
			if row.words[w] {
				means[row.means], known = true, true
			}
		}
		if !known {
			return notFollowing
		}
	}
	// The row that is named first wins, but a language is never about anything else.
	for _, row := range followWords {
		if means[row.means] {
			return row.means
		}
	}
	return notFollowing
}

// follow answers a question about the entry that was shown last, nil when it
// is none. A full question that an entry answers is a new question, not this.
func (k *Knowledge) follow(c *bot.Command, text string, found find.Answer) (*bot.Message, bot.Lang) {
	before, ok := k.recent.get(conversationOf(c), c.At)
	if !ok {
		return nil, ""
	}
	asks := followOf(text)
	if asks == notFollowing {
		return nil, ""
	}
	e := k.index.Load().Entry(before.entry)
	if e == nil {
		return nil, ""
	}
	lang := before.lang
	switch asks {
	case inEnglish:
		lang = bot.EN
	case inDutch:
		lang = bot.NL
	default:
		// "waar meld ik me aan?" after an English answer is a Dutch question.
		if found.Lang != "" && len(found.Words) > 0 {
			lang = bot.Lang(found.Lang)
		}
	}
	k.recent.set(conversationOf(c), e.ID, lang, c.At)
	how := mannerFor(c.Slash && !c.Directly(), lang, &c.Origin)
	m := k.part(e, asks, c.At)
	if m == nil {
		m = k.answer(e, c.At, how)
	}
	return m, lang
}

// part shows the part of an entry that a follow-up asks for, nil when that is
// the whole answer.
func (k *Knowledge) part(e *find.Entry, asks follow, now time.Time) *bot.Message {
	m := bot.Say(bot.Para{Text: bot.Bold(title(e))})
	add := func(blocks ...bot.Block) { m.Blocks = append(m.Blocks, blocks...) }
	switch asks {
	case howTo:
		steps := stepsOf(e)
		if len(steps) == 0 {
			add(bot.Para{Text: textNoSteps})
		} else {
			add(bot.Para{Text: textSteps, Items: steps, Numbered: true})
		}
		add(linkOf(e)...)
		add(contactOf(e)...)
	case whom:
		if e.Contact.IsZero() {
			add(bot.Para{Text: textNoContact.With(bot.Args{"owner": bot.Plain(e.Owner)})})
			if e.Owner == "" {
				m.Blocks = m.Blocks[:1]
				add(bot.Para{Text: textNobody})
			}
		}
		add(contactOf(e)...)
		add(linkOf(e)...)
	case where:
		if e.URL == "" {
			add(bot.Para{Text: textNoLink})
			add(contactOf(e)...)
		}
		add(linkOf(e)...)
	case howOld:
		if e.Expired(now) {
			add(bot.Para{Text: textExpired.With(bot.Args{"date": day(e.ValidUntil, now)})})
		}
		add(bot.Para{Text: sourceOf(e, now)})
	case tellMe:
		return k.whole(e, now)
	default:
		return nil
	}
	return m
}
