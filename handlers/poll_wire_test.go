package handlers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost"
	"wegwijs/bot/mattermost/mattermosttest"
	"wegwijs/bot/slack"
	"wegwijs/bot/slack/slacktest"
	"wegwijs/handlers"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A ballot box is a bot with its real store on one platform, polls in #algemeen
// of as many people as there are voters, and how each of them answers.
type ballotBox struct {
	testing.TB
	bot *handlers.Bot
	dir string
	log *journal
	// say types a command in #algemeen as bram, and press presses a button that
	// only he sees.
	say   func(text string) error
	press func(label string) error
	// find finds what the newest poll is answered with, and answer answers it as
	// one of the voters, until that is acknowledged.
	find   func() bool
	answer func(voter, choice int) error
	calls  func() map[string]int // that the platform was called
	edits  func() int            // of the message of the poll
}

// journal keeps a log.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}

// newBallotBox makes the bot; platform adds where people are.
func newBallotBox(t testing.TB, platform func(*ballotBox) bot.Platform) *ballotBox {
	t.Helper()
	x := &ballotBox{TB: t, dir: t.TempDir(), log: &journal{}}
	var err error
	x.bot, err = handlers.New(t.Context(), handlers.Options{
		Database: filepath.Join(x.dir, "wegwijs.db"), Clock: bot.WallClock{}, Log: zerolog.New(x.log).Level(zerolog.WarnLevel), Lang: bot.NL, Zone: bottest.Zone, Command: "wegwijs",
		Roster:    bot.Roster{bot.Adviser: {"bram.bakker@minfin.nl"}},
		Knowledge: handlers.Knowledge{Builtin: true},
		Polls: &handlers.Polls{Command: "peiling", Keys: filepath.Join(x.dir, "keys"), Purpose: "weten hoe het gaat", LegalBasis: "gerechtvaardigd belang",
			Rules: survey.Rules{MinAnswers: 5, MinGroup: 10}},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := platform(x)
	x.bot.Router.AddPlatform(p)
	if err := x.bot.Router.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	for _, run := range []func() error{func() error { return p.Run(ctx, x.bot.Dispatch) }, func() error { return x.bot.Jobs(ctx) }} {
		wait.Go(func() {
			if err := run(); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(func() {
		stop()
		wait.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := x.bot.Stop(ctx); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Log(x.log)
		}
	})
	x.until("the bot is connected", func() bool { return p.(interface{ Ready() error }).Ready() == nil })
	return x
}

func (x *ballotBox) until(what string, is func() bool) {
	x.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			x.Fatalf("not within 10 s: %s; log: %s", what, x.log)
		}
	}
}

// open opens a poll and returns its id, when it stands in the channel.
func (x *ballotBox) open(line string) (id string) {
	x.Helper()
	before := x.polls()
	x.until("the slash command is there", func() bool { return x.say("/peiling "+line) == nil })
	x.until("there is a poll", func() bool {
		for _, p := range x.polls() {
			if !slices.ContainsFunc(before, func(q store.Poll) bool { return q.ID == p.ID }) {
				id = p.ID
			}
		}
		return id != ""
	})
	x.until("it is in the channel", x.find)
	x.idle()
	return id
}

func (x *ballotBox) polls() (all []store.Poll) {
	x.Helper()
	err := x.bot.Store.Read(context.Background(), func(r *store.Reader) (err error) {
		all, err = store.PollsIn(r, 1000, store.PollOpen, store.PollClosed)
		return err
	})
	if err != nil {
		x.Fatal(err)
	}
	return all
}

func (x *ballotBox) poll(id string) store.Poll {
	x.Helper()
	all := x.polls()
	i := slices.IndexFunc(all, func(p store.Poll) bool { return p.ID == id })
	if i < 0 {
		x.Fatalf("poll %s is gone", id)
	}
	return all[i]
}

func (x *ballotBox) idle() {
	x.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := x.bot.Idle(ctx); err != nil {
		x.Fatal(err)
	}
}

// called is how many calls there were in between.
func called(before, after map[string]int) (n int, which map[string]int) {
	which = map[string]int{}
	for name, now := range after {
		if d := now - before[name]; d > 0 {
			which[name] = d
			n += d
		}
	}
	return n, which
}

// onMattermostWire is a bot that gets its callbacks from a Mattermost server.
// Voters are the server's own calls of our callback, over HTTP, with what the
// server has of the post.
func onMattermostWire(t testing.TB, people int) *ballotBox {
	server := mattermosttest.NewServer(mattermosttest.Options{})
	var m *mattermost.Mattermost
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { m.Handler().ServeHTTP(w, r) }))
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 10_000}}
	t.Cleanup(func() {
		client.CloseIdleConnections()
		hook.Close()
		for _, err := range server.Broken() {
			t.Errorf("a promise to the server was broken: %v", err)
		}
		server.Close()
	})
	crowd := server.AddCrowd("algemeen", people)
	x := newBallotBox(t, func(x *ballotBox) bot.Platform {
		var err error
		m, err = mattermost.New(mattermost.Options{
			URL: server.URL, Token: server.BotToken, Teams: []string{"rijk"}, PublicURL: hook.URL, Commands: []mattermost.SlashCommand{{Name: "peiling", Description: bot.Plain("Peil")}},
			Lang: bot.NL, Zone: bottest.Zone, Memory: x.bot.Store, Clock: bot.WallClock{}, Log: zerolog.New(x.log).Level(zerolog.WarnLevel),
		})
		if err != nil {
			t.Fatal(err)
		}
		return m
	})
	channel := server.ChannelID("algemeen")
	bram := server.Person("bram")
	x.say = func(text string) error { return bram.Slash(t.Context(), server.TeamID("rijk"), channel, "", text) }
	x.press = func(label string) error { return bram.Press(t.Context(), label) }
	post := server.Post("none yet")
	x.find = func() bool {
		all := server.Posts(channel)
		if len(all) == 0 || post != nil && all[len(all)-1].Id == post.Id {
			return false
		}
		if found := all[len(all)-1]; mattermosttest.CanBePressed(found) {
			post = found
			return true
		}
		return false
	}
	triggers := atomic.Int64{}
	x.answer = func(voter, choice int) error {
		to, body, err := server.Callback(post, crowd[voter], fmt.Sprint("menigte", voter), fmt.Sprint("trigger", triggers.Add(1)), choice)
		if err != nil {
			return err
		}
		resp, err := client.Post(to, "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return accepted(resp.StatusCode, data)
	}
	x.calls = server.Faults.AllCalls
	x.edits = func() int { return server.Edits(post.Id) }
	return x
}

// accepted tells whether the answer to a press says that it was stored.
func accepted(status int, data []byte) error {
	var said struct {
		Text string `json:"ephemeral_text"`
	}
	if err := json.Unmarshal(data, &said); err != nil || status != http.StatusOK {
		return fmt.Errorf("status %d: %s", status, data)
	}
	if said.Text != "" && !strings.Contains(said.Text, "Opgeslagen") {
		return fmt.Errorf("refused: %s", said.Text)
	}
	return nil
}

// onSlackWire is a bot that gets what people do over a socket of Slack's.
func onSlackWire(t testing.TB, people int) *ballotBox {
	var server *slacktest.Server
	return onSlack(t, people, &server)
}

func onSlack(t testing.TB, people int, made **slacktest.Server) *ballotBox {
	server := slacktest.NewServer(slacktest.Options{AckWithin: time.Minute})
	*made = server
	t.Cleanup(func() {
		server.Close()
		for _, err := range server.Broken() {
			t.Errorf("a promise to Slack was broken: %v", err)
		}
	})
	crowd := server.AddCrowd("algemeen", people)
	x := newBallotBox(t, func(x *ballotBox) bot.Platform {
		s, err := slack.New(slack.Options{
			BotToken: server.BotToken, AppToken: server.AppToken, APIURL: server.URL, Sockets: 2, Commands: []slack.SlashCommand{{Name: "peiling", Description: bot.Plain("Peil"), Hint: bot.Plain("[vraag]")}},
			Lang: bot.NL, Zone: bottest.Zone, Memory: x.bot.Store, Clock: bot.WallClock{}, Log: zerolog.New(x.log).Level(zerolog.WarnLevel),
		})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
	channel := server.ChannelID("algemeen")
	bram := server.Person("bram")
	x.say = func(text string) error { return bram.Slash(t.Context(), channel, text) }
	x.press = func(label string) error { return bram.Press(t.Context(), label) }
	var message slacktest.Message
	var blocks, elements []map[string]any
	x.find = func() bool {
		all := server.Messages(channel)
		for _, m := range slices.Backward(all) {
			if !m.Bot || m.Ephemeral != "" {
				continue
			}
			if m.TS == message.TS {
				return false
			}
			var in, of []map[string]any
			for _, b := range m.Blocks {
				list, _ := b["elements"].([]any)
				for _, e := range append(list, b["accessory"]) {
					if e, ok := e.(map[string]any); ok && (e["type"] == "static_select" || e["type"] == "button") {
						in, of = append(in, b), append(of, e)
					}
				}
			}
			if len(of) > 0 {
				message, blocks, elements = m, in, of
				return true
			}
			return false
		}
		return false
	}
	x.answer = func(voter, choice int) error {
		e, b := elements[0], blocks[0]
		if e["type"] == "static_select" {
			return crowd[voter].Act(t.Context(), message, b, e, e["options"].([]any)[choice].(map[string]any))
		}
		return crowd[voter].Act(t.Context(), message, blocks[choice], elements[choice], nil)
	}
	x.calls = server.AllCalls
	x.edits = func() int { return server.Calls("chat.update") }
	return x
}

// wires are the platforms' own wires.
var wires = []struct {
	name string
	make func(testing.TB, int) *ballotBox
}{
	{"mattermost", onMattermostWire},
	{"slack", onSlackWire},
}
