package bottest

import (
	"context"
	"slices"
	"time"

	"wegwijs/bot"
)

// A World is a platform with people in it: it can do what people do and tell
// what they see. Each adapter has one that speaks the adapter's real wire
// format; the plain world in this package is the reference.
//
// Say, Press, Choose, Fill, Delete and Redeliver wait until the adapter runs,
// and return when it has handed on what happened, or has decided not to: a
// test that waits for the bot to be idle after that misses nothing. Where that
// cannot be known, the world is also a Settler.
//
// An error means that a person could not do this (there is no such button, or
// the platform broke), never that the bot answered with a refusal.
type World interface {
	// Platform is the adapter under test. After Restart it is a new one that
	// finds everything the old one left.
	Platform() bot.Platform

	// Say lets a person type text. Text that starts with a slash is a slash
	// command. "@wegwijs" is a mention.
	Say(ctx context.Context, who string, where Place, text string) error
	// Press presses the button with this label on the newest message the
	// person can see that has one; in whichever place they see it.
	Press(ctx context.Context, who, label string) error
	// Choose chooses an option from the menu with this label ("" when there is
	// only one) on the newest message the person can see that has one.
	Choose(ctx context.Context, who, menu, option string) error
	// Fill submits the form that is open for the person, with values by the
	// label of the field. Choices are given by their labels, dates as
	// 2027-01-12, date and time as 2027-01-12 09:00, yes/no as "ja" or "nee"
	// ("yes", "no"). Fields not mentioned keep what is filled in.
	Fill(ctx context.Context, who string, values []Value) error
	// Delete lets somebody delete the newest message of ours in a channel that
	// everybody there can see.
	Delete(ctx context.Context, where Place) error
	// Redeliver delivers the last thing a person did once more, exactly as the
	// platform itself would after it saw no acknowledgement.
	Redeliver(ctx context.Context) error
	// Fail makes the next n sends and edits fail with reason. retryAfter is
	// what the platform says to wait; only for RateLimited.
	Fail(n int, reason bot.Reason, retryAfter time.Duration)

	// Seen returns what became visible or changed since the last call, in the
	// order it happened. It is called when the router is idle, and holds
	// everything whose Send, Edit or OpenForm has returned. What stayed the same
	// is not seen: an edit that changes nothing, a second Send with the same
	// Once. An error means that the bot broke a promise to the platform.
	Seen(ctx context.Context) ([]Seen, error)

	// Pinged returns who was notified by name through a message of ours since
	// the last call: "alice", or "everybody" for a whole channel. A direct
	// message by itself names nobody. It returns nil where no words of a message
	// can notify anybody.
	Pinged() []string
	// Secrets returns what the adapter knows and may never be in an error: its
	// tokens and signing keys. It returns nil where the adapter has none.
	Secrets() []string

	// Restart ends the adapter and makes Platform a new one. Its Run has
	// already been told to end and has returned.
	Restart(ctx context.Context) error
	Close() error
}

// A Settler is a World that cannot tell in Say and the others whether the
// adapter has handed on what happened.
type Settler interface {
	// Settle waits until it has, for everything people did so far.
	Settle(ctx context.Context) error
}

// Clocked is a World whose adapter can be given a clock. Elsewhere the player
// sets the time of every event.
type Clocked interface {
	// SetClock is called before the adapter runs.
	SetClock(bot.Clock)
}

// Waiting is a World that must wait for the bot in the middle of a step.
type Waiting interface {
	// SetIdle hands it a function that returns when the bot is idle.
	SetIdle(func(context.Context) error)
}

// A Chooser is a World whose platform has actions at messages. Elsewhere they
// are played as the slash command in the thread of that message.
type Chooser interface {
	// ChooseAt chooses the action of a word at the newest message that at.Of said
	// in at.Channel.
	ChooseAt(ctx context.Context, who string, at Place, action bot.Words) error
}

// A Worded is a Stack that tells which words it knows, so that an action at a
// message can be chosen by its label.
type Worded interface{ Words() []bot.Words }

// Starting is a Settler that has nothing to wait for while its adapter does not
// run, and so must know that it is about to.
type Starting interface {
	// Starts is called before the adapter runs: from now on Settle waits for it.
	Starts()
}

// Lossy is a World whose platform cannot show everything.
type Lossy interface{ Degrades() Degraded }

// Degraded is what a platform loses. Everything else must get through.
type Degraded struct {
	// AsText are the kinds of SeenBlock that arrive as the words of paragraphs:
	// "table", "field", "item", "note".
	AsText        []string
	NoHints       bool // buttons have no words for screen readers
	PrivateDirect bool // a message for one person in a channel is sent directly
	// PrivateFilesDirect says the same of those with a file or a picture only:
	// what only one person sees in a channel is not kept there, and holds none.
	PrivateFilesDirect bool
	NoForms            bool // the router asks field by field
	NoFormsTyped       bool // after words that are no slash command it does; see Interviews
	NoOnce             bool // a second Send with the same Once is a second message
	NoGone             bool // nobody tells the adapter that a message was deleted
	NoGuests           bool // guests are people like any other
	NoSaid             bool // the bot may not read what is not said to it
}

// A Place is where people talk.
type Place struct {
	Channel string // its name without #; empty: the direct conversation of the person with Wegwijs
	Thread  bool   // in the thread of the newest message there that has or can have one
	// Of with Thread is whose newest message there begins the thread; empty: anybody's.
	// Only for what people do: what is seen says nothing of it.
	Of string
}

// A Value is what a person fills in, field by field.
type Value struct {
	Label  string
	Values []string // more than one only for several choices
}

// Seen is one thing as a person sees it, in words. A world reads it back from
// its wire format, so it holds only what really got through.
type Seen struct {
	What   What
	Place  Place  // Channel is empty for what is said directly to To, and for forms
	To     string // who alone can see it; empty when everybody in the place can
	Blocks []SeenBlock
	// of a form
	Title, Submit string
	Fields        []SeenField
	Errors        []Value // of FieldErrors: label of the field and the sentence
}

// What happened.
type What string

const (
	Posted  What = "posted"
	Edited  What = "edited"
	Opened  What = "form"   // a form was opened
	Refused What = "errors" // a form stayed open with errors
)

// A SeenBlock is one block in words. Exactly one group of fields is filled.
type SeenBlock struct {
	Kind    string     // para, item, field, button, menu, table, picture, file, note
	Text    string     // para, item, note: the words; links are shown as words ‹address›; button, menu, file: its label; picture: its alternative text; table: its caption; field: label: value
	Hint    string     // of a button, when it has one
	Options []string   // of a menu
	Rows    [][]string // of a table, the head first
	Number  int        // of a numbered item, from 1
	Data    []byte     // of a picture or a file
}

// A SeenField is one field of an open form.
type SeenField struct {
	Label, Help string
	Kind        bot.Kind
	Optional    bool
	Options     []string
	Value       []string // as it is filled in, in labels
}

// People and channels every world has, so that transcripts need not make them.
// All speak Dutch but Emily, and all are in Europe/Amsterdam.
type Person struct {
	ID, Name string
	Lang     bot.Lang
	Email    string
	Guest    bool
}

// Everybody is who lives in every world: those whom most stories are about,
// twelve colleagues, so that a poll has people, and a guest.
func Everybody() []Person {
	return []Person{
		{ID: "alice", Name: "Alice Jansen", Lang: bot.NL, Email: "alice.jansen@minfin.nl"},
		{ID: "bram", Name: "Bram Bakker", Lang: bot.NL, Email: "bram.bakker@minfin.nl"},
		{ID: "max", Name: "Max de Vries", Lang: bot.NL, Email: "max.devries@minfin.nl"},
		{ID: "sien", Name: "Sien Visser", Lang: bot.NL, Email: "sien.visser@minaz.nl"},
		{ID: "emily", Name: "Emily Clark", Lang: bot.EN, Email: "emily.clark@minbuza.nl"},
		{ID: "fatima", Name: "Fatima El Amrani", Lang: bot.NL, Email: "fatima.elamrani@minvws.nl"},
		{ID: "joost", Name: "Joost Kuipers", Lang: bot.NL, Email: "joost.kuipers@minocw.nl"},
		{ID: "yusuf", Name: "Yusuf Demir", Lang: bot.NL, Email: "yusuf.demir@minienw.nl"},
		{ID: "ineke", Name: "Ineke Postma", Lang: bot.NL, Email: "ineke.postma@minszw.nl"},
		{ID: "thijs", Name: "Thijs Mulder", Lang: bot.NL, Email: "thijs.mulder@minlnv.nl"},
		{ID: "soraya", Name: "Soraya Ramdin", Lang: bot.NL, Email: "soraya.ramdin@minbzk.nl"},
		{ID: "pieter", Name: "Pieter van Loon", Lang: bot.NL, Email: "pieter.vanloon@minezk.nl"},
		{ID: "nadia", Name: "Nadia Haddad", Lang: bot.NL, Email: "nadia.haddad@minjenv.nl"},
		{ID: "koen", Name: "Koen Brouwer", Lang: bot.NL, Email: "koen.brouwer@mindef.nl"},
		{ID: "lotte", Name: "Lotte Hendriks", Lang: bot.NL, Email: "lotte.hendriks@minfin.nl"},
		{ID: "ravi", Name: "Ravi Baldewsingh", Lang: bot.NL, Email: "ravi.baldewsingh@minfin.nl"},
		{ID: "greetje", Name: "Greetje Dijkstra", Lang: bot.NL, Email: "greetje.dijkstra@minbuza.nl"},
		{ID: "gijs", Name: "Gijs Gast", Lang: bot.NL, Email: "gijs.gast@bureau.example", Guest: true},
	}
}

// Channels is which channels every world has; see ChannelMembers and BotIsIn.
func Channels() []string { return []string{"algemeen", "communicatie", "beheer", "directie"} }

// ChannelMembers is who is in a channel of every world, in the order of
// Everybody; nil when there is no such channel. Everybody is in #algemeen. In
// #communicatie and #directie are all but the guest, and in #beheer twelve.
func ChannelMembers(channel string) []string {
	var in func(Person) bool
	switch channel {
	case "algemeen":
		in = func(Person) bool { return true }
	case "communicatie", "directie":
		in = func(p Person) bool { return !p.Guest }
	case "beheer":
		twelve := []string{"bram", "fatima", "joost", "yusuf", "ineke", "thijs", "soraya", "pieter", "nadia", "koen", "lotte", "ravi"}
		in = func(p Person) bool { return slices.Contains(twelve, p.ID) }
	default:
		return nil
	}
	var all []string
	for _, p := range Everybody() {
		if in(p) {
			all = append(all, p.ID)
		}
	}
	return all
}

// BotIsIn tells whether the bot is in a channel of every world: in all but
// #directie, where it hears and says nothing unless somebody gives a slash
// command, and then only to them.
func BotIsIn(channel string) bool {
	return channel != "directie" && slices.Contains(Channels(), channel)
}
