package slack

import (
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

func TestGuide(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	o.server.AddChannel(slacktest.Channel{Name: "kamer", Private: true}, "alice", "wegwijs")
	o.server.AddChannel(slacktest.Channel{Name: "zonder-bot", Private: true}, "alice")
	o.server.AddChannel(slacktest.Channel{Name: "oud", Archived: true}, "alice", "wegwijs")
	bram := o.server.UserID("bram")
	o.server.ChangeChannel("beheer", func(c *slacktest.Channel) { c.Creator = bram })
	for _, c := range []struct {
		name, who string
		want      bot.Channel
		none      bool
	}{
		{name: "kamer", who: "alice", want: bot.Channel{Joined: true, Member: true}},
		{name: "kamer", who: "bram", none: true},
		{name: "zonder-bot", who: "alice", none: true},
		{name: "directie", who: "alice", want: bot.Channel{Member: true}},
		{name: "beheer", who: "bram", want: bot.Channel{Joined: true, Member: true, Keeper: true}},
		{name: "beheer", who: "alice", want: bot.Channel{Joined: true}},
		{name: "beheer", who: "gijs", none: true},
		{name: "oud", who: "alice", want: bot.Channel{Joined: true, Member: true, Archived: true}},
	} {
		for _, by := range []string{c.name, o.server.ChannelID(c.name)} {
			got, err := o.Channel(t.Context(), by, o.user(c.who))
			if c.none {
				o.fails(c.who+" asks for #"+c.name, err, bot.NotFound)
				continue
			}
			c.want.ID, c.want.Name = bot.ChannelID(o.server.ChannelID(c.name)), c.name
			if err != nil || got != c.want {
				t.Errorf("%s asks for #%s: %+v, %v", c.who, c.name, got, err)
			}
		}
	}
	o.server.SetScopes(slacktest.Without("groups:read")...)
	if c, err := o.Channel(t.Context(), "algemeen", o.user("alice")); err != nil || !c.Member {
		t.Errorf("without groups:read: %+v, %v", c, err)
	}
	_, err := o.Channel(t.Context(), "kamer", o.user("alice"))
	o.fails("a private channel without groups:read", err, bot.NotFound)
	o.server.SetScopes(slacktest.Without("groups:read", "channels:read")...)
	_, err = o.Channel(t.Context(), "algemeen", o.user("alice"))
	o.fails("without channels:read", err, bot.Forbidden)
	o.server.SetScopes(slacktest.Scopes...)
	o.fault(slacktest.Fault{Method: "conversations.list", Error: "ratelimited", Status: 429, RetryAfter: 7 * time.Second})
	_, err = o.Channel(t.Context(), "algemeen", o.user("alice"))
	if no := o.fails("too many questions", err, bot.RateLimited); no.RetryAfter != 7*time.Second {
		t.Errorf("it says to wait %v", no.RetryAfter)
	}
}

func TestArchivedWhileOpen(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	to.Once = "een"
	id := o.sends(to, keyed("open"))
	o.server.ChangeChannel("algemeen", func(c *slacktest.Channel) { c.Archived = true })
	o.fails("an edit", o.Edit(t.Context(), to, id, keyed("dicht")), bot.Forbidden)
	to.Once = "twee"
	_, err := o.Send(t.Context(), to, keyed("uitslag"))
	o.fails("a message", err, bot.Forbidden)
}
