package slack

import (
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

// privately is an answer to alice in #algemeen, with what her command brought.
func (o *office) privately(url string) bot.Address {
	to := o.general()
	to.User = o.user("alice")
	if url != "" {
		to.Reply = o.slots.add(slotCommand, url, "")
	}
	return to
}

// onlyAlice counts what alice alone saw, in the channel and directly, and fails
// when anybody else saw something.
func (o *office) onlyAlice() (here, directly int) {
	o.Helper()
	for _, c := range o.server.Changes() {
		m := c.Message
		switch {
		case m == nil:
		case len(c.By) != 1 || c.By[0] != "alice":
			o.Errorf("seen by %v", c.By)
		case m.Ephemeral != "":
			here++
		default:
			directly++
		}
	}
	return here, directly
}

func TestWhispers(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	o.sends(o.privately(""), one("geheim"))
	if here, directly := o.onlyAlice(); here != 1 || directly != 0 {
		t.Errorf("%d here, %d directly", here, directly)
	}
	for name, m := range map[string]*bot.Message{
		"a file": bot.Say(bot.File{Name: "a.txt", Data: []byte("x")}), "a picture": bot.Say(bot.Picture{Name: "a.png", PNG: []byte("x"), Alt: say("x")}), "what is edited": keyed("x"),
	} {
		o.sends(o.privately(""), m)
		if here, directly := o.onlyAlice(); here != 0 || directly == 0 {
			t.Errorf("%s: %d here, %d directly", name, here, directly)
		}
	}
	// The same answer twice is one.
	to := o.privately("")
	to.Once = "once/1"
	if first, again := o.sends(to, one("geheim")), o.sends(to, one("geheim")); first != again {
		t.Errorf("%q and %q", first, again)
	}
	if here, _ := o.onlyAlice(); here != 1 {
		t.Errorf("%d here", here)
	}
	// She left the channel, or we are not in it: directly.
	o.server.Leave("algemeen", "alice")
	o.sends(o.privately(""), one("geheim"))
	if here, directly := o.onlyAlice(); here != 0 || directly != 1 {
		t.Errorf("after leaving: %d here, %d directly", here, directly)
	}
}

func TestAnswersToACommand(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	said := make(chan string, 100)
	hook := newHook(t, said)
	to := o.privately(hook.URL)
	for range responseURLUse + 1 {
		o.sends(to, one("geheim"))
	}
	if here, directly := o.onlyAlice(); len(said) != responseURLUse || here != 1 || directly != 0 {
		t.Errorf("%d answers on the response_url, %d here, %d directly", len(said), here, directly)
	}
	// Too late: another way.
	for _, c := range []struct {
		status int
		body   string
	}{{404, "used_url"}, {404, "expired_url"}, {410, "weg"}, {200, `{"ok":false,"error":"expired_url"}`}} {
		hook.answer(c.status, c.body)
		o.sends(o.privately(hook.URL), one("geheim"))
		if here, _ := o.onlyAlice(); here != 1 {
			t.Errorf("%d %s: %d here", c.status, c.body, here)
		}
	}
	// For now: the router tries again, and nothing is said in another way.
	for _, c := range []struct {
		status int
		reason bot.Reason
	}{{500, bot.Temporary}, {503, bot.Temporary}, {302, bot.Temporary}, {429, bot.RateLimited}} {
		hook.answer(c.status, "geheim")
		_, err := o.Send(t.Context(), o.privately(hook.URL), one("geheim"))
		s := o.fails("the response_url", err, c.reason)
		if c.status == 429 && s.RetryAfter != 7*time.Second {
			t.Errorf("to wait %v", s.RetryAfter)
		}
		if here, directly := o.onlyAlice(); here+directly != 0 {
			t.Errorf("%d: %d here, %d directly", c.status, here, directly)
		}
	}
	// A private channel that we are not in: only the response_url knows it.
	hidden := o.server.AddChannel(slacktest.Channel{Name: "besloten", Private: true}, "alice")
	hook.answer(404, "used_url")
	to = o.privately(hook.URL)
	to.Channel = bot.ChannelID(hidden)
	_, err := o.Send(t.Context(), to, one("geheim"))
	if here, directly := o.onlyAlice(); err != nil || here != 0 || directly != 1 {
		t.Errorf("a private channel: %v, %d here, %d directly", err, here, directly)
	}
	to.Reply = ""
	_, err = o.Send(t.Context(), to, one("geheim"))
	o.fails("a channel that is not there", err, bot.NotFound)
}
