package agenda

import (
	"context"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// registerReminders adds what the days around a meeting ask for.
func (a *Agenda) registerReminders() {
	a.onDay("deadlines", a.dayOfDeadlines)
	for _, r := range reminders {
		a.onNotice(r.notice, a.reminder(r))
	}
	a.onNotice(noticeOwnFollows, a.tellFollows)
}

// late is how many working days after its day a reminder still helps: after a
// long disturbance, or where a meeting was planned at short notice.
const late = 2

// A reminder is what somebody hears on a day around a meeting.
type reminder struct {
	notice  string
	day     func(committee.Dates) committee.Day
	after   int // working days after that day
	members bool
	stays   bool                          // it helps until the meeting, however late
	when    func(t table, s sharing) bool // nil: always
	subject bot.Phrase
	say     bot.Phrase
}

// sharing is what was shared of a meeting.
type sharing struct {
	agendas int
	final   bool // the last of them
	lists   int  // decision lists
}

func sharingOf(q store.Querier, meeting string) (s sharing, err error) {
	all, err := store.AgendaVersions(q, meeting, listAgenda)
	if err != nil {
		return s, err
	}
	if s.agendas = len(all); s.agendas > 0 {
		s.final = all[s.agendas-1].Final
	}
	lists, err := store.AgendaVersions(q, meeting, listDecisions)
	s.lists = len(lists)
	return s, err
}

var reminders = []reminder{
	{notice: "call", day: func(d committee.Dates) committee.Day { return d.Call }, members: true, subject: textSubjectCall, say: textCall},
	{notice: "closed", day: func(d committee.Dates) committee.Day { return d.Close }, after: 1, subject: textSubjectClosed, say: textClosedNow},
	{notice: "draft", day: func(d committee.Dates) committee.Day { return d.Draft }, when: func(_ table, s sharing) bool { return s.agendas == 0 }, subject: textSubjectDraft, say: textDraftNow},
	{notice: "send", day: func(d committee.Dates) committee.Day { return d.Send }, stays: true, when: func(_ table, s sharing) bool { return !s.final }, subject: textSubjectSend, say: textSendToday},
	{notice: "decisions", day: func(d committee.Dates) committee.Day { return d.Decisions }, when: func(_ table, s sharing) bool { return s.agendas > 0 && s.lists == 0 }, subject: textSubjectDecisions, say: textDecisionsNow},
	{notice: "feedback", day: func(d committee.Dates) committee.Day { return d.Feedback }, when: func(t table, _ sharing) bool { return len(t.untold()) > 0 }, subject: textSubjectFeedback, say: textFeedbackNow},
}

// untold are the items that were on the agenda and whose requesters did not hear
// what came of them.
func (t table) untold() (all []*item.Item) {
	for _, x := range t.items {
		if !x.Told {
			all = append(all, x)
		}
	}
	return all
}

// dayOfDeadlines reminds who is to do something today, and closes meetings that
// are over.
func (a *Agenda) dayOfDeadlines(ctx context.Context, c committee.Committee, d *bot.Due) error {
	today := a.today(d.At)
	if !a.opt.Calendar.Working(today) {
		return nil
	}
	return a.once(ctx, d, func(tx *store.Tx) error {
		from := a.opt.Calendar.Shift(today, -max(c.Deadlines.Feedback, c.Deadlines.Decisions, 0)-late)
		raw, err := store.AgendaMeetingsFrom(tx, c.ID, string(from), 20)
		if err != nil {
			return err
		}
		for _, r := range raw {
			m, err := decodeMeeting(r)
			if err != nil {
				return err
			}
			if m.State == meetingCancelled {
				continue
			}
			if err := a.remindOf(tx, c, m, today, d.At); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *Agenda) remindOf(tx *store.Tx, c committee.Committee, m *meeting, today committee.Day, at time.Time) error {
	changed := false
	if m.State == meetingPlanned && m.day() < today {
		m.State, changed = meetingHeld, true
	}
	if m.plan.Sent == nil {
		m.plan.Sent = map[string]time.Time{}
	}
	t, err := a.tableOf(tx, c, m)
	if err != nil {
		return err
	}
	shared, err := sharingOf(tx, m.ID)
	if err != nil {
		return err
	}
	dates := c.Dates(m.day(), a.opt.Calendar)
	for _, r := range reminders {
		on := a.opt.Calendar.Shift(r.day(dates), r.after)
		if today < on || a.opt.Calendar.Between(on, today) > late && !r.stays || !m.plan.Sent[r.notice].IsZero() {
			continue
		}
		if r.day(dates) <= m.day() && today > m.day() {
			continue // it was before the meeting that it helped
		}
		m.plan.Sent[r.notice], changed = at, true
		if r.when != nil && !r.when(t, shared) {
			continue
		}
		people := []committee.Who{c.Secretary}
		if r.members {
			if people, err = a.seated(tx, c, today); err != nil {
				return err
			}
		}
		for _, w := range people {
			if w.Zero() {
				continue
			}
			if err := a.notify(tx, at, notice{What: r.notice, Committee: c.ID, Meeting: m.ID, Extra: m.Day, Who: w}); err != nil {
				return err
			}
		}
	}
	if today >= dates.Send && today <= m.day() && m.plan.Sent[noticeOwnFollows].IsZero() {
		m.plan.Sent[noticeOwnFollows], changed = at, true
		if err := a.remindOfPapers(tx, c, m, t, at); err != nil {
			return err
		}
	}
	if !changed {
		return nil
	}
	return saveMeeting(tx, m)
}

// remindOfPapers asks members for documents that are still to follow on the day
// the papers are sent.
func (a *Agenda) remindOfPapers(tx *store.Tx, c committee.Committee, m *meeting, t table, at time.Time) error {
	seats, err := a.seats(tx)
	if err != nil {
		return err
	}
	for _, x := range t.items {
		follows := false
		for _, doc := range x.Documents {
			follows = follows || doc.Access == item.Later
		}
		if !follows {
			continue
		}
		who := c.Secretary
		if s, ok := committee.Active(seats, a.opt.Directory, c.ID, a.current(x), a.today(at)); ok && !s.Member.Zero() {
			who = s.Member
		}
		if err := a.notify(tx, at, notice{What: noticeOwnFollows, Committee: c.ID, Item: x.ID, Meeting: m.ID, Who: who}); err != nil {
			return err
		}
	}
	return nil
}

// reminder makes words of one kind of reminder.
func (a *Agenda) reminder(r reminder) noticeMaker {
	return func(ctx context.Context, n notice, at time.Time) (*letter, error) {
		var t table
		var other bool
		l, err := a.aboutMeeting(ctx, n, r.subject, func(c committee.Committee, m *meeting, args bot.Args) []bot.Block {
			if other = m.State == meetingCancelled || m.Day != n.Extra; other {
				return nil // it was moved or cancelled since
			}
			d := c.Dates(m.day(), a.opt.Calendar)
			args["close"], args["send"], args["bring"] = d.Close.Text(), d.Send.Text(), command(c, "onderwerp")
			say := r.say
			if r.notice == "draft" && m.plan.Chair.Zero() {
				say = textDraftAlone // there is no chair to send it to
			}
			blocks := []bot.Block{bot.Para{Text: say.With(args)}}
			if on := a.opt.Calendar.Shift(r.day(d), r.after); on < a.today(at) {
				blocks = append(blocks, bot.Note{Text: textReminderLate.With(bot.Args{"day": on.Text()})})
			}
			if r.members {
				return blocks
			}
			err := a.opt.Store.Read(ctx, func(q *store.Reader) (err error) { t, err = a.tableOf(q, c, m); return err })
			if err != nil {
				return blocks // the sentence is true without the list
			}
			switch {
			case r.notice == "feedback":
				blocks = append(blocks, bot.Para{Text: textUntold, Items: a.lines(t.untold())})
			case len(t.rest) > 0 && d.Close <= m.day() && a.today(at) <= m.day():
				blocks = append(blocks, bot.Para{Text: textRest, Items: a.lines(t.rest)})
			}
			action, label := "agenda.meeting", textToMeeting
			if r.notice == "decisions" || r.notice == "feedback" {
				action, label = "agenda.outcomes", textToOutcomes
			}
			return append(blocks, bot.Buttons{{Label: label, Action: action, Value: m.ID, Style: bot.Primary}})
		})
		if other {
			return nil, nil
		}
		return l, err
	}
}

// tellFollows asks a member for a document that is still to follow.
func (a *Agenda) tellFollows(ctx context.Context, n notice, at time.Time) (*letter, error) {
	x, err := a.itemOf(ctx, n.Item)
	if err != nil {
		return nil, err
	}
	var titles []bot.Text
	for _, doc := range x.Documents {
		if doc.Access == item.Later {
			titles = append(titles, bot.Plain(clip(doc.Title, 90)))
		}
	}
	if len(titles) == 0 || x.State.Over() || x.Meeting != "" && x.Meeting != n.Meeting {
		return nil, nil // it came, or it is not for this meeting any more
	}
	return a.about(ctx, n, textSubjectFollows, func(x *item.Item, args bot.Args) []bot.Block {
		return []bot.Block{bot.Para{Text: textFollows.With(args), Items: titles}, bot.Buttons{{Label: textEditItem, Action: "agenda.complete", Value: idText(x.ID)}}}
	})
}
