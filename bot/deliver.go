package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Retries of one delivery: about half a minute in all. What must survive
// longer than that is scheduled, not said.
const (
	maxTries    = 6
	maxLimited  = 20 // times a platform may say to wait
	firstWait   = time.Second
	longestWait = 30 * time.Second
	sendWithin  = 40 * time.Second // longer than platforms wait for their server: 29 s was seen
)

// A letter is one message on its way to one address.
type letter struct {
	to Address
	m  *Message
	// keepOffer says that it takes no part in what can be chosen by number.
	keepOffer bool
}

// letters are what a reply says, in the order in which it is said.
func (r *Router) letters(e Event, o *Origin, reply Reply) []letter {
	var ls []letter
	once := o.Mark
	if once == "" {
		once = r.opt.Memory.Mark(string(o.Platform), kindOf(e)+o.ID)
	}
	if reply.Public != nil {
		to := Address{Platform: o.Platform, Channel: o.Channel, Thread: threadOf(e), Reply: o.Reply, Once: once + "/public"}
		if o.Direct || o.Channel == "" {
			to.Channel, to.User = "", o.From.ID
		}
		to.Lang = r.langFor(to, o, reply.Lang)
		if reply.Public.Key != "" {
			to.Once = "key/" + reply.Public.Key
		}
		ls = append(ls, letter{to, reply.Public, false})
	}
	if reply.Private != nil {
		ls = append(ls, letter{r.privately(e, o, reply.Lang, once+"/private"), reply.Private, reply.keepOffer})
	}
	return ls
}

// privately is the address only the person of an event sees. What was
// scheduled reaches people directly: nobody waits in the channel for it. So
// does everything for who chose so, and then the platform's own way to answer
// where it happened is not used.
func (r *Router) privately(e Event, o *Origin, lang Lang, once string) Address {
	to := Address{Platform: o.Platform, User: o.From.ID, Reply: o.Reply, Once: once}
	_, timed := e.(*Due)
	_, visit := e.(*Visit)
	switch {
	case visit:
		to.Home = true
	case !timed && !o.Directly():
		to.Channel, to.Thread = o.Channel, o.Thread
	case o.directly:
		to.Reply = ""
	}
	to.Lang = r.langFor(to, o, lang)
	return to
}

func (r *Router) langFor(to Address, o *Origin, set Lang) Lang {
	if set != "" {
		return set
	}
	if to.User != "" && o.Lang != "" {
		return o.Lang
	}
	if to.User == "" && r.opt.ChannelLang != nil {
		if l := r.opt.ChannelLang(to.Platform, to.Channel); l != "" {
			return l
		}
	}
	return r.opt.Lang
}

// threadOf is the thread a public answer belongs in. A mention opens one; a
// slash command and a press stay where they are.
func threadOf(e Event) MessageID {
	o := e.origin()
	if c, ok := e.(*Command); ok && !c.Slash && !o.Direct && o.Thread == "" {
		return o.Message
	}
	return o.Thread
}

// post puts letters on their way, in the person's order and with retries, and
// then remembers that the event with this mark was handled. A lane of
// deliveries has no limit, because the lane of events before it has one.
func (r *Router) post(o *Origin, ls []letter, mark string) {
	tries, limited := 0, 0
	told := false
	r.mail.add(o.Person(), int(^uint(0)>>1), func(hurry bool) (bool, time.Duration) {
		for len(ls) > 0 {
			err := r.sendOne(ls[0])
			if err == nil {
				ls, tries, limited = ls[1:], 0, 0
				continue
			}
			if Retryable(err) && hurry {
				// Not remembered: where the platform delivers it again, it is answered after the start.
				r.opt.Log.Error().Str("event", o.Mark).Str("platform", string(o.Platform)).Str("error", err.Error()).Msg("not delivered before the end")
				r.taken.drop(mark)
				return false, 0
			}
			wait, again := retryAfter(err, &tries, &limited)
			if again {
				return true, wait
			}
			ref := newReference()
			r.opt.Log.Error().Str("event", o.Mark).Str("platform", string(o.Platform)).Str("reference", ref).
				Int("tries", tries).Str("error", err.Error()).Msg("not delivered")
			if l, ok := r.apology(o, ls[0], err, ref); ok && !told {
				told = true
				ls[0], tries, limited = l, 0, 0
				continue
			}
			ls, tries, limited = ls[1:], 0, 0
		}
		r.remember(o, mark)
		return false, 0
	})
}

// retryAfter says whether and after how long a failed call is tried again. To
// be told to wait is no failure, but there is a bound to that too.
func retryAfter(err error, tries, limited *int) (time.Duration, bool) {
	if !Retryable(err) {
		return 0, false
	}
	var s *SendError
	if errors.As(err, &s) && s.Reason == RateLimited {
		*limited++
		return max(s.RetryAfter, firstWait), *limited < maxLimited
	}
	*tries++
	return min(firstWait<<(*tries-1), longestWait), *tries < maxTries
}

// sendOne sends with a deadline of its own. A panic while a platform renders a
// message is our own fault, like any message that it refuses.
func (r *Router) sendOne(l letter) (err error) {
	ctx, cancel := context.WithTimeout(r.ctx, sendWithin)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = &SendError{Reason: Invalid, Err: newPanic(p)}
		}
	}()
	return r.send(ctx, l)
}

func (r *Router) remember(o *Origin, mark string) {
	if mark == "" {
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, sendWithin)
	defer cancel()
	known, err := r.opt.Memory.Handled(ctx, mark)
	if err == nil && !known {
		err = r.opt.Memory.SetHandled(ctx, mark, o.At)
	}
	if err != nil {
		r.opt.Log.Error().Str("event", mark).Str("error", err.Error()).Msg("not remembered as handled")
	}
	r.taken.drop(mark)
}

// apology is what the person hears when something could not be said where it
// should be, directly, because the place itself may be the trouble.
func (r *Router) apology(o *Origin, failed letter, err error, ref string) (letter, bool) {
	var s *SendError
	if !errors.As(err, &s) || o.From.ID == "" || s.Reason == NoAccess {
		return letter{}, false
	}
	say := Text(textFault.With(Args{"reference": Plain(ref)}))
	if failed.to.Channel != "" && (s.Reason == Forbidden || s.Reason == NotFound) {
		say = textCannotSpeak
	} else if failed.to.Channel == "" && s.Reason != Invalid {
		return letter{}, false // the direct conversation itself does not work
	}
	to := Address{Platform: o.Platform, User: o.From.ID, Lang: o.Lang, Once: failed.to.Once + "/apology"}
	return letter{to, Say(Para{Text: say}), false}, true
}

// deliverNow sends what a reply says, once, and returns the first error: the
// job that asked for it runs again.
func (r *Router) deliverNow(ctx context.Context, e Event, o *Origin, reply Reply) error {
	if reply.Form != nil {
		return errors.New("a form cannot be opened for something that was scheduled")
	}
	for _, l := range r.letters(e, o, reply) {
		err := r.send(ctx, l)
		if err == nil {
			continue
		}
		var refused *SendError
		if d, ok := e.(*Due); ok && d.Tries == 0 && errors.As(err, &refused) && !Retryable(err) {
			// Whoever it is for hears of it once, and can mend it before the next try.
			if sorry, ok := r.apology(o, l, err, newReference()); ok {
				if told := r.send(ctx, sorry); told != nil {
					err = errors.Join(err, told)
				}
			}
		}
		return fmt.Errorf("deliver: %w", err)
	}
	return nil
}

// send posts one message. A keyed message that is there already is edited
// instead.
func (r *Router) send(ctx context.Context, l letter) error {
	r.opt.Memory.Outside("send")
	p := r.platforms[l.to.Platform]
	if p == nil {
		return &SendError{Reason: NotFound, Err: fmt.Errorf("there is no platform %q", l.to.Platform)}
	}
	if l.m.Key != "" {
		return r.sendKeyed(ctx, p, l)
	}
	id, err := p.Send(ctx, l.to, l.m)
	if err != nil {
		return err
	}
	if !l.to.Home && !l.keepOffer { // typed numbers answer what was said, not what stands there
		r.offer(ctx, l, id, false)
	}
	return nil
}

// check finds what no platform could show: a programmer error in a feature.
func check(reply Reply) error {
	for _, m := range []*Message{reply.Public, reply.Private} {
		if m == nil {
			continue
		}
		if len(m.Blocks) == 0 {
			return errors.New("a message without blocks")
		}
		for _, b := range m.Blocks {
			switch b := b.(type) {
			case Buttons:
				if len(b) == 0 || len(b) > MaxButtons {
					return fmt.Errorf("%d buttons in a row; at most %d fit", len(b), MaxButtons)
				}
				for _, x := range b {
					if len(x.Value) > 200 {
						return fmt.Errorf("the value of button %s is %d bytes; at most 200 fit", x.Action, len(x.Value))
					}
				}
			case Menu:
				if len(b.Options) == 0 || len(b.Options) > MaxOptions {
					return fmt.Errorf("%d options in a menu; at most %d fit", len(b.Options), MaxOptions)
				}
			}
		}
	}
	return nil
}

// Permanent says that trying again cannot help: the place or the message is
// gone, or the platform refuses what we wrote.
func (e *SendError) Permanent() bool { return e.Reason == NotFound || e.Reason == Invalid }
