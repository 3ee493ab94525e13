package mattermosttest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot/mattermost/mattermosttest"
)

type socket struct {
	*testing.T
	*websocket.Conn
}

func (s *stand) dial(query, token string) *socket {
	s.Helper()
	head := http.Header{}
	if token != "" {
		head.Set("Authorization", "Bearer "+token)
	}
	conn, _, err := websocket.DefaultDialer.DialContext(s.ctx, "ws"+strings.TrimPrefix(s.URL, "http")+"/api/v4/websocket"+query, head)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	return &socket{s.T, conn}
}

type frame struct {
	Event string         `json:"event"`
	Seq   int64          `json:"seq"`
	Data  map[string]any `json:"data"`
}

func (s *socket) next() frame {
	s.Helper()
	_, data, err := s.ReadMessage()
	if err != nil {
		s.Fatal(err)
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		s.Fatal(err)
	}
	return f
}

func (s *socket) hello() string {
	s.Helper()
	f := s.next()
	id, _ := f.Data["connection_id"].(string)
	if f.Event != "hello" || f.Seq != 0 || id == "" {
		s.Fatalf("got %+v, want a hello", f)
	}
	return id
}

func TestResume(t *testing.T) {
	s := newStand(t, mattermosttest.Options{SubPath: "/chat"})
	say := func(n int) {
		for i := range n {
			if _, err := s.Person("alice").Say(s.ctx, s.channel, "", fmt.Sprint("bericht ", i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	one := s.dial("", s.BotToken)
	id := one.hello()
	say(1)
	if f := one.next(); f.Event != "posted" || f.Seq != 1 || f.Data["channel_type"] != "O" || f.Data["mentions"] != nil {
		t.Errorf("got %+v", f)
	}
	s.CutSocket("wegwijs", false)
	say(3)
	two := s.dial("?connection_id="+id+"&sequence_number=2", s.BotToken)
	for want := int64(2); want <= 4; want++ {
		if f := two.next(); f.Event != "posted" || f.Seq != want {
			t.Errorf("after a resume came %s %d, want posted %d and no hello", f.Event, f.Seq, want)
		}
	}
	s.CutSocket("wegwijs", false)
	say(200)
	if again := s.dial("?connection_id="+id+"&sequence_number=5", s.BotToken).hello(); again == id {
		t.Error("what was missed is too much, and the connection was resumed")
	}
	s.dial("?connection_id="+model.NewId()+"&sequence_number=5", s.BotToken).hello()
	bad := s.dial("?connection_id=zz&sequence_number=5", s.BotToken)
	if _, _, err := bad.ReadMessage(); !websocket.IsCloseError(err, 1006) && !strings.Contains(err.Error(), "EOF") {
		t.Errorf("a malformed connection id: %v", err)
	}
}

func TestBadTokenIsSilent(t *testing.T) {
	s := newStand(t, mattermosttest.Options{SilentClose: 200 * time.Millisecond})
	began := time.Now()
	c := s.dial("", "wrong")
	if _, _, err := c.ReadMessage(); err == nil {
		t.Error("a wrong token was let in")
	}
	if took := time.Since(began); took < 150*time.Millisecond {
		t.Errorf("the server hung up after %v", took)
	}
	c = s.dial("", "")
	c.WriteJSON(map[string]any{"seq": 1, "action": "authentication_challenge", "data": map[string]any{"token": s.BotToken}})
	c.next() // OK
	c.hello()
}

func TestDisabledBotHearsNothing(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	c := s.dial("", s.BotToken)
	c.hello()
	s.SetActive("wegwijs", false)
	s.refused("a call of a disabled bot", s.bot.Do(s.ctx, "GET", "/users/me", nil, nil), 401, "")
	s.SetActive("wegwijs", true)
	if err := s.bot.Do(s.ctx, "GET", "/users/me", nil, nil); err != nil {
		t.Error(err)
	}
	if _, err := s.Person("alice").Say(s.ctx, s.channel, "", "@wegwijs ben je er"); err != nil {
		t.Fatal(err)
	}
	c.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if _, data, err := c.ReadMessage(); err == nil {
		t.Errorf("the old socket brings %s", data)
	}
}

func TestMentions(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	for text, want := range map[string]string{
		"@all": "*", "@all.": "*", "@all\u200b": "*", `\@all`: "*", "![@all](x)": "*", "@bram": "bram", "@BRAM": "bram", "[@bram](https://x.nl)": "bram", "hallo @here!": "*", "@channel": "*",
		"@\u200ball": "", "@\u2060channel": "", "@\u00adall": "", "@a\u200bll": "", "＠all": "", "**@**all": "", "@&#8203;all": "",
		"`@all`": "", "```\n@all\n```": "", "x@all.nl": "", "[x](https://x/@all)": "", "@bramx": "",
	} {
		for _, in := range []string{"message", "text", "pretext", "value", "title", "footer"} {
			p := &model.Post{Message: text}
			if in != "message" {
				a := &model.MessageAttachment{Text: "x"}
				switch in {
				case "text":
					a.Text = text
				case "pretext":
					a.Pretext = text
				case "value":
					a.Fields = []*model.MessageAttachmentField{{Title: "x", Value: text}}
				case "title":
					a.Title = text
				case "footer":
					a.Footer = text
				}
				p = &model.Post{Message: "x", Props: model.StringInterface{"attachments": []*model.MessageAttachment{a}}}
			}
			s.posted(p)
			got := ""
			for _, ping := range s.Pinged() {
				if got += strings.Join(ping.Names, " "); ping.Everybody {
					got += "*"
				}
			}
			expect := want
			if in == "title" || in == "footer" {
				expect = ""
			}
			if got != expect {
				t.Errorf("%q in the %s pings %q, want %q", text, in, got, expect)
			}
		}
	}
}
