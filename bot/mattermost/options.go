package mattermost

import (
	"context"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// Options say which server to talk to, and how it reaches us. URL, Token,
// PublicURL, Memory, Clock and Log are required.
type Options struct {
	URL       string // of the server; a sub-path is normal, a slash at the end is allowed
	Token     string // of the bot account; never logged, never in an error
	Teams     []string
	PublicURL string // http.public_url: where the server reaches Handler; may have a path
	Commands  []SlashCommand
	// CatchUp is how old something may be that people said while we were away,
	// and is still answered; 0 means an hour.
	CatchUp time.Duration
	Lang    bot.Lang       // of what everybody sees, such as the hints of slash commands
	Zone    *time.Location // of people whose profile names none, and of dates in forms
	Memory  Memory
	Clock   bot.Clock
	Log     zerolog.Logger
	// Transport makes connections; nil is one with time-outs of our own. For tests.
	Transport http.RoundTripper
}

// A SlashCommand is one that is made in every team.
type SlashCommand struct {
	Name        string   // without the slash
	Description bot.Text // at most 128 characters
	Hint        bot.Text // what may follow, such as "[vraag]"
}

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
	areaSeal    = "mattermost/seal"    // sealing keys, by id
	areaPath    = "mattermost/path"    // secret part of the callback path, by kind
	areaPost    = "mattermost/post"    // post and channel of a message with buttons, locked with and by its nonce; see bot.Slip
	areaForm    = "mattermost/form"    // open forms, locked with and by their nonce; see bot.Slip
	areaCommand = "mattermost/command" // tokens of slash commands, by team and trigger
	areaSeen    = "mattermost/seen"    // up to when all that was said is handed on
)
