package setup

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestCheckHandlerGivesNothingAway: whoever finds the address learns nothing
// and can put nothing in our answer.
func TestCheckHandlerGivesNothingAway(t *testing.T) {
	for name, tc := range map[string]struct {
		method, body string
		status       int
		says         string
	}{
		"a word of ours":      {http.MethodPost, `{"context":{"word":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}`, 200, `{"update":{"message":"reached ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}`},
		"a word with markup":  {http.MethodPost, `{"context":{"word":"@all ABCDEFGHIJKLMNOPQRSTU"}}`, 400, notForPeople},
		"no word":             {http.MethodPost, `{}`, 400, notForPeople},
		"a word of no letter": {http.MethodPost, `{"context":{"word":7}}`, 400, notForPeople},
		"nothing":             {http.MethodPost, ``, 400, notForPeople},
		"looking":             {http.MethodGet, ``, 400, notForPeople},
		"too long":            {http.MethodPost, `{"context":{"word":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","x":"` + strings.Repeat("a", 70<<10) + `"}}`, 400, notForPeople},
	} {
		w := httptest.NewRecorder()
		CheckHandler().ServeHTTP(w, httptest.NewRequest(tc.method, CheckPath, strings.NewReader(tc.body)))
		if w.Code != tc.status || strings.TrimSpace(w.Body.String()) != tc.says {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}
