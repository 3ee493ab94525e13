package setup

import (
	"slices"
	"strings"
	"testing"

	"wegwijs/bot/slack/slacktest"
)

func app() App {
	return App{Name: "Wegwijs", Description: "Wegwijs (chatbot)", Commands: []Command{{Name: "wegwijs", Description: "vraag", Hint: "[vraag]"}},
		Actions: []Action{{ID: "wegwijs onderwerp", Name: "Maak onderwerp", Description: "brengt iets in"}}}
}

func TestManifest(t *testing.T) {
	m, err := NewManifest(app())
	if err != nil {
		t.Fatal(err)
	}
	if !m.Settings.SocketMode || m.Settings.Events.URL != "" || m.Features.Commands[0].URL != "" || m.Settings.Interactivity.URL != "" {
		t.Errorf("Socket Mode wants no address: %+v", m)
	}
	if !m.Features.Home.Home || !m.Features.Home.Messages || m.Features.Home.ReadOnly || !m.Settings.Interactivity.Enabled || m.Settings.TokenRotation {
		t.Errorf("the app is %+v", m)
	}
	if got, want := m.Features.Shortcuts, []Shortcut{{Type: "message", Name: "Maak onderwerp", Callback: "wegwijs onderwerp", Description: "brengt iets in"}}; !slices.Equal(got, want) {
		t.Errorf("the actions are %+v, want %+v", got, want)
	}
	a := app()
	a.PublicURL = "https://wegwijs.example.nl/pad/"
	if m, err = NewManifest(a); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{m.Settings.Events.URL, m.Settings.Interactivity.URL, m.Features.Commands[0].URL} {
		if !strings.HasPrefix(url, "https://wegwijs.example.nl/pad/slack/") {
			t.Errorf("Slack would call %s", url)
		}
	}
	if m.Settings.SocketMode {
		t.Error("both ways of delivery at once")
	}
}

// TestManifestLimits: what Slack would refuse is told before it is pasted.
func TestManifestLimits(t *testing.T) {
	for what, change := range map[string]func(*App){
		"name of the app":                     func(a *App) { a.Name = strings.Repeat("é", 36) },
		"description of the app":              func(a *App) { a.Description = strings.Repeat("é", 141) },
		"description of the command /wegwijs": func(a *App) { a.Commands[0].Description = "" },
		"is there twice":                      func(a *App) { a.Commands = append(a.Commands, a.Commands[0]) },
		"name of the action":                  func(a *App) { a.Actions[0].Name = strings.Repeat("é", 25) },
		"callback_id of the action":           func(a *App) { a.Actions[0].ID = strings.Repeat("é", 256) },
		"description of the action":           func(a *App) { a.Actions[0].Description = strings.Repeat("é", 151) },
		"onderwerp is there twice":            func(a *App) { a.Actions = append(a.Actions, a.Actions[0]) },
		"there are 11 actions":                func(a *App) { a.Actions = eleven() },
		"https://":                            func(a *App) { a.PublicURL = "http://wegwijs.example.nl" },
	} {
		a := app()
		change(&a)
		if _, err := NewManifest(a); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	longest := app()
	longest.Name, longest.Description = strings.Repeat("é", 35), strings.Repeat("é", 140)
	longest.Actions[0] = Action{ID: strings.Repeat("é", 255), Name: strings.Repeat("é", 24), Description: strings.Repeat("é", 150)}
	if _, err := NewManifest(longest); err != nil {
		t.Error(err)
	}
}

func eleven() (all []Action) {
	for i := range 11 {
		all = append(all, Action{ID: string(rune('a' + i)), Name: "x", Description: "x"})
	}
	return all
}

// TestScopes: every right has a reason, and the tests of the adapter run with no
// other rights than the manifest asks for.
func TestScopes(t *testing.T) {
	var all []string
	for _, s := range Scopes() {
		if s.Name == "" || s.Why == "" || s.Without == "" || s.Feature == "" || slices.Contains(all, s.Name) {
			t.Errorf("%+v has an empty part, or is there twice", s)
		}
		all = append(all, s.Name)
	}
	for _, s := range slacktest.Scopes {
		if !slices.Contains(all, s) {
			t.Errorf("the adapter is tried out with %s, which is not asked for", s)
		}
	}
	for _, s := range needed() {
		if !slices.Contains(slacktest.Scopes, s) {
			t.Errorf("%s is asked for, and nothing is tried out with it", s)
		}
	}
	for _, e := range slacktest.Events {
		if e != "member_joined_channel" && !slices.Contains(Events, e) {
			t.Errorf("the adapter is tried out with %s, which is not subscribed to", e)
		}
	}
}
