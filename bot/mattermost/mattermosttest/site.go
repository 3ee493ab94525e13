package mattermosttest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot/bottest"
)

// A Site is what a world needs of a server, this one or a real one: people at
// their clients, channels, and a bot.
type Site struct {
	URL      string
	TeamName string
	TeamID   string
	BotName  string
	BotID    string
	BotToken string
	Admin    Client
	Channels map[string]string  // ids by name
	People   map[string]*Person // by the name bottest has for them
	Suffix   string             // of all names and addresses; empty on a server of its own
	Fake     *Server            // nil on a real server
	NoGuests bool               // the server has no licence for guests

	undo []func(context.Context) error
}

// Site returns the server as a world needs it. Everybody opens their client.
func (s *Server) Site() *Site {
	site := &Site{
		URL: s.URL, TeamName: "rijk", TeamID: s.TeamID("rijk"), BotName: "wegwijs", BotID: s.BotID(), BotToken: s.BotToken, Admin: Client{URL: s.URL, Token: s.AdminToken},
		Channels: map[string]string{}, People: map[string]*Person{}, Fake: s,
	}
	for _, c := range bottest.Channels() {
		site.Channels[c] = s.ChannelID(c)
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	for _, p := range bottest.Everybody() {
		all.Go(func() {
			person := s.Person(p.ID)
			mu.Lock()
			defer mu.Unlock()
			site.People[p.ID] = person
		})
	}
	all.Wait()
	return site
}

// Furnish makes bottest's people, their team and channels, and a bot with all
// its rights but one, on a server that has none of them. Names get an ending of
// their own, so that several may live on one server. Remove takes everything
// back. Ephemeral posts are for AllowEphemeral, because that is for all of them
// together.
func Furnish(ctx context.Context, url, adminToken string) (site *Site, err error) {
	end := strings.ToLower(model.NewId()[:6])
	site = &Site{
		URL: strings.TrimRight(url, "/"), TeamName: "rijk-" + end, BotName: "wegwijs-" + end, Suffix: end, Admin: Client{URL: strings.TrimRight(url, "/"), Token: adminToken},
		Channels: map[string]string{}, People: map[string]*Person{},
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, site.Remove(ctx))
			site = nil
		}
	}()
	admin := &site.Admin
	var me model.User
	if err := admin.Do(ctx, http.MethodGet, "/users/me", nil, &me); err != nil {
		return site, fmt.Errorf("the administrator's token: %w", err)
	}
	if !slices.Contains(strings.Fields(me.Roles), "system_admin") {
		return site, errors.New("the token is of somebody who does not manage the system")
	}
	var team model.Team
	if err := admin.Do(ctx, http.MethodPost, "/teams", &model.Team{Name: site.TeamName, DisplayName: "Rijk", Type: model.TeamOpen}, &team); err != nil {
		return site, err
	}
	site.TeamID = team.Id
	site.later(func(ctx context.Context) error { return admin.Do(ctx, http.MethodDelete, "/teams/"+team.Id, nil, nil) })
	for _, name := range bottest.Channels() {
		var ch model.Channel
		if err := admin.Do(ctx, http.MethodPost, "/channels", &model.Channel{TeamId: team.Id, Name: name, DisplayName: name, Type: model.ChannelTypeOpen}, &ch); err != nil {
			return site, err
		}
		site.Channels[name] = ch.Id
		// Who made a channel is in it, and is nobody of the story.
		if err := admin.Do(ctx, http.MethodDelete, "/channels/"+ch.Id+"/members/"+me.Id, nil, nil); err != nil {
			return site, err
		}
	}
	for _, p := range bottest.Everybody() {
		if err := site.addPerson(ctx, p); err != nil {
			return site, fmt.Errorf("make %s: %w", p.ID, err)
		}
	}
	return site, site.addBot(ctx)
}

func (s *Site) later(undo func(context.Context) error) { s.undo = append(s.undo, undo) }

func (s *Site) addPerson(ctx context.Context, p bottest.Person) error {
	first, last, _ := strings.Cut(p.Name, " ")
	name, password := p.ID+"-"+s.Suffix, "Aa1!"+model.NewId()
	u := &model.User{
		Username: name, FirstName: first, LastName: last, Email: strings.Replace(p.Email, "@", "+"+s.Suffix+"@", 1), Password: password, Locale: string(p.Lang),
		Timezone: model.StringMap{"useAutomaticTimezone": "true", "automaticTimezone": bottest.Zone.String(), "manualTimezone": ""},
	}
	var made model.User
	if err := s.Admin.Do(ctx, http.MethodPost, "/users", u, &made); err != nil {
		return err
	}
	s.later(func(ctx context.Context) error {
		return s.Admin.Do(ctx, http.MethodDelete, "/users/"+made.Id, nil, nil)
	})
	if err := s.join(ctx, made.Id, func(channel string) bool { return slices.Contains(bottest.ChannelMembers(channel), p.ID) }); err != nil {
		return err
	}
	if p.Guest {
		// Guests need a licence; without one this is a member like any other.
		err := s.Admin.Do(ctx, http.MethodPost, "/users/"+made.Id+"/demote", nil, nil)
		var refused *CallError
		if errors.As(err, &refused) && refused.Status == http.StatusNotImplemented {
			s.NoGuests, err = true, nil
		}
		if err != nil {
			return err
		}
	}
	c, err := Login(ctx, s.URL, name, password)
	if err != nil {
		return err
	}
	person, err := Connect(ctx, *c)
	if err != nil {
		return err
	}
	s.People[p.ID] = person
	s.later(func(context.Context) error { person.Close(); return nil })
	return nil
}

// join makes somebody a member of the team and of the channels they are in.
func (s *Site) join(ctx context.Context, id string, in func(channel string) bool) error {
	if err := s.Admin.Do(ctx, http.MethodPost, "/teams/"+s.TeamID+"/members", map[string]string{"team_id": s.TeamID, "user_id": id}, nil); err != nil {
		return err
	}
	for name, ch := range s.Channels {
		if !in(name) {
			continue
		}
		if err := s.Admin.Do(ctx, http.MethodPost, "/channels/"+ch+"/members", map[string]string{"user_id": id}, nil); err != nil {
			return err
		}
	}
	return nil
}

// addBot makes the bot with the rights docs/mattermost.md gives it.
func (s *Site) addBot(ctx context.Context) error {
	var b model.Bot
	if err := s.Admin.Do(ctx, http.MethodPost, "/bots", map[string]string{"username": s.BotName, "display_name": "Wegwijs", "description": "Wegwijs (chatbot)"}, &b); err != nil {
		return err
	}
	s.BotID = b.UserId
	s.later(func(ctx context.Context) error {
		return s.Admin.Do(ctx, http.MethodPost, "/bots/"+b.UserId+"/disable", nil, nil)
	})
	var token model.UserAccessToken
	if err := s.Admin.Do(ctx, http.MethodPost, "/users/"+b.UserId+"/tokens", map[string]string{"description": "test"}, &token); err != nil {
		return err
	}
	s.BotToken = token.Token
	if err := s.join(ctx, b.UserId, bottest.BotIsIn); err != nil {
		return err
	}
	if err := s.Admin.Do(ctx, http.MethodPut, "/teams/"+s.TeamID+"/members/"+b.UserId+"/schemeRoles", map[string]bool{"scheme_admin": true, "scheme_user": true}, nil); err != nil {
		return err
	}
	return s.Admin.Do(ctx, http.MethodPut, "/users/"+b.UserId+"/roles", map[string]string{"roles": "system_user system_post_all"}, nil)
}

// AllowEphemeral gives the role system_post_all the permission for ephemeral
// posts, on the whole server, and returns what takes it back.
func AllowEphemeral(ctx context.Context, admin Client) (undo func(context.Context) error, err error) {
	var role model.Role
	if err := admin.Do(ctx, http.MethodGet, "/roles/name/system_post_all", nil, &role); err != nil {
		return nil, err
	}
	if slices.Contains(role.Permissions, permEphemeral) {
		return func(context.Context) error { return nil }, nil
	}
	patch := func(ctx context.Context, to []string) error {
		return admin.Do(ctx, http.MethodPut, "/roles/"+role.Id+"/patch", map[string][]string{"permissions": to}, nil)
	}
	undo = func(ctx context.Context) error { return patch(context.WithoutCancel(ctx), role.Permissions) }
	return undo, patch(ctx, append(slices.Clone(role.Permissions), permEphemeral))
}

// Remove takes back what Furnish made, the last first. Accounts that cannot be
// deleted are deactivated.
func (s *Site) Remove(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	var errs []error
	for _, undo := range slices.Backward(s.undo) {
		errs = append(errs, undo(ctx))
	}
	s.undo = nil
	return errors.Join(errs...)
}
