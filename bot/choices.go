package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kinds of notes the router keeps about a person.
const (
	noteLang      = "lang"
	noteOffer     = "offer"
	noteInterview = "interview"
	notePrivate   = "private"
)

// offered are the choices in the newest message of a direct conversation, so
// that people can answer by typing a number.
type offered struct {
	Message MessageID       `json:"message"`
	Choices []offeredChoice `json:"choices"`
}

type offeredChoice struct {
	Action string `json:"action"`
	Value  string `json:"value,omitempty"`
	Choice string `json:"choice,omitempty"`
	// Typed is the number that stands for it, where its label is one; elsewhere
	// it is its place.
	Typed string `json:"typed,omitempty"`
}

// offerFor is how long choices can be made by typing a number. Their buttons and
// menus serve on.
const offerFor = 24 * time.Hour

// What somebody is being asked is noted under a keyed hash of who they are, and
// locked with it: the bytes tell neither who was asked, nor where, nor what they
// filled in so far. It is gone when it is answered, or a day later.
func (r *Router) askedSlip(kind string, p PersonID) Slip {
	return Slip(r.opt.Memory.Mark(string(p.Platform), kind+" of "+string(p.User)))
}

// asked returns what somebody is being asked, as setAsked noted it.
func (r *Router) asked(ctx context.Context, kind string, p PersonID) ([]byte, error) {
	slip := r.askedSlip(kind, p)
	data, err := r.opt.Memory.Note(ctx, kind, string(p.Platform), slip.Key())
	if err != nil || len(data) == 0 {
		return nil, err
	}
	if data, err = slip.Unlock(data); err != nil {
		return nil, nil // of another database: as good as nothing
	}
	return data, nil
}

// setAsked notes what somebody is being asked until a moment; nil is nothing.
func (r *Router) setAsked(ctx context.Context, kind string, p PersonID, data []byte, until time.Time) error {
	slip := r.askedSlip(kind, p)
	if data != nil {
		var err error
		if data, err = slip.Lock(data); err != nil {
			return err
		}
	}
	return r.opt.Memory.SetNoteUntil(ctx, kind, string(p.Platform), slip.Key(), data, until)
}

// offer remembers what a message in a direct conversation offers: its buttons,
// or in a message without buttons the options of its menus. An edit counts only
// when it is of the message that is remembered. What cannot be remembered is
// logged: it costs a convenience, and the message itself has arrived.
func (r *Router) offer(ctx context.Context, l letter, id MessageID, edit bool) {
	if l.to.User == "" || l.to.Channel != "" {
		return
	}
	if err := r.remembersOffer(ctx, l, id, edit); err != nil {
		r.opt.Log.Error().Str("error", err.Error()).Msg("choices not remembered")
	}
}

func (r *Router) remembersOffer(ctx context.Context, l letter, id MessageID, edit bool) error {
	person := PersonID{Platform: l.to.Platform, User: l.to.User}
	data, err := r.asked(ctx, noteOffer, person)
	if err != nil {
		return err
	}
	if edit {
		var before offered
		if len(data) == 0 || json.Unmarshal(data, &before) != nil || before.Message != id {
			return nil
		}
	}
	choices := choicesOf(l.m, l.to.Lang)
	if len(choices) == 0 {
		if len(data) == 0 {
			return nil
		}
		return r.setAsked(ctx, noteOffer, person, nil, time.Time{})
	}
	if data, err = json.Marshal(offered{Message: id, Choices: choices}); err != nil {
		return err
	}
	return r.setAsked(ctx, noteOffer, person, data, r.opt.Clock.Now().Add(offerFor))
}

func choicesOf(m *Message, lang Lang) (choices []offeredChoice) {
	for _, b := range m.Blocks {
		if buttons, ok := b.(Buttons); ok {
			for _, x := range buttons {
				choices = append(choices, offeredChoice{Action: x.Action, Value: x.Value})
			}
		}
	}
	if len(choices) > 0 {
		return choices
	}
	for _, b := range m.Blocks {
		if menu, ok := b.(Menu); ok {
			var labels []string
			for _, o := range menu.Options {
				labels = append(labels, o.Label.In(lang, Literal))
			}
			numbers := numbersOf(labels)
			for i, o := range menu.Options {
				c := offeredChoice{Action: menu.Action, Value: menu.Value, Choice: o.Value}
				if numbers != nil {
					c.Typed = numbers[i]
				}
				choices = append(choices, c)
			}
		}
	}
	return choices
}

// chosen returns the press that a typed number stands for, nil when it stands
// for none. With a reply there is a choice to make, and the number is none of it.
func (r *Router) chosen(ctx context.Context, o *Origin, text string) (Event, *Reply, error) {
	n, err := strconv.Atoi(strings.TrimRight(text, ".)"))
	if err != nil || n < 0 {
		return nil, nil, nil
	}
	data, err := r.asked(ctx, noteOffer, o.Person())
	if err != nil || len(data) == 0 {
		return nil, nil, err
	}
	var off offered
	if err := json.Unmarshal(data, &off); err != nil {
		return nil, nil, fmt.Errorf("offered choices: %w", err)
	}
	c, ok := off.choose(n)
	switch {
	case !ok && n > MaxOptions:
		return nil, nil, nil // no choice was meant
	case !ok:
		first, last := off.ends()
		no := Say(Para{Text: textNoSuchNumber.With(Args{"n": Number(n), "first": Plain(first), "last": Plain(last)})})
		return nil, &Reply{Private: no, keepOffer: true}, nil
	}
	at := *o
	at.Message = off.Message
	return &Press{Origin: at, Action: c.Action, Value: c.Value, Choice: c.Choice}, nil, nil
}

// ends are the first and the last number that can be typed.
func (o offered) ends() (first, last string) {
	if n := len(o.Choices); n > 0 && o.Choices[0].Typed != "" {
		return o.Choices[0].Typed, o.Choices[n-1].Typed
	}
	return "1", strconv.Itoa(len(o.Choices))
}

// choose is the choice that a typed number stands for: that of its label, where
// labels are numbers, or its place.
func (o offered) choose(n int) (offeredChoice, bool) {
	named := false
	for _, c := range o.Choices {
		named = named || c.Typed != ""
		if c.Typed == strconv.Itoa(n) {
			return c, true
		}
	}
	if named || n < 1 || n > len(o.Choices) {
		return offeredChoice{}, false
	}
	return o.Choices[n-1], true
}

// numbersOf returns the numbers that labels are or begin with, as "0: never" and
// "7"; nil unless every label does, and no two alike. Whoever reads such labels
// and types a number means the label, not its place.
func numbersOf(labels []string) []string {
	var all []string
	for _, l := range labels {
		digits := l[:len(l)-len(strings.TrimLeft(l, "0123456789"))]
		if rest := l[len(digits):]; digits == "" || rest != "" && !strings.HasPrefix(rest, ":") || slices.Contains(all, digits) {
			return nil
		}
		all = append(all, digits)
	}
	return all
}
