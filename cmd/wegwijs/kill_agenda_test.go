package main

import (
	"context"
	"database/sql"
	"fmt"
	"html"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestKillDuringDecisions kills the built program without warning while
// employees bring topics and their member decides on them, over HTTP: also
// between a decision and the message about it. Afterwards every topic that was
// acknowledged is there once, numbers have no gaps, every decision that was
// acknowledged stands, no move is there twice, and whoever brought something
// heard of the decision exactly once. It kills a third as often as -kills says.
func TestKillDuringDecisions(t *testing.T) {
	binary := buildProgram(t)
	kills := max(2, *kills/3)
	var brought, decided int
	for done := 0; done < kills; {
		dir := t.TempDir()
		d := &decisions{client: &http.Client{Timeout: 5 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{MaxIdleConnsPerHost: 32}}, typed: map[string]bool{}, sent: map[string]bool{}, declined: map[string]bool{}, tried: map[string]bool{}}
		for range min(3, kills-done) {
			d.p = startDemo(t, binary, dir)
			d.untilKilled(time.Duration(500+rand.IntN(700)) * time.Millisecond)
			done++
		}
		d.p = startDemo(t, binary, dir)
		d.verify(t, filepath.Join(dir, "wegwijs.db"))
		d.p.stop(t)
		brought, decided = brought+len(d.sent), decided+len(d.declined)
	}
	t.Logf("%d kills, %d topics acknowledged, %d decisions acknowledged", kills, brought, decided)
	if brought < kills || decided < kills {
		t.Errorf("too little was in flight to prove anything: %d topics, %d decisions", brought, decided)
	}
}

var bringers = []string{"alice", "lotte", "ravi"} // all of Finance, whose member is max

// decisions is what people were told of what they brought and decided.
type decisions struct {
	p      *process
	client *http.Client
	tally  tally

	mu       sync.Mutex
	typed    map[string]bool // topics that were typed; the demo has some of its own
	sent     map[string]bool // topics whose sending was acknowledged
	declined map[string]bool // topics of which the decision was acknowledged
	tried    map[string]bool // topics of which a decision was sent
}

// untilKilled lets people work until the program is killed.
func (d *decisions) untilKilled(after time.Duration) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for _, who := range bringers {
		all.Go(func() {
			for ctx.Err() == nil {
				d.bring(ctx, who)
			}
		})
	}
	all.Go(func() {
		for ctx.Err() == nil {
			d.decide(ctx)
		}
	})
	time.Sleep(after)
	d.p.cmd.Process.Kill()
	cancel()
	all.Wait()
	d.p.cmd.Wait()
}

// someWord is a word that looks like no other: nothing is near it.
func someWord() string {
	b := make([]byte, 9)
	for i := range b {
		b[i] = byte('a' + rand.IntN(26))
	}
	return strings.ToUpper(string(b[:1])) + string(b[1:])
}

// bring types a topic in one line and sends it.
func (d *decisions) bring(ctx context.Context, who string) {
	topic := someWord()
	d.mu.Lock()
	d.typed[topic] = true
	d.mu.Unlock()
	if !d.p.post(d.client, "/say", url.Values{"as": {who}, "in": {"dm"}, "text": {"/aic onderwerp " + topic + ": hoe doen jullie dat?"}, "once": {d.tally.once()}}) {
		return
	}
	for ctx.Err() == nil {
		if button := buttonOn(d.p.page(d.client, who, "dm"), "Verstuur: "+topic); button != nil {
			button.Set("once", d.tally.once())
			if d.p.post(d.client, "/press", button) {
				d.mu.Lock()
				d.sent[topic] = true
				d.mu.Unlock()
			}
			time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

var (
	declineButton = regexp.MustCompile(`aria-label="Niet agenderen: ([A-Za-z]+)"`)
	formID        = regexp.MustCompile(`name="form" value="(\d+)"`)
)

// decide says no to what waits, one after the other.
func (d *decisions) decide(ctx context.Context) {
	if !d.p.post(d.client, "/say", url.Values{"as": {"max"}, "in": {"dm"}, "text": {"/aic te-doen"}, "once": {d.tally.once()}}) {
		return
	}
	time.Sleep(20 * time.Millisecond)
	page := d.p.page(d.client, "max", "dm")
	for _, m := range declineButton.FindAllStringSubmatch(page, -1) {
		topic := m[1]
		if d.tried[topic] || ctx.Err() != nil {
			continue
		}
		button := buttonOn(page, "Niet agenderen: "+topic)
		if button == nil {
			continue
		}
		button.Set("once", d.tally.once())
		if !d.p.post(d.client, "/press", button) {
			return
		}
		shown := d.p.page(d.client, "max", "dm")
		form := formID.FindStringSubmatch(shown)
		if form == nil || !strings.Contains(shown, `<p class="intro">“`+topic+"”.") {
			continue // not open yet: the next list has it again
		}
		d.tried[topic] = true
		if d.p.post(d.client, "/submit", url.Values{"as": {"max"}, "in": {"dm"}, "form": {form[1]}, "f-reason": {"Dit loopt al"}, "once": {d.tally.once()}}) {
			d.declined[topic] = true
		}
	}
}

// buttonOn is what pressing the button with this description sends.
func buttonOn(page, about string) url.Values {
	token := regexp.MustCompile(`name="b" value="([^"]+)"[^>]*aria-label="` + regexp.QuoteMeta(html.EscapeString(about)) + `"`)
	for _, form := range buttonForm.FindAllStringSubmatch(page, -1) {
		key := token.FindStringSubmatch(form[1])
		if key == nil {
			continue
		}
		v := url.Values{"b": {key[1]}}
		for _, part := range hiddenPart.FindAllStringSubmatch(form[1], -1) {
			v.Set(part[1], html.UnescapeString(part[2]))
		}
		return v
	}
	return nil
}

// broughtItem is what is stored of one topic.
type broughtItem struct {
	number, topic, state, person string
	submits, declines, moves     int
}

func broughtIn(t *testing.T, file string) (all []broughtItem, jobs int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT number, data ->> 'topic', state, person,
		(SELECT count(*) FROM agenda_move m WHERE m.item = i.id AND action = 'submit'),
		(SELECT count(*) FROM agenda_move m WHERE m.item = i.id AND action = 'decline'),
		(SELECT count(*) FROM agenda_move m WHERE m.item = i.id) FROM agenda_item i WHERE state <> 'draft' ORDER BY number`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var x broughtItem
		if err := rows.Scan(&x.number, &x.topic, &x.state, &x.person, &x.submits, &x.declines, &x.moves); err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRow(`SELECT count(*) FROM job WHERE kind IN ('agenda.tell', 'agenda.find')`).Scan(&jobs); err != nil {
		t.Fatal(err)
	}
	return all, jobs
}

// verify waits until all that is to be said was said, and compares.
func (d *decisions) verify(t *testing.T, file string) {
	t.Helper()
	if !d.p.post(d.client, "/say", url.Values{"as": {"max"}, "in": {"dm"}, "text": {"/aic te-doen"}, "once": {d.tally.once()}}) {
		t.Fatal("nothing is accepted after the start")
	}
	var all []broughtItem
	inTime(t, "all that was taken is done, and all is said", func() bool {
		var jobs int
		all, jobs = broughtIn(t, file)
		there, over := map[string]bool{}, 0
		for _, x := range all {
			there[x.topic] = true
			if x.state == "declined" && d.typed[x.topic] {
				over++
			}
		}
		for topic := range d.sent {
			if !there[topic] {
				return false
			}
		}
		return jobs == 0 && over >= len(d.declined)
	})
	pages := map[string]string{}
	for _, who := range bringers {
		pages[who] = d.p.page(d.client, who, "dm")
	}
	times := map[string]int{}
	for i, x := range all {
		times[x.topic]++
		if want := fmt.Sprintf("-%03d", i+1); !strings.HasSuffix(x.number, want) {
			t.Errorf("number %d is %s", i+1, x.number)
		}
		if !d.typed[x.topic] {
			continue
		}
		declined := 0
		if x.state == "declined" {
			declined = 1
		}
		if x.submits != 1 || x.declines != declined || x.moves != 1+declined || declined == 0 && x.state != "waiting" {
			t.Errorf("%s %s is %s, with %d submits, %d times no, and %d moves", x.number, x.topic, x.state, x.submits, x.declines, x.moves)
		}
		if declined == 0 && d.declined[x.topic] {
			t.Errorf("the decision on %s was acknowledged, and it is %s", x.topic, x.state)
		}
		if heard := strings.Count(pages[x.person], x.topic+" ("+x.number+") komt niet op de agenda"); heard != declined {
			t.Errorf("%s heard %d times that %s is declined; it is %s", x.person, heard, x.topic, x.state)
		}
	}
	for topic := range d.sent {
		if times[topic] != 1 {
			t.Errorf("%s was sent, and is there %d times", topic, times[topic])
		}
	}
}
