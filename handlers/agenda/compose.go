package agenda

import (
	"context"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

func (a *Agenda) registerCompose(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "vergadering", Also: []string{"meeting", "vergaderingen", "meetings"}, Aside: true, Usage: usageMeeting, Help: helpMeeting}, on(c, a.typedMeeting))
	})
	f.OnPress("agenda.compose", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		return a.composeReply(ctx, &e.Origin, e.Value, nil)
	})
	f.OnPress("agenda.propose", a.propose)
	f.OnPress("agenda.text", a.openText)
	f.OnSubmit("agenda.text", a.submitText)
	f.OnPress("agenda.missing", a.pressMissing)
	f.OnPress("agenda.share", a.pressShare)
	f.OnPress("agenda.sharenow", a.shareNow)
	f.OnPress("agenda.point", a.pressPoint)
	f.OnPress("agenda.add", a.pressAdd)
	f.OnPress("agenda.off", a.pressOff)
	f.OnPress("agenda.hold", a.pressHold)
	f.OnSubmit("agenda.hold", a.submitHold)
	f.OnPress("agenda.merge", a.pressMerge)
	f.OnPress("agenda.mergeinto", a.pressMergeInto)
	f.OnPress("agenda.annotate", a.pressAnnotate)
	f.OnSubmit("agenda.annotate", a.submitAnnotate)
	f.OnPress("agenda.circulate", a.pressCirculate)
	a.onNotice(noticeAgenda, a.tellAgenda)
	a.onNotice(noticeToChair, a.tellToChair)
	a.onNotice(noticeOff, a.tellOff)
	a.onNotice(noticeMergedIn, a.tellMergedIn)
	a.onNotice(noticeScheduled, a.tellScheduled)
	a.onNotice(noticeHeld, a.tellHeld)
	a.onNotice(noticeMerged, a.tellMerged)
	a.onNotice(noticeCirculated, a.tellCirculated)
	a.onNotice(noticeCirculatedOwn, a.tellCirculatedOwn)
}

// secretaryAt reads a meeting for its secretary; to others it is not there.
func (a *Agenda) secretaryAt(ctx context.Context, o *bot.Origin, id string) (committee.Committee, *meeting, error) {
	c, m, err := a.meetingOf(ctx, id)
	if err != nil {
		return c, nil, err
	}
	if !a.isSecretary(c, o) {
		return c, nil, &bot.Problem{Say: textNoMeeting}
	}
	return c, m, nil
}

// editable reads a meeting whose agenda is to change. What is over or cancelled
// is a Problem.
func editable(tx *store.Tx, id string) (*meeting, error) {
	m, err := loadMeeting(tx, id)
	if err == nil && m.State != meetingPlanned {
		return nil, &bot.Problem{Say: textMeetingOver}
	}
	return m, err
}

// A table is all that is on the secretary's table for one meeting.
type table struct {
	points []outline.Point
	items  map[string]*item.Item // on the agenda, by number
	rest   []*item.Item          // what came in and is not on it, held over first
	lost   []*item.Item          // on it, and withdrawn, declined or merged since
}

// tableOf reads it.
func (a *Agenda) tableOf(q store.Querier, c committee.Committee, m *meeting) (t table, err error) {
	all, err := itemsIn(q, c, item.Passed, item.Held, item.Scheduled)
	if err != nil {
		return t, err
	}
	t.points, t.items = m.plan.Points, map[string]*item.Item{}
	open := map[string]*item.Item{}
	for _, x := range all {
		if x.Kind == item.Question && x.State != item.Scheduled {
			continue // it wants an answer, not a meeting
		}
		open[x.Number] = x
	}
	for _, p := range t.points {
		if p.Ref == "" {
			continue
		}
		if x := open[p.Ref]; x != nil && (x.State != item.Scheduled || x.Meeting == m.ID) {
			t.items[p.Ref] = x
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
		if x.State == item.Handled || x.State == item.Answered && x.Meeting == m.ID {
			t.items[p.Ref] = x
			continue
		}
		t.lost = append(t.lost, x)
	}
	t.points = pointsWithout(t.points, func(p outline.Point) bool { return p.Ref != "" && t.items[p.Ref] == nil })
	for _, x := range all {
		// What stood on the agenda that was sent, and is on no line now, is not
		// lost: it waits here until the next version.
		if open[x.Number] != nil && t.items[x.Number] == nil && (x.State != item.Scheduled || x.Meeting == m.ID) {
			t.rest = append(t.rest, x)
		}
	}
	slices.SortStableFunc(t.rest, func(x, y *item.Item) int {
		switch {
		case (x.State == item.Held) == (y.State == item.Held):
			return 0
		case x.State == item.Held:
			return -1
		}
		return 1
	})
	return t, nil
}

// missing parts what is not on the agenda in what an edited text left out, about
// which the secretary is asked, and the rest.
func (t table) missing(m *meeting) (missing, rest []*item.Item) {
	for _, x := range t.rest {
		if slices.Contains(m.plan.Missing, x.ID) {
			missing = append(missing, x)
		} else {
			rest = append(rest, x)
		}
	}
	return missing, rest
}

// pointOf is an item as a point of an agenda.
func pointOf(x *item.Item) outline.Point {
	return outline.Point{Ref: x.Number, Title: x.Topic, Minutes: x.Minutes}
}

// known are all points that a text may mean.
func (t table) known() []outline.Point {
	all := slices.Clone(t.points)
	for _, x := range t.rest {
		all = append(all, pointOf(x))
	}
	return all
}

// proposal is the agenda that the bot proposes.
func (a *Agenda) proposal(c committee.Committee, m *meeting, t table, l bot.Lang) (points []outline.Point) {
	var p outline.Proposal
	for _, f := range c.Points {
		point := outline.Point{Fixed: f.ID, Title: f.Title.In(l, bot.Literal), Minutes: f.Minutes}
		if f.First {
			p.First = append(p.First, point)
		} else {
			p.Last = append(p.Last, point)
		}
	}
	for _, x := range t.rest {
		one := outline.Candidate{Point: pointOf(x), Nature: string(x.Nature), Since: x.Created, Postponed: x.Postponed, Department: a.current(x)}
		if x.State == item.Held {
			p.Held = append(p.Held, one)
		} else {
			p.New = append(p.New, one)
		}
	}
	points, _ = outline.Propose(p, m.plan.Minutes)
	return points
}

// onAnother tells whether an item is on the agenda of another meeting that is
// being made.
func onAnother(all []*meeting, m *meeting, x *item.Item) bool {
	return slices.ContainsFunc(all, func(o *meeting) bool {
		return o.ID != m.ID && slices.ContainsFunc(o.plan.Points, func(p outline.Point) bool { return p.Ref == x.Number })
	})
}

// propose fills the agenda of a meeting that was not begun.
func (a *Agenda) propose(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		if m, err = editable(tx, m.ID); err != nil {
			return err
		}
		if len(m.plan.Points) > 0 {
			return nil // it was begun meanwhile: what is there stays
		}
		t, err := a.tableOf(tx, c, m)
		if err != nil {
			return err
		}
		other, err := a.upcoming(tx, c, e.At)
		if err != nil {
			return err
		}
		t.rest = slices.DeleteFunc(t.rest, func(x *item.Item) bool { return onAnother(other, m, x) })
		m.plan.Points = a.proposal(c, m, t, a.opt.Lang)
		return saveMeeting(tx, m)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.composeReply(ctx, &e.Origin, m.ID, nil)
}

// composeReply shows the secretary the agenda as it is now, after what was said first.
func (a *Agenda) composeReply(ctx context.Context, o *bot.Origin, id string, first bot.Text) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, o, id)
	if err != nil {
		return bot.Reply{}, err
	}
	var t table
	var p paper.Agenda
	var sent []paper.Agenda
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if t, err = a.tableOf(r, c, m); err != nil {
			return err
		}
		if p, err = a.paperOf(r, m); err != nil {
			return err
		}
		sent, err = versions(r, m.ID)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	if len(m.plan.Points) == 0 {
		return bot.Reply{Private: &bot.Message{Blocks: append(blocks, a.notBegun(m, t)...)}}, nil
	}
	status := bot.Text(textNeverSent)
	if n := len(sent); n > 0 {
		status = textSentLast.With(bot.Args{"version": versionText(sent[n-1]), "when": bot.Moment(sent[n-1].Sent.In(a.opt.Zone))})
	}
	blocks = append(blocks,
		bot.Para{Text: bot.Bold(textComposing.With(bot.Args{"when": a.when(m)}))},
		bot.Para{Text: status},
		a.agendaTable(p.Items),
		bot.Para{Text: fitText(t.points, m.plan.Minutes)})
	blocks = append(blocks, annotationNotes(p.Items)...)
	if len(t.lost) > 0 {
		blocks = append(blocks, bot.Para{Text: textLost, Items: a.lostLines(t.lost)})
	}
	missing, rest := t.missing(m)
	if len(rest) > 0 {
		blocks = append(blocks, bot.Para{Text: textRest, Items: a.lines(rest)})
	}
	if m.State != meetingPlanned {
		blocks = append(blocks, bot.Para{Text: textMeetingOver}, bot.Buttons{{Label: textExport, Action: "agenda.export", Value: m.ID}})
		return bot.Reply{Private: &bot.Message{Blocks: blocks}}, nil
	}
	if len(missing) > 0 {
		// Nothing falls off an agenda unseen: the question stays until it is answered.
		blocks = append(blocks, bot.Para{Text: textMissing.Count(len(missing), nil), Items: a.lines(missing)}, bot.Buttons{
			{Label: textMissingHold, Action: "agenda.missing", Value: m.ID + " hold"},
			{Label: textMissingBack, Action: "agenda.missing", Value: m.ID + " back"},
			{Label: textMissingOff, Action: "agenda.missing", Value: m.ID + " off"},
		})
	}
	blocks = append(blocks, bot.Buttons{
		{Label: textEditText, Action: "agenda.text", Value: m.ID},
		{Label: textSendConcept, Action: "agenda.share", Value: m.ID + " concept", Style: bot.Primary},
		{Label: textSendFinal, Action: "agenda.share", Value: m.ID + " final"},
		{Label: textExport, Action: "agenda.export", Value: m.ID},
	})
	if menu := pointMenu(m, t); len(menu.Options) > 0 {
		blocks = append(blocks, menu)
	}
	return bot.Reply{Private: &bot.Message{Blocks: blocks}}, nil
}

// notBegun says what came in, and offers a first proposal.
func (a *Agenda) notBegun(m *meeting, t table) []bot.Block {
	head := bot.Para{Text: textNothingCameIn.With(bot.Args{"when": a.when(m)})}
	if len(t.rest) > 0 {
		head = bot.Para{Text: textCameIn.Count(len(t.rest), bot.Args{"when": a.when(m)}), Items: a.lines(t.rest)}
	}
	return []bot.Block{head, bot.Buttons{{Label: textPropose, Action: "agenda.propose", Value: m.ID, Style: bot.Primary}}}
}

// annotationNotes are what the chair is to know about points.
func annotationNotes(items []paper.Item) (notes []bot.Block) {
	for _, it := range items {
		if it.Annotation == "" {
			continue
		}
		if len(notes) == mostRest {
			return append(notes, bot.Note{Text: textMoreAnnotations})
		}
		notes = append(notes, bot.Note{Text: textAnnotationOf.With(bot.Args{"nr": bot.Plain(it.Nr), "text": bot.Plain(clip(it.Annotation, 300))})})
	}
	return notes
}

// mostRest is how many items are listed that are not on the agenda.
const mostRest = 15

// lines are items in a line each: number, topic, department, and how often they
// were held over.
func (a *Agenda) lines(all []*item.Item) (lines []bot.Text) {
	for i, x := range all {
		if i == mostRest {
			return append(lines, textAndMore.Count(len(all)-mostRest, nil))
		}
		line := bot.Text(textLine.With(bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(clip(x.Topic, 60)), "department": departmentText(a.current(x))}))
		switch {
		case x.State.Over():
			line = bot.Join(line, bot.Phrase{NL: ", ", EN: ", "}, stateText(x))
		case x.Postponed > 0:
			line = bot.Join(line, bot.Phrase{NL: ", ", EN: ", "}, textHeldTimes.Count(x.Postponed, nil))
		}
		lines = append(lines, line)
	}
	return lines
}

// lostLines are lines that say what became of items.
func (a *Agenda) lostLines(all []*item.Item) (lines []bot.Text) {
	for i, line := range a.lines(all) {
		if i < mostRest && all[i].State == item.Scheduled {
			line = bot.Join(line, bot.Phrase{NL: ", ", EN: ", "}, textOnOtherAgenda)
		}
		lines = append(lines, line)
	}
	return lines
}

func departmentText(code string) bot.Text {
	if code == "" {
		return textNoDepartment
	}
	return bot.Plain(code)
}

// fitText says whether the agenda fits in the meeting.
func fitText(points []outline.Point, minutes int) bot.Text {
	_, total := outline.Clock(points, time.Time{})
	args := bot.Args{"total": bot.Number(total), "minutes": bot.Number(minutes)}
	if over := outline.Fits(points, minutes); over > 0 {
		args["over"] = bot.Number(over)
		return bot.Bold(textDoesNotFit.With(args))
	}
	return textFits.With(args)
}

// pointMenu chooses an item to do something with.
func pointMenu(m *meeting, t table) bot.Menu {
	menu := bot.Menu{Label: textWithPoint, Action: "agenda.point", Value: m.ID}
	add := func(nr string, x *item.Item) {
		if len(menu.Options) == bot.MaxOptions {
			return
		}
		menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(clip(nr+x.Topic, 75)), Value: idText(x.ID)})
	}
	for i, nr := range outline.Numbers(t.points) {
		if x := t.items[t.points[i].Ref]; x != nil {
			add(nr+". ", x)
		}
	}
	for _, x := range t.rest {
		add("– ", x)
	}
	return menu
}
