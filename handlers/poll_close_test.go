package handlers_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

var closings = flag.Int("closings", 30, "how many polls TestClosingWhilePeopleAnswer closes; the number to reach is 1000")

// TestClosingWhilePeopleAnswer closes polls while people answer:
// without names, with names, and with answers that are final. Who read that
// their answer is stored is counted, and nobody else.
func TestClosingWhilePeopleAnswer(t *testing.T) {
	const people = 24
	d := newDesk(t, people, bot.WallClock{})
	modes := []struct {
		flag string
		give func(id string, who bot.UserID, choice int)
	}{{"", d.pick}, {" --met-naam", d.name}, {" --definitief", d.fill}}
	var stored, late int
	for n := range *closings {
		mode := modes[n%len(modes)]
		id := d.open(fmt.Sprintf(`"Is dit ronde %d?" "Ja" "Nee"%s`, n, mode.flag))
		// Who answered in an earlier round must not be counted by what was said then.
		d.mu.Lock()
		clear(d.told)
		d.mu.Unlock()
		var given [2]atomic.Int64
		var wait sync.WaitGroup
		begin := make(chan struct{})
		wait.Go(func() {
			<-begin
			time.Sleep(rand.N(5 * time.Millisecond))
			d.do(&bot.Press{Origin: d.origin("bram"), Action: "poll.close", Value: id})
		})
		for i := range people {
			wait.Go(func() {
				<-begin
				time.Sleep(rand.N(4 * time.Millisecond))
				mode.give(id, voter(i), i%2)
			})
		}
		close(begin)
		wait.Wait()
		d.idle()
		if p := d.poll(id); p.State != store.PollClosed {
			t.Fatalf("round %d: the poll is %s; bram read %q", n, p.State, d.said("bram"))
		}
		mode.give(id, "telaat", 0)
		d.idle()
		if said := d.said("telaat"); !strings.Contains(said, "gesloten") {
			t.Errorf("round %d: who answers after the end reads %q", n, said)
		}
		for i := range people {
			switch said := d.said(voter(i)); {
			case strings.Contains(said, "pgeslagen"):
				given[i%2].Add(1)
			case strings.Contains(said, "gesloten"):
				late++
			default:
				t.Errorf("round %d: somebody reads %q", n, said)
			}
		}
		want := []int{int(given[0].Load()), int(given[1].Load())}
		stored += want[0] + want[1]
		d.resultIs(n, id, want)
		d.run()
	}
	t.Logf("%d polls closed; %d answers were stored in time, %d were refused", *closings, stored, late)
	if stored == 0 || late == 0 {
		t.Errorf("nothing met: %d answers in time, %d late", stored, late)
	}
}

// resultIs sees that a closed poll counts so many answers per choice, as far as
// that is told: fewer than five answers are nowhere to be found.
func (d *desk) resultIs(round int, id string, want []int) {
	d.Helper()
	people := want[0] + want[1]
	var o survey.Outcome
	if err := json.Unmarshal(d.poll(id).Result, &o); err != nil {
		d.Fatal(err)
	}
	switch {
	case people < 5 && o.Withheld == survey.FewAnswers, people == 0 && o.Withheld == survey.NoAnswers:
	case o.Answered != people || len(o.Questions) != 1:
		d.Errorf("round %d: %d people read that their answer is stored; the result: %+v", round, people, o)
	case o.Questions[0].By != nil && !slices.Equal(o.Questions[0].By, want):
		d.Errorf("round %d: stored were %d, the result counts %d", round, want, o.Questions[0].By)
	}
}
