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

// offer remembers what a message in a direct conversation offers. An edit
// counts only when it is of the message that is remembered.
func (r *Router) offer(ctx context.Context, l letter, id MessageID) error {
	if l.to.User == "" || l.to.Channel != "" {
		return nil
	}
	platform, user := string(l.to.Platform), string(l.to.User)
	before, err := r.opt.Memory.Note(ctx, noteOffer, platform, user)
	if err != nil {
		return r.notRemembered(err)
	}
	now := offered{Message: id}
	for _, b := range l.m.Blocks {
		switch b := b.(type) {
		case Buttons:
			for _, x := range b {
				now.Choices = append(now.Choices, offeredChoice{Action: x.Action, Value: x.Value})
			}
		case Menu:
			for _, o := range b.Options {
				now.Choices = append(now.Choices, offeredChoice{Action: b.Action, Value: b.Value, Choice: o.Value})
			}
		}
	}
	if len(now.Choices) == 0 && len(before) == 0 {
		return nil
	}
	var data []byte
	if len(now.Choices) > 0 {
		if data, err = json.Marshal(now); err != nil {
			return r.notRemembered(err)
		}
	}
	if err := r.opt.Memory.SetNote(ctx, noteOffer, platform, user, data); err != nil {
		return r.notRemembered(err)
	}
	return nil
}

// notRemembered logs what costs a convenience and no answer: the message
// itself has arrived, so it must not be sent again for this.
func (r *Router) notRemembered(err error) error {
	r.opt.Log.Error().Str("error", err.Error()).Msg("choices not remembered")
	return nil
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
