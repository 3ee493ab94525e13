package setup

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// What a check finds, in the words of package bot.
type (
	Finding = bot.Finding
	State   = bot.State
)

// How bad it is.
const (
	Fine    = bot.Fine
	Limited = bot.Limited
	Fault   = bot.Fault
)

// A Target is the installation to look at.
type Target struct {
	URL       string // of the server, with its sub-path
	Token     string // of the bot
	Teams     []string
	PublicURL string   // how the server reaches us
	Commands  []string // slash names, without the slash
	Channels  []string // names or ids that the configuration mentions
	People    []string // handles, ids or addresses that the configuration gives a role
	Groups    []string // groups that the configuration gives a role
	Running   bool     // the bot runs, so what it makes at its start should be there
	// Transport makes connections; nil is http.DefaultTransport.
	Transport http.RoundTripper
}

// Check looks at a server the way a person would who installs the bot, and
// reports each finding as soon as it is known. It changes nothing but messages
// of the bot to itself, which it deletes. It returns an error only when ctx
// ended.
func Check(ctx context.Context, opt Target, report func(Finding)) error {
	c := &check{opt: opt, report: report, url: strings.TrimRight(opt.URL, "/"), place: Place{PublicURL: opt.PublicURL}}
	if u, err := url.Parse(opt.PublicURL); err == nil {
		c.place.Host = u.Hostname()
	}
	c.client = model.NewAPIv4Client(c.url)
	c.client.HTTPClient = &http.Client{
		Timeout:   callWithin,
		Transport: &watched{base: opt.Transport, saw: &c.saw},
		// A server that sends us elsewhere would lose what we post.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	// Without one of these nothing after it can be known.
	for _, step := range []func(context.Context) bool{c.server, c.token} {
		if ok := step(ctx); ctx.Err() != nil || !ok {
			return ctx.Err()
		}
	}
	steps := []func(context.Context){c.settings, c.websocket}
	for _, name := range opt.Teams {
		steps = append(steps, func(ctx context.Context) { c.team(ctx, name) })
	}
	for _, step := range append(steps, c.namedChannels, c.profiles, c.namedPeople, c.groups, c.alone, c.private, c.callback) {
		if step(ctx); ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// callWithin is a little longer than a server waits for our answer to a button.
const callWithin = 40 * time.Second

type check struct {
	opt    Target
	client *model.Client4
	report func(Finding)
	url    string
	place  Place
	saw    saw
	self   *model.User
	teams  []*model.Team // those the bot is in
	other  string        // id of somebody else
	talk   string        // id of the conversation of the bot with itself
}

func (c *check) fine(name, format string, args ...any) {
	c.report(Finding{Name: name, State: Fine, Found: fmt.Sprintf(format, args...)})
}

func (c *check) wrong(f Finding) { c.report(f) }

// failed reports that a check could not be made.
func (c *check) failed(name string, resp *model.Response, err error) {
	f := trouble(c.url, c.saw.location, resp, err)
	c.wrong(Finding{Name: name, State: Limited, Found: "cannot be checked: " + f.Found, Remedy: f.Remedy, Paste: f.Paste})
}

// right is one of Rights with what is known of the place by now.
func (c *check) right(i int) Right { return Rights(c.place)[i] }
