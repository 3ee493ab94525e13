package bottest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
)

// onePixel is the smallest picture that is one.
var onePixel = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}()

// everyBlock is a message with every kind of block.
func everyBlock() *bot.Message {
	return bot.Say(
		bot.Para{Text: bot.Join(bot.Phrase{NL: "Dit is ", EN: "This is "}, bot.Bold(bot.Phrase{NL: "belangrijk", EN: "important"}), bot.Phrase{NL: ": ", EN: ": "},
			bot.Link(bot.Plain("de pagina"), "https://example.nl/a_b?c=d&e=f"))},
		bot.Para{Text: bot.Plain("Een lijst:"), Items: []bot.Text{bot.Plain("een"), bot.Bold(bot.Plain("twee"))}},
		bot.Para{Items: []bot.Text{bot.Plain("eerst"), bot.Plain("daarna")}, Numbered: true},
		bot.Fields{{Label: bot.Phrase{NL: "Wanneer", EN: "When"}, Value: bot.Day(Start)}, {Label: bot.Plain("Waar"), Value: bot.Plain("zaal 1")}},
		bot.Buttons{{Label: bot.Plain("Ja"), Hint: bot.Plain("Ja, ik doe mee"), Action: "demo.yes"}, {Label: bot.Plain("Nee"), Action: "demo.no"}},
		bot.Menu{Label: bot.Plain("Kies een thema"), Action: "demo.choose", Options: []bot.Option{{Label: bot.Plain("Netwerk"), Value: "n"}, {Label: bot.Plain("Opleiding"), Value: "o"}}},
		bot.Table{Caption: bot.Plain("Agenda"), Head: []bot.Text{bot.Plain("Tijd"), bot.Plain("Onderwerp")}, Rows: [][]bot.Text{{bot.Plain("9.00"), bot.Plain("Opening")}, {bot.Plain("9.15"), bot.Plain("Huisstijl")}}},
		bot.Picture{Name: "uitslag.png", PNG: onePixel, Alt: bot.Plain("Ja 3, nee 2")},
		bot.File{Name: "agenda 2027.txt", Type: "text/plain; charset=utf-8", Data: []byte("de agenda\n")},
		bot.Note{Text: bot.Plain("Bron: intranet, 23 november 2026")},
	)
}

// shows checks that a message is seen as it was sent, as far as the platform can.
func (b *bench) shows(m *bot.Message, lang bot.Lang, s Seen) {
	b.Helper()
	r := &renderer{lang: lang}
	want := Seen{What: s.What, Place: s.Place, To: s.To, Blocks: r.message(m).blocks}
	if err := r.err(); err != nil {
		b.Fatal(err)
	}
	c := comparer{lang: bot.NL, loses: b.loses}
	if d := c.diff([]Shown{Show(want, bot.NL)}, []Shown{Show(s, bot.NL)}); d != "" {
		b.Errorf("the message is not seen as it was sent (- sent, + seen):\n%s", d)
	}
}

func (b *bench) blocks() {
	m := b.hello()
	for _, to := range []bot.Address{b.here(m), b.alone(m)} {
		msg := everyBlock()
		if _, err := b.w.Platform().Send(b.ctx, to, msg); err != nil {
			b.Fatalf("send: %v", err)
		}
		s := b.seen(1)[0]
		b.shows(msg, bot.NL, s)
		found := map[string][]byte{}
		for _, block := range s.Blocks {
			found[block.Kind] = block.Data
		}
		if !bytes.Equal(found["picture"], onePixel) || string(found["file"]) != "de agenda\n" {
			b.Errorf("a picture of %d bytes and a file %q were seen", len(found["picture"]), found["file"])
		}
	}
	// Each kind alone, because a message need not have words around it.
	for _, block := range everyBlock().Blocks {
		msg := bot.Say(block)
		if _, err := b.w.Platform().Send(b.ctx, b.here(m), msg); err != nil {
			b.Fatalf("send %T alone: %v", block, err)
		}
		b.shows(msg, bot.NL, b.seen(1)[0])
	}
}

func (b *bench) languages() {
	m := b.hello()
	for lang, word := range map[bot.Lang]string{bot.NL: "belangrijk", bot.EN: "important"} {
		to := b.here(m)
		to.Lang = lang
		if _, err := b.w.Platform().Send(b.ctx, to, everyBlock()); err != nil {
			b.Fatalf("send: %v", err)
		}
		s := b.seen(1)
		b.shows(everyBlock(), lang, s[0])
		if !strings.Contains(allWords(s), word) {
			b.Errorf("in %s nobody reads %q", lang, word)
		}
	}
}

func (b *bench) private() {
	b.did(b.w.Say(b.ctx, "alice", Place{Channel: "algemeen"}, "/wegwijs iets van mij"))
	c := expect[*bot.Command](b)
	file := bot.File{Name: "geheim.txt", Type: "text/plain", Data: []byte("geheim")}
	for _, reply := range []string{c.Reply, ""} { // what is scheduled has no event to answer
		for _, more := range [][]bot.Block{{file}, nil} {
			b.privately(c, reply, more)
		}
	}
}

// privately sends something only alice may see, once while the platform fails.
func (b *bench) privately(c *bot.Command, reply string, more []bot.Block) {
	b.Helper()
	to := bot.Address{Platform: c.Platform, Channel: c.Channel, User: c.From.ID, Lang: bot.NL, Reply: reply}
	msg := bot.Say(append([]bot.Block{para("geheim"), bot.Buttons{{Label: bot.Plain("Geheime knop"), Action: "demo.secret"}}}, more...)...)
	b.w.Fail(1, bot.Temporary, 0)
	_, err := b.w.Platform().Send(b.ctx, to, msg)
	b.fails("a private send while the platform fails", err, bot.Temporary)
	b.seen(0) // no fallback that others see
	if _, err := b.w.Platform().Send(b.ctx, to, msg); err != nil {
		b.Fatalf("send: %v", err)
	}
	s := b.seen(1)[0]
	if s.To != "alice" {
		b.Errorf("a message for alice alone was seen by %q in %+v", s.To, s.Place)
	}
	if !b.loses.PrivateDirect && !(b.loses.PrivateFilesDirect && len(more) > 0) && s.Place.Channel != "algemeen" {
		b.Errorf("a private message in the channel was seen in %+v", s.Place)
	}
	for _, other := range []string{"bram", "emily"} {
		if err := b.w.Press(b.ctx, other, "Geheime knop"); err == nil {
			b.Errorf("%s pressed a button that only alice can see", other)
		}
	}
	b.did(b.w.Press(b.ctx, "alice", "Geheime knop"))
	p := expect[*bot.Press](b)
	if p.Action != "demo.secret" || p.From.ID != c.From.ID {
		b.Errorf("a private button arrived as %q from %q", p.Action, p.From.ID)
	}
}

func (b *bench) edits() {
	m := b.hello()
	for _, to := range []bot.Address{b.here(m), b.alone(m)} {
		before := bot.Say(para("eerst"), bot.Buttons{{Label: bot.Plain("Oud"), Action: "demo.old"}})
		id, err := b.w.Platform().Send(b.ctx, to, before)
		if err != nil {
			b.Fatalf("send: %v", err)
		}
		posted := b.seen(1)[0]
		after := everyBlock()
		if err := b.w.Platform().Edit(b.ctx, to, id, after); err != nil {
			b.Fatalf("edit: %v", err)
		}
		s := b.seen(1)[0]
		if s.What != Edited || s.Place != posted.Place || s.To != posted.To {
			b.Errorf("an edit was seen as %v in %+v to %q, the message was in %+v to %q", s.What, s.Place, s.To, posted.Place, posted.To)
		}
		b.shows(after, bot.NL, s)
		if err := b.w.Press(b.ctx, "alice", "Oud"); err == nil {
			b.Error("a button was pressed that an edit had taken away")
		}
		b.did(b.w.Press(b.ctx, "alice", "Ja"))
		if p := expect[*bot.Press](b); p.Action != "demo.yes" || p.Message != id {
			b.Errorf("a button of an edit arrived as %q from %q, want message %q", p.Action, p.Message, id)
		}
		if err := b.w.Platform().Edit(b.ctx, to, id, after); err != nil {
			b.Errorf("the same edit again: %v", err)
		}
		b.seen(0)
	}
	err := b.w.Platform().Edit(b.ctx, b.here(m), "00000000000000000000000000", bot.Say(para("wie?")))
	b.fails("an edit of a message that never was", err, bot.NotFound)
}

func (b *bench) once() {
	m := b.hello()
	to := b.here(m)
	to.Once = "key/demo/12"
	msg := &bot.Message{Key: "demo/12", Blocks: []bot.Block{para("één keer")}}
	first, err := b.w.Platform().Send(b.ctx, to, msg)
	if err != nil {
		b.Fatalf("send: %v", err)
	}
	second, err := b.w.Platform().Send(b.ctx, to, msg)
	if err != nil {
		b.Fatalf("send again: %v", err)
	}
	if b.loses.NoOnce {
		b.seen(2)
		return
	}
	if first != second {
		b.Errorf("one Once gave the messages %q and %q", first, second)
	}
	b.seen(1)
	to.Once = "key/demo/13"
	if third := b.send(to, para("nog een")); third == first {
		b.Error("two messages with different Once have one id")
	}
	b.seen(1)
}

func (b *bench) reasons() {
	m := b.hello()
	to := b.here(m)
	id := b.send(to, para("eerst"))
	b.seen(1)
	for _, reason := range []bot.Reason{bot.Temporary, bot.RateLimited, bot.Forbidden, bot.NotFound, bot.Invalid, bot.NoAccess} {
		var after time.Duration
		if reason == bot.RateLimited {
			after = 7 * time.Second
		}
		b.w.Fail(2, reason, after)
		_, err := b.w.Platform().Send(b.ctx, to, bot.Say(para("een geheime tekst")))
		for what, err := range map[string]error{"send": err, "edit": b.w.Platform().Edit(b.ctx, to, id, bot.Say(para("een geheime tekst")))} {
			s := b.fails(what, err, reason)
			if s.RetryAfter != after {
				b.Errorf("%s: %v says to wait %v, want %v", what, reason, s.RetryAfter, after)
			}
			if strings.Contains(err.Error(), "geheime") {
				b.Errorf("%s: the error holds the text of the message", what)
			}
		}
		b.seen(0)
		b.send(to, para("daarna weer goed"))
		b.seen(1)
	}
}

func (b *bench) nowhere() {
	m := b.hello()
	p := b.w.Platform()
	for what, to := range map[string]bot.Address{
		"a send to a person who does not exist": {Platform: m.Platform, User: "zzzzzzzzzzzzzzzzzzzzzzzzzz", Lang: bot.NL},
		"a send to a channel that is not there": {Platform: m.Platform, Channel: "zzzzzzzzzzzzzzzzzzzzzzzzzz", Lang: bot.NL},
		"a private send in such a channel":      {Platform: m.Platform, Channel: "zzzzzzzzzzzzzzzzzzzzzzzzzz", User: m.From.ID, Lang: bot.NL},
	} {
		_, err := p.Send(b.ctx, to, bot.Say(para("hallo?")))
		b.fails(what, err, bot.NotFound, bot.Forbidden)
	}
	_, err := p.User(b.ctx, "zzzzzzzzzzzzzzzzzzzzzzzzzz")
	b.fails("looking up a person who does not exist", err, bot.NotFound)
	_, err = p.Members(b.ctx, "zzzzzzzzzzzzzzzzzzzzzzzzzz")
	b.fails("the members of a channel that is not there", err, bot.NotFound, bot.Forbidden)
	b.seen(0)
}

func (b *bench) people() {
	m := b.hello()
	p := b.w.Platform()
	members, err := p.Members(b.ctx, m.Channel)
	if err != nil {
		b.Fatalf("members: %v", err)
	}
	found := map[string]bot.User{}
	guests := 0
	for _, id := range members.Users {
		u, err := p.User(b.ctx, id)
		if err != nil {
			b.Fatalf("user: %v", err)
		}
		if u.ID != id || u.Bot || u.Inactive {
			b.Errorf("member %q: id %q, bot %v, inactive %v", id, u.ID, u.Bot, u.Inactive)
		}
		if _, twice := found[u.Handle]; twice {
			b.Errorf("member %q is there twice", u.Handle)
		}
		if u.Guest {
			guests++
		}
		found[u.Handle] = u
	}
	if len(found) != len(Everybody()) {
		b.Errorf("#algemeen has %d members, want the %d of Everybody: reach must be the same in every world", len(found), len(Everybody()))
	}
	if guests != members.Guests {
		b.Errorf("%d guests, said to be %d", guests, members.Guests)
	}
	for _, who := range Everybody() {
		u, ok := found[who.ID]
		if !ok {
			b.Errorf("%s is no member of #algemeen", who.ID)
			continue
		}
		if u.Name != who.Name || u.Lang != who.Lang || u.Email != who.Email || u.Guest != (who.Guest && !b.loses.NoGuests) || u.Zone == nil || u.Zone.String() != Zone.String() {
			b.Errorf("%s is known as %+v", who.ID, u)
		}
	}
}

func (b *bench) inert() {
	m := b.hello()
	b.w.Pinged() // alice was, perhaps, by her own question
	type sent struct {
		text string
		msg  *bot.Message
	}
	var said []sent
	for _, text := range nasty {
		short := text
		if len(short) > 70 {
			short = "kort"
		}
		t, s := bot.Plain(text), bot.Plain(short)
		label := s
		if len([]rune(short)) > maxLabel {
			label = "kort"
		}
		msg := bot.Say(
			bot.Para{Text: bot.Join(bot.Plain("voor "), t, bot.Plain(" na")), Items: []bot.Text{s}},
			bot.Para{Text: bot.Bold(s)},
			bot.Para{Text: bot.Link(s, "https://example.nl/goed")},
			bot.Para{Text: bot.Phrase{NL: "Je zei: {wat}.", EN: "You said: {wat}."}.With(bot.Args{"wat": bot.Prose(short)})},
			bot.Fields{{Label: s, Value: s}},
			bot.Buttons{{Label: label, Hint: s, Action: "demo.x"}},
			bot.Menu{Label: label, Action: "demo.y", Options: []bot.Option{{Label: s, Value: "1"}}},
			bot.Table{Caption: s, Head: []bot.Text{s, bot.Plain("kop")}, Rows: [][]bot.Text{{s, bot.Plain("cel")}}},
			bot.Note{Text: s},
		)
		if _, err := b.w.Platform().Send(b.ctx, b.here(m), msg); err != nil {
			b.Errorf("send %s: %v", clip(text), err)
			continue
		}
		said = append(said, sent{text, msg})
	}
	// Looked at once, and not after each: a world may have to read whole pages.
	all := b.seen(len(said))
	for i, x := range said {
		text := x.text
		b.shows(x.msg, bot.NL, all[i])
		if got := b.displayed(all[i].Blocks[0].Text); !strings.Contains(got, oneSpace(text)) {
			b.Errorf("%s is read as %s", clip(text), clip(got))
		}
		for _, block := range all[i].Blocks {
			for _, l := range linksIn(block.Text) {
				if l != "https://example.nl/goed" && !strings.Contains(text, "‹") && !strings.HasSuffix(strings.Split(block.Text, " ‹"+l)[0], l) {
					b.Errorf("%s became a link to %s: %s", clip(text), l, clip(block.Text))
				}
			}
		}
	}
	if who := b.w.Pinged(); len(who) > 0 {
		b.Errorf("what people typed pinged %v", who)
	}
	select {
	case e := <-b.events:
		b.Errorf("what the bot says came back as a %T", e)
	default:
	}
}

// displayed is a text of Seen as a person reads it, its emphasis marks being
// the plain world's own notation.
func (b *bench) displayed(s string) string {
	if _, ok := b.w.(interface{ notation() plainText }); ok {
		s = strings.ReplaceAll(s, `\*`, "*")
		s = strings.ReplaceAll(s, "⏎", "\n")
		for i := 0; i < len(s); i++ {
			if r, n := visibleEscape(s[i:]); n > 0 {
				s = s[:i] + string(r) + s[i+n:]
			}
		}
	}
	return oneSpace(s)
}

// oneSpace drops what has no shape and makes all white space one space.
func oneSpace(s string) string { return strings.Join(strings.Fields(withShape(s)), " ") }

// linksIn returns the addresses in "words ‹address›".
func linksIn(s string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(s, "‹")
		if !ok {
			return out
		}
		address, after, ok := strings.Cut(rest, "›")
		if !ok {
			return out
		}
		out = append(out, address)
		s = after
	}
}

func (b *bench) long() {
	m := b.hello()
	var words []string
	for i := 0; len(words)*9 < 20_000; i++ {
		words = append(words, fmt.Sprintf("woord%03dé", i%1000))
	}
	for what, to := range map[string]bot.Address{"in a channel": b.here(m), "directly": b.alone(m)} {
		b.send(to, para(strings.Join(words, " ")))
		all, err := b.w.Seen(b.ctx)
		if err != nil {
			b.Fatalf("seen: %v", err)
		}
		got := strings.Fields(allWords(all))
		// Words are in order and whole; markers may stand in between.
		i := 0
		for _, w := range got {
			if i < len(words) && w == words[i] {
				i++
			}
		}
		if i < len(words) {
			b.Errorf("a message of 20,000 characters %s: %d of %d words are seen", what, i, len(words))
		}
		for _, w := range got {
			if strings.HasPrefix(w, "woord") && !slices.Contains(words[:1000], w) {
				b.Errorf("a word was cut: %q", w)
			}
		}
	}
}

func (b *bench) cancelled() {
	m := b.hello()
	to := b.here(m)
	id := b.send(to, para("eerst"))
	b.seen(1)
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	p := b.w.Platform()
	_, err := p.Send(ctx, to, bot.Say(para("te laat")))
	b.ended("send", err)
	b.ended("edit", p.Edit(ctx, to, id, bot.Say(para("te laat"))))
	_, err = p.User(ctx, m.From.ID)
	if err != nil { // what is known already may be answered
		b.ended("user", err)
	}
	b.seen(0)
}

func (b *bench) ended(what string, err error) {
	b.Helper()
	if err != nil {
		b.failed(err)
	}
	if !errors.Is(err, context.Canceled) {
		b.Errorf("%s with a context that has ended: %v, want context.Canceled", what, err)
	}
}

func (b *bench) together() {
	const people, each = 5, 5
	m := b.hello()
	p := b.w.Platform()
	edited := b.send(b.here(m), para("begin"))
	b.seen(1)
	var wait sync.WaitGroup
	var lasts []string
	for i, who := range Everybody()[:people] {
		lasts = append(lasts, fmt.Sprintf("nu bericht %d van %d", each-1, i))
		wait.Go(func() {
			for j := range each {
				text := fmt.Sprintf("bericht %d van %d", j, i)
				if _, err := p.Send(b.ctx, b.here(m), bot.Say(para(text))); err != nil {
					b.Errorf("send: %v", err)
				}
				if err := p.Edit(b.ctx, b.here(m), edited, bot.Say(para("nu "+text))); err != nil {
					b.Errorf("edit: %v", err)
				}
				if err := b.w.Say(b.ctx, who.ID, Place{Channel: "algemeen"}, "@wegwijs "+text); err != nil {
					b.Errorf("say: %v", err)
				}
				if _, err := p.Members(b.ctx, m.Channel); err != nil {
					b.Errorf("members: %v", err)
				}
			}
		})
	}
	wait.Wait()
	ids, texts := map[string]bool{}, map[string]bool{}
	for range people * each {
		e := expect[*bot.Mention](b)
		ids[e.ID], texts[e.Text] = true, true
	}
	if len(ids) != people*each || len(texts) != people*each {
		b.Errorf("%d things said arrived with %d ids and %d texts", people*each, len(ids), len(texts))
	}
	all, err := b.w.Seen(b.ctx)
	if err != nil {
		b.Fatalf("seen: %v", err)
	}
	posted, now := map[string]bool{}, ""
	for _, s := range all {
		switch words := allWords([]Seen{s}); s.What {
		case Posted:
			posted[words] = true
		case Edited:
			now = words
		}
	}
	// Each edits one after another, so the last edit of all is somebody's last.
	if !slices.Contains(lasts, now) {
		b.Errorf("in the end the edited message reads %q, want one of %q", now, lasts)
	}
	if len(posted) != people*each {
		b.Errorf("%d messages sent, %d seen", people*each, len(posted))
	}
}
