package bot

import (
	"context"
	"fmt"
	"slices"
)

// A Channel is a place where several people talk, as one person sees it.
type Channel struct {
	ID     ChannelID
	Name   string // without the #
	Joined bool   // the bot is in it, so it may speak there
	// Member says that the person is in it. Of a channel the bot is not in,
	// Mattermost does not tell, and it is false.
	Member bool
	// Keeper says that the person is in it and looks after it: on Mattermost its
	// administrator, on Slack, which has no such role, who made it, and in the
	// browser whoever is configured.
	Keeper   bool
	Archived bool // it can be read, and nobody can speak there
}

// A Guide is a Platform that knows channels by name.
type Guide interface {
	// Channel returns a channel by its id, or by its name, with or without the #
	// and in capitals or not, as somebody sees it now. On Mattermost the name is
	// the one in addresses: what is displayed need not be unique. Where several
	// teams or workspaces have the name it is the one the person is in.
	//
	// One that is not there, a private one or one of another team that the person
	// is not in, for a guest any that they are not in, a direct conversation, and
	// a name that could be several, all give a *SendError with NotFound, so that
	// nobody learns which. With an empty person it is the bot itself that looks:
	// what it finds is not for anybody's eyes. Other errors are those of Send.
	Channel(ctx context.Context, nameOrID string, as UserID) (Channel, error)
}

// Channel finds a channel of a platform; see Guide.
func (r *Router) Channel(ctx context.Context, p PlatformName, nameOrID string, as UserID) (Channel, error) {
	r.opt.Memory.Outside("look for a channel")
	g, ok := r.platforms[p].(Guide)
	if !ok {
		return Channel{}, &SendError{Reason: NotFound, Err: fmt.Errorf("platform %q knows no channels by name", p)}
	}
	return g.Channel(ctx, nameOrID, as)
}

// Members returns the people in a channel, as they are now.
func (r *Router) Members(ctx context.Context, p PlatformName, channel ChannelID) (Members, error) {
	r.opt.Memory.Outside("look for people")
	where := r.platforms[p]
	if where == nil {
		return Members{}, &SendError{Reason: NotFound, Err: fmt.Errorf("there is no platform %q", p)}
	}
	return where.Members(ctx, channel)
}

// Person returns somebody as their platform knows them.
func (r *Router) Person(ctx context.Context, who PersonID) (User, error) {
	r.opt.Memory.Outside("look for somebody")
	where := r.platforms[who.Platform]
	if where == nil {
		return User{}, &SendError{Reason: NotFound, Err: fmt.Errorf("there is no platform %q", who.Platform)}
	}
	return where.User(ctx, who.User)
}

// Platforms returns the places where people talk, by name.
func (r *Router) Platforms() []PlatformName {
	var all []PlatformName
	for name := range r.platforms {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
