package web

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"wegwijs/bot"
)

// Lively lets colleagues take part in what the bot asks of everybody in a
// channel: they choose from its menu, press one of its buttons, or fill in the
// form behind it. They do not know what it is about.
type Lively struct {
	Within time.Duration // how long the last of them takes; 0: nobody takes part
	Words  []string      // what they write where a form asks for words
}

// liven lets colleagues take part in a message that was just posted.
func (w *Web) liven(to bot.Address, m *bot.Message, id bot.MessageID) {
	within := w.world.Lively.Within
	if within <= 0 || m.Key == "" || m.Final || to.User != "" {
		return
	}
	for i, p := range w.world.Colleagues {
		if !w.world.sees(p.ID, to.Channel) {
			continue
		}
		// Evenly, with some play, so that one can watch them come in.
		wait := within * time.Duration(2*i+1+rand.IntN(2)) / time.Duration(2*len(w.world.Colleagues))
		w.world.Clock.AfterFunc(wait, func() { w.takePart(p, number(id)) })
	}
}

// takePart lets one colleague do one thing. Whatever keeps them from it is no
// fault: people do not always take part.
func (w *Web) takePart(p Person, id int64) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	m, err := w.message(ctx, p.ID, id)
	if err != nil || m == nil {
		return
	}
	e := event{Kind: press, ID: fmt.Sprintf("press %s lively %d", p.ID, id), Who: p.ID,
		Channel: m.channel, Thread: messageID(m.root), Message: messageID(m.id)}
	if !e.choose(m.blocks) {
		return
	}
	now := w.world.Clock.Now()
	if _, err := w.hand(e, now); err != nil {
		return
	}
	for try := range 5 {
		f, err := w.chat.formIn(ctx, p.ID, m.channel)
		if err != nil || f == nil || f.sheet.Action == "" {
			return
		}
		s := event{Kind: submit, ID: fmt.Sprintf("submit %s lively %d %d", p.ID, id, try), Who: p.ID, Form: f.id,
			Channel: f.channel, Thread: f.thread, Message: f.message,
			Action: f.sheet.Action, State: f.sheet.State, Values: f.sheet.anything(w.world.Lively.Words, try)}
		if _, err := w.hand(s, now); err != nil {
			return
		}
	}
}

// choose takes the first thing in a message that can be pressed.
func (e *event) choose(blocks []block) bool {
	for _, b := range blocks {
		switch {
		case b.Menu != nil && len(b.Menu.Options) > 0:
			e.Action, e.Value, e.Choice = b.Menu.Action, b.Menu.Value, b.Menu.Options[some(len(b.Menu.Options))].Value
			return true
		case len(b.Buttons) > 0:
			x := b.Buttons[some(len(b.Buttons))]
			e.Action, e.Value = x.Action, x.Value
			return true
		}
	}
	return false
}

// some is a number below n. A crowd leans somewhere: to the first of a few
// choices, and on a scale, which has more, to the higher end.
func some(n int) int {
	if n < scaleFrom {
		return min(rand.IntN(n), rand.IntN(n))
	}
	return max(rand.IntN(n), rand.IntN(n))
}

// scaleFrom is how many choices are taken for a scale.
const scaleFrom = 5

// anything fills in a form. Where as many fields offer the same as there is to
// choose, everything is chosen once. With every try it asks for less.
func (s *sheet) anything(words []string, try int) bot.Values {
	v := bot.Values{}
	order := map[string][]int{}
	for _, f := range s.Fields {
		if f.Kind == bot.Choice {
			key := fmt.Sprint(f.Options)
			if order[key] == nil {
				order[key] = rand.Perm(len(f.Options))
			}
		}
	}
	for _, f := range s.Fields {
		switch f.Kind {
		case bot.Choice:
			if len(f.Options) == 0 {
				continue
			}
			n := some(len(f.Options))
			key := fmt.Sprint(f.Options)
			alike := 0
			for _, other := range s.Fields {
				if other.Kind == bot.Choice && fmt.Sprint(other.Options) == key {
					alike++
				}
			}
			if alike == len(f.Options) && len(order[key]) > 0 {
				n, order[key] = order[key][0], order[key][1:]
			}
			v[f.Name] = []string{f.Options[n].Value}
		case bot.Choices:
			if len(f.Options) == 0 {
				continue
			}
			most := 1 + rand.IntN(max(1, 2-try))
			for _, n := range rand.Perm(len(f.Options))[:min(most, len(f.Options))] {
				v[f.Name] = append(v[f.Name], f.Options[n].Value)
			}
		case bot.ShortText, bot.LongText:
			if len(words) > 0 {
				v[f.Name] = []string{words[rand.IntN(len(words))]}
			}
		case bot.WholeNumber:
			v[f.Name] = []string{"5"}
		case bot.YesNo:
			v[f.Name] = []string{[]string{"yes", "no"}[some(2)]}
		case bot.DateOnly, bot.DateTime:
			if !f.Optional {
				return bot.Values{} // they have no calendar
			}
		}
		slices.Sort(v[f.Name])
	}
	return v
}
