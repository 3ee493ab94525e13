package bot

import (
	"context"
	"slices"
	"strings"
)

// A Role is what somebody may do beyond what everybody may.
type Role string

const (
	Admin     Role = "admin"     // looks after the bot
	Adviser   Role = "adviser"   // communication adviser
	Secretary Role = "secretary" // of a committee
)

// A Roster says who has which role, as a configuration names people:
//
//	mattermost:ann      by handle on a platform, without regard to capitals
//	slack:U0123         by id on a platform
//	mattermost:@voorl   everybody in a group of the platform, where it has groups
//	ann@minfin.nl       by e-mail address, on every platform, without regard to capitals
//
// Ids are safest: on some servers people can change their handle or address.
type Roster map[Role][]string

// Grouper is a Platform that knows groups of people.
type Grouper interface {
	// Groups returns the names of the groups somebody is in, without the @.
	// Where groups are not to be had, such as without a licence, there are none.
	Groups(ctx context.Context, id UserID) ([]string, error)
}

// Of returns the roles of somebody, sorted. Guests, bots and people who left have none.
func (r Roster) Of(p PlatformName, u User, groups []string) []Role {
	if u.ID == "" || u.Guest || u.Bot || u.Inactive {
		return nil
	}
	var roles []Role
	for role, people := range r {
		if slices.ContainsFunc(people, func(name string) bool { return names(name, p, u, groups) }) {
			roles = append(roles, role)
		}
	}
	slices.Sort(roles)
	return roles
}

func names(name string, p PlatformName, u User, groups []string) bool {
	where, who, ok := strings.Cut(name, ":")
	if !ok {
		return u.Email != "" && strings.EqualFold(name, u.Email)
	}
	if where != string(p) || who == "" {
		return false
	}
	if group, ok := strings.CutPrefix(who, "@"); ok {
		return slices.ContainsFunc(groups, func(g string) bool { return strings.EqualFold(g, group) })
	}
	return who == string(u.ID) || u.Handle != "" && strings.EqualFold(who, u.Handle)
}

// asksGroups tells whether groups of a platform give roles.
func (r Roster) asksGroups(p PlatformName) bool {
	for _, people := range r {
		if slices.ContainsFunc(people, func(name string) bool { return strings.HasPrefix(name, string(p)+":@") }) {
			return true
		}
	}
	return false
}

// roles returns what the person of an event may do. Where groups cannot be
// asked now, who has a role by group only has none: a role is never guessed.
func (r *Router) roles(ctx context.Context, o *Origin) []Role {
	if len(r.opt.Roster) == 0 {
		return nil
	}
	var groups []string
	if g, ok := r.platforms[o.Platform].(Grouper); ok && r.opt.Roster.asksGroups(o.Platform) {
		var err error
		if groups, err = g.Groups(ctx, o.From.ID); err != nil {
			r.opt.Log.Warn().Str("platform", string(o.Platform)).Str("error", err.Error()).Msg("groups cannot be read: roles by group are off for now")
		}
	}
	return r.opt.Roster.Of(o.Platform, o.From, groups)
}
