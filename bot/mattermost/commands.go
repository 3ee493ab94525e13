package mattermost

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// idDuplicateTrigger is the server's word for a slash command that exists.
const idDuplicateTrigger = "api.command.duplicate_trigger.app_error"

const (
	registerAgain  = 10 * time.Minute // after an outage this long commands are looked at again
	registerWithin = 2 * time.Minute
	registerFirst  = 5 * time.Second // between two tries, twice as long each time
	registerTries  = 8
)

// slash makes the slash commands and knows their tokens.
type slash struct {
	m      *Mattermost
	log    zerolog.Logger
	wanted chan struct{}

	mu      sync.Mutex
	tokens  map[string]string // by team and name, of commands we made
	learned map[string]string // the same, of commands an administrator made by hand
	teams   map[string]string // ids of the configured teams, by name
	last    time.Time         // when they were last looked at
	found   []CommandState
}

// A CommandState is what became of one slash command in one team.
type CommandState struct {
	Team string // its name
	Name string // without the slash; empty when the team itself cannot be used
	// Err says why the command is not there; nil when it is. ErrCommandTaken
	// and ErrMayNotMake have a remedy.
	Err error
}

// Why a slash command could not be made.
var (
	ErrCommandTaken = errors.New("another program or the server itself has a slash command of this name")
	ErrMayNotMake   = errors.New("the bot may not make slash commands in this team")
)

func newSlash(m *Mattermost) *slash {
	return &slash{m: m, log: m.opt.Log, wanted: make(chan struct{}, 1), tokens: map[string]string{}, learned: map[string]string{}, teams: map[string]string{}}
}

// isTeam notes the id of a configured team.
func (s *slash) isTeam(name, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.teams[name] = id
}

// mayBeOurs tells whether a team can be one of the configured; s.mu is held.
// While not all of them are known, each can: an administrator may have made the
// command in a team that we may not see.
func (s *slash) mayBeOurs(team string) bool {
	if len(s.teams) == 0 || len(s.teams) < len(s.m.opt.Teams) {
		return true
	}
	for _, id := range s.teams {
		if id == team {
			return true
		}
	}
	return false
}

func tokenKey(team, name string) string { return team + "/" + name }

// load reads the tokens an earlier process kept.
func (s *slash) load(ctx context.Context) error {
	all, err := s.m.opt.Memory.KeptAll(ctx, areaCommand)
	if err != nil {
		return fmt.Errorf("mattermost: read the tokens of slash commands: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, token := range all {
		s.tokens[key] = string(token)
	}
	return nil
}

// has tells whether a name is one of ours.
func (s *slash) has(name string) bool {
	return slices.ContainsFunc(s.m.opt.Commands, func(c SlashCommand) bool { return strings.EqualFold(c.Name, name) })
}

// accepts tells whether a request carries the token of its command. The token
// of a command that an administrator made by hand is nowhere to be read, so
// the first one that comes in on our secret address, for one of our teams, counts
// until the next start.
func (s *slash) accepts(team, name, header, field string) bool {
	token, ok := strings.CutPrefix(header, "Token ")
	if !ok {
		token = field
	}
	if token == "" || field != "" && subtle.ConstantTimeCompare([]byte(token), []byte(field)) != 1 {
		return false
	}
	key := tokenKey(team, name)
	s.mu.Lock()
	defer s.mu.Unlock()
	want := s.tokens[key]
	if want == "" {
		want = s.learned[key]
	}
	if want == "" && s.has(name) && s.mayBeOurs(team) && len(s.learned) < 1000 {
		s.learned[key] = token
		s.log.Info().Str("command", name).Msg("a slash command that was made by hand is in use; its token is known from now on")
		return true
	}
	if subtle.ConstantTimeCompare([]byte(token), []byte(want)) == 1 {
		return true
	}
	if time.Since(s.last) > time.Minute {
		s.again() // an administrator may have made a new token
	}
	return false
}

// due asks for a look at the commands when the last one was long ago.
func (s *slash) due(*model.User) {
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	if last.IsZero() || time.Since(last) >= registerAgain {
		s.again()
	}
}

// again asks for a look at the commands.
func (s *slash) again() {
	select {
	case s.wanted <- struct{}{}:
	default:
	}
}

// run makes the commands whenever that is asked for. Nothing waits for it:
// without commands the bot still hears mentions and direct messages.
func (s *slash) run(ctx context.Context) {
	for {
		select {
		case <-s.wanted:
		case <-ctx.Done():
			return
		}
		wait := registerFirst
		for try := 1; ; try++ {
			within, cancel := context.WithTimeout(ctx, registerWithin)
			states, err := s.register(within)
			cancel()
			if ctx.Err() != nil {
				return
			}
			s.tell(states)
			if err == nil || try == registerTries {
				break
			}
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return
			}
			wait *= 2
		}
	}
}

// tell logs what an operator can mend, once for as long as it is the same.
func (s *slash) tell(states []CommandState) {
	s.mu.Lock()
	before := s.found
	s.found, s.last = states, time.Now()
	s.mu.Unlock()
	for _, c := range states {
		same := slices.ContainsFunc(before, func(b CommandState) bool {
			return b.Team == c.Team && b.Name == c.Name && b.Err != nil && c.Err != nil && b.Err.Error() == c.Err.Error()
		})
		if c.Err != nil && !same {
			s.log.Warn().Str("team", c.Team).Str("command", c.Name).Err(c.Err).
				Msg("a slash command is not there; mentions and direct messages work. Run wegwijs doctor to see what to do")
		}
	}
}

// CommandStates is what became of the slash commands when they were last
// looked at; nil before that.
func (m *Mattermost) CommandStates() []CommandState {
	s := m.in.slash
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.found)
}

// RegisterCommands makes and updates the slash commands in every configured
// team. It never touches a command that is not ours. The error says that the
// server could not be asked; what it refused is in the states.
func (m *Mattermost) RegisterCommands(ctx context.Context) ([]CommandState, error) {
	return m.in.slash.register(ctx)
}

func (s *slash) register(ctx context.Context) (states []CommandState, err error) {
	self, err := s.m.me(ctx)
	if err != nil {
		return nil, err
	}
	address, err := s.m.hookURL(ctx, hookCommand)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, name := range s.m.opt.Teams {
		var team model.Team
		if err := s.m.rest.get(ctx, pathTo("teams", "name", name), &team); err != nil {
			states = append(states, CommandState{Team: name, Err: err})
			errs = append(errs, passing(err))
			continue
		}
		s.isTeam(name, team.Id)
		done, err := s.registerIn(ctx, self, &team, address)
		for i := range done {
			done[i].Team = name
		}
		states = append(states, done...)
		errs = append(errs, err)
	}
	return states, errors.Join(errs...)
}

// passing returns an error that may go away by itself.
func passing(err error) error {
	if errors.Is(err, ErrCommandTaken) || !bot.Retryable(err) {
		return nil
	}
	return err
}

// registerIn makes the commands of one team.
func (s *slash) registerIn(ctx context.Context, self *model.User, team *model.Team, address string) ([]CommandState, error) {
	there, err := s.list(ctx, team.Id)
	if err != nil {
		var states []CommandState
		for _, c := range s.m.opt.Commands {
			states = append(states, CommandState{Name: c.Name, Err: mayNot(err)})
		}
		return states, passing(err)
	}
	tokens := map[string][]byte{}
	var states []CommandState
	var errs []error
	for _, c := range s.m.opt.Commands {
		made, err := s.make(ctx, self, team.Id, c, address, there)
		states = append(states, CommandState{Name: c.Name, Err: mayNot(err)})
		errs = append(errs, passing(err))
		if made != nil && made.Token != "" {
			tokens[tokenKey(team.Id, strings.ToLower(c.Name))] = []byte(made.Token)
		}
	}
	for _, old := range there {
		if s.own(self, old) && old.CreatorId == self.Id && !s.has(old.Trigger) {
			// It had another name in the configuration, and would lead nowhere.
			errs = append(errs, passing(s.m.rest.delete(ctx, pathTo("commands", old.Id))))
		}
	}
	if len(tokens) > 0 {
		errs = append(errs, s.m.opt.Memory.KeepAll(ctx, areaCommand, tokens, time.Time{}))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, token := range tokens {
		s.tokens[key] = string(token)
	}
	maps.DeleteFunc(s.learned, func(key string, _ string) bool { return s.tokens[key] != "" })
	return states, errors.Join(errs...)
}

// list returns the commands of a team that are not the server's own.
func (s *slash) list(ctx context.Context, team string) (there []*model.Command, err error) {
	query := url.Values{"team_id": {team}, "custom_only": {"true"}}
	err = s.m.rest.get(ctx, "/commands?"+query.Encode(), &there)
	return slices.DeleteFunc(there, func(c *model.Command) bool { return c == nil || c.DeleteAt != 0 }), err
}

// own tells whether a command is ours: we made it, or it calls us.
func (s *slash) own(self *model.User, c *model.Command) bool {
	return c.PluginId == "" && (c.CreatorId == self.Id || strings.HasPrefix(c.URL, s.m.opt.PublicURL+hookRoot))
}

// make creates a command, or changes our own where it differs.
func (s *slash) make(ctx context.Context, self *model.User, team string, c SlashCommand, address string, there []*model.Command) (*model.Command, error) {
	want := &model.Command{
		TeamId: team, Trigger: strings.ToLower(c.Name), Method: model.CommandMethodPost, URL: address,
		DisplayName: cutBytes("Wegwijs /"+strings.ToLower(c.Name), 64), Description: cutBytes(inPlain(c.Description, s.m.opt.Lang), 128),
		AutoComplete: true, AutoCompleteDesc: cutBytes(inPlain(c.Description, s.m.opt.Lang), 128), AutoCompleteHint: cutBytes(inPlain(c.Hint, s.m.opt.Lang), 128),
	}
	at := slices.IndexFunc(there, func(t *model.Command) bool { return strings.EqualFold(t.Trigger, c.Name) })
	if at < 0 {
		var made model.Command
		if err := s.m.rest.post(ctx, "/commands", want, &made); err != nil {
			return nil, err
		}
		return &made, nil
	}
	old := there[at]
	if !s.own(self, old) {
		return nil, ErrCommandTaken
	}
	if old.Method == want.Method && old.URL == want.URL && old.DisplayName == want.DisplayName && old.Description == want.Description &&
		old.AutoComplete && old.AutoCompleteDesc == want.AutoCompleteDesc && old.AutoCompleteHint == want.AutoCompleteHint {
		return old, nil
	}
	next := *old
	next.Method, next.URL, next.DisplayName, next.Description = want.Method, want.URL, want.DisplayName, want.Description
	next.AutoComplete, next.AutoCompleteDesc, next.AutoCompleteHint = true, want.AutoCompleteDesc, want.AutoCompleteHint
	var made model.Command
	if err := s.m.rest.put(ctx, pathTo("commands", old.Id), &next, &made); err != nil {
		return old, err
	}
	if made.Token == "" {
		made.Token = old.Token
	}
	return &made, nil
}

// mayNot gives refusals the names an operator can do something about.
func mayNot(err error) error {
	if err == nil {
		return nil
	}
	if id, ok := refusedWith(err, http.StatusBadRequest); ok && id == idDuplicateTrigger {
		return ErrCommandTaken
	}
	if _, ok := refusedWith(err, http.StatusForbidden); ok {
		return ErrMayNotMake
	}
	return err
}

func inPlain(t bot.Text, l bot.Lang) string {
	if t == nil {
		return ""
	}
	return wordsOf(t, l)
}

// cutBytes keeps a text within what the server takes, without half a character.
func cutBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	const dots = "…"
	cut := most - len(dots)
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return strings.TrimSpace(s[:cut]) + dots
}
