package slack_test

import (
	"testing"

	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest/world"
)

func open(t *testing.T, opt world.Options) *world.World {
	w, err := world.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestContract(t *testing.T) {
	bottest.Contract(t, func(t *testing.T) bottest.World { return open(t, world.Options{}) })
}

// TestContractHTTP is for an app that Slack calls.
func TestContractHTTP(t *testing.T) {
	bottest.Contract(t, func(t *testing.T) bottest.World { return open(t, world.Options{HTTP: true}) })
}

// TestContractTwoSockets is for two connections side by side, and for an app
// that hears what is said in channels.
func TestContractTwoSockets(t *testing.T) {
	bottest.Contract(t, func(t *testing.T) bottest.World { return open(t, world.Options{Sockets: 2, History: true}) })
}

// TestContractGrid is for a workspace of an Enterprise Grid.
func TestContractGrid(t *testing.T) {
	bottest.Contract(t, func(t *testing.T) bottest.World { return open(t, world.Options{Grid: true}) })
}
