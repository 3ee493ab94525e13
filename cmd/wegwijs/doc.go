// Wegwijs is a chat bot for internal communication in large organisations.
// This package is the program: main.go is the parts list, each subcommand has
// a file of its own. What follows is a tour of the code, from the bottom up.
//
// # What a conversation is: package bot
//
// Start with event.go, message.go and reply.go in wegwijs/bot. Four things can
// happen: somebody says something, presses something, submits a form, or time
// passes. Each is an Event. What Wegwijs says back is a value too: a Reply with
// messages made of blocks, in texts that know who wrote them. Words of ours
// (Phrase) and words of somebody else (Plain) have different types, so nothing
// people type can ever act as markup or ring a channel.
//
// A Platform is where people talk. It translates and decides nothing. The
// Router (router.go) stands between platforms and features: it keeps each
// person's events in order, drops what was handled before, finds the feature,
// delivers its reply with retries (deliver.go), keeps messages with a key up to
// date (keyed.go), and asks a form field by field where there are no forms
// (interview.go). What it must remember across a restart it asks of a Memory,
// an interface that the store happens to satisfy.
//
// # What the bot remembers: package store
//
// One SQLite file. All writes go through one writer that shares commits; reads
// are many. What must not be lost is scheduled in the same transaction as the
// rows it belongs to, and runs again after a crash. The store does not know
// what a conversation is, and bot does not know what a database is.
//
// # What the bot can do: package handlers
//
// handlers/handlers.go is the table of contents: it opens the store, makes the
// router, and registers one feature after another. A feature is a folder with
// its rules, its conversation, its texts in both languages side by side, and
// its transcripts in testdata: short chat conversations that are specification
// and test at once. handlers/knowledge answers questions; how it finds answers
// is wegwijs/handlers/knowledge/find. handlers/home is the menu, help, language
// and privacy. Features never import each other; handlers.go connects them.
//
// handlers/poll is pulse polls: their conversation and their life. What a poll
// is, how a line that somebody types is understood, and what may be published,
// is in survey, which stores nothing; what a result looks like as a picture or a
// file is in report, which knows only what may be published. poll.go in this
// folder lists polls and writes results.
//
// handlers/agenda is committees: what colleagues bring, who decides on it, the
// agenda, and what came of it. Who sits where and when is in committee, the life
// of an item and who sees what of it in item, an agenda as text in outline, what
// is on paper in paper, and how a document is written in office: none of these
// stores or says anything. agenda.go in this folder lists meetings and writes
// documents and archive packages.
//
// # Where people talk: bot/web and its siblings
//
// bot/web is a whole chat in the browser, for the demo and as the reference
// platform. Each platform comes with a test world, which plays every transcript
// over the platform's real wire format, and passes the contract suite in
// bot/bottest.
//
// bot/mattermost is a bot account on a Mattermost server: what people say comes
// over a websocket that resumes where it was (run.go, socket.go, catchup.go),
// buttons, menus, forms and slash commands come as calls of the server
// (hook.go), each with a sealed token of ours (seal.go), and messages become
// posts in render.go, which is pure. Its fake server, mattermosttest, is
// stricter than a real one.
//
// bot/slack is an app in a Slack workspace: events come over sockets that the
// program opens itself (run.go, socket.go), or over HTTP (http.go), and are
// acknowledged in time (receive.go); messages become blocks in render.go. Its
// fake workspace, slacktest, is stricter than a real one.
//
// # Installing it
//
// bot/mattermost/setup and bot/slack/setup know which rights the bot wants and
// why (rights.go, scopes.go), and check a server or a workspace the way a person
// would (check.go). init.go, slackmanifest.go and doctor.go
// in this folder print what it says; serve.go runs the bot; health.go answers
// whether it is well. docs/mattermost.md and docs/slack.md are for who installs it, and tests here
// see that what it shows is what the program says.
//
// # How it fits together
//
//	cmd/wegwijs ──► handlers/* ──► bot, store
//	     └────────► bot/web, bot/mattermost, bot/slack ──► bot
//
// imports_test.go in this folder says so with a reason per rule. The life of
// one question: the browser posts it; bot/web stores it and makes a Mention;
// the router puts it in the person's lane, turns it into a Command, and calls
// knowledge.ask; that returns a Reply; the router sends it through bot/web and
// remembers, by a code without a name, that the question was handled.
package main
