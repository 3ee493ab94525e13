package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func load(t *testing.T, yaml string, env ...string) (*config, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	return loadConfig(file, env)
}

func TestExampleIsTheReference(t *testing.T) {
	c, err := loadConfig("../../config.example.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.zone, want.catchUp, want.sockets, want.namesFor = c.zone, time.Hour, 1, 90*24*time.Hour
	got := fmt.Sprintf("%+v", *c)
	if w := fmt.Sprintf("%+v", want); strings.NewReplacer("map[]", "", "[]", "").Replace(got) != strings.NewReplacer("map[]", "", "[]", "").Replace(w) {
		t.Errorf("the example does not show the defaults:\n got %s\nwant %s", got, w)
	}
	data, err := os.ReadFile("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keysOf(reflect.TypeFor[config]()) {
		if !strings.Contains(string(data), key+":") {
			t.Errorf("config.example.yaml does not explain %s", key)
		}
	}
}

// keysOf are the keys of a configuration, without those inside lists and maps.
func keysOf(t reflect.Type) (keys []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("yaml")
		if tag == "" {
			continue
		}
		keys = append(keys, tag)
		if f.Type.Kind() == reflect.Struct {
			keys = append(keys, keysOf(f.Type)...)
		}
	}
	return keys
}

func TestProblemsOfAConfiguration(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, yaml string
		env        []string
		want       []string // each in the error; the first says how many when there are several
	}{
		{"unknown key", "langauge: nl\n", nil, []string{"1 problem", `line 1: the key "langauge" is unknown`}},
		{"unknown key inside", "http:\n  listen: 127.0.0.1:1\n  prot: 3\n", nil, []string{"1 problem", `line 3: the key "prot" is unknown`}},
		{"two unknown keys and a wrong value", "langauge: nl\nhttp: {prot: 1}\nlanguage: de\n", nil, []string{"3 problems", `"langauge"`, `"prot"`, "set it to nl or en"}},
		{"wrong type", "knowledge: {builtin: perhaps}\n", nil, []string{"1 problem", "line 1: this should be true or false"}},
		{"a list for a word", "language: [nl]\n", nil, []string{"line 1: this should be a single word"}},
		{"a word for a group", "http: yes\n", nil, []string{"line 1: this should be a group of keys"}},
		{"a key twice", "language: nl\nlanguage: en\n", nil, []string{"twice"}},
		{"a key twice and something else", "http:\n  listen: 127.0.0.1:99999\n  listen: x\nprot: 1\n", nil, []string{"3 problems", "line 3", "address and a port", `"prot"`}},
		{"a folder that is not there", "knowledge: {paths: [/nowhere]}\n", nil, []string{"1 problem", "/nowhere"}},
		{"no YAML", "a: [\n", nil, []string{"this is no valid YAML"}},
		{"a list", "- a\n- b\n", nil, []string{"write keys with values"}},
		{"two documents", "language: nl\n---\nlanguage: en\n", nil, []string{"two documents"}},
		{"secret and file", "mattermost: {token: hush-hush, token_file: /x}\n", nil, []string{"mattermost.token and mattermost.token_file are both set"}},
		{"secret file missing", "slack: {app_token_file: /nowhere}\n", nil, []string{"slack.app_token_file is not there: make it"}},
		{"secret file empty", "slack: {app_token_file: " + empty + "}\n", nil, []string{"slack.app_token_file is empty"}},
		{"Slack without an app token", "slack: {bot_token: xoxb-hush-hush}\n", nil, []string{"1 problem", "slack.app_token is empty"}},
		{"Slack without a bot token", "slack: {app_token: xapp-hush-hush}\n", nil, []string{"1 problem", "slack.bot_token is empty"}},
		{"Slack's tokens the wrong way round", "slack: {bot_token: xapp-hush-hush, app_token: xoxb-hush-hush}\n", nil, []string{"2 problems", "begins with xoxb-", "begins with xapp-"}},
		{"Slack over HTTP without an address", "slack: {bot_token: xoxb-hush-hush, signing_secret: hush-hush}\n", nil, []string{"1 problem", "http.public_url is empty"}},
		{"three sockets", "slack: {sockets: 3}\n", nil, []string{"1 problem", `slack.sockets is "3": write 1, or 2`}},
		{"zone", "timezone: Europe/Amsterdm\n", nil, []string{"use a name such as Europe/Amsterdam"}},
		{"listen", "http: {listen: 8066}\n", nil, []string{"write an address and a port"}},
		{"address", "mattermost: {url: chat.example.nl}\n", nil, []string{"mattermost.url is not a web address"}},
		{"address with a password", "http: {public_url: 'https://ann:hush-hush@wegwijs.example.nl'}\n", nil, []string{"1 problem", "http.public_url is not a web address"}},
		{"only the address of a server", "mattermost: {url: 'https://chat.example.nl'}\n", nil, []string{"3 problems", "mattermost.token is empty", "mattermost.teams is empty", "http.public_url is empty", "'wegwijs init'"}},
		{"only a token", "mattermost: {token: hush-hush, teams: [rijk]}\n", nil, []string{"2 problems", "mattermost.url is empty", "http.public_url is empty"}},
		{"a period of nothing", "mattermost: {catch_up: soon}\n", nil, []string{"1 problem", `mattermost.catch_up is "soon"`, "30m"}},
		{"a period that is too long", "mattermost: {catch_up: 25h}\n", nil, []string{"1 problem", "at most 24h"}},
		{"a period before now", "mattermost: {catch_up: -1h}\n", nil, []string{"1 problem", "mattermost.catch_up"}},
		{"secret and file, both from the environment", "", []string{"WEGWIJS_SLACK_BOT_TOKEN=xoxb-hush-hush", "WEGWIJS_SLACK_APP_TOKEN=xapp-hush-hush", "WEGWIJS_SLACK_APP_TOKEN_FILE=/x"}, []string{"1 problem", "both set"}},
		{"command", "commands: {wegwijs: /weg wijs}\n", nil, []string{"without the slash"}},
		{"command for polls", "commands: {poll: /peiling}\n", nil, []string{"1 problem", "commands.poll", "without the slash"}},
		{"two commands of one name", "commands: {wegwijs: hulp, poll: hulp}\n", nil, []string{"1 problem", "a name of its own"}},
		{"no folder for keys", "keys: ''\n", nil, []string{"1 problem", "keys is empty"}},
		{"thresholds below what people were told", "polls: {minimum_answers: 4, minimum_group: 0}\n", nil, []string{"2 problems", "polls.minimum_answers is 4: write 5 or more", "polls.minimum_group is 0: write 10 or more"}},
		{"a threshold in words", "polls: {minimum_answers: vijf}\n", nil, []string{"1 problem", "line 1: this should be a whole number"}},
		{"thresholds from the environment", "", []string{"WEGWIJS_POLLS_MINIMUM_ANSWERS=3", "WEGWIJS_POLLS_MINIMUM_GROUP=ten"}, []string{"2 problems", "polls.minimum_answers is 3", "WEGWIJS_POLLS_MINIMUM_GROUP should be a whole number"}},
		{"consent on no day", "polls: {consent: {date: 1 december, reference: OR-12}}\n", nil, []string{"1 problem", "2026-12-01"}},
		{"consent without a reference", "polls: {consent: {date: 2026-12-01}}\n", nil, []string{"1 problem", "polls.consent.reference is empty"}},
		{"a purpose that nobody reads", "polls: {purpose: '" + strings.Repeat("x", 501) + "'}\n", nil, []string{"1 problem", "polls.purpose has 501 characters"}},
		{"names for ever", "retention: {poll_names: 91d}\n", nil, []string{"1 problem", `retention.poll_names is "91d"`, "from 1d to 90d"}},
		{"names for no time", "retention: {poll_names: 0d}\n", nil, []string{"1 problem", "from 1d to 90d"}},
		{"names in hours", "retention: {poll_names: 24h}\n", nil, []string{"1 problem", "from 1d to 90d"}},
		{"unknown key about polls", "polls: {minimum: 5}\nretention: {all: 1d}\n", nil, []string{"2 problems", `"minimum"`, `"all"`}},
		{"channel", "channels: {expats: {language: fr}}\n", nil, []string{"channels.expats.language"}},
		{"elsewhere", "knowledge: {elsewhere: [{title: '', url: 'javascript:alert(1)'}]}\n", nil, []string{"2 problems", "has no title", "no usable url"}},
		{"nothing known", "knowledge: {builtin: false}\n", nil, []string{"knowledge has no entries"}},
		{"nobody", "roles: {admins: [ann, '@ann', 'mattermost:', 'a@b']}\n", nil, []string{"3 problems", `"ann" names nobody`}},
		{"environment", "", []string{"WEGWIJS_LANGAUGE=nl", "PATH=/bin"}, []string{"1 problem", "WEGWIJS_LANGAUGE sets nothing"}},
		{"environment type", "", []string{"WEGWIJS_KNOWLEDGE_BUILTIN=perhaps"}, []string{"should be true or false"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := load(t, tc.yaml, tc.env...)
			if err == nil {
				t.Fatal("it was accepted")
			}
			for _, w := range tc.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not in:\n%v", w, err)
				}
			}
			if strings.Contains(err.Error(), "hush-hush") {
				t.Errorf("the error shows a secret: %v", err)
			}
		})
	}
}

func TestEnvironmentOverrides(t *testing.T) {
	c, err := load(t, "language: nl\nhttp: {public_url: https://wegwijs.example.nl}\nmattermost: {url: https://chat.example.nl/pad}\n",
		"WEGWIJS_LANGUAGE=en", "WEGWIJS_MATTERMOST_TOKEN=hush-hush", "WEGWIJS_MATTERMOST_TEAMS=rijk, uitvoering", "WEGWIJS_KNOWLEDGE_BUILTIN=true", "WEGWIJS_TEST_ANYTHING=1", "WEGWIJS_PORT=tcp://10.0.0.1:80", "WEGWIJS_SERVICE_HOST=10.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	if c.Language != "en" || string(c.Mattermost.Token) != "hush-hush" || len(c.Mattermost.Teams) != 2 || c.Mattermost.Teams[1] != "uitvoering" {
		t.Errorf("got %+v", c)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if out := fmt.Sprintf(format, c.Mattermost); strings.Contains(out, "hush") || strings.Contains(out, "68757368") {
			t.Errorf("%s prints the secret: %s", format, out)
		}
	}
}

func TestSecretFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("hush-hush\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	rest := "http: {public_url: https://wegwijs.example.nl}\nmattermost:\n  url: https://chat.example.nl\n  teams: [rijk]\n"
	for name, tc := range map[string]struct {
		yaml string
		env  []string
	}{
		"in the configuration":                      {rest + "  token_file: " + file, nil},
		"and nothing in the environment":            {rest + "  token_file: " + file, []string{"WEGWIJS_MATTERMOST_TOKEN=", "WEGWIJS_MATTERMOST_TOKEN_FILE="}},
		"in the environment":                        {rest, []string{"WEGWIJS_MATTERMOST_TOKEN_FILE=" + file}},
		"a file in place of a secret":               {rest + "  token: another", []string{"WEGWIJS_MATTERMOST_TOKEN_FILE=" + file}},
		"a secret in place of a file that is there": {rest + "  token_file: /nowhere", []string{"WEGWIJS_MATTERMOST_TOKEN=hush-hush"}},
	} {
		if c, err := load(t, tc.yaml, tc.env...); err != nil || string(c.Mattermost.Token) != "hush-hush" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCatchUp(t *testing.T) {
	for yaml, want := range map[string]time.Duration{"language: nl": time.Hour, "mattermost: {catch_up: 30m}": 30 * time.Minute, "mattermost: {catch_up: 0}": 0, "mattermost: {catch_up: 24h}": 24 * time.Hour} {
		c, err := load(t, yaml+"\n")
		if err != nil || c.catchUp != want {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}

func TestWhoHasWhichRole(t *testing.T) {
	c, err := load(t, "roles: {admins: ['mattermost:ann', 'mattermost:@beheer'], advisers: [ann@minfin.nl, 'slack:U0123', 'mattermost:ann'], secretaries: ['mattermost:ann']}\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.roster().Of("mattermost", bot.User{ID: "1", Handle: "ann"}, nil); len(got) != 3 {
		t.Errorf("ann is %v", got)
	}
}

func FuzzConfig(f *testing.F) {
	f.Add([]byte("language: nl\nhttp: {listen: x}\n"))
	f.Add([]byte("channels: {a: {language: nl}, b: 3}\n"))
	f.Add([]byte("knowledge: {elsewhere: [{title: a}, 3, [x]]}\n&a *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := defaults()
		decodeStrict(data, &c) // must end, and must not panic
		c.check()
	})
}
