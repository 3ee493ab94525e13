package mattermosttest

import (
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// A user is a person or a bot.
type user struct{ model.User }

func (u *user) id() string           { return u.Id }
func (u *user) has(role string) bool { return slices.Contains(strings.Fields(u.Roles), role) }
func (u *user) isAdmin() bool        { return u.has("system_admin") }
func (u *user) visible() *model.User { v := u.User; v.Password, v.AuthData = "", nil; return &v }
func (u *user) mentionName() string  { return "@" + u.Username }
func (s *Server) may(u *user, permission string) bool {
	for _, name := range strings.Fields(u.Roles) {
		if r := s.roles[name]; name == "system_admin" || r != nil && slices.Contains(r.Permissions, permission) {
			return true
		}
	}
	return false
}

// addUser, addToken, userNamed and joinTeam need s.mu.
func (s *Server) addUser(m *model.User) *user {
	u := &user{*m}
	u.Id = model.NewId()
	u.CreateAt = s.nowLocked()
	u.UpdateAt = u.CreateAt
	if u.Timezone == nil {
		u.Timezone = model.StringMap{"useAutomaticTimezone": "true", "automaticTimezone": "", "manualTimezone": ""}
	}
	s.users[u.Id] = u
	return u
}

func (s *Server) addToken(u *user) string {
	token := model.NewId()
	s.tokens[token] = u.Id
	return token
}

func (s *Server) userNamed(name string) *user {
	for _, u := range s.users {
		if u.Username == strings.ToLower(name) {
			return u
		}
	}
	return nil
}

// sortedUsers are users in the order of the server's lists; s.mu is held.
func (s *Server) sortedUsers(is func(*user) bool) []*user {
	var all []*user
	for _, u := range s.users {
		if is(u) {
			all = append(all, u)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Username < all[j].Username })
	return all
}

func (s *Server) userRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /users/login": s.login,
		"POST /users":       s.createUser,
		"GET /users":        s.listUsers,
		"GET /users/{user}": func(c *call) {
			id, ok := c.id("user")
			if !ok {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			c.user(s.users[id])
		},
		"GET /users/username/{name}": func(c *call) {
			s.mu.Lock()
			defer s.mu.Unlock()
			c.user(s.userNamed(c.path("name")))
		},
		"GET /users/email/{email}": func(c *call) {
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, u := range s.users {
				if strings.EqualFold(u.Email, c.path("email")) {
					c.user(u)
					return
				}
			}
			c.user(nil)
		},
		"POST /users/ids": func(c *call) {
			var ids []string
			if !c.read(&ids) {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			out := []*model.User{}
			for _, u := range s.sortedUsers(func(u *user) bool { return slices.Contains(ids, u.Id) }) {
				out = append(out, u.visible())
			}
			c.reply(http.StatusOK, out)
		},
		"GET /users/{user}/groups": func(c *call) { c.fail(http.StatusNotImplemented, "api.license_error") },
		"GET /users/{user}/teams": func(c *call) {
			id, ok := c.id("user")
			if !ok {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			out := []*model.Team{}
			for _, t := range s.teams {
				if _, in := t.members[id]; in && (id == c.who.id() || c.who.isAdmin()) {
					out = append(out, &t.Team)
				}
			}
			sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
			c.reply(http.StatusOK, out)
		},
		"PUT /users/{user}/roles": func(c *call) {
			var to struct {
				Roles string `json:"roles"`
			}
			id, ok := c.id("user")
			if !ok || !c.admin() || !c.read(&to) {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if u := s.users[id]; u != nil {
				u.Roles, u.UpdateAt = to.Roles, s.nowLocked()
				s.userChanged(u)
			}
			c.ok()
		},
		// As with a licence; without one it answers 501.
		"POST /users/{user}/demote": func(c *call) {
			id, ok := c.id("user")
			if !ok || !c.admin() {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			u := s.users[id]
			if u == nil {
				c.fail(http.StatusNotFound, "app.user.missing_account.const")
				return
			}
			u.Roles, u.UpdateAt = model.SystemGuestRoleId, s.nowLocked()
			s.userChanged(u)
			c.ok()
		},
		"PUT /users/{user}/active": func(c *call) {
			var to struct {
				Active bool `json:"active"`
			}
			id, ok := c.id("user")
			if !ok || !c.admin() || !c.read(&to) {
				return
			}
			s.setActive(id, to.Active)
			c.ok()
		},
		"DELETE /users/{user}": func(c *call) {
			id, ok := c.id("user")
			if ok && c.admin() {
				s.setActive(id, false)
				c.ok()
			}
		},
		"POST /users/{user}/tokens": func(c *call) {
			var asked struct {
				Description string `json:"description"`
			}
			id, ok := c.id("user")
			if !ok || !c.admin() || !c.read(&asked) {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			u := s.users[id]
			if u == nil || !u.IsBot { // EnableUserAccessTokens is false, as delivered
				c.fail(http.StatusNotImplemented, "app.user_access_token.disabled")
				return
			}
			c.reply(http.StatusOK, &model.UserAccessToken{Id: model.NewId(), UserId: id, Token: s.addToken(u), Description: asked.Description, IsActive: true})
		},
		"POST /bots": func(c *call) {
			var asked model.Bot
			if !c.admin() || !c.read(&asked) {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.userNamed(asked.Username) != nil {
				c.fail(http.StatusBadRequest, "app.user.save.username_exists.app_error")
				return
			}
			u := s.addUser(&model.User{Username: asked.Username, FirstName: asked.DisplayName, Email: asked.Username + "@localhost", Roles: "system_user", Locale: "nl", IsBot: true, BotDescription: asked.Description})
			asked.UserId, asked.OwnerId, asked.CreateAt, asked.UpdateAt = u.Id, c.who.id(), u.CreateAt, u.CreateAt
			c.reply(http.StatusCreated, &asked)
		},
		"POST /bots/{user}/disable": func(c *call) {
			id, ok := c.id("user")
			if ok && c.admin() {
				s.setActive(id, false)
				c.ok()
			}
		},
	}
}

// user answers with somebody; s.mu is held.
func (c *call) user(u *user) {
	if u == nil {
		c.fail(http.StatusNotFound, "app.user.missing_account.const")
		return
	}
	c.reply(http.StatusOK, u.visible())
}

func (s *Server) login(c *call) {
	var with struct {
		Login    string `json:"login_id"`
		Password string `json:"password"`
	}
	if !c.read(&with) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.userNamed(with.Login)
	if u == nil || u.IsBot || u.DeleteAt > 0 || u.Password == "" || u.Password != with.Password {
		c.fail(http.StatusUnauthorized, "api.user.login.invalid_credentials_email_username")
		return
	}
	c.w.Header().Set("Token", s.addToken(u))
	c.user(u)
}

func (s *Server) createUser(c *call) {
	var m model.User
	if !c.admin() || !c.read(&m) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.userNamed(m.Username) != nil {
		c.fail(http.StatusBadRequest, "app.user.save.username_exists.app_error")
		return
	}
	m.Roles, m.IsBot = "system_user", false
	c.reply(http.StatusCreated, s.addUser(&m).visible())
}

func (s *Server) listUsers(c *call) {
	c.asks("in_channel", "in_team", "active", "inactive", "page", "per_page", "sort", "role")
	q := c.r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	if id := q.Get("in_channel"); id != "" && !s.mayRead(c.who, s.channels[id]) {
		c.forbidden()
		return
	}
	all := s.sortedUsers(func(u *user) bool {
		if id := q.Get("in_channel"); id != "" {
			if _, in := s.channels[id].members[u.Id]; !in {
				return false
			}
		}
		if id := q.Get("in_team"); id != "" {
			t := s.teams[id]
			if t == nil || t.members[u.Id] == nil {
				return false
			}
		}
		return !(q.Get("active") == "true" && u.DeleteAt > 0) && !(q.Get("inactive") == "true" && u.DeleteAt == 0)
	})
	s.mu.Unlock()
	number, size := c.query("page", 0, 1<<20), c.query("per_page", 60, 200)
	s.mu.Lock()
	out := []*model.User{}
	for _, u := range page(all, number, size) {
		out = append(out, u.visible())
	}
	c.reply(http.StatusOK, out)
}

// setActive deactivates somebody, or takes that back. The open sockets of a
// bot stay open then, and nothing comes through them any more.
func (s *Server) setActive(id string, active bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[id]
	if u == nil || (u.DeleteAt == 0) == active {
		return
	}
	u.UpdateAt = s.nowLocked()
	if u.DeleteAt = u.UpdateAt; active {
		u.DeleteAt = 0
	}
	for _, x := range s.sessions {
		if x.user == u {
			x.silent = true
		}
	}
	s.userChanged(u)
}

// SetActive disables an account, or enables it again.
func (s *Server) SetActive(name string, active bool) { s.setActive(s.UserID(name), active) }

// RevokeToken makes a token count no more.
func (s *Server) RevokeToken(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.tokens, token)
}

// ChangeUser changes a person's profile, as they or an administrator would.
func (s *Server) ChangeUser(name string, change func(*model.User)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.userNamed(name)
	change(&u.User)
	u.UpdateAt = s.nowLocked()
	s.userChanged(u)
}

// userChanged tells everybody; s.mu is held.
func (s *Server) userChanged(u *user) {
	e := model.NewWebSocketEvent(model.WebsocketEventUserUpdated, "", "", "", nil, "")
	e.Add("user", u.visible())
	s.publish(e, func(*user) bool { return true })
}

// AddCrowd makes n people of the team "rijk" who are members of a channel, and
// returns their ids. They have no clients.
func (s *Server) AddCrowd(channelName string, n int) (ids []string) {
	teamID, channelID := s.TeamID("rijk"), s.ChannelID(channelName)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range n {
		name := fmt.Sprint("menigte", i)
		u := s.addUser(&model.User{Username: name, FirstName: "Mens", LastName: fmt.Sprint(i), Email: name + "@example.nl", Roles: "system_user", Locale: "nl"})
		s.teams[teamID].members[u.Id] = &model.TeamMember{TeamId: teamID, UserId: u.Id, Roles: "team_user", SchemeUser: true}
		s.channels[channelID].join(u, u.CreateAt)
		ids = append(ids, u.Id)
	}
	return ids
}
