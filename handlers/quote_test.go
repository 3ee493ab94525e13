package handlers_test

import (
	"testing"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest/world"
	slackworld "wegwijs/bot/slack/slacktest/world"
)

// TestReplyInThread plays what starts with a reply in a thread in every world
// that may read what the thread began with: on Slack that is an app with the
// optional scopes for history.
func TestReplyInThread(t *testing.T) {
	for _, w := range worlds {
		make := w.make
		switch w.name {
		case "mattermost":
			t.Run("mattermost-bare", func(t *testing.T) {
				bottest.PlayAll(t, "testdata/draad/*.txt", func(t *testing.T) bottest.World { return onMattermost(t, world.Options{Bare: true}) }, buildSamples)
			})
		case "slack":
			make = func(t *testing.T) bottest.World {
				w, err := slackworld.New(slackworld.Options{History: true})
				if err != nil {
					t.Fatal(err)
				}
				return w
			}
		}
		t.Run(w.name, func(t *testing.T) { bottest.PlayAll(t, "testdata/draad/*.txt", make, buildSamples) })
	}
}
