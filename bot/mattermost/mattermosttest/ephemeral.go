package mattermosttest

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
)

// An actionCookie is what a client sends back of a button in an ephemeral
// post, because the server does not keep such a post.
type actionCookie struct {
	postID, rootID, channelID string
	action                    *model.PostAction
}

// createEphemeral shows a post to one person. The permission holds everywhere,
// so the server does not look whether the person can see the channel: nobody
// sees such a post then.
func (s *Server) createEphemeral(c *call) {
	var asked model.PostEphemeral
	if !c.read(&asked) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.may(c.who, permEphemeral) {
		c.forbidden()
		return
	}
	if asked.Post == nil || !model.IsValidId(asked.UserID) {
		c.fail(http.StatusBadRequest, "api.context.invalid_body_param.app_error")
		return
	}
	p := asked.Post
	if c.bot {
		s.checkPost(c.name, c.who, p)
		if len(p.FileIds) > 0 {
			s.broke("%s: an ephemeral post shows no files", c.name)
		}
		if ch := s.channels[p.ChannelId]; ch == nil || ch.members[asked.UserID] == nil {
			s.broke("%s: the person is not in that channel and sees nothing", c.name)
		}
	}
	p.UserId = c.who.id()
	s.whisper(asked.UserID, p)
	c.reply(http.StatusCreated, p)
}

// whisper shows an ephemeral post to one person; s.mu is held.
func (s *Server) whisper(to string, p *model.Post) {
	p.Id = model.NewId()
	p.CreateAt = s.nowLocked()
	p.UpdateAt = p.CreateAt
	p.Type = model.PostTypeEphemeral
	if p.Props == nil {
		p.Props = model.StringInterface{}
	}
	p.GenerateActionIds()
	for _, a := range p.Attachments() {
		for _, x := range a.Actions {
			if x.Integration == nil {
				continue
			}
			cookie := model.NewRandomString(64)
			kept := *x
			s.cookies[cookie] = &actionCookie{postID: p.Id, rootID: p.RootId, channelID: p.ChannelId, action: &kept}
			x.Cookie, x.Integration = cookie, nil
		}
	}
	text, err := p.ToJSON()
	if err != nil {
		panic(err)
	}
	ch := s.channels[p.ChannelId]
	if ch == nil || ch.members[to] == nil {
		return
	}
	if u := s.users[to]; u != nil {
		who := s.mentioned(p, ch)
		if len(who.names) > 0 || who.everybody {
			// Nobody is notified; clients do light the name up.
			s.broke("an ephemeral post names somebody: %v", who.names)
		}
	}
	e := model.NewWebSocketEvent(model.WebsocketEventEphemeralMessage, "", "", to, nil, "")
	e.Add("post", text)
	s.publish(e, func(u *user) bool { return u.Id == to })
}
