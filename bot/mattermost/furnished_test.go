package mattermost_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
	"wegwijs/bot/mattermost/mattermosttest/world"
)

// contractOn runs the contract on a server that has nothing of ours, and has
// nothing of ours again when the test ends.
func contractOn(t *testing.T, url, adminToken string, patience time.Duration) {
	undo, err := mattermosttest.AllowEphemeral(t.Context(), mattermosttest.Client{URL: url, Token: adminToken})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // after the tests of the contract, which are parallel
		if err := undo(t.Context()); err != nil {
			t.Errorf("the role could not be given back its permissions: %v", err)
		}
	})
	bottest.Contract(t, func(t *testing.T) bottest.World {
		site, err := mattermosttest.Furnish(t.Context(), url, adminToken)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := site.Remove(t.Context()); err != nil {
				t.Errorf("what the test made could not be removed: %v", err)
			}
		})
		w, err := world.On(site, patience, zerolog.Nop())
		if err != nil {
			t.Fatal(err)
		}
		return w
	})
}

// TestContractFurnished is what TestContractReal does, on a server of ours, so
// that nothing but the server is new on the day somebody has a real one.
func TestContractFurnished(t *testing.T) {
	server := mattermosttest.NewServer(mattermosttest.Options{Empty: true, SubPath: "/pad"})
	t.Cleanup(server.Close)
	t.Cleanup(func() { // the tests of the contract are parallel
		if err := errors.Join(server.Broken()...); err != nil {
			t.Error(err)
		}
	})
	contractOn(t, server.URL, server.AdminToken, 100*time.Millisecond)
}
