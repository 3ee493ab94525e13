package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
)

// Kinds of delivery, as a socket names them.
const (
	kindEvents      = "events_api"
	kindCommand     = "slash_commands"
	kindInteractive = "interactive"
)

// A job is what one delivery asks for.
type job struct {
	who string // whose order it keeps: a person, or a channel
	// soon says that it is acknowledged after a second even when it is not
	// handed on yet: what people say has nothing to wait for.
	soon bool
	run  func(*delivery)
}

// A delivery is one thing that Slack brought, over a socket or over HTTP.
type delivery struct {
	in   *inbound
	kind string
	at   time.Time
	end  func() // lets what the same person did next go on
	once sync.Once
	tell func(answer any, taken bool)
}

// give acknowledges the delivery, with something to say or nil. Only the first
// acknowledgement counts; it tells whether this was it.
func (d *delivery) give(what any) (first bool) {
	d.once.Do(func() { first = true; d.tell(what, true) })
	return first
}

// again does not acknowledge it: Slack delivers it once more. It tells whether
// that was still possible.
func (d *delivery) again() (possible bool) {
	d.once.Do(func() { possible = true; d.tell(nil, false) })
	return possible
}

// until is a context that ends when the acknowledgement of what was pressed or
// submitted cannot wait any longer.
func (d *delivery) until() (context.Context, context.CancelFunc) {
	return context.WithDeadline(d.in.running, d.at.Add(d.in.tempo.answer))
}

// receive takes one delivery. It does not block: tell is called once, from any
// goroutine, when the delivery is handed on or is found not to be for us.
// taken is false for what Slack must deliver again.
func (in *inbound) receive(kind string, payload []byte, tell func(answer any, taken bool)) {
	if !in.enter() {
		tell(nil, false)
		return
	}
	d := &delivery{in: in, kind: kind, at: time.Now(), tell: tell}
	j, err := in.read(kind, payload)
	if err != nil || j == nil {
		if err != nil {
			in.log.Warn().Str("kind", kind).Err(err).Msg("a delivery of Slack cannot be read; it is acknowledged and left out")
		}
		d.give(nil) // it would be no better the next time
		in.leave()
		return
	}
	wait, end := in.turns.take(j.who)
	d.end = end
	go func() {
		defer in.leave()
		defer end()
		defer d.give(nil)
		defer func() {
			if p := recover(); p != nil {
				in.log.Error().Str("kind", kind).Str("error", panicText(p)).Msg("a delivery failed")
			}
		}()
		if j.soon {
			defer time.AfterFunc(in.tempo.soon, func() { d.give(nil) }).Stop()
		}
		wait()
		j.run(d)
	}()
}

// read finds out what a delivery asks for; nil when it is nothing for us.
// Errors hold nothing of what is in it.
func (in *inbound) read(kind string, payload []byte) (j *job, err error) {
	defer func() {
		if p := recover(); p != nil {
			j, err = nil, errors.New(panicText(p))
		}
	}()
	switch kind {
	case kindEvents:
		return in.readEvent(payload)
	case kindCommand:
		return in.readCommand(payload)
	case kindInteractive:
		return in.readInteraction(payload)
	}
	return nil, nil
}

// say hands on what somebody said, or what happened to a message. A person who
// has too many things waiting is not forgotten: theirs are handed on as soon
// as there is room.
func (d *delivery) say(e bot.Event) {
	for {
		_, err := d.in.do(d.in.running, e)
		switch {
		case err == nil:
			d.give(nil)
			return
		case errors.Is(err, bot.ErrBusy):
			select {
			case <-time.After(d.in.tempo.busy):
				continue
			case <-d.in.running.Done():
			}
		}
		if !d.again() {
			d.in.log.Error().Str("kind", d.kind).Msg("something was acknowledged and then not handed on, because the bot is stopping")
		}
		return
	}
}

// decodeError describes what is wrong with JSON, without what is in it.
func decodeError(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		what, _, _ := strings.Cut(kind.Value, " ") // "number 7"
		return fmt.Errorf("%s is a %s", kind.Field, what)
	case errors.As(err, &syntax):
		return fmt.Errorf("no JSON from byte %d on", syntax.Offset)
	}
	return errors.New("it is not what Slack documents")
}

// panicText describes a panic without what somebody may have typed.
func panicText(p any) string {
	if e, ok := p.(runtime.Error); ok {
		return e.Error()
	}
	return "panic"
}
