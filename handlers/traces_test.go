package handlers_test

import (
	"bytes"
	"context"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest/world"
	slackworld "wegwijs/bot/slack/slacktest/world"
	"wegwijs/handlers"
	"wegwijs/store"
)

// What people answer here is found nowhere else, so that a scan for it means something.
const (
	answerOne   = "Appelgroen"
	answerTwo   = "Bosgeel"
	answerThree = "Citroenrood"
)

var tracedAnswers = []string{answerOne, answerTwo, answerThree}

// A traced is a world whose adapter keeps what it must in the database of the
// bot, as in production, and everything that goes over its wire is written down.
type traced struct {
	*bottest.Stage
	world    bottest.World
	platform string
	log      *bottest.StageLog

	mu   sync.Mutex
	bot  *handlers.Bot
	wire []onWire
}

type onWire struct {
	method, url string
	body        []byte
}

func (w *traced) watch(method, url string, body []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wire = append(w.wire, onWire{method, url, bytes.Clone(body)})
}

func (w *traced) store() *store.Store {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.bot.Store
}

// The adapter is made before the database is open.
func (w *traced) Kept(ctx context.Context, area, key string) ([]byte, bool, error) {
	return w.store().Kept(ctx, area, key)
}

func (w *traced) KeptAll(ctx context.Context, area string) (map[string][]byte, error) {
	return w.store().KeptAll(ctx, area)
}

func (w *traced) Keep(ctx context.Context, area, key string, data []byte, expires time.Time) error {
	return w.store().Keep(ctx, area, key, data, expires)
}

func (w *traced) KeepAll(ctx context.Context, area string, all map[string][]byte, expires time.Time) error {
	return w.store().KeepAll(ctx, area, all, expires)
}

func (w *traced) Unkeep(ctx context.Context, area, key string) (bool, error) {
	return w.store().Unkeep(ctx, area, key)
}

func newTraced(t *testing.T, platform string) *traced {
	t.Helper()
	w := &traced{platform: platform, log: &bottest.StageLog{}}
	log := zerolog.New(w.log).Level(zerolog.DebugLevel)
	var err error
	switch platform {
	case "plain":
		w.world = bottest.NewPlain(bottest.PlainOptions{})
	case "plain-without-forms":
		w.platform, w.world = "plain", bottest.NewPlain(bottest.PlainOptions{NoForms: true})
	case "mattermost":
		w.world, err = world.New(world.Options{Log: log, Memory: w, Watch: w.watch})
	case "slack":
		w.world, err = slackworld.New(slackworld.Options{Log: log, Keeps: w, Watch: w.watch})
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Stage = bottest.NewStage(t, w.world, func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
		stack, err := build(ctx, env)
		if err == nil {
			w.mu.Lock()
			w.bot = stack.(*handlers.Bot)
			w.mu.Unlock()
		}
		return stack, err
	}, w.log)
	return w
}

// id is who somebody is on this platform.
func (w *traced) id(who string) string {
	if p, ok := w.world.Platform().(interface{ IDOf(string) bot.UserID }); ok {
		return string(p.IDOf(who))
	}
	return who
}

// voters are the twelve who do nothing but answer.
func colleagues() []bottest.Person {
	all := bottest.Everybody()
	first := slices.IndexFunc(all, func(p bottest.Person) bool { return p.ID == "fatima" })
	return all[first : first+12]
}

// directID is the id of the direct conversation with somebody: it says who they
// are to whoever runs the platform.
func (w *traced) directID(t *testing.T, user string) string {
	t.Helper()
	var at, kind, token, body string
	switch w := w.world.(type) {
	case *world.World:
		at, kind, token = w.Site().URL+"/api/v4/channels/direct", "application/json", w.Site().BotToken
		body = encode([]string{w.Site().BotID, user})
	case *slackworld.World:
		at, kind, token = w.Server().URL+"conversations.open", "application/x-www-form-urlencoded", w.Server().BotToken
		body = "users=" + user
	}
	req, err := http.NewRequest(http.MethodPost, at, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var said struct {
		ID      string `json:"id"`
		Channel struct {
			ID string `json:"id"`
		} `json:"channel"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&said); err != nil {
		t.Fatal(err)
	}
	if id := said.ID + said.Channel.ID; len(id) > 8 {
		return id
	}
	t.Fatalf("there is no direct conversation with %s: %s", user, resp.Status)
	return ""
}

// A needle is one way in which somebody may be found.
type needle struct {
	what string
	data []byte
	word bool // counts only where it is a word of its own: it is short
}

// needlesOf is every way to find somebody, but for their tags.
func (w *traced) needlesOf(t *testing.T, p bottest.Person) []needle {
	t.Helper()
	all := []needle{{"name of " + p.ID, []byte(p.Name), false}, {"e-mail address of " + p.ID, []byte(p.Email), false}, {"handle of " + p.ID, []byte(p.ID), true}}
	id := w.id(p.ID)
	if id != p.ID {
		return append(all, needle{"id of " + p.ID, []byte(id), false}, needle{"direct conversation of " + p.ID, []byte(w.directID(t, id)), false})
	}
	// A name for an id is short; columns of a row stand in the file without anything between them.
	return append(all, needle{"id of " + p.ID, []byte(w.platform + id), false})
}

// tagNeedles is every way to write down what stands for somebody in a poll.
func tagNeedles(t *testing.T, keys *store.Keys, poll string, p bottest.Person, identity string) []needle {
	t.Helper()
	tag, err := keys.Tag(poll, identity)
	if err != nil {
		t.Fatal(err)
	}
	b32 := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(tag)
	what := "tag of " + p.ID + " in " + poll
	all := []needle{{what, tag, false}}
	for _, s := range []string{
		hex.EncodeToString(tag), strings.ToUpper(hex.EncodeToString(tag)), b32, strings.ToLower(b32),
		base64.RawStdEncoding.EncodeToString(tag), base64.RawURLEncoding.EncodeToString(tag),
	} {
		all = append(all, needle{what + " in letters", []byte(s), false})
	}
	return all
}

func letter(b byte) bool {
	return b >= 0x80 || unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b))
}

// in counts how often a needle is in data.
func (n needle) in(data []byte) (count int) {
	for at := 0; ; {
		i := bytes.Index(data[at:], n.data)
		if i < 0 {
			return count
		}
		from, to := at+i, at+i+len(n.data)
		if !n.word || (from == 0 || !letter(data[from-1])) && (to == len(data) || !letter(data[to])) {
			count++
		}
		at = to
	}
}

// files reads everything in the folder of the bot.
func (w *traced) files(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(w.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		all[filepath.Base(path)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// find tells where needles are.
func find(needles []needle, in map[string][]byte) (found []string) {
	for file, data := range in {
		for _, n := range needles {
			if c := n.in(data); c > 0 {
				found = append(found, fmt.Sprintf("%s: %s, %d times", file, n.what, c))
			}
		}
	}
	slices.Sort(found)
	return found
}

// keepKeys copies the keys of the polls, as somebody would who wants to know
// afterwards who answered what.
func (w *traced) keepKeys(t *testing.T) (keys *store.Keys, polls []string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(w.Dir, "keys"))); err != nil {
		t.Fatal(err)
	}
	keys, err := store.OpenKeys(dir)
	if err == nil {
		polls, err = keys.All()
	}
	if err != nil {
		t.Fatal(err)
	}
	return keys, polls
}

func (w *traced) say(who, text string) {
	w.Do(bottest.Step{Verb: bottest.Say, Who: who, Where: bottest.Place{Channel: "algemeen"}, Text: text})
}

func (w *traced) wait(d time.Duration) { w.Do(bottest.Step{Verb: bottest.Wait, For: d}) }

func (w *traced) at(clock string) { w.Do(bottest.Step{Verb: bottest.At, Clock: clock}) }

// A tracedPoll is one poll, and how it is answered.
type tracedPoll struct {
	line     string
	question string
	form     bool
}

var tracedPolls = []tracedPoll{
	{`"Welke kleur past bij ons?"`, "Welke kleur past bij ons?", false},
	{`"Welke kleur kies jij?" --definitief`, "Welke kleur kies jij?", true},
	{`"Welke kleuren horen hier?" --kies 2`, "Welke kleuren horen hier?", true},
}

// answer lets one person answer the newest poll.
func (w *traced) answer(p tracedPoll, who, choice string) {
	if !p.form {
		w.Do(bottest.Step{Verb: bottest.Choose, Who: who, Label: "Kies je antwoord: " + p.question, Option: choice})
		return
	}
	w.Do(bottest.Step{Verb: bottest.Press, Who: who, Label: "Beantwoord: " + p.question})
	w.Do(bottest.Step{Verb: bottest.Fill, Who: who, Values: []bottest.Value{{Label: "Jouw antwoord", Values: []string{choice}}}})
}

// TestTraces answers real polls without names and then looks for the people who
// only answered: while the polls are open in the log and in everything that has
// an address or a name on the wire, and after they closed in every byte that is
// left. The test keeps the keys, so it also knows the tags.
func TestTraces(t *testing.T) {
	for _, platform := range []string{"plain", "mattermost", "slack"} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			testTraces(t, newTraced(t, platform))
		})
	}
}

func testTraces(t *testing.T, w *traced) {
	ctx := context.Background()
	for _, p := range tracedPolls {
		w.say("bram", fmt.Sprintf(`/peiling %s "%s" "%s" "%s" --tot 17:00`, p.line, answerOne, answerTwo, answerThree))
		for i, who := range colleagues() {
			w.answer(p, who.ID, tracedAnswers[i%len(tracedAnswers)])
		}
		w.wait(2 * time.Minute)
	}
	t.Run("wire", func(t *testing.T) { w.checkWire(t) })
	// Somebody changes an answer, and somebody opens a form and leaves it.
	w.Do(bottest.Step{Verb: bottest.Choose, Who: "koen", Label: "Kies je antwoord: " + tracedPolls[0].question, Option: answerThree})
	w.Do(bottest.Step{Verb: bottest.Press, Who: "lotte", Label: "Beantwoord: " + tracedPolls[2].question})

	keys, polls := w.keepKeys(t)
	if len(polls) != len(tracedPolls) {
		t.Fatalf("%d keys for %d polls", len(polls), len(tracedPolls))
	}
	var people, tags []needle
	for _, p := range colleagues() {
		people = append(people, w.needlesOf(t, p)...)
		for _, poll := range polls {
			own := tagNeedles(t, keys, poll, p, w.platform+"|"+w.id(p.ID))
			tags = append(tags, own...)
			// While a poll is open its tags are there: the scan knows how to find one.
			if len(find(own[:1], w.files(t))) == 0 {
				t.Errorf("%s is in no file while the poll is open: the scan looks for the wrong thing", own[0].what)
			}
		}
	}
	needles := slices.Concat(people, tags)

	t.Run("log while open", func(t *testing.T) {
		log := w.log.Bytes()
		if len(log) == 0 {
			t.Fatal("there is no log")
		}
		for _, found := range find(needles, map[string][]byte{"log": log}) {
			t.Error(found)
		}
		for _, a := range tracedAnswers {
			if bytes.Contains(log, []byte(a)) {
				t.Errorf("an answer (%s) is in the log", a)
			}
		}
	})

	w.at("17:00")
	if !w.emptied(t) {
		t.Error("half a minute after closing the log of the database was not emptied")
	}
	if left, err := filepath.Glob(filepath.Join(w.Dir, "keys", "*")); err != nil || len(left) != 0 {
		t.Errorf("after closing there are keys: %v %v", left, err)
	}
	if s, ok := w.world.Platform().(interface{ Settle() error }); ok {
		if err := s.Settle(); err != nil { // what an orderly end writes down counts too
			t.Fatal(err)
		}
	}
	if err := w.bot.Store.Backup(ctx, filepath.Join(w.Dir, "backup.db")); err != nil {
		t.Fatal(err)
	}
	files := w.files(t)
	files["log"] = w.log.Bytes()
	for _, name := range []string{"wegwijs.db", "backup.db"} {
		if len(files[name]) == 0 {
			t.Errorf("there is no %s", name)
		}
	}
	for _, found := range find(needles, files) {
		t.Error("after closing, ", found)
	}
	w.canFail(t, people)
}

// emptied waits for the job that makes unreadable what was deleted and empties
// the log of the database. What is in the log after that was written later.
func (w *traced) emptied(t *testing.T) bool {
	for range 30 {
		w.wait(time.Second)
		w.runOwn(t)
		var waits int
		err := w.bot.Store.Read(context.Background(), func(r *store.Reader) error {
			return r.QueryRow("SELECT count(*) FROM job WHERE kind = 'store.checkpoint'").Scan(&waits)
		})
		if err != nil {
			t.Fatal(err)
		}
		if waits == 0 {
			return true
		}
	}
	return false
}

// runOwn runs the jobs of the store itself, which a step does not wait for.
func (w *traced) runOwn(t *testing.T) {
	t.Helper()
	if err := w.bot.RunDue(context.Background(), w.Now()); err != nil {
		t.Fatal(err)
	}
}

// canFail plants a trace and looks for it, and erases it again.
func (w *traced) canFail(t *testing.T, people []needle) {
	ctx := context.Background()
	st, who := w.bot.Store, w.id("nadia")
	if err := st.SetNote(ctx, "planted", w.platform, who, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if len(find(people, w.files(t))) == 0 {
		t.Error("a trace that was planted is not found")
	}
	if err := st.SetNote(ctx, "planted", w.platform, who, nil); err != nil {
		t.Fatal(err)
	}
	if empty, err := st.Checkpoint(ctx); err != nil || !empty {
		t.Fatalf("checkpoint: %v %v", empty, err)
	}
	for _, found := range find(people, w.files(t)) {
		t.Error("after erasing what was planted, ", found)
	}
}

var actionPath = regexp.MustCompile(`/posts/([^/]+)/actions/([^/?]+)`)

// checkWire looks at everything that names something on the wire: for each poll
// it is the same whatever somebody answers, so it cannot tell.
func (w *traced) checkWire(t *testing.T) {
	w.mu.Lock()
	wire := slices.Clone(w.wire)
	w.mu.Unlock()
	if w.platform == "plain" {
		return // it has no wire
	}
	same := map[string]map[string]int{} // what names an answer, by what is answered
	note := func(of, named string) {
		if same[of] == nil {
			same[of] = map[string]int{}
		}
		same[of][named]++
	}
	for _, x := range wire {
		for _, a := range tracedAnswers {
			if strings.Contains(x.url, a) {
				t.Errorf("an answer is in an address: %s %s", x.method, x.url)
			}
		}
		switch w.platform {
		case "mattermost":
			mattermostNames(t, x, note)
		case "slack":
			slackNames(t, x, note)
		}
	}
	answered := 0
	for of, named := range same {
		if len(named) != 1 {
			t.Errorf("%s: %d different names, so they may tell the answer: %v", of, len(named), named)
		}
		for name, n := range named {
			answered += n
			for _, a := range tracedAnswers {
				if strings.Contains(name, a) {
					t.Errorf("%s: the name of an action holds an answer: %s", of, name)
				}
			}
		}
	}
	// Menus once, forms twice: opened and sent. On Mattermost the server is told
	// first, and then the bot; a form that is sent is looked at on the server only.
	want := 12 + 2*12 + 2*12
	if w.platform == "mattermost" {
		want += 3 * 12
	}
	if answered != want {
		t.Errorf("%d answers on the wire, not %d", answered, want)
	}
}

func decode(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("on the wire: %v", err)
	}
	return v
}

func encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// mattermostNames notes what the server and its proxies would log of an answer,
// and what a button or a form brings but for who sent it and what they chose.
func mattermostNames(t *testing.T, x onWire, note func(of, named string)) {
	if x.method != "POST" {
		return
	}
	if m := actionPath.FindStringSubmatch(x.url); m != nil {
		note("press on the server, post "+m[1], m[2])
		return
	}
	if strings.HasSuffix(x.url, "/actions/dialogs/submit") {
		body := decode(t, x.body)
		note("form on the server", encode([]any{body["url"], body["callback_id"]}))
		return
	}
	if strings.Contains(x.url, "/api/v4/") || !bytes.HasPrefix(x.body, []byte("{")) {
		return
	}
	body := decode(t, x.body)
	with, _ := body["context"].(map[string]any)
	if with == nil {
		return
	}
	delete(with, "selected_option")
	note("press at the bot, post "+fmt.Sprint(body["post_id"]), encode([]any{x.url, with, body["type"], body["data_source"]}))
}

// slackNames notes what a button, menu or form brings but for who sent it, when,
// and what they chose.
func slackNames(t *testing.T, x onWire, note func(of, named string)) {
	if x.url != "interactive" {
		return
	}
	body := decode(t, x.body)
	if view, ok := body["view"].(map[string]any); ok {
		var ids, question []any
		for _, b := range view["blocks"].([]any) {
			b := b.(map[string]any)
			if b["type"] != "input" {
				question = append(question, b["elements"])
				continue
			}
			ids = append(ids, b["block_id"], b["element"].(map[string]any)["action_id"])
		}
		if len(question) == 0 {
			t.Error("a form without its question")
		}
		note("form "+encode(question), encode([]any{view["callback_id"], view["external_id"], ids}))
		for _, a := range tracedAnswers {
			if strings.Contains(fmt.Sprint(view["private_metadata"]), a) {
				t.Errorf("a form carries an answer: %v", view["private_metadata"])
			}
		}
		return
	}
	message := body["container"].(map[string]any)["message_ts"]
	for _, a := range body["actions"].([]any) {
		a := a.(map[string]any)
		note(fmt.Sprint("press on ", message), encode([]any{a["type"], a["action_id"], a["block_id"], a["value"]}))
	}
}

// TestTracesOfConversations is about those who answer in their direct
// conversation, where the bot must remember what it asked them: by number, or a
// form question by question. Some finish, some leave it. Of none of them is
// anything left that says who it was.
func TestTracesOfConversations(t *testing.T) {
	for _, platform := range []string{"plain", "plain-without-forms", "mattermost", "slack"} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			testConversations(t, newTraced(t, platform))
		})
	}
}

func testConversations(t *testing.T, w *traced) {
	direct := func(who, text string) { w.Do(bottest.Step{Verb: bottest.Say, Who: who, Text: text}) }
	for _, p := range tracedPolls[:2] {
		w.say("bram", fmt.Sprintf(`/peiling %s "%s" "%s" "%s" --tot 17:00`, p.line, answerOne, answerTwo, answerThree))
	}
	all := colleagues()
	for i, who := range all {
		switch i % 4 {
		case 0: // answers by typing numbers: the list, the menu, the answer
			direct(who.ID, "peiling lijst")
			direct(who.ID, "1")
			direct(who.ID, "2")
		case 1: // looks at the list and answers in the channel
			direct(who.ID, "peiling lijst")
			w.answer(tracedPolls[1], who.ID, tracedAnswers[i%3])
		case 2: // sees a poll, and leaves it at that: a menu, or a form
			direct(who.ID, "peiling lijst")
			direct(who.ID, fmt.Sprint(1+i/4%2))
		case 3: // only answers in the channel
			w.answer(tracedPolls[1], who.ID, tracedAnswers[i%3])
		}
	}
	keys, polls := w.keepKeys(t)
	var people, tags []needle
	for _, p := range all {
		people = append(people, w.needlesOf(t, p)...)
		for _, poll := range polls {
			tags = append(tags, tagNeedles(t, keys, poll, p, w.platform+"|"+w.id(p.ID))...)
		}
	}
	w.at("17:00")
	if !w.emptied(t) {
		t.Error("half a minute after closing the log of the database was not emptied")
	}
	files := w.files(t)
	files["log"] = w.log.Bytes()
	for _, found := range find(slices.Concat(people, tags), files) {
		t.Error("after closing, ", found)
	}
	w.canFail(t, people)

	// What was asked and not answered is gone a day later.
	w.wait(26 * time.Hour)
	w.runOwn(t)
	var left int
	err := w.bot.Store.Read(context.Background(), func(r *store.Reader) error {
		return r.QueryRow("SELECT count(*) FROM note WHERE kind IN ('offer', 'interview')").Scan(&left)
	})
	if err != nil || left != 0 {
		t.Errorf("a day later %d questions are remembered that nobody answered: %v", left, err)
	}
}

// TestTracesAfterErasing lets somebody use everything a person can use, and
// erase it: of what the bot itself remembers of people nothing is left.
func TestTracesAfterErasing(t *testing.T) {
	t.Parallel()
	w := newTraced(t, "plain")
	direct := func(text string) { w.Do(bottest.Step{Verb: bottest.Say, Who: "nadia", Text: text}) }
	for _, p := range tracedPolls {
		w.say("bram", fmt.Sprintf(`/peiling %s "%s" "%s" "%s" --tot 17:00`, p.line, answerOne, answerTwo, answerThree))
		w.answer(p, "nadia", answerTwo)
	}
	direct("taal en")
	direct("prive direct")
	direct("poll list")
	all := w.needlesOf(t, colleagues()[7])
	if all[0].what != "name of nadia" {
		t.Fatalf("the test looks for the %s", all[0].what)
	}
	if len(find(all, w.files(t))) == 0 {
		t.Error("what she chose is in no file: the scan looks for the wrong thing")
	}
	direct("wis-gegevens")
	w.Do(bottest.Step{Verb: bottest.Press, Who: "nadia", Label: "Erase all that can be erased"})
	if !w.emptied(t) {
		t.Error("half a minute after erasing the log of the database was not emptied")
	}
	files := w.files(t)
	files["log"] = w.log.Bytes()
	for _, found := range find(all, files) {
		t.Error("after erasing, ", found)
	}
}
