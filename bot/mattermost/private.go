package mattermost

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// whisper remembers whether the server lets us post what only one person sees:
// a right that an administrator gives, and may take back.
type whisper struct {
	mu    sync.Mutex
	may   bool
	asked time.Time // when it was last refused
}

const refusedLives = 10 * time.Minute

// mayPostEphemeral tells whether ephemeral posts are known to work.
func (m *Mattermost) mayPostEphemeral() bool {
	m.whisper.mu.Lock()
	defer m.whisper.mu.Unlock()
	return m.whisper.may
}

func (w *whisper) worthTrying(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.may || w.asked.IsZero() || now.Sub(w.asked) >= refusedLives
}

func (w *whisper) learned(may bool, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.may, w.asked = may, now
}

// forbidden tells whether the server refuses for want of a right.
func forbidden(err error) bool {
	var refused *bot.SendError
	return errors.As(err, &refused) && refused.Reason == bot.Forbidden
}

// errOtherWay says that a message cannot be said in this way, and that another
// way may do.
var errOtherWay = errors.New("not in this way")

// sendPrivately says something to one person in a channel, in the best way
// there is: a post that only they see, an answer to the button they pressed, an
// answer to the slash command they typed, or else a direct message. Text alone
// travels in the answer to the button first, because that takes no call: when a
// thousand people answer a poll, the server is not called a thousand times. What
// must be edited later, and what has files, is a direct message at once: the
// others can have neither.
func (m *Mattermost) sendPrivately(ctx context.Context, to bot.Address, msg *bot.Message) (string, error) {
	if !model.IsValidId(string(to.User)) {
		return "", nobody("nobody has this id")
	}
	keyed := msg != nil && msg.Key != ""
	direct := keyed || m.isDirect(string(to.Channel), "")
	if to.Reply == "" && !direct {
		// Nobody waits there for an answer. The server takes it for any channel
		// and any person, and when they are not in it nobody ever sees it.
		in, err := m.people.isIn(ctx, string(to.Channel), string(to.User))
		if err != nil && !forbidden(err) {
			return "", err
		}
		direct = !in // also when we were removed from it: it is for this person only
	}
	parts, err := m.render(ctx, msg, m.langOf(to), keyed)
	if err != nil {
		return "", err
	}
	for _, p := range parts {
		direct = direct || len(p.Files) > 0
	}
	if direct {
		m.slots.release(to.Reply) // nothing will be said there
		at, err := m.placeOf(ctx, to)
		if err != nil {
			return "", err
		}
		return m.create(ctx, at, parts, to.Once, keyed)
	}
	first := ""
	for i, p := range parts {
		once := partOnce(to.Once, i)
		name := once
		if name != "" {
			name = "privately/" + once // what ends as a direct message has a send of its own in it
		}
		id, err := m.sends.together(ctx, name, func(ctx context.Context) (string, error) {
			return m.whisperOne(ctx, to, p, once)
		})
		if err != nil {
			return "", err
		}
		if i == 0 {
			first = id
		}
	}
	return first, nil
}

func (m *Mattermost) whisperOne(ctx context.Context, to bot.Address, p part, once string) (string, error) {
	if id, ok, err := m.posts.before(ctx, once, false); err != nil || ok {
		return id, err
	}
	defer m.slots.release(to.Reply) // nobody need wait for words any more
	ways := []func(context.Context, bot.Address, part) (string, error){m.ephemeral, m.answerPress, m.answerCommand}
	if len(p.Boxes) == 0 {
		ways[0], ways[1] = ways[1], ways[0]
	} else if p.hasActions() || m.mayPostEphemeral() {
		m.slots.release(to.Reply)
	}
	for _, way := range ways {
		id, err := way(ctx, to, p)
		if errors.Is(err, errOtherWay) {
			continue
		}
		if err == nil {
			err = m.posts.sent(ctx, once, id, false)
		}
		return id, err
	}
	at, err := m.placeOf(ctx, to)
	if err != nil {
		return "", err
	}
	return m.createOne(ctx, at, p, once, false)
}

// ephemeral posts what only one person sees.
func (m *Mattermost) ephemeral(ctx context.Context, to bot.Address, p part) (string, error) {
	if !m.whisper.worthTrying(m.opt.Clock.Now()) {
		return "", errOtherWay
	}
	boxes, err := m.attachments(ctx, p, onlyFor(to))
	if err != nil {
		return "", err
	}
	var made model.Post
	err = m.rest.post(ctx, "/posts/ephemeral", map[string]any{
		"user_id": string(to.User),
		"post":    newPost{Channel: string(to.Channel), Root: string(to.Thread), Message: p.Text, Props: propsOf(boxes, "")},
	}, &made)
	if _, no := refusedWith(err, http.StatusForbidden); no {
		m.whisper.learned(false, m.opt.Clock.Now())
		return "", errOtherWay
	}
	if err != nil {
		return "", err
	}
	m.whisper.learned(true, m.opt.Clock.Now())
	if made.Id == "" {
		return whispered(), nil
	}
	return made.Id, nil
}

// onlyFor binds buttons to a person in a place: of a post that only they see,
// the server keeps nothing we could check.
func onlyFor(to bot.Address) bound {
	return bound{channel: string(to.Channel), root: string(to.Thread), user: string(to.User), reply: to.Reply}
}

// whispered is an id for what the server gives none.
func whispered() string { return "private-" + rand.Text() }

// answerCommand answers the slash command that the person typed.
func (m *Mattermost) answerCommand(ctx context.Context, to bot.Address, p part) (string, error) {
	address, ok := m.slots.responseURL(to.Reply)
	if !ok {
		return "", errOtherWay
	}
	boxes, err := m.attachments(ctx, p, onlyFor(to))
	if err != nil {
		return "", err
	}
	err = m.rest.answer(ctx, address, model.CommandResponse{
		ResponseType: model.CommandResponseTypeEphemeral, Text: p.Text, Attachments: boxes, SkipSlackParsing: true,
	})
	var no *bot.SendError
	if errors.As(err, &no) && !bot.Retryable(err) {
		return "", errOtherWay // used up or too old
	}
	if err != nil {
		return "", err
	}
	return whispered(), nil
}

// answerPress answers the button that the person pressed. It takes words only.
func (m *Mattermost) answerPress(ctx context.Context, to bot.Address, p part) (string, error) {
	if to.Reply == "" || p.hasActions() || !m.slots.ephemeralText(ctx, to.Reply, p.inWords()) {
		return "", errOtherWay
	}
	return whispered(), nil
}

// inWords is a post without buttons as one text.
func (p part) inWords() string {
	all := []string{p.Text}
	for _, b := range p.Boxes {
		all = append(all, b.Text)
		for _, f := range b.Fields {
			all = append(all, markdown{}.Bold(f.Title)+": "+f.Value)
		}
	}
	var said []string
	for _, s := range all {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, "\n\n")
}
