package mattermost

import (
	"context"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Channel finds a channel by its id, or by its name in the configured teams; see
// bot.Guide. It asks the server each time: who keeps a channel, and whether it is
// archived, must hold now.
func (m *Mattermost) Channel(ctx context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	c, err := m.guide(ctx, strings.TrimLeft(nameOrID, "#~"), as)
	return c, sendError(ctx, err)
}

func (m *Mattermost) guide(ctx context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	var who bot.User
	if as != "" {
		var err error
		if who, err = m.people.user(ctx, string(as)); err != nil {
			return bot.Channel{}, err
		}
	} else if err := ctx.Err(); err != nil {
		return bot.Channel{}, err
	}
	all, err := m.channelsCalled(ctx, nameOrID)
	if err != nil {
		return bot.Channel{}, err
	}
	var found []bot.Channel
	for _, c := range all {
		seen, ok, err := m.channelTo(ctx, c, who)
		if err != nil {
			return bot.Channel{}, err
		}
		if ok {
			found = append(found, seen)
		}
	}
	if len(found) > 1 {
		var in []bot.Channel
		for _, c := range found {
			if c.Member {
				in = append(in, c)
			}
		}
		found = in
	}
	if len(found) != 1 {
		return bot.Channel{}, nobody("there is no such channel for this person, or more than one")
	}
	return found[0], nil
}

// channelsCalled returns the channels with a name, one for each team that has
// it, or the one with this id; also those that are archived.
func (m *Mattermost) channelsCalled(ctx context.Context, nameOrID string) (all []*model.Channel, err error) {
	if model.IsValidId(nameOrID) {
		var c model.Channel
		err := m.rest.get(ctx, pathTo("channels", nameOrID), &c)
		if err == nil {
			return []*model.Channel{&c}, nil
		}
		if !unseen(err) {
			return nil, err
		}
	}
	name := strings.ToLower(nameOrID)
	if !model.IsValidChannelIdentifier(name) {
		return nil, nil
	}
	for _, team := range m.opt.Teams {
		var c model.Channel
		err := m.rest.get(ctx, pathTo("teams", "name", team, "channels", "name", name)+"?include_deleted=true", &c)
		if err == nil {
			all = append(all, &c)
		} else if !unseen(err) {
			return nil, err
		}
	}
	return all, nil
}

// channelTo is a channel as somebody sees it; false when they may not know of it.
func (m *Mattermost) channelTo(ctx context.Context, c *model.Channel, who bot.User) (bot.Channel, bool, error) {
	out := bot.Channel{ID: bot.ChannelID(c.Id), Name: c.Name, Archived: c.DeleteAt > 0}
	if c.Type != model.ChannelTypeOpen && c.Type != model.ChannelTypePrivate {
		return out, false, nil
	}
	self, err := m.me(ctx)
	if err != nil {
		return out, false, err
	}
	us, err := m.memberOf(ctx, c.Id, self.Id)
	if err != nil {
		return out, false, err
	}
	out.Joined = us != nil
	if who.ID == "" {
		return out, true, nil
	}
	if out.Joined {
		they, err := m.memberOf(ctx, c.Id, string(who.ID))
		if err != nil {
			return out, false, err
		}
		out.Member = they != nil
		out.Keeper = they != nil && (they.SchemeAdmin || hasRole(they.Roles, model.ChannelAdminRoleId))
	}
	if out.Member {
		return out, true, nil
	}
	if c.Type != model.ChannelTypeOpen || who.Guest {
		return out, false, nil
	}
	err = m.rest.get(ctx, pathTo("teams", c.TeamId, "members", string(who.ID)), nil)
	if unseen(err) {
		return out, false, nil // of another team
	}
	return out, err == nil, err
}

// memberOf returns how somebody is in a channel; nil when they are not, or when
// we are not and so may not know.
func (m *Mattermost) memberOf(ctx context.Context, channel, user string) (*model.ChannelMember, error) {
	var in model.ChannelMember
	err := m.rest.get(ctx, pathTo("channels", channel, "members", user), &in)
	for _, status := range []int{http.StatusNotFound, http.StatusForbidden} {
		if _, no := refusedWith(err, status); no {
			return nil, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return &in, nil
}

func hasRole(roles, role string) bool {
	for _, r := range strings.Fields(roles) {
		if r == role {
			return true
		}
	}
	return false
}
