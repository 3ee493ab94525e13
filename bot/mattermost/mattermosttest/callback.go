package mattermosttest

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/mattermost/mattermost/server/public/model"
)

// CanBePressed tells whether a post has buttons or menus.
func CanBePressed(post *model.Post) bool { return len(actionsOf(post)) > 0 }

func actionsOf(post *model.Post) (all []*model.PostAction) {
	for _, a := range post.Attachments() {
		all = append(all, a.Actions...)
	}
	return all
}

// Callback is what the server calls an integration with when somebody chooses
// something from the first menu of a post, or presses one of its buttons: for
// many people at once, who need no session of their own.
func (s *Server) Callback(post *model.Post, userID, userName, trigger string, choice int) (url string, body []byte, err error) {
	actions := actionsOf(post)
	if len(actions) == 0 {
		return "", nil, fmt.Errorf("post %s cannot be pressed", post.Id)
	}
	a, with := actions[0], map[string]any{}
	if a.Type == model.PostActionTypeSelect {
		maps.Copy(with, a.Integration.Context)
		with["selected_option"] = a.Options[choice].Value
	} else {
		a = actions[choice]
		maps.Copy(with, a.Integration.Context)
	}
	s.mu.Lock()
	in := s.channels[post.ChannelId].Channel
	team := s.teams[in.TeamId].Name
	s.mu.Unlock()
	body, err = json.Marshal(model.PostActionIntegrationRequest{
		UserId: userID, UserName: userName, ChannelId: in.Id, ChannelName: in.Name, TeamId: in.TeamId, TeamName: team, PostId: post.Id,
		TriggerId: trigger, Type: a.Type, Context: with,
	})
	return a.Integration.URL, body, err
}
