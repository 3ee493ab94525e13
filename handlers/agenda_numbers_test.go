package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
)

// waiting stores requests of Finance, passed on or not.
func waiting(d *counter, n int, state item.State) {
	d.Helper()
	at := d.clock.Now()
	for i := range n {
		x := &item.Item{Committee: "aic", Kind: item.Topic, State: state, Department: "FIN", Created: at, Waits: at, Changed: at, By: d.who("lotte"),
			Number: fmt.Sprintf("AIC-2026-%03d", 200+i), Topic: fmt.Sprintf("Onderwerp %d over %s", i+1, strings.Repeat("communicatie ", i%4)), Ask: "Hoe doen jullie dat?",
			Explain: strings.Repeat("Achtergrond van dit onderwerp. ", 20)}
		if state == item.Waiting {
			x.Holder = item.Member
		} else {
			x.Nature, x.Minutes = item.Discuss, 10
		}
		d.brings(x)
	}
}

// TestARequestIsOnItsMembersListInASecond measures from an employee pressing send
// to the list of their member that has it, with nothing and with 500 requests
// waiting. The fastest of three counts: the machine does other things too.
func TestARequestIsOnItsMembersListInASecond(t *testing.T) {
	const most = time.Second
	for _, n := range []int{0, 500} {
		d := newCounter(t)
		waiting(d, n, item.Waiting)
		best := time.Hour
		for i := range 3 {
			d.says("alice", "/aic onderwerp")
			d.idle()
			topic := fmt.Sprintf("Zwanenmeer%d", i)
			began := time.Now()
			d.fills("alice", map[string]string{"topic": topic, "ask": "Welke ervaring hebben jullie?"})
			if number := "AIC-2026-00" + fmt.Sprint(i+1); !strings.Contains(d.seen("alice"), number) {
				t.Fatalf("the request was not sent; alice read %s", d.seen("alice"))
			}
			d.forget("max")
			d.says("max", "/aic te-doen")
			d.settle()
			best = min(best, time.Since(began))
			if !strings.Contains(d.seen("max"), topic) && n == 0 {
				t.Errorf("the list of the member has no %s: %s", topic, d.seen("max"))
			}
			if want := fmt.Sprint(n + i + 1); !strings.Contains(d.seen("max"), want) {
				t.Errorf("the list of the member does not say that %s wait: %.300s", want, d.seen("max"))
			}
		}
		t.Logf("from sending to the list of the member, with %d waiting: %v", n, best)
		if best > most {
			t.Errorf("with %d waiting it takes %v, want at most %v", n, best, most)
		}
	}
}

// TestHowManyInteractions counts what people do: everything typed, pressed,
// chosen or sent is one. The transcripts onderwerp-met-formulier, te-doen-drie
// and tafel/agenda-maken show the same steps with all that is said.
func TestHowManyInteractions(t *testing.T) {
	d := newCounter(t)
	most := func(who bot.UserID, what string, most int) {
		t.Helper()
		t.Logf("%s: %d, at most %d", what, d.acts[who], most)
		if d.acts[who] > most || d.acts[who] == 0 {
			t.Errorf("%s takes %d interactions, want at most %d", what, d.acts[who], most)
		}
		d.acts[who] = 0
	}
	bring := func(topic string) {
		d.says("alice", "/aic onderwerp")
		d.idle()
		d.fills("alice", map[string]string{"topic": topic, "ask": "Welke ervaring hebben jullie?"})
	}
	bring("Sociaal intranet")
	if !strings.Contains(d.seen("alice"), "AIC-2026-001") {
		t.Fatalf("nothing was sent: %s", d.seen("alice"))
	}
	most("alice", "an employee brings a topic", 3)

	bring("Podcasts maken")
	bring("Huisstijl vernieuwen")
	d.says("max", "/aic te-doen")
	d.presses("max", "AIC-2026-001")
	d.presses("max", "Zet door")
	d.presses("max", "Niet agenderen")
	d.fills("max", map[string]string{"reason": "Dit loopt al."})
	d.presses("max", "Zet door")
	if got := states(d, 1, 2, 3); strings.Contains(got, "waiting") {
		t.Errorf("the member has cleared everything, and it is %s", got)
	}
	most("max", "a member clears three requests", 8)

	waiting(d, 6, item.Passed) // with those two that makes eight
	d.says("sien", "/aic vergadering")
	d.presses("sien", "Stel een agenda voor")
	d.presses("sien", "Verstuur concept")
	d.presses("sien", "Verstuur")
	most("sien", "a secretary goes from what came in to a sent concept of eight topics", 12)
	d.says("yusuf", "/aic agenda")
	d.settle()
	for _, topic := range []string{"Onderwerp 1", "Onderwerp 6"} {
		if !strings.Contains(d.seen("yusuf"), topic) {
			t.Errorf("the concept that members see has no %s: %s", topic, d.seen("yusuf"))
		}
	}
	if n := strings.Count(states(d, 1, 2, 3, 4, 5, 6, 7, 8, 9), "scheduled"); n != 8 {
		t.Errorf("%d topics are on the agenda", n)
	}
}

func states(d *counter, ids ...int64) string {
	var all []string
	for _, x := range rows(d, ids) {
		all = append(all, x.State)
	}
	return strings.Join(all, " ")
}
