package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"html"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

var pollKills = flag.Int("pollkills", 3, "how often TestKillDuringAnswers kills the program")

// TestKillDuringAnswers kills the built program without warning while people
// answer a poll without names and change their answers, over HTTP. Afterwards
// what is stored of each of them is the last answer that was acknowledged, or
// the one that was on its way at the kill, and the result counts just those.
func TestKillDuringAnswers(t *testing.T) {
	binary, dir := buildProgram(t), t.TempDir()
	file := filepath.Join(dir, "wegwijs.db")
	client := &http.Client{Timeout: 5 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{MaxIdleConnsPerHost: 32}}
	tally := &tally{}
	p := startDemo(t, binary, dir)
	if !p.post(client, "/say", url.Values{"as": {"bram"}, "in": {"algemeen"}, "text": {`/peiling "Weet je waar je terecht kunt?" "Ja" "Soms" "Nee"`}, "once": {tally.once()}}) {
		t.Fatal("the poll was not accepted")
	}
	inTime(t, "there is a poll to answer", func() bool { return p.answerForm(client, "alice") != nil })
	p.stop(t) // colleagues of the demo who answer by themselves do not go on after a stop
	id, _, _ := pollIn(t, file)
	keys, err := store.OpenKeys(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	people := []*answering{}
	for _, who := range append(demoPeople().People, demoPeople().Colleagues...) {
		people = append(people, &answering{who: string(who.ID), last: -1})
	}
	acknowledged := 0
	p = startDemo(t, binary, dir)
	for _, x := range people {
		inTime(t, x.who+" sees the poll", func() bool { x.form = p.answerForm(client, x.who); return x.form != nil })
	}
	for range *pollKills {
		acknowledged += p.answerUntilKilled(client, tally, people, time.Duration(150+rand.IntN(350))*time.Millisecond)
		p = startDemo(t, binary, dir)
		// Whatever comes after the start waits for what was taken and not done before it.
		if !p.post(client, "/say", url.Values{"as": {"bram"}, "in": {"dm"}, "text": {"/peiling lijst"}, "once": {tally.once()}}) {
			t.Fatal("nothing is accepted after the start")
		}
		for _, x := range people {
			tag, err := keys.Tag(id, "web|"+x.who)
			if err != nil {
				t.Fatal(err)
			}
			if got := choiceOf(t, file, id, tag); !x.fits(got) {
				t.Errorf("%s was told that answer %d is stored, and sent %d since; %d is there", x.who, x.last, x.since, got)
			}
		}
	}
	want := make([]int, 3)
	for n := range want {
		want[n] = countOf(t, file, id, n)
	}
	if !p.post(client, "/say", url.Values{"as": {"bram"}, "in": {"dm"}, "text": {"/peiling sluit " + id}, "once": {tally.once()}}) {
		t.Fatal("the end was not accepted")
	}
	var result []byte
	inTime(t, "the poll is closed", func() bool {
		var state string
		_, state, result = pollIn(t, file)
		return state == string(store.PollClosed)
	})
	p.stop(t)
	var o survey.Outcome
	if err := json.Unmarshal(result, &o); err != nil {
		t.Fatal(err)
	}
	if len(o.Questions) != 1 || !slices.Equal(o.Questions[0].By, want) {
		t.Errorf("stored were %d, the result is %+v", want, o)
	}
	t.Logf("%d kills, %d answers acknowledged; %d in the result", *pollKills, acknowledged, want)
	if acknowledged < 20**pollKills {
		t.Errorf("too little was in flight to prove anything: %d answers", acknowledged)
	}
}

// answering is one person who answers and changes their mind.
type answering struct {
	who   string
	form  url.Values // that answers, as the page has it
	last  int        // what was acknowledged last; -1: nothing
	since []int      // what was sent since, and may be stored
}

// fits tells whether an answer that is stored may be.
func (x *answering) fits(stored int) bool {
	return stored == x.last || slices.Contains(x.since, stored)
}

// answerUntilKilled lets everybody answer as fast as they are acknowledged, kills
// the program, and tells how many answers were acknowledged.
func (p *process) answerUntilKilled(client *http.Client, tally *tally, people []*answering, after time.Duration) (acknowledged int) {
	ctx, cancel := context.WithCancel(context.Background())
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, x := range people {
		all.Go(func() {
			form := maps.Clone(x.form)
			for ctx.Err() == nil {
				choice := rand.IntN(3)
				x.since = append(x.since, choice)
				form.Set("once", tally.once())
				form.Set("choice", strconv.Itoa(choice))
				if !p.post(client, "/press", form) {
					return // killed: this one may be stored, or not
				}
				x.last, x.since = choice, nil
				mu.Lock()
				acknowledged++
				mu.Unlock()
			}
		})
	}
	time.Sleep(after)
	p.cmd.Process.Kill()
	all.Wait()
	cancel()
	p.cmd.Wait()
	return acknowledged
}

var menuForm = regexp.MustCompile(`(?s)<form class="menu"[^>]*>(.*?)</form>`)
var menuToken = regexp.MustCompile(`name="b" value="([^"]+)"`)

// answerForm is what answering from the menu of the poll sends; nil while there is none.
func (p *process) answerForm(client *http.Client, who string) url.Values {
	form := menuForm.FindStringSubmatch(p.page(client, who, "algemeen"))
	if form == nil {
		return nil
	}
	v := url.Values{}
	for _, part := range hiddenPart.FindAllStringSubmatch(form[1], -1) {
		v.Set(part[1], html.UnescapeString(part[2]))
	}
	if token := menuToken.FindStringSubmatch(form[1]); token != nil {
		v.Set("b", html.UnescapeString(token[1]))
	}
	return v
}

func inTime(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 20 s: %s", what)
		}
	}
}

// query reads one row of the store beside the running program.
func query(t *testing.T, file, sqlText string, args []any, into ...any) (found bool) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.QueryRow(sqlText, args...).Scan(into...)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		t.Fatal(err)
	}
	return err == nil
}

func pollIn(t *testing.T, file string) (id, state string, result []byte) {
	t.Helper()
	if !query(t, file, `SELECT id, state, result FROM poll`, nil, &id, &state, &result) {
		t.Fatal("there is no poll")
	}
	return id, state, result
}

// choiceOf is what somebody answered; -1 is nothing.
func choiceOf(t *testing.T, file, poll string, tag []byte) int {
	t.Helper()
	var choice string
	if !query(t, file, `SELECT choice FROM poll_answer WHERE poll = ? AND holder = ? AND question = 0`, []any{poll, tag}, &choice) {
		return -1
	}
	n, err := strconv.Atoi(choice)
	if err != nil {
		t.Fatalf("an answer is %q", choice)
	}
	return n
}

func countOf(t *testing.T, file, poll string, choice int) (n int) {
	t.Helper()
	query(t, file, `SELECT count(*) FROM poll_answer WHERE poll = ? AND choice = ?`, []any{poll, strconv.Itoa(choice)}, &n)
	return n
}
