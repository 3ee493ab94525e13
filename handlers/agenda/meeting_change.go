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
	"wegwijs/store"
)

func (a *Agenda) pressDetails(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	fields := a.meetingFormFields(m.plan, m.day())[1:]
	chair := bot.Field{Name: "chair", Label: textChairLabel, Help: textChairHelp, Kind: bot.ShortText, Optional: true, Max: 120}
	if name := nameOf(m.plan.Chair); name != "" {
		chair.Value = []string{name}
	}
	away := bot.Field{Name: "apologies", Label: textApologiesLabel, Help: textApologiesHelp, Kind: bot.LongText, Optional: true}
	var lines []string
	for _, x := range m.plan.Apologies {
		lines = append(lines, apologyLine(x))
	}
	if len(lines) > 0 {
		away.Value = []string{strings.Join(lines, "\n")}
	}
	return bot.Reply{Form: &bot.Form{Action: "agenda.details", State: m.ID, Title: textDetails, Submit: textSave, Fields: append(fields, chair, away)}}, nil
}

func (a *Agenda) submitDetails(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &s.Origin, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	told := false
	_, p, wrong := a.planned(s, m.plan)
	delete(wrong, "day") // it is what it was
	for name, most := range map[string]int{"chair": mostName, "apologies": mostTyped} {
		for field, t := range tooLong(s.Values, most, name) {
			if wrong == nil {
				wrong = bot.FieldErrors{}
			}
			wrong[field] = t
		}
	}
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		if m, err = loadMeeting(tx, m.ID); err != nil {
			return err
		}
		changed := m.plan.Time != p.Time || m.plan.Minutes != p.Minutes || m.plan.Place != p.Place
		if changed {
			m.Sequence++ // calendars take it over
		}
		m.plan.Time, m.plan.Minutes, m.plan.Place = p.Time, p.Minutes, p.Place
		if name := oneLine(s.Values.Text("chair")); name != nameOf(m.plan.Chair) {
			m.plan.Chair = committee.Who{Name: name}
			if name == nameOf(c.Chair) {
				m.plan.Chair = c.Chair
			}
		}
		var away []apology
		for _, line := range strings.Split(s.Values.Text("apologies"), "\n") {
			if x := apologyOf(line); x.Name != "" {
				for _, was := range m.plan.Apologies {
					if was.Name == x.Name {
						x.By = was.By
					}
				}
				away = append(away, x)
			}
		}
		m.plan.Apologies = away
		if err := saveMeeting(tx, m); err != nil || !changed {
			return err
		}
		if told, err = a.knownOf(tx, c, m, s.At); err != nil || !told {
			return err
		}
		return a.tellAll(tx, c, m, noticeChanged, s.At)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if told {
		return a.meetingReply(ctx, &s.Origin, m.ID, textSavedTold)
	}
	return a.meetingReply(ctx, &s.Origin, m.ID, textSaved)
}

// knownOf tells whether people count on a meeting that is still to come: they
// were called to it, or its agenda was shared.
func (a *Agenda) knownOf(q store.Querier, c committee.Committee, m *meeting, at time.Time) (bool, error) {
	today := a.today(at)
	if m.State != meetingPlanned || m.day() < today {
		return false, nil
	}
	sent, err := versions(q, m.ID)
	return len(sent) > 0 || c.Dates(m.day(), a.opt.Calendar).Call <= today, err
}

func (a *Agenda) pressMove(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	fields := append(a.meetingFormFields(m.plan, m.day()), bot.Field{Name: "why", Label: textReason, Help: textMoveHelp, Kind: bot.ShortText, Optional: true})
	return bot.Reply{Form: &bot.Form{Action: "agenda.move", State: m.ID, Title: textMoveTitle, Submit: textMove, Fields: fields}}, nil
}

// submitMove moves a meeting: the days that hang on it move along, and everybody
// who counts on it hears so.
func (a *Agenda) submitMove(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &s.Origin, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	day, p, wrong := a.planned(s, m.plan)
	if wrong != nil {
		return bot.Reply{}, wrong
	}
	if wrong := tooLong(s.Values, mostPlace, "why"); wrong != nil {
		return bot.Reply{}, wrong
	}
	same := false
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		if m, err = loadMeeting(tx, m.ID); err != nil {
			return err
		}
		if m.State != meetingPlanned {
			return &bot.Problem{Say: textMeetingOver}
		}
		if same = m.day() == day && m.plan.Time == p.Time && m.plan.Minutes == p.Minutes && m.plan.Place == p.Place; same {
			return nil
		}
		other, ok, err := meetingAt(tx, c, day)
		if err != nil {
			return err
		}
		if ok && other.ID != m.ID && other.State == meetingPlanned {
			return bot.FieldErrors{"day": textDayTaken.With(bot.Args{"day": day.Text()})}
		}
		if m.day() != day {
			m.plan.Was = m.day()
			// What was reminded of for the old day is reminded of for the new one.
			for name := range m.plan.Sent {
				if !strings.HasPrefix(name, "scheduled/") {
					delete(m.plan.Sent, name)
				}
			}
		}
		m.plan.Why = oneLine(s.Values.Text("why"))
		m.Day, m.plan.Time, m.plan.Minutes, m.plan.Place = string(day), p.Time, p.Minutes, p.Place
		m.Sequence++
		if err := saveMeeting(tx, m); err != nil {
			return err
		}
		return a.tellAll(tx, c, m, noticeMoved, s.At)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if same {
		return a.meetingReply(ctx, &s.Origin, m.ID, textNothingMoved)
	}
	return a.meetingReply(ctx, &s.Origin, m.ID, textMovedDone)
}

// tellAll has the members, the chair, and everybody whose topic is on the agenda
// hear something about a meeting.
func (a *Agenda) tellAll(tx *store.Tx, c committee.Committee, m *meeting, what string, at time.Time) error {
	people, err := a.seated(tx, c, a.today(at))
	if err != nil {
		return err
	}
	once := strconv.Itoa(m.Sequence)
	for _, w := range people {
		if err := a.notify(tx, at, notice{What: what, Committee: c.ID, Meeting: m.ID, Extra: once, Who: w}); err != nil {
			return err
		}
	}
	all, err := decodeAll(store.AgendaItemsAt(tx, m.ID))
	if err != nil {
		return err
	}
	told := map[item.Person]bool{}
	for _, x := range all {
		if x.State != item.Scheduled {
			continue
		}
		for _, p := range append([]item.Person{x.By}, x.Also...) { // each once, whatever they brought
			if told[p] || p == (item.Person{}) || slices.ContainsFunc(people, func(w committee.Who) bool { return isPerson(w, p) }) {
				continue
			}
			told[p] = true
			if err := a.notify(tx, at, notice{What: what, Committee: c.ID, Item: x.ID, Meeting: m.ID, Extra: once, To: p}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *Agenda) pressCancel(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: &bot.Form{Action: "agenda.cancel", State: m.ID, Title: textCancelTitle, Submit: textCancel,
		Intro:  textCancelIntro.With(bot.Args{"when": a.when(m)}),
		Fields: []bot.Field{{Name: "why", Label: textReason, Kind: bot.ShortText}}}}, nil
}

// submitCancel cancels a meeting. What was on its agenda comes first at the next one.
func (a *Agenda) submitCancel(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &s.Origin, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	why := oneLine(s.Values.Text("why"))
	if why == "" {
		return bot.Reply{}, bot.FieldErrors{"why": textWhyCancelled}
	}
	if wrong := tooLong(s.Values, mostPlace, "why"); wrong != nil {
		return bot.Reply{}, wrong
	}
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		if m, err = loadMeeting(tx, m.ID); err != nil {
			return err
		}
		if m.State != meetingPlanned {
			return &bot.Problem{Say: textMeetingOver}
		}
		m.State, m.plan.Why = meetingCancelled, why
		m.Sequence++
		if err := a.tellAll(tx, c, m, noticeCancelled, s.At); err != nil {
			return err
		}
		all, err := decodeAll(store.AgendaItemsAt(tx, m.ID))
		if err != nil {
			return err
		}
		for _, x := range all {
			if x.State != item.Scheduled {
				continue
			}
			x.Postponed++
			if _, err := a.act(tx, x, by(&s.Origin), item.Hold, why); err != nil {
				return err
			}
		}
		return saveMeeting(tx, m)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.meetingReply(ctx, &s.Origin, m.ID, textCancelledDone)
}

func (a *Agenda) tellMoved(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.aboutMeeting(ctx, n, textSubjectMoved, func(c committee.Committee, m *meeting, args bot.Args) []bot.Block {
		say := textIsMoved
		if m.plan.Was == "" || m.plan.Was == m.day() || n.What == noticeChanged {
			say = textIsChanged
		}
		d := c.Dates(m.day(), a.opt.Calendar)
		args["close"] = d.Close.Text()
		blocks := []bot.Block{bot.Para{Text: say.With(args)}}
		if m.plan.Why != "" && n.What != noticeChanged { // it is why it was moved
			blocks = append(blocks, bot.Para{Text: textBecause.With(args)})
		}
		if m.plan.Place != "" {
			blocks = append(blocks, bot.Para{Text: textPlace.With(bot.Args{"place": placeText(m.plan.Place)})})
		}
		if n.Item == 0 && n.What != noticeChanged && a.today(at) <= d.Close {
			blocks = append(blocks, bot.Para{Text: textCloseMoved.With(args)})
		}
		return blocks
	})
}

func (a *Agenda) tellCancelled(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.aboutMeeting(ctx, n, textSubjectCancelled, func(c committee.Committee, m *meeting, args bot.Args) []bot.Block {
		blocks := []bot.Block{bot.Para{Text: textIsCancelled.With(args)}}
		if n.Item != 0 {
			blocks = append(blocks, bot.Para{Text: textTopicGoesOn})
		}
		return blocks
	})
}

// aboutMeeting is the notice of a meeting in its words.
func (a *Agenda) aboutMeeting(ctx context.Context, n notice, subject bot.Phrase, say func(committee.Committee, *meeting, bot.Args) []bot.Block) (*letter, error) {
	c, m, err := a.meetingOf(ctx, n.Meeting)
	if err != nil {
		return nil, err
	}
	args := bot.Args{"committee": bot.Plain(c.Name), "when": a.when(m), "why": bot.Plain(m.plan.Why), "was": m.plan.Was.Text(), "day": m.day().Text()}
	return &letter{Subject: subject.With(args), Message: bot.Say(say(c, m, args)...)}, nil
}
