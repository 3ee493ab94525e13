package slack_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

func TestRevokedToken(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"token_revoked", "invalid_auth", "account_inactive", "not_authed"} {
		o := furnish(t, slacktest.Options{})
		o.server.Revoke(code)
		s, r := o.adapter()
		err := s.Run(t.Context(), r.Dispatch)
		if err == nil || !strings.Contains(err.Error(), "slack.bot_token") {
			t.Errorf("%s: Run returned %v, which does not say what to do", code, err)
		}
		_, err = s.Send(t.Context(), o.general(), para("hallo"))
		o.fails(code, err, bot.NoAccess)
		if err := r.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	o := furnish(t, slacktest.Options{})
	o.server.Faults.Add(slacktest.Fault{Method: "apps.connections.open", Error: "invalid_auth"})
	s, r := o.adapter()
	if err := s.Run(t.Context(), r.Dispatch); err == nil || !strings.Contains(err.Error(), "slack.app_token") {
		t.Errorf("Run returned %v, which does not say what to do about the token of the app", err)
	}
	if err := r.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// A token that is revoked while the bot runs is not the end of the program:
// other platforms go on, and so does this one when somebody has mended it.
func TestRevokedWhileRunning(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	o.server.Revoke("token_revoked")
	_, err := o.s.Send(t.Context(), o.general(), para("hallo"))
	o.fails("a send", err, bot.NoAccess)
	o.server.Revoke("")
	if _, err := o.s.Send(t.Context(), o.general(), para("hallo")); err != nil {
		t.Errorf("after it was mended: %v", err)
	}
}

func TestMissingScope(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{Scopes: slacktest.Without("chat:write")})
	_, err := o.s.Send(t.Context(), o.general(), para("hallo"))
	if s := o.fails("without chat:write", err, bot.Forbidden); !strings.Contains(fmt.Sprint(s.Err), "chat:write") {
		t.Errorf("the error does not name the scope that is missing: %v", err)
	}
	o.server.SetScopes(slacktest.Without("users:read.email", "usergroups:read", "files:read")...)
	alice := bot.UserID(o.server.UserID("alice"))
	if u, err := o.s.User(t.Context(), alice); err != nil || u.Email != "" || u.Name == "" {
		t.Errorf("without users:read.email: %+v, %v", u, err)
	}
	if groups, err := o.s.Groups(t.Context(), alice); len(groups) > 0 {
		t.Errorf("without usergroups:read: %v, %v", groups, err)
	}
	if _, err := o.s.Send(t.Context(), o.general(), bot.Say(bot.File{Name: "a.txt", Type: "text/plain", Data: []byte("a")})); err != nil {
		t.Errorf("a file without files:read: %v", err)
	}
	o.server.SetScopes(slacktest.Without("im:write")...)
	if _, err := o.s.Send(t.Context(), bot.Address{User: bot.UserID(o.server.UserID("bram")), Lang: bot.NL}, para("hallo")); err == nil {
		t.Error("a direct message without im:write was sent")
	} else {
		o.fails("without im:write", err, bot.Forbidden)
	}
	o.server.SetScopes(slacktest.Without("channels:read")...)
	_, err = o.s.Members(t.Context(), o.general().Channel)
	o.fails("without channels:read", err, bot.Forbidden)
}

func TestPlacesWeMayNotSpeakIn(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	o.server.AddChannel(slacktest.Channel{Name: "oud", Archived: true}, "alice", "wegwijs")
	o.server.AddChannel(slacktest.Channel{Name: "elders"}, "alice")
	o.server.AddChannel(slacktest.Channel{Name: "dicht", Private: true}, "alice")
	for name, reason := range map[string]bot.Reason{"oud": bot.Forbidden, "elders": bot.Forbidden, "dicht": bot.NotFound} {
		to := o.general()
		to.Channel = bot.ChannelID(o.server.ChannelID(name))
		_, err := o.s.Send(t.Context(), to, para("hallo"))
		o.fails("#"+name, err, reason)
	}
	// A slash command works where the bot is not, and so does its answer.
	for _, name := range []string{"elders", "dicht"} {
		channel := o.server.ChannelID(name)
		if err := o.server.Person("alice").Slash(t.Context(), channel, "/wegwijs hoi"); err != nil {
			t.Fatal(err)
		}
		o.settle()
		if got := o.answers(channel); !slices.Equal(got, []string{"antwoord op hoi"}) {
			t.Errorf("in #%s, where the bot is not, a command is answered with %q", name, got)
		}
	}
	for _, m := range o.server.Messages(o.server.ChannelID("elders")) {
		if m.Ephemeral == "" {
			t.Error("the answer to a command is there for everybody")
		}
	}
}

func TestDeactivated(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	bram := bot.UserID(o.server.UserID("bram"))
	before, err := o.s.Members(t.Context(), o.general().Channel)
	if err != nil {
		t.Fatal(err)
	}
	o.server.ChangeUser("joost", func(u *slacktest.User) { u.Deleted = true })
	o.server.ChangeUser("bram", func(u *slacktest.User) { u.Deleted = true })
	o.leave()
	o.start() // what it knew of people it knows no more
	if u, err := o.s.User(t.Context(), bram); err != nil || !u.Inactive {
		t.Errorf("who left is known as %+v, %v", u, err)
	}
	after, err := o.s.Members(t.Context(), o.general().Channel)
	if err != nil || len(after.Users) != len(before.Users)-2 {
		t.Errorf("%d members, %d before two left, %v", len(after.Users), len(before.Users), err)
	}
	_, err = o.s.Send(t.Context(), bot.Address{User: bram, Lang: bot.NL}, para("hallo"))
	var s *bot.SendError
	if !errors.As(err, &s) || s.Reason != bot.NotFound && s.Reason != bot.Forbidden {
		t.Errorf("a message to who left: %v", err)
	}
	to := o.general()
	to.User = bram
	_, err = o.s.Send(t.Context(), to, para("hallo"))
	if !errors.As(err, &s) || s.Reason != bot.NotFound && s.Reason != bot.Forbidden {
		t.Errorf("a private message to who left: %v", err)
	}
	if got := o.answers(string(o.general().Channel)); len(got) > 0 {
		t.Errorf("in the channel everybody reads %q", got)
	}
}

// Guests and people of other organisations are told from colleagues, and what
// is for one person stays so in a channel that others share.
func TestGuestsAndStrangers(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	guest := o.server.AddUser(slacktest.User{Name: "gast", Guest: true, Locale: "nl-NL"})
	only := o.server.AddUser(slacktest.User{Name: "eenkanaal", SingleChannelGuest: true})
	stranger := o.server.AddUser(slacktest.User{Name: "buiten", Stranger: true, Team: "T0BUITEN", Locale: "en-US"})
	for id, want := range map[string]bool{guest: true, only: true, stranger: true, o.server.UserID("alice"): false} {
		if u, err := o.s.User(t.Context(), bot.UserID(id)); err != nil || u.Guest != want {
			t.Errorf("%s: guest %v, %v", u.Handle, u.Guest, err)
		}
	}
	channel := o.server.AddChannel(slacktest.Channel{Name: "gedeeld", ExtShared: true}, "alice", "gast", "buiten", "wegwijs")
	m, err := o.s.Members(t.Context(), bot.ChannelID(channel))
	if err != nil || len(m.Users) != 2 || m.Guests != 1 { // nobody of another organisation
		t.Errorf("a shared channel has %+v, %v", m, err)
	}
	for _, who := range []string{"buiten", "alice"} {
		if _, err := o.server.Person(who).Say(t.Context(), channel, "", "@wegwijs vraag van "+who); err != nil {
			t.Fatal(err)
		}
		o.settle()
	}
	o.mu.Lock()
	heard := slices.Clone(o.heard)
	o.mu.Unlock()
	if len(heard) != 2 || !heard[0].From.Guest || heard[1].From.Guest {
		t.Errorf("heard %d; a stranger must be a guest and a colleague not", len(heard))
	}
	if err := o.server.Person("alice").Slash(t.Context(), channel, "/wegwijs geheim"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	for _, seen := range o.server.Person("buiten").Sees() {
		if strings.Contains(seen.Text, "geheim") {
			t.Error("a stranger reads what is for alice")
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	id, err := o.s.Send(t.Context(), o.general(), para("eerst"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, code string
		reason       bot.Reason
		do           func() error
	}{
		{"chat.postMessage", "msg_too_long", bot.Invalid, func() error { return o.sends("a") }},
		{"chat.postMessage", "msg_blocks_too_long", bot.Invalid, func() error { return o.sends("b") }},
		{"chat.postMessage", "invalid_blocks", bot.Invalid, func() error { return o.sends("c") }},
		{"chat.postMessage", "restricted_action", bot.Forbidden, func() error { return o.sends("d") }},
		{"chat.postMessage", "fatal_error", bot.Temporary, func() error { return o.sends("e") }},
		{"chat.update", "message_not_found", bot.NotFound, func() error { return o.edits(id, "f") }},
		{"chat.update", "cant_update_message", bot.Forbidden, func() error { return o.edits(id, "g") }},
		{"chat.update", "edit_window_closed", bot.Forbidden, func() error { return o.edits(id, "h") }},
		{"chat.update", "msg_too_long", bot.Invalid, func() error { return o.edits(id, "i") }},
		{"views.publish", "hash_conflict", bot.Temporary, o.goesHome},
		{"views.publish", "not_enabled", bot.Forbidden, o.goesHome},
	} {
		o.server.Faults.Add(slacktest.Fault{Method: c.method, Error: c.code})
		o.fails(c.method+" "+c.code, c.do(), c.reason)
		if err := c.do(); err != nil {
			t.Errorf("after %s: %v", c.code, err)
		}
	}
}

func (o *workspace) sends(text string) error {
	_, err := o.s.Send(context.Background(), o.general(), para(text))
	return err
}

func (o *workspace) edits(id bot.MessageID, text string) error {
	return o.s.Edit(context.Background(), o.general(), id, para(text))
}

func (o *workspace) goesHome() error {
	_, err := o.s.Send(context.Background(), bot.Address{Platform: "slack", User: bot.UserID(o.server.UserID("alice")), Home: true, Lang: bot.NL}, para("welkom"))
	return err
}

// Every method may be refused for being called too often.
func TestTooOften(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	id, err := o.s.Send(t.Context(), o.general(), para("eerst"))
	if err != nil {
		t.Fatal(err)
	}
	file := bot.Say(bot.File{Name: "a.txt", Type: "text/plain", Data: []byte("a")})
	private := o.general()
	private.User = bot.UserID(o.server.UserID("alice"))
	for i, c := range []struct {
		method string
		do     func() error
	}{
		{"chat.postMessage", func() error { return o.sends("a") }},
		{"chat.update", func() error { return o.edits(id, "b") }},
		{"chat.postEphemeral", func() error { _, err := o.s.Send(t.Context(), private, para("c")); return err }},
		{"conversations.open", func() error {
			_, err := o.s.Send(t.Context(), bot.Address{User: bot.UserID(o.server.UserID("ravi")), Lang: bot.NL}, para("d"))
			return err
		}},
		{"files.getUploadURLExternal", func() error { _, err := o.s.Send(t.Context(), o.general(), file); return err }},
		{"files.completeUploadExternal", func() error { _, err := o.s.Send(t.Context(), o.general(), file); return err }},
		{"files.info", func() error { _, err := o.s.Send(t.Context(), o.general(), file); return err }},
		{"views.publish", o.goesHome},
		{"users.info", func() error { _, err := o.s.User(t.Context(), bot.UserID(o.server.UserID("koen"))); return err }},
		{"conversations.members", func() error { _, err := o.s.Members(t.Context(), o.general().Channel); return err }},
		{"conversations.list", func() error { _, err := o.s.ChannelIDs(t.Context(), "nergens"); return err }},
		{"usergroups.list", func() error { _, err := o.s.Groups(t.Context(), bot.UserID(o.server.UserID("koen"))); return err }},
	} {
		wait := time.Duration(i+2) * time.Second
		o.server.Faults.Add(slacktest.Fault{Method: c.method, RetryAfter: wait})
		before := o.server.Calls(c.method)
		if s := o.fails(c.method, c.do(), bot.RateLimited); s.RetryAfter != wait {
			t.Errorf("%s: to wait %v, want %v", c.method, s.RetryAfter, wait)
		}
		if n := o.server.Calls(c.method) - before; n != 1 {
			t.Errorf("%s was called %d times: the adapter retries nothing", c.method, n)
		}
		o.server.Faults.Clear()
	}
	// The opening of a socket waits for as long as Slack says.
	o.server.Faults.Add(slacktest.Fault{Method: "apps.connections.open", RetryAfter: time.Second})
	began := time.Now()
	o.server.Cut()
	o.until("it is connected again", func() bool { return o.server.Sockets() == 1 })
	if took := time.Since(began); took < time.Second {
		t.Errorf("connected again after %v, Slack asked to wait a second", took)
	}
	o.connected()
}

func TestTriggerTooLate(t *testing.T) {
	t.Parallel()
	o := furnish(t, slacktest.Options{TriggerLife: time.Millisecond})
	events := make(chan bot.Event, 10)
	s, r := o.adapter()
	ctx, stop := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	go func() {
		ran <- s.Run(ctx, func(_ context.Context, e bot.Event) (bot.Ack, error) { events <- e; return bot.Ack{}, nil })
	}()
	o.until("connected", func() bool { return s.Ready() == nil })
	if err := o.server.Person("alice").Slash(t.Context(), o.server.ChannelID("algemeen"), "/wegwijs"); err != nil {
		t.Fatal(err)
	}
	e := <-events
	time.Sleep(10 * time.Millisecond)
	form := &bot.Form{Action: "demo.form", Title: bot.Plain("Titel"), Submit: bot.Plain("Ja"), Fields: []bot.Field{{Name: "a", Label: bot.Plain("A")}}}
	err := s.OpenForm(t.Context(), bot.OriginOf(e), form, bot.NL)
	var no *bot.SendError
	if !errors.Is(err, bot.ErrNoForms) && !errors.As(err, &no) {
		t.Errorf("a form that is opened too late: %v", err)
	}
	if o.server.Person("alice").View() != nil {
		t.Error("it opened all the same")
	}
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
	if err := r.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// A picture is shown when Slack has looked at it, and not before.
func TestUploadTakesAWhile(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{Processing: 400 * time.Millisecond})
	began := time.Now()
	if _, err := o.s.Send(t.Context(), o.general(), bot.Say(bot.Picture{Name: "a.png", PNG: []byte("png"), Alt: bot.Plain("een plaatje")})); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < 400*time.Millisecond {
		t.Errorf("shown after %v", took)
	}
}

func TestAnswerIsLost(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{Scopes: append(slices.Clone(slacktest.Scopes), "channels:history")})
	to := o.general()
	to.Once = "once/1"
	o.server.Faults.Add(slacktest.Fault{Method: "chat.postMessage", After: true})
	_, err := o.s.Send(t.Context(), to, para("een keer"))
	o.fails("an answer that is lost", err, bot.Temporary)
	id, err := o.s.Send(t.Context(), to, para("een keer"))
	if err != nil || id == "" {
		t.Fatal(id, err)
	}
	if got := o.answers(string(to.Channel)); len(got) != 1 {
		t.Errorf("sent again after a lost answer, it is there %d times", len(got))
	}
}
