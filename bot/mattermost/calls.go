package mattermost

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

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

// eventID is the id of what came with a trigger, which the server makes for each
// thing people do, or of a form by its nonce. What opens forms or is in a token
// stays here.
func eventID(from string) string {
	if from == "" {
		from = rand.Text()
	}
	sum := sha256.Sum256([]byte(from))
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
	c.in.m.slots.follow(reply, p.Reply)
	c.complete(&p.Origin, u, reply, eventID(req.TriggerId))
	if req.ChannelName != "" {
		p.Direct = c.isDirect(req.ChannelName, req.UserId)
	}
	ack, err := c.dispatch(p)
	if err != nil {
		c.failed(err, l)
		return
	}
	if ack.Private {
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
	submit, open, err := c.in.m.submitOf(c.in.running, &req)
	if err == nil {
		// One after the other: a form counts once, also when it is sent twice at
		// once. Who had to wait finds it closed.
		defer c.in.forms.Lock(open.Nonce)()
		submit, open, err = c.in.m.submitOf(c.in.running, &req)
	}
	if err != nil {
		c.refused(err, l)
		return
	}
	reply, s := c.in.m.slots.add(hookForm, "", "")
	s.close()
	c.in.m.slots.follow(reply, submit.Reply)
	// The form is the event, whatever is filled in: the router remembers it with
	// what the handler stored, so it counts once even when we end before it is closed.
	c.complete(&submit.Origin, u, reply, eventID(open.Nonce))
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
	// Also when the program is ending: what was taken must not come again.
	if _, err := c.in.m.formDone(context.WithoutCancel(c.in.running), open.Nonce); err != nil {
		// The router knows what was handled, so it does not count again.
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
