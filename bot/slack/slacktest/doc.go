// Package slacktest is a Slack workspace for tests: the Web API, Socket Mode,
// delivery over HTTP and people at their clients, as strict as Slack's
// documentation and stricter than Slack about what people would suffer from.
// What a real server would let pass silently it notes as a broken promise.
package slacktest
