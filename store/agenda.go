package store

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrChanged says that something was changed by somebody else since it was read.
var ErrChanged = errors.New("it was changed meanwhile")

// An AgendaItem is what somebody brings to a committee. Data is the feature's
// own; the store does not read it. State, Kind and Holder are words the schema
// knows.
type AgendaItem struct {
	ID         int64
	Number     string // "AIC-2027-014"; a draft has none
	Committee  string
	Kind       string
	State      string
	Holder     string // who has it while it waits
	Department string // its code when it was brought
	Platform   string // who brought it; empty without an account here
	Person     string
	Meeting    string // on whose agenda it stands, or stood last
	Created    time.Time
	Waits      time.Time // since when it waits for its holder
	Changed    time.Time
	Rev        int // counts changes
	Data       []byte
}

const (
	agendaItemColumns = `id, number, committee, kind, state, holder, department, platform, person, meeting, created, waits, changed, rev, data`
	sqlAgendaItem     = "SELECT " + agendaItemColumns + " FROM agenda_item WHERE id = $1"
	sqlAgendaNumber   = "SELECT " + agendaItemColumns + " FROM agenda_item WHERE number = $1 AND number <> ''"
	sqlAgendaOf       = "SELECT " + agendaItemColumns + " FROM agenda_item WHERE platform = $1 AND person = $2 ORDER BY created DESC, id DESC LIMIT $3"
	sqlAgendaAt       = "SELECT " + agendaItemColumns + " FROM agenda_item WHERE meeting = $1 AND meeting <> '' ORDER BY meeting, id"
	sqlAddAgendaItem  = `INSERT INTO agenda_item (number, committee, kind, state, holder, department, platform, person, meeting, created, waits, changed, rev, data)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13) RETURNING id`
	sqlSetAgendaItem = `UPDATE agenda_item SET number = $1, kind = $2, state = $3, holder = $4, department = $5, platform = $6, person = $7, meeting = $8,
		created = $9, waits = $10, changed = $11, rev = rev + 1, data = $12 WHERE id = $13 AND rev = $14`
	sqlDropAgendaDraft = "DELETE FROM agenda_item WHERE id = $1 AND state = 'draft'"
)

func sqlAgendaItemsIn(states int) string {
	var marks []string
	for i := range states {
		marks = append(marks, fmt.Sprintf("$%d", i+3))
	}
	return "SELECT " + agendaItemColumns + " FROM agenda_item WHERE committee = $1 AND state IN (" + strings.Join(marks, ", ") + ") ORDER BY created, id LIMIT $2"
}

func scanAgendaItem(row interface{ Scan(...any) error }) (x AgendaItem, err error) {
	var created, waits, changed int64
	err = row.Scan(&x.ID, &x.Number, &x.Committee, &x.Kind, &x.State, &x.Holder, &x.Department, &x.Platform, &x.Person, &x.Meeting,
		&created, &waits, &changed, &x.Rev, &x.Data)
	x.Created, x.Waits, x.Changed = timeOf(created), timeOf(waits), timeOf(changed)
	return x, err
}

// list reads every row of a query.
func list[T any](q Querier, what string, scan func(interface{ Scan(...any) error }) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		x, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", what, err)
		}
		all = append(all, x)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return all, nil
}

// AgendaItemByID returns one item; ErrNoRows when there is none.
func AgendaItemByID(q Querier, id int64) (AgendaItem, error) {
	x, err := scanAgendaItem(q.QueryRow(sqlAgendaItem, id))
	if err != nil {
		return x, fmt.Errorf("agenda item: %w", err)
	}
	return x, nil
}

// AgendaItemByNumber returns one item; ErrNoRows when there is none.
func AgendaItemByNumber(q Querier, number string) (AgendaItem, error) {
	x, err := scanAgendaItem(q.QueryRow(sqlAgendaNumber, number))
	if err != nil {
		return x, fmt.Errorf("agenda item: %w", err)
	}
	return x, nil
}

// AgendaItemsIn returns the items of a committee in one of these states, the
// oldest first.
func AgendaItemsIn(q Querier, committee string, limit int, states ...string) ([]AgendaItem, error) {
	args := []any{committee, limit}
	for _, s := range states {
		args = append(args, s)
	}
	return list(q, "agenda items", scanAgendaItem, sqlAgendaItemsIn(len(states)), args...)
}

// AgendaItemsOf returns what somebody brought, drafts too, the newest first.
func AgendaItemsOf(q Querier, platform, person string, limit int) ([]AgendaItem, error) {
	return list(q, "agenda items", scanAgendaItem, sqlAgendaOf, platform, person, limit)
}

// AgendaItemsAt returns the items that stand, or stood last, on the agenda of a
// meeting.
func AgendaItemsAt(q Querier, meeting string) ([]AgendaItem, error) {
	return list(q, "agenda items", scanAgendaItem, sqlAgendaAt, meeting)
}

// AddAgendaItem stores a new item and gives it its ID.
func (tx *Tx) AddAgendaItem(x *AgendaItem) error {
	err := tx.QueryRow(sqlAddAgendaItem, x.Number, x.Committee, x.Kind, x.State, x.Holder, x.Department, x.Platform, x.Person, x.Meeting,
		unixOrNever(x.Created), unixOrNever(x.Waits), unixOrNever(x.Changed), x.Data).Scan(&x.ID)
	if err != nil {
		return fmt.Errorf("store an agenda item: %w", err)
	}
	x.Rev = 1
	return nil
}

// SetAgendaItem stores what changed of an item, but not its committee.
// ErrChanged when it is not what it was when it was read.
func (tx *Tx) SetAgendaItem(x *AgendaItem) error {
	n, err := tx.Exec(sqlSetAgendaItem, x.Number, x.Kind, x.State, x.Holder, x.Department, x.Platform, x.Person, x.Meeting,
		unixOrNever(x.Created), unixOrNever(x.Waits), unixOrNever(x.Changed), x.Data, x.ID, x.Rev)
	if err != nil {
		return fmt.Errorf("store an agenda item: %w", err)
	}
	if n == 0 {
		return fmt.Errorf("store agenda item %d: %w", x.ID, ErrChanged)
	}
	x.Rev++
	return nil
}

// DropAgendaDraft forgets a draft; anything else stays.
func (tx *Tx) DropAgendaDraft(id int64) error {
	if _, err := tx.Exec(sqlDropAgendaDraft, id); err != nil {
		return fmt.Errorf("drop a draft: %w", err)
	}
	return nil
}

// NextAgendaNumber counts up a series of numbers of a committee: 1, 2, 3.
func (tx *Tx) NextAgendaNumber(committee, series string) (n int, err error) {
	err = tx.QueryRow(`INSERT INTO agenda_number (committee, series, last) VALUES ($1, $2, 1)
		ON CONFLICT (committee, series) DO UPDATE SET last = last + 1 RETURNING last`, committee, series).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count agenda items: %w", err)
	}
	return n, nil
}

// An AgendaMove is one step in the life of an item. It is a record.
type AgendaMove struct {
	ID               int64
	Item             int64
	At               time.Time
	Platform, Person string // who; empty: the bot itself, or somebody without an account here
	Name             string // as it was then
	Behalf           string // in whose name it was done
	Action           string
	Was, Became      string // states
	Holder           string
	Reason           string
}

func scanAgendaMove(row interface{ Scan(...any) error }) (x AgendaMove, err error) {
	var at int64
	err = row.Scan(&x.ID, &x.Item, &at, &x.Platform, &x.Person, &x.Name, &x.Behalf, &x.Action, &x.Was, &x.Became, &x.Holder, &x.Reason)
	x.At = timeOf(at)
	return x, err
}

// AgendaMoves returns the moves of an item in order.
func AgendaMoves(q Querier, item int64) ([]AgendaMove, error) {
	return list(q, "agenda moves", scanAgendaMove, `SELECT id, item, at, platform, person, name, behalf, action, was, became, holder, reason
		FROM agenda_move WHERE item = $1 ORDER BY id`, item)
}

// AddAgendaMove stores a move and gives it its ID.
func (tx *Tx) AddAgendaMove(x *AgendaMove) error {
	err := tx.QueryRow(`INSERT INTO agenda_move (item, at, platform, person, name, behalf, action, was, became, holder, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
		x.Item, unixOrNever(x.At), x.Platform, x.Person, x.Name, x.Behalf, x.Action, x.Was, x.Became, x.Holder, x.Reason).Scan(&x.ID)
	if err != nil {
		return fmt.Errorf("store an agenda move: %w", err)
	}
	return nil
}
