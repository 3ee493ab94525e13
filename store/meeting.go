package store

import (
	"fmt"
	"time"
)

// An AgendaMeeting is one meeting of a committee. Data is the feature's own.
type AgendaMeeting struct {
	ID        string // "aic/2027-01-12": the committee and the day it was first planned on
	Committee string
	Day       string // the day it is on now, "2027-01-12"
	State     string // "planned", "cancelled", "held"
	Sequence  int    // of its calendar entry
	Rev       int
	Data      []byte
}

func scanAgendaMeeting(row interface{ Scan(...any) error }) (x AgendaMeeting, err error) {
	err = row.Scan(&x.ID, &x.Committee, &x.Day, &x.State, &x.Sequence, &x.Rev, &x.Data)
	return x, err
}

const agendaMeetingColumns = "id, committee, day, state, sequence, rev, data"

// AgendaMeetingByID returns one meeting; ErrNoRows when there is none.
func AgendaMeetingByID(q Querier, id string) (AgendaMeeting, error) {
	x, err := scanAgendaMeeting(q.QueryRow("SELECT "+agendaMeetingColumns+" FROM agenda_meeting WHERE id = $1", id))
	if err != nil {
		return x, fmt.Errorf("meeting: %w", err)
	}
	return x, nil
}

// AgendaMeetingsFrom returns the meetings of a committee on a day ("2027-01-12")
// or later, the first one first, cancelled ones too.
func AgendaMeetingsFrom(q Querier, committee, day string, limit int) ([]AgendaMeeting, error) {
	return list(q, "meetings", scanAgendaMeeting, "SELECT "+agendaMeetingColumns+" FROM agenda_meeting WHERE committee = $1 AND day >= $2 ORDER BY day, id LIMIT $3", committee, day, limit)
}

// AgendaMeetingsBefore returns the meetings of a committee before a day, the
// last one first, cancelled ones too.
func AgendaMeetingsBefore(q Querier, committee, day string, limit int) ([]AgendaMeeting, error) {
	return list(q, "meetings", scanAgendaMeeting, "SELECT "+agendaMeetingColumns+" FROM agenda_meeting WHERE committee = $1 AND day < $2 ORDER BY day DESC, id DESC LIMIT $3", committee, day, limit)
}

// AddAgendaMeeting stores a new meeting; one with this ID that is there stays.
func (tx *Tx) AddAgendaMeeting(x AgendaMeeting) error {
	_, err := tx.Exec("INSERT INTO agenda_meeting ("+agendaMeetingColumns+") VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (id) DO NOTHING",
		x.ID, x.Committee, x.Day, x.State, x.Sequence, x.Data)
	if err != nil {
		return fmt.Errorf("store a meeting: %w", err)
	}
	return nil
}

// SetAgendaMeeting stores what changed of a meeting. ErrChanged when it is not
// what it was when it was read.
func (tx *Tx) SetAgendaMeeting(x *AgendaMeeting) error {
	n, err := tx.Exec("UPDATE agenda_meeting SET day = $1, state = $2, sequence = $3, rev = rev + 1, data = $4 WHERE id = $5 AND rev = $6",
		x.Day, x.State, x.Sequence, x.Data, x.ID, x.Rev)
	if err != nil {
		return fmt.Errorf("store a meeting: %w", err)
	}
	if n == 0 {
		return fmt.Errorf("store meeting %s: %w", x.ID, ErrChanged)
	}
	x.Rev++
	return nil
}

// An AgendaVersion is an agenda or a decision list as it was sent.
type AgendaVersion struct {
	Meeting string
	List    string // "agenda", "decisions"
	Number  int    // 1, 2, 3; set by the store
	Final   bool
	At      time.Time
	Name    string // who made it
	Data    []byte
}

func scanAgendaVersion(row interface{ Scan(...any) error }) (x AgendaVersion, err error) {
	var at int64
	err = row.Scan(&x.Meeting, &x.List, &x.Number, &x.Final, &at, &x.Name, &x.Data)
	x.At = timeOf(at)
	return x, err
}

// AgendaVersions returns the versions of an agenda or a decision list, the first
// one first.
func AgendaVersions(q Querier, meeting, which string) ([]AgendaVersion, error) {
	return list(q, "versions", scanAgendaVersion, "SELECT meeting, list, number, final, at, name, data FROM agenda_version WHERE meeting = $1 AND list = $2 ORDER BY number", meeting, which)
}

// AddAgendaVersion stores a version and gives it the next number. It never
// changes afterwards.
func (tx *Tx) AddAgendaVersion(x *AgendaVersion) error {
	err := tx.QueryRow(`INSERT INTO agenda_version (meeting, list, number, final, at, name, data)
		SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 FROM agenda_version WHERE meeting = $1 AND list = $2 RETURNING number`,
		x.Meeting, x.List, x.Final, unixOrNever(x.At), x.Name, x.Data).Scan(&x.Number)
	if err != nil {
		return fmt.Errorf("store a version: %w", err)
	}
	return nil
}

// An AgendaOutcome is a decision, an action or an advice.
type AgendaOutcome struct {
	ID        int64
	Number    string // "AIC-2027-B03"
	Committee string
	Kind      string // "decision", "action", "advice"
	Meeting   string
	Item      int64 // 0: of none
	Done      bool
	Due       string // "2027-02-01"; empty: none
	Created   time.Time
	Rev       int
	Data      []byte
}

const agendaOutcomeColumns = "id, number, committee, kind, meeting, item, done, due, created, rev, data"

func scanAgendaOutcome(row interface{ Scan(...any) error }) (x AgendaOutcome, err error) {
	var created int64
	err = row.Scan(&x.ID, &x.Number, &x.Committee, &x.Kind, &x.Meeting, &x.Item, &x.Done, &x.Due, &created, &x.Rev, &x.Data)
	x.Created = timeOf(created)
	return x, err
}

// AgendaOutcomeByNumber returns one outcome; ErrNoRows when there is none.
func AgendaOutcomeByNumber(q Querier, number string) (AgendaOutcome, error) {
	x, err := scanAgendaOutcome(q.QueryRow("SELECT "+agendaOutcomeColumns+" FROM agenda_outcome WHERE number = $1", number))
	if err != nil {
		return x, fmt.Errorf("outcome: %w", err)
	}
	return x, nil
}

// AgendaOutcomes returns the outcomes of one kind of a committee, the first one
// first; with open only those that are not done.
func AgendaOutcomes(q Querier, committee, kind string, open bool, limit int) ([]AgendaOutcome, error) {
	return list(q, "outcomes", scanAgendaOutcome, "SELECT "+agendaOutcomeColumns+` FROM agenda_outcome
		WHERE committee = $1 AND kind = $2 AND (done = 0 OR $3 = 0) ORDER BY id LIMIT $4`, committee, kind, open, limit)
}

// AgendaOutcomesAt returns all outcomes of a meeting, the first one first.
func AgendaOutcomesAt(q Querier, meeting string) ([]AgendaOutcome, error) {
	return list(q, "outcomes", scanAgendaOutcome, "SELECT "+agendaOutcomeColumns+" FROM agenda_outcome WHERE meeting = $1 ORDER BY id", meeting)
}

// AgendaOutcomesOf returns all outcomes of an item, the first one first.
func AgendaOutcomesOf(q Querier, item int64) ([]AgendaOutcome, error) {
	return list(q, "outcomes", scanAgendaOutcome, "SELECT "+agendaOutcomeColumns+" FROM agenda_outcome WHERE item = $1 AND item > 0 ORDER BY id", item)
}

// AddAgendaOutcome stores a new outcome and gives it its ID.
func (tx *Tx) AddAgendaOutcome(x *AgendaOutcome) error {
	err := tx.QueryRow(`INSERT INTO agenda_outcome (number, committee, kind, meeting, item, done, due, created, rev, data)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9) RETURNING id`,
		x.Number, x.Committee, x.Kind, x.Meeting, x.Item, x.Done, x.Due, unixOrNever(x.Created), x.Data).Scan(&x.ID)
	if err != nil {
		return fmt.Errorf("store an outcome: %w", err)
	}
	x.Rev = 1
	return nil
}

// SetAgendaOutcome stores what changed of an outcome. ErrChanged when it is not
// what it was when it was read.
func (tx *Tx) SetAgendaOutcome(x *AgendaOutcome) error {
	n, err := tx.Exec("UPDATE agenda_outcome SET done = $1, due = $2, rev = rev + 1, data = $3 WHERE id = $4 AND rev = $5", x.Done, x.Due, x.Data, x.ID, x.Rev)
	if err != nil {
		return fmt.Errorf("store an outcome: %w", err)
	}
	if n == 0 {
		return fmt.Errorf("store outcome %s: %w", x.Number, ErrChanged)
	}
	x.Rev++
	return nil
}
