package agenda

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerMine(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "mijn-inbreng",
			Also:  []string{"mijn inbreng", "inbreng", "mijn onderwerpen", "mijn onderwerp", "mijn vragen", "mijn vraag", "my requests", "my-requests", "my topics", "my questions", "mine"},
			Usage: usageMine, Help: helpMine}, on(c, a.typedMine))
	})
	f.OnPress("agenda.own", a.pressOwn)
	f.OnPress("agenda.withdraw", a.pressWithdraw)
	f.OnPress("agenda.withdrawn", a.pressWithdrawn)
	f.OnPress("agenda.reply", a.pressReply)
	f.OnSubmit("agenda.reply", a.submitReply)
	a.onNotice(noticeWithdrawn, a.sayWithdrawn)
	a.onNotice(noticeJoinedGone, a.sayJoinedGone)
	a.onNotice(noticeReplied, a.sayReplied)
}

const (
	// mostListed is how many requests of one person are listed in words; the menu
	// holds more.
	mostListed = 20
	mostMine   = 98
)

// typedMine lists what somebody brought, the newest first: where it is and what
// came of it. A number behind the word shows that one.
func (a *Agenda) typedMine(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	o := &cmd.Origin
	var m *bot.Message
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := decodeAll(store.AgendaItemsOf(r, string(o.Platform), string(o.From.ID), 2*mostItems))
		if err != nil {
			return err
		}
		var sent, drafts []*item.Item
		for _, x := range raw {
			switch {
			case x.Committee != c.ID:
			case x.State == item.Draft:
				drafts = append(drafts, x)
			default:
				sent = append(sent, x)
			}
		}
		if typed := strings.TrimSpace(cmd.Text); typed != "" {
			number := fullNumber(c, typed, o.At.In(a.opt.Zone).Year())
			for _, x := range sent {
				if strings.EqualFold(x.Number, number) {
					m, err = a.mineMessage(r, c, o, x)
					return err
				}
			}
			return &bot.Problem{Say: mineNoNumber.With(bot.Args{"typed": brief(typed), "list": mineCommand(c)})}
		}
		also, err := joinedItems(r, c, o)
		if err == nil {
			m, err = a.mineList(r, c, o, sent, drafts, also)
		}
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: m}, nil
}

var shortNumber = lazily(`(?i)^[\[(]?(?:nr\.?|nummer|number|#)?\s*(?:([a-z][a-z0-9]*)-)?(?:(\d{4})-)?#?(\d{1,6})[\])]?$`)

// fullNumber is the number that somebody means: "14", "#14" and "2026-14" are
// "AIC-2026-014". What is none is returned as it is.
func fullNumber(c committee.Committee, typed string, year int) string {
	m := shortNumber.FindStringSubmatch(strings.TrimSpace(typed))
	if m == nil || m[1] != "" && !strings.EqualFold(m[1], c.ID) {
		return typed
	}
	if m[2] != "" {
		year, _ = strconv.Atoi(m[2]) // four digits
	}
	n, _ := strconv.Atoi(m[3]) // at most six digits
	return fmt.Sprintf("%s-%d-%03d", strings.ToUpper(c.ID), year, n)
}

// mineList is what somebody has with a committee.
func (a *Agenda) mineList(q store.Querier, c committee.Committee, o *bot.Origin, sent, drafts, also []*item.Item) (*bot.Message, error) {
	if len(sent)+len(drafts)+len(also) == 0 {
		return bot.Say(bot.Para{Text: mineNone.With(bot.Args{"c": abbr(c), "topic": bot.Join(command(c, ""), space, wordTopic), "question": bot.Join(command(c, ""), space, wordQuestion)})}), nil
	}
	menu := bot.Menu{Label: mineChoose, Action: "agenda.own", Value: c.ID}
	m := &bot.Message{}
	if len(sent) > 0 {
		para := bot.Para{Text: bot.Bold(mineTitle.With(bot.Args{"c": abbr(c)}))}
		for i, x := range sent {
			if i < mostListed {
				came, err := a.becameOf(q, x, true)
				if err != nil {
					return nil, err
				}
				line := mineLine.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": brief(x.Topic), "state": stateText(x)})
				if came != nil {
					line = bot.Join(line, space, came)
				}
				para.Items = append(para.Items, line)
			}
			if len(menu.Options) < mostMine {
				menu.Options = append(menu.Options, bot.Option{Label: mineOption.With(bot.Args{"number": bot.Plain(x.Number), "topic": optionWords(x)}), Value: strconv.FormatInt(x.ID, 10)})
			}
		}
		m.Blocks = append(m.Blocks, para)
		if left := len(sent) - mostListed; left > 0 {
			m.Blocks = append(m.Blocks, bot.Note{Text: mineMore.Count(left, bot.Args{"list": mineCommand(c)})})
		}
	}
	if len(drafts) > 0 {
		para := bot.Para{Text: bot.Bold(mineNotSent)}
		for i, x := range drafts {
			if i < mostListed {
				para.Items = append(para.Items, mineNotSentLine.With(bot.Args{"topic": brief(firstOf(x.Topic, x.Ask, x.Explain)), "until": bot.Date(x.Changed.Add(draftFor).In(a.opt.Zone))}))
			}
			if len(menu.Options) < mostMine {
				menu.Options = append(menu.Options, bot.Option{Label: mineNotSentOption.With(bot.Args{"topic": optionWords(x)}), Value: strconv.FormatInt(x.ID, 10)})
			}
		}
		m.Blocks = append(m.Blocks, para)
	}
	if len(also) > 0 {
		para := bot.Para{Text: bot.Bold(mineJoinedTitle)}
		for _, x := range also[:min(len(also), mostListed)] {
			para.Items = append(para.Items, mineJoinedLine.With(bot.Args{"topic": brief(x.Topic), "department": a.fromWhere(x), "state": stateText(x)}))
		}
		m.Blocks = append(m.Blocks, para)
	}
	if len(menu.Options) > 0 {
		m.Blocks = append(m.Blocks, menu)
	}
	return m, nil
}

// optionWords are what an item is about, for a menu: a label holds 75 characters
// with its number.
func optionWords(x *item.Item) bot.Text {
	s := strings.Join(strings.Fields(firstOf(x.Topic, x.Ask, x.Explain)), " ")
	if r := []rune(s); len(r) > 50 {
		s = string(r[:49]) + "…"
	}
	return bot.Plain(s)
}

// becameOf is what came of an item and why, in a sentence; nil when there is
// nothing to say yet. In a list what people typed is short.
func (a *Agenda) becameOf(q store.Querier, x *item.Item, list bool) (bot.Text, error) {
	words := func(s string) bot.Text {
		if list {
			return brief(s)
		}
		return bot.Plain(s)
	}
	switch x.State {
	case item.Asked:
		return becameAsked.With(bot.Args{"text": words(askedLast(x))}), nil
	case item.Declined:
		if x.Reason != "" {
			return becameDeclined.With(bot.Args{"text": words(x.Reason)}), nil
		}
	case item.Answered:
		return becameAnswered.With(bot.Args{"text": words(x.Answer)}), nil
	case item.Handled:
		if x.Outcome != "" {
			return becameHandled.With(bot.Args{"text": words(x.Outcome)}), nil
		}
	case item.Held:
		if x.Reason != "" {
			return becameHeld.With(bot.Args{"text": words(x.Reason)}), nil
		}
	case item.Scheduled:
		m, err := loadMeeting(q, x.Meeting)
		if isProblem(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return becameScheduled.With(bot.Args{"day": bot.Moment(a.startOf(m).In(a.opt.Zone))}), nil
	case item.Merged:
		into, err := load(q, x.Into)
		if isProblem(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return becameMerged.With(bot.Args{"topic": words(into.Topic), "state": stateText(into)}), nil
	}
	return nil, nil
}

// askedLast is what the holder of an item asked last.
func askedLast(x *item.Item) string {
	for i := len(x.Talk) - 1; i >= 0; i-- {
		if x.Talk[i].From == talkHolder {
			return x.Talk[i].Text
		}
	}
	return ""
}

// Whose turn a remark is.
const (
	talkHolder    = "holder"
	talkRequester = "requester"
)

// asksMore tells whether the last word was a question to who brought an item.
func asksMore(x *item.Item) bool {
	return x.State == item.Asked || len(x.Talk) > 0 && x.Talk[len(x.Talk)-1].From == talkHolder && item.Can(x.State, item.Reply)
}

// pressOwn shows one of what somebody brought, or goes on with a draft.
func (a *Agenda) pressOwn(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	o := &e.Origin
	id, err := strconv.ParseInt(firstOf(e.Choice, e.Value), 10, 64)
	if err != nil {
		return bot.Reply{}, errNoItem
	}
	var x *item.Item
	var c committee.Committee
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if x, err = a.own(r, o, id); err != nil {
			return err
		}
		if c, err = a.committee(x.Committee); err != nil {
			return err
		}
		if x.State != item.Draft {
			reply.Private, err = a.mineMessage(r, c, o, x)
		}
		return err
	})
	if err != nil || x.State != item.Draft {
		return reply, err
	}
	if len(draftFaults(x)) > 0 {
		return bot.Reply{Form: a.draftForm(c, x, nil)}, nil
	}
	like, err := a.alike(ctx, c, o, x)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		reply.Private, err = a.preview(r, c, o, x, like)
		return err
	})
	return reply, err
}

// mineMessage is one of what somebody brought, with what they can do with it.
func (a *Agenda) mineMessage(q store.Querier, c committee.Committee, o *bot.Origin, x *item.Item) (*bot.Message, error) {
	seen, level, err := a.see(q, c, o, x.ID)
	if err != nil {
		return nil, err
	}
	m := &bot.Message{Blocks: a.card(seen, level, o.Lang)}
	came, err := a.becameOf(q, x, false)
	if err != nil {
		return nil, err
	}
	if came != nil {
		m.Blocks = append(m.Blocks, bot.Para{Text: came})
	}
	if row := mineButtons(x); len(row) > 0 {
		m.Blocks = append(m.Blocks, row)
	}
	return m, nil
}

// mineButtons are what who brought an item can do with it now.
func mineButtons(x *item.Item) (row bot.Buttons) {
	value := strconv.FormatInt(x.ID, 10)
	if asksMore(x) {
		row = append(row, bot.Button{Label: mineReply, Hint: bringAbout.With(bot.Args{"what": mineReply, "topic": hintTopic(x)}), Action: "agenda.reply", Value: value, Style: bot.Primary})
	}
	if item.Can(x.State, item.Withdraw) {
		row = append(row, bot.Button{Label: mineWithdraw, Hint: bringAbout.With(bot.Args{"what": mineWithdraw, "topic": hintTopic(x)}), Action: "agenda.withdraw", Value: value, Style: bot.Danger})
	}
	return row
}

// readOwn reads an item that somebody brought, and its committee.
func (a *Agenda) readOwn(q store.Querier, o *bot.Origin, value string) (*item.Item, committee.Committee, error) {
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return nil, committee.Committee{}, errNoItem
	}
	x, err := a.own(q, o, id)
	if err != nil {
		return nil, committee.Committee{}, err
	}
	c, err := a.committee(x.Committee)
	return x, c, err
}

// localMoment is a moment where the organisation lives.
func (a *Agenda) localMoment(t time.Time) bot.Text { return bot.Moment(t.In(a.opt.Zone)) }
