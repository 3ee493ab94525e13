package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"wegwijs/bot/slack/setup"
)

// slackFile is where the configuration looks for a token of Slack: beside itself.
func (c initCommand) slackFile(name string) string {
	return filepath.Join(filepath.Dir(c.Config), name)
}

const (
	slackBotFile = "slack-bot.token"
	slackAppFile = "slack-app.token"
)

func (c initCommand) slackText() string {
	return `# Wegwijs in Slack. config.example.yaml explains every key there is.

slack:
  bot_token_file: ` + strconv.Quote(c.slackFile(slackBotFile)) + `   # xoxb-…; WEGWIJS_SLACK_BOT_TOKEN takes its place
  app_token_file: ` + strconv.Quote(c.slackFile(slackAppFile)) + `   # xapp-…; WEGWIJS_SLACK_APP_TOKEN takes its place

http:
  listen: ` + strconv.Quote(c.Listen) + `   # /healthz and /readyz; Slack itself needs no way in
` + initPolls
}

// slackSteps says how the app comes into being, and every right it wants.
func (c initCommand) slackSteps(w io.Writer) {
	config := inShell(c.Config)
	fmt.Fprintf(w, `An administrator of the workspace does what is below, once. docs/slack.md has it with more words.

1. Print the manifest: it holds the names, the command, the events and the rights.
    wegwijs slack-manifest --config %[1]s
2. On https://api.slack.com/apps choose 'Create New App', 'From a manifest', the workspace, and paste it.
3. 'Install App', and allow. Copy the bot token (xoxb-…):
    install -m 600 /dev/stdin %[2]s    # paste it, press Enter and Ctrl+D
4. 'Basic Information', 'App-Level Tokens': make one with connections:write, and copy it (xapp-…):
    install -m 600 /dev/stdin %[3]s
5. On this machine:
    wegwijs doctor --config %[1]s    # says what is missing, and what to do
    wegwijs serve --config %[1]s
6. In each channel where it is asked: /invite @wegwijs

To take everything back: 'Manage App', 'Remove App' in the workspace, or 'Delete App' on
https://api.slack.com/apps. Its tokens stop working at once.

The rights in the manifest, and why. Take one out of the manifest, and install again, to do without it.
`, config, inShell(c.slackFile(slackBotFile)), inShell(c.slackFile(slackAppFile)))
	for _, s := range setup.Scopes() {
		fmt.Fprintf(w, "\n%s\n   Why: %s.\n   Without it: %s.\n", s.Name, s.Why, s.Without)
	}
}
