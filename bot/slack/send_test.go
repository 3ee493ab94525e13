package slack

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

func TestSendIsPlain(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	to.Once = "once/1"
	id := o.sends(to, samples["every-block"])
	all := o.in(string(to.Channel))
	if len(all) != 1 || messageID(string(to.Channel), all[0].TS) != id {
		t.Fatalf("%d messages, the first %q", len(all), id)
	}
	m := all[0]
	if !strings.Contains(m.Text, "Dit is belangrijk") || len(m.Blocks) < 8 || len(m.Files) != 1 || !strings.Contains(string(m.Metadata), onceHash("once/1")) {
		t.Errorf("posted with text %q, %d blocks, %d files, metadata %s", m.Text, len(m.Blocks), len(m.Files), m.Metadata)
	}
	if strings.Contains(string(m.Metadata), "once/1") {
		t.Error("the metadata holds the Once itself")
	}
}

func TestThreads(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	root := o.sends(to, one("begin"))
	to.Thread = root
	o.sends(to, one("in de draad"))
	_, ts := channelAndTS(root)
	if all := o.in(string(to.Channel)); len(all) != 2 || all[1].ThreadTS != ts {
		t.Errorf("not in the thread: %+v", all)
	}
	// The thread of a channel means nothing in a direct conversation.
	o.sends(bot.Address{User: o.user("alice"), Thread: root, Lang: bot.NL}, one("rechtstreeks"))
	if all := o.in(o.server.DirectID("alice")); len(all) != 1 || all[0].ThreadTS != "" {
		t.Errorf("sent directly as %+v", all)
	}
	if n := o.server.Calls("conversations.open"); n != 1 {
		t.Errorf("%d conversations opened", n)
	}
	o.sends(bot.Address{User: o.user("alice"), Lang: bot.NL}, one("nog eens"))
	if n := o.server.Calls("conversations.open"); n != 1 {
		t.Errorf("the conversation was opened again")
	}
}

func TestNotTwiceAfterATimeout(t *testing.T) {
	t.Parallel()
	for name, fault := range lost {
		for _, keyedToo := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				o := newOffice(t, withHistory())
				to, m := o.general(), one("één keer")
				if keyedToo {
					m = keyed("één keer")
				}
				to.Once = "once/1"
				o.fault(fault)
				_, err := o.Send(t.Context(), to, m)
				o.fails("a lost answer", err, bot.Temporary)
				if keyedToo {
					o.restart()
				}
				id := o.sends(to, m)
				if all := o.in(string(to.Channel)); len(all) != 1 || messageID(string(to.Channel), all[0].TS) != id {
					t.Errorf("%d messages after a second try", len(all))
				}
				if again := o.sends(to, m); again != id {
					t.Error("a third try has another id")
				}
				// In a thread, and directly.
				to.Thread, to.Once = id, "once/2"
				o.fault(fault)
				_, err = o.Send(t.Context(), to, m)
				o.fails("a lost answer", err, bot.Temporary)
				o.sends(to, m)
				if all := o.in(string(to.Channel)); len(all) != 2 {
					t.Errorf("%d messages after a second try in a thread", len(all))
				}
				direct := bot.Address{User: o.user("alice"), Lang: bot.NL, Once: "once/3"}
				o.fault(fault)
				_, err = o.Send(t.Context(), direct, m)
				o.fails("a lost answer", err, bot.Temporary)
				o.sends(direct, m)
				if all := o.in(o.server.DirectID("alice")); len(all) != 1 {
					t.Errorf("%d direct messages after a second try", len(all))
				}
			})
		}
	}
}

// What was refused was not posted, so nobody looks for it.
func TestRefusedIsNotLookedFor(t *testing.T) {
	t.Parallel()
	o := newOffice(t, withHistory())
	to := o.general()
	to.Once = "once/1"
	o.fault(slacktest.Fault{Method: "chat.postMessage", RetryAfter: 3 * time.Second})
	_, err := o.Send(t.Context(), to, one("hallo"))
	if s := o.fails("429", err, bot.RateLimited); s.RetryAfter != 3*time.Second {
		t.Errorf("to wait %v", s.RetryAfter)
	}
	o.sends(to, one("hallo"))
	if n := o.server.Calls("conversations.history"); n != 0 {
		t.Errorf("looked %d times", n)
	}
}

// Killed between posting and storing: Memory says that it may be there.
func TestKilledWhilePosting(t *testing.T) {
	t.Parallel()
	o := newOffice(t, withHistory())
	to := o.general()
	to.Once = "key/demo/1"
	id := o.sends(to, keyed("hallo"))
	if err := o.posts.set(t.Context(), to.Once, true, sentAs{Doubt: true}); err != nil {
		t.Fatal(err)
	}
	o.restart()
	if again := o.sends(to, keyed("hallo")); again != id || len(o.in(string(to.Channel))) != 1 {
		t.Errorf("after a crash: %q, %d messages", again, len(o.in(string(to.Channel))))
	}
	o.restart()
	if again := o.sends(to, keyed("hallo")); again != id || len(o.in(string(to.Channel))) != 1 {
		t.Errorf("after a restart: %q, %d messages", again, len(o.in(string(to.Channel))))
	}
}

// Without the right to read the channel it is sent again: nothing is lost.
func TestMayNotLook(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	to.Once = "once/1"
	o.fault(lost["the answer is lost"])
	_, err := o.Send(t.Context(), to, one("hallo"))
	o.fails("a lost answer", err, bot.Temporary)
	o.sends(to, one("hallo"))
	if n := len(o.in(string(to.Channel))); n != 2 {
		t.Errorf("%d messages", n)
	}
	// While Slack does not say whether it is there, nothing is sent.
	o = newOffice(t, withHistory())
	to = o.general()
	to.Once = "once/1"
	o.fault(lost["the answer is lost"])
	_, err = o.Send(t.Context(), to, one("hallo"))
	o.fails("a lost answer", err, bot.Temporary)
	o.fault(slacktest.Fault{Method: "conversations.history", Error: "internal_error"})
	_, err = o.Send(t.Context(), to, one("hallo"))
	o.fails("no answer to a question", err, bot.Temporary)
	if n := len(o.in(string(to.Channel))); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// A file that could not be put beside its message comes there at the next try.
func TestFilesAtTheSecondTry(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	to.Once = "once/1"
	m := bot.Say(bot.Para{Text: say("kijk")}, bot.Picture{Name: "a.png", PNG: []byte("png"), Alt: say("een plaatje")}, bot.File{Name: "a.txt", Data: []byte("inhoud")}, bot.File{Name: "leeg.txt"})
	o.fault(slacktest.Fault{Method: "chat.update", Error: "internal_error"})
	_, err := o.Send(t.Context(), to, m)
	o.fails("a file that was not put beside its message", err, bot.Temporary)
	o.sends(to, m)
	all := o.in(string(to.Channel))
	if len(all) != 1 || len(all[0].Files) != 2 || string(all[0].Files[0].Data) != "inhoud" {
		t.Errorf("%d messages, the first with %d files", len(all), len(all[0].Files))
	}
	if n := o.server.Calls("files.getUploadURLExternal"); n != 3 {
		t.Errorf("%d uploads of three files", n)
	}
	// The same picture is not sent twice.
	o.sends(o.general(), bot.Say(bot.Picture{Name: "a.png", PNG: []byte("png"), Alt: say("een plaatje")}))
	if n := o.server.Calls("files.getUploadURLExternal"); n != 3 {
		t.Errorf("%d uploads of three files", n)
	}
}

func TestTablesThatAreRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	m := bot.Say(bot.Table{Caption: say("Agenda"), Head: []bot.Text{say("Tijd"), say("Wat")}, Rows: [][]bot.Text{{say("9.00"), say("Opening")}}})
	o.fault(slacktest.Fault{Method: "chat.postMessage", Error: "invalid_blocks"})
	id := o.sends(o.general(), m)
	if all := o.in(string(o.general().Channel)); len(all) != 1 || all[0].Blocks[len(all[0].Blocks)-1]["type"] != "rich_text" {
		t.Errorf("not sent as a list: %+v", all)
	}
	o.fault(slacktest.Fault{Method: "chat.postMessage", Error: "invalid_blocks"})
	_, err := o.Send(t.Context(), o.general(), m)
	o.fails("a list that is refused", err, bot.Invalid)
	o.clock.Advance(tablesOff)
	if err := o.Edit(t.Context(), o.general(), id, m); err != nil {
		t.Fatal(err)
	}
	if all := o.in(string(o.general().Channel)); all[0].Blocks[len(all[0].Blocks)-1]["type"] != "table" {
		t.Error("an hour later it is still a list")
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	id := o.sends(to, one("nul"))
	for range 2 {
		if err := o.Edit(t.Context(), to, id, one("nul")); err != nil {
			t.Fatal(err)
		}
	}
	if n := o.server.Calls("chat.update"); n != 0 {
		t.Errorf("%d edits that change nothing were sent", n)
	}
	for i := range mostEdits {
		if err := o.Edit(t.Context(), to, id, one(words(i+1))); err != nil {
			t.Fatal(err)
		}
		o.clock.Advance(time.Second)
	}
	s := o.fails("an edit too many", o.Edit(t.Context(), to, id, one("te veel")), bot.RateLimited)
	if s.RetryAfter != 20*time.Second {
		t.Errorf("to wait %v, want 20 s", s.RetryAfter)
	}
	o.clock.Advance(s.RetryAfter)
	if err := o.Edit(t.Context(), to, id, one("nu wel")); err != nil {
		t.Error(err)
	}
	if n := o.server.Calls("chat.update"); n != mostEdits+1 {
		t.Errorf("%d edits were sent", n)
	}
	// An edit whose answer did not come is sent again.
	o.clock.Advance(time.Minute)
	o.fault(slacktest.Fault{Method: "chat.update", Drop: true})
	o.fails("a lost edit", o.Edit(t.Context(), to, id, one("nu wel!")), bot.Temporary)
	if err := o.Edit(t.Context(), to, id, one("nu wel!")); err != nil || !strings.Contains(o.in(string(to.Channel))[0].Text, "nu wel!") {
		t.Errorf("a second try: %v", err)
	}
	for _, bad := range []bot.MessageID{"", "x", "C1", "C1/", "C1/x", "C1/1.2/3", "private-ABC", "c1/1.2", bot.MessageID(strings.Repeat("1", 100) + ".1")} {
		o.fails(string(bad), o.Edit(t.Context(), to, bad, one("x")), bot.NotFound)
	}
}

// Files beside a message stay when they are the same, also after a restart.
func TestEditsWithFiles(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := o.general()
	m := func(text, data string) *bot.Message {
		return bot.Say(bot.Para{Text: say(text)}, bot.File{Name: "a.txt", Data: []byte(data)})
	}
	id := o.sends(to, m("een", "1"))
	for _, x := range []struct{ text, data string }{{"twee", "1"}, {"drie", "2"}} {
		if err := o.Edit(t.Context(), to, id, m(x.text, x.data)); err != nil {
			t.Fatal(err)
		}
		if all := o.in(string(to.Channel)); len(all) != 1 || len(all[0].Files) != 1 || string(all[0].Files[0].Data) != x.data || !strings.Contains(all[0].Text, x.text) {
			t.Errorf("%s: %+v", x.text, all)
		}
	}
	if n := o.server.Calls("files.getUploadURLExternal"); n != 2 {
		t.Errorf("%d uploads of two files", n)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	for what, c := range map[string]struct {
		to     bot.Address
		reason bot.Reason
	}{
		"nobody and nowhere": {bot.Address{}, bot.Invalid},
		"a bad channel":      {bot.Address{Channel: "../x"}, bot.NotFound},
		"a bad person":       {bot.Address{User: "u x"}, bot.NotFound},
		"a bad person here":  {bot.Address{Channel: o.general().Channel, User: "@all"}, bot.NotFound},
		"a bad home":         {bot.Address{User: "UNOBODY", Home: true}, bot.NotFound},
	} {
		_, err := o.Send(t.Context(), c.to, one("geheim"))
		o.fails(what, err, c.reason)
	}
	_, err := o.Send(t.Context(), o.general(), nil)
	o.fails("nothing", err, bot.Invalid)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.Send(ctx, o.general(), one("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := o.OpenForm(ctx, &bot.Origin{}, everyField(), bot.NL); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestHome(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	to := bot.Address{Platform: platform, User: o.user("alice"), Home: true, Lang: bot.NL}
	o.sends(to, samples["every-block"])
	o.sends(to, one(words(20_000)))
	if v := o.server.Home("alice"); v == nil || len(v.Blocks()) == 0 {
		t.Error("nothing on the Home tab")
	}
	o.server.SetHome(false)
	_, err := o.Send(t.Context(), to, one("x"))
	o.fails("a Home tab that is off", err, bot.Forbidden)
}
