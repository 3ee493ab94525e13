package store

import "fmt"

// The statements that count answers and end them.
const (
	sqlCount = `SELECT question, part, choice, count(*) FROM poll_answer WHERE poll = $1
		GROUP BY question, part, choice ORDER BY question, part, choice`
	sqlEraseAnswers = "DELETE FROM poll_answer WHERE poll = $1"
	sqlEraseVoters  = "DELETE FROM poll_voter WHERE poll = $1"
	sqlNoneLeft     = "UPDATE poll SET answers = 0 WHERE id = $1"
	// sqlMiscounted finds an open poll whose counters are not what is stored.
	sqlMiscounted = `SELECT id FROM poll WHERE state = 'open' AND (
		answered <> (SELECT count(*) FROM poll_voter v WHERE v.poll = poll.id) OR
		answers <> (SELECT count(*) FROM poll_answer a WHERE a.poll = poll.id)) LIMIT 1`
)

// A PollCount says how many gave one answer to one question in one part.
type PollCount struct {
	Question int
	Part     string
	Choice   string
	N        int
}

// CountAnswers counts equal answers. Whoever closes a poll does it in one write:
// count, store the poll as closed with what comes of it, EraseAnswers. Then
// every answer that was confirmed is counted, and none comes after.
func CountAnswers(q Querier, poll string) ([]PollCount, error) {
	rows, err := q.Query(sqlCount, poll)
	if err != nil {
		return nil, fmt.Errorf("count answers: %w", err)
	}
	defer rows.Close()
	var all []PollCount
	for rows.Next() {
		var c PollCount
		if err := rows.Scan(&c.Question, &c.Part, &c.Choice, &c.N); err != nil {
			return nil, fmt.Errorf("count answers: %w", err)
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("count answers: %w", err)
	}
	return all, nil
}

// EraseAnswers deletes who answered and what, and sees to it that it can soon
// not be read in any file of the database any more (ScheduleCheckpoint says what
// that does not reach). The numbers of people who answered stay.
func (tx *Tx) EraseAnswers(poll string) error {
	for _, q := range []string{sqlEraseAnswers, sqlEraseVoters, sqlNoneLeft} {
		if _, err := tx.Exec(q, poll); err != nil {
			return fmt.Errorf("erase answers: %w", err)
		}
	}
	return tx.ScheduleCheckpoint()
}

// EraseCounters forgets how many people answered a poll that was counted, in all
// and per channel. It is for a poll of which that number may not be told; how
// many were asked stays.
func (tx *Tx) EraseCounters(poll string) error {
	for _, q := range []string{"UPDATE poll SET answered = 0 WHERE id = $1", "UPDATE poll_place SET answered = 0 WHERE poll = $1"} {
		if _, err := tx.Exec(q, poll); err != nil {
			return fmt.Errorf("erase counters: %w", err)
		}
	}
	return tx.ScheduleCheckpoint()
}

// miscounted says what is wrong when an open poll does not have the answers it
// counted, as in a copy that was made of the files while they were written.
// With 10,000 voters it takes some 2 ms.
func (c *conn) miscounted() error {
	var id string
	ses := &session{c: c, own: true}
	defer ses.end(ErrClosed)
	rows, err := ses.query(sqlMiscounted, nil)
	if err != nil {
		return err
	}
	if rows.Next() {
		if err := rows.Scan(&id); err != nil {
			return err
		}
		return fileError(ErrCorrupt, c.path, fmt.Errorf("poll %s does not have as many answers as it counted: was the file copied while Wegwijs was running? 'wegwijs backup' makes a copy that is whole", id))
	}
	return rows.Err()
}
