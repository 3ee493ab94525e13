package slack

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// What is in a form, for whom, and what it offered stays with us: a view has
// room for 3000 characters only. It carries a name of that which says nothing.

// formLives is how long somebody may take to fill in a form.
const formLives = 12 * time.Hour

// formCallback is the callback of every view of ours.
const formCallback = "wegwijs.form"

// An openForm is a form that waits for somebody, as it is kept.
type openForm struct {
	Nonce   string         `json:"-"`
	User    bot.UserID     `json:"user"`
	Channel bot.ChannelID  `json:"channel,omitempty"`
	Direct  bool           `json:"direct,omitempty"`
	Thread  bot.MessageID  `json:"thread,omitempty"`
	Message bot.MessageID  `json:"message,omitempty"`
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
	return slices.ContainsFunc(f.Fields, func(x offeredField) bool { return x.Name == name })
}

// OpenForm shows a form to the person who caused from. A command and a button
// bring what opens one, once and for three seconds; a form that was sent is
// replaced by the next in its acknowledgement. What people say brings nothing,
// nor does what came before a restart: then it is bot.ErrNoForms.
func (s *Slack) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, l bot.Lang) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if l == "" {
		l = s.opt.Lang
	}
	return sendError(ctx, s.openForm(ctx, from, f, l))
}

func (s *Slack) openForm(ctx context.Context, from *bot.Origin, f *bot.Form, l bot.Lang) error {
	if !s.slots.has(from.Reply) {
		return bot.ErrNoForms
	}
	view, fields, err := viewOf(f, l, s.opt.Zone)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	open := openForm{
		User: from.From.ID, Channel: from.Channel, Direct: from.Direct, Thread: from.Thread, Message: from.Message,
		Lang: l, Action: f.Action, State: f.State, Fields: fields,
	}
	nonce := rand.Text()
	data, err := json.Marshal(open)
	if err == nil {
		data, err = bot.Slip(nonce).Lock(data) // nobody can read in the database who had it open
	}
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: errors.New("slack: a form cannot be kept")}
	}
	view.PrivateMetadata = nonce
	if err := s.opt.Memory.Keep(ctx, areaForm, bot.Slip(nonce).Key(), data, s.opt.Clock.Now().Add(formLives)); err != nil {
		return fmt.Errorf("slack: keep a form: %w", err)
	}
	if s.slots.offerView(from.Reply, view) {
		return nil
	}
	trigger, ok := s.slots.trigger(from.Reply)
	if !ok {
		return bot.ErrNoForms
	}
	_, err = s.api.OpenViewContext(ctx, trigger, *view)
	err = callError(ctx, "views.open", err)
	if refusedWith(err, "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger") {
		return bot.ErrNoForms
	}
	return err
}

// submitOf reads a form that was sent. The error is a *refused. The caller
// gives the submit its id, its time and its handle.
func (s *Slack) submitOf(ctx context.Context, cb *slack.InteractionCallback) (*bot.Submit, *openForm, error) {
	nonce := cb.View.PrivateMetadata
	if cb.View.CallbackID != formCallback || nonce == "" || len(nonce) > 100 {
		return nil, nil, &refused{say: textFormForged, why: "a form that is none of ours"}
	}
	data, ok, err := s.opt.Memory.Kept(ctx, areaForm, bot.Slip(nonce).Key())
	if err != nil {
		return nil, nil, &refused{say: textNotNow, why: "a form could not be looked up", err: err}
	}
	if !ok {
		return nil, nil, &refused{say: textFormClosed, why: "a form that was sent before, or is too old"}
	}
	open := &openForm{Nonce: nonce}
	if data, err = bot.Slip(nonce).Unlock(data); err == nil {
		err = json.Unmarshal(data, open)
	}
	if err != nil || string(open.User) != cb.User.ID {
		return nil, nil, &refused{say: textFormForged, why: "a form that is for another person, or cannot be read"}
	}
	var state map[string]map[string]slack.BlockAction
	if cb.View.State != nil {
		state = cb.View.State.Values
	}
	values, err := open.values(state, s.opt.Zone)
	if err != nil {
		return nil, nil, err
	}
	return &bot.Submit{Action: open.Action, State: open.State, Values: values, Origin: bot.Origin{
		Platform: platform, From: bot.User{ID: open.User}, Channel: open.Channel, Direct: open.Direct,
		Thread: open.Thread, Message: open.Message,
	}}, open, nil
}

// formDone closes a form that was accepted; false when it was closed before.
func (s *Slack) formDone(ctx context.Context, open *openForm) (first bool, err error) {
	first, err = s.opt.Memory.Unkeep(ctx, areaForm, bot.Slip(open.Nonce).Key())
	if err != nil {
		return false, fmt.Errorf("slack: close a form: %w", err)
	}
	return first, nil
}

// mostOfError is how much a field says about what is wrong with it.
const mostOfError = 2000

// errorsAck is the acknowledgement of a submitted form that keeps it open: what
// to change, by field. What belongs to no field is said at the first.
func (s *Slack) errorsAck(open *openForm, ack bot.Ack) any {
	l := ack.Lang
	if l == "" {
		l = open.Lang
	}
	errs := map[string]string{}
	var others []string
	for _, name := range slices.Sorted(maps.Keys(ack.Errors)) {
		say := orSpace(fitted(wordsOf(ack.Errors[name], l), mostOfError))
		if open.has(name) {
			errs[fieldBlock(name)] = say
		} else {
			others = append(others, say)
		}
	}
	if len(others) > 0 && len(open.Fields) > 0 {
		first := fieldBlock(open.Fields[0].Name)
		errs[first] = fitted(strings.TrimSpace(errs[first]+" "+strings.Join(others, " ")), mostOfError)
	}
	return slack.NewErrorsViewSubmissionResponse(errs)
}
