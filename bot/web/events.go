package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"wegwijs/bot"
)

const (
	// settledAfter is how long an event is kept after it was handed on: longer
	// than the router tries to deliver an answer. Until then a process that
	// dies hands it on once more at its next start.
	settledAfter = 2 * time.Minute
	// tooLate is how old an event may be to be handed on once more. The router
	// knows for 24 hours what it has handled; what is older could happen twice.
	tooLate = 23 * time.Hour
)

// An event is what somebody did, as it is kept until it is settled.
type event struct {
	Kind    kind
	ID      string
	Who     bot.UserID
	Channel bot.ChannelID
	Thread  bot.MessageID `json:",omitempty"`
	Message bot.MessageID `json:",omitempty"`
	Name    string        `json:",omitempty"` // of a command
	Text    string        `json:",omitempty"` // of a command or mention
	Action  string        `json:",omitempty"` // of a press or submit
	Value   string        `json:",omitempty"` // of a press
	Choice  string        `json:",omitempty"` // of a press
	Form    int64         `json:",omitempty"` // of a submit
	State   string        `json:",omitempty"` // of a submit
	Values  bot.Values    `json:",omitempty"` // of a submit
}

type kind string

const (
	command kind = "command"
	mention kind = "mention"
	press   kind = "press"
	submit  kind = "submit"
	gone    kind = "gone"
)

func (w *Web) toBot(e event, at time.Time) bot.Event {
	_, private := directOf(e.Channel)
	o := bot.Origin{
		ID: e.ID, Platform: platform, From: w.world.user(w.world.people[e.Who]),
		Channel: e.Channel, Direct: private, Thread: e.Thread, Message: e.Message, At: at, Reply: e.ID,
	}
	switch e.Kind {
	case command:
		return &bot.Command{Origin: o, Name: e.Name, Text: e.Text, Slash: true}
	case mention:
		return &bot.Mention{Origin: o, Text: e.Text}
	case press:
		return &bot.Press{Origin: o, Action: e.Action, Value: e.Value, Choice: e.Choice}
	case submit:
		return &bot.Submit{Origin: o, Action: e.Action, State: e.State, Values: e.Values}
	}
	return &bot.Gone{Origin: o}
}

// keep stores an event within a write. When one with the same id is there, it
// is that one that counts: somebody's browser sent it twice.
func keep(tx *sql.Tx, e *event, at *time.Time) error {
	found, when, ok, err := kept(tx, e.ID)
	if err != nil {
		return err
	}
	if ok {
		*e, *at = found, when
		return nil
	}
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO events (id, event, at, dispatched) VALUES ($1, $2, $3, $3)`, e.ID, string(data), at.UnixMilli())
	return err
}

func kept(tx *sql.Tx, id string) (e event, at time.Time, ok bool, err error) {
	var data string
	var ms int64
	err = tx.QueryRow(`SELECT event, at FROM events WHERE id = $1`, id).Scan(&data, &ms)
	if errors.Is(err, sql.ErrNoRows) {
		return e, at, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(data), &e)
	}
	return e, time.UnixMilli(ms), err == nil, err
}

// drop forgets an event that needs no other try.
func (c *chat) drop(id string) error {
	return c.write(func(tx *sql.Tx) error {
		_, err := tx.Exec(`DELETE FROM events WHERE id = $1`, id)
		return err
	})
}

// settle forgets the events that were handed on before a time and tells
// whether others are left. Forms hold answers, so their bytes leave the
// write-ahead log too.
func (c *chat) settle(before time.Time) (left bool, err error) {
	var n int64
	err = c.write(func(tx *sql.Tx) error {
		res, err := tx.Exec(`DELETE FROM events WHERE dispatched <= $1`, before.UnixMilli())
		if err != nil {
			return err
		}
		if n, err = res.RowsAffected(); err != nil {
			return err
		}
		return tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM events)`).Scan(&left)
	})
	if err == nil && n > 0 {
		_, err = c.writes.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return left, err
}

// settleAll forgets all events but some.
func (c *chat) settleAll(except []string) error {
	keep, err := json.Marshal(except)
	if err != nil {
		return err
	}
	err = c.write(func(tx *sql.Tx) error {
		_, err := tx.Exec(`DELETE FROM events WHERE id NOT IN (SELECT value FROM json_each($1))`, string(keep))
		return err
	})
	if err == nil {
		_, err = c.writes.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return err
}

type keptEvent struct {
	event event
	at    time.Time
}

// leftOver returns, in order, the events up to n that an earlier process took
// and may not have handled. Those from before since are dropped and counted.
func (c *chat) leftOver(ctx context.Context, upTo int64, since, now time.Time) (all []keptEvent, old int64, err error) {
	err = c.write(func(tx *sql.Tx) error {
		all = nil
		res, err := tx.ExecContext(ctx, `DELETE FROM events WHERE n <= $1 AND at < $2`, upTo, since.UnixMilli())
		if err != nil {
			return err
		}
		if old, err = res.RowsAffected(); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `UPDATE events SET dispatched = $1 WHERE n <= $2 RETURNING n, event, at`, now.UnixMilli(), upTo)
		if err != nil {
			return err
		}
		defer rows.Close()
		byNumber := map[int64]keptEvent{}
		var ns []int64
		for rows.Next() {
			var n, ms int64
			var data string
			var k keptEvent
			if err := rows.Scan(&n, &data, &ms); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(data), &k.event); err != nil {
				return err
			}
			k.at = time.UnixMilli(ms)
			byNumber[n], ns = k, append(ns, n)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		slices.Sort(ns)
		for _, n := range ns {
			all = append(all, byNumber[n])
		}
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("web: read what was not handled before: %w", err)
	}
	return all, old, nil
}

func (c *chat) lastEvent() (n int64, err error) {
	err = c.reads.QueryRow(`SELECT COALESCE(MAX(n), 0) FROM events`).Scan(&n)
	return n, err
}
