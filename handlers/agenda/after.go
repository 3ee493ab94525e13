package agenda

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/store"
)

func (a *Agenda) registerAfter(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "uitkomsten", Also: []string{"uitkomst", "outcomes"}, Aside: true, Usage: usageOutcomes, Help: helpOutcomes}, on(c, a.typedOutcomes))
		f.OnWords(bot.Words{Command: c.Command, Word: "besluiten", Also: []string{"besluitenlijst", "decisions"}, Accept: bot.Alone, Usage: usageDecisions, Help: helpDecisions}, on(c, a.typedDecisions))
	})
	f.OnPress("agenda.outcomes", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		return a.outcomesReply(ctx, &e.Origin, e.Value, nil)
	})
	f.OnPress("agenda.outcome", a.pressOutcome)
	f.OnSubmit("agenda.outcome", a.submitOutcome)
	f.OnPress("agenda.decisions", a.pressDecisions)
	f.OnPress("agenda.decisionsnow", a.sendDecisions)
	f.OnPress("agenda.telltoday", a.pressTell)
	f.OnPress("agenda.decided", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, err := a.committee(e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.typedDecisions(ctx, c, &bot.Command{Origin: e.Origin, Name: c.Command})
	})
	a.onNotice(noticeDecisions, a.tellDecisions)
	a.onNotice(noticeOutcome, a.tellOutcome)
	a.registerActions(f)
	a.registerAdvice(f)
	a.registerPromote(f)
}

// typedOutcomes shows what came of a meeting: the last one, or that of a day.
func (a *Agenda) typedOutcomes(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if !a.isSecretary(c, &cmd.Origin) {
		return bot.Reply{}, &bot.Problem{Say: textOutcomesForSecretary.With(bot.Args{"decisions": command(c, "besluiten")})}
	}
	var m *meeting
	var err error
	if strings.TrimSpace(cmd.Text) != "" {
		m, err = a.meetingOn(ctx, c, cmd.Text, cmd.At)
	} else {
		m, err = a.lastBegun(ctx, c, cmd.At)
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return a.outcomesReply(ctx, &cmd.Origin, m.ID, nil)
}

// lastBegun is the last meeting that has begun; a Problem when there is none.
func (a *Agenda) lastBegun(ctx context.Context, c committee.Committee, at time.Time) (m *meeting, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := store.AgendaMeetingsBefore(r, c.ID, string(a.today(at).Add(1)), 12)
		if err != nil {
			return err
		}
		for _, one := range raw {
			if one.State == meetingCancelled {
				continue
			}
			x, err := decodeMeeting(one)
			if err != nil {
				return err
			}
			if a.startOf(x).After(at) {
				continue
			}
			m = x
			return nil
		}
		return nil
	})
	if err == nil && m == nil {
		err = &bot.Problem{Say: textNoneBegun}
	}
	return m, err
}

// treated are the items of a meeting in the order of its agenda, with their
// numbers, and its outcomes by item.
type treated struct {
	points   []outline.Point
	numbers  []string
	items    map[string]*item.Item
	outcomes map[int64][]store.AgendaOutcome
	order    []*item.Item
}

func (a *Agenda) treatedAt(q store.Querier, c committee.Committee, m *meeting) (t treated, err error) {
	sent, err := versions(q, m.ID)
	if err != nil {
		return t, err
	}
	t.points = m.plan.Points
	if n := len(sent); n > 0 {
		t.points = pointsOf(sent[n-1]) // what was sent is what was treated
	}
	t.numbers = outline.Numbers(t.points)
	t.items, t.outcomes = map[string]*item.Item{}, map[int64][]store.AgendaOutcome{}
	for _, p := range t.points {
		if p.Ref == "" {
			continue
		}
		raw, err := store.AgendaItemByNumber(q, p.Ref)
		if err != nil {
			return t, err
		}
		x, err := decode(raw)
		if err != nil {
			return t, err
		}
		t.items[p.Ref] = x
		t.order = append(t.order, x)
	}
	all, err := store.AgendaOutcomesAt(q, m.ID)
	for _, o := range all {
		t.outcomes[o.Item] = append(t.outcomes[o.Item], o)
	}
	return t, err
}

// open are the items of which nothing was filled in.
func (t treated) open(m *meeting) (all []*item.Item) {
	for _, x := range t.order {
		if x.State == item.Scheduled && x.Meeting == m.ID {
			all = append(all, x)
		}
	}
	return all
}

// outcomesReply shows per item what came of it, and asks for the next one.
func (a *Agenda) outcomesReply(ctx context.Context, o *bot.Origin, id string, first bot.Text) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, o, id)
	if err != nil {
		return bot.Reply{}, err
	}
	var t treated
	var lists []store.AgendaVersion
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if t, err = a.treatedAt(r, c, m); err != nil {
			return err
		}
		lists, err = store.AgendaVersions(r, m.ID, listDecisions)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	if len(t.order) == 0 {
		return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Para{Text: textNothingTreated.With(bot.Args{"when": a.when(m)})})}}, nil
	}
	table := bot.Table{Caption: textOutcomesOf.With(bot.Args{"when": a.when(m)}), Head: []bot.Text{textNr, textTopic, textCameOfIt}}
	menu := bot.Menu{Label: textFillIn, Action: "agenda.outcome", Value: m.ID}
	more := 0
	for i, p := range t.points {
		x := t.items[p.Ref]
		if x == nil {
			continue
		}
		if len(table.Rows) < mostLines {
			table.Rows = append(table.Rows, []bot.Text{bot.Plain(t.numbers[i]), bot.Plain(clip(x.Topic, 60)), a.cameOf(x, m, t.outcomes[x.ID])})
		} else {
			more++
		}
		if len(menu.Options) < bot.MaxOptions {
			menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(clip(t.numbers[i]+". "+x.Topic, 75)), Value: idText(x.ID)})
		}
	}
	if more > 0 {
		table.Rows = append(table.Rows, []bot.Text{bot.Plain("…"), textMoreLines.Count(more, nil), none})
	}
	blocks = append(blocks, bot.Para{Text: bot.Bold(textOutcomesOf.With(bot.Args{"when": a.when(m)}))}, table)
	var row bot.Buttons
	open := t.open(m)
	if len(open) > 0 {
		row = append(row, bot.Button{Label: textFillNext.With(bot.Args{"topic": bot.Plain(clip(open[0].Topic, 20))}), Action: "agenda.outcome", Value: m.ID + " " + idText(open[0].ID), Style: bot.Primary})
	}
	row = append(row, bot.Button{Label: textSendDecisions, Action: "agenda.decisions", Value: m.ID})
	if len(lists) > 0 && slices.ContainsFunc(t.order, func(x *item.Item) bool { return untold(x, m) }) {
		// A correction can be told without a new list.
		row = append(row, bot.Button{Label: textTellNow, Action: "agenda.telltoday", Value: m.ID})
	}
	if len(lists) > 0 {
		last := lists[len(lists)-1]
		blocks = append(blocks, bot.Note{Text: textListSent.With(bot.Args{"n": bot.Number(last.Number), "when": bot.Moment(last.At.In(a.opt.Zone))})})
	}
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, row, menu)}}, nil
}

// mostNumbers is how many decisions, actions or advices a line names.
const mostNumbers = 4

// cameOf is what came of an item, in a line.
func (a *Agenda) cameOf(x *item.Item, m *meeting, all []store.AgendaOutcome) bot.Text {
	if x.State == item.Scheduled && x.Meeting == m.ID {
		return textNotFilled
	}
	say := bot.Text(stateText(x))
	if text := firstOf(x.Outcome, x.Answer); text != "" {
		say = bot.Join(say, bot.Phrase{NL: ": ", EN: ": "}, bot.Plain(clip(text, 80)))
	}
	numbers := map[string][]string{}
	for _, raw := range all {
		if o, err := decodeOutcome(raw); err == nil && !o.Gone {
			numbers[raw.Kind] = append(numbers[raw.Kind], raw.Number)
		}
	}
	parts := []bot.Text{say}
	for _, kind := range []string{kindDecision, kindAction, kindAdvice} {
		n, more := numbers[kind], ""
		if len(n) > mostNumbers {
			n, more = n[:mostNumbers], " (+"+strconv.Itoa(len(n)-mostNumbers)+")"
		}
		if len(n) > 0 {
			parts = append(parts, bot.Plain(strings.Join(n, ", ")+more))
		}
	}
	return joinedBy(bot.Phrase{NL: " · ", EN: " · "}, parts)
}

func joinedBy(between bot.Text, all []bot.Text) bot.Text {
	var parts []bot.Text
	for i, t := range all {
		if i > 0 {
			parts = append(parts, between)
		}
		parts = append(parts, t)
	}
	return bot.Join(parts...)
}
