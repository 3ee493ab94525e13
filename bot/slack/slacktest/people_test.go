package slacktest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"wegwijs/bot/slack/slacktest"
)

func TestPinged(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	ch := a.s.ChannelID("algemeen")
	say := func(text string, blocks any) []string {
		data, err := json.Marshal(blocks)
		if err != nil {
			t.Fatal(err)
		}
		a.fine("chat.postMessage", append(post(ch, text), "blocks", string(data))...)
		return a.s.Pinged()
	}
	mrkdwn := func(text string, verbatim bool) any {
		return []obj{{"type": "section", "text": obj{"type": "mrkdwn", "text": text, "verbatim": verbatim}}}
	}
	run := func(o obj) any {
		return []obj{{"type": "rich_text", "elements": []obj{{"type": "rich_text_section", "elements": []obj{o}}}}}
	}
	for name, c := range map[string]struct {
		pinged []string
		who    int
	}{
		"text":          {say("<!channel>", []obj{}), 1},
		"escaped":       {say("&lt;!channel&gt; @channel", []obj{}), 0},
		"person":        {say("<@"+a.s.UserID("alice")+">", []obj{}), 1},
		"mrkdwn":        {say("x", mrkdwn("<!here|here>", true)), 1},
		"verbatim":      {say("x", mrkdwn("@channel", true)), 0},
		"rich text":     {say("x", run(obj{"type": "text", "text": "<!channel> @channel"})), 0},
		"rich mention":  {say("x", run(obj{"type": "broadcast", "range": "channel"})), 1},
		"rich person":   {say("x", run(obj{"type": "user", "user_id": a.s.UserID("bram")})), 1},
		"plain text":    {say("x", []obj{{"type": "header", "text": obj{"type": "plain_text", "text": "<!channel>"}}}), 0},
		"user group":    {say("<!subteam^S1>", []obj{}), 1},
		"nobody called": {say("<@U000>", []obj{}), 0},
	} {
		if len(c.pinged) != c.who {
			t.Errorf("%s pings %v", name, c.pinged)
		}
	}
	a.broke()
	if who := say("x", mrkdwn("@channel", false)); len(who) != 1 {
		t.Errorf("without verbatim it pings %v", who)
	}
	a.broke("without verbatim")
}

func TestResponseURL(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	k := a.dial()
	go k.acknowledge(nil)
	ch := a.s.ChannelID("algemeen")
	alice := a.s.Person("alice")
	if err := alice.Slash(t.Context(), ch, "/wegwijs   iets <&> "); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	payload := k.last["payload"].(obj)
	k.mu.Unlock()
	if payload["text"] != "  iets &lt;&amp;&gt; " || payload["command"] != "/wegwijs" {
		t.Errorf("a command arrives as %q %q", payload["command"], payload["text"])
	}
	respond := func(body string) (int, string) {
		resp, err := http.Post(payload["response_url"].(string), "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(data)
	}
	for i := range 6 {
		code, said := respond(`{"text":"antwoord"}`)
		if fine := code == http.StatusOK && said == "ok"; fine != (i < 5) {
			t.Errorf("answer %d: %d %q", i+1, code, said)
		}
	}
	if n := len(a.s.Person("bram").Sees()); n != 0 {
		t.Errorf("bram sees %d answers to alice", n)
	}
	if n := len(alice.Sees()); n != 5 {
		t.Errorf("alice sees %d answers", n)
	}
	a.broke()
}

func TestPresses(t *testing.T) {
	a := newApp(t, slacktest.Options{})
	k := a.dial()
	go k.acknowledge(nil)
	ch := a.s.ChannelID("algemeen")
	blocks := `[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Ja"},"value":"1"},
		{"type":"static_select","placeholder":{"type":"plain_text","text":"Kies"},"options":[{"text":{"type":"plain_text","text":"A"},"value":"a"}]}]}]`
	ts := a.fine("chat.postMessage", append(post(ch, "x"), "blocks", blocks)...)["ts"].(string)
	bram := a.s.Person("bram")
	last := func() obj {
		k.mu.Lock()
		defer k.mu.Unlock()
		return k.last["payload"].(obj)
	}
	if err := bram.Press(t.Context(), "Ja"); err != nil {
		t.Fatal(err)
	}
	p := last()
	action := p["actions"].([]any)[0].(obj)
	if p["message"].(obj)["ts"] != ts || p["user"].(obj)["id"] != bram.ID || action["value"] != "1" || action["action_id"] == "" || action["block_id"] == "" {
		t.Errorf("a press arrives as %v", p)
	}
	if err := bram.Choose(t.Context(), "", "A"); err != nil {
		t.Fatal(err)
	}
	if got := last()["actions"].([]any)[0].(obj)["selected_option"].(obj)["value"]; got != "a" {
		t.Errorf("a choice arrives as %v", got)
	}
	if bram.Choose(t.Context(), "Kies", "B") == nil || bram.Press(t.Context(), "Nee") == nil {
		t.Error("what is not there can be used")
	}
	a.fine("chat.postEphemeral", "channel", ch, "user", bram.ID, "text", "x", "blocks", strings.Replace(blocks, "Ja", "Alleen ik", 1))
	if a.s.Person("alice").Press(t.Context(), "Alleen ik") == nil {
		t.Error("alice pressed what only bram sees")
	}
	if err := bram.Press(t.Context(), "Alleen ik"); err != nil {
		t.Fatal(err)
	}
	if p := last(); p["message"] != nil || p["container"].(obj)["is_ephemeral"] != true {
		t.Errorf("a press on what only one person sees arrives as %v", p)
	}
	k.mu.Lock()
	k.answer = `{"text":"nee"}`
	k.mu.Unlock()
	if err := bram.Press(t.Context(), "Ja"); err != nil {
		t.Fatal(err)
	}
	a.broke("holds something")
}
