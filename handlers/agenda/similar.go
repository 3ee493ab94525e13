package agenda

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

const (
	// likeEnough is how much two requests must have in common, from 0 to 1,
	// before somebody is asked whether they are one.
	likeEnough = 0.6
	// mostAlike is how many are shown.
	mostAlike = 3
)

// openStates are those of items of which something may still come.
var openStates = []item.State{item.Waiting, item.Asked, item.Passed, item.Scheduled, item.Held}

// actionJoin is recorded when somebody joins what another brought.
const actionJoin item.Action = "join"

// alike returns the open requests that are like a draft, the most alike first.
// What is for members only is not among them, nor what is this draft.
func (a *Agenda) alike(ctx context.Context, c committee.Committee, o *bot.Origin, x *item.Item) (like []*item.Item, err error) {
	var all []*item.Item
	err = a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { all, err = itemsIn(r, c, openStates...); return err })
	if err != nil {
		return nil, err
	}
	score := map[int64]float64{}
	mine := wordsOf(x)
	for _, y := range all {
		if y.ID == x.ID || y.MembersOnly && !broughtBy(y, o) {
			continue
		}
		if s := mine.like(wordsOf(y)); s >= likeEnough {
			score[y.ID], like = s, append(like, y)
		}
	}
	slices.SortStableFunc(like, func(y, z *item.Item) int { return cmp.Compare(score[z.ID], score[y.ID]) })
	return like[:min(len(like), mostAlike)], nil
}

// broughtBy tells whether somebody brought an item.
func broughtBy(x *item.Item, o *bot.Origin) bool {
	return samePerson(x.By, item.PersonOf(o))
}

// likeBlocks shows what is like a draft: of others only what it is about and
// which department brought it.
func (a *Agenda) likeBlocks(o *bot.Origin, x *item.Item, like []*item.Item) []bot.Block {
	para := bot.Para{Text: likeIntro, Numbered: true}
	var join bot.Buttons
	for i, y := range like {
		if broughtBy(y, o) {
			para.Items = append(para.Items, likeYours.With(bot.Args{"number": bot.Plain(y.Number), "topic": bot.Plain(y.Topic), "state": stateText(y)}))
			continue
		}
		para.Items = append(para.Items, likeOthers.With(bot.Args{"topic": bot.Plain(y.Topic), "department": a.fromWhere(y)}))
		label := bot.Text(likeJoin)
		if len(like) > 1 {
			label = likeJoinNumber.With(bot.Args{"n": bot.Number(i + 1)})
		}
		join = append(join, bot.Button{Label: label, Hint: bringAbout.With(bot.Args{"what": label, "topic": hintTopic(y)}), Action: "agenda.join", Value: fmt.Sprintf("%d/%d", x.ID, y.ID)})
	}
	blocks := []bot.Block{para}
	if len(join) > 0 {
		blocks = append(blocks, bot.Para{Text: likeMeaning}, join)
	}
	return blocks
}

// fromWhere is the department of an item as people read it.
func (a *Agenda) fromWhere(x *item.Item) bot.Text {
	if x.Department == "" {
		return departmentIsNot
	}
	return a.departmentName(x.Department)
}

// pressJoin has somebody hear what becomes of what another brought, instead of
// sending their own. Their own words stay a draft.
func (a *Agenda) pressJoin(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	o := &e.Origin
	draft, other, _ := strings.Cut(e.Value, "/")
	id, err := strconv.ParseInt(other, 10, 64)
	if err != nil {
		return bot.Reply{}, errNoItem
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		x, c, err := a.draftOf(tx, o, draft)
		if err != nil {
			return err
		}
		y, err := load(tx, id)
		if err != nil {
			return err
		}
		who := item.PersonOf(o)
		switch {
		case y.Committee != c.ID || y.MembersOnly || broughtBy(y, o) || y.State == item.Draft || wordsOf(x).like(wordsOf(y)) < likeEnough:
			return errNoItem // what they were not shown, there is not for them
		case y.State.Over():
			return &bot.Problem{Say: likeOver.With(bot.Args{"topic": bot.Plain(y.Topic), "state": stateText(y)})}
		}
		said := likeJoined
		if slices.ContainsFunc(y.Also, func(p item.Person) bool { return samePerson(p, who) }) {
			said = likeJoinedBefore
		} else if err := a.join(tx, c, o, y); err != nil {
			return err
		}
		reply.Private = bot.Say(bot.Para{Text: said.With(bot.Args{"topic": bot.Plain(y.Topic)})}, bot.Para{Text: likeOwnWords},
			draftButtons(x, bringSendAnyway), bot.Note{Text: bringKept.With(bot.Args{"list": mineCommand(c)})})
		return nil
	})
	return reply, err
}

// join writes that somebody joined an item, and remembers it for their list.
func (a *Agenda) join(tx *store.Tx, c committee.Committee, o *bot.Origin, y *item.Item) error {
	y.Also = append(y.Also, item.PersonOf(o))
	if err := save(tx, y, o.At); err != nil {
		return err
	}
	m := store.AgendaMove{Item: y.ID, At: o.At, Platform: string(o.Platform), Person: string(o.From.ID), Name: o.From.Name,
		Action: string(actionJoin), Was: string(y.State), Became: string(y.State), Holder: string(y.Holder)}
	if err := tx.AddAgendaMove(&m); err != nil {
		return err
	}
	was, err := store.AgendaKnown(tx, string(o.Platform), string(o.From.ID), knownJoined+c.ID)
	if err != nil {
		return err
	}
	return tx.SetAgendaKnown(string(o.Platform), string(o.From.ID), knownJoined+c.ID, strings.TrimPrefix(was+","+strconv.FormatInt(y.ID, 10), ","))
}

// knownJoined, with the id of the committee, is what somebody joined: "12,15".
const knownJoined = "joined/"

// joinedItems returns the items that somebody joined, the newest first.
func joinedItems(q store.Querier, c committee.Committee, o *bot.Origin) (all []*item.Item, err error) {
	ids, err := store.AgendaKnown(q, string(o.Platform), string(o.From.ID), knownJoined+c.ID)
	if err != nil || ids == "" {
		return nil, err
	}
	for _, s := range strings.Split(ids, ",") {
		id, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			continue
		}
		x, err := load(q, id)
		switch {
		case isProblem(err): // archived and removed
		case err != nil:
			return nil, err
		case x.Committee == c.ID && !x.MembersOnly:
			all = append(all, x)
		}
	}
	slices.Reverse(all)
	return all, nil
}

// plainWords is a text without what makes no difference: capitals and space.
func plainWords(s string) string { return strings.ToLower(oneLine(s)) }

// A wording is the words that matter of a request, of its topic and of all of it.
type wording struct{ topic, all map[string]float64 }

func wordsOf(x *item.Item) wording {
	return wording{matter(x.Topic), matter(x.Topic + " " + x.Ask)}
}

// like is how much two requests have in common: 1 is the same.
func (w wording) like(v wording) float64 {
	return max(inCommon(w.topic, v.topic), inCommon(w.all, v.all))
}

// inCommon is what two sets of words share of what they have together.
func inCommon(a, b map[string]float64) float64 {
	var both, total float64
	for w, n := range a {
		total += n
		best := 0.0
		if _, ok := b[w]; ok {
			both += n
			continue
		}
		for v := range b {
			if s := sameWord(w, v); s > best {
				best = s
			}
		}
		both += n * best
	}
	for _, n := range b {
		total += n
	}
	if both < 0.7 {
		return 0 // only words that everything is about
	}
	return 2 * both / total
}

// sameWord is 1 for one word in two forms, and less for a word within another:
// "intranet" and "intranetpagina".
func sameWord(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case len(a) >= 6 && strings.Contains(b, a) || len(b) >= 6 && strings.Contains(a, b):
		return 0.8
	}
	return 0
}

// mostWords is how many words of a text are compared: what it is about is said by
// then.
const mostWords = 40

// matter returns the words of a text that say what it is about, with what they
// weigh.
func matter(s string) map[string]float64 {
	all := map[string]float64{}
	for _, w := range strings.FieldsFunc(accents.Replace(strings.ToLower(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if littleWords[w] || len(w) < 2 {
			continue
		}
		if len(all) == mostWords {
			break
		}
		weight := 1.0
		if w = stem(w); everywhere[w] {
			weight = 0.2
		}
		all[w] = weight
	}
	return all
}

// stem takes off the ends that Dutch and English words change most.
func stem(w string) string {
	for _, end := range []string{"'s", "ies", "jes", "en", "s", "e"} {
		if b, ok := strings.CutSuffix(w, end); ok && len(b) >= 4 {
			if n := len(b); b[n-1] == b[n-2] && !strings.ContainsRune("aeiou", rune(b[n-1])) {
				b = b[:n-1] // "bellen" and "bel" are one word
			}
			return b
		}
	}
	return w
}

var accents = strings.NewReplacer("é", "e", "è", "e", "ë", "e", "ê", "e", "á", "a", "à", "a", "ä", "a", "ï", "i", "í", "i", "ö", "o", "ó", "o", "ü", "u", "ú", "u", "ç", "c", "'", "", "’", "")

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// littleWords say nothing about what something is about.
var littleWords = setOf(`de het een en of in op aan van voor met bij over naar om te tot uit als dan dat die dit deze er is zijn was we wij je jij jullie ik u hun ons onze
	hoe wat wie waar waarom wanneer welke welk kan kunnen kun mag mogen wil willen gaan gaat doen doet heeft hebben hebt graag ook nog al niet wel meer moet moeten
	nieuw nieuwe goed goede beter betere ervaring ervaringen vraag vragen onderwerp advies plan plannen iemand jullie mee omgaan maken worden wordt zo zoals iets
	the a an and or to for with on at by about from of is are was we you i our your how what who where why when which can could do does may should will would
	new good better experience question topic advice anyone please have has it this that these be as into not`)

// everywhere are words that everything here is about: two requests are not alike
// for having only these.
var everywhere = stemsOf(`interne intern communicatie rijk rijksoverheid overheid aic rijksbreed departement departementen ministerie ministeries
	medewerker medewerkers collega collegas campagne project aanpak beleid 2026 2027 2028 internal communication employee employees government campaign policy`)

func stemsOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[stem(w)] = true
	}
	return m
}
