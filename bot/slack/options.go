package slack

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// Options say which workspace to talk to, and how it reaches us. BotToken,
// Memory, Clock and Log are required, and one of AppToken and SigningSecret.
type Options struct {
	BotToken string // xoxb-…; never logged, never in an error
	AppToken string // xapp-… with connections:write, for Socket Mode
	// SigningSecret, when set, means that Slack calls us over HTTP.
	SigningSecret string
	// APIURL is where every call goes, opening of the socket and uploads
	// included; empty is Slack's own. Anything that speaks its language serves.
	APIURL   string
	Sockets  int // connections of Socket Mode side by side, 1 or 2; 0 is 1
	Commands []SlashCommand
	Actions  []MessageAction
	Lang     bot.Lang       // of what everybody sees
	Zone     *time.Location // of people whose profile names none, and of dates in forms
	Memory   Memory
	Clock    bot.Clock
	Log      zerolog.Logger
	// Transport makes connections; nil is one with time-outs of our own. For tests.
	Transport http.RoundTripper
}

// A SlashCommand is one that the app has in Slack: its manifest names it.
type SlashCommand struct {
	Name        string   // without the slash
	Description bot.Text // what it does, in a few words
	Hint        bot.Text // what may follow, such as "[vraag]"
}

// A MessageAction is one that the app has at every message, a "message
// shortcut": its manifest names it by its ID and gives it a label.
type MessageAction struct {
	Command string // which slash command it stands for, without the slash
	Word    string // and which word of it
}

// ID is the callback_id by which Slack names it.
func (a MessageAction) ID() string { return strings.TrimSpace(a.Command + " " + a.Word) }

// Memory is what the adapter must know again after a restart. The store
// satisfies it. What has expired is not there any more; the zero time is never.
type Memory interface {
	Kept(ctx context.Context, area, key string) (data []byte, ok bool, err error)
	KeptAll(ctx context.Context, area string) (map[string][]byte, error)
	Keep(ctx context.Context, area, key string, data []byte, expires time.Time) error
	KeepAll(ctx context.Context, area string, all map[string][]byte, expires time.Time) error
	// Unkeep forgets one thing; of many who ask at once, one hears that it was there.
	Unkeep(ctx context.Context, area, key string) (was bool, err error)
}

// Areas of Memory. Keys and values are ours alone.
const (
	areaForm = "slack/form" // open forms, locked with and by what their view carries; see bot.Slip
	areaOnce = "slack/once" // keyed messages by their Address.Once: what was sent, or may have been
)
