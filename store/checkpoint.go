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
	return tx.schedule(Job{Kind: kindCheckpoint, At: tx.store.clock.Now()})
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

func (s *Store) checkpoint(ctx context.Context) (again time.Duration, err error) {
	empty, err := s.Checkpoint(ctx)
	if err != nil || empty {
		return 0, err
	}
	return checkpointAgain, nil
}
