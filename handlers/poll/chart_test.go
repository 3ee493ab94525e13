package poll

import (
	"bytes"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// TestResultTwice draws the same result again: a message that is looked at
// often must not be edited for it.
func TestResultTwice(t *testing.T) {
	o := newOffice(t, 3)
	x := o.closedPoll("twice", oneQuestion(soms), survey.Outcome{Asked: 128, Answered: 54, Questions: []survey.QuestionOutcome{{N: 54, By: []int{15, 31, 8}}}}, nil)
	pictures := func() (all [][]byte) {
		blocks, err := o.poll.resultBlocks(t.Context(), x, bot.NL)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			if pic, ok := b.(bot.Picture); ok {
				all = append(all, pic.PNG)
			}
		}
		return all
	}
	first := pictures()
	o.poll.charts = charts{} // a restart
	second := pictures()
	if len(first) != 1 || len(second) != 1 || !bytes.Equal(first[0], second[0]) {
		t.Errorf("%d and then %d pictures, not the same", len(first), len(second))
	}
	for i := range 2 * mostCharts {
		o.poll.charts.set([32]byte{byte(i)}, nil)
	}
	if n := len(o.poll.charts.drawn); n != mostCharts {
		t.Errorf("%d charts are remembered", n)
	}
}
