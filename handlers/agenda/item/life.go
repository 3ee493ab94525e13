package item

import "fmt"

// An Action is something that is done with an item.
type Action string

const (
	Submit     Action = "submit"     // who brought it sends it
	Complete   Action = "complete"   // the holder or secretary fills in the rest
	Pass       Action = "pass"       // to the long list
	AskMore    Action = "ask"        // who brought it is asked for more
	Reply      Action = "reply"      // who brought it answers that
	GiveAnswer Action = "answer"     // to a question
	Decline    Action = "decline"    // with a reason
	Withdraw   Action = "withdraw"   // by who brought it
	HandOn     Action = "hand on"    // to the deputy or the secretary, because its holder does not
	Schedule   Action = "schedule"   // on the agenda of a meeting
	Unschedule Action = "unschedule" // off it again
	Hold       Action = "hold"       // over to the next meeting
	Handle     Action = "handle"     // it was treated
	Circulate  Action = "circulate"  // sent round for information
	Merge      Action = "merge"      // into another item
	Tell       Action = "tell"       // who brought it was told what came of it
	Rehome     Action = "rehome"     // its department changed
	Promote    Action = "promote"    // its answer became knowledge
)

// moves are what can be done with an item in a state, and what state that gives.
var moves = map[Action]struct {
	from []State
	to   State // empty: the state stays
}{
	Submit:     {[]State{Draft}, Waiting},
	Complete:   {[]State{Waiting, Asked, Passed, Scheduled, Held}, ""},
	Pass:       {[]State{Waiting, Asked}, Passed},
	AskMore:    {[]State{Waiting, Asked, Passed, Held, Scheduled}, ""}, // see Next
	Reply:      {[]State{Asked, Waiting, Passed, Held, Scheduled}, ""},
	GiveAnswer: {[]State{Waiting, Asked, Passed, Held, Scheduled, Handled}, Answered},
	Decline:    {[]State{Waiting, Asked, Passed, Held}, Declined},
	Withdraw:   {[]State{Waiting, Asked, Passed, Scheduled, Held}, Withdrawn},
	HandOn:     {[]State{Waiting, Asked}, ""},
	Schedule:   {[]State{Passed, Held, Scheduled}, Scheduled},
	Unschedule: {[]State{Scheduled}, Passed},
	Hold:       {[]State{Scheduled, Passed, Held}, Held},
	Handle:     {[]State{Scheduled, Held}, Handled}, // Held: it was treated after all
	Circulate:  {[]State{Passed, Held, Scheduled}, Circulated},
	Merge:      {[]State{Waiting, Asked, Passed, Scheduled, Held}, Merged},
	Tell:       {[]State{Handled, Circulated, Answered, Declined, Merged, Held}, ""},
	Rehome:     {[]State{Waiting, Asked, Passed, Scheduled, Held}, ""},
	Promote:    {[]State{Answered}, ""},
}

// A WrongState says that something cannot be done with an item where it is now.
type WrongState struct {
	Action Action
	State  State
}

func (e *WrongState) Error() string {
	return fmt.Sprintf("%s cannot be done with an item that is %s", e.Action, e.State)
}

// Next returns the state that an action gives; *WrongState when it cannot be
// done in this one. To ask for more puts what waits aside until there is a
// reply; what is further on its way goes on meanwhile.
func Next(s State, a Action) (State, error) {
	m, ok := moves[a]
	if !ok {
		return s, &WrongState{a, s}
	}
	for _, from := range m.from {
		if from != s {
			continue
		}
		switch {
		case a == AskMore && s == Waiting:
			return Asked, nil
		case a == Reply && s == Asked:
			return Waiting, nil
		case m.to == "":
			return s, nil
		}
		return m.to, nil
	}
	return s, &WrongState{a, s}
}

// Can tells whether an action can be done with an item in a state.
func Can(s State, a Action) bool {
	_, err := Next(s, a)
	return err == nil
}
