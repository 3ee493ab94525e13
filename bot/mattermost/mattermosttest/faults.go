package mattermosttest

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Faults make a server misbehave. They hold for calls of the bot and everybody
// else alike, so tests say which.
type Faults struct {
	mu    sync.Mutex
	next  []*Fault
	slow  time.Duration
	over  chan struct{}
	once  sync.Once
	calls map[string]int
}

// A Fault is what happens to some calls instead of an answer.
type Fault struct {
	Method, Path string // the calls: "POST" and a part of the path; empty is any
	Token        string // only of calls with this token; empty is any
	Times        int    // how often; 0 is once
	Status       int    // with an error as the server writes it
	ID           string // of that error
	Plain        string // instead of it: a page of text, as proxies and the limit write
	RetryAfter   time.Duration
	Drop         bool          // no answer: the connection breaks off
	After        bool          // the call is carried out first, then the answer is lost
	Delay        time.Duration // before anything else
}

func newFaults() *Faults { return &Faults{over: make(chan struct{}), calls: map[string]int{}} }

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

// Slow makes every call but the websocket take at least this long.
func (f *Faults) Slow(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.slow = d
}

// Calls tells how often a call was made: "POST /posts". Ids in it are {id}.
func (f *Faults) Calls(name string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[name]
}

// AllCalls tells how often each call was made, by the names Calls has for them.
func (f *Faults) AllCalls() map[string]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.calls)
}

func (f *Faults) release() { f.once.Do(func() { close(f.over) }) }

// wait sleeps unless the caller, or the server, is gone.
func (f *Faults) wait(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-f.over:
	case <-r.Context().Done():
	}
}

// pick takes the fault for a call.
func (f *Faults) pick(r *http.Request) (*Fault, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls[r.Method+" "+anonymous(r.URL.Path)]++
	for i, x := range f.next {
		if x.Method != "" && x.Method != r.Method || !strings.Contains(r.URL.Path, x.Path) || x.Token != "" && r.Header.Get("Authorization") != "Bearer "+x.Token {
			continue
		}
		if x.Times--; x.Times == 0 {
			f.next = append(f.next[:i:i], f.next[i+1:]...)
		}
		return x, f.slow
	}
	return nil, f.slow
}

// anonymous is a path below /api/v4 with {id} for every id.
func anonymous(path string) string {
	if _, rest, ok := strings.Cut(path, "/api/v4"); ok {
		path = rest
	}
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if len(p) == 26 {
			parts[i] = "{id}"
		}
	}
	return strings.Join(parts, "/")
}

func (f *Faults) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, slow := f.pick(r)
		if !strings.HasSuffix(r.URL.Path, "/websocket") {
			f.wait(r, slow)
		}
		if x == nil {
			next.ServeHTTP(w, r)
			return
		}
		f.wait(r, x.Delay)
		switch {
		case x.After:
			next.ServeHTTP(&nowhere{header: http.Header{}}, r)
			panic(http.ErrAbortHandler)
		case x.Drop:
			panic(http.ErrAbortHandler)
		case x.Status == 0:
			next.ServeHTTP(w, r) // only slow
		default:
			x.Answer(w)
		}
	})
}

// Answer writes what a fault says instead of an answer.
func (x *Fault) Answer(w http.ResponseWriter) {
	if x.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(x.RetryAfter.Seconds())))
		w.Header().Set("X-Ratelimit-Limit", "10")
		w.Header().Set("X-Ratelimit-Remaining", "0")
	}
	if x.Plain != "" || x.Status == http.StatusTooManyRequests {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(x.Status)
		text := x.Plain
		if text == "" {
			text = "limit exceeded"
		}
		w.Write([]byte(text))
		return
	}
	(&call{w: w}).fail(x.Status, defaultTo(x.ID, "api.context.some_error.app_error"))
}

// nowhere is where a lost answer goes.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n *nowhere) WriteHeader(int)             {}
