// Package bottest plays conversations against a bot: transcripts, written by
// people, in the plain world in memory and in the world of every adapter; and
// it holds the suite of promises that every adapter must keep.
//
// It does not know what the bot can do or what it stores: tests hand that in.
// It is linked into tests only.
package bottest
