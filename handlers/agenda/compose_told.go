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
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// about is the notice of an item in its words.
func (a *Agenda) about(ctx context.Context, n notice, subject bot.Phrase, say func(*item.Item, bot.Args) []bot.Block) (*letter, error) {
	x, err := a.itemOf(ctx, n.Item)
	if err != nil {
		return nil, err
	}
	c, err := a.committee(x.Committee)
	if err != nil {
		return nil, err
	}
	args := bot.Args{"topic": bot.Plain(clip(x.Topic, 60)), "number": bot.Plain(x.Number), "committee": bot.Plain(c.Name), "reason": bot.Plain(x.Reason)}
	return &letter{Subject: subject.With(args), Message: bot.Say(say(x, args)...)}, nil
}

func (a *Agenda) tellHeld(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.about(ctx, n, textSubjectHeld, func(x *item.Item, args bot.Args) []bot.Block {
		blocks := []bot.Block{bot.Para{Text: textIsHeld.With(args)}}
		if x.Reason != "" {
			blocks = append(blocks, bot.Para{Text: textHeldReason.With(args)})
		}
		return append(blocks, bot.Note{Text: textYouWillHear})
	})
}

func (a *Agenda) tellCirculated(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.about(ctx, n, textSubjectCirculated, func(x *item.Item, args bot.Args) []bot.Block {
		y, _ := x.At(item.OnAgenda)
		return append([]bot.Block{bot.Para{Text: textCirculatedTo.With(args)}}, a.card(&y, item.OnAgenda, n.To.Lang)...)
	})
}

func (a *Agenda) tellCirculatedOwn(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.about(ctx, n, textSubjectCirculated, func(x *item.Item, args bot.Args) []bot.Block {
		return []bot.Block{bot.Para{Text: textIsCirculated.With(args)}}
	})
}

// tellWhoBrought has everybody who brought something hear, once, that it is on
// the agenda, and who heard so, that it is not on it after all.
func (a *Agenda) tellWhoBrought(tx *store.Tx, c committee.Committee, m *meeting, at time.Time) error {
	if m.plan.Sent == nil {
		m.plan.Sent = map[string]time.Time{}
	}
	all, err := decodeAll(store.AgendaItemsAt(tx, m.ID))
	if err != nil {
		return err
	}
	told := false
	for _, x := range all {
		name := "scheduled/" + idText(x.ID)
		if x.State != item.Scheduled && !m.plan.Sent[name].IsZero() {
			delete(m.plan.Sent, name) // should it come back, they hear of it again
			told = true
			if x.State != item.Passed {
				continue // of what else became of it they heard already
			}
			if err := a.tellRequesters(tx, x, notice{What: noticeOff, Meeting: m.ID}, at); err != nil {
				return err
			}
		}
		if x.State != item.Scheduled || !m.plan.Sent[name].IsZero() {
			continue
		}
		m.plan.Sent[name], told = at, true
		if err := a.tellRequesters(tx, x, notice{What: noticeScheduled, Meeting: m.ID}, at); err != nil {
			return err
		}
	}
	if !told {
		return nil
	}
	return saveMeeting(tx, m)
}

// tellAgenda says that an agenda was sent, as its reader may see it.
func (a *Agenda) tellAgenda(ctx context.Context, n notice, at time.Time) (*letter, error) {
	c, m, err := a.meetingOf(ctx, n.Meeting)
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(n.Extra)
	if err != nil {
		return nil, fmt.Errorf("agenda: notice %s: %w", n.What, err)
	}
	var p *paper.Agenda
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := versions(r, m.ID)
		if err == nil && number >= 1 && number <= len(all) {
			p = &all[number-1]
		}
		return err
	})
	if err != nil || p == nil {
		return nil, err
	}
	view := paper.Members
	if who := n.To.Email; who != "" && strings.EqualFold(who, c.Chair.Email) || n.Who == c.Chair && !c.Chair.Zero() {
		view = paper.Chair
	}
	seen := p.For(view)
	blocks := []bot.Block{bot.Para{Text: bot.Bold(textAgendaOf.With(bot.Args{"committee": bot.Plain(c.Name), "when": a.when(m), "version": versionText(seen)}))}}
	if n.Mail {
		blocks = append(blocks, agendaRows(seen.Items, mostInMail, textMoreInMail, a.opt.Zone)) // a mail has no button that shows it
	} else if own, err := a.ownLines(ctx, c, m, n.Who, seen.Items); err != nil {
		return nil, err
	} else if len(own) > 0 {
		blocks = append(blocks, bot.Para{Text: textFromYours, Items: own})
	}
	if len(seen.Changes) > 0 && seen.Version > 1 {
		var lines []bot.Text
		for _, ch := range seen.Changes[:min(len(seen.Changes), mostRest)] {
			lines = append(lines, bot.Plain(ch))
		}
		blocks = append(blocks, bot.Para{Text: textChangesSince, Items: lines})
	}
	if m.plan.Place != "" {
		blocks = append(blocks, bot.Para{Text: textPlace.With(bot.Args{"place": placeText(m.plan.Place)})})
	}
	blocks = append(blocks, annotationNotes(seen.Items)...)
	blocks = append(blocks, bot.Buttons{{Label: textSeeAgenda, Action: "agenda.show", Value: m.ID, Style: bot.Primary}, {Label: textExport, Action: "agenda.export", Value: m.ID}})
	return &letter{Subject: textSubjectAgenda.With(bot.Args{"committee": bot.Plain(c.Name), "when": a.when(m), "version": versionText(seen)}), Message: bot.Say(blocks...)}, nil
}

// tellToChair shows the chair the agenda as it is now, before anybody else sees
// it, to add to.
func (a *Agenda) tellToChair(ctx context.Context, n notice, at time.Time) (*letter, error) {
	c, m, err := a.meetingOf(ctx, n.Meeting)
	if err != nil || m.State != meetingPlanned {
		return nil, err
	}
	var p paper.Agenda
	var t table
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if t, err = a.tableOf(r, c, m); err != nil {
			return err
		}
		p, err = a.paperOf(r, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	p = p.For(paper.Chair)
	args := bot.Args{"committee": bot.Plain(c.Name), "when": a.when(m)}
	blocks := []bot.Block{bot.Para{Text: bot.Bold(textProposalForChair.With(args))}}
	if n.Mail {
		blocks = append(blocks, agendaRows(p.Items, mostInMail, textMoreInMail, a.opt.Zone))
	} else {
		blocks = append(blocks, a.agendaTable(p.Items))
	}
	blocks = append(blocks, bot.Para{Text: fitText(t.points, m.plan.Minutes)})
	blocks = append(blocks, annotationNotes(p.Items)...)
	if menu := annotationMenu(m, t); len(menu.Options) > 0 {
		blocks = append(blocks, menu)
	}
	return &letter{Subject: textProposalForChair.With(args), Message: bot.Say(append(blocks, bot.Note{Text: textOnlyChair})...)}, nil
}

// ownLines are the points of an agenda that come from the departments somebody
// sits for.
func (a *Agenda) ownLines(ctx context.Context, c committee.Committee, m *meeting, w committee.Who, items []paper.Item) (lines []bot.Text, err error) {
	var seats []committee.Seat
	if err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { seats, err = a.seats(r); return err }); err != nil {
		return nil, err
	}
	for _, it := range items {
		if it.Department == "" {
			continue
		}
		s, ok := committee.Active(seats, a.opt.Directory, c.ID, it.Department, m.day())
		if ok && !w.Zero() && (s.Member == w || s.Deputy == w) {
			lines = append(lines, bot.Plain(it.Nr+". "+clip(it.Title, 90)))
		}
	}
	return lines, nil
}

// tellScheduled tells who brought something that it is on the agenda.
func (a *Agenda) tellScheduled(ctx context.Context, n notice, at time.Time) (*letter, error) {
	c, m, err := a.meetingOf(ctx, n.Meeting)
	if err != nil {
		return nil, err
	}
	x, err := a.itemOf(ctx, n.Item)
	if err != nil {
		return nil, err
	}
	args := bot.Args{"topic": bot.Plain(clip(x.Topic, 60)), "committee": bot.Plain(c.Name), "when": a.when(m), "number": bot.Plain(x.Number)}
	return &letter{Subject: textSubjectScheduled.With(args), Message: bot.Say(bot.Para{Text: textIsScheduled.With(args)}, bot.Note{Text: textYouWillHear})}, nil
}

// tellOff tells who brought something that it is not on the agenda after all.
func (a *Agenda) tellOff(ctx context.Context, n notice, at time.Time) (*letter, error) {
	_, m, err := a.meetingOf(ctx, n.Meeting)
	if err != nil {
		return nil, err
	}
	return a.about(ctx, n, textSubjectOff, func(x *item.Item, args bot.Args) []bot.Block {
		args["when"] = a.when(m)
		return []bot.Block{bot.Para{Text: textIsOff.With(args)}, bot.Note{Text: textYouWillHear}}
	})
}

// itemOf reads one item for a notice about it.
func (a *Agenda) itemOf(ctx context.Context, id int64) (x *item.Item, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error { x, err = load(r, id); return err })
	return x, err
}
