package bot

import (
	"errors"
	"fmt"
	"time"
)

// A Reply is what a handler answers. The form is opened first, because what
// opens it expires; then the public message is posted where the event
// happened, in the channel's language; then the private one, which only the
// person sees, in theirs.
type Reply struct {
	Public  *Message
	Private *Message
	Form    *Form
	// Refresh names keyed messages that no longer show what is stored. The
	// router asks their feature what they should show now, not more often than
	// their pace.
	Refresh []string
	// RefreshNow names keyed messages that must show what is stored now, whatever
	// their pace; see Router.RefreshNow.
	RefreshNow []string
	// Lang, when set, is the language of everything in this reply.
	Lang Lang

	keepOffer bool // what can be chosen by number stays what it was
}

// Answer says m to the person who asked, as openly as they asked: a slash
// command in a channel is answered privately, because the channel did not see
// the question; everything else is answered where it was said.
func (c *Command) Answer(m *Message) Reply {
	if c.Slash && !c.Direct {
		return Reply{Private: m}
	}
	return Reply{Public: m}
}

// A Problem is an error the person can do something about. Say tells what.
type Problem struct {
	Say Text
	Err error // for the operator; may be nil, then nothing is logged
}

func (p *Problem) Error() string {
	if p.Err != nil {
		return p.Err.Error()
	}
	return "a problem the person was told about"
}

func (p *Problem) Unwrap() error { return p.Err }

// FieldErrors keep a form open and say per field what to change.
type FieldErrors map[string]Text

func (f FieldErrors) Error() string { return fmt.Sprintf("%d fields of a form need a change", len(f)) }

// A Reason says why a message could not be sent, and so what helps.
type Reason int

const (
	Temporary   Reason = iota // time-outs, refused connections, 5xx: try again
	RateLimited               // try again after RetryAfter
	Forbidden                 // we may not speak there: not a member, no permission
	NotFound                  // the channel, the person, or the message to edit is not there
	Invalid                   // the platform refuses what we wrote: our own fault
	NoAccess                  // our token is refused: nothing helps but an operator
)

func (r Reason) String() string {
	return [...]string{"temporary", "rate limited", "forbidden", "not found", "invalid", "no access"}[r]
}

// SendError is the only kind of error that Send, Edit and OpenForm return,
// besides those of their context and ErrNoForms.
type SendError struct {
	Reason     Reason
	RetryAfter time.Duration // for RateLimited; 0 when the platform did not say
	Err        error         // never holds a secret or the text of a message
}

func (e *SendError) Error() string {
	if e.Err == nil {
		return e.Reason.String()
	}
	return e.Reason.String() + ": " + e.Err.Error()
}

func (e *SendError) Unwrap() error { return e.Err }

// Retryable tells whether the same call may succeed later. An error of another
// kind, such as a deadline that passed, may go away as well.
func Retryable(err error) bool {
	var s *SendError
	if errors.As(err, &s) {
		return s.Reason == Temporary || s.Reason == RateLimited
	}
	return err != nil && !errors.Is(err, ErrNoForms)
}

// ErrNoForms is returned by OpenForm where a platform has no forms, or none in
// this place. The router then asks the fields one by one.
var ErrNoForms = errors.New("no forms here")
