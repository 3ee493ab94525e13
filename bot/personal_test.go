package bot_test

import (
	"context"
	"errors"
	"testing"

	"wegwijs/bot"
)

// secret is a feature that says everything to one person only.
func (w *world) secret() {
	f := w.Feature("secret")
	say := func() (bot.Reply, error) { return bot.Reply{Private: para("for you")}, nil }
	f.OnWords(bot.Words{Command: "secret"}, func(context.Context, *bot.Command) (bot.Reply, error) { return say() })
	f.OnWords(bot.Words{Command: "secret", Word: "wrong"}, func(context.Context, *bot.Command) (bot.Reply, error) {
		return bot.Reply{}, &bot.Problem{Say: bot.Plain("for you")}
	})
	f.OnWords(bot.Words{Command: "secret", Word: "direct"}, func(ctx context.Context, c *bot.Command) (bot.Reply, error) {
		if err := w.SetDirectly(ctx, &c.Origin, c.Text == "yes"); err != nil {
			return bot.Reply{}, err
		}
		return say()
	})
	f.OnPress("secret.press", func(context.Context, *bot.Press) (bot.Reply, error) { return say() })
	f.OnSubmit("secret.submit", func(context.Context, *bot.Submit) (bot.Reply, error) { return say() })
	f.OnDue("secret.due", func(context.Context, *bot.Due) (bot.Reply, error) { return say() })
	f.OnPress("secret.form", func(context.Context, *bot.Press) (bot.Reply, error) {
		return bot.Reply{Form: &bot.Form{Action: "secret.submit", Title: bot.Plain("t"), Submit: bot.Plain("s"), Fields: []bot.Field{{Name: "a", Label: bot.Plain("A")}}}}, nil
	})
}

func TestPrivateAnswersGoWhereThePersonWantsThem(t *testing.T) {
	here := func(id string) bot.Origin {
		return bot.Origin{ID: id, Platform: "test", From: bot.User{ID: "ann"}, Channel: "c", Thread: "t", Reply: "handle"}
	}
	events := []struct {
		name string
		make func() bot.Event
	}{
		{"a slash command", func() bot.Event { return &bot.Command{Origin: here("1"), Name: "secret", Slash: true} }},
		{"a problem", func() bot.Event { return &bot.Command{Origin: here("2"), Name: "secret", Text: "wrong", Slash: true} }},
		{"a press", func() bot.Event { return &bot.Press{Origin: here("3"), Action: "secret.press"} }},
		{"an old button", func() bot.Event { return &bot.Press{Origin: here("4"), Action: "secret.gone"} }},
		{"a form", func() bot.Event { return &bot.Submit{Origin: here("5"), Action: "secret.submit"} }},
	}
	for _, tc := range events {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t)
			w.secret()
			w.platform.form = nil
			send := func(e bot.Event) (sent, bot.Ack) {
				t.Helper()
				before := len(w.platform.seen())
				ack, err := w.Dispatch(context.Background(), e)
				if err != nil {
					t.Fatal(err)
				}
				w.idle(t)
				all := w.platform.seen()[before:]
				if len(all) != 1 {
					t.Fatalf("said %d things", len(all))
				}
				return all[0], ack
			}
			set := func(id, yes string) sent {
				s, _ := send(&bot.Command{Origin: here(id), Name: "secret", Text: "direct " + yes, Slash: true})
				return s
			}
			waits := false
			switch tc.make().(type) {
			case *bot.Press, *bot.Submit:
				waits = true
			}
			got, ack := send(tc.make())
			if got.to.Channel != "c" || got.to.User != "ann" || got.to.Reply != "handle" || ack.Private != waits {
				t.Errorf("without a choice: to %+v, ack %+v", got.to, ack)
			}
			if got := set("yes", "yes"); got.to.Channel != "" || got.to.Reply != "" {
				t.Errorf("the choice itself was answered to %+v", got.to)
			}
			e := tc.make()
			bot.OriginOf(e).ID += "again"
			got, ack = send(e)
			if got.to.Channel != "" || got.to.Thread != "" || got.to.User != "ann" || got.to.Reply != "" || ack.Private {
				t.Errorf("directly: to %+v, ack %+v", got.to, ack)
			}
			if got := set("no", "no"); got.to.Channel != "c" || got.to.Reply != "handle" {
				t.Errorf("the other choice was answered to %+v", got.to)
			}
		})
	}
}

// Where there are no forms the fields are asked in the direct conversation: who
// sees everything there is not told to go there.
func TestFormsAreAskedWithoutDetourForWhoWantsThemDirectly(t *testing.T) {
	for _, direct := range []bool{false, true} {
		w := newWorld(t)
		w.secret()
		w.platform.noForms = true
		o := bot.Origin{ID: "1", Platform: "test", From: bot.User{ID: "ann"}, Channel: "c"}
		if err := w.SetDirectly(context.Background(), &o, direct); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Dispatch(context.Background(), press("ann", "2", "secret.form")); err != nil {
			t.Fatal(err)
		}
		w.idle(t)
		want := 2
		if direct {
			want = 1
		}
		all := w.platform.seen()
		if len(all) != want || all[len(all)-1].to.Channel != "" {
			t.Errorf("directly %v: said %+v", direct, all)
		}
	}
}

func TestWhatIsRememberedOfAPersonIsToldAndForgotten(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	w.secret()
	w.platform.noForms = true
	ann, ben := bot.PersonID{Platform: "test", User: "ann"}, bot.PersonID{Platform: "test", User: "ben"}
	for _, p := range []bot.PersonID{ann, ben} {
		if got, err := w.Personal(ctx, p); err != nil || got != (bot.Personal{}) {
			t.Fatalf("of a stranger: %+v, %v", got, err)
		}
		if err := errors.Join(w.SetLang(ctx, p, bot.EN), w.SetDirectly(ctx, &bot.Origin{Platform: p.Platform, From: bot.User{ID: p.User}}, true)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Dispatch(ctx, press(string(p.User), "form of "+string(p.User), "secret.form")); err != nil {
			t.Fatal(err)
		}
		w.idle(t)
	}
	got, err := w.Personal(ctx, ann)
	if err != nil || got.Lang != bot.EN || !got.Directly || got.Form == nil || got.Form.In(bot.NL, bot.Literal) != "t" {
		t.Fatalf("of ann: %+v, %v", got, err)
	}
	if err := w.Forget(ctx, ann); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Personal(ctx, ann); err != nil || got != (bot.Personal{}) {
		t.Errorf("after forgetting her: %+v, %v", got, err)
	}
	if got, err := w.Personal(ctx, ben); err != nil || !got.Directly || got.Form == nil {
		t.Errorf("of ben, who asked nothing: %+v, %v", got, err)
	}
	asked := w.platform.users
	if _, err := w.Dispatch(ctx, press("ann", "later", "secret.press")); err != nil {
		t.Fatal(err)
	}
	w.idle(t)
	if w.platform.users == asked {
		t.Error("her profile was still known")
	}
}
