// Package paper is what a meeting has on paper: its agenda, long list, decision
// and action list, and receipt, each in the formats that offices use. It shows
// what it is given, for the view it is asked for, and reads no store.
package paper

import (
	"time"

	"wegwijs/bot"
)

// An Agenda is all that an agenda may tell, to those who may read everything.
// For takes out what a view does not have. It is kept as JSON in versions: its
// fields are a contract, and are only added to.
type Agenda struct {
	Committee   string    `json:"committee"` // its name
	CommitteeID string    `json:"committee_id"`
	Meeting     string    `json:"meeting"` // "aic/2027-01-12"
	Start       time.Time `json:"start"`
	End         time.Time `json:"end"`
	Place       string    `json:"place,omitempty"`
	Chair       string    `json:"chair,omitempty"`
	Secretary   string    `json:"secretary,omitempty"`
	Members     []Seat    `json:"members,omitempty"`
	Apologies   []string  `json:"apologies,omitempty"`
	Version     int       `json:"version"` // 0: not sent yet
	Final       bool      `json:"final"`
	Sent        time.Time `json:"sent,omitzero"`
	Changes     []string  `json:"changes,omitempty"` // since the version before, in the language of the document
	UID         string    `json:"uid"`               // of the calendar entry
	Sequence    int       `json:"sequence"`
	Cancelled   bool      `json:"cancelled,omitempty"`
	Lang        bot.Lang  `json:"lang"`
	Items       []Item    `json:"items"`

	Zone           string    `json:"zone,omitempty"` // "Europe/Amsterdam": where the clock is read
	Made           time.Time `json:"made,omitzero"`  // when the document was made, of what was not sent yet
	View           View      `json:"view,omitempty"` // for whom it is; set by For
	SecretaryEmail string    `json:"secretary_email,omitempty"`
}

// A Seat is a department with who sits for it.
type Seat struct {
	Department string `json:"department"` // its code
	Name       string `json:"name"`
	Deputy     string `json:"deputy,omitempty"`
}

// An Item is one point of an agenda, or one line of the long list.
type Item struct {
	Nr          string     `json:"nr,omitempty"`     // on the agenda: "5", "5a"
	Number      string     `json:"number,omitempty"` // of the request: "AIC-2027-014"
	Fixed       string     `json:"fixed,omitempty"`  // "opening"
	Sub         bool       `json:"sub,omitempty"`
	Title       string     `json:"title"`
	Kind        string     `json:"kind,omitempty"`   // "topic", "question"
	Nature      string     `json:"nature,omitempty"` // "inform", "discuss", "decide", "advise"
	Ask         string     `json:"ask,omitempty"`
	Explain     string     `json:"explain,omitempty"`
	Annotation  string     `json:"annotation,omitempty"` // for the chair
	Department  string     `json:"department,omitempty"` // its code
	Member      string     `json:"member,omitempty"`     // who passed it on
	Requester   string     `json:"requester,omitempty"`
	Speaker     string     `json:"speaker,omitempty"`
	Minutes     int        `json:"minutes,omitempty"`
	Start       time.Time  `json:"start,omitzero"` // by the running clock
	End         time.Time  `json:"end,omitzero"`
	Documents   []Document `json:"documents,omitempty"`
	MembersOnly bool       `json:"members_only,omitempty"`
	Advice      string     `json:"advice,omitempty"` // "asked", "unasked"; empty: none
	AdviceTo    string     `json:"advice_to,omitempty"`
	Principle   string     `json:"principle,omitempty"`
	State       string     `json:"state,omitempty"`
	Postponed   int        `json:"postponed,omitempty"`
	Brought     time.Time  `json:"brought,omitzero"`
	Outcome     string     `json:"outcome,omitempty"`
	Told        bool       `json:"told,omitempty"`
	Moves       []Move     `json:"moves,omitempty"` // who, when, why
}

// A Document belongs to an item.
type Document struct {
	Nr      string `json:"nr,omitempty"` // "5.1"
	Title   string `json:"title"`
	Link    string `json:"link,omitempty"`
	Access  string `json:"access"` // "open", "mail", "later", "closed"
	Version string `json:"version,omitempty"`
}

// A Move is one step of the life of an item.
type Move struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who,omitempty"` // empty: the bot
	Action string    `json:"action"`
	Reason string    `json:"reason,omitempty"`
}

// An Outcome is a decision, an action or an advice.
type Outcome struct {
	Number      string    `json:"number"` // "AIC-2027-B03"
	Kind        string    `json:"kind"`   // "decision", "action", "advice"
	Text        string    `json:"text"`
	Owner       string    `json:"owner,omitempty"`
	Due         string    `json:"due,omitempty"` // "2027-02-01"
	Done        bool      `json:"done,omitempty"`
	Postponed   int       `json:"postponed,omitempty"`
	Meeting     time.Time `json:"meeting,omitzero"`
	Item        string    `json:"item,omitempty"`  // number of the request
	Title       string    `json:"title,omitempty"` // of the request
	Asked       bool      `json:"asked,omitempty"` // of advice: somebody asked for it
	To          string    `json:"to,omitempty"`    // of advice
	MembersOnly bool      `json:"members_only,omitempty"`
}

// A List is a long list, a decision and action list, or a list of advice.
type List struct {
	Kind      ListKind  `json:"kind"`
	Committee string    `json:"committee"`
	At        time.Time `json:"at"`
	Meeting   time.Time `json:"meeting,omitzero"` // of decisions of one meeting
	Version   int       `json:"version,omitempty"`
	Final     bool      `json:"final,omitempty"`
	Lang      bot.Lang  `json:"lang"`
	Items     []Item    `json:"items,omitempty"`
	Outcomes  []Outcome `json:"outcomes,omitempty"`

	CommitteeID string `json:"committee_id,omitempty"`
	Zone        string `json:"zone,omitempty"` // where the clock is read
	View        View   `json:"view,omitempty"` // for whom it is; set by For
}

// A ListKind says which list it is.
type ListKind string

const (
	LongList  ListKind = "longlist"  // what came in and stands on no agenda yet
	Decisions ListKind = "decisions" // decisions and actions of a meeting
	Actions   ListKind = "actions"   // open actions, of all meetings
	Advices   ListKind = "advice"    // advice given
	Moves     ListKind = "moves"     // who did what with the items, when, and why
)

// A View says for whom a document is.
type View string

const (
	Members View = "members"
	Chair   View = "chair"   // with annotations
	Public  View = "public"  // nothing for members only
	Receipt View = "receipt" // one item, for who brought it
)

// A Format says how a document is written.
type Format string

const (
	ODT      Format = "odt"
	DOCX     Format = "docx"
	ODS      Format = "ods"
	XLSX     Format = "xlsx"
	CSV      Format = "csv"       // RFC 4180, UTF-8
	CSVExcel Format = "csv-excel" // with ; and a byte order mark, as a Dutch Excel opens it
	Markdown Format = "md"
	JSON     Format = "json"
	ICS      Format = "ics"
)
