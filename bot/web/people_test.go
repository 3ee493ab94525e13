package web_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

func TestClosedChannel(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	opt.Channels = append(opt.Channels, web.Channel{ID: "aic", Name: "aic", Members: []bot.UserID{"max", "sien"}})
	chat, base := chatWith(t, opt, silent)
	m, err := chat.Members(t.Context(), "aic")
	if err != nil || len(m.Users) != 2 {
		t.Errorf("members %v, %v", m, err)
	}
	if status, _ := get(t, base+"/?as=alice&in=aic"); status != 404 {
		t.Errorf("somebody who is no member gets %d", status)
	}
	// What is for one person reaches them, also where they cannot look.
	if _, err := chat.Send(t.Context(), bot.Address{Platform: "web", Channel: "aic", User: "alice"}, bot.Say(bot.Para{Text: bot.Plain("alleen alice")})); err != nil {
		t.Fatal(err)
	}
	if _, body := get(t, base+"/?as=alice&in=dm"); !strings.Contains(body, "alleen alice") {
		t.Error("a private message in a channel she is not in does not reach her directly")
	}
	if _, body := get(t, base+"/?as=max&in=aic"); strings.Contains(body, "alleen alice") {
		t.Error("a private message is seen by somebody else")
	}
}

// A page without script is shown when the answer is there, or patience ends.
func TestPatience(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	opt.Patience = 20 * time.Second
	var chat *web.Web
	ready := make(chan struct{})
	chat, base := chatWith(t, opt, func(_ context.Context, e bot.Event) (bot.Ack, error) {
		<-ready
		go func() {
			time.Sleep(50 * time.Millisecond)
			_, err := chat.Send(context.Background(), bot.Address{Platform: "web", User: bot.OriginOf(e).From.ID}, bot.Say(bot.Para{Text: bot.Plain("zo, hier is het antwoord")}))
			if err != nil {
				t.Error(err)
			}
		}()
		return bot.Ack{}, nil
	})
	close(ready)
	resp, err := stay.PostForm(base+"/say", url.Values{"as": {"alice"}, "in": {"dm"}, "text": {"hallo"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if _, body := get(t, base+resp.Header.Get("Location")); !strings.Contains(body, "zo, hier is het antwoord") {
		t.Error("the page came before the answer")
	}
}

func TestWhoMovedAway(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	opt.Colleagues = []web.Person{{ID: "karin", Name: "Karin Dekker"}}
	chat, err := web.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := chat.Close(); err != nil {
		t.Fatal(err)
	}
	opt.Colleagues = nil
	if chat, err = web.New(opt); err != nil {
		t.Fatal(err)
	}
	defer chat.Close()
	u, err := chat.User(t.Context(), "karin")
	if err != nil || u.Name != "Karin Dekker" || !u.Inactive {
		t.Errorf("she is %+v, %v", u, err)
	}
	var s *bot.SendError
	if _, err := chat.Send(t.Context(), bot.Address{Platform: "web", User: "karin"}, bot.Say(bot.Para{Text: bot.Plain("hallo?")})); !errors.As(err, &s) || s.Reason != bot.NotFound {
		t.Errorf("a message to her gives %v", err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, change := range map[string]func(*web.Options){
		"nobody":             func(o *web.Options) { o.People = nil },
		"no channel":         func(o *web.Options) { o.Channels = nil },
		"no folder":          func(o *web.Options) { o.Dir = "" },
		"no clock":           func(o *web.Options) { o.Clock = nil },
		"twice":              func(o *web.Options) { o.Colleagues = o.People[:1] },
		"a bad id":           func(o *web.Options) { o.Colleagues = []web.Person{{ID: "A b"}} },
		"the bot itself":     func(o *web.Options) { o.Colleagues = []web.Person{{ID: "wegwijs"}} },
		"a channel dm":       func(o *web.Options) { o.Channels[0].ID = "dm" },
		"a channel twice":    func(o *web.Options) { o.Channels = append(o.Channels, o.Channels[0]) },
		"an unknown member":  func(o *web.Options) { o.Channels[0].Members = []bot.UserID{"wie"} },
		"a channel in a way": func(o *web.Options) { o.Channels[0].ID = "dm:alice" },
	} {
		opt := webtest.Options(t.TempDir(), bot.WallClock{})
		change(&opt)
		if chat, err := web.New(opt); err == nil {
			chat.Close()
			t.Errorf("%s: accepted", name)
		}
	}
}

// What is offered to say suits who looks, and what a hint types is as far as it
// goes without a choice.
func TestThingsToTry(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	opt.Welcome, opt.Try = []bot.Text{bot.Plain("Hoi!")}, []bot.Text{bot.Plain("Waar kan ik terecht?")}
	opt.Commands = []web.Hint{
		{Name: "aic", Word: bot.PerLang{NL: "vergadering", EN: "meeting"}, Usage: bot.PerLang{NL: "vergadering [datum]", EN: "meeting [date]"}},
		{Name: "wegwijs", Usage: bot.PerLang{NL: "<vraag>", EN: "<question>"}},
	}
	for i := range opt.People {
		if opt.People[i].ID == "sien" {
			opt.People[i].Try = []bot.Text{bot.Plain("/aic vergadering")}
		}
	}
	_, base := chatWith(t, opt, silent)
	_, sien := get(t, base+"/?as=sien&in=dm")
	_, alice := get(t, base+"/?as=alice&in=dm")
	const hers, all = `value="/aic vergadering"`, `value="Waar kan ik terecht?"`
	if !strings.Contains(sien, hers) || strings.Index(sien, all) < strings.Index(sien, hers) {
		t.Error("what suits her is not offered first")
	}
	if strings.Contains(alice, hers) || !strings.Contains(alice, all) {
		t.Error("somebody else is offered what suits another, or not what suits everybody")
	}
	for _, insert := range []string{`data-insert="/aic vergadering "`, `data-insert="/wegwijs "`} {
		if !strings.Contains(sien, insert) {
			t.Errorf("no hint has %s", insert)
		}
	}
}
