package agenda

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"wegwijs/handlers/agenda/item"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// decisionList is what was decided in a meeting, for those who may read all.
func (a *Agenda) decisionList(q store.Querier, c committee.Committee, m *meeting, at time.Time) (paper.List, error) {
	l := a.listOf(paper.Decisions, c, at)
	l.Meeting = a.startOf(m)
	all, err := store.AgendaOutcomesAt(q, m.ID)
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

// origins are the meetings and items that outcomes came of, each read once: a
// list of a long meeting has hundreds of outcomes of a few.
type origins struct {
	starts map[string]time.Time
	items  map[int64]*item.Item
}

func newOrigins() *origins {
	return &origins{starts: map[string]time.Time{}, items: map[int64]*item.Item{}}
}

// paperOutcome is an outcome as documents have it; nil when it was taken back.
func (a *Agenda) paperOutcome(q store.Querier, raw store.AgendaOutcome, from *origins) (*paper.Outcome, error) {
	o, err := decodeOutcome(raw)
	if err != nil || o.Gone {
		return nil, err
	}
	p := paper.Outcome{Number: raw.Number, Kind: raw.Kind, Text: o.Text, Owner: o.Owner, Due: raw.Due, Done: raw.Done, Postponed: o.Postponed,
		Asked: o.Asked, To: o.To, MembersOnly: o.MembersOnly, Meeting: raw.Created.In(a.opt.Zone)}
	if raw.Meeting != "" {
		start, ok := from.starts[raw.Meeting]
		if !ok {
			if m, err := loadMeeting(q, raw.Meeting); err == nil {
				start = a.startOf(m)
			}
			from.starts[raw.Meeting] = start
		}
		if !start.IsZero() {
			p.Meeting = start
		}
	}
	if raw.Item > 0 {
		x := from.items[raw.Item]
		if x == nil {
			if x, err = load(q, raw.Item); err != nil {
				return nil, err
			}
			from.items[raw.Item] = x
		}
		p.Item, p.Title = x.Number, x.Topic
		p.MembersOnly = o.MembersOnly || x.MembersOnly
	}
	return &p, nil
}

// pressDecisions shows the secretary the decision list before it is sent.
func (a *Agenda) pressDecisions(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	var l paper.List
	var t treated
	n := 0
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if l, err = a.decisionList(r, c, m, e.At); err != nil {
			return err
		}
		if t, err = a.treatedAt(r, c, m); err != nil {
			return err
		}
		people, err := a.seated(r, c, a.today(e.At))
		n = len(people)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	blocks := []bot.Block{bot.Para{Text: bot.Bold(textListPreview.With(bot.Args{"when": a.when(m)}))}}
	blocks = append(blocks, outcomeBlocks(l, a.opt.Zone)...)
	if open := t.open(m); len(open) > 0 {
		blocks = append(blocks, bot.Para{Text: textStillOpen, Items: a.lines(open)})
	}
	goes := bot.Text(textListGoes.Count(n, nil))
	if n == 0 {
		goes = textListGoesNowhere
	}
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Para{Text: goes}, bot.Buttons{
		{Label: textSendNow, Action: "agenda.decisionsnow", Value: fmt.Sprintf("%s %d", m.ID, m.Rev), Style: bot.Primary},
		{Label: textBack, Action: "agenda.outcomes", Value: m.ID},
	})}}, nil
}

// outcomeBlocks are decisions, actions and advice as a message shows them.
func outcomeBlocks(l paper.List, zone *time.Location) []bot.Block {
	if len(l.Outcomes) == 0 {
		return []bot.Block{bot.Para{Text: textNoOutcomes}}
	}
	t := bot.Table{Caption: textListCaption, Head: []bot.Text{textNr, textKind, textWhat, textOwner, textDue}}
	for i, o := range l.Outcomes {
		if i == mostLines {
			t.Rows = append(t.Rows, []bot.Text{bot.Plain("…"), none, textMoreLines.Count(len(l.Outcomes)-mostLines, nil), none, none})
			break
		}
		due := bot.Text(none)
		if o.Due != "" {
			due = bot.Date(committee.Day(o.Due).In(zone))
		}
		what := bot.Text(bot.Plain(clip(o.Text, 120)))
		if o.Title != "" {
			what = bot.Plain(clip(o.Title, 60) + ": " + clip(o.Text, 120))
		}
		if o.MembersOnly {
			what = bot.Join(what, textMembersOnlyMark)
		}
		t.Rows = append(t.Rows, []bot.Text{bot.Plain(o.Number), outcomeKind(o), what, cell(firstOf(o.Owner, o.To)), due})
	}
	return []bot.Block{t}
}

func outcomeKind(o paper.Outcome) bot.Text {
	switch {
	case o.Kind == kindDecision:
		return textDecision
	case o.Kind == kindAction && o.Done:
		return textActionDone
	case o.Kind == kindAction:
		return textAction
	case o.Asked:
		return textAdviceAsked
	}
	return textAdviceUnasked
}

// sendDecisions keeps the decision list as it is now, sends it to the members,
// and has everybody who brought something hear what came of it.
func (a *Agenda) sendDecisions(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, rev, _ := strings.Cut(e.Value, " ")
	c, m, err := a.secretaryAt(ctx, &e.Origin, id)
	if err != nil {
		return bot.Reply{}, err
	}
	n, told := 0, 0
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		if m, err = loadMeeting(tx, m.ID); err != nil {
			return err
		}
		if strconv.Itoa(m.Rev) != rev {
			if lists, err := store.AgendaVersions(tx, m.ID, listDecisions); err == nil && len(lists) > 0 {
				last := lists[len(lists)-1]
				return &bot.Problem{Say: textListSentAlready.With(bot.Args{"n": bot.Number(last.Number), "when": bot.Moment(last.At.In(a.opt.Zone))})}
			}
			return &bot.Problem{Say: textChanged}
		}
		l, err := a.decisionList(tx, c, m, e.At)
		if err != nil {
			return err
		}
		data, err := json.Marshal(l)
		if err != nil {
			return fmt.Errorf("decision list of %s: %w", m.ID, err)
		}
		v := store.AgendaVersion{Meeting: m.ID, List: listDecisions, Final: true, At: e.At, Name: e.From.Name, Data: data}
		if err := tx.AddAgendaVersion(&v); err != nil {
			return err
		}
		people, err := a.seated(tx, c, a.today(e.At))
		if err != nil {
			return err
		}
		n = len(people)
		for _, w := range people {
			if err := a.notify(tx, e.At, notice{What: noticeDecisions, Committee: c.ID, Meeting: m.ID, Extra: strconv.Itoa(v.Number), Who: w}); err != nil {
				return err
			}
		}
		told, err = a.tellOutcomes(tx, c, m, by(&e.Origin))
		if err != nil {
			return err
		}
		return saveMeeting(tx, m) // a second press on the same button sends nothing
	})
	if err != nil {
		return bot.Reply{}, err
	}
	say := bot.Text(textListSentTo.Count(n, nil))
	if n == 0 {
		say = textListKept
	}
	if told > 0 {
		say = bot.Join(say, bot.Phrase{NL: " ", EN: " "}, textToldTo.Count(told, nil))
	}
	return a.outcomesReply(ctx, &e.Origin, m.ID, say)
}

// tellDecisions is the decision list as members read it.
func (a *Agenda) tellDecisions(ctx context.Context, n notice, at time.Time) (*letter, error) {
	var l *paper.List
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := decisionLists(r, n.Meeting)
		if number, bad := strconv.Atoi(n.Extra); bad == nil && number >= 1 && number <= len(all) {
			l = &all[number-1]
		}
		return err
	})
	if err != nil || l == nil {
		return nil, err
	}
	var seats []committee.Seat
	if err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { seats, err = a.seats(r); return err }); err != nil {
		return nil, err
	}
	return a.aboutMeeting(ctx, n, textSubjectDecisionList, func(c committee.Committee, m *meeting, args bot.Args) []bot.Block {
		blocks := []bot.Block{bot.Para{Text: bot.Bold(textDecisionList.With(args))}}
		if l.Version > 1 {
			blocks = append(blocks, bot.Para{Text: textListAgain.With(bot.Args{"n": bot.Number(l.Version)})})
		}
		if n.Mail {
			return append(blocks, outcomeBlocks(*l, a.opt.Zone)...) // a mail has no button that shows it
		}
		decisions, actions, advice := 0, 0, 0
		var own []bot.Text
		for _, o := range l.Outcomes {
			switch o.Kind {
			case kindDecision:
				decisions++
			case kindAction:
				actions++
				if w := a.ownerOf(seats, c, o.Owner, a.today(at)); !w.Zero() && (w == n.Who || sameWho(w, n.Who)) {
					line := bot.Text(bot.Plain(o.Number + " " + clip(o.Text, 120)))
					if o.Due != "" {
						line = textLineDue.With(bot.Args{"what": line, "day": committee.Day(o.Due).Text()})
					}
					own = append(own, line)
				}
			case kindAdvice:
				advice++
			}
		}
		var counts []bot.Text
		for _, one := range []struct {
			n    int
			word bot.Plural
		}{{decisions, textDecisionCount}, {actions, textActionCount}, {advice, textAdviceCount}} {
			if one.n > 0 {
				counts = append(counts, one.word.Count(one.n, nil))
			}
		}
		say := bot.Text(textNoOutcomes)
		if len(counts) > 0 {
			say = bot.Join(joinedBy(bot.Phrase{NL: ", ", EN: ", "}, counts), bot.Phrase{NL: ".", EN: "."})
		}
		blocks = append(blocks, bot.Para{Text: say})
		if len(own) > 0 {
			blocks = append(blocks, bot.Para{Text: textForYou, Items: own})
		}
		return append(blocks, bot.Buttons{
			{Label: textSeeDecisions, Action: "agenda.decided", Value: c.ID, Style: bot.Primary},
			{Label: textExport, Action: "agenda.export", Value: m.ID},
		})
	})
}

// decisionLists are the decision lists of a meeting as they were sent.
func decisionLists(q store.Querier, meeting string) (all []paper.List, err error) {
	raw, err := store.AgendaVersions(q, meeting, listDecisions)
	if err != nil {
		return nil, err
	}
	for _, r := range raw {
		var l paper.List
		if err := json.Unmarshal(r.Data, &l); err != nil {
			return nil, fmt.Errorf("decision list %d of %s: %w", r.Number, meeting, err)
		}
		l.Version, l.Final = r.Number, r.Final
		all = append(all, l)
	}
	return all, nil
}

// typedDecisions shows the decision list that was sent last, as this person may
// see it.
func (a *Agenda) typedDecisions(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if cmd.From.Guest {
		return bot.Reply{}, &bot.Problem{Say: textNoGuests}
	}
	var l *paper.List
	var m *meeting
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		v, err := a.viewer(r, c, &cmd.Origin)
		if err != nil {
			return err
		}
		raw, err := store.AgendaMeetingsBefore(r, c.ID, string(a.today(cmd.At).Add(1)), 12)
		if err != nil {
			return err
		}
		for _, one := range raw {
			all, err := decisionLists(r, one.ID)
			if err != nil {
				return err
			}
			if len(all) == 0 {
				continue
			}
			last := all[len(all)-1]
			if !v.Secretary && !v.Chair && !v.Member() {
				last = last.For(paper.Public)
			}
			l = &last
			m, err = decodeMeeting(one)
			return err
		}
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if l == nil {
		return bot.Reply{Private: bot.Say(bot.Para{Text: textNoList})}, nil
	}
	blocks := append([]bot.Block{bot.Para{Text: bot.Bold(textDecisionList.With(bot.Args{"committee": bot.Plain(c.Name), "when": a.when(m)}))}}, outcomeBlocks(*l, a.opt.Zone)...)
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Buttons{{Label: textExport, Action: "agenda.export", Value: m.ID}})}}, nil
}
