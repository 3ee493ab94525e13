package store

import (
	"database/sql"
	"errors"
	"fmt"
)

// This file is about polls with names, where who answered what is kept for a
// while after closing.

const (
	sqlNamed = `SELECT v.voter, v.name, a.question, a.choice FROM poll p
		JOIN poll_voter v ON v.poll = p.id
		JOIN poll_answer a ON a.poll = v.poll AND a.holder = v.voter
		WHERE p.id = $1 AND p.mode = 'named' ORDER BY v.name, v.voter, a.question`
	// There are far fewer polls with names than people who answered one.
	sqlVotesOf = `SELECT p.id, v.name, a.question, a.choice FROM poll p
		CROSS JOIN poll_voter v ON v.poll = p.id AND v.voter = $1
		LEFT JOIN poll_answer a ON a.poll = v.poll AND a.holder = v.voter
		WHERE p.mode = 'named' AND p.state IN ('open', 'closed') ORDER BY p.id, a.question`
)

// A NamedAnswer is who answered what, of a poll with names.
type NamedAnswer struct {
	Voter    []byte
	Name     string
	Question int
	Choice   string
}

// NamedAnswers returns who answered what, by name; nothing of a poll without names.
func NamedAnswers(q Querier, poll string) ([]NamedAnswer, error) {
	rows, err := q.Query(sqlNamed, poll)
	if err != nil {
		return nil, fmt.Errorf("who answered what: %w", err)
	}
	defer rows.Close()
	var all []NamedAnswer
	for rows.Next() {
		var a NamedAnswer
		if err := rows.Scan(&a.Voter, &a.Name, &a.Question, &a.Choice); err != nil {
			return nil, fmt.Errorf("who answered what: %w", err)
		}
		all = append(all, a)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("who answered what: %w", err)
	}
	return all, nil
}

// A PollVote is what one person answered to one poll with names.
type PollVote struct {
	Poll    string
	Name    string         // as it was when they answered
	Choices map[int]string // by the number of the question
}

// PollVotesOf returns every poll with names that this voter answered, open or
// closed, as far as the names are not erased yet; by id.
func PollVotesOf(q Querier, voter []byte) ([]PollVote, error) {
	rows, err := q.Query(sqlVotesOf, voter)
	if err != nil {
		return nil, fmt.Errorf("polls somebody answered: %w", err)
	}
	defer rows.Close()
	var all []PollVote
	for rows.Next() {
		var v PollVote
		var question sql.Null[int64]
		var choice sql.Null[string]
		if err := rows.Scan(&v.Poll, &v.Name, &question, &choice); err != nil {
			return nil, fmt.Errorf("polls somebody answered: %w", err)
		}
		if len(all) == 0 || all[len(all)-1].Poll != v.Poll {
			v.Choices = map[int]string{}
			all = append(all, v)
		}
		if question.Valid {
			all[len(all)-1].Choices[int(question.V)] = choice.V
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("polls somebody answered: %w", err)
	}
	return all, nil
}

// EraseVoter deletes who somebody is and what they answered from one poll with
// names, and tells whether there was something. While the poll is open that is
// WithdrawBallot; afterwards its totals and counters stay as they were published.
// Of polls without names it deletes nothing: WithdrawBallot does, while it can.
func (tx *Tx) EraseVoter(poll string, voter []byte) (was bool, err error) {
	var state PollState
	var mode string
	err = tx.QueryRow(sqlStateMode, poll).Scan(&state, &mode)
	switch {
	case errors.Is(err, ErrNoRows) || err == nil && mode != "named":
		return false, nil
	case err != nil:
		return false, fmt.Errorf("erase a name: %w", err)
	case state == PollOpen:
		return tx.WithdrawBallot(poll, voter)
	}
	if was, _, err = tx.eraseBallot(poll, voter); err != nil {
		return false, fmt.Errorf("erase a name: %w", err)
	}
	return was, nil
}

// EraseNames deletes who answered what from a poll with names, after the time
// names are kept; totals and counters stay. It does nothing to a poll without
// names; one that is still open is an error.
func (tx *Tx) EraseNames(poll string) error {
	var state PollState
	var mode string
	err := tx.QueryRow(sqlStateMode, poll).Scan(&state, &mode)
	switch {
	case errors.Is(err, ErrNoRows) || err == nil && mode != "named":
		return nil
	case err != nil:
		return fmt.Errorf("erase names: %w", err)
	case state == PollOpen:
		return fmt.Errorf("erase names: poll %s is still open", poll)
	}
	return tx.EraseAnswers(poll)
}
