package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// posted is what the memory holds of a keyed message.
type posted struct {
	Platform PlatformName `json:"platform"`
	Channel  ChannelID    `json:"channel,omitempty"`
	Thread   MessageID    `json:"thread,omitempty"`
	User     UserID       `json:"user,omitempty"`
	Lang     Lang         `json:"lang"`
	ID       MessageID    `json:"id"`
	Shown    []byte       `json:"shown"` // digest of what it shows
	Final    bool         `json:"final,omitempty"`
}

func placeOf(p PlatformName, id MessageID) string { return string(p) + "/" + string(id) }

func (r *Router) posted(ctx context.Context, key string) (posted, bool, error) {
	var p posted
	data, ok, err := r.opt.Memory.Posted(ctx, key)
	if err != nil || !ok {
		return p, false, err
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return p, false, fmt.Errorf("keyed message: %w", err)
	}
	return p, true, nil
}

func (r *Router) setPosted(ctx context.Context, key string, p posted, final bool) error {
	p.Final = final
	data, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("keyed message: %w", err)
	}
	return r.opt.Memory.SetPosted(ctx, key, placeOf(p.Platform, p.ID), data, final)
}

// sendKeyed posts a keyed message the first time, and leaves every later time
// to the edits, which show what is stored by then.
func (r *Router) sendKeyed(ctx context.Context, p Platform, l letter) error {
	key := l.m.Key
	if r.viewOf(key) == nil {
		return &SendError{Reason: Invalid, Err: fmt.Errorf("nobody has a view for messages like %q", featureOf(key))}
	}
	defer r.first.Lock(key)()
	before, there, err := r.posted(ctx, key)
	switch {
	case err != nil:
		return &SendError{Reason: Temporary, Err: err}
	case there && before.Final:
		return nil
	case there:
		r.Refresh(key)
		return nil
	}
	id, err := p.Send(ctx, l.to, l.m)
	if err != nil {
		return err
	}
	now := posted{Platform: l.to.Platform, Channel: l.to.Channel, Thread: l.to.Thread, User: l.to.User, Lang: l.to.Lang, ID: id, Shown: digest(l.m, l.to.Lang)}
	if err := r.setPosted(ctx, key, now, l.m.Final); err != nil {
		// Sent again with the same Once: the platform knows it is the same.
		return &SendError{Reason: Temporary, Err: err}
	}
	if !l.m.Final {
		r.edits.justShown(key, l.m.Pace)
		r.Refresh(key) // what was stored while it was on its way
	}
	r.offer(ctx, l, id, false)
	return nil
}

// edits bring keyed messages up to date: per key one at a time, not more often
// than its pace, and always from what is stored at that moment.
type edits struct {
	r       *Router
	mu      sync.Mutex
	keys    map[string]*edit
	running int
	idle    chan struct{}
	hurry   bool
	slots   chan struct{} // bounds how much is edited at once, as after a start
}

type edit struct {
	wanted  bool // something changed since the last look
	urgent  bool // whatever its pace
	running bool
	edited  time.Time     // when it was shown last
	pace    time.Duration // of what was shown then
	retry   time.Time     // not before, after a failure
	tries   int
	alarm   *alarm // set while it waits for its moment
}

// An alarm is one timer. One that goes off while it is being replaced finds
// that it is not the alarm any more.
type alarm struct{ stop func() bool }

func (es *edits) init(r *Router) {
	es.r, es.keys, es.slots = r, map[string]*edit{}, make(chan struct{}, editsAtOnce)
}

// Refresh makes a keyed message show what is stored, as soon as its pace
// allows. It never blocks.
func (r *Router) Refresh(key string) { r.edits.want(key, false) }

// RefreshNow is Refresh for what cannot wait, such as that something is over:
// whatever its pace, the message shows what is stored within DefaultPace of the
// last edit, in one edit with what waits already. It never blocks.
func (r *Router) RefreshNow(key string) { r.edits.want(key, true) }

// refresh does what a reply asks for.
func (r *Router) refresh(reply Reply) {
	for _, key := range reply.Refresh {
		r.Refresh(key)
	}
	for _, key := range reply.RefreshNow {
		r.RefreshNow(key)
	}
}

func (es *edits) want(key string, urgent bool) {
	es.mu.Lock()
	defer es.mu.Unlock()
	k := es.of(key)
	k.wanted = true
	if urgent && !k.urgent {
		k.urgent = true
		k.quiet() // the alarm may be of a later moment
	}
	es.schedule(key, k)
}

// of returns the state of a key; the caller holds the lock.
func (es *edits) of(key string) *edit {
	k := es.keys[key]
	if k == nil {
		if len(es.keys) >= sweepFrom {
			es.sweep()
		}
		k = &edit{}
		es.keys[key] = k
	}
	return k
}

// editsAtOnce is how many messages are edited side by side.
const editsAtOnce = 16

// sweepFrom is how many keys are remembered before those that are at rest are
// forgotten: what is known of them is only when they may be edited again.
const sweepFrom = 1000

func (es *edits) sweep() {
	now := es.r.opt.Clock.Now()
	for key, k := range es.keys {
		if !k.running && !k.wanted && k.alarm == nil && !k.next().After(now) {
			delete(es.keys, key)
		}
	}
}

// justShown starts the pace of a message that was posted now.
func (es *edits) justShown(key string, pace time.Duration) {
	es.mu.Lock()
	defer es.mu.Unlock()
	es.of(key).shown(es.r.opt.Clock.Now(), pace)
}

func (k *edit) shown(now time.Time, pace time.Duration) {
	if pace == 0 {
		pace = DefaultPace
	}
	k.pace, k.edited, k.retry, k.tries = pace, now, time.Time{}, 0
}

// next is when it may be edited again.
func (k *edit) next() time.Time {
	pace := k.pace
	if k.urgent {
		pace = min(pace, DefaultPace)
	}
	if at := k.edited.Add(pace); at.After(k.retry) {
		return at
	}
	return k.retry
}

// quiet takes the alarm away.
func (k *edit) quiet() {
	if k.alarm != nil {
		k.alarm.stop()
		k.alarm = nil
	}
}

// schedule starts an edit or an alarm for one; the caller holds the lock.
func (es *edits) schedule(key string, k *edit) {
	if k.running || k.alarm != nil || !k.wanted {
		return
	}
	wait := k.next().Sub(es.r.opt.Clock.Now())
	if wait <= 0 || es.hurry {
		es.start(key, k)
		return
	}
	mine := &alarm{}
	k.alarm = mine
	mine.stop = es.r.opt.Clock.AfterFunc(wait, func() {
		es.mu.Lock()
		defer es.mu.Unlock()
		if k.alarm == mine {
			k.alarm = nil
			es.start(key, k)
		}
	})
}

func (es *edits) start(key string, k *edit) {
	urgent := k.urgent
	k.running, k.wanted, k.urgent = true, false, false
	if es.running == 0 {
		es.idle = make(chan struct{})
	}
	es.running++
	go es.run(key, k, urgent)
}

func (es *edits) run(key string, k *edit, urgent bool) {
	es.slots <- struct{}{}
	defer func() { <-es.slots }()
	pace, changed, err := es.r.showSafely(key)
	es.mu.Lock()
	defer es.mu.Unlock()
	now := es.r.opt.Clock.Now()
	switch {
	case errors.Is(err, errNotPosted):
		k.urgent = k.urgent || urgent // it may be on its way
	case err == nil && changed:
		k.shown(now, pace)
	case err == nil:
		k.tries = 0
	case Retryable(err) && !es.hurry:
		// For as long as it takes: what people see must become what is stored.
		k.wanted, k.urgent, k.retry = true, k.urgent || urgent, now.Add(k.waitFor(err))
		if k.tries == 1 || k.tries%20 == 0 {
			es.r.opt.Log.Warn().Str("feature", featureOf(key)).Int("tries", k.tries).Str("error", err.Error()).Msg("a message is not up to date yet")
		}
	default:
		es.r.opt.Log.Error().Str("feature", featureOf(key)).Str("error", err.Error()).Msg("a message could not be brought up to date")
	}
	k.running = false
	es.schedule(key, k)
	es.running--
	if es.running == 0 {
		close(es.idle)
		es.idle = nil
	}
}

// waitFor is the time until the next try.
func (k *edit) waitFor(err error) time.Duration {
	k.tries++
	wait := min(firstWait<<min(k.tries-1, 10), longestWait)
	var s *SendError
	if errors.As(err, &s) {
		wait = max(wait, s.RetryAfter)
	}
	return wait
}

// showSafely is show with a deadline of its own; a panic while it is rendered
// is our own fault.
func (r *Router) showSafely(key string) (pace time.Duration, changed bool, err error) {
	ctx, cancel := context.WithTimeout(r.ctx, sendWithin)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = &SendError{Reason: Invalid, Err: newPanic(p)}
		}
	}()
	return r.show(ctx, key)
}

func (es *edits) busy() <-chan struct{} {
	es.mu.Lock()
	defer es.mu.Unlock()
	return es.idle
}

// finish makes all edits that wait happen now.
func (es *edits) finish() {
	es.mu.Lock()
	defer es.mu.Unlock()
	es.hurry = true
	for key, k := range es.keys {
		if k.alarm != nil {
			k.quiet()
			es.start(key, k)
		}
	}
}

// errNotPosted says that there is nothing to edit (yet).
var errNotPosted = errors.New("the message is not posted")

// show brings one keyed message up to date.
func (r *Router) show(ctx context.Context, key string) (pace time.Duration, changed bool, err error) {
	r.opt.Memory.Outside("edit")
	place, there, err := r.posted(ctx, key)
	switch {
	case err != nil:
		return 0, false, err
	case !there:
		return 0, false, errNotPosted
	case place.Final:
		return 0, false, nil // it will not change
	}
	view := r.viewOf(key)
	p := r.platforms[place.Platform]
	if view == nil || p == nil {
		return 0, false, nil // its feature or platform is not switched on today
	}
	m, err := look(ctx, view, key)
	if err != nil {
		return 0, false, &SendError{Reason: Temporary, Err: err}
	}
	if m == nil {
		return 0, false, r.opt.Memory.DropPosted(ctx, key)
	}
	if err := check(Reply{Public: m}); err != nil {
		return 0, false, &SendError{Reason: Invalid, Err: err}
	}
	shown := digest(m, place.Lang)
	if bytes.Equal(shown, place.Shown) {
		if m.Final {
			err = r.setPosted(ctx, key, place, true)
		}
		return m.Pace, false, err
	}
	to := Address{Platform: place.Platform, Channel: place.Channel, Thread: place.Thread, User: place.User, Lang: place.Lang}
	err = p.Edit(ctx, to, place.ID, m)
	var s *SendError
	if errors.As(err, &s) && s.Reason == NotFound {
		return 0, false, r.forget(ctx, key, Origin{Platform: place.Platform, Channel: place.Channel, Message: place.ID, At: r.opt.Clock.Now(), Lang: r.opt.Lang})
	}
	if err != nil {
		return 0, false, err
	}
	place.Shown = shown
	if err := r.setPosted(ctx, key, place, m.Final); err != nil {
		return m.Pace, true, err
	}
	r.offer(ctx, letter{to, m, false}, place.ID, true)
	return m.Pace, true, nil
}

// look asks a view; a panic in it is an error.
func look(ctx context.Context, v View, key string) (m *Message, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, newPanic(p)
		}
	}()
	return v(ctx, key)
}

// gone handles a message of ours that somebody deleted. Messages without a
// key were said and done.
func (r *Router) gone(ctx context.Context, e *Gone, run *running) error {
	key, ok, err := r.opt.Memory.KeyAt(ctx, placeOf(e.Platform, e.Message))
	if err != nil || !ok {
		return err
	}
	run.feature = featureOf(key)
	return r.forget(ctx, key, e.Origin)
}

// forget tells the feature that a keyed message is gone, and forgets it when
// the feature has taken note.
func (r *Router) forget(ctx context.Context, key string, o Origin) error {
	if h := r.routes.gone[featureOf(key)]; h != nil {
		if err := h(ctx, &Gone{Origin: o, Key: key}); err != nil {
			return fmt.Errorf("tell about a deleted message: %w", err)
		}
	}
	return r.opt.Memory.DropPosted(ctx, key)
}

func (r *Router) viewOf(key string) View { return r.routes.view[featureOf(key)] }

func featureOf(key string) string {
	name, _, _ := strings.Cut(key, "/")
	return name
}
