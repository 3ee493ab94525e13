package world

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/mattermost/mattermosttest"
)

// faults are the way to the server. What is written with a context that is
// marked goes to one that answers with the fault instead, so that the adapter
// reads a real answer and nothing of it reaches the real place.
type faults struct {
	http.RoundTripper
	broken *httptest.Server
	to     *url.URL

	mu    sync.Mutex
	next  map[string]mattermosttest.Fault // by number, as in the header
	count int
}

type faultKey struct{}

// faultHeader tells the broken server which fault to answer with.
const faultHeader = "X-Test-Fault"

func newFaults() *faults {
	f := &faults{RoundTripper: &http.Transport{MaxIdleConnsPerHost: 32}, next: map[string]mattermosttest.Fault{}}
	f.broken = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		x := f.next[r.Header.Get(faultHeader)]
		f.mu.Unlock()
		if x.Drop {
			panic(http.ErrAbortHandler)
		}
		x.Answer(w)
	}))
	to, err := url.Parse(f.broken.URL)
	if err != nil {
		panic(err) // httptest made it
	}
	f.to = to
	return f
}

func (f *faults) Close() {
	f.broken.Close()
	f.RoundTripper.(*http.Transport).CloseIdleConnections()
}

// temporary are the ways a server can be out of order for a moment.
var temporary = []mattermosttest.Fault{
	{Status: http.StatusInternalServerError},
	{Status: http.StatusServiceUnavailable, Plain: "<html><body>Onderhoud</body></html>"},
	{Drop: true},
	{Status: http.StatusBadGateway, Plain: "bad gateway"},
	{Status: http.StatusGatewayTimeout, Plain: ""},
}

func (f *faults) mark(ctx context.Context, reason bot.Reason, after time.Duration) context.Context {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count++
	var x mattermosttest.Fault
	switch reason {
	case bot.Temporary:
		x = temporary[f.count%len(temporary)]
	case bot.RateLimited:
		x = mattermosttest.Fault{Status: http.StatusTooManyRequests, RetryAfter: after}
	case bot.Forbidden:
		x = mattermosttest.Fault{Status: http.StatusForbidden, ID: "api.context.permissions.app_error"}
	case bot.NotFound:
		x = mattermosttest.Fault{Status: http.StatusNotFound, ID: "app.channel.get.existing.app_error"}
	case bot.Invalid:
		x = mattermosttest.Fault{Status: http.StatusBadRequest, ID: "api.context.invalid_body_param.app_error"}
	case bot.NoAccess:
		x = mattermosttest.Fault{Status: http.StatusUnauthorized, ID: "api.context.session_expired.app_error"}
	}
	id := time.Duration(f.count).String()
	f.next[id] = x
	return context.WithValue(ctx, faultKey{}, id)
}

// RoundTrip sends what is read on its way, and what is written to where it is meant to go.
func (f *faults) RoundTrip(r *http.Request) (*http.Response, error) {
	id, marked := r.Context().Value(faultKey{}).(string)
	if !marked || r.Method == http.MethodGet {
		return f.RoundTripper.RoundTrip(r)
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = f.to.Scheme, f.to.Host
	r.Header.Set(faultHeader, id)
	return f.RoundTripper.RoundTrip(r)
}
