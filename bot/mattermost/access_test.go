package mattermost_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/mattermost/mattermosttest"
)

func TestBotIsDisabledAndEnabled(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.says("alice", "@wegwijs een")
	o.settle()
	o.server.SetActive("wegwijs", false)
	o.until("it is noticed", func() bool { return o.m.Ready() != nil })
	o.says("bram", "@wegwijs twee")
	o.server.SetActive("wegwijs", true)
	o.connected()
	o.says("alice", "@wegwijs drie")
	o.until("all is answered", func() bool { return len(o.answers(channel)) == 3 })
	o.settle()
	o.answered(channel, "een", "twee", "drie")
}

// Off and on between two looks: the socket is open, and nothing comes.
func TestBotIsDisabledForAMoment(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.server.SetActive("wegwijs", false)
	o.server.SetActive("wegwijs", true)
	o.says("bram", "@wegwijs in de stilte")
	o.until("it is answered", func() bool { return len(o.answers(channel)) == 1 })
	o.answered(channel, "in de stilte")
}

func TestTokenIsRevoked(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	o.server.RevokeToken(o.server.BotToken)
	o.until("it is noticed", func() bool { return o.m.Ready() != nil })
	if err := o.m.Ready(); !strings.Contains(err.Error(), "make a new token") {
		t.Errorf("not ready because: %v", err)
	}
	_, err := o.m.Send(t.Context(), bot.Address{Channel: bot.ChannelID(o.server.ChannelID("algemeen"))}, keyed())
	var refused *bot.SendError
	if !errors.As(err, &refused) || refused.Reason != bot.NoAccess {
		t.Errorf("sending: %v", err)
	}
	select {
	case err := <-o.ran:
		t.Errorf("Run ended: %v", err)
	default:
	}
}

func TestRemovedFromAChannelDuringAConversation(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{Bare: true})
	channel := o.server.ChannelID("algemeen")
	o.before = func(*bot.Command) { o.server.RemoveMember("algemeen", "wegwijs") }
	o.says("alice", "@wegwijs hallo")
	o.settle()
	o.answered(channel)
	direct := o.direct("alice")
	if got := o.answers(direct); len(got) != 1 || !strings.Contains(got[0], "invite") {
		t.Errorf("alice reads %q", got)
	}
	// Back again, the conversation goes on.
	o.before = nil
	o.server.AddMember("algemeen", "wegwijs")
	o.says("alice", "@wegwijs daar ben je weer")
	o.settle()
	o.answered(channel, "daar ben je weer")
}

func TestArchivedWhileAnswering(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	o.before = func(*bot.Command) { o.server.Archive("algemeen") }
	o.says("alice", "@wegwijs hallo")
	o.settle()
	o.answered(channel)
	if got := o.answers(o.direct("alice")); len(got) != 1 {
		t.Errorf("alice reads %q", got)
	}
}

// An archived channel is not read after an absence, and nothing fails on it.
func TestArchivedWhileAway(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	o.leave()
	o.says("alice", "@wegwijs in een archief")
	o.saysIn(o.server.ChannelID("communicatie"), "alice", "", "@wegwijs hier wel")
	o.server.Archive("algemeen")
	o.start()
	o.until("it is answered", func() bool { return len(o.answers(o.server.ChannelID("communicatie"))) == 1 })
	o.settle()
	o.answered(o.server.ChannelID("algemeen"))
}

func TestServerIsDownForAWhile(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	channel := o.server.ChannelID("algemeen")
	for _, fault := range []mattermosttest.Fault{{Status: http.StatusBadGateway, Plain: "<html>Bad Gateway</html>"}, {Drop: true}, {Status: http.StatusTooManyRequests}} {
		fault.Token, fault.Times = o.server.BotToken, 1000
		o.server.Faults.Add(fault)
		o.server.CutSocket("wegwijs", true)
		o.until("it is noticed", func() bool { return o.m.Ready() != nil })
		id := o.says("alice", "@wegwijs tijdens de storing")
		o.server.Faults.Clear()
		o.until("it is answered", func() bool { return len(o.answers(channel)) > 0 })
		o.settle()
		o.answered(channel, "tijdens de storing")
		for _, p := range o.server.Posts(channel) {
			if p.UserId == o.server.BotID() {
				if p.RootId != id {
					t.Errorf("answered in thread %q, want %q", p.RootId, id)
				}
				o.server.Delete(p.Id)
			}
		}
		o.settle()
	}
}
