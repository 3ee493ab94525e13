package slacktest

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Faults make the Web API misbehave.
type Faults struct {
	mu     sync.Mutex
	next   []*Fault
	slow   time.Duration
	counts map[string]int
}

// A Fault is what happens to some calls instead of an answer.
type Fault struct {
	Method     string // "chat.postMessage"; empty is any method
	Times      int    // how often; 0 is once
	Error      string // an answer with ok false: "is_archived"
	Needed     string // with missing_scope
	Provided   string
	Status     int    // an HTTP status with a page of text
	Plain      string // that text
	RetryAfter time.Duration
	Drop       bool          // no answer: the connection breaks off
	After      bool          // the call is carried out first, then the answer is lost
	Delay      time.Duration // before anything else
}

func newFaults() *Faults { return &Faults{counts: map[string]int{}} }

// Add makes calls fail, the first added first.
func (f *Faults) Add(x Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x.Times = max(x.Times, 1)
	f.next = append(f.next, &x)
}

// Clear takes all faults back.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next, f.slow = nil, 0
}

// Slow makes every call take at least this long.
func (f *Faults) Slow(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.slow = d
}

func (f *Faults) count(method string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.counts[method]
}

func (f *Faults) pick(method string) (*Fault, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.counts[method]++
	for i, x := range f.next {
		if x.Method != "" && x.Method != method {
			continue
		}
		if x.Times--; x.Times == 0 {
			f.next = append(f.next[:i:i], f.next[i+1:]...)
		}
		return x, f.slow
	}
	return nil, f.slow
}

func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// around lets a call go wrong as a fault says.
func (f *Faults) around(method string, w http.ResponseWriter, r *http.Request, do http.HandlerFunc) {
	x, slow := f.pick(method)
	pause(r.Context(), slow)
	if x == nil {
		do(w, r)
		return
	}
	pause(r.Context(), x.Delay)
	switch {
	case x.After:
		do(&nowhere{header: http.Header{}}, r)
		panic(http.ErrAbortHandler)
	case x.Drop:
		panic(http.ErrAbortHandler)
	case x.Status == 0 && x.Error == "" && x.RetryAfter == 0:
		do(w, r) // only slow
	default:
		x.Answer(w)
	}
}

// Answer writes what a fault says instead of an answer.
func (x *Fault) Answer(w http.ResponseWriter) {
	status := x.Status
	if x.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(x.RetryAfter.Seconds())))
		status = http.StatusTooManyRequests
	}
	if status != 0 && status != http.StatusTooManyRequests {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		w.Write([]byte(x.Plain))
		return
	}
	answer := obj{"ok": false, "error": defaultTo(x.Error, "ratelimited")}
	if x.Needed != "" {
		answer["needed"], answer["provided"] = x.Needed, x.Provided
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if status != 0 {
		w.WriteHeader(status)
	}
	json.NewEncoder(w).Encode(answer) // who is gone reads nothing
}

// nowhere is where a lost answer goes.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n *nowhere) WriteHeader(int)             {}
