package mattermost

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// api is the little of a server that tests of what goes out need: each test
// says how calls are answered. The fake server in mattermosttest is the strict one.
type api struct {
	*testing.T
	*Mattermost
	server *httptest.Server
	clock  *bottest.Clock
	memory *memory

	mu     sync.Mutex
	answer map[string]func(body string) (int, any) // by "POST /posts"; ids as {id}
	calls  []apiCall
}

type apiCall struct{ name, path, body string }

const apiToken = "geheimtoken123"

var (
	apiBot  = strings.Repeat("b", 26)
	apiAnn  = strings.Repeat("a", 26)
	apiBen  = strings.Repeat("e", 26)
	apiRoom = strings.Repeat("c", 26)
	apiDM   = strings.Repeat("d", 26)
)

func newAPI(t *testing.T) *api {
	a := &api{T: t, clock: bottest.NewClock(bottest.Start), memory: newMemory(), answer: map[string]func(string) (int, any){}}
	a.server = httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(a.server.Close)
	a.reply("GET /users/me", 200, model.User{Id: apiBot, Username: "wegwijs", IsBot: true})
	a.reply("POST /channels/direct", 201, model.Channel{Id: apiDM, Type: model.ChannelTypeDirect})
	a.reply("GET /channels/{id}", 200, model.Channel{Id: apiRoom, Type: model.ChannelTypeOpen})
	a.reply("GET /channels/{id}/members/{id}", 200, map[string]any{})
	a.reply("PUT /posts/{id}/patch", 200, map[string]any{})
	n := 0
	a.on("POST /posts", func(body string) (int, any) {
		var p map[string]any
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			t.Error(err)
		}
		n++
		p["id"] = fmt.Sprintf("%026d", n)
		return 201, p
	})
	a.reply("POST /posts/ephemeral", 403, map[string]any{"id": "api.context.permissions.app_error", "message": "geheim", "status_code": 403})
	files := 0
	a.on("POST /files", func(string) (int, any) {
		files++
		return 201, model.FileUploadResponse{FileInfos: []*model.FileInfo{{Id: fmt.Sprintf("f%025d", files)}}}
	})
	a.again()
	return a
}

// again makes a new adapter that finds what the old one left, as after a restart.
func (a *api) again() {
	m, err := New(Options{
		URL: a.server.URL + "/pad/", Token: apiToken, PublicURL: "https://bot.example.nl/w", Memory: a.memory, Clock: a.clock,
		Log: zerolog.Nop(), Zone: bottest.Zone, Teams: []string{"rijk"},
	})
	if err != nil {
		a.Fatal(err)
	}
	a.Mattermost = m
}

func (a *api) on(call string, answer func(body string) (int, any)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.answer[call] = answer
}

func (a *api) reply(call string, status int, body any) {
	a.on(call, func(string) (int, any) { return status, body })
}

func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	path, ok := strings.CutPrefix(r.URL.Path, "/pad/api/v4")
	hook := strings.HasPrefix(r.URL.Path, "/pad/hooks/")
	name := callName(r.Method, path)
	if hook {
		name = "hook"
	}
	a.mu.Lock()
	a.calls = append(a.calls, apiCall{name, r.URL.RequestURI(), string(body)})
	answer := a.answer[name]
	a.mu.Unlock()
	if (r.Header.Get("Authorization") == "Bearer "+apiToken) == hook {
		a.Errorf("%s came with the token: %v", name, !hook)
	}
	if answer == nil || !ok && !hook {
		a.Errorf("%s %s was not expected", name, r.URL.Path)
		w.WriteHeader(http.StatusTeapot)
		return
	}
	status, out := answer(string(body))
	w.Header().Set("Date", a.clock.Now().Add(5*time.Minute).UTC().Format(http.TimeFormat))
	switch out := out.(type) {
	case string:
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(status)
		io.WriteString(w, out)
	default:
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(out)
	}
}

// called returns the bodies of the calls with a name.
func (a *api) called(name string) []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []string
	for _, c := range a.calls {
		if c.name == name {
			out = append(out, c.body)
		}
	}
	return out
}

func (a *api) room() bot.Address {
	return bot.Address{Platform: platform, Channel: bot.ChannelID(apiRoom), Lang: bot.NL}
}
func (a *api) alone() bot.Address {
	return bot.Address{Platform: platform, User: bot.UserID(apiAnn), Lang: bot.NL}
}

func (a *api) send(to bot.Address, blocks ...bot.Block) bot.MessageID {
	a.Helper()
	id, err := a.Send(a.Context(), to, bot.Say(blocks...))
	if err != nil {
		a.Fatal(err)
	}
	return id
}

// sentPost is a post or a patch as the server got it.
type sentPost struct {
	Channel string `json:"channel_id"`
	Root    string `json:"root_id"`
	Message string
	Pending string   `json:"pending_post_id"`
	Files   []string `json:"file_ids"`
	Props   struct {
		Attachments []*model.MessageAttachment
		Nonce       string `json:"wegwijs"`
		FromBot     string `json:"from_bot"`
	}
}

func (a *api) post(body string) (p sentPost) {
	a.Helper()
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		a.Fatal(err)
	}
	return p
}

// actions are the buttons and menus of a post, in order.
func (p sentPost) actions() (all []*model.PostAction) {
	for _, a := range p.Props.Attachments {
		all = append(all, a.Actions...)
	}
	return all
}

func reasonIs(t *testing.T, what string, err error, want bot.Reason) *bot.SendError {
	t.Helper()
	s, ok := err.(*bot.SendError)
	if !ok || s.Reason != want {
		t.Errorf("%s: %v (%T), want %v", what, err, err, want)
		return &bot.SendError{}
	}
	return s
}
