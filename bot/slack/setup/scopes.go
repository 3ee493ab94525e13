package setup

// A Scope is a right of the app, with what it is for.
type Scope struct {
	Name     string
	Why      string
	Without  string // what happens when it is not given
	Feature  string // what doctor says is missing without it
	Optional bool   // not in the manifest unless it is added by hand
}

// AppScope is what the app-level token of Socket Mode needs, and nothing else.
const AppScope = "connections:write"

// Scopes are the rights the bot wants, the most needed first
// (https://docs.slack.dev/reference/scopes). None lets it read what is not said to it,
// except those that are optional.
func Scopes() []Scope {
	return []Scope{
		{Name: "chat:write", Why: "it answers, and keeps its messages up to date", Without: "nothing works", Feature: "answers"},
		{Name: "app_mentions:read", Why: "it hears who mentions it in a channel", Without: "mentions go unheard; direct messages and commands still work", Feature: "mentions"},
		{Name: "im:history", Why: "it hears what is said to it directly", Without: "direct messages go unheard", Feature: "direct messages"},
		{Name: "im:read", Why: "it looks up the direct conversations it is in", Without: "it cannot look up a direct conversation", Feature: "direct conversations"},
		{Name: "im:write", Why: "it begins a direct conversation, for what only one person may read", Without: "private answers that do not fit in the channel are not given", Feature: "private answers"},
		{Name: "commands", Why: "people type /wegwijs, and choose an action at a message", Without: "no slash command and no action at messages; the same words work after a mention and directly", Feature: "slash commands"},
		{Name: "users:read", Why: "it answers in somebody's language and time zone, and knows guests", Without: "everybody reads the language of the installation, and nobody has a role", Feature: "people"},
		{Name: "users:read.email", Why: "the address tells the department, and roles can be given by address", Without: "the department is asked, and roles are by id only", Feature: "departments and roles by address"},
		{Name: "channels:read", Why: "it finds channels by name, knows who a message reaches, and which are shared with others", Without: "channels in the configuration are not found, and reach is unknown", Feature: "channels"},
		{Name: "groups:read", Why: "the same for private channels it is in", Without: "private channels are not found", Feature: "private channels"},
		{Name: "mpim:read", Why: "the same for group conversations it is in", Without: "it does not know who is in a group conversation", Feature: "group conversations"},
		{Name: "usergroups:read", Why: "roles can be given to a user group; user groups need a paid plan", Without: "roles by group are off", Feature: "roles by group"},
		{Name: "files:write", Why: "it sends results and agendas as a file or a picture", Without: "files and pictures are not sent", Feature: "files"},
		{Name: "files:read", Why: "it sees when an uploaded file is there", Without: "it waits two seconds after each upload instead", Feature: "uploads", Optional: true},
		{Name: "channels:history", Why: "after a call that got no answer it looks whether its message is in the channel; and it reads the first message of a thread when somebody there gives a command about it", Without: "after such a disturbance a message may appear twice in a channel; and a message is only filled in by the action at that message", Feature: "no double posts in channels", Optional: true},
		{Name: "groups:history", Why: "the same for private channels it is in", Without: "after such a disturbance a message may appear twice in a private channel", Feature: "no double posts in private channels", Optional: true},
	}
}

// needed are the names of the scopes in the manifest.
func needed() (names []string) {
	for _, s := range Scopes() {
		if !s.Optional {
			names = append(names, s.Name)
		}
	}
	return names
}
