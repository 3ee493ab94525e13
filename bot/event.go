package bot

import "time"

// PlatformName tells one place where people talk from another: "mattermost",
// "slack", "web". It is lower case and never shown to people.
type PlatformName string

// A UserID names a person within one platform. Two platforms may use the same
// id for different people; PersonID tells them apart.
type UserID string

// A ChannelID names a channel, a group or a direct conversation within one platform.
type ChannelID string

// A MessageID names a message within one platform. It never enters a
// feature's tables: features know messages by their Key.
type MessageID string

// A PersonID names a person across all platforms of this installation.
type PersonID struct {
	Platform PlatformName
	User     UserID
}

// A User is a person as the platform knows them.
type User struct {
	ID       UserID
	Name     string         // as shown to colleagues, "Anna de Boer"; typed by a person, so Plain
	Handle   string         // what comes after the @, without it
	Lang     Lang           // from the profile; empty when unknown
	Zone     *time.Location // nil when unknown
	Email    string         // empty when unknown or hidden
	Guest    bool           // not an employee of the organisation
	Bot      bool
	Inactive bool // deactivated or left
}

// An Event is something that happened: somebody said something (*Command,
// *Mention), pressed something (*Press), submitted a form (*Submit), time
// passed (*Due), a message of ours was deleted by hand (*Gone), or somebody
// opened the place that is theirs alone (*Visit).
type Event interface{ origin() *Origin }

// Origin is what every event carries: who, where, when, and an id that
// repeats when the platform delivers the event again.
type Origin struct {
	ID       string // the same on redelivery, unique within Platform; never shown
	Platform PlatformName
	From     User      // ID is always set for what people do; the router fills in what the adapter left empty
	Channel  ChannelID // where it happened; for a direct conversation its id, when the platform has one
	Direct   bool      // a direct conversation between this person and the bot
	Thread   MessageID // root of the thread it happened in; empty at top level
	Message  MessageID // what was said, or the message that was pressed
	At       time.Time // our clock on receipt: the only "now" a feature sees
	Roles    []Role    // what the person may do beyond everybody; the router fills them in
	Lang     Lang      // the reader's language; the router settles it before a handler sees the event
	Reply    string    // the adapter's own handle for answering (trigger, response URL); nobody else reads it
	Mark     string    // set by the router: hand it to the store with the transaction that handles this event
	aside    bool      // the person is in the direct conversation, although it happened elsewhere
	directly bool      // the person wants there what only they may see
}

func (o *Origin) origin() *Origin { return o }

// Directly tells whether what only this person may see reaches them in their
// direct conversation, and not where the event happened: because it happened
// there, or because they chose so.
func (o *Origin) Directly() bool { return o.Direct || o.aside || o.directly }

// Person returns who caused the event.
func (o *Origin) Person() PersonID { return PersonID{o.Platform, o.From.ID} }

// OriginOf gives access to what every event carries. The result may be
// changed before the event is dispatched, not after.
func OriginOf(e Event) *Origin { return e.origin() }

// A Command is words addressed to Wegwijs that name what should be done. It
// comes from a slash command, or from a mention or direct message that starts
// with the same word. With an empty Word it is free text: a question.
type Command struct {
	Origin
	Name  string // the slash command, without the slash: "wegwijs"
	Word  string // the sub-command that was recognised, by its canonical name: "help"; empty for free text
	Text  string // what follows, spaces trimmed; typed by a person
	Slash bool   // typed as a slash command, so the channel did not see it
	// Quote is what the message said that the command is about, as plain words;
	// empty when it is about none or when the message cannot be read. Only a
	// word with Words.OnMessage gets it, and only when Text is empty. It was
	// typed by a person: at most MostQuoted characters, cut with "…".
	Quote   string
	QuoteBy User // who said it; zero when unknown
}

// MostQuoted is the longest a quote is, in characters: what fits in a LongText.
const MostQuoted = 3000

// A Mention is words addressed to Wegwijs by name in a channel, or in a
// direct conversation. Text is without the bot's own name. The router turns
// it into a Command; features never see it.
type Mention struct {
	Origin
	Text string
}

// A Press is a button pressed or a menu chosen from. Buttons keep working for
// as long as their object is open, so Value is checked against what is stored.
type Press struct {
	Origin
	Action string // what the feature registered: "knowledge.share"
	Value  string // the object it is about, as the feature wrote it
	Choice string // the option chosen; only from a Menu
}

// A Submit is a form that was filled and sent.
type Submit struct {
	Origin
	Action string
	State  string // as the feature wrote it in the Form
	Values Values
}

// A Due is time that passed: something the store had scheduled. It may come
// more than once (after a crash, or after a failed delivery), so its handler
// looks at what is stored and repeats nothing that is done.
type Due struct {
	Origin         // From.ID and Channel say to whom the reply goes
	Kind    string // what the feature registered: "poll.close"
	Key     string // which one
	Payload []byte
	Tries   int // how often it was tried before
}

// A Visit is somebody opening the place where a platform shows them what the bot
// has for them alone, such as the Home tab of Slack. What its handler returns is
// shown there, and replaces what was shown before.
type Visit struct{ Origin }

// A Gone is a keyed message that somebody deleted by hand.
type Gone struct {
	Origin
	Key string
}

var (
	_ Event = (*Command)(nil)
	_ Event = (*Mention)(nil)
	_ Event = (*Press)(nil)
	_ Event = (*Submit)(nil)
	_ Event = (*Due)(nil)
	_ Event = (*Gone)(nil)
	_ Event = (*Visit)(nil)
)
