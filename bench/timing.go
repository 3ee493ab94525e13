package bench

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"wegwijs/handlers/knowledge/find"
)

// rounds is how often every question is asked for its time. The median of the
// rounds counts, which leaves out what else the machine was doing.
const rounds = 3

// patience is how long one engine may take in all. One that takes longer is asked
// fewer rounds, and in the first of them fewer questions.
const patience = 6 * time.Second

// Timing is how long an engine takes. Only the ratio to another engine of the
// same run means something.
type Timing struct {
	Engine    string
	Build     time.Duration // of the index
	Mean, P99 time.Duration // over questions
	Asked     int           // questions; fewer than given when the engine is slow
}

// Time builds the engines over entries and asks them questions, one at a time.
// The engines take turns, so that a busy machine slows all of them.
func Time(entries []find.Entry, questions []string, settings ...Setting) ([]Timing, error) {
	docs := Documents(entries)
	out := make([]Timing, len(settings))
	engines := make([]Engine, len(settings))
	defer func() {
		for _, e := range engines {
			if e != nil {
				e.Close() // an index in memory loses nothing by closing
			}
		}
	}()
	for i, s := range settings {
		runtime.GC()
		start := time.Now()
		e, err := s.Build(entries, docs)
		if err != nil {
			return nil, err
		}
		out[i] = Timing{Engine: e.Name(), Build: time.Since(start)}
		engines[i] = e
	}
	took := make([][][]time.Duration, len(engines)) // by engine and question
	left := make([]time.Duration, len(engines))
	for i := range took {
		took[i] = make([][]time.Duration, len(questions))
		left[i] = patience
	}
	for range rounds {
		for i, e := range engines {
			runtime.GC() // one engine does not pay for what another left behind
			for q, text := range questions {
				if left[i] <= 0 {
					break
				}
				start := time.Now()
				if _, err := e.Search(text, depth); err != nil {
					return nil, fmt.Errorf("time %s: %w", e.Name(), err)
				}
				d := time.Since(start)
				took[i][q] = append(took[i][q], d)
				left[i] -= d
			}
		}
	}
	for i := range out {
		out[i].summarise(took[i])
	}
	return out, nil
}

func (t *Timing) summarise(took [][]time.Duration) {
	var typical []time.Duration
	var sum time.Duration
	for _, times := range took {
		if len(times) == 0 {
			break
		}
		slices.Sort(times)
		typical = append(typical, times[len(times)/2])
		sum += times[len(times)/2]
	}
	if t.Asked = len(typical); t.Asked == 0 {
		return
	}
	slices.Sort(typical)
	t.Mean = sum / time.Duration(t.Asked)
	t.P99 = typical[t.Asked*99/100]
}
