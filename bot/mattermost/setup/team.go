package setup

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// team checks one team: does it exist, are we in it, in which channels, and
// may we make commands there.
func (c *check) team(ctx context.Context, team string) {
	name := "team " + team
	c.place.Team = team
	noMember := Finding{Name: name, State: Fault, Found: "the bot is no member, and hears and says nothing there",
		Remedy: "Add it:", Paste: c.right(rightTeam).Give}
	t, resp, err := c.client.GetTeamByName(ctx, team, "")
	switch status := statusOf(resp); {
	case err != nil && status == http.StatusNotFound:
		c.wrong(Finding{Name: name, State: Fault, Found: "there is no such team",
			Remedy: "Correct mattermost.teams: it has names as they are in addresses, " + c.url + "/NAME/channels/… To see them all:", Paste: "mmctl team list"})
		return
	case err != nil && status == http.StatusForbidden:
		c.wrong(noMember)
		return
	case err != nil:
		c.failed(name, resp, err)
		return
	}
	// A team that is open shows itself to who is no member.
	member, resp, err := c.client.GetTeamMember(ctx, t.Id, c.self.Id, "")
	switch status := statusOf(resp); {
	case err == nil && member.DeleteAt > 0, err != nil && (status == http.StatusNotFound || status == http.StatusForbidden):
		c.wrong(noMember)
		return
	case err != nil:
		c.failed(name, resp, err)
		return
	}
	c.fine(name, "the bot is a member")
	c.teams = append(c.teams, t)
	c.channels(ctx, t)
	c.commands(ctx, t)
}

func (c *check) channels(ctx context.Context, t *model.Team) {
	name := "channels of " + t.Name
	all, resp, err := c.client.GetChannelsForTeamForUser(ctx, t.Id, c.self.Id, false, "")
	if err != nil {
		c.failed(name, resp, err)
		return
	}
	var in []string
	for _, ch := range all {
		if ch.TeamId == t.Id && ch.DeleteAt == 0 { // direct conversations have no team
			in = append(in, "~"+ch.Name)
		}
	}
	if len(in) == 0 {
		c.wrong(Finding{Name: name, State: Limited, Found: "the bot is in none: a mention goes unheard", Remedy: "Add it where people ask it:", Paste: c.right(rightChannel).Give})
		return
	}
	slices.Sort(in)
	const most = 20
	found := strings.Join(in[:min(len(in), most)], ", ")
	if more := len(in) - most; more > 0 {
		found += fmt.Sprintf(" and %d more", more)
	}
	c.fine(name, "the bot hears and answers in %s", found)
}

// commands checks the slash commands of a team. Without a right to those of
// others, the list has only our own; what is completed while typing shows the rest.
func (c *check) commands(ctx context.Context, t *model.Team) {
	name := "commands of " + t.Name
	ours, resp, err := c.client.ListCommands(ctx, t.Id, true)
	switch status := statusOf(resp); {
	case err != nil && (status == http.StatusForbidden || status == http.StatusNotImplemented):
		c.wrong(Finding{Name: name, State: Limited, Found: "the bot may not make slash commands: the same words work after a mention and in a direct message",
			Remedy: "Let it make its own:", Paste: c.right(rightCommands).Give})
		return
	case err != nil:
		c.failed(name, resp, err)
		return
	}
	all, resp, err := c.client.ListAutocompleteCommands(ctx, t.Id)
	if err != nil {
		c.failed(name, resp, err)
		return
	}
	for _, want := range c.opt.Commands {
		c.command(t, want, ours, all)
	}
}

func (c *check) command(t *model.Team, want string, ours, all []*model.Command) {
	called := func(have *model.Command) bool { return have.Trigger == strings.ToLower(want) }
	i := slices.IndexFunc(ours, called)
	f := Finding{Name: "command /" + want + " in " + t.Name, State: Limited}
	elses := func(id string) {
		f.Found = "it belongs to somebody else, and is left alone: the same words work after a mention and in a direct message"
		f.Remedy = "Choose another name under commands in the configuration, or take theirs away:"
		f.Paste = "mmctl command archive " + id
		if id == "" {
			f.Paste = "mmctl command list " + t.Name + "\nmmctl command archive ID"
		}
	}
	switch base := strings.TrimRight(c.opt.PublicURL, "/") + "/"; {
	case i >= 0 && ours[i].CreatorId != c.self.Id && !strings.HasPrefix(ours[i].URL, base):
		elses(ours[i].Id)
	case i < 0 && slices.ContainsFunc(all, called):
		elses("")
	case i < 0 && !c.opt.Running:
		c.fine(f.Name, "it is made when 'wegwijs serve' starts")
		return
	case i < 0:
		f.Found, f.Remedy = "it is not there, although the bot runs", "Start 'wegwijs serve' again: it makes the command, or says in its log why it cannot."
	case !strings.HasPrefix(ours[i].URL, base):
		f.Found, f.Remedy = "it calls another address than http.public_url", "It is corrected when 'wegwijs serve' starts again."
	default:
		c.fine(f.Name, "it is there, and calls http.public_url")
		return
	}
	c.wrong(f)
}

// namedChannels checks that the channels exist that the configuration names.
func (c *check) namedChannels(ctx context.Context) {
	if len(c.teams) > 0 {
		c.place.Team = c.teams[0].Name // the last one asked about may not be there
	}
	for _, want := range c.opt.Channels {
		name := "channel " + want
		found, resp, err := c.channel(ctx, want)
		switch {
		case err != nil:
			c.failed(name, resp, err)
		case found:
			c.fine(name, "it is there")
		default:
			c.wrong(Finding{Name: name, State: Limited, Found: "the bot sees no channel with this name or id: what the configuration says of it has no effect",
				Remedy: "Correct it under channels in the configuration: it has names as they are in addresses. If the channel is private, add the bot to it:", Paste: c.right(rightChannel).Give})
		}
	}
}

func (c *check) channel(ctx context.Context, want string) (bool, *model.Response, error) {
	unseen := func(resp *model.Response) bool {
		return statusOf(resp) == http.StatusNotFound || statusOf(resp) == http.StatusForbidden
	}
	for _, t := range c.teams {
		_, resp, err := c.client.GetChannelByName(ctx, want, t.Id, "")
		if err == nil || !unseen(resp) {
			return err == nil, resp, err
		}
	}
	if !model.IsValidId(want) {
		return false, nil, nil
	}
	_, resp, err := c.client.GetChannel(ctx, want)
	if err != nil && unseen(resp) {
		return false, nil, nil
	}
	return err == nil, resp, err
}
