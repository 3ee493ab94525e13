package bottest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
)

// PlainName is the name of the platform of the plain world.
const PlainName bot.PlatformName = "plain"

// PlainOptions choose what the plain world can do.
type PlainOptions struct {
	// NoForms makes OpenForm return bot.ErrNoForms, so that the router asks
	// field by field. Fill then answers in the direct conversation, and Seen
	// leaves the questions out. To tell them from other messages the world
	// relies on this:
	//   - what the person alone sees before the first question is part of it;
	//   - a question goes to the person directly and has a paragraph with the
	//     label of its field as bot.Bold;
	//   - when an answer was not accepted, the first paragraph says why, or
	//     items do as "label: why", the label as bot.Bold;
	//   - choices are answered by their labels, several as "a, b" (by number,
	//     "1, 3", when a label has a comma), nothing as "-";
	//   - after the last answer the form is submitted without more words.
	NoForms bool
}

// Plain is the reference world: in memory, and stricter than any platform
// about what the platform was promised. It can be used by many goroutines.
type Plain struct {
	options    PlainOptions
	interviews Interviews

	mu       sync.Mutex
	clock    bot.Clock
	platform *plainPlatform
	count    int
	messages []*plainMessage // the oldest first
	once     map[string]*plainMessage
	archived map[string]bool // channels
	seen     []Seen
	broken   []error
	triggers map[string]bool // handles for opening a form; false when used
	forms    map[string]*plainForm
	last     func(context.Context) error // redelivers the last thing a person did
	fail     struct {
		times  int
		reason bot.Reason
		retry  time.Duration
	}
}

// plainMessage is a message, by a person or by us.
type plainMessage struct {
	id      bot.MessageID
	channel string // its name; empty when it is said directly
	with    string // the person of a direct message, or who alone can see it
	thread  bot.MessageID
	by      string // who said it; empty when it is ours
	text    string // what they said
	ours    bool
	deleted bool
	shown   rendered
}

var (
	_ World   = (*Plain)(nil)
	_ Clocked = (*Plain)(nil)
	_ Waiting = (*Plain)(nil)
	_ Lossy   = (*Plain)(nil)
	_ Chooser = (*Plain)(nil)
)

// NewPlain makes a plain world with everybody in every channel.
func NewPlain(o PlainOptions) *Plain {
	w := &Plain{
		options: o, clock: bot.WallClock{},
		once: map[string]*plainMessage{}, archived: map[string]bool{}, triggers: map[string]bool{},
		forms: map[string]*plainForm{},
	}
	w.platform = &plainPlatform{w: w, started: make(chan struct{})}
	return w
}

// Platform returns the adapter.
func (w *Plain) Platform() bot.Platform {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.platform
}

// SetClock sets the clock that events take their time from.
func (w *Plain) SetClock(c bot.Clock) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = c
}

// SetIdle sets how to wait for the bot between two answers of an interview.
func (w *Plain) SetIdle(idle func(context.Context) error) { w.interviews.SetIdle(idle) }

// Degrades tells that there may be no forms. What is answered directly is
// replied to directly.
func (w *Plain) Degrades() Degraded {
	return Degraded{NoForms: w.options.NoForms, PrivateDirect: w.options.NoForms}
}

// notation tells that texts are seen in the plain world's own notation.
func (w *Plain) notation() plainText { return plainText{} }

// Pinged returns nil: words are only words here, and notify nobody.
func (w *Plain) Pinged() []string { return nil }

// Secrets returns nil: nobody has to say who they are to be let in.
func (w *Plain) Secrets() []string { return nil }

// Restart makes a new adapter; what was said stays.
func (w *Plain) Restart(context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.platform.running {
		return errors.New("the adapter still runs")
	}
	w.platform.ended = true
	w.platform = &plainPlatform{w: w, started: make(chan struct{})}
	return nil
}

// Close ends the world.
func (w *Plain) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.platform.ended = true
	return errors.Join(w.broken...)
}

// Seen returns what became visible.
func (w *Plain) Seen(context.Context) ([]Seen, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen, broken := w.seen, w.broken
	w.seen, w.broken = nil, nil
	return seen, errors.Join(broken...)
}

// Fail makes the next n sends and edits fail.
func (w *Plain) Fail(n int, reason bot.Reason, retryAfter time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fail.times, w.fail.reason, w.fail.retry = n, reason, retryAfter
}

// next makes an id; w.mu is held.
func (w *Plain) next(kind string) string {
	w.count++
	return fmt.Sprintf("%s%d", kind, w.count)
}

const channelPrefix, directPrefix = "c:", "d:"

func channelID(place Place, who string) bot.ChannelID {
	if place.Channel == "" {
		return bot.ChannelID(directPrefix + who)
	}
	return bot.ChannelID(channelPrefix + place.Channel)
}

func userOf(p Person) bot.User {
	return bot.User{ID: bot.UserID(p.ID), Name: p.Name, Handle: p.ID, Lang: p.Lang, Zone: Zone, Email: p.Email, Guest: p.Guest}
}

func person(id string) (Person, bool) {
	for _, p := range Everybody() {
		if p.ID == id {
			return p, true
		}
	}
	return Person{}, false
}

// origin makes what every event carries; w.mu is held.
func (w *Plain) origin(who string, place Place) (bot.Origin, error) {
	p, ok := person(who)
	if !ok {
		return bot.Origin{}, fmt.Errorf("there is nobody called %s", who)
	}
	if place.Channel != "" && !slices.Contains(Channels(), place.Channel) {
		return bot.Origin{}, fmt.Errorf("there is no #%s", place.Channel)
	}
	if place.Channel != "" && !slices.Contains(ChannelMembers(place.Channel), who) {
		return bot.Origin{}, fmt.Errorf("%s is not in #%s", who, place.Channel)
	}
	trigger := w.next("t")
	w.triggers[trigger] = true
	return bot.Origin{
		ID: w.next("e"), Platform: PlainName, From: userOf(p),
		Channel: channelID(place, who), Direct: place.Channel == "", At: w.clock.Now(), Reply: trigger,
	}, nil
}

// deliver hands an event to the bot, and remembers how to do that again.
func (w *Plain) deliver(ctx context.Context, make func() bot.Event, then func(bot.Ack) error) error {
	again := func(ctx context.Context) error {
		do, err := w.dispatch(ctx)
		if err != nil {
			return err
		}
		w.mu.Lock()
		e := make()
		bot.OriginOf(e).At = w.clock.Now()
		w.mu.Unlock()
		ack, err := do(ctx, e)
		if err != nil {
			return fmt.Errorf("dispatch: %w", err)
		}
		return then(ack)
	}
	w.mu.Lock()
	w.last = again
	w.mu.Unlock()
	return again(ctx)
}

// dispatch waits until the adapter runs.
func (w *Plain) dispatch(ctx context.Context) (bot.Dispatch, error) {
	w.mu.Lock()
	p := w.platform
	w.mu.Unlock()
	select {
	case <-p.started:
	case <-ctx.Done():
		return nil, fmt.Errorf("the adapter does not run: %w", ctx.Err())
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !p.running {
		return nil, errors.New("the adapter has stopped running")
	}
	return p.do, nil
}

var (
	mention = regexp.MustCompile(`(?i)(^|[^\p{L}\p{Nd}@._-])@wegwijs([^\p{L}\p{Nd}_-]|$)`)
	slash   = regexp.MustCompile(`(?s)^/([\p{L}\p{Nd}_-]+)(?:\s+(.*))?$`)
)

// Say lets a person type.
func (w *Plain) Say(ctx context.Context, who string, where Place, text string) error {
	w.mu.Lock()
	o, err := w.origin(who, where)
	if err != nil {
		w.mu.Unlock()
		return err
	}
	if where.Thread {
		root := w.newest(func(m *plainMessage) bool {
			return m.channel == where.Channel && (m.with == "" || where.Channel == "" && m.with == who) && (where.Of == "" || m.by == where.Of)
		})
		if root == nil {
			w.mu.Unlock()
			return errors.New("there is no message whose thread this could be")
		}
		o.Thread = root.root()
	}
	text = strings.TrimSpace(text)
	if m := slash.FindStringSubmatch(text); m != nil {
		w.mu.Unlock()
		return w.deliver(ctx, func() bot.Event {
			return &bot.Command{Origin: o, Name: m[1], Text: strings.TrimSpace(m[2]), Slash: true}
		}, ignoreAck)
	}
	said := &plainMessage{id: bot.MessageID(w.next("m")), channel: where.Channel, thread: o.Thread, by: who, text: text}
	if where.Channel == "" {
		said.with = who
	}
	w.messages = append(w.messages, said)
	o.Message = said.id
	w.mu.Unlock()

	if at := mention.FindStringSubmatchIndex(text); at != nil {
		before, after := text[:at[3]], text[at[4]:]
		after = strings.TrimLeft(after, ",: ")
		if strings.TrimSpace(after) == "" {
			before = strings.TrimRight(before, " ,") // "weet jij dit, @wegwijs"
		}
		text = strings.TrimSpace(strings.TrimRight(before, " ") + " " + after)
	} else if where.Channel != "" {
		return nil // not addressed to us: the platform does not bring it
	}
	if where.Channel != "" && !BotIsIn(where.Channel) {
		return nil // we do not hear it
	}
	return w.deliver(ctx, func() bot.Event { return &bot.Mention{Origin: o, Text: text} }, ignoreAck)
}

// ChooseAt chooses an action at what somebody said last in a channel.
func (w *Plain) ChooseAt(ctx context.Context, who string, at Place, action bot.Words) error {
	w.mu.Lock()
	o, err := w.origin(who, Place{Channel: at.Channel})
	m := w.newest(func(m *plainMessage) bool { return m.channel == at.Channel && m.with == "" && m.by == at.Of })
	w.mu.Unlock()
	switch {
	case err != nil:
		return err
	case m == nil || at.Channel == "":
		return fmt.Errorf("%s said nothing in #%s", at.Of, at.Channel)
	}
	o.Message, o.Thread = m.id, m.thread
	return w.deliver(ctx, func() bot.Event {
		return &bot.Command{Origin: o, Name: action.Command, Text: action.Word, Slash: true, Quote: m.text, QuoteBy: bot.User{ID: bot.UserID(m.by)}}
	}, ignoreAck)
}

func ignoreAck(bot.Ack) error { return nil }

func (m *plainMessage) root() bot.MessageID {
	if m.thread != "" {
		return m.thread
	}
	return m.id
}

// newest returns the newest message that is still there; w.mu is held.
func (w *Plain) newest(is func(*plainMessage) bool) *plainMessage {
	for _, m := range slices.Backward(w.messages) {
		if !m.deleted && is(m) {
			return m
		}
	}
	return nil
}

func (m *plainMessage) visibleTo(who string) bool {
	return m.with == who || m.with == "" && slices.Contains(ChannelMembers(m.channel), who)
}

// sameLabel compares what a transcript calls a button with what it shows.
func sameLabel(asked, shown string) bool {
	return asked == shown || plainWords(asked) == plainWords(shown)
}

// Press presses a button.
func (w *Plain) Press(ctx context.Context, who, label string) error {
	w.mu.Lock()
	var pressed boundButton
	m := w.newest(func(m *plainMessage) bool {
		for _, b := range m.shown.buttons {
			if m.visibleTo(who) && sameLabel(label, b.label) {
				pressed = b
				return true
			}
		}
		return false
	})
	if m == nil {
		defer w.mu.Unlock()
		return fmt.Errorf("%s sees no button %q; there are %s", who, label, w.labels(who, func(r rendered) (out []string) {
			for _, b := range r.buttons {
				out = append(out, b.label)
			}
			return out
		}))
	}
	o, err := w.origin(who, Place{Channel: m.channel})
	w.mu.Unlock()
	if err != nil {
		return err
	}
	o.Message, o.Thread = m.id, m.thread
	return w.deliver(ctx, func() bot.Event {
		return &bot.Press{Origin: o, Action: pressed.action, Value: pressed.value}
	}, ignoreAck)
}

// Choose chooses from a menu.
func (w *Plain) Choose(ctx context.Context, who, menu, option string) error {
	w.mu.Lock()
	var chosen boundMenu
	m := w.newest(func(m *plainMessage) bool {
		for _, b := range m.shown.menus {
			if m.visibleTo(who) && (menu == "" || sameLabel(menu, b.label)) {
				chosen = b
				return true
			}
		}
		return false
	})
	if m == nil {
		defer w.mu.Unlock()
		return fmt.Errorf("%s sees no menu %q; there are %s", who, menu, w.labels(who, func(r rendered) (out []string) {
			for _, b := range r.menus {
				out = append(out, b.label)
			}
			return out
		}))
	}
	o, err := w.origin(who, Place{Channel: m.channel})
	w.mu.Unlock()
	if err != nil {
		return err
	}
	if menu == "" && len(m.shown.menus) > 1 {
		return errors.New("the message has several menus; say which one")
	}
	i := slices.IndexFunc(chosen.options, func(o boundOption) bool { return sameLabel(option, o.label) })
	if i < 0 {
		return fmt.Errorf("the menu %q has no option %q", chosen.label, option)
	}
	o.Message, o.Thread = m.id, m.thread
	return w.deliver(ctx, func() bot.Event {
		return &bot.Press{Origin: o, Action: chosen.action, Value: chosen.value, Choice: chosen.options[i].value}
	}, ignoreAck)
}

// labels lists what a person could have meant; w.mu is held.
func (w *Plain) labels(who string, of func(rendered) []string) string {
	var all []string
	for _, m := range w.messages {
		if m.deleted || !m.visibleTo(who) {
			continue
		}
		for _, l := range of(m.shown) {
			if l = fmt.Sprintf("%q", l); !slices.Contains(all, l) {
				all = append(all, l)
			}
		}
	}
	if len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}

// Delete deletes a message of ours; the bot is told with a Gone.
func (w *Plain) Delete(ctx context.Context, where Place) error {
	w.mu.Lock()
	m := w.newest(func(m *plainMessage) bool {
		return m.ours && m.with == "" && m.channel == where.Channel && (m.thread != "") == where.Thread
	})
	if m == nil {
		w.mu.Unlock()
		return fmt.Errorf("there is no message of wegwijs in #%s", where.Channel)
	}
	m.deleted = true
	o := bot.Origin{ID: w.next("e"), Platform: PlainName, Channel: channelID(where, ""), Thread: m.thread, Message: m.id}
	w.mu.Unlock()
	return w.deliver(ctx, func() bot.Event { return &bot.Gone{Origin: o} }, ignoreAck)
}

// Redeliver delivers the last thing that happened again, with the same id.
func (w *Plain) Redeliver(ctx context.Context) error {
	w.mu.Lock()
	last := w.last
	w.mu.Unlock()
	if last == nil {
		return errors.New("nothing was delivered yet")
	}
	return last(ctx)
}
