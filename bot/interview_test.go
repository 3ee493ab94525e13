package bot_test

import (
	"context"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// noForms is a platform without forms.
type noForms struct{ *platform }

func (noForms) OpenForm(context.Context, *bot.Origin, *bot.Form, bot.Lang) error {
	return bot.ErrNoForms
}

func (w *world) useNoForms() {
	w.Router = bot.NewRouter(bot.Options{Memory: w.memory, Clock: w.clock, Log: zerolog.New(zerolog.SyncWriter(w.log)), Home: "wegwijs"})
	w.AddPlatform(noForms{w.platform})
}

// dm says something directly and waits for what comes of it.
func dm(w *world, t *testing.T, id, text string) {
	t.Helper()
	m := mention("p", id, text)
	m.Direct = true
	if _, err := w.Dispatch(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	w.idle(t)
}

func formOf() *bot.Form {
	return &bot.Form{Action: "x.go", Title: bot.Plain("T"), Submit: bot.Plain("S"), Fields: []bot.Field{
		{Name: "a", Label: bot.Plain("A"), Kind: bot.ShortText},
		{Name: "b", Label: bot.Plain("B"), Kind: bot.LongText, Optional: true}}}
}

func TestTheLastAnswerSurvivesFieldErrors(t *testing.T) {
	w := newWorld(t)
	w.useNoForms()
	f := w.Feature("x")
	f.OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) { return bot.Reply{Form: formOf()}, nil })
	var got []bot.Values
	f.OnSubmit("x.go", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		got = append(got, s.Values)
		if len(got) == 1 {
			return bot.Reply{}, bot.FieldErrors{"a": bot.Plain("anders")}
		}
		return bot.Reply{Private: para("ok")}, nil
	})
	dm(w, t, "1", "start")
	dm(w, t, "2", "first")
	dm(w, t, "3", "a long text")
	dm(w, t, "4", "better")
	if got[1]["b"] == nil {
		t.Error("the last answer is lost")
	}
}

func TestARepeatedAnswerIsNotTheNextAnswer(t *testing.T) {
	w := newWorld(t)
	w.useNoForms()
	f := w.Feature("x")
	f.OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) { return bot.Reply{Form: formOf()}, nil })
	var got []bot.Values
	f.OnSubmit("x.go", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		got = append(got, s.Values)
		return bot.Reply{Private: para("ok")}, nil
	})
	dm(w, t, "1", "start")
	fail := true
	w.platform.fail = func(i int) error {
		if fail {
			return &bot.SendError{Reason: bot.RateLimited, RetryAfter: 5 * time.Second}
		}
		return nil
	}
	dm(w, t, "2", "first")
	dm(w, t, "2", "first")
	fail = false
	w.clock.Advance(40 * time.Second)
	w.idle(t)
	if len(got) > 0 {
		t.Error("the redelivered answer was taken as the answer to the next question")
	}
}

func TestARepeatedAnswerAfterFieldErrors(t *testing.T) {
	w := newWorld(t)
	w.useNoForms()
	f := w.Feature("x")
	f.OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) { return bot.Reply{Form: formOf()}, nil })
	n := 0
	f.OnSubmit("x.go", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		n++
		if n == 1 {
			return bot.Reply{}, bot.FieldErrors{"a": bot.Plain("anders")}
		}
		return bot.Reply{Private: para("ok")}, nil
	})
	dm(w, t, "1", "start")
	dm(w, t, "2", "first")
	dm(w, t, "3", "LAST")
	dm(w, t, "3", "LAST")
	if n > 1 {
		t.Error("redelivered message submitted again as a new answer")
	}
}

// TestASecondFormKeepsTheFirst: what was typed is not thrown away.
func TestASecondFormKeepsTheFirst(t *testing.T) {
	w := newWorld(t)
	w.useNoForms()
	f := w.Feature("x")
	f.OnWords(bot.Words{Command: "wegwijs"}, func(context.Context, *bot.Command) (bot.Reply, error) { return bot.Reply{Form: formOf()}, nil })
	var got bot.Values
	f.OnSubmit("x.go", func(_ context.Context, s *bot.Submit) (bot.Reply, error) {
		got = s.Values
		return bot.Reply{Private: para("ok")}, nil
	})
	dm(w, t, "1", "start")
	dm(w, t, "2", "typed a lot")
	slash := &bot.Command{Origin: mention("p", "3", "").Origin, Name: "wegwijs", Slash: true}
	if _, err := w.Dispatch(context.Background(), slash); err != nil {
		t.Fatal(err)
	}
	w.idle(t)
	dm(w, t, "4", "-")
	if got.Text("a") != "typed a lot" {
		t.Errorf("submitted %v", got)
	}
}

// TestAnInterviewDoesNotLastForEver: the day after, a question is a question.
func TestAnInterviewDoesNotLastForEver(t *testing.T) {
	w := newWorld(t)
	w.useNoForms()
	f := w.Feature("x")
	questions := 0
	f.OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		if c.Text == "start" {
			return bot.Reply{Form: formOf()}, nil
		}
		questions++
		return c.Answer(para("an answer")), nil
	})
	dm(w, t, "1", "start")
	w.clock.Advance(25 * time.Hour)
	dm(w, t, "2", "a question")
	if questions != 1 {
		t.Error("the question was taken as an answer to a form of yesterday")
	}
}

// Where labels are numbers, a typed number is the label and never its place:
// "10" of 0 to 10 is not the tenth.
func TestTypedNumbersAreLabels(t *testing.T) {
	labels := []string{"0: nooit", "1", "2", "10: altijd"}
	for typed, want := range map[string]string{"0": "a", "1": "b", "2": "c", "10": "d", "10: altijd": "d", "3": "", "4": "", "-1": ""} {
		got, _ := bot.OptionOf(labels, []string{"a", "b", "c", "d"}, typed)
		if got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{"1": "a", "2": "b", "0": "", "3": "", "twee": "b"} {
		if got, _ := bot.OptionOf([]string{"een", "twee"}, []string{"a", "b"}, typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}
