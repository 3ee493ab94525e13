// Package slacktest is a Slack workspace for tests: the Web API, Socket Mode,
// delivery over HTTP and people at their clients, as strict as Slack's
// documentation and stricter than Slack about what people would suffer from.
// What a real server would let pass silently it notes as a broken promise.
//
// Some of what it does is not documented, and nobody here could try it out in a
// real workspace. Where in doubt it does what is harder for the adapter:
//
//   - A connection takes acknowledgements of its own envelopes only.
//   - An event that is not acknowledged comes again at once, after one and after
//     five minutes, also when there was no connection; commands and presses do not.
//   - A press on what only one person sees tells nothing of that message.
//   - 13,200 characters of all blocks of a message together are too many.
//   - A file of chat.update must be uploaded; a picture that a block names must
//     also be looked at by Slack, which takes a while.
//   - A trigger opens one view, within three seconds.
package slacktest
