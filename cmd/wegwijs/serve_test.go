package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wegwijs/bot/mattermost/mattermosttest"
)

// install writes a configuration for a server, and returns its name. Tests may
// add to it.
func install(t testing.TB, server *mattermosttest.Server, more string) (config, listen string) {
	t.Helper()
	dir := t.TempDir()
	listen = freeAddress(t)
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	token := write("wegwijs.token", server.BotToken+"\n")
	return write("config.yaml", "database: "+filepath.Join(dir, "wegwijs.db")+"\nkeys: "+filepath.Join(dir, "keys")+
		"\nmattermost: {url: '"+server.URL+"', token_file: '"+token+"', teams: [rijk]}\nhttp: {listen: '"+listen+"', public_url: 'http://"+listen+"'}\n"+more), listen
}

func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func newServerAt(t *testing.T, opt mattermosttest.Options) *mattermosttest.Server {
	t.Helper()
	s := mattermosttest.NewServer(opt)
	t.Cleanup(func() {
		s.Close()
		for _, err := range s.Broken() {
			t.Errorf("a promise to the platform was broken: %v", err)
		}
	})
	return s
}

// served is the built program, as an operator runs it.
type served struct {
	cmd *exec.Cmd
	url string
	log *safeBuffer
}

// startServe starts the program and waits until it can be talked to.
func startServe(t testing.TB, binary, config, listen string) *served {
	t.Helper()
	p := &served{cmd: exec.Command(binary, "serve", "--config", config), url: "http://" + listen, log: &safeBuffer{}}
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill() })
	if !within10s(func() bool { return statusOf(p.url+"/readyz") == 200 }) {
		t.Fatalf("it is not ready: %s", p.log)
	}
	return p
}

// TestServe is the program from start to stop: ready, a question in a channel,
// a slash command, a server that goes away and comes back, doctor beside it, and
// a clean end.
func TestServe(t *testing.T) {
	binary := buildProgram(t)
	server := newServerAt(t, mattermosttest.Options{SubPath: "/chat"})
	config, listen := install(t, server, "channels: {communicatie: {language: en}}\n")
	p := startServe(t, binary, config, listen)
	if got := statusOf(p.url + "/healthz"); got != 200 {
		t.Errorf("healthz is %d", got)
	}

	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	alice := server.Person("alice")
	if _, err := alice.Say(ctx, server.ChannelID("algemeen"), "", "@wegwijs wie zit er in de AIC"); err != nil {
		t.Fatal(err)
	}
	seen := func(words string) func() bool {
		return func() bool {
			posts, err := alice.Sees(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, post := range posts {
				text := post.Message
				for _, a := range post.Attachments() {
					text += "\n" + a.Pretext + "\n" + a.Title + "\n" + a.Text
				}
				if post.UserId == server.BotID() && post.RootId != "" && strings.Contains(text, words) {
					return true
				}
			}
			return false
		}
	}
	if !within10s(seen("Adviescommissie interne communicatie")) {
		t.Errorf("nobody answers in the thread; the log says:\n%s", p.log)
	}
	if !within10s(func() bool { return len(server.Commands("rijk")) == 2 }) {
		t.Errorf("the slash commands are %v", server.Commands("rijk"))
	}
	alice.LooksAt(server.ChannelID("algemeen"), server.TeamID("rijk"))
	if err := alice.Slash(ctx, server.TeamID("rijk"), server.ChannelID("algemeen"), "", "/wegwijs help"); err != nil {
		t.Errorf("the slash command: %v", err)
	}

	// The program has the listener, so it answers the check itself.
	status, out, errs := call(t, "", "doctor", "--config", config)
	if status != done || !strings.Contains(out, "ok       callback: ") || !strings.Contains(out, "in use, as it is while") || !strings.Contains(out, "ok       command /wegwijs in rijk: it is there") || !strings.Contains(out, "wegwijs.db is in order") {
		t.Errorf("doctor beside it: status %d\n%s%s", status, out, errs)
	}
	if status, _, errs := call(t, "", "health", "--ready", "--config", config); status != done {
		t.Errorf("health: %s", errs)
	}

	server.Faults.Add(mattermosttest.Fault{Times: 1 << 30, Status: 503, ID: "api.down", Token: server.BotToken})
	server.CutSocket("wegwijs", true)
	if !within10s(func() bool { return statusOf(p.url+"/readyz") == 503 }) {
		t.Error("it says it is ready while the server is away")
	}
	if got := statusOf(p.url + "/healthz"); got != 200 {
		t.Errorf("healthz is %d while the server is away: a restart would not help", got)
	}
	server.Faults.Clear()
	if !within10s(func() bool { return statusOf(p.url+"/readyz") == 200 }) {
		t.Errorf("it does not come back: %s", p.log)
	}

	began := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil || time.Since(began) > 5*time.Second {
		t.Errorf("it ended after %v with %v:\n%s", time.Since(began), err, p.log)
	}
	for _, secret := range []string{server.BotToken, "zit er in", "alice", server.UserID("alice")} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, p.log)
		}
	}
}

// TestServeStops: what will not mend by itself ends the program with a sentence.
func TestServeStops(t *testing.T) {
	server := newServerAt(t, mattermosttest.Options{SilentClose: 50 * time.Millisecond})
	config, listen := install(t, server, "")
	server.RevokeToken(server.BotToken)
	status, _, errs := call(t, "", "serve", "--config", config)
	if status != failed || !strings.Contains(errs, "token") || strings.Count(errs, "mattermost: ") != 1 || strings.Contains(errs, server.BotToken) {
		t.Errorf("a revoked token: status %d: %s", status, errs)
	}
	t.Setenv("WEGWIJS_MATTERMOST_TOKEN", "two words")
	if status, _, errs := call(t, "", "serve", "--config", config); status != failed || !strings.Contains(errs, "mattermost.token") {
		t.Errorf("a token with a space: status %d: %s", status, errs)
	}
	other, err := net.Listen("tcp", listen)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if status, _, errs := call(t, "", "serve", "--config", config); status != failed || !strings.Contains(errs, "in use by another program") {
		t.Errorf("a port in use: status %d: %s", status, errs)
	}
}

func within10s(is func() bool) bool {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if is() {
			return true
		}
	}
	return is()
}

// safeBuffer is written by a process while a test reads it.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// statusOf asks a running program; 0 is no answer.
func statusOf(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	resp.Body.Close()
	return resp.StatusCode
}
