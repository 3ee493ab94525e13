package item

import (
	"errors"
	"testing"
)

var (
	allStates  = []State{Draft, Waiting, Asked, Passed, Scheduled, Held, Handled, Circulated, Answered, Declined, Withdrawn, Merged}
	allActions = []Action{Submit, Complete, Pass, AskMore, Reply, GiveAnswer, Decline, Withdraw, HandOn, Schedule, Unschedule, Hold, Handle, Circulate, Merge, Tell, Rehome, Promote}
)

// TestEveryActionInEveryState is the whole life of an item: what is not in the
// table is refused.
func TestEveryActionInEveryState(t *testing.T) {
	table := map[State]map[Action]State{
		Draft: {Submit: Waiting},
		Waiting: {Complete: Waiting, Pass: Passed, AskMore: Asked, Reply: Waiting, GiveAnswer: Answered, Decline: Declined,
			Withdraw: Withdrawn, HandOn: Waiting, Merge: Merged, Rehome: Waiting},
		Asked: {Complete: Asked, Pass: Passed, AskMore: Asked, Reply: Waiting, GiveAnswer: Answered, Decline: Declined,
			Withdraw: Withdrawn, HandOn: Asked, Merge: Merged, Rehome: Asked},
		Passed: {Complete: Passed, AskMore: Passed, Reply: Passed, GiveAnswer: Answered, Decline: Declined, Withdraw: Withdrawn,
			Schedule: Scheduled, Hold: Held, Circulate: Circulated, Merge: Merged, Rehome: Passed},
		Scheduled: {Complete: Scheduled, AskMore: Scheduled, Reply: Scheduled, GiveAnswer: Answered, Withdraw: Withdrawn,
			Schedule: Scheduled, Unschedule: Passed, Hold: Held, Handle: Handled, Circulate: Circulated, Merge: Merged, Rehome: Scheduled},
		Held: {Handle: Handled, Complete: Held, AskMore: Held, Reply: Held, GiveAnswer: Answered, Decline: Declined, Withdraw: Withdrawn,
			Schedule: Scheduled, Hold: Held, Circulate: Circulated, Merge: Merged, Tell: Held, Rehome: Held},
		Handled:    {GiveAnswer: Answered, Tell: Handled},
		Circulated: {Tell: Circulated},
		Answered:   {Tell: Answered, Promote: Answered},
		Declined:   {Tell: Declined},
		Withdrawn:  {},
		Merged:     {Tell: Merged},
	}
	for _, s := range append(allStates, "", "nonsense") {
		for _, a := range append(allActions, "", "nonsense") {
			want, ok := table[s][a]
			if !ok {
				want = s
			}
			got, err := Next(s, a)
			if got != want || (err == nil) != ok || Can(s, a) != ok {
				t.Errorf("%q in %q gives %q (%v), want %q, possible: %t", a, s, got, err, want, ok)
			}
			var wrong *WrongState
			if !ok && (!errors.As(err, &wrong) || wrong.State != s || wrong.Action != a || wrong.Error() == "") {
				t.Errorf("%q in %q is refused with %v", a, s, err)
			}
		}
	}
	if len(moves) != len(allActions) {
		t.Errorf("%d actions are tested, there are %d", len(allActions), len(moves))
	}
}

// TestOver sees that of what is over nothing goes on without a reopening, and
// that everything else can still come to an end.
func TestOver(t *testing.T) {
	over := map[State]bool{Handled: true, Circulated: true, Answered: true, Declined: true, Withdrawn: true, Merged: true}
	for _, s := range allStates {
		if s.Over() != over[s] {
			t.Errorf("%s is over: %t", s, s.Over())
		}
		if end, ok := ends(s, map[State]bool{}); !ok {
			t.Errorf("from %s nothing that is over can be reached (%v)", s, end)
		}
		for _, a := range allActions {
			next, err := Next(s, a)
			if err == nil && s.Over() && !next.Over() {
				t.Errorf("%s takes an item out of %s, which is over", a, s)
			}
			if err == nil && next == Draft {
				t.Errorf("%s makes a draft of what was sent", a)
			}
		}
	}
}

// ends looks for a state that is over.
func ends(s State, been map[State]bool) (State, bool) {
	if s.Over() {
		return s, true
	}
	been[s] = true
	for _, a := range allActions {
		if next, err := Next(s, a); err == nil && !been[next] {
			if end, ok := ends(next, been); ok {
				return end, true
			}
		}
	}
	return "", false
}
