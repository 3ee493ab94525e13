package slack

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest"
)

// An office is a workspace and an adapter that only sends: Run is not needed
// for that.
type office struct {
	*testing.T
	*Slack
	server *slacktest.Server
	memory *bottest.Kept
	clock  *bottest.Clock
	log    *bytes.Buffer
	errs   []error
}

func newOffice(t *testing.T, opt slacktest.Options) *office {
	o := &office{T: t, clock: bottest.NewClock(bottest.Start), log: &bytes.Buffer{}}
	opt.Clock = o.clock
	o.server = slacktest.NewServer(opt)
	o.memory = bottest.NewKept(o.clock)
	o.restart()
	t.Cleanup(func() {
		o.server.Close()
		for _, err := range o.server.Broken() {
			t.Errorf("a promise to Slack was broken: %v", err)
		}
		for _, secret := range []string{o.server.BotToken, o.server.AppToken, "geheim"} {
			if strings.Contains(o.log.String(), secret) {
				t.Error("a secret is in the log")
			}
			for _, err := range o.errs {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("a secret is in an error: %T", err)
				}
			}
		}
	})
	return o
}

// restart makes a new adapter with what the old one kept.
func (o *office) restart() {
	o.Helper()
	s, err := New(Options{
		BotToken: o.server.BotToken, AppToken: o.server.AppToken, APIURL: o.server.URL, Zone: bottest.Zone,
		Memory: o.memory, Clock: o.clock, Log: zerolog.New(o.log),
	})
	if err != nil {
		o.Fatal(err)
	}
	o.Slack = s
}

func (o *office) general() bot.Address {
	return bot.Address{Platform: platform, Channel: bot.ChannelID(o.server.ChannelID("algemeen")), Lang: bot.NL}
}

func (o *office) user(name string) bot.UserID { return bot.UserID(o.server.UserID(name)) }

func (o *office) sends(to bot.Address, m *bot.Message) bot.MessageID {
	o.Helper()
	id, err := o.Send(o.Context(), to, m)
	if err != nil {
		o.Fatal(err)
	}
	if id == "" {
		o.Fatal("no id")
	}
	return id
}

func (o *office) fails(what string, err error, reason bot.Reason) *bot.SendError {
	o.Helper()
	var s *bot.SendError
	if !errors.As(err, &s) {
		o.Fatalf("%s: got %T %v, want a *bot.SendError", what, err, err)
	}
	if s.Reason != reason {
		o.Errorf("%s: got %v, want %v", what, err, reason)
	}
	o.errs = append(o.errs, err)
	return s
}

// in returns what is in a channel now, without what only somebody sees.
func (o *office) in(channel string) (all []slacktest.Message) {
	for _, m := range o.server.Messages(channel) {
		if m.Bot && m.Ephemeral == "" {
			all = append(all, m)
		}
	}
	return all
}

func (o *office) fault(x slacktest.Fault) { o.server.Faults.Add(x) }

func one(s string) *bot.Message { return bot.Say(bot.Para{Text: bot.Plain(s)}) }

func keyed(s string) *bot.Message {
	return &bot.Message{Key: "demo/1", Blocks: []bot.Block{bot.Para{Text: bot.Plain(s)}}}
}

const history = "channels:history"

func withHistory() slacktest.Options {
	return slacktest.Options{Scopes: append(append([]string{}, slacktest.Scopes...), history, "groups:history")}
}

// lost are the ways in which a message is posted and nobody hears of it.
var lost = map[string]slacktest.Fault{
	"the answer is lost": {Method: "chat.postMessage", After: true},
	"it takes too long":  {Method: "chat.postMessage", After: true, Delay: time.Millisecond},
}
