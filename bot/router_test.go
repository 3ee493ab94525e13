package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// sent is one call to the platform.
type sent struct {
	to   bot.Address
	id   bot.MessageID
	text string
	edit bool
	at   time.Time // by the clock of the platform, when it has one
}

// platform records what it is told to show.
type platform struct {
	mu    sync.Mutex
	all   []sent
	fail  func(n int) error // n is the number of the call, from 1
	n     int
	form  *bot.Form
	users int
	now   func() time.Time

	noForms bool
}

func (p *platform) Name() bot.PlatformName                        { return "test" }
func (p *platform) Run(ctx context.Context, _ bot.Dispatch) error { <-ctx.Done(); return nil }

func (p *platform) call(s sent, m *bot.Message) (bot.MessageID, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	if p.fail != nil {
		if err := p.fail(p.n); err != nil {
			return "", err
		}
	}
	var words []string
	for _, b := range m.Blocks {
		if para, ok := b.(bot.Para); ok {
			words = append(words, para.Text.In(s.to.Lang, bot.Literal))
		}
	}
	s.text = strings.Join(words, "\n")
	if p.now != nil {
		s.at = p.now()
	}
	if s.id == "" {
		s.id = bot.MessageID(fmt.Sprintf("m%d", p.n))
	}
	p.all = append(p.all, s)
	return s.id, nil
}

func (p *platform) Send(_ context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	return p.call(sent{to: to}, m)
}

func (p *platform) Edit(_ context.Context, to bot.Address, id bot.MessageID, m *bot.Message) error {
	_, err := p.call(sent{to: to, id: id, edit: true}, m)
	return err
}

func (p *platform) OpenForm(_ context.Context, _ *bot.Origin, f *bot.Form, _ bot.Lang) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.noForms {
		return bot.ErrNoForms
	}
	p.form = f
	return nil
}

func (p *platform) User(_ context.Context, id bot.UserID) (bot.User, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.users++
	return bot.User{ID: id, Name: "Somebody", Lang: bot.EN}, nil
}

func (p *platform) Members(context.Context, bot.ChannelID) (bot.Members, error) {
	return bot.Members{}, nil
}

func (p *platform) seen() []sent {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]sent(nil), p.all...)
}

type world struct {
	*bot.Router
	platform *platform
	memory   *bottest.Memory
	clock    *bottest.Clock
	log      *bytes.Buffer
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{platform: &platform{}, memory: bottest.NewMemory(), clock: bottest.NewClock(bottest.Start), log: &bytes.Buffer{}}
	w.Router = bot.NewRouter(bot.Options{Memory: w.memory, Clock: w.clock, Log: zerolog.New(zerolog.SyncWriter(w.log)), Home: "wegwijs"})
	w.AddPlatform(w.platform)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := w.Close(ctx); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

func (w *world) idle(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for {
		if err := w.Idle(ctx); err != nil {
			t.Fatal(err)
		}
		if !w.clock.Wait() {
			return
		}
	}
}

func mention(who, id, text string) *bot.Mention {
	return &bot.Mention{Origin: bot.Origin{ID: id, Platform: "test", From: bot.User{ID: bot.UserID(who)}, Direct: true}, Text: text}
}

func press(who, id, action string) *bot.Press {
	return &bot.Press{Origin: bot.Origin{ID: id, Platform: "test", From: bot.User{ID: bot.UserID(who)}, Channel: "c"}, Action: action}
}

func para(s string) *bot.Message { return bot.Say(bot.Para{Text: bot.Plain(s)}) }

func (w *world) echo() {
	w.Feature("echo").OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		return c.Answer(para(c.Text)), nil
	})
}

// TestOneThousandPeopleAtOnce: all are answered, each in their own order.
func TestOneThousandPeopleAtOnce(t *testing.T) {
	w := newWorld(t)
	w.echo()
	const people, each = 1000, 5
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			for i := range each {
				if _, err := w.Dispatch(context.Background(), mention(fmt.Sprint("p", p), fmt.Sprint(p, "-", i), fmt.Sprint("question ", i))); err != nil {
					t.Errorf("dispatch: %v", err)
				}
			}
		})
	}
	all.Wait()
	w.idle(t)
	got := map[bot.UserID][]string{}
	for _, s := range w.platform.seen() {
		got[s.to.User] = append(got[s.to.User], s.text)
	}
	if len(got) != people {
		t.Fatalf("%d people were answered, want %d", len(got), people)
	}
	want := "question 0 question 1 question 2 question 3 question 4"
	for who, answers := range got {
		if a := strings.Join(answers, " "); a != want {
			t.Fatalf("%s was answered %q, want %q", who, a, want)
		}
	}
	if w.platform.users > people {
		t.Errorf("the platform was asked %d times who somebody is", w.platform.users)
	}
}

func TestOrderHoldsWhileADeliveryWaits(t *testing.T) {
	w := newWorld(t)
	w.echo()
	w.platform.fail = func(n int) error {
		if n == 1 {
			return &bot.SendError{Reason: bot.RateLimited, RetryAfter: 7 * time.Second}
		}
		return nil
	}
	w.Dispatch(context.Background(), mention("a", "1", "first"))
	w.Dispatch(context.Background(), mention("a", "2", "second"))
	w.idle(t)
	w.Dispatch(context.Background(), mention("b", "3", "other"))
	w.idle(t)
	if got := w.platform.seen(); len(got) != 1 || got[0].text != "other" {
		t.Fatalf("before the wait is over %v was delivered, want only what b asked", got)
	}
	w.clock.Set(w.clock.Now().Add(6 * time.Second))
	w.idle(t)
	if got := w.platform.seen(); len(got) != 1 {
		t.Fatalf("Retry-After was not obeyed: %v", got)
	}
	w.clock.Set(w.clock.Now().Add(time.Second))
	w.idle(t)
	got := w.platform.seen()
	if len(got) != 3 || got[1].text != "first" || got[2].text != "second" {
		t.Fatalf("delivered %v, want first and then second", got)
	}
	if got[1].to.Once == "" || got[1].to.Once == got[2].to.Once {
		t.Errorf("the idempotency keys are %q and %q", got[1].to.Once, got[2].to.Once)
	}
}

func TestRetriesAreBounded(t *testing.T) {
	w := newWorld(t)
	w.echo()
	w.platform.fail = func(int) error { return &bot.SendError{Reason: bot.Temporary, Err: errors.New("refused")} }
	w.Dispatch(context.Background(), mention("a", "1", "lost on a dead platform"))
	for range 200 {
		w.idle(t)
		w.clock.Set(w.clock.Now().Add(10 * time.Second))
	}
	if w.platform.n > 20 || w.platform.n < 2 {
		t.Errorf("the platform was called %d times", w.platform.n)
	}
	if log := w.log.String(); strings.Count(log, "not delivered") != 1 || strings.Contains(log, "dead platform") {
		t.Errorf("the log should tell once, without the text:\n%s", log)
	}
}

func TestAPanicIsOneLineWithAReferenceThatThePersonSees(t *testing.T) {
	w := newWorld(t)
	w.Feature("bad").OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		if c.Text == "index" {
			return c.Answer(para([]string{}[len(c.Text)])), nil
		}
		panic("somebody typed: " + c.Text)
	})
	w.Dispatch(context.Background(), mention("a", "1", "my secret"))
	w.Dispatch(context.Background(), mention("a", "2", "index"))
	w.idle(t)
	got := w.platform.seen()
	if len(got) != 2 {
		t.Fatalf("the person saw %v", got)
	}
	log := w.log.String()
	for _, s := range got {
		ref := strings.TrimSuffix(s.text[strings.LastIndex(s.text, " ")+1:], ".")
		if len(ref) != 5 || strings.Count(log, ref) != 1 {
			t.Errorf("reference %q stands %d times in the log", ref, strings.Count(log, ref))
		}
	}
	if strings.Contains(log, "secret") {
		t.Errorf("the log holds what was typed:\n%s", log)
	}
	if !strings.Contains(log, "index out of range") {
		t.Errorf("the log does not say what went wrong:\n%s", log)
	}
}

func TestAPressWaitsForItsHandlerButNotForever(t *testing.T) {
	w := newWorld(t)
	release := make(chan struct{})
	f := w.Feature("slow")
	f.OnPress("slow.quick", func(context.Context, *bot.Press) (bot.Reply, error) { return bot.Reply{}, nil })
	f.OnPress("slow.wait", func(context.Context, *bot.Press) (bot.Reply, error) { <-release; return bot.Reply{}, nil })
	if ack, err := w.Dispatch(context.Background(), press("a", "1", "slow.quick")); err != nil || ack.Late {
		t.Errorf("a quick press: %v %v", ack, err)
	}
	f.OnPress("slow.whisper", func(context.Context, *bot.Press) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Plain("for you")})}, nil
	})
	for action, private := range map[string]bool{"slow.quick": false, "slow.whisper": true} {
		if ack, err := w.Dispatch(context.Background(), press("a", action, action)); err != nil || ack.Private != private {
			t.Errorf("%s: %v %v, want private %v", action, ack, err, private)
		}
	}
	began := time.Now()
	ack, err := w.Dispatch(context.Background(), press("a", "2", "slow.wait"))
	if err != nil || !ack.Late {
		t.Errorf("a slow press: %v %v, want late", ack, err)
	}
	if took := time.Since(began); took < bot.AckWithin || took > bot.AckWithin+time.Second {
		t.Errorf("acknowledged after %v, want %v", took, bot.AckWithin)
	}
	close(release)
}

func TestCloseWaitsForWhatIsUnderWay(t *testing.T) {
	w := newWorld(t)
	started, release := make(chan struct{}), make(chan struct{})
	w.Feature("slow").OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		if c.From.ID == "a" {
			close(started)
			<-release
		}
		return c.Answer(para("done for " + string(c.From.ID))), nil
	})
	w.Dispatch(context.Background(), mention("a", "1", "x"))
	<-started
	closed := make(chan error)
	go func() { closed <- w.Close(context.Background()) }()
	for {
		if _, err := w.Dispatch(context.Background(), mention("b", "2", "too late")); errors.Is(err, bot.ErrClosed) {
			break
		}
		time.Sleep(time.Millisecond)
	}
	select {
	case <-closed:
		t.Fatal("closed before the handler was done")
	default:
	}
	close(release)
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	for _, s := range w.platform.seen() {
		if s.text == "done for a" {
			return
		}
	}
	t.Errorf("the answer that was under way is lost: %v", w.platform.seen())
}

func TestCloseTriesOnceMoreWhatWaitsForARetry(t *testing.T) {
	w := newWorld(t)
	w.echo()
	w.platform.fail = func(n int) error {
		if n == 1 {
			return &bot.SendError{Reason: bot.Temporary}
		}
		return nil
	}
	w.Dispatch(context.Background(), mention("a", "1", "kept"))
	w.idle(t)
	if err := w.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := w.platform.seen(); len(got) != 1 || got[0].text != "kept" {
		t.Errorf("after close the person saw %v", got)
	}
}

// counter is a feature with one keyed message that shows a number.
type counter struct {
	mu     sync.Mutex
	n      int
	final  bool
	gone   int
	absent bool
}

func (c *counter) view(context.Context, string) (*bot.Message, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.absent {
		return nil, nil
	}
	m := para(fmt.Sprint("n is ", c.n))
	m.Key, m.Final = "count/1", c.final
	return m, nil
}

func (w *world) counter() *counter {
	c := &counter{}
	f := w.Feature("count")
	f.OnView(c.view)
	f.OnGone(func(context.Context, *bot.Gone) error { c.mu.Lock(); defer c.mu.Unlock(); c.gone++; return nil })
	f.OnDue("count.show", func(ctx context.Context, _ *bot.Due) (bot.Reply, error) {
		m, err := c.view(ctx, "count/1")
		return bot.Reply{Public: m}, err
	})
	f.OnPress("count.up", func(context.Context, *bot.Press) (bot.Reply, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.n++
		return bot.Reply{Refresh: []string{"count/1"}}, nil
	})
	return c
}

func (w *world) show(t *testing.T) {
	t.Helper()
	if _, err := w.Dispatch(context.Background(), &bot.Due{Origin: bot.Origin{ID: "job-1", Platform: "test", Channel: "c"}, Kind: "count.show", Key: "1"}); err != nil {
		t.Fatal(err)
	}
	w.idle(t)
}

func TestEditsAreCoalescedAndTheLastOneIsTrue(t *testing.T) {
	w := newWorld(t)
	w.counter()
	w.show(t)
	for i := range 300 {
		w.Dispatch(context.Background(), press(fmt.Sprint("p", i%10), fmt.Sprint(i), "count.up"))
	}
	w.idle(t)
	if got := w.platform.seen(); len(got) != 1 || got[0].edit {
		t.Fatalf("within the pace the platform saw %d calls, want the posting only", len(got))
	}
	w.clock.Set(w.clock.Now().Add(bot.DefaultPace))
	w.idle(t)
	got := w.platform.seen()
	if len(got) != 2 || !got[1].edit || got[1].text != "n is 300" || got[1].id != got[0].id {
		t.Fatalf("after the pace the platform saw %v", got[1:])
	}
	// What shows the truth already is not sent again.
	w.Refresh("count/1")
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.idle(t)
	if got := w.platform.seen(); len(got) != 2 {
		t.Errorf("an edit that changes nothing was sent: %v", got[2:])
	}
}

func TestAnEditThatFailsIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.counter()
	w.show(t)
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.platform.fail = func(n int) error {
		if n < 4 {
			return &bot.SendError{Reason: bot.Temporary}
		}
		return nil
	}
	w.Dispatch(context.Background(), press("a", "1", "count.up"))
	for range 30 {
		w.idle(t)
		w.clock.Set(w.clock.Now().Add(time.Second))
	}
	got := w.platform.seen()
	if last := got[len(got)-1]; last.text != "n is 1" || !last.edit {
		t.Errorf("the last that people see is %q", last.text)
	}
}

func TestEditsAreRepeatedAtStart(t *testing.T) {
	w := newWorld(t)
	c := w.counter()
	w.show(t)
	c.n = 7 // stored, and the program died before the edit
	again := &world{platform: w.platform, memory: w.memory, clock: w.clock, log: w.log}
	again.Router = bot.NewRouter(bot.Options{Memory: w.memory, Clock: w.clock, Log: zerolog.Nop(), Home: "wegwijs"})
	again.AddPlatform(w.platform)
	again.Feature("count").OnView(c.view)
	if err := again.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	again.idle(t)
	got := w.platform.seen()
	if len(got) != 2 || !got[1].edit || got[1].text != "n is 7" {
		t.Errorf("after the start people see %v", got)
	}
}

func TestAMessageThatIsGone(t *testing.T) {
	for _, tc := range []struct {
		name string
		how  func(w *world)
	}{
		{"the platform says so", func(w *world) {
			w.Dispatch(context.Background(), &bot.Gone{Origin: bot.Origin{ID: "g", Platform: "test", Channel: "c", Message: "m1"}})
		}},
		{"an edit finds out", func(w *world) {
			w.platform.fail = func(int) error { return &bot.SendError{Reason: bot.NotFound} }
			w.Dispatch(context.Background(), press("a", "1", "count.up"))
			w.clock.Set(w.clock.Now().Add(time.Minute))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t)
			c := w.counter()
			w.show(t)
			tc.how(w)
			w.idle(t)
			if c.gone != 1 {
				t.Errorf("the feature was told %d times", c.gone)
			}
			if _, there, _ := w.memory.Posted(context.Background(), "count/1"); there {
				t.Error("the router still remembers the message")
			}
		})
	}
}

func TestAFinalMessageStaysAsItIs(t *testing.T) {
	w := newWorld(t)
	c := w.counter()
	c.final = true
	w.show(t)
	c.n = 3
	w.show(t)
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.idle(t)
	if got := w.platform.seen(); len(got) != 1 {
		t.Errorf("people saw %v", got)
	}
}

func TestWhoeverScheduledHearsOfFailure(t *testing.T) {
	w := newWorld(t)
	w.counter()
	w.platform.fail = func(int) error { return &bot.SendError{Reason: bot.Temporary} }
	due := &bot.Due{Origin: bot.Origin{ID: "job-1", Platform: "test", Channel: "c"}, Kind: "count.show", Key: "1"}
	_, err := w.Dispatch(context.Background(), due)
	if err == nil || !bot.Retryable(err) {
		t.Errorf("got %v, want an error that is worth another try", err)
	}
	if _, err := w.Dispatch(context.Background(), &bot.Due{Origin: bot.Origin{ID: "job-2", Platform: "test"}, Kind: "nobody.does"}); err == nil {
		t.Error("a job that nobody does was taken as done")
	}
}

func TestOneSlowTyperDoesNotFillTheMemory(t *testing.T) {
	w := newWorld(t)
	release := make(chan struct{})
	w.Feature("slow").OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		<-release
		return c.Answer(para("x")), nil
	})
	var err error
	for i := 0; i < 2000 && err == nil; i++ {
		_, err = w.Dispatch(context.Background(), mention("a", fmt.Sprint(i), "x"))
	}
	if !errors.Is(err, bot.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	if _, err := w.Dispatch(context.Background(), mention("b", "b", "x")); err != nil {
		t.Errorf("somebody else is refused: %v", err)
	}
	close(release)
}

func TestMistakesOfAFeatureAreFoundAtStart(t *testing.T) {
	nothing := func(context.Context, *bot.Press) (bot.Reply, error) { return bot.Reply{}, nil }
	for name, register := range map[string]func(r *bot.Router){
		"twice":          func(r *bot.Router) { r.Feature("a").OnPress("a.x", nothing); r.Feature("a").OnPress("a.x", nothing) },
		"another's name": func(r *bot.Router) { r.Feature("a").OnPress("b.x", nothing) },
		"the same words": func(r *bot.Router) {
			words := bot.Words{Command: "c", Word: "help", Also: []string{"hulp"}}
			r.Feature("a").OnWords(words, nil)
			r.Feature("b").OnWords(bot.Words{Command: "c", Word: "hulp"}, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("nobody noticed")
				}
			}()
			register(newWorld(t).Router)
		})
	}
}

func TestVisit(t *testing.T) {
	w := newWorld(t)
	if _, err := w.Dispatch(t.Context(), &bot.Visit{Origin: bot.Origin{ID: "v0", Platform: "test", From: bot.User{ID: "alice"}}}); err != nil {
		t.Fatal(err)
	}
	w.idle(t)
	if len(w.platform.seen()) != 0 {
		t.Errorf("a visit nobody answers shows %v", w.platform.seen())
	}
	w.Feature("home").OnVisit(func(_ context.Context, v *bot.Visit) (*bot.Message, error) {
		return bot.Say(bot.Para{Text: bot.Plain("voor " + string(v.From.ID))}), nil
	})
	for range 2 { // delivered twice, shown once
		if _, err := w.Dispatch(t.Context(), &bot.Visit{Origin: bot.Origin{ID: "v1", Platform: "test", From: bot.User{ID: "alice"}}}); err != nil {
			t.Fatal(err)
		}
		w.idle(t)
	}
	if len(w.platform.seen()) != 1 || w.platform.seen()[0].text != "voor alice" || !w.platform.seen()[0].to.Home || w.platform.seen()[0].to.User != "alice" || w.platform.seen()[0].to.Channel != "" {
		t.Errorf("a visit shows %+v", w.platform.seen())
	}
	defer func() {
		if recover() == nil {
			t.Error("two features answer visits")
		}
	}()
	w.Feature("other").OnVisit(func(context.Context, *bot.Visit) (*bot.Message, error) { return nil, nil })
}
