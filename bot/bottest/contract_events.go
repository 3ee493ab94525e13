package bottest

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"wegwijs/bot"
)

func (b *bench) mentions() {
	ids := map[string]bool{}
	for _, c := range []struct{ said, text string }{
		{"@wegwijs wie zit er in de AIC", "wie zit er in de AIC"},
		{"  @wegwijs   wie?", "wie?"},
		{"@Wegwijs: wie?", "wie?"},
		{"@wegwijs, wie?", "wie?"},
		{"wie zit er in de AIC @wegwijs", "wie zit er in de AIC"},
		{"@wegwijs", ""},
	} {
		b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, c.said))
		m := expect[*bot.Mention](b)
		if m.Text != c.text {
			b.Errorf("%q arrived as %q, want %q", c.said, m.Text, c.text)
		}
		o := b.origin(m, "alice", true)
		if o.Message == "" || o.Thread != "" {
			b.Errorf("message %q in thread %q, want a message at top level", o.Message, o.Thread)
		}
		if ids[o.ID] {
			b.Errorf("two events have the id %q", o.ID)
		}
		ids[o.ID] = true
	}
	b.did(b.w.Say(b.ctx, "emily", Place{Channel: "communicatie"}, "hi @wegwijs, who is who?"))
	m := expect[*bot.Mention](b)
	b.origin(m, "emily", true)
	if strings.Contains(m.Text, "@") || !strings.HasPrefix(m.Text, "hi") || !strings.HasSuffix(m.Text, "who is who?") {
		b.Errorf("arrived as %q", m.Text)
	}
}

func (b *bench) unaddressed() {
	for _, text := range []string{"goedemorgen allemaal", "mail naar ann@wegwijs.nl", "wegwijs zonder apenstaart", "@wegwijsje ook niet", "@iedereen hallo"} {
		b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, text))
	}
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, "@wegwijs dit wel"))
	if m := expect[*bot.Mention](b); m.Text != "dit wel" {
		b.Errorf("%q arrived and is not addressed to the bot", m.Text)
	}
}

func (b *bench) threads() {
	m := b.hello()
	to := b.here(m)
	to.Thread = m.Message
	b.send(to, para("in de draad"))
	if s := b.seen(1)[0]; !s.Place.Thread || s.Place.Channel != "algemeen" || s.To != "" {
		b.Errorf("an answer in the thread was seen in %+v, to %q", s.Place, s.To)
	}
	b.did(b.w.Say(b.ctx, "bram", Place{Channel: "algemeen", Thread: true}, "@wegwijs en nu?"))
	again := expect[*bot.Mention](b)
	if again.Thread != m.Message || again.Message == m.Message {
		b.Errorf("message %q in thread %q, want a new one in %q", again.Message, again.Thread, m.Message)
	}
	b.send(b.here(m), para("op het hoogste niveau"))
	if s := b.seen(1)[0]; s.Place.Thread {
		b.Error("a message at top level was seen in a thread")
	}
}

func (b *bench) directly() {
	b.did(b.w.Say(b.ctx, "bram", Place{}, "hallo daar"))
	m := expect[*bot.Mention](b)
	o := b.origin(m, "bram", false)
	if m.Text != "hallo daar" || o.Message == "" {
		b.Errorf("arrived as %q, message %q", m.Text, o.Message)
	}
	b.send(b.alone(m), para("dag"))
	if s := b.seen(1)[0]; s.To != "bram" || s.Place.Channel != "" {
		b.Errorf("a direct message was seen in %+v, to %q", s.Place, s.To)
	}
	if o.Channel != "" { // a direct conversation with an id of its own is also found by it
		b.send(bot.Address{Platform: o.Platform, Channel: o.Channel, Lang: bot.NL}, para("dag"))
		if s := b.seen(1)[0]; s.To != "bram" || s.Place.Channel != "" {
			b.Errorf("a direct message was seen in %+v, to %q", s.Place, s.To)
		}
	}
	b.did(b.w.Say(b.ctx, "bram", Place{}, "@wegwijs nog eens"))
	if m := expect[*bot.Mention](b); m.Text != "nog eens" {
		b.Errorf("a mention in a direct conversation arrived as %q", m.Text)
	}
}

func (b *bench) slash() {
	for _, where := range []Place{{Channel: "communicatie"}, {}} {
		for _, c := range []struct{ said, text string }{
			{`/wegwijs wie zit er in "de AIC" --alles`, `wie zit er in "de AIC" --alles`},
			{"/wegwijs", ""},
			{"/wegwijs   help  ", "help"},
		} {
			b.did(b.w.Say(b.ctx, "sien", where, c.said))
			e := expect[*bot.Command](b)
			o := b.origin(e, "sien", where.Channel != "")
			if e.Name != "wegwijs" || e.Text != c.text || e.Word != "" || !e.Slash {
				b.Errorf("%q arrived as name %q, word %q, text %q, slash %v", c.said, e.Name, e.Word, e.Text, e.Slash)
			}
			if where.Channel != "" {
				to := bot.Address{Platform: o.Platform, Channel: o.Channel, User: o.From.ID, Reply: o.Reply, Lang: bot.NL}
				b.send(to, para("alleen voor jou"))
				if s := b.seen(1)[0]; s.To != "sien" {
					b.Errorf("a private answer was seen by %q", s.To)
				}
			}
		}
	}
}

// nasty is what people type, by accident or not.
var nasty = []string{
	"@channel", "@here @all", "<!channel>", "<!here|here>", "<@U0123>", "<#C0123>", "@alice", "@wegwijs2",
	"[klik](http://evil.example)", "<http://evil.example|klik>", "![x](http://evil.example/x.png)", "https://ok.example/a_b_c?d=*e*",
	"<script>alert(1)</script>", "<b onclick=x>vet</b>", "&lt;niet&gt; &amp; &#64;channel", "</article></body>",
	"**vet** *schuin* _schuin_ ~door~ __x__", "`code` ```blok``` ~~~", "# Kop", "> citaat", "- lijst", "1. lijst", "| a | b |", "---", "~ klein", ":smile:",
	`C:\map\nieuw`, `\*`, `"aanhalingstekens" 'enkel'`, "=1+1", "$(id) ${HOME} %s %!d {naam}",
	"links\u202erechts", "nul\u200bbreed", "zacht\u00adkoppel", "\ufeffbom", "regel een\nregel twee", "tab\tstop", "wit\u00a0vast",
	"العربية", "日本語", "Ελληνικά", "😀👩‍💻🇳🇱", "e\u0301\u0301\u0301",
	strings.Repeat("tienduizend ", 10_000/12),
}

func (b *bench) typedAsIs() {
	for _, text := range nasty {
		b.did(b.w.Say(b.ctx, "max", Place{Channel: "algemeen"}, "@wegwijs zeg "+text))
		m := expect[*bot.Mention](b)
		if want := "zeg " + strings.TrimSpace(text); withShape(m.Text) != withShape(want) {
			b.Errorf("typed %s, arrived as %s", clip(want), clip(m.Text))
		}
	}
	b.did(b.w.Say(b.ctx, "max", Place{}, "een\ntwee\n  drie"))
	if m := expect[*bot.Mention](b); m.Text != "een\ntwee\n  drie" {
		b.Errorf("several lines arrived as %q", m.Text)
	}
}

// withShape leaves out what a client may leave out: characters nobody sees.
// Any space but a new line is as good as another.
func withShape(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case shapeless(r):
			return -1
		}
		return r
	}, s))
}

// hard is what a value may hold at its worst, 200 bytes of it.
var hard = strings.Repeat("x", 200-len(hardEnd)) + hardEnd

const hardEnd = "a/B?c=d&e=%20+\"f\" 'g' <h>é😀|{}\\"

func (b *bench) buttons() {
	m := b.hello()
	row := bot.Buttons{
		{Label: bot.Plain("Ja & <nee>"), Hint: bot.Plain("Ja, ik doe mee"), Action: "demo.yes", Value: hard, Style: bot.Primary},
		{Label: bot.Plain("Nee"), Action: "demo.no-way_2", Value: "7", Style: bot.Danger},
		{Label: bot.Plain(strings.Repeat("é", 40)), Action: "demo.long"},
		{Label: bot.Plain("Vier"), Action: "demo.yes", Value: "4"},
		{Label: bot.Plain("Vijf"), Action: "demo.yes", Value: "5"},
	}
	id := b.send(b.here(m), para("Kies"), row)
	for i, button := range row {
		label := button.Label.In(bot.NL, rawText{})
		b.did(b.w.Press(b.ctx, "bram", label))
		p := expect[*bot.Press](b)
		o := b.origin(p, "bram", true)
		if p.Action != button.Action || p.Value != button.Value || p.Choice != "" {
			b.Errorf("button %d arrived as action %q, value %q, choice %q; want %q, %q and none", i, p.Action, p.Value, p.Choice, button.Action, button.Value)
		}
		if o.Message != id || o.Channel != m.Channel {
			b.Errorf("button %d arrived from message %q in %q, want %q in %q", i, o.Message, o.Channel, id, m.Channel)
		}
	}
	direct := b.alone(m)
	b.send(direct, para("Kies"), bot.Buttons{{Label: bot.Plain("Direct"), Action: "demo.direct", Value: "1"}})
	b.did(b.w.Press(b.ctx, "alice", "Direct"))
	p := expect[*bot.Press](b)
	b.origin(p, "alice", false)
	if p.Action != "demo.direct" || p.Value != "1" {
		b.Errorf("a button in a direct message arrived as %q, %q", p.Action, p.Value)
	}
	if err := b.w.Press(b.ctx, "bram", "Direct"); err == nil {
		b.Error("bram pressed a button in a direct message to alice")
	}
	if err := b.w.Press(b.ctx, "bram", "Bestaat niet"); err == nil {
		b.Error("bram pressed a button that does not exist")
	}
	b.did(b.w.Press(b.ctx, "sien", "Nee"))
	if p := expect[*bot.Press](b); p.Action != "demo.no-way_2" || p.Message != id {
		b.Errorf("an older message's button arrived as %q from %q", p.Action, p.Message)
	}
}

func (b *bench) menus() {
	m := b.hello()
	menu := bot.Menu{Label: bot.Plain("Kies een thema"), Action: "demo.choose", Value: hard}
	for i := range bot.MaxOptions {
		menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(fmt.Sprintf("Thema %d <&>", i)), Value: fmt.Sprintf("t/%d é&", i)})
	}
	menu.Options[7].Label = bot.Plain(strings.Repeat("w", 75))
	id := b.send(b.here(m), bot.Menu{Label: bot.Plain("Een ander"), Action: "demo.other", Options: menu.Options[:2]}, menu)
	b.seen(1)
	for _, i := range []int{0, 7, 99} {
		b.did(b.w.Choose(b.ctx, "sien", "Kies een thema", menu.Options[i].Label.In(bot.NL, rawText{})))
		p := expect[*bot.Press](b)
		o := b.origin(p, "sien", true)
		if p.Action != "demo.choose" || p.Value != hard || p.Choice != menu.Options[i].Value || o.Message != id {
			b.Errorf("option %d arrived as action %q, value %q, choice %q from %q", i, p.Action, p.Value, p.Choice, o.Message)
		}
	}
	if err := b.w.Choose(b.ctx, "sien", "Kies een thema", "Bestaat niet"); err == nil {
		b.Error("sien chose an option that does not exist")
	}
}

// twins are buttons and menus of one message that carry the same action and
// value: each must still do its own.
func (b *bench) twins() {
	m := b.hello()
	option := func(s string) bot.Option { return bot.Option{Label: bot.Plain(s), Value: strings.ToLower(s)} }
	msg := func(before ...bot.Block) *bot.Message {
		return bot.Say(append(before,
			bot.Buttons{{Label: bot.Plain("Iets"), Action: "demo.twin", Value: "7"}, {Label: bot.Plain("Ook iets"), Action: "demo.twin", Value: "7"}},
			bot.Menu{Label: bot.Plain("Eerste"), Action: "demo.twin", Value: "7", Options: []bot.Option{option("Rood"), option("Groen")}},
			bot.Menu{Label: bot.Plain("Tweede"), Action: "demo.twin", Value: "7", Options: []bot.Option{option("Blauw"), option("Groen"), option("Zwart")}},
		)...)
	}
	id, err := b.w.Platform().Send(b.ctx, b.here(m), msg())
	if err != nil {
		b.Fatalf("send: %v", err)
	}
	b.seen(1)
	try := func() {
		b.Helper()
		for _, c := range []struct{ menu, option string }{{"Tweede", "Zwart"}, {"Eerste", "Rood"}, {"Tweede", "Blauw"}, {"Tweede", "Groen"}, {"Eerste", "Groen"}} {
			b.did(b.w.Choose(b.ctx, "bram", c.menu, c.option))
			p := expect[*bot.Press](b)
			if p.Action != "demo.twin" || p.Value != "7" || p.Choice != strings.ToLower(c.option) || p.Message != id {
				b.Errorf("%s of %s arrived as action %q, value %q, choice %q from %q", c.option, c.menu, p.Action, p.Value, p.Choice, p.Message)
			}
		}
		for _, label := range []string{"Iets", "Ook iets"} {
			b.did(b.w.Press(b.ctx, "bram", label))
			if p := expect[*bot.Press](b); p.Action != "demo.twin" || p.Value != "7" || p.Choice != "" {
				b.Errorf("button %q arrived as action %q, value %q, choice %q", label, p.Action, p.Value, p.Choice)
			}
		}
		if err := b.w.Choose(b.ctx, "bram", "Eerste", "Zwart"); err == nil {
			b.Error("bram chose from one menu what only the other has")
		}
	}
	try()
	if err := b.w.Platform().Edit(b.ctx, b.here(m), id, msg(para("Er kwam iets bij"))); err != nil {
		b.Fatalf("edit: %v", err)
	}
	b.seen(1)
	try()
}

func (b *bench) redelivery() {
	for _, text := range []string{"@wegwijs nog eens", "/wegwijs nog eens"} {
		b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, text))
		first := b.next()
		b.did(b.w.Redeliver(b.ctx))
		second := b.next()
		if bot.OriginOf(first).ID != bot.OriginOf(second).ID {
			b.Errorf("%q was redelivered with the id %q, first %q", text, bot.OriginOf(second).ID, bot.OriginOf(first).ID)
		}
		b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, text))
		if third := b.next(); bot.OriginOf(third).ID == bot.OriginOf(first).ID {
			b.Errorf("saying %q twice gave the same id", text)
		}
	}
}

func (b *bench) gone() {
	m := b.hello()
	to := b.here(m)
	id := b.send(to, para("weg ermee"))
	b.seen(1)
	b.did(b.w.Delete(b.ctx, Place{Channel: "algemeen"}))
	if !b.loses.NoGone {
		g := expect[*bot.Gone](b)
		if g.ID == "" || g.Platform != to.Platform {
			b.Errorf("what is gone has the id %q and the platform %q", g.ID, g.Platform)
		}
		if g.Message != id || g.Channel != to.Channel {
			b.Errorf("message %q in %q is said to be gone, it was %q in %q", g.Message, g.Channel, id, to.Channel)
		}
		if g.Key != "" {
			b.Errorf("what is gone has the key %q; keys are the router's to know", g.Key)
		}
	}
	err := b.w.Platform().Edit(b.ctx, to, id, bot.Say(para("nog hier?")))
	b.fails("an edit of a deleted message", err, bot.NotFound)
	b.seen(0)
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, "@wegwijs en verder"))
	if m := expect[*bot.Mention](b); m.Text != "en verder" {
		b.Errorf("%q arrived", m.Text)
	}
}

func (b *bench) restart() {
	m := b.hello()
	to := b.here(m)
	to.Once = "key/demo/1"
	id := b.send(to, para("Kies"), bot.Buttons{{Label: bot.Plain("Ja"), Action: "demo.yes", Value: hard}})
	b.seen(1)
	b.halt()
	b.did(b.w.Restart(b.ctx))
	b.run()
	b.did(b.w.Press(b.ctx, "bram", "Ja"))
	if p := expect[*bot.Press](b); p.Action != "demo.yes" || p.Value != hard || p.Message != id {
		b.Errorf("after a restart a button arrived as %q, %q from %q", p.Action, p.Value, p.Message)
	}
	if err := b.w.Platform().Edit(b.ctx, to, id, bot.Say(para("bijgewerkt"))); err != nil {
		b.Errorf("edit after a restart: %v", err)
	}
	if s := b.seen(1)[0]; s.What != Edited {
		b.Errorf("an edit after a restart was seen as %v", s.What)
	}
}

func (b *bench) ends() {
	b.hello()
	began := time.Now()
	b.halt()
	if took := time.Since(began); took > 5*time.Second {
		b.Errorf("Run took %v to end", took)
	}
}
