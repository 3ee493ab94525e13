package store

import (
	"errors"
	"fmt"
	"time"
)

// An AgendaSeat is a seat of a committee as it was decided in chat.
type AgendaSeat struct {
	ID                    int64
	Committee, Department string
	From, Until           string // days, inclusive; empty: open
	At                    time.Time
	Name                  string // who decided
	Data                  []byte // the feature's own
}

func scanAgendaSeat(row interface{ Scan(...any) error }) (x AgendaSeat, err error) {
	var at int64
	err = row.Scan(&x.ID, &x.Committee, &x.Department, &x.From, &x.Until, &at, &x.Name, &x.Data)
	x.At = timeOf(at)
	return x, err
}

// AgendaSeats returns every seat that was decided in chat, in the order of
// deciding.
func AgendaSeats(q Querier) ([]AgendaSeat, error) {
	return list(q, "seats", scanAgendaSeat, "SELECT id, committee, department, since, until, at, name, data FROM agenda_seat ORDER BY id")
}

// AddAgendaSeat stores a seat and gives it its ID.
func (tx *Tx) AddAgendaSeat(x *AgendaSeat) error {
	err := tx.QueryRow(`INSERT INTO agenda_seat (committee, department, since, until, at, name, data) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		x.Committee, x.Department, x.From, x.Until, unixOrNever(x.At), x.Name, x.Data).Scan(&x.ID)
	if err != nil {
		return fmt.Errorf("store a seat: %w", err)
	}
	return nil
}

// AgendaKnown returns a small thing that is known about somebody, such as their
// department; "" when it is not.
func AgendaKnown(q Querier, platform, person, kind string) (value string, err error) {
	err = q.QueryRow("SELECT value FROM agenda_person WHERE platform = $1 AND person = $2 AND kind = $3", platform, person, kind).Scan(&value)
	if err != nil && !errors.Is(err, ErrNoRows) {
		return "", fmt.Errorf("about somebody: %w", err)
	}
	return value, nil
}

// SetAgendaKnown remembers it; "" forgets it.
func (tx *Tx) SetAgendaKnown(platform, person, kind, value string) (err error) {
	if value == "" {
		_, err = tx.Exec("DELETE FROM agenda_person WHERE platform = $1 AND person = $2 AND kind = $3", platform, person, kind)
	} else {
		_, err = tx.Exec(`INSERT INTO agenda_person (platform, person, kind, value) VALUES ($1, $2, $3, $4)
			ON CONFLICT (platform, person, kind) DO UPDATE SET value = excluded.value`, platform, person, kind, value)
	}
	if err != nil {
		return fmt.Errorf("about somebody: %w", err)
	}
	return nil
}

// AgendaKnownAll returns everything of one kind that is known, as "platform/person".
func AgendaKnownAll(q Querier, kind string) (map[string]string, error) {
	type known struct{ who, value string }
	all, err := list(q, "about people", func(row interface{ Scan(...any) error }) (k known, err error) {
		var platform, person string
		err = row.Scan(&platform, &person, &k.value)
		k.who = platform + "/" + person
		return k, err
	}, "SELECT platform, person, value FROM agenda_person WHERE kind = $1", kind)
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for _, k := range all {
		m[k.who] = k.value
	}
	return m, nil
}

// EraseAgendaPerson forgets the small things that are known about somebody and
// their drafts. What they sent are records, and stays.
func (tx *Tx) EraseAgendaPerson(platform, person string) error {
	if _, err := tx.Exec("DELETE FROM agenda_person WHERE platform = $1 AND person = $2", platform, person); err != nil {
		return fmt.Errorf("forget somebody: %w", err)
	}
	if _, err := tx.Exec("DELETE FROM agenda_item WHERE platform = $1 AND person = $2 AND state = 'draft'", platform, person); err != nil {
		return fmt.Errorf("forget somebody's drafts: %w", err)
	}
	return nil
}
