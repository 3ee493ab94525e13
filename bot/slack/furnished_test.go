package slack_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	goslack "github.com/slack-go/slack"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack"
	"wegwijs/bot/slack/slacktest"
)

// A real workspace is one that is not ours: there the adapter is tried out as
// far as programs can, because nothing presses buttons there.
type realWorkspace struct {
	apiURL, botToken, appToken string
	channel                    string // id of a channel where the bot and the person are
	userToken                  string // of the person; with chat:write
}

// tryOut runs the adapter in a workspace that has nothing of ours, and has
// nothing of ours again when the test ends, but for files and what the person said.
func tryOut(t *testing.T, x realWorkspace) {
	s, err := slack.New(slack.Options{
		BotToken: x.botToken, AppToken: x.appToken, APIURL: x.apiURL, Lang: bot.NL, Zone: bottest.Zone,
		Memory: bottest.NewKept(bot.WallClock{}), Clock: bot.WallClock{}, Log: zerolog.Nop(),
	})
	if err != nil {
		t.Fatal(err)
	}
	bare := goslack.New(x.botToken, goslack.OptionAPIURL(x.apiURL))
	me, err := bare.AuthTestContext(t.Context())
	if err != nil {
		t.Fatalf("the token of the bot: %v", err)
	}
	var sent []bot.MessageID
	send := func(to bot.Address, m *bot.Message) bot.MessageID {
		t.Helper()
		id, err := s.Send(t.Context(), to, m)
		if err != nil {
			t.Fatalf("send: %v", err)
		}
		sent = append(sent, id)
		return id
	}
	defer func() {
		for _, id := range sent {
			if channel, ts, ok := strings.Cut(string(id), "/"); ok {
				bare.DeleteMessageContext(context.WithoutCancel(t.Context()), channel, ts) // what only one person saw cannot be
			}
		}
	}()
	events := make(chan bot.Event, 100)
	ctx, stop := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	go func() {
		ran <- s.Run(ctx, func(_ context.Context, e bot.Event) (bot.Ack, error) { events <- e; return bot.Ack{}, nil })
	}()
	defer func() {
		stop()
		if err := <-ran; err != nil {
			t.Errorf("Run: %v", err)
		}
	}()
	for end := time.Now().Add(time.Minute); s.Ready() != nil; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(s.Ready())
		}
	}

	person := goslack.New(x.userToken, goslack.OptionAPIURL(x.apiURL))
	if _, _, err := person.PostMessageContext(t.Context(), x.channel, goslack.MsgOptionText("<@"+me.UserID+"> a &lt; b", false)); err != nil {
		t.Fatalf("the token of the person: %v", err)
	}
	var heard *bot.Mention
	select {
	case e := <-events:
		heard, _ = e.(*bot.Mention)
	case <-time.After(time.Minute):
	}
	if heard == nil || heard.Text != "a < b" || heard.Channel != bot.ChannelID(x.channel) {
		t.Fatalf("heard %+v", heard)
	}
	to := bot.Address{Platform: "slack", Channel: heard.Channel, Lang: bot.NL}
	thread, alone, private := to, bot.Address{Platform: "slack", User: heard.From.ID, Lang: bot.NL}, to
	thread.Thread, private.User = heard.Message, heard.From.ID
	msg := everything(t)
	id := send(to, msg)
	send(thread, msg)
	send(alone, msg)
	send(private, msg)
	send(private, para("alleen jij"))
	send(to, para(strings.Repeat("woord ", 4000)))
	if err := s.Edit(t.Context(), to, id, para("gewijzigd")); err != nil {
		t.Errorf("edit: %v", err)
	}
	if err := s.Edit(t.Context(), to, id, msg); err != nil {
		t.Errorf("edit with everything: %v", err)
	}
	to.Once = "try/" + string(heard.Message)
	if first, second := send(to, para("een keer")), send(to, para("een keer")); first != second {
		t.Errorf("sent once as %s and %s", first, second)
	}
	if m, err := s.Members(t.Context(), heard.Channel); err != nil || len(m.Users) == 0 {
		t.Errorf("members: %+v, %v", m, err)
	}
	if u, err := s.User(t.Context(), heard.From.ID); err != nil || u.Name == "" || u.Bot {
		t.Errorf("user: %v", err)
	}
	if _, err := s.Groups(t.Context(), heard.From.ID); err != nil {
		t.Errorf("groups: %v", err)
	}
	var no *bot.SendError
	if _, err := s.Send(t.Context(), bot.Address{Channel: "C0000000000", Lang: bot.NL}, para("x")); !errors.As(err, &no) || no.Reason != bot.NotFound {
		t.Errorf("a channel that is not there: %v", err)
	}
	if err := s.Edit(t.Context(), to, bot.MessageID(x.channel+"/1.000001"), para("x")); !errors.As(err, &no) || no.Reason != bot.NotFound {
		t.Errorf("a message that is not there: %v", err)
	}
}

// everything is a message with every kind of block, and with what could act.
func everything(t *testing.T) *bot.Message {
	var pixel bytes.Buffer
	if err := png.Encode(&pixel, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	hard := bot.Plain("*a* _b_ ~c~ `d` <!channel> @here :smile: &amp; https://example.nl")
	return bot.Say(
		bot.Para{Text: bot.Join(hard, bot.Bold(bot.Plain(" vet ")), bot.Link(bot.Plain("de pagina"), "https://example.nl/?a=b&c=d")), Items: []bot.Text{hard, bot.Plain("twee")}},
		bot.Para{Items: []bot.Text{bot.Plain("eerst"), bot.Plain("daarna")}, Numbered: true},
		bot.Fields{{Label: bot.Plain("Wanneer"), Value: hard}},
		bot.Buttons{{Label: bot.Plain("Ja"), Hint: bot.Plain("Ja, ik doe mee"), Action: "demo.yes", Value: "1", Style: bot.Primary}},
		bot.Menu{Label: bot.Plain("Kies"), Action: "demo.choose", Options: []bot.Option{{Label: bot.Plain("Een"), Value: "1"}}},
		bot.Table{Caption: bot.Plain("Agenda"), Head: []bot.Text{bot.Plain("Tijd"), bot.Plain("Wat")}, Rows: [][]bot.Text{{bot.Plain("9.00"), hard}}},
		bot.Picture{Name: "a.png", PNG: pixel.Bytes(), Alt: bot.Plain("een grijs vlak")},
		bot.File{Name: "a.txt", Type: "text/plain", Data: []byte("de inhoud\n")},
		bot.Note{Text: bot.Link(hard, "https://example.nl")},
	)
}

// TestFurnished is what TestReal does, in a workspace of ours, so that nothing
// but the workspace is new on the day somebody has a real one.
func TestFurnished(t *testing.T) {
	server := slacktest.NewServer(slacktest.Options{})
	defer server.Close()
	tryOut(t, realWorkspace{
		apiURL: server.URL, botToken: server.BotToken, appToken: server.AppToken, channel: server.ChannelID("algemeen"), userToken: server.UserToken("alice"),
	})
	if err := errors.Join(server.Broken()...); err != nil {
		t.Error(err)
	}
	for _, m := range server.Messages(server.ChannelID("algemeen")) {
		if m.Bot && m.Ephemeral == "" && !strings.Contains(m.Text, "woord") { // of what was split only the first is known
			t.Errorf("left behind: %q", m.Text)
		}
	}
}
