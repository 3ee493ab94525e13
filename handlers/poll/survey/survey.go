// Package survey is what a poll is apart from any chat: its questions and modes,
// how a line that somebody types is understood, what an answer may be, and what
// of the answers may be published. It stores nothing and posts nothing.
package survey

import (
	"time"

	"wegwijs/bot"
)

// A Mode says what is kept of who answered what. It is fixed at creation and
// printed on the poll.
type Mode string

const (
	// Named keeps who answered what, and shows it.
	Named Mode = "named"
	// Unnamed keeps a keyed tag with each answer while the poll is open, so that
	// an answer can be changed; at closing only totals are left.
	Unnamed Mode = "unnamed"
	// Final keeps who answered apart from what was answered from the first moment
	// on: an answer cannot be changed.
	Final Mode = "final"
)

// A Kind is a type of question.
type Kind string

const (
	YesNo   Kind = "yesno"   // ja of nee
	One     Kind = "one"     // one of Options
	Several Kind = "several" // several of Options, at most Max
	Scale   Kind = "scale"   // 1 to High, with labelled ends
	ENPS    Kind = "enps"    // 0 to 10: how likely to recommend the organisation as a place to work
	Mood    Kind = "mood"    // five moods, from 1 to 5
	Rank    Kind = "rank"    // Options in an order
	Open    Kind = "open"    // own words
)

// Bounds of a poll, in characters and numbers.
const (
	MaxQuestions  = 10
	MaxOptions    = 20
	MaxRanked     = 10 // options to put in an order
	MinOptions    = 2
	MaxFields     = 50  // of the form of a poll: a ranking takes one per option
	MaxQuestion   = 300 // characters of a question
	MaxOption     = 75  // characters of an option: what the narrowest menu shows
	MaxOpenAnswer = 1000
	MaxLabel      = 40 // characters of the label of one end of a scale
)

// A Question is one thing that is asked. Text and Options are what a person
// typed: they are only ever shown as bot.Plain.
type Question struct {
	Text    string   `json:"text"`
	Kind    Kind     `json:"kind"`
	Options []string `json:"options,omitempty"` // of One, Several and Rank
	Max     int      `json:"max,omitempty"`     // of Several: the most that may be chosen; 0 is all
	High    int      `json:"high,omitempty"`    // of Scale: 5 or 10
	Low     string   `json:"low,omitempty"`     // of Scale: what its lowest end means; empty has words of our own
	Top     string   `json:"top,omitempty"`     // of Scale: what its highest end means
}

// A Place is a channel that is asked.
type Place struct {
	Platform bot.PlatformName `json:"platform"`
	Channel  bot.ChannelID    `json:"channel"`
	Name     string           `json:"name"` // without the #
}

// A Spec is a poll as its maker wants it.
type Spec struct {
	Questions []Question `json:"questions"`
	Mode      Mode       `json:"mode"`
	Places    []Place    `json:"places,omitempty"`
	Opens     time.Time  `json:"opens,omitzero"`       // zero: as soon as it is placed
	Closes    time.Time  `json:"closes,omitzero"`      // zero: DefaultOpen after it opens
	Interim   bool       `json:"interim,omitempty"`    // counts are shown while it is open; only Named
	AddOption bool       `json:"add_option,omitempty"` // everybody may add an option; only Named with One or Several
	Split     bool       `json:"split,omitempty"`      // the result is shown per channel too, where that is safe
	Remind    bool       `json:"remind,omitempty"`     // one reminder, in the channel
	NoMaker   bool       `json:"no_maker,omitempty"`   // who made it is not printed
	Repeat    string     `json:"repeat,omitempty"`     // RRULE (RFC 5545) of the next waves
	Template  string     `json:"template,omitempty"`   // id of the template it came from
}

// DefaultOpen is how long a poll is open whose maker names no end, and MaxOpen
// the longest: a poll that never ends would keep its key for ever.
const (
	DefaultOpen = 7 * 24 * time.Hour
	MaxOpen     = 60 * 24 * time.Hour
)

// An Answer is what somebody answered to one question: the indices of choices
// (for Rank: all of them, the best first), or Text for an Open question.
type Answer struct {
	Choices []int
	Text    string
}
