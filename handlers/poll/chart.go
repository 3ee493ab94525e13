package poll

import (
	"crypto/sha256"
	"encoding/json"
	"sync"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
)

// charts remember pictures that were drawn, by what they show: a message is
// looked at more often than it changes, and the same numbers are the same file.
type charts struct {
	mu    sync.Mutex
	drawn map[[32]byte]*bot.Picture
	order [][32]byte // oldest first
}

// mostCharts is how many pictures are remembered, of some tens of kilobytes each.
const mostCharts = 32

func (c *charts) get(key [32]byte) (*bot.Picture, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	pic, ok := c.drawn[key]
	return pic, ok
}

func (c *charts) set(key [32]byte, pic *bot.Picture) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.drawn[key]; there {
		return
	}
	if c.drawn == nil {
		c.drawn = map[[32]byte]*bot.Picture{}
	}
	if len(c.order) == mostCharts {
		delete(c.drawn, c.order[0])
		c.order = c.order[1:]
	}
	c.drawn[key] = pic
	c.order = append(c.order, key)
}

// chart draws a result, nil when there is nothing to draw. All its numbers
// stand beside it in words: a result without its picture is still whole, so
// what goes wrong while drawing is for the operator only.
func (p *Poll) chart(rep report.Poll, lang bot.Lang) *bot.Picture {
	rep.Named, rep.Texts, rep.FollowUp = nil, nil, "" // none of them is drawn
	data, err := json.Marshal(rep)
	if err != nil {
		p.opt.Log.Error().Str("poll", rep.ID).Str("error", err.Error()).Msg("a chart cannot be drawn; the result is shown without it")
		return nil
	}
	key := sha256.Sum256(append([]byte(lang), data...))
	if pic, ok := p.charts.get(key); ok {
		return pic
	}
	png, alt, err := rep.Chart(lang)
	if err != nil {
		p.opt.Log.Error().Str("poll", rep.ID).Str("error", err.Error()).Msg("a chart cannot be drawn; the result is shown without it")
		return nil
	}
	var pic *bot.Picture
	if len(png) > 0 {
		pic = &bot.Picture{Name: "uitslag.png", PNG: png, Alt: alt}
	}
	p.charts.set(key, pic)
	return pic
}
