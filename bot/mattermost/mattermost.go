package mattermost

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

const platform bot.PlatformName = "mattermost"

// Mattermost is one server. It is a bot.Platform; Handler takes its callbacks.
type Mattermost struct {
	opt     Options
	rest    *rest    // calls to the server, with bounds and typed errors
	seal    *sealer  // tokens in buttons, menus and forms
	people  *people  // users, members, direct channels, with short memories
	slots   *slots   // callbacks that still wait for an answer, by Origin.Reply
	posts   *posts   // what is known of posts of ours
	sends   sends    // messages under way, so that none is sent twice
	in      *inbound // everything that comes in
	limits  limits   // how much the server takes
	whisper whisper  // whether we may post what only one person sees

	mu   sync.Mutex
	self *model.User // the bot account; nil until somebody asked for it
}

// New returns the adapter for one server. It asks nothing of the server: what
// is wrong there shows when Run starts, and in doctor. An error says what is
// wrong with the options.
func New(opt Options) (*Mattermost, error) {
	base, err := serverURL(opt.URL)
	if err != nil {
		return nil, fmt.Errorf("mattermost.url: %w", err)
	}
	public, err := serverURL(opt.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("http.public_url: %w", err)
	}
	opt.URL, opt.PublicURL = base, public
	switch opt.Token = strings.TrimSpace(opt.Token); {
	case opt.Token == "":
		return nil, errors.New("mattermost.token: give the access token of the bot account, or token_file with the file that holds it")
	case strings.ContainsFunc(opt.Token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, errors.New("mattermost.token: a token has no spaces and only plain letters and digits; copy it again")
	}
	if opt.Memory == nil || opt.Clock == nil {
		return nil, errors.New("mattermost: Memory and Clock are required")
	}
	if opt.CatchUp == 0 {
		opt.CatchUp = time.Hour
	}
	if opt.Lang == "" {
		opt.Lang = bot.NL
	}
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	m := &Mattermost{opt: opt, rest: newRest(opt), seal: newSealer(opt.Memory, opt.Clock), slots: newSlots(opt.Clock)}
	m.people = newPeople(m.rest, opt)
	m.posts = newPosts(opt.Memory, opt.Clock)
	m.in = newInbound(m)
	return m, nil
}

var (
	_ bot.Platform = (*Mattermost)(nil)
	_ bot.Reader   = (*Mattermost)(nil)
)

// serverURL is an address of a server without a slash at its end.
func serverURL(s string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil:
		return "", errors.New("this is no address; write it like https://chat.example.nl/pad")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", errors.New("write the whole address, like https://chat.example.nl/pad")
	case u.User != nil:
		return "", errors.New("leave the name and password out of the address")
	case u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("leave out what starts with ? or #")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// Name is "mattermost".
func (m *Mattermost) Name() bot.PlatformName { return platform }

// whoami asks the server who we are, and remembers it.
func (m *Mattermost) whoami(ctx context.Context) (*model.User, error) {
	var u model.User
	if err := m.rest.get(ctx, "/users/me", &u); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.self = &u
	return &u, nil
}

// me is the bot account, as it was when the server was last asked.
func (m *Mattermost) me(ctx context.Context) (*model.User, error) {
	m.mu.Lock()
	self := m.self
	m.mu.Unlock()
	if self != nil {
		return self, nil
	}
	return m.whoami(ctx)
}
