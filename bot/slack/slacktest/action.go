package slacktest

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// ActOn chooses a message shortcut of the app, by its callback_id, in the menu
// of a message. People find only those that the manifest names, and none at what
// only they see or at a message that was deleted.
func (p *Person) ActOn(ctx context.Context, m Message, callback string) error {
	s := p.s
	s.mu.Lock()
	ch := s.channels[m.Channel]
	var at *Message
	if ch != nil && ch.sees(p.ID) {
		at = ch.message(m.TS)
	}
	switch {
	case at == nil || at.Ephemeral != "":
		s.mu.Unlock()
		return fmt.Errorf("%s sees no such message with a menu", p.Name)
	case !slices.Contains(s.opt.Actions, callback):
		s.mu.Unlock()
		return fmt.Errorf("the app has no message shortcut %q", callback)
	case !slices.Contains(s.opt.Scopes, "commands"):
		s.mu.Unlock()
		return errors.New("the app may have no shortcuts")
	}
	name := ch.Name
	if ch.IM {
		name = "directmessage"
	} else if ch.Private {
		name = "privategroup"
	}
	payload := s.interaction("message_action", p)
	payload["callback_id"], payload["action_ts"], payload["message_ts"] = callback, s.ts(), at.TS
	payload["channel"], payload["message"] = obj{"id": ch.ID, "name": name}, s.showMessage(at, false)
	payload["response_url"], payload["trigger_id"] = s.returnURL(ch.ID, p.ID, nil), s.trigger(p.ID, false)
	s.mu.Unlock()
	return s.interact(ctx, payload)
}
