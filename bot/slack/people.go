package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// How long and of how many people is known who they are. Slack answers some
// hundred such questions a minute, so a profile that changed is noticed late.
const (
	peopleLives  = 30 * time.Minute
	directLives  = 24 * time.Hour
	mostPeople   = 50_000
	mostChannels = 5_000
	pageSize     = 500 // of people and channels; Slack gives less than 1000 at once
	fewUnknown   = 20  // people who are asked for one by one
	mostPages    = 40  // of people; Slack gives some twenty in a minute
)

// people know who is who in the workspace, for a while.
type people struct {
	s        *Slack
	users    *bot.Recent[string, bot.User]
	outside  *bot.Recent[string, bool]   // who is of another organisation
	directs  *bot.Recent[string, string] // id of the direct conversation by user
	channels *bot.Recent[string, []bot.ChannelID]
	places   *bot.Recent[string, bool] // channels that are there
	groups   *bot.Recent[string, []slack.UserGroup]
	asking   bot.Locks // one question about one person at a time
	all      sync.Mutex

	mu     sync.Mutex
	paused time.Time // until when Slack answers no questions about people
}

func newPeople(s *Slack) *people {
	c := s.opt.Clock
	return &people{
		s:        s,
		users:    bot.NewRecent[string, bot.User](c, peopleLives, mostPeople),
		outside:  bot.NewRecent[string, bool](c, peopleLives, mostPeople),
		directs:  bot.NewRecent[string, string](c, directLives, mostPeople),
		channels: bot.NewRecent[string, []bot.ChannelID](c, peopleLives, mostChannels),
		places:   bot.NewRecent[string, bool](c, peopleLives, mostChannels),
		groups:   bot.NewRecent[string, []slack.UserGroup](c, peopleLives, 1),
	}
}

// nobody is an id that is none.
func nobody(what string) error {
	return &bot.SendError{Reason: bot.NotFound, Err: errors.New("slack: " + what)}
}

// isID tells whether s may be an id of Slack's: capitals and digits. Anything
// else is never sent, so that it cannot become part of another question.
func isID(s string) bool {
	return len(s) > 1 && len(s) <= 32 && !strings.ContainsFunc(s, func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') })
}

// User returns a person.
func (s *Slack) User(ctx context.Context, id bot.UserID) (bot.User, error) {
	return s.people.user(ctx, string(id))
}

func (p *people) user(ctx context.Context, id string) (bot.User, error) {
	if u, ok := p.users.Get(id); ok {
		return u, nil
	}
	if err := ctx.Err(); err != nil {
		return bot.User{}, err
	}
	if !isID(id) {
		return bot.User{}, nobody("nobody has this id")
	}
	defer p.asking.Lock(id)()
	if u, ok := p.users.Get(id); ok {
		return u, nil
	}
	if err := p.mayAsk(); err != nil {
		return bot.User{}, err
	}
	me, err := p.s.me(ctx)
	if err != nil {
		return bot.User{}, err
	}
	u, err := p.s.api.GetUserInfoContext(ctx, id)
	if err := p.asked(callError(ctx, "users.info", err)); err != nil {
		return bot.User{}, err
	}
	return p.learn(u, me), nil
}

// mayAsk refuses questions while Slack answers none: what it would say is known.
func (p *people) mayAsk() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if wait := p.paused.Sub(p.s.opt.Clock.Now()); wait > 0 {
		return &bot.SendError{Reason: bot.RateLimited, RetryAfter: wait, Err: &refusal{Method: "users.info", Code: "ratelimited"}}
	}
	return nil
}

func (p *people) asked(err error) error {
	var no *bot.SendError
	if errors.As(err, &no) && no.Reason == bot.RateLimited {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.paused = p.s.opt.Clock.Now().Add(max(no.RetryAfter, time.Second))
		p.meetSoon()
	}
	return err
}

// forget makes the next question about somebody go to Slack.
func (p *people) forget(id string) {
	p.users.Drop(id)
	p.outside.Drop(id)
}

// learn remembers somebody.
func (p *people) learn(u *slack.User, me *self) bot.User {
	known := p.userOf(u, me)
	p.users.Set(u.ID, known)
	p.outside.Set(u.ID, stranger(u, me))
	return known
}

// stranger tells whether somebody is of another organisation.
func stranger(u *slack.User, me *self) bool {
	switch {
	case u.IsStranger:
		return true
	case me.Enterprise != "" && u.Enterprise.EnterpriseID != "":
		return u.Enterprise.EnterpriseID != me.Enterprise
	}
	return me.Enterprise == "" && me.Team != "" && u.TeamID != "" && u.TeamID != me.Team
}

// slackbot is no bot to Slack.
const slackbot = "USLACKBOT"

// userOf is a person as the bot knows them. What a profile hides is empty.
func (p *people) userOf(u *slack.User, me *self) bot.User {
	out := bot.User{
		ID: bot.UserID(u.ID), Handle: u.Name, Email: u.Profile.Email, Zone: p.s.opt.Zone,
		Guest:    u.IsRestricted || u.IsUltraRestricted || stranger(u, me),
		Bot:      u.IsBot || u.IsAppUser || u.IsWorkflowBot || u.IsConnectorBot || u.ID == slackbot,
		Inactive: u.Deleted,
	}
	out.Lang, _ = bot.ParseLang(u.Locale)
	if u.TZ != "" {
		if zone, err := time.LoadLocation(u.TZ); err == nil {
			out.Zone = zone
		}
	}
	for _, name := range []string{u.Profile.RealName, u.RealName, u.Profile.DisplayName, u.Name} {
		if out.Name = strings.TrimSpace(name); out.Name != "" {
			break
		}
	}
	return out
}

// Members returns the people in a channel: no bots, nobody deactivated, and
// nobody of another organisation.
func (s *Slack) Members(ctx context.Context, channel bot.ChannelID) (bot.Members, error) {
	if err := ctx.Err(); err != nil {
		return bot.Members{}, err
	}
	if !isID(string(channel)) {
		return bot.Members{}, nobody("there is no such channel")
	}
	var ids []string
	seen := map[string]bool{} // somebody who joins moves the pages
	for cursor := ""; ; {
		page, next, err := s.api.GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{ChannelID: string(channel), Cursor: cursor, Limit: pageSize})
		if err != nil {
			return bot.Members{}, callError(ctx, "conversations.members", err)
		}
		for _, id := range page {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
		if next == "" || next == cursor {
			break
		}
		cursor = next
	}
	if err := s.people.meet(ctx, ids); err != nil {
		return bot.Members{}, err
	}
	var out bot.Members
	for _, id := range ids {
		u, err := s.people.user(ctx, id)
		var no *bot.SendError
		switch {
		case errors.As(err, &no) && no.Reason == bot.NotFound:
			continue // whoever that is, we do not reach them
		case err != nil:
			return bot.Members{}, err
		case u.Bot || u.Inactive:
			continue
		}
		if outside, _ := s.people.outside.Get(id); outside {
			continue
		}
		out.Users = append(out.Users, u.ID)
		if u.Guest {
			out.Guests++
		}
	}
	return out, nil
}

// meet gets to know many people at once, when many of them are unknown: a
// thousand questions would take Slack ten minutes, a list takes it two answers.
func (p *people) meet(ctx context.Context, ids []string) error {
	unknown := func() (n int) {
		for _, id := range ids {
			if _, ok := p.users.Get(id); !ok {
				n++
			}
		}
		return n
	}
	if unknown() <= fewUnknown {
		return nil
	}
	p.all.Lock()
	defer p.all.Unlock()
	if unknown() <= fewUnknown {
		return nil
	}
	return p.meetAll(ctx)
}

// meetAll reads who is in the workspace; p.all is held.
func (p *people) meetAll(ctx context.Context) error {
	me, err := p.s.me(ctx)
	if err != nil {
		return err
	}
	page := p.s.api.GetUsersPaginated(slack.GetUsersOptionLimit(pageSize), slack.GetUsersOptionTeamID(me.Team))
	for range mostPages {
		page, err = page.Next(ctx)
		if page.Done(err) {
			return nil
		}
		if err != nil {
			return callError(ctx, "users.list", err)
		}
		for i := range page.Users {
			p.learn(&page.Users[i], me)
		}
	}
	return nil // who is not known by now is asked for by name
}

// meetSoon reads who is in the workspace when too many people do something at
// once to ask about them one by one. Nobody waits for it.
func (p *people) meetSoon() {
	if !p.all.TryLock() {
		return // somebody is reading
	}
	go func() {
		defer p.all.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), callWithin)
		defer cancel()
		if err := p.meetAll(ctx); err != nil {
			p.s.opt.Log.Warn().Err(err).Msg("the list of people could not be read")
		}
	}()
}

// direct returns the direct conversation between somebody and us.
func (p *people) direct(ctx context.Context, user string) (string, error) {
	if id, ok := p.directs.Get(user); ok {
		return id, nil
	}
	if !isID(user) {
		return "", nobody("nobody has this id")
	}
	defer p.asking.Lock("direct " + user)()
	if id, ok := p.directs.Get(user); ok {
		return id, nil
	}
	c, _, _, err := p.s.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
	if err != nil {
		return "", callError(ctx, "conversations.open", err)
	}
	if c == nil || c.ID == "" {
		return "", &bot.SendError{Reason: bot.Temporary, Err: errors.New("conversations.open: Slack opened a conversation and did not name it")}
	}
	p.directs.Set(user, c.ID)
	return c.ID, nil
}

// knowDirect remembers a direct conversation that somebody began.
func (p *people) knowDirect(user, channel string) {
	if user != "" && isDirect(channel) {
		p.directs.Set(user, channel)
	}
}

// ChannelIDs finds the channels with a name, in every workspace the bot is in,
// or the one with an id; none is no error. The name is without its #.
func (s *Slack) ChannelIDs(ctx context.Context, name string) ([]bot.ChannelID, error) {
	name = strings.TrimPrefix(name, "#")
	if ids, ok := s.people.channels.Get(name); ok {
		return ids, nil
	}
	found := map[string][]bot.ChannelID{name: nil}
	for cursor := ""; ; {
		page, next, err := s.api.GetConversationsContext(ctx, &slack.GetConversationsParameters{
			Types: []string{"public_channel", "private_channel"}, ExcludeArchived: true, Cursor: cursor, Limit: pageSize,
		})
		if err != nil {
			return nil, callError(ctx, "conversations.list", err)
		}
		for _, c := range page {
			found[c.Name] = append(found[c.Name], bot.ChannelID(c.ID))
			found[c.ID] = []bot.ChannelID{bot.ChannelID(c.ID)}
		}
		if next == "" || next == cursor {
			break
		}
		cursor = next
	}
	for n, ids := range found {
		s.people.channels.Set(n, ids)
	}
	return found[name], nil
}

// Groups returns the handles of the user groups somebody is in, for roles. They
// need a paid plan and the scope usergroups:read: without them there are none.
func (s *Slack) Groups(ctx context.Context, user bot.UserID) ([]string, error) {
	all, ok := s.people.groups.Get("")
	if !ok {
		got, err := s.api.GetUserGroupsContext(ctx, slack.GetUserGroupsOptionIncludeUsers(true))
		err = callError(ctx, "usergroups.list", err)
		switch {
		case refusedWith(err, "missing_scope", "paid_teams_only", "plan_upgrade_required", "not_allowed_token_type", "access_denied", "unknown_method"):
		case err != nil:
			return nil, fmt.Errorf("slack: groups: %w", err)
		}
		all = got
		s.people.groups.Set("", all)
	}
	var names []string
	for _, g := range all {
		for _, id := range g.Users {
			if id == string(user) && g.Handle != "" {
				names = append(names, g.Handle)
			}
		}
	}
	return names, nil
}
