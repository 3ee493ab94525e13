package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Kinds of notes the router keeps about a person.
const (
	noteLang      = "lang"
	noteOffer     = "offer"
	noteInterview = "interview"
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
	platform, user := string(l.to.Platform), string(l.to.User)
	data, err := r.opt.Memory.Note(ctx, noteOffer, platform, user)
	if err != nil {
		return err
	}
	if edit {
		var before offered
		if len(data) == 0 || json.Unmarshal(data, &before) != nil || before.Message != id {
			return nil
		}
	}
	choices := choicesOf(l.m)
	if len(choices) == 0 {
		if len(data) == 0 {
			return nil
		}
		return r.opt.Memory.SetNote(ctx, noteOffer, platform, user, nil)
	}
	if data, err = json.Marshal(offered{Message: id, Choices: choices}); err != nil {
		return err
	}
	return r.opt.Memory.SetNote(ctx, noteOffer, platform, user, data)
}

func choicesOf(m *Message) (choices []offeredChoice) {
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
			for _, o := range menu.Options {
				choices = append(choices, offeredChoice{Action: menu.Action, Value: menu.Value, Choice: o.Value})
			}
		}
	}
	return choices
}

// chosen returns the press that a typed number stands for, nil when it stands
// for none.
func (r *Router) chosen(ctx context.Context, o *Origin, text string) (Event, error) {
	n, err := strconv.Atoi(strings.TrimRight(text, ".)"))
	if err != nil || n < 1 {
		return nil, nil
	}
	data, err := r.opt.Memory.Note(ctx, noteOffer, string(o.Platform), string(o.From.ID))
	if err != nil || len(data) == 0 {
		return nil, err
	}
	var off offered
	if err := json.Unmarshal(data, &off); err != nil {
		return nil, fmt.Errorf("offered choices: %w", err)
	}
	if n > len(off.Choices) {
		return nil, nil
	}
	c := off.Choices[n-1]
	at := *o
	at.Message = off.Message
	return &Press{Origin: at, Action: c.Action, Value: c.Value, Choice: c.Choice}, nil
}
