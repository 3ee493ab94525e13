package bot_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// reading is a platform on which messages can be read.
type reading struct {
	*platform
	mu   sync.Mutex
	said map[string]string // by channel and message
	by   bot.UserID
	err  error
	asks []string
}

func (p *reading) Said(ctx context.Context, channel bot.ChannelID, id bot.MessageID) (string, bot.UserID, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, bounded := ctx.Deadline(); !bounded {
		return "", "", errors.New("an answer waits for this without end")
	}
	place := string(channel) + "/" + string(id)
	p.asks = append(p.asks, place)
	if p.err != nil {
		return p.said[place], p.by, p.err
	}
	return p.said[place], p.by, nil
}

func (p *reading) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asks
}

var onMessage = bot.Phrase{NL: "Maak onderwerp", EN: "Make a topic"}

// What a command is told of the message it is about.
func TestQuote(t *testing.T) {
	long := strings.Repeat("é", bot.MostQuoted+1)
	inThread := func(text string) *bot.Mention {
		return &bot.Mention{Origin: bot.Origin{Channel: "c", Thread: "root"}, Text: text}
	}
	action := func(text, quote string) *bot.Command {
		return &bot.Command{Origin: bot.Origin{Channel: "c"}, Name: "wegwijs", Text: text, Quote: quote, QuoteBy: bot.User{ID: "bram"}, Slash: true}
	}
	for name, c := range map[string]struct {
		event bot.Event
		root  string
		err   error
		want  string
		asks  int
	}{
		"a reply with the word":           {event: inThread("onderwerp"), root: " Het logo is oud. ", want: "Het logo is oud.", asks: 1},
		"a slash command in the thread":   {event: &bot.Command{Origin: bot.Origin{Channel: "c", Thread: "root"}, Name: "wegwijs", Text: "onderwerp", Slash: true}, root: "Het logo", want: "Het logo", asks: 1},
		"another spelling":                {event: inThread("topic"), root: "Het logo", want: "Het logo", asks: 1},
		"words of their own":              {event: inThread("onderwerp huisstijl"), root: "Het logo"},
		"a word that wants no message":    {event: inThread("kort"), root: "Het logo"},
		"no thread":                       {event: &bot.Mention{Origin: bot.Origin{Channel: "c"}, Text: "onderwerp"}, root: "Het logo"},
		"a direct conversation":           {event: &bot.Mention{Origin: bot.Origin{Channel: "c", Thread: "root", Direct: true}, Text: "onderwerp"}, root: "Het logo"},
		"a message that cannot be read":   {event: inThread("onderwerp"), root: "Het logo", err: errors.New("no"), asks: 1},
		"a message without words":         {event: inThread("onderwerp"), root: " \n", asks: 1},
		"longer than fits":                {event: inThread("onderwerp"), root: long, want: strings.Repeat("é", bot.MostQuoted-1) + "…", asks: 1},
		"exactly what fits":               {event: inThread("onderwerp"), root: long[:2*bot.MostQuoted], want: long[:2*bot.MostQuoted], asks: 1},
		"broken letters":                  {event: inThread("onderwerp"), root: "a\xffb", want: "a\uFFFDb", asks: 1},
		"an action at a message":          {event: action("onderwerp", " Het logo "), root: "iets anders", want: "Het logo"},
		"an action at a long message":     {event: action("onderwerp", long), want: strings.Repeat("é", bot.MostQuoted-1) + "…"},
		"an action that wants no message": {event: action("kort", "Het logo")},
	} {
		t.Run(name, func(t *testing.T) {
			p := &reading{platform: &platform{}, said: map[string]string{"c/root": c.root}, by: "bram", err: c.err}
			w := newWorldOn(t, p)
			var got []*bot.Command
			handle := func(_ context.Context, c *bot.Command) (bot.Reply, error) {
				got = append(got, c)
				return c.Answer(bot.Say(bot.Para{Text: bot.Plain("goed")})), nil
			}
			f := w.Feature("demo")
			f.OnWords(bot.Words{Command: "wegwijs", Word: "onderwerp", Also: []string{"topic"}, OnMessage: onMessage}, handle)
			f.OnWords(bot.Words{Command: "wegwijs", Word: "kort"}, handle)
			o := bot.OriginOf(c.event)
			o.ID, o.Platform, o.From = "1", "test", bot.User{ID: "alice"}
			if _, err := w.Dispatch(t.Context(), c.event); err != nil {
				t.Fatal(err)
			}
			w.idle(t)
			if len(got) != 1 {
				t.Fatalf("%d commands; log: %s", len(got), w.log)
			}
			cmd := got[0]
			if cmd.Quote != c.want {
				t.Errorf("quote %q, want %q", cmd.Quote, c.want)
			}
			if n := utf8.RuneCountInString(cmd.Quote); n > bot.MostQuoted {
				t.Errorf("the quote has %d characters", n)
			}
			want := bot.User{}
			if c.want != "" {
				want = bot.User{ID: "bram", Name: "Somebody", Lang: bot.EN}
			}
			if cmd.QuoteBy != want {
				t.Errorf("it is by %+v, want %+v", cmd.QuoteBy, want)
			}
			if asks := p.asked(); len(asks) != c.asks || c.asks == 1 && asks[0] != "c/root" {
				t.Errorf("read %q", asks)
			}
			if said := strings.TrimSpace(c.root); said != "" && strings.Contains(w.log.String(), said) {
				t.Errorf("the log holds what was read: %s", w.log)
			}
		})
	}
}

// A platform that cannot be read gives no quote.
func TestQuoteWithoutReader(t *testing.T) {
	w := newWorld(t)
	quote := "not called"
	w.Feature("demo").OnWords(bot.Words{Command: "wegwijs", Word: "onderwerp", OnMessage: onMessage}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		quote = c.Quote
		return c.Answer(bot.Say(bot.Para{Text: bot.Plain("goed")})), nil
	})
	if _, err := w.Dispatch(t.Context(), &bot.Mention{Origin: bot.Origin{ID: "1", Platform: "test", From: bot.User{ID: "alice"}, Channel: "c", Thread: "root"}, Text: "onderwerp"}); err != nil {
		t.Fatal(err)
	}
	w.idle(t)
	if quote != "" {
		t.Errorf("quote %q", quote)
	}
}

// A label that a platform would refuse is found when the bot starts.
func TestLabelsOfMessageActionsFit(t *testing.T) {
	for name, c := range map[string]struct {
		label bot.Phrase
		fits  bool
	}{
		"none":         {bot.Phrase{}, true},
		"both":         {onMessage, true},
		"at the limit": {bot.Phrase{NL: strings.Repeat("é", 24), EN: strings.Repeat("x", 24)}, true},
		"too long":     {bot.Phrase{NL: "kort", EN: strings.Repeat("x", 25)}, false},
		"one language": {bot.Phrase{NL: "kort"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if refused := recover() != nil; refused == c.fits {
					t.Errorf("refused: %v", refused)
				}
			}()
			newWorld(t).Feature("demo").OnWords(bot.Words{Command: "wegwijs", Word: "onderwerp", OnMessage: c.label}, nil)
		})
	}
}

// newWorldOn is newWorld on another platform.
func newWorldOn(t *testing.T, p bot.Platform) *world {
	t.Helper()
	w := &world{memory: bottest.NewMemory(), clock: bottest.NewClock(bottest.Start), log: &bytes.Buffer{}}
	w.Router = bot.NewRouter(bot.Options{Memory: w.memory, Clock: w.clock, Log: zerolog.New(zerolog.SyncWriter(w.log)), Home: "wegwijs"})
	w.AddPlatform(p)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := w.Close(ctx); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}
