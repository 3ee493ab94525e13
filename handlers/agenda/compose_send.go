package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// errStale ends a write of what is not any more what was looked at.
var errStale = errors.New("the agenda is not what was looked at")

func (a *Agenda) pressShare(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, kind, _ := strings.Cut(e.Value, " ")
	return a.beforeSharing(ctx, &e.Origin, id, kind, nil)
}

// beforeSharing shows the secretary, and nobody else, what would be sent to whom, after
// what was said first.
func (a *Agenda) beforeSharing(ctx context.Context, o *bot.Origin, id, kind string, first bot.Text) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, o, id)
	if err != nil {
		return bot.Reply{}, err
	}
	var t table
	var p paper.Agenda
	var last *paper.Agenda
	var people []committee.Who
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if t, err = a.tableOf(r, c, m); err != nil {
			return err
		}
		if p, err = a.paperOf(r, m); err != nil {
			return err
		}
		sent, err := versions(r, m.ID)
		if err != nil {
			return err
		}
		if len(sent) > 0 {
			last = &sent[len(sent)-1]
		}
		people, err = a.seated(r, c, m.day())
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if m.State != meetingPlanned {
		return bot.Reply{}, &bot.Problem{Say: textMeetingOver}
	}
	if len(t.points) == 0 {
		return bot.Reply{}, &bot.Problem{Say: textNothingToSend}
	}
	final := kind == "final"
	next := paper.Agenda{Version: 1, Final: final}
	if last != nil {
		next.Version = last.Version + 1
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	blocks = append(blocks,
		bot.Para{Text: bot.Bold(textPreview.With(bot.Args{"when": a.when(m), "version": versionText(next)}))},
		a.agendaTable(p.Items),
		bot.Para{Text: fitText(t.points, m.plan.Minutes)})
	if last != nil {
		changes := outline.Diff(pointsOf(*last), t.points)
		var lines []bot.Text
		for i, ch := range changes {
			if i == mostRest {
				lines = append(lines, textAndMore.Count(len(changes)-mostRest, nil))
				break
			}
			lines = append(lines, ch.Text())
		}
		if len(lines) == 0 {
			lines = append(lines, textNoChanges)
		}
		blocks = append(blocks, bot.Para{Text: textChanges.With(bot.Args{"version": versionText(*last)}), Items: lines})
	}
	to := textToMembers
	if final {
		to = textToMembersFinal
	}
	send := bot.Text(to.Count(len(people), nil))
	if len(people) == 0 {
		send = textToNobody
	}
	blocks = append(blocks, bot.Para{Text: send})
	value := func(kind string) string { return fmt.Sprintf("%s %s %d %s", m.ID, kind, next.Version, sharedStamp(p)) }
	buttons := bot.Buttons{{Label: textSendNow, Action: "agenda.sharenow", Value: value(kind), Style: bot.Primary}}
	if !final && !c.Chair.Zero() && refOf(c.Chair) != refOf(c.Secretary) {
		buttons = append(buttons, bot.Button{Label: textSendChair, Action: "agenda.sharenow", Value: value("chair")})
	}
	buttons = append(buttons, bot.Button{Label: textBack, Action: "agenda.compose", Value: m.ID})
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, buttons)}}, nil
}

// sharedStamp tells one agenda as members read it from another: the chair may go
// on writing annotations while the secretary looks.
func sharedStamp(p paper.Agenda) string { return says(p.For(paper.Members))[:16] }

// pointsOf are the points of an agenda that was sent.
func pointsOf(p paper.Agenda) (points []outline.Point) {
	for _, it := range p.Items {
		points = append(points, outline.Point{Ref: it.Number, Fixed: it.Fixed, Title: it.Title, Minutes: it.Minutes, Sub: it.Sub})
	}
	return points
}

// seated are the members, the deputies and the chair of a committee on a day,
// each once.
func (a *Agenda) seated(q store.Querier, c committee.Committee, on committee.Day) (all []committee.Who, err error) {
	seats, err := a.seats(q)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{refOf(c.Secretary): true}
	add := func(w committee.Who) {
		if !w.Zero() && !seen[refOf(w)] {
			seen[refOf(w)] = true
			all = append(all, w)
		}
	}
	add(c.Chair)
	for _, d := range a.departments(c) {
		if s, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, on); ok {
			add(s.Member)
			add(s.Deputy)
		}
	}
	return all, nil
}

// shareNow makes a version and has everybody hear of it who it is for. What was
// looked at is what is sent: an agenda that changed meanwhile is shown again.
func (a *Agenda) shareNow(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	part := strings.Fields(e.Value)
	if len(part) != 4 {
		return bot.Reply{}, errNoItem
	}
	kind := part[1]
	c, m, err := a.secretaryAt(ctx, &e.Origin, part[0])
	if err != nil {
		return bot.Reply{}, err
	}
	var people []committee.Who
	var version store.AgendaVersion
	already := ""
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		if m, err = editable(tx, m.ID); err != nil {
			return err
		}
		p, err := a.paperOf(tx, m)
		if err != nil {
			return err
		}
		sent, err := versions(tx, m.ID)
		if err != nil {
			return err
		}
		if sharedStamp(p) != part[3] {
			return errStale
		}
		if n := len(sent); strconv.Itoa(n+1) != part[2] {
			already = part[2]
			return nil // it was pressed twice, or two people pressed it
		}
		if kind == "chair" {
			people = []committee.Who{c.Chair}
			return a.notify(tx, e.At, notice{What: noticeToChair, Committee: c.ID, Meeting: m.ID, Who: c.Chair})
		}
		if version, err = a.makeVersion(tx, c, m, kind == "final", by(&e.Origin)); err != nil {
			return err
		}
		if people, err = a.seated(tx, c, m.day()); err != nil {
			return err
		}
		for _, w := range people {
			if err := a.notify(tx, e.At, notice{What: noticeAgenda, Committee: c.ID, Meeting: m.ID, Extra: strconv.Itoa(version.Number), Who: w}); err != nil {
				return err
			}
		}
		return a.tellWhoBrought(tx, c, m, e.At)
	})
	switch {
	case errors.Is(err, errStale):
		if kind == "chair" {
			kind = "concept"
		}
		return a.beforeSharing(ctx, &e.Origin, m.ID, kind, textAgendaChanged)
	case err != nil:
		return bot.Reply{}, err
	case already != "":
		return bot.Reply{}, &bot.Problem{Say: textAlreadySent.With(bot.Args{"n": bot.Plain(already)})}
	}
	say := bot.Text(textSentToChair.With(bot.Args{"when": a.when(m), "name": bot.Plain(nameOf(c.Chair))}))
	switch {
	case kind == "chair":
	case len(people) == 0:
		say = textSentToNobody.With(bot.Args{"version": versionText(paper.Agenda{Version: version.Number, Final: version.Final}), "when": a.when(m)})
	default:
		say = textSentTo.Count(len(people), bot.Args{"version": versionText(paper.Agenda{Version: version.Number, Final: version.Final}), "when": a.when(m)})
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: say}, bot.Buttons{
		{Label: textExport, Action: "agenda.export", Value: m.ID},
		{Label: textBackToAgenda, Action: "agenda.compose", Value: m.ID},
	})}, nil
}

// makeVersion keeps the agenda as it is now. What is on it is scheduled, what is
// off it waits again.
func (a *Agenda) makeVersion(tx *store.Tx, c committee.Committee, m *meeting, final bool, d doing) (v store.AgendaVersion, err error) {
	t, err := a.tableOf(tx, c, m)
	if err != nil {
		return v, err
	}
	if len(t.points) == 0 {
		return v, &bot.Problem{Say: textNothingToSend}
	}
	for _, x := range t.items {
		if x.State == item.Scheduled && x.Meeting == m.ID || x.State.Over() {
			continue
		}
		x.Meeting = m.ID
		if _, err := a.act(tx, x, d, item.Schedule, ""); err != nil {
			return v, err
		}
	}
	at, err := decodeAll(store.AgendaItemsAt(tx, m.ID))
	if err != nil {
		return v, err
	}
	for _, x := range at {
		if x.State == item.Scheduled && t.items[x.Number] == nil {
			if _, err := a.act(tx, x, d, item.Unschedule, ""); err != nil {
				return v, err
			}
		}
	}
	m.plan.Points, m.plan.Missing = t.points, nil
	if err := saveMeeting(tx, m); err != nil {
		return v, err
	}
	p, err := a.paperOf(tx, m)
	if err != nil {
		return v, err
	}
	sent, err := versions(tx, m.ID)
	if err != nil {
		return v, err
	}
	p.Version, p.Final, p.Sent, p.Changes = len(sent)+1, final, d.at, nil
	if n := len(sent); n > 0 {
		for _, ch := range outline.Diff(pointsOf(sent[n-1]), t.points) {
			p.Changes = append(p.Changes, ch.Text().In(a.opt.Lang, bot.Literal))
		}
	}
	data, err := json.Marshal(p)
	if err != nil {
		return v, fmt.Errorf("version of the agenda of %s: %w", m.ID, err)
	}
	v = store.AgendaVersion{Meeting: m.ID, List: listAgenda, Final: final, At: d.at, Name: d.who.Name, Data: data}
	return v, tx.AddAgendaVersion(&v)
}
