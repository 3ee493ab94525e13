package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Job is something that must happen at a time, told to whoever runs jobs.
// Kind and Key say what; Platform, Channel, Thread and User say to whom what
// comes of it goes. The store reads none of it but At, Kind and Key.
type Job struct {
	ID        int64 // never used twice; set by the store
	At        time.Time
	Kind, Key string

	Platform, Channel, Thread, User string

	Payload []byte // at most MaxData bytes
	Tries   int    // how often it was tried before; set by the store
}

// The states of a job. Only waiting jobs are unique: one that runs, or that
// failed and waits for another try, has a twin when it was asked for again.
const (
	jobWaiting = 0
	jobRunning = 1
	jobFailed  = 2
)

// ownKinds start the names of the store's own jobs.
const ownKinds = "store."

// Schedule makes a job wait for its time, in this transaction. A job with the
// same Kind and Key that waits, for its time or for another try, is replaced:
// the last word wins. While its twin runs it is a job of its own, and runs
// after it; when the twin fails, it is replaced as well and not tried again. So
// what repeats, and must not lose a turn, names the turn in its key. A time
// that has passed means as soon as possible.
func (tx *Tx) Schedule(j Job) error {
	switch {
	case j.Kind == "":
		return errors.New("schedule: a job needs a kind")
	case strings.HasPrefix(j.Kind, ownKinds):
		return fmt.Errorf("schedule %s: kinds that start with %q are the store's own", j.Kind, ownKinds)
	case len(j.Payload) > MaxData:
		return fmt.Errorf("schedule %s: %w", j.Kind, ErrTooBig)
	}
	if _, err := tx.Exec(sqlReplace, j.Kind, j.Key); err != nil {
		return err
	}
	// A new row, not the old one changed: its id tells it from the job that
	// was perhaps tried already.
	_, err := tx.Exec(`INSERT INTO job (at, kind, key, platform, channel, thread, person, payload)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		j.At, j.Kind, j.Key, j.Platform, j.Channel, j.Thread, j.User, j.Payload)
	if err == nil {
		tx.wake = true
	}
	return err
}

// Unschedule forgets a job that waits, for its time or for another try. One
// that runs goes on, but is not tried again when it fails or when the program
// ends meanwhile. It is no error when there is none.
func (tx *Tx) Unschedule(kind, key string) error {
	if _, err := tx.Exec(sqlReplace, kind, key); err != nil {
		return err
	}
	_, err := tx.Exec(sqlUnwant, kind, key)
	return err
}

// The statements that find jobs. A test sees to it that none of them reads the
// whole table.
const (
	sqlReplace    = "DELETE FROM job WHERE kind = $1 AND key = $2 AND state <> 1"
	sqlUnwant     = "UPDATE job SET wanted = 0 WHERE kind = $1 AND key = $2 AND state = 1"
	sqlSupersede  = "DELETE FROM job WHERE kind = $1 AND key = $2 AND state = 2 AND id < $3"
	sqlUnwanted   = "DELETE FROM job WHERE id = $1 AND wanted = 0"
	sqlSuperseded = "DELETE FROM job WHERE id = $1 AND EXISTS (SELECT 1 FROM job w WHERE w.kind = job.kind AND w.key = job.key AND w.state = 0)"

	// noTwin leaves out a job whose twin is running.
	noTwin = "NOT EXISTS (SELECT 1 FROM job r WHERE r.kind = job.kind AND r.key = job.key AND r.state = 1)"
)

// sqlNext and sqlDue are for the jobs that which admits: "AND …", or nothing.
func sqlNext(which string) string {
	return "SELECT at FROM job WHERE state <> 1 " + which + " AND " + noTwin + " ORDER BY at, id LIMIT 1"
}

func sqlDue(which string) string {
	return `SELECT id, at, kind, key, platform, channel, thread, person, payload, tries
		FROM job WHERE at <= $1 AND state <> 1 ` + which + " AND " + noTwin + " ORDER BY at, id LIMIT $2"
}

// NextJob returns when the next job is due, false when there is none. The
// store's own jobs do not count.
func (s *Store) NextJob(ctx context.Context) (time.Time, bool, error) {
	return s.nextJob(ctx, "AND kind NOT LIKE 'store.%'", nil)
}

func (s *Store) nextJob(ctx context.Context, which string, args []any) (at time.Time, ok bool, err error) {
	err = s.Read(ctx, func(r *Reader) error {
		err := r.QueryRow(sqlNext(which), args...).Scan(&at)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return at, ok, err
}

// claim takes up to limit jobs that are due, no two with the same kind and
// key, and only for which there is a place.
func (s *Store) claim(ctx context.Context, now time.Time, limit int, places places) ([]Job, error) {
	var jobs []Job
	err := s.Write(ctx, "", func(tx *Tx) error {
		which, args := places.which(2)
		rows, err := tx.Query(sqlDue(which), append([]any{now.UnixMilli(), limit}, args...)...)
		if err != nil {
			return err
		}
		for rows.Next() {
			var j Job
			if err := rows.Scan(&j.ID, &j.At, &j.Kind, &j.Key, &j.Platform, &j.Channel, &j.Thread, &j.User, &j.Payload, &j.Tries); err != nil {
				return err
			}
			jobs = append(jobs, j)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		type twin struct{ kind, key string }
		seen := map[twin]bool{}
		taken := jobs[:0]
		left := places.copy()
		for _, j := range jobs {
			if seen[twin{j.Kind, j.Key}] || !left.take(j.Kind) {
				continue
			}
			seen[twin{j.Kind, j.Key}] = true
			// A try counts from its beginning, so that a job that brings down
			// the whole program is given up in the end too.
			if _, err := tx.Exec("UPDATE job SET state = $1, tries = tries + 1 WHERE id = $2", jobRunning, j.ID); err != nil {
				return err
			}
			// What was asked for earlier must not happen later.
			if _, err := tx.Exec(sqlSupersede, j.Kind, j.Key, j.ID); err != nil {
				return err
			}
			taken = append(taken, j)
		}
		jobs = taken
		return nil
	})
	if err != nil {
		return nil, err
	}
	return jobs, nil
}

// drop deletes a job that is finished, and tells whether it was still wanted.
func (s *Store) drop(ctx context.Context, j Job) (wanted bool, err error) {
	err = s.Write(ctx, "", func(tx *Tx) error {
		n, err := tx.Exec(sqlUnwanted, j.ID)
		if err == nil && n == 0 {
			wanted = true
			_, err = tx.Exec("DELETE FROM job WHERE id = $1", j.ID)
		}
		return err
	})
	return wanted, err
}

// putBack makes a job wait for its next try, unless it was unscheduled while
// it ran; with a twin that waits, it is replaced when it may be.
func (s *Store) putBack(ctx context.Context, j Job, at time.Time, tries int, replace bool) error {
	return s.Write(ctx, "", func(tx *Tx) error {
		gone := []string{sqlUnwanted}
		if replace {
			gone = append(gone, sqlSuperseded)
		}
		for _, q := range gone {
			if n, err := tx.Exec(q, j.ID); err != nil || n > 0 {
				return err
			}
		}
		_, err := tx.Exec("UPDATE job SET state = $1, at = $2, tries = $3, unfinished = 0 WHERE id = $4", jobFailed, at, tries, j.ID)
		return err
	})
}

// recoverJobs makes what was under way when the process ended run again, and
// sees to it that the store's own jobs are there. It is called inside the
// transaction that starts the store.
//
// A job is due at once after the first try that was not finished. From the
// second in a row on it waits, longer each time: perhaps it is what ends the
// process, and everybody else needs some time in between.
func recoverJobs(c *conn, now time.Time) error {
	if _, err := c.exec("DELETE FROM job WHERE state = $1 AND wanted = 0", jobRunning); err != nil {
		return err
	}
	if _, err := c.exec("UPDATE job SET state = $1, unfinished = unfinished + 1 WHERE state = $2", jobFailed, jobRunning); err != nil {
		return err
	}
	var most int
	if err := c.one("SELECT COALESCE(MAX(unfinished), 0) FROM job WHERE state = $1", &most, jobFailed); err != nil {
		return err
	}
	for n := 2; n <= most; n++ {
		at := now.Add(backoff(n - 1))
		if _, err := c.exec("UPDATE job SET at = $1 WHERE state = $2 AND unfinished = $3 AND at <= $4", at, jobFailed, n, now); err != nil {
			return err
		}
	}
	if err := mendOwn(c.exec, now); err != nil {
		return err
	}
	var n int
	if err := c.one("SELECT COUNT(*) FROM job WHERE kind = $1", &n, kindSweep); err != nil || n > 0 {
		return err
	}
	_, err := c.exec("INSERT INTO job (at, kind, key, platform, channel, thread, person) VALUES ($1, $2, '', '', '', '', '')",
		now.Add(sweepEvery), kindSweep)
	return err
}

// mendOwn makes the store's own jobs due that would wait too long, because
// they were scheduled while the clock was ahead.
func mendOwn(exec func(query string, args ...any) (int64, error), now time.Time) error {
	_, err := exec("UPDATE job SET at = $1 WHERE kind IN ($2, $3) AND state <> 1 AND at > $4",
		now, kindSweep, kindCheckpoint, now.Add(sweepEvery))
	return err
}
