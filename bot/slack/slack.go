package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

const platform bot.PlatformName = "slack"

// Slack is one installation of the app. It is a bot.Platform; Handler takes
// what comes in over HTTP.
type Slack struct {
	opt    Options
	http   *http.Client  // every connection but the sockets themselves
	api    *slack.Client // calls to Slack; their errors go through callError
	slots  *slots        // what Slack gave along with an event to answer it by, by Origin.Reply
	people *people       // users, members, direct conversations, with short memories
	posts  *posts        // what is known of messages of ours
	budget budget        // how many edits the workspace takes
	shared shared        // channels that other organisations are in
	in     *inbound      // everything that comes in

	mu   sync.Mutex
	self *self // the bot itself; nil until somebody asked for it
}

// A self is who we are in Slack.
type self struct {
	User       string // our user id: what a mention names
	Bot        string // our bot id: what our messages carry
	Team       string
	Enterprise string // of an Enterprise Grid; empty elsewhere
}

const slackAPI = "https://slack.com/api/"

// New returns the adapter for one installation. It asks nothing of Slack: what
// is wrong there shows when Run starts, and in doctor. An error says what is
// wrong with the options.
func New(opt Options) (*Slack, error) {
	var err error
	if opt.APIURL, err = apiURL(opt.APIURL); err != nil {
		return nil, fmt.Errorf("slack.api_url: %w", err)
	}
	opt.BotToken, opt.AppToken, opt.SigningSecret = strings.TrimSpace(opt.BotToken), strings.TrimSpace(opt.AppToken), strings.TrimSpace(opt.SigningSecret)
	switch {
	case opt.BotToken == "":
		return nil, errors.New("slack.bot_token: give the Bot User OAuth Token (xoxb-…) of the app, or bot_token_file with the file that holds it")
	case strings.HasPrefix(opt.BotToken, "xapp-"):
		return nil, errors.New("slack.bot_token: this is an app-level token; give the Bot User OAuth Token, which starts with xoxb-")
	case opt.AppToken == "" && opt.SigningSecret == "":
		return nil, errors.New("slack.app_token: give an app-level token (xapp-…) with connections:write for Socket Mode, or signing_secret for HTTP")
	case opt.SigningSecret == "" && strings.HasPrefix(opt.AppToken, "xoxb-"):
		return nil, errors.New("slack.app_token: this is a bot token; give an app-level token, which starts with xapp-")
	}
	for name, secret := range map[string]string{"bot_token": opt.BotToken, "app_token": opt.AppToken, "signing_secret": opt.SigningSecret} {
		if strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return nil, fmt.Errorf("slack.%s: it has no spaces and only plain letters and digits; copy it again", name)
		}
	}
	if opt.Sockets == 0 {
		opt.Sockets = 1
	}
	if opt.Sockets < 1 || opt.Sockets > 2 {
		return nil, errors.New("slack.sockets: 1 or 2")
	}
	if opt.Memory == nil || opt.Clock == nil {
		return nil, errors.New("slack: Memory and Clock are required")
	}
	if opt.Lang == "" {
		opt.Lang = bot.NL
	}
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	s := &Slack{opt: opt, http: newHTTP(opt.Transport), slots: newSlots(opt.Clock)}
	s.api = slack.New(opt.BotToken, slack.OptionAppLevelToken(opt.AppToken), slack.OptionAPIURL(opt.APIURL), slack.OptionHTTPClient(s.http))
	s.people = newPeople(s)
	s.posts = newPosts(opt)
	s.budget.clock = opt.Clock
	s.in = newInbound(s)
	return s, nil
}

var (
	_ bot.Platform = (*Slack)(nil)
	_ bot.Reader   = (*Slack)(nil)
)

// apiURL is the address of the API with a slash at its end.
func apiURL(s string) (string, error) {
	if s = strings.TrimSpace(s); s == "" {
		return slackAPI, nil
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "", errors.New("this is no address; write it like " + slackAPI)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", errors.New("write the whole address, like " + slackAPI)
	case u.User != nil:
		return "", errors.New("leave the name and password out of the address")
	case u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("leave out what starts with ? or #")
	}
	return strings.TrimRight(u.String(), "/") + "/", nil
}

// Name is "slack".
func (s *Slack) Name() bot.PlatformName { return platform }

// whoami asks Slack who we are, and remembers it. The error is a *bot.SendError.
func (s *Slack) whoami(ctx context.Context) (*self, error) {
	got, err := s.api.AuthTestContext(ctx)
	if err != nil {
		return nil, callError(ctx, "auth.test", err)
	}
	me := &self{User: got.UserID, Bot: got.BotID, Team: got.TeamID, Enterprise: got.EnterpriseID}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.self = me
	return me, nil
}

// me is who we are, as it was when Slack was last asked.
func (s *Slack) me(ctx context.Context) (*self, error) {
	s.mu.Lock()
	known := s.self
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	return s.whoami(ctx)
}

// isDirect tells whether a channel is a direct conversation of one person with us.
func isDirect(channel string) bool { return strings.HasPrefix(channel, "D") }
