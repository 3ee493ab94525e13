package slacktest

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// Scopes are the rights a bot has that does everything.
var Scopes = []string{
	"app_mentions:read", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:read", "im:history", "im:read",
	"im:write", "mpim:read", "usergroups:read", "users:read", "users:read.email",
}

// Events are what it hears of.
var Events = []string{"app_mention", "message.im", "app_home_opened", "member_joined_channel"}

// Options are how a workspace is set up. The zero value has bottest's people
// and channels, and an app with all its rights in Socket Mode.
type Options struct {
	Clock bot.Clock // nil: the time of this machine
	// Endpoint is where our handler is mounted, "http://127.0.0.1:1/slack": then
	// everything is delivered there, and there are no sockets.
	Endpoint    string
	Scopes      []string      // of the bot; nil is Scopes
	Events      []string      // it subscribes to; nil is Events
	Commands    []string      // slash commands of the app, without the slash; nil is wegwijs, peiling and aic
	Actions     []string      // callback_ids of the message shortcuts of the app
	NoHome      bool          // the Home tab is not enabled
	Enterprise  string        // id of an Enterprise Grid organisation this workspace is in
	PingEvery   time.Duration // of sockets; 0 is 10 s
	AckWithin   time.Duration // 0 is 3 s
	TriggerLife time.Duration // 0 is 3 s
	Grace       time.Duration // how long a socket stays open after a warning; 0 is 10 s
	Processing  time.Duration // how long an upload takes before it is there; 0 is 5 ms
	Tiers       bool          // calls are counted, and refused as Slack does
	// Watch is told of every call of a method and of everything that is
	// delivered, with its kind for an address; nil is nobody.
	Watch func(method, url string, body []byte)
}

// A Server is a workspace with one app in it. Its methods may be called from
// many goroutines at once.
type Server struct {
	URL           string // of the Web API, with a slash at the end
	BotToken      string
	AppToken      string
	SigningSecret string
	TeamID        string
	AppID         string
	BotUser       string // user id of the bot
	BotID         string // its other id
	Faults        *Faults

	opt    Options
	host   string // without a slash at the end
	http   *httptest.Server
	client *http.Client // calls our endpoint

	mu       sync.Mutex
	lastTS   int64
	count    int
	users    map[string]*User
	order    []string // ids of users as they came
	channels map[string]*Channel
	files    map[string]*File
	groups   map[string]*group
	triggers map[string]*trigger
	returns  map[string]*returnURL
	views    map[string]*View
	stacks   map[string][]*View // modals that are open, by person
	homes    map[string]*View
	changes  []Change
	pinged   []string
	broken   []error
	revoked  string // the error every call with a token gets
	tickets  map[string]bool
	tokens   map[string]string // of people, by token
	sockets  []*socket
	next     int
	waiting  map[string]*waiting // envelopes without an acknowledgement
	busy     atomic.Int64        // what happens in the background
	calls    map[string][]time.Time
	last     func(context.Context) error // delivers the last thing once more
	ended    context.Context
	end      context.CancelFunc
}

// NewServer starts a workspace on a port of its own.
func NewServer(opt Options) *Server {
	if opt.Clock == nil {
		opt.Clock = bot.WallClock{}
	}
	if opt.Scopes == nil {
		opt.Scopes = Scopes
	}
	if opt.Events == nil {
		opt.Events = Events
	}
	if opt.Commands == nil {
		opt.Commands = []string{"wegwijs", "peiling", "aic"}
	}
	opt.PingEvery = defaultTo(opt.PingEvery, 10*time.Second)
	opt.AckWithin = defaultTo(opt.AckWithin, 3*time.Second)
	opt.TriggerLife = defaultTo(opt.TriggerLife, 3*time.Second)
	opt.Grace = defaultTo(opt.Grace, 10*time.Second)
	opt.Processing = defaultTo(opt.Processing, 5*time.Millisecond)
	s := &Server{
		opt: opt, Faults: newFaults(), client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}},
		users: map[string]*User{}, channels: map[string]*Channel{}, files: map[string]*File{}, groups: map[string]*group{},
		triggers: map[string]*trigger{}, returns: map[string]*returnURL{}, views: map[string]*View{}, stacks: map[string][]*View{},
		homes: map[string]*View{}, tickets: map[string]bool{}, tokens: map[string]string{}, waiting: map[string]*waiting{}, calls: map[string][]time.Time{},
	}
	s.ended, s.end = context.WithCancel(context.Background())
	s.http = httptest.NewServer(s.handler())
	s.host = s.http.URL
	s.URL = s.host + "/api/"
	s.settleIn()
	return s
}

func defaultTo[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// settleIn makes who and what is there from the start.
func (s *Server) settleIn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.TeamID, s.AppID, s.BotID = s.id("T"), s.id("A"), s.id("B")
	s.BotToken = "xoxb-" + secret()
	s.AppToken = "xapp-1-" + s.AppID + "-" + secret()
	s.SigningSecret = secret()[:32]
	for _, p := range bottest.Everybody() {
		locale := "nl-NL"
		if p.Lang == bot.EN {
			locale = "en-GB"
		}
		s.addUser(User{Name: p.ID, RealName: p.Name, Email: p.Email, Locale: locale, Zone: bottest.Zone.String(), Guest: p.Guest})
	}
	s.BotUser = s.addUser(User{Name: "wegwijs", RealName: "Wegwijs", Locale: "en-US", Zone: "America/Los_Angeles", Bot: true}).ID
	for _, name := range bottest.Channels() {
		var ids []string
		for _, who := range bottest.ChannelMembers(name) {
			ids = append(ids, s.named(who).ID)
		}
		if bottest.BotIsIn(name) {
			ids = append(ids, s.BotUser)
		}
		s.addChannel(Channel{Name: name}, ids...)
	}
}

// Close ends the server.
func (s *Server) Close() {
	s.end()
	s.Cut()
	s.http.CloseClientConnections()
	s.http.Close()
	s.client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	s.Settle(ctx) // what is left then has nothing to write to
}

// Broken returns which promises the bot broke since the last call.
func (s *Server) Broken() []error {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.broken
	s.broken = nil
	return out
}

// broke notes a broken promise; s.mu is held.
func (s *Server) broke(format string, args ...any) {
	s.broken = append(s.broken, fmt.Errorf(format, args...))
}

// Pinged returns whom messages of the bot notified by name since the last call:
// names, or "everybody" for a whole channel.
func (s *Server) Pinged() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.pinged
	s.pinged = nil
	return out
}

// id makes an id of the kind its first letter says; s.mu is held.
func (s *Server) id(kind string) string {
	s.count++
	n := strings.ToUpper(strconv.FormatInt(int64(s.count)*7919+1_000_000_007, 36))
	return kind + "0" + strings.Repeat("7", max(0, 8-len(n))) + n
}

// ts is a time as messages have it, unique in the workspace; s.mu is held.
func (s *Server) ts() string {
	s.lastTS = max(s.lastTS+1, s.opt.Clock.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.lastTS/1_000_000, s.lastTS%1_000_000)
}

// Revoke makes every call with a token fail: "token_revoked", "account_inactive",
// "invalid_auth"; with "" they work again. Sockets stay open, as on Slack.
func (s *Server) Revoke(code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = code
}

// SetScopes changes the rights of the bot.
func (s *Server) SetScopes(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opt.Scopes = scopes
}

// Without returns the usual scopes but some.
func Without(scopes ...string) []string {
	return slices.DeleteFunc(slices.Clone(Scopes), func(x string) bool { return slices.Contains(scopes, x) })
}

// SetEndpoint says where everything is delivered from now on.
func (s *Server) SetEndpoint(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opt.Endpoint = url
}

// SetHome enables or disables the Home tab.
func (s *Server) SetHome(enabled bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opt.NoHome = !enabled
}

// Calls tells how often a method of the Web API was called; "response_url"
// stands for the answers to those.
func (s *Server) Calls(method string) int { return s.Faults.count(method) }

// AllCalls tells that of every method that was called.
func (s *Server) AllCalls() map[string]int {
	s.Faults.mu.Lock()
	defer s.Faults.mu.Unlock()
	return maps.Clone(s.Faults.counts)
}

func (s *Server) subscribed(event string) bool { return slices.Contains(s.opt.Events, event) }
