package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"time"
)

// A Ballot is what one person answers to all questions of a poll at once.
type Ballot struct {
	Poll  string
	Voter []byte // a keyed tag, or with names who it is
	Name  string // kept only with names
	// Final keeps voter and answers apart: a second ballot is ErrAnswered. It
	// must be what the poll is.
	Final   bool
	Choices map[int]string // by the number of the question
	// Platform and Channel are where the person was asked; that channel's counter
	// goes up the first time. Empty counts nowhere.
	Platform, Channel string
	Part              string // kept with the first answers, where the result is split by channel
	At                time.Time
}

// The statements of a ballot.
const (
	// The poll has the last word on whether it is open, and on whether it has names.
	sqlVoter = `INSERT INTO poll_voter (poll, voter, name)
		SELECT id, $2, CASE mode WHEN 'named' THEN $3 ELSE '' END FROM poll
		WHERE id = $1 AND state = 'open' AND closes > $4 AND (mode = 'final') = $5
		ON CONFLICT DO NOTHING`
	sqlTakes   = "SELECT state = 'open' AND closes > $2, mode = 'final' FROM poll WHERE id = $1"
	sqlAnswers = "SELECT question, choice, part FROM poll_answer WHERE poll = $1 AND holder = $2"
	sqlAnswer  = `INSERT INTO poll_answer (poll, holder, question, choice, part) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (poll, holder, question) DO UPDATE SET choice = excluded.choice`
	sqlUnanswer  = "DELETE FROM poll_answer WHERE poll = $1 AND holder = $2 AND question = $3"
	sqlCounted   = "UPDATE poll SET answered = answered + $2, answers = answers + $3 WHERE id = $1"
	sqlReached   = "UPDATE poll_place SET answered = answered + 1 WHERE poll = $1 AND platform = $2 AND channel = $3"
	sqlUnreached = `UPDATE poll_place SET answered = answered - 1 WHERE poll = $1 AND answered > 0
		AND (SELECT count(*) FROM poll_place WHERE poll = $1) = 1`
	sqlVoted      = "SELECT EXISTS (SELECT 1 FROM poll_voter WHERE poll = $1 AND voter = $2)"
	sqlNoVoter    = "DELETE FROM poll_voter WHERE poll = $1 AND voter = $2"
	sqlNoAnswers  = "DELETE FROM poll_answer WHERE poll = $1 AND holder = $2"
	sqlStateMode  = "SELECT state, mode FROM poll WHERE id = $1"
	sqlAnswerable = "SELECT question, choice FROM poll_answer WHERE poll = $1 AND holder = $2"
)

// CastBallot stores the answers of one person, new or instead of all they
// answered before, and tells whether it is their first. A poll that is not open
// at At, or that has no time to close, gives ErrPollClosed, and nothing is
// stored: what is stored was in time, whoever closes the poll meanwhile.
//
// The counters of the poll are equal to the rows that are stored, always. The
// part and the counter of the channel stay those of the first time.
//
// In a Final ballot every answer has 16 random bytes of its own in place of the
// voter, so that no query ties one to the other, nor two answers of one person.
// Rows stand in the order of random or keyed bytes. How SQLite lays them out in
// a page, and its log, do show for some time what was written after what:
// whoever can read those files while the poll is open could compare them. A
// Backup has none of that.
func (tx *Tx) CastBallot(b Ballot) (first bool, err error) {
	fail := func(err error) (bool, error) { return false, fmt.Errorf("store an answer: %w", err) }
	if len(b.Voter) == 0 {
		return fail(errors.New("nobody gave it"))
	}
	n, err := tx.Exec(sqlVoter, b.Poll, b.Voter, b.Name, b.At, b.Final)
	if err != nil {
		return fail(err)
	}
	if n == 0 {
		err := tx.changeBallot(b)
		if errors.Is(err, ErrPollClosed) || errors.Is(err, ErrAnswered) {
			return false, err
		}
		if err != nil {
			return fail(err)
		}
		return false, nil
	}
	for question, choice := range b.Choices {
		holder := b.Voter
		if b.Final {
			holder = make([]byte, 16)
			if _, err := rand.Read(holder); err != nil {
				return fail(err)
			}
		}
		if _, err := tx.Exec(sqlAnswer, b.Poll, holder, question, choice, b.Part); err != nil {
			return fail(err)
		}
	}
	if _, err := tx.Exec(sqlCounted, b.Poll, 1, len(b.Choices)); err != nil {
		return fail(err)
	}
	if b.Channel != "" {
		if _, err := tx.Exec(sqlReached, b.Poll, b.Platform, b.Channel); err != nil {
			return fail(err)
		}
	}
	return true, nil
}

// changeBallot stores what somebody answers who may have answered before.
func (tx *Tx) changeBallot(b Ballot) error {
	var open, final bool
	err := tx.QueryRow(sqlTakes, b.Poll, b.At).Scan(&open, &final)
	switch {
	case errors.Is(err, ErrNoRows) || err == nil && !open:
		return ErrPollClosed
	case err != nil:
		return err
	case final != b.Final:
		return fmt.Errorf("a ballot with final: %t does not fit poll %s", b.Final, b.Poll)
	case final:
		return ErrAnswered
	}
	before, part := map[int]string{}, b.Part
	rows, err := tx.Query(sqlAnswers, b.Poll, b.Voter)
	if err != nil {
		return err
	}
	for rows.Next() {
		var question int
		var choice string
		if err := rows.Scan(&question, &choice, &part); err != nil {
			return err
		}
		before[question] = choice
	}
	if err := rows.Err(); err != nil {
		return err
	}
	more := 0
	for question := range before {
		if _, still := b.Choices[question]; still {
			continue
		}
		if _, err := tx.Exec(sqlUnanswer, b.Poll, b.Voter, question); err != nil {
			return err
		}
		more--
	}
	for question, choice := range b.Choices {
		old, answered := before[question]
		if answered && old == choice {
			continue
		}
		if _, err := tx.Exec(sqlAnswer, b.Poll, b.Voter, question, choice, part); err != nil {
			return err
		}
		if !answered {
			more++
		}
	}
	if more == 0 {
		return nil
	}
	_, err = tx.Exec(sqlCounted, b.Poll, 0, more)
	return err
}

// WithdrawBallot takes back what somebody answered to an open poll whose answers
// can be changed, and tells whether there was something: who and what are
// deleted, and soon nowhere to be read, and the poll counts one person less. So
// does its channel when there is only one. With more of them their counters stay,
// because nothing says which it was; who answers anew is counted there anew.
//
// A poll that is not open gives ErrPollClosed. Final answers give ErrAnswered to
// whoever gave one: nobody can tell which it is.
func (tx *Tx) WithdrawBallot(poll string, voter []byte) (was bool, err error) {
	fail := func(err error) (bool, error) { return false, fmt.Errorf("withdraw an answer: %w", err) }
	var state PollState
	var mode string
	err = tx.QueryRow(sqlStateMode, poll).Scan(&state, &mode)
	switch {
	case errors.Is(err, ErrNoRows) || err == nil && state != PollOpen:
		return false, ErrPollClosed
	case err != nil:
		return fail(err)
	case mode == "final":
		if was, err := Voted(tx, poll, voter); err != nil || !was {
			return false, err
		}
		return false, ErrAnswered
	}
	was, answers, err := tx.eraseBallot(poll, voter)
	if err != nil {
		return fail(err)
	}
	if !was {
		return false, nil
	}
	if _, err := tx.Exec(sqlCounted, poll, -1, -answers); err != nil {
		return fail(err)
	}
	if _, err := tx.Exec(sqlUnreached, poll); err != nil {
		return fail(err)
	}
	return true, nil
}

// eraseBallot deletes a voter with their answers, but changes no counter.
func (tx *Tx) eraseBallot(poll string, voter []byte) (was bool, answers int64, err error) {
	n, err := tx.Exec(sqlNoVoter, poll, voter)
	if err != nil || n == 0 {
		return false, 0, err
	}
	if answers, err = tx.Exec(sqlNoAnswers, poll, voter); err != nil {
		return false, 0, err
	}
	return true, answers, tx.ScheduleCheckpoint()
}

// Voted tells whether somebody answered.
func Voted(q Querier, poll string, voter []byte) (yes bool, err error) {
	err = q.QueryRow(sqlVoted, poll, voter).Scan(&yes)
	if err != nil {
		return false, fmt.Errorf("who answered: %w", err)
	}
	return yes, nil
}

// BallotOf returns what somebody answered, by the number of the question; empty
// when they did not, or when answers are final and nobody can tell.
func BallotOf(q Querier, poll string, voter []byte) (map[int]string, error) {
	rows, err := q.Query(sqlAnswerable, poll, voter)
	if err != nil {
		return nil, fmt.Errorf("what was answered: %w", err)
	}
	defer rows.Close()
	all := map[int]string{}
	for rows.Next() {
		var question int
		var choice string
		if err := rows.Scan(&question, &choice); err != nil {
			return nil, fmt.Errorf("what was answered: %w", err)
		}
		all[question] = choice
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("what was answered: %w", err)
	}
	return all, nil
}
