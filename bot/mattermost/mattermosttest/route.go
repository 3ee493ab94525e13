package mattermosttest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// maxBody is MaximumPayloadSizeBytes of a server as it is delivered.
const maxBody = 300_000

// A call is one request.
type call struct {
	s    *Server
	w    http.ResponseWriter
	r    *http.Request
	who  *user // nil without a session
	body []byte
	name string // "POST /posts": for broken promises
	bot  bool   // whoever calls is held to the promises of a bot
}

// open are the calls that need no session.
var open = map[string]bool{
	"GET /system/ping": true, "GET /config/client": true, "POST /actions/dialogs/open": true, "GET /websocket": true, "POST /users/login": true,
}

// A route is a kind of call. The paths of two may match one address, as those
// of the real server do: the one with more words of its own is meant.
type route struct {
	name, method string
	parts        []string
	do           func(*call)
}

func (s *Server) routes() []route {
	var all []route
	for _, some := range []map[string]func(*call){
		s.systemRoutes(), s.userRoutes(), s.teamRoutes(), s.channelRoutes(), s.postRoutes(), s.fileRoutes(), s.commandRoutes(), s.actionRoutes(), s.socketRoutes(),
	} {
		for name, do := range some {
			method, path, _ := strings.Cut(name, " ")
			all = append(all, route{name, method, strings.Split(path, "/"), do})
		}
	}
	return all
}

// match tells how many words of a path are the route's own, -1 when it is none of it.
func (x route) match(method string, parts []string) int {
	if x.method != method || len(x.parts) != len(parts) {
		return -1
	}
	words := 0
	for i, p := range x.parts {
		if strings.HasPrefix(p, "{") {
			continue
		}
		if p != parts[i] {
			return -1
		}
		words++
	}
	return words
}

func (s *Server) router() http.Handler {
	routes := s.routes()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.date(w)
		if path, ok := strings.CutPrefix(r.URL.Path, s.opt.SubPath+"/api/v4"); ok {
			parts := strings.Split(path, "/")
			var found *route
			most := -1
			for i := range routes {
				if n := routes[i].match(r.Method, parts); n > most {
					found, most = &routes[i], n
				}
			}
			if found != nil {
				for i, p := range found.parts {
					if name, ok := strings.CutPrefix(p, "{"); ok {
						r.SetPathValue(strings.TrimSuffix(name, "}"), parts[i])
					}
				}
				s.serve(found.name, found.do, w, r)
				return
			}
		}
		if hook, ok := strings.CutPrefix(r.URL.Path, s.opt.SubPath+"/hooks/commands/"); ok && r.Method == http.MethodPost {
			s.serveReturn(hook, w, r)
			return
		}
		s.mu.Lock()
		s.broke("%s %s: there is no such address", r.Method, anonymous(r.URL.Path))
		s.mu.Unlock()
		c := &call{s: s, w: w, r: r}
		c.fail(http.StatusNotFound, "api.context.404.app_error")
	})
}

// date is when the server says it is.
func (s *Server) date(w http.ResponseWriter) {
	s.mu.Lock()
	at := s.opt.Clock.Now().Add(s.skew)
	s.mu.Unlock()
	w.Header().Set("Date", at.UTC().Format(http.TimeFormat))
}

func (s *Server) serve(pattern string, do func(*call), w http.ResponseWriter, r *http.Request) {
	c := &call{s: s, w: w, r: r, name: pattern}
	w.Header().Set("X-Version-Id", Version+".1.0.false")
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		token, ok = strings.CutPrefix(r.Header.Get("Authorization"), "BEARER ")
	}
	s.mu.Lock()
	if u := s.users[s.tokens[token]]; ok && u != nil && u.DeleteAt == 0 {
		c.who, c.bot = u, u.IsBot
	}
	s.mu.Unlock()
	if c.who == nil && !open[pattern] {
		c.fail(http.StatusUnauthorized, "api.context.session_expired.app_error")
		return
	}
	most := int64(maxBody)
	if pattern == "POST /files" {
		most = 100 << 20
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	if err != nil {
		return // whoever called is gone
	}
	if int64(len(body)) > most {
		c.fail(http.StatusRequestEntityTooLarge, "api.context.request_body_too_large.app_error")
		return
	}
	c.body = body
	do(c)
}

// reply answers with JSON.
func (c *call) reply(status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("mattermosttest: %s: %v", c.name, err))
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	c.w.Write(data)
}

func (c *call) ok() { c.reply(http.StatusOK, map[string]string{"status": "OK"}) }

// fail answers with an error as the server writes them. Its sentence is
// translated on a real one, so nobody may read it.
func (c *call) fail(status int, id string) {
	c.reply(status, &model.AppError{Id: id, Message: "Dat gaat niet (" + strconv.Itoa(status) + ").", RequestId: model.NewId(), StatusCode: status})
}

// forbidden is the answer of a permission that is missing.
func (c *call) forbidden() { c.fail(http.StatusForbidden, "api.context.permissions.app_error") }

// read decodes the body. A field the server does not know is ignored by it;
// a bot that sends one means something that never happens.
func (c *call) read(into any) bool {
	if c.bot {
		strict := json.NewDecoder(bytes.NewReader(c.body))
		strict.DisallowUnknownFields()
		if err := strict.Decode(into); err != nil && strings.Contains(err.Error(), "unknown field") {
			c.s.mu.Lock()
			c.s.broke("%s: %v", c.name, err)
			c.s.mu.Unlock()
		}
	}
	if err := json.Unmarshal(c.body, into); err != nil {
		c.fail(http.StatusBadRequest, "api.context.invalid_body_param.app_error")
		return false
	}
	return true
}

func (c *call) path(name string) string { return c.r.PathValue(name) }

// id returns an id of the path; "me" is who calls.
func (c *call) id(name string) (string, bool) {
	id := c.path(name)
	if id == "me" && name == "user" {
		return c.who.id(), true
	}
	if !model.IsValidId(id) {
		c.fail(http.StatusBadRequest, "api.context.invalid_url_param.app_error")
		return "", false
	}
	return id, true
}

// query returns a number of the query, within bounds.
func (c *call) query(name string, otherwise, most int) int {
	n, err := strconv.Atoi(c.r.URL.Query().Get(name))
	if err != nil || n < 0 {
		return otherwise
	}
	if n > most {
		if c.bot {
			c.s.mu.Lock()
			c.s.broke("%s: %s=%d, the server gives at most %d", c.name, name, n, most)
			c.s.mu.Unlock()
		}
		return most
	}
	return n
}

// asks notes query parameters the server does not know.
func (c *call) asks(known ...string) {
	if !c.bot {
		return
	}
	for name := range c.r.URL.Query() {
		found := false
		for _, k := range known {
			found = found || k == name
		}
		if !found {
			c.s.mu.Lock()
			c.s.broke("%s: the server knows no parameter %q", c.name, name)
			c.s.mu.Unlock()
		}
	}
}

// page cuts what a page of a list is.
func page[T any](all []T, number, size int) []T {
	from := min(number*size, len(all))
	return all[from:min(from+size, len(all))]
}

func (s *Server) systemRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"GET /system/ping": func(c *call) {
			c.reply(http.StatusOK, map[string]string{"status": "OK", "AndroidLatestVersion": "", "IosLatestVersion": "", "ActiveSearchBackend": "database"})
		},
		"GET /config/client": func(c *call) {
			c.asks("format")
			site := s.URL
			conf := map[string]string{
				"Version": Version, "BuildNumber": "1", "BuildEnterpriseReady": "false", "SiteURL": site, "MaxPostSize": strconv.Itoa(s.opt.MaxPostSize),
				"EnableCommands": "true", "EnableBotAccountCreation": "true", "DefaultClientLocale": "nl", "SiteName": "Chat", "MaxFileSize": "104857600",
				"EnableUserAccessTokens": "false", "TelemetryId": "",
			}
			if c.who == nil { // a part of it is for who is signed in
				delete(conf, "MaxPostSize")
				delete(conf, "EnableCommands")
				delete(conf, "EnableBotAccountCreation")
			}
			c.reply(http.StatusOK, conf)
		},
		"GET /roles/name/{name}": func(c *call) {
			s.mu.Lock()
			role := s.roles[c.path("name")]
			s.mu.Unlock()
			if role == nil {
				c.fail(http.StatusNotFound, "app.role.get_by_name.app_error")
				return
			}
			c.reply(http.StatusOK, role)
		},
		"PUT /roles/{role}/patch": s.patchRole,
	}
}

const permEphemeral = "create_post_ephemeral"

func builtinRoles() map[string]*model.Role {
	all := map[string]*model.Role{}
	for name, permissions := range map[string][]string{
		"system_user":     {"list_public_teams", "create_direct_channel", "create_group_channel", "view_members"},
		"system_guest":    {"create_direct_channel"},
		"system_admin":    {"manage_system"},
		"system_post_all": {"create_post", "upload_file", "use_channel_mentions", "use_group_mentions"},
		"team_admin":      {"manage_slash_commands", "manage_own_slash_commands", "manage_others_slash_commands", "manage_team"},
		"channel_user":    {"read_channel", "create_post", "use_channel_mentions", "manage_public_channel_properties"},
	} {
		all[name] = &model.Role{Id: model.NewId(), Name: name, DisplayName: "authentication.roles." + name + ".name", Permissions: permissions, BuiltIn: true, SchemeManaged: false}
	}
	return all
}

// patchRole replaces the list of permissions, all of it.
func (s *Server) patchRole(c *call) {
	var patch struct {
		Permissions *[]string `json:"permissions"`
	}
	if !c.admin() || !c.read(&patch) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, role := range s.roles {
		if role.Id == c.path("role") {
			if patch.Permissions != nil {
				role.Permissions = *patch.Permissions
			}
			c.reply(http.StatusOK, role)
			return
		}
	}
	c.fail(http.StatusNotFound, "app.role.get.app_error")
}

// admin tells whether who calls manages the system, and refuses otherwise.
func (c *call) admin() bool {
	if c.who.isAdmin() {
		return true
	}
	c.forbidden()
	return false
}
