package bottest

import (
	"context"
	"errors"
	"strings"

	"wegwijs/bot"
)

// finder: people are found as a configuration names them, by id and by address.
func (b *bench) finder() {
	m := b.hello()
	f, ok := b.w.Platform().(bot.Finder)
	if !ok {
		b.Fatal("the platform finds nobody by name")
	}
	// By id: on a real server her address has something of its own in it.
	alice, err := f.Find(b.ctx, string(m.From.ID))
	if err != nil || alice.ID != m.From.ID || alice.Email == "" {
		b.Fatalf("%+v, %v", alice, err)
	}
	for _, name := range []string{alice.Email, strings.ToUpper(alice.Email)} {
		u, err := f.Find(b.ctx, name)
		if err != nil || u.ID != m.From.ID || u.Handle != alice.Handle {
			b.Errorf("%q is %+v, %v", name, u, err)
		}
	}
	for _, name := range []string{"", "@", "bestaat-niet@minfin.nl", "../users/me", "a b", "<!channel>", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "Z0ZZZZZZZZ", "me?x=1#y@minfin.nl"} {
		_, err := f.Find(b.ctx, name)
		b.fails("looking for somebody who is not there", err, bot.NotFound)
	}
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	if _, err := f.Find(ctx, "bram.bakker@minfin.nl"); err != nil && !errors.Is(err, context.Canceled) {
		b.Errorf("with a context that has ended: %v", err)
	}
}
