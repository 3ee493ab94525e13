// Package setup helps whoever installs the bot on a Mattermost server: it lists
// the rights the bot wants and why, and checks a server, with a remedy for
// everything that is missing.
//
// It changes nothing on a server and takes no part in conversations.
package setup
