// Package item is what somebody brings to a committee: what it says, its life,
// and who sees what of it. It does not store, schedule or say anything.
package item

import (
	"strings"
	"time"

	"wegwijs/bot"
)

// A Kind says what is brought.
type Kind string

const (
	Topic    Kind = "topic"    // for the agenda of a meeting
	Question Kind = "question" // what knowledge is shared there
)

// A State says where an item is in its life.
type State string

const (
	Draft      State = "draft"      // only who is writing it knows it
	Waiting    State = "waiting"    // for its Holder
	Asked      State = "asked"      // its holder asked who brought it for more
	Passed     State = "passed"     // on the long list
	Scheduled  State = "scheduled"  // on the agenda of Meeting
	Held       State = "held"       // held over: on the long list, first for the next meeting
	Handled    State = "handled"    // treated in a meeting
	Circulated State = "circulated" // sent round for information, without a meeting
	Answered   State = "answered"   // a question got its answer
	Declined   State = "declined"   // not put on the agenda, with a reason
	Withdrawn  State = "withdrawn"  // by who brought it
	Merged     State = "merged"     // goes on as the item Into
)

// Over tells whether nothing more happens to an item in this state.
func (s State) Over() bool {
	switch s {
	case Handled, Circulated, Answered, Declined, Withdrawn, Merged:
		return true
	}
	return false
}

// A Holder says who has an item while it waits.
type Holder string

const (
	Member    Holder = "member"
	Deputy    Holder = "deputy"
	Secretary Holder = "secretary"
)

// A Nature says what the committee is asked to do with a topic.
type Nature string

const (
	Inform  Nature = "inform"  // ter informatie
	Discuss Nature = "discuss" // ter bespreking
	Decide  Nature = "decide"  // ter besluitvorming
	Advise  Nature = "advise"  // ter advisering
)

// An Access says how people get at a document.
type Access string

const (
	Open   Access = "open"   // the link opens for everybody who reads the agenda
	ByMail Access = "mail"   // it is sent by mail
	Later  Access = "later"  // it follows
	Closed Access = "closed" // for members only
)

// A Document belongs to an item. It is a link or only a title: the bot keeps no
// files.
type Document struct {
	Title   string `json:"title"`
	Link    string `json:"link,omitempty"` // http, https; empty with ByMail and Later
	Access  Access `json:"access"`
	Version string `json:"version,omitempty"`
}

// A Person is somebody here, or, with an empty Platform, somebody without an
// account here.
type Person struct {
	Platform bot.PlatformName `json:"platform,omitempty"`
	ID       bot.UserID       `json:"id,omitempty"`
	Handle   string           `json:"handle,omitempty"`
	Name     string           `json:"name,omitempty"`
	Email    string           `json:"email,omitempty"`
	Lang     bot.Lang         `json:"lang,omitempty"`
}

// Here tells whether the bot can talk to them.
func (p Person) Here() bool { return p.Platform != "" && p.ID != "" }

// Is tells whether two are one person: by account, by address, or, of two who have
// neither, by name.
func (p Person) Is(q Person) bool {
	switch {
	case p.Here() && p.Platform == q.Platform && p.ID == q.ID:
		return true
	case p.Email != "" || q.Email != "":
		return strings.EqualFold(p.Email, q.Email)
	}
	return !p.Here() && !q.Here() && p.Name != "" && p.Name == q.Name
}

// PersonOf is who caused an event.
func PersonOf(o *bot.Origin) Person {
	return Person{Platform: o.Platform, ID: o.From.ID, Handle: o.From.Handle, Name: o.From.Name, Email: o.From.Email, Lang: o.Lang}
}

// A Remark is one turn of the conversation in which a member asks for more.
type Remark struct {
	At   time.Time `json:"at"`
	By   Person    `json:"by"`
	From string    `json:"from"` // "holder" or "requester"
	Text string    `json:"text"`
}

// Advice says that an item is advice to somebody: asked or unasked.
type Advice struct {
	Asked bool   `json:"asked,omitempty"`
	To    string `json:"to,omitempty"` // "CRC", "VoRa"; empty: it is no advice
}

// An Item is what somebody brings. Texts are as people typed them.
type Item struct {
	ID         int64     `json:"-"`
	Rev        int       `json:"-"`
	Number     string    `json:"-"` // "AIC-2027-014"; a draft has none
	Committee  string    `json:"-"`
	Kind       Kind      `json:"-"`
	State      State     `json:"-"`
	Holder     Holder    `json:"-"`
	Department string    `json:"-"` // its code when it was brought; "" while it is not known
	Meeting    string    `json:"-"` // on whose agenda it stands, or stood last
	Created    time.Time `json:"-"`
	Waits      time.Time `json:"-"` // since when it waits for its holder
	Changed    time.Time `json:"-"`

	By     Person   `json:"by"`               // who brought it; they hear what becomes of it
	Typist Person   `json:"typist,omitzero"`  // who entered it for them, when that is somebody else
	Also   []Person `json:"also,omitempty"`   // who joined it; they hear what becomes of it too
	Agency string   `json:"agency,omitempty"` // their organisation within the department

	Topic   string `json:"topic"`
	Ask     string `json:"ask,omitempty"`     // what the committee is asked
	Explain string `json:"explain,omitempty"` // background
	Quote   string `json:"quote,omitempty"`   // the message it came from

	Nature      Nature     `json:"nature,omitempty"`
	Minutes     int        `json:"minutes,omitempty"` // 0: not given
	Speaker     string     `json:"speaker,omitempty"`
	Documents   []Document `json:"documents,omitempty"`
	MembersOnly bool       `json:"members_only,omitempty"`
	Advice      Advice     `json:"advice,omitzero"`
	Principle   string     `json:"principle,omitempty"`  // "betrekken", "binden", "bewegen" of the vision of 2024
	Annotation  string     `json:"annotation,omitempty"` // for the chair; only chair and secretary read it

	Talk      []Remark `json:"talk,omitempty"`
	Reason    string   `json:"reason,omitempty"`    // of what was decided last
	Answer    string   `json:"answer,omitempty"`    // to a question
	Outcome   string   `json:"outcome,omitempty"`   // of its treatment
	Postponed int      `json:"postponed,omitempty"` // how often it was held over
	Into      int64    `json:"into,omitempty"`      // what it was merged into
	From      []int64  `json:"from,omitempty"`      // what was merged into it
	Told      bool     `json:"told,omitempty"`      // who brought it heard what came of it
	Entry     *Entry   `json:"entry,omitempty"`     // the knowledge its answer became
}

// An Entry is what an answer became for whoever asks next.
type Entry struct {
	Title   string    `json:"title"`
	Summary string    `json:"summary"`
	By      string    `json:"by,omitempty"`
	On      time.Time `json:"on"`
	Lang    bot.Lang  `json:"lang,omitempty"`
}

// Bounds of what people can write, in characters. What is longer is not cut but
// refused, with what was typed kept in the form.
const (
	MostTopic   = 90
	MostAsk     = 1000
	MostExplain = 3000
	MostReason  = 1000
	MostAnswer  = 3000
	MostMinutes = 480
	MostSpeaker = 120
)
