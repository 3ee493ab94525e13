package knowledge

import (
	"container/list"
	"sync"
	"time"

	"wegwijs/bot"
)

// recent remembers, in each conversation, the entry that was shown last, so
// that "en in het Engels?" can be understood. It is kept in memory only and
// for a short time: what people ask is nobody's business after that, and after
// a restart a follow-up is a question like any other.
type recent struct {
	mu    sync.Mutex
	most  int
	lasts map[conversation]*list.Element
	order *list.List // oldest first
}

// followWithin is how long after an answer a follow-up is understood.
const followWithin = 30 * time.Minute

// mostConversations bounds the memory: some 100 bytes each.
const mostConversations = 10_000

// conversation is where people talk to Wegwijs about one thing: a thread in a
// channel, or one person's own conversation.
type conversation struct {
	platform bot.PlatformName
	channel  bot.ChannelID
	thread   bot.MessageID
	user     bot.UserID
}

type last struct {
	conversation conversation
	entry        string
	lang         bot.Lang
	at           time.Time
}

func newRecent(most int) *recent {
	return &recent{most: most, lasts: map[conversation]*list.Element{}, order: list.New()}
}

// conversationOf tells which conversation a command belongs to. A slash
// command has no thread of its own: its answers are between the person and us.
func conversationOf(c *bot.Command) conversation {
	switch {
	case c.Direct, c.Slash && c.Directly():
		return conversation{platform: c.Platform, user: c.From.ID}
	case c.Slash:
		return conversation{platform: c.Platform, channel: c.Channel, user: c.From.ID}
	case c.Thread != "":
		return conversation{platform: c.Platform, channel: c.Channel, thread: c.Thread}
	}
	return conversation{platform: c.Platform, channel: c.Channel, thread: c.Message}
}

// pressedIn tells which conversation a press belongs to.
func pressedIn(p *bot.Press, openly bool) conversation {
	switch {
	case p.Direct, !openly && p.Directly():
		return conversation{platform: p.Platform, user: p.From.ID}
	case !openly:
		return conversation{platform: p.Platform, channel: p.Channel, user: p.From.ID}
	case p.Thread != "":
		return conversation{platform: p.Platform, channel: p.Channel, thread: p.Thread}
	}
	return conversation{platform: p.Platform, channel: p.Channel, thread: p.Message}
}

func (r *recent) set(in conversation, entry string, lang bot.Lang, at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if old, ok := r.lasts[in]; ok {
		r.order.Remove(old)
	}
	r.lasts[in] = r.order.PushBack(last{in, entry, lang, at})
	for r.order.Len() > r.most || r.order.Len() > 0 && at.Sub(r.order.Front().Value.(last).at) > followWithin {
		oldest := r.order.Remove(r.order.Front()).(last)
		delete(r.lasts, oldest.conversation)
	}
}

func (r *recent) get(in conversation, at time.Time) (last, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.lasts[in]
	if !ok {
		return last{}, false
	}
	l := e.Value.(last)
	if at.Sub(l.at) > followWithin {
		return last{}, false
	}
	return l, true
}
