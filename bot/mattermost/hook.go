package mattermost

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Bounds of a callback.
const (
	mostOfHook   = 1 << 20
	readyWithin  = 5 * time.Second        // a callback that comes while the program starts
	lookUpWithin = 3 * time.Second        // for who pressed; who it is, the server said
	holdText     = 700 * time.Millisecond // for a private answer that has no better way
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

// command takes a slash command. The server waits only until it is queued.
func (c *hookCall) command() {
	form, err := url.ParseQuery(string(c.body))
	if err != nil {
		c.refused(&refused{say: textHookFailed, why: "the request cannot be read"}, c.in.m.opt.Lang)
		return
	}
	name := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(form.Get("command")), "/"))
	if !c.in.slash.accepts(form.Get("team_id"), name, c.r.Header.Get("Authorization"), form.Get("token")) {
		c.refused(&refused{say: textHookToken, why: "the token of the slash command is not the one we know; restart to read it again"}, c.in.m.opt.Lang)
		return
	}
	u, err := c.person(form.Get("user_id"))
	l := c.lang(u)
	if err != nil {
		c.refused(err, l)
		return
	}
	if !c.in.slash.has(name) {
		c.refused(&refused{say: textHookOldCommand, why: "there is no such slash command in the configuration"}, l)
		return
	}
	if u.Handle == "" {
		u.Handle = form.Get("user_name")
	}
	reply, s := c.in.m.slots.add(hookCommand, c.in.m.responseURL(form.Get("response_url")), form.Get("trigger_id"))
	s.close() // it is answered at once
	_, err = c.dispatch(&bot.Command{
		Name: name, Text: strings.TrimSpace(form.Get("text")), Slash: true,
		Origin: bot.Origin{
			ID: eventID(form.Get("trigger_id")), Platform: platform, From: u,
			Channel: bot.ChannelID(form.Get("channel_id")), Direct: c.isDirect(form.Get("channel_name"), form.Get("user_id")),
			Thread: bot.MessageID(form.Get("root_id")), At: c.in.m.opt.Clock.Now(), Reply: reply,
		},
	})
	if err != nil {
		c.failed(err, l)
		return
	}
	c.fine()
}

// responseURL is where a slash command can be answered. Only its last part is
// used: the rest is made from SiteURL, which may lead around us, and a forged
// request must not make us call anybody else.
func (m *Mattermost) responseURL(given string) string {
	const under = "/hooks/commands/"
	at := strings.LastIndex(given, under)
	if at < 0 || !model.IsValidId(given[at+len(under):]) {
		return ""
	}
	return m.opt.URL + given[at:]
}

// eventID is the id of what came with a trigger: the server makes a new one
// for each thing people do. The trigger itself opens forms, so it stays here.
func eventID(trigger string) string {
	if trigger == "" {
		trigger = rand.Text()
	}
	sum := sha256.Sum256([]byte(trigger))
	return hex.EncodeToString(sum[:16])
}

// action takes a pressed button, or a menu that was chosen from.
func (c *hookCall) action() {
	var req model.PostActionIntegrationRequest
	if err := json.Unmarshal(c.body, &req); err != nil {
		c.refused(&refused{say: textHookFailed, why: "the request cannot be read"}, c.in.m.opt.Lang)
		return
	}
	u, err := c.person(req.UserId)
	l := c.lang(u)
	if err != nil {
		c.refused(err, l)
		return
	}
	p, err := c.in.m.pressOf(c.in.running, &req)
	if err != nil {
		c.refused(err, l)
		return
	}
	if u.Handle == "" {
		u.Handle = req.UserName
	}
	reply, s := c.in.m.slots.add(hookAction, "", req.TriggerId)
	defer s.close()
	c.complete(&p.Origin, u, reply, eventID(req.TriggerId))
	if p.Channel == "" {
		p.Channel = bot.ChannelID(req.ChannelId)
	}
	if p.Message == "" {
		p.Message = bot.MessageID(req.PostId)
	}
	if req.ChannelName != "" {
		p.Direct = c.isDirect(req.ChannelName, req.UserId)
	}
	ack, err := c.dispatch(p)
	if err != nil {
		c.failed(err, l)
		return
	}
	if ack.Private && !c.in.m.mayPostEphemeral() {
		if text, ok := s.hold(c.r.Context(), holdText); ok {
			s.told(c.answer(ephemeral{Text: text, SkipSlackParsing: true}))
			return
		}
	}
	c.fine()
}

func (c *hookCall) complete(o *bot.Origin, u bot.User, reply, id string) {
	o.ID, o.Platform, o.From, o.Reply, o.At = id, platform, u, reply, c.in.m.opt.Clock.Now()
}

// form takes a form that was sent. One that was closed needs nothing.
func (c *hookCall) form() {
	var req model.SubmitDialogRequest
	if err := json.Unmarshal(c.body, &req); err != nil {
		c.refused(&refused{say: textHookFailed, why: "the request cannot be read"}, c.in.m.opt.Lang)
		return
	}
	if req.Cancelled {
		c.fine()
		return
	}
	u, err := c.person(req.UserId)
	l := c.lang(u)
	if err != nil {
		c.refused(err, l)
		return
	}
	// One after the other: a form counts once, also when it is sent twice at once.
	unlock := c.in.forms.lock(req.State)
	defer unlock()
	submit, open, err := c.in.m.submitOf(c.in.running, &req)
	if err != nil {
		c.refused(err, l)
		return
	}
	reply, s := c.in.m.slots.add(hookForm, "", "")
	s.close()
	sum := sha256.Sum256(c.body)
	c.complete(&submit.Origin, u, reply, hex.EncodeToString(sum[:16]))
	if submit.Channel == "" {
		submit.Channel = bot.ChannelID(req.ChannelId)
	}
	ack, err := c.dispatch(submit)
	if err != nil {
		c.failed(err, l)
		return
	}
	if len(ack.Errors) > 0 {
		c.wrong(ack, open, l)
		return
	}
	if _, err := c.in.m.formDone(c.in.running, open.Nonce); err != nil {
		// What was filled in is handled; at worst the form can be sent once more.
		c.in.log.Error().Err(err).Msg("a form that was handled could not be closed")
	}
	c.fine()
}

// wrong says per field what to change. What belongs to no field of the form
// stands above them all.
func (c *hookCall) wrong(ack bot.Ack, open *openForm, l bot.Lang) {
	if ack.Lang != "" {
		l = ack.Lang
	}
	resp := model.SubmitDialogResponse{Errors: map[string]string{}}
	var others []string
	for _, name := range slices.Sorted(maps.Keys(ack.Errors)) {
		say := wordsOf(ack.Errors[name], l)
		if open.has(name) {
			resp.Errors[name] = say
		} else {
			others = append(others, say)
		}
	}
	resp.Error = strings.Join(others, " ")
	c.answer(resp)
}
