package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"wegwijs/bot"
	"wegwijs/bot/slack/setup"
	"wegwijs/bot/slack/slacktest"
)

func TestSlackManifest(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	// Before there are tokens, and before their files are there.
	config := file("config.yaml", "language: en\ncommands: {wegwijs: gids}\nslack: {bot_token_file: /nowhere/a, app_token_file: /nowhere/b}\n")
	status, out, errs := call(t, "", "slack-manifest", "--config", config)
	var m setup.Manifest
	if err := yaml.UnmarshalWithOptions([]byte(out), &m, yaml.Strict()); status != done || err != nil {
		t.Fatalf("status %d, %v: %s%s", status, err, out, errs)
	}
	if len(m.Features.Commands) != 2 || m.Features.Commands[0].Command != "/gids" || m.Features.Commands[1].Command != "/peiling" || !strings.Contains(m.Features.Commands[1].Description, "take a poll") || !strings.Contains(m.Display.Description, "find knowledge") || !m.Settings.SocketMode {
		t.Errorf("the manifest is %+v", m)
	}
	if _, out, _ := call(t, "", "slack-manifest", "--config", file("off.yaml", "commands: {poll: ''}\n")); strings.Contains(out, "peiling") || !strings.Contains(out, "/wegwijs") {
		t.Errorf("with polls switched off:\n%s", out)
	}
	over := file("http.yaml", "http: {public_url: 'https://wegwijs.example.nl'}\nslack: {signing_secret_file: /nowhere/c}\n")
	status, out, errs = call(t, "", "slack-manifest", "--config", over, "--json")
	if err := json.Unmarshal([]byte(out), &m); status != done || err != nil || m.Settings.Events.URL != "https://wegwijs.example.nl/slack/events" {
		t.Errorf("over HTTP: status %d, %v: %s%s", status, err, out, errs)
	}
	for _, tc := range []struct {
		args []string
		want int
		say  string
	}{
		{[]string{}, done, ""},
		{[]string{"--http"}, usage, "http.public_url"},
		{[]string{"--config", "/nowhere.yaml"}, failed, "there is no configuration"},
		{[]string{"--config", file("plain.yaml", "http: {public_url: 'http://wegwijs.example.nl'}\n"), "--http"}, failed, "https://"},
		{[]string{"--config", file("wrong.yaml", "langauge: nl\n")}, failed, "langauge"},
	} {
		status, _, errs := call(t, "", append([]string{"slack-manifest"}, tc.args...)...)
		if status != tc.want || !strings.Contains(errs, tc.say) {
			t.Errorf("%v: status %d, want %d: %s", tc.args, status, tc.want, errs)
		}
	}
}

// What the manifest says of actions at messages is what the adapter knows them by.
func TestMessageActions(t *testing.T) {
	words := []bot.Words{
		{Command: "aic", Word: "agenda", Help: bot.Phrase{NL: "toont de agenda", EN: "shows the agenda"}},
		{Command: "aic", Word: "onderwerp", Help: bot.Phrase{NL: "brengt een onderwerp in", EN: "brings a topic"}, OnMessage: bot.Phrase{NL: "Maak agendapunt", EN: "Make agenda item"}},
		{Command: "vraag", OnMessage: bot.Phrase{NL: "Vraag dit", EN: "Ask this"}},
	}
	want := []setup.Action{
		{ID: "aic onderwerp", Name: "Make agenda item", Description: "brings a topic"},
		{ID: "vraag", Name: "Ask this", Description: "Ask this"},
	}
	if got := messageActions(words, bot.EN); !slices.Equal(got, want) {
		t.Errorf("the actions are %+v, want %+v", got, want)
	}
	cfg := defaults()
	words, err := wordsOf(&cfg)
	if err != nil || !slices.ContainsFunc(words, func(w bot.Words) bool { return w.Command == cfg.Commands.Poll && w.Word != "" }) {
		t.Errorf("the words of a plain installation are %+v, %v", words, err)
	}
}

// TestInitSlack: what init writes is loaded once the tokens are there, and the
// manifest needs not even those.
func TestInitSlack(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	status, out, errs := call(t, "", "init", "--slack", "--config", config)
	if status != done {
		t.Fatalf("status %d: %s", status, errs)
	}
	for _, s := range setup.Scopes() {
		if !strings.Contains(out, s.Name) || !strings.Contains(out, s.Why) || !strings.Contains(out, s.Without) {
			t.Errorf("%s is not explained", s.Name)
		}
	}
	if status, _, errs := call(t, "", "slack-manifest", "--config", config); status != done {
		t.Errorf("the manifest: %s", errs)
	}
	if _, err := loadConfig(config, nil); err == nil || !strings.Contains(err.Error(), "slack.bot_token_file is not there") {
		t.Errorf("without tokens: %v", err)
	}
	for name, token := range map[string]string{slackBotFile: "xoxb-1\n", slackAppFile: "xapp-1\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(token), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := loadConfig(config, nil)
	if err != nil || c.Slack.BotToken != "xoxb-1" || c.Slack.AppToken != "xapp-1" {
		t.Errorf("with tokens: %v", err)
	}
	if info, err := os.Stat(config); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	if status, _, errs := call(t, "", "init", "--slack", "--config", config); status != failed || !strings.Contains(errs, "is there already") {
		t.Errorf("a second time: status %d: %s", status, errs)
	}
	if status, _, _ := call(t, "", "init", "--slack", "--url", "https://chat.example.nl", "--config", filepath.Join(dir, "b.yaml")); status != usage {
		t.Errorf("both at once: status %d", status)
	}
}

// TestDoctorSlack: Slack alone, and beside Mattermost in one run.
func TestDoctorSlack(t *testing.T) {
	s := newWorkspace(t, slacktest.Options{NoHome: true})
	config, _ := installSlack(t, slackBlock(s)+"commands: {poll: ''}\nroles: {admins: ['slack:"+s.UserID("alice")+"', 'mattermost:ann']}\n")
	status, out, errs := call(t, "", "doctor", "--config", config)
	for _, want := range []string{"ok       Slack bot token: belongs to @wegwijs", "ok       Slack socket mode", "limited  Slack home tab", "wegwijs slack-manifest --config " + config, "ok       Slack person " + s.UserID("alice"), "0 faults, 1 limitation"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s%s", want, out, errs)
		}
	}
	if status != done || strings.Contains(out, "person ann") || strings.Contains(out, "team ") || strings.Contains(out+errs, s.BotToken) {
		t.Errorf("status %d:\n%s%s", status, out, errs)
	}
	t.Setenv("WEGWIJS_SLACK_BOT_TOKEN", "xoxb-mistyped")
	if status, out, _ := call(t, "", "doctor", "--config", config); status != failed || !strings.Contains(out, "fault    Slack bot token") {
		t.Errorf("a wrong token: status %d\n%s", status, out)
	}
}

// TestSlackDocument: every right and every line of doctor is in it, and what it
// shows can be copied.
func TestSlackDocument(t *testing.T) {
	data, err := os.ReadFile("../../docs/slack.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(data)
	for _, s := range setup.Scopes() {
		optional := ""
		if s.Optional {
			optional = ", optional"
		}
		if row := "\n| `" + s.Name + "`" + optional + " | " + s.Why + " | " + s.Without + " |\n"; !strings.Contains(doc, row) {
			t.Errorf("docs/slack.md does not explain %s as the program does:%s", s.Name, row)
		}
	}
	if !strings.Contains(doc, "`"+setup.AppScope+"`") {
		t.Error("docs/slack.md does not name the scope of the app-level token")
	}
	dir := t.TempDir()
	for name, token := range map[string]string{"slack-bot.token": "xoxb-1", "slack-app.token": "xapp-1", "slack-signing.secret": "1"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(token), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	all := blocks(doc, "yaml config")
	if len(all) != 2 {
		t.Fatalf("%d configurations are in the document", len(all))
	}
	for _, yaml := range all {
		if _, err := load(t, yaml); err != nil {
			t.Errorf("%v\n%s", err, yaml)
		}
	}
	s := newWorkspace(t, slacktest.Options{})
	config, _ := installSlack(t, slackBlock(s)+"channels: {algemeen: {language: nl}}\nroles: {admins: ['slack:"+s.UserID("alice")+"', 'slack:@groep']}\n")
	_, out, _ := call(t, "", "doctor", "--config", config)
	for _, line := range strings.Split(out, "\n") {
		_, name, ok := strings.Cut(line, " Slack ")
		if name, _, _ = strings.Cut(name, ":"); !ok || strings.Contains(line, "         ") && !strings.HasPrefix(line, "ok") {
			continue
		}
		for _, kind := range []string{"person", "user group", "channel "} {
			if strings.HasPrefix(name, kind) {
				name = strings.TrimSpace(kind)
			}
		}
		if !strings.Contains(doc, "| `Slack "+name) {
			t.Errorf("docs/slack.md does not explain %q", "Slack "+name)
		}
	}
}
