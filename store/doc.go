// Package store is what the bot remembers: one SQLite database with a single
// writer that shares commits, many readers, jobs that survive a crash, and the
// small records the router needs.
//
// It does not know what a conversation, a poll or an agenda is, and never
// reads what it keeps for others: payloads, notes and posted messages are
// opaque bytes.
package store
