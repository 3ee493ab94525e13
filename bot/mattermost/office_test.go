package mattermost_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost"
	"wegwijs/bot/mattermost/mattermosttest"
)

// An office is a server with people, and a bot that says back what it hears:
// everything but the features of Wegwijs.
type office struct {
	testing.TB
	server *mattermosttest.Server
	kept   *bottest.Kept
	marks  *bottest.Memory
	log    *lines
	hooks  *httptest.Server
	before func(*bot.Command) // when a handler begins
	last   callback           // the last one that came in

	ordinary bool // the bot takes its time, as in earnest

	mu     sync.Mutex
	m      *mattermost.Mattermost
	router *bot.Router
	stop   context.CancelFunc
	ran    chan error
	heard  []*bot.Command
	gone   []*bot.Gone
}

// callback is what the server sent us.
type callback struct {
	path, contentType string
	body              []byte
}

// lines are a log that is read while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func newOffice(t testing.TB, opt mattermosttest.Options) *office {
	o := &office{TB: t, server: mattermosttest.NewServer(opt), kept: bottest.NewKept(bot.WallClock{}), marks: bottest.NewMemory(), log: &lines{}}
	o.hooks = httptest.NewServer(http.HandlerFunc(o.hook))
	t.Cleanup(func() {
		o.leave()
		o.hooks.Close()
		o.server.Close()
		for _, err := range o.server.Broken() {
			t.Errorf("a promise to the platform was broken: %v", err)
		}
		if strings.Contains(o.log.String(), o.server.BotToken) {
			t.Error("the token is in the log")
		}
	})
	o.start()
	return o
}

func (o *office) hook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	o.mu.Lock()
	o.last = callback{r.URL.Path, r.Header.Get("Content-Type"), body}
	m := o.m
	o.mu.Unlock()
	r.Body = io.NopCloser(bytes.NewReader(body))
	m.Handler().ServeHTTP(w, r)
}

// forge sends us what looks like a callback of the server.
func (o *office) forge(c callback) string {
	o.Helper()
	resp, err := http.Post(o.hooks.URL+c.path, c.contentType, bytes.NewReader(c.body))
	if err != nil {
		o.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		o.Fatal(err)
	}
	return string(body)
}

// adapter makes an adapter with a router, as the program does.
func (o *office) adapter() (*mattermost.Mattermost, *bot.Router) {
	o.Helper()
	m, err := mattermost.New(mattermost.Options{
		URL: o.server.URL, Token: o.server.BotToken, Teams: []string{"rijk"}, PublicURL: o.hooks.URL, Memory: o.kept, Clock: bot.WallClock{},
		Log: zerolog.New(o.log), Commands: []mattermost.SlashCommand{{Name: "wegwijs", Description: bot.Plain("Vraag het Wegwijs"), Hint: bot.Plain("[vraag]")}},
	})
	if err != nil {
		o.Fatal(err)
	}
	if !o.ordinary {
		m.Hasten()
	}
	r := bot.NewRouter(bot.Options{Memory: o.marks, Clock: bot.WallClock{}, Log: zerolog.New(o.log), Home: "wegwijs", Lang: bot.NL})
	r.AddPlatform(m)
	f := r.Feature("echo")
	f.OnWords(bot.Words{Command: "wegwijs"}, o.say)
	f.OnPress("echo.press", func(_ context.Context, p *bot.Press) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Plain("gedrukt door " + p.From.Handle)})}, nil
	})
	f.OnPress("echo.form", func(context.Context, *bot.Press) (bot.Reply, error) {
		return bot.Reply{Form: &bot.Form{
			Action: "echo.submit", Title: bot.Plain("Formulier"), Submit: bot.Plain("Versturen"), Fields: []bot.Field{{Name: "naam", Label: bot.Plain("Naam")}},
		}}, nil
	})
	f.OnSubmit("echo.submit", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Plain("verstuurd: " + s.Values.Text("naam"))})}, nil
	})
	f.OnView(func(context.Context, string) (*bot.Message, error) { return keyed(), nil })
	f.OnGone(func(_ context.Context, g *bot.Gone) error {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.gone = append(o.gone, g)
		return nil
	})
	return m, r
}

func keyed() *bot.Message {
	return &bot.Message{Key: "echo/1", Blocks: []bot.Block{bot.Para{Text: bot.Plain("een peiling")}}}
}

func (o *office) say(_ context.Context, c *bot.Command) (bot.Reply, error) {
	if o.before != nil {
		o.before(c)
	}
	o.mu.Lock()
	o.heard = append(o.heard, c)
	o.mu.Unlock()
	switch c.Text {
	case "peiling":
		return bot.Reply{Public: keyed()}, nil
	case "knoppen":
		return c.Answer(bot.Say(bot.Para{Text: bot.Plain("Kies")}, bot.Buttons{
			{Label: bot.Plain("Druk"), Action: "echo.press", Value: "1"}, {Label: bot.Plain("Vul in"), Action: "echo.form", Value: "1"},
		})), nil
	}
	return c.Answer(bot.Say(bot.Para{Text: bot.Plain("antwoord op " + c.Text)})), nil
}

// start makes the bot run, and waits until it hears.
func (o *office) start() {
	o.Helper()
	m, r := o.adapter()
	if err := r.Start(context.Background()); err != nil {
		o.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	o.mu.Lock()
	o.m, o.router, o.stop, o.ran = m, r, stop, make(chan error, 1)
	ran := o.ran
	o.mu.Unlock()
	go func() { ran <- m.Run(ctx, r.Dispatch) }()
	o.connected()
}

func (o *office) connected() {
	o.Helper()
	o.until("the bot is connected", func() bool { return o.m.Ready() == nil && o.server.Connected("wegwijs") > 0 })
	o.settle()
}

// leave ends the bot as the program does.
func (o *office) leave() {
	o.Helper()
	o.kill()
	if err := o.m.Settle(); err != nil {
		o.Error(err)
	}
}

// kill ends the bot without a word to the next one: as far as that knows,
// nothing of the last minutes was handled.
func (o *office) kill() {
	o.Helper()
	if o.stop == nil {
		return
	}
	o.stop()
	o.stop = nil
	select {
	case err := <-o.ran:
		if err != nil {
			o.Errorf("Run: %v", err)
		}
	case <-time.After(6 * time.Second):
		o.Error("Run did not end within 6 s")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := o.router.Close(ctx); err != nil {
		o.Error(err)
	}
}

func (o *office) until(what string, is func() bool) {
	o.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); {
		if time.Now().After(end) {
			o.Fatalf("not within 20 s: %s; log: %s", what, o.log)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// settle waits until all that was said is answered.
func (o *office) settle() {
	o.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := o.server.Settle(ctx, "wegwijs"); err != nil {
		o.Fatal(err)
	}
	if err := o.router.Idle(ctx); err != nil {
		o.Fatal(err)
	}
}

// says lets somebody say something in #algemeen.
func (o *office) says(who, text string) string {
	o.Helper()
	return o.saysIn(o.server.ChannelID("algemeen"), who, "", text)
}

func (o *office) saysIn(channel, who, root, text string) string {
	o.Helper()
	id, err := o.server.Person(who).Say(context.Background(), channel, root, text)
	if err != nil {
		o.Fatal(err)
	}
	return id
}

// direct is the direct conversation of somebody with the bot.
func (o *office) direct(who string) string {
	o.Helper()
	id, err := o.server.Person(who).Direct(context.Background(), o.server.BotID())
	if err != nil {
		o.Fatal(err)
	}
	return id
}

// answers are what the bot said in a channel, oldest first.
func (o *office) answers(channel string) (all []string) {
	for _, p := range o.server.Posts(channel) {
		if p.UserId == o.server.BotID() && p.DeleteAt == 0 {
			all = append(all, p.Message)
		}
	}
	return all
}

// answered checks that each question has one answer in the channel, in this order.
func (o *office) answered(channel string, questions ...string) {
	o.Helper()
	var want []string
	for _, q := range questions {
		want = append(want, "antwoord op "+q)
	}
	got := o.answers(channel)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		o.Errorf("answered %q, want %q", got, want)
	}
}
