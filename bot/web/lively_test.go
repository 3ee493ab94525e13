package web_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// town is a chat of lively colleagues, with a bot that asks them things.
type town struct {
	*testing.T
	chat  *web.Web
	clock *bottest.Clock

	mu      sync.Mutex
	form    *bot.Form
	refuse  int // how many times a form is refused before it is accepted
	presses map[bot.UserID][]*bot.Press
	submits map[bot.UserID][]*bot.Submit
}

// crowd are as many colleagues as the demo has.
func crowd() (all []web.Person) {
	for i := range 12 {
		all = append(all, web.Person{ID: bot.UserID(fmt.Sprintf("c%d", i)), Name: fmt.Sprintf("Collega %d", i)})
	}
	return all
}

func livelyTown(t *testing.T, dir string, within time.Duration) *town {
	t.Helper()
	w := &town{T: t, clock: bottest.NewClock(bottest.Start), presses: map[bot.UserID][]*bot.Press{}, submits: map[bot.UserID][]*bot.Submit{}}
	opt := webtest.Options(dir, w.clock)
	opt.Colleagues, opt.Lively = crowd(), web.Lively{Within: within, Words: []string{"meer rust", "een plek"}}
	opt.Channels = append(opt.Channels, web.Channel{ID: "plein", Name: "plein"})
	ready := make(chan struct{})
	w.chat, _ = chatWith(t, opt, func(ctx context.Context, e bot.Event) (bot.Ack, error) {
		<-ready
		return w.take(ctx, e)
	})
	close(ready)
	return w
}

func (w *town) take(ctx context.Context, e bot.Event) (bot.Ack, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	who := bot.OriginOf(e).From.ID
	switch e := e.(type) {
	case *bot.Press:
		w.presses[who] = append(w.presses[who], e)
		if w.form != nil {
			return bot.Ack{}, w.chat.OpenForm(ctx, &e.Origin, w.form, bot.NL)
		}
	case *bot.Submit:
		w.submits[who] = append(w.submits[who], e)
		if len(w.submits[who]) <= w.refuse {
			return bot.Ack{Errors: bot.FieldErrors{w.form.Fields[0].Name: p("Nog eens.", "Once more.")}}, nil
		}
	}
	return bot.Ack{}, nil
}

// post posts a message, and lets the clock run until everybody has had time.
func (w *town) post(to bot.Address, m *bot.Message) {
	w.Helper()
	to.Platform = "web"
	if _, err := w.chat.Send(w.Context(), to, m); err != nil {
		w.Fatal(err)
	}
}

func (w *town) pressed() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, all := range w.presses {
		n += len(all)
	}
	return n
}

func (w *town) menu() *bot.Message {
	return &bot.Message{Key: "town/1", Blocks: []bot.Block{bot.Para{Text: p("Kies maar", "Go ahead")}, theme}}
}

var square = bot.Address{Channel: "plein"}

// Everybody who lives there chooses once from a menu, one after the other,
// and nobody before or after their time.
func TestLivelyMenu(t *testing.T) {
	w := livelyTown(t, t.TempDir(), 12*time.Second)
	w.post(square, w.menu())
	if n := w.pressed(); n != 0 {
		t.Errorf("%d took part before any time passed", n)
	}
	w.clock.Advance(6 * time.Second)
	if n := w.pressed(); n < 4 || n > 8 {
		t.Errorf("half-way %d of 12 took part", n)
	}
	w.clock.Advance(6 * time.Second)
	w.clock.Advance(time.Hour)
	chosen := map[string]int{}
	for _, c := range crowd() {
		if n := len(w.presses[c.ID]); n != 1 {
			t.Fatalf("%s chose %d times", c.ID, n)
		}
		e := w.presses[c.ID][0]
		if e.Action != theme.Action || e.Value != theme.Value || e.Channel != "plein" {
			t.Errorf("%s pressed %+v", c.ID, e)
		}
		chosen[e.Choice]++
	}
	if len(w.presses) != 12 {
		t.Errorf("%d people took part; a visitor decides alone", len(w.presses))
	}
	for choice := range chosen {
		if !slices.ContainsFunc(theme.Options, func(o bot.Option) bool { return o.Value == choice }) {
			t.Errorf("somebody chose %q, which is not there", choice)
		}
	}
}

// A form is filled in so that it can be accepted: something of everything, in
// a ranking each once, words from what they say; less of it when it is refused.
func TestLivelyForm(t *testing.T) {
	places := []bot.Option{{Label: p("Rust", "Rest"), Value: "a"}, {Label: p("Tijd", "Time"), Value: "b"}, {Label: p("Hulp", "Help"), Value: "c"}}
	several := []bot.Option{{Label: p("Intranet", "Intranet"), Value: "x"}, {Label: p("Mail", "Mail"), Value: "y"}, {Label: p("Scherm", "Screen"), Value: "z"}}
	w := livelyTown(t, t.TempDir(), 12*time.Second)
	w.form = &bot.Form{Action: "town.form", State: "7", Title: p("Vragen", "Questions"), Submit: p("Stuur", "Send"), Fields: []bot.Field{
		{Name: "r1", Label: p("Plaats 1", "Place 1"), Kind: bot.Choice, Options: places},
		{Name: "r2", Label: p("Plaats 2", "Place 2"), Kind: bot.Choice, Options: places},
		{Name: "r3", Label: p("Plaats 3", "Place 3"), Kind: bot.Choice, Options: places},
		{Name: "many", Label: p("Waar", "Where"), Kind: bot.Choices, Options: several},
		{Name: "words", Label: p("Waarom", "Why"), Kind: bot.LongText},
		{Name: "sure", Label: p("Zeker?", "Sure?"), Kind: bot.YesNo},
		{Name: "n", Label: p("Hoeveel", "How many"), Kind: bot.WholeNumber, Min: 1, Max: 9},
	}}
	w.refuse = 1
	w.post(square, &bot.Message{Key: "town/2", Blocks: []bot.Block{bot.Buttons{{Label: p("Beantwoord", "Answer"), Action: "town.open", Value: "7"}}}})
	w.clock.Advance(13 * time.Second)
	for _, c := range crowd() {
		sent := w.submits[c.ID]
		if len(sent) != 2 {
			t.Fatalf("%s sent the form %d times; it is refused once and then accepted", c.ID, len(sent))
		}
		for try, s := range sent {
			if s.Action != "town.form" || s.State != "7" {
				t.Errorf("%s sent %q with state %q", c.ID, s.Action, s.State)
			}
			if wrong := w.form.Check(s.Values); wrong != nil {
				t.Errorf("%s filled in what the form itself refuses: %v", c.ID, slices.Collect(maps.Keys(wrong)))
			}
			ranking := []string{s.Values.Text("r1"), s.Values.Text("r2"), s.Values.Text("r3")}
			if slices.Sort(ranking); strings.Join(ranking, "") != "abc" {
				t.Errorf("%s ranked %v", c.ID, ranking)
			}
			if words := s.Values.Text("words"); words != "meer rust" && words != "een plek" {
				t.Errorf("%s wrote %q", c.ID, words)
			}
			if n := len(s.Values["many"]); n < 1 || n > 2-try {
				t.Errorf("%s chose %d of several at try %d", c.ID, n, try)
			}
		}
	}
}

// Nobody takes part in what is over, what is for one person, what cannot be
// referred to, or where they are not; and nobody at all when nothing was set.
func TestLivelyStaysOut(t *testing.T) {
	for name, c := range map[string]struct {
		within time.Duration
		to     bot.Address
		change func(*bot.Message)
	}{
		"final":              {12 * time.Second, square, func(m *bot.Message) { m.Final = true }},
		"for one person":     {12 * time.Second, bot.Address{Channel: "plein", User: "c1"}, func(*bot.Message) {}},
		"a direct message":   {12 * time.Second, bot.Address{User: "c1"}, func(*bot.Message) {}},
		"not a message":      {12 * time.Second, square, func(m *bot.Message) { m.Key = "" }},
		"nothing to press":   {12 * time.Second, square, func(m *bot.Message) { m.Blocks = m.Blocks[:1] }},
		"others' channel":    {12 * time.Second, bot.Address{Channel: "beheer"}, func(*bot.Message) {}},
		"nobody is lively":   {0, square, func(*bot.Message) {}},
		"negative is nobody": {-time.Second, square, func(*bot.Message) {}},
	} {
		t.Run(name, func(t *testing.T) {
			w := livelyTown(t, t.TempDir(), c.within)
			m := w.menu()
			c.change(m)
			w.post(c.to, m)
			w.clock.Advance(time.Minute)
			if n := w.pressed(); n != 0 {
				t.Errorf("%d colleagues took part", n)
			}
		})
	}
}

// What was posted already is not answered once more: not when it is posted
// again with the same mark, and not after a restart.
func TestLivelyOnce(t *testing.T) {
	dir := t.TempDir()
	t.Run("first run", func(t *testing.T) {
		w := livelyTown(t, dir, 12*time.Second)
		to := square
		to.Once = "the same"
		w.post(to, w.menu())
		w.clock.Advance(13 * time.Second)
		w.post(to, w.menu())
		w.clock.Advance(13 * time.Second)
		if n := w.pressed(); n != 12 {
			t.Errorf("12 colleagues took part %d times", n)
		}
	})
	t.Run("after a restart", func(t *testing.T) {
		w := livelyTown(t, dir, 12*time.Second)
		to := square
		to.Once = "the same"
		w.post(to, w.menu())
		w.clock.Advance(time.Minute)
		if n := w.pressed(); n != 0 {
			t.Errorf("after a restart %d took part again", n)
		}
	})
}
