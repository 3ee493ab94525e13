package bot

// A Finding is the outcome of one check of an installation. Remedy says what to
// do and Paste is what to type for it; both are empty when nothing is wrong.
type Finding struct {
	Name   string
	State  State
	Found  string
	Remedy string
	Paste  string // lines for a shell; words in capitals are to be filled in
}

// State says how bad a finding is.
type State string

const (
	Fine    State = "ok"
	Limited State = "limited" // it works, with something missing
	Fault   State = "fault"
)
