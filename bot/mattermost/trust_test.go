package mattermost_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
	"wegwijs/bot/mattermost/mattermosttest/world"
)

// listener is a world with a bot that only listens.
type listener struct {
	*testing.T
	*world.World
	events chan bot.Event
}

func listen(t *testing.T, opt world.Options) *listener {
	l := &listener{t, open(t, opt), make(chan bot.Event, 100)}
	ctx, cancel := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	p := l.Platform()
	go func() {
		ran <- p.Run(ctx, func(_ context.Context, e bot.Event) (bot.Ack, error) {
			l.events <- e
			return bot.Ack{}, nil
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ran; err != nil {
			t.Error(err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// says lets somebody say something in #algemeen, and returns what arrives.
func (l *listener) says(who, text string) bot.Event {
	l.Helper()
	if err := l.Say(l.Context(), who, bottest.Place{Channel: "algemeen"}, text); err != nil {
		l.Fatal(err)
	}
	return l.next()
}

func (l *listener) next() bot.Event {
	l.Helper()
	select {
	case e := <-l.events:
		return e
	case <-time.After(20 * time.Second):
		l.Fatal("nothing arrives")
		return nil
	}
}

func (l *listener) nothing(what string) {
	l.Helper()
	select {
	case e := <-l.events:
		l.Errorf("%s arrives as %T", what, e)
	default:
	}
}

func (l *listener) person(name string) *mattermosttest.Person { return l.Site().People[name] }

// told returns what only this person read since the last look.
func (l *listener) told(who string) string {
	l.Helper()
	all, err := l.Seen(l.Context())
	if err != nil {
		l.Error(err)
	}
	var words []string
	for _, s := range all {
		if s.To != who {
			l.Errorf("%q reads %+v", s.To, s.Blocks)
		}
		for _, b := range s.Blocks {
			words = append(words, b.Text)
		}
	}
	return strings.Join(words, "\n")
}

func (l *listener) address(e bot.Event) bot.Address {
	o := bot.OriginOf(e)
	return bot.Address{Platform: o.Platform, Channel: o.Channel, Lang: bot.NL, Reply: o.Reply}
}

func (l *listener) sends(to bot.Address, blocks ...bot.Block) {
	l.Helper()
	if _, err := l.Platform().Send(l.Context(), to, bot.Say(blocks...)); err != nil {
		l.Fatal(err)
	}
	if _, err := l.Seen(l.Context()); err != nil {
		l.Error(err)
	}
}

func TestChoiceThatWasNeverOffered(t *testing.T) {
	l := listen(t, world.Options{})
	to := l.address(l.says("alice", "@wegwijs hallo"))
	menu := func(label string, options ...string) bot.Menu {
		m := bot.Menu{Label: bot.Plain(label), Action: "demo.choose", Value: "7"}
		for _, o := range options {
			m.Options = append(m.Options, bot.Option{Label: bot.Plain(o), Value: o})
		}
		return m
	}
	l.sends(to, menu("Kleur", "rood", "groen"), menu("Maat", "groot", "klein"))
	alice := l.person("alice")
	post, colour, err := alice.Find(t.Context(), func(_ *model.Post, x *model.PostAction) bool { return x.Name == "Kleur" })
	if err != nil {
		t.Fatal(err)
	}
	_, size, err := alice.Find(t.Context(), func(_ *model.Post, x *model.PostAction) bool { return x.Name == "Maat" })
	if err != nil {
		t.Fatal(err)
	}
	for _, chosen := range []string{"", "NOOIT", "rood", size.Options[0].Value, colour.Options[0].Value + "x"} {
		if err := alice.Act(t.Context(), post, colour, chosen); err != nil {
			t.Errorf("%q: the server hears of it: %v", chosen, err)
		}
		l.nothing(chosen)
		if l.told("alice") == "" {
			t.Errorf("%q: alice is told nothing", chosen)
		}
	}
	if err := alice.Act(t.Context(), post, colour, colour.Options[1].Value); err != nil {
		t.Fatal(err)
	}
	if p, ok := l.next().(*bot.Press); !ok || p.Choice != "groen" {
		t.Errorf("what was offered arrives as %+v", p)
	}
}

func TestFormWithUnknownFields(t *testing.T) {
	l := listen(t, world.Options{})
	c := l.says("alice", "/wegwijs formulier")
	err := l.Platform().OpenForm(t.Context(), bot.OriginOf(c), &bot.Form{
		Action: "demo.form", State: "7", Title: bot.Plain("Kleur"), Submit: bot.Plain("Stuur"),
		Fields: []bot.Field{{Name: "kleur", Label: bot.Plain("Kleur"), Kind: bot.Choice, Options: []bot.Option{{Label: bot.Plain("Rood"), Value: "r"}}},
			{Name: "wat", Label: bot.Plain("Wat"), Optional: true}},
	}, bot.NL)
	if err != nil {
		t.Fatal(err)
	}
	alice := l.person("alice")
	d, err := alice.Dialog(t.Context())
	if err != nil || d == nil {
		t.Fatalf("no form: %v", err)
	}
	forge := func(who, state string, values map[string]any) *model.SubmitDialogResponse {
		reply, err := l.person(who).Forge(t.Context(), &model.SubmitDialogRequest{URL: d.URL, State: state, ChannelId: d.ChannelID, TeamId: d.TeamID, Submission: values})
		if err != nil {
			t.Fatalf("the server does not understand the answer: %v", err)
		}
		return reply
	}
	good := d.Dialog.Elements[0].Options[0].Value
	for what, reply := range map[string]*model.SubmitDialogResponse{
		"a form nobody opened":       forge("alice", "forged", map[string]any{"kleur": good}),
		"a form of somebody else":    forge("bram", d.Dialog.State, map[string]any{"kleur": good}),
		"a form that was tampered":   forge("alice", d.Dialog.State[:len(d.Dialog.State)-2]+"xx", map[string]any{"kleur": good}),
		"a form without a signature": forge("alice", "", map[string]any{"kleur": good}),
	} {
		if reply.Error == "" {
			t.Errorf("%s: the person is told nothing: %+v", what, reply)
		}
		l.nothing(what)
	}
	if reply := forge("alice", d.Dialog.State, map[string]any{"kleur": good, "beheerder": true, "wat": map[string]any{"a": 1}, "": []any{nil}}); reply.Error != "" {
		t.Fatalf("unknown fields are refused: %+v", reply)
	}
	s, ok := l.next().(*bot.Submit)
	if !ok || s.Values.Text("kleur") != "r" || len(s.Values["beheerder"])+len(s.Values[""]) != 0 {
		t.Errorf("arrived as %+v", s)
	}
	if reply := forge("alice", d.Dialog.State, map[string]any{"kleur": good}); reply.Error == "" {
		t.Error("a form was sent twice")
	}
	l.nothing("a form that was sent")
}

func TestSixteenThousandCharacters(t *testing.T) {
	l := listen(t, world.Options{})
	to := l.address(l.says("alice", "@wegwijs hallo"))
	for _, n := range []int{16_382, 16_383, 16_384, 40_000} {
		long := strings.Repeat("é", n)
		if _, err := l.Platform().Send(t.Context(), to, bot.Say(bot.Para{Text: bot.Plain(long)})); err != nil {
			t.Fatal(err)
		}
		all, err := l.Seen(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range all {
			for _, b := range s.Blocks {
				if got += b.Text; b.Kind == "file" {
					got += string(b.Data)
				}
			}
		}
		if count := strings.Count(got, "é"); count < n {
			t.Errorf("%d characters: %d are seen", n, count)
		}
	}
}

// Without the right to ephemeral posts an answer to a button with buttons of
// its own has only one private place left.
func TestPrivateAnswerWithoutTheRight(t *testing.T) {
	l := listen(t, world.Options{Bare: true})
	m := l.says("alice", "@wegwijs hallo")
	l.sends(l.address(m), bot.Buttons{{Label: bot.Plain("Meer"), Action: "demo.more"}})
	if err := l.Press(t.Context(), "alice", "Meer"); err != nil {
		t.Fatal(err)
	}
	to := l.address(l.next())
	to.User = bot.OriginOf(m).From.ID
	if _, err := l.Platform().Send(t.Context(), to, bot.Say(bot.Para{Text: bot.Plain("geheim")}, bot.Buttons{{Label: bot.Plain("Nog meer"), Action: "demo.more"}})); err != nil {
		t.Fatal(err)
	}
	if got := l.told("alice"); !strings.HasPrefix(got, "geheim") {
		t.Errorf("alice reads %q", got)
	}
	if err := l.Press(t.Context(), "alice", "Nog meer"); err != nil {
		t.Error(err)
	}
	l.next()
	if err := l.Press(t.Context(), "bram", "Nog meer"); err == nil {
		t.Error("bram pressed a button that only alice can see")
	}
}
