package store

import (
	"crypto/rand"
	"fmt"
)

const (
	sqlTexts       = "SELECT id, question, text, shown FROM poll_text WHERE poll = $1 ORDER BY id"
	sqlAddText     = "INSERT INTO poll_text (poll, id, question, text) VALUES ($1, $2, $3, $4)"
	sqlShowText    = "UPDATE poll_text SET shown = 1 WHERE poll = $1 AND id = $2"
	sqlDeleteText  = "DELETE FROM poll_text WHERE poll = $1 AND id = $2"
	sqlDeleteTexts = "DELETE FROM poll_text WHERE poll = $1"
)

// A PollText is an answer to an open question of a closed poll without names.
// Nothing says who gave it, nor which two were given by one person.
type PollText struct {
	ID       []byte // 16 random bytes
	Question int
	Text     string
	Shown    bool // a colleague let it through
}

// PollTexts returns the open answers of a poll by id, which is a random order
// that stays the same.
func PollTexts(q Querier, poll string) ([]PollText, error) {
	rows, err := q.Query(sqlTexts, poll)
	if err != nil {
		return nil, fmt.Errorf("open answers: %w", err)
	}
	defer rows.Close()
	var all []PollText
	for rows.Next() {
		var t PollText
		if err := rows.Scan(&t.ID, &t.Question, &t.Text, &t.Shown); err != nil {
			return nil, fmt.Errorf("open answers: %w", err)
		}
		all = append(all, t)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("open answers: %w", err)
	}
	return all, nil
}

// AddPollText keeps an open answer, not shown yet. More than MaxData bytes is
// ErrTooBig.
func (tx *Tx) AddPollText(poll string, question int, text string) error {
	if len(text) > MaxData {
		return fmt.Errorf("keep an open answer: %w", ErrTooBig)
	}
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return fmt.Errorf("keep an open answer: %w", err)
	}
	if _, err := tx.Exec(sqlAddText, poll, id, question, text); err != nil {
		return fmt.Errorf("keep an open answer: %w", err)
	}
	return nil
}

// ShowPollTexts lets open answers through. Ids that are not there are no error.
func (tx *Tx) ShowPollTexts(poll string, ids [][]byte) error {
	for _, id := range ids {
		if _, err := tx.Exec(sqlShowText, poll, id); err != nil {
			return fmt.Errorf("show an open answer: %w", err)
		}
	}
	return nil
}

// DeletePollTexts deletes these open answers, so that they can soon not be read
// in any file of the database; no ids delete nothing. All of them go with
// DeleteAllPollTexts, and with the poll when SetPoll makes it PollDeleted.
func (tx *Tx) DeletePollTexts(poll string, ids [][]byte) error {
	var deleted int64
	for _, id := range ids {
		n, err := tx.Exec(sqlDeleteText, poll, id)
		if err != nil {
			return fmt.Errorf("delete an open answer: %w", err)
		}
		deleted += n
	}
	if deleted == 0 {
		return nil
	}
	return tx.ScheduleCheckpoint()
}

// DeleteAllPollTexts deletes all open answers of a poll in the same way.
func (tx *Tx) DeleteAllPollTexts(poll string) error {
	n, err := tx.Exec(sqlDeleteTexts, poll)
	if err != nil {
		return fmt.Errorf("delete open answers: %w", err)
	}
	if n == 0 {
		return nil
	}
	return tx.ScheduleCheckpoint()
}
