package agenda

import (
	"context"
	"slices"
	"strconv"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

func (a *Agenda) registerTable(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "agenda", Accept: bot.Alone, Usage: usageAgenda, Help: helpAgenda}, on(c, a.typedAgenda))
	})
	f.OnPress("agenda.show", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, m, err := a.meetingOf(ctx, e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		shown, err := a.shared(ctx, c, &e.Origin, m)
		return bot.Reply{Private: shown}, err
	})
}

// meetingOf reads a meeting, with its committee, by what a button says.
func (a *Agenda) meetingOf(ctx context.Context, id string) (c committee.Committee, m *meeting, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error { m, err = loadMeeting(r, id); return err })
	if err != nil {
		return c, nil, err
	}
	c, err = a.committee(m.Committee)
	return c, m, err
}

// nextMeetingText is when the next meeting is that takes requests, and until
// when they can be sent.
func (a *Agenda) nextMeetingText(q store.Querier, c committee.Committee, at time.Time) bot.Text {
	m, err := a.open(q, c, at)
	if err != nil || m == nil {
		return textNoNext
	}
	return textNextMeeting.With(bot.Args{"day": m.day().Text(), "close": c.Dates(m.day(), a.opt.Calendar).Close.Text()})
}

// typedAgenda shows the agenda of the next meeting as it was shared, else that
// of the last one.
func (a *Agenda) typedAgenda(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if cmd.From.Guest {
		return bot.Reply{}, &bot.Problem{Say: textNoGuests}
	}
	var m *meeting
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		v, err := a.viewer(r, c, &cmd.Origin)
		if err != nil {
			return err
		}
		m, err = a.lastShared(r, c, v, cmd.At)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if m == nil {
		return bot.Reply{Private: a.nothingShared(ctx, c, &cmd.Origin)}, nil
	}
	shown, err := a.shared(ctx, c, &cmd.Origin, m)
	return bot.Reply{Private: shown}, err
}

// nothingShared says that there is no agenda yet, and when there will be.
func (a *Agenda) nothingShared(ctx context.Context, c committee.Committee, o *bot.Origin) *bot.Message {
	at, may := o.At, a.mayBring(ctx, c, o, "") == nil
	say := []bot.Text{textNothingShared}
	_ = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if all, err := a.upcoming(r, c, at); err == nil && len(all) > 0 {
			next := all[0].day()
			send := c.Dates(next, a.opt.Calendar).Send
			say = []bot.Text{textNotSharedYet.With(bot.Args{"day": next.Text()})}
			if send >= a.today(at) {
				say = append(say, textFollowsAround.With(bot.Args{"send": send.Text()}))
			}
		}
		if m, err := a.open(r, c, at); may && err == nil && m != nil {
			say = append(say, textBringFor.With(bot.Args{"day": m.day().Text(), "close": c.Dates(m.day(), a.opt.Calendar).Close.Text(), "command": command(c, "onderwerp")}))
		}
		return nil // without a date the rest is still true
	})
	return bot.Say(bot.Para{Text: joined(say)})
}

// lastShared is the next meeting whose agenda was shared with this viewer, else
// the last one before today.
func (a *Agenda) lastShared(q store.Querier, c committee.Committee, v item.Viewer, at time.Time) (*meeting, error) {
	next, err := a.upcoming(q, c, at)
	if err != nil {
		return nil, err
	}
	before, err := store.AgendaMeetingsBefore(q, c.ID, string(a.today(at)), 12)
	if err != nil {
		return nil, err
	}
	for _, raw := range before {
		m, err := decodeMeeting(raw)
		if err != nil {
			return nil, err
		}
		next = append(next, m)
	}
	for _, m := range next {
		_, there, err := sharedWith(q, m.ID, v)
		if err != nil {
			return nil, err
		}
		if there {
			return m, nil
		}
	}
	return nil, nil
}

// forViewer is the last version of an agenda that was shared with a viewer, as
// they may see it: members a concept too, others only what is final. Nil: none.
func (a *Agenda) forViewer(q store.Querier, meeting string, v item.Viewer) (*paper.Agenda, error) {
	r, there, err := sharedWith(q, meeting, v)
	if err != nil || !there {
		return nil, err
	}
	p, err := decodeVersion(r)
	if err != nil {
		return nil, err
	}
	p = p.For(viewOf(v))
	return &p, nil
}

// sharedWith is the version that a viewer may see, still to be read.
func sharedWith(q store.Querier, meeting string, v item.Viewer) (r store.AgendaVersion, there bool, err error) {
	all, err := store.AgendaVersions(q, meeting, listAgenda)
	for _, r := range slices.Backward(all) {
		if viewOf(v) != paper.Public || r.Final && !v.Guest {
			return r, true, nil
		}
	}
	return r, false, err
}

// viewOf is as what somebody reads what was shared.
func viewOf(v item.Viewer) paper.View {
	switch {
	case v.Secretary || v.Chair:
		return paper.Chair
	case v.Member():
		return paper.Members
	}
	return paper.Public
}

// shared shows an agenda as it was shared.
func (a *Agenda) shared(ctx context.Context, c committee.Committee, o *bot.Origin, m *meeting) (*bot.Message, error) {
	var p *paper.Agenda
	var v item.Viewer
	var t table
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		if v, err = a.viewer(r, c, o); err != nil {
			return err
		}
		if p, err = a.forViewer(r, m.ID, v); err != nil || p == nil {
			return err
		}
		*p = movedTo(*p, a.sheetOf(c, m)) // the clock is that of the hours above it
		if !v.Secretary && !v.Chair {
			return nil
		}
		// Annotations are as they are now: chair and secretary go on writing them.
		if t, err = a.tableOf(r, c, m); err != nil {
			return err
		}
		for i, it := range p.Items {
			if x := t.items[it.Number]; x != nil {
				p.Items[i].Annotation = x.Annotation
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, &bot.Problem{Say: textNoMeeting}
	}
	blocks := []bot.Block{
		bot.Para{Text: bot.Bold(textAgendaOf.With(bot.Args{"committee": bot.Plain(c.Name), "when": a.when(m), "version": versionText(*p)}))},
	}
	switch {
	case m.State == meetingCancelled:
		blocks = append(blocks, bot.Para{Text: textWasCancelled.With(bot.Args{"why": bot.Plain(m.plan.Why)})})
	case m.plan.Place != "":
		blocks = append(blocks, bot.Para{Text: textPlace.With(bot.Args{"place": placeText(m.plan.Place)})})
	}
	blocks = append(blocks, a.agendaTable(p.Items))
	if v.Secretary || v.Chair {
		blocks = append(blocks, annotationNotes(p.Items)...)
		if menu := annotationMenu(m, t); len(menu.Options) > 0 && m.State == meetingPlanned {
			blocks = append(blocks, menu)
		}
	}
	return &bot.Message{Blocks: append(blocks, bot.Buttons{{Label: textExport, Action: "agenda.export", Value: m.ID}})}, nil
}

// mostLines is how many lines of an agenda a message shows.
const mostLines = 40

// agendaTable is an agenda with its running clock.
func (a *Agenda) agendaTable(items []paper.Item) bot.Block {
	return agendaRows(items, mostLines, textMoreLines, a.opt.Zone)
}

// mostInMail is how many lines of an agenda are put in a mail.
const mostInMail = 100

// agendaRows is an agenda of at most so many lines; more says where the rest is.
func agendaRows(items []paper.Item, most int, more bot.Plural, zone *time.Location) bot.Block {
	t := bot.Table{Caption: textAgenda, Head: []bot.Text{textNr, textTime, textTopic, textNature, textFrom}}
	for i, it := range items {
		if i == most {
			t.Rows = append(t.Rows, []bot.Text{bot.Plain("…"), none, more.Count(len(items)-most, nil), none, none})
			break
		}
		title := bot.Text(bot.Plain(clip(it.Title, 90)))
		if it.MembersOnly {
			title = bot.Join(title, textMembersOnlyMark)
		}
		t.Rows = append(t.Rows, []bot.Text{cell(it.Nr), clockText(it, zone), title, natureText(it.Nature), cell(it.Department)})
	}
	return t
}

// clockText is from when a point is, and how long: "9.15 (10 min)".
func clockText(it paper.Item, zone *time.Location) bot.Text {
	if it.Start.IsZero() {
		return none
	}
	at := it.Start.In(zone)
	clock := clockText24(at)
	if it.Minutes == 0 {
		return clock
	}
	return textClock.With(bot.Args{"clock": clock, "n": bot.Number(it.Minutes)})
}

func natureText(n string) bot.Text {
	if t, ok := natureTexts[item.Nature(n)]; ok {
		return t
	}
	return none
}

func versionText(p paper.Agenda) bot.Text {
	if p.Final {
		return textVersionFinal.With(bot.Args{"n": bot.Number(p.Version)})
	}
	return textVersionConcept.With(bot.Args{"n": bot.Number(p.Version)})
}

// when is the day and the hours of a meeting.
func (a *Agenda) when(m *meeting) bot.Text {
	start := a.startOf(m)
	end := start.Add(time.Duration(m.plan.Minutes) * time.Minute)
	return textWhen.With(bot.Args{"day": m.day().Text(),
		"start": clockText24(start), "end": clockText24(end)})
}

// clockText24 is a time of the day: "9.00" in Dutch, "09:00" in English.
func clockText24(at time.Time) bot.Text {
	return bot.PerLang{NL: strconv.Itoa(at.Hour()) + at.Format(".04"), EN: at.Format("15:04")}
}

// placeText is where a meeting is: a link is one that opens.
func placeText(place string) bot.Text {
	if bot.SafeURL(place) {
		return bot.Link(bot.Plain(place), place)
	}
	return bot.Plain(place)
}

// clip is the beginning of what somebody typed, on one line.
func clip(s string, most int) string {
	return clipped(oneLine(s), most)
}
