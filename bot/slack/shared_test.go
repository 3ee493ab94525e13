package slack_test

import (
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

// In a channel that other organisations are in, what is for one person goes to
// them directly, however the bot learns that the channel is shared; what is for
// everybody is said there.
func TestPrivateInSharedChannels(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	o.server.AddUser(slacktest.User{Name: "buiten", Stranger: true, Team: "T0BUITEN", Locale: "en-US"})
	channel := o.server.AddChannel(slacktest.Channel{Name: "gedeeld", ExtShared: true}, "alice", "bram", "buiten", "wegwijs")
	direct := func(who string) []string { return o.answers(o.server.DirectID(who)) }
	for i, who := range []string{"alice", "bram"} { // the first before any event told so
		if err := o.server.Person(who).Slash(t.Context(), channel, "/wegwijs geheim"); err != nil {
			t.Fatal(err)
		}
		o.settle()
		if got := direct(who); len(got) != 1 || got[0] != "antwoord op geheim" {
			t.Errorf("%s reads %q directly", who, got)
		}
		if got := o.answers(channel); len(got) != i {
			t.Errorf("in the channel there is %q", got)
		}
		if _, err := o.server.Person(who).Say(t.Context(), channel, "", "@wegwijs openbaar"); err != nil {
			t.Fatal(err)
		}
		o.settle()
	}
	if got := o.answers(channel); len(got) != 2 || got[0] != "antwoord op openbaar" {
		t.Errorf("in the channel there is %q", got)
	}
	to := bot.Address{Platform: "slack", Channel: bot.ChannelID(channel), User: bot.UserID(o.server.UserID("alice")), Lang: bot.NL}
	if _, err := o.s.Send(t.Context(), to, para("ook geheim")); err != nil {
		t.Fatal(err)
	}
	if got := direct("alice"); len(got) != 2 {
		t.Errorf("alice reads %q directly", got)
	}
	o.settle() // what was said is an event too, and nobody leaves before it is acknowledged
}

// While Slack does not tell whether a channel is shared, what is for one person
// goes to them directly, and afterwards Slack is asked again.
func TestPrivateWhileSlackDoesNotTell(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]slacktest.Fault{
		"busy": {RetryAfter: time.Second}, "down": {Status: 503}, "in trouble": {Error: "internal_error"}, "out of reach": {Drop: true},
	} {
		t.Run(name, func(t *testing.T) {
			o := inhabit(t, slacktest.Options{})
			o.server.AddUser(slacktest.User{Name: "buiten", Stranger: true, Team: "T0BUITEN", Locale: "en-US"})
			channel := o.server.AddChannel(slacktest.Channel{Name: "gedeeld", ExtShared: true}, "alice", "buiten", "wegwijs")
			o.settle()
			to := bot.Address{Platform: "slack", Channel: bot.ChannelID(channel), User: bot.UserID(o.server.UserID("alice")), Lang: bot.NL}
			fault.Method = "conversations.info"
			o.server.Faults.Add(fault)
			for i := range 2 { // the second when Slack tells again
				if _, err := o.s.Send(t.Context(), to, para("geheim")); err != nil && !bot.Retryable(err) {
					t.Fatal(err)
				}
				if got := o.answers(channel); len(got) != 0 {
					t.Errorf("time %d: in the channel there is %q", i+1, got)
				}
			}
			if got := o.answers(o.server.DirectID("alice")); len(got) == 0 {
				t.Error("alice reads nothing directly")
			}
			o.settle() // what we said comes back as an event
		})
	}
}
