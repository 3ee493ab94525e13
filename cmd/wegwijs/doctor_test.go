package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/mattermost/mattermosttest"
)

// anyAddress makes what differs from run to run the same.
func anyAddress(out, config string) string {
	out = strings.ReplaceAll(out, filepath.Dir(config), "DIR")
	out = regexp.MustCompile(`127\.0\.0\.1:\d+`).ReplaceAllString(out, "HOST:PORT")
	out = regexp.MustCompile(`\b[a-z0-9]{26}\b`).ReplaceAllString(out, "ID")
	return regexp.MustCompile(`\b\d+ entries`).ReplaceAllString(out, "N entries")
}

// TestDoctor shows the whole of what an operator sees.
func TestDoctor(t *testing.T) {
	all := "channels: {expats: {language: en}}\nroles: {admins: ['mattermost:alice', 'mattermost:@beheer'], advisers: ['nobody@example.nl']}\n"
	for _, tc := range []struct {
		name, more string
		opt        mattermosttest.Options
		change     func(*mattermosttest.Server)
		status     int
	}{
		{"well", "polls: {purpose: horen wat er leeft, legal_basis: algemeen belang}\nroles: {advisers: ['mattermost:alice']}\n", mattermosttest.Options{SubPath: "/chat"}, nil, done},
		{"bare", all, mattermosttest.Options{Bare: true}, func(s *mattermosttest.Server) { s.SetSkew(-7 * time.Minute) }, done},
		{"unreachable", "", mattermosttest.Options{}, func(s *mattermosttest.Server) { s.RefuseCallbacks(true) }, failed},
		{"token", "", mattermosttest.Options{}, func(s *mattermosttest.Server) { s.RevokeToken(s.BotToken) }, failed},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newServerAt(t, tc.opt)
			config, _ := install(t, server, tc.more)
			if tc.change != nil {
				tc.change(server)
			}
			status, out, errs := call(t, "", "doctor", "--config", config)
			if status != tc.status || errs != "" {
				t.Errorf("status %d: %s", status, errs)
			}
			if strings.Contains(out, server.BotToken) {
				t.Error("it shows the token")
			}
			golden(t, "doctor-"+tc.name+".txt", anyAddress(out, config))
		})
	}
}

func TestDoctorForPrograms(t *testing.T) {
	server := newServerAt(t, mattermosttest.Options{Bare: true})
	config, _ := install(t, server, "")
	status, out, errs := call(t, "", "doctor", "--json", "--config", config)
	if status != done || errs != "" {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	states := map[string]string{}
	for line := range strings.Lines(out) {
		var f struct{ Name, State, Found, Remedy, Paste string }
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&f); err != nil || f.Name == "" || f.Found == "" {
			t.Errorf("%v in %s", err, line)
		}
		states[f.Name] = f.State
	}
	if states["callback"] != "ok" || states["commands of rijk"] != "limited" || states["private answers"] != "limited" {
		t.Errorf("it says %v", states)
	}
}

// TestDoctorLooksAround: what is wrong on this machine, without a server.
func TestDoctorLooksAround(t *testing.T) {
	server := newServerAt(t, mattermosttest.Options{})
	for _, tc := range []struct {
		name, more string
		prepare    func(t *testing.T, config string)
		status     int
		says       []string
	}{
		{"token for everybody", "", func(t *testing.T, config string) {
			if err := os.Chmod(filepath.Join(filepath.Dir(config), "wegwijs.token"), 0o644); err != nil {
				t.Fatal(err)
			}
		}, done, []string{"limited  secrets: ", "chmod 600 "}},
		{"token in a configuration for everybody", "", func(t *testing.T, config string) {
			data, err := os.ReadFile(config)
			if err != nil {
				t.Fatal(err)
			}
			text := regexp.MustCompile(`token_file: '[^']*'`).ReplaceAllString(string(data), "token: '"+server.BotToken+"'")
			if err := errors.Join(os.WriteFile(config, []byte(text), 0o600), os.Chmod(config, 0o644)); err != nil {
				t.Fatal(err)
			}
		}, done, []string{"limited  secrets: ", "config.yaml holds a secret", "chmod 600 "}},
		{"a configuration for everybody, without secrets", "", func(t *testing.T, config string) {
			if err := os.Chmod(config, 0o644); err != nil {
				t.Fatal(err)
			}
		}, done, []string{"ok       secrets: "}},
		{"no database of ours", "", func(t *testing.T, config string) {
			if err := os.WriteFile(filepath.Join(filepath.Dir(config), "wegwijs.db"), []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, failed, []string{"fault    database: ", "not a database of Wegwijs"}},
		{"a broken entry", "knowledge: {paths: ['DIR/mine']}", func(t *testing.T, config string) {
			dir := filepath.Join(filepath.Dir(config), "mine")
			if err := os.WriteFile(filepath.Join(dir, "x.md"), []byte("---\nid: [\n---\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, done, []string{"limited  knowledge: ", "1 file left out", "wegwijs knowledge check --knowledge "}},
		{"no address to listen on", "", func(t *testing.T, config string) { t.Setenv("WEGWIJS_HTTP_LISTEN", "192.0.2.1:8066") },
			failed, []string{"fault    listener: ", "Choose an address of this machine"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			config, _ := install(t, server, "")
			if tc.more != "" {
				dir := filepath.Dir(config)
				if err := os.MkdirAll(filepath.Join(dir, "mine"), 0o700); err != nil {
					t.Fatal(err)
				}
				f, err := os.OpenFile(config, os.O_APPEND|os.O_WRONLY, 0)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := f.WriteString(strings.ReplaceAll(tc.more, "DIR", dir) + "\n"); err != nil {
					t.Fatal(err)
				}
				f.Close()
			}
			tc.prepare(t, config)
			status, out, errs := call(t, "", "doctor", "--config", config)
			if status != tc.status {
				t.Errorf("status %d: %s", status, errs)
			}
			for _, want := range tc.says {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in:\n%s", want, out)
				}
			}
		})
	}
}

// TestDoctorLooksForWhomTheConfigurationNames, each of them once.
func TestDoctorLooksForWhomTheConfigurationNames(t *testing.T) {
	c, err := load(t, "roles: {admins: ['mattermost:ann', 'mattermost:@beheer'], advisers: [ann@minfin.nl, 'slack:U0123', 'mattermost:ann'], secretaries: ['mattermost:ann']}\nchannels: {b: {language: en}, a: {language: nl}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if target := targetOf(c); fmt.Sprint(target.People, target.Groups, target.Channels) != "[ann ann@minfin.nl] [beheer] [a b]" {
		t.Errorf("it looks for %v, groups %v and channels %v", target.People, target.Groups, target.Channels)
	}
}
