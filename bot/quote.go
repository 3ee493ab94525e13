package bot

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"
)

// quoteWithin is how long reading a message may take: without it the person
// types the words themselves, so an answer does not wait for it.
const quoteWithin = 3 * time.Second

// quote tells a command which message it is about: the one it came with from
// the platform, or the first one of the thread it was given in. Nothing of it is
// kept or logged, and what cannot be read is no quote.
func (r *Router) quote(ctx context.Context, c *Command, w Words) {
	wanted := w.OnMessage != (Phrase{}) && c.Text == "" && !c.Direct
	if !wanted {
		c.Quote, c.QuoteBy = "", User{}
		return
	}
	p := r.platforms[c.Platform]
	if reader, ok := p.(Reader); ok && c.Quote == "" && c.QuoteBy.ID == "" && c.Thread != "" && c.Channel != "" {
		reading, cancel := context.WithTimeout(ctx, quoteWithin)
		text, by, err := reader.Said(reading, c.Channel, c.Thread)
		cancel()
		if err == nil {
			c.Quote, c.QuoteBy = text, User{ID: by}
		}
	}
	c.Quote = quoted(c.Quote)
	switch {
	case c.Quote == "":
		c.QuoteBy = User{}
	case c.QuoteBy.ID != "" && c.QuoteBy.Name == "" && p != nil:
		if u, ok := r.people.get(ctx, p, c.QuoteBy.ID); ok {
			c.QuoteBy = u
		}
	}
}

// quoted is a quote of at most MostQuoted characters.
func quoted(s string) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
	if utf8.RuneCountInString(s) <= MostQuoted {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:MostQuoted-1]), " \t\r\n") + "…"
}
