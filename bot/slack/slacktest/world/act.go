package world

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack"
	"wegwijs/bot/slack/slacktest"
)

// person returns somebody at their client, when the adapter is there.
func (w *World) person(ctx context.Context, who string) (*slacktest.Person, error) {
	if w.server.UserID(who) == "" {
		return nil, fmt.Errorf("there is nobody called %s", who)
	}
	if err := w.connected(ctx); err != nil {
		return nil, err
	}
	return w.server.Person(who), nil
}

func (w *World) channel(who string, where bottest.Place) string {
	if where.Channel == "" {
		return w.server.DirectID(who)
	}
	return w.server.ChannelID(where.Channel)
}

// Say types into the text box of a place, or of the newest thread there.
func (w *World) Say(ctx context.Context, who string, where bottest.Place, text string) error {
	p, err := w.person(ctx, who)
	if err != nil {
		return err
	}
	channel := w.channel(who, where)
	root := ""
	if where.Thread {
		if root, err = w.thread(p, channel, where.Of); err != nil {
			return err
		}
	}
	if strings.HasPrefix(text, "/") {
		if root != "" {
			return errors.New("slash commands are not supported in threads")
		}
		if err := p.Slash(ctx, channel, text); err != nil {
			return err
		}
		return w.Settle(ctx)
	}
	if _, err = p.Say(ctx, channel, root, text); err != nil {
		return err
	}
	return w.Settle(ctx)
}

// ChooseAt chooses a message shortcut of the app at what somebody said last.
func (w *World) ChooseAt(ctx context.Context, who string, at bottest.Place, action bot.Words) error {
	p, err := w.person(ctx, who)
	if err != nil {
		return err
	}
	for _, m := range slices.Backward(p.Sees()) {
		if m.Channel != w.channel(who, at) || m.User != w.server.UserID(at.Of) {
			continue
		}
		if err := p.ActOn(ctx, m, slack.MessageAction{Command: action.Command, Word: action.Word}.ID()); err != nil {
			return err
		}
		return w.Settle(ctx)
	}
	return fmt.Errorf("%s said nothing in #%s", at.Of, at.Channel)
}

// thread is the root of the newest thread of a place; of is who wrote in it, or empty.
func (w *World) thread(p *slacktest.Person, channel, of string) (string, error) {
	for _, m := range slices.Backward(p.Sees()) {
		if m.Channel == channel && m.Ephemeral == "" && (of == "" || m.User == w.server.UserID(of)) {
			if m.ThreadTS != "" {
				return m.ThreadTS, nil
			}
			return m.TS, nil
		}
	}
	return "", errors.New("nobody said anything there yet")
}

// Press presses a button.
func (w *World) Press(ctx context.Context, who, label string) error {
	p, err := w.person(ctx, who)
	if err != nil {
		return err
	}
	if err := p.Press(ctx, label); err != nil {
		return err
	}
	return w.Settle(ctx)
}

// Choose chooses from a menu.
func (w *World) Choose(ctx context.Context, who, menu, option string) error {
	p, err := w.person(ctx, who)
	if err != nil {
		return err
	}
	if err := p.Choose(ctx, menu, option); err != nil {
		return err
	}
	return w.Settle(ctx)
}

// Fill fills in the form that is open for somebody and sends it.
func (w *World) Fill(ctx context.Context, who string, values []bottest.Value) error {
	p, err := w.person(ctx, who)
	if err != nil {
		return err
	}
	if w.interviews.Going(who) {
		return w.interviews.Fill(ctx, who, values, func(ctx context.Context, text string) error { return w.Say(ctx, who, bottest.Place{}, text) }, w.look)
	}
	v := p.View()
	if v == nil {
		return fmt.Errorf("no form is open for %s", who)
	}
	for _, x := range values {
		if err := fill(p, v, x); err != nil {
			return err
		}
	}
	if err := w.look(ctx); err != nil { // what came before comes first
		return err
	}
	wrong, err := p.Submit(ctx)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen = append(w.seen, refused(who, v, wrong))
	}
	return nil
}

// Delete lets an owner of the workspace delete the newest public message of ours in a place.
func (w *World) Delete(ctx context.Context, where bottest.Place) error {
	who := bottest.Everybody()[0].ID
	if in := bottest.ChannelMembers(where.Channel); len(in) > 0 {
		who = in[0]
	}
	p, err := w.person(ctx, who)
	if err != nil {
		return err
	}
	for _, m := range slices.Backward(p.Sees()) {
		if m.Channel == w.channel(who, where) && m.Bot && m.Ephemeral == "" && (m.ThreadTS != "" && m.ThreadTS != m.TS) == where.Thread {
			if err := w.server.DeleteMessage(m.Channel, m.TS); err != nil {
				return err
			}
			return w.Settle(ctx)
		}
	}
	return fmt.Errorf("there is no message of ours in #%s", where.Channel)
}

// Redeliver lets Slack deliver the last thing a person did once more.
func (w *World) Redeliver(ctx context.Context) error {
	if err := w.connected(ctx); err != nil {
		return err
	}
	if err := w.server.Redeliver(ctx); err != nil {
		return err
	}
	return w.Settle(ctx)
}
