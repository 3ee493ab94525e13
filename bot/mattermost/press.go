package mattermost

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Anybody can make a button that calls us with whatever they like, press a
// button that only somebody else sees, and choose what is not in a menu. So
// the context of each button and menu is a token that only we can make, and it
// says where the button is and for whom.

// kindPress is the kind of token in buttons and menus.
const kindPress = "press"

// tokenField is the name of a token in the context of a button.
const tokenField = "t"

// nonceProp is the property of a post that holds the nonce its tokens have.
const nonceProp = "wegwijs"

// pressToken is what a button or menu is about. It is bound to a channel, and
// further to a post, by its id or by the nonce it was sent with, or to a
// person, when the post is one that the server keeps nothing of.
type pressToken struct {
	Action  string   `json:"a"`
	Value   string   `json:"v,omitempty"`
	Menu    bool     `json:"m,omitempty"`
	Options []string `json:"o,omitempty"` // values that a menu offers
	Channel string   `json:"c"`
	Root    string   `json:"r,omitempty"` // of the thread it is in
	User    string   `json:"u,omitempty"` // who alone may press
	Post    string   `json:"p,omitempty"`
	Nonce   string   `json:"n,omitempty"`
	Reply   string   `json:"h,omitempty"` // handle of what the message with the button answered
}

// A refused callback is one that does not do anything. Say is for the person,
// why for the log: it never holds what somebody typed or who they are.
type refused struct {
	say bot.Text
	why string
	err error // when it is our own trouble, not theirs
}

func (r *refused) Error() string {
	if r.err != nil {
		return r.why + ": " + r.err.Error()
	}
	return r.why
}

func (r *refused) Unwrap() error { return r.err }

// bound says what the buttons of a post are bound to.
type bound struct{ channel, root, user, post, nonce, reply string }

// attachments writes the boxes of a post, with its buttons sealed.
func (m *Mattermost) attachments(ctx context.Context, p part, to bound) ([]*model.MessageAttachment, error) {
	if len(p.Boxes) == 0 {
		return nil, nil
	}
	address, err := m.hookURL(ctx, hookAction)
	if err != nil {
		return nil, err
	}
	until := m.opt.Clock.Now().Add(tokenLives)
	var out []*model.MessageAttachment
	for _, b := range p.Boxes {
		a := &model.MessageAttachment{Text: b.Text}
		for _, f := range b.Fields {
			a.Fields = append(a.Fields, &model.MessageAttachmentField{Title: f.Title, Value: f.Value, Short: model.SlackCompatibleBool(f.Short)})
		}
		for _, x := range b.Actions {
			t := pressToken{Action: x.Action, Value: x.Value, Channel: to.channel, Root: to.root, User: to.user, Post: to.post, Nonce: to.nonce, Reply: to.reply}
			made := &model.PostAction{Id: x.ID, Type: model.PostActionTypeButton, Name: x.Label, Tooltip: x.Hint, Style: x.Style}
			if x.Options != nil {
				made.Type, t.Menu = model.PostActionTypeSelect, true
				for _, o := range x.Options {
					t.Options = append(t.Options, o.Value)
					made.Options = append(made.Options, &model.PostActionOptions{Text: o.Label, Value: optionID(o.Value)})
				}
			}
			token, err := m.seal.seal(ctx, kindPress, t, until)
			if err != nil {
				return nil, err
			}
			made.Integration = &model.PostActionIntegration{URL: address, Context: map[string]any{tokenField: token}}
			a.Actions = append(a.Actions, made)
		}
		out = append(out, a)
	}
	return out, nil
}

func (p part) hasActions() bool {
	for _, b := range p.Boxes {
		if len(b.Actions) > 0 {
			return true
		}
	}
	return false
}

// pressOf reads a pressed button or a choice from a menu. The error is a
// *refused. The caller gives the press its id and time, and a handle of its own
// in place of the one it follows from.
func (m *Mattermost) pressOf(ctx context.Context, r *model.PostActionIntegrationRequest) (*bot.Press, error) {
	token, ok := r.Context[tokenField].(string)
	if !ok {
		return nil, &refused{say: textButtonForged, why: "a button without a token"}
	}
	var t pressToken
	switch err := m.seal.open(ctx, kindPress, token, &t); {
	case errors.Is(err, errExpired):
		return nil, &refused{say: textButtonExpired, why: "an expired button"}
	case errors.Is(err, errForged):
		return nil, &refused{say: textButtonForged, why: "a forged button"}
	case err != nil:
		return nil, &refused{say: textNotNow, why: "a button could not be checked", err: err}
	}
	if t.User != "" && t.User != r.UserId {
		return nil, &refused{say: textButtonNotYours, why: "a button that is for another person"}
	}
	if t.Channel != r.ChannelId {
		return nil, &refused{say: textButtonForged, why: "a button that was copied to another channel"}
	}
	if err := m.rightPost(ctx, t, r.PostId); err != nil {
		return nil, err
	}
	p := &bot.Press{Action: t.Action, Value: t.Value, Origin: bot.Origin{
		Platform: platform, From: bot.User{ID: bot.UserID(r.UserId)}, Channel: bot.ChannelID(r.ChannelId),
		Thread: bot.MessageID(t.Root), Message: bot.MessageID(r.PostId), Direct: m.isDirect(r.ChannelId, r.ChannelName), Reply: t.Reply,
	}}
	if !t.Menu {
		return p, nil
	}
	chosen, _ := r.Context["selected_option"].(string)
	for _, value := range t.Options {
		if optionID(value) == chosen {
			p.Choice = value
			return p, nil
		}
	}
	return nil, &refused{say: textNotOffered, why: "a choice that was never offered"}
}

// rightPost checks that a button was pressed on the post it was made for.
func (m *Mattermost) rightPost(ctx context.Context, t pressToken, post string) error {
	copied := &refused{say: textButtonForged, why: "a button that was copied to another post"}
	switch {
	case t.Post != "":
		if t.Post != post {
			return copied
		}
		return nil
	case t.Nonce == "":
		if t.User == "" {
			return copied // bound to nothing: we make no such tokens
		}
		return nil
	}
	at, ok, err := m.posts.find(ctx, t.Nonce)
	if err != nil {
		return &refused{say: textNotNow, why: "a button could not be checked", err: err}
	}
	if !ok {
		return m.askPost(ctx, t, post)
	}
	if at.Post != post {
		return copied
	}
	return nil
}

// askTimeout bounds the question about a post whose press is waiting.
const askTimeout = 5 * time.Second

// askPost asks the server about a post we do not know: it was sent, and we
// ended before we could remember it.
func (m *Mattermost) askPost(ctx context.Context, t pressToken, id string) error {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	forged := &refused{say: textButtonForged, why: "a button on a post that is not ours"}
	if !model.IsValidId(id) {
		return forged
	}
	self, err := m.me(ctx)
	var p model.Post
	if err == nil {
		err = m.rest.get(ctx, pathTo("posts", id), &p)
	}
	var no *bot.SendError
	if errors.As(err, &no) && (no.Reason == bot.NotFound || no.Reason == bot.Forbidden) {
		return forged
	}
	if err != nil {
		return &refused{say: textNotNow, why: "a button could not be checked", err: err}
	}
	nonce, _ := p.GetProp(nonceProp).(string)
	if p.UserId != self.Id || p.ChannelId != t.Channel || nonce != t.Nonce {
		return forged
	}
	if err := m.posts.keep(ctx, t.Nonce, postAt{Post: id, Channel: t.Channel}); err != nil {
		m.opt.Log.Error().Err(err).Msg("a post could not be remembered")
	}
	return nil
}

// isDirect tells whether a channel is the direct conversation of somebody with
// us. The server gives a conversation of two people a name of their ids, and no
// other channel may have one.
func (m *Mattermost) isDirect(id, name string) bool {
	if c, ok := m.people.channels.Get(id); ok {
		return c.Type == model.ChannelTypeDirect
	}
	one, other, ok := strings.Cut(name, "__")
	if !ok || !model.IsValidId(one) || !model.IsValidId(other) {
		return false
	}
	self := m.known()
	return self == nil || one == self.Id || other == self.Id
}
