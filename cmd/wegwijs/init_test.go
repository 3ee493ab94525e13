package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what it was; look, and run with -update when it is right:\n%s", file, got)
	}
}

func TestRights(t *testing.T) {
	status, out, errs := call(t, "", "init", "--rights")
	if status != done || errs != "" {
		t.Fatalf("status %d: %s", status, errs)
	}
	golden(t, "rights.txt", out)
	_, out, _ = call(t, "", "init", "--rights", "--url", "https://chat.rijk.nl/pad", "--team", "rijk", "--team", "uitvoering", "--public-url", "https://wegwijs.rijk.nl:8443/x")
	for _, want := range []string{"mmctl auth login https://chat.rijk.nl/pad ", "users add rijk wegwijs", "'wegwijs.rijk.nl'", "The server may call https://wegwijs.rijk.nl:8443/x", "repeated for uitvoering"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

func TestInitWritesWhatLoads(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	status, out, errs := call(t, "", "init", "--config", file, "--url", "https://chat.rijk.nl/pad", "--team", "rijk", "--team", `uit"voering`, "--public-url", "https://wegwijs.rijk.nl")
	if status != done {
		t.Fatalf("status %d: %s", status, errs)
	}
	for _, want := range []string{file + " is written", "1. A bot account", "wegwijs doctor --config " + file, "wegwijs serve --config " + file, file[:len(file)-len("config.yaml")] + "wegwijs.token"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	c, err := loadConfig(file, []string{"WEGWIJS_MATTERMOST_TOKEN=hush-hush"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Mattermost.URL != "https://chat.rijk.nl/pad" || strings.Join(c.Mattermost.Teams, " ") != `rijk uit"voering` || c.HTTP.PublicURL != "https://wegwijs.rijk.nl" || string(c.Mattermost.Token) != "hush-hush" {
		t.Errorf("it says %+v", c)
	}
	if c.Polls.on() || len(c.Polls.missing()) != 2 {
		t.Errorf("polls are switched on: %+v", c.Polls)
	}
	if _, err := loadConfig(file, nil); err == nil || !strings.Contains(err.Error(), "wegwijs.token") {
		t.Errorf("without a token: %v", err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(file), "wegwijs.token"), []byte("hush-hush\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadConfig(file, nil); err != nil {
		t.Errorf("with the token in its file: %v", err)
	}
}

// TestInitExample: without flags the file holds examples, each marked.
func TestInitExample(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	if status, _, errs := call(t, "", "init", "--config", file); status != done {
		t.Fatalf("status %d: %s", status, errs)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), "# change this"); n != 3 {
		t.Errorf("%d examples are marked in:\n%s", n, data)
	}
	if _, err := loadConfig(file, []string{"WEGWIJS_MATTERMOST_TOKEN=hush-hush"}); err != nil {
		t.Error(err)
	}
}

func TestInitLeavesWhatIsThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte("language: en\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	status, out, errs := call(t, "", "init", "--config", file)
	if status != failed || out != "" || !strings.Contains(errs, "was left as it is") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "language: en\n" {
		t.Errorf("it is %q, %v", data, err)
	}
	if status, _, errs := call(t, "", "init", "--config", filepath.Join(t.TempDir(), "nowhere", "config.yaml")); status != failed || !strings.Contains(errs, "is not there: make it") {
		t.Errorf("no folder: status %d: %s", status, errs)
	}
	if status, _, errs := call(t, "", "init", "--config", filepath.Join(t.TempDir(), "c.yaml"), "--url", "chat.rijk.nl"); status != usage || !strings.Contains(errs, "--url is not a web address") {
		t.Errorf("no address: status %d: %s", status, errs)
	}
}

func TestInShell(t *testing.T) {
	for word, want := range map[string]string{"/etc/wegwijs/config.yaml": "/etc/wegwijs/config.yaml", "": "''", "mijn map/x": "'mijn map/x'", "a'b": `'a'\''b'`, "$HOME": "'$HOME'"} {
		if got := inShell(word); got != want {
			t.Errorf("%q is typed as %s", word, got)
		}
	}
}
