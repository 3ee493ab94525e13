package mattermosttest

import (
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// A channel is also a direct conversation or a group.
type channel struct {
	model.Channel
	members map[string]*model.ChannelMember
}

func (c *channel) join(u *user, at int64) {
	c.members[u.Id] = &model.ChannelMember{ChannelId: c.Id, UserId: u.Id, Roles: "channel_user", SchemeUser: true, LastUpdateAt: at, NotifyProps: model.StringMap{}}
}

func (c *channel) direct() bool { return c.Type == model.ChannelTypeDirect }

// addChannel, mayRead and mayPost need s.mu.
func (s *Server) addChannel(t *team, name string, kind model.ChannelType) *channel {
	at := s.nowLocked()
	c := &channel{model.Channel{Id: model.NewId(), Name: name, DisplayName: name, Type: kind, CreateAt: at, UpdateAt: at}, map[string]*model.ChannelMember{}}
	if t != nil {
		c.TeamId = t.Id
	}
	s.channels[c.Id] = c
	return c
}

func (s *Server) mayRead(u *user, c *channel) bool {
	if c == nil || u == nil {
		return false
	}
	_, in := c.members[u.Id]
	return in || u.isAdmin() && !c.direct()
}

func (s *Server) inTeam(team string, u *user) bool {
	t := s.teams[team]
	return t != nil && u != nil && t.members[u.Id] != nil
}

func (s *Server) mayPost(u *user, c *channel) bool {
	return s.mayRead(u, c) || c != nil && !c.direct() && c.Type == model.ChannelTypeOpen && s.may(u, "create_post") && u.has("system_post_all")
}

// withChannel finds the channel of a path that who calls may read; s.mu is held
// while the handler runs.
func withChannel(do func(*call, *channel)) func(*call) {
	return func(c *call) {
		id, ok := c.id("channel")
		if !ok {
			return
		}
		c.s.mu.Lock()
		defer c.s.mu.Unlock()
		ch := c.s.channels[id]
		if ch == nil && c.name == "GET /channels/{channel}" {
			c.fail(http.StatusNotFound, "app.channel.get.existing.app_error")
			return
		}
		// Who is in the team may read what a public channel is, not what is in it
		// (read_public_channel, https://github.com/mattermost/mattermost/blob/master/server/channels/api4/channel.go, getChannel).
		public := c.name == "GET /channels/{channel}" && ch.Type == model.ChannelTypeOpen && c.s.inTeam(ch.TeamId, c.who)
		if !public && !c.s.mayRead(c.who, ch) {
			c.forbidden()
			return
		}
		do(c, ch)
	}
}

func (s *Server) channelRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /channels":        s.createChannel,
		"POST /channels/direct": s.createDirect,
		"POST /channels/group":  s.createGroup,
		"GET /channels/{channel}": withChannel(func(c *call, ch *channel) {
			c.reply(http.StatusOK, &ch.Channel)
		}),
		"DELETE /channels/{channel}": withChannel(func(c *call, ch *channel) {
			if !c.who.isAdmin() {
				c.forbidden()
				return
			}
			s.archive(ch)
			c.ok()
		}),
		"GET /channels/{channel}/stats": withChannel(func(c *call, ch *channel) {
			guests := int64(0)
			for id := range ch.members {
				if s.users[id].has("system_guest") {
					guests++
				}
			}
			c.reply(http.StatusOK, &model.ChannelStats{ChannelId: ch.Id, MemberCount: int64(len(ch.members)), GuestCount: guests})
		}),
		"GET /channels/{channel}/members": withChannel(func(c *call, ch *channel) {
			var all []*model.ChannelMember
			for _, m := range ch.members {
				all = append(all, m)
			}
			sort.Slice(all, func(i, j int) bool { return all[i].UserId < all[j].UserId })
			c.reply(http.StatusOK, all)
		}),
		"POST /channels/{channel}/members": withChannel(func(c *call, ch *channel) {
			var asked model.ChannelMember
			if !c.read(&asked) {
				return
			}
			if u := s.users[asked.UserId]; u != nil {
				s.join(ch, u)
				c.reply(http.StatusCreated, ch.members[u.Id])
				return
			}
			c.fail(http.StatusNotFound, "app.user.missing_account.const")
		}),
		"GET /channels/{channel}/members/{user}": withChannel(func(c *call, ch *channel) {
			id, ok := c.id("user")
			if !ok {
				return
			}
			if m := ch.members[id]; m != nil {
				c.reply(http.StatusOK, m)
				return
			}
			c.fail(http.StatusNotFound, "app.channel.get_member.missing.app_error")
		}),
		"DELETE /channels/{channel}/members/{user}": withChannel(func(c *call, ch *channel) {
			if !c.who.isAdmin() && c.path("user") != c.who.id() {
				c.forbidden()
				return
			}
			delete(ch.members, c.path("user"))
			c.ok()
		}),
		"GET /users/{user}/channels":              s.myChannels,
		"GET /users/{user}/teams/{team}/channels": s.myChannels,
	}
}

func (s *Server) myChannels(c *call) {
	c.asks("last_delete_at", "include_deleted")
	id, ok := c.id("user")
	if !ok {
		return
	}
	if id != c.who.id() && !c.who.isAdmin() {
		c.forbidden()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []*model.Channel{}
	for _, ch := range s.channels {
		if _, in := ch.members[id]; in && ch.DeleteAt == 0 && (c.path("team") == "" || ch.TeamId == "" || ch.TeamId == c.path("team")) {
			out = append(out, &ch.Channel)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Id < out[j].Id })
	c.reply(http.StatusOK, out)
}

func (s *Server) createChannel(c *call) {
	var asked model.Channel
	if !c.read(&asked) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.teams[asked.TeamId]
	if t == nil || c.bot && !c.who.isAdmin() {
		c.forbidden()
		return
	}
	ch := s.addChannel(t, asked.Name, asked.Type)
	ch.DisplayName = asked.DisplayName
	s.join(ch, c.who)
	c.reply(http.StatusCreated, &ch.Channel)
}

func (s *Server) createDirect(c *call) {
	var ids []string
	if !c.read(&ids) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(ids) != 2 || !slices.Contains(ids, c.who.id()) && !c.who.isAdmin() {
		c.forbidden()
		return
	}
	a, b := s.users[ids[0]], s.users[ids[1]]
	if a == nil || b == nil {
		c.fail(http.StatusBadRequest, "api.channel.create_direct_channel.invalid_user.app_error")
		return
	}
	c.reply(http.StatusCreated, &s.directOf(a, b).Channel)
}

// directOf is the conversation of two; s.mu is held.
func (s *Server) directOf(a, b *user) *channel {
	name := model.GetDMNameFromIds(a.Id, b.Id)
	for _, ch := range s.channels {
		if ch.Name == name {
			return ch
		}
	}
	ch := s.addChannel(nil, name, model.ChannelTypeDirect)
	ch.DisplayName = ""
	ch.join(a, ch.CreateAt)
	ch.join(b, ch.CreateAt)
	e := model.NewWebSocketEvent(model.WebsocketEventDirectAdded, "", ch.Id, "", nil, "")
	e.Add("creator_id", a.Id)
	e.Add("teammate_id", b.Id)
	s.publish(e, func(u *user) bool { return u == a || u == b })
	return ch
}

func (s *Server) createGroup(c *call) {
	var ids []string
	if !c.read(&ids) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ids = append(slices.DeleteFunc(ids, func(id string) bool { return id == c.who.id() }), c.who.id())
	sort.Strings(ids)
	if len(ids) < 3 || len(ids) > 8 {
		c.fail(http.StatusBadRequest, "api.channel.create_group.bad_size.app_error")
		return
	}
	ch := s.addChannel(nil, strings.Join(ids, "")[:40], model.ChannelTypeGroup)
	for _, id := range ids {
		ch.join(s.users[id], ch.CreateAt)
	}
	c.reply(http.StatusCreated, &ch.Channel)
}

// join makes a member and tells the channel; s.mu is held.
func (s *Server) join(ch *channel, u *user) {
	if ch.members[u.Id] != nil {
		return
	}
	ch.join(u, s.nowLocked())
	e := model.NewWebSocketEvent(model.WebsocketEventUserAdded, "", ch.Id, "", nil, "")
	e.Add("user_id", u.Id)
	e.Add("team_id", ch.TeamId)
	s.publish(e, func(x *user) bool { return ch.members[x.Id] != nil })
	if ch.TeamId != "" {
		s.add(&model.Post{UserId: u.Id, ChannelId: ch.Id, Type: model.PostTypeJoinChannel, Message: u.Username + " is nu lid van dit kanaal."}, ch, u, "")
	}
}

// AddMember and RemoveMember change who is in a channel.
func (s *Server) AddMember(channelName, name string) {
	id := s.ChannelID(channelName)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.join(s.channels[id], s.userNamed(name))
}

// RemoveMember takes somebody out of a channel.
func (s *Server) RemoveMember(channelName, name string) {
	id := s.ChannelID(channelName)
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, u := s.channels[id], s.userNamed(name)
	delete(ch.members, u.Id)
	e := model.NewWebSocketEvent(model.WebsocketEventUserRemoved, "", ch.Id, "", nil, "")
	e.Add("user_id", u.Id)
	e.Add("remover_id", u.Id)
	s.publish(e, func(x *user) bool { return x == u || ch.members[x.Id] != nil })
}

// MakeKeeper makes a member of a channel its administrator.
func (s *Server) MakeKeeper(channelName, name string) {
	id := s.ChannelID(channelName)
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.channels[id].members[s.userNamed(name).Id]
	m.SchemeAdmin, m.Roles = true, "channel_user channel_admin"
}

// AddChannel makes a channel of the team "rijk" with these members.
func (s *Server) AddChannel(name string, private bool, members ...string) string {
	teamID := s.TeamID("rijk")
	s.mu.Lock()
	defer s.mu.Unlock()
	kind := model.ChannelTypeOpen
	if private {
		kind = model.ChannelTypePrivate
	}
	ch := s.addChannel(s.teams[teamID], name, kind)
	for _, m := range members {
		ch.join(s.userNamed(m), ch.CreateAt)
	}
	return ch.Id
}

// Archive archives a channel: it can be read, nobody can post in it.
func (s *Server) Archive(channelName string) {
	id := s.ChannelID(channelName)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.archive(s.channels[id])
}

func (s *Server) archive(ch *channel) {
	ch.DeleteAt = s.nowLocked()
	ch.UpdateAt = ch.DeleteAt
	e := model.NewWebSocketEvent(model.WebsocketEventChannelDeleted, ch.TeamId, "", "", nil, "")
	e.Add("channel_id", ch.Id)
	e.Add("delete_at", ch.DeleteAt)
	s.publish(e, func(x *user) bool { return ch.members[x.Id] != nil })
}
