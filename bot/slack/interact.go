package slack

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

func (in *inbound) readInteraction(payload []byte) (*job, error) {
	cb, err := decodeInteraction(payload)
	if err != nil {
		return nil, decodeError(err)
	}
	if cb.User.ID == "" {
		return nil, errors.New("an interaction without a person")
	}
	var run func(*delivery, *slack.InteractionCallback)
	switch cb.Type {
	case slack.InteractionTypeMessageAction:
		about, err := decodeAbout(payload)
		if err != nil {
			return nil, decodeError(err)
		}
		// Like a command: nothing of it is said in the acknowledgement, and who
		// gets it twice finds it handled.
		return &job{who: cb.User.ID, soon: true, run: func(d *delivery) { in.act(d, cb, about) }}, nil
	case slack.InteractionTypeBlockActions:
		run = in.press
	case slack.InteractionTypeViewSubmission:
		run = in.submit
	default:
		return nil, nil // a form that was closed, and what we do not offer
	}
	return &job{who: cb.User.ID, run: func(d *delivery) {
		if cb.TriggerID == "" {
			run(d, cb)
			return
		}
		known, first := in.answers.first(string(cb.Type) + " " + cb.TriggerID)
		if !first { // on another socket, or once more
			d.end()
			select {
			case <-known.given:
			case <-in.running.Done():
				d.again() // nothing of the first may be read while it is at work
				return
			}
			if known.taken {
				d.give(known.what)
			}
			d.again()
			return
		}
		tell := d.tell
		d.tell = func(what any, taken bool) {
			in.answers.give(known, what, taken)
			tell(what, taken)
		}
		run(d, cb)
	}}, nil
}

// decodeInteraction decodes what somebody pressed or sent, without the message
// it is on: that comes whole with every press, and to decode all its blocks
// would cost more than the rest. Of the message only its time and thread are
// wanted.
func decodeInteraction(payload []byte) (*slack.InteractionCallback, error) {
	type plain slack.InteractionCallback // which leaves out its own way to decode
	cb := &slack.InteractionCallback{}
	in := struct {
		Type    slack.InteractionType `json:"type"`
		Message struct {
			TS     string `json:"ts"`
			Thread string `json:"thread_ts"`
		} `json:"message"`
		Original json.RawMessage `json:"original_message"`
		State    json.RawMessage `json:"state"`
		*plain
	}{plain: (*plain)(cb)}
	if err := json.Unmarshal(payload, &in); err != nil {
		return nil, err
	}
	cb.Type, cb.Message.Timestamp, cb.Message.ThreadTimestamp = in.Type, in.Message.TS, in.Message.Thread
	return cb, nil
}

// press is a button that was pressed or a menu that was chosen from. It is
// acknowledged when what it did is stored, and at the latest after two
// seconds: Slack does not deliver it again.
func (in *inbound) press(d *delivery, cb *slack.InteractionCallback) {
	ctx, cancel := d.until()
	defer cancel()
	p, err := in.s.pressOf(ctx, cb)
	if err != nil || p == nil {
		d.give(nil)
		in.sorry(cb, in.refused(d.kind, err))
		return
	}
	in.fill(&p.Origin, cb)
	p.Reply = in.s.slots.add(slotPress, in.responseURL(cb.ResponseURL), cb.TriggerID)
	d.end()
	_, err = in.do(ctx, p)
	d.give(nil)
	if err != nil {
		in.sorry(cb, in.whyNot(err))
	}
}

// submit is a form that was sent. What is wrong with it travels in the
// acknowledgement and keeps it open; so does another form in its place.
func (in *inbound) submit(d *delivery, cb *slack.InteractionCallback) {
	ctx, cancel := d.until()
	defer cancel()
	defer in.forms.Lock("submit " + cb.View.ID)()
	s, form, err := in.s.submitOf(ctx, cb)
	if err != nil || s == nil {
		d.give(in.keepOpen(cb, in.refused(d.kind, err)))
		return
	}
	in.fill(&s.Origin, cb)
	s.Reply = in.s.slots.add(slotSubmit, "", cb.TriggerID)
	d.end()
	ack, err := in.do(ctx, s)
	view := in.s.slots.acknowledge(s.Reply)
	switch {
	case err != nil:
		d.give(in.keepOpen(cb, in.whyNot(err)))
		return
	case len(ack.Errors) > 0:
		d.give(in.s.errorsAck(form, ack))
		return
	case view != nil:
		d.give(map[string]any{"response_action": "update", "view": view})
	default:
		d.give(nil)
	}
	if _, err := in.s.formDone(in.running, form); err != nil {
		in.log.Error().Err(err).Msg("a form that was sent could not be forgotten; it can be sent once more until it expires")
	}
}

// fill says who, when and where, as far as that is not known better.
func (in *inbound) fill(o *bot.Origin, cb *slack.InteractionCallback) {
	o.ID, o.Platform, o.At = cb.TriggerID, platform, in.s.opt.Clock.Now()
	if o.ID == "" {
		o.ID = cb.ActionTs + " " + cb.User.ID + " " + cb.View.ID + " " + cb.View.Hash
	}
	if o.From.ID == "" {
		o.From.ID = bot.UserID(cb.User.ID)
	}
	channel := channelOf(cb)
	if o.Channel == "" {
		o.Channel, o.Direct = bot.ChannelID(channel), isDirect(channel)
	}
	if o.Message == "" {
		o.Message = messageID(channel, cb.Container.MessageTs)
	}
	if o.Thread == "" && cb.Container.ThreadTs != cb.Container.MessageTs {
		o.Thread = messageID(channel, cb.Container.ThreadTs)
	}
}

// channelOf is where something was pressed; empty in the Home tab and in forms.
func channelOf(cb *slack.InteractionCallback) string {
	if cb.Container.ChannelID != "" {
		return cb.Container.ChannelID
	}
	return cb.Channel.ID
}

// refused logs why something is refused, never what was in it, and returns
// what the person reads; nil when there is nothing to say.
func (in *inbound) refused(kind string, err error) bot.Text {
	var no *refused
	switch {
	case err == nil:
		return nil
	case errors.As(err, &no):
		in.log.Warn().Str("kind", kind).Str("why", no.Error()).Msg("an interaction was refused")
		return no.say
	}
	in.log.Error().Str("kind", kind).Err(err).Msg("an interaction failed")
	return textInFailed
}

// sorry tells a person, and nobody else, why what they pressed did nothing.
func (in *inbound) sorry(cb *slack.InteractionCallback, say bot.Text) {
	if say == nil {
		return
	}
	in.whisper(bot.Address{
		Platform: platform, Channel: bot.ChannelID(channelOf(cb)), User: bot.UserID(cb.User.ID), Lang: in.langOf(cb.User.ID),
		Reply: in.s.slots.add(slotPress, in.responseURL(cb.ResponseURL), ""),
	}, say)
}

// whisper tells one person why something of theirs did nothing.
func (in *inbound) whisper(to bot.Address, say bot.Text) {
	ctx, cancel := context.WithTimeout(in.running, in.tempo.sorry)
	defer cancel()
	if isDirect(string(to.Channel)) {
		to.Channel = ""
	}
	if _, err := in.s.Send(ctx, to, bot.Say(bot.Para{Text: say})); err != nil {
		in.log.Error().Err(err).Msg("a person could not be told why what they did had no effect")
	}
}

// keepOpen keeps a form open, with everything that was filled in, and says why.
func (in *inbound) keepOpen(cb *slack.InteractionCallback, say bot.Text) any {
	if say == nil {
		return nil
	}
	for _, b := range cb.View.Blocks.BlockSet {
		if input, ok := b.(*slack.InputBlock); ok && input.BlockID != "" {
			return map[string]any{"response_action": "errors", "errors": map[string]string{input.BlockID: in.words(say, cb.User.ID)}}
		}
	}
	return nil
}
