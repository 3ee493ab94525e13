package slacktest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxBody is how much the Web API reads.
const maxBody = 2 << 20

// A method is one method of the Web API.
type method struct {
	do     func(*call)
	app    bool // takes the token of the app, not that of the bot
	scopes []string
	need   []string // arguments it cannot do without
	may    []string // others
	json   bool     // also takes JSON
	tier   int      // calls a minute; 0 is not counted
}

// A call is one request, with s.mu held.
type call struct {
	s    *Server
	w    http.ResponseWriter
	name string
	args map[string]string // arguments that are no text are JSON
	base string            // where the server was called
	as   string            // the person whose token it is, empty for the app
	out  obj               // the answer
	done bool
}

func (s *Server) methods() map[string]method {
	all := map[string]method{}
	for _, some := range []map[string]method{chatMethods, placeMethods, peopleMethods, viewMethods, fileMethods, appMethods} {
		for name, m := range some {
			all[name] = m
		}
	}
	return all
}

func (s *Server) handler() http.Handler {
	methods := s.methods()
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("method")
		m, known := methods[name]
		if !known {
			s.mu.Lock()
			s.broke("%s: there is no such method", name)
			s.mu.Unlock()
			answer(w, obj{"ok": false, "error": "unknown_method", "req_method": name})
			return
		}
		s.Faults.around(name, w, r, func(w http.ResponseWriter, r *http.Request) { s.serve(name, m, w, r) })
	})
	mux.HandleFunc("/upload/v1/{file}", func(w http.ResponseWriter, r *http.Request) {
		s.Faults.around("upload", w, r, s.serveUpload)
	})
	mux.HandleFunc("/response/{id}", func(w http.ResponseWriter, r *http.Request) {
		s.Faults.around("response_url", w, r, s.serveReturn)
	})
	mux.HandleFunc("/files-pri/{file}/{name}", s.serveDownload)
	mux.HandleFunc("/link/", s.serveSocket)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.broke("%s: there is no such address", r.Method)
		s.mu.Unlock()
		http.NotFound(w, r)
	})
	return mux
}

func answer(w http.ResponseWriter, out obj) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	json.NewEncoder(w).Encode(out) // who is gone reads nothing
}

func (s *Server) serve(name string, m method, w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return // whoever called is gone
	}
	if s.opt.Watch != nil {
		s.opt.Watch(r.Method, r.URL.RequestURI(), body)
	}
	c := &call{s: s, w: w, name: name, args: map[string]string{}, base: s.host, out: obj{"ok": true}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.read(m, r, body); !c.done && c.allowed(m, r) && c.complete(m) && c.withinTier(m) {
		m.do(c)
	}
	if c.out["error"] == "ratelimited" {
		c.w.Header().Set("Retry-After", "60")
		c.w.Header().Set("Content-Type", "application/json; charset=utf-8")
		c.w.WriteHeader(http.StatusTooManyRequests)
	}
	answer(c.w, c.out)
}

// read takes the arguments out of a request.
func (c *call) read(m method, r *http.Request, body []byte) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	take := func(values url.Values) {
		for k, v := range values {
			if len(v) > 1 {
				c.wrong("the argument %s is given %d times", k, len(v))
			}
			c.args[k] = v[0]
		}
	}
	if q := r.URL.Query(); len(q) > 0 {
		if q.Has("token") {
			c.wrong("the token is in the address, where logs keep it")
		}
		take(q)
	}
	switch {
	case len(body) == 0:
	case kind == "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(body))
		if err != nil {
			c.fail("invalid_form_data")
			return
		}
		take(values)
	case kind == "application/json" && m.json:
		var all map[string]json.RawMessage
		if err := json.Unmarshal(body, &all); err != nil {
			c.fail("invalid_json")
			return
		}
		for k, v := range all {
			var text string
			if json.Unmarshal(v, &text) != nil {
				text = string(v)
			}
			if text != "null" {
				c.args[k] = text
			}
		}
	case kind == "application/json":
		c.wrong("it takes no JSON")
		c.fail("invalid_post_type")
	default:
		c.wrong("the body is %q", kind)
		c.fail("invalid_post_type")
	}
}

// allowed looks at the token and its scopes.
func (c *call) allowed(m method, r *http.Request) bool {
	s := c.s
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if in := c.args["token"]; in != "" {
		if token != "" && token != in {
			c.wrong("two different tokens")
		}
		token = in
	}
	delete(c.args, "token")
	want := s.BotToken
	if m.app {
		want = s.AppToken
	}
	c.as = s.tokens[token]
	switch {
	case c.as != "" && c.name != "chat.postMessage":
		c.fail("not_allowed_token_type")
	case c.as != "":
	case token == "":
		c.fail("not_authed")
	case s.revoked != "":
		c.fail(s.revoked)
	case token != want && (token == s.BotToken || token == s.AppToken):
		c.wrong("it takes the other token")
		c.fail("not_allowed_token_type")
	case token != want:
		c.fail("invalid_auth")
	default:
		for _, scope := range m.scopes {
			c.scope(scope)
		}
	}
	return !c.done
}

// scope demands a right.
func (c *call) scope(name string) bool {
	if slices.Contains(c.s.opt.Scopes, name) {
		return true
	}
	c.fail("missing_scope")
	c.out["needed"], c.out["provided"] = name, strings.Join(c.s.opt.Scopes, ",")
	return false
}

// complete looks whether all arguments are there and known.
func (c *call) complete(m method) bool {
	for name, value := range c.args {
		if !slices.Contains(m.need, name) && !slices.Contains(m.may, name) {
			c.wrong("it has no argument %q", name)
		}
		if value == "" && name != "text" && name != "cursor" {
			c.wrong("the argument %s is empty", name)
			delete(c.args, name)
		}
	}
	for _, name := range m.need {
		if c.args[name] == "" {
			c.wrong("the argument %s is missing", name)
			c.fail("invalid_arguments", "[ERROR] missing required field: "+name)
		}
	}
	return !c.done
}

// withinTier counts the calls of the last minute.
func (c *call) withinTier(m method) bool {
	if !c.s.opt.Tiers || m.tier == 0 {
		return true
	}
	now := c.s.opt.Clock.Now()
	recent := slices.DeleteFunc(c.s.calls[c.name], func(t time.Time) bool { return now.Sub(t) >= time.Minute })
	c.s.calls[c.name] = append(recent, now)
	if len(recent) < m.tier {
		return true
	}
	c.fail("ratelimited")
	return false
}

// fail answers with an error and what there is to say about it.
func (c *call) fail(code string, messages ...string) {
	if c.done {
		return
	}
	c.done = true
	c.out = obj{"ok": false, "error": code}
	if len(messages) > 0 {
		c.out["response_metadata"] = obj{"messages": messages}
	}
}

// wrong notes a broken promise about this call.
func (c *call) wrong(format string, args ...any) {
	c.s.broken = append(c.s.broken, fmt.Errorf("%s: %w", c.name, fmt.Errorf(format, args...)))
}

func (c *call) yes(name string) bool {
	v := c.args[name]
	return v == "true" || v == "1"
}

// json reads an argument that is JSON; false when it is not there or is none.
func (c *call) json(name string, into any) bool {
	v, ok := c.args[name]
	if !ok {
		return false
	}
	if err := json.Unmarshal([]byte(v), into); err != nil {
		c.wrong("the argument %s is no JSON that it takes: %v", name, err)
		c.fail("invalid_arguments", "[ERROR] "+name+" is not valid JSON")
		return false
	}
	return true
}

// page cuts a page out of a list, and says where the next one begins.
func page[T any](c *call, all []T, standard int) []T {
	limit, start := standard, 0
	if v := c.args["limit"]; v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 1000 {
			c.wrong("limit is %q", v)
			c.fail("invalid_limit")
			return nil
		}
		limit = n
	}
	if v := c.args["cursor"]; v != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(v, "next"))
		if err != nil || n > len(all) || !strings.HasPrefix(v, "next") {
			c.fail("invalid_cursor")
			return nil
		}
		start = n
	}
	end := min(start+limit, len(all))
	next := ""
	if end < len(all) {
		next = fmt.Sprintf("next%d", end)
	}
	c.out["response_metadata"] = obj{"next_cursor": next}
	return all[start:end]
}
