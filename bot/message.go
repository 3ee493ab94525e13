package bot

import "time"

// A Message is what Wegwijs says, as blocks from top to bottom. It is a value:
// once returned from a handler it is not changed.
type Message struct {
	// Key names a message that is posted once and edited ever after; empty for
	// a message that is said and done. It starts with the name of the feature
	// and a slash: "poll/12/C123". One key is one message in one place.
	Key string
	// Pace is the least time between two edits of a keyed message; 0 means DefaultPace.
	Pace time.Duration
	// Final says that a keyed message will not change any more. It is not
	// looked at again at start.
	Final  bool
	Blocks []Block
}

// DefaultPace is the least time between two edits of one message, chosen for
// the slowest platform: Slack allows chat.update some 50 times a minute for
// the whole workspace (https://docs.slack.dev/apis/web-api/rate-limits, tier 3).
const DefaultPace = 2 * time.Second

// Say makes a message of blocks.
func Say(blocks ...Block) *Message { return &Message{Blocks: blocks} }

// A Block is one part of a message. The set is closed: a new need is a new
// type here, with a rendering on every platform. What a platform cannot show is
// degraded in that platform's renderer, never in a feature.
type Block interface{ block() }

// Para is a paragraph, and below it a list when there are items.
type Para struct {
	Text     Text // nil: only the list
	Items    []Text
	Numbered bool // the items are steps in an order
}

// Fields are labels with values, few and short.
type Fields []Pair

// A Pair is one label with its value.
type Pair struct{ Label, Value Text }

// Buttons stand in a row. At most five, so that they fit on a phone; the
// router refuses more as a programmer error.
type Buttons []Button

// MaxButtons is the most buttons in one row.
const MaxButtons = 5

// A Button is pressed once or often; each press is an event.
type Button struct {
	Label  Text // at most 40 characters
	Hint   Text // what a screen reader says instead, when the label alone is not enough; may be nil
	Action string
	Value  string // at most 200 bytes; never what somebody answered
	Style  Style
}

// Style says how much a button asks for attention. It never carries meaning
// that the label does not have.
type Style int

const (
	Normal Style = iota
	Primary
	Danger
)

// Menu is a list to choose one option from; choosing is the event.
type Menu struct {
	Label   Text // shown as the empty choice: "Kies een thema"
	Action  string
	Value   string
	Options []Option // at most 100
}

// MaxOptions is the most options of a menu or a choice field
// (https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element).
const MaxOptions = 100

// An Option is one thing to choose.
type Option struct {
	Label Text   // at most 75 characters
	Value string // at most 75 bytes, unique among its siblings
}

// Table has a caption and a head, so that it can be read aloud.
type Table struct {
	Caption Text
	Head    []Text
	Rows    [][]Text // each as long as Head
}

// Picture is a PNG with a text that says the same.
type Picture struct {
	Name string // "uitslag.png"
	PNG  []byte
	Alt  Text
}

// File is something to download.
type File struct {
	Name string // with its extension; shown
	Type string // media type
	Data []byte
}

// Note is one small line: source, date, who may see it.
type Note struct{ Text Text }

func (Para) block()    {}
func (Fields) block()  {}
func (Buttons) block() {}
func (Menu) block()    {}
func (Table) block()   {}
func (Picture) block() {}
func (File) block()    {}
func (Note) block()    {}
