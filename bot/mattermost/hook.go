package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"runtime"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Bounds of a callback.
const (
	mostOfHook   = 1 << 20
	readyWithin  = 5 * time.Second        // a callback that comes while the program starts
	lookUpWithin = 3 * time.Second        // for who pressed; who it is, the server said
	holdText     = 700 * time.Millisecond // for a private answer
)

// Handler takes callbacks of the server: slash commands, buttons, menus and
// forms. It is mounted at "/mattermost/" of the program's listener.
//
// The server takes nothing but status 200 as an answer: for anything else it
// shows people an error of its own. So only what is not from our server gets
// another status, and whoever is refused reads why.
func (m *Mattermost) Handler() http.Handler {
	return http.HandlerFunc(m.in.serve)
}

func (in *inbound) serve(w http.ResponseWriter, r *http.Request) {
	kind, ours, err := in.paths.find(r.Context(), r.URL.Path)
	switch {
	case err != nil:
		in.log.Error().Err(err).Msg("a callback could not be checked")
		http.Error(w, "not now", http.StatusServiceUnavailable)
		return
	case !ours:
		http.NotFound(w, r)
		return
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostOfHook))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		in.refuse(kind, "the request is too large")
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		return // whoever it was has gone
	}
	call := &hookCall{in: in, kind: kind, w: w, r: r, body: body}
	defer func() {
		if p := recover(); p != nil {
			in.log.Error().Str("kind", string(kind)).Str("error", panicText(p)).Msg("a callback failed")
			call.sorry(textHookFailed, in.m.opt.Lang)
		}
	}()
	if !in.enter() {
		call.sorry(textHookStopping, in.m.opt.Lang)
		return
	}
	defer in.underWay.Done()
	if !in.wait(r.Context()) {
		call.sorry(textHookStopping, in.m.opt.Lang)
		return
	}
	switch kind {
	case hookCommand:
		call.command()
	case hookAction:
		call.action()
	case hookForm:
		call.form()
	}
}

// wait waits until Run hands on what comes in.
func (in *inbound) wait(ctx context.Context) bool {
	timer := time.NewTimer(readyWithin)
	defer timer.Stop()
	select {
	case <-in.ready:
		return true
	case <-in.over:
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

// refuse logs a callback that is refused: why, and nothing of what is in it.
func (in *inbound) refuse(kind hookKind, why string) {
	in.log.Warn().Str("kind", string(kind)).Str("why", why).Msg("a callback was refused")
}

// panicText describes a panic without what somebody may have typed.
func panicText(p any) string {
	if e, ok := p.(runtime.Error); ok {
		return e.Error()
	}
	return "panic"
}

// hookCall is one callback under way.
type hookCall struct {
	in   *inbound
	kind hookKind
	w    http.ResponseWriter
	r    *http.Request
	body []byte
	told bool
}

// answer writes the answer, once. It tells whether it was really written.
func (c *hookCall) answer(v any) bool {
	if c.told {
		return false
	}
	c.told = true
	data, err := json.Marshal(v)
	if err != nil {
		data = []byte("{}")
	}
	c.w.Header().Set("Content-Type", "application/json")
	if _, err := c.w.Write(data); err != nil || c.r.Context().Err() != nil {
		return false
	}
	return http.NewResponseController(c.w).Flush() == nil && c.r.Context().Err() == nil
}

// fine is an answer that shows nothing.
func (c *hookCall) fine() { c.answer(struct{}{}) }

// sorry tells the person, and nobody else, why something did not happen.
func (c *hookCall) sorry(say bot.Text, l bot.Lang) {
	switch c.kind {
	case hookCommand:
		c.answer(privately{Type: model.CommandResponseTypeEphemeral, Text: markdownOf(say, l), SkipSlackParsing: true})
	case hookAction:
		c.answer(ephemeral{Text: markdownOf(say, l), SkipSlackParsing: true})
	case hookForm:
		c.answer(model.SubmitDialogResponse{Error: wordsOf(say, l)})
	}
}

type privately struct {
	Type             string `json:"response_type"`
	Text             string `json:"text"`
	SkipSlackParsing bool   `json:"skip_slack_parsing"`
}

type ephemeral struct {
	Text             string `json:"ephemeral_text"`
	SkipSlackParsing bool   `json:"skip_slack_parsing"`
}

// refused tells the person why, and the log.
func (c *hookCall) refused(err error, l bot.Lang) {
	var no *refused
	if errors.As(err, &no) {
		c.in.refuse(c.kind, no.Error())
		c.sorry(no.say, l)
		return
	}
	c.failed(err, l)
}

// failed answers what could not be handed on.
func (c *hookCall) failed(err error, l bot.Lang) {
	switch {
	case errors.Is(err, bot.ErrBusy):
		c.sorry(textHookBusy, l)
	case errors.Is(err, bot.ErrClosed), c.in.running.Err() != nil:
		c.sorry(textHookStopping, l)
	default:
		c.in.log.Error().Err(err).Str("kind", string(c.kind)).Msg("a callback failed")
		c.sorry(textHookFailed, l)
	}
}

// person looks up who did something, as far as the server says so in time. A
// program or somebody who has left cannot do anything here.
func (c *hookCall) person(id string) (bot.User, error) {
	if !model.IsValidId(id) {
		return bot.User{}, &refused{say: textHookFailed, why: "there is no person in it"}
	}
	ctx, cancel := context.WithTimeout(c.r.Context(), lookUpWithin)
	defer cancel()
	u, err := c.in.m.User(ctx, bot.UserID(id))
	var no *bot.SendError
	switch {
	case errors.As(err, &no) && no.Reason == bot.NotFound:
		return bot.User{}, &refused{say: textHookNobody, why: "the person is not on the server"}
	case err != nil:
		return bot.User{ID: bot.UserID(id)}, nil
	case u.Bot:
		return u, &refused{say: textHookNobody, why: "a bot account is no person"}
	case u.Inactive:
		return u, &refused{say: textHookNobody, why: "the account is deactivated"}
	}
	return u, nil
}

func (c *hookCall) lang(u bot.User) bot.Lang {
	if u.Lang != "" {
		return u.Lang
	}
	return c.in.m.opt.Lang
}

// dispatch hands an event on. Whoever called may go away: that takes nothing back.
func (c *hookCall) dispatch(e bot.Event) (bot.Ack, error) { return c.in.do(c.in.running, e) }

// isDirect tells whether a channel is the direct conversation of somebody with us.
func (c *hookCall) isDirect(name, user string) bool {
	return name != "" && name == model.GetDMNameFromIds(c.in.m.known().Id, user)
}
