package agenda

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// A Meeting is a meeting in a list.
type Meeting struct {
	ID        string    `json:"id"` // "aic/2027-01-12"
	Committee string    `json:"committee"`
	Day       string    `json:"day"` // it is on now, "2027-01-12"
	Start     time.Time `json:"start"`
	State     string    `json:"state"`    // planned, cancelled, held
	Topics    int       `json:"topics"`   // on its agenda as it is now
	Versions  int       `json:"versions"` // of its agenda that were sent
	Final     bool      `json:"final"`    // the last version is final
	Archived  time.Time `json:"archived,omitzero"`
	Confirmed time.Time `json:"confirmed,omitzero"` // as taken into the records system
}

// LoadMeetings returns the meetings of a committee, the last one first. Of opt it
// needs the committees, the zone and the language.
func LoadMeetings(q store.Querier, opt Options, id string) ([]Meeting, error) {
	a := New(opt)
	c, err := a.committee(id)
	if err != nil {
		return nil, err
	}
	raw, err := store.AgendaMeetingsBefore(q, c.ID, "9999", 10_000)
	if err != nil {
		return nil, err
	}
	all := make([]Meeting, 0, len(raw))
	for _, r := range raw {
		m, err := decodeMeeting(r)
		if err != nil {
			return nil, err
		}
		sent, err := store.AgendaVersions(q, m.ID, listAgenda)
		if err != nil {
			return nil, err
		}
		x := Meeting{ID: m.ID, Committee: c.ID, Day: m.Day, Start: a.startOf(m), State: m.State, Topics: len(m.plan.Points), Versions: len(sent)}
		if n := len(sent); n > 0 {
			x.Final = sent[n-1].Final
		}
		kept, err := store.AgendaArchiveOf(q, m.ID)
		if err != nil {
			return nil, err
		}
		x.Archived, x.Confirmed = kept.At, kept.Confirmed
		all = append(all, x)
	}
	return all, nil
}

// MeetingOn returns the id of the meeting of a committee on a day, or that was
// first planned on it; "" when there is none.
func MeetingOn(q store.Querier, committee, day string) (string, error) {
	on, err := store.AgendaMeetingsFrom(q, committee, day, 10)
	if err != nil {
		return "", err
	}
	found := ""
	for _, m := range on {
		if m.Day == day && (found == "" || m.State != meetingCancelled) {
			found = m.ID
		}
	}
	if found == "" {
		if m, err := store.AgendaMeetingByID(q, committee+"/"+day); err == nil {
			found = m.ID
		}
	}
	return found, nil
}

// LoadAgenda returns the agenda of a meeting, for those who may read everything:
// a version that was sent, or with 0 the last version, or as it is now when it
// changed since or none was sent.
func LoadAgenda(q store.Querier, opt Options, meeting string, version int, at time.Time) (paper.Agenda, error) {
	a := New(opt)
	m, err := loadMeeting(q, meeting)
	if err != nil {
		return paper.Agenda{}, err
	}
	if version == 0 {
		return a.workingAgenda(q, m, at)
	}
	all, err := versions(q, meeting)
	if err != nil {
		return paper.Agenda{}, err
	}
	if version < 0 || version > len(all) {
		return paper.Agenda{}, fmt.Errorf("there is no version %d of the agenda of %s: %d were sent", version, m.Day, len(all))
	}
	return all[version-1], nil
}

// LoadList returns a list of a committee, for those who may read everything.
// meetingID is of decisions alone.
func LoadList(q store.Querier, opt Options, id string, kind paper.ListKind, meetingID string, at time.Time) (paper.List, error) {
	a := New(opt)
	c, err := a.committee(id)
	if err != nil {
		return paper.List{}, err
	}
	if kind == paper.LongList {
		return a.longListOf(q, c, at)
	}
	var on *meeting
	if kind == paper.Decisions {
		if on, err = loadMeeting(q, meetingID); err != nil {
			return paper.List{}, err
		}
	}
	l, err := a.outcomesOf(q, c, kind, on, at, true)
	if err == errNothingSent {
		return a.outcomesOf(q, c, kind, on, at, false)
	}
	return l, err
}

// digest tells one value from another.
func digest(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// dayOf is the day a meeting was on, or, of a meeting that was removed, the one it
// was first planned on; of what came on no agenda it is a year, "2027".
func dayOf(q store.Querier, what string) (committee.Day, error) {
	_, on, _ := strings.Cut(what, "/")
	if len(on) < len("2027-01-12") {
		return committee.Day(on), nil
	}
	m, err := store.AgendaMeetingByID(q, what)
	switch {
	case err == nil:
		return committee.Day(m.Day), nil
	case errors.Is(err, store.ErrNoRows):
		// A second meeting on one day has a number behind it.
		return committee.Day(on[:len("2027-01-12")]), nil
	}
	return "", err
}

// isDay tells a day from a year.
func isDay(on committee.Day) bool { return len(on) == len("2027-01-12") }

// LoadReceipt returns one request by its number, whole: For(paper.Receipt) takes
// out what is not for who brought it.
func LoadReceipt(q store.Querier, opt Options, id, number string) (paper.Agenda, error) {
	a := New(opt)
	c, err := a.committee(id)
	if err != nil {
		return paper.Agenda{}, err
	}
	raw, err := store.AgendaItemByNumber(q, strings.ToUpper(strings.TrimSpace(number)))
	if errors.Is(err, store.ErrNoRows) || err == nil && raw.Committee != c.ID {
		return paper.Agenda{}, errNoItem
	}
	if err != nil {
		return paper.Agenda{}, err
	}
	x, err := decode(raw)
	if err != nil {
		return paper.Agenda{}, err
	}
	return a.receiptOf(q, c, x)
}
