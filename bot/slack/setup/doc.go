// Package setup helps whoever installs the app in a Slack workspace: it writes
// the manifest of the app, lists the scopes with a reason each, and checks a
// workspace, with a remedy for everything that is missing.
//
// It changes nothing in a workspace and takes no part in conversations.
package setup
