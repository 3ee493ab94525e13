package setup

import (
	"context"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// profiles checks what the bot sees of people.
func (c *check) profiles(ctx context.Context) {
	const name = "profiles"
	people, resp, err := c.client.GetUsersWithCustomQueryParameters(ctx, 0, 60, "active=true", "")
	if err != nil {
		c.failed(name, resp, err)
		return
	}
	seen, hidden := 0, 0
	for _, u := range people {
		if u.IsBot || u.Id == c.self.Id {
			continue
		}
		c.other = u.Id
		seen++
		if u.Email == "" {
			hidden++
		}
	}
	if seen > 0 && hidden == seen {
		c.wrong(Finding{Name: name, State: Limited, Found: "e-mail addresses are hidden: nobody is recognised by theirs",
			Remedy: "Name people by their handle or id in the configuration, or show addresses to everybody who is logged in:",
			Paste:  "mmctl config set PrivacySettings.ShowEmailAddress true"})
		return
	}
	c.fine(name, "names, languages, time zones and e-mail addresses can be read")
}

// namedPeople checks that who has a role in the configuration exists.
func (c *check) namedPeople(ctx context.Context) {
	for _, who := range c.opt.People {
		name := "role of " + who
		u, resp, err := c.find(ctx, who)
		f := Finding{Name: name, State: Limited}
		switch status := statusOf(resp); {
		case err != nil && status == http.StatusNotFound:
			f.Found, f.Remedy = "nobody here is called that", "Correct the name under roles in the configuration, or take it out."
		case err != nil && status == http.StatusForbidden:
			f.Found, f.Remedy = "the bot may not look people up by their address", "Write mattermost:HANDLE under roles in the configuration instead."
		case err != nil:
			c.failed(name, resp, err)
			continue
		case u.DeleteAt > 0:
			f.Found, f.Remedy = "the account is deactivated, and has no role", "Take the name out under roles in the configuration."
		case u.IsBot || u.IsGuest():
			f.Found, f.Remedy = "this is a guest or a bot, and so has no role", "Name somebody else under roles in the configuration."
		case who == u.Id:
			c.fine(name, "this is @%s", u.Username)
			continue
		default:
			c.fine(name, "this is @%s; written as mattermost:%s it stays theirs when names change", u.Username, u.Id)
			continue
		}
		c.wrong(f)
	}
}

// find looks somebody up by address, handle or id.
func (c *check) find(ctx context.Context, who string) (*model.User, *model.Response, error) {
	if strings.Contains(who, "@") {
		return c.client.GetUserByEmail(ctx, who, "")
	}
	u, resp, err := c.client.GetUserByUsername(ctx, strings.ToLower(who), "")
	if err != nil && statusOf(resp) == http.StatusNotFound && model.IsValidId(who) {
		return c.client.GetUser(ctx, who, "")
	}
	return u, resp, err
}

// groups checks whether roles by group can work.
func (c *check) groups(ctx context.Context) {
	const name = "groups"
	if len(c.opt.Groups) == 0 || c.other == "" {
		return
	}
	f := Finding{Name: name, State: Limited, Remedy: "Name people one by one under roles in the configuration."}
	_, resp, err := c.client.GetGroupsByUserId(ctx, c.other)
	switch statusOf(resp) {
	case http.StatusNotImplemented:
		f.Found = "the server has no licence for groups: nobody has a role by @" + strings.Join(c.opt.Groups, ", @")
	case http.StatusForbidden:
		f.Found = "the bot may not see in which groups people are: nobody has a role by @" + strings.Join(c.opt.Groups, ", @")
	default:
		if err != nil {
			c.failed(name, resp, err)
			return
		}
		c.fine(name, "it can be read in which groups people are")
		return
	}
	c.wrong(f)
}
