package mattermosttest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// builtin are commands no other may be called like.
var builtin = []string{"away", "online", "offline", "dnd", "help", "invite", "join", "leave", "msg", "me", "shrug", "settings", "logout", "echo", "code", "mute", "search", "status", "poll"}

var triggerWord = regexp.MustCompile(`^[a-z0-9_./-]+$`)

func (s *Server) commandRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /commands":             s.createCommand,
		"GET /commands":              s.listCommands,
		"GET /commands/{command}":    s.withCommand(func(c *call, m *model.Command) { c.reply(http.StatusOK, m) }),
		"PUT /commands/{command}":    s.withCommand(s.updateCommand),
		"DELETE /commands/{command}": s.withCommand(func(c *call, m *model.Command) { delete(s.commands, m.Id); c.ok() }),
		"PUT /commands/{command}/regen_token": s.withCommand(func(c *call, m *model.Command) {
			m.Token = model.NewId()
			c.reply(http.StatusOK, map[string]string{"token": m.Token})
		}),
		"POST /commands/execute":                  s.execute,
		"GET /teams/{team}/commands/autocomplete": withTeam(func(c *call, t *team) { c.reply(http.StatusOK, s.commandsOf(t.Id)) }),
	}
}

// mayCommand tells whether somebody may make slash commands; s.mu is held.
func (s *Server) mayCommand(u *user, teamID string) bool {
	t := s.teams[teamID]
	if t == nil {
		return false
	}
	m := t.members[u.Id]
	return u.isAdmin() || m != nil && m.SchemeAdmin
}

func (s *Server) commandsOf(teamID string) []*model.Command {
	out := []*model.Command{}
	for _, m := range s.commands {
		if m.TeamId == teamID {
			out = append(out, m)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].CreateAt < out[j].CreateAt })
	return out
}

// wrongCommand says why a command is refused; s.mu is held.
func (s *Server) wrongCommand(c *call, m *model.Command) string {
	m.Trigger = strings.ToLower(m.Trigger)
	check := *m
	if check.Token == "" {
		check.PreSave()
	}
	check.CreatorId = c.who.id()
	if err := check.IsValid(); err != nil || !triggerWord.MatchString(m.Trigger) {
		if c.bot {
			s.broke("%s: a command that is not valid: %v", c.name, err)
		}
		return "model.command.is_valid.trigger.app_error"
	}
	if slices.Contains(builtin, m.Trigger) {
		return "api.command.duplicate_trigger.app_error"
	}
	for _, other := range s.commands {
		if other.TeamId == m.TeamId && other.Trigger == m.Trigger && other.Id != m.Id {
			return "api.command.duplicate_trigger.app_error"
		}
	}
	if m.AutocompleteData != nil && c.bot {
		s.broke("%s: autocomplete_data is not stored", c.name)
		m.AutocompleteData = nil
	}
	return ""
}

func (s *Server) createCommand(c *call) {
	var m model.Command
	if !c.read(&m) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.mayCommand(c.who, m.TeamId) {
		c.forbidden()
		return
	}
	m.Id = ""
	if id := s.wrongCommand(c, &m); id != "" {
		c.fail(http.StatusBadRequest, id)
		return
	}
	m.Token, m.Id = model.NewId(), model.NewId()
	m.CreatorId, m.CreateAt = c.who.id(), s.nowLocked()
	m.UpdateAt = m.CreateAt
	s.commands[m.Id] = &m
	c.reply(http.StatusCreated, &m)
}

func (s *Server) listCommands(c *call) {
	c.asks("team_id", "custom_only")
	s.mu.Lock()
	defer s.mu.Unlock()
	id := c.r.URL.Query().Get("team_id")
	t := s.teams[id]
	if t == nil || t.members[c.who.id()] == nil && !c.who.isAdmin() {
		c.forbidden()
		return
	}
	if c.r.URL.Query().Get("custom_only") == "true" && !s.mayCommand(c.who, id) {
		c.forbidden()
		return
	}
	all := s.commandsOf(id)
	if !s.mayCommand(c.who, id) {
		for i, m := range all {
			hidden := *m
			hidden.Token, hidden.URL = "", ""
			all[i] = &hidden
		}
	}
	c.reply(http.StatusOK, all)
}

// withCommand finds the command of a path; s.mu is held while the handler runs.
func (s *Server) withCommand(do func(*call, *model.Command)) func(*call) {
	return func(c *call) {
		s.mu.Lock()
		defer s.mu.Unlock()
		m := s.commands[c.path("command")]
		if m == nil {
			c.fail(http.StatusNotFound, "store.sql_command.get.missing.app_error")
			return
		}
		if !s.mayCommand(c.who, m.TeamId) {
			c.forbidden()
			return
		}
		if c.bot && m.CreatorId != c.who.id() && c.r.Method != http.MethodGet {
			s.broke("%s: the command /%s is somebody else's", c.name, m.Trigger)
		}
		do(c, m)
	}
}

func (s *Server) updateCommand(c *call, m *model.Command) {
	var next model.Command
	if !c.read(&next) {
		return
	}
	if next.Id != m.Id || next.TeamId != m.TeamId {
		c.fail(http.StatusBadRequest, "api.context.invalid_body_param.app_error")
		return
	}
	if id := s.wrongCommand(c, &next); id != "" {
		c.fail(http.StatusBadRequest, id)
		return
	}
	next.Token, next.CreatorId, next.CreateAt, next.UpdateAt, next.DeleteAt, next.PluginId = m.Token, m.CreatorId, m.CreateAt, s.nowLocked(), 0, m.PluginId
	*m = next
	c.reply(http.StatusOK, m)
}

// AddCommand makes a slash command by hand, as an administrator does, and
// returns it with its token.
func (s *Server) AddCommand(teamName, trigger, url string) *model.Command {
	teamID := s.TeamID(teamName)
	s.mu.Lock()
	defer s.mu.Unlock()
	admin := s.users[s.tokens[s.AdminToken]]
	m := &model.Command{Id: model.NewId(), Token: model.NewId(), CreateAt: s.nowLocked(), CreatorId: admin.Id, TeamId: teamID, Trigger: trigger, Method: "P", URL: url}
	m.UpdateAt = m.CreateAt
	s.commands[m.Id] = m
	out := *m
	return &out
}

// Commands returns the commands of a team.
func (s *Server) Commands(teamName string) []model.Command {
	teamID := s.TeamID(teamName)
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []model.Command
	for _, m := range s.commandsOf(teamID) {
		out = append(out, *m)
	}
	return out
}

// execute carries out a slash command: it calls its address and shows the
// answer, to who typed it unless the answer says otherwise.
func (s *Server) execute(c *call) {
	var args model.CommandArgs
	if !c.read(&args) {
		return
	}
	s.mu.Lock()
	ch := s.channels[args.ChannelId]
	if !s.mayRead(c.who, ch) {
		s.mu.Unlock()
		c.forbidden()
		return
	}
	teamID := ch.TeamId
	if teamID == "" {
		teamID = args.TeamId // a direct conversation has none; clients send the one they are in
	}
	t := s.teams[teamID]
	if t == nil || t.members[c.who.id()] == nil {
		s.mu.Unlock()
		c.forbidden()
		return
	}
	word, text, _ := strings.Cut(strings.TrimPrefix(args.Command, "/"), " ")
	var m *model.Command
	for _, x := range s.commandsOf(teamID) {
		if x.Trigger == strings.ToLower(word) {
			found := *x
			m = &found
		}
	}
	if m == nil {
		s.mu.Unlock()
		c.fail(http.StatusNotFound, "api.command.execute_command.not_found.app_error")
		return
	}
	trigger := s.newTrigger(c.who)
	hook := &returnHook{id: model.NewId(), user: c.who, channelID: ch.Id, rootID: args.RootId, at: s.opt.Clock.Now()}
	s.returns[hook.id] = hook
	refuse := s.refuse
	s.mu.Unlock()

	form := url.Values{
		"token": {m.Token}, "team_id": {t.Id}, "team_domain": {t.Name}, "channel_id": {ch.Id}, "channel_name": {ch.Name}, "user_id": {c.who.id()}, "user_name": {c.who.Username},
		"command": {"/" + m.Trigger}, "text": {text}, "trigger_id": {trigger}, "root_id": {args.RootId}, "response_url": {s.URL + "/hooks/commands/" + hook.id},
		"user_mentions": {"null"}, "user_mentions_ids": {"null"},
	}
	answer, err := s.callback(c.r, refuse, m.URL, "application/x-www-form-urlencoded", form.Encode(), "Token "+m.Token)
	if err != nil || answer.status != http.StatusOK {
		c.fail(http.StatusInternalServerError, "api.command.execute_command.failed.app_error")
		return
	}
	said, ok := commandAnswer(answer)
	if !ok {
		c.fail(http.StatusInternalServerError, "api.command.execute_command.failed.app_error")
		return
	}
	said.TriggerId = trigger
	s.sayAnswer(said, hook)
	c.reply(http.StatusOK, said)
}

// commandAnswer reads what a command answers: JSON, or words.
func commandAnswer(a *answer) (*model.CommandResponse, bool) {
	if !a.is("application/json") {
		return &model.CommandResponse{ResponseType: model.CommandResponseTypeEphemeral, Text: string(a.body)}, true
	}
	var r model.CommandResponse
	if json.Unmarshal(a.body, &r) != nil {
		return nil, false // an empty body as well
	}
	return &r, true
}
