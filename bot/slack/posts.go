package slack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Slack has no key by which it knows a second try to send a message. So what
// was sent is remembered by its Once, and a message carries a hash of that as
// metadata: after a call whose answer did not come, and of keyed messages also
// after a crash, we look in the channel whether it is there before we send it
// again. Where the app may not read the channel (channels:history and
// groups:history are optional) it may then be there twice.

// How long and how much is remembered of messages. What is forgotten is found
// in Memory, or sent once more without harm.
const (
	onceLives  = 24 * time.Hour
	shownLives = 24 * time.Hour
	postsKnown = 20_000
)

// onceEvent is the type of the metadata that says which try a message is of.
const onceEvent = "wegwijs_once"

// posts remember what is known of messages of ours.
type posts struct {
	memory Memory
	clock  bot.Clock
	once   *bot.Recent[string, sentAs]   // by Address.Once and part
	shown  *bot.Recent[string, [32]byte] // what a message shows, so that the same edit is not sent
	files  *bot.Recent[string, string]   // ids of pictures that are in Slack, by content
	beside *bot.Recent[string, string]   // sums of the files beside a message
	// refusesTables holds one thing while Slack, or what stands in for it, does
	// not know tables.
	refusesTables *bot.Recent[string, bool]

	edits bot.Locks // one edit of one message at a time
}

// sentAs is what became of a message with a Once.
type sentAs struct {
	ID    bot.MessageID `json:"id,omitempty"`
	Doubt bool          `json:"doubt,omitempty"` // it may have been sent, and we do not know the id
	Files []string      `json:"files,omitempty"` // that are not beside it yet
}

func newPosts(opt Options) *posts {
	return &posts{
		memory: opt.Memory, clock: opt.Clock,
		refusesTables: bot.NewRecent[string, bool](opt.Clock, tablesOff, 1),

		once:   bot.NewRecent[string, sentAs](opt.Clock, onceLives, postsKnown),
		shown:  bot.NewRecent[string, [32]byte](opt.Clock, shownLives, postsKnown),
		files:  bot.NewRecent[string, string](opt.Clock, fileLives, mostUploads),
		beside: bot.NewRecent[string, string](opt.Clock, shownLives, postsKnown),
	}
}

// before returns what became of an earlier try to send a message.
func (p *posts) before(ctx context.Context, once string, keyed bool) (sentAs, error) {
	if once == "" {
		return sentAs{}, nil
	}
	if was, ok := p.once.Get(once); ok || !keyed {
		return was, nil
	}
	data, ok, err := p.memory.Kept(ctx, areaOnce, once)
	if err != nil {
		return sentAs{}, fmt.Errorf("slack: look up what was sent: %w", err)
	}
	var was sentAs
	if !ok || json.Unmarshal(data, &was) != nil {
		return sentAs{}, nil
	}
	return was, nil
}

// set remembers what became of a message: of keyed ones also across a restart.
func (p *posts) set(ctx context.Context, once string, keyed bool, as sentAs) error {
	if once == "" {
		return nil
	}
	p.once.Set(once, as)
	if !keyed {
		return nil
	}
	data, err := json.Marshal(as)
	if err == nil {
		err = p.memory.Keep(ctx, areaOnce, once, data, p.clock.Now().Add(onceLives))
	}
	if err != nil {
		return fmt.Errorf("slack: remember what was sent: %w", err)
	}
	return nil
}

// tablesOff is how long tables are written as lists after one was refused.
const tablesOff = time.Hour

// noTables tells whether a message is worth another try with its tables as
// lists: what was refused was not posted.
func (p *posts) noTables(m *bot.Message, err error) bool {
	if !refusedWith(err, "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "unsupported_block_type") || m == nil {
		return false
	}
	if _, off := p.refusesTables.Get(""); off {
		return false
	}
	for _, b := range m.Blocks {
		if _, ok := b.(bot.Table); ok {
			p.refusesTables.Set("", true)
			return true
		}
	}
	return false
}

// gone forgets what a message shows: it was deleted.
func (p *posts) gone(id bot.MessageID) {
	p.shown.Drop(string(id))
	p.beside.Drop(string(id))
}

// onceHash is what a message carries of its Once. It says nothing to others.
func onceHash(once string) string {
	sum := sha256.Sum256([]byte(once))
	return hex.EncodeToString(sum[:16])
}

func onceMetadata(once string) slack.SlackMetadata {
	return slack.SlackMetadata{EventType: onceEvent, EventPayload: map[string]any{"once": onceHash(once)}}
}

// Bounds of looking for a message that may have been sent: it is among the
// newest, because whoever sends it again does so soon.
const (
	lookAtOnce = 100
	lookPages  = 5
)

// lookFor returns the id of a message of ours with this Once; false when there
// is none, or when we may not look.
func (s *Slack) lookFor(ctx context.Context, channel, thread, once string) (bot.MessageID, bool, error) {
	hash := onceHash(once)
	cursor := ""
	for range lookPages {
		var found []slack.Message
		var more bool
		var err error
		if thread == "" {
			var got *slack.GetConversationHistoryResponse
			got, err = s.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: lookAtOnce, IncludeAllMetadata: true})
			if err = callError(ctx, "conversations.history", err); err == nil {
				found = got.Messages
			}
		} else {
			found, more, cursor, err = s.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: thread, Cursor: cursor, Limit: lookAtOnce, IncludeAllMetadata: true})
			err = callError(ctx, "conversations.replies", err)
		}
		switch {
		case refusedWith(err, "missing_scope", "not_in_channel", "channel_not_found", "thread_not_found", "not_allowed_token_type"):
			return "", false, nil
		case err != nil:
			return "", false, err
		}
		for _, m := range found {
			if m.Metadata.EventType == onceEvent && m.Metadata.EventPayload["once"] == hash {
				return messageID(channel, m.Timestamp), true, nil
			}
		}
		if !more || cursor == "" {
			break
		}
	}
	return "", false, nil
}

// mostEdits is how many edits are sent in a minute: Slack takes some 50 of the
// whole app (https://docs.slack.dev/apis/web-api/rate-limits, tier 3), and
// answers may need some.
const mostEdits = 40

// budget counts edits. The pace of one message is the router's; this is what
// all of them together may take.
type budget struct {
	clock bot.Clock
	mu    sync.Mutex
	sent  []time.Time // in the last minute, oldest first
}

// take uses one edit, or says how long there is none.
func (b *budget) take() (wait time.Duration, ok bool) {
	now := b.clock.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for n < len(b.sent) && now.Sub(b.sent[n]) >= time.Minute {
		n++
	}
	b.sent = b.sent[n:]
	if len(b.sent) >= mostEdits {
		return max(time.Minute-now.Sub(b.sent[0]), time.Second), false
	}
	b.sent = append(b.sent, now)
	return 0, true
}
