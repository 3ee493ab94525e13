package mattermost

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// pressing is what the server sends when somebody presses an action of a post.
func pressing(action *model.PostAction, who, post, channel, option string) *model.PostActionIntegrationRequest {
	context := map[string]any{tokenField: action.Integration.Context[tokenField]}
	if option != "" {
		context["selected_option"] = option
	}
	return &model.PostActionIntegrationRequest{UserId: who, ChannelId: channel, PostId: post, Context: context, TriggerId: "t"}
}

// refusedPress checks that a press is refused with a sentence, and that the
// log says nothing about who or what.
func (a *api) refusedPress(what string, r *model.PostActionIntegrationRequest, want bot.Phrase) {
	a.Helper()
	p, err := a.pressOf(a.Context(), r)
	var no *refused
	if !errors.As(err, &no) {
		a.Errorf("%s: %+v, %v", what, p, err)
		return
	}
	if no.say != want {
		a.Errorf("%s says %q, want %q", what, wordsOf(no.say, bot.NL), want.NL)
	}
	for _, secret := range []string{apiAnn, apiBen, "demo"} {
		if strings.Contains(no.Error(), secret) {
			a.Errorf("%s is logged as %q", what, no.Error())
		}
	}
}

var poll = []bot.Block{
	bot.Para{Text: say("Kies")},
	bot.Buttons{{Label: say("Ja"), Action: "demo.yes", Value: "7"}, {Label: say("Nee"), Action: "demo.no", Value: "7"}},
	bot.Menu{Label: say("Kleur"), Action: "demo.color", Value: "7", Options: []bot.Option{{Label: say("Rood"), Value: "r/1"}, {Label: say("Leeg"), Value: ""}}},
	bot.Menu{Label: say("Maat"), Action: "demo.size", Options: []bot.Option{{Label: say("Groot"), Value: "g"}}},
}

func TestPressIsChecked(t *testing.T) {
	a := newAPI(t)
	to := a.room()
	to.Thread = bot.MessageID(strings.Repeat("r", 26))
	id := string(a.send(to, poll...))
	sent := a.post(a.called("POST /posts")[0])
	acts := sent.actions()
	before := len(a.calls)
	p, err := a.pressOf(t.Context(), pressing(acts[0], apiAnn, id, apiRoom, ""))
	if err != nil {
		t.Fatal(err)
	}
	if p.Action != "demo.yes" || p.Value != "7" || p.Choice != "" || p.From.ID != bot.UserID(apiAnn) || p.Channel != bot.ChannelID(apiRoom) ||
		p.Message != bot.MessageID(id) || p.Thread != to.Thread || p.Direct {
		t.Errorf("pressed as %+v", p)
	}
	for i, want := range []string{"r/1", ""} {
		p, err = a.pressOf(t.Context(), pressing(acts[2], apiBen, id, apiRoom, acts[2].Options[i].Value))
		if err != nil || p.Action != "demo.color" || p.Choice != want {
			t.Errorf("chosen as %+v, %v", p, err)
		}
	}
	if len(a.calls) != before {
		t.Errorf("a press asked the server: %v", a.calls[before:])
	}
	a.refusedPress("an option of another menu", pressing(acts[3], apiAnn, id, apiRoom, acts[2].Options[0].Value), textNotOffered)
	a.refusedPress("an option that never was", pressing(acts[2], apiAnn, id, apiRoom, "NOT_AN_OPTION"), textNotOffered)
	a.refusedPress("a menu without a choice", pressing(acts[2], apiAnn, id, apiRoom, ""), textNotOffered)
	a.refusedPress("another channel", pressing(acts[0], apiAnn, id, apiDM, ""), textButtonForged)
	a.refusedPress("another post", pressing(acts[0], apiAnn, strings.Repeat("z", 26), apiRoom, ""), textButtonForged)
	forged := pressing(acts[0], apiAnn, id, apiRoom, "")
	forged.Context = map[string]any{tokenField: "AAAA", "action": "demo.yes"}
	a.refusedPress("a forged token", forged, textButtonForged)
	forged.Context = map[string]any{tokenField: 7}
	a.refusedPress("no token", forged, textButtonForged)
	forged.Context = nil
	a.refusedPress("nothing", forged, textButtonForged)

	a.again()
	if _, err := a.pressOf(t.Context(), pressing(acts[0], apiAnn, id, apiRoom, "")); err != nil {
		t.Errorf("after a restart: %v", err)
	}
	a.memory.fails = errors.New("disk full")
	a.again()
	a.refusedPress("without a store", pressing(acts[0], apiAnn, id, apiRoom, ""), textNotNow)
	a.memory.fails = nil
	a.again()
	a.clock.Advance(tokenLives)
	a.refusedPress("a year later", pressing(acts[0], apiAnn, id, apiRoom, ""), textButtonExpired)
}

func TestPressOfAPostWeForgot(t *testing.T) {
	a := newAPI(t)
	id := string(a.send(a.room(), poll...))
	sent := a.post(a.called("POST /posts")[0])
	press := pressing(sent.actions()[0], apiAnn, id, apiRoom, "")
	there := &model.Post{Id: id, UserId: apiBot, ChannelId: apiRoom, Props: model.StringInterface{nonceProp: sent.Props.Nonce}}
	for what, c := range map[string]struct {
		status int
		body   any
		say    bot.Phrase
	}{
		"somebody else's post": {200, &model.Post{Id: id, UserId: apiAnn, ChannelId: apiRoom, Props: there.Props}, textButtonForged},
		"another post of ours": {200, &model.Post{Id: id, UserId: apiBot, ChannelId: apiRoom, Props: model.StringInterface{nonceProp: "x"}}, textButtonForged},
		"no such post":         {404, map[string]any{}, textButtonForged},
		"a server in trouble":  {503, map[string]any{}, textNotNow},
	} {
		delete(a.memory.all, areaPost)
		a.again()
		a.reply("GET /posts/{id}", c.status, c.body)
		a.refusedPress(what, press, c.say)
	}
	delete(a.memory.all, areaPost)
	a.again()
	a.reply("GET /posts/{id}", 200, there)
	for range 3 {
		if _, err := a.pressOf(t.Context(), press); err != nil {
			t.Error(err)
		}
	}
	asked := len(a.called("GET /posts/{id}"))
	a.again()
	if _, err := a.pressOf(t.Context(), press); err != nil || asked != 5 || len(a.called("GET /posts/{id}")) != asked {
		t.Errorf("asked %d times, then %d: %v", asked, len(a.called("GET /posts/{id}")), err)
	}
}

func TestPressBeforeWeKnowThePost(t *testing.T) {
	a := newAPI(t)
	pressed := make(chan error, 1)
	a.on("POST /posts", func(body string) (int, any) {
		sent := a.post(body)
		id := strings.Repeat("p", 26)
		go func() {
			_, err := a.pressOf(t.Context(), pressing(sent.actions()[0], apiAnn, id, apiRoom, ""))
			pressed <- err
		}()
		time.Sleep(50 * time.Millisecond)
		return 201, &model.Post{Id: id}
	})
	a.send(a.room(), poll...)
	if err := <-pressed; err != nil {
		t.Error(err)
	}
}

func TestPressForOnePerson(t *testing.T) {
	a := newAPI(t)
	a.reply("POST /posts/ephemeral", 201, &model.Post{Id: strings.Repeat("e", 26)})
	to := a.room()
	to.User = bot.UserID(apiAnn)
	a.send(to, poll...)
	var body struct {
		User string `json:"user_id"`
		Post sentPost
	}
	mustRead(t, a.called("POST /posts/ephemeral")[0], &body)
	if body.User != apiAnn || body.Post.Channel != apiRoom {
		t.Errorf("sent to %q in %q", body.User, body.Post.Channel)
	}
	act := body.Post.actions()[0]
	if p, err := a.pressOf(t.Context(), pressing(act, apiAnn, strings.Repeat("x", 26), apiRoom, "")); err != nil || p.Action != "demo.yes" {
		t.Errorf("%+v, %v", p, err)
	}
	a.refusedPress("another person", pressing(act, apiBen, strings.Repeat("x", 26), apiRoom, ""), textButtonNotYours)
	a.refusedPress("another channel", pressing(act, apiAnn, strings.Repeat("x", 26), apiDM, ""), textButtonForged)

	id := string(a.send(a.alone(), poll...))
	act = a.post(a.called("POST /posts")[0]).actions()[0]
	p, err := a.pressOf(t.Context(), pressing(act, apiAnn, id, apiDM, ""))
	if err != nil || !p.Direct {
		t.Errorf("directly: %+v, %v", p, err)
	}
	a.refusedPress("another person, directly", pressing(act, apiBen, id, apiDM, ""), textButtonNotYours)
	a.again()
	r := pressing(act, apiAnn, id, apiDM, "")
	r.ChannelName = apiAnn + "__" + apiBot
	if p, err = a.pressOf(t.Context(), r); err != nil || !p.Direct {
		t.Errorf("directly, after a restart: %+v, %v", p, err)
	}
}

// Two others talk to each other, and one of them presses what only they see.
func TestPressBetweenOthers(t *testing.T) {
	a := newAPI(t)
	if _, err := a.me(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, direct := range map[string]bool{apiAnn + "__" + apiBen: false, apiAnn + "__" + apiBot: true, "ann__ben": false, "algemeen": false} {
		if a.isDirect(apiDM, name) != direct {
			t.Errorf("%q is a direct conversation with us: %v", name, !direct)
		}
	}
}

func TestPressAfterAnEdit(t *testing.T) {
	a := newAPI(t)
	id := string(a.send(a.room(), poll...))
	if err := a.Edit(t.Context(), a.room(), bot.MessageID(id), bot.Say(append([]bot.Block{bot.Para{Text: say("Nu")}}, poll...)...)); err != nil {
		t.Fatal(err)
	}
	act := a.post(a.called("PUT /posts/{id}/patch")[0]).actions()[1]
	delete(a.memory.all, areaPost)
	a.again()
	if p, err := a.pressOf(t.Context(), pressing(act, apiAnn, id, apiRoom, "")); err != nil || p.Action != "demo.no" {
		t.Errorf("%+v, %v", p, err)
	}
	a.refusedPress("another post", pressing(act, apiAnn, strings.Repeat("z", 26), apiRoom, ""), textButtonForged)
}

func FuzzPress(f *testing.F) {
	m, err := New(Options{URL: "http://x", Token: "x", PublicURL: "http://y", Memory: newMemory(), Clock: bot.WallClock{}})
	if err != nil {
		f.Fatal(err)
	}
	token, err := m.seal.seal(f.Context(), kindPress, pressToken{Action: "a", Channel: apiRoom, User: apiAnn, Menu: true, Options: []string{"x"}}, time.Now().Add(time.Hour))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token, apiAnn, apiRoom, apiDM, optionID("x"))
	f.Add("", "", "", "", "")
	f.Fuzz(func(t *testing.T, token2, who, channel, post, option string) {
		p, err := m.pressOf(t.Context(), &model.PostActionIntegrationRequest{UserId: who, ChannelId: channel, PostId: post, Context: map[string]any{tokenField: token2, "selected_option": option}})
		if err != nil {
			var no *refused
			if !errors.As(err, &no) || no.say == nil || no.why == "" {
				t.Errorf("refused with %T", err)
			}
		} else if who != apiAnn || channel != apiRoom || p.Choice != "x" {
			t.Errorf("taken: %+v", p)
		}
	})
}
