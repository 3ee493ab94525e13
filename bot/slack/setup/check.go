package setup

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
)

// A Target is the installation to look at.
type Target struct {
	BotToken      string
	AppToken      string
	SigningSecret string // when set, Slack calls PublicURL, and there is no Socket Mode
	APIURL        string // empty is Slack's own
	PublicURL     string
	Channels      []string // names or ids that the configuration has a say about
	People        []string // ids or addresses that it names
	Groups        []string // handles of user groups that it names
	Transport     http.RoundTripper
}

// Check looks at a workspace the way a person would who installs the app, and
// reports each finding as soon as it is known. It changes nothing: the only thing
// it opens is a connection of Socket Mode that it does not use. It returns an
// error only when ctx ended.
func Check(ctx context.Context, t Target, report func(bot.Finding)) error {
	if t.APIURL == "" {
		t.APIURL = "https://slack.com/api/"
	}
	c := &check{
		Target: t, report: report, scopes: map[string]bool{},
		client: &http.Client{Timeout: 35 * time.Second, Transport: t.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
	if !c.token(ctx) || ctx.Err() != nil { // nothing after it can be known
		return ctx.Err()
	}
	for _, step := range []func(context.Context){c.rights, c.delivery, c.home, c.places, c.named, c.grouped} {
		if step(ctx); ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

type check struct {
	Target
	client *http.Client
	report func(bot.Finding)
	self   string // user id of the bot
	handle string
	scopes map[string]bool
}

func (c *check) fine(name, format string, args ...any) {
	c.report(bot.Finding{Name: name, State: bot.Fine, Found: fmt.Sprintf(format, args...)})
}

func (c *check) wrong(state bot.State, name, found, remedy, paste string) {
	c.report(bot.Finding{Name: name, State: state, Found: found, Remedy: remedy, Paste: paste})
}

const (
	again    = "On https://api.slack.com/apps choose the app, 'App Manifest', paste what the next line prints, save, and 'Reinstall to Workspace':"
	manifest = "wegwijs slack-manifest --config CONFIG.YAML"
)

// token checks who we are, the way to Slack, and the clock.
func (c *check) token(ctx context.Context) bool {
	const name = "Slack bot token"
	a, err := c.call(ctx, "auth.test", c.BotToken, nil)
	switch code := codeOf(err); {
	case code == "invalid_auth" || code == "not_authed" || code == "token_revoked" || code == "account_inactive" || code == "token_expired":
		c.wrong(bot.Fault, name, "Slack refuses it ("+code+")", "The app was removed, or the token is mistyped. Copy it anew from 'OAuth & Permissions' of the app on https://api.slack.com/apps, into slack.bot_token.", "")
		return false
	case err != nil:
		c.trouble(bot.Fault, name, "Slack", err)
		return false
	case a.text("bot_id") == "":
		c.wrong(bot.Fault, name, "it belongs to a person, not to an app", "Take the token that begins with xoxb- from 'OAuth & Permissions' of the app.", "")
		return false
	}
	c.self, c.handle = a.text("user_id"), a.text("user")
	c.fine(name, "belongs to @%s in the workspace %s", c.handle, a.text("team"))
	for _, s := range strings.Split(a.header.Get("X-OAuth-Scopes"), ",") {
		if s = strings.TrimSpace(s); s != "" {
			c.scopes[s] = true
		}
	}
	if date, err := http.ParseTime(a.header.Get("Date")); err == nil {
		if off := time.Since(date).Round(time.Second).Abs(); off > 2*time.Minute+a.took {
			c.wrong(bot.Limited, "Slack clock", fmt.Sprintf("this machine's clock and Slack's differ by %v", off),
				"Set it by a time server. Deadlines are kept by this machine's clock, and signed calls older than five minutes are refused:", "timedatectl set-ntp true")
		} else {
			c.fine("Slack clock", "agrees with this machine's")
		}
	}
	return true
}

// rights compares the scopes of the token with those the manifest has.
func (c *check) rights(context.Context) {
	const name = "Slack scopes"
	if len(c.scopes) == 0 {
		c.wrong(bot.Limited, name, "the server does not say which scopes the token has", "Nothing to do when this is not Slack itself.", "")
		return
	}
	var missing []Scope
	for _, s := range Scopes() {
		if !s.Optional && !c.scopes[s.Name] {
			missing = append(missing, s)
		}
	}
	for _, s := range missing {
		state := bot.Limited
		if s.Name == "chat:write" {
			state = bot.Fault
		}
		c.wrong(state, name, s.Name+" is missing, for "+s.Feature+": "+s.Without, again, manifest)
	}
	if len(missing) == 0 {
		c.fine(name, "all %d are there", len(needed()))
	}
}

// delivery checks the way in which events reach us.
func (c *check) delivery(ctx context.Context) {
	if c.SigningSecret != "" {
		c.called(ctx)
		return
	}
	const name = "Slack socket mode"
	a, err := c.call(ctx, "apps.connections.open", c.AppToken, nil)
	switch code := codeOf(err); {
	case err == nil && strings.HasPrefix(a.text("url"), "ws"):
		c.fine(name, "a connection can be opened")
	case err == nil:
		c.wrong(bot.Fault, name, "Slack gives no address for the connection", "Try again in a minute. See https://slack-status.com.", "")
	case code == "invalid_auth" || code == "not_authed" || code == "token_revoked" || code == "token_expired" || code == "account_inactive":
		c.wrong(bot.Fault, name, "Slack refuses the app token ("+code+")", "Make one with "+AppScope+" under 'Basic Information', 'App-Level Tokens' of the app, and put it in slack.app_token.", "")
	case code == "not_allowed_token_type":
		c.wrong(bot.Fault, name, "slack.app_token is no app-level token", "Take the one that begins with xapp- from 'Basic Information', 'App-Level Tokens' of the app.", "")
	case code == "missing_scope":
		c.wrong(bot.Fault, name, "the app token lacks "+AppScope, "Make a new one with that scope under 'Basic Information', 'App-Level Tokens' of the app.", "")
	case code == "socket_mode_not_enabled":
		c.wrong(bot.Fault, name, "it is switched off for the app", "Switch it on under 'Socket Mode' of the app, or paste the manifest anew:", manifest)
	default:
		c.trouble(bot.Fault, name, "Slack", err)
	}
}

// Refusal is what this program says to a call that Slack did not sign. It tells
// our refusal from that of a proxy.
const Refusal = "not from Slack"

// CheckHandler answers as the program does, while it does not run.
func CheckHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, Refusal, http.StatusUnauthorized) })
}

// called sees that this program answers at the address Slack calls. A call
// without a signature must be refused by us, with 401.
func (c *check) called(ctx context.Context) {
	const name = "Slack callback"
	address := strings.TrimRight(c.PublicURL, "/") + "/slack/events"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader("{}"))
	if err != nil {
		c.wrong(bot.Fault, name, "http.public_url is not a web address", "Write how Slack reaches this program, such as https://wegwijs.example.nl.", "")
		return
	}
	resp, err := c.client.Do(req)
	if err != nil {
		c.wrong(bot.Limited, name, "from here, nothing answers at "+c.PublicURL,
			"That is no fault while 'wegwijs serve' is stopped, or where this machine cannot reach its own public address. Otherwise let the proxy there pass on everything under /slack/. From elsewhere this must print 401:",
			"curl -sS -o /dev/null -w '%{http_code}\\n' -X POST "+address)
		return
	}
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10)) // what was not read is not ours
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized || !strings.Contains(string(said), Refusal) {
		c.wrong(bot.Fault, name, fmt.Sprintf("at %s something else than this program answers (%d)", c.PublicURL, resp.StatusCode), "Let the proxy there pass on everything under /slack/ to http.listen, unchanged.", "")
		return
	}
	c.fine(name, "this program answers at %s, and refuses who is not Slack", c.PublicURL)
}

// home checks the Home tab with a view that is refused for another reason when
// the tab is there: it is published to nobody.
func (c *check) home(ctx context.Context) {
	const name = "Slack home tab"
	_, err := c.call(ctx, "views.publish", c.BotToken, map[string]any{"user_id": c.self, "view": map[string]any{"type": "home", "blocks": []any{}}})
	switch code := codeOf(err); {
	case code == "not_enabled":
		c.wrong(bot.Limited, name, "it is switched off: people do not see there what Wegwijs has for them", "Switch on 'Home Tab' under 'App Home' of the app, or paste the manifest anew:", manifest)
	case err == nil || code == "user_not_found" || code == "invalid_arguments":
		c.fine(name, "is on") // refused only because a bot has no tab of its own
	default:
		c.trouble(bot.Limited, name, "Slack", err)
	}
}

// places checks in which channels the bot is, and those the configuration names.
func (c *check) places(ctx context.Context) {
	const name = "Slack channels"
	if !c.scopes["channels:read"] && len(c.scopes) > 0 {
		return // told with the scopes
	}
	types := "public_channel"
	if c.scopes["groups:read"] {
		types += ",private_channel"
	}
	in, known := []string{}, map[string]bool{} // by name and id: is the bot in it
	for cursor, pages := "", 0; pages < 100; pages++ {
		a, err := c.call(ctx, "conversations.list", c.BotToken, map[string]any{"types": types, "exclude_archived": "true", "limit": "200", "cursor": cursor})
		if err != nil {
			c.trouble(bot.Limited, name, "the list of channels", err)
			return
		}
		for _, ch := range a.Channels {
			known[ch.Name], known[ch.ID] = ch.Member, ch.Member
			if ch.Member {
				in = append(in, "#"+ch.Name)
			}
		}
		if cursor = a.Metadata.Cursor; cursor == "" {
			break
		}
	}
	invite := "/invite @" + c.handle
	switch {
	case len(in) == 0:
		c.wrong(bot.Limited, name, "the bot is in none: it hears no mention; direct messages and commands work", "Anybody types in each channel where it is asked:", invite)
	default:
		slices.Sort(in)
		found := strings.Join(in[:min(len(in), 20)], ", ")
		if more := len(in) - 20; more > 0 {
			found += fmt.Sprintf(" and %d more", more)
		}
		c.fine(name, "it is in %s; for another, type there: %s", found, invite)
	}
	for _, want := range c.Channels {
		want = strings.TrimPrefix(want, "#")
		switch member, there := known[want]; {
		case !there:
			c.wrong(bot.Limited, "Slack channel "+want, "there is none with this name or id that the bot can see", "Correct it under channels in the configuration, or, when it is private, type there:", invite)
		case !member:
			c.wrong(bot.Limited, "Slack channel "+want, "the bot is not in it", "Anybody types there:", invite)
		}
	}
}

// named checks that whom the configuration names exists, and may have a role.
func (c *check) named(ctx context.Context) {
	for _, who := range c.People {
		name := "Slack person " + who
		method, args := "users.info", map[string]any{"user": who}
		if strings.Contains(who, "@") {
			if !c.scopes["users:read.email"] && len(c.scopes) > 0 {
				continue // told with the scopes
			}
			method, args = "users.lookupByEmail", map[string]any{"email": who}
		}
		a, err := c.call(ctx, method, c.BotToken, args)
		switch code := codeOf(err); {
		case code == "user_not_found" || code == "users_not_found" || code == "user_not_visible":
			c.wrong(bot.Limited, name, "nobody in this workspace", "Correct the name under roles in the configuration: 'Copy member ID' is in the menu of a profile. An address that belongs to another platform is right as it is.", "")
		case err != nil:
			c.trouble(bot.Limited, name, "the profile", err)
		case a.User.Deleted || a.User.Bot || a.User.Guest || a.User.Ultra || a.User.Stranger:
			c.wrong(bot.Limited, name, "is deactivated, a guest or an app, and so has no role", "Name somebody else under roles in the configuration.", "")
		case strings.Contains(who, "@"):
			c.fine(name, "is there; slack:%s in the configuration stays theirs also when the address changes", a.User.ID)
		default:
			c.fine(name, "is there")
		}
	}
}

// grouped checks the user groups that the configuration names.
func (c *check) grouped(ctx context.Context) {
	if len(c.Groups) == 0 || !c.scopes["usergroups:read"] && len(c.scopes) > 0 {
		return
	}
	a, err := c.call(ctx, "usergroups.list", c.BotToken, nil)
	if err != nil {
		c.trouble(bot.Limited, "Slack user groups", "the list of user groups", err)
		return
	}
	for _, want := range c.Groups {
		if !slices.ContainsFunc(a.Groups, func(g group) bool { return strings.EqualFold(g.Handle, want) }) {
			c.wrong(bot.Limited, "Slack user group @"+want, "there is none: nobody has a role by it", "Correct it under roles in the configuration. User groups need a paid plan of Slack.", "")
			continue
		}
		c.fine("Slack user group @"+want, "is there")
	}
}
