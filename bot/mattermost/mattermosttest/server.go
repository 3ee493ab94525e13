package mattermosttest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// Version is which server this one behaves like.
const Version = "11.6.0"

// Options are how a server is set up. The zero value is a server with
// bottest's people in the team "rijk", and a bot "wegwijs" that has the role
// for ephemeral posts and is an administrator of the team.
type Options struct {
	SubPath string    // where below its host it is served: "/chat"
	Clock   bot.Clock // nil: the time of this machine
	// Bare leaves the bot as a new one is: it may post where it is a member,
	// and nothing else.
	Bare bool
	// Empty leaves out people, team and bot; there is the administrator only.
	Empty       bool
	MaxPostSize int           // in characters; 0 is 16383
	SilentClose time.Duration // how long a socket with a bad token stays open; 0 is 5 s
	PingEvery   time.Duration // of sockets; 0 is 60 s
	TriggerLife time.Duration // how long a dialog may be opened; 0 is 30 s
	HookTimeout time.Duration // how long it waits for our answers; 0 is 30 s
	// Watch is told of every request to the server and of every one it makes; nil is nobody.
	Watch func(method, url string, body []byte)
}

// A Server is a Mattermost server. Its methods may be called from many
// goroutines at once.
type Server struct {
	URL        string // with its sub-path, without a slash at the end
	AdminToken string
	BotToken   string // of the bot "wegwijs"; empty when the server is Empty

	opt    Options
	http   *httptest.Server
	hooks  *http.Client // calls our callbacks
	Faults *Faults

	mu       sync.Mutex
	lastTime int64
	skew     time.Duration
	users    map[string]*user
	tokens   map[string]string // user ids by token
	teams    map[string]*team
	channels map[string]*channel
	posts    map[string]*post
	order    []*post // as they were made
	files    map[string]*file
	commands map[string]*model.Command
	roles    map[string]*model.Role // by name
	pending  map[string]*pendingPost
	triggers map[string]trigger
	returns  map[string]*returnHook   // response_url of commands, by id
	cookies  map[string]*actionCookie // of buttons in ephemeral posts
	sessions map[string]*session      // websocket connections, also those that may come back, by id
	pinged   []Ping
	broken   []error
	refuse   bool // callbacks have an address the server does not call
	people   map[string]*Person
	last     func(context.Context) error // does the last thing to the bot again
}

// NewServer starts a server on a port of its own.
func NewServer(opt Options) *Server {
	if opt.Clock == nil {
		opt.Clock = bot.WallClock{}
	}
	opt.SubPath = strings.TrimRight(opt.SubPath, "/")
	opt.MaxPostSize = defaultTo(opt.MaxPostSize, 16383)
	opt.SilentClose = defaultTo(opt.SilentClose, 5*time.Second)
	opt.PingEvery = defaultTo(opt.PingEvery, time.Minute)
	opt.TriggerLife = defaultTo(opt.TriggerLife, 30*time.Second)
	opt.HookTimeout = defaultTo(opt.HookTimeout, 30*time.Second)
	s := &Server{
		opt: opt, Faults: newFaults(),
		users: map[string]*user{}, tokens: map[string]string{}, teams: map[string]*team{}, channels: map[string]*channel{},
		posts: map[string]*post{}, files: map[string]*file{}, commands: map[string]*model.Command{}, roles: builtinRoles(),
		pending: map[string]*pendingPost{}, triggers: map[string]trigger{}, returns: map[string]*returnHook{},
		cookies: map[string]*actionCookie{}, sessions: map[string]*session{}, people: map[string]*Person{},
		hooks: &http.Client{
			Timeout:       opt.HookTimeout,
			Transport:     &http.Transport{MaxIdleConnsPerHost: 16},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	s.http = httptest.NewServer(s.Faults.wrap(s.watched(s.router())))
	s.URL = s.http.URL + opt.SubPath
	s.settle()
	return s
}

// watched tells Watch of every request.
func (s *Server) watched(next http.Handler) http.Handler {
	if s.opt.Watch == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // whoever called is gone
		}
		s.opt.Watch(r.Method, r.URL.RequestURI(), body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

func defaultTo[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// settle makes who and what is there from the start.
func (s *Server) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	admin := s.addUser(&model.User{Username: "beheer", FirstName: "Bea", LastName: "Heer", Email: "beheer@example.nl", Roles: "system_user system_admin", Locale: "nl"})
	s.AdminToken = s.addToken(admin)
	if s.opt.Empty {
		return
	}
	t := s.addTeam("rijk", "Rijk")
	for _, p := range bottest.Everybody() {
		first, last, _ := strings.Cut(p.Name, " ")
		u := &model.User{
			Username: p.ID, FirstName: first, LastName: last, Email: p.Email, Roles: "system_user", Locale: string(p.Lang),
			Timezone: model.StringMap{"useAutomaticTimezone": "true", "automaticTimezone": bottest.Zone.String(), "manualTimezone": ""},
		}
		if p.Guest {
			u.Roles = "system_guest"
		}
		s.joinTeam(t, s.addUser(u), false)
	}
	made := &model.User{Username: "wegwijs", FirstName: "Wegwijs", Email: "wegwijs@localhost", Roles: "system_user", Locale: "nl", IsBot: true, BotDescription: "Wegwijs (chatbot)"}
	b := s.addUser(made)
	s.BotToken = s.addToken(b)
	s.joinTeam(t, b, !s.opt.Bare)
	if !s.opt.Bare {
		b.Roles = "system_user system_post_all"
		role := s.roles["system_post_all"]
		role.Permissions = append(slices.Clone(role.Permissions), permEphemeral)
	}
	for _, name := range bottest.Channels() {
		c := s.addChannel(t, name, model.ChannelTypeOpen)
		for _, who := range bottest.ChannelMembers(name) {
			c.join(s.userNamed(who), s.nowLocked())
		}
		if bottest.BotIsIn(name) {
			c.join(b, s.nowLocked())
		}
	}
}

// Close ends the server. Who is connected is cut off.
func (s *Server) Close() {
	s.cut(func(*user) bool { return true }, true)
	s.mu.Lock()
	people := s.people
	s.people = map[string]*Person{}
	s.mu.Unlock()
	for _, p := range people {
		p.Close()
	}
	s.Faults.release()
	s.http.CloseClientConnections()
	s.http.Close()
	s.hooks.CloseIdleConnections()
}

// Broken returns which promises the bot broke to the platform since the last
// call: things a real server would often let pass, and people suffer from.
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

// nowLocked is the server's time in ms; no two calls get the same. s.mu is held.
func (s *Server) nowLocked() int64 {
	s.lastTime = max(s.lastTime+1, s.opt.Clock.Now().Add(s.skew).UnixMilli())
	return s.lastTime
}

// SetSkew makes the server's clock differ from everybody else's.
func (s *Server) SetSkew(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew, s.lastTime = d, 0
}

// RefuseCallbacks makes the server call nobody, as one does whose
// AllowedUntrustedInternalConnections does not name our address.
func (s *Server) RefuseCallbacks(refuse bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = refuse
}

// BotID, TeamID and ChannelID return the ids of what has this name; ids are
// empty for what is not there.
func (s *Server) BotID() string { return s.UserID("wegwijs") }

// UserID returns the id of a person or bot.
func (s *Server) UserID(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.userNamed(name); u != nil {
		return u.id()
	}
	return ""
}

// TeamID returns the id of a team.
func (s *Server) TeamID(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.teams {
		if t.Name == name {
			return t.Id
		}
	}
	return ""
}

// ChannelID returns the id of a channel that is no direct conversation.
func (s *Server) ChannelID(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.channels {
		if c.Name == name {
			return c.Id
		}
	}
	return ""
}
