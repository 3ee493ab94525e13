package store

import (
	"fmt"
	"time"
)

// Feedback is how often something was said about a knowledge entry.
type Feedback struct {
	Entry   string
	Verdict string
	N       int
}

const sqlCountFeedback = `INSERT INTO feedback (entry, verdict, day, n) VALUES ($1, $2, $3, 1)
	ON CONFLICT (entry, verdict, day) DO UPDATE SET n = n + 1`

// CountFeedback adds one to what was said about an entry on the day of at.
func (tx *Tx) CountFeedback(entry, verdict string, at time.Time) error {
	if _, err := tx.Exec(sqlCountFeedback, entry, verdict, dayOf(at)); err != nil {
		return fmt.Errorf("count feedback: %w", err)
	}
	return nil
}

// FeedbackSince sums what was said since the day of at, per entry and verdict,
// the most frequent first.
func FeedbackSince(q Querier, at time.Time) ([]Feedback, error) {
	rows, err := q.Query(`SELECT entry, verdict, sum(n) FROM feedback WHERE day >= $1
		GROUP BY entry, verdict ORDER BY sum(n) DESC, entry, verdict`, dayOf(at))
	if err != nil {
		return nil, fmt.Errorf("read feedback: %w", err)
	}
	defer rows.Close()
	var all []Feedback
	for rows.Next() {
		var f Feedback
		if err := rows.Scan(&f.Entry, &f.Verdict, &f.N); err != nil {
			return nil, fmt.Errorf("read feedback: %w", err)
		}
		all = append(all, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read feedback: %w", err)
	}
	return all, nil
}

// dayOf numbers the days in UTC: a whole day is coarse enough for that.
func dayOf(at time.Time) int64 { return at.Unix() / (24 * 60 * 60) }
