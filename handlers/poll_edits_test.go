package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// TestEditsUnderLoad: however many people answer, the message of a poll changes
// once in two seconds with names and once in a minute without, and the last
// edit shows what is stored.
func TestEditsUnderLoad(t *testing.T) {
	for _, c := range []struct {
		name, line string
		give       func(d *desk, id string, who bot.UserID, choice int)
		pace, step time.Duration
		last       string
	}{
		{"named", `"Wie is er vrijdag?" "Ik ben er" "Ik ben er niet" --met-naam --tussenstand`, (*desk).name, 2 * time.Second, 100 * time.Millisecond, "- Ik ben er: 150"},
		{"unnamed", `"Weet je waar je terecht kunt?" "Ja" "Soms" "Nee"`, (*desk).pick, time.Minute, 2 * time.Second, "Ten minste 300 antwoorden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := bottest.NewClock(bottest.Start)
			d := newDesk(t, 300, clock)
			id := d.open(c.line)
			posted := clock.Now()
			for i := range 300 {
				c.give(d, id, voter(i), i%2)
				if i%3 == 2 {
					clock.Advance(c.step)
					d.idle()
				}
			}
			clock.Advance(c.pace)
			d.idle()
			lasted := clock.Now().Sub(posted)
			d.mu.Lock()
			defer d.mu.Unlock()
			if most := int(lasted / c.pace); len(d.edits) > most || len(d.edits) < most-1 {
				t.Errorf("%d edits in %v, want about %d", len(d.edits), lasted, most)
			}
			before := posted
			for i, e := range d.edits {
				if e.at.Sub(before) < c.pace {
					t.Errorf("edit %d came %v after the one before", i+1, e.at.Sub(before))
				}
				before = e.at
			}
			if last := fmt.Sprint(d.edits[max(0, len(d.edits)-1)].words); !strings.Contains(last, c.last) {
				t.Errorf("the last edit shows %q, want %q", last, c.last)
			}
		})
	}
}
