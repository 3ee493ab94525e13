package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"time"
)

const (
	// Workers is how many jobs run at once.
	Workers = 8
	// MaxBackoff is the longest time between two tries of a job. It starts at
	// MinBackoff and doubles, each with up to a tenth more, so that what failed
	// together does not come back together.
	MaxBackoff = 10 * time.Minute
	MinBackoff = time.Second
	// DefaultMaxTries is about three days of tries: a weekend without the
	// platform loses nothing.
	DefaultMaxTries = 450
)

// lookEvery bounds how long RunJobs sleeps, for clocks that are set forward.
const lookEvery = time.Minute

// The store's own jobs.
const (
	kindSweep      = ownKinds + "sweep"
	kindCheckpoint = ownKinds + "checkpoint"
)

// RunJobs hands every job to do when its time has come, until ctx ends. Then
// it waits for what is under way, and returns nil; after Options.Grace it
// cancels what still runs, which will run again at the next start.
//
// A job is done when do returns nil. When do returns an error, or panics, it
// is tried again, unless the error, or one it wraps, has a method
// Permanent() bool that returns true; after Options.MaxTries it is given up
// with one line in the log. A job may be handed over more than once, also when
// it succeeded: the process may end before that is stored.
//
// Only one RunJobs may be active. A job that is scheduled wakes it.
func (s *Store) RunJobs(ctx context.Context, clock Clock, do func(ctx context.Context, j Job) error) error {
	s.jobs.mu.Lock()
	twice := s.jobs.running
	s.jobs.running = true
	s.jobs.mu.Unlock()
	if twice {
		return errors.New("jobs are running already")
	}
	defer func() {
		s.jobs.mu.Lock()
		s.jobs.running = false
		s.jobs.mu.Unlock()
	}()

	under, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	finished := make(chan struct{}, Workers)
	free := Workers
	defer func() {
		grace := time.AfterFunc(s.opt.Grace, cancel)
		defer grace.Stop()
		for ; free < Workers; free++ {
			<-finished
		}
	}()

	tick := make(chan struct{}, 1)
	for {
		now, wait := clock.Now(), lookEvery
		if free > 0 {
			jobs, next, err := s.due(ctx, now, free)
			switch {
			case len(jobs) > 0: // even when ctx has ended, because they are marked as running
				for _, j := range jobs {
					free--
					go func() {
						defer func() { finished <- struct{}{} }()
						s.run(under, clock, j, do)
					}()
				}
				continue
			case ctx.Err() != nil:
				return nil
			case errors.Is(err, ErrClosed):
				return err
			case err != nil:
				s.log.Error().Err(err).Msg("cannot read the jobs; trying again")
				wait = time.Second
			default:
				wait = min(wait, next)
			}
		}
		stop := clock.AfterFunc(wait, func() {
			select {
			case tick <- struct{}{}:
			default:
			}
		})
		if clock.Now().Sub(now) >= wait { // the clock was set after we looked
			stop()
			continue
		}
		select {
		case <-finished:
			free++
		case <-s.jobs.wake:
		case <-tick:
		case <-ctx.Done():
			stop()
			return nil
		}
		stop()
	}
}

// due takes the jobs whose time has come, or says how long until the next.
func (s *Store) due(ctx context.Context, now time.Time, limit int) ([]Job, time.Duration, error) {
	at, ok, err := s.nextJob(ctx, "")
	if err != nil {
		return nil, 0, err
	}
	if !ok {
		return nil, lookEvery, nil
	}
	if wait := at.Sub(now); wait > 0 {
		return nil, wait, nil
	}
	jobs, err := s.claim(ctx, now, limit)
	return jobs, 0, err
}

// run runs one job and stores what came of it, however long that takes: a job
// whose end is not stored would wait for the next start.
func (s *Store) run(ctx context.Context, clock Clock, j Job, do func(context.Context, Job) error) {
	again, err := s.attempt(ctx, clock.Now(), j, do)
	for wait := MinBackoff; ; wait = min(2*wait, time.Minute) {
		problem := s.settle(context.WithoutCancel(ctx), clock.Now(), j, again, err, ctx.Err() != nil)
		if problem == nil || errors.Is(problem, ErrClosed) {
			return
		}
		s.log.Error().Err(problem).Str("kind", j.Kind).Msg("cannot store the end of a job; trying again")
		tick := make(chan struct{})
		stop := clock.AfterFunc(wait, func() { close(tick) })
		select {
		case <-tick:
		case <-ctx.Done():
			stop()
			return
		}
	}
}

// RunDue runs every job that is due at now, one after the other, and returns
// how many; also those that are scheduled meanwhile when they are due too. A
// job that fails waits for another try, from now. The store's own jobs run
// too and do not count.
func (s *Store) RunDue(ctx context.Context, now time.Time, do func(ctx context.Context, j Job) error) (int, error) {
	const tooMany = 100_000 // a job that schedules itself again at once
	n := 0
	for range tooMany {
		jobs, err := s.claim(ctx, now, 1)
		if err != nil || len(jobs) == 0 {
			return n, err
		}
		again, failed := s.attempt(ctx, now, jobs[0], do)
		if err := s.settle(context.WithoutCancel(ctx), now, jobs[0], again, failed, ctx.Err() != nil); err != nil {
			return n, err
		}
		if !strings.HasPrefix(jobs[0].Kind, ownKinds) && failed != errUnfinished {
			n++
		}
	}
	return n, fmt.Errorf("after %d jobs there is still one due", tooMany)
}

// attempt tries a job once. again is when a job of the store's own runs next;
// 0 when it is done.
func (s *Store) attempt(ctx context.Context, now time.Time, j Job, do func(context.Context, Job) error) (again time.Duration, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	switch j.Kind {
	case kindSweep:
		return s.sweep(ctx, now)
	case kindCheckpoint:
		return s.checkpoint(ctx)
	}
	if j.Tries >= s.opt.MaxTries {
		return 0, errUnfinished
	}
	return 0, do(ctx, j)
}

// settle stores what came of a job.
func (s *Store) settle(ctx context.Context, now time.Time, j Job, again time.Duration, failed error, cancelled bool) error {
	tries := j.Tries + 1
	switch {
	case failed == nil && again == 0:
		return s.drop(ctx, j)
	case failed == nil:
		return s.putBack(ctx, j, now.Add(again), 0)
	case cancelled: // it was not the job that failed
		return s.putBack(ctx, j, j.At, j.Tries)
	case strings.HasPrefix(j.Kind, ownKinds): // never given up
		s.log.Error().Err(failed).Str("kind", j.Kind).Int("tries", tries).Msg("a job of the database failed; trying again")
		return s.putBack(ctx, j, now.Add(s.backoff(tries)), tries)
	case !permanent(failed) && tries < s.opt.MaxTries:
		return s.putBack(ctx, j, now.Add(s.backoff(tries)), tries)
	}
	if err := s.drop(ctx, j); err != nil {
		return err
	}
	// The key may name a person, so the log gets a hash of it.
	sum := sha256.Sum256([]byte(j.Key))
	s.log.Error().Str("kind", j.Kind).Str("key", hex.EncodeToString(sum[:6])).Int("tries", tries).
		Msg("a job failed for the last time and was given up")
	if s.opt.GaveUp != nil {
		j.Tries = tries
		s.opt.GaveUp(j, failed)
	}
	return nil
}

// errUnfinished ends a job that was begun MaxTries times, and whose end was
// never stored: probably it ends the program.
var errUnfinished error = unfinished{}

type unfinished struct{}

func (unfinished) Error() string   { return "the program ended each time the job ran" }
func (unfinished) Permanent() bool { return true }

func permanent(err error) bool {
	var p interface{ Permanent() bool }
	return errors.As(err, &p) && p.Permanent()
}

// backoff is how long to wait after so many tries.
func (s *Store) backoff(tries int) time.Duration {
	d := MaxBackoff
	if shift := tries - 1; shift < 10 {
		d = min(MinBackoff<<shift, MaxBackoff)
	}
	return min(d+rand.N(d/10+1), MaxBackoff)
}
