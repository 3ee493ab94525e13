//go:build slack

package slack_test

import (
	"os"
	"testing"
)

// TestReal tries the adapter out in a real workspace, or on any server that
// speaks Slack's language:
//
//	WEGWIJS_TEST_SLACK_API_URL=https://slack.com/api/ WEGWIJS_TEST_SLACK_BOT_TOKEN=xoxb-… \
//	WEGWIJS_TEST_SLACK_APP_TOKEN=xapp-… WEGWIJS_TEST_SLACK_USER_TOKEN=xoxp-… WEGWIJS_TEST_SLACK_CHANNEL=C… \
//	go test -tags slack -run Real ./bot/slack
//
// The app is one of `wegwijs slack-manifest`, installed in a workspace for
// tests, with the user scope chat:write beside its own. The channel has the bot
// and the owner of the user token in it. What the bot says there is deleted
// afterwards; files and what the person said stay.
func TestReal(t *testing.T) {
	x := realWorkspace{
		apiURL: os.Getenv("WEGWIJS_TEST_SLACK_API_URL"), botToken: os.Getenv("WEGWIJS_TEST_SLACK_BOT_TOKEN"), appToken: os.Getenv("WEGWIJS_TEST_SLACK_APP_TOKEN"),
		channel: os.Getenv("WEGWIJS_TEST_SLACK_CHANNEL"), userToken: os.Getenv("WEGWIJS_TEST_SLACK_USER_TOKEN"),
	}
	if x.apiURL == "" || x.botToken == "" || x.appToken == "" || x.channel == "" || x.userToken == "" {
		t.Fatal("set WEGWIJS_TEST_SLACK_API_URL, _BOT_TOKEN, _APP_TOKEN, _USER_TOKEN and _CHANNEL; or leave out -tags slack")
	}
	tryOut(t, x)
}
