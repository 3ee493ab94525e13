package agenda

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerMeeting(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "afmelden", Also: []string{"afmelding", "apologies", "absent"}, Aside: true, Usage: usageApologies, Help: helpApologies}, on(c, a.typedApologies))
	})
	f.OnPress("agenda.meeting", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		id := e.Value
		if e.Choice != "" {
			id = e.Choice
		}
		return a.meetingReply(ctx, &e.Origin, id, nil)
	})
	f.OnPress("agenda.details", a.pressDetails)
	f.OnSubmit("agenda.details", a.submitDetails)
	f.OnPress("agenda.move", a.pressMove)
	f.OnSubmit("agenda.move", a.submitMove)
	f.OnPress("agenda.cancel", a.pressCancel)
	f.OnSubmit("agenda.cancel", a.submitCancel)
	f.OnPress("agenda.newmeeting", a.pressNewMeeting)
	f.OnSubmit("agenda.newmeeting", a.submitNewMeeting)
	a.onNotice(noticeMoved, a.tellMoved)
	a.onNotice(noticeChanged, a.tellMoved)
	a.onNotice(noticeCancelled, a.tellCancelled)
	a.onNotice(noticeApology, a.tellApology)
	a.onNotice(noticeComes, a.tellComes)
	a.registerReminders()
}

// typedMeeting shows the secretary a meeting: the next one, or the one of a day.
func (a *Agenda) typedMeeting(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if !a.isSecretary(c, &cmd.Origin) {
		return bot.Reply{}, &bot.Problem{Say: textForSecretary.With(bot.Args{"agenda": command(c, "agenda")})}
	}
	word, rest, _ := strings.Cut(cmd.Text, "\n")
	if first, after, _ := strings.Cut(word, " "); first == "tekst" || first == "text" {
		m, err := a.theNext(ctx, c, cmd.At)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.typedText(ctx, c, &cmd.Origin, m, strings.TrimSpace(after+"\n"+rest))
	}
	switch text := strings.ToLower(strings.TrimSpace(cmd.Text)); text {
	case "":
		m, err := a.theNext(ctx, c, cmd.At)
		if err != nil {
			return bot.Reply{Private: noneNext(c)}, nil
		}
		return a.meetingReply(ctx, &cmd.Origin, m.ID, nil)
	case "nieuw", "new":
		return bot.Reply{Form: a.newMeetingForm(c)}, nil
	default:
		m, err := a.meetingOn(ctx, c, cmd.Text, cmd.At)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.meetingReply(ctx, &cmd.Origin, m.ID, nil)
	}
}

func noneNext(c committee.Committee) *bot.Message {
	return bot.Say(bot.Para{Text: textNonePlanned}, bot.Buttons{{Label: textNewMeeting, Action: "agenda.newmeeting", Value: c.ID}})
}

// theNext is the next planned meeting of a committee; a Problem when there is none.
func (a *Agenda) theNext(ctx context.Context, c committee.Committee, at time.Time) (m *meeting, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := a.upcoming(r, c, at)
		if err == nil && len(all) > 0 {
			m = all[0]
		}
		return err
	})
	if err == nil && m == nil {
		err = &bot.Problem{Say: textNonePlanned}
	}
	return m, err
}

// meetingOn is the meeting on a day as somebody types it.
func (a *Agenda) meetingOn(ctx context.Context, c committee.Committee, typed string, at time.Time) (m *meeting, err error) {
	day, ok := committee.ParseTyped(typed, a.today(at))
	if !ok {
		return nil, &bot.Problem{Say: textWhichDay.With(bot.Args{"typed": bot.Plain(clip(typed, 60)), "command": command(c, "vergadering 12 januari")})}
	}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, ok, err := meetingAt(r, c, day)
		if err != nil || !ok {
			return err
		}
		m, err = decodeMeeting(raw)
		return err
	})
	if err == nil && m == nil {
		err = &bot.Problem{Say: textNoMeetingThatDay.With(bot.Args{"day": day.Text(), "command": command(c, "vergadering nieuw")})}
	}
	return m, err
}

// meetingAt is the meeting on a day: rather one that goes on than one that was
// cancelled and planned again.
func meetingAt(q store.Querier, c committee.Committee, day committee.Day) (m store.AgendaMeeting, ok bool, err error) {
	raw, err := store.AgendaMeetingsFrom(q, c.ID, string(day), 10)
	for _, x := range raw {
		if x.Day == string(day) && (!ok || m.State == meetingCancelled) {
			m, ok = x, true
		}
	}
	return m, ok, err
}

// meetingReply is what the secretary sees of a meeting: when, where, who, until
// when, and what can be done. The agenda follows.
func (a *Agenda) meetingReply(ctx context.Context, o *bot.Origin, id string, first bot.Text) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, o, id)
	if err != nil {
		return bot.Reply{}, err
	}
	var t table
	var other []*meeting
	var before *meeting
	left := 0
	waiting, mine := 0, 0
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if t, err = a.tableOf(r, c, m); err != nil {
			return err
		}
		if before, left, err = a.unfilled(r, c, m, o.At); err != nil {
			return err
		}
		if other, err = a.upcoming(r, c, o.At); err != nil {
			return err
		}
		w, err := itemsIn(r, c, item.Waiting, item.Asked)
		for _, x := range w {
			if x.Holder == item.Secretary {
				mine++
			} else {
				waiting++
			}
		}
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	blocks = append(blocks, bot.Para{Text: bot.Bold(bot.Join(bot.Plain(c.Name+": "), a.when(m)))})
	if m.State == meetingCancelled {
		blocks = append(blocks, bot.Para{Text: textWasCancelled.With(bot.Args{"why": bot.Plain(m.plan.Why)})})
	}
	if m.State == meetingPlanned {
		blocks = append(blocks, a.meetingFields(c, m, o.At)...)
		say, cameIn := bot.Text(textNothingYet), []bot.Text(nil)
		switch {
		case len(m.plan.Points) > 0:
			say = bot.Join(textPointsOn.Count(len(t.points), nil), bot.Phrase{NL: " ", EN: " "}, fitText(t.points, m.plan.Minutes))
		case len(t.rest) > 0:
			say, cameIn = textCameInShort.Count(len(t.rest), nil), a.lines(t.rest)
		}
		if waiting > 0 {
			say = bot.Join(say, bot.Phrase{NL: " ", EN: " "}, textWaitElsewhere.Count(waiting, nil))
		}
		if mine > 0 {
			say = bot.Join(say, bot.Phrase{NL: " ", EN: " "}, textWaitsForYou.Count(mine, nil))
		}
		blocks = append(blocks, bot.Para{Text: say, Items: cameIn})
		begin := bot.Button{Label: textPropose, Action: "agenda.propose", Value: m.ID, Style: bot.Primary}
		if len(m.plan.Points) > 0 {
			begin = bot.Button{Label: textToAgenda, Action: "agenda.compose", Value: m.ID, Style: bot.Primary}
		}
		row := bot.Buttons{begin,
			{Label: textDetails, Action: "agenda.details", Value: m.ID},
			{Label: textMove, Action: "agenda.move", Value: m.ID},
			{Label: textCancel, Action: "agenda.cancel", Value: m.ID, Style: bot.Danger},
			{Label: textExport, Action: "agenda.export", Value: m.ID}}
		if !a.startOf(m).After(o.At) {
			row = append(bot.Buttons{{Label: textToOutcomes, Action: "agenda.outcomes", Value: m.ID, Style: bot.Primary}}, begin, row[1], row[4])
			row[1].Style = bot.Button{}.Style
		}
		blocks = append(blocks, row)
	}
	if m.State == meetingHeld {
		blocks = append(blocks, bot.Para{Text: textWasHeld}, bot.Buttons{
			{Label: textToOutcomes, Action: "agenda.outcomes", Value: m.ID, Style: bot.Primary},
			{Label: textToAgenda, Action: "agenda.compose", Value: m.ID},
			{Label: textDetails, Action: "agenda.details", Value: m.ID},
			{Label: textExport, Action: "agenda.export", Value: m.ID}})
	}
	blocks = append(blocks, notFilled(before, left)...)
	menu := bot.Menu{Label: textOtherMeeting, Action: "agenda.meeting", Value: c.ID}
	for _, x := range other {
		if x.ID != m.ID && len(menu.Options) < 12 {
			menu.Options = append(menu.Options, bot.Option{Label: x.day().Text(), Value: x.ID})
		}
	}
	if len(menu.Options) > 0 {
		blocks = append(blocks, menu)
	}
	blocks = append(blocks, bot.Buttons{{Label: textNewMeeting, Action: "agenda.newmeeting", Value: c.ID}})
	return bot.Reply{Private: &bot.Message{Blocks: blocks}}, nil
}

// meetingFields are the place, the people and the days of a meeting.
func (a *Agenda) meetingFields(c committee.Committee, m *meeting, now time.Time) []bot.Block {
	f := bot.Fields{}
	add := func(label bot.Text, value bot.Text) { f = append(f, bot.Pair{Label: label, Value: value}) }
	if m.plan.Was != "" {
		why := bot.Text(bot.Plain(""))
		if holiday, ok := a.opt.Calendar.Holiday(m.plan.Was); ok && m.plan.Why == "" {
			why = bot.Join(bot.Plain(" ("), holiday, bot.Plain(")"))
		} else if m.plan.Why != "" {
			why = bot.Plain(" (" + clip(m.plan.Why, 80) + ")")
		}
		add(textMovedFrom, bot.Join(m.plan.Was.Text(), why))
	}
	if m.plan.Place != "" {
		add(textPlaceLabel, placeText(m.plan.Place))
	}
	if !m.plan.Chair.Zero() {
		add(textChairLabel, bot.Plain(nameOf(m.plan.Chair)))
	}
	if len(m.plan.Apologies) > 0 {
		var names []bot.Text
		for _, x := range m.plan.Apologies {
			names = append(names, bot.Plain(apologyLine(x)))
		}
		add(textApologiesLabel, bot.List(names...))
	}
	d := c.Dates(m.day(), a.opt.Calendar)
	add(textCloseLabel, dayWith(d.Close, a.today(now)))
	add(textDecideLabel, dayWith(d.Decide, a.today(now)))
	add(textSendLabel, dayWith(d.Send, a.today(now)))
	return []bot.Block{f}
}

func dayWith(d, today committee.Day) bot.Text {
	if d < today {
		return bot.Join(d.Text(), textIsOver)
	}
	return d.Text()
}

// nameOf is how a member is called.
func nameOf(w committee.Who) string { return firstOf(w.Name, w.Email, w.Ref) }

// addMeeting stores a meeting that is no part of the series; false when there is
// one on that day.
func (a *Agenda) addMeeting(tx *store.Tx, c committee.Committee, day committee.Day, p plan) (id string, ok bool, err error) {
	raw, ok, err := meetingAt(tx, c, day)
	if err != nil {
		return "", false, err
	}
	if ok && raw.State == meetingPlanned {
		return raw.ID, false, nil
	}
	id = c.ID + "/" + string(day)
	for n := 2; ; n++ {
		if _, err := store.AgendaMeetingByID(tx, id); err != nil {
			break // there is none with this id
		}
		id = c.ID + "/" + string(day) + "-" + idText(int64(n))
	}
	data, err := json.Marshal(p)
	if err != nil {
		return "", false, err
	}
	return id, true, tx.AddAgendaMeeting(store.AgendaMeeting{ID: id, Committee: c.ID, Day: string(day), State: meetingPlanned, Data: data})
}

// unfilled is the last meeting before today of which topics have no outcome yet,
// and how many: until they do they stand on no agenda, and who brought them hears
// nothing. m itself is left out.
func (a *Agenda) unfilled(q store.Querier, c committee.Committee, m *meeting, at time.Time) (*meeting, int, error) {
	raw, err := store.AgendaMeetingsBefore(q, c.ID, string(a.today(at)), 12)
	if err != nil {
		return nil, 0, err
	}
	for _, one := range raw {
		if one.ID == m.ID || one.State == meetingCancelled {
			continue
		}
		items, err := store.AgendaItemsAt(q, one.ID)
		if err != nil {
			return nil, 0, err
		}
		n := 0
		for _, x := range items {
			if item.State(x.State) == item.Scheduled {
				n++
			}
		}
		if n > 0 {
			before, err := decodeMeeting(one)
			return before, n, err
		}
	}
	return nil, 0, nil
}

// notFilled asks for those outcomes; nothing when there are none.
func notFilled(m *meeting, n int) []bot.Block {
	if n == 0 {
		return nil
	}
	return []bot.Block{bot.Para{Text: textUnfilled.Count(n, bot.Args{"day": m.day().Text()})},
		bot.Buttons{{Label: textToOutcomes, Action: "agenda.outcomes", Value: m.ID}}}
}
