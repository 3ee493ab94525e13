package slack_test

import (
	"context"
	"slices"
	"testing"

	"wegwijs/bot/slack/slacktest"
)

// What was answered before a restart is not answered again, whatever Slack
// delivers once more.
func TestDeliveredAgainAfterRestart(t *testing.T) {
	t.Parallel()
	for _, http := range []bool{false, true} {
		o := furnish(t, slacktest.Options{})
		if http {
			o.overHTTP()
		}
		o.start()
		channel := o.server.ChannelID("algemeen")
		for _, say := range []func(context.Context) error{
			func(context.Context) error { o.says("alice", "@wegwijs een"); return nil },
			func(ctx context.Context) error { return o.server.Person("bram").Slash(ctx, channel, "/wegwijs twee") },
			func(ctx context.Context) error {
				_, err := o.server.Person("sien").Say(ctx, o.server.DirectID("sien"), "", "drie")
				return err
			},
		} {
			if err := say(t.Context()); err != nil {
				t.Fatal(err)
			}
			o.settle()
			o.leave()
			o.start()
			if err := o.server.Redeliver(t.Context()); err != nil {
				t.Error(err)
			}
			o.settle()
		}
		if got := o.answers(channel); !slices.Equal(got, []string{"antwoord op een", "antwoord op twee"}) {
			t.Errorf("in the channel there is %q", got)
		}
		if got := o.answers(o.server.DirectID("sien")); !slices.Equal(got, []string{"antwoord op drie"}) {
			t.Errorf("sien reads %q", got)
		}
	}
}

// What people say while the bot is away waits at Slack, and is answered when
// it is there again.
func TestSaidWhileAway(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	o.leave()
	o.broken = true // what was sent on the connection that ended has no acknowledgement
	said := make(chan struct{})
	go func() { o.says("alice", "@wegwijs intussen"); close(said) }()
	o.start()
	<-said
	o.settle()
	if got := o.answers(o.server.ChannelID("algemeen")); !slices.Equal(got, []string{"antwoord op intussen"}) {
		t.Errorf("in the channel there is %q", got)
	}
}
