package slack

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// A hook is a response_url that says what a test wants it to.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	body   string
}

func newHook(t *testing.T, said chan<- string) *hook {
	h := &hook{status: http.StatusOK, body: "ok"}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Authorization") != "" {
			t.Errorf("an answer that cannot be read, or brings a token: %v", err)
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.status == http.StatusOK && h.body == "ok" {
			said <- string(data)
		}
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(h.status)
		io.WriteString(w, h.body)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *hook) answer(status int, body string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.status, h.body = status, body
}
