package agenda

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// The states of a meeting.
const (
	meetingPlanned   = "planned"
	meetingCancelled = "cancelled"
	meetingHeld      = "held"
)

// A meeting as the feature works with it: what is stored, decoded.
type meeting struct {
	store.AgendaMeeting
	plan plan
}

// plan is what is stored of a meeting beside its day.
type plan struct {
	Time      string        `json:"time"` // "09:00"
	Minutes   int           `json:"minutes"`
	Place     string        `json:"place,omitempty"`
	Chair     committee.Who `json:"chair,omitzero"`
	Apologies []apology     `json:"apologies,omitempty"`
	Was       committee.Day `json:"was,omitempty"` // the day it was moved from, or the day of the series
	Why       string        `json:"why,omitempty"` // of moving or cancelling
	// Points are the agenda as the secretary is making it; nil: not begun.
	Points []outline.Point `json:"points,omitempty"`
	// Missing are items that an edited agenda had on no line, until the secretary
	// says what is to be done with them.
	Missing []int64 `json:"missing,omitempty"`
	// Sent are what was reminded of or sent, by name, so that it is done once.
	Sent map[string]time.Time `json:"sent,omitempty"`
}

type apology struct {
	Name string      `json:"name"`
	By   item.Person `json:"by,omitzero"`
	Note string      `json:"note,omitempty"` // who comes instead
}

// loadMeeting reads a meeting; a Problem when there is none.
func loadMeeting(q store.Querier, id string) (*meeting, error) {
	raw, err := store.AgendaMeetingByID(q, id)
	if errors.Is(err, store.ErrNoRows) {
		return nil, &bot.Problem{Say: textNoMeeting}
	}
	if err != nil {
		return nil, err
	}
	return decodeMeeting(raw)
}

func decodeMeeting(raw store.AgendaMeeting) (*meeting, error) {
	m := &meeting{AgendaMeeting: raw}
	if err := json.Unmarshal(raw.Data, &m.plan); err != nil {
		return nil, fmt.Errorf("meeting %s: %w", raw.ID, err)
	}
	return m, nil
}

// saveMeeting stores what changed of a meeting.
func saveMeeting(tx *store.Tx, m *meeting) error {
	var err error
	if m.Data, err = json.Marshal(m.plan); err != nil {
		return fmt.Errorf("meeting %s: %w", m.ID, err)
	}
	err = tx.SetAgendaMeeting(&m.AgendaMeeting)
	if errors.Is(err, store.ErrChanged) {
		return &bot.Problem{Say: textChanged}
	}
	return err
}

// day is the day a meeting is on.
func (m *meeting) day() committee.Day { return committee.Day(m.Day) }

// startOf is when a meeting begins.
func (a *Agenda) startOf(m *meeting) time.Time {
	at, err := m.day().At(m.plan.Time, a.opt.Zone)
	if err != nil {
		return m.day().In(a.opt.Zone)
	}
	return at
}

// upcoming returns the planned meetings of a committee from today on, the first
// one first.
func (a *Agenda) upcoming(q store.Querier, c committee.Committee, at time.Time) ([]*meeting, error) {
	raw, err := store.AgendaMeetingsFrom(q, c.ID, string(a.today(at)), 50)
	if err != nil {
		return nil, err
	}
	var all []*meeting
	for _, r := range raw {
		if r.State != meetingPlanned {
			continue
		}
		m, err := decodeMeeting(r)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// open returns the first meeting that still takes requests; nil when there is none.
func (a *Agenda) open(q store.Querier, c committee.Committee, at time.Time) (*meeting, error) {
	all, err := a.upcoming(q, c, at)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if c.Dates(m.day(), a.opt.Calendar).Open(a.today(at)) {
			return m, nil
		}
	}
	return nil, nil
}

// urgent tells whether requests close today or tomorrow, so that nobody can wait
// for the list of the next morning.
func (a *Agenda) urgent(q store.Querier, c committee.Committee, at time.Time) bool {
	m, err := a.open(q, c, at)
	if err != nil || m == nil {
		return false
	}
	return c.Dates(m.day(), a.opt.Calendar).Close <= a.today(at).Add(1)
}

// pressing tells whether an item cannot wait for the list of the next morning:
// requests close today or tomorrow, or it must be decided on by then.
func (a *Agenda) pressing(q store.Querier, c committee.Committee, x *item.Item, at time.Time) bool {
	if a.urgent(q, c, at) {
		return true
	}
	ends, err := a.deadlines(q, c, at)
	day := ends.of(a, x)
	return err == nil && day != "" && day <= a.today(at).Add(1)
}

// planMeetings stores the meetings of the series that are not there yet.
func (a *Agenda) planMeetings(tx *store.Tx, c committee.Committee, now time.Time) error {
	if c.Schedule == "" {
		return nil
	}
	all, err := c.Occurrences(a.today(now).Add(-1), 6, a.opt.Calendar)
	if err != nil {
		return err
	}
	for _, o := range all {
		first := o.Day
		if o.Was != "" {
			first = o.Was
		}
		data, err := json.Marshal(plan{Time: c.Time, Minutes: c.Minutes, Place: c.Place, Chair: c.Chair, Was: o.Was})
		if err != nil {
			return err
		}
		if err := tx.AddAgendaMeeting(store.AgendaMeeting{ID: c.ID + "/" + string(first), Committee: c.ID, Day: string(o.Day), State: meetingPlanned, Data: data}); err != nil {
			return err
		}
	}
	return nil
}

// The lists of which versions are kept.
const (
	listAgenda    = "agenda"
	listDecisions = "decisions"
)

// versions returns what was sent of the agenda of a meeting, the first one first.
func versions(q store.Querier, meeting string) (all []paper.Agenda, err error) {
	raw, err := store.AgendaVersions(q, meeting, listAgenda)
	if err != nil {
		return nil, err
	}
	for _, r := range raw {
		p, err := decodeVersion(r)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

func decodeVersion(r store.AgendaVersion) (p paper.Agenda, err error) {
	if err := json.Unmarshal(r.Data, &p); err != nil {
		return p, fmt.Errorf("version %d of the agenda of %s: %w", r.Number, r.Meeting, err)
	}
	p.Version, p.Final, p.Sent = r.Number, r.Final, r.At
	return p, nil
}

// published tells whether an item is on the agenda of its meeting as it was last
// shared with members, and as it was last made final.
func (a *Agenda) published(q store.Querier, x *item.Item) (concept, final bool, err error) {
	if x.Meeting == "" || x.Number == "" {
		return false, false, nil
	}
	raw, err := store.AgendaVersions(q, x.Meeting, listAgenda)
	if err != nil || len(raw) == 0 {
		return false, false, err
	}
	last := len(raw) - 1
	if concept, err = isOn(raw[last], x.Number); err != nil || raw[last].Final {
		return concept, concept, err
	}
	for _, r := range slices.Backward(raw) {
		if r.Final {
			final, err = isOn(r, x.Number)
			return concept, final, err
		}
	}
	return concept, false, nil
}

// isOn tells whether an item is on a version of an agenda. It reads no more of it
// than the numbers.
func isOn(r store.AgendaVersion, number string) (bool, error) {
	var p struct {
		Items []struct {
			Number string `json:"number"`
		} `json:"items"`
	}
	if err := json.Unmarshal(r.Data, &p); err != nil {
		return false, fmt.Errorf("version %d of the agenda of %s: %w", r.Number, r.Meeting, err)
	}
	for _, it := range p.Items {
		if it.Number == number {
			return true, nil
		}
	}
	return false, nil
}
