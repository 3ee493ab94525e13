package agenda

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func TestQuestionBecomesARequest(t *testing.T) {
	d := newDesk(t, "aic", "naic")
	kept := map[string]string{"q": " Wie heeft ervaring met podcasts? ", "long": strings.Repeat("Wie weet dit? ", 20), "huge": strings.Repeat("é", 4000)}
	d.opt.Question = func(_ context.Context, v string) (string, bool) { q, ok := kept[v]; return q, ok }

	r, err := d.press(d.pressFromQuestion, "alice", "q")
	if err != nil || r.Private == nil || !strings.Contains(said(r.Private), "Overleg naic") {
		t.Fatalf("with two committees they are not asked which: %v %q", err, said(r.Private))
	}
	for value, ask := range kept {
		r, err := d.pressFromQuestion(t.Context(), &bot.Press{Origin: d.by("alice"), Value: value, Choice: "naic"})
		if err != nil || r.Form == nil || !strings.HasPrefix(r.Form.State, "naic/question/") {
			t.Fatalf("%s: %v %+v", value, err, r.Form)
		}
		got := strings.Join(r.Form.Fields[1].Value, "")
		if want := firstRunes(strings.TrimSpace(ask), mostInField); got != want {
			t.Errorf("%s: the form asks %.40q, want %.40q", value, got, want)
		}
	}
	if _, err := d.press(d.pressFromQuestion, "alice", "gone"); !strings.Contains(problem(t, err), "/aic vraag") {
		t.Error(err)
	}
	guest := bot.Press{Origin: d.by("gijs"), Value: "q"}
	guest.From.Guest = true
	if _, err := d.pressFromQuestion(t.Context(), &guest); !strings.Contains(problem(t, err), "podcasts") {
		t.Error("a guest does not read what they asked")
	}

	d.opt.Committees[1].Submit = committee.Advisers
	r, err = d.press(d.pressFromQuestion, "alice", "q")
	if err != nil || r.Form == nil || !strings.HasPrefix(r.Form.State, "aic/question/") {
		t.Errorf("who may bring to one committee is asked which: %v %+v", err, r)
	}
	d.opt.Question = nil
	if _, err := d.press(d.pressFromQuestion, "alice", "q"); !isProblem(err) {
		t.Error(err)
	}
}

// Two presses of the same button, or two devices with the same form, send once.
func TestSentAtOnceIsSentOnce(t *testing.T) {
	d := newDesk(t)
	submits := make([]*bot.Submit, 8)
	for i := range submits {
		submits[i] = &bot.Submit{Origin: d.by("alice"), State: "aic/topic/0/0", Values: bot.Values{"topic": {"Nieuw intranet"}, "ask": {"Hoe doen jullie dat?"}}}
	}
	var wait sync.WaitGroup
	for _, s := range submits {
		wait.Add(1)
		go func() {
			defer wait.Done()
			if _, err := d.submitDraft(context.Background(), s); err != nil {
				t.Error(err)
			}
		}()
	}
	wait.Wait()
	if all := d.all(); len(all) != 1 {
		t.Errorf("it was sent %d times", len(all))
	}
}

func TestDraftOnTwoDevices(t *testing.T) {
	d := newDesk(t)
	r, err := d.bringTopic(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("alice"), Text: "Nieuw intranet"})
	if err != nil || r.Form == nil {
		t.Fatal(err)
	}
	state := r.Form.State
	submit := func(topic, ask string) (bot.Reply, error) {
		return d.submitDraft(t.Context(), &bot.Submit{Origin: d.by("alice"), State: state, Values: bot.Values{"topic": {topic}, "ask": {ask}}})
	}
	// On the first device it is kept, because its department is asked.
	anywhere := d.opt.Directory
	d.opt.Directory = committee.Empty()
	if r, err = submit("Nieuw intranet", "Hoe doen jullie dat?"); err != nil {
		t.Fatal(err)
	}
	d.opt.Directory = anywhere
	r, err = submit("Nieuw intranet", "Wat kost het?")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ergens anders veranderd", "Hoe doen jullie dat?", "Wat kost het?", "Verstuur"} {
		if !strings.Contains(said(r.Private), want) {
			t.Errorf("%q does not say %q", said(r.Private), want)
		}
	}
	if len(d.all()) != 0 {
		t.Fatal("it was sent")
	}
	// It is sent, and the old form comes back with other words, and with the same.
	d.opt.Directory = anywhere
	if _, err = d.press(d.pressSend, "alice", "1"); err != nil {
		t.Fatal(err)
	}
	if r, err = submit("Nieuw intranet", "Wat kost het?"); err != nil || !strings.Contains(said(r.Private), "Wat kost het?") || !strings.Contains(said(r.Private), "AIC-2026-001") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	if r, err = submit("Nieuw intranet", "Hoe doen jullie dat?"); err != nil || !strings.Contains(said(r.Private), "al gestuurd") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	if len(d.all()) != 1 {
		t.Error("it was sent more than once")
	}
}

// A draft that was thrown away is sent all the same when its form comes back.
func TestFormOutlivesItsDraft(t *testing.T) {
	d := newDesk(t)
	if _, err := d.bringTopic(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("alice"), Text: "Nieuw intranet"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.press(d.pressDiscard, "alice", "1"); err != nil {
		t.Fatal(err)
	}
	_, err := d.submitDraft(t.Context(), &bot.Submit{Origin: d.by("alice"), State: "aic/topic/1/1", Values: bot.Values{"topic": {"Nieuw intranet"}, "ask": {"Hoe?"}}})
	if err != nil || len(d.all()) != 1 {
		t.Errorf("%v, %d items", err, len(d.all()))
	}
}

// A draft nobody looks after is thrown away after thirty days; changing it counts
// anew, and what was sent stays.
func TestDraftsDoNotStayForEver(t *testing.T) {
	d := newDesk(t)
	c := d.opt.Committees[0]
	line := func(text string) {
		t.Helper()
		if _, err := d.bringTopic(t.Context(), c, &bot.Command{Origin: d.by("alice"), Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	due := func() {
		t.Helper()
		_, err := d.opt.Store.RunDue(t.Context(), d.now, func(ctx context.Context, j store.Job) error {
			if j.Kind != "agenda.stale" {
				return nil
			}
			o := d.by("")
			o.ID = "job/" + strconv.FormatInt(j.ID, 10)
			_, err := d.stale(ctx, &bot.Due{Origin: o, Kind: j.Kind, Key: j.Key, Payload: j.Payload})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	left := func() (n int) {
		t.Helper()
		err := d.opt.Store.Read(t.Context(), func(r *store.Reader) error {
			all, err := store.AgendaItemsOf(r, "plain", "alice", 100)
			n = len(all)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	line("Een concept")
	line("Vergaderregels: wat is handig?")
	line("Nieuw intranet: hoe doen jullie dat?")
	if _, err := d.press(d.pressSend, "alice", "3"); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.Add(draftFor - time.Minute)
	if due(); left() != 3 {
		t.Fatalf("%d are left before the thirty days are over", left())
	}
	directory := d.opt.Directory
	d.opt.Directory = committee.Empty() // so that it is kept, and not sent
	_, err := d.submitDraft(t.Context(), &bot.Submit{Origin: d.by("alice"), State: "aic/topic/2/1", Values: bot.Values{"topic": {"Vergaderregels"}, "ask": {"Wie heeft ze?"}}})
	if err != nil {
		t.Fatal(err)
	}
	d.opt.Directory = directory
	d.now = d.now.Add(2 * time.Minute)
	if due(); left() != 2 {
		t.Fatalf("%d are left, want what was sent and what was changed", left())
	}
	d.now = d.now.Add(draftFor)
	if due(); left() != 1 {
		t.Fatalf("%d are left, want what was sent", left())
	}
}

// Among five hundred open requests a new one is sent well within a second, with
// what is like it found.
func TestSendingAmongManyRequests(t *testing.T) {
	d := newDesk(t)
	c := d.opt.Committees[0]
	d.write(func(tx *store.Tx) error {
		for i := range 500 {
			o := d.by(fmt.Sprintf("somebody%d", i))
			x := newDraft(c, &o, item.Topic)
			x.Topic, x.Ask = fmt.Sprintf("Zaak%d van week%d", i, i), strings.Repeat(fmt.Sprintf("zin%d ", i), 100)
			x.Department = "FIN"
			if err := d.submit(tx, c, x, by(&o)); err != nil {
				return err
			}
		}
		return nil
	})
	start := time.Now()
	r, err := d.submitDraft(t.Context(), &bot.Submit{Origin: d.by("alice"), State: "aic/topic/0/0", Values: bot.Values{"topic": {"Zaak77 in week77"}, "ask": {"Hoe?"}}})
	took := time.Since(start)
	if err != nil || !strings.Contains(said(r.Private), "Zaak77 van week77") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	if took > time.Second {
		t.Errorf("it took %v", took)
	}
	t.Logf("among 500 requests: %v", took)
}

// formTests are what comes back with a form: its state, topic, question and
// background.
var formTests = [][4]string{
	{"aic/topic/0/0", "Nieuw intranet (15 min)", "Hoe doen jullie dat?", ""},
	{"aic/question/0/0", "", "Hoe doen jullie dat?", "Wij beginnen in mei"},
	{"aic/topic/1/1", "Nieuw intranet", "Hoe?", ""}, {"aic/topic/-1/0", "x", "y", "z"}, {"naic/topic/0/0", "x", "y", ""}, {"", "x", "y", ""}, {"///", "x", "y", ""},
	{"aic/poll/0/0", "x", "y", ""}, {"aic/topic/9999999999999999999/1", "x", "y", ""}, {"aic/topic/0/0/0", "x", "y", ""}, {"AIC/topic/0/0", "x", "y", ""},
	{"aic/topic/0/0", "=1+1", "<script>", "@channel\x00"}, {"aic/topic/0/0", "🎉", " ", strings.Repeat("x", 3001)},
	{"aic/question/0/0", "", strings.Repeat("vraag ", 30), "\u202e"}, {"aic/topic/0/0", strings.Repeat("a", 10000), strings.Repeat("b", 10000), strings.Repeat("c", 10000)},
	{"aic/topic/0/0", "(15 min)", "(15 min)", ""}, {"aic/topic/0/0", "Nieuw intranet (999 min)", "Hoe?", ""}, {"aic/topic/0/0", "\xff\xfe", "\xff", "\xff"},
	{"aic/topic/0/0", strings.Repeat("é", 90), strings.Repeat("é", 1000), strings.Repeat("é", 3000)},
}

// Whatever comes back with a form, it is sent whole, refused with a reason per
// field, or answered with a sentence.
func TestWhateverComesBackWithAForm(t *testing.T) {
	d := newDesk(t)
	sent := 0
	for _, x := range formTests {
		before := len(d.all())
		r, err := d.submitDraft(t.Context(), &bot.Submit{Origin: d.by("alice"), State: x[0], Values: bot.Values{"topic": {x[1]}, "ask": {x[2]}, "explain": {x[3]}}})
		var wrong bot.FieldErrors
		switch now := len(d.all()); {
		case errors.As(err, &wrong), isProblem(err):
			if now != before {
				t.Errorf("%.60q: refused and sent", x)
			}
		case err != nil:
			t.Errorf("%.60q: %v", x, err)
		case r.Private == nil:
			t.Errorf("%.60q: nothing is said", x)
		default:
			sent += now - before
		}
	}
	if sent < 4 {
		t.Errorf("only %d were sent", sent)
	}
	for _, x := range d.all() {
		if len([]rune(x.Topic)) > item.MostTopic || len([]rune(x.Ask)) > item.MostAsk || len([]rune(x.Explain)) > item.MostExplain {
			t.Errorf("too long: %+v", x)
		}
	}
}

// FuzzReadDraft: what is not refused is within bounds, says something, and has
// all that was filled in.
func FuzzReadDraft(f *testing.F) {
	for _, x := range formTests {
		f.Add(x[0], x[1], x[2], x[3])
	}
	a := New(Options{Committees: []committee.Committee{{ID: "aic", Command: "aic"}}})
	f.Fuzz(func(t *testing.T, state, topic, ask, explain string) {
		s, ok := parseDraftState(state)
		x := &item.Item{Committee: s.committee, Kind: s.kind, ID: s.id, Rev: s.rev, State: item.Draft}
		if ok && !strings.Contains(s.committee, "/") {
			if again, ok := parseDraftState(stateOf(x)); !ok || again != s {
				t.Fatalf("%q becomes %q", state, stateOf(x))
			}
		} else {
			x.Kind = item.Topic
		}
		wrong := a.readDraft(a.opt.Committees[0], bot.Values{"topic": {topic}, "ask": {ask}, "explain": {explain}}, x)
		if len(wrong) > 0 {
			return
		}
		if !hasWords(x.Topic) || !hasWords(x.Ask) || x.Minutes < 0 || x.Minutes > item.MostMinutes ||
			len([]rune(x.Topic)) > item.MostTopic || len([]rune(x.Ask)) > item.MostAsk || len([]rune(x.Explain)) > item.MostExplain {
			t.Fatalf("%+v", x)
		}
		if x.Ask != strings.TrimSpace(ask) || x.Explain != strings.TrimSpace(explain) {
			t.Fatalf("%q %q became %+v", ask, explain, x)
		}
	})
}
