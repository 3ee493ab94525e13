package store

import (
	"context"
	"time"
)

// checkpointHold is how long the writer waits for readers when the log is
// emptied; checkpointAgain is when it is tried again. checkpointDelay is how
// long other deletions are waited for, so that many of them share the work.
const (
	checkpointHold  = 100 * time.Millisecond
	checkpointAgain = 250 * time.Millisecond
	checkpointDelay = time.Second
)

// ScheduleCheckpoint sees to it that what this transaction deletes or replaces
// can soon not be read in any file of the database any more: neither in the
// unused space of a page, where SQLite leaves copies of rows it moved, nor in
// the log. A job does that, a second later and between the work of others, and
// again and again until no reader is in the way; readers end within ReadLimit.
// With RunJobs running that is a matter of seconds.
//
// Copies that somebody else made are out of reach: backups, snapshots of the
// file system, and blocks of a disk that are no longer part of a file.
func (tx *Tx) ScheduleCheckpoint() error {
	// One that waits is not postponed, or it would never come while people vote.
	_, err := tx.Exec(`INSERT INTO job (at, kind, key, platform, channel, thread, person) VALUES ($1, $2, '', '', '', '', '')
		ON CONFLICT (kind, key) WHERE state = 0 DO UPDATE SET at = excluded.at WHERE job.at > excluded.at`,
		tx.store.clock.Now().Add(checkpointDelay), kindCheckpoint)
	if err == nil {
		tx.wake = true
	}
	return err
}

// Checkpoint makes unreadable what was deleted before, and tries once to empty
// the log; empty tells whether it is. It reads the whole database, in small
// steps beside everybody else: 4 to 10 ms per MB on 2 cores, so ask for it when a
// poll is closed rather than at every answer. Another write waits for a step of
// at most 64 pages, 10 ms at most on an idle machine, and at the end for readers,
// at most 100 ms; neither depends on the size of the database.
func (s *Store) Checkpoint(ctx context.Context) (empty bool, err error) {
	switch {
	case s.writer == nil:
		return false, s.readOnly()
	case s.writer.inside():
		return false, ErrNested
	case s.writer.isClosed():
		return false, ErrClosed
	}
	if err := s.cleanPages(ctx); err != nil {
		return false, err
	}
	return s.emptyLog(ctx)
}

// emptyLog does most of the work beside the writer.
func (s *Store) emptyLog(ctx context.Context) (empty bool, err error) {
	if err := copyLog(ctx, s.path); err != nil {
		return false, err
	}
	return s.writer.emptyLog(ctx)
}

func (s *Store) checkpoint(ctx context.Context, j Job) (again time.Duration, err error) {
	if s.jobs.cleaned.Load() != j.ID { // not when only a reader was in the way
		if err := s.cleanPages(ctx); err != nil {
			return 0, err
		}
		s.jobs.cleaned.Store(j.ID)
	}
	empty, err := s.emptyLog(ctx)
	if err != nil || empty {
		return 0, err
	}
	return checkpointAgain, nil
}
