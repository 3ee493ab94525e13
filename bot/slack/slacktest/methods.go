package slacktest

import (
	"slices"
	"strings"
)

var appMethods = map[string]method{
	"auth.test":             {do: authTest},
	"api.test":              {do: func(*call) {}},
	"apps.connections.open": {do: openConnection, app: true},
	"bots.info":             {do: botsInfo, scopes: []string{"users:read"}, may: []string{"bot", "team_id"}},
	"team.info":             {do: teamInfo, scopes: []string{"team:read"}, may: []string{"team", "domain"}},
}

func authTest(c *call) {
	s := c.s
	c.w.Header().Set("X-OAuth-Scopes", strings.Join(s.opt.Scopes, ","))
	c.out["url"], c.out["team"], c.out["team_id"] = "https://rijk.slack.com/", "Rijk", s.TeamID
	c.out["user"], c.out["user_id"], c.out["bot_id"] = "wegwijs", s.BotUser, s.BotID
	c.out["is_enterprise_install"] = false
	if s.opt.Enterprise != "" {
		c.out["enterprise_id"] = s.opt.Enterprise
	}
}

func botsInfo(c *call) {
	if c.args["bot"] != c.s.BotID {
		c.fail("bot_not_found")
		return
	}
	c.out["bot"] = obj{"id": c.s.BotID, "deleted": false, "name": "Wegwijs", "app_id": c.s.AppID, "user_id": c.s.BotUser}
}

func teamInfo(c *call) { c.out["team"] = obj{"id": c.s.TeamID, "name": "Rijk", "domain": "rijk"} }

var peopleMethods = map[string]method{
	"users.info":            {do: usersInfo, scopes: []string{"users:read"}, need: []string{"user"}, may: []string{"include_locale"}, tier: 100},
	"users.lookupByEmail":   {do: usersByEmail, scopes: []string{"users:read.email"}, need: []string{"email"}, tier: 50},
	"users.list":            {do: usersList, scopes: []string{"users:read"}, may: []string{"cursor", "include_locale", "limit", "team_id"}, tier: 20},
	"usergroups.list":       {do: groupsList, scopes: []string{"usergroups:read"}, may: []string{"include_count", "include_disabled", "include_users", "team_id"}, tier: 20},
	"usergroups.users.list": {do: groupUsers, scopes: []string{"usergroups:read"}, need: []string{"usergroup"}, may: []string{"include_disabled", "team_id"}, tier: 20},
}

// profile is a person as users.info tells of them.
func (c *call) profile(u *User) obj {
	p := obj{"real_name": u.RealName, "real_name_normalized": u.RealName, "display_name": u.Name, "display_name_normalized": u.Name, "team": u.Team}
	if slices.Contains(c.s.opt.Scopes, "users:read.email") && !u.Bot && !u.Stranger && u.Email != "" {
		p["email"] = u.Email
	}
	out := obj{
		"id": u.ID, "team_id": u.Team, "name": u.Name, "deleted": u.Deleted, "profile": p, "is_bot": u.Bot, "is_app_user": false, "updated": 1,
	}
	if u.Deleted {
		return out // of who has left there is less to tell
	}
	out["real_name"], out["tz"], out["tz_label"] = u.RealName, u.Zone, u.Zone
	out["is_admin"], out["is_owner"] = false, false
	out["is_restricted"], out["is_ultra_restricted"] = u.Guest || u.SingleChannelGuest, u.SingleChannelGuest
	if u.Stranger {
		out["is_stranger"] = true
	}
	if c.yes("include_locale") {
		out["locale"] = u.Locale
	}
	if c.s.opt.Enterprise != "" {
		out["enterprise_user"] = obj{"id": u.ID, "enterprise_id": c.s.opt.Enterprise, "teams": []string{u.Team}}
	}
	return out
}

func usersInfo(c *call) {
	u := c.s.users[c.args["user"]]
	if u == nil {
		c.fail("user_not_found")
		return
	}
	c.out["user"] = c.profile(u)
}

func usersByEmail(c *call) {
	for _, id := range c.s.order {
		if u := c.s.users[id]; strings.EqualFold(u.Email, c.args["email"]) && !u.Deleted {
			c.out["user"] = c.profile(u)
			return
		}
	}
	c.fail("users_not_found")
}

func usersList(c *call) {
	all := []obj{}
	for _, id := range page(c, c.s.order, 1000) {
		all = append(all, c.profile(c.s.users[id]))
	}
	c.out["members"] = all
}

func groupsList(c *call) {
	all := []obj{}
	for _, g := range c.s.groups {
		o := obj{"id": g.ID, "team_id": c.s.TeamID, "is_usergroup": true, "name": g.Name, "handle": g.Handle, "description": "", "date_delete": 0, "user_count": len(g.users)}
		if c.yes("include_users") {
			o["users"] = g.users
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b obj) int { return strings.Compare(a["id"].(string), b["id"].(string)) })
	c.out["usergroups"] = all
}

func groupUsers(c *call) {
	g := c.s.groups[c.args["usergroup"]]
	if g == nil {
		c.fail("no_such_subteam")
		return
	}
	c.out["users"] = g.users
}

var placeMethods = map[string]method{
	"conversations.open":    {do: openPlace, need: []string{"users"}, may: []string{"return_im", "prevent_creation"}, scopes: []string{"im:write"}, json: true, tier: 50},
	"conversations.info":    {do: placeInfo, need: []string{"channel"}, may: []string{"include_locale", "include_num_members"}, tier: 50},
	"conversations.members": {do: placeMembers, need: []string{"channel"}, may: []string{"cursor", "limit"}, tier: 100},
	"conversations.list":    {do: placeList, may: []string{"cursor", "limit", "types", "exclude_archived", "team_id"}, tier: 20},
	"users.conversations":   {do: placeMine, may: []string{"cursor", "limit", "types", "exclude_archived", "team_id", "user"}, tier: 50},
	"conversations.history": {do: placeHistory, need: []string{"channel"}, may: []string{"cursor", "limit", "latest", "oldest", "inclusive", "include_all_metadata"}, tier: 50},
	"conversations.replies": {do: placeReplies, need: []string{"channel", "ts"}, may: []string{"cursor", "limit", "latest", "oldest", "inclusive", "include_all_metadata"}, tier: 50},
}

// place is the channel a call is about, when the bot may know of it; kind is
// what the scope is called: "read" or "history".
func (c *call) place(kind string) *Channel {
	ch := c.s.channels[c.args["channel"]]
	if ch == nil || (ch.Private || ch.IM) && !ch.sees(c.s.BotUser) {
		c.fail("channel_not_found")
		return nil
	}
	area := "channels:"
	if ch.IM {
		area = "im:"
	} else if ch.Private {
		area = "groups:"
	}
	if !c.scope(area + kind) {
		return nil
	}
	return ch
}

func openPlace(c *call) {
	if strings.Contains(c.args["users"], ",") {
		c.wrong("a conversation with several people")
		c.fail("invalid_user_combination")
		return
	}
	u := c.s.users[c.args["users"]]
	switch {
	case u == nil:
		c.fail("user_not_found")
	case u.Bot:
		c.fail("cannot_dm_bot")
	case u.Deleted:
		c.fail("user_disabled")
	default:
		c.out["channel"] = obj{"id": c.s.direct(u.ID).ID}
		if c.yes("return_im") {
			c.out["channel"] = c.s.showPlace(c.s.direct(u.ID))
		}
	}
}

func (s *Server) showPlace(ch *Channel) obj {
	if ch.IM {
		return obj{"id": ch.ID, "created": 1, "is_im": true, "is_archived": false, "is_org_shared": false, "user": ch.With, "context_team_id": s.TeamID}
	}
	return obj{
		"id": ch.ID, "name": ch.Name, "name_normalized": ch.Name, "is_channel": !ch.Private, "is_group": false, "is_im": false, "is_mpim": false, "is_private": ch.Private,
		"is_archived": ch.Archived, "is_general": false, "is_shared": ch.ExtShared, "is_ext_shared": ch.ExtShared, "is_org_shared": false, "created": 1,
		"creator": defaultTo(ch.Creator, "U0CREATOR"), "is_member": ch.sees(s.BotUser), "context_team_id": s.TeamID,
	}
}

func placeInfo(c *call) {
	if ch := c.place("read"); ch != nil {
		o := c.s.showPlace(ch)
		if c.yes("include_num_members") {
			o["num_members"] = len(ch.members)
		}
		c.out["channel"] = o
	}
}

func placeMembers(c *call) {
	if ch := c.place("read"); ch != nil {
		c.out["members"] = page(c, ch.members, 100)
	}
}

func placeList(c *call) { c.list(func(*Channel) bool { return true }) }

func placeMine(c *call) {
	who := defaultTo(c.args["user"], c.s.BotUser)
	c.list(func(ch *Channel) bool { return ch.sees(who) })
}

func (c *call) list(is func(*Channel) bool) {
	kinds := strings.Split(defaultTo(c.args["types"], "public_channel"), ",")
	for _, k := range kinds {
		scope, known := map[string]string{"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read", "mpim": "mpim:read"}[strings.TrimSpace(k)]
		if !known {
			c.fail("invalid_types")
			return
		}
		if !c.scope(scope) {
			return
		}
	}
	all := []obj{}
	for _, ch := range c.s.channels {
		kind := "public_channel"
		if ch.IM {
			kind = "im"
		} else if ch.Private {
			kind = "private_channel"
		}
		if !slices.Contains(kinds, kind) || kind != "public_channel" && !ch.sees(c.s.BotUser) || ch.Archived && c.yes("exclude_archived") || !is(ch) {
			continue
		}
		all = append(all, c.s.showPlace(ch))
	}
	slices.SortFunc(all, func(a, b obj) int { return strings.Compare(a["id"].(string), b["id"].(string)) })
	c.out["channels"] = page(c, all, 100)
}

func placeHistory(c *call) {
	if ch := c.place("history"); ch != nil {
		c.messages(ch, func(m *Message) bool { return m.ThreadTS == "" || m.ThreadTS == m.TS })
		slices.Reverse(c.out["messages"].([]obj)) // the newest first
	}
}

func placeReplies(c *call) {
	ch := c.place("history")
	if ch == nil {
		return
	}
	if ch.message(c.args["ts"]) == nil {
		c.fail("thread_not_found")
		return
	}
	c.messages(ch, func(m *Message) bool { return m.TS == c.args["ts"] || m.ThreadTS == c.args["ts"] })
}

func (c *call) messages(ch *Channel, is func(*Message) bool) {
	if !ch.sees(c.s.BotUser) {
		c.fail("not_in_channel")
		c.out["messages"] = []obj{}
		return
	}
	all := []obj{}
	for _, m := range ch.messages {
		at := func(name string, sign int) bool { // whether m is on the right side of a bound
			bound := c.args[name]
			return bound == "" || strings.Compare(m.TS, bound) == sign || m.TS == bound && c.yes("inclusive")
		}
		if m.Ephemeral == "" && is(m) && at("oldest", 1) && at("latest", -1) {
			all = append(all, c.s.showMessage(m, c.yes("include_all_metadata")))
		}
	}
	c.out["has_more"] = false
	c.out["messages"] = all
	if limit := c.args["limit"]; limit != "" {
		slices.Reverse(all)
		all = page(c, all, 100)
		c.out["has_more"] = c.out["response_metadata"].(obj)["next_cursor"] != ""
		all = slices.Clone(all)
		slices.Reverse(all)
		c.out["messages"] = all
	}
}
