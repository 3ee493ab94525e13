package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// pressed1 is a button that Ann presses.
func pressed1(trigger, name string) map[string]any {
	return map[string]any{
		"type": "block_actions", "trigger_id": trigger, "user": map[string]any{"id": wireAnn},
		"channel": map[string]any{"id": wireRoom}, "container": map[string]any{"type": "message", "channel_id": wireRoom, "message_ts": "1764.000001", "thread_ts": "1763.000001"},
		"actions": []any{map[string]any{"type": "button", "action_id": "b1", "block_id": "x", "value": "demo." + name + "|1"}},
	}
}

// typedCommand is a slash command that Ann types.
func typedCommand(trigger, text, channel, name string) map[string]any {
	return map[string]any{
		"command": "/wegwijs", "text": text, "user_id": wireAnn, "channel_id": channel, "channel_name": name,
		"trigger_id": trigger, "response_url": "https://hooks.slack.com/commands/1", "is_enterprise_install": "false",
	}
}

// opened is a form that Ann has open, and what comes when she sends it.
func (e *ear) opened(name string) map[string]any {
	e.t.Helper()
	open := openForm{User: wireAnn, Channel: wireRoom, Lang: bot.NL, Action: "demo.form", Fields: []offeredField{{Name: "topic", Kind: bot.ShortText}}}
	data, err := json.Marshal(open)
	if err == nil {
		data, err = bot.Slip(name).Lock(data)
	}
	if err != nil {
		e.t.Fatal(err)
	}
	if err := e.opt.Memory.Keep(context.Background(), areaForm, bot.Slip(name).Key(), data, time.Time{}); err != nil {
		e.t.Fatal(err)
	}
	return map[string]any{
		"type": "view_submission", "trigger_id": "T" + name, "user": map[string]any{"id": wireAnn},
		"view": map[string]any{
			"id": "V" + name, "type": "modal", "callback_id": formCallback, "private_metadata": name,
			"blocks": []any{map[string]any{"type": "input", "block_id": fieldBlock("topic"), "label": map[string]any{"type": "plain_text", "text": "Onderwerp"}, "element": map[string]any{"type": "plain_text_input", "action_id": fieldAction("topic")}}},
			"state":  map[string]any{"values": map[string]any{fieldBlock("topic"): map[string]any{fieldAction("topic"): map[string]any{"type": "plain_text_input", "value": "Huisstijl"}}}},
		},
	}
}

// What people say is acknowledged after a second, although it cannot be handed
// on yet; and it is handed on in the order in which it was said.
func TestPeopleWithTooMuchWaiting(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.soon, e.in.tempo.busy = 60*time.Millisecond, 5*time.Millisecond
	var mu sync.Mutex
	full := true
	e.answers(func(bot.Event) (bot.Ack, error) {
		mu.Lock()
		defer mu.Unlock()
		if full {
			return bot.Ack{}, bot.ErrBusy
		}
		return bot.Ack{}, nil
	})
	e.run()
	k := w.next()
	began := time.Now()
	for i := range 20 {
		k.send(fmt.Sprint(i), kindEvents, direct(i, fmt.Sprint(i)))
	}
	got := map[string]bool{}
	for range 20 {
		got[(<-k.acks).ID] = true
	}
	if took := time.Since(began); len(got) != 20 || took < 50*time.Millisecond || took > 2*time.Second {
		t.Errorf("%d were acknowledged after %v", len(got), took)
	}
	e.silence()
	mu.Lock()
	full = false
	mu.Unlock()
	for i := range 20 {
		if got := e.heard(); got != fmt.Sprint(i) {
			t.Errorf("heard %q, want %d", got, i)
		}
	}
	if err := e.Settle(t.Context()); err != nil {
		t.Error(err)
	}
}

// A bot that is stopping takes nothing: what people say comes again, and a
// command, which does not, is answered.
func TestStopping(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.answers(func(bot.Event) (bot.Ack, error) { return bot.Ack{}, bot.ErrClosed })
	e.run()
	k := w.next()
	k.send("1", kindEvents, direct(1, "hallo"))
	k.quiet(50 * time.Millisecond)
	k.send("2", kindCommand, typedCommand("T1", "help", wireRoom, "algemeen"))
	if got := k.acked("2"); !strings.Contains(got, "opnieuw") || !strings.Contains(got, `"ephemeral"`) {
		t.Errorf("a command was answered with %s", got)
	}
	k.send("3", kindInteractive, e.opened("F"))
	if got := k.acked("3"); !strings.Contains(got, `"errors"`) || !strings.Contains(got, fieldBlock("topic")) || !strings.Contains(got, "opnieuw") {
		t.Errorf("a form was answered with %s", got)
	}
	k.send("4", kindInteractive, pressed1("T4", "a"))
	k.acked("4")
	e.until("the person is told", func() bool { return strings.Contains(strings.Join(w.saying(), " "), "opnieuw") })
}

// A command that was acknowledged before it was refused is not lost without a word.
func TestCommandRefusedLate(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.soon = 30 * time.Millisecond
	e.answers(func(bot.Event) (bot.Ack, error) {
		time.Sleep(200 * time.Millisecond)
		return bot.Ack{}, bot.ErrBusy
	})
	e.run()
	k := w.next()
	typed := typedCommand("T1", "help", wireRoom, "algemeen")
	delete(typed, "response_url") // there is no hooks.slack.com here
	k.send("1", kindCommand, typed)
	if got := k.acked("1"); strings.Contains(got, "ephemeral") {
		t.Errorf("it was acknowledged with %s", got)
	}
	e.until("the person is told", func() bool { return strings.Contains(strings.Join(w.saying(), " "), "sneller") })
}

func TestCommands(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	for i, c := range []struct {
		text, channel, name string
		direct              bool
		want                string
	}{
		{"  wie &amp; wat  ", wireRoom, "algemeen", false, "wie & wat"},
		{"", wireRoom, "algemeen", false, ""},
		{"--kanalen <#C0ROOM|algemeen>,<#C0NAAM> voor <@U0BRAM>", wireRoom, "algemeen", false, "--kanalen #algemeen,#algemeen voor @u0bram"},
		{"<http://rijk.nl|rijk.nl> &lt;!channel&gt;", wireDM, "directmessage", true, "rijk.nl <!channel>"},
		{"help", "D0ANDEREN", "directmessage", false, "help"},
	} {
		id := fmt.Sprint(i)
		k.send(id, kindCommand, typedCommand("T"+id, c.text, c.channel, c.name))
		if got := k.acked(id); got != "" {
			t.Errorf("%q: acknowledged with %s", c.text, got)
		}
		x, ok := e.next().(*bot.Command)
		if !ok || x.Text != c.want || x.Direct != c.direct || x.Name != "wegwijs" || !x.Slash || x.ID != "T"+id || x.From.ID != wireAnn || string(x.Channel) != c.channel {
			t.Errorf("%q arrived as %+v", c.text, x)
		}
		if trigger, ok := e.slots.trigger(x.Reply); !ok || trigger != "T"+id {
			t.Errorf("%q: the trigger is %q, %v", c.text, trigger, ok)
		}
		if url, ok := e.slots.responseURL(x.Reply); !ok || url != "https://hooks.slack.com/commands/1" {
			t.Errorf("%q: the response_url is %q, %v", c.text, url, ok)
		}
	}
}

// Nobody makes us call what they like.
func TestResponseURLs(t *testing.T) {
	w := newWire(t)
	e := w.listen(nil)
	for address, ok := range map[string]bool{
		"https://hooks.slack.com/commands/1": true, "https://hooks.slack-gov.com/actions/1": true, "https://slack.com/x": true, w.server.URL + "/respond": true,
		"http://hooks.slack.com/commands/1": false, "https://slack.com.evil.example/": false, "https://evilslack.com/": false,
		"https://ann:x@hooks.slack.com/": false, "file:///etc/passwd": false, "": false, "https://169.254.169.254/": false, "://": false,
	} {
		if got := e.in.responseURL(address) != ""; got != ok {
			t.Errorf("%q is taken: %v", address, got)
		}
	}
}

func TestPressWaitsForItsHandler(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	stored := make(chan struct{})
	e.answers(func(bot.Event) (bot.Ack, error) { <-stored; return bot.Ack{}, nil })
	e.run()
	k := w.next()
	k.send("1", kindInteractive, pressed1("T1", "a"))
	k.quiet(100 * time.Millisecond)
	// What the same person says meanwhile does not wait for it.
	e.answers(nil)
	k.send("2", kindEvents, direct(2, "intussen"))
	k.acked("2")
	close(stored)
	k.acked("1")
	if got := e.heard(); got != "intussen" {
		t.Errorf("heard %q", got)
	}
	p, ok := e.next().(*bot.Press)
	if !ok || p.Action != "demo.a" || p.Value != "1" || p.ID != "T1" || p.From.ID != wireAnn || p.Channel != wireRoom ||
		p.Message != wireRoom+"/1764.000001" || p.Thread != wireRoom+"/1763.000001" || p.Direct {
		t.Errorf("arrived as %+v", p)
	}
}

// The handler takes its time: Slack is told in time, and the answer follows.
func TestPressIsAcknowledgedInTime(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.answer = 100 * time.Millisecond
	e.run()
	k := w.next()
	e.take2(func(ctx context.Context, x bot.Event) (bot.Ack, error) {
		<-ctx.Done() // as the router does: the handling goes on
		return bot.Ack{Late: true}, nil
	})
	k.send("1", kindInteractive, pressed1("T1", "a"))
	k.acked("1")
	k.send("2", kindInteractive, e.opened("F"))
	k.acked("2")
}

// take2 replaces who hears.
func (e *ear) take2(do bot.Dispatch) {
	e.until("it runs", func() bool { return e.Ready() == nil })
	e.in.do = do
}

// The same envelope over two connections, or twice over one, is done once, and
// acknowledged each time with the same words.
func TestSameInteractionTwice(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(func(o *Options) { o.Sockets = 2 })
	goOn := make(chan struct{})
	wrong := bot.Ack{Errors: bot.FieldErrors{"topic": bot.Plain("te kort")}, Lang: bot.NL}
	e.answers(func(bot.Event) (bot.Ack, error) { <-goOn; return wrong, nil })
	e.run()
	one, two := w.next(), w.next()
	form := e.opened("F")
	one.send("1", kindInteractive, form)
	two.send("2", kindInteractive, form)
	two.quiet(50 * time.Millisecond)
	close(goOn)
	first, second := one.acked("1"), two.acked("2")
	if !strings.Contains(first, "te kort") || first != second {
		t.Errorf("acknowledged with %s and %s", first, second)
	}
	one.send("3", kindInteractive, form)
	if third := one.acked("3"); third != first {
		t.Errorf("later it was acknowledged with %s", third)
	}
	e.heard()
	e.silence()
	// Sent once more by the person it is another one.
	form["trigger_id"] = "T2"
	one.send("4", kindInteractive, form)
	one.acked("4")
	e.heard()
}

func TestFormIsSent(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.answers(func(x bot.Event) (bot.Ack, error) {
		s := x.(*bot.Submit)
		if s.State == "" && s.Values.Text("topic") == "Huisstijl" && s.ID == "TNEXT" {
			if !e.slots.offerView(s.Reply, &slack.ModalViewRequest{Type: slack.VTModal}) {
				t.Error("a second form was not taken")
			}
		}
		return bot.Ack{}, nil
	})
	e.run()
	k := w.next()
	k.send("1", kindInteractive, e.opened("ONE"))
	if got := k.acked("1"); got != "" {
		t.Errorf("acknowledged with %s", got)
	}
	form := e.opened("ONE")
	if _, err := e.opt.Memory.Unkeep(t.Context(), areaForm, bot.Slip("ONE").Key()); err != nil {
		t.Fatal(err)
	}
	form["trigger_id"] = "TAGAIN"
	k.send("2", kindInteractive, form)
	if got := k.acked("2"); !strings.Contains(got, `"errors"`) {
		t.Errorf("a form that was sent before is acknowledged with %s", got)
	}
	k.send("3", kindInteractive, e.opened("NEXT"))
	if got := k.acked("3"); !strings.Contains(got, `"update"`) || !strings.Contains(got, `"modal"`) {
		t.Errorf("a form with another form in its place is acknowledged with %s", got)
	}
	for _, name := range []string{"ONE", "NEXT"} {
		e.until(name+" cannot be sent once more", func() bool {
			_, ok, err := e.opt.Memory.Kept(t.Context(), areaForm, bot.Slip(name).Key())
			return !ok && err == nil
		})
	}
	// What we do not do is acknowledged.
	for i, kind := range []string{"view_closed", "shortcut", "message_action", "block_suggestion", "iets_nieuws"} {
		k.send(fmt.Sprint("x", i), kindInteractive, map[string]any{"type": kind, "user": map[string]any{"id": wireAnn}})
		k.acked(fmt.Sprint("x", i))
	}
}

// A button that is none of ours does nothing, and the person is told.
func TestForeignButton(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	p := pressed1("T1", "a")
	p["actions"] = []any{map[string]any{"type": "button", "action_id": "van een ander", "value": "vertrouwelijk"}}
	k.send("1", kindInteractive, p)
	k.acked("1")
	e.until("the person is told", func() bool { return len(w.saying()) == 1 })
	e.silence()
}

// The store is out of order: what was pressed and filled in is not lost without
// a word.
func TestNotTaken(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	for err, word := range map[error]string{bot.ErrBusy: "sneller", errors.New("vol"): "mis"} {
		if got := wordsOf(e.in.whyNot(err), bot.NL); !strings.Contains(got, word) {
			t.Errorf("%v: a person reads %q", err, got)
		}
	}
	cb := &slack.InteractionCallback{}
	if got := e.in.keepOpen(cb, textInBusy); got != nil {
		t.Errorf("a form without fields is kept open with %v", got)
	}
	if got := e.in.refused("interactive", errors.New("vol")); got == nil {
		t.Error("a person is told nothing")
	}
}

// A panic costs one delivery, and the log does not tell what was in it.
func TestPanic(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil)
	e.answers(func(bot.Event) (bot.Ack, error) { panic("vertrouwelijk") })
	e.run()
	k := w.next()
	k.send("1", kindEvents, direct(1, "hallo"))
	k.acked("1")
	k.send("2", kindInteractive, pressed1("T1", "a"))
	k.acked("2")
	e.answers(nil)
	k.send("3", kindEvents, direct(2, "daarna"))
	k.acked("3")
	if got := e.heard(); got != "daarna" {
		t.Errorf("heard %q", got)
	}
}

// Slack is slow to say who was named: then the message waits, for a moment, and
// what the same person says after it stays behind it.
func TestSlowNames(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	w.lookups = 400 * time.Millisecond
	e := w.listen(nil)
	e.in.tempo.names = 50 * time.Millisecond
	e.run()
	k := w.next()
	k.send("1", kindEvents, direct(1, "bel <@U0BRAM>"))
	k.send("2", kindEvents, direct(2, "daarna"))
	k.acked("1")
	k.acked("2")
	for _, want := range []string{"bel @U0BRAM", "daarna"} {
		if got := e.heard(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	}
}

// More than can wait is not acknowledged: Slack brings it again.
func TestTooMuchAtOnce(t *testing.T) {
	w := newWire(t)
	e := w.listen(nil)
	e.in.underWay = mostUnderWay
	taken := true
	e.in.receive(kindEvents, nil, func(_ any, t bool) { taken = t })
	if taken {
		t.Error("it was taken")
	}
}

func TestDecodeErrorsHoldNothing(t *testing.T) {
	for _, s := range []string{`{"a":"vertrouwelijk"}`, `{"a":123456.789}`, `{"a":99999999999999999999}`, `"vertrouwelijk"`, `vertrouwelijk`, `{"a":`, ``} {
		var into struct{ A int }
		err := json.Unmarshal([]byte(s), &into)
		if err == nil {
			t.Fatal(s)
		}
		if got := decodeError(err).Error(); strings.Contains(got, "vertrouwelijk") || strings.Contains(got, "99") || strings.Contains(got, "123") {
			t.Errorf("%q", got)
		}
	}
	if got := decodeError(errors.New("vertrouwelijk")).Error(); strings.Contains(got, "vertrouwelijk") {
		t.Errorf("%q", got)
	}
}
