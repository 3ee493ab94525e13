package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"wegwijs/bot/mattermost/mattermosttest"
	"wegwijs/bot/slack/slacktest"
)

func newWorkspace(t testing.TB, opt slacktest.Options) *slacktest.Server {
	t.Helper()
	s := slacktest.NewServer(opt)
	t.Cleanup(func() {
		s.Close()
		for _, err := range s.Broken() {
			t.Errorf("a promise to Slack was broken: %v", err)
		}
	})
	return s
}

// slackBlock is the part of a configuration that Socket Mode needs.
func slackBlock(s *slacktest.Server) string {
	return "slack: {bot_token: '" + s.BotToken + "', app_token: '" + s.AppToken + "', api_url: '" + s.URL + "'}\n"
}

// installSlack writes a configuration with Slack alone.
func installSlack(t testing.TB, block string) (config, listen string) {
	t.Helper()
	dir := t.TempDir()
	listen = freeAddress(t)
	config = filepath.Join(dir, "config.yaml")
	text := "database: '" + filepath.Join(dir, "wegwijs.db") + "'\nkeys: '" + filepath.Join(dir, "keys") + "'\nhttp: {listen: '" + listen + "', public_url: 'http://" + listen + "'}\n" + block
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config, listen
}

// askSlack lets alice ask in #algemeen and waits for the answer in the thread.
func askSlack(ctx context.Context, t *testing.T, s *slacktest.Server, log *safeBuffer) {
	t.Helper()
	ts, err := s.Person("alice").Say(ctx, s.ChannelID("algemeen"), "", "@wegwijs wie zit er in de AIC")
	if err != nil {
		t.Fatal(err)
	}
	if !within10s(func() bool {
		for _, m := range s.Messages(s.ChannelID("algemeen")) {
			if m.Bot && m.ThreadTS == ts && strings.Contains(m.Text, "Adviescommissie interne communicatie") {
				return true
			}
		}
		return false
	}) {
		t.Errorf("nobody answers in the thread; the log says:\n%s", log)
	}
}

func (p *served) stop(t *testing.T) {
	t.Helper()
	began := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil || time.Since(began) > 5*time.Second {
		t.Errorf("it ended after %v with %v:\n%s", time.Since(began), err, p.log)
	}
}

// TestServeSlack: two tokens are all an operator needs.
func TestServeSlack(t *testing.T) {
	binary := buildProgram(t)
	s := newWorkspace(t, slacktest.Options{})
	config, listen := installSlack(t, slackBlock(s)+"channels: {communicatie: {language: en}, nergens: {language: en}}\n")
	p := startServe(t, binary, config, listen)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	askSlack(ctx, t, s, p.log)
	if err := s.Person("alice").Slash(ctx, s.ChannelID("algemeen"), "/wegwijs help"); err != nil {
		t.Errorf("the slash command: %v", err)
	}
	if !within10s(func() bool { return strings.Contains(p.log.String(), `"channel":"nergens"`) }) {
		t.Errorf("a channel that is not there is not named:\n%s", p.log)
	}
	p.stop(t)
	for _, secret := range []string{s.BotToken, s.AppToken, "zit er in", "alice", s.UserID("alice")} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, p.log)
		}
	}
}

// TestServeSlackOverHTTP: with a signing secret Slack calls us.
func TestServeSlackOverHTTP(t *testing.T) {
	binary := buildProgram(t)
	listen := freeAddress(t)
	s := newWorkspace(t, slacktest.Options{Endpoint: "http://" + listen + "/slack"})
	config, _ := installSlack(t, "slack: {bot_token: '"+s.BotToken+"', signing_secret: '"+s.SigningSecret+"', api_url: '"+s.URL+"'}\n")
	data, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	was, _, _ := strings.Cut(strings.SplitAfter(string(data), "listen: '")[1], "'")
	if err := os.WriteFile(config, []byte(strings.ReplaceAll(string(data), was, listen)), 0o600); err != nil {
		t.Fatal(err)
	}
	p := startServe(t, binary, config, listen)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	askSlack(ctx, t, s, p.log)
	if status, out, errs := call(t, "", "doctor", "--config", config); status != done || !strings.Contains(out, "ok       Slack callback: this program answers") {
		t.Errorf("doctor beside it: status %d\n%s%s", status, out, errs)
	}
	p.stop(t)
	if status, out, errs := call(t, "", "doctor", "--config", config); status != done || !strings.Contains(out, "ok       Slack callback: this program answers") {
		t.Errorf("doctor without it: status %d\n%s%s", status, out, errs)
	}
}

// TestServeBoth: one program, one store, two places to talk.
func TestServeBoth(t *testing.T) {
	binary := buildProgram(t)
	mm := newServerAt(t, mattermosttest.Options{})
	s := newWorkspace(t, slacktest.Options{})
	config, listen := install(t, mm, slackBlock(s))
	p := startServe(t, binary, config, listen)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	askSlack(ctx, t, s, p.log)
	root, err := mm.Person("alice").Say(ctx, mm.ChannelID("algemeen"), "", "@wegwijs wie zit er in de AIC")
	if err != nil {
		t.Fatal(err)
	}
	if !within10s(func() bool {
		for _, post := range mm.Posts(mm.ChannelID("algemeen")) {
			if post.UserId == mm.BotID() && post.RootId == root {
				return true
			}
		}
		return false
	}) {
		t.Errorf("nobody answers on Mattermost; the log says:\n%s", p.log)
	}
	mm.Faults.Add(mattermosttest.Fault{Times: 1 << 30, Status: 503, ID: "api.down", Token: mm.BotToken})
	mm.CutSocket("wegwijs", true)
	if !within10s(func() bool { return statusOf(p.url+"/readyz") == 503 }) {
		t.Error("it says it is ready while one of two is away")
	}
	askSlack(ctx, t, s, p.log) // the other goes on
	mm.Faults.Clear()
	p.stop(t)
}
