package slack_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

// A mention is answered in the thread, also further on in it, and so is what is
// said in a thread of the direct conversation, which the agent view has.
func TestThreads(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	alice := o.server.Person("alice")
	for _, channel := range []string{o.server.ChannelID("algemeen"), o.server.DirectID("alice")} {
		root, err := alice.Say(t.Context(), channel, "", "@wegwijs een")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := alice.Say(t.Context(), channel, root, "@wegwijs twee"); err != nil {
			t.Fatal(err)
		}
		o.settle()
		var in []string
		for _, m := range o.server.Messages(channel) {
			if m.Bot && m.ThreadTS == root {
				in = append(in, m.Text)
			}
		}
		want := []string{"antwoord op een", "antwoord op twee"}
		if channel == o.server.DirectID("alice") {
			want = want[1:] // at top level there is no thread to answer in
		}
		if !slices.Equal(in, want) {
			t.Errorf("in the thread of %s are the answers %q, want %q", channel[:1], in, want)
		}
	}
}

// A keyed message that somebody deletes is gone, where Slack says so.
func TestDeletedByHand(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	alice := o.server.Person("alice")
	channel := o.server.DirectID("alice")
	if _, err := alice.Say(t.Context(), channel, "", "peiling"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	for _, m := range o.server.Messages(channel) {
		if m.Bot {
			if err := alice.Delete(t.Context(), channel, m.TS); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.settle()
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.gone) != 1 || o.gone[0].Key != "echo/1" {
		t.Errorf("gone: %+v", o.gone)
	}
}

// One form after another: the second takes the place of the first, and errors
// keep a form open.
func TestFormAfterForm(t *testing.T) {
	t.Parallel()
	for _, http := range []bool{false, true} {
		o := furnish(t, slacktest.Options{})
		if http {
			o.overHTTP()
		}
		o.start()
		o.says("alice", "@wegwijs knoppen")
		o.settle()
		alice := o.server.Person("alice")
		if err := alice.Press(t.Context(), "Vul in"); err != nil {
			t.Fatal(err)
		}
		submit := func(value string) map[string]string {
			t.Helper()
			v := alice.View()
			if v == nil {
				t.Fatal("no form is open")
			}
			for _, b := range v.Blocks() {
				if e, ok := b["element"].(map[string]any); ok {
					alice.Set(v, fmt.Sprint(b["block_id"]), fmt.Sprint(e["action_id"]), map[string]any{"value": value})
				}
			}
			wrong, err := alice.Submit(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return wrong
		}
		if wrong := submit("fout"); len(wrong) != 1 {
			t.Errorf("errors: %v", wrong)
		}
		if wrong := submit("Alice"); len(wrong) != 0 {
			t.Errorf("errors: %v", wrong)
		}
		if v := alice.View(); v == nil || v.Raw["title"].(map[string]any)["text"] != "Daarna" {
			t.Errorf("after the first form is open: %v", v)
		}
		submit("Den Haag")
		if alice.View() != nil {
			t.Error("after the last form there is one more")
		}
		o.settle()
		found := false
		for _, m := range alice.Sees() {
			found = found || m.Text == "verstuurd: Den Haag"
		}
		if !found {
			t.Error("nobody tells alice that it was sent")
		}
	}
}

// A handler that takes longer than Slack waits is acknowledged in time, and its
// answer follows.
func TestSlowHandler(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	o.says("alice", "@wegwijs knoppen")
	o.settle()
	began := time.Now()
	if err := o.server.Person("alice").Press(t.Context(), "Langzaam"); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 2500*time.Millisecond {
		t.Errorf("acknowledged after %v", took)
	}
	o.until("the answer follows", func() bool {
		return slices.ContainsFunc(o.server.Person("alice").Sees(), func(m slacktest.Message) bool { return m.Text == "dat duurde even" })
	})
}

// All edits together stay below what Slack takes, and who comes too often is
// told how long to wait.
func TestEditBudget(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{Tiers: true})
	id, err := o.s.Send(t.Context(), o.general(), para("begin"))
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for i := range 60 {
		if err := o.edits(id, fmt.Sprint("nu ", i)); err != nil {
			if s := o.fails("an edit", err, bot.RateLimited); s.RetryAfter <= 0 || s.RetryAfter > time.Minute {
				t.Errorf("to wait %v", s.RetryAfter)
			}
			refused++
		}
	}
	if n := o.server.Calls("chat.update"); n > 45 || n+refused != 60 {
		t.Errorf("chat.update was called %d times, and refused by ourselves %d times", n, refused)
	}
}

// Presses on what only one person sees, and what comes of them, stay with them.
func TestPrivatePress(t *testing.T) {
	t.Parallel()
	o := inhabit(t, slacktest.Options{})
	alice := o.server.Person("alice")
	if err := alice.Slash(t.Context(), o.server.ChannelID("algemeen"), "/wegwijs knoppen"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	if err := o.server.Person("bram").Press(t.Context(), "Druk"); err == nil {
		t.Error("bram pressed a button that only alice sees")
	}
	if err := alice.Press(t.Context(), "Druk"); err != nil {
		t.Fatal(err)
	}
	o.settle()
	if all := o.server.Person("bram").Sees(); len(all) != 0 {
		t.Errorf("bram sees %q", all[0].Text)
	}
	if all := alice.Sees(); len(all) != 2 || all[1].Text != "gedrukt door alice" {
		t.Errorf("alice sees %d messages", len(all))
	}
}
