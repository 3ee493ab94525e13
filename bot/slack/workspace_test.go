package slack_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack"
	"wegwijs/bot/slack/slacktest"
)

// A workspace is one with people, and a bot that says back what it hears:
// everything but the features of Wegwijs.
type workspace struct {
	testing.TB
	server  *slacktest.Server
	kept    *bottest.Kept
	marks   *bottest.Memory
	log     *journal
	hooks   *httptest.Server // where Slack calls the bot, in HTTP mode
	sockets int
	broken  bool // promises may be broken: the test looks for itself

	mu     sync.Mutex
	s      *slack.Slack
	router *bot.Router
	stop   context.CancelFunc
	ran    chan error
	heard  []*bot.Command
	gone   []*bot.Gone
}

// journal is a log that is read while it is written.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *journal) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *journal) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// furnish makes a workspace with a bot that does not run yet.
func furnish(t testing.TB, opt slacktest.Options) *workspace {
	o := &workspace{TB: t, server: slacktest.NewServer(opt), kept: bottest.NewKept(bot.WallClock{}), marks: bottest.NewMemory(), log: &journal{}}
	t.Cleanup(func() {
		o.leave()
		if o.hooks != nil {
			o.hooks.Close()
		}
		o.server.Close()
		if !o.broken {
			for _, err := range o.server.Broken() {
				t.Errorf("a promise to Slack was broken: %v", err)
			}
		}
		for _, secret := range []string{o.server.BotToken, o.server.AppToken, o.server.SigningSecret} {
			if strings.Contains(o.log.String(), secret) {
				t.Error("a secret is in the log")
			}
		}
	})
	return o
}

// inhabit makes a workspace with a bot that runs.
func inhabit(t testing.TB, opt slacktest.Options) *workspace {
	o := furnish(t, opt)
	o.start()
	return o
}

// overHTTP has Slack call the bot.
func (o *workspace) overHTTP() *workspace {
	o.hooks = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { o.now().Handler().ServeHTTP(w, r) }))
	o.server.SetEndpoint(o.hooks.URL + "/slack")
	return o
}

func (o *workspace) now() *slack.Slack {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.s
}

// adapter makes an adapter with a router, as the program does.
func (o *workspace) adapter() (*slack.Slack, *bot.Router) {
	o.Helper()
	opt := slack.Options{
		BotToken: o.server.BotToken, AppToken: o.server.AppToken, APIURL: o.server.URL, Sockets: o.sockets, Memory: o.kept, Clock: bot.WallClock{},
		Zone: bottest.Zone, Log: zerolog.New(o.log), Commands: []slack.SlashCommand{{Name: "wegwijs", Description: bot.Plain("Vraag het Wegwijs"), Hint: bot.Plain("[vraag]")}},
	}
	if o.hooks != nil {
		opt.AppToken, opt.SigningSecret = "", o.server.SigningSecret
	}
	s, err := slack.New(opt)
	if err != nil {
		o.Fatal(err)
	}
	r := bot.NewRouter(bot.Options{Memory: o.marks, Clock: bot.WallClock{}, Log: zerolog.New(o.log), Home: "wegwijs", Lang: bot.NL})
	r.AddPlatform(s)
	f := r.Feature("echo")
	f.OnWords(bot.Words{Command: "wegwijs"}, o.say)
	f.OnPress("echo.press", func(_ context.Context, p *bot.Press) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Plain("gedrukt door " + p.From.Handle)})}, nil
	})
	f.OnPress("echo.form", func(context.Context, *bot.Press) (bot.Reply, error) {
		return bot.Reply{Form: form("Eerst", "naam")}, nil
	})
	f.OnPress("echo.slow", func(ctx context.Context, _ *bot.Press) (bot.Reply, error) {
		select {
		case <-time.After(bot.AckWithin + 500*time.Millisecond):
		case <-ctx.Done():
		}
		return bot.Reply{Private: para("dat duurde even")}, ctx.Err()
	})
	f.OnSubmit("echo.submit", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		switch s.Values.Text("naam") {
		case "":
			return bot.Reply{Private: para("verstuurd: " + s.Values.Text("plaats"))}, nil
		case "fout":
			return bot.Reply{}, bot.FieldErrors{"naam": bot.Plain("Dat is geen naam.")}
		}
		return bot.Reply{Form: form("Daarna", "plaats")}, nil
	})
	f.OnView(func(context.Context, string) (*bot.Message, error) { return keyed(), nil })
	f.OnGone(func(_ context.Context, g *bot.Gone) error {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.gone = append(o.gone, g)
		return nil
	})
	f.OnPress("echo.count", func(context.Context, *bot.Press) (bot.Reply, error) { return bot.Reply{}, nil })
	return s, r
}

func (o *workspace) say(_ context.Context, c *bot.Command) (bot.Reply, error) {
	o.mu.Lock()
	o.heard = append(o.heard, c)
	o.mu.Unlock()
	switch c.Text {
	case "peiling":
		return bot.Reply{Public: keyed()}, nil
	case "knoppen":
		return c.Answer(bot.Say(bot.Para{Text: bot.Plain("Kies")}, bot.Buttons{
			{Label: bot.Plain("Druk"), Action: "echo.press", Value: "1"}, {Label: bot.Plain("Tel"), Action: "echo.count", Value: "1"},
			{Label: bot.Plain("Vul in"), Action: "echo.form", Value: "1"}, {Label: bot.Plain("Langzaam"), Action: "echo.slow", Value: "1"},
		})), nil
	}
	return c.Answer(bot.Say(bot.Para{Text: bot.Plain("antwoord op " + c.Text)})), nil
}

// start makes the bot run, and waits until it hears.
func (o *workspace) start() {
	o.Helper()
	s, r := o.adapter()
	if err := r.Start(context.Background()); err != nil {
		o.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	o.mu.Lock()
	o.s, o.router, o.stop, o.ran = s, r, stop, make(chan error, 1)
	ran := o.ran
	o.mu.Unlock()
	go func() { ran <- s.Run(ctx, r.Dispatch) }()
	o.connected()
}

func (o *workspace) connected() {
	o.Helper()
	o.until("the bot is connected", func() bool { return o.now().Ready() == nil })
}

// leave ends the bot.
func (o *workspace) leave() {
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

func (o *workspace) until(what string, is func() bool) {
	o.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); {
		if time.Now().After(end) {
			o.Fatalf("not within 20 s: %s; log: %s", what, o.log)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// settle waits until all that was said is answered.
func (o *workspace) settle() {
	o.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := o.server.Settle(ctx); err != nil {
		o.Fatal(err)
	}
	if err := o.now().Settle(ctx); err != nil { // a busy one acknowledges before it hands on
		o.Fatal(err)
	}
	if err := o.router.Idle(ctx); err != nil {
		o.Fatal(err)
	}
	if err := o.server.Settle(ctx); err != nil {
		o.Fatal(err)
	}
}

// says lets somebody say something in #algemeen.
func (o *workspace) says(who, text string) {
	o.Helper()
	if _, err := o.server.Person(who).Say(context.Background(), o.server.ChannelID("algemeen"), "", text); err != nil {
		o.Error(err)
	}
}

// answers are what the bot said in a channel, oldest first, as it is read aloud.
func (o *workspace) answers(channel string) (all []string) {
	for _, m := range o.server.Messages(channel) {
		if m.Bot {
			all = append(all, m.Text)
		}
	}
	return all
}

// general is the address of #algemeen.
func (o *workspace) general() bot.Address {
	return bot.Address{Platform: "slack", Channel: bot.ChannelID(o.server.ChannelID("algemeen")), Lang: bot.NL}
}

// fails checks that an error has a reason, and holds no secret.
func (o *workspace) fails(what string, err error, reason bot.Reason) *bot.SendError {
	o.Helper()
	var s *bot.SendError
	if !errors.As(err, &s) {
		o.Errorf("%s: got %v, want a *bot.SendError", what, err)
		return &bot.SendError{}
	}
	if s.Reason != reason {
		o.Errorf("%s: %v (%v), want %v", what, s.Reason, err, reason)
	}
	for _, secret := range []string{o.server.BotToken, o.server.AppToken, o.server.SigningSecret} {
		if strings.Contains(err.Error(), secret) {
			o.Errorf("%s: the error holds a secret", what)
		}
	}
	return s
}

func keyed() *bot.Message {
	return &bot.Message{Key: "echo/1", Blocks: []bot.Block{bot.Para{Text: bot.Plain("een peiling")}}}
}

func form(title, field string) *bot.Form {
	return &bot.Form{Action: "echo.submit", Title: bot.Plain(title), Submit: bot.Plain("Versturen"), Fields: []bot.Field{{Name: field, Label: bot.Plain(field)}}}
}

func para(s string) *bot.Message { return bot.Say(bot.Para{Text: bot.Plain(s)}) }
