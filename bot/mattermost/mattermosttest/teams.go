package mattermosttest

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
)

type team struct {
	model.Team
	members map[string]*model.TeamMember
}

// addTeam and joinTeam need s.mu.
func (s *Server) addTeam(name, shown string) *team {
	at := s.nowLocked()
	t := &team{model.Team{Id: model.NewId(), Name: name, DisplayName: shown, Type: model.TeamOpen, CreateAt: at, UpdateAt: at}, map[string]*model.TeamMember{}}
	s.teams[t.Id] = t
	for _, name := range []string{"town-square", "off-topic"} {
		s.addChannel(t, name, model.ChannelTypeOpen)
	}
	return t
}

// joinTeam also makes a member of the channels everybody is in.
func (s *Server) joinTeam(t *team, u *user, admin bool) *model.TeamMember {
	m := &model.TeamMember{TeamId: t.Id, UserId: u.Id, Roles: "team_user", SchemeUser: true, SchemeAdmin: admin}
	if admin {
		m.Roles = "team_user team_admin"
	}
	t.members[u.Id] = m
	for _, c := range s.channels {
		if c.TeamId == t.Id && (c.Name == "town-square" || c.Name == "off-topic") {
			c.join(u, s.nowLocked())
		}
	}
	e := model.NewWebSocketEvent(model.WebsocketEventAddedToTeam, "", "", u.Id, nil, "")
	e.Add("team_id", t.Id)
	e.Add("user_id", u.Id)
	s.publish(e, func(x *user) bool { return x == u })
	return m
}

func (s *Server) teamRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /teams": func(c *call) {
			var asked model.Team
			if !c.admin() || !c.read(&asked) {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, t := range s.teams {
				if t.Name == asked.Name {
					c.fail(http.StatusBadRequest, "app.team.save_member.app_error")
					return
				}
			}
			t := s.addTeam(asked.Name, asked.DisplayName)
			s.joinTeam(t, c.who, true)
			c.reply(http.StatusCreated, &t.Team)
		},
		"DELETE /teams/{team}": func(c *call) {
			if !c.admin() {
				return
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			delete(s.teams, c.path("team"))
			c.ok()
		},
		"GET /teams/name/{name}": func(c *call) {
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, t := range s.teams {
				if t.Name == c.path("name") {
					if t.members[c.who.id()] == nil && !c.who.isAdmin() {
						c.forbidden()
						return
					}
					c.reply(http.StatusOK, &t.Team)
					return
				}
			}
			c.fail(http.StatusNotFound, "app.team.get_by_name.missing.app_error")
		},
		"GET /teams/{team}":                withTeam(func(c *call, t *team) { c.reply(http.StatusOK, &t.Team) }),
		"GET /teams/{team}/members/{user}": withTeam(s.teamMember),
		"POST /teams/{team}/members": withTeam(func(c *call, t *team) {
			var asked model.TeamMember
			if !c.read(&asked) {
				return
			}
			u := s.users[asked.UserId]
			if u == nil || !c.who.isAdmin() {
				c.forbidden()
				return
			}
			c.reply(http.StatusCreated, s.joinTeam(t, u, false))
		}),
		"PUT /teams/{team}/members/{user}/schemeRoles": withTeam(func(c *call, t *team) {
			var to struct {
				Admin bool `json:"scheme_admin"`
				User  bool `json:"scheme_user"`
				Guest bool `json:"scheme_guest"`
			}
			if !c.read(&to) {
				return
			}
			u := s.users[c.path("user")]
			if u == nil || !c.who.isAdmin() {
				c.forbidden()
				return
			}
			s.joinTeam(t, u, to.Admin)
			c.ok()
		}),
		"GET /teams/{team}/channels/name/{name}": withTeam(s.channelByName),
		"GET /teams/name/{team}/channels/name/{name}": func(c *call) {
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, t := range s.teams {
				if t.Name == c.path("team") {
					s.channelByName(c, t)
					return
				}
			}
			c.fail(http.StatusNotFound, "app.team.get_by_name.missing.app_error")
		},
	}
}

// withTeam finds the team of a path that who calls is in; the handler runs with s.mu held.
func withTeam(do func(*call, *team)) func(*call) {
	return func(c *call) {
		id, ok := c.id("team")
		if !ok {
			return
		}
		c.s.mu.Lock()
		defer c.s.mu.Unlock()
		t := c.s.teams[id]
		if t == nil || t.members[c.who.id()] == nil && !c.who.isAdmin() {
			c.forbidden()
			return
		}
		do(c, t)
	}
}

func (s *Server) teamMember(c *call, t *team) {
	id, ok := c.id("user")
	if !ok {
		return
	}
	m := t.members[id]
	if m == nil {
		c.fail(http.StatusNotFound, "app.team.get_member.missing.app_error")
		return
	}
	c.reply(http.StatusOK, m)
}

// channelByName answers with a channel of a team; s.mu is held.
func (s *Server) channelByName(c *call, t *team) {
	c.asks("include_deleted")
	deleted := c.r.URL.Query().Get("include_deleted")
	for _, ch := range s.channels {
		if ch.TeamId == t.Id && ch.Name == c.path("name") {
			if ch.DeleteAt > 0 && deleted != "true" {
				break
			}
			if ch.Type != model.ChannelTypeOpen && !s.mayRead(c.who, ch) {
				break // a secret
			}
			c.reply(http.StatusOK, &ch.Channel)
			return
		}
	}
	c.fail(http.StatusNotFound, "app.channel.get_by_name.missing.app_error")
}
