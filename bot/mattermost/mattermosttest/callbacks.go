package mattermosttest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// A trigger lets somebody's dialog be opened for a while, and more than once.
type trigger struct {
	user string
	at   time.Time
}

// newTrigger needs s.mu.
func (s *Server) newTrigger(u *user) string {
	id := model.NewId() + model.NewId()
	s.triggers[id] = trigger{u.Id, s.opt.Clock.Now()}
	return id
}

// An answer is what our side answered a call.
type answer struct {
	status int
	kind   string
	body   []byte
}

func (a *answer) is(kind string) bool {
	got, _, err := mime.ParseMediaType(a.kind)
	return err == nil && got == kind
}

// callback calls an address of an integration; s.mu is not held.
func (s *Server) callback(r *http.Request, refuse bool, url, kind, body, authorization string) (*answer, error) {
	if refuse {
		return nil, errors.New("address forbidden")
	}
	s.mu.Lock()
	s.last = func(ctx context.Context) error {
		_, err := s.call(ctx, url, kind, body, authorization)
		return err
	}
	s.mu.Unlock()
	return s.call(r.Context(), url, kind, body, authorization)
}

func (s *Server) call(ctx context.Context, url, kind, body, authorization string) (*answer, error) {
	if s.opt.Watch != nil {
		s.opt.Watch(http.MethodPost, url, []byte(body))
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "Mattermost-Bot/1.1")
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	resp, err := s.hooks.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	return &answer{resp.StatusCode, resp.Header.Get("Content-Type"), data}, nil
}

// Redeliver hands the last thing somebody said or did to the bot once more, as
// a proxy does that saw no answer, or a server in a cluster whose other half
// had sent it. Nobody waits for the answer any more.
func (s *Server) Redeliver(ctx context.Context) error {
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	if last == nil {
		return errors.New("nobody did anything yet")
	}
	return last(ctx)
}

// A returnHook is a response_url: it takes five answers, for half an hour.
type returnHook struct {
	id        string
	user      *user
	channelID string
	rootID    string
	at        time.Time
	uses      int
}

// serveReturn takes something said on a response_url.
func (s *Server) serveReturn(id string, w http.ResponseWriter, r *http.Request) {
	c := &call{s: s, w: w, r: r, name: "POST /hooks/commands", bot: true}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		c.fail(http.StatusRequestEntityTooLarge, "api.context.request_body_too_large.app_error")
		return
	}
	c.body = body
	var said model.CommandResponse
	if !c.read(&said) {
		return
	}
	s.mu.Lock()
	hook := s.returns[id]
	if hook == nil || s.opt.Clock.Now().Sub(hook.at) > 30*time.Minute {
		s.mu.Unlock()
		c.fail(http.StatusNotFound, "store.sql_command_webhooks.get.app_error")
		return
	}
	if hook.uses++; hook.uses > 5 {
		s.broke("POST /hooks/commands: a sixth answer")
		s.mu.Unlock()
		c.fail(http.StatusBadRequest, "app.command_webhook.try_use.invalid")
		return
	}
	s.mu.Unlock()
	s.sayAnswer(&said, hook)
	c.ok()
}

// sayAnswer shows what a command answers. In public it would be in the name of
// who typed the command.
func (s *Server) sayAnswer(said *model.CommandResponse, hook *returnHook) {
	if strings.TrimSpace(said.Text) == "" && len(said.Attachments) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !said.SkipSlackParsing {
		said.Text = slackLinks(said.Text)
	}
	p := &model.Post{ChannelId: hook.channelID, RootId: hook.rootID, UserId: hook.user.id(), Message: said.Text, Props: model.StringInterface{"from_webhook": "true"}}
	if len(said.Attachments) > 0 {
		p.Props[model.PostPropsAttachments] = said.Attachments
	}
	if len(said.Props) > 0 {
		s.broke("an answer to a command with props of its own")
	}
	check := p.Clone()
	delete(check.Props, "from_webhook")
	s.checkPost("an answer to a command", hook.user, check)
	if said.ResponseType == model.CommandResponseTypeInChannel {
		s.broke("an answer to a command in public is in the name of who typed it")
		s.add(p, s.channels[p.ChannelId], hook.user, "")
		return
	}
	if said.ResponseType != model.CommandResponseTypeEphemeral && said.ResponseType != "" {
		s.broke("an answer to a command of the type %q", said.ResponseType)
	}
	s.whisper(hook.user.id(), p)
}

// slackLink is what Slack calls a link.
var slackLink = regexp.MustCompile(`<([a-z]+:[^|>]+)\|([^>]+)>`)

func slackLinks(text string) string { return slackLink.ReplaceAllString(text, "[$2]($1)") }

func jsonOf(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}
