package mattermost

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// commandServer keeps the slash commands of one team.
type commandServer struct {
	mu     sync.Mutex
	all    []*model.Command
	wrote  []string // method and trigger of each write
	refuse int      // status of every write; 0 is none
}

func (s *commandServer) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/pad/api/v4")
	if path == "/teams/name/rijk" {
		json.NewEncoder(w).Encode(model.Team{Id: wireTeam, Name: "rijk"})
		return
	}
	if !strings.HasPrefix(path, "/commands") {
		http.NotFound(w, r)
		return
	}
	if r.Method == http.MethodGet {
		if r.URL.Query().Get("team_id") != wireTeam {
			http.Error(w, "{}", http.StatusForbidden)
			return
		}
		json.NewEncoder(w).Encode(s.all)
		return
	}
	var c model.Command
	if r.Method != http.MethodDelete {
		if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
			http.Error(w, "{}", http.StatusBadRequest)
			return
		}
	}
	id := strings.TrimPrefix(path, "/commands/")
	at := -1
	for i, x := range s.all {
		if x.Id == id {
			at, c.Id, c.Token = i, x.Id, x.Token
		}
		if r.Method == http.MethodPost && x.Trigger == c.Trigger {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintf(w, `{"id":%q}`, idDuplicateTrigger)
			return
		}
	}
	if s.refuse != 0 {
		w.WriteHeader(s.refuse)
		return
	}
	switch {
	case r.Method == http.MethodPost:
		c.CreatorId = wireBot
		c.PreSave()
		if err := c.IsValid(); err != nil {
			http.Error(w, "{}", http.StatusBadRequest)
			return
		}
		s.all = append(s.all, &c)
	case at < 0:
		http.NotFound(w, r)
		return
	case r.Method == http.MethodDelete:
		c = *s.all[at]
		s.all = append(s.all[:at], s.all[at+1:]...)
	default:
		s.all[at] = &c
	}
	s.wrote = append(s.wrote, r.Method+" "+c.Trigger)
	json.NewEncoder(w).Encode(c)
}

func (s *commandServer) writes() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := strings.Join(s.wrote, ", ")
	s.wrote = nil
	return all
}

func TestRegisterCommands(t *testing.T) {
	w, s, kept := newWire(t), &commandServer{}, newMemory()
	w.extra = s.serve
	poll := SlashCommand{Name: "Peiling", Description: bot.Plain(strings.Repeat("é", 100)), Hint: bot.Plain("[vraag]")}
	with := func(names ...SlashCommand) *ear {
		return w.listen(kept, func(o *Options) { o.Teams, o.Commands = []string{"rijk"}, names })
	}
	register := func(e *ear, want string, wrong ...error) {
		t.Helper()
		states, err := e.RegisterCommands(t.Context())
		if err != nil {
			t.Error(err)
		}
		for i, c := range states {
			if i < len(wrong) && !errors.Is(c.Err, wrong[i]) || i >= len(wrong) && c.Err != nil {
				t.Errorf("/%s in %s: %v", c.Name, c.Team, c.Err)
			}
		}
		if got := s.writes(); got != want {
			t.Errorf("wrote %q, want %q", got, want)
		}
	}
	e := with(SlashCommand{Name: "wegwijs"}, poll)
	register(e, "POST wegwijs, POST peiling")
	register(e, "") // nothing changed
	for _, c := range s.all {
		if !e.in.slash.accepts(wireTeam, c.Trigger, "Token "+c.Token, c.Token) {
			t.Errorf("the token of /%s is not taken", c.Trigger)
		}
		if c.Method != "P" || c.URL != must(e.hookURL(t.Context(), hookCommand)) || !c.AutoComplete || len(c.Description) > 128 {
			t.Errorf("/%s is made as %+v", c.Trigger, c)
		}
	}
	// Its tokens are known again after a restart, before the server is asked.
	again := with(SlashCommand{Name: "wegwijs"}, poll)
	if err := again.in.slash.load(t.Context()); err != nil || !again.in.slash.accepts(wireTeam, "wegwijs", "", s.all[0].Token) {
		t.Errorf("after a restart its token is not taken (%v)", err)
	}
	// What changed in the configuration changes there; what is gone goes.
	poll.Hint = bot.Plain("[andere vraag]")
	register(with(SlashCommand{Name: "wegwijs"}, poll), "PUT peiling")
	register(with(SlashCommand{Name: "wegwijs"}), "DELETE peiling")
	register(with(SlashCommand{Name: "wijzer"}), "POST wijzer, DELETE wegwijs")

	// Another's command is never touched, also where it has a name of ours.
	s.all = append(s.all, &model.Command{Id: wireRoom, Trigger: "peiling", CreatorId: wireAnn, URL: "https://ander.example/", TeamId: wireTeam})
	register(with(SlashCommand{Name: "wijzer"}, poll), "", nil, ErrCommandTaken)

	// One that an administrator made by hand and that calls us is ours.
	s.all[1].URL = must(e.hookURL(t.Context(), hookCommand))
	register(with(SlashCommand{Name: "wijzer"}, poll), "PUT peiling")

	s.refuse = http.StatusForbidden
	register(with(SlashCommand{Name: "wijzer"}, poll, SlashCommand{Name: "nieuw"}), "", nil, nil, ErrMayNotMake)
	s.refuse = http.StatusBadGateway
	if _, err := with(SlashCommand{Name: "nieuw"}).RegisterCommands(t.Context()); err == nil {
		t.Error("a server that is down is no error")
	}
}

func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

func TestCommandsAreMadeAtStart(t *testing.T) {
	w, s := newWire(t), &commandServer{refuse: http.StatusForbidden}
	w.extra = s.serve
	e := w.listen(newMemory(), func(o *Options) { o.Teams = []string{"rijk", "elders"} }).run()
	d := w.next()
	w.hello(d, "een")
	for e.CommandStates() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	states := e.CommandStates()
	if len(states) != 2 || !errors.Is(states[0].Err, ErrMayNotMake) || states[1].Name != "" || states[1].Err == nil {
		t.Errorf("without the right, and in a team that is not there: %+v", states)
	}
	// The rest works. Once the bot is let into the team, they are made.
	w.posted(d, w.said(1, "@wegwijs hallo", time.Now()), 1)
	if got := e.heard(); got != "hallo" {
		t.Errorf("heard %q", got)
	}
	s.mu.Lock()
	s.refuse = 0
	s.mu.Unlock()
	w.send(d, eventAddedToTeam, map[string]any{"team_id": wireTeam}, 2)
	for s.writes() != "POST wegwijs" {
		time.Sleep(5 * time.Millisecond)
	}
	e.end()
	if n := strings.Count(e.log.String(), ErrMayNotMake.Error()); n != 1 {
		t.Errorf("the log says %d times that commands may not be made: %s", n, e.log)
	}
}

func TestCutBytes(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want string
	}{{"kort", 10, "kort"}, {"precies", 7, "precies"}, {"te lang hier", 10, "te lang…"}, {"éééé", 7, "éé…"}, {"ééé", 6, "ééé"}} {
		if got := cutBytes(c.s, c.most); got != c.want || len(got) > c.most {
			t.Errorf("%q in %d bytes became %q", c.s, c.most, got)
		}
	}
}
