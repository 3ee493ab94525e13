//go:build mattermost

package mattermost_test

import (
	"os"
	"testing"
	"time"
)

// TestContractReal runs the contract on a real server:
//
//	WEGWIJS_TEST_MATTERMOST_URL=http://localhost:8065 WEGWIJS_TEST_MATTERMOST_TOKEN=… \
//	go test -tags mattermost -run ContractReal -parallel 2 ./bot/mattermost
//
// The token is a personal access token of a system administrator. The server
// must reach 127.0.0.1 of this machine (AllowedUntrustedInternalConnections)
// and allow bot accounts (EnableBotAccountCreation). Each test makes its own
// team, people and bot; afterwards the team is archived and the accounts are
// deactivated, because a server deletes no accounts as it is delivered.
func TestContractReal(t *testing.T) {
	url, token := os.Getenv("WEGWIJS_TEST_MATTERMOST_URL"), os.Getenv("WEGWIJS_TEST_MATTERMOST_TOKEN")
	if url == "" || token == "" {
		t.Fatal("set WEGWIJS_TEST_MATTERMOST_URL, and WEGWIJS_TEST_MATTERMOST_TOKEN to the token of a system administrator; or leave out -tags mattermost")
	}
	contractOn(t, url, token, 500*time.Millisecond)
}
