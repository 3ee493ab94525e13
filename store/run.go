package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"time"
)

const (
	// Workers is how many jobs run at once, PerKind how many of one kind: when
	// a kind is slow, because a platform is, the others are still in time. The
	// store's own jobs come on top.
	Workers = 64
	PerKind = 16
	// TryLimit is how long one try of a job may take; then its context ends.
	TryLimit = time.Minute
	// MaxBackoff is the longest time between two tries of a job. It starts at
	// MinBackoff and doubles, each with up to a tenth more, so that what failed
	// together does not come back together.
	MaxBackoff = 10 * time.Minute
	MinBackoff = time.Second
	// DefaultMaxTries is about three days of tries: a weekend without the
	// platform loses nothing.
	DefaultMaxTries = 450
)

// compareEvery is how often RunJobs compares the clock with the time of the
// next job: a timer does not notice that the clock was set, or that the machine
// was suspended. lookEvery is how often it reads the jobs without a reason.
const (
	compareEvery = time.Second
	lookEvery    = time.Minute
)

// The store's own jobs.
const (
	kindSweep      = ownKinds + "sweep"
	kindCheckpoint = ownKinds + "checkpoint"
	numOwn         = 2
)

// RunJobs hands every job to do when its time has come, until ctx ends. Then
// it waits for what is under way, and returns nil; after Options.Grace it
// cancels what still runs, which will run again at the next start.
//
// A job is done when do returns nil. When do returns an error, or panics, it
// is tried again, unless the error, or one it wraps, has a method
// Permanent() bool that returns true; after Options.MaxTries it is given up,
// see Options.GaveUp. The first, tenth and hundredth failure is one line in
// the log, with the kind of the job and the types of the error: its text may
// hold what a person typed. A job may be handed over more than once, also when
// it succeeded: the process may end before that is stored.
//
// The context of a try ends after TryLimit. A do that goes on nevertheless
// keeps one of the places of its kind, and at the end RunJobs waits for it.
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
	finished := make(chan string, Workers+numOwn) // its kind
	places := places{}
	defer func() {
		grace := time.AfterFunc(s.opt.Grace, cancel)
		defer grace.Stop()
		for n := places.taken(); n > 0; n-- {
			<-finished
		}
	}()

	tick := make(chan struct{}, 1)
	var looked, next time.Time // when the jobs were read, and when they must be again
	for {
		now := clock.Now().Round(0) // without the monotonic clock, which stands still while the machine is suspended
		if now.Before(looked.Add(-compareEvery)) {
			next = now
			err := s.Write(ctx, "", func(tx *Tx) error { return mendOwn(tx.Exec, now) })
			if err != nil && ctx.Err() == nil {
				s.log.Error().Err(err).Msg("cannot mend the jobs of the database after the clock was set back")
			}
		}
		if !now.Before(next) {
			jobs, at, err := s.due(ctx, now, places)
			looked, next = now, at
			switch {
			case len(jobs) > 0: // even when ctx has ended, because they are marked as running
				for _, j := range jobs {
					places.take(j.Kind)
					go func() {
						defer func() { finished <- j.Kind }()
						s.run(under, clock, j, do)
					}()
				}
				next = now
				continue
			case ctx.Err() != nil:
				return nil
			case errors.Is(err, ErrClosed):
				return err
			case err != nil:
				s.log.Error().Err(err).Msg("cannot read the jobs; trying again")
				next = now.Add(time.Second)
			}
		}
		wait := min(next.Sub(now), compareEvery)
		stop := clock.AfterFunc(wait, func() {
			select {
			case tick <- struct{}{}:
			default:
			}
		})
		if clock.Now().Round(0).Sub(now) >= wait { // the clock was set after we looked
			stop()
			continue
		}
		select {
		case kind := <-finished:
			places.leave(kind)
			for range len(finished) { // those that were stored together make room together
				places.leave(<-finished)
			}
			next = time.Time{}
		case <-s.jobs.wake:
			next = time.Time{}
		case <-tick:
		case <-ctx.Done():
			stop()
			return nil
		}
		stop()
	}
}

// due takes the jobs whose time has come and for which there is a place, or
// says when to look again.
func (s *Store) due(ctx context.Context, now time.Time, places places) ([]Job, time.Time, error) {
	which, args := places.which(0)
	at, ok, err := s.nextJob(ctx, which, args)
	if err != nil {
		return nil, now, err
	}
	if latest := now.Add(lookEvery); !ok || at.After(latest) {
		return nil, latest, nil
	}
	if at.After(now) {
		return nil, at, nil
	}
	jobs, err := s.claim(ctx, now, Workers+numOwn, places)
	return jobs, now, err
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
		jobs, err := s.claim(ctx, now, 1, nil)
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
		return s.checkpoint(ctx, j)
	}
	if j.Tries >= s.opt.MaxTries {
		return 0, errUnfinished
	}
	limited, cancel := context.WithTimeout(ctx, s.jobs.limit)
	defer cancel()
	return 0, do(limited, j)
}

// settle stores what came of a job.
func (s *Store) settle(ctx context.Context, now time.Time, j Job, again time.Duration, failed error, cancelled bool) error {
	tries := j.Tries + 1
	switch {
	case failed == nil && again == 0:
		_, err := s.drop(ctx, j)
		return err
	case failed == nil:
		return s.putBack(ctx, j, now.Add(again), 0, true)
	case cancelled: // it was not the job that failed
		return s.putBack(ctx, j, j.At, j.Tries, false)
	case isOwn(j.Kind), !permanent(failed) && tries < s.opt.MaxTries: // the store's own are never given up
		if tries == 1 || tries == 10 || tries == 100 {
			s.failure(j, tries, failed).Msg("a job failed and will be tried again")
		}
		return s.putBack(ctx, j, now.Add(backoff(tries)), tries, true)
	}
	if wanted, err := s.drop(ctx, j); err != nil || !wanted {
		return err
	}
	if s.opt.GaveUp == nil {
		s.failure(j, tries, failed).Msg("a job failed for the last time and was given up")
		return nil
	}
	defer func() {
		if v := recover(); v != nil { // the job is gone, so there is no other last word
			s.failure(j, tries, &PanicError{Value: v}).Msg("a job was given up, and so was saying so")
		}
	}()
	j.Tries = tries
	s.opt.GaveUp(j, failed)
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
func backoff(tries int) time.Duration {
	d := MaxBackoff
	if shift := tries - 1; shift < 10 {
		d = min(MinBackoff<<shift, MaxBackoff)
	}
	return min(d+rand.N(d/10+1), MaxBackoff)
}
