package bottest

import (
	"context"
	"errors"

	"wegwijs/bot"
)

func (b *bench) guide() {
	m := b.hello()
	g, ok := b.w.Platform().(bot.Guide)
	if !ok {
		b.Fatal("the platform knows no channels by name")
	}
	members, err := b.w.Platform().Members(b.ctx, m.Channel)
	if err != nil {
		b.Fatal(err)
	}
	ids := map[string]bot.UserID{}
	for _, id := range members.Users {
		u, err := b.w.Platform().User(b.ctx, id)
		if err != nil {
			b.Fatal(err)
		}
		ids[u.Handle] = id
	}
	for _, name := range []string{"algemeen", "#algemeen", "Algemeen", string(m.Channel)} {
		c, err := g.Channel(b.ctx, name, m.From.ID)
		if want := (bot.Channel{ID: m.Channel, Name: "algemeen", Joined: true, Member: true, Keeper: c.Keeper}); err != nil || c != want {
			b.Errorf("channel %q is %+v, %v; want %+v", name, c, err, want)
		}
	}
	for who, in := range map[string]bool{"alice": false, "bram": true} {
		c, err := g.Channel(b.ctx, "beheer", ids[who])
		if err != nil || !c.Joined || c.Member != in || c.Name != "beheer" || c.Archived {
			b.Errorf("#beheer is to %s %+v, %v", who, c, err)
		}
	}
	if c, err := g.Channel(b.ctx, "directie", m.From.ID); err != nil || c.Joined || c.ID == "" || c.Name != "directie" {
		b.Errorf("#directie is %+v, %v", c, err)
	}
	if !b.loses.NoGuests {
		for _, name := range []string{"communicatie", "directie"} {
			_, err := g.Channel(b.ctx, name, ids["gijs"])
			b.fails("a guest asks for #"+name, err, bot.NotFound)
		}
	}
	b.did(b.w.Say(b.ctx, "alice", Place{}, "hallo"))
	direct := expect[*bot.Mention](b)
	for _, name := range []string{"", "#", "bestaat-niet", "../algemeen", "algemeen/x", "a?b#c", "al gemeen", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "Z0ZZZZZZZZ", string(direct.Channel)} {
		_, err := g.Channel(b.ctx, name, m.From.ID)
		b.fails("looking for a channel that is none", err, bot.NotFound)
	}
	if c, err := g.Channel(b.ctx, "beheer", ""); err != nil || !c.Joined || c.Member || c.Keeper {
		b.Errorf("to the bot itself #beheer is %+v, %v", c, err)
	}
	_, err = g.Channel(b.ctx, "algemeen", "zzzzzzzzzzzzzzzzzzzzzzzzzz")
	b.fails("nobody looks for a channel", err, bot.NotFound)
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	if _, err := g.Channel(ctx, "algemeen", m.From.ID); !errors.Is(err, context.Canceled) {
		b.Errorf("with a context that has ended: %v", err)
	}
}
