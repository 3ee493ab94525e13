package mattermost

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
)

func TestAddressed(t *testing.T) {
	for _, c := range []struct {
		said, rest string
		ok         bool
	}{
		{"@wegwijs wie zit er in de AIC", "wie zit er in de AIC", true},
		{"  @wegwijs   wie?", "wie?", true},
		{"@Wegwijs: wie?", "wie?", true},
		{"@WEGWIJS, wie?", "wie?", true},
		{"wie zit er in de AIC @wegwijs", "wie zit er in de AIC", true},
		{"weet jij dit, @wegwijs", "weet jij dit", true},
		{"weet jij dit @wegwijs?", "weet jij dit ?", true},
		{"@wegwijs", "", true},
		{"@wegwijs.", ".", true},
		{"(@wegwijs) wie?", "( ) wie?", true},
		{"hi @wegwijs, who is who?", "hi who is who?", true},
		{"@wegwijs zeg @wegwijs", "zeg @wegwijs", true},
		{"@wegwijs een\n  twee", "een\n  twee", true},
		{"**@wegwijs** wie?", "** ** wie?", true},
		{"vraag het `@wegwijs` of @wegwijs", "vraag het `@wegwijs` of", true},
		{"een ` losse tik @wegwijs", "een ` losse tik", true},
		{"``twee ` tikken`` @wegwijs", "``twee ` tikken``", true},
		{"```\ncode\n```\n@wegwijs wie?", "```\ncode\n```\n wie?", true},
		{"@wegwijs\u00a0wie?", "wie?", true},

		{"goedemorgen", "", false},
		{"mail naar ann@wegwijs.nl", "", false},
		{"wegwijs zonder apenstaart", "", false},
		{"@wegwijsje ook niet", "", false},
		{"@wegwijs-bot ook niet", "", false},
		{"@wegwijs_2 ook niet", "", false},
		{"@wegwijs.test is een ander", "", false},
		{"@@wegwijs", "", false},
		{"x.@wegwijs", "", false},
		{"https://x.example/@wegwijs", "", false},
		{"typ `@wegwijs help`", "", false},
		{"```\n@wegwijs help\n```", "", false},
		{"~~~\n@wegwijs help", "", false},
		{"```go\n@wegwijs help\n``\n", "", false},
		{"@", "", false},
		{"", "", false},
	} {
		rest, ok := addressed(c.said, "wegwijs")
		if ok != c.ok || ok && rest != c.rest {
			t.Errorf("%q: %q, %v; want %q, %v", c.said, rest, ok, c.rest, c.ok)
		}
	}
	if _, ok := addressed("@wegwijs hallo", ""); ok {
		t.Error("without a name of ours something was addressed to us")
	}
}

func FuzzAddressed(f *testing.F) {
	for _, s := range []string{"@wegwijs wie?", "`@wegwijs`", "```\n@wegwijs\n```", "~~~~\n~~~\n@wegwijs", "a@wegwijs", "@wegwij\u017f", "``` @wegwijs", "\xff@wegwijs\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rest, ok := addressed(text, "wegwijs")
		if !ok {
			if rest != text {
				t.Errorf("%q is not for us and became %q", text, rest)
			}
			return
		}
		if !strings.Contains(strings.ToLower(text), "@wegwijs") {
			t.Errorf("%q does not name us", text)
		}
		if len(rest) > len(text)-len("@wegwijs")+1 {
			t.Errorf("%q became longer: %q", text, rest)
		}
		raw, err := json.Marshal(map[string]any{"event": "posted", "data": map[string]any{"channel_type": "O", "post": postJSON(text)}, "seq": 1})
		if err != nil {
			t.Fatal(err)
		}
		if !mayAddress(raw, "wegwijs") {
			t.Errorf("%q names us and was passed over", text)
		}
	})
}

func postJSON(text string) string {
	data, _ := json.Marshal(&model.Post{Id: "p", CreateAt: 1700000000123, UserId: "u", ChannelId: "c", Message: text}) // a post can always be written
	return string(data)
}

// sentBy are the ways in which servers write an event.
func sentBy(t *testing.T, event string, data map[string]any, seq int64) [][]byte {
	e := model.NewWebSocketEvent(model.WebsocketEventType(event), "", "c", "", nil, "")
	for k, v := range data {
		e.Add(k, v)
	}
	e = e.SetSequence(seq)
	plain, err := e.ToJSON()
	if err != nil {
		t.Fatal(err)
	}
	early, err := e.PrecomputeJSON().ToJSON()
	if err != nil {
		t.Fatal(err)
	}
	last := []byte(fmt.Sprintf(`{"seq":%d,"data":{"seq":7},"event":%q}`, seq, event))
	return [][]byte{plain, early, append(early, '\n'), last}
}

func TestGlance(t *testing.T) {
	nasty := `x","seq": 99} "event":"posted" \"create_at\":5 "post":"{\"create_at\":6`
	for _, event := range []string{eventPosted, eventHello, eventDeleted} {
		for _, raw := range sentBy(t, event, map[string]any{"channel_display_name": nasty, "channel_type": "O", "post": postJSON(nasty)}, 12) {
			if g := glanceAt(raw); g.event != event || g.seq != 12 {
				t.Errorf("%s: read as %q, %d", raw, g.event, g.seq)
			}
		}
	}
	for _, raw := range sentBy(t, eventPosted, map[string]any{"channel_display_name": nasty, "post": postJSON(nasty)}, 1)[:3] {
		if ms, ok := glanceTime(raw); !ok || ms != 1700000000123 {
			t.Errorf("%s: made at %d, %v", raw, ms, ok)
		}
	}
	for _, raw := range []string{"", "{}", "[]", "null", `{"status":"OK","seq_reply":1}`, `{"event":`, `{"event":"typing"`, "\xff", `"seq":1}`} {
		if g := glanceAt([]byte(raw)); g.event != "" {
			t.Errorf("%q is an event named %q", raw, g.event)
		}
	}
}

func TestMayAddress(t *testing.T) {
	for _, c := range []struct {
		kind, text string
		want       bool
	}{
		{"O", "hallo", false}, {"O", "@wegwijs", true}, {"P", "x @WegWijs", true}, {"G", "hallo", false}, {"D", "hallo", true},
		{"O", `"channel_type":"D"`, false}, {"O", "@ @@wegwij", false},
	} {
		for _, raw := range sentBy(t, eventPosted, map[string]any{"channel_type": c.kind, "post": postJSON(c.text)}, 1)[:3] {
			if got := mayAddress(raw, "wegwijs"); got != c.want {
				t.Errorf("%q in a channel of type %s: %v", c.text, c.kind, got)
			}
		}
	}
}

// FuzzGlance compares the quick look with a decoder.
func FuzzGlance(f *testing.F) {
	f.Add([]byte(`{"event": "posted", "data": {}, "broadcast": {}, "seq": 12}`))
	f.Add([]byte(`{"event":"typing","data":{},"broadcast":null,"seq":0}`))
	f.Add([]byte(`{"event":"x","seq":1,"seq":2}`))
	f.Add([]byte(`{"event":"","seq":1}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		g := glanceAt(raw)
		glanceTime(raw)
		mayAddress(raw, "wegwijs")
		helloID(raw)
		postedIn(raw)
		changedUser(raw)
		var e struct {
			Event string `json:"event"`
			Seq   int64  `json:"seq"`
		}
		var fields map[string]json.RawMessage
		if json.Unmarshal(raw, &e) != nil || json.Unmarshal(raw, &fields) != nil || len(fields) != 4 {
			return
		}
		if e.Seq != g.seq && g.event != "" {
			t.Errorf("%q: number %d, decoded %d", raw, g.seq, e.Seq)
		}
	})
}

// BenchmarkGlance is the look at an event that is not for us.
func BenchmarkGlance(b *testing.B) {
	raw := []byte(fmt.Sprintf(`{"event": "posted", "data": {"channel_type":"O","post":%q,"sender_name":"@ann"}, "broadcast": {"channel_id":"c"}, "seq": 123}`, postJSON(strings.Repeat("gewoon wat tekst ", 60))))
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		g := glanceAt(raw)
		glanceTime(raw)
		if g.event != eventPosted || mayAddress(raw, "wegwijs") {
			b.Fatal("read wrongly")
		}
	}
}
