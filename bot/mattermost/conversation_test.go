package mattermost_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
	"wegwijs/bot/mattermost/mattermosttest"
)

func contextWith(t testing.TB) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	return ctx, stop
}

// before lets something happen between hearing and answering.
func (o *office) meanwhile(during func()) {
	o.before = func(*bot.Command) { during() }
}

func TestEditedBeforeWeAnswer(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	var id string
	begin := make(chan struct{})
	o.meanwhile(func() {
		<-begin
		if err := o.server.Person("alice").Edit(context.Background(), id, "@wegwijs iets heel anders"); err != nil {
			t.Error(err)
		}
	})
	id = o.says("alice", "@wegwijs een")
	close(begin)
	o.settle()
	o.answered(o.server.ChannelID("algemeen"), "een")
}

func TestDeletedBeforeWeAnswer(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	var id string
	begin := make(chan struct{})
	o.meanwhile(func() {
		<-begin
		if err := o.server.Person("alice").Delete(context.Background(), id); err != nil {
			t.Error(err)
		}
		if err := o.server.Settle(context.Background(), "wegwijs"); err != nil {
			t.Error(err)
		}
	})
	id = o.says("alice", "@wegwijs een")
	close(begin)
	o.settle()
	o.answered(o.server.ChannelID("algemeen"))
	if got := o.answers(o.direct("alice")); len(got) != 0 {
		t.Errorf("alice took her question back and reads %q", got)
	}
	o.before = nil
	o.says("alice", "@wegwijs twee")
	o.settle()
	o.answered(o.server.ChannelID("algemeen"), "twee")
}

func TestThreads(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	root := o.says("bram", "een gesprek van anderen")
	o.saysIn(channel, "alice", root, "niet voor ons")
	o.saysIn(channel, "alice", root, "weet @wegwijs dit?")
	o.settle()
	posts := o.server.Posts(channel)
	last := posts[len(posts)-1]
	if last.UserId != o.server.BotID() || last.RootId != root || last.Message != "antwoord op weet dit?" && last.Message != "antwoord op weet  dit?" {
		t.Errorf("answered %q in thread %q, want it in %q", last.Message, last.RootId, root)
	}
	// A slash command in a thread stays there. It is made while people talk already.
	o.until("the slash command is there", func() bool { return len(o.server.Commands("rijk")) > 0 })
	if err := o.server.Person("alice").Slash(t.Context(), o.server.TeamID("rijk"), channel, root, "/wegwijs in de draad"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	o.mu.Lock()
	defer o.mu.Unlock()
	if c := o.heard[len(o.heard)-1]; c.Thread != bot.MessageID(root) || !c.Slash {
		t.Errorf("a slash command in a thread arrived in %q", c.Thread)
	}
}

func TestDirectMessages(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	direct := o.direct("alice")
	o.saysIn(direct, "alice", "", "een vraag")
	o.settle()
	o.answered(direct, "een vraag")
	// Between two people it is not for us.
	between, err := o.server.Person("alice").Direct(t.Context(), o.server.UserID("bram"))
	if err != nil {
		t.Fatal(err)
	}
	o.saysIn(between, "alice", "", "@wegwijs hoor je dit?")
	o.settle()
	o.answered(between)
	// A slash command there is answered to who typed it, and only to them.
	if err := o.server.Person("alice").Slash(t.Context(), o.server.TeamID("rijk"), between, "", "/wegwijs vraag"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	o.answered(between)
	if got := o.heard[len(o.heard)-1]; got.Direct {
		t.Error("a conversation of two others is one with us")
	}
}

func TestGroupMessages(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	alice := o.server.Person("alice")
	var group model.Channel
	err := alice.Do(t.Context(), http.MethodPost, "/channels/group", []string{alice.ID, o.server.UserID("bram"), o.server.BotID()}, &group)
	if err != nil {
		t.Fatal(err)
	}
	o.saysIn(group.Id, "alice", "", "hoi bram")
	o.saysIn(group.Id, "bram", "", "@wegwijs wat vind jij?")
	o.settle()
	o.answered(group.Id, "wat vind jij?")
	if o.heard[0].Direct {
		t.Error("a group is a direct conversation")
	}
}

func TestGuests(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	o.server.ChangeUser("max", func(u *model.User) { u.Roles = model.SystemGuestRoleId })
	o.says("max", "@wegwijs mag ik dit?")
	o.settle()
	o.answered(o.server.ChannelID("algemeen"), "mag ik dit?")
	if !o.heard[0].From.Guest {
		t.Error("a guest is not recognised")
	}
	// Once a guest is an employee, that is known at once.
	o.server.ChangeUser("max", func(u *model.User) { u.Roles = "system_user" })
	o.settle()
	if u, err := o.m.User(t.Context(), o.heard[0].From.ID); err != nil || u.Guest {
		t.Errorf("an employee is still a guest (%v)", err)
	}
}

func TestWhatBotsSayIsNotAnswered(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.server.ChangeUser("koen", func(u *model.User) { u.IsBot = true })
	o.says("koen", "@wegwijs ik ben ook een bot")
	o.says("alice", "@wegwijs hallo")
	o.settle()
	o.answered(channel, "hallo")
}

func TestKeyedMessageIsDeleted(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.says("alice", "@wegwijs peiling")
	o.settle()
	posts := o.server.Posts(channel)
	o.server.Delete(posts[len(posts)-1].Id)
	o.until("it is heard of", func() bool {
		o.mu.Lock()
		defer o.mu.Unlock()
		return len(o.gone) == 1
	})
	if g := o.gone[0]; g.Key != "echo/1" {
		t.Errorf("gone is %q", g.Key)
	}
}

func TestCallbackOfAnotherPerson(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	alice, bram := o.server.Person("alice"), o.server.Person("bram")
	o.saysIn(o.direct("alice"), "alice", "", "knoppen")
	o.settle()
	if err := alice.Press(t.Context(), "Druk"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	pressed := o.last
	pressed.body = bytes.ReplaceAll(pressed.body, []byte(alice.ID), []byte(bram.ID))
	if got := o.forge(pressed); !strings.Contains(got, "iemand anders") {
		t.Errorf("a button that is alice's was pressed by bram: %s", got)
	}

	if err := alice.Press(t.Context(), "Vul in"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	dialog, err := alice.Dialog(t.Context())
	if err != nil || dialog == nil {
		t.Fatalf("no form opened: %v", err)
	}
	filled, err := json.Marshal(model.SubmitDialogRequest{
		Type: "dialog_submission", State: dialog.Dialog.State, UserId: bram.ID, ChannelId: o.direct("alice"), Submission: map[string]any{"naam": "Bram"},
	})
	if err != nil {
		t.Fatal(err)
	}
	at, err := url.Parse(dialog.URL)
	if err != nil {
		t.Fatal(err)
	}
	form := callback{at.Path, "application/json", filled}
	if got := o.forge(form); !strings.Contains(got, "iemand anders") {
		t.Errorf("a form that is alice's was sent by bram: %s", got)
	}
	form.body = bytes.ReplaceAll(filled, []byte(bram.ID), []byte(alice.ID))
	if got := o.forge(form); got != "{}" {
		t.Errorf("alice could not send her form: %s", got)
	}
	if got := o.forge(form); !strings.Contains(got, "al verstuurd") {
		t.Errorf("it could be sent twice: %s", got)
	}
	// The address of a form is known to who opens one. It is no button's.
	button := pressed
	button.path = at.Path
	if got := o.forge(button); strings.Contains(got, "gedrukt") {
		t.Errorf("a button was pressed at the address of a form: %s", got)
	}
	o.settle()
	if n := strings.Count(o.log.String(), "a callback was refused"); n != 4 {
		t.Errorf("%d refusals are logged, want 4: %s", n, o.log)
	}
}
