package main

import (
	"bufio"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var kills = flag.Int("kills", 8, "how often TestKill kills the program")

// roundsPerFolder keeps pages short: the page of a channel shows its newest messages.
const roundsPerFolder = 8

// TestKill kills the built program without warning at random moments, while
// people ask and press over HTTP. Afterwards every message that was accepted is
// answered once, every press that was acknowledged has had its effect, every
// job has run, and nothing keyed appears twice.
func TestKill(t *testing.T) {
	binary := buildProgram(t)
	var asked, shared int
	for done := 0; done < *kills; {
		dir := t.TempDir()
		var tally tally
		rounds := min(roundsPerFolder, *kills-done)
		for range rounds {
			p := startDemo(t, binary, dir)
			p.underLoad(&tally, time.Duration(20+rand.IntN(180))*time.Millisecond)
			done++
		}
		p := startDemo(t, binary, dir)
		p.verify(t, &tally, filepath.Join(dir, "wegwijs.db"))
		p.stop(t)
		verifyStore(t, filepath.Join(dir, "wegwijs.db"), &tally)
		asked += int(tally.asked.Load())
		shared += int(tally.acknowledged.Load())
	}
	t.Logf("%d kills, %d messages accepted, %d presses acknowledged", *kills, asked, shared)
	if asked < *kills || shared == 0 {
		t.Errorf("too little was in flight to prove anything: %d messages, %d presses", asked, shared)
	}
}

// direct are questions with an answer, with suggestions, and with nobody but
// the nearest network: each takes another way through the bot.
var direct = []string{"wie zit er in de AIC", "hoe krijg ik mijn directeur mee in een communicatietraject", "welk weer wordt het morgen", "thema's", "kernboodschap en communicatieplan"}

// tally is what people were told.
type tally struct {
	asked        atomic.Int64 // messages that were accepted, direct ones only
	pressed      atomic.Int64 // share buttons pressed
	acknowledged atomic.Int64 // presses that were acknowledged
	n            atomic.Int64
	buttons      sync.Map // share buttons that were pressed; once each, over all rounds
	shown        int      // shared answers people see in the end
}

type process struct {
	cmd *exec.Cmd
	url string
}

var announced = regexp.MustCompile(`http://[^ ]+`)

// startDemo starts the program and waits until it says that it is ready.
func startDemo(t testing.TB, binary, dir string, flags ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(binary, append([]string{"demo", "--listen", "127.0.0.1:0", "--data", dir}, flags...)...)}
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill() })
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("the program said %q and stopped: %v", line, err)
	}
	p.url = announced.FindString(line)
	go io.Copy(io.Discard, lines)
	return p
}

// underLoad lets people ask and press, and kills the program after a while.
func (p *process) underLoad(tally *tally, after time.Duration) {
	client := &http.Client{Timeout: 5 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ctx, cancel := context.WithCancel(context.Background())
	var people sync.WaitGroup
	for _, who := range []string{"fatima", "joost", "yusuf", "ineke"} {
		people.Go(func() {
			for ctx.Err() == nil {
				if p.post(client, "/say", url.Values{"as": {who}, "in": {"dm"}, "text": {direct[rand.IntN(len(direct))]}, "once": {tally.once()}}) {
					tally.asked.Add(1)
				}
				time.Sleep(15 * time.Millisecond)
			}
		})
	}
	for _, who := range []string{"thijs", "soraya"} {
		people.Go(func() {
			for ctx.Err() == nil {
				p.post(client, "/say", url.Values{"as": {who}, "in": {"algemeen"}, "text": {"/wegwijs kernboodschap"}, "once": {tally.once()}})
				for _, button := range p.shareButtons(client, who) {
					if _, before := tally.buttons.LoadOrStore(who+button.Get("m"), true); !before {
						tally.pressed.Add(1)
						if p.post(client, "/press", button) {
							tally.acknowledged.Add(1)
						}
					}
				}
			}
		})
	}
	time.Sleep(after)
	p.cmd.Process.Kill()
	cancel()
	people.Wait()
	p.cmd.Wait()
}

// once is the token of one form, as the page would have made it.
func (y *tally) once() string { return fmt.Sprintf("KILLTEST%018d", y.n.Add(1)) }

// post tells whether the program accepted a form.
func (p *process) post(client *http.Client, path string, form url.Values) bool {
	resp, err := client.PostForm(p.url+path, form)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusSeeOther
}

func (p *process) page(client *http.Client, who, in string) string {
	resp, err := client.Get(p.url + "/?as=" + who + "&in=" + in)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return ""
	}
	return string(body)
}

var (
	buttonForm = regexp.MustCompile(`(?s)<form class="buttons"[^>]*>(.*?)</form>`)
	hiddenPart = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)
	shareKey   = regexp.MustCompile(`name="b" value="([0-9a-f]+)"[^>]*>Deel in dit kanaal<`)
)

// shareButtons are the forms that pressing a share button sends.
func (p *process) shareButtons(client *http.Client, who string) (forms []url.Values) {
	for _, form := range buttonForm.FindAllStringSubmatch(p.page(client, who, "algemeen"), -1) {
		key := shareKey.FindStringSubmatch(form[1])
		if key == nil {
			continue
		}
		v := url.Values{"b": {key[1]}}
		for _, part := range hiddenPart.FindAllStringSubmatch(form[1], -1) {
			v.Set(part[1], html.UnescapeString(part[2]))
		}
		forms = append(forms, v)
	}
	return forms
}

// verify waits until everything that was promised is visible and every stored
// job has run, and sees that nothing is there twice. A job that was under way at
// two kills in a row waits a little before it is tried again.
func (p *process) verify(t *testing.T, tally *tally, file string) {
	t.Helper()
	client := &http.Client{Timeout: 5 * time.Second}
	var said, answered, shown int
	deadline := time.Now().Add(20 * time.Second)
	for {
		said, answered = 0, 0
		for _, who := range []string{"fatima", "joost", "yusuf", "ineke"} {
			page := p.page(client, who, "dm")
			said += strings.Count(page, `<div class="words typed"`)
			answered += strings.Count(page, `<article class="msg ours`)
		}
		shown = strings.Count(p.page(client, "alice", "algemeen"), "deelt een antwoord van Wegwijs")
		if said == answered && shown >= int(tally.acknowledged.Load()) && jobsIn(t, file) == 0 || time.Now().After(deadline) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	tally.shown = shown
	if said < int(tally.asked.Load()) {
		t.Errorf("%d messages were accepted, %d are there", tally.asked.Load(), said)
	}
	if answered != said {
		t.Errorf("%d messages, %d answers", said, answered)
	}
	if shown < int(tally.acknowledged.Load()) || shown > int(tally.pressed.Load()) {
		t.Errorf("%d presses, %d acknowledged, %d answers shared", tally.pressed.Load(), tally.acknowledged.Load(), shown)
	}
}

func (p *process) stop(t testing.TB) {
	t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the program did not stop well: %v", err)
	}
}

// jobsIn counts the stored jobs of the kind that presses schedule.
func jobsIn(t *testing.T, file string) (waiting int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM job WHERE kind = 'knowledge.shared'`).Scan(&waiting); err != nil {
		t.Fatal(err)
	}
	return waiting
}

// verifyStore sees that every job has run and that each key was posted once.
func verifyStore(t *testing.T, file string, tally *tally) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var keys int
	if err := db.QueryRow(`SELECT count(*) FROM posted WHERE key LIKE 'knowledge/shared/%'`).Scan(&keys); err != nil {
		t.Fatal(err)
	}
	if waiting := jobsIn(t, file); waiting != 0 {
		t.Errorf("%d jobs did not run", waiting)
	}
	if keys != tally.shown {
		t.Errorf("%d keyed messages are shown, %d keys are known: something appears twice or not at all", tally.shown, keys)
	}
}
