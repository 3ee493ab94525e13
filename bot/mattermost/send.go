package mattermost

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// place is where a post goes.
type place struct {
	channel string
	root    string // of a thread; empty at top level
	user    string // of a direct conversation
}

// Send posts a message and returns its id; of one that is longer than a post,
// the id of its first. With the same to.Once it is posted once: the server sees
// to that for 30 seconds, and we for a day, of keyed messages also across a
// restart.
func (m *Mattermost) Send(ctx context.Context, to bot.Address, msg *bot.Message) (bot.MessageID, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	id, err := m.send(ctx, to, msg)
	return bot.MessageID(id), sendError(ctx, err)
}

func (m *Mattermost) send(ctx context.Context, to bot.Address, msg *bot.Message) (string, error) {
	switch {
	case to.Channel == "" && to.User == "":
		return "", &bot.SendError{Reason: bot.Invalid, Err: errors.New("mattermost: an address of nobody and nowhere")}
	case to.Channel != "" && !model.IsValidId(string(to.Channel)):
		return "", nobody("there is no such channel")
	case to.Channel != "" && to.User != "":
		return m.sendPrivately(ctx, to, msg)
	}
	at, err := m.placeOf(ctx, to)
	if err != nil {
		return "", err
	}
	parts, err := m.render(ctx, msg, m.langOf(to), msg != nil && msg.Key != "")
	if err != nil {
		return "", err
	}
	return m.create(ctx, at, parts, to.Once, msg.Key != "")
}

func (m *Mattermost) langOf(to bot.Address) bot.Lang {
	if to.Lang == "" {
		return m.opt.Lang
	}
	return to.Lang
}

// placeOf is where a message for everybody in a channel goes, or one for a
// person directly.
func (m *Mattermost) placeOf(ctx context.Context, to bot.Address) (place, error) {
	if to.User == "" {
		return place{channel: string(to.Channel), root: string(to.Thread)}, nil
	}
	channel, err := m.direct(ctx, string(to.User))
	if err != nil {
		return place{}, err
	}
	at := place{channel: channel, user: string(to.User)}
	if to.Channel == "" || string(to.Channel) == channel {
		at.root = string(to.Thread)
	}
	return at, nil
}

// create posts the parts of a message one after another.
func (m *Mattermost) create(ctx context.Context, at place, parts []part, once string, keyed bool) (first string, err error) {
	for i, p := range parts {
		id, err := m.createOne(ctx, at, p, partOnce(once, i), keyed)
		if err != nil {
			return "", err
		}
		if i == 0 {
			first = id
		}
	}
	return first, nil
}

// partOnce is the Once of a part of a message.
func partOnce(once string, i int) string {
	if once == "" || i == 0 {
		return once
	}
	return once + "/" + strconv.Itoa(i)
}

func (m *Mattermost) createOne(ctx context.Context, at place, p part, once string, keyed bool) (string, error) {
	return m.sends.together(ctx, once, func(ctx context.Context) (string, error) {
		return m.createAlone(ctx, at, p, once, keyed)
	})
}

// createAlone creates a post that nobody else is creating.
func (m *Mattermost) createAlone(ctx context.Context, at place, p part, once string, keyed bool) (string, error) {
	if id, ok, err := m.posts.before(ctx, once, keyed); err != nil || ok {
		return id, err
	}
	self, err := m.me(ctx)
	if err != nil {
		return "", err
	}
	nonce := ""
	if p.hasActions() {
		nonce = rand.Text()
		defer m.posts.sending(nonce)()
	}
	boxes, err := m.attachments(ctx, p, bound{channel: at.channel, root: at.root, user: at.user, nonce: nonce})
	if err != nil {
		return "", err
	}
	files, err := m.upload(ctx, at.channel, p.Files)
	if err != nil {
		return "", err
	}
	post := newPost{
		Channel: at.channel, Root: at.root, Message: p.Text, Pending: pendingID(self.Id, once), Files: files,
		Props: propsOf(boxes, nonce),
	}
	made, err := m.postIt(ctx, post)
	if err != nil && !keyed && m.takenBack(at.root) {
		return at.root, nil // nobody waits for it any more
	}
	if err != nil {
		return "", err
	}
	if sent, ok := made.GetProp(nonceProp).(string); ok && nonce != "" {
		nonce = sent // of the first try, when this was a second
	}
	m.posts.shown.Set(made.Id, stateOf(p))
	// It is there for all to see: what cannot be remembered now must not be sent again.
	if nonce != "" {
		if err := m.posts.keep(ctx, nonce, postAt{Post: made.Id, Channel: at.channel}); err != nil {
			m.opt.Log.Error().Err(err).Msg("a post could not be remembered")
		}
	}
	if err := m.posts.sent(ctx, once, made.Id, keyed); err != nil {
		m.opt.Log.Error().Err(err).Msg("a post could not be remembered")
	}
	return made.Id, nil
}

// takenBack tells whether the author of what is answered has deleted it.
func (m *Mattermost) takenBack(root string) bool {
	if root == "" {
		return false
	}
	_, was := m.in.takenBack.Get(root)
	return was
}

// newPost is a post as it is created; model.Post has fields that are not ours
// to send.
type newPost struct {
	Channel string         `json:"channel_id"`
	Root    string         `json:"root_id,omitempty"`
	Message string         `json:"message"`
	Pending string         `json:"pending_post_id,omitempty"`
	Files   []string       `json:"file_ids,omitempty"`
	Props   map[string]any `json:"props,omitempty"`
}

func propsOf(boxes []*model.MessageAttachment, nonce string) map[string]any {
	props := map[string]any{}
	if len(boxes) > 0 {
		props[model.PostPropsAttachments] = boxes
	}
	if nonce != "" {
		props[nonceProp] = nonce
	}
	return props
}

// pendingID is what the server knows a second try by.
func pendingID(self, once string) string {
	if once == "" {
		once = rand.Text()
	}
	sum := sha256.Sum256([]byte(once))
	return self + ":" + hex.EncodeToString(sum[:16])
}

const idNotRoot = "api.post.create_post.root_id.app_error"

// postIt creates a post. A thread is known by its first post, so a reply to a
// reply goes to that.
func (m *Mattermost) postIt(ctx context.Context, p newPost) (*model.Post, error) {
	var made model.Post
	err := m.rest.post(ctx, "/posts?set_online=false", p, &made)
	id, bad := refusedWith(err, http.StatusBadRequest)
	switch {
	case bad && id == idPostArchived:
		return nil, &bot.SendError{Reason: bot.Forbidden, Err: err}
	case bad && id == idNotRoot && p.Root != "":
		var in model.Post
		if askErr := m.rest.get(ctx, pathTo("posts", p.Root), &in); askErr != nil {
			return nil, askErr
		}
		if in.RootId == "" || in.ChannelId != p.Channel {
			return nil, &bot.SendError{Reason: bot.NotFound, Err: err} // the thread is gone, or elsewhere
		}
		p.Root = in.RootId
		err = m.rest.post(ctx, "/posts?set_online=false", p, &made)
	}
	if err != nil {
		return nil, err
	}
	if made.Id == "" {
		return nil, &bot.SendError{Reason: bot.Temporary, Err: errors.New("POST /posts: the server took a post and did not name it")}
	}
	return &made, nil
}

func (m *Mattermost) upload(ctx context.Context, channel string, files []partFile) ([]string, error) {
	var ids []string
	for _, f := range files {
		info, err := m.rest.upload(ctx, channel, f.Name, f.Data)
		if err != nil {
			return nil, err
		}
		ids = append(ids, info.Id)
	}
	return ids, nil
}

// render writes a message as posts of the size that this server takes.
func (m *Mattermost) render(ctx context.Context, msg *bot.Message, l bot.Lang, single bool) ([]part, error) {
	parts, err := render(msg, l, usualPostSize, single)
	if err == nil && long(parts) {
		if size := m.limits.postSize(ctx, m.rest); size != usualPostSize {
			parts, err = render(msg, l, size, single)
		}
	}
	if err != nil {
		return nil, &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	return parts, nil
}

// shortest is the post size of the oldest database schema.
const shortest = 4000

// long tells whether a message does not fit everywhere.
func long(parts []part) bool {
	for _, p := range parts {
		for _, b := range p.Boxes {
			if utf8.RuneCountInString(b.Text) > shortest {
				return true
			}
		}
		if utf8.RuneCountInString(p.Text) > shortest {
			return true
		}
	}
	return len(parts) > 1
}

// limits are how much the server takes. They are asked for when it matters.
type limits struct {
	mu    sync.Mutex
	size  int
	until time.Time
}

const limitsLive = time.Hour

func (s *limits) postSize(ctx context.Context, r *rest) int {
	now := r.clock.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size > 0 && now.Before(s.until) {
		return s.size
	}
	var config map[string]string
	if err := r.get(ctx, "/config/client", &config); err != nil {
		return usualPostSize
	}
	s.size, s.until = usualPostSize, now.Add(limitsLive)
	if n, err := strconv.Atoi(config["MaxPostSize"]); err == nil && n >= shortest {
		s.size = n
	}
	return s.size
}

// sendError sees to it that an error is one that Send may return. What is not
// the server's doing (the store could not be read) may go away.
func sendError(ctx context.Context, err error) error {
	var s *bot.SendError
	switch {
	case err == nil, errors.As(err, &s), errors.Is(err, bot.ErrNoForms):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return &bot.SendError{Reason: bot.Temporary, Err: err}
}
