package bottest

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"
)

// A Stage is a world with a bot in it, for a test that needs more than what
// people see: what is on disk, or in the log. It takes one step at a time, as a
// transcript does.
type Stage struct {
	Dir string // where the bot has its files

	t *testing.T
	p *player
}

// NewStage starts the bot at Start. log, when it is not nil, also gets what the
// adapter logs; the bot and the world end with the test.
func NewStage(t *testing.T, world World, build Build, log *StageLog) *Stage {
	t.Helper()
	if log == nil {
		log = &StageLog{}
	}
	s := &Stage{Dir: t.TempDir(), t: t}
	s.p = &player{world: world, build: build, tr: &Transcript{Lang: "nl"}, log: log, clock: NewClock(Start), dir: s.Dir}
	t.Cleanup(func() {
		if err := s.p.end(context.Background()); err != nil {
			t.Error(err)
		}
		if err := world.Close(); err != nil {
			t.Errorf("close world: %v", err)
		}
	})
	return s
}

// A StageLog holds all that was logged. It may be written by many at once.
type StageLog struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *StageLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(b)
}

// Bytes returns all that was logged so far.
func (l *StageLog) Bytes() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return bytes.Clone(l.all.Bytes())
}

// Do lets somebody do something, waits until all has happened that is to happen
// now, and returns what became visible. The test ends when it cannot be done.
func (s *Stage) Do(step Step) []Shown {
	s.t.Helper()
	shown, err := s.p.step(context.Background(), step)
	if err != nil {
		s.t.Fatalf("%s %s %q: %v", step.Who, step.Verb, step.Text+step.Label+step.Option, err)
	}
	return shown
}

// Now is what time it is there.
func (s *Stage) Now() time.Time { return s.p.clock.Now() }
