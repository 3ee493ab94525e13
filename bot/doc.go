// Package bot is what a conversation is: events, texts, messages, forms, the
// Platform where people talk, and the Router that brings an event to the
// feature that answers it and the answer back to the person.
//
// It does not know what any conversation is about, what is stored, or how one
// platform or another writes things down. Features answer events with values;
// platforms translate values; the router alone delivers.
package bot
