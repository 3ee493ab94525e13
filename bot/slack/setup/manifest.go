package setup

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Events are what the app hears of.
var Events = []string{"app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked"}

// A Command is one slash command of the app.
type Command struct {
	Name        string // without the slash
	Description string // at most 2000 characters
	Hint        string // what may follow
}

// An Action is one that the app has at every message.
type Action struct {
	ID          string // its callback_id: what the adapter knows it by, at most 255 characters
	Name        string // at most 24 characters
	Description string // at most 150 characters
}

// An App is what its manifest says.
type App struct {
	Name        string // at most 35 characters
	Description string // at most 140 characters
	Commands    []Command
	Actions     []Action
	// PublicURL is where Slack reaches us; empty is Socket Mode, where nothing comes in.
	PublicURL string
}

// A Manifest is what a workspace makes an app from
// (https://docs.slack.dev/reference/app-manifest).
type Manifest struct {
	Display  Display  `yaml:"display_information" json:"display_information"`
	Features Features `yaml:"features" json:"features"`
	OAuth    OAuth    `yaml:"oauth_config" json:"oauth_config"`
	Settings Settings `yaml:"settings" json:"settings"`
}

type Display struct {
	Name        string `yaml:"name" json:"name"`
	Description string `yaml:"description" json:"description"`
	Background  string `yaml:"background_color" json:"background_color"`
}

type Features struct {
	Home      AppHome        `yaml:"app_home" json:"app_home"`
	Bot       BotUser        `yaml:"bot_user" json:"bot_user"`
	Commands  []SlashCommand `yaml:"slash_commands,omitempty" json:"slash_commands,omitempty"`
	Shortcuts []Shortcut     `yaml:"shortcuts,omitempty" json:"shortcuts,omitempty"`
}

type AppHome struct {
	Home     bool `yaml:"home_tab_enabled" json:"home_tab_enabled"`
	Messages bool `yaml:"messages_tab_enabled" json:"messages_tab_enabled"`
	ReadOnly bool `yaml:"messages_tab_read_only_enabled" json:"messages_tab_read_only_enabled"`
}

type BotUser struct {
	Name   string `yaml:"display_name" json:"display_name"`
	Online bool   `yaml:"always_online" json:"always_online"`
}

type SlashCommand struct {
	Command     string `yaml:"command" json:"command"`
	URL         string `yaml:"url,omitempty" json:"url,omitempty"`
	Description string `yaml:"description" json:"description"`
	Hint        string `yaml:"usage_hint,omitempty" json:"usage_hint,omitempty"`
	Escape      bool   `yaml:"should_escape" json:"should_escape"`
}

type Shortcut struct {
	Type        string `yaml:"type" json:"type"`
	Name        string `yaml:"name" json:"name"`
	Callback    string `yaml:"callback_id" json:"callback_id"`
	Description string `yaml:"description" json:"description"`
}

type OAuth struct {
	Scopes struct {
		Bot []string `yaml:"bot" json:"bot"`
	} `yaml:"scopes" json:"scopes"`
}

type Settings struct {
	Events struct {
		URL string   `yaml:"request_url,omitempty" json:"request_url,omitempty"`
		Bot []string `yaml:"bot_events" json:"bot_events"`
	} `yaml:"event_subscriptions" json:"event_subscriptions"`
	Interactivity struct {
		Enabled bool   `yaml:"is_enabled" json:"is_enabled"`
		URL     string `yaml:"request_url,omitempty" json:"request_url,omitempty"`
	} `yaml:"interactivity" json:"interactivity"`
	OrgDeploy     bool `yaml:"org_deploy_enabled" json:"org_deploy_enabled"`
	SocketMode    bool `yaml:"socket_mode_enabled" json:"socket_mode_enabled"`
	TokenRotation bool `yaml:"token_rotation_enabled" json:"token_rotation_enabled"`
}

// NewManifest makes the manifest of an app. The error says what Slack would refuse.
func NewManifest(a App) (*Manifest, error) {
	m := &Manifest{Display: Display{Name: a.Name, Description: a.Description, Background: "#154273"}}
	m.Features.Home = AppHome{Home: true, Messages: true}
	m.Features.Bot = BotUser{Name: a.Name, Online: true}
	m.OAuth.Scopes.Bot = needed()
	m.Settings.Events.Bot = Events
	m.Settings.Interactivity.Enabled = true
	m.Settings.SocketMode = a.PublicURL == ""
	at := func(path string) string {
		if a.PublicURL == "" {
			return ""
		}
		return strings.TrimRight(a.PublicURL, "/") + "/slack/" + path
	}
	m.Settings.Events.URL, m.Settings.Interactivity.URL = at("events"), at("interactive")
	for _, c := range a.Commands {
		// Escaped, an @name arrives as the id of the person, whatever they are called.
		m.Features.Commands = append(m.Features.Commands, SlashCommand{Command: "/" + c.Name, URL: at("commands"), Description: c.Description, Hint: c.Hint, Escape: true})
	}
	for _, x := range a.Actions {
		m.Features.Shortcuts = append(m.Features.Shortcuts, Shortcut{Type: "message", Name: x.Name, Callback: x.ID, Description: x.Description})
	}
	return m, m.check()
}

// check holds the limits of Slack's schema of manifests
// (https://github.com/slackapi/manifest-schema).
func (m *Manifest) check() error {
	var errs []error
	atMost := func(what, s string, most int) {
		if n := utf8.RuneCountInString(s); n == 0 || n > most {
			errs = append(errs, fmt.Errorf("the %s has %d characters: give it 1 to %d", what, n, most))
		}
	}
	atMost("name of the app", m.Display.Name, 35)
	atMost("description of the app", m.Display.Description, 140)
	atMost("name of the bot", m.Features.Bot.Name, 80)
	seen := map[string]bool{}
	for _, c := range m.Features.Commands {
		atMost("name of the command "+c.Command, c.Command, 32)
		atMost("description of the command "+c.Command, c.Description, 2000)
		if seen[c.Command] {
			errs = append(errs, fmt.Errorf("the command %s is there twice", c.Command))
		}
		seen[c.Command] = true
	}
	callbacks := map[string]bool{}
	for _, x := range m.Features.Shortcuts {
		atMost("name of the action "+x.Name, x.Name, 24)
		atMost("callback_id of the action "+x.Name, x.Callback, 255)
		atMost("description of the action "+x.Name, x.Description, 150)
		if callbacks[x.Callback] {
			errs = append(errs, fmt.Errorf("the action %s is there twice", x.Callback))
		}
		callbacks[x.Callback] = true
	}
	if n := len(m.Features.Shortcuts); n > 10 {
		errs = append(errs, fmt.Errorf("there are %d actions at messages: Slack takes 10 shortcuts", n))
	}
	if len(m.Features.Commands) > 50 || len(m.Settings.Events.Bot) > 100 || len(m.OAuth.Scopes.Bot) > 255 {
		errs = append(errs, errors.New("there are too many commands, events or scopes: Slack takes 50, 100 and 255"))
	}
	if url := m.Settings.Events.URL; !m.Settings.SocketMode && !strings.HasPrefix(url, "https://") {
		errs = append(errs, fmt.Errorf("http.public_url must begin with https:// for Slack to call it"))
	}
	return errors.Join(errs...)
}
