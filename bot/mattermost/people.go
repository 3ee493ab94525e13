package mattermost

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// How long and of how many people is known who they are. What changes in a
// profile arrives as an event, and then it is forgotten at once.
const (
	peopleLives  = 10 * time.Minute
	mostPeople   = 20_000
	mostChannels = 5_000
	peoplePage   = 200 // the most the server gives at once
	peopleAtOnce = 100 // looked up in one call
)

// people know who is who on the server, for a while.
type people struct {
	rest     *rest
	zone     *time.Location
	users    *bot.Recent[string, bot.User]
	channels *bot.Recent[string, model.Channel]
	members  *bot.Recent[string, struct{}] // channel and user, both ids
	directs  *bot.Recent[string, string]   // id of the direct channel by user

	mu      sync.Mutex
	queue   []lookup
	working bool
}

// A lookup is somebody who wants to know who somebody is.
type lookup struct {
	id   string
	done chan<- found
}

type found struct {
	user bot.User
	err  error
}

func newPeople(r *rest, opt Options) *people {
	return &people{
		rest: r, zone: opt.Zone,
		users:    bot.NewRecent[string, bot.User](opt.Clock, peopleLives, mostPeople),
		channels: bot.NewRecent[string, model.Channel](opt.Clock, peopleLives, mostChannels),
		members:  bot.NewRecent[string, struct{}](opt.Clock, peopleLives, mostPeople),
		directs:  bot.NewRecent[string, string](opt.Clock, peopleLives, mostPeople),
	}
}

// forget makes the next question about somebody go to the server.
func (p *people) forget(id string) { p.users.Drop(id) }

// nobody is what the server says of an id that is none.
func nobody(what string) error {
	return &bot.SendError{Reason: bot.NotFound, Err: errors.New("mattermost: " + what)}
}

// User returns a person.
func (m *Mattermost) User(ctx context.Context, id bot.UserID) (bot.User, error) {
	return m.people.user(ctx, string(id))
}

// user returns a person. Questions that come together go to the server
// together: a thousand people who press at once are not a thousand calls.
func (p *people) user(ctx context.Context, id string) (bot.User, error) {
	if u, ok := p.users.Get(id); ok {
		return u, nil
	}
	if err := ctx.Err(); err != nil {
		return bot.User{}, err
	}
	if !model.IsValidId(id) {
		return bot.User{}, nobody("nobody has this id")
	}
	done := make(chan found, 1)
	p.mu.Lock()
	p.queue = append(p.queue, lookup{id, done})
	if !p.working {
		p.working = true
		go p.work()
	}
	p.mu.Unlock()
	select {
	case f := <-done:
		return f.user, f.err
	case <-ctx.Done():
		return bot.User{}, ctx.Err()
	}
}

// work looks up who is asked for until nobody is.
func (p *people) work() {
	for {
		p.mu.Lock()
		n := min(len(p.queue), peopleAtOnce)
		if n == 0 {
			p.working = false
			p.queue = nil
			p.mu.Unlock()
			return
		}
		batch := p.queue[:n:n]
		p.queue = p.queue[n:]
		p.mu.Unlock()
		p.lookUp(batch)
	}
}

func (p *people) lookUp(batch []lookup) {
	ctx, cancel := context.WithTimeout(context.Background(), callWithin)
	defer cancel()
	var ids []string
	for _, l := range batch {
		if !slices.Contains(ids, l.id) {
			ids = append(ids, l.id)
		}
	}
	got := map[string]bot.User{}
	var err error
	if len(ids) == 1 {
		var u model.User
		if err = p.rest.get(ctx, pathTo("users", ids[0]), &u); err == nil {
			got[u.Id] = p.learn(&u)
		}
	} else {
		var us []*model.User
		err = p.rest.post(ctx, "/users/ids", ids, &us)
		for _, u := range us {
			got[u.Id] = p.learn(u)
		}
	}
	for _, l := range batch {
		u, ok := got[l.id]
		switch {
		case err != nil:
			l.done <- found{err: err}
		case !ok:
			l.done <- found{err: nobody("nobody has this id")}
		default:
			l.done <- found{user: u}
		}
	}
}

// learn remembers somebody.
func (p *people) learn(u *model.User) bot.User {
	known := p.userOf(u)
	p.users.Set(u.Id, known)
	return known
}

// userOf is a person as the bot knows them. What a profile hides is empty.
func (p *people) userOf(u *model.User) bot.User {
	out := bot.User{
		ID: bot.UserID(u.Id), Handle: u.Username, Email: u.Email, Zone: p.zone,
		Guest:    slices.Contains(strings.Fields(u.Roles), model.SystemGuestRoleId),
		Bot:      u.IsBot,
		Inactive: u.DeleteAt > 0,
	}
	out.Lang, _ = bot.ParseLang(u.Locale)
	if name := model.GetPreferredTimezone(u.Timezone); name != "" {
		if zone, err := time.LoadLocation(name); err == nil {
			out.Zone = zone
		}
	}
	for _, name := range []string{u.GetFullName(), u.Nickname, u.Username} {
		if out.Name = strings.TrimSpace(name); out.Name != "" {
			break
		}
	}
	return out
}

// Members returns the people in a channel: no bots, nobody deactivated, and
// nobody from another server.
func (m *Mattermost) Members(ctx context.Context, channel bot.ChannelID) (bot.Members, error) {
	if err := ctx.Err(); err != nil {
		return bot.Members{}, err
	}
	if !model.IsValidId(string(channel)) {
		return bot.Members{}, nobody("there is no such channel")
	}
	var out bot.Members
	seen := map[string]bool{} // somebody who joins moves the pages
	for page := 0; ; page++ {
		query := url.Values{"in_channel": {string(channel)}, "active": {"true"}, "per_page": {strconv.Itoa(peoplePage)}, "page": {strconv.Itoa(page)}}
		var us []*model.User
		if err := m.rest.get(ctx, "/users?"+query.Encode(), &us); err != nil {
			return bot.Members{}, err
		}
		for _, u := range us {
			if u.IsBot || u.DeleteAt > 0 || u.RemoteId != nil && *u.RemoteId != "" || seen[u.Id] {
				continue
			}
			seen[u.Id] = true
			known := m.people.learn(u)
			out.Users = append(out.Users, known.ID)
			if known.Guest {
				out.Guests++
			}
		}
		if len(us) < peoplePage {
			return out, nil
		}
	}
}

// channel returns a channel that we may see.
func (p *people) channel(ctx context.Context, id string) (*model.Channel, error) {
	if c, ok := p.channels.Get(id); ok {
		return &c, nil
	}
	if !model.IsValidId(id) {
		return nil, nobody("there is no such channel")
	}
	var c model.Channel
	if err := p.rest.get(ctx, pathTo("channels", id), &c); err != nil {
		return nil, err
	}
	p.channels.Set(id, c)
	return &c, nil
}

// isIn tells whether somebody is in a channel; an error when there is no such
// channel, or when we may not see it.
func (p *people) isIn(ctx context.Context, channel, user string) (bool, error) {
	if _, err := p.channel(ctx, channel); err != nil {
		return false, err
	}
	if _, ok := p.members.Get(channel + user); ok {
		return true, nil
	}
	err := p.rest.get(ctx, pathTo("channels", channel, "members", user), nil)
	if _, no := refusedWith(err, http.StatusNotFound); no {
		return false, nil
	}
	if err == nil {
		p.members.Set(channel+user, struct{}{})
	}
	return err == nil, err
}

// direct returns the direct conversation between somebody and us.
func (m *Mattermost) direct(ctx context.Context, user string) (string, error) {
	if id, ok := m.people.directs.Get(user); ok {
		return id, nil
	}
	if !model.IsValidId(user) {
		return "", nobody("nobody has this id")
	}
	self, err := m.me(ctx)
	if err != nil {
		return "", err
	}
	var c model.Channel
	if err := m.rest.post(ctx, "/channels/direct", []string{self.Id, user}, &c); err != nil {
		if _, bad := refusedWith(err, http.StatusBadRequest); bad {
			return "", &bot.SendError{Reason: bot.NotFound, Err: err} // two good ids, so one of them is nobody's
		}
		return "", err
	}
	m.people.directs.Set(user, c.Id)
	m.people.channels.Set(c.Id, c)
	return c.Id, nil
}

// UserID finds a person by the name after the @, or by e-mail address;
// NotFound when nobody has it.
func (m *Mattermost) UserID(ctx context.Context, nameOrEmail string) (bot.UserID, error) {
	by := "username"
	if strings.Contains(nameOrEmail, "@") {
		by = "email"
	}
	var u model.User
	if err := m.rest.get(ctx, pathTo("users", by, strings.ToLower(nameOrEmail)), &u); err != nil {
		return "", err
	}
	return m.people.learn(&u).ID, nil
}

// Groups returns the names of the groups somebody is in, for roles. Groups
// need a licence and more rights than a bot has by itself: without them there
// are none.
func (m *Mattermost) Groups(ctx context.Context, user bot.UserID) ([]string, error) {
	if !model.IsValidId(string(user)) {
		return nil, nobody("nobody has this id")
	}
	var all []*model.Group
	if err := m.rest.get(ctx, pathTo("users", string(user), "groups"), &all); err != nil {
		for _, status := range []int{http.StatusNotImplemented, http.StatusForbidden} {
			if _, none := refusedWith(err, status); none {
				return nil, nil
			}
		}
		return nil, fmt.Errorf("mattermost: groups: %w", err)
	}
	var names []string
	for _, g := range all {
		if g.Name != nil && *g.Name != "" {
			names = append(names, *g.Name)
		}
	}
	return names, nil
}

// Find returns a person by id, handle or e-mail address; see bot.Finder.
func (m *Mattermost) Find(ctx context.Context, name string) (bot.User, error) {
	name = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "@"))
	if model.IsValidId(name) {
		u, err := m.people.user(ctx, name)
		var no *bot.SendError
		if err == nil || !errors.As(err, &no) || no.Reason != bot.NotFound {
			return u, err
		}
	}
	if !findable.MatchString(name) {
		return bot.User{}, nobody("nobody has this name")
	}
	id, err := m.UserID(ctx, name)
	if err != nil {
		return bot.User{}, err
	}
	return m.people.user(ctx, string(id))
}

// findable is what can be a handle or an address; nothing else becomes part of a path.
var findable = regexp.MustCompile(`^[^\s/?#%@]+(@[^\s/?#%@]+)?$`)
