package world

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

// faults are the way to Slack. What is written with a context that is marked
// gets the fault for an answer, and does not arrive.
type faults struct {
	*http.Transport
	mu    sync.Mutex
	count map[bot.Reason]int
}

type faultKey struct{}

func newFaults() *faults {
	return &faults{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, count: map[bot.Reason]int{}}
}

// Close lets go of connections.
func (f *faults) Close() { f.CloseIdleConnections() }

// ways are in how many ways Slack says each reason.
var ways = map[bot.Reason][]slacktest.Fault{
	bot.Temporary: {
		{Status: http.StatusInternalServerError, Plain: "error"}, {Error: "internal_error"}, {Drop: true}, {Status: http.StatusServiceUnavailable, Plain: "<html>Onderhoud</html>"},
		{Error: "fatal_error"}, {Status: http.StatusBadGateway, Plain: "bad gateway"}, {Error: "service_unavailable"}, {Error: "request_timeout"}, {Status: http.StatusGatewayTimeout},
	},
	bot.RateLimited: {{}},
	bot.Forbidden:   {{Error: "not_in_channel"}, {Error: "restricted_action"}, {Error: "missing_scope", Needed: "chat:write", Provided: "users:read"}, {Error: "is_archived"}},
	bot.NotFound:    {{Error: "channel_not_found"}},
	bot.Invalid:     {{Error: "invalid_blocks"}, {Error: "msg_too_long"}, {Error: "msg_blocks_too_long"}},
	bot.NoAccess:    {{Error: "token_revoked"}, {Error: "invalid_auth"}, {Error: "account_inactive"}, {Error: "not_authed"}},
}

// mark has what is written with the context fail, in one of the ways in turn.
func (f *faults) mark(ctx context.Context, reason bot.Reason, after time.Duration) context.Context {
	f.mu.Lock()
	defer f.mu.Unlock()
	x := ways[reason][f.count[reason]%len(ways[reason])]
	f.count[reason]++
	x.RetryAfter = after
	return context.WithValue(ctx, faultKey{}, &x)
}

// reads are the calls that only look something up.
func reads(path string) bool {
	for _, p := range []string{"/api/users.", "/api/conversations.", "/api/auth.", "/api/files.info", "/api/usergroups."} {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}

// RoundTrip sends what is read on its way, and what is written unless it fails.
func (f *faults) RoundTrip(r *http.Request) (*http.Response, error) {
	x, marked := r.Context().Value(faultKey{}).(*slacktest.Fault)
	if !marked || reads(r.URL.Path) {
		return f.Transport.RoundTrip(r)
	}
	if r.Body != nil {
		r.Body.Close()
	}
	if x.Drop {
		return nil, errors.New("read: connection reset by peer")
	}
	rec := httptest.NewRecorder()
	x.Answer(rec)
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}
