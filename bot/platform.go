package bot

import "context"

// A Platform is a place where people talk. It translates and decides nothing:
// it retries nothing, remembers no conversation, and chooses no words.
//
// All methods but Run may be called from many goroutines at once, and before
// Run. Errors of Send, Edit and OpenForm are *SendError (or the context's).
type Platform interface {
	Name() PlatformName
	// Run brings events to do until ctx ends, then returns nil. It returns an
	// error only for what will not mend by itself: a token that is refused, an
	// address in use.
	Run(ctx context.Context, do Dispatch) error
	// Send posts a message and returns its id. A second Send with the same
	// to.Once returns the first message's id where the platform can tell.
	Send(ctx context.Context, to Address, m *Message) (MessageID, error)
	// Edit makes a message of ours show m instead. A message that was deleted
	// gives NotFound.
	Edit(ctx context.Context, to Address, id MessageID, m *Message) error
	// OpenForm shows a form to the person who caused from, or returns ErrNoForms.
	OpenForm(ctx context.Context, from *Origin, f *Form, lang Lang) error
	// User returns a person; *SendError with NotFound when there is none.
	User(ctx context.Context, id UserID) (User, error)
	// Members returns the people in a channel: no bots, nobody deactivated.
	Members(ctx context.Context, channel ChannelID) (Members, error)
}

// A Reader is a Platform that can show the router what somebody said before, so
// that a reply in a thread can be about the message the thread began with.
type Reader interface {
	// Said returns what a message in that channel says, as plain words, and who
	// said it. A message of the bot itself, one in a direct conversation, and
	// one that is not in that channel or that the bot may not read, give a
	// *SendError with NotFound. Nothing of it is kept or logged.
	Said(ctx context.Context, channel ChannelID, id MessageID) (text string, by UserID, err error)
}

// An Address says where a message goes, who may see it, and in which language.
type Address struct {
	Platform PlatformName
	// Channel with an empty User is a public message there. Channel with User
	// is a message in that channel that only this person sees. User alone is a
	// direct message. A message for one person never becomes public: where a
	// platform cannot keep it private in the channel, it is sent directly.
	Channel ChannelID
	Thread  MessageID
	User    UserID
	// Home with User is the place where the platform shows this person what the
	// bot has for them alone. Only who brings a Visit is sent there.
	Home  bool
	Lang  Lang
	Reply string // Origin.Reply of the event that is answered; empty for what was scheduled
	Once  string // the same for every try to send one message: an idempotency key
}

// Members are the people a message in a channel reaches.
type Members struct {
	Users []UserID
	// Guests is how many of them are guests.
	Guests int
}

// Dispatch hands an event to the router. For what people say it returns as
// soon as the event is in that person's queue. For a *Press, a *Submit and a
// *Due it returns when the handler has committed and a form was opened, for
// the first two at the latest after AckWithin.
type Dispatch func(ctx context.Context, e Event) (Ack, error)

// An Ack is what an adapter may tell the platform about an event.
type Ack struct {
	// Errors keep the submitted form open; empty when it was accepted.
	Errors FieldErrors
	Lang   Lang // of the errors
	// Late says that the handler is still at work; its answer follows as a message.
	Late bool
	// Private says that something follows at once that only the person sees: a
	// platform may have it travel in the acknowledgement.
	Private bool
}
