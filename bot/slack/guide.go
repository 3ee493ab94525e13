package slack

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Channel finds a channel by its id or its name; see bot.Guide. It needs the
// scopes channels:read, and groups:read for private channels. Slack has no
// administrators of channels: who made one is its keeper.
func (s *Slack) Channel(ctx context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	c, err := s.guide(ctx, strings.TrimPrefix(nameOrID, "#"), as)
	return c, sendError(ctx, err)
}

func (s *Slack) guide(ctx context.Context, nameOrID string, as bot.UserID) (bot.Channel, error) {
	if err := ctx.Err(); err != nil {
		return bot.Channel{}, err
	}
	var who bot.User
	if as != "" {
		var err error
		if who, err = s.people.user(ctx, string(as)); err != nil {
			return bot.Channel{}, err
		}
	}
	all, err := s.channelsCalled(ctx, nameOrID)
	if err != nil {
		return bot.Channel{}, err
	}
	if len(all) == 0 {
		return bot.Channel{}, nobody("there is no such channel")
	}
	var in map[string]bool
	if as != "" {
		if in, err = s.channelsOf(ctx, string(as)); err != nil {
			return bot.Channel{}, err
		}
	}
	var found []bot.Channel
	for _, c := range all {
		seen := bot.Channel{ID: bot.ChannelID(c.ID), Name: c.Name, Joined: c.IsMember, Member: in[c.ID], Keeper: in[c.ID] && c.Creator == string(as), Archived: c.IsArchived}
		if c.IsIM || c.IsMpIM || as != "" && !seen.Member && (c.IsPrivate || who.Guest || len(all) > 1) {
			continue
		}
		found = append(found, seen)
	}
	if len(found) != 1 {
		return bot.Channel{}, nobody("there is no such channel for this person, or more than one")
	}
	return found[0], nil
}

// channelsCalled returns the channels with a name, one for each workspace that
// has it, or the one with this id; also those that are archived.
func (s *Slack) channelsCalled(ctx context.Context, nameOrID string) ([]*slack.Channel, error) {
	if isID(nameOrID) && !isDirect(nameOrID) {
		c, err := s.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: nameOrID})
		err = callError(ctx, "conversations.info", err)
		if err == nil {
			return []*slack.Channel{c}, nil
		}
		if !refusedWith(err, "channel_not_found") {
			return nil, err
		}
	}
	name := strings.ToLower(nameOrID)
	if name == "" {
		return nil, nil
	}
	var all []*slack.Channel
	err := everyPage(ctx, "conversations.list", func(types []string, cursor string) ([]slack.Channel, string, error) {
		return s.api.GetConversationsContext(ctx, &slack.GetConversationsParameters{Types: types, Cursor: cursor, Limit: pageSize})
	}, func(c *slack.Channel) {
		if strings.EqualFold(c.Name, name) {
			all = append(all, c)
		}
	})
	return all, err
}

// channelsOf returns in which channels that we may know of somebody is. It is
// fewer questions than who is in a channel, which may be thousands.
func (s *Slack) channelsOf(ctx context.Context, user string) (map[string]bool, error) {
	in := map[string]bool{}
	err := everyPage(ctx, "users.conversations", func(types []string, cursor string) ([]slack.Channel, string, error) {
		return s.api.GetConversationsForUserContext(ctx, &slack.GetConversationsForUserParameters{UserID: user, Types: types, Cursor: cursor, Limit: pageSize})
	}, func(c *slack.Channel) { in[c.ID] = true })
	return in, err
}

// everyPage reads a list of channels; only the public ones where the app may not
// know of others.
func everyPage(ctx context.Context, method string, ask func(types []string, cursor string) ([]slack.Channel, string, error), each func(*slack.Channel)) error {
	types := []string{"public_channel", "private_channel"}
	for cursor := ""; ; {
		page, next, err := ask(types, cursor)
		err = callError(ctx, method, err)
		if cursor == "" && len(types) > 1 && refusedWith(err, "missing_scope") {
			types = types[:1]
			continue
		}
		if err != nil {
			return err
		}
		for i := range page {
			each(&page[i])
		}
		if next == "" || next == cursor {
			return nil
		}
		cursor = next
	}
}
