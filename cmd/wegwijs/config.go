package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
)

// config is what an operator sets; config.example.yaml says what each key
// means. Keys are fixed: other programs write them.
type config struct {
	Language   string                   `yaml:"language"`
	Timezone   string                   `yaml:"timezone"`
	Database   string                   `yaml:"database"`
	Keys       string                   `yaml:"keys"`
	HTTP       httpConfig               `yaml:"http"`
	Mattermost mattermostConfig         `yaml:"mattermost"`
	Slack      slackConfig              `yaml:"slack"`
	Commands   commandsConfig           `yaml:"commands"`
	Channels   map[string]channelConfig `yaml:"channels"`
	Knowledge  knowledgeConfig          `yaml:"knowledge"`
	Roles      rolesConfig              `yaml:"roles"`
	Polls      pollsConfig              `yaml:"polls"`
	Retention  retentionConfig          `yaml:"retention"`

	Committees  []committeeConfig `yaml:"committees"`
	Departments departmentsConfig `yaml:"departments"`
	Holidays    holidaysConfig    `yaml:"holidays"`

	zone        *time.Location
	catchUp     time.Duration
	keepAgenda  int           // days that archived records stay; 0: for ever
	namesFor    time.Duration // how long names stay with answers to a poll after it closed
	sockets     int
	holdsSecret bool // there is one in the file itself
}

type httpConfig struct {
	Listen    string `yaml:"listen"`
	PublicURL string `yaml:"public_url"`
}

type mattermostConfig struct {
	URL       string   `yaml:"url"`
	Token     secret   `yaml:"token"`
	TokenFile string   `yaml:"token_file"`
	Teams     []string `yaml:"teams"`
	CatchUp   string   `yaml:"catch_up"`
}

type slackConfig struct {
	BotToken          secret `yaml:"bot_token"`
	BotTokenFile      string `yaml:"bot_token_file"`
	AppToken          secret `yaml:"app_token"`
	AppTokenFile      string `yaml:"app_token_file"`
	SigningSecret     secret `yaml:"signing_secret"`
	SigningSecretFile string `yaml:"signing_secret_file"`
	APIURL            string `yaml:"api_url"`
	Sockets           string `yaml:"sockets"`
}

type commandsConfig struct {
	Wegwijs string `yaml:"wegwijs"`
	Poll    string `yaml:"poll"`
}

type channelConfig struct {
	Language string `yaml:"language"`
}

type knowledgeConfig struct {
	Paths     []string          `yaml:"paths"`
	Builtin   bool              `yaml:"builtin"`
	Elsewhere []elsewhereConfig `yaml:"elsewhere"`
}

type elsewhereConfig struct {
	Title string `yaml:"title"`
	URL   string `yaml:"url"`
}

type rolesConfig struct {
	Admins      []string `yaml:"admins"`
	Advisers    []string `yaml:"advisers"`
	Secretaries []string `yaml:"secretaries"`
}

// roster is who has which role.
func (c *config) roster() bot.Roster {
	return bot.Roster{bot.Admin: c.Roles.Admins, bot.Adviser: c.Roles.Advisers, bot.Secretary: c.Roles.Secretaries}
}

// secret is a word that must not be seen: however it is printed, it is not.
type secret string

const hidden = "<secret>"

func (s secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

func (s secret) GoString() string             { return s.String() }
func (s secret) Format(f fmt.State, _ rune)   { fmt.Fprint(f, s.String()) }
func (s secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// defaults are what holds for keys that are not set.
func defaults() config {
	return config{
		Language:   "nl",
		Timezone:   "Europe/Amsterdam",
		Database:   "wegwijs.db",
		Keys:       "keys/",
		HTTP:       httpConfig{Listen: "127.0.0.1:8066"},
		Mattermost: mattermostConfig{CatchUp: "1h"},
		Slack:      slackConfig{APIURL: "https://slack.com/api/", Sockets: "1"},
		Commands:   commandsConfig{Wegwijs: "wegwijs", Poll: "peiling"},
		Knowledge:  knowledgeConfig{Builtin: true},
		Polls:      pollsConfig{MinimumAnswers: leastAnswers, MinimumGroup: leastGroup},
		Retention:  retentionConfig{PollNames: "90d", Agenda: "0d"},

		Departments: departmentsConfig{Builtin: true},
	}
}

// loadConfig reads a configuration file, lets the environment override it, and
// checks it. The error names every problem there is, one per line.
func loadConfig(file string, environ []string) (*config, error) {
	return readConfig(file, environ, true)
}

// readConfig is loadConfig that, with tokens false, does not ask for what comes
// later than an app: its tokens and where they are.
func readConfig(file string, environ []string, tokens bool) (*config, error) {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("there is no configuration %s: 'wegwijs init' writes one; or name another file with --config", file)
	case err != nil:
		return nil, fmt.Errorf("the configuration cannot be read: %w", err)
	}
	c := defaults()
	problems := decodeStrict(data, &c)
	c.holdsSecret = c.Mattermost.Token != "" || c.Slack.BotToken != "" || c.Slack.AppToken != "" || c.Slack.SigningSecret != ""
	problems = append(problems, overrideFrom(environ, &c)...)
	order := len(problems) // what follows is sorted, so that it is the same every time
	problems = append(problems, c.check()...)
	if tokens {
		problems = append(problems, c.readSecretFiles()...)
		problems = append(problems, c.checkMattermost()...)
		problems = append(problems, c.checkSlack()...)
		slices.Sort(problems[order:])
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("%s has %s:\n  %s", file, count(len(problems), "problem", "problems"), strings.Join(problems, "\n  "))
	}
	return &c, nil
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// readSecretFiles takes secrets from the files that are named instead of them.
func (c *config) readSecretFiles() (problems []string) {
	for _, s := range []struct {
		key  string
		into *secret
		file string
	}{
		{"mattermost.token", &c.Mattermost.Token, c.Mattermost.TokenFile},
		{"slack.bot_token", &c.Slack.BotToken, c.Slack.BotTokenFile},
		{"slack.app_token", &c.Slack.AppToken, c.Slack.AppTokenFile},
		{"slack.signing_secret", &c.Slack.SigningSecret, c.Slack.SigningSecretFile},
	} {
		if s.file == "" {
			continue
		}
		if *s.into != "" {
			problems = append(problems, fmt.Sprintf("%s and %s_file are both set: keep one of them", s.key, s.key))
			continue
		}
		data, err := os.ReadFile(s.file)
		if errors.Is(err, os.ErrNotExist) {
			problems = append(problems, fmt.Sprintf("%s_file is not there: make it, paste the secret in it, press Enter and Ctrl+D: install -m 600 /dev/stdin %s", s.key, inShell(s.file)))
			continue
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s_file cannot be read: %v", s.key, err))
			continue
		}
		*s.into = secret(strings.TrimSpace(string(data)))
		if *s.into == "" {
			problems = append(problems, fmt.Sprintf("%s_file is empty: %s", s.key, s.file))
		}
	}
	return problems
}

// slashName is what both platforms accept as the name of a command
// (https://docs.slack.dev/interactivity/implementing-slash-commands,
// https://developers.mattermost.com/integrate/slash-commands/).
var slashName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,30}$`)

// person is how somebody is named in a configuration.
var person = regexp.MustCompile(`^((mattermost|slack|web):[^\s:]+|[^\s@:]+@[^\s@:]+)$`)

// check says what is wrong with values that have the right type.
func (c *config) check() (problems []string) {
	wrong := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	if !slices.Contains([]string{"nl", "en"}, c.Language) {
		wrong("language is %q: set it to nl or en", c.Language)
	}
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil || c.Timezone == "" || c.Timezone == "Local" {
		wrong("timezone is %q: use a name such as Europe/Amsterdam", c.Timezone)
		zone = time.UTC
	}
	c.zone = zone
	if c.Database == "" {
		wrong("database is empty: name the file to keep everything in, such as wegwijs.db")
	}
	if _, port, err := net.SplitHostPort(c.HTTP.Listen); err != nil || !isPort(port) {
		wrong("http.listen is %q: write an address and a port, such as 127.0.0.1:8066", c.HTTP.Listen)
	}
	for key, address := range map[string]string{"http.public_url": c.HTTP.PublicURL, "mattermost.url": c.Mattermost.URL, "slack.api_url": c.Slack.APIURL} {
		if address == "" {
			continue
		}
		if u, err := url.Parse(address); err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil {
			wrong("%s is not a web address: write it as https://chat.example.nl", key)
		}
	}
	var usable bool
	if c.catchUp, usable = parsePeriod(c.Mattermost.CatchUp); !usable || c.catchUp > maxCatchUp {
		wrong("mattermost.catch_up is %q: write how old something said may be that is still answered after a disturbance, such as 30m or 1h, at most 24h; 0 answers nothing", c.Mattermost.CatchUp)
	}
	if !slashName.MatchString(c.Commands.Wegwijs) {
		wrong("commands.wegwijs is %q: use lower-case letters, digits and hyphens, without the slash", c.Commands.Wegwijs)
	}
	for _, name := range sortedKeys(c.Channels) {
		if _, ok := bot.ParseLang(c.Channels[name].Language); !ok {
			wrong("channels.%s.language is %q: set it to nl or en", name, c.Channels[name].Language)
		}
	}
	if !c.Knowledge.Builtin && len(c.Knowledge.Paths) == 0 {
		wrong("knowledge has no entries: set knowledge.builtin to true or name folders under knowledge.paths")
	}
	for _, folder := range c.Knowledge.Paths {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			wrong("knowledge.paths: %s is not a folder that can be read: correct the path, or make the folder", folder)
		}
	}
	for i, e := range c.Knowledge.Elsewhere {
		if strings.TrimSpace(e.Title) == "" {
			wrong("knowledge.elsewhere number %d has no title", i+1)
		}
		if !bot.SafeURL(e.URL) {
			wrong("knowledge.elsewhere number %d has no usable url: write it as https://…", i+1)
		}
	}
	for key, people := range map[string][]string{"admins": c.Roles.Admins, "advisers": c.Roles.Advisers, "secretaries": c.Roles.Secretaries} {
		for _, p := range people {
			if !person.MatchString(p) {
				wrong("roles.%s: %q names nobody: write mattermost:ann, mattermost:@group, slack:U0123 or ann@minfin.nl", key, p)
			}
		}
	}
	problems = append(problems, c.checkPolls()...)
	problems = append(problems, c.checkAgenda()...)
	slices.Sort(problems)
	return problems
}

// maxCatchUp is how long a handled event is remembered: what is older could be
// answered twice.
const maxCatchUp = 24 * time.Hour

func parsePeriod(s string) (time.Duration, bool) {
	if s == "0" {
		return 0, true
	}
	d, err := time.ParseDuration(s)
	return d, err == nil && d >= 0
}

// checkMattermost says what is missing to talk to Mattermost, when anything of
// it is filled in.
func (c *config) checkMattermost() (problems []string) {
	mm := c.Mattermost
	if mm.URL == "" && mm.Token == "" && len(mm.Teams) == 0 {
		return nil
	}
	for _, k := range []struct {
		missing bool
		say     string
	}{
		{mm.URL == "", "mattermost.url is empty: write the address of the server as people open it, such as https://chat.example.nl"},
		{mm.Token == "" && mm.TokenFile == "", "mattermost.token is empty: fill in the token of the bot account; 'wegwijs init' says how to get one"},
		{len(mm.Teams) == 0, "mattermost.teams is empty: name the teams where people talk to Wegwijs, by the name in their address, such as [rijk]"},
		{c.HTTP.PublicURL == "", "http.public_url is empty: write how the Mattermost server reaches this program, such as https://wegwijs.example.nl; buttons and slash commands need it"},
	} {
		if k.missing {
			problems = append(problems, k.say)
		}
	}
	return problems
}

// checkSlack says what is missing to talk to Slack, when anything of it is filled in.
func (c *config) checkSlack() (problems []string) {
	sl := c.Slack
	wrong := func(say string) { problems = append(problems, say) }
	switch sl.Sockets {
	case "1", "2":
		c.sockets = int(sl.Sockets[0] - '0')
	default:
		wrong(fmt.Sprintf("slack.sockets is %q: write 1, or 2 for a second connection that is there when the first is renewed", sl.Sockets))
	}
	if sl.BotToken == "" && sl.AppToken == "" && sl.SigningSecret == "" {
		return problems
	}
	if sl.BotToken == "" && sl.BotTokenFile == "" {
		wrong("slack.bot_token is empty: copy the bot token of the app (xoxb-…) from 'OAuth & Permissions'; docs/slack.md says where everything is")
	}
	if sl.BotToken != "" && !strings.HasPrefix(string(sl.BotToken), "xoxb-") {
		wrong("slack.bot_token is no bot token: it begins with xoxb-, and is under 'OAuth & Permissions' of the app")
	}
	if sl.AppToken != "" && !strings.HasPrefix(string(sl.AppToken), "xapp-") {
		wrong("slack.app_token is no app-level token: it begins with xapp-, and is under 'Basic Information' of the app")
	}
	if sl.AppToken == "" && sl.AppTokenFile == "" && sl.SigningSecret == "" && sl.SigningSecretFile == "" {
		wrong("slack.app_token is empty: make an app-level token (xapp-…) with connections:write under 'Basic Information' of the app; or give slack.signing_secret, and Slack calls http.public_url")
	}
	if sl.SigningSecret != "" && c.HTTP.PublicURL == "" {
		wrong("http.public_url is empty: with slack.signing_secret Slack calls this program there; take the secret out to use Socket Mode, which needs no address")
	}
	return problems
}

func isPort(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
