package agenda

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// paperOf is the agenda of a meeting as it is now, for those who may read
// everything: paper takes out what a view does not have. Requests that were
// withdrawn, declined or merged since stand on it no more.
func (a *Agenda) paperOf(q store.Querier, m *meeting) (paper.Agenda, error) {
	c, err := a.committee(m.Committee)
	if err != nil {
		return paper.Agenda{}, err
	}
	t, err := a.tableOf(q, c, m)
	if err != nil {
		return paper.Agenda{}, err
	}
	p := a.sheetOf(c, m)
	if p.Members, err = a.paperSeats(q, c, m.day()); err != nil {
		return p, err
	}
	slots, _ := outline.Clock(t.points, p.Start)
	p.Items = make([]paper.Item, 0, len(slots))
	for _, s := range slots {
		x := paper.Item{}
		if it := t.items[s.Point.Ref]; it != nil {
			if x, err = a.paperItem(q, it, s.Number); err != nil {
				return p, err
			}
		}
		// The secretary may have put it in other words, or given it other minutes.
		x.Nr, x.Fixed, x.Sub, x.Title, x.Minutes, x.Start, x.End = s.Number, s.Point.Fixed, s.Point.Sub, s.Point.Title, s.Point.Minutes, s.Start, s.End
		p.Items = append(p.Items, x)
	}
	return p, nil
}

// sheetOf is a meeting without its agenda.
func (a *Agenda) sheetOf(c committee.Committee, m *meeting) paper.Agenda {
	chair := m.plan.Chair
	if chair.Zero() {
		chair = c.Chair
	}
	start := a.startOf(m)
	p := paper.Agenda{
		Committee: c.Name, CommitteeID: c.ID, Meeting: m.ID, Start: start, End: start.Add(time.Duration(m.plan.Minutes) * time.Minute), Place: m.plan.Place,
		Chair: nameOf(chair), Secretary: nameOf(c.Secretary), SecretaryEmail: c.Secretary.Email,
		UID: strings.ReplaceAll(m.ID, "/", "-") + "@wegwijs", Sequence: m.Sequence, Cancelled: m.State == meetingCancelled, Lang: a.opt.Lang, Zone: a.opt.Zone.String(),
	}
	for _, x := range m.plan.Apologies {
		p.Apologies = append(p.Apologies, apologyLine(x))
	}
	return p
}

// movedTo is an agenda that was sent, at the hours and the place its meeting has
// now: a calendar believes what it is told last. What is on it stays what was sent.
func movedTo(q, now paper.Agenda) paper.Agenda {
	by := now.Start.Sub(q.Start)
	q.Start, q.End, q.Place, q.Cancelled, q.Sequence = now.Start, now.End, now.Place, now.Cancelled, now.Sequence
	q.Items = slices.Clone(q.Items)
	for i, x := range q.Items {
		if !x.Start.IsZero() {
			q.Items[i].Start, q.Items[i].End = x.Start.Add(by), x.End.Add(by)
		}
	}
	return q
}

// paperSeats are the departments of a committee with who sits for them on a day.
func (a *Agenda) paperSeats(q store.Querier, c committee.Committee, on committee.Day) (all []paper.Seat, err error) {
	seats, err := a.seats(q)
	if err != nil {
		return nil, err
	}
	for _, d := range a.departments(c) {
		if s, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, on); ok {
			all = append(all, paper.Seat{Department: d.Code, Name: nameOf(s.Member), Deputy: nameOf(s.Deputy)})
		}
	}
	return all, nil
}

// paperItem is a request as documents have it, with its moves. nr is its number
// on the agenda; "" when it stands on none.
func (a *Agenda) paperItem(q store.Querier, x *item.Item, nr string) (paper.Item, error) {
	moves, err := store.AgendaMoves(q, x.ID)
	if err != nil {
		return paper.Item{}, err
	}
	p := paper.Item{
		Nr: nr, Number: x.Number, Title: x.Topic, Kind: string(x.Kind), Nature: string(x.Nature), Ask: x.Ask, Explain: x.Explain, Annotation: x.Annotation,
		Department: a.current(x), Requester: x.By.Name, Speaker: x.Speaker, Minutes: x.Minutes, MembersOnly: x.MembersOnly,
		AdviceTo: x.Advice.To, Principle: x.Principle, State: string(x.State), Postponed: x.Postponed, Brought: x.Created, Outcome: firstOf(x.Outcome, x.Answer), Told: x.Told,
	}
	if x.Advice.To != "" {
		p.Advice = "unasked"
		if x.Advice.Asked {
			p.Advice = "asked"
		}
	}
	for i, d := range x.Documents {
		n := ""
		if nr != "" {
			n = fmt.Sprintf("%s.%d", nr, i+1)
		}
		p.Documents = append(p.Documents, paper.Document{Nr: n, Title: d.Title, Link: d.Link, Access: string(d.Access), Version: d.Version})
	}
	for _, m := range moves {
		who := m.Name
		if m.Behalf != "" {
			who = textOnBehalfOf.With(bot.Args{"who": bot.Plain(m.Name), "of": bot.Plain(m.Behalf)}).In(a.opt.Lang, bot.Literal)
		}
		p.Moves = append(p.Moves, paper.Move{At: m.At, Who: who, Action: m.Action, Reason: m.Reason})
		if item.Action(m.Action) == item.Pass {
			p.Member = firstOf(m.Behalf, m.Name)
		}
	}
	return p, nil
}

// receiptOf is one request as documents have it, with the meeting it is for when
// that was shared. It is whole: For(paper.Receipt) takes out what is not for who
// brought it.
func (a *Agenda) receiptOf(q store.Querier, c committee.Committee, x *item.Item) (paper.Agenda, error) {
	p := paper.Agenda{Committee: c.Name, CommitteeID: c.ID, Secretary: nameOf(c.Secretary), Lang: a.opt.Lang, Zone: a.opt.Zone.String()}
	concept, final, err := a.published(q, x)
	if err != nil {
		return p, err
	}
	if concept || final {
		m, err := loadMeeting(q, x.Meeting)
		if err != nil {
			return p, err
		}
		sheet := a.sheetOf(c, m)
		p.Start, p.End, p.Meeting = sheet.Start, sheet.End, sheet.Meeting
	}
	one, err := a.paperItem(q, x, "")
	p.Items = []paper.Item{one}
	return p, err
}

// longListOf is what came in and stands on no agenda yet, held over first, the
// oldest first.
func (a *Agenda) longListOf(q store.Querier, c committee.Committee, at time.Time) (paper.List, error) {
	l := a.listOf(paper.LongList, c, at)
	all, err := itemsIn(q, c, item.Held, item.Passed)
	if err != nil {
		return l, err
	}
	slices.SortStableFunc(all, func(x, y *item.Item) int {
		switch {
		case x.State == y.State:
			return x.Created.Compare(y.Created)
		case x.State == item.Held:
			return -1
		}
		return 1
	})
	for _, x := range all {
		p, err := a.paperItem(q, x, "")
		if err != nil {
			return l, err
		}
		l.Items = append(l.Items, p)
	}
	return l, nil
}

func (a *Agenda) listOf(kind paper.ListKind, c committee.Committee, at time.Time) paper.List {
	return paper.List{Kind: kind, Committee: c.Name, CommitteeID: c.ID, At: at, Lang: a.opt.Lang, Zone: a.opt.Zone.String()}
}

// outcomesOf is a list of outcomes for those who may read everything: of a
// meeting its decisions, as they were sent last or else as they are now; of a
// committee its open actions, or the advice it gave. m is of decisions alone.
func (a *Agenda) outcomesOf(q store.Querier, c committee.Committee, kind paper.ListKind, m *meeting, at time.Time, sent bool) (l paper.List, err error) {
	switch {
	case kind != paper.Decisions:
		l, err = a.outcomeList(q, c, kind, at)
	case sent:
		all, bad := decisionLists(q, m.ID)
		if bad != nil {
			return l, bad
		}
		if len(all) == 0 {
			return l, errNothingSent
		}
		l = all[len(all)-1]
	default:
		l, err = a.decisionList(q, c, m, at)
	}
	if err != nil {
		return l, err
	}
	base := a.listOf(kind, c, at)
	l.CommitteeID, l.Zone = base.CommitteeID, base.Zone
	// What comes of a topic for members only is for members only.
	for i, o := range l.Outcomes {
		if o.Item == "" || o.MembersOnly {
			continue
		}
		raw, err := store.AgendaItemByNumber(q, o.Item)
		if errors.Is(err, store.ErrNoRows) {
			continue
		}
		if err != nil {
			return l, err
		}
		x, err := decode(raw)
		if err != nil {
			return l, err
		}
		l.Outcomes[i].MembersOnly = x.MembersOnly
	}
	return l, nil
}

// errNothingSent says that a document was never sent.
var errNothingSent = &bot.Problem{Say: textNothingSent}

// sameAgenda tells whether an agenda says what the version before says: the
// meeting and its topics, not what became of them since.
func sameAgenda(p, q paper.Agenda) bool { return says(p) == says(q) }

// says tells what one agenda says from what others say.
func says(p paper.Agenda) string {
	p.Version, p.Final, p.Sent, p.Made, p.Changes, p.View = 0, false, time.Time{}, time.Time{}, nil, ""
	p.Sequence, p.Members = 0, nil
	items := slices.Clone(p.Items)
	for i := range items {
		x := &items[i]
		x.Moves, x.State, x.Told, x.Outcome, x.Postponed, x.Member = nil, "", false, "", 0, ""
	}
	p.Items = items
	return digest(p)
}

// workingAgenda is the agenda of a meeting as its secretary has it: the version
// that was sent last when nothing changed since or the meeting has begun, else as
// it is now.
func (a *Agenda) workingAgenda(q store.Querier, m *meeting, at time.Time) (paper.Agenda, error) {
	p, err := a.paperOf(q, m)
	if err != nil {
		return p, err
	}
	all, err := versions(q, m.ID)
	if err != nil {
		return p, err
	}
	if n := len(all); n > 0 && (!at.Before(p.Start) || sameAgenda(p, all[n-1])) {
		return all[n-1], nil
	}
	p.Made = at
	return p, nil
}
