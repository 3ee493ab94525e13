package bot

import (
	"context"
	"time"
)

// Memory is what the router must remember across a restart. The store
// satisfies it without knowing the router, so it is written in plain types.
type Memory interface {
	// Mark turns the id of an event into a keyed hash without a person.
	Mark(platform, id string) string
	// Handled tells whether an event with this mark was handled in the last 24 hours.
	Handled(ctx context.Context, mark string) (bool, error)
	// SetHandled remembers a mark at the given time; it is no error when it is known already.
	SetHandled(ctx context.Context, mark string, at time.Time) error

	// Posted returns what SetPosted remembered of the message with this key.
	Posted(ctx context.Context, key string) (data []byte, ok bool, err error)
	// SetPosted remembers or replaces it. place is unique: it finds the key of
	// a message on a platform. final messages are not Unfinished.
	SetPosted(ctx context.Context, key, place string, data []byte, final bool) error
	// DropPosted forgets a message that is gone; no error when it was not there.
	DropPosted(ctx context.Context, key string) error
	// KeyAt returns the key of the message at a place.
	KeyAt(ctx context.Context, place string) (key string, ok bool, err error)
	// Unfinished returns the keys of all messages that are not final, sorted.
	Unfinished(ctx context.Context) ([]string, error)

	// Note returns a small thing the router must know about one person, such
	// as the choices they may answer by number; nil when there is none. Kinds
	// do not mix.
	Note(ctx context.Context, kind, platform, user string) ([]byte, error)
	// SetNote replaces it; nil deletes it.
	SetNote(ctx context.Context, kind, platform, user string, data []byte) error
	// SetNoteUntil is SetNote for what is gone after a moment.
	SetNoteUntil(ctx context.Context, kind, platform, user string, data []byte, expires time.Time) error

	// Outside panics in tests when it is called inside a write transaction:
	// nothing is sent before it is stored.
	Outside(what string)
}

// A Clock is time as the router sees it, so that tests can set it.
type Clock interface {
	Now() time.Time
	// AfterFunc calls f once, d from now, in a goroutine of its own. The
	// function it returns prevents that; false means it was too late.
	AfterFunc(d time.Duration, f func()) (stop func() bool)
}

// WallClock is the time of this machine.
type WallClock struct{}

func (WallClock) Now() time.Time { return time.Now() }

func (WallClock) AfterFunc(d time.Duration, f func()) func() bool {
	return time.AfterFunc(d, f).Stop
}
