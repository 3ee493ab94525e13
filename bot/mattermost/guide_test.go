package mattermost_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost"
	"wegwijs/bot/mattermost/mattermosttest"
)

func TestGuide(t *testing.T) {
	ctx := t.Context()
	s := mattermosttest.NewServer(mattermosttest.Options{})
	t.Cleanup(s.Close)
	admin := mattermosttest.Client{URL: s.URL, Token: s.AdminToken}
	do := func(method, path string, body, into any) {
		t.Helper()
		if err := admin.Do(ctx, method, path, body, into); err != nil {
			t.Fatal(err)
		}
	}
	s.AddChannel("kamer", true, "alice", "wegwijs")
	s.AddChannel("zonder-bot", true, "alice")
	s.MakeKeeper("beheer", "bram")
	var team model.Team
	do(http.MethodPost, "/teams", &model.Team{Name: "provincie", DisplayName: "Provincie", Type: model.TeamOpen}, &team)
	for _, id := range []string{s.BotID(), s.UserID("sien")} {
		do(http.MethodPost, "/teams/"+team.Id+"/members", map[string]string{"team_id": team.Id, "user_id": id}, nil)
	}
	// #algemeen is in both teams, #gouda in one; the bot is in all.
	there := map[string]string{}
	for _, name := range []string{"algemeen", "gouda"} {
		var c model.Channel
		do(http.MethodPost, "/channels", &model.Channel{TeamId: team.Id, Name: name, DisplayName: name, Type: model.ChannelTypeOpen}, &c)
		for _, id := range []string{s.BotID(), s.UserID("sien")} {
			do(http.MethodPost, "/channels/"+c.Id+"/members", map[string]string{"user_id": id}, nil)
		}
		there[name] = c.Id
	}
	s.Archive("communicatie")
	m, err := mattermost.New(mattermost.Options{
		URL: s.URL, Token: s.BotToken, Teams: []string{"rijk", "provincie"}, PublicURL: "http://127.0.0.1:1",
		Memory: bottest.NewKept(bot.WallClock{}), Clock: bot.WallClock{}, Log: zerolog.Nop(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, who              string
		member, keeper, closed bool
		none                   bool
	}{
		{name: "kamer", who: "alice", member: true},
		{name: "~kamer", who: "alice", member: true},
		{name: "kamer", who: "bram", none: true},       // private
		{name: "zonder-bot", who: "alice", none: true}, // we may not know of it
		{name: "beheer", who: "bram", member: true, keeper: true},
		{name: "beheer", who: "koen", member: true},
		{name: "beheer", who: "alice"},
		{name: "beheer", who: "gijs", none: true},
		{name: "communicatie", who: "alice", member: true, closed: true},
		{name: "gouda", who: "sien", member: true},
		{name: "gouda", who: "alice", none: true}, // of a team she is not in
		{name: there["gouda"], who: "alice", none: true},
		{name: "algemeen", who: "alice", member: true}, // that of her team
		{name: "algemeen", who: "sien", none: true},    // she is in two of them
		{name: there["algemeen"], who: "sien", member: true},
	} {
		got, err := m.Channel(ctx, c.name, bot.UserID(s.UserID(c.who)))
		if c.none {
			var no *bot.SendError
			if !errors.As(err, &no) || no.Reason != bot.NotFound {
				t.Errorf("%s asks for #%s: %+v, %v", c.who, c.name, got, err)
			}
			continue
		}
		if err != nil || got.Member != c.member || got.Keeper != c.keeper || got.Archived != c.closed || !got.Joined {
			t.Errorf("%s asks for #%s: %+v, %v", c.who, c.name, got, err)
		}
	}
	s.Faults.Add(mattermosttest.Fault{Path: "/channels/name/", Token: s.BotToken, Status: http.StatusTooManyRequests, Plain: "limit exceeded", RetryAfter: 7 * time.Second})
	_, err = m.Channel(ctx, "beheer", bot.UserID(s.UserID("bram")))
	var no *bot.SendError
	if !errors.As(err, &no) || no.Reason != bot.RateLimited || no.RetryAfter != 7*time.Second {
		t.Errorf("too many questions: %v", err)
	}
	for _, err := range s.Broken() {
		t.Error(err)
	}
}

func TestArchivedWhileOpen(t *testing.T) {
	o := newOffice(t, mattermosttest.Options{})
	to := bot.Address{Platform: "mattermost", Channel: bot.ChannelID(o.server.ChannelID("algemeen")), Lang: bot.NL}
	say := func(s string) *bot.Message {
		return &bot.Message{Key: "demo/1", Blocks: []bot.Block{bot.Para{Text: bot.Plain(s)}}}
	}
	to.Once = "een"
	id, err := o.m.Send(context.Background(), to, say("open"))
	if err != nil {
		t.Fatal(err)
	}
	o.server.Archive("algemeen")
	err = o.m.Edit(context.Background(), to, id, say("dicht"))
	var no *bot.SendError
	if !errors.As(err, &no) || no.Reason != bot.Forbidden {
		t.Errorf("an edit gives %v", err)
	}
	to.Once = "twee"
	if _, err = o.m.Send(context.Background(), to, say("uitslag")); !errors.As(err, &no) || no.Reason != bot.Forbidden {
		t.Errorf("a message gives %v", err)
	}
}
