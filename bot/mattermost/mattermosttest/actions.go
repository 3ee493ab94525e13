package mattermosttest

import (
	"encoding/json"
	"maps"
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
)

func (s *Server) actionRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /posts/{post}/actions/{action}": s.act,
		"POST /actions/dialogs/open":          s.openDialog,
		"POST /actions/dialogs/submit":        s.submitDialog,
	}
}

// act presses a button or chooses from a menu. Anybody who reads the channel
// may, and what they choose is not looked at.
func (s *Server) act(c *call) {
	var asked model.DoPostActionRequest
	if len(c.body) > 0 && !c.read(&asked) {
		return
	}
	if !plainID.MatchString(c.path("action")) {
		c.fail(http.StatusNotFound, "api.context.404.app_error")
		return
	}
	s.mu.Lock()
	var action *model.PostAction
	postID, rootID, channelID := c.path("post"), "", ""
	p := s.posts[postID]
	if p != nil && p.DeleteAt == 0 {
		action, rootID, channelID = p.GetAction(c.path("action")), p.RootId, p.ChannelId
	} else if k := s.cookies[asked.Cookie]; k != nil && k.postID == postID && k.action.Id == c.path("action") {
		p = nil
		action, rootID, channelID = k.action, k.rootID, k.channelID
	}
	ch := s.channels[channelID]
	switch {
	case channelID == "":
		s.mu.Unlock()
		c.fail(http.StatusNotFound, "app.post.get.app_error")
		return
	case !s.mayRead(c.who, ch):
		s.mu.Unlock()
		c.forbidden()
		return
	case action == nil || action.Integration == nil:
		s.mu.Unlock()
		c.fail(http.StatusNotFound, "api.post.do_action.action_id.app_error")
		return
	}
	trigger := s.newTrigger(c.who)
	with := map[string]any{}
	maps.Copy(with, action.Integration.Context)
	if action.Type == model.PostActionTypeSelect {
		with["selected_option"] = asked.SelectedOption
	}
	req := model.PostActionIntegrationRequest{
		UserId: c.who.id(), UserName: c.who.Username, ChannelId: ch.Id, ChannelName: ch.Name, TeamId: ch.TeamId, PostId: postID,
		TriggerId: trigger, Type: action.Type, DataSource: action.DataSource, Context: with,
	}
	if t := s.teams[ch.TeamId]; t != nil {
		req.TeamName = t.Name
	}
	to, refuse := action.Integration.URL, s.refuse
	s.mu.Unlock()

	a, err := s.callback(c.r, refuse, to, "application/json", jsonOf(req), "")
	if err != nil || a.status != http.StatusOK {
		c.fail(http.StatusBadRequest, "api.post.do_action.action_integration.app_error")
		return
	}
	var reply model.PostActionIntegrationResponse
	if len(a.body) > 0 {
		if err := json.Unmarshal(a.body, &reply); err != nil {
			c.fail(http.StatusBadRequest, "api.post.do_action.action_integration.app_error")
			return
		}
		var known struct {
			Update           json.RawMessage `json:"update"`
			EphemeralText    string          `json:"ephemeral_text"`
			SkipSlackParsing bool            `json:"skip_slack_parsing"`
			GotoLocation     string          `json:"goto_location"`
		}
		if err := strictly(json.RawMessage(a.body), &known); err != nil {
			s.mu.Lock()
			s.broke("the answer to a button: %v", err)
			s.mu.Unlock()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if reply.Update != nil {
		if p == nil {
			s.broke("the answer to a button in an ephemeral post updates it; nothing is said")
			c.fail(http.StatusNotFound, "app.post.get.app_error")
			return
		}
		next := p.Clone()
		next.Message = reply.Update.Message
		if reply.Update.Props != nil {
			next.Props = reply.Update.Props
		}
		s.remember(p, s.nowLocked())
		next.GenerateActionIds()
		next.UpdateAt = s.nowLocked()
		next.EditAt = next.UpdateAt
		p.Post = next
		s.edited(p)
	}
	if reply.EphemeralText != "" {
		text := reply.EphemeralText
		if !reply.SkipSlackParsing {
			text = slackLinks(text)
		}
		root := rootID
		if root == "" && p != nil {
			root = postID
		}
		s.whisper(c.who.id(), &model.Post{ChannelId: ch.Id, RootId: root, UserId: c.who.id(), Message: text, Props: model.StringInterface{}})
	}
	c.reply(http.StatusOK, &model.PostActionAPIResponse{Status: "OK", TriggerId: trigger})
}
