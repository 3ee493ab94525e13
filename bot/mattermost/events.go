package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// An item is one thing from the socket, in the order in which it came.
type item struct {
	event string
	raw   []byte
	pong  func()
}

// said is what we need of a post.
type said struct {
	ID        string         `json:"id"`
	CreateAt  int64          `json:"create_at"`
	DeleteAt  int64          `json:"delete_at"`
	UserID    string         `json:"user_id"`
	ChannelID string         `json:"channel_id"`
	RootID    string         `json:"root_id"`
	Message   string         `json:"message"`
	Type      string         `json:"type"`
	Props     map[string]any `json:"props"`

	direct bool   // in the direct conversation between its author and us
	handle string // of its author; empty when unknown
}

// byPerson tells whether a person typed this: nothing we or another program
// wrote, and nothing the server itself says.
func (s *said) byPerson(self *model.User) bool {
	return s.ID != "" && s.UserID != "" && s.UserID != self.Id && s.DeleteAt == 0 && s.Type == "" &&
		!isSet(s.Props[model.PostPropsFromBot]) && !isSet(s.Props[model.PostPropsFromWebhook]) && !isSet(s.Props[model.PostPropsFromPlugin])
}

// isSet reads a prop that the server writes as "true".
func isSet(prop any) bool {
	switch v := prop.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != "" && v != "false"
	}
	return true
}

// mention returns the event a post is; false when it is not for us.
func (m *Mattermost) mention(s *said, self *model.User) (*bot.Mention, bool) {
	if !s.byPerson(self) {
		return nil, false
	}
	text, named := addressed(s.Message, self.Username)
	if !named && !s.direct {
		return nil, false
	}
	return &bot.Mention{Text: strings.TrimSpace(text), Origin: bot.Origin{
		ID: s.ID, Platform: platform, From: bot.User{ID: bot.UserID(s.UserID), Handle: s.handle},
		Channel: bot.ChannelID(s.ChannelID), Direct: s.direct,
		Thread: bot.MessageID(s.RootID), Message: bot.MessageID(s.ID), At: m.opt.Clock.Now(),
	}}, true
}

// means tells whether an event must be decoded.
func (in *inbound) means(event string, raw []byte) bool {
	switch event {
	case eventPosted:
		return mayAddress(raw, in.m.known().Username)
	case eventDeleted, eventUser, eventAddedToTeam:
		return true
	}
	return false
}

// known is the bot account while Run runs: it asked for it first.
func (m *Mattermost) known() *model.User {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.self
}

// helloID reads the id of a connection.
func helloID(raw []byte) string {
	var e struct {
		Data struct {
			ID string `json:"connection_id"`
		} `json:"data"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return ""
	}
	return e.Data.ID
}

// postedIn reads the post of an event; it is JSON within a string.
func postedIn(raw []byte) (*said, bool) {
	var e struct {
		Data struct {
			Post        string `json:"post"`
			ChannelType string `json:"channel_type"`
			Sender      string `json:"sender_name"`
		} `json:"data"`
	}
	var s said
	if json.Unmarshal(raw, &e) != nil || json.Unmarshal([]byte(e.Data.Post), &s) != nil {
		return nil, false
	}
	s.direct = e.Data.ChannelType == string(model.ChannelTypeDirect)
	s.handle = strings.TrimPrefix(e.Data.Sender, "@")
	return &s, true
}

// handOn takes what is queued until ctx ends, in order, and gives it to the
// router.
func (in *inbound) handOn(ctx context.Context) {
	busy := time.NewTicker(in.tempo.busy)
	defer busy.Stop()
	var catchUp <-chan time.Time
	for {
		select {
		case i := <-in.queue:
			switch i.event {
			case eventHello:
				clear(in.upToDate) // there may be more in them now
				catchUp = in.catchUpOr(ctx)
			default:
				in.handle(ctx, i)
			}
		case <-catchUp:
			catchUp = in.catchUpOr(ctx)
		case <-busy.C:
			in.retryLater(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// handle does what one item asks for.
func (in *inbound) handle(ctx context.Context, i item) {
	defer func() {
		if p := recover(); p != nil {
			in.log.Error().Str("event", i.event).Str("error", panicText(p)).Msg("an event was dropped")
		}
	}()
	if i.pong != nil {
		i.pong()
		return
	}
	switch i.event {
	case eventPosted:
		s, ok := postedIn(i.raw)
		if !ok {
			in.log.Warn().Msg("an event of the server cannot be read")
			return
		}
		if in.marks.again(s.ID) {
			return
		}
		in.hear(ctx, s, false)
	case eventDeleted:
		s, ok := postedIn(i.raw)
		switch {
		case !ok:
		case s.UserID == in.m.known().Id:
			in.gone(ctx, s)
		default:
			in.takenBack.Set(s.ID, struct{}{})
		}
	case eventUser:
		in.m.people.forget(changedUser(i.raw))
	case eventAddedToTeam:
		in.slash.again()
	}
}

// changedUser reads which profile changed.
func changedUser(raw []byte) string {
	var e struct {
		Data struct {
			User struct {
				ID string `json:"id"`
			} `json:"user"`
		} `json:"data"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return ""
	}
	return e.Data.User.ID
}

// hear hands on what a person said, when it is for us. Whatever the author
// changes after that has no effect on the answer: it answers what was read. What
// they delete is not answered in public any more.
func (in *inbound) hear(ctx context.Context, s *said, caught bool) {
	e, ok := in.m.mention(s, in.m.known())
	if !ok || in.later.ids[s.ID] {
		return
	}
	if in.later.by[s.UserID] > 0 {
		in.postpone(later{e, s.ID, s.CreateAt, caught}) // behind what this person said before
		return
	}
	switch _, err := in.do(ctx, e); {
	case err == nil:
		in.marks.done(s.ID, s.CreateAt, caught)
	case errors.Is(err, bot.ErrBusy):
		in.postpone(later{e, s.ID, s.CreateAt, caught})
	default:
		// The bot is stopping. It is heard after the start, because the mark
		// stays before it.
		in.marks.hold(s.CreateAt)
	}
}

// gone says that somebody deleted a message of ours. Its handler runs while
// Dispatch waits, so others do not wait for it long.
func (in *inbound) gone(ctx context.Context, s *said) {
	e := &bot.Gone{Origin: bot.Origin{
		ID: "gone " + s.ID, Platform: platform, Channel: bot.ChannelID(s.ChannelID), Direct: s.direct,
		Thread: bot.MessageID(s.RootID), Message: bot.MessageID(s.ID), At: in.m.opt.Clock.Now(),
	}}
	done := make(chan struct{})
	if !in.enter() {
		return
	}
	go func() {
		defer in.underWay.Done()
		defer close(done)
		if _, err := in.do(ctx, e); err != nil && ctx.Err() == nil {
			in.log.Error().Err(err).Msg("a message of ours was deleted, and that could not be handed on")
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	case <-ctx.Done():
	}
}
