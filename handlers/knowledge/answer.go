package knowledge

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/knowledge/find"
)

// Values of a show button: the id of the entry, whether the question was asked
// in public, and the language of the answer.
const (
	inPublic  = "public"
	inPrivate = "private"
)

// manner is how an answer is given.
type manner struct {
	lang     bot.Lang
	once     string // names this answer
	private  bool   // in a channel, and only one person sees it: it can be shared
	repaired []find.Repair
}

func mannerFor(private bool, lang bot.Lang, o *bot.Origin) manner {
	return manner{lang: lang, once: o.Mark, private: private}
}

// answer shows an entry: the answer, how to get it, the link and who may open
// it, and one small line for source and date.
func (k *Knowledge) answer(e *find.Entry, now time.Time, how manner) *bot.Message {
	m := &bot.Message{}
	add := func(b bot.Block) { m.Blocks = append(m.Blocks, b) }
	if len(how.repaired) > 0 {
		add(bot.Note{Text: textRepaired.With(bot.Args{"words": repairedWords(how.repaired)})})
	}
	add(bot.Para{Text: bot.Bold(title(e))})
	if e.Expired(now) {
		add(bot.Para{Text: textExpired.With(bot.Args{"date": day(e.ValidUntil, now)})})
	}
	add(bot.Para{Text: bot.PerLang{NL: e.Summary.NL, EN: e.Summary.EN}})
	if steps := stepsOf(e); len(steps) > 0 {
		add(bot.Para{Text: textSteps, Items: steps, Numbered: true})
	}
	m.Blocks = append(append(m.Blocks, linkOf(e)...), contactOf(e)...)
	add(bot.Note{Text: sourceOf(e, now)})
	var buttons bot.Buttons
	if how.private {
		buttons = append(buttons, bot.Button{Label: textShare, Action: "knowledge.share", Value: e.ID + " " + string(how.lang) + " " + how.once})
	}
	if strings.TrimSpace(e.Body) != "" {
		buttons = append(buttons, bot.Button{Label: textWhole, Action: "knowledge.more", Value: e.ID + " " + string(how.lang)})
	}
	for _, id := range e.Related {
		if len(buttons) == mostButtons {
			break
		}
		if other := k.index.Load().Entry(id); other != nil && other.ID != e.ID {
			// What somebody explores from here on concerns only them.
			buttons = append(buttons, showButton(other, inPrivate, how.lang))
		}
	}
	if len(buttons) > 0 {
		add(buttons)
	}
	add(askFeedback(e.ID, how.once))
	return m
}

// mostButtons is how many buttons an answer has at most.
const mostButtons = 3

func showButton(e *find.Entry, how string, lang bot.Lang) bot.Button {
	value := e.ID + " " + how
	if lang != "" {
		value += " " + string(lang)
	}
	return bot.Button{Label: shortTitle(e), Action: "knowledge.show", Value: value}
}

// suggest asks which of a few entries was meant.
func (k *Knowledge) suggest(found find.Answer, private bool) *bot.Message {
	var buttons bot.Buttons
	for _, h := range found.Hits[:min(len(found.Hits), mostButtons)] {
		buttons = append(buttons, showButton(h.Entry, howAsked(private), bot.Lang(found.Lang)))
	}
	m := bot.Say(bot.Para{Text: textSuggest}, buttons, bot.Note{Text: textSuggestNone})
	if len(found.Repaired) > 0 {
		m.Blocks = append([]bot.Block{bot.Note{Text: textRepaired.With(bot.Args{"words": repairedWords(found.Repaired)})}}, m.Blocks...)
	}
	return m
}

// near says that there is no answer, and who is nearest to one.
func (k *Knowledge) near(found find.Answer, private bool) *bot.Message {
	m := bot.Say(bot.Para{Text: textNotFound})
	var items []bot.Text
	var buttons bot.Buttons
	for _, e := range found.Near[:min(len(found.Near), 2)] {
		items = append(items, bot.Join(bot.Bold(title(e)), bot.Phrase{NL: afterTitle(e.Title.In(find.NL)), EN: afterTitle(e.Title.In(find.EN))},
			bot.PerLang{NL: e.Summary.NL, EN: e.Summary.EN}, reach(e)))
		buttons = append(buttons, showButton(e, howAsked(private), bot.Lang(found.Lang)))
	}
	if len(items) > 0 {
		m.Blocks = append(m.Blocks, bot.Para{Text: textNearest, Items: items}, buttons)
	}
	return m
}

// afterTitle is what stands between a title and what is said about it.
func afterTitle(title string) string {
	if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!") {
		return " "
	}
	return ": "
}

// reach says in a few words how to reach somebody: the contact or else the
// link; nothing when the summary says it.
func reach(e *find.Entry) bot.Text {
	switch {
	case !e.Contact.IsZero() && strings.Contains(e.Summary.In(find.NL), e.Contact.In(find.NL)):
		return bot.Plain("")
	case !e.Contact.IsZero():
		return bot.Join(bot.Plain(" "), contact(e))
	case e.URL != "":
		return bot.Join(bot.Plain(" "), readOn(e))
	}
	return bot.Plain("")
}

func howAsked(private bool) string {
	if private {
		return inPrivate
	}
	return inPublic
}

// elsewhere says what Wegwijs is for, and where else to look.
func (k *Knowledge) elsewhere() *bot.Message {
	m := bot.Say(bot.Para{Text: textOffTopic})
	var items []bot.Text
	for _, e := range k.opt.Elsewhere {
		items = append(items, bot.Link(bot.Plain(e.Title), e.URL))
	}
	if len(items) > 0 {
		m.Blocks = append(m.Blocks, bot.Para{Text: textElsewhere, Items: items})
	}
	return m
}

// tooLong asks for a shorter question. A slash command leaves no trace in the
// chat, so what was typed comes back with it.
func (k *Knowledge) tooLong(c *bot.Command, n int) *bot.Message {
	m := bot.Say(bot.Para{Text: textTooLong.With(bot.Args{"n": bot.Number(n)})})
	if c.Slash {
		m.Blocks = append(m.Blocks, bot.Note{Text: textYouTyped}, bot.Para{Text: bot.Plain(c.Text)})
	}
	return m
}

// Menu is the part of the menu about finding: a few entries to start with.
func (k *Knowledge) Menu(_ context.Context, o *bot.Origin) ([]bot.Block, error) {
	how := inPublic
	if !o.Direct {
		how = inPrivate
	}
	var buttons bot.Buttons
	for _, id := range startWith {
		if e := k.index.Load().Entry(id); e != nil {
			buttons = append(buttons, showButton(e, how, ""))
		}
	}
	if len(buttons) == 0 {
		return nil, nil
	}
	return []bot.Block{bot.Para{Text: textStart}, buttons}, nil
}

// startWith are the entries that answer what most people come for first.
var startWith = []string{"vragen-interne-communicatie", "leernetwerk", "agenderen-aic"}

func title(e *find.Entry) bot.Text { return bot.PerLang{NL: e.Title.NL, EN: e.Title.EN} }

// shortTitle fits on a button: cut after a whole word, and marked as cut.
func shortTitle(e *find.Entry) bot.Text {
	return bot.PerLang{NL: cut(e.Title.NL, buttonFits), EN: cut(e.Title.EN, buttonFits)}
}

// buttonFits is the length of a button's label in characters, see bot.Button.
const buttonFits = 40

func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	// An explanation in brackets is the first to go.
	if before, _, ok := strings.Cut(s, " ("); ok && utf8.RuneCountInString(before) <= most {
		return before
	}
	short := string([]rune(s)[:most-1])
	if i := strings.LastIndexByte(short, ' '); i > most/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,.:;(") + "…"
}

func stepsOf(e *find.Entry) []bot.Text {
	nl, en := e.Steps.NL, e.Steps.EN
	if len(nl) == 0 {
		nl = en
	}
	if len(en) == 0 {
		en = nl
	}
	steps := make([]bot.Text, max(len(nl), len(en)))
	for i := range steps {
		var s bot.PerLang
		if i < len(nl) {
			s.NL = nl[i]
		}
		if i < len(en) {
			s.EN = en[i]
		}
		steps[i] = s
	}
	return steps
}

// linkOf is the link with who may open it; nothing where there is none.
func linkOf(e *find.Entry) []bot.Block {
	if e.URL == "" {
		return nil
	}
	return []bot.Block{bot.Para{Text: readOn(e)}}
}

func readOn(e *find.Entry) bot.Text {
	return bot.Join(bot.Link(textReadOn.With(bot.Args{"site": bot.Plain(siteOf(e.URL))}), e.URL), accessOf(e))
}

// contactOf is whom to turn to; nothing where nobody is named.
func contactOf(e *find.Entry) []bot.Block {
	if e.Contact.IsZero() {
		return nil
	}
	return []bot.Block{bot.Para{Text: contact(e)}}
}

func contact(e *find.Entry) bot.Text {
	return textContact.With(bot.Args{"contact": bot.PerLang{NL: e.Contact.NL, EN: e.Contact.EN}})
}

func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func accessOf(e *find.Entry) bot.Text {
	switch e.Access {
	case find.WithAccount:
		return textAccessAccount
	case find.FromNetwork:
		return textAccessNetwork
	}
	if e.Access == find.Open {
		return textAccessOpen
	}
	return bot.Plain("")
}

// sourceOf is the small line: what is uncertain, where it comes from, and when
// somebody last looked whether it is still true.
func sourceOf(e *find.Entry, now time.Time) bot.Text {
	var parts []bot.Text
	if !e.Caveat.IsZero() {
		parts = append(parts, textCaveat.With(bot.Args{"caveat": bot.PerLang{NL: e.Caveat.NL, EN: e.Caveat.EN}}))
	}
	if e.Source != "" {
		parts = append(parts, textSource.With(bot.Args{"source": linked(e.Source, e.URL)}))
	}
	switch {
	case e.VerifiedOn.IsZero():
		parts = append(parts, textNeverChecked)
	case e.Overdue(now):
		parts = append(parts, textOverdue.With(bot.Args{"date": day(e.VerifiedOn, now)}))
	default:
		parts = append(parts, textChecked.With(bot.Args{"date": day(e.VerifiedOn, now)}))
	}
	return bot.Join(parts...)
}

// address finds web addresses in a source that also has words.
var address = regexp.MustCompile(`https?://[^\s)]*[^\s).,;]`)

// linked shows the addresses in a text as the names of their sites, or of their
// pages where it names several of one site. above is the address that the
// answer links to already: once is enough.
func linked(text, above string) bot.Text {
	all := address.FindAllStringIndex(text, -1)
	pages := map[string]int{} // by site
	for _, found := range all {
		pages[siteOf(text[found[0]:found[1]])]++
	}
	var parts []bot.Text
	at := 0
	for _, found := range all {
		url := text[found[0]:found[1]]
		name := siteOf(url)
		if pages[name] > 1 {
			name = pageOf(url)
		}
		site := bot.Text(bot.Plain(name))
		if url != above {
			site = bot.Link(site, url)
		}
		between := bot.Text(bot.Plain(text[at:found[0]]))
		if at > 0 && (text[at:found[0]] == " en " || text[at:found[0]] == " and ") {
			between = textAnd
		}
		parts = append(parts, between, site)
		at = found[1]
	}
	return bot.Join(append(parts, bot.Plain(text[at:]))...)
}

// pageOf is an address as people write it.
func pageOf(address string) string {
	_, page, _ := strings.Cut(address, "://")
	return strings.TrimSuffix(strings.TrimPrefix(page, "www."), "/")
}

func repairedWords(rs []find.Repair) bot.Text {
	var all []bot.Text
	for _, r := range rs {
		all = append(all, bot.Plain(r.To))
	}
	return bot.List(all...)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// day is a day of an entry in the zone people read it in.
func day(d find.Date, now time.Time) bot.Date {
	return bot.Date(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, now.Location()))
}
