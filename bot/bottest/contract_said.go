package bottest

import (
	"context"

	"wegwijs/bot"
)

// said is for adapters that can read what was said: only what a person said in
// a channel, and only in that channel.
func (b *bench) said() {
	reader, ok := b.w.Platform().(bot.Reader)
	if !ok {
		return // nothing is promised
	}
	const words = "Het logo is <oud> & *lelijk*, zie https://example.nl/a_b\ntweede regel"
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, words))
	b.did(b.w.Say(b.ctx, "bram", Place{Channel: "algemeen", Thread: true}, "@wegwijs wat vind je hiervan"))
	m := expect[*bot.Mention](b)
	if m.Thread == "" {
		b.Fatal("the reply is in no thread")
	}
	text, by, err := reader.Said(b.ctx, m.Channel, m.Thread)
	if b.loses.NoSaid {
		b.fails("reading without the right to", err, bot.Forbidden)
		return
	}
	if err != nil || text != words {
		b.Errorf("what was said reads as %q, %v", text, err)
	}
	if u, err := b.w.Platform().User(b.ctx, by); err != nil || u.Name != "Alice Jansen" {
		b.Errorf("it is by %q, %v", u.Name, err)
	}
	b.did(b.w.Say(b.ctx, "bram", Place{Channel: "algemeen", Thread: true, Of: "alice"}, "@wegwijs en nu"))
	if again := expect[*bot.Mention](b); again.Thread != m.Thread {
		b.Errorf("a reply to the message of alice is in thread %q, want %q", again.Thread, m.Thread)
	}

	ours := b.send(b.here(m), para("van ons"))
	b.seen(1)
	b.did(b.w.Say(b.ctx, "bram", Place{Channel: "communicatie"}, "@wegwijs hier"))
	elsewhere := expect[*bot.Mention](b)
	b.did(b.w.Say(b.ctx, "bram", Place{}, "onder ons"))
	direct := expect[*bot.Mention](b)
	for what, at := range map[string]struct {
		channel bot.ChannelID
		id      bot.MessageID
	}{
		"a message of the bot":                   {m.Channel, ours},
		"a message of another channel":           {elsewhere.Channel, m.Thread},
		"the other way round":                    {m.Channel, elsewhere.Message},
		"a direct message":                       {direct.Channel, direct.Message},
		"a direct message, as one of a channel":  {m.Channel, direct.Message},
		"a message in a direct conversation":     {direct.Channel, m.Thread},
		"no message":                             {m.Channel, ""},
		"no channel":                             {"", m.Thread},
		"a message that does not exist":          {m.Channel, "bestaat niet"},
		"a message whose id is a part of a path": {m.Channel, "../users/me"},
	} {
		text, by, err := reader.Said(b.ctx, at.channel, at.id)
		b.fails(what, err, bot.NotFound)
		if text != "" || by != "" {
			b.Errorf("%s: %q by %q", what, text, by)
		}
	}
	over, stop := context.WithCancel(b.ctx)
	stop()
	if text, _, err := reader.Said(over, m.Channel, m.Thread); err == nil {
		b.Errorf("a call that is over read %q", text)
	}
}

// actions is for worlds whose platform has actions at messages.
func (b *bench) actions() {
	w, ok := b.w.(Chooser)
	if !ok {
		return
	}
	action := bot.Words{Command: "aic", Word: "onderwerp"}
	const words = "Het logo is <oud> & *lelijk*, zie https://example.nl/a_b\ntweede regel"
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, words))
	b.did(b.w.Say(b.ctx, "sien", Place{Channel: "algemeen"}, "iets anders"))
	b.did(w.ChooseAt(b.ctx, "bram", Place{Channel: "algemeen", Of: "alice"}, action))
	c := expect[*bot.Command](b)
	o := b.origin(c, "bram", true)
	if c.Name != "aic" || c.Text != "onderwerp" || c.Quote != words || !c.Slash {
		b.Errorf("arrived as name %q, text %q, quote %q, slash %v", c.Name, c.Text, c.Quote, c.Slash)
	}
	if u, err := b.w.Platform().User(b.ctx, c.QuoteBy.ID); err != nil || u.Name != "Alice Jansen" {
		b.Errorf("it was said by %q, %v", u.Name, err)
	}
	to := bot.Address{Platform: o.Platform, Channel: o.Channel, User: o.From.ID, Reply: o.Reply, Lang: bot.NL}
	b.send(to, para("alleen voor jou"))
	if s := b.seen(1)[0]; s.To != "bram" {
		b.Errorf("a private answer was seen by %q", s.To)
	}
	b.did(b.w.Redeliver(b.ctx))
	if again := expect[*bot.Command](b); again.ID != c.ID {
		b.Errorf("it came again with the id %q, first %q", again.ID, c.ID)
	}
	if err := w.ChooseAt(b.ctx, "bram", Place{Channel: "algemeen", Of: "max"}, action); err == nil {
		b.Error("bram chose an action at a message that nobody wrote")
	}
}
