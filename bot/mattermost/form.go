package mattermost

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Whoever opens a form sees its address, and whoever knows that may send
// anything: what is in a form, for whom, and what it offered stays with us. The
// dialog carries a sealed name of it, bound to the person.

const (
	kindForm  = "form"
	formLives = 12 * time.Hour
)

// formToken is the state of a dialog.
type formToken struct {
	Nonce string `json:"n"`
	User  string `json:"u"`
}

// An openForm is a form that waits for somebody, as it is kept.
type openForm struct {
	Nonce   string         `json:"-"`
	User    bot.UserID     `json:"user"`
	Channel bot.ChannelID  `json:"channel,omitempty"`
	Direct  bool           `json:"direct,omitempty"`
	Thread  bot.MessageID  `json:"thread,omitempty"`
	Message bot.MessageID  `json:"message,omitempty"`
	Reply   string         `json:"reply,omitempty"` // handle of what opened it
	Lang    bot.Lang       `json:"lang"`
	Action  string         `json:"action"`
	State   string         `json:"state,omitempty"`
	Fields  []offeredField `json:"fields"`
}

// An offeredField is what a form asked.
type offeredField struct {
	Name    string   `json:"name"`
	Kind    bot.Kind `json:"kind"`
	Options []string `json:"options,omitempty"` // their values, in the order in which they were offered
}

// has tells whether the form has a field.
func (f *openForm) has(name string) bool {
	for _, x := range f.Fields {
		if x.Name == name {
			return true
		}
	}
	return false
}

// OpenForm shows a form to the person who caused from. A button and a slash
// command bring what opens one, and it serves for half a minute; a message
// does not, nor does what came before a restart: then it is bot.ErrNoForms.
func (m *Mattermost) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, l bot.Lang) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if l == "" {
		l = m.opt.Lang
	}
	return sendError(ctx, m.openForm(ctx, from, f, l))
}

func (m *Mattermost) openForm(ctx context.Context, from *bot.Origin, f *bot.Form, l bot.Lang) error {
	trigger, ok := m.slots.trigger(from.Reply)
	if !ok {
		return bot.ErrNoForms
	}
	dialog, fields, err := dialogOf(f, l, m.opt.Zone)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	open := openForm{
		User: from.From.ID, Channel: from.Channel, Direct: from.Direct, Thread: from.Thread, Message: from.Message,
		Reply: from.Reply, Lang: l, Action: f.Action, State: f.State, Fields: fields,
	}
	nonce := rand.Text()
	data, err := json.Marshal(open)
	if err == nil {
		data, err = bot.Slip(nonce).Lock(data) // nobody can read in the database who had it open
	}
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: errors.New("mattermost: a form cannot be kept")}
	}
	now := m.opt.Clock.Now()
	address, err := m.hookURL(ctx, hookForm)
	if err != nil {
		return err
	}
	if dialog.State, err = m.seal.seal(ctx, kindForm, formToken{nonce, string(open.User)}, now.Add(formLives)); err != nil {
		return err
	}
	if err := m.opt.Memory.Keep(ctx, areaForm, bot.Slip(nonce).Key(), data, now.Add(formLives)); err != nil {
		return fmt.Errorf("mattermost: keep a form: %w", err)
	}
	err = m.rest.post(ctx, "/actions/dialogs/open", openDialog{Trigger: trigger, URL: address, Dialog: dialog}, nil)
	if id, bad := refusedWith(err, http.StatusBadRequest); bad && id == idTriggerExpired {
		return bot.ErrNoForms
	}
	return err
}

// submitOf reads a form that was sent. The error is a *refused. The caller
// gives the submit its id and time, and a handle of its own in place of the one
// it follows from.
func (m *Mattermost) submitOf(ctx context.Context, r *model.SubmitDialogRequest) (*bot.Submit, *openForm, error) {
	var t formToken
	switch err := m.seal.open(ctx, kindForm, r.State, &t); {
	case errors.Is(err, errExpired):
		return nil, nil, &refused{say: textFormClosed, why: "an expired form"}
	case errors.Is(err, errForged):
		return nil, nil, &refused{say: textFormForged, why: "a forged form"}
	case err != nil:
		return nil, nil, &refused{say: textNotNow, why: "a form could not be checked", err: err}
	}
	if t.User != r.UserId {
		return nil, nil, &refused{say: textFormNotYours, why: "a form that is for another person"}
	}
	data, ok, err := m.opt.Memory.Kept(ctx, areaForm, bot.Slip(t.Nonce).Key())
	if err != nil {
		return nil, nil, &refused{say: textNotNow, why: "a form could not be looked up", err: err}
	}
	open := &openForm{Nonce: t.Nonce}
	if !ok {
		return nil, nil, &refused{say: textFormClosed, why: "a form that was sent before, or is too old"}
	}
	if data, err = bot.Slip(t.Nonce).Unlock(data); err == nil {
		err = json.Unmarshal(data, open)
	}
	if err != nil || string(open.User) != r.UserId {
		return nil, nil, &refused{say: textFormForged, why: "a form that cannot be read"}
	}
	values, err := open.values(r.Submission, m.opt.Zone)
	if err != nil {
		return nil, nil, err
	}
	return &bot.Submit{Action: open.Action, State: open.State, Values: values, Origin: bot.Origin{
		Platform: platform, From: bot.User{ID: open.User}, Channel: open.Channel, Direct: open.Direct,
		Thread: open.Thread, Message: open.Message, Reply: open.Reply,
	}}, open, nil
}

// formDone closes a form that was accepted; false when it was closed before.
func (m *Mattermost) formDone(ctx context.Context, nonce string) (first bool, err error) {
	first, err = m.opt.Memory.Unkeep(ctx, areaForm, bot.Slip(nonce).Key())
	if err != nil {
		return false, fmt.Errorf("mattermost: close a form: %w", err)
	}
	return first, nil
}
