package store

import (
	"context"
	"time"
)

// checkpointHold is how long the writer waits for readers when the log is
// emptied; checkpointAgain is when it is tried again.
const (
	checkpointHold  = 100 * time.Millisecond
	checkpointAgain = 250 * time.Millisecond
)

// ScheduleCheckpoint sees to it that what this transaction deletes or replaces
// can soon not be read in any file of the database any more. SQLite overwrites
// what is deleted (secure_delete), but the log keeps older pages until it is
// emptied; a job does that, again and again until no reader is in the way.
// Readers end within ReadLimit, so that is a matter of seconds.
func (tx *Tx) ScheduleCheckpoint() error {
	_, err := tx.Exec(`INSERT INTO job (at, kind, key, platform, channel, thread, person) VALUES ($1, $2, '', '', '', '', '')
		ON CONFLICT (kind, key) WHERE state = 0 DO UPDATE SET at = excluded.at WHERE job.at > excluded.at`,
		tx.store.clock.Now(), kindCheckpoint)
	if err == nil {
		tx.wake = true
	}
	return err
}

// Checkpoint tries once to empty the log, and tells whether it is. Most of the
// work is done beside the writer, which waits at most 100 ms for readers.
func (s *Store) Checkpoint(ctx context.Context) (empty bool, err error) {
	switch {
	case s.writer == nil:
		return false, s.readOnly()
	case s.writer.inside():
		return false, ErrNested
	case s.writer.isClosed():
		return false, ErrClosed
	}
	if err := copyLog(ctx, s.path); err != nil {
		return false, err
	}
	return s.writer.emptyLog(ctx)
}

func (s *Store) checkpoint(ctx context.Context, j Job) (again time.Duration, err error) {
	empty, err := s.Checkpoint(ctx)
	if err != nil || empty {
		return 0, err
	}
	return checkpointAgain, nil
}
