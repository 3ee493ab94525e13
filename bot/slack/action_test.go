package slack

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

// chosen is an action that Ann chooses at a message.
func chosen(trigger, callback string, message map[string]any) map[string]any {
	return map[string]any{
		"type": "message_action", "callback_id": callback, "trigger_id": trigger, "action_ts": "1764.5", "message_ts": message["ts"],
		"user": map[string]any{"id": wireAnn, "name": "ann"}, "channel": map[string]any{"id": wireRoom, "name": "algemeen"},
		"message": message, "response_url": "https://hooks.slack.com/app/1", "is_enterprise_install": false, "enterprise": nil,
	}
}

func withActions(o *Options) {
	o.Actions = []MessageAction{{Command: "aic", Word: "onderwerp"}, {Command: "vraag"}}
}

func TestActionAtMessage(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(withActions).run()
	k := w.next()
	emoji := []any{map[string]any{"type": "rich_text", "elements": []any{map[string]any{"type": "rich_text_section", "elements": []any{map[string]any{"type": "emoji", "name": "tada", "unicode": "1f389"}}}}}}
	for i, c := range []struct {
		callback string
		message  map[string]any
		text     string // of the command
		quote    string
		by       bot.UserID
		thread   bot.MessageID
	}{
		{"aic onderwerp", map[string]any{"user": "U0BRAM", "ts": "1763.1", "text": "Het logo is &lt;oud&gt; &amp; <http://rijk.nl|rijk.nl> <!channel>"}, "onderwerp", "Het logo is <oud> & rijk.nl @channel", "U0BRAM", ""},
		{"aic onderwerp", map[string]any{"user": "U0BRAM", "ts": "1763.2", "thread_ts": "1763.1", "text": "in een draad"}, "onderwerp", "in een draad", "U0BRAM", wireRoom + "/1763.1"},
		{"aic onderwerp", map[string]any{"user": "U0BRAM", "ts": "1763.1", "thread_ts": "1763.1", "text": "bovenaan een draad"}, "onderwerp", "bovenaan een draad", "U0BRAM", ""},
		{"aic onderwerp", map[string]any{"user": "U0BRAM", "ts": "1763.4", "text": "klaar :tada:", "blocks": emoji}, "onderwerp", "klaar 🎉", "U0BRAM", ""},
		{"aic onderwerp", map[string]any{"user": "U0BRAM", "ts": "1763.5", "text": ""}, "onderwerp", "", "U0BRAM", ""},
		{"aic onderwerp", map[string]any{"user": wireBot, "ts": "1763.6", "text": "van onszelf"}, "onderwerp", "", wireBot, ""},
		{"aic onderwerp", map[string]any{"bot_id": "B0ANDER", "ts": "1763.7", "text": "van een andere bot"}, "onderwerp", "van een andere bot", "", ""},
		{"vraag", map[string]any{"user": "U0BRAM", "ts": "1763.8", "text": "vrije tekst"}, "", "vrije tekst", "U0BRAM", ""},
	} {
		id := strings.Repeat("1", i+1)
		k.send(id, kindInteractive, chosen("T"+id, c.callback, c.message))
		if got := k.acked(id); got != "" {
			t.Errorf("%d: acknowledged with %s", i, got)
		}
		x, ok := e.next().(*bot.Command)
		if !ok {
			t.Fatalf("%d: no command arrived", i)
		}
		name, _, _ := strings.Cut(c.callback, " ")
		if x.Name != name || x.Text != c.text || x.Quote != c.quote || x.QuoteBy.ID != c.by || !x.Slash || x.Direct || x.ID != "T"+id || x.From.ID != wireAnn || x.Channel != wireRoom {
			t.Errorf("%d arrived as %+v", i, x)
		}
		if x.Thread != c.thread || x.Message != bot.MessageID(wireRoom+"/"+c.message["ts"].(string)) {
			t.Errorf("%d arrived from message %q in thread %q, want %q", i, x.Message, x.Thread, c.thread)
		}
		if trigger, ok := e.slots.trigger(x.Reply); !ok || trigger != "T"+id {
			t.Errorf("%d: the trigger is %q, %v", i, trigger, ok)
		}
		if url, ok := e.slots.responseURL(x.Reply); !ok || url != "https://hooks.slack.com/app/1" {
			t.Errorf("%d: the response_url is %q, %v", i, url, ok)
		}
	}
	if log := e.log.String(); strings.Contains(log, "logo") {
		t.Errorf("the log holds a message: %s", log)
	}
}

// The same arrives over HTTP, with the same id however often it comes, and what
// is not ours does nothing.
func TestActionOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.overHTTP(withActions).run().ready()
	message := map[string]any{"user": "U0BRAM", "ts": "1763.1", "text": "vertrouwelijk woord"}
	body := func(trigger, callback string) string {
		return url.Values{"payload": {asJSON(t, chosen(trigger, callback, message))}}.Encode()
	}
	for range 2 {
		if got := e.call(pathInteractive, body("T1", "aic onderwerp"), time.Now()); got.Code != 200 || got.Body.Len() != 0 {
			t.Errorf("status %d: %s", got.Code, got.Body)
		}
	}
	for range 2 {
		if x, ok := e.next().(*bot.Command); !ok || x.Quote != "vertrouwelijk woord" || x.ID != "T1" {
			t.Errorf("arrived as %+v", x)
		}
	}
	for i, callback := range []string{"", "aic", "aic onderwerp ", "aic verwijder", "wegwijs.form"} {
		if got := e.call(pathInteractive, body("F"+strings.Repeat("x", i), callback), time.Now()); got.Code != 200 || got.Body.Len() != 0 {
			t.Errorf("%q: status %d: %s", callback, got.Code, got.Body)
		}
	}
	e.call(pathInteractive, body("T2", "vraag"), time.Now())
	if x, ok := e.next().(*bot.Command); !ok || x.Name != "vraag" {
		t.Errorf("what is not ours arrived as %+v", x)
	}
	if log := e.log.String(); !strings.Contains(log, "manifest") || strings.Contains(log, "woord") {
		t.Errorf("the log says %s", log)
	}
}
