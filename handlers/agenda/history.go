package agenda

import (
	"context"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerHistory(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "geschiedenis", Also: []string{"history", "verloop", "historie"},
			Aside: true, Usage: usageHistory, Help: helpHistory}, on(c, a.typedHistory))
	})
	f.OnPress("agenda.history", a.pressHistory)
}

// typedHistory shows what happened to an item: to the secretary, the member of
// its department, and who brought it.
func (a *Agenda) typedHistory(ctx context.Context, c committee.Committee, cmd *bot.Command) (reply bot.Reply, err error) {
	typed := strings.TrimSpace(cmd.Text)
	if n, err := strconv.Atoi(typed); err == nil && n > 0 {
		typed = strconv.Itoa(cmd.At.In(a.opt.Zone).Year()) + "-" + strconv.Itoa(n) // a number alone is one of this year
	}
	number, ok := numberIn(c, typed)
	if !ok {
		return reply, &bot.Problem{Say: textHistoryWhich.With(bot.Args{"example": command(c, "geschiedenis "+strings.ToUpper(c.ID)+"-2026-001")})}
	}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, level, err := a.byNumber(r, c, &cmd.Origin, number)
		if err != nil {
			return err
		}
		reply.Private, err = a.historyOf(r, x, level)
		return err
	})
	return reply, err
}

// pressHistory shows it from a button. Its value is the id of the item.
func (a *Agenda) pressHistory(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, idOf(e.Value))
		if err != nil {
			return err
		}
		c, err := a.committee(x.Committee)
		if err != nil {
			return err
		}
		seen, level, err := a.see(r, c, &e.Origin, x.ID)
		if err != nil {
			return err
		}
		reply.Private, err = a.historyOf(r, seen, level)
		return err
	})
	return reply, err
}

// mostMoves is how many moves are shown, the last ones.
const mostMoves = 40

// mostWhy is how many characters of a reason are shown.
const mostWhy = 200

// historyOf lists the moves of an item as somebody with this level may see them.
// Who brought it does not see why it was handed from one to the other: that is
// about people, not about what they brought.
func (a *Agenda) historyOf(q store.Querier, x *item.Item, level item.Level) (*bot.Message, error) {
	if level < item.Own || x.State == item.Draft {
		return nil, errNoItem
	}
	moves, err := store.AgendaMoves(q, x.ID)
	if err != nil {
		return nil, err
	}
	var lines []bot.Text
	for _, m := range moves {
		if level == item.Own && !requesterSees(m) {
			continue
		}
		lines = append(lines, a.moveText(x, m, level))
	}
	title := textHistoryTitle.With(bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(clip(x.Topic, 60))})
	m := bot.Say(bot.Para{Text: bot.Bold(title)}, bot.Para{Text: textHistoryNow.With(bot.Args{"state": stateText(x)})})
	if len(lines) > mostMoves {
		m.Blocks = append(m.Blocks, bot.Note{Text: textHistoryOlder.Count(len(lines)-mostMoves, nil)})
		lines = lines[len(lines)-mostMoves:]
	}
	m.Blocks = append(m.Blocks, bot.Para{Items: lines})
	return m, nil
}

// requesterSees tells whether who brought an item sees that a move was made.
func requesterSees(m store.AgendaMove) bool {
	switch item.Action(m.Action) {
	case actionMail, item.Complete, item.Promote:
		return false
	case item.HandOn: // also made to note why it did not go to the member at once
		return m.Was != string(item.Waiting) || m.Holder != ""
	}
	return true
}

// requesterReads tells whether they also read why.
func requesterReads(m store.AgendaMove) bool {
	switch item.Action(m.Action) {
	case item.HandOn, item.Merge, item.Rehome, item.Schedule, item.Unschedule, item.Pass:
		return false
	}
	return true
}

// moveText is one move: when, who, what, why.
func (a *Agenda) moveText(x *item.Item, m store.AgendaMove, level item.Level) bot.Text {
	who := bot.Text(textBotItself)
	if m.Name != "" {
		who = bot.Plain(m.Name)
	}
	if m.Behalf != "" {
		who = textHistoryFor.With(bot.Args{"who": who, "name": bot.Plain(m.Behalf)})
	}
	what, ok := moveTexts[item.Action(m.Action)]
	if !ok {
		what = textMoveOther
	}
	holder := bot.Text(textHolderMember)
	if t, ok := holderNames[item.Holder(m.Holder)]; ok {
		holder = t
	}
	line := textHistoryLine.With(bot.Args{"when": bot.Moment(m.At.In(a.opt.Zone)), "who": who, "what": what.With(bot.Args{"holder": holder})})
	why := m.Reason
	if why == "" {
		why = saidWith(x, m)
	}
	if why == "" || level == item.Own && !requesterReads(m) {
		return line
	}
	return bot.Join(line, textHistoryWhy.With(bot.Args{"why": bot.Plain(clip(why, mostWhy))}))
}

// saidWith is what was said with a move in the conversation about an item.
func saidWith(x *item.Item, m store.AgendaMove) string {
	from := map[item.Action]string{item.AskMore: "holder", item.Reply: "requester"}[item.Action(m.Action)]
	for _, r := range x.Talk {
		if from != "" && r.From == from && r.At.Unix() == m.At.Unix() {
			return r.Text
		}
	}
	return ""
}

var holderNames = map[item.Holder]bot.Phrase{item.Member: textHolderMember, item.Deputy: textHolderDeputy, item.Secretary: textHolderSecretary}

// What was done, as the history says it behind who did it.
var moveTexts = map[item.Action]bot.Phrase{
	item.Submit:     {NL: "diende het in", EN: "sent it in"},
	item.Complete:   {NL: "vulde het aan", EN: "filled in the rest"},
	item.Pass:       {NL: "zette het door naar de secretaris", EN: "passed it on to the secretary"},
	item.AskMore:    {NL: "vroeg om een aanvulling", EN: "asked for more"},
	item.Reply:      {NL: "gaf een aanvulling", EN: "gave more"},
	item.GiveAnswer: {NL: "beantwoordde de vraag", EN: "answered the question"},
	item.Decline:    {NL: "zette het niet op de agenda", EN: "did not put it on the agenda"},
	item.Withdraw:   {NL: "trok het in", EN: "withdrew it"},
	item.HandOn:     {NL: "gaf het door aan {holder}", EN: "handed it on to {holder}"},
	item.Schedule:   {NL: "zette het op de agenda", EN: "put it on the agenda"},
	item.Unschedule: {NL: "haalde het van de agenda", EN: "took it off the agenda"},
	item.Hold:       {NL: "hield het aan voor een volgende vergadering", EN: "held it over to a later meeting"},
	item.Handle:     {NL: "legde vast dat het behandeld is", EN: "recorded that it was treated"},
	item.Circulate:  {NL: "stuurde het rond ter informatie", EN: "sent it round for information"},
	item.Merge:      {NL: "voegde het samen met een ander onderwerp", EN: "merged it with another topic"},
	item.Tell:       {NL: "liet weten wat ervan kwam", EN: "told what came of it"},
	item.Rehome:     {NL: "zette het bij een ander departement", EN: "moved it to another department"},
	item.Promote:    {NL: "maakte er kennis van", EN: "made it knowledge"},
	actionMail:      {NL: "stuurde er een mail over", EN: "sent a mail about it"},
	"join":          {NL: "sloot zich aan", EN: "joined it"},
}
