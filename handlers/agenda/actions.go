package agenda

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

func (a *Agenda) registerActions(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "acties", Also: []string{"actielijst", "actions"}, Accept: bot.Alone, Aside: true, Usage: usageActions, Help: helpActions}, on(c, a.typedActions))
	})
	f.OnPress("agenda.action", a.pressAction)
	f.OnPress("agenda.done", a.pressDone)
	f.OnPress("agenda.later", a.pressLater)
	f.OnSubmit("agenda.later", a.submitLater)
	f.OnPress("agenda.drop", a.pressDrop)
	a.onDay("actions", a.dayOfActions)
	a.onNotice(noticeAction, a.tellAction)
}

// sits tells whether somebody may see what members see: members, deputies, the
// chair, the secretary.
func sits(v item.Viewer) bool { return v.Member() || v.Chair || v.Secretary }

// typedActions lists the open actions, for who sits in the committee.
func (a *Agenda) typedActions(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	m, err := a.actionList(ctx, c, &cmd.Origin, nil)
	return bot.Reply{Private: m}, err
}

func (a *Agenda) actionList(ctx context.Context, c committee.Committee, o *bot.Origin, first bot.Text) (*bot.Message, error) {
	var all []store.AgendaOutcome
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		v, err := a.viewer(r, c, o)
		if err != nil {
			return err
		}
		if !sits(v) {
			return &bot.Problem{Say: textForMembers.With(bot.Args{"leden": command(c, "leden")})}
		}
		all, err = store.AgendaOutcomes(r, c.ID, kindAction, true, mostItems)
		return err
	})
	if err != nil {
		return nil, err
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	if len(all) == 0 {
		return &bot.Message{Blocks: append(blocks, bot.Para{Text: textNoActions})}, nil
	}
	slices.SortStableFunc(all, func(x, y store.AgendaOutcome) int { return strings.Compare(dueKey(x), dueKey(y)) })
	t := bot.Table{Caption: textActionsCaption, Head: []bot.Text{textNr, textWhat, textOwner, textDue, textHowOften}}
	menu := bot.Menu{Label: textWithAction, Action: "agenda.action", Value: c.ID}
	today := a.today(o.At)
	for i, raw := range all {
		x, err := decodeOutcome(raw)
		if err != nil {
			return nil, err
		}
		if i < mostLines {
			due := bot.Text(none)
			if raw.Due != "" {
				due = bot.Date(committee.Day(raw.Due).In(a.opt.Zone))
				if committee.Day(raw.Due) < today {
					due = bot.Join(due, textOverdue)
				}
			}
			t.Rows = append(t.Rows, []bot.Text{bot.Plain(raw.Number), bot.Plain(clip(x.Text, 90)), cell(x.Owner), due, bot.Number(x.Postponed)})
		}
		if len(menu.Options) < bot.MaxOptions {
			menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(clip(raw.Number+" "+x.Text, 75)), Value: raw.Number})
		}
	}
	if len(all) > mostLines {
		blocks = append(blocks, bot.Note{Text: textMoreLines.Count(len(all)-mostLines, nil)})
	}
	return &bot.Message{Blocks: append(blocks, t, menu)}, nil
}

// dueKey sorts what has a day before what has none.
func dueKey(x store.AgendaOutcome) string {
	if x.Due == "" {
		return "9999"
	}
	return x.Due
}

// actionAt reads an open action for who sits in its committee.
func (a *Agenda) actionAt(q store.Querier, o *bot.Origin, number string) (c committee.Committee, raw store.AgendaOutcome, x outcome, err error) {
	raw, err = store.AgendaOutcomeByNumber(q, strings.TrimSpace(number))
	if errors.Is(err, store.ErrNoRows) {
		return c, raw, x, errNoItem
	}
	if err != nil {
		return c, raw, x, err
	}
	if c, err = a.committee(raw.Committee); err != nil {
		return c, raw, x, err
	}
	v, err := a.viewer(q, c, o)
	if err != nil {
		return c, raw, x, err
	}
	if !sits(v) || raw.Kind != kindAction {
		return c, raw, x, errNoItem
	}
	x, err = decodeOutcome(raw)
	return c, raw, x, err
}

func (a *Agenda) pressAction(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	number := firstOf(e.Choice, e.Value)
	var raw store.AgendaOutcome
	var x outcome
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		_, raw, x, err = a.actionAt(r, &e.Origin, number)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	blocks := []bot.Block{bot.Para{Text: bot.Bold(bot.Plain(raw.Number + " " + x.Text))}}
	fields := bot.Fields{}
	if x.Owner != "" {
		fields = append(fields, bot.Pair{Label: textOwner, Value: bot.Plain(x.Owner)})
	}
	if raw.Due != "" {
		fields = append(fields, bot.Pair{Label: textDue, Value: committee.Day(raw.Due).Text()})
	}
	if x.Postponed > 0 {
		fields = append(fields, bot.Pair{Label: textHowOften, Value: bot.Number(x.Postponed)})
	}
	if len(fields) > 0 {
		blocks = append(blocks, fields)
	}
	if raw.Done {
		return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Para{Text: actionOver(x)})}}, nil
	}
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Buttons{
		{Label: textIsDone, Action: "agenda.done", Value: raw.Number, Style: bot.Primary},
		{Label: textPostpone, Action: "agenda.later", Value: raw.Number},
		{Label: textDropAction, Action: "agenda.drop", Value: raw.Number, Style: bot.Danger},
	})}}, nil
}

// actionOver says that an action is closed: done by whom, or not needed any more.
func actionOver(x outcome) bot.Text {
	switch {
	case x.Gone:
		return textActionNoMore
	case x.By != "":
		return textActionOverBy.With(bot.Args{"who": bot.Plain(x.By)})
	}
	return textActionOver
}

// endAction closes an action: it is done, or not needed any more.
func (a *Agenda) endAction(ctx context.Context, e *bot.Press, gone bool, say bot.Phrase) (bot.Reply, error) {
	var c committee.Committee
	var raw store.AgendaOutcome
	err := a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		var x outcome
		var err error
		if c, raw, x, err = a.actionAt(tx, &e.Origin, e.Value); err != nil {
			return err
		}
		if raw.Done {
			return &bot.Problem{Say: actionOver(x)}
		}
		raw.Done, x.Gone, x.By = true, gone, e.From.Name
		return saveOutcome(tx, &raw, x)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	m, err := a.actionList(ctx, c, &e.Origin, say.With(bot.Args{"number": bot.Plain(raw.Number)}))
	return bot.Reply{Private: m}, err
}

func (a *Agenda) pressDone(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	return a.endAction(ctx, e, false, textDoneNow)
}

func (a *Agenda) pressDrop(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	return a.endAction(ctx, e, true, textDroppedNow)
}

func (a *Agenda) pressLater(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	var raw store.AgendaOutcome
	var x outcome
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		_, raw, x, err = a.actionAt(r, &e.Origin, e.Value)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	f := bot.Field{Name: "day", Label: textNewDay, Kind: bot.DateOnly}
	if raw.Due != "" {
		f.Value = []string{raw.Due}
	}
	return bot.Reply{Form: &bot.Form{Action: "agenda.later", State: raw.Number, Title: textPostpone, Submit: textSave, Intro: bot.Plain(clip(x.Text, 90)), Fields: []bot.Field{f}}}, nil
}

func (a *Agenda) submitLater(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	t, ok := s.Values.Date("day", a.opt.Zone)
	day := committee.DayOf(t)
	if !ok {
		return bot.Reply{}, bot.FieldErrors{"day": textBadDay}
	}
	if day < a.today(s.At) {
		return bot.Reply{}, bot.FieldErrors{"day": textDayPassed}
	}
	var c committee.Committee
	var x outcome
	err := a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		var raw store.AgendaOutcome
		var err error
		if c, raw, x, err = a.actionAt(tx, &s.Origin, s.State); err != nil {
			return err
		}
		if raw.Done {
			return &bot.Problem{Say: actionOver(x)}
		}
		if raw.Due != "" && string(day) > raw.Due {
			x.Postponed++
		}
		raw.Due = string(day)
		return saveOutcome(tx, &raw, x)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	m, err := a.actionList(ctx, c, &s.Origin, textPostponedTo.With(bot.Args{"number": bot.Plain(s.State), "day": day.Text(), "times": textTimes.Count(x.Postponed, nil)}))
	return bot.Reply{Private: m}, err
}

// lateAction is how many working days after its day an action is reminded of, when
// nobody was on that day.
const lateAction = 15

// dayOfActions reminds the owner of what is due today: the member whose name or
// department is the owner, else the secretary.
func (a *Agenda) dayOfActions(ctx context.Context, c committee.Committee, d *bot.Due) error {
	today := a.today(d.At)
	if !a.opt.Calendar.Working(today) {
		return nil
	}
	from := a.opt.Calendar.Shift(today, -lateAction)
	return a.once(ctx, d, func(tx *store.Tx) error {
		all, err := store.AgendaOutcomes(tx, c.ID, kindAction, true, mostItems)
		if err != nil {
			return err
		}
		seats, err := a.seats(tx)
		if err != nil {
			return err
		}
		for _, raw := range all {
			// What was due in the weekend, or while the program did not run, is
			// reminded of now.
			if due := committee.Day(raw.Due); due == "" || due > today || due < from {
				continue
			}
			x, err := decodeOutcome(raw)
			if err != nil {
				return err
			}
			if x.Reminded == raw.Due {
				continue
			}
			x.Reminded = raw.Due
			if err := saveOutcome(tx, &raw, x); err != nil {
				return err
			}
			who := a.ownerOf(seats, c, x.Owner, today)
			if who.Zero() {
				who = c.Secretary
			}
			if err := a.notify(tx, d.At, notice{What: noticeAction, Committee: c.ID, Extra: raw.Number + " " + raw.Due, Who: who}); err != nil {
				return err
			}
		}
		return nil
	})
}

// ownerOf is the member that an owner, as it was typed, means: by name, first
// name when there is one with it, or department.
func (a *Agenda) ownerOf(seats []committee.Seat, c committee.Committee, owner string, on committee.Day) committee.Who {
	owner = strings.ToLower(oneLine(owner))
	if owner == "" {
		return committee.Who{}
	}
	var found []committee.Who
	for _, d := range a.departments(c) {
		s, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, on)
		if !ok {
			continue
		}
		if strings.EqualFold(owner, d.Code) {
			return s.Member
		}
		for _, w := range []committee.Who{s.Member, s.Deputy} {
			name := strings.ToLower(w.Name)
			first, _, _ := strings.Cut(name, " ")
			if name != "" && (owner == name || owner == first) {
				found = append(found, w)
			}
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return committee.Who{}
}

func (a *Agenda) tellAction(ctx context.Context, n notice, at time.Time) (*letter, error) {
	var raw store.AgendaOutcome
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		number, _, _ := strings.Cut(n.Extra, " ")
		raw, err = store.AgendaOutcomeByNumber(r, number)
		return err
	})
	if err != nil || raw.Done || !strings.HasSuffix(n.Extra, " "+raw.Due) {
		return nil, err // it is closed, or put off since
	}
	x, err := decodeOutcome(raw)
	if err != nil {
		return nil, err
	}
	args := bot.Args{"number": bot.Plain(raw.Number), "what": bot.Plain(x.Text), "day": committee.Day(raw.Due).Text(), "owner": bot.Plain(x.Owner)}
	late := committee.Day(raw.Due) < a.today(at)
	say := map[bool]bot.Phrase{false: textActionDue, true: textActionWasDue}[late]
	if x.Owner == "" {
		say = map[bool]bot.Phrase{false: textActionDueNobody, true: textActionWasDueNobody}[late]
	}
	return &letter{Subject: textSubjectAction.With(args), Message: bot.Say(bot.Para{Text: say.With(args)}, bot.Buttons{
		{Label: textIsDone, Action: "agenda.done", Value: raw.Number, Style: bot.Primary},
		{Label: textPostpone, Action: "agenda.later", Value: raw.Number},
	})}, nil
}

// outcomeList is the list of open actions, or of all advice, for documents.
func (a *Agenda) outcomeList(q store.Querier, c committee.Committee, kind paper.ListKind, at time.Time) (paper.List, error) {
	l := a.listOf(kind, c, at)
	what, open := kindAdvice, false
	if kind == paper.Actions {
		what, open = kindAction, true
	}
	all, err := store.AgendaOutcomes(q, c.ID, what, open, mostItems)
	if err != nil {
		return l, err
	}
	from := newOrigins()
	for _, raw := range all {
		o, err := a.paperOutcome(q, raw, from)
		if err != nil {
			return l, err
		}
		if o != nil {
			l.Outcomes = append(l.Outcomes, *o)
		}
	}
	return l, nil
}
