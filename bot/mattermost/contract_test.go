package mattermost_test

import (
	"testing"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest/world"
)

func newWorld(t *testing.T) bottest.World { return open(t, world.Options{}) }

func open(t *testing.T, opt world.Options) *world.World {
	w, err := world.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestContract(t *testing.T) { bottest.Contract(t, newWorld) }

// TestContractBare is for a bot without any right but to post where it is a member.
func TestContractBare(t *testing.T) {
	bottest.Contract(t, func(t *testing.T) bottest.World { return open(t, world.Options{Bare: true}) })
}
